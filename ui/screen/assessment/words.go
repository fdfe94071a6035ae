package assessment

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/ui/kit"
)

// dueWord is the due day that an assessment answers.
func dueWord(a oversight.Assessment) string {
	if a.Due.IsZero() {
		return textExtra
	}
	return a.Due.String()
}

// stayPairs are the tenancy in short.
func stayPairs(r stay.TenancyRow) []kit.Pair {
	return []kit.Pair{
		{Label: textTenant, Value: r.Name + "  " + r.Number},
		{Label: textUnit, Value: r.Units + "  " + r.Area.String() + " ㎡"},
		{Label: "首次签订", Value: fmtSigned(r)},
	}
}

// duePairs are when the next assessment of a tenancy is due and which was the last.
func duePairs(th *kit.Theme, d watch.AssessmentSheet, today civil.Date) []kit.Pair {
	out := []kit.Pair{{Label: "下一次", Value: fmtNextDue(d, today), Style: dueStyle(th, d, today)}}
	if len(d.History) > 0 {
		h := d.History[0]
		out = append(out, kit.Pair{Label: textLast, Value: fmtHistory(h), Style: stateStyle(th, h.State)})
	}
	return out
}

func dueStyle(th *kit.Theme, d watch.AssessmentSheet, today civil.Date) kit.Style {
	switch {
	case !d.Stay.Assessed():
		return th.Muted
	case d.Due.Before(today):
		return th.Bad
	case !d.Due.After(today.AddDays(d.Lead)):
		return th.Warn
	}
	return kit.Style{}
}

// figurePairs are the four numbers of jobs beside each other (DESIGN: Jobs).
func figurePairs(j allocation.Jobs) []kit.Pair {
	var out []kit.Pair
	for _, f := range []struct {
		label string
		allocation.JobFigure
	}{{say.ClaimedJobs, j.Claimed}, {textAccepted, j.Accepted}, {textContracted, j.Contracted}, {textVerified, j.Verified}} {
		if f.Stated() {
			out = append(out, kit.Pair{Label: f.label, Value: fmtFigure(f.JobFigure)})
		} else {
			out = append(out, kit.Pair{Label: f.label, Value: textNotStated})
		}
	}
	return out
}

// conclusionPairs are what the assessment came to and what followed.
func conclusionPairs(th *kit.Theme, a oversight.Assessment, today civil.Date) []kit.Pair {
	out := []kit.Pair{{Label: textState, Value: a.State.Title(), Style: stateStyle(th, a.State)}, {Label: textConclusion, Value: fmtConclusion(a)}}
	add := func(label, value string, style kit.Style) {
		if value != "" {
			out = append(out, kit.Pair{Label: label, Value: value, Style: style})
		}
	}
	add(textReason, a.Reason, kit.Style{})
	add(textRectify, a.Rectify, kit.Style{})
	if !a.RectifyBy.IsZero() {
		style := kit.Style{}
		if a.Late(today) > 0 {
			style = th.Bad
		}
		add(textRectifyBy, fmtDeadline(a, today), style)
	}
	if !a.Inspected.IsZero() {
		add("复查", a.Inspected.String()+"  "+a.Inspect, kit.Style{})
	}
	add("作废原因", a.Voided, th.Muted)
	return out
}

// factPairs are what was found: jobs against what was promised, taxes, the answers.
func factPairs(th *kit.Theme, d watch.AssessmentDetail) []kit.Pair {
	out := []kit.Pair{
		{Label: textDay, Value: d.Day.String() + "  " + dueSaid(d.Assessment)},
		{Label: textBodies, Value: oversight.JoinBodies(d.Bodies)},
		{Label: textVerified, Value: fmtFigure(d.Jobs), Style: jobsStyle(th, d)},
		{Label: textContracted, Value: fmtCompare(d.Figures.Contracted)},
		{Label: textAccepted, Value: fmtCompare(d.Figures.Accepted)},
	}
	out = append(out, measurePairs(th, d.Measure)...)
	for _, x := range d.Taxes {
		out = append(out, kit.Pair{Label: fmtYear(x.Year), Value: fmtTax(x, d.Expected)})
	}
	for _, p := range oversight.AssessmentPoints {
		i := slices.IndexFunc(d.Points, func(c oversight.PointCheck) bool { return c.Code == p.Code })
		if i < 0 {
			continue
		}
		pair := kit.Pair{Label: p.Title, Value: fmtPoint(d.Points[i])}
		if !d.Points[i].Good {
			pair.Style = th.Bad
		}
		out = append(out, pair)
	}
	if d.Papers != "" {
		out = append(out, kit.Pair{Label: textPapers, Value: d.Papers})
	}
	return append(out, kit.Pair{Label: say.RecordedBy, Value: d.RecordedName})
}

