package round

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// overviewLines are what stands behind a round: scope, parameters, draw, notice, and what a person should look at.
func overviewLines(th *kit.Theme, r *record, w int) []string {
	out := append(append(kit.Detail(th, w, roundPairs(th, r)), ""), kit.Detail(th, w, parameterPairs(r))...)
	if w >= picture.SplitWidth {
		out = kit.Columns(w, 50, kit.Detail(th, kit.Half(w), roundPairs(th, r)), kit.Detail(th, kit.Half(w), parameterPairs(r)))
	}
	notices := r.notices()
	if len(notices) == 0 {
		return out
	}
	out = append(out, "", " "+th.Head.Render("请先看一看"))
	for _, n := range notices {
		style := th.Warn
		if n.bad {
			style = th.Bad
		}
		for i, part := range kit.Wrap(n.text, w-4) {
			mark := "-"
			if i > 0 {
				mark = " "
			}
			out = append(out, " "+style.Render(mark+" "+part))
		}
	}
	return out
}

func roundPairs(th *kit.Theme, r *record) []kit.Pair {
	var area, target quantity.Area
	var jobs, weight int64
	for _, u := range r.Scope.Units {
		area += u.Area
	}
	if in := r.Scope.Frozen; in != nil {
		rate := in.Rate()
		for i := range in.Applicants {
			a := &in.Applicants[i]
			x := in.Params.Weight(a)
			jobs, weight = jobs+a.JobsMillis, weight+x
			target += in.Params.Band(a, in.Params.Entitlement(x, rate)).Target
		}
	}
	pairs := []kit.Pair{
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.State)},
		{Label: textPool, Value: fmtPool(len(r.Scope.Units), area, poolWords(r.RoundRow))},
		{Label: textApplicants, Value: fmtDemand(len(r.Scope.Applicants), jobs, weight, target)},
	}
	if left := strings.Join(fmtLeft(r), ""); left != "" && len(r.Scope.Left) > 0 {
		pairs = append(pairs, kit.Pair{Label: textLeftOut, Value: strings.TrimPrefix(left, textLeftOut+" "), Style: th.Warn})
	}
	if said := r.Overtaken.Public(); len(said) > 0 && r.Units > 0 {
		pairs = append(pairs, kit.Pair{Label: "越过", Value: strings.Join(said, "") + "第二人 " + r.Overtaken.Second + "。", Style: th.Warn})
	}
	if r.Units > 0 && r.Posted.Digest != r.Scope.Seal {
		pairs = append(pairs, kit.Pair{Label: "锁定摘要", Value: r.Scope.Seal[:16]})
	}
	pairs = append(pairs, drawPairs(r)...)
	if run, found := r.run(); found {
		pairs = append(pairs, kit.Pair{Label: textResult, Value: fmtResult(r.RoundRow)}, kit.Pair{Label: textDigest, Value: run.Digest[:16]})
		if !run.Proved {
			pairs = append(pairs, kit.Pair{Label: textProof, Value: fmtUnproved(r.Result.Unproved), Style: th.Bad})
		}
	}
	if !r.NoticeFrom.IsZero() {
		pairs = append(pairs, kit.Pair{Label: textNotice, Value: fmtWindow(r.RoundRow)})
	}
	for _, n := range earlierNotices(r) {
		pairs = append(pairs, kit.Pair{Label: fmtNoticeNth(n), Value: fmtNoticeDays(n)})
	}
	pairs = append(pairs, screeningPairs(r)...)
	if text := strings.Join(correctedLines(r), ""); text != "" {
		pairs = append(pairs, kit.Pair{Label: textCorrected, Value: text, Style: th.Warn})
	}
	pairs = append(pairs, handPairs(th, r)...)
	if r.Reason != "" {
		pairs = append(pairs, kit.Pair{Label: textReason, Value: r.Reason})
	}
	return pairs
}

func parameterPairs(r *record) []kit.Pair {
	v := r.Scope.Parameters
	return append([]kit.Pair{{Label: v.Title() + fmtEffective(v.Effective)}}, paramPairs(v.Allocation.Params())...)
}

