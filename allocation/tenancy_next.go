package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
)

// TenancyFacts is what stands beside a stay and decides, with its state, what comes next.
type TenancyFacts struct {
	Contract Contract        // the latest
	Lead     int             // days before its end from which a contract is to be renewed or left
	Exit     string          // what comes next in the exit that is under way; "": none is
	Due      civil.Date      // the next assessment
	DueLead  int             // days before it from which it is near
	Papers   []MilestoneKind // registered and not struck out
}

// TenancyStepKind is a kind of what comes next for a stay.
type TenancyStepKind string

// What comes next for a stay.
const (
	TenancyStepHandOver TenancyStepKind = "hand_over"
	TenancyStepOpen     TenancyStepKind = "open"
	TenancyStepLate     TenancyStepKind = "late" // to open, and the day has passed (三.3, 四(五)5)
	TenancyStepExit     TenancyStepKind = "exit" // an exit is under way
	TenancyStepRenew    TenancyStepKind = "renew"
	TenancyStepAssess   TenancyStepKind = "assess"
	TenancyStepPapers   TenancyStepKind = "papers" // nothing waits, but for papers that are not registered
	TenancyStepNone     TenancyStepKind = "none"
)

// TenancyPapers are the papers that are registered in the course of a stay.
var TenancyPapers = []MilestoneKind{MilestoneNotarised, MilestoneFiled, MilestoneLicensed, MilestoneTaxed}

// Next says what comes next for a stay and by when: the keys, the opening within three months (三.3), an exit under way, the end
// of the contract (四(四)), the assessment (四(五)), papers.
func (t *Tenancy) Next(f TenancyFacts, today civil.Date) Step[TenancyStepKind] {
	switch t.State {
	case TenancySigned:
		return Step[TenancyStepKind]{TenancyStepHandOver, "交接房屋"}
	case TenancyHanded:
		kind := TenancyStepOpen
		if t.Late(today) > 0 {
			kind = TenancyStepLate
		}
		return Step[TenancyStepKind]{kind, "等开业，" + t.OpenLimit(today)}
	case TenancyEnded:
		return Step[TenancyStepKind]{TenancyStepNone, t.Ended.String() + " 收回房屋"}
	case TenancyVoid:
		return Step[TenancyStepKind]{TenancyStepNone, "签约已撤销，没有待办"}
	case TenancyOpen, TenancyLeaving:
	}
	if f.Exit != "" {
		return Step[TenancyStepKind]{TenancyStepExit, "退出办理中：" + f.Exit}
	}
	last := f.Contract.LastDay()
	switch left := f.Contract.DaysLeft(today); {
	case left < 0:
		return Step[TenancyStepKind]{TenancyStepRenew, fmt.Sprintf("合同已于 %s 到期，超期占用 %d 天", last, -left)}
	case left <= f.Lead:
		return Step[TenancyStepKind]{TenancyStepRenew, fmt.Sprintf("合同到 %s，还剩 %d 天", last, left)}
	}
	if s, near := t.NextAssessment(f, today); near {
		return s
	}
	var missing []string
	for _, kind := range TenancyPapers {
		if !slices.Contains(f.Papers, kind) {
			missing = append(missing, kind.Title())
		}
	}
	if len(missing) > 0 {
		return Step[TenancyStepKind]{TenancyStepPapers, fmt.Sprintf("合同到 %s；还没有登记%s", last, strings.Join(missing, "、"))}
	}
	return Step[TenancyStepKind]{TenancyStepNone, fmt.Sprintf("合同到 %s，履行中没有待办", last)}
}

// OpenLimit is the day by which the business must open (三.3), with the days that are left or have passed.
func (t *Tenancy) OpenLimit(today civil.Date) string {
	left := t.OpenBy.Sub(today)
	if left < 0 {
		return fmt.Sprintf("限 %s，已逾期 %d 天", t.OpenBy, -left)
	}
	return fmt.Sprintf("限 %s，还剩 %d 天", t.OpenBy, left)
}

// Assessed says whether assessments still come: not once an exit is approved (四(五)).
func (t *Tenancy) Assessed() bool { return t.State.Live() && t.State != TenancyLeaving }

// AssessmentNear says whether the next assessment is near, and whether it is overdue.
func (t *Tenancy) AssessmentNear(f TenancyFacts, today civil.Date) (near, late bool) {
	if !t.Assessed() || f.Due.IsZero() {
		return false, false
	}
	return !f.Due.AddDays(-f.DueLead).After(today), f.Due.Before(today)
}

// NextAssessment is the next assessment as a step, where it is near.
func (t *Tenancy) NextAssessment(f TenancyFacts, today civil.Date) (s Step[TenancyStepKind], near bool) {
	near, late := t.AssessmentNear(f, today)
	if late {
		return Step[TenancyStepKind]{TenancyStepAssess, fmt.Sprintf("考核 %s 已到期", f.Due)}, near
	}
	return Step[TenancyStepKind]{TenancyStepAssess, fmt.Sprintf("%s 应考核", f.Due)}, near
}
