package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
)

// ExitState is where an exit stands.
type ExitState string

// The states of an exit (退出). Fees may be settled and the exit filed in either order once the keys are back.
const (
	ExitOpened    ExitState = "opened"    // 待批准
	ExitApproved  ExitState = "approved"  // 已批准，待送达
	ExitNoticed   ExitState = "noticed"   // 已送达，待收房
	ExitReturned  ExitState = "returned"  // 已收房，待结清备案
	ExitClosed    ExitState = "closed"    // 已办结
	ExitRefused   ExitState = "refused"   // 未批准
	ExitCancelled ExitState = "cancelled" // 已撤回
)

// ExitStates lists the states in the order of an exit's life.
var ExitStates = []ExitState{ExitOpened, ExitApproved, ExitNoticed, ExitReturned, ExitClosed, ExitRefused, ExitCancelled}

// Title is the state's word on screen.
func (s ExitState) Title() string { return titleOf(exitStateTitles, s) }

// Live reports whether something is still to be done.
func (s ExitState) Live() bool {
	return s == ExitOpened || s == ExitApproved || s == ExitNoticed || s == ExitReturned
}

// groundExpiry is 四(五)2: the term is over and the tenant does not want to go on.
const groundExpiry = 2

// groundFailed is 四(五)3: an assessment failed, or the truth was hidden.
const groundFailed = 3

// Evidence is the paper that an exit rests on: the tenant's application, or what the clause asks for.
type Evidence struct {
	Document string // what it is, with its number
	Body     string // who issued it; empty for the tenant's own application
	Day      civil.Date

	Assessment int64 // failed assessment that ground 3 rests on; 0 without one
	Finding    int64 // finding that ground 3 rests on; 0 without one
}

// Exit is one way out of a tenancy by one of the five grounds of 四(五).
type Exit struct {
	ID       int64
	State    ExitState
	Ground   int  // 1 to 5
	Stops    bool // full price from the day of the decision (1 and 3)
	Applied  bool // opened by the tenant's application (2 and 4)
	Reason   string
	Evidence Evidence
	Opened   civil.Date
	OpenedBy int64 // account

	Decided         civil.Date // day of the decision, approval or refusal
	DecidedBy       int64
	Decision        string     // its reason
	NoticeNumber    string     // TC-JS-2021-0003
	Noticed         civil.Date // notice served
	NoticedHow      string     // how, and to whom
	Returned        civil.Date // premises inspected, keys back
	Settled         civil.Date // fees settled to the day
	SettledHow      string
	SettledDecision string     // the document that settled it with arrears left; empty when nothing was left
	SettledOpen     Money      // the arrears that were left
	Filed           civil.Date // filed with the city
	FiledNumber     string
	FiledBody       string
	Closed          civil.Date
}

// NoticeNumber is the number of an exit notice: TC-JS-2021-0003. n counts within district and year.
func NoticeNumber(code string, year int, n int64) string {
	return fmt.Sprintf("TC-%s-%d-%04d", code, year, n)
}

// NoticeSeries names the series of the numbers of exit notices.
func NoticeSeries(code string, year int) string { return fmt.Sprintf("exit/%s/%d", code, year) }

