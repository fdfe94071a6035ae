package tenancy

import (
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/relief"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// standingLines are one line each on what is owed, what is watched and what is open.
func standingLines(th *kit.Theme, d record, w int, today civil.Date) []string {
	near, late := d.AssessmentNear(d.Facts(today), today)
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
	if n := d.OpenSupport(); n > 0 {
		pairs = append(pairs, kit.Pair{Label: textSupport, Value: fmtOpenSupport(n), Style: th.Warn})
	}
	if words := watch.FindingWords(d.Findings, today); words != "" {
		pairs = append(pairs, kit.Pair{Label: textFinding, Value: words, Style: th.Bad})
	}
	if lost := unwaived(d); len(lost) > 0 {
		pairs = append(pairs, kit.Pair{Label: textBenefits, Value: fmtUnwaived(lost), Style: th.Warn})
	}
	return kit.Detail(th, w, pairs)
}

func moneyStyle(th *kit.Theme, a money.TenancyAccount) kit.Style {
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
		if b.Waiver() && b.State.Live() && b.State != relief.BenefitGranted {
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
		pairs = append(pairs, kit.Pair{Label: say.Bill, Value: textNoBills, Style: th.Muted})
	}
	return append(kit.Detail(th, w, pairs), "")
}

// lastReceipts is how many payments the page shows; all stand behind F2.
const lastReceipts = 5

// careLines are benefits, assessments, support, findings and corrections.
func careLines(th *kit.Theme, d record, w int, today civil.Date) []string {
	pairs := []kit.Pair{{Label: textBenefits + "（按 b 办理）"}}
	for _, b := range d.Benefits {
		pairs = append(pairs, kit.Pair{Label: b.Clause[strings.LastIndex(b.Clause, " ")+1:], Value: fmtBenefit(b)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textAssessments + "（按 v 看全部）"})
	if next, near := d.NextAssessment(d.Facts(today), today); near {
		pairs = append(pairs, kit.Pair{Label: "下一次", Value: stepKeys.Say(next), Style: th.Warn})
	}
	if m := d.Assessment.Measure(); m.Done() {
		pairs = append(pairs, kit.Pair{Label: "面积对照", Value: m.Text()})
		if over := m.OverText(); over != "" {
			pairs = append(pairs, kit.Pair{Value: over + "。" + oversight.SmallerText, Style: th.Warn})
		}
	}
	for _, a := range d.Assessment.History {
		pairs = append(pairs, kit.Pair{Label: a.Number, Value: fmtAssessment(a)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textSupport + "（按 s 登记办理）"})
	for _, r := range d.Support {
		pairs = append(pairs, kit.Pair{Label: r.Number, Value: fmtSupport(r)})
	}
	if len(d.Findings) > 0 {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textFinding})
		for _, f := range d.Findings {
			pairs = append(pairs, kit.Pair{Label: f.Number, Value: fmtFinding(f), Style: th.Bad})
		}
	}
	return kit.Detail(th, w, append(pairs, screen.Corrections(d.Corrections)...))
}

// fmtStanding is what is owed in one line.
func fmtStanding(a money.TenancyAccount) string {
	if len(a.Bills) == 0 && len(a.Receipts) == 0 {
		return textNoBills
	}
	text := fmt.Sprintf("未缴 %s 元", a.Open)
	if a.Overdue > 0 {
		text += fmt.Sprintf("，其中逾期 %s 元", a.Overdue)
	}
	if a.Credit > 0 {
		text += fmt.Sprintf("，预存 %s 元", a.Credit)
	}
	return text
}

func fmtOpenBill(b charge.BillStanding) string {
	text := fmt.Sprintf("未缴 %s 元（应缴 %s）  限 %s", b.Open, b.Total.Payable, b.Due)
	if b.Late > 0 {
		text += fmt.Sprintf(" 逾期 %d 天", b.Late)
	}
	return text
}

func fmtReceipt(p money.PaymentRow) string {
	text := fmt.Sprintf("%s  %s  %s 元  %s", p.Day, p.Kind.Title(), p.Amount, p.Method.Title())
	if p.ReversedNo != "" {
		text += "  已红冲 " + p.ReversedNo
	}
	return text
}

// fmtAssessed is the last assessment and when the next one is due.
func fmtAssessed(d watch.AssessmentSheet, state allocation.TenancyState, late bool) string {
	text := "还没有考核"
	for _, a := range d.History {
		if a.ID == d.Last {
			text = fmt.Sprintf("%s %s", a.Day, a.State.Title())
		}
	}
	if !state.Live() || state == allocation.TenancyLeaving || d.Due.IsZero() {
		return text
	}
	text += fmt.Sprintf("  下一次 %s", d.Due)
	if late {
		text += " 已逾期（F5）"
	}
	return text
}

func fmtAssessment(a watch.AssessmentRow) string {
	text := fmt.Sprintf("%s  %s  岗位 %s", a.Day, a.State.Title(), screen.JobWords(a.Jobs))
	if !a.RectifyBy.IsZero() && a.State == oversight.AssessmentRectifying {
		text += fmt.Sprintf("  限 %s 整改：%s", a.RectifyBy, a.Rectify)
	}
	return text
}

func fmtSupport(r watch.SupportRow) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s  %s", r.Raised, r.State.Title(), r.Need, r.Result), " ")
}

func fmtFinding(f watch.FindingRow) string {
	return fmt.Sprintf("%s  %s  限 %s  %s", f.Body, f.State.Title(), f.AnswerBy, f.Text)
}

func fmtBenefit(b stay.BenefitRow) string {
	text := b.Benefit.Name + "  " + b.State.Title()
	if !b.Start.IsZero() {
		text += fmt.Sprintf("  %s 起", b.Start)
	}
	if !b.Ended.IsZero() {
		text += fmt.Sprintf("  至 %s", b.Ended.AddDays(-1))
	}
	return text
}

func fmtOpenSupport(n int) string { return fmt.Sprintf("%d 件进行中（按 s）", n) }

func fmtUnwaived(names []string) string {
	return strings.Join(names, "，") + "：按全价计（按 b）"
}
