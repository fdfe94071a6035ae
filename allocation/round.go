package allocation

import (
	"strings"

	"penggai/allocation/civil"
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

// Bounds of what people enter for a round.
const (
	MinWitnesses = 2   // a draw needs that many witnesses with different names
	MaxDrawRunes = 200 // the draw text is a string of the instance
)

// RoundMove is one step of a round's life: its code, its word on screen, where it may start and where it ends.
type RoundMove struct {
	Code, Title string
	From        []RoundState
	To          RoundState
	refusal     *Refusal
}

// The moves of a round. Confirming a round of one applicant needs no notice: nobody stands beside the applicant.
var (
	RoundLock    = RoundMove{"lock", "锁定", []RoundState{RoundDraft}, RoundLocked, ErrRoundNotLockable}
	RoundDraw    = RoundMove{"draw", "录入抽签文字", []RoundState{RoundLocked}, RoundDrawn, ErrRoundNotDrawable}
	RoundCompute = RoundMove{"compute", "计算", []RoundState{RoundDrawn, RoundComputed, RoundReopened}, RoundComputed, ErrRoundNotComputable}
	RoundNotice  = RoundMove{"notice", "公示", []RoundState{RoundComputed}, RoundNoticed, ErrRoundNotNoticeable}
	RoundReopen  = RoundMove{"reopen", "重开", []RoundState{RoundNoticed}, RoundReopened, ErrRoundNotReopenable}
	RoundConfirm = RoundMove{"confirm", "确认", []RoundState{RoundNoticed}, RoundConfirmed, ErrRoundNotConfirmable}
	RoundCancel  = RoundMove{"cancel", "作废", []RoundState{RoundDraft, RoundLocked, RoundDrawn, RoundComputed, RoundNoticed, RoundReopened}, RoundCancelled, ErrRoundNotCancellable}
)

// RoundMoves lists the moves in the order of a round's life.
var RoundMoves = []RoundMove{RoundLock, RoundDraw, RoundCompute, RoundNotice, RoundReopen, RoundConfirm, RoundCancel}

// Title is the state's word on screen.
func (s RoundState) Title() string { return roundStateWords[s] }

// Draw is the draw of lots: a text fixed before witnesses once the inputs are frozen, so that nobody can choose a lot.
type Draw struct {
	Text      string
	Witnesses []string
	Day       civil.Date
}

// Round is an allocation round: the part of it that decides which moves are possible.
// Facts that stand elsewhere (open objections, overrides without a second signature) are handed to the moves.
type Round struct {
	State  RoundState
	Single bool // one applicant: the daily case, without draw and notice

	Draw           Draw
	NoticeFrom     civil.Date // first day of the notice; zero before it
	NoticeUntil    civil.Date // last day of the notice
	ObjectionUntil civil.Date // last day on which an objection may be raised
	Units          int        // units in the pool
	Applicants     int        // applicants in the round
	Reason         string     // why it was reopened or cancelled
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
	return m.refusal.Textf(textRoundMove, r.State.Title(), m.Title, r.possible())
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
		return textRoundOver
	}
	return textNowPossible + strings.Join(words, "、")
}

// Lock freezes the inputs. It refuses a round without units or applicants.
func (r *Round) Lock() error {
	if err := r.Can(RoundLock); err != nil {
		return err
	}
	switch {
	case r.Units == 0:
		return ErrRoundNoUnits
	case r.Applicants == 0:
		return ErrRoundNoApplicants
	}
	r.State = RoundLocked
	return nil
}

// EnterDraw sets the draw text. It stands once and for all: a reopened round keeps it.
func (r *Round) EnterDraw(d Draw) error {
	if err := r.Can(RoundDraw); err != nil {
		return err
	}
	d.Text = strings.TrimSpace(d.Text)
	switch n := len([]rune(d.Text)); {
	case n == 0:
		return ErrDrawEmpty.On("draw")
	case n > MaxDrawRunes:
		return ErrDrawLong.On("draw")
	}
	seen := map[string]bool{}
	var names []string
	for _, w := range d.Witnesses {
		if w = strings.TrimSpace(w); w != "" && !seen[w] {
			seen[w] = true
			names = append(names, w)
		}
	}
	if len(names) < MinWitnesses {
		return ErrDrawWitnesses.On("witnesses")
	}
	d.Witnesses = names
	r.Draw, r.State = d, RoundDrawn
	return nil
}

// Compute records that a run was made.
func (r *Round) Compute() error {
	if err := r.Can(RoundCompute); err != nil {
		return err
	}
	r.State = RoundComputed
	return nil
}

// Notice publishes the result from a day until another and opens the window for objections from the same day until a third, all included.
// It refuses while an override waits for its second signature (pending).
func (r *Round) Notice(from, until, objections civil.Date, pending int) error {
	if err := r.Can(RoundNotice); err != nil {
		return err
	}
	if pending > 0 {
		return ErrOverridePending.Textf(textOverridePending, pending)
	}
	if until.Before(from) || objections.Before(from) {
		return ErrNoticeDays
	}
	r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.State = from, until, objections, RoundNoticed
	return nil
}

// Reopen sends a noticed round back for a new run, after an objection was upheld (upheld) or because an applicant has left since the lock (gone).
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

// Confirmation is what stood beside the round when the approver confirmed.
type Confirmation struct {
	Today   civil.Date
	Open    int // objections without an answer
	Upheld  int // upheld objections that the current run does not yet follow
	Pending int // overrides without a second signature
	Gone    int // applicants that left (withdrawn, placed elsewhere) since the lock and still stand in the run
}

// Confirm makes the result final. With a notice, the window must be over and every objection answered.
func (r *Round) Confirm(c Confirmation) error {
	if err := r.Can(RoundConfirm); err != nil {
		return err
	}
	switch {
	case c.Open > 0:
		return ErrObjectionsOpen.Textf(textObjectionsOpen, c.Open)
	case c.Upheld > 0:
		return ErrObjectionUpheld
	case c.Pending > 0:
		return ErrOverridePending.Textf(textOverridePending, c.Pending)
	case c.Gone > 0:
		return ErrApplicantGone.Textf(textApplicantGone, c.Gone)
	case !r.Single && !c.Today.After(r.WindowEnd()):
		return ErrNoticeRunning.Textf(textNoticeRunning, r.WindowEnd())
	}
	r.State = RoundConfirmed
	return nil
}

// Cancel ends the round without awards.
func (r *Round) Cancel(reason string) error {
	if err := r.Can(RoundCancel); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
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
	return ErrOverrideTime.Textf(textOverrideTime, r.State.Title(), r.possible())
}

// MayObject says whether an objection may be raised on a day: while the notice runs.
func (r *Round) MayObject(today civil.Date) error {
	if r.State != RoundNoticed {
		return ErrObjectionTime.Textf(textObjectionTime, r.State.Title())
	}
	if today.After(r.ObjectionUntil) {
		return ErrObjectionLate.Textf(textObjectionLate, r.ObjectionUntil)
	}
	return nil
}