// OpenExit opens an exit by a ground, with the evidence that its clause needs: the tenant's application for 2 and 4, the
// accountability document for 1, the failed assessment or finding for 3, the district's determination for 5. Ground 2
// asks that the term is over or ends within lead days; leaving before that is ground 5.
// Errors: ErrExitReason, ErrExitEvidence, ErrExitBasis, ErrExitBody, ErrTenancyDay, ErrExitTooEarly, ErrTenancyMove.
func OpenExit(g ExitGround, t Tenancy, c Contract, e Evidence, reason string, today civil.Date, lead int) (Exit, error) {
	if err := t.may(stepOpenExit, TenancySigned, TenancyHanded, TenancyOpen); err != nil {
		return Exit{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Exit{}, ErrExitReason.On("reason")
	}
	if strings.TrimSpace(e.Document) == "" {
		return Exit{}, ErrExitEvidence.Textf(textExitEvidence, g.Number, g.Evidence).On("document")
	}
	if g.Number != groundFailed && (e.Assessment != 0 || e.Finding != 0) {
		return Exit{}, ErrExitBasis.On("ground")
	}
	if !g.Applied && strings.TrimSpace(e.Body) == "" {
		return Exit{}, ErrExitBody.On("body")
	}
	if e.Day.IsZero() || e.Day.After(today) {
		return Exit{}, ErrTenancyDay.Textf(textNotAfter, today).With(e.Day.String()).On("day")
	}
	if g.Number == groundExpiry && c.LastDay().After(today.AddDays(lead)) {
		return Exit{}, ErrExitTooEarly.Textf(textExitTooEarly, c.LastDay(), lead).On("ground")
	}
	return Exit{
		State: ExitOpened, Ground: g.Number, Stops: g.StopsWaiver, Applied: g.Applied, Reason: reason, Evidence: e, Opened: today,
	}, nil
}

// may refuses a step that the state does not allow.
func (x *Exit) may(step string, from ...ExitState) error {
	if slices.Contains(from, x.State) {
		return nil
	}
	words := make([]string, len(from))
	for i, f := range from {
		words[i] = f.Title()
	}
	return ErrExitMove.Textf(textExitMove, x.State.Title(), step, strings.Join(words, "、"))
}

// Approve lets the exit go through, decided today: for grounds 1 and 3 the waiver stops on this day, and the tenancy is
// told so. Errors: ErrExitMove, ErrExitReason, ErrTenancyMove.
func (x *Exit) Approve(t *Tenancy, today civil.Date, by int64, decision string) error {
	if err := x.may(stepApproveExit, ExitOpened); err != nil {
		return err
	}
	if strings.TrimSpace(decision) == "" {
		return ErrExitReason.On("decision")
	}
	x.Decided = today
	if err := t.Leave(x.StopsOn()); err != nil {
		x.Decided = civil.Date{}
		return err
	}
	x.State, x.DecidedBy, x.Decision = ExitApproved, by, decision
	return nil
}

// StopsOn is the first day at full price: the day of the decision for grounds 1 and 3, else none.
func (x Exit) StopsOn() civil.Date {
	if !x.Stops {
		return civil.Date{}
	}
	return x.Decided
}

// Refuse ends an opened exit that is not approved. Errors: ErrExitMove, ErrExitReason.
func (x *Exit) Refuse(today civil.Date, by int64, decision string) error {
	if err := x.may(stepRefuseExit, ExitOpened); err != nil {
		return err
	}
	if strings.TrimSpace(decision) == "" {
		return ErrExitReason.On("decision")
	}
	x.State, x.Decided, x.DecidedBy, x.Decision = ExitRefused, today, by, decision
	return nil
}

// Cancel takes an opened exit back before it is decided. Errors: ErrExitMove, ErrExitReason.
func (x *Exit) Cancel(reason string) error {
	if err := x.may(stepCancelExit, ExitOpened); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return ErrExitReason.On("reason")
	}
	x.State, x.Decision = ExitCancelled, reason
	return nil
}

// Notice records that the notice was served on a day, and how. Errors: ErrExitMove, ErrTenancyDay, ErrExitHow.
func (x *Exit) Notice(number string, day civil.Date, how string, today civil.Date) error {
	if err := x.may(stepNoticeExit, ExitApproved); err != nil {
		return err
	}
	if err := dayBetween(day, x.Decided, today); err != nil {
		return err
	}
	if strings.TrimSpace(how) == "" {
		return ErrExitHow.On("how")
	}
	x.State, x.NoticeNumber, x.Noticed, x.NoticedHow = ExitNoticed, number, day, how
	return nil
}

// Return records that the premises were inspected and the keys came back on a day; the tenancy and its contract end.
// Errors: ErrExitMove, ErrTenancyDay, ErrTenancyMove, ErrContractMove.
func (x *Exit) Return(t *Tenancy, c *Contract, day, today civil.Date) error {
	if err := x.may(stepReturnExit, ExitNoticed); err != nil {
		return err
	}
	if err := dayBetween(day, x.Noticed, today); err != nil {
		return err
	}
	tenancy, contract := *t, *c
	if err := tenancy.End(day, today); err != nil {
		return err
	}
	if err := contract.End(day); err != nil {
		return err
	}
	*t, *c = tenancy, contract
	x.State, x.Returned = ExitReturned, day
	return nil
}

