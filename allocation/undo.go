package allocation

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Undoing is what the taking back (撤销) of the last move of a life is decided on: why, and what was recorded since and
// rests on the move, in words that name it: 账单 ZD-JS-2021-0003.
type Undoing struct {
	Reason  string
	Depends []string
}

// Check refuses what has no reason and what something rests on. Errors: ErrUndoReason, ErrUndoDepends.
func (u Undoing) Check() error {
	if len(u.Depends) > 0 {
		return ErrUndoDepends.Textf("不能撤销：之后已有 %s。请先撤销或更正后面的记录", strings.Join(u.Depends, "、"))
	}
	if strings.TrimSpace(u.Reason) == "" {
		return ErrUndoReason.On("reason")
	}
	return nil
}

// TenancyStep is a move of a stay that can be taken back.
type TenancyStep string

// The steps of a stay.
const (
	TenancySign     TenancyStep = "sign"
	TenancyHandOver TenancyStep = "handover"
	TenancyOpening  TenancyStep = "open"
	TenancyRenewal  TenancyStep = "renew"
)

// Title is what was done, in words.
func (s TenancyStep) Title() string { return say.TitleOf(tenancyStepTitles, s) }

// Undo takes the signing, the hand-over or the opening back: what was signed is void, the keys and the opening are as
// they were before. A renewal is taken back by Contract.UndoRenew. Errors: ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (t *Tenancy) Undo(step TenancyStep, u Undoing) error {
	from := map[TenancyStep]TenancyState{TenancySign: TenancySigned, TenancyHandOver: TenancyHanded, TenancyOpening: TenancyOpen}
	if from[step] != t.State {
		return ErrUndoMove.Textf(textUndoMove, t.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	switch step {
	case TenancySign:
		t.State = TenancyVoid
	case TenancyHandOver:
		t.State, t.Handed, t.OpenBy, t.OpenSure = TenancySigned, civil.Date{}, civil.Date{}, false
	case TenancyOpening:
		t.State, t.Opened = TenancyHanded, civil.Date{}
	case TenancyRenewal: // no state is its only one: the check above refused it
	}
	return nil
}

// Void takes the signing of a running contract back; its number stays used. Errors: ErrUndoMove.
func (c *Contract) Void() error {
	if c.State != ContractRunning {
		return ErrUndoMove.Textf(textUndoMove, c.State.Title())
	}
	c.State = ContractVoid
	return nil
}

// UndoRenew takes the signing of a next term back: it is void and old runs again. Errors: ErrUndoMove, ErrUndoDepends,
// ErrUndoReason.
func (c *Contract) UndoRenew(old *Contract, t Tenancy, u Undoing) error {
	if old.State != ContractRenewed || old.Term+1 != c.Term || t.State == TenancyLeaving || !t.State.Live() {
		return ErrUndoMove.Textf(textUndoMove, t.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	if err := c.Void(); err != nil {
		return err
	}
	old.State, old.Ended = ContractRunning, civil.Date{}
	return nil
}

// Unsign puts an award whose contract is void back among the offered ones; the sign-by day stays. Errors: ErrUndoMove.
func (a *Award) Unsign() error {
	if a.State != AwardContracted {
		return ErrUndoMove.Textf(textUndoMove, a.State.Title())
	}
	a.State = AwardOffered
	return nil
}

// Undo takes an award back with the confirmation that made it. Errors: ErrUndoMove.
func (a *Award) Undo(reason string) error {
	if a.State != AwardOffered {
		return ErrUndoMove.Textf(textUndoMove, a.State.Title())
	}
	a.State, a.Reason = AwardCancelled, reason
	return nil
}

// Unsign puts an application whose contract is void back among the awarded ones. Errors: ErrUndoMove.
func (a *Application) Unsign() error {
	if a.State != ApplicationContracted {
		return ErrUndoMove.Textf(textUndoMove, a.State.Title())
	}
	a.State = ApplicationAwarded
	return nil
}

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
// stop of the waiver is withdrawn; with the keys, tenancy and contract run again. A notice keeps its number used.
// Errors: ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (x *Exit) Undo(step ExitStep, t *Tenancy, c *Contract, back TenancyState, u Undoing) error {
	if exitStepStates[step] != x.State || (step == ExitKeys && (!x.Settled.IsZero() || !x.Filed.IsZero())) ||
		(step == ExitSettlement && x.Settled.IsZero()) || (step == ExitFiling && x.Filed.IsZero()) {
		return ErrUndoMove.Textf(textUndoMove, x.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	none := civil.Date{}
	switch step {
	case ExitApproval:
		if t.State != TenancyLeaving || back == TenancyLeaving || !back.Live() {
			return ErrUndoMove.Textf(textUndoMove, t.State.Title())
		}
		if t.State = back; x.Stops && t.Stopped == x.Decided {
			t.Stopped = none
		}
		x.State, x.Decided, x.DecidedBy, x.Decision = ExitOpened, none, 0, ""
	case ExitRefusal, ExitWithdrawal:
		if t.State == TenancyLeaving || !t.State.Live() {
			return ErrUndoMove.Textf(textUndoMove, t.State.Title())
		}
		x.State, x.Decided, x.DecidedBy, x.Decision = ExitOpened, none, 0, ""
	case ExitNotice:
		x.State, x.NoticeNumber, x.Noticed, x.NoticedHow = ExitApproved, "", none, ""
	case ExitKeys:
		if t.State != TenancyEnded || c.State != ContractEnded {
			return ErrUndoMove.Textf(textUndoMove, t.State.Title())
		}
		x.State, x.Returned = ExitNoticed, none
		t.State, t.Ended, c.State, c.Ended = TenancyLeaving, none, ContractRunning, none
	case ExitSettlement:
		x.Settled, x.SettledHow, x.SettledDecision, x.SettledOpen = none, "", "", 0
	case ExitFiling:
		x.Filed, x.FiledNumber, x.FiledBody = none, "", ""
	case ExitClosing:
		x.State, x.Closed = ExitReturned, none
	}
	return nil
}

// UndoExit takes back that an exit by the assessment was approved. Errors: ErrUndoMove.
func (a *Assessment) UndoExit() error {
	if a.State != AssessmentExited {
		return ErrUndoMove.Textf(textUndoMove, a.State.Title())
	}
	a.State = AssessmentFailed
	return nil
}

// Undo takes a move of a round back, to the state that it came from (back). A draw text that a run was computed with
// stands for good, or lots could be chosen: the caller names such runs among what depends. Reopening and cancelling are
// not taken back. Errors: ErrUndoNever, ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (r *Round) Undo(m RoundMove, back RoundState, u Undoing) error {
	if m.Code == RoundReopen.Code || m.Code == RoundCancel.Code {
		return ErrUndoNever.Textf("%s 不能撤销；有误时请新开批次，说明原因", m.Title)
	}
	if r.State != m.To {
		return ErrUndoMove.Textf(textUndoMove, r.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	switch m.Code {
	case RoundNotice.Code:
		r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil = civil.Date{}, civil.Date{}, civil.Date{}
	case RoundDraw.Code:
		r.Draw = Draw{}
	case RoundLock.Code:
		r.Units, r.Applicants = 0, 0
	}
	r.State = back
	return nil
}

// Undo takes a move of a unit back: it is where it was, a completed one back in the city pool. Errors: ErrUndoMove.
func (u *Unit) Undo(m UnitMove) error {
	if u.State != m.to {
		return ErrUndoMove.Textf(textUndoMove, u.State.Title())
	}
	u.State = m.from[0] // every move has one beginning
	if u.State == UnitBuilding {
		u.District = ""
	}
	return nil
}

// UnitMoveBetween is the move of a unit that leads from a state to another; ok is false when there is none.
func UnitMoveBetween(from, to UnitState) (m UnitMove, ok bool) {
	complete := UnitMove{Code: "complete", Title: "竣工移交", from: []UnitState{UnitBuilding}, to: UnitVacant}
	for _, m := range []UnitMove{UnitWithdraw, UnitReturn, UnitReserve, UnitRelease, UnitOccupy, UnitRecover, UnitReopen, complete} {
		if m.from[0] == from && m.to == to {
			return m, true
		}
	}
	return UnitMove{}, false
}

// Undoable reports whether the move was made to the unit itself, not by a round, an award or a tenancy.
func (m UnitMove) Undoable() bool {
	switch m.Code {
	case UnitWithdraw.Code, UnitReturn.Code, UnitReopen.Code, "complete":
		return true
	}
	return false
}

// Taking the last move of a life back (撤销).
var (
	ErrUndoReason  = say.Refuse("undo_reason", "请写明撤销的原因")
	ErrUndoDepends = say.Refuse("undo_depends", "不能撤销：之后的记录以这一步为依据")
	ErrUndoMove    = say.Refuse("undo_move", "现在没有可以这样撤销的一步，请刷新后再看")
	ErrUndoNever   = say.Refuse("undo_never", "这一步不能撤销")
)

const textUndoMove = "现在是%s，没有可以这样撤销的一步，请刷新后再看"

var tenancyStepTitles = map[TenancyStep]string{
	TenancySign: "签订合同", TenancyHandOver: "交接房屋", TenancyOpening: "登记开业", TenancyRenewal: "续签合同",
}

var exitStepTitles = map[ExitStep]string{
	ExitApproval: "批准退出", ExitRefusal: "不予批准", ExitWithdrawal: "撤回退出", ExitNotice: "送达通知",
	ExitKeys: "验房收钥匙", ExitSettlement: "结清费用", ExitFiling: "报市备案", ExitClosing: "办结",
}