// paramPairs are the parameters of the rule in words.
func paramPairs(p rule.Params) []kit.Pair {
	tax := "不计"
	if p.TaxPerJob > 0 {
		tax = fmtTax(p)
	}
	scale := "不因房源不足下调"
	if p.ScaleToSupply {
		scale = "不足时按房源总量下调"
	}
	second := "没有第二轮"
	if p.Rest.Given {
		second = fmtRest(p.Rest)
	}
	return []kit.Pair{
		{Label: textPerJob, Value: p.PerJob.String() + " ㎡，" + scale},
		{Label: "税收折岗", Value: tax},
		{Label: "同等条件", Value: fmtBand(p)},
		{Label: "面积上下限", Value: fmtBounds(p)},
		{Label: textJoin, Value: fmtUpTo(p.MaxUnits)},
		{Label: "余房第二轮", Value: second},
	}
}

// lineShort is a line of the result in short, below or beside the list.
func lineShort(th *kit.Theme, r *record, l rule.Rank, w, h int) []string {
	out := []string{" " + th.Strong.Render(r.name(l.Number)) + " " + fmtRank(l.Rank)}
	add := func(text string, style kit.Style) {
		for i, part := range kit.Wrap(text, w-5) { // the lines after the first stand two cells in
			if i > 0 {
				part = "  " + part
			}
			out = append(out, "   "+style.Render(kit.Cut(part, w-3)))
		}
	}
	add(r.Lines.Weight(l.Number)+"  "+r.Lines.Entitlement(l.Number), kit.Style{})
	if above, found := r.Lines.Above(l.Number); found {
		add(fmtAbove(r.name(above.Number), r.Lines.Between(above.Number, l.Number)), th.Muted)
	}
	add(r.Lines.Reason(l.Number), noteStyle(th, l))
	if u, left := r.unserved(l.Number); left {
		add(u.InsideText(), kit.Style{})
		if u.Fits > 0 {
			add(u.OutsideText(r.Scope.LeftWhy), th.Warn)
		}
	}
	if b := l.Blocked; b != nil && len(b.Units) > 0 {
		var parts []string
		for _, u := range b.Units {
			if holder, found := r.holder(u); found {
				parts = append(parts, u+" "+fmtRank(holder.Rank))
			}
		}
		add(strings.Join(parts, "  "), kit.Style{})
	}
	if len(out) > h {
		out = append(out[:h-1], "   "+th.Muted.Render("按 Enter 看全部"))
	}
	return out
}

func fmtEffective(d civil.Date) string { return "（" + d.String() + " 起）" }

func fmtPool(n int, area quantity.Area, filter string) string {
	return fmt.Sprintf("%s 套  %s ㎡  %s", kit.Count(n), area, filter)
}

func fmtDemand(n int, jobs, weight int64, target quantity.Area) string {
	return fmt.Sprintf("%s 件  岗位 %s  折合 %s  应得合计 %s ㎡", kit.Count(n), rule.Millijobs(jobs), rule.Millijobs(weight), target)
}

func fmtAbove(name, step string) string { return "上一名 " + name + "：" + step }

func fmtTax(p rule.Params) string {
	return fmt.Sprintf("每 %s 元折 1 个岗位，不超过岗位的 %s", p.TaxPerJob, permille(p.TaxCapPermille))
}

func fmtBand(p rule.Params) string {
	return "每 " + rule.Millijobs(p.TieBandMillijobs) + " 个岗位一档；档内先产业政策，再优先群体"
}

func fmtBounds(p rule.Params) string {
	return fmt.Sprintf("%s 至 %s ㎡；可低 %s，可高 %s", p.Min, p.Max, permille(p.UnderPermille), permille(p.OverPermille))
}

func fmtRest(p rule.Rest) string {
	return fmt.Sprintf("给没有安置的，可低 %s，可高 %s", permille(p.UnderPermille), permille(p.OverPermille))
}

func fmtUpTo(n int64) string {
	if n <= 1 {
		return "只取单套"
	}
	return fmt.Sprintf("至多 %d 套", n)
}
