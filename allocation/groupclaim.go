package allocation

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
)

// GroupClaim says that an applicant belongs to a group, with its proof. The catalogue says apart whether the group
// lets its members in (2018（六）) and whether it goes first under equal conditions (二).
type GroupClaim struct {
	Code     string // of the catalogue
	Title    string
	Eligible bool // the group lets in
	Priority bool // the group goes first: under equal conditions (二), or in an incubation base
	Base     bool // it goes first in an incubation base only (2018（十二）)
	Proof    string
	Until    civil.Date // last day on which the proof is valid; none: no end
	Accepted bool       // the review accepts the proof
	Decided  civil.Date // when the review accepted it or not; none: not yet
	Remark   string     // why it is not accepted
}

// GroupVerdict is what the review says of the claim of a group: met (认定), unmet (不认定), or nothing yet.
type GroupVerdict struct {
	Code    string
	Verdict Verdict
	Until   civil.Date // last day of the proof, as it was seen
	Remark  string     // why it is not accepted
}

// GroupField names the field of a form in which the claim of a group is judged.
func GroupField(code string) string { return "group " + code }

// Verdict is what the review says of the claim.
func (g GroupClaim) Verdict() Verdict {
	switch {
	case g.Decided.IsZero():
		return ""
	case g.Accepted:
		return VerdictMet
	}
	return VerdictUnmet
}

// Expired reports whether the proof is no longer valid on a day.
func (g GroupClaim) Expired(day civil.Date) bool { return !g.Until.IsZero() && g.Until.Before(day) }

// JudgeGroups takes over what the review says of the claimed groups on a day. A claim of which it says nothing stays as it is.
// Errors: ErrGroupExpired, ErrGroupRemark, ErrGroupUnknown.
func (a *Application) JudgeGroups(list []GroupVerdict, day civil.Date) error {
	a.Groups = slices.Clone(a.Groups)
	for _, v := range list {
		i := slices.IndexFunc(a.Groups, func(g GroupClaim) bool { return g.Code == v.Code })
		if i < 0 {
			return ErrGroupUnknown.With(v.Code).On("groups")
		}
		g, field := &a.Groups[i], GroupField(v.Code)
		if v.Verdict != "" || !v.Until.IsZero() {
			g.Until = v.Until
		}
		switch {
		case v.Verdict == "":
			continue
		case v.Verdict == VerdictMet && g.Expired(day):
			return ErrGroupExpired.With(g.Title + " " + v.Until.String()).On(UntilField(field))
		case v.Verdict != VerdictMet && strings.TrimSpace(v.Remark) == "":
			return ErrGroupRemark.With(g.Title).On(RemarkField(field))
		}
		if g.Verdict() != v.Verdict {
			g.Decided = day
		}
		g.Accepted, g.Remark = v.Verdict == VerdictMet, strings.TrimSpace(v.Remark)
	}
	return nil
}

// JoinGroups sets title, entry and priority of the claimed groups as the catalogue has them today; a claim that the application
// had before keeps what the catalogue said then. Errors: ErrGroupUnknown.
func (a *Application) JoinGroups(groups []Group, had []GroupClaim) error {
	out := slices.Clone(a.Groups)
	for i := range out {
		if k := slices.IndexFunc(had, func(g GroupClaim) bool { return g.Code == out[i].Code }); k >= 0 {
			out[i].Title, out[i].Eligible, out[i].Priority, out[i].Base = had[k].Title, had[k].Eligible, had[k].Priority, had[k].Base
			continue
		}
		k := slices.IndexFunc(groups, func(g Group) bool { return g.Code == out[i].Code })
		if k < 0 {
			return ErrGroupUnknown.With(out[i].Code).On("groups")
		}
		out[i].Title, out[i].Eligible, out[i].Priority, out[i].Base = groups[k].Name, groups[k].Eligible, groups[k].First(), groups[k].Priority == PriorityBase
	}
	a.Groups = out
	return nil
}