// Settlement is what stands between an exit and the settlement of its fees, as of today.
type Settlement struct {
	Bills    int            // bills that are to be issued up to the day of the keys
	Unbilled Money          // payable on them
	Waits    []MissingPrice // prices without which the last days cannot be billed
	Open     Money          // billed and not paid
	Credit   Money          // paid too much and not given back
}

// Clear reports whether nothing stands between.
func (s Settlement) Clear() bool {
	return s.Bills == 0 && len(s.Waits) == 0 && s.Open == 0 && s.Credit == 0
}

// Check refuses with the first thing that is to be done, with its figures; with a decision (uncollectable arrears, a price that
// will not come, credit whose owner cannot be found) only bills that can be issued are in the way.
// Errors: ErrExitUnbilled, ErrExitWaits, ErrExitArrears, ErrExitCredit.
func (s Settlement) Check(decision string) error {
	if s.Bills > 0 {
		return ErrExitUnbilled.Textf(textExitUnbilled, s.Bills, s.Unbilled)
	}
	if strings.TrimSpace(decision) != "" {
		return nil
	}
	if len(s.Waits) > 0 {
		words := make([]string, len(s.Waits))
		for i, m := range s.Waits {
			words[i] = fmt.Sprintf(textYearFee, m.Year, m.Fee.Title())
		}
		return ErrExitWaits.Textf(textExitWaits, strings.Join(words, "、"))
	}
	if s.Open > 0 {
		return ErrExitArrears.Textf(textExitArrears, s.Open)
	}
	if s.Credit != 0 {
		return ErrExitCredit.Textf(textExitCredit, s.Credit)
	}
	return nil
}

// Settle records that the fees are settled to the day of the keys, and how: everything is billed, nothing is open and no credit
// is left. decision is the document that settles the exit all the same, "" without one; what is open then stays with the exit
// and in the arrears. Errors: ErrExitMove, ErrExitSettled, ErrTenancyDay, ErrExitHow, those of Settlement.Check.
func (x *Exit) Settle(day civil.Date, how string, today civil.Date, s Settlement, decision string) error {
	if err := x.may(stepSettleExit, ExitReturned); err != nil {
		return err
	}
	if !x.Settled.IsZero() {
		return ErrExitSettled.With(x.Settled.String())
	}
	if err := dayBetween(day, x.Returned, today); err != nil {
		return err
	}
	if strings.TrimSpace(how) == "" {
		return ErrExitHow.On("how")
	}
	if err := s.Check(decision); err != nil {
		return err
	}
	x.Settled, x.SettledHow = day, how
	if !s.Clear() {
		x.SettledDecision, x.SettledOpen = strings.TrimSpace(decision), s.Open
	}
	return nil
}

// File records the filing with the city (四(五): 报市有关部门备案). Errors: ErrExitMove, ErrExitFiled, ErrExitFiling, ErrTenancyDay.
func (x *Exit) File(day civil.Date, number, body string, today civil.Date) error {
	if err := x.may(stepFileExit, ExitReturned); err != nil {
		return err
	}
	if !x.Filed.IsZero() {
		return ErrExitFiled.With(x.Filed.String())
	}
	if err := dayBetween(day, x.Decided, today); err != nil {
		return err
	}
	if strings.TrimSpace(number) == "" {
		return ErrExitFiling.On("number")
	}
	if strings.TrimSpace(body) == "" {
		return ErrMilestoneBody.On("body")
	}
	x.Filed, x.FiledNumber, x.FiledBody = day, number, body
	return nil
}

// Close ends the exit: the fees must be settled and the filing must have its date and number (四(五)).
// Errors: ErrExitMove, ErrExitUnsettled, ErrExitUnfiled.
func (x *Exit) Close(today civil.Date) error {
	if err := x.may(stepCloseExit, ExitReturned); err != nil {
		return err
	}
	if x.Settled.IsZero() {
		return ErrExitUnsettled
	}
	if x.Filed.IsZero() || x.FiledNumber == "" {
		return ErrExitUnfiled
	}
	x.State, x.Closed = ExitClosed, today
	return nil
}

// Next says in a few words what is to be done next.
func (x Exit) Next() string {
	if x.State == ExitReturned {
		switch {
		case x.Settled.IsZero() && x.Filed.IsZero():
			return exitNextBoth
		case x.Settled.IsZero():
			return exitNextSettle
		case x.Filed.IsZero():
			return exitNextFile
		}
		return exitNextClose
	}
	return exitNext[x.State]
}
