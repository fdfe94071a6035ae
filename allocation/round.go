package allocation

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
)

// RoundState is where an allocation round (分配批次, 四(三)) stands.
type RoundState string

// The states of a round, in the order of its life.
const (
	RoundDraft     RoundState = "draft"     // 草稿: pool and applicants may still change
	RoundLocked    RoundState = "locked"    // 已锁定: inputs frozen and hashed, units reserved
	RoundDrawn     RoundState = "drawn"     // 已抽签: the draw text stands, entered before witnesses
	RoundComputed  RoundState = "computed"  // 已计算: a run is there
	RoundNoticed   RoundState = "noticed"   // 公示中: objections may be raised
	RoundReopened  RoundState = "reopened"  // 已重开: a new run is owed, the old ones are kept
	RoundConfirmed RoundState = "confirmed" // 已确认: awards are made
	RoundCancelled RoundState = "cancelled" // 已作废: units are released
)

// RoundStates lists the states in the order of a round's life.
var RoundStates = []RoundState{
	RoundDraft, RoundLocked, RoundDrawn, RoundComputed, RoundNoticed, RoundReopened, RoundConfirmed, RoundCancelled,
}

// RoundMove is one step of a round's life: its code, its word on screen, where it may start and where it ends.
type RoundMove struct {
	Code, Title string
	From        []RoundState
	To          RoundState
	refusal     *say.Refusal
}

// The moves of a round. Confirming a round of one applicant needs no notice: nobody stands beside the applicant.
var (
	RoundLock    = RoundMove{"lock", "锁定", []RoundState{RoundDraft}, RoundLocked, ErrRoundNotLockable}
	RoundDraw    = RoundMove{"draw", "录入抽签文字", []RoundState{RoundLocked}, RoundDrawn, ErrRoundNotDrawable}
	RoundCompute = RoundMove{"compute", say.Compute, []RoundState{RoundDrawn, RoundComputed, RoundReopened}, RoundComputed, ErrRoundNotComputable}
	RoundNotice  = RoundMove{"notice", say.Notice, []RoundState{RoundComputed}, RoundNoticed, ErrRoundNotNoticeable}
	RoundReopen  = RoundMove{"reopen", "重开", []RoundState{RoundNoticed}, RoundReopened, ErrRoundNotReopenable}
	RoundConfirm = RoundMove{"confirm", "确认", []RoundState{RoundNoticed}, RoundConfirmed, ErrRoundNotConfirmable}
	RoundCancel  = RoundMove{"cancel", say.Void, []RoundState{RoundDraft, RoundLocked, RoundDrawn, RoundComputed, RoundNoticed, RoundReopened}, RoundCancelled, ErrRoundNotCancellable}
)

// RoundMoves lists the moves in the order of a round's life.
var RoundMoves = []RoundMove{RoundLock, RoundDraw, RoundCompute, RoundNotice, RoundReopen, RoundConfirm, RoundCancel}

// Title is the state's word on screen.
func (s RoundState) Title() string { return roundStateWords[s] }

// Round is an allocation round: the part of it that decides which moves are possible.
// Facts that stand elsewhere (open objections, overrides without a second signature) are handed to the moves.
type Round struct {
	State  RoundState
	Single bool // one applicant: the daily case, without draw and notice

	Source         draw.Source  // named at the lock
	Posted         draw.Posting // the list as it was posted last
	Draw           draw.Draw
	NoticeFrom     civil.Date // first day of the notice; zero before it
	NoticeUntil    civil.Date // last day of the notice
	ObjectionUntil civil.Date // last day on which an objection may be raised
	Units          int        // units in the pool
	Applicants     int        // applicants in the round
	Reason         string     // why it was reopened or cancelled
	Voiding        draw.Asked // the wish to cancel it once lots are drawn
}

// Can says why a move is impossible now, or nil. It looks at the state alone.
func (r *Round) Can(m RoundMove) error {
	for _, s := range m.From {
		if s == r.State {
			return nil
		}
	}
	if r.Single && (m.Code == "compute" && r.State == RoundLocked || m.Code == "confirm" && r.State == RoundComputed) {
		return nil
	}
	return m.refusal.Textf("批次现在是%s，不能%s；%s", r.State.Title(), m.Title, r.possible())
}

