package allocation

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// ApplicationState is where an application stands.
type ApplicationState string

// The states of an application.
const (
	ApplicationDraft      ApplicationState = "draft"
	ApplicationAccepted   ApplicationState = "accepted"
	ApplicationRefused    ApplicationState = "refused"
	ApplicationSupplement ApplicationState = "supplement"
	ApplicationReviewed   ApplicationState = "reviewed"
	ApplicationApproved   ApplicationState = "approved"
	ApplicationRejected   ApplicationState = "rejected"
	ApplicationAwarded    ApplicationState = "awarded"
	ApplicationContracted ApplicationState = "contracted"
	ApplicationDeclined   ApplicationState = "declined"
	ApplicationLapsed     ApplicationState = "lapsed"
	ApplicationWithdrawn  ApplicationState = "withdrawn"
)

// ApplicationStates lists the states in the order of an application's life.
var ApplicationStates = []ApplicationState{
	ApplicationDraft, ApplicationAccepted, ApplicationSupplement, ApplicationReviewed, ApplicationApproved, ApplicationAwarded,
	ApplicationContracted, ApplicationRefused, ApplicationRejected, ApplicationDeclined, ApplicationLapsed, ApplicationWithdrawn,
}

// Title is the state's Chinese word.
func (s ApplicationState) Title() string { return say.TitleOf(applicationStateTitles, s) }

// ApplicationsUnderWay are the states of an application that has been accepted and not come to its end.
var ApplicationsUnderWay = []ApplicationState{
	ApplicationAccepted, ApplicationSupplement, ApplicationReviewed, ApplicationApproved, ApplicationAwarded,
}

// UnderWay reports whether it is one of ApplicationsUnderWay.
func (s ApplicationState) UnderWay() bool { return slices.Contains(ApplicationsUnderWay, s) }

// ApplicationMove is one kind of step between two states.
type ApplicationMove string

// The moves of an application.
const (
	MoveAccept     ApplicationMove = "accept"
	MoveRefuse     ApplicationMove = "refuse"
	MoveAsk        ApplicationMove = "ask"
	MoveReceive    ApplicationMove = "receive"
	MoveClose      ApplicationMove = "close"
	MoveReview     ApplicationMove = "review"
	MoveApprove    ApplicationMove = "approve"
	MoveReject     ApplicationMove = "reject"
	MoveReconsider ApplicationMove = "reconsider"
	MoveAward      ApplicationMove = "award"
	MoveUnaward    ApplicationMove = "unaward"
	MoveContract   ApplicationMove = "contract"
	MoveDecline    ApplicationMove = "decline"
	MoveLapse      ApplicationMove = "lapse"
	MoveWithdraw   ApplicationMove = "withdraw"
	moveUndo       ApplicationMove = "undo"
)

// Title is the move's Chinese word.
func (m ApplicationMove) Title() string { return say.TitleOf(applicationMoveTitles, m) }

type applicationStep struct {
	move ApplicationMove
	from []ApplicationState
	to   ApplicationState
}

// applicationSteps is the whole life of an application; what is not here is refused.
var applicationSteps = []applicationStep{
	{MoveAccept, []ApplicationState{ApplicationDraft}, ApplicationAccepted},
	{MoveRefuse, []ApplicationState{ApplicationDraft}, ApplicationRefused},
	{MoveAsk, []ApplicationState{ApplicationAccepted}, ApplicationSupplement},
	{MoveReceive, []ApplicationState{ApplicationSupplement}, ApplicationAccepted},
	{MoveClose, []ApplicationState{ApplicationSupplement}, ApplicationRefused},
	{MoveReview, []ApplicationState{ApplicationAccepted}, ApplicationReviewed},
	{MoveApprove, []ApplicationState{ApplicationReviewed}, ApplicationApproved},
	{MoveReject, []ApplicationState{ApplicationAccepted, ApplicationReviewed}, ApplicationRejected},
	{MoveReconsider, []ApplicationState{ApplicationRejected}, ApplicationAccepted},
	{MoveAward, []ApplicationState{ApplicationApproved}, ApplicationAwarded},
	{MoveUnaward, []ApplicationState{ApplicationAwarded}, ApplicationApproved},
	{MoveContract, []ApplicationState{ApplicationAwarded}, ApplicationContracted},
	{MoveDecline, []ApplicationState{ApplicationAwarded}, ApplicationDeclined},
	{MoveLapse, []ApplicationState{ApplicationAwarded}, ApplicationLapsed},
	{MoveWithdraw, []ApplicationState{
		ApplicationDraft, ApplicationAccepted, ApplicationSupplement, ApplicationReviewed, ApplicationApproved, ApplicationAwarded,
	}, ApplicationWithdrawn},
}

