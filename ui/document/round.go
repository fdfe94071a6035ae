package document

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/round"
)

// postingNotice is a locked list as it is posted before the draw (四(三)): its digest, the days to dispute it, the source of the
// draw, who stands on it and the shops in the pool. Names of persons are masked.
func postingNotice(r Record) *Data {
	d, x := &Data{}, r.Round
	r.office(d)
	d.Put("批次", x.Title)
	d.Put("批次编号", x.Number)
	d.Put("参数", x.Scope.Parameters.Title())
	d.Put("名单摘要", x.Posted.Digest)
	d.Put("张贴日", date(x.Posted.Day))
	d.Put("异议截止", date(x.Posted.Until))
	d.Put("抽签来源", x.Source.Words())
	d.Put("申请数", count(len(x.Scope.Applicants)))
	d.Put("房源数", count(len(x.Scope.Units)))
	d.Put("未列入说明", leftOut(&x.Scope))
	cancelled := make([]string, len(x.Cancelled))
	for i, c := range x.Cancelled {
		cancelled[i] = fmt.Sprintf("%s 曾于 %s 抽签后作废（%s）：抽签文字 %s，当时的名次 %s", c.Title, date(c.Day), c.Reason, c.Text, strings.Join(c.Order, "、"))
	}
	d.Put("作废的抽签", strings.Join(cancelled, "；"))
	var area quantity.Area
	for _, u := range x.Scope.Units {
		area += u.Area
	}
	d.Put("面积合计", area.String())
	list := d.AddList("名单", "申请编号", "申请人", "认定岗位", "折合岗位", "优先", "意向小区")
	for _, a := range x.Scope.Applicants {
		list.Add(a.Number, posted(a), rule.Millijobs(a.Line.JobsMillis), rule.Millijobs(x.Scope.Frozen.Params.Weight(&a.Line)), first(a.Line),
			or(strings.Join(a.Line.Communities, "、"), textNoWish))
	}
	pool := d.AddList("房源", "房源编号", "小区", "面积")
	for _, u := range x.Scope.Units {
		pool.Add(u.Number, u.Community, u.Area.String())
	}
	return d
}

// posted is an applicant's name on a wall.
func posted(a round.RoundApplicant) string {
	if a.Kind == allocation.Person {
		return identity.MaskName(a.Name)
	}
	return a.Name
}

// first is what puts an applicant before others under equal conditions.
func first(a rule.InstanceApplicant) string {
	switch {
	case a.Policy:
		return "产业政策"
	case a.Group:
		return "优先群体"
	}
	return ""
}

// leftOut says how many vacant units stay out of the pool, and why.
func leftOut(sc *round.RoundScope) string {
	switch {
	case !sc.LeftKnown:
		return "未列入的房源和理由：" + round.TextLeftUnknown + "。"
	case len(sc.Left) == 0:
		return "本区闲置房源全部列入。"
	}
	return fmt.Sprintf("本区闲置房源 %d 套，未列入 %d 套，理由：%s。", len(sc.Units)+len(sc.Left), len(sc.Left), strings.Join(sc.LeftWords(), "；"))
}
