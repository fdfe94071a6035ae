package leave

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// ExitStep is a step of an exit that can be taken back.
type ExitStep string

// The steps of an exit.
const (
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
var exitStepStates = map[ExitStep]ExitState{
	ExitApproval: ExitApproved, ExitRefusal: ExitRefused, ExitWithdrawal: ExitCancelled, ExitNotice: ExitNoticed,
	ExitKeys: ExitReturned, ExitSettlement: ExitReturned, ExitFiling: ExitReturned, ExitClosing: ExitClosed,
}

// Undo takes the last step of an exit back. With the approval the tenancy returns to the state it was in (back) and the
// stop of the waiver is withdrawn; with the keys, tenancy and contract run again. The number stays that of the exit.
// Errors: ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (x *Exit) Undo(step ExitStep, t *allocation.Tenancy, c *allocation.Contract, back allocation.TenancyState, u allocation.Undoing) error {
	if exitStepStates[step] != x.State || (step == ExitKeys && (!x.Settled.IsZero() || !x.Filed.IsZero())) ||
		(step == ExitSettlement && x.Settled.IsZero()) || (step == ExitFiling && x.Filed.IsZero()) {
		return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, x.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	none := civil.Date{}
	switch step {
	case ExitApproval:
		if t.State != allocation.TenancyLeaving || back == allocation.TenancyLeaving || !back.Live() {
			return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, t.State.Title())
		}
		if t.State = back; x.Stops && t.Stopped == x.Decided {
			t.Stopped = none
		}
		x.State, x.Decided, x.DecidedBy, x.Decision = ExitOpened, none, 0, ""
	case ExitRefusal, ExitWithdrawal:
		if t.State == allocation.TenancyLeaving || !t.State.Live() {
			return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, t.State.Title())
		}
		x.State, x.Decided, x.DecidedBy, x.Decision = ExitOpened, none, 0, ""
	case ExitNotice:
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
	ExitApproval: "批准退出", ExitRefusal: "不予批准", ExitWithdrawal: "撤回退出", ExitNotice: "送达通知",
	ExitKeys: "验房收钥匙", ExitSettlement: "结清费用", ExitFiling: "报市备案", ExitClosing: "办结",
}