// applicationUndo lists the moves that can be taken back, by the state they led to and the states they may have come from.
// A draft whose acceptance was taken back keeps its number, which has been given out, for the next.
var applicationUndo = map[ApplicationState][]ApplicationState{
	ApplicationAccepted:   {ApplicationDraft},
	ApplicationRefused:    {ApplicationDraft, ApplicationSupplement},
	ApplicationSupplement: {ApplicationAccepted},
	ApplicationReviewed:   {ApplicationAccepted},
	ApplicationApproved:   {ApplicationReviewed},
	ApplicationRejected:   {ApplicationAccepted, ApplicationReviewed},
	ApplicationWithdrawn: {
		ApplicationDraft, ApplicationAccepted, ApplicationSupplement, ApplicationReviewed, ApplicationApproved,
	},
}

// Moves lists the moves that are possible from a state, in the order of an application's life.
func (s ApplicationState) Moves() []ApplicationMove {
	var out []ApplicationMove
	for _, step := range applicationSteps {
		if slices.Contains(step.from, s) {
			out = append(out, step.move)
		}
	}
	return out
}

// May refuses a move that is not possible from where the application stands and says what is possible instead.
func (a *Application) May(move ApplicationMove) error {
	if slices.Contains(a.State.Moves(), move) {
		return nil
	}
	var can []string
	for _, m := range a.State.Moves() {
		can = append(can, m.Title())
	}
	if len(can) == 0 {
		return ErrApplicationMove.Textf("申请已是“%s”，不能办理“%s”；要重新申请请另登记一份", a.State.Title(), move.Title())
	}
	return ErrApplicationMove.Textf("申请现在是“%s”，不能办理“%s”；可以办理：%s", a.State.Title(), move.Title(), strings.Join(can, "、"))
}

// move sets the state after May has let the move through.
func (a *Application) move(move ApplicationMove) error {
	if err := a.May(move); err != nil {
		return err
	}
	for _, step := range applicationSteps {
		if step.move == move {
			a.State = step.to
		}
	}
	return nil
}

// withReason is move for those that need a reason.
func (a *Application) withReason(move ApplicationMove, reason string) error {
	if err := a.May(move); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return ErrReasonMissing.Textf(reasonMissing, move.Title())
	}
	return a.move(move)
}

// Accept takes a complete draft in (四(一)): it gets its number, and whoever accepts it is kept for the separation of duties.
func (a *Application) Accept(by int64, day civil.Date, number string, who Applicant) error {
	if err := a.May(MoveAccept); err != nil {
		return err
	}
	if err := First(who.Check(day)); err != nil {
		return err
	}
	if err := First(a.Check()); err != nil {
		return err
	}
	if number == "" || by == 0 || day.IsZero() {
		return ErrNumberMissing
	}
	a.Number, a.AcceptedBy, a.AcceptedOn = number, by, day
	return a.move(MoveAccept)
}

// Refuse turns a draft away (不予受理) with a reason.
func (a *Application) Refuse(reason string) error { return a.withReason(MoveRefuse, reason) }

// Ask asks for what is missing until a deadline that lies after the day of asking.
func (a *Application) Ask(s Supplement) error {
	if err := a.May(MoveAsk); err != nil {
		return err
	}
	if strings.TrimSpace(s.Items) == "" {
		return ErrSupplementItems
	}
	if !s.Deadline.After(s.Asked) {
		return ErrSupplementDeadline
	}
	a.Supplement = s
	return a.move(MoveAsk)
}

// Receive takes what was missing. After the deadline it needs a reason why it is still taken.
func (a *Application) Receive(day civil.Date, reason string) error {
	if err := a.May(MoveReceive); err != nil {
		return err
	}
	if day.After(a.Supplement.Deadline) && strings.TrimSpace(reason) == "" {
		return ErrSupplementLate.With(a.Supplement.Deadline.String())
	}
	return a.move(MoveReceive)
}

