package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// TenancyState is where a stay stands.
type TenancyState string

// The states of a tenancy (入驻).
const (
	TenancySigned  TenancyState = "signed"  // 待交接: the contract is signed, the keys are not handed over
	TenancyHanded  TenancyState = "handed"  // 待开业: within three months of the keys it must open (三.3)
	TenancyOpen    TenancyState = "open"    // 营业中
	TenancyLeaving TenancyState = "leaving" // 退出办理中: an exit is approved, the keys are not back
	TenancyEnded   TenancyState = "ended"   // 已退出: the keys are back
	TenancyVoid    TenancyState = "void"    // 已作废: the signing was taken back; its number stays used
)

// TenancyStates lists the states in the order of a tenancy's life; what is void is not a part of it.
var TenancyStates = []TenancyState{TenancySigned, TenancyHanded, TenancyOpen, TenancyLeaving, TenancyEnded}

// Title is the state's word on screen.
func (s TenancyState) Title() string { return say.TitleOf(tenancyStateTitles, s) }

// Live reports whether premises are held: all but ended and void.
func (s TenancyState) Live() bool { return s != TenancyEnded && s != TenancyVoid }

// OpenWithin is the time within which the business must open after the keys are handed over (三.3).
var OpenWithin = civil.Period{N: 3, Unit: civil.Months}

// ClockHow is how the fee clock of a stay was set (五(一)).
type ClockHow string

// The ways: a newcomer's begins with the signing; of who has stayed before, or is like somebody who has, it goes on, it has the months
// not used yet, it is over (full price), or it begins anew.
const (
	ClockNone  ClockHow = ""
	ClockOn    ClockHow = "on"
	ClockRest  ClockHow = "rest"
	ClockFull  ClockHow = "full"
	ClockFresh ClockHow = "fresh"
)

// ClockHows lists the ways of who has stayed before, as they are offered.
var ClockHows = []ClockHow{ClockOn, ClockRest, ClockFull, ClockFresh}

// Title is the way in words.
func (h ClockHow) Title() string { return say.TitleOf(clockHowTitles, h) }

// Tenancy is one applicant's stay, from its first signing through renewals and changes of premises to its exit.
// Its days are facts on paper: they may lie before the day on which they are entered, never after it.
type Tenancy struct {
	ID       int64
	Number   string // RZ-JS-2017-0031
	District string
	State    TenancyState

	Signed   civil.Date // first signing
	Clock    civil.Date // the fee clock (五(一)): the first signing, or what holds for who has stayed before
	How      ClockHow   // how it was set for one who has, or is like somebody who has
	Renewal  string     // the recorded decision on it; empty where what holds anyway was taken
	Basis    string     // the earlier stays that it was set by
	Handed   civil.Date // keys handed over
	OpenBy   civil.Date // last day for opening, rolled past holidays; none before the keys are handed over
	OpenSure bool       // false: OpenBy lies beyond the calendar, only weekends were known
	Opened   civil.Date
	Stopped  civil.Date // first day at full price by an exit (四(五)): served, or the day for clearing passed; none while the waiver runs
	Ended    civil.Date // keys back: first day that is no longer charged
}

// TenancyPrefix begins the numbers of tenancies.
const TenancyPrefix = "RZ-"

// TenancyNumber is the number of a tenancy: RZ-JS-2017-0031. n counts within district and year.
func TenancyNumber(code string, year int, n int64) string {
	return fmt.Sprintf("%s%s-%d-%04d", TenancyPrefix, code, year, n)
}

// TenancySeries names the series of the numbers of tenancies.
func TenancySeries(code string, year int) string { return fmt.Sprintf("tenancy/%s/%d", code, year) }

// SignTenancy begins a stay with the signing of its first contract (四(四)). The signing may have happened before it is
// entered, but not before the award. Its fee clock begins with it, unless somebody like the applicant has stayed before:
// tenure.SetClock. Errors: ErrSignedDay.
func SignTenancy(district string, awarded, signed, today civil.Date) (Tenancy, error) {
	if signed.IsZero() || signed.After(today) || signed.Before(awarded) {
		return Tenancy{}, ErrSignedDay.Textf("签订日期应在分配之日 %s 至今天 %s 之间，请按合同上的日期填写", awarded, today).With(signed.String()).On("signed")
	}
	return Tenancy{District: district, State: TenancySigned, Signed: signed, Clock: signed}, nil
}

// May refuses a step that the state does not allow.
func (t *Tenancy) May(step string, from ...TenancyState) error {
	if slices.Contains(from, t.State) {
		return nil
	}
	words := make([]string, len(from))
	for i, f := range from {
		words[i] = f.Title()
	}
	return ErrTenancyMove.Textf("入驻现在是%s，不能%s；只有%s时可以", t.State.Title(), step, strings.Join(words, "、"))
}

// HandOver records the hand-over of the keys on a day and sets the day by which the business must open: three months,
// the day clamped, rolled to the next working day (三.3; 民法典 202, 203). It does not wait for the notary.
// Errors: ErrTenancyMove, ErrTenancyDay.
func (t *Tenancy) HandOver(day, today civil.Date, calendar *civil.Calendar) error {
	if err := t.May("办理交接", TenancySigned); err != nil {
		return err
	}
	if err := DayBetween(day, t.Signed, today); err != nil {
		return err
	}
	limit := OpenWithin.Deadline(day, calendar)
	t.State, t.Handed, t.OpenBy, t.OpenSure = TenancyHanded, day, limit.Last, limit.Certain
	return nil
}

