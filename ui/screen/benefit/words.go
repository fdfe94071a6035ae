package benefit

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// headPairs name the benefit above a form.
func headPairs(r store.BenefitRow, today civil.Date) []kit.Pair {
	return []kit.Pair{
		{Label: textTenant, Value: r.Name + "  " + r.Number},
		{Label: textBenefit, Value: r.Benefit.Name},
		{Label: textState, Value: r.State.Title() + "  " + r.Status(today)},
	}
}

// pairs are the benefit in full.
func pairs(th *kit.Theme, r store.BenefitRow, today civil.Date) []kit.Pair {
	out := []kit.Pair{
		{Label: textBenefit, Value: r.Benefit.Name},
		{Label: textClause, Value: r.Clause},
		{Label: textState, Value: r.State.Title() + "  " + r.Status(today), Style: stateStyle(th, r.State)},
		{Label: textApplied, Value: strings.TrimSpace(r.Applied.String() + "  " + r.AppliedName)},
	}
	add := func(label, value string) {
		if value != "" {
			out = append(out, kit.Pair{Label: label, Value: value})
		}
	}
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
		add(textDecision, r.Decision)
	}
	if !r.Start.IsZero() {
		add(textStartDay, r.Start.String())
	}
	for _, p := range r.Pauses {
		add(textPaused, fmtPause(p))
	}
	if !r.Ended.IsZero() {
		add(textEndDay, strings.TrimSpace(r.Ended.String()+"  "+r.EndReason+"  "+r.EndDocument))
	}
	return out
}

// bodiesOf names who grants a benefit, as the clause does.
func bodiesOf(d store.TenancyBenefits, r store.BenefitRow) string {
	i := slices.IndexFunc(d.Kinds, func(k allocation.BenefitKind) bool { return k.Code == r.Kind })
	if i < 0 {
		return ""
	}
	return strings.Join(d.Kinds[i].Bodies, "、")
}

// done is what was done, with the warning that one person did both steps.
func done(text string, warned bool) string {
	if warned {
		return text + textSameHands
	}
	return text
}
