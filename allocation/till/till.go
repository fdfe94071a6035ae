// Package till is the day's end (日结): what a clerk took in against what lies in the drawer, signed by the clerk and by a second person.
//
//	receipts since the last closing ──> Book ──┐
//	cash counted, float ───────────────────────┴──> Closing: counted ──> confirmed
//	                                                         ^   └──> returned ──┐
//	                                                         └───── counted anew ┘
//
// A closing takes all receipts that its clerk has entered in a district since the last one, up to now: that, and nothing else, is what lies
// in the drawer when it is counted. What is entered later goes to the next closing, which may be of the same day: a closing that people
// have signed and printed is never reopened. The day of a receipt is the day on which it was entered, not the one on the payer's slip. A
// reversal (红冲) belongs to the drawer of whoever entered what it takes back, whoever reverses: money that was entered by mistake never lay
// in another one.
package till

import (
	"fmt"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Word is what people call it.
const Word = "日结"

// State says how far a closing is.
type State string

// The states of a closing.
const (
	Counted   State = "counted"   // signed by the clerk
	Returned  State = "returned"  // to be counted once more
	Confirmed State = "confirmed" // signed by a second person
)

// States lists the states in the order of the work.
var States = []State{Counted, Returned, Confirmed}

// Title is the state's word on screen.
func (s State) Title() string { return say.TitleOf(stateTitles, s) }

var stateTitles = map[State]string{Counted: "待复核", Returned: "退回重点", Confirmed: "已复核"}

// Book is what receipts come to by the way in which the money came; refunds and reversals are taken off.
type Book struct {
	Receipts int
	Cash     quantity.Money
	Transfer quantity.Money
	Scan     quantity.Money
	Other    quantity.Money
}

// Sum is the book of receipts.
func Sum(receipts []charge.Payment) Book {
	b := Book{Receipts: len(receipts)}
	for _, p := range receipts {
		switch p.Method {
		case charge.MethodCash:
			b.Cash += p.Amount
		case charge.MethodTransfer:
			b.Transfer += p.Amount
		case charge.MethodScan:
			b.Scan += p.Amount
		case charge.MethodOther:
			b.Other += p.Amount
		}
	}
	return b
}

// Of is what came in by a way.
func (b Book) Of(m charge.PaymentMethod) quantity.Money {
	switch m {
	case charge.MethodCash:
		return b.Cash
	case charge.MethodTransfer:
		return b.Transfer
	case charge.MethodScan:
		return b.Scan
	case charge.MethodOther:
	}
	return b.Other
}

// Total is what came in by all ways.
func (b Book) Total() quantity.Money { return b.Cash + b.Transfer + b.Scan + b.Other }

// Closing is one day's end of a clerk in a district.
type Closing struct {
	ID       int64
	Number   string // RJ-JS-2021-0001
	District string
	Keeper   int64 // account whose drawer it is
	State    State
	From     civil.Date // day on which its first receipt was entered
	Day      civil.Date // on which it was counted last
	Book     Book
	Count
	CountedBy   int64      // the keeper, or who stands in for an account that is out of use
	Decided     civil.Date // day on which the second person signed or sent it back
	ConfirmedBy int64      // the second person
	Decision    string     // what the second person remarked
}

// Count is what a person found in the drawer.
type Count struct {
	Float  quantity.Money // 备用金: lay in the drawer before the first receipt
	Found  quantity.Money // all cash in the drawer, the float with it
	Pieces Pieces         // by face, where it was counted so
	Reason string         // of a difference
}

// Expected is what the drawer should hold.
func (c *Closing) Expected() quantity.Money { return c.Float + c.Book.Cash }

// Difference is what the drawer holds more than it should; negative when something is missing.
func (c *Closing) Difference() quantity.Money { return c.Found - c.Expected() }

// Number is the number of a closing: RJ-JS-2021-0001. n counts within district and year.
func Number(code string, year int, n int64) string {
	return fmt.Sprintf("RJ-%s-%d-%04d", code, year, n)
}

// Series names the series of the numbers of closings.
func Series(code string, year int) string { return fmt.Sprintf("till/%s/%d", code, year) }

// most is the most that a drawer may hold: a hundred million yuan.
const most = 10_000_000_000

// Close counts a drawer for the first time. from is the day on which the first receipt was entered.
// Errors: ErrNothing, those of Closing.Recount.
func Close(district string, keeper, by int64, from civil.Date, b Book, c Count, today civil.Date) (Closing, error) {
	if b.Receipts == 0 {
		return Closing{}, ErrNothing
	}
	x := Closing{District: district, Keeper: keeper, From: from, Book: b, State: Returned}
	err := x.Recount(c, by, today)
	return x, err
}

// Recount puts what was found now in place of what was counted before, while nobody has confirmed it.
// Errors: ErrConfirmed, ErrFound, ErrFloat, ErrPieces, ErrReason.
func (c *Closing) Recount(n Count, by int64, today civil.Date) error {
	n.Reason = strings.TrimSpace(n.Reason)
	x := *c
	x.Count = n
	switch {
	case c.State == Confirmed:
		return ErrConfirmed
	case n.Float < 0 || n.Float > most:
		return ErrFloat.With(n.Float.String()).On("float")
	case n.Found < 0 || n.Found > most:
		return ErrFound.With(n.Found.String()).On("found")
	case n.Pieces.Any() && n.Pieces.Sum() != n.Found:
		return ErrPieces.Textf("按面额合计 %s 元，与实点现金 %s 元不一致，请核对张数或金额", n.Pieces.Sum(), n.Found).On("found")
	case x.Difference() != 0 && n.Reason == "":
		return ErrReason.Textf("应有现金 %s 元，实点 %s 元，%s，请写明原因", x.Expected(), n.Found, x.Over()).On("reason")
	}
	if x.Difference() == 0 {
		x.Reason = "" // of a count before
	}
	x.State, x.CountedBy, x.Day = Counted, by, today
	x.Decided, x.ConfirmedBy, x.Decision = civil.Date{}, 0, ""
	*c = x
	return nil
}

// Next says whose turn it is; keeper is the name of whose drawer it is. Nothing is left to do once it is confirmed.
func (c *Closing) Next(keeper string) string {
	switch c.State {
	case Counted:
		return "另一人复核签字"
	case Returned:
		return keeper + " 重新点款"
	case Confirmed:
	}
	return ""
}

// Over says the difference in words: 长款 12.00 元, 短款 3.50 元, 账实相符.
func (c *Closing) Over() string {
	switch d := c.Difference(); {
	case d > 0:
		return fmt.Sprintf("长款 %s 元", d)
	case d < 0:
		return fmt.Sprintf("短款 %s 元", -d)
	}
	return TextEven
}

// TextEven says that the drawer holds what it should.
const TextEven = "账实相符"

// Confirm is the signature of the second person, who saw the drawer. Errors: ErrConfirmed, ErrNotCounted.
func (c *Closing) Confirm(by int64, remark string, today civil.Date) error {
	if err := c.waits(); err != nil {
		return err
	}
	c.State, c.Decided, c.ConfirmedBy, c.Decision = Confirmed, today, by, strings.TrimSpace(remark)
	return nil
}

// Return sends it back to be counted once more. Errors: ErrConfirmed, ErrNotCounted, ErrReturnReason.
func (c *Closing) Return(by int64, reason string, today civil.Date) error {
	if err := c.waits(); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return ErrReturnReason.On("reason")
	}
	c.State, c.Decided, c.ConfirmedBy, c.Decision = Returned, today, by, reason
	return nil
}

// waits refuses a signature where none is asked for.
func (c *Closing) waits() error {
	switch c.State {
	case Confirmed:
		return ErrConfirmed
	case Returned:
		return ErrNotCounted
	case Counted:
	}
	return nil
}

// The days' ends.
var (
	ErrNothing      = say.Refuse("till_nothing", "没有待日结的收款：上次日结以后没有登记过收款、退款或红冲，不用日结")
	ErrFound        = say.Refuse("till_found", "实点现金应是 0 元以上的金额，请按点到的数填写（元）")
	ErrFloat        = say.Refuse("till_float", "备用金应是 0 元以上的金额，没有就填 0")
	ErrPieces       = say.Refuse("till_pieces", "按面额合计与实点现金不一致，请核对张数或金额")
	ErrReason       = say.Refuse("till_reason", "账实不符，请写明原因")
	ErrConfirmed    = say.Refuse("till_confirmed", "这次日结已经复核，不能再改；以后登记的收款、红冲归入下一次日结")
	ErrNotCounted   = say.Refuse("till_not_counted", "这次日结已退回重点，请收款人重新点款以后再复核")
	ErrReturnReason = say.Refuse("till_return_reason", "请写明退回的原因，收款人据此重新点款")
)