// Open records the opening of the business on a day. It may be late; Late says so.
// Errors: ErrTenancyMove, ErrTenancyDay.
func (t *Tenancy) Open(day, today civil.Date) error {
	if err := t.May("登记开业", TenancyHanded); err != nil {
		return err
	}
	if err := DayBetween(day, t.Handed, today); err != nil {
		return err
	}
	t.State, t.Opened = TenancyOpen, day
	return nil
}

// Leave records that an exit was approved. Errors: ErrTenancyMove.
func (t *Tenancy) Leave() error {
	if err := t.May("批准退出", TenancySigned, TenancyHanded, TenancyOpen); err != nil {
		return err
	}
	t.State = TenancyLeaving
	return nil
}

// StopWaiver makes a day the first one at full price, as the exit that was served says; an earlier stop stays.
// Errors: ErrTenancyMove.
func (t *Tenancy) StopWaiver(day civil.Date) error {
	if err := t.May("停止减免", TenancyLeaving); err != nil {
		return err
	}
	if t.Stopped.IsZero() || day.Before(t.Stopped) {
		t.Stopped = day
	}
	return nil
}

// FullSince is the first day at full price that an exit brought while the stay lasted; none where the keys came back before it.
func (t *Tenancy) FullSince() civil.Date {
	if !t.Ended.IsZero() && !t.Stopped.Before(t.Ended) {
		return civil.Date{}
	}
	return t.Stopped
}

// End records that the keys came back on a day: the premises are free, what is charged ends before that day.
// Errors: ErrTenancyMove, ErrTenancyDay.
func (t *Tenancy) End(day, today civil.Date) error {
	if err := t.May("收回房屋", TenancyLeaving); err != nil {
		return err
	}
	if err := DayBetween(day, civil.Max(t.Signed, t.Handed), today); err != nil {
		return err
	}
	t.State, t.Ended = TenancyEnded, day
	return nil
}

// DayBetween refuses a day outside [first, last]. Errors: ErrTenancyDay.
func DayBetween(day, first, last civil.Date) error {
	if day.IsZero() || day.Before(first) || day.After(last) {
		return ErrTenancyDay.Textf(TextTenancyDay, first, last).With(day.String())
	}
	return nil
}

// Late counts the days by which the opening is or was behind its deadline; 0 when it is not (三.3).
func (t *Tenancy) Late(today civil.Date) int {
	day := today
	if !t.Opened.IsZero() {
		day = t.Opened
	} else if t.State != TenancyHanded {
		return 0
	}
	return max(0, day.Sub(t.OpenBy))
}

// FreeUntil is the first day of the half-price phase: 36 months on the fee clock (五(一)).
func (t *Tenancy) FreeUntil() civil.Date { return t.Clock.AddMonths(charge.FreeMonths) }

// WaivedUntil is the first day at full price by the clock: 72 months (五(一)).
func (t *Tenancy) WaivedUntil() civil.Date { return t.Clock.AddMonths(charge.WaivedMonths) }

// Month is the number of the month of the stay in which a day falls, from 1; 0 before the signing.
func (t *Tenancy) Month(day civil.Date) int { return max(0, day.MonthIndex(t.Signed)+1) }

// Phase is the share of the market price on a day.
func (t *Tenancy) Phase(day civil.Date) charge.Phase {
	in := charge.QuoteInput{Signed: t.Clock, WaiverStopped: t.Stopped}
	return in.PhaseOn(day)
}

// Tenancies, contracts, milestones.
var ErrTenancyMove = say.Refuse("tenancy_move", "入驻现在的状态不能这样办理")

var tenancyStateTitles = map[TenancyState]string{
	TenancySigned: "待交接", TenancyHanded: "待开业", TenancyOpen: "营业中", TenancyLeaving: "退出中", TenancyEnded: say.Left, TenancyVoid: say.Voided,
}

// Tenancies, contracts, milestones.
var (
	ErrSignedDay  = say.Refuse("signed_day", "签订日期不对，请按合同上的日期填写")
	ErrTenancyDay = say.Refuse("tenancy_day", "日期不对，请按单据上的日期填写")
)

// Texts of tenancies with values.
const (
	TextTenancyDay = "日期应在 %s 至 %s 之间，请按单据上的日期填写"
	TextNotAfter   = "日期不能晚于今天 %s，请按单据上的日期填写"
)

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
		return ErrUndoMove.Textf(TextUndoMove, t.State.Title())
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

var clockHowTitles = map[ClockHow]string{
	ClockNone: "首次入驻", ClockOn: "接着算", ClockRest: "只用剩余月份", ClockFull: "按全价", ClockFresh: "重新起算",
}

var tenancyStepTitles = map[TenancyStep]string{
	TenancySign: "签订合同", TenancyHandOver: "交接房屋", TenancyOpening: "登记开业", TenancyRenewal: "续签合同",
}