// Close ends an application whose missing materials did not come in time; not before the deadline has passed.
func (a *Application) Close(day civil.Date, reason string) error {
	if err := a.May(MoveClose); err != nil {
		return err
	}
	if !day.After(a.Supplement.Deadline) {
		return ErrSupplementRunning.With(a.Supplement.Deadline.String())
	}
	return a.withReason(MoveClose, reason)
}

// PassReview makes the materials 合格 (四(二)): the sheet is complete and holds, the required materials are in,
// and the jobs that the review accepts are stated.
func (a *Application) PassReview(r Review) error {
	if err := a.May(MoveReview); err != nil {
		return err
	}
	if err := a.checkReview(r); err != nil {
		return err
	}
	return a.move(MoveReview)
}

func (a *Application) checkReview(r Review) error {
	if err := First(r.Check()); err != nil {
		return err
	}
	if failed := r.Unmet(); len(failed) > 0 {
		return ErrReviewUnmet.With(strings.Join(failed, "、"))
	}
	if r.Supported() && strings.TrimSpace(a.Policy.Document) == "" {
		return ErrPolicyDocument.On("policy")
	}
	if c := r.Of(MovingClause); a.Moving && c.Verdict == VerdictMet && strings.TrimSpace(c.Remark) == "" {
		return ErrMovingRemark.On(RemarkField(MovingClause))
	}
	for _, g := range a.Groups {
		if g.Decided.IsZero() {
			return ErrGroupOpen.With(g.Title).On(GroupField(g.Code))
		}
	}
	if missing := a.MissingMaterials(); len(missing) > 0 {
		return ErrMaterialsMissing.With(strings.Join(missing, "、"))
	}
	if !a.Jobs.Accepted.Stated() {
		return ErrJobsAccepted
	}
	return nil
}

// Decision is a decision of the approver: who, why, and what the district says of one person taking two steps.
type Decision struct {
	By         int64 // account
	Reason     string
	Separation Separation // between accepting and deciding
}

// Approve lets a reviewed application through (四(二)): its sheet still holds, a panel has scored it and it reaches the pass mark.
// Under the strict separation of duties whoever accepted it may not approve it.
func (a *Application) Approve(d Decision, r Review, e Evaluation, rubric Rubric) error {
	if err := a.May(MoveApprove); err != nil {
		return err
	}
	if _, err := d.Separation.Check(d.By, a.AcceptedBy); err != nil {
		return err
	}
	if err := a.checkReview(r); err != nil {
		return err
	}
	if err := First(e.Check(rubric)); err != nil {
		return err
	}
	if !e.Passes(rubric) {
		return ErrBelowPassMark.With(e.Result(rubric))
	}
	return a.withReason(MoveApprove, d.Reason)
}

// Reject ends an application with a reason (不予通过): a reviewed one, or an accepted one whose sheet is complete and does not hold.
func (a *Application) Reject(d Decision, r Review) error {
	if err := a.May(MoveReject); err != nil {
		return err
	}
	if _, err := d.Separation.Check(d.By, a.AcceptedBy); err != nil {
		return err
	}
	if a.State == ApplicationAccepted {
		if err := First(r.Check()); err != nil {
			return err
		}
		if len(r.Unmet()) == 0 {
			return ErrRejectHolds
		}
	}
	return a.withReason(MoveReject, d.Reason)
}

// Reconsider takes a rejected application up again, from the review on.
func (a *Application) Reconsider(reason string) error { return a.withReason(MoveReconsider, reason) }

// Award gives premises to an approved application (四(三)).
func (a *Application) Award() error { return a.move(MoveAward) }

// Unaward puts an application back among the approved when its round is opened again or its award is withdrawn by the office.
func (a *Application) Unaward(reason string) error { return a.withReason(MoveUnaward, reason) }

// Contract records that the awarded applicant has signed (四(四)).
func (a *Application) Contract() error { return a.move(MoveContract) }

// Decline records that the awarded applicant gives its award up.
func (a *Application) Decline(reason string) error { return a.withReason(MoveDecline, reason) }

