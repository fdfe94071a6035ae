package benefit

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
)

// headPairs name the benefit above a form.
func headPairs(r stay.BenefitRow, today civil.Date) []kit.Pair {
	return []kit.Pair{
		{Label: textTenant, Value: r.Name + "  " + r.Number},
		{Label: textBenefit, Value: r.Benefit.Name},
		{Label: textState, Value: r.State.Title() + "  " + r.Status(today)},
	}
}

// pairs are the benefit in full.
func pairs(th *kit.Theme, r stay.BenefitRow, today civil.Date) []kit.Pair {
	out := []kit.Pair{
		{Label: textBenefit, Value: r.Benefit.Name},
		{Label: say.Basis, Value: r.Clause},
		{Label: textState, Value: r.State.Title() + "  " + r.Status(today), Style: stateStyle(th, r.State)},
		{Label: textApplied, Value: strings.TrimSpace(r.Applied.String() + "  " + r.AppliedName)},
	}
	add := func(label, value string) {
		if value != "" {
			out = append(out, kit.Pair{Label: label, Value: value})
		}
	}
	add("人员", r.Named)
	add(textRemark, r.Reason)
	if !r.Due.IsZero() {
		pair := kit.Pair{Label: textDue, Value: fmtDueOf(r.Benefit, today)}
		if r.Late(today) > 0 {
			pair.Style = th.Bad
		}
		out = append(out, pair)
	}
	if !r.Decided.IsZero() {
		add(textDecided, r.Decided.String()+"  "+r.Body)
		add(say.Decision, r.Decision)
	}
	if r.Percent > 0 {
		add(textCrisis, fmtRelieved(r.Benefit))
	} else if !r.Start.IsZero() {
		add(textStartDay, r.Start.String())
	}
	for _, p := range r.Pauses {
		add("暂停", fmtPause(p))
	}
	if !r.Ended.IsZero() {
		add(textEndDay, strings.TrimSpace(r.Ended.String()+"  "+r.EndReason+"  "+r.EndDocument))
	}
	return out
}

// bodiesOf names who grants a benefit, as the clause does.
func bodiesOf(d money.TenancyBenefits, r stay.BenefitRow) string {
	i := slices.IndexFunc(d.Kinds, func(k allocation.BenefitKind) bool { return k.Code == r.Kind })
	if i < 0 {
		return ""
	}
	return strings.Join(d.Kinds[i].Bodies, "、")
}

// done is what was done, with the warning that one person did both steps.
func done(text string, warned bool) string {
	if warned {
		return text + "（申请和审批是同一人，已记入日志）"
	}
	return text
}

func fmtDueOf(b relief.Benefit, today civil.Date) string {
	text := b.Due.String()
	if late := b.Late(today); late > 0 {
		text += fmt.Sprintf("  逾期 %d 天", late)
	}
	if days, ok := b.Served(); ok {
		text += fmt.Sprintf("  用时 %d 天", days)
	}
	if !b.DueSure {
		text += "  该年调休未公布，只计周末和法定节假日"
	}
	return text
}

func fmtPause(p relief.BenefitPause) string {
	text := p.From.String() + "起  " + p.Reason + "  " + p.Document
	if !p.To.IsZero() {
		text += "；" + p.To.String() + "恢复  " + p.ResumeReason + "  " + p.ResumeDocument
	}
	return text
}
