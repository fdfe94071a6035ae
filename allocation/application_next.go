package allocation

import (
	"fmt"

	"penggai/allocation/civil"
)

// ApplicationFacts is what stands beside an application and decides, with its state, what comes next.
type ApplicationFacts struct {
	Review     Review
	Evaluation Evaluation
	Rubric     Rubric
	Round      string // title of the open round that it takes part in; empty: none
	RoundState RoundState
}

// ApplicationStepKind is a kind of what comes next for an application.
type ApplicationStepKind string

// What comes next for an application, where more than its state decides it.
const (
	ApplicationStepByState ApplicationStepKind = "by_state"
	ApplicationStepUnmet   ApplicationStepKind = "unmet"   // the sheet is filled in, and clauses are not met (三.1 to 三.6)
	ApplicationStepPanel   ApplicationStepKind = "panel"   // the panel has lost members
	ApplicationStepScore   ApplicationStepKind = "score"   // marks are outstanding
	ApplicationStepDecide  ApplicationStepKind = "decide"  // the panel's scores are there
	ApplicationStepWait    ApplicationStepKind = "wait"    // for the applicant's supplement
	ApplicationStepOverdue ApplicationStepKind = "overdue" // the supplement has not come in time
	ApplicationStepRound   ApplicationStepKind = "round"   // it takes part in a round
)

// Next says what comes next for an application and whose turn it is: by its state (四(一) to 四(四)), with what stands in its way.
func (a *Application) Next(f ApplicationFacts, today civil.Date) Step[ApplicationStepKind] {
	switch {
	case a.State == ApplicationReviewed && len(f.Evaluation.Scores) > 0 && f.Evaluation.Sealed():
		waiting, scored := f.Evaluation.Seats()
		if waiting == 0 {
			return Step[ApplicationStepKind]{ApplicationStepPanel, "评审人回避以后不足三名，请增补"}
		}
		text := fmt.Sprintf("等评审人打分：已交 %d 名，未交 %d 名；交齐以前分数不公开", scored, waiting)
		if waiting+scored < MinExperts {
			text = fmt.Sprintf("评审人回避以后不足三名：已交 %d 名，未交 %d 名，他们交分后请增补", scored, waiting)
		}
		return Step[ApplicationStepKind]{ApplicationStepScore, text}
	case a.State == ApplicationReviewed && len(f.Evaluation.Scores) > 0:
		return Step[ApplicationStepKind]{ApplicationStepDecide, "由分管领导决定。 " + f.Evaluation.Result(f.Rubric)}
	case a.State == ApplicationAccepted && len(f.Review.Check()) == 0 && len(f.Review.Unmet()) > 0:
		return Step[ApplicationStepKind]{ApplicationStepUnmet, f.Review.UnmetWords()}
	case a.State == ApplicationSupplement:
		left := a.Supplement.Deadline.Sub(today)
		if left < 0 {
			return Step[ApplicationStepKind]{ApplicationStepOverdue, fmt.Sprintf("补正期限 %s 已过 %d 天", a.Supplement.Deadline, -left)}
		}
		return Step[ApplicationStepKind]{ApplicationStepWait, fmt.Sprintf("等申请人补正，期限 %s，还剩 %d 天", a.Supplement.Deadline, left)}
	case a.State == ApplicationApproved && f.Round != "":
		return Step[ApplicationStepKind]{ApplicationStepRound, fmt.Sprintf("已纳入 %s（%s），确认后按结果签约", f.Round, f.RoundState.Title())}
	}
	return Step[ApplicationStepKind]{ApplicationStepByState, applicationNext[a.State]}
}

// applicationNext says what happens next and whose turn it is.
var applicationNext = map[ApplicationState]string{
	ApplicationDraft:      "受理员核对材料后受理，或不予受理",
	ApplicationAccepted:   "审核员逐条审查（二、三.1 至 三.7），材料不齐的要求补正",
	ApplicationSupplement: "等申请人补正；收到后登记，逾期可结束",
	ApplicationReviewed:   "组成评审组：至少三名没有利害关系的评审人打分，再由分管领导决定",
	ApplicationApproved:   "等待分配：可纳入批次，或单户安置",
	ApplicationAwarded:    "在签约期限内签订入驻合同",
	ApplicationContracted: "已入驻，后续见入驻",
	ApplicationRefused:    "已结束；条件具备后可另行申请",
	ApplicationRejected:   "已结束；申请人有异议的可复议",
	ApplicationDeclined:   "已结束；由同批次下一名递补",
	ApplicationLapsed:     "已结束；由同批次下一名递补",
	ApplicationWithdrawn:  "已结束；可另行申请",
}