func dueSaid(a oversight.Assessment) string {
	if a.Due.IsZero() {
		return textExtra
	}
	return fmtAnswers(a.Due)
}

// jobsStyle marks fewer jobs than the contract promises.
func jobsStyle(th *kit.Theme, d watch.AssessmentDetail) kit.Style {
	if c := d.Figures.Contracted; c.Stated() && d.Jobs.People() < c.People() {
		return th.Warn
	}
	return kit.Style{}
}

// measurePairs say what jobs carry against what is held, what is held above it and which way leads to less (四(三)).
func measurePairs(th *kit.Theme, m oversight.Measure) []kit.Pair {
	if !m.Done() {
		return nil
	}
	out := []kit.Pair{{Label: "面积对照", Value: m.Text()}}
	if over := m.OverText(); over != "" {
		out = append(out, kit.Pair{Label: "多占", Value: strings.TrimPrefix(over, "多占 ") + "。" + oversight.SmallerText, Style: th.Warn})
	}
	return out
}

// movePairs are the steps with who took them.
func movePairs(d watch.AssessmentDetail) []kit.Pair {
	var out []kit.Pair
	for _, m := range d.Moves {
		out = append(out, kit.Pair{Label: m.Day.String(), Value: fmtMove(m)})
	}
	return out
}

const textExtra = "临时考核"

// Facts and conclusion.
const (
	textAccepted   = say.AcceptedJobs
	textContracted = "合同岗位"
	textVerified   = say.VerifiedJobs
)

func fmtSigned(r stay.TenancyRow) string {
	return fmt.Sprintf("%s  %s", r.Tenancy.Signed, r.State.Title())
}

func fmtNextDue(d watch.AssessmentSheet, today civil.Date) string {
	if !d.Stay.Assessed() {
		return d.Stay.State.Title() + "，不再考核"
	}
	switch n := d.Due.Sub(today); {
	case n < 0:
		return fmt.Sprintf("%s  逾期 %d 天", d.Due, -n)
	case n == 0:
		return d.Due.String() + "  今天"
	default:
		return fmt.Sprintf("%s  还有 %d 天（每 %d 个月一次）", d.Due, n, d.Interval)
	}
}

func fmtHistory(h watch.AssessmentRow) string {
	return fmt.Sprintf("%s  %s  %s", h.Day, h.State.Title(), h.Number)
}

func fmtFigure(f allocation.JobFigure) string {
	return fmt.Sprintf("%d 人（全职 %d，兼职 %d）  %s %s", f.People(), f.Full, f.Part, f.Day, f.Source)
}

func fmtCompare(f allocation.JobFigure) string {
	if !f.Stated() {
		return textNotStated
	}
	return fmt.Sprintf("%d 人（全职 %d，兼职 %d）", f.People(), f.Full, f.Part)
}

func fmtPoint(p oversight.PointCheck) string {
	if p.Good {
		return strings.TrimSpace("是  " + p.Remark)
	}
	return "否  " + p.Remark
}

func fmtConclusion(a oversight.Assessment) string {
	if a.Conclusion == a.Proposed {
		return a.Conclusion.Title()
	}
	return fmt.Sprintf("%s（按情况应为%s）", a.Conclusion.Title(), a.Proposed.Title())
}

func fmtMove(m watch.AssessmentMoveRow) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s  %s", m.To.Title(), m.By, m.Reason))
}

func fmtTax(x oversight.TaxPaid, expected allocation.Taxes) string {
	out := x.Amount.String() + " 元  " + x.Source
	if expected.Accepted.Stated() {
		return out + "  （认定每年 " + expected.Accepted.Amount.String() + "）"
	}
	return out
}

func fmtDeadline(a oversight.Assessment, today civil.Date) string {
	if late := a.Late(today); late > 0 {
		return fmt.Sprintf("%s  逾期 %d 天", a.RectifyBy, late)
	}
	return a.RectifyBy.String()
}
