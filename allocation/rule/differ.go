package rule

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/quantity"
)

// Differences say in words how the inputs of a round differ from those that were frozen before: who left or came, which figures of
// an applicant are others, which units changed. None means that nothing was corrected. Applicants come in the order of the old
// inputs, then units; name gives the name behind a number.
func Differences(old, now *Instance, name func(number string) string) []string {
	var out []string
	after := make(map[string]*InstanceApplicant, len(now.Applicants))
	for i := range now.Applicants {
		after[now.Applicants[i].Number] = &now.Applicants[i]
	}
	for i := range old.Applicants {
		a := &old.Applicants[i]
		b, stays := after[a.Number]
		delete(after, a.Number)
		if !stays {
			out = append(out, a.Number+" "+name(a.Number)+"：不再列入")
		} else if changes := a.differs(b); len(changes) > 0 {
			out = append(out, a.Number+" "+name(a.Number)+"："+strings.Join(changes, "，"))
		}
	}
	for _, a := range now.Applicants {
		if _, came := after[a.Number]; came {
			out = append(out, a.Number+" "+name(a.Number)+"：新列入")
		}
	}
	return append(out, unitsDiffer(old, now)...)
}

// differs are the figures of an applicant that are others.
func (a *InstanceApplicant) differs(b *InstanceApplicant) (out []string) {
	change := func(what, was, is string) {
		if was != is {
			out = append(out, fmt.Sprintf("%s 由 %s 改为 %s", what, orNothing(was), orNothing(is)))
		}
	}
	change("岗位", Millijobs(a.JobsMillis), Millijobs(b.JobsMillis))
	change("税收", a.Tax.String(), b.Tax.String())
	change("产业政策", yesOrNo(a.Policy), yesOrNo(b.Policy))
	change("优先群体", yesOrNo(a.Group), yesOrNo(b.Group))
	change("至少面积", wanted(a.Min), wanted(b.Min))
	change("至多面积", wanted(a.Max), wanted(b.Max))
	change("意向小区", strings.Join(a.Communities, "、"), strings.Join(b.Communities, "、"))
	change("只要所选小区", yesOrNo(a.OnlyListed), yesOrNo(b.OnlyListed))
	if !sameSet(a.Requires, b.Requires) {
		change("设施要求", strings.Join(a.Requires, "、"), strings.Join(b.Requires, "、"))
	}
	change("至多套数", fmt.Sprint(a.MaxUnits), fmt.Sprint(b.MaxUnits))
	return out
}

func wanted(a *quantity.Area) string {
	if a == nil {
		return ""
	}
	return a.String()
}

// unitsDiffer are the units that left, came, or have another area or other features.
func unitsDiffer(old, now *Instance) (out []string) {
	after := make(map[string]*InstanceUnit, len(now.Units))
	for i := range now.Units {
		after[now.Units[i].Number] = &now.Units[i]
	}
	for i := range old.Units {
		u := &old.Units[i]
		v, stays := after[u.Number]
		delete(after, u.Number)
		switch {
		case !stays:
			out = append(out, "房源 "+u.Number+"：不再列入")
		case u.Area != v.Area:
			out = append(out, fmt.Sprintf("房源 %s：面积由 %s 改为 %s", u.Number, u.Area, v.Area))
		case !sameSet(u.Tags, v.Tags):
			out = append(out, fmt.Sprintf("房源 %s：设施由 %s 改为 %s", u.Number, orNothing(strings.Join(u.Tags, "、")), orNothing(strings.Join(v.Tags, "、"))))
		}
	}
	for _, u := range now.Units {
		if _, came := after[u.Number]; came {
			out = append(out, "房源 "+u.Number+"：新列入")
		}
	}
	return out
}

// sameSet tells whether two lists of features are the same ones in whatever order.
func sameSet(a, b []string) bool {
	order := func(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }
	return slices.Equal(order(a), order(b))
}

func orNothing(s string) string {
	if s == "" {
		return "无"
	}
	return s
}

func yesOrNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