// possible names the moves that the state allows.
func (r *Round) possible() string {
	var words []string
	for _, m := range RoundMoves {
		for _, s := range m.From {
			if s == r.State {
				words = append(words, m.Title)
			}
		}
	}
	if len(words) == 0 {
		return "批次已经办结"
	}
	return "现在可以：" + strings.Join(words, "、")
}

// Lock freezes the inputs and names what lots will be drawn from; p is the list as it is posted. A single placement has neither.
// It refuses a round without units or applicants, and what Source.Check refuses.
func (r *Round) Lock(s draw.Source, p draw.Posting) (err error) {
	if err := r.Can(RoundLock); err != nil {
		return err
	}
	switch {
	case r.Units == 0:
		return ErrRoundNoUnits
	case r.Applicants == 0:
		return ErrRoundNoApplicants
	}
	if !r.Single {
		if s, err = s.Check(p.Until); err != nil {
			return err
		}
		r.Source, r.Posted = s, p
	}
	r.State = RoundLocked
	return nil
}

// Relist posts a corrected list in the place of the one that stands, with new days and a source that is not known before they
// are over. Errors: ErrRelistTime, ErrRelistSame, ErrRoundReason, those of Source.Check.
func (r *Round) Relist(s draw.Source, p draw.Posting, reason string) (err error) {
	switch {
	case r.State != RoundLocked || r.Single:
		return ErrRelistTime.Textf("批次现在是%s，锁定之后、抽签之前才能更正名单；%s", r.State.Title(), r.possible())
	case p.Digest == r.Posted.Digest:
		return ErrRelistSame
	case strings.TrimSpace(reason) == "":
		return ErrRoundReason.On("reason")
	}
	if s, err = s.Check(p.Until); err != nil {
		return err
	}
	r.Source, r.Posted = s, p
	return nil
}

// EnterDraw sets the draw (draw.Take). It stands once and for all: a reopened round keeps it.
func (r *Round) EnterDraw(e draw.Entry, today civil.Date) error {
	if err := r.Can(RoundDraw); err != nil {
		return err
	}
	d, err := draw.Take(r.Source, r.Posted, e, today)
	if err != nil {
		return err
	}
	r.Draw, r.State = d, RoundDrawn
	return nil
}

// MayDispute says whether the posted list may be disputed on a day: before the draw, within its days.
func (r *Round) MayDispute(today civil.Date) error {
	if r.State != RoundLocked {
		return ErrDisputeTime.Textf("批次现在是%s，名单张贴期间才能登记对名单的异议", r.State.Title())
	}
	return r.Posted.MayDispute(today)
}

// AgreeDraw is the yes of a second person to a weak draw, before anything is computed with it. Errors: draw.ErrNotAsked.
func (r *Round) AgreeDraw(name string) (err error) {
	if r.State != RoundDrawn {
		return draw.ErrNotAsked
	}
	r.Draw, err = r.Draw.Agree(name)
	return err
}

// MayCompute says whether a run may be made: a weak draw is first agreed to by a second person. Errors: draw.ErrDrawAlone.
func (r *Round) MayCompute() error {
	if err := r.Can(RoundCompute); err != nil {
		return err
	}
	if r.State == RoundDrawn && r.Draw.Waits() {
		return draw.ErrDrawAlone
	}
	return nil
}

// Compute records that a run was made.
func (r *Round) Compute() error {
	if err := r.MayCompute(); err != nil {
		return err
	}
	r.State = RoundComputed
	return nil
}

// Notice publishes the result from a day until another and opens the window for objections from the same day until a third, all included.
// It refuses while an override waits for its second signature, a run that does not follow what people have decided since, and, without
// a reason (why), one in which nothing was corrected after the notice before it was objected to with success.
func (r *Round) Notice(from, until, objections civil.Date, f RoundFacts, why string) error {
	if err := r.Can(RoundNotice); err != nil {
		return err
	}
	if f.Pending > 0 {
		return ErrOverridePending.Textf(textOverridePending, f.Pending)
	}
	if f.Stale {
		return ErrRunStale
	}
	if f.Uncorrected && strings.TrimSpace(why) == "" {
		return ErrNoticeUncorrected.On("reason")
	}
	if until.Before(from) || objections.Before(from) {
		return ErrNoticeDays
	}
	r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.State = from, until, objections, RoundNoticed
	return nil
}

