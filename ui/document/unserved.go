package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/store/round"
)

// takersShown is how many shops the letter lists with who got them.
const takersShown = 25

// unservedLetter tells an applicant whom a round left without premises why, who got the shops that fit, what fits elsewhere, which smallest
// change of its wishes would have served it, and what it can do.
func unservedLetter(r Record) *Data {
	d, l := r.notice(), &r.Left
	d.Put("批次名称", l.Round.Title)
	d.Put("批次状态", choose(l.Round.State == allocation.RoundConfirmed, "结果已于"+date(l.Round.ConfirmedDay)+"确认", "结果正在公示"))
	d.Put("已确认", choose(l.Round.State == allocation.RoundConfirmed, "是", "")) // nobody has decided before: there is no remedy yet
	d.Put("批次申请数", count(l.Round.Applicants))
	d.Put("批次安置数", count(l.Round.Served))
	d.Put("名次", strconv.Itoa(l.Why.Line.Rank))
	d.Put("折合说明", l.Weight)
	d.Put("应得说明", l.Entitlement)
	d.Put("未安置原因", or(l.Decided, l.Because))
	rule, beside := "名次在前的先得，谁也不会因为名次在后的人而落空", "其岗位多于或者次序先于你（单位）"
	if slices.ContainsFunc(l.Takers, func(t round.Taker) bool { return t.Decided }) || len(l.Overtaken) > 0 {
		rule, beside = "名次在前的先得；人工调整是计算之外的决定，由两人签署并公示", "注明“人工调整”的由人决定，其余的岗位多于或者次序先于你（单位）"
	}
	d.Put("名次规则", rule)
	d.Put("去向说明", beside)
	d.Put("人工越过", overtaken(l.Overtaken))
	d.Put("逐套合计", "")
	d.Put("批次之外", "")
	d.Put("最小改变", "")
	if r.IsLeft {
		d.Put("逐套合计", l.Why.InsideText())
		d.Put("批次之外", outside(&r))
		if l.Decided == "" {
			d.Put("最小改变", l.Why.ChangesText())
		}
	}
	d.Put("公示期", choose(l.Round.NoticeFrom.IsZero(), "", date(l.Round.NoticeFrom)+"至"+date(l.Round.NoticeUntil)))
	d.Put("异议截止", dateOr(l.Round.ObjectionUntil, ""))
	d.Put("异议办法", objecting(&r))
	d.Put("结果摘要", l.Digest)
	d.Put("其余去向", "")
	takers := d.AddList("房源去向", "去向房源", "去向面积", "去向名次", "去向主体", "去向折合", "去向区间")
	for i, t := range l.Takers {
		if i == takersShown {
			d.Put("其余去向", "其余 "+strconv.Itoa(len(l.Takers)-takersShown)+" 套见公示名单。")
			break
		}
		takers.Add(t.Unit, area(t.Area), "第"+strconv.Itoa(t.Rank)+"名", t.Name, choose(t.Decided, "人工调整；", "")+t.Weight, area(t.Lo)+" 至 "+area(t.Hi))
	}
	if len(l.Takers) == 0 && r.IsLeft {
		takers.Add("没有一套单独适合本户")
	}
	return d
}

// overtaken says which decisions by hand passed over the applicant, and why.
func overtaken(list []round.Overtaken) string {
	parts := make([]string, len(list))
	for i, o := range list {
		parts[i] = fmt.Sprintf("第%d名 %s 由人工调整得到 %s，理由：%s；你（单位）%s", o.Rank, o.Name, strings.Join(o.Units, " "), strings.TrimRight(o.Reason, "。"), o.Fate)
	}
	return strings.Join(parts, "。")
}

// objecting says until when an objection may be raised, and what remains once that day is over.
func objecting(r *Record) string {
	until := r.Left.Round.ObjectionUntil
	switch {
	case until.IsZero():
		return ""
	case r.Today.After(until) && r.Left.Round.State != allocation.RoundConfirmed:
		return "异议期已于" + date(until) + "截止，不再受理异议；结果确认以后，不服的可以申请行政复议或者提起行政诉讼，届时另行告知"
	case r.Today.After(until):
		return "异议期已于" + date(until) + "截止，不再受理异议；可以按第七项申请行政复议或者提起行政诉讼，也可以通过信访途径反映"
	}
	return date(until) + "前（含当日），可以向本机关书面提出异议，本机关逐件书面答复"
}

// outside says what fits outside the pool, of an old round that it was not recorded.
func outside(r *Record) string {
	l := &r.Left
	switch {
	case len(l.Scope.Left) > 0:
		return l.Why.OutsideText(l.Scope.LeftWhy)
	case !l.Scope.LeftKnown:
		return "未列入批次的房源和理由：" + l.Round.LeftWhy
	}
	return "本区当时的闲置房源全部列入了这一批次"
}

func notLeft(r Record) string {
	if r.IsLeft {
		return ""
	}
	return "只有参加过批次、没有得到房源、仍在等候的申请才有这份告知"
}
