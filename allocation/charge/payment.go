package charge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// PaymentKind says which way the money went.
type PaymentKind string

// The kinds of payment: taken, given back of the credit, and the reversal (红冲) of either.
const (
	PaymentTaken    PaymentKind = "payment"
	PaymentRefund   PaymentKind = "refund"
	PaymentReversal PaymentKind = "reversal"
)

// PaymentKinds lists the kinds.
var PaymentKinds = []PaymentKind{PaymentTaken, PaymentRefund, PaymentReversal}

// Title is the kind's word on screen.
func (k PaymentKind) Title() string { return say.TitleOf(paymentKindTitles, k) }

// PaymentMethod is how money changed hands.
type PaymentMethod string

// The methods.
const (
	MethodCash     PaymentMethod = "cash"
	MethodTransfer PaymentMethod = "transfer"
	MethodScan     PaymentMethod = "scan"
	MethodOther    PaymentMethod = "other"
)

// PaymentMethods lists the methods in the order of the form.
var PaymentMethods = []PaymentMethod{MethodCash, MethodTransfer, MethodScan, MethodOther}

// Title is the method's word on screen.
func (m PaymentMethod) Title() string { return say.TitleOf(paymentMethodTitles, m) }

// Payment is money taken or given back, with its own receipt. Which bills it pays Settle works out: the one that the payer named
// (民法典 第五百六十条), then the oldest.
type Payment struct {
	ID       int64
	Number   string // SJ-JS-2021-0001
	Kind     PaymentKind
	Day      civil.Date
	Amount   quantity.Money // positive when taken, negative when given back; a reversal has the opposite of what it reverses
	Method   PaymentMethod
	Payer    string // who paid, or who got the money back
	Remark   string // of a refund and of a reversal: the reason
	Reverses int64  // the payment that a reversal takes back; 0 for others
	Bill     int64  // that the payer named when paying; 0: none
	By       int64  // account
}

// ReceiptNumber is the number of a receipt: SJ-JS-2021-0001. n counts within district and year.
func ReceiptNumber(code string, year int, n int64) string {
	return fmt.Sprintf("SJ-%s-%d-%04d", code, year, n)
}

// ReceiptSeries names the series of the numbers of receipts.
func ReceiptSeries(code string, year int) string { return fmt.Sprintf("receipt/%s/%d", code, year) }

// maxPayment is the most that one payment may be: a thousand million yuan.
const maxPayment = 100_000_000_000

// CheckPayment refuses a payment that cannot have been taken. first is the first day of the stay.
// Errors: ErrPaymentAmount, ErrPaymentDay, ErrPaymentMethod, ErrPaymentPayer.
func CheckPayment(p Payment, first, today civil.Date) error {
	if p.Amount <= 0 || p.Amount > maxPayment {
		return ErrPaymentAmount.With(p.Amount.String()).On("amount")
	}
	if p.Day.IsZero() || p.Day.Before(first) || p.Day.After(today) {
		return ErrPaymentDay.Textf("日期应在签约之日 %s 至今天 %s 之间，请按单据上的日期填写", first, today).With(p.Day.String()).On("day")
	}
	if !slices.Contains(PaymentMethods, p.Method) {
		return ErrPaymentMethod.With(string(p.Method)).On("method")
	}
	if strings.TrimSpace(p.Payer) == "" {
		return ErrPaymentPayer.On("payer")
	}
	return nil
}

// Name makes the payment pay a bill of its account first, as the payer said when paying (民法典 第五百六十条). 0 names none.
// Errors: ErrPaymentBill.
func (p *Payment) Name(bill int64, a Account) error {
	if s, found := a.Standing(bill); bill != 0 && (!found || s.Open == 0) {
		if !found {
			return ErrPaymentBill.On("bill")
		}
		return ErrPaymentBill.Textf("账单 %s 没有未缴的金额，请另选一张，或不指定、先抵最早到期的", s.Number).On("bill")
	}
	p.Bill = bill
	return nil
}

// Refund is credit given back today: amount is positive, at most the credit of the account.
// Errors: those of CheckPayment, ErrRefundCredit, ErrPaymentReason.
func Refund(p Payment, a Account, first, today civil.Date) (Payment, error) {
	if err := CheckPayment(p, first, today); err != nil {
		return Payment{}, err
	}
	if p.Amount > a.Credit {
		return Payment{}, ErrRefundCredit.Textf("预存余额只有 %s 元，退款不能超过这个数", max(0, a.Credit)).With(p.Amount.String()).On("amount")
	}
	if strings.TrimSpace(p.Remark) == "" {
		return Payment{}, ErrPaymentReason.On("remark")
	}
	p.Kind, p.Amount = PaymentRefund, -p.Amount
	return p, nil
}

