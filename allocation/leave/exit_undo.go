package leave

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// ExitStep is a step of an exit that can be taken back.
type ExitStep string

// The steps of an exit.
const (
	ExitTelling    ExitStep = "tell"
	ExitAnswer     ExitStep = "answer"
	ExitAdvice     ExitStep = "advise"
	ExitApproval   ExitStep = "approve"
	ExitRefusal    ExitStep = "refuse"
	ExitWithdrawal ExitStep = "cancel"
	ExitNotice     ExitStep = "notice"
	ExitKeys       ExitStep = "return"
	ExitSettlement ExitStep = "settle"
	ExitFiling     ExitStep = "file"
	ExitClosing    ExitStep = "close"
)

// Title is what was done, in words.
func (s ExitStep) Title() string { return say.TitleOf(exitStepTitles, s) }

// exitStepStates are the states in which a step may be the last one.
var exitStepStates = map[ExitStep][]ExitState{
	ExitTelling: {ExitOpened}, ExitAnswer: {ExitOpened}, ExitAdvice: {ExitOpened},
	ExitApproval: {ExitApproved}, ExitRefusal: {ExitRefused}, ExitWithdrawal: {ExitCancelled}, ExitNotice: {ExitNoticed},
	ExitKeys: {ExitReturned}, ExitSettlement: {ExitReturned}, ExitFiling: {ExitApproved, ExitNoticed, ExitReturned}, ExitClosing: {ExitClosed},
}

// done reports whether a step that leaves the state as it is was taken.
func (x *Exit) done(step ExitStep) bool {
	days := map[ExitStep]civil.Date{
		ExitTelling: x.Told, ExitAnswer: x.Answered, ExitAdvice: x.Advised, ExitSettlement: x.Settled, ExitFiling: x.Filed,
	}
	day, within := days[step]
	return !within || !day.IsZero()
}

// Undo takes the last step of an exit back. With the approval the tenancy returns to the state it was in (back), with the
// service of the notice the stop of the waiver is withdrawn; with the keys, tenancy and contract run again. The number stays that of the exit.
// Errors: ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (x *Exit) Undo(step ExitStep, t *allocation.Tenancy, c *allocation.Contract, back allocation.TenancyState, u allocation.Undoing) error {
	later := (step == ExitTelling && !x.Answered.IsZero()) || (step == ExitApproval && !x.Filed.IsZero()) || (step == ExitKeys && !x.Settled.IsZero())
	if !slices.Contains(exitStepStates[step], x.State) || !x.done(step) || later {
		return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, x.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	none := civil.Date{}
	switch step {
	case ExitTelling:
		x.Told, x.ToldHow, x.AnswerBy, x.AnswerSure, x.Within, x.Owed = none, "", none, false, "", ""
	case ExitAnswer:
		x.Answered, x.Answer = none, ""
	case ExitAdvice:
		x.Adviser, x.Advised, x.Opinion = "", none, ""
	case ExitApproval:
		if t.State != allocation.TenancyLeaving || back == allocation.TenancyLeaving || !back.Live() {
			return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, t.State.Title())
		}
		if t.State = back; t.Stopped == x.StopsOn() {
			t.Stopped = none
		}
		x.State, x.Decided, x.DecidedBy, x.Decision = ExitOpened, none, 0, ""
		x.VacateBy, x.VacateLeast, x.FileBy, x.FileSure, x.Weighing = none, 0, none, false, Weighing{}
	case ExitRefusal, ExitWithdrawal:
		if t.State == allocation.TenancyLeaving || !t.State.Live() {
			return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, t.State.Title())
		}
		x.State, x.Decided, x.DecidedBy, x.Decision, x.Weighing = ExitOpened, none, 0, "", Weighing{}
	case ExitNotice:
		if !x.VacateBy.IsZero() && t.Stopped == x.StopsOn() {
			t.Stopped = none
		}
		x.State, x.Noticed, x.NoticedHow = ExitApproved, none, ""
	case ExitKeys:
		if t.State != allocation.TenancyEnded || c.State != allocation.ContractEnded {
			return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, t.State.Title())
		}
		x.State, x.Returned = ExitNoticed, none
		t.State, t.Ended, c.State, c.Ended = allocation.TenancyLeaving, none, allocation.ContractRunning, none
	case ExitSettlement:
		x.Settled, x.SettledHow, x.SettledDecision, x.SettledOpen = none, "", "", 0
	case ExitFiling:
		x.Filed, x.FiledNumber, x.FiledBody = none, "", ""
	case ExitClosing:
		x.State, x.Closed = ExitReturned, none
	}
	return nil
}

var exitStepTitles = map[ExitStep]string{
	ExitTelling: "告知", ExitAnswer: "登记陈述申辩", ExitAdvice: "登记法律顾问意见",
	ExitApproval: "批准退出", ExitRefusal: "不予批准", ExitWithdrawal: "撤回退出", ExitNotice: "送达通知",
	ExitKeys: "验房收钥匙", ExitSettlement: "结清费用", ExitFiling: say.CityFiling, ExitClosing: say.Close,
}