// Reopen sends a noticed round back for a new run, after an objection was upheld or a screening found something (upheld counts both) or
// because an applicant has left since the lock (gone).
func (r *Round) Reopen(upheld, gone int, reason string) error {
	if err := r.Can(RoundReopen); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case upheld == 0 && gone == 0:
		return ErrReopenGround
	case reason == "":
		return ErrRoundReason.On("reason")
	}
	r.State, r.Reason = RoundReopened, reason
	r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil = civil.Date{}, civil.Date{}, civil.Date{}
	return nil
}

// WindowEnd is the last day of notice and objections together: the round can be confirmed from the day after it.
func (r *Round) WindowEnd() civil.Date {
	if r.NoticeUntil.After(r.ObjectionUntil) {
		return r.NoticeUntil
	}
	return r.ObjectionUntil
}

// Confirm makes the result final. With a notice, the window must be over and every objection answered.
func (r *Round) Confirm(f RoundFacts) error {
	if err := r.Can(RoundConfirm); err != nil {
		return err
	}
	switch {
	case r.Voiding.Open():
		return draw.ErrCancelAsked
	case f.Open > 0:
		return ErrObjectionsOpen.Textf("还有 %d 件异议没有答复，请先逐件答复", f.Open)
	case f.Upheld > 0:
		return ErrObjectionUpheld
	case f.Pending > 0:
		return ErrOverridePending.Textf(textOverridePending, f.Pending)
	case f.Gone > 0:
		return ErrApplicantGone.Textf("锁定以后有 %d 件申请撤回或已另行安置，请先重开并重新计算", f.Gone)
	case !r.Single && !f.Today.After(r.WindowEnd()):
		return ErrNoticeRunning.Textf("公示和异议期到 %s 为止，次日起才能确认", r.WindowEnd())
	}
	r.State = RoundConfirmed
	return nil
}

// AskCancel is the wish of one person to cancel a round whose lots are drawn. Errors: those of draw.Asked.Ask.
func (r *Round) AskCancel(reason string, today civil.Date) (err error) {
	if err := r.Can(RoundCancel); err != nil {
		return err
	}
	r.Voiding, err = r.Voiding.Ask(reason, today)
	return err
}

// DropCancel takes the wish back, or refuses it. Errors: draw.ErrCancelAlone where nobody asks, ErrRoundReason.
func (r *Round) DropCancel(reason string) error {
	switch {
	case !r.Voiding.Open() || r.State == RoundCancelled:
		return draw.ErrCancelAlone
	case strings.TrimSpace(reason) == "":
		return ErrRoundReason.On("reason")
	}
	r.Voiding = draw.Asked{}
	return nil
}

// CancelAsks reports whether cancelling takes two people: lots are drawn, hence its order is known.
func (r *Round) CancelAsks() bool { return r.Draw.Text != "" && r.Can(RoundCancel) == nil }

// Cancel ends the round without awards; of one whose lots are drawn the reason is that of the one who asked, and what is said with
// the yes stands behind it. Errors: draw.ErrCancelAlone, ErrRoundReason.
func (r *Round) Cancel(reason string) error {
	if err := r.Can(RoundCancel); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if r.CancelAsks() {
		if !r.Voiding.Open() {
			return draw.ErrCancelAlone
		}
		reason = strings.TrimSuffix(r.Voiding.Reason+"；"+reason, "；")
	}
	if reason == "" {
		return ErrRoundReason.On("reason")
	}
	r.State, r.Reason = RoundCancelled, reason
	return nil
}

// MayOverride says whether the round is at the point where a line may be decided by hand: a result is there and is not yet out.
func (r *Round) MayOverride() error {
	if r.State == RoundComputed {
		return nil
	}
	return ErrOverrideTime.Textf("批次现在是%s，计算之后、公示之前才能人工调整；%s", r.State.Title(), r.possible())
}

// MayObject says whether an objection may be raised on a day: while the notice runs.
func (r *Round) MayObject(today civil.Date) error {
	if r.State != RoundNoticed {
		return ErrObjectionTime.Textf("批次现在是%s，公示期内才能登记异议", r.State.Title())
	}
	if today.After(r.ObjectionUntil) {
		return ErrObjectionLate.Textf("异议期已于 %s 截止，请按信访或行政复议途径告知", r.ObjectionUntil)
	}
	return nil
}