// Reverse takes a payment back on a day (红冲): the same amount with the opposite sign, pointing at what it reverses. A reversal
// is not reversed; the payment is entered anew. all are the payments of the tenancy, a its account today.
// Errors: ErrReverseTwice, ErrReverseReversal, ErrReverseRefunded, ErrPaymentReason.
func Reverse(p Payment, all []Payment, a Account, today civil.Date, reason string) (Payment, error) {
	if p.Kind == PaymentReversal {
		return Payment{}, ErrReverseReversal.With(p.Number)
	}
	for _, o := range all {
		if o.Reverses == p.ID {
			return Payment{}, ErrReverseTwice.Textf("收据 %s 已由 %s 红冲，不能再红冲", p.Number, o.Number)
		}
	}
	if strings.TrimSpace(reason) == "" {
		return Payment{}, ErrPaymentReason.On("reason")
	}
	if a.Pool < p.Amount {
		return Payment{}, ErrReverseRefunded.Textf("收据 %s 的款中有 %s 元已经退还；请先红冲退款，再红冲这一笔", p.Number, p.Amount-max(0, a.Pool))
	}
	return Payment{
		Kind: PaymentReversal, Day: today, Amount: -p.Amount, Method: p.Method, Payer: p.Payer, Remark: strings.TrimSpace(reason), Reverses: p.ID,
	}, nil
}

// BillState is what people call the state of a bill; it follows from the account, nothing stores it.
type BillState string

// The states of a bill on a day.
const (
	BillUnpaid  BillState = "unpaid"  // 未缴
	BillPart    BillState = "part"    // 部分已缴
	BillOverdue BillState = "overdue" // 已逾期: its due day has passed and something is open
	BillPaid    BillState = "paid"    // 已缴清
	BillCredit  BillState = "credit"  // 贷项: what it takes back pays other bills
)

// BillStates lists the states.
var BillStates = []BillState{BillOverdue, BillUnpaid, BillPart, BillPaid, BillCredit}

// Title is the state's word on screen.
func (s BillState) Title() string { return say.TitleOf(billStateTitles, s) }

// Ages are how long arrears have been overdue.
const Ages = 6

// ageLimits are the last days of the ages, after 未到期.
var ageLimits = [...]int{0, 30, 90, 180, 365}

// AgeOf is the age of what has been overdue for so many days: 0 not due, then up to 30, 90, 180, 365 and more days.
func AgeOf(late int) int {
	for i, limit := range ageLimits {
		if late <= limit {
			return i
		}
	}
	return Ages - 1
}

// AgeTitle is the heading of an age: 1-30 天.
func AgeTitle(age int) string { return ageTitles[age] }

// BillStanding is how much of a bill is paid on a day.
type BillStanding struct {
	Bill
	Paid quantity.Money // with Open, the payable sum of the bill
	Open quantity.Money // never negative
	Late int            // days by which it is overdue; 0 when nothing is open
	Age  int            // AgeOf(Late)

	named quantity.Money // of Paid, by payments that named the bill
}

// State is what people call it.
func (s BillStanding) State() BillState {
	switch {
	case s.Total.Payable < 0:
		return BillCredit
	case s.Open == 0:
		return BillPaid
	case s.Late > 0:
		return BillOverdue
	case s.Paid > 0:
		return BillPart
	}
	return BillUnpaid
}

// Account is what a tenancy owes and has paid on a day: for all bills Paid + Open is what is payable, and all payments together
// are what the bills are paid and the credit.
type Account struct {
	Bills    []BillStanding       // by due day and id
	Payments quantity.Money       // sum of all payments, refunds and reversals
	Pool     quantity.Money       // the payments and what bills take back: what pays the other bills
	Billed   quantity.Money       // sum of all bills
	Open     quantity.Money       // sum of what is open
	Overdue  quantity.Money       // of it, past its due day
	Credit   quantity.Money       // 预存: what is left of the pool; negative only when more was given back than there was
	Ages     [Ages]quantity.Money // Open by age
}

