package tenancy

import (
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// standingLines are one line each on what is owed, what is watched and what is open.
func standingLines(th *kit.Theme, d record, w int, today civil.Date) []string {
	near, late := d.assess(today)
	style := kit.Style{}
	switch {
	case late:
		style = th.Bad
	case near:
		style = th.Warn
	}
	pairs := []kit.Pair{
		{Label: textMoney, Value: fmtStanding(d.Account), Style: moneyStyle(th, d.Account)},
		{Label: textAssessments, Value: fmtAssessed(d.Assessment, d.State, late), Style: style},
	}
	if n := d.openSupport(); n > 0 {
		pairs = append(pairs, kit.Pair{Label: textSupport, Value: fmtOpenSupport(n), Style: th.Warn})
	}
	if words := store.FindingWords(d.Findings, today); words != "" {
		pairs = append(pairs, kit.Pair{Label: textFinding, Value: words, Style: th.Bad})
	}
	if lost := unwaived(d); len(lost) > 0 {
		pairs = append(pairs, kit.Pair{Label: textBenefits, Value: fmtUnwaived(lost), Style: th.Warn})
	}
	return kit.Detail(th, w, pairs)
}

func moneyStyle(th *kit.Theme, a store.TenancyAccount) kit.Style {
	switch {
	case a.Overdue > 0:
		return th.Bad
	case a.Open > 0:
		return th.Warn
	}
	return kit.Style{}
}

// unwaived names the fees of benefits that waive a fee and are not granted now.
func unwaived(d record) []string {
	var out []string
	for _, b := range d.Benefits {
		if b.Waiver() && b.State.Live() && b.State != allocation.BenefitGranted {
			out = append(out, b.Benefit.Name+" "+b.State.Title())
		}
	}
	return out
}

// moneyLines are the bills that are open and the last payments.
func moneyLines(th *kit.Theme, d record, w int) []string {
	pairs := []kit.Pair{{Label: textMoney, Value: fmtStanding(d.Account), Style: moneyStyle(th, d.Account)}}
	for _, b := range d.Account.Bills {
		if b.Open > 0 {
			pairs = append(pairs, kit.Pair{Label: b.Number, Value: fmtOpenBill(b), Style: moneyStyle(th, d.Account)})
		}
	}
	for i, p := range d.Account.Receipts {
		if i == lastReceipts {
			break
		}
		pairs = append(pairs, kit.Pair{Label: p.Number, Value: fmtReceipt(p)})
	}
	if len(d.Account.Bills) == 0 {
		pairs = append(pairs, kit.Pair{Label: textBills, Value: textNoBills, Style: th.Muted})
	}
	return append(kit.Detail(th, w, pairs), "")
}

// lastReceipts is how many payments the page shows; all stand behind F2.
const lastReceipts = 5

// careLines are benefits, assessments, support, findings and corrections.
func careLines(th *kit.Theme, d record, w int, today civil.Date) []string {
	pairs := []kit.Pair{{Label: textBenefits + textKeyB}}
	for _, b := range d.Benefits {
		pairs = append(pairs, kit.Pair{Label: b.Clause[strings.LastIndex(b.Clause, " ")+1:], Value: fmtBenefit(b)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textAssessments + textKeyV})
	if near, late := d.assess(today); near {
		pairs = append(pairs, kit.Pair{Label: textNextOne, Value: fmtAssessDue(d.Assessment.Due, late), Style: th.Warn})
	}
	for _, a := range d.Assessment.History {
		pairs = append(pairs, kit.Pair{Label: a.Number, Value: fmtAssessment(a)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textSupport + textKeyS})
	for _, r := range d.Support {
		pairs = append(pairs, kit.Pair{Label: r.Number, Value: fmtSupport(r)})
	}
	if len(d.Findings) > 0 {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textFinding})
		for _, f := range d.Findings {
			pairs = append(pairs, kit.Pair{Label: f.Number, Value: fmtFinding(f), Style: th.Bad})
		}
	}
	if len(d.Corrections) > 0 {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textCorrections})
		for _, c := range d.Corrections {
			pairs = append(pairs, kit.Pair{Label: c.Number, Value: fmtCorrection(c)})
		}
	}
	return kit.Detail(th, w, pairs)
}
