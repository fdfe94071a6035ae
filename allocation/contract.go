package allocation

import (
	"fmt"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// ContractState is where a contract stands.
type ContractState string

// The states of a contract.
const (
	ContractPending  ContractState = "pending"  // 待签
	ContractRunning  ContractState = "running"  // 履行中
	ContractHoldover ContractState = "holdover" // 超期占用: the term is over, neither renewed nor left
	ContractRenewed  ContractState = "renewed"  // 已续签
	ContractEnded    ContractState = "ended"    // 已终止
	ContractVoid     ContractState = "void"     // 已作废: the signing was taken back; its number stays used
)

// ContractStates lists the states in the order of a contract's life.
var ContractStates = []ContractState{ContractPending, ContractRunning, ContractHoldover, ContractRenewed, ContractEnded, ContractVoid}

// Title is the state's word on screen.
func (s ContractState) Title() string { return say.TitleOf(contractStateTitles, s) }

// TermMonths is the length of a contract (四(四)).
const TermMonths = 36

// Contract is one 3-year term of a tenancy: [From, To). Holdover is not stored: it is what a running contract is
// once its term is over; StateOn says so for a day.
type Contract struct {
	ID     int64
	Number string // HT-JS-2017-0031
	Term   int    // 1 for the first, 2 for the renewal
	State  ContractState
	Signed civil.Date // none while pending
	From   civil.Date // first day
	To     civil.Date // first day after the last one
	Ended  civil.Date // first day on which it no longer bound; none before

	Decision string // of a next term: whose it was, and what was seen; empty on the first, which rests on the award
	GapKept  string // why the waiver goes on over the days before a late signing, by decision; empty: they are charged in full (一)
}

// ContractNumber is the number of a contract: HT-JS-2017-0031. n counts within district and year.
func ContractNumber(code string, year int, n int64) string {
	return fmt.Sprintf("HT-%s-%d-%04d", code, year, n)
}

// ContractSeries names the series of the numbers of contracts.
func ContractSeries(code string, year int) string { return fmt.Sprintf("contract/%s/%d", code, year) }

// Term gives the days of the n-th term of a tenancy, from 1, as [from, to): always counted from the first signing, on
// whatever day the contract is signed.
func Term(firstSigned civil.Date, n int) (from, to civil.Date) {
	return firstSigned.AddMonths(TermMonths * (n - 1)), firstSigned.AddMonths(TermMonths * n)
}

// DrawContract draws up the contract of the n-th term of a tenancy: pending until it is signed.
func DrawContract(firstSigned civil.Date, n int) Contract {
	c := Contract{Term: n, State: ContractPending}
	c.From, c.To = Term(firstSigned, n)
	return c
}

// LastDay is the day before To: a contract signed on S runs until S + 36 months − 1 day.
func (c *Contract) LastDay() civil.Date { return c.To.AddDays(-1) }

// StateOn is the state that people see on a day: a running contract whose term is over is a holdover.
func (c *Contract) StateOn(today civil.Date) ContractState {
	if c.State == ContractRunning && !today.Before(c.To) {
		return ContractHoldover
	}
	return c.State
}

// DaysLeft counts the days from today to the last day; negative after it.
func (c *Contract) DaysLeft(today civil.Date) int { return c.LastDay().Sub(today) }

// Sign makes a pending contract run. Errors: ErrContractMove, ErrSignedDay.
func (c *Contract) Sign(day, today civil.Date) error {
	if c.State != ContractPending {
		return ErrContractMove.Textf(textContractMove, c.State.Title(), "签订")
	}
	if day.IsZero() || day.After(today) {
		return ErrSignedDay.Textf("签订日期不能晚于今天 %s，请按合同上的日期填写", today).With(day.String())
	}
	c.State, c.Signed = ContractRunning, day
	return nil
}

// Renew ends a running contract by the next term and draws that up: [S+36, S+72) after the first, whatever the day
// (四(四), 五(一)). after72 is what the district rules for terms beyond the second; the tenancy must not be leaving.
// Errors: ErrContractMove, ErrNoThirdTerm, ErrTenancyMove.
func (c *Contract) Renew(t *Tenancy, after72 After72) (Contract, error) {
	if c.State != ContractRunning {
		return Contract{}, ErrContractMove.Textf(textContractMove, c.State.Title(), stepRenew)
	}
	if err := t.May(stepRenew, TenancySigned, TenancyHanded, TenancyOpen); err != nil {
		return Contract{}, err
	}
	if c.Term >= charge.WaivedMonths/TermMonths && after72 == After72Exit {
		return Contract{}, ErrNoThirdTerm
	}
	c.State, c.Ended = ContractRenewed, c.To
	return DrawContract(t.Signed, c.Term+1), nil
}

// End ends a running contract on a day: the keys are back. Errors: ErrContractMove.
func (c *Contract) End(day civil.Date) error {
	if c.State != ContractRunning {
		return ErrContractMove.Textf(textContractMove, c.State.Title(), "终止")
	}
	c.State, c.Ended = ContractEnded, day
	return nil
}

// Tenancies, contracts, milestones.
var (
	ErrContractMove = say.Refuse("contract_move", "合同现在的状态不能这样办理")
	ErrNoThirdTerm  = say.Refuse("no_third_term", "本区规定满 72 个月后不再续签，请办理退出")
)

// Texts of tenancies with values.
const (
	textContractMove = "合同现在是%s，不能%s"
	stepRenew        = "续签"
)

var contractStateTitles = map[ContractState]string{
	ContractPending: "待签", ContractRunning: "履行中", ContractHoldover: "超期占用", ContractRenewed: "已续签", ContractEnded: say.Terminated, ContractVoid: say.Voided,
}

// Void takes the signing of a running contract back; its number stays used. Errors: ErrUndoMove.
func (c *Contract) Void() error {
	if c.State != ContractRunning {
		return ErrUndoMove.Textf(TextUndoMove, c.State.Title())
	}
	c.State = ContractVoid
	return nil
}

// UndoRenew takes the signing of a next term back: it is void and old runs again. Errors: ErrUndoMove, ErrUndoDepends,
// ErrUndoReason.
func (c *Contract) UndoRenew(old *Contract, t Tenancy, u Undoing) error {
	if old.State != ContractRenewed || old.Term+1 != c.Term || t.State == TenancyLeaving || !t.State.Live() {
		return ErrUndoMove.Textf(TextUndoMove, t.State.Title())
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