// Lapse records that the awarded applicant did not sign in time.
func (a *Application) Lapse(reason string) error { return a.withReason(MoveLapse, reason) }

// Withdraw takes an application back at the applicant's own wish, from any state before the contract.
func (a *Application) Withdraw(reason string) error { return a.withReason(MoveWithdraw, reason) }

// Undo takes the last move back: the state returns to where it came from. It is for the caller to make sure that
// nothing depends on the move yet.
func (a *Application) Undo(from ApplicationState, reason string) error {
	if !slices.Contains(applicationUndo[a.State], from) {
		return ErrApplicationUndo.Textf("申请现在是“%s”，上一步不能撤销；受理后要取消请办理撤回", a.State.Title())
	}
	if strings.TrimSpace(reason) == "" {
		return ErrReasonMissing.Textf(reasonMissing, moveUndo.Title())
	}
	if a.State == ApplicationAccepted {
		a.AcceptedBy, a.AcceptedOn = 0, civil.Date{}
	}
	a.State = from
	return nil
}

// CanUndo reports whether the last move of an application in this state can be taken back at all.
func (s ApplicationState) CanUndo() bool { return len(applicationUndo[s]) > 0 }

// Applications.
var (
	ErrNumberMissing      = say.Refuse("number_missing", "受理须有编号、受理人和日期")
	ErrApplicationMove    = say.Refuse("application_move", "申请现在的状态不能这样办理")
	ErrApplicationUndo    = say.Refuse("application_undo", "这一步不能撤销")
	ErrSupplementItems    = say.Refuse("supplement_items", "请写明要补正哪些材料")
	ErrSupplementDeadline = say.Refuse("supplement_deadline", "补正期限须晚于今天")
	ErrSupplementLate     = say.Refuse("supplement_late", "补正期限已过，仍要收下请写明理由")
	ErrSupplementRunning  = say.Refuse("supplement_running", "补正期限未满，期满次日起才能按逾期未补正办理")
	ErrMaterialsMissing   = say.Refuse("materials_missing", "必交材料没有收齐，请先收齐或办理补正")
	ErrJobsAccepted       = say.Refuse("jobs_accepted", "请先填审核认定的岗位数及依据")
	ErrRejectHolds        = say.Refuse("reject_holds", "审查表各条都符合，材料审查阶段不能不予通过；请判为材料合格，由评审决定")
)

// Texts of applications: the state, the move, the moves that are possible instead.
const reasonMissing = "办理“%s”请写明理由"

var applicationStateTitles = map[ApplicationState]string{
	ApplicationDraft: "草稿", ApplicationAccepted: "已受理", ApplicationRefused: "不予受理", ApplicationSupplement: "待补正",
	ApplicationReviewed: "材料合格", ApplicationApproved: "评审通过", ApplicationRejected: "不予通过", ApplicationAwarded: "已分配",
	ApplicationContracted: "已签约", ApplicationDeclined: "放弃", ApplicationLapsed: "逾期未签", ApplicationWithdrawn: say.Withdraw,
}

var applicationMoveTitles = map[ApplicationMove]string{
	MoveAccept: "受理", MoveRefuse: "不予受理", MoveAsk: "要求补正", MoveReceive: "收到补正", MoveClose: "逾期未补正",
	MoveReview: "材料合格", MoveApprove: "评审通过", MoveReject: "不予通过", MoveReconsider: "复议",
	MoveAward: say.Allocation, MoveUnaward: "收回分配", MoveContract: say.Signing, MoveDecline: "放弃", MoveLapse: "逾期未签",
	MoveWithdraw: say.Withdraw, moveUndo: say.UndoLast,
}

// Review sheets.
var ErrReviewUnmet = say.Refuse("review_unmet", "有条款不符合，不能判为材料合格；请要求补正或不予通过")

// Evaluations.
var ErrBelowPassMark = say.Refuse("below_pass_mark", "评审平均分未达到合格线，不能评审通过；请办理不予通过")

// Unsign puts an application whose contract is void back among the awarded ones. Errors: ErrUndoMove.
func (a *Application) Unsign() error {
	if a.State != ApplicationContracted {
		return ErrUndoMove.Textf(TextUndoMove, a.State.Title())
	}
	a.State = ApplicationAwarded
	return nil
}
