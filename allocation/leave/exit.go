package leave

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// ExitState is where an exit stands.
type ExitState string

// The states of an exit (退出). Fees may be settled and the exit filed in either order once the keys are back.
const (
	ExitOpened    ExitState = "opened"    // 待决定: Exit.Waits says for what
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
func (s ExitState) Title() string { return say.TitleOf(exitStateTitles, s) }

// Live reports whether something is still to be done.
func (s ExitState) Live() bool {
	return s == ExitOpened || s == ExitApproved || s == ExitNoticed || s == ExitReturned
}

// Exit is one way out of a tenancy by one of the grounds of 四(五).
type Exit struct {
	ID       int64
	State    ExitState
	Ground   int  // ExitGround.Number
	Stops    bool // the waiver stops when the decision is served
	Heard    bool // the intended decision is told first
	Applied  bool // opened by the tenant's application
	Reason   string
	Evidence Evidence
	Opened   civil.Date
	OpenedBy int64 // account
	Hearing

	Decided         civil.Date // day of the decision, approval or refusal, or of the withdrawal; none in withdrawals from before it was kept
	DecidedBy       int64
	Decision        string     // its reason
	Weighing                   // of the tenant's answer; none without an answer, or decided before it was asked
	VacateBy        civil.Date // last day for clearing the premises, full price after it; none where the decision is older than the rule
	VacateLeast     int        // days that lie between its service and VacateBy at least; 0 where the decision is older than the rule
	FileBy          civil.Date // last day for filing it with the city (四(五)), rolled past holidays
	FileSure        bool       // false: FileBy lies beyond the calendar
	NoticeNumber    string     // TC-JS-2021-0003: from its opening on; every paper of the exit has it
	Noticed         civil.Date // notice served
	NoticedHow      string     // how, and to whom
	Returned        civil.Date // premises inspected, keys back
	Settled         civil.Date // fees settled to the day
	SettledHow      string
	SettledDecision string         // the document that settled it with arrears left; empty when nothing was left
	SettledOpen     quantity.Money // the arrears that were left
	Filed           civil.Date     // filed with the city
	FiledNumber     string
	FiledBody       string
	Closed          civil.Date
}

// NoticeNumber is the number of an exit and of its notices: TC-JS-2021-0003. n counts within district and year.
func NoticeNumber(code string, year int, n int64) string {
	return fmt.Sprintf("TC-%s-%d-%04d", code, year, n)
}

// NoticeSeries names the series of the numbers of exits.
func NoticeSeries(code string, year int) string { return fmt.Sprintf("exit/%s/%d", code, year) }

// OpenExit opens an exit by a ground, with the evidence that its clause needs, as ExitGround has it. A ground of the expiry
// asks that the term is over or ends within lead days; leaving before that is for the district to find.
// Errors: ErrExitReason, those of Evidence.Check, ErrExitTooEarly, ErrTenancyMove.
func OpenExit(g ExitGround, t allocation.Tenancy, c allocation.Contract, e Evidence, reason string, today civil.Date, lead int) (Exit, error) {
	if err := MayOpen(t, false); err != nil {
		return Exit{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Exit{}, ErrExitReason.On("reason")
	}
	e, err := e.Check(g, t, today)
	if err != nil {
		return Exit{}, err
	}
	if g.AtExpiry && c.LastDay().After(today.AddDays(lead)) {
		return Exit{}, ErrExitTooEarly.Textf("合同到 %s 期满，期满前 %d 日内才能按期满退出；提前退租请按%s 办理", c.LastDay(), lead, DistrictGround().Clause()).On("ground")
	}
	return Exit{
		State: ExitOpened, Ground: g.Number, Stops: g.StopsWaiver, Heard: g.Heard, Applied: e.Kind == EvidenceApplication,
		Reason: reason, Evidence: e, Opened: today,
	}, nil
}

// MayOpen refuses an exit out of a stay that is over, or that is on its way out already (underway). Errors: ErrTenancyMove, ErrExitOpen.
func MayOpen(t allocation.Tenancy, underway bool) error {
	if underway {
		return ErrExitOpen
	}
	return t.May("提出退出", allocation.TenancySigned, allocation.TenancyHanded, allocation.TenancyOpen)
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
	return ErrExitMove.Textf("退出现在是%s，不能%s；只有%s时可以", x.State.Title(), step, strings.Join(words, "、"))
}

// Approval is what a decision that lets an exit go through says.
type Approval struct {
	Words    string     // its reason
	Weighing            // of the tenant's answer
	Vacate   civil.Date // last day for clearing the premises
	Least    int        // days for clearing that the district's rule does not go below
	NotTill  civil.Date // a day before which nobody has to clear the premises: the end of the contract, by the ground of the expiry
	File     civil.Deadline
}

// Approve lets the exit go through, decided today: it names the last day for clearing the premises and the day by which it is
// filed with the city. By the grounds that the district holds against a tenant the tenant was heard before, and an answer is weighed.
// Errors: ErrExitMove, those of Ready, ErrExitReason, ErrExitWeighed, ErrExitVacate, ErrTenancyMove.
func (x *Exit) Approve(t *allocation.Tenancy, today civil.Date, by int64, a Approval) error {
	if err := x.may(say.Approve, ExitOpened); err != nil {
		return err
	}
	if err := x.Ready(today); err != nil {
		return err
	}
	if strings.TrimSpace(a.Words) == "" {
		return ErrExitReason.On("decision")
	}
	weighing, err := a.Weighing.of(x.Hearing)
	if err != nil {
		return err
	}
	first := a.Earliest(today)
	last := civil.Max(first, today.AddMonths(VacateMonths))
	if a.Vacate.Before(first) || a.Vacate.After(last) {
		return ErrExitVacate.Textf("腾退期限应在 %s 至 %s 之间，请改填；最少 %d 日是本区参数（四(五)）", first, last, a.Least).With(a.Vacate.String()).On("vacate")
	}
	if err := t.Leave(); err != nil {
		return err
	}
	x.State, x.Decided, x.DecidedBy, x.Decision, x.Weighing = ExitApproved, today, by, a.Words, weighing
	x.VacateBy, x.VacateLeast, x.FileBy, x.FileSure = a.Vacate, a.Least, a.File.Last, a.File.Certain
	return nil
}

// Earliest is the first day that a decision of today may name for clearing.
func (a Approval) Earliest(today civil.Date) civil.Date {
	return civil.Max(today.AddDays(a.Least), a.NotTill)
}

// VacateMonths is how long after the decision the last day for clearing the premises may lie.
const VacateMonths = 12

// StopsOn is the first day at full price that follows from the exit: the day on which the decision of a ground that stops the
// waiver was served (四(五)3), for fraud the day from which it was obtained by it; in any case the day after the last one for
// clearing the premises. None before the decision is served. A decision older than the days for clearing stopped the waiver by
// itself, by ground 1 too.
func (x *Exit) StopsOn() civil.Date {
	switch {
	case x.VacateBy.IsZero() && x.Stops:
		return x.Decided
	case x.VacateBy.IsZero() || x.Noticed.IsZero():
		return civil.Date{}
	case !x.Stops:
		return x.VacateBy.AddDays(1)
	case x.Evidence.FalseFrom.IsZero():
		return x.Noticed
	}
	return x.Evidence.FalseFrom
}

// FullFrom is the first day at full price for whoever keeps the premises, as far as it is known: the one that follows from the exit,
// for a ground that does not stop the waiver already before the decision is served; the day after the end of the contract where that
// comes first, as the right of use ends with it (一). None where it is the day of a service that is still to come.
func (x *Exit) FullFrom(c allocation.Contract) civil.Date {
	day := x.StopsOn()
	if day.IsZero() && !x.Stops && !x.VacateBy.IsZero() {
		day = x.VacateBy.AddDays(1)
	}
	if x.ContractFirst(c) {
		return c.To
	}
	return day
}

// ContractFirst reports whether the contract ends before the exit makes full price due: what follows its end is due by 一, not by
// the exit. Of an exit that is not decided, whether it has ended when the exit is opened.
func (x *Exit) ContractFirst(c allocation.Contract) bool {
	switch {
	case c.To.IsZero() || x.Stops:
		return false
	case x.VacateBy.IsZero():
		return !c.To.After(x.Opened)
	}
	return !c.To.After(x.VacateBy)
}

// Refuse ends an opened exit that is not approved; an answer of the tenant is weighed as by a decision that lets it go through, for
// it is told to the tenant as well. Errors: ErrExitMove, ErrExitReason, those of Weighing.
func (x *Exit) Refuse(today civil.Date, by int64, decision string, w Weighing) error {
	if err := x.may("不予批准", ExitOpened); err != nil {
		return err
	}
	if strings.TrimSpace(decision) == "" {
		return ErrExitReason.On("decision")
	}
	w, err := w.of(x.Hearing)
	if err != nil {
		return err
	}
	x.State, x.Decided, x.DecidedBy, x.Decision, x.Weighing = ExitRefused, today, by, decision, w
	return nil
}

// Cancel takes an opened exit back before it is decided; day and account are those of the withdrawal. Errors: ErrExitMove, ErrExitReason.
func (x *Exit) Cancel(today civil.Date, by int64, reason string) error {
	if err := x.may(say.Withdraw, ExitOpened); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return ErrExitReason.On("reason")
	}
	x.State, x.Decided, x.DecidedBy, x.Decision = ExitCancelled, today, by, reason
	return nil
}

// Notice records that the notice was served on a day, and how; the tenancy is told from which day full price is due.
// Errors: ErrExitMove, ErrTenancyDay, ErrExitHow, ErrExitLate, ErrTenancyMove.
func (x *Exit) Notice(t *allocation.Tenancy, day civil.Date, how string, today civil.Date) error {
	if err := x.may("登记送达", ExitApproved); err != nil {
		return err
	}
	if err := allocation.DayBetween(day, x.Decided, today); err != nil {
		return err
	}
	if strings.TrimSpace(how) == "" {
		return ErrExitHow.On("how")
	}
	if !x.VacateBy.IsZero() && day.After(x.VacateBy) {
		return ErrExitLate.Textf("腾退期限 %s 已过，不能再送达；请撤销批准，另定期限后重新送达", x.VacateBy).On("day")
	}
	if !x.VacateBy.IsZero() && day.AddDays(x.VacateLeast).After(x.VacateBy) {
		return ErrExitLate.Textf("%s 送达，到腾退期限 %s 不足 %d 日（本区参数）；请撤销批准，另定期限后重新送达", day, x.VacateBy, x.VacateLeast).On("day")
	}
	served := *x
	served.State, served.Noticed, served.NoticedHow = ExitNoticed, day, how
	if !x.VacateBy.IsZero() {
		if err := t.StopWaiver(served.StopsOn()); err != nil {
			return err
		}
	}
	*x = served
	return nil
}

// Return records that the premises were inspected and the keys came back on a day; the tenancy and its contract end.
// Errors: ErrExitMove, ErrTenancyDay, ErrTenancyMove, ErrContractMove.
func (x *Exit) Return(t *allocation.Tenancy, c *allocation.Contract, day, today civil.Date) error {
	if err := x.may("收房", ExitNoticed); err != nil {
		return err
	}
	if err := allocation.DayBetween(day, x.Noticed, today); err != nil {
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

// File records the filing with the city (四(五): 报市有关部门备案), from the decision on. Errors: ErrExitMove, ErrExitFiled, ErrExitFiling, ErrTenancyDay.
func (x *Exit) File(day civil.Date, number, body string, today civil.Date) error {
	if err := x.may("登记备案", ExitApproved, ExitNoticed, ExitReturned); err != nil {
		return err
	}
	if !x.Filed.IsZero() {
		return ErrExitFiled.With(x.Filed.String())
	}
	if err := allocation.DayBetween(day, x.Decided, today); err != nil {
		return err
	}
	if strings.TrimSpace(number) == "" {
		return ErrExitFiling.On("number")
	}
	if strings.TrimSpace(body) == "" {
		return allocation.ErrMilestoneBody.On("body")
	}
	x.Filed, x.FiledNumber, x.FiledBody = day, number, body
	return nil
}

// Close ends the exit: the fees must be settled and the filing must have its date and number (四(五)).
// Errors: ErrExitMove, ErrExitUnsettled, ErrExitUnfiled.
func (x *Exit) Close(today civil.Date) error {
	if err := x.may(say.Close, ExitReturned); err != nil {
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

// Next says in a few words what is to be done next, as of today.
func (x *Exit) Next(today civil.Date) string {
	if w := x.Waits(today); w != "" {
		return waitNext[w]
	}
	if x.State == ExitReturned {
		switch {
		case x.Settled.IsZero() && x.Filed.IsZero():
			return "结清费用，报市备案"
		case x.Settled.IsZero():
			return "结清费用"
		case x.Filed.IsZero():
			return say.CityFiling
		}
		return "可以办结"
	}
	return exitNext[x.State]
}

// Exits.
var (
	ErrExitMove      = say.Refuse("exit_move", "退出现在的状态不能这样办理")
	ErrExitOpen      = say.Refuse("exit_open", "这户已有退出在办理，请先办完或撤回")
	ErrExitReason    = say.Refuse("exit_reason", say.AskReason)
	ErrExitTooEarly  = say.Refuse("exit_too_early", "合同尚未到期，期满退出还不能办理")
	ErrExitVacate    = say.Refuse("exit_vacate", "请写明腾退房屋的最后一日")
	ErrExitLate      = say.Refuse("exit_late", "腾退期限已过，不能再送达；请撤销批准，另定期限后重新送达")
	ErrExitHow       = say.Refuse("exit_how", "请写明方式和经办、接收人")
	ErrExitSettled   = say.Refuse("exit_settled", "费用已经结清登记，不必再办")
	ErrExitUnbilled  = say.Refuse("exit_unbilled", "还有账单没有出，请先出终结账单")
	ErrExitWaits     = say.Refuse("exit_waits", "还有价格没有公布，请先登记价格")
	ErrExitArrears   = say.Refuse("exit_arrears", "还有欠费，请先收清")
	ErrExitCredit    = say.Refuse("exit_credit", "还有预存余额，请先退款")
	ErrExitFiled     = say.Refuse("exit_filed", "已经报市备案，不必再办")
	ErrExitFiling    = say.Refuse("exit_filing", "请写明报市备案的文号（四(五)）")
	ErrExitUnsettled = say.Refuse("exit_unsettled", "费用还没有结清登记，不能办结；请先登记费用结清")
	ErrExitUnfiled   = say.Refuse("exit_unfiled", "还没有报市备案的日期和文号，不能办结（四(五)）；请先登记备案")
)

var exitStateTitles = map[ExitState]string{
	ExitOpened: "待决定", ExitApproved: "已批准", ExitNoticed: "已送达", ExitReturned: "已收房", ExitClosed: say.Closed,
	ExitRefused: say.NotApproved, ExitCancelled: say.Withdrawn,
}

var exitNext = map[ExitState]string{
	ExitOpened: "", ExitApproved: "送达退出通知", ExitNoticed: "验房收钥匙", ExitClosed: "", ExitRefused: "", ExitCancelled: "",
}