// Rounds.
var (
	ErrRoundNotLockable    = say.Refuse("round_not_lockable", "批次不能锁定")
	ErrRoundNotDrawable    = say.Refuse("round_not_drawable", "批次不能录入抽签文字")
	ErrRoundNotComputable  = say.Refuse("round_not_computable", "批次不能计算")
	ErrRoundNotNoticeable  = say.Refuse("round_not_noticeable", "批次不能公示")
	ErrRoundNotReopenable  = say.Refuse("round_not_reopenable", "批次不能重开")
	ErrRoundNotConfirmable = say.Refuse("round_not_confirmable", "批次不能确认")
	ErrRoundNotCancellable = say.Refuse("round_not_cancellable", "批次不能作废")
	ErrRoundNoUnits        = say.Refuse("round_no_units", "批次里没有房源，请先放宽房源条件")
	ErrRoundNoApplicants   = say.Refuse("round_no_applicants", "批次里没有评审通过、待分配的申请，请先完成评审")
	ErrRelistTime          = say.Refuse("relist_time", "现在不能更正名单")
	ErrRelistSame          = say.Refuse("relist_same", "名单、房源和参数都没有变化，不用重新公布；先更正申请或房源的资料")
	ErrDisputeTime         = say.Refuse("dispute_time", "现在不能登记对名单的异议")
	ErrNoticeUncorrected   = say.Refuse("notice_uncorrected", "上一次公示有异议成立或者被退回，之后没有更正任何资料；请先更正申请再计算，或者写明为什么仍照此公示")
	ErrNoticeDays          = say.Refuse("notice_days", "异议截止日不能早于公示首日，请检查参数里的公示期限")
	ErrNoticeRunning       = say.Refuse("notice_running", "公示期未满")
	ErrReopenGround        = say.Refuse("reopen_ground", "没有成立的异议，也没有申请退出，不能重开；先答复异议")
	ErrApplicantGone       = say.Refuse("applicant_gone", "有申请已退出批次，请先重新计算")
	ErrOverrideTime        = say.Refuse("override_time", "现在不能人工调整")
	ErrOverridePending     = say.Refuse("override_pending", "有人工调整待复签")
	ErrObjectionTime       = say.Refuse("objection_time", "公示期内才能登记异议")
	ErrObjectionLate       = say.Refuse("objection_late", "异议期已过")
	ErrObjectionsOpen      = say.Refuse("objections_open", "还有异议没有答复")
	ErrObjectionUpheld     = say.Refuse("objection_upheld", "有异议成立而结果尚未重算，请先重开批次并重新计算")
)

// Texts of rounds with values: the state, the move, what is possible instead; a count or a day.
const textOverridePending = "还有 %d 项人工调整待复签，请先由另一人复签或撤回"

// Words of the states of a round and of what belongs to it.
var roundStateWords = map[RoundState]string{
	RoundDraft:     "草稿",
	RoundLocked:    "已锁定",
	RoundDrawn:     "已抽签",
	RoundComputed:  "已计算",
	RoundNoticed:   "公示中",
	RoundReopened:  "已重开",
	RoundConfirmed: "已确认",
	RoundCancelled: say.Voided,
}

// Rounds.
var ErrRoundReason = say.Refuse("round_reason", say.AskReason)

// Undo takes a move of a round back, to the state that it came from (back). A draw text that a run was computed with
// stands for good, or lots could be chosen: the caller names such runs among what depends. Reopening and cancelling are
// not taken back. Errors: ErrUndoNever, ErrUndoMove, ErrUndoDepends, ErrUndoReason.
func (r *Round) Undo(m RoundMove, back RoundState, u Undoing) error {
	if m.Code == RoundReopen.Code || m.Code == RoundCancel.Code {
		return ErrUndoNever.Textf("%s 不能撤销；有误时请新开批次，说明原因", m.Title)
	}
	if r.State != m.To {
		return ErrUndoMove.Textf(TextUndoMove, r.State.Title())
	}
	if err := u.Check(); err != nil {
		return err
	}
	switch m.Code {
	case RoundNotice.Code:
		r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil = civil.Date{}, civil.Date{}, civil.Date{}
	case RoundDraw.Code:
		r.Draw, r.Voiding = draw.Draw{}, draw.Asked{}
	case RoundLock.Code:
		r.Units, r.Applicants, r.Source, r.Posted = 0, 0, draw.Source{}, draw.Posting{}
	}
	r.State = back
	return nil
}