// Settle distributes the payments over the bills as of a day: a payment that names a bill pays it first; what is left of the pool
// of all payments and of what negative bills take back pays the bills oldest first, by due day and id; the rest is credit. Bills
// issued and payments made after that day do not count. The order of the lists changes nothing.
func Settle(bills []Bill, payments []Payment, day civil.Date) Account {
	var a Account
	for _, p := range payments {
		if !p.Day.After(day) {
			a.Payments += p.Amount
		}
	}
	a.Pool = a.Payments
	for _, b := range bills {
		if b.Issued.After(day) {
			continue
		}
		a.Bills = append(a.Bills, BillStanding{Bill: b})
		a.Billed += b.Total.Payable
		a.Pool -= min(0, b.Total.Payable)
	}
	slices.SortFunc(a.Bills, func(x, y BillStanding) int { return cmp.Or(x.Due.Compare(y.Due), cmp.Compare(x.ID, y.ID)) })
	left := a.Pool
	named := namedBills(payments, day)
	for i := range a.Bills {
		s := &a.Bills[i]
		s.named = max(0, min(s.Total.Payable, named[s.ID], left))
		left -= s.named
	}
	for i := range a.Bills {
		s := &a.Bills[i]
		total := s.Total.Payable
		if total <= 0 {
			s.Paid = total
			continue
		}
		more := min(total-s.named, max(0, left))
		s.Paid = s.named + more
		left -= more
		s.Open = total - s.Paid
		if s.Open > 0 {
			s.Late = max(0, day.Sub(s.Due))
		}
		s.Age = AgeOf(s.Late)
		a.Open += s.Open
		a.Ages[s.Age] += s.Open
		if s.Late > 0 {
			a.Overdue += s.Open
		}
	}
	a.Credit = left
	return a
}

// namedBills sums up the payments that stand on a day by the bill that they name.
func namedBills(payments []Payment, day civil.Date) map[int64]quantity.Money {
	sums := map[int64]quantity.Money{}
	gone := undone(payments, day)
	for _, p := range payments {
		if p.Bill != 0 && p.Kind == PaymentTaken && !p.Day.After(day) && !gone[p.ID] {
			sums[p.Bill] += p.Amount
		}
	}
	return sums
}

// undone are the payments that were reversed up to a day.
func undone(payments []Payment, day civil.Date) map[int64]bool {
	out := map[int64]bool{}
	for _, p := range payments {
		if p.Kind == PaymentReversal && !p.Day.After(day) {
			out[p.Reverses] = true
		}
	}
	return out
}

// Standing finds a bill in the account.
func (a Account) Standing(bill int64) (BillStanding, bool) {
	i := slices.IndexFunc(a.Bills, func(s BillStanding) bool { return s.ID == bill })
	if i < 0 {
		return BillStanding{}, false
	}
	return a.Bills[i], true
}

// Bills and payments.
var (
	ErrPaymentAmount   = say.Refuse("payment_amount", "金额应大于 0，请填写实际收付的金额（元）")
	ErrPaymentDay      = say.Refuse("payment_day", "缴费日期不对，请按单据上的日期填写")
	ErrPaymentMethod   = say.Refuse("payment_method", "请选择缴费方式")
	ErrPaymentPayer    = say.Refuse("payment_payer", "请写明缴款人或收款人")
	ErrPaymentBill     = say.Refuse("payment_bill", "这一户没有这张账单，请从未缴的账单里选")
	ErrPaymentReason   = say.Refuse("payment_reason", "请写明理由，留作凭据")
	ErrRefundCredit    = say.Refuse("refund_credit", "退款不能多于预存余额")
	ErrReverseTwice    = say.Refuse("reverse_twice", "这笔款已经红冲，不能再红冲")
	ErrReverseReversal = say.Refuse("reverse_reversal", "红冲记录不能再红冲；如果红冲有误，请重新登记缴费")
	ErrReverseRefunded = say.Refuse("reverse_refunded", "这笔款有一部分已经退还，请先红冲退款")
)

var billStateTitles = map[BillState]string{
	BillUnpaid: say.Unpaid, BillPart: "部分已缴", BillOverdue: "已逾期", BillPaid: "已缴清", BillCredit: "贷项",
}

var paymentKindTitles = map[PaymentKind]string{PaymentTaken: say.Payment, PaymentRefund: "退款", PaymentReversal: say.Reverse}

var paymentMethodTitles = map[PaymentMethod]string{MethodCash: "现金", MethodTransfer: "转账", MethodScan: "扫码", MethodOther: say.Other}

var ageTitles = [Ages]string{"未到期", "1-30 天", "31-90 天", "91-180 天", "181-365 天", "365 天以上"}
