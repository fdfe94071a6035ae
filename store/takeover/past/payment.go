package past

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
)

// Payments reads what was paid.
var Payments = ledger.Listing[Payment]{
	Columns: append(stayColumns(), paymentColumns...), Total: "amount", Read: readPayment, Open: openAccounts,
	Enough: func(has func(string) bool) bool {
		return namesStay(has) && (has("day") && has("amount") || has("owed"))
	},
	Sum: func(p Payment) (string, quantity.Money) {
		if p.Balance {
			return "由欠费余额推算的已缴", p.Paid
		}
		return fmt.Sprintf("%d 年", p.Day.Year()), p.Amount
	},
}.Noun()

// paymentColumns are what a list of past payments says of each; a row may say what is owed instead of what was paid.
var paymentColumns = []ledger.Field{
	{Field: sheet.Field{Key: "day", Title: "缴费日期", Names: []string{engine.TextFieldDay, "收款日期", "交费日期", "缴款日期", "入账日期", "收费日期", "到账日期", "时间"}}, Help: ledger.Help{Need: true, Text: "单据上的日期。", Examples: []string{"2021-03-08", ""}, Plain: true, Width: 14}},
	{Field: sheet.Field{Key: "amount", Title: "缴费金额", Names: []string{say.Amount, "实缴金额", "收款金额", "实收金额", "实收", "实缴", "已缴金额", "交费金额", "缴款金额", "已交金额", "收费金额"}}, Help: ledger.Help{Need: true, Text: "元，最多两位小数；退过的款从那一笔里减去。", Examples: []string{"1026.00", ""}}},
	{Field: sheet.Field{Key: "method", Title: "缴费方式", Names: []string{say.Method, "付款方式", "支付方式", "收款方式", "交费方式"}}, Help: ledger.Help{Text: "现金、转账、扫码；没写的记作其他。", Examples: []string{"转账", ""}, Choices: ledger.Fixed("现金", "转账", "扫码", "其他")}},
	{Field: sheet.Field{Key: "payer", Title: say.Payer, Names: []string{"付款人", "交款人", "交费人"}}, Help: ledger.Help{Text: "空着：承租人。", Examples: []string{"", ""}}},
	{Field: sheet.Field{Key: "receipt", Title: "收据号", Names: []string{"票据号", "收据编号", "凭证号", "发票号", "收据", "票号"}}, Help: ledger.Help{Text: "原收据的号；有它就不会重复导入。", Examples: []string{"0012345", ""}, Plain: true, Width: 16}},
	{Field: sheet.Field{Key: "bill", Title: "指定账单", Names: []string{"账单编号", "账单号", "账单"}}, Help: ledger.Help{Text: "缴哪一张账单；空着：先抵最早到期的。", Examples: []string{"", ""}, Plain: true, Width: 18}},
	{Field: sheet.Field{Key: "owed", Title: "欠费余额", Names: []string{"欠费", "欠费金额", "欠缴金额", "尚欠金额", "尚欠", "拖欠金额", "欠款", "欠款金额"}}, Help: ledger.Help{Text: "不知道历次缴费的，只填到某天为止还欠多少元，没有欠的填 0：此前已缴的由价格和面积算出。", Examples: []string{"", "513.00"}}},
	{Field: sheet.Field{Key: "owed_on", Title: "余额日期", Names: []string{"欠费截止日期", "截止日期", "截至日期"}}, Help: ledger.Help{Text: "欠费余额是哪天的；空着：今天。", Examples: []string{"", "2020-12-31"}, Plain: true, Width: 14}},
	{Field: sheet.Field{Key: "remark", Title: say.Remark, Names: []string{"说明", "摘要", "备注说明"}}, Help: ledger.Help{Text: "留作这一笔的备注。", Examples: []string{"", ""}}},
}

// Payment is money that was paid before, or what was owed on a day.
type Payment struct {
	at      stayName
	Day     civil.Date
	Amount  quantity.Money
	Balance bool // amount is what is owed on the day
	Method  charge.PaymentMethod
	payer   string
	receipt string
	bill    string
	Remark  string
	said    string // the method, as the row has it

	Stay  *Stay          // found
	named int64          // the bill
	Paid  quantity.Money // what is written: the amount, or what was paid until the balance
}

// readPayment gives the payment of a row, the balance of a row, or both.
func readPayment(r *ledger.Reading, l sheet.Line) (out []Payment) {
	x := Payment{
		at: readName(r, l), said: r.Text(l, "method"), Method: methodOf(r.Text(l, "method")), payer: r.Text(l, "payer"), receipt: strings.ToUpper(sheet.Compact(r.Text(l, "receipt"))),
		bill: strings.ToUpper(sheet.Compact(r.Text(l, "bill"))), Remark: r.Text(l, "remark"),
	}
	if !r.Cell(l, "amount").Empty() || r.Cell(l, "owed").Empty() {
		x.Day = r.Day(l, "day", ledger.PolicyDay, true)
		if x.receipt != "" { // that of a payment that was undone is less than nothing
			x.Amount = r.Signed(l, "amount", paidHint)
		} else {
			x.Amount = r.Money(l, "amount", paidHint)
		}
		out = append(out, x)
	}
	if !r.Cell(l, "owed").Empty() {
		x.Amount, x.Balance = r.Money(l, "owed", "请填还欠多少元，没有欠的填 0"), true
		if x.Day = r.Day(l, "owed_on", ledger.PolicyDay, false); x.Day.IsZero() {
			x.Day = r.Today()
		}
		out = append(out, x)
	}
	return out
}

// methodOf is how money changed hands, by the words of a ledger.
func methodOf(text string) charge.PaymentMethod {
	for _, m := range []struct {
		words  string
		method charge.PaymentMethod
	}{{"现金", charge.MethodCash}, {"转账 汇款 对公 银行 网银 支票", charge.MethodTransfer}, {"扫码 微信 支付宝 二维码 云闪付", charge.MethodScan}} {
		for _, w := range strings.Fields(m.words) {
			if strings.Contains(text, w) {
				return m.method
			}
		}
	}
	return charge.MethodOther
}

// Accounts hold payments against what each stay owes and has paid.
type Accounts struct {
	Ctx   context.Context
	Q     engine.Querier
	By    engine.Actor
	File  string
	Today civil.Date
	stays *stayIndex
	Open  map[int64]*Account
}

// Account is what a stay owes and has paid, with the bills that this import issues for it.
type Account struct {
	bills    []charge.Bill
	paid     []money.PaymentRow
	drafted  int // bills that are issued with the import
	payable  quantity.Money
	waits    []charge.MissingPrice
	Told     bool           // that they are issued was said
	issued   bool           // they were
	taken    map[string]int // how often a day and amount was met in the file
	balanced bool
}

func openAccounts(ctx context.Context, q engine.Querier, by engine.Actor, r *ledger.Reading) (ledger.Judge[Payment], error) {
	stays, err := readStays(ctx, q, by)
	return &Accounts{Ctx: ctx, Q: q, By: by, File: r.Out.File, Today: r.Today(), stays: stays, Open: map[int64]*Account{}}, err
}

// Account reads one; for a stay that was taken over and has no bill yet it drafts those of before.
func (s *Accounts) Account(at *Stay) (*Account, error) {
	if a := s.Open[at.Stay]; a != nil {
		return a, nil
	}
	a := &Account{taken: map[string]int{}}
	before, rows, err := money.ReadAccount(s.Ctx, s.Q, at.Stay, s.Today)
	if err != nil {
		return nil, err
	}
	a.paid = rows
	for _, b := range before.Bills {
		a.bills = append(a.bills, b.Bill)
	}
	if at.Taken && len(a.bills) == 0 {
		item, err := money.PastBills(s.Ctx, s.Q, s.By, at.Stay, s.Today)
		if err != nil {
			return nil, err
		}
		a.drafted, a.payable, a.waits = len(item.Bills), item.Total().Payable, item.Waits
		for i, b := range item.Bills {
			b.ID = -int64(i) - 1
			a.bills = append(a.bills, b)
		}
	}
	s.Open[at.Stay] = a
	return a, nil
}

// As is the account on a day.
func (a *Account) As(day civil.Date) charge.Account {
	payments := make([]charge.Payment, len(a.paid))
	for i, p := range a.paid {
		payments[i] = p.Payment
	}
	return charge.Settle(a.bills, payments, day)
}

// take counts a payment in for those that follow.
func (a *Account) take(p charge.Payment) { a.paid = append(a.paid, money.PaymentRow{Payment: p}) }

// there are the payments of the office of a day and amount.
func (a *Account) there(day civil.Date, amount quantity.Money) (n int) {
	for _, p := range a.paid {
		if p.ID != 0 && p.Live() && p.Day == day && p.Amount == amount {
			n++
		}
	}
	return n
}

func (s *Accounts) Look(x *Payment) (ledger.Verdict, error) {
	at, bad := s.stays.find(x.at, x.Day, false)
	if at == nil {
		return bad, nil
	}
	x.Stay = at
	return s.Hold(x)
}

// Hold holds a payment against the account of its stay.
func (s *Accounts) Hold(x *Payment) (ledger.Verdict, error) {
	at := x.Stay
	a, err := s.Account(at)
	if err != nil {
		return ledger.Verdict{}, err
	}
	if x.Balance {
		return s.balance(x, a), nil
	}
	for _, p := range a.paid {
		if n := x.number(); x.receipt == "" || p.Number != n && p.Number != x.receipt {
			continue
		}
		if p.Day == x.Day && p.Amount == x.Amount {
			return x.beside(p), nil
		}
		return ledger.No("receipt", errReceipt.Textf("收据 %s 已登记为 %s 缴 %s 元", x.receipt, p.Day, p.Amount), "请核对收据号、日期和金额；登记错了的在 费用 里红冲"), nil
	}
	if x.Amount < 0 {
		return ledger.No("amount", ledger.ErrNegative, paidHint), nil
	}
	key := x.Day.String() + x.Amount.String()
	if a.taken[key]++; x.receipt == "" && a.taken[key] <= a.there(x.Day, x.Amount) {
		return ledger.Verdict{Is: ledger.Same}, nil
	}
	if sum, in := a.lump(x); in {
		return ledger.No("amount", errInLump.Textf("%s 以前的缴费已按合计 %s 元接入，这一笔会重复计算", sum.Day, sum.Amount), "请只留 "+sum.Day.String()+" 以后的缴费；要逐笔接入的，先撤销那次合计的导入"), nil
	}
	x.payer = cmp.Or(x.payer, at.Name)
	p := charge.Payment{Kind: charge.PaymentTaken, Number: x.number(), Day: x.Day, Amount: x.Amount, Method: x.Method, Payer: x.payer}
	if err := charge.CheckPayment(p, at.Signed, s.Today); err != nil {
		return ledger.No(ledger.FieldOf(err, "amount"), err, ""), nil
	}
	if bad, refused := s.name(x, a, &p); refused {
		return bad, nil
	}
	a.take(p)
	x.Paid = x.Amount
	return s.Told(x, a, fmt.Sprintf("%s 缴 %s 元", x.Day, x.Amount)), nil
}

// beside holds a row against the receipt that it is about: a receipt stays as it was given.
func (x *Payment) beside(p money.PaymentRow) ledger.Verdict {
	for _, c := range []struct {
		key, title, said, is string
		differs              bool
	}{
		{"method", "缴费方式", x.said, p.Method.Title(), x.said != "" && x.Method != p.Method},
		{"payer", say.Payer, x.payer, p.Payer, x.payer != "" && x.payer != p.Payer},
		{"remark", say.Remark, x.Remark, cmp.Or(p.Remark, "空"), x.Remark != "" && !strings.HasSuffix(money.TextUndone+" "+p.Remark, x.Remark)},
	} {
		if c.differs {
			return ledger.No(c.key, errReceipt.Textf("收据 %s 的%s是 %s", x.receipt, c.title, c.is), "收据登记后不改，请把文件改成一致；登记错了的在 费用 里红冲后重记")
		}
	}
	return ledger.Verdict{Is: ledger.Same}
}

// lump is the sum in which all payments until its day came in, where a payment lies before it. Another row of the same import that brings the
// sum anew is none of them.
func (a *Account) lump(x *Payment) (money.PaymentRow, bool) {
	for _, p := range a.paid {
		if p.ID != 0 && p.Live() && p.Kind == charge.PaymentTaken && strings.Contains(p.Remark, TextLump) && strings.Contains(p.Number, money.TakenPrefix) &&
			!x.Day.After(p.Day) {
			return p, true
		}
	}
	return money.PaymentRow{}, false
}

// TextLump is remarked on the sum of what was paid until a day.
const TextLump = "此前已缴合计"

// paidHint says what stands in the column of amounts.
const paidHint = "请填缴了多少元，如 1026.00"

// name finds the bill that a row names.
func (s *Accounts) name(x *Payment, a *Account, p *charge.Payment) (ledger.Verdict, bool) {
	if x.bill == "" {
		return ledger.Verdict{}, false
	}
	for _, b := range a.bills {
		if b.Number != x.bill {
			continue
		}
		x.named = b.ID
		err := p.Name(b.ID, a.As(s.Today))
		return ledger.No("bill", err, ""), err != nil
	}
	return ledger.No("bill", charge.ErrPaymentBill.Textf("这一户没有账单 %s", x.bill), "请核对账单编号；空着就先抵最早到期的"), true
}

// balance turns what is owed on a day into what was paid until then: what had been billed less what is owed.
func (s *Accounts) balance(x *Payment, a *Account) ledger.Verdict {
	now := a.As(x.Day)
	for _, m := range a.waits {
		if m.Year <= x.Day.Year() {
			return ledger.No("owed", ErrBalance.Textf("%s，算不出此前应缴多少", charge.PendingWords(a.waits)), "请先导入这些年度的市场价格")
		}
	}
	paid := now.Billed - now.Payments - x.Amount
	switch {
	case !x.Stay.Taken:
		return ledger.No("owed", ErrBalance.Textf("%s 是在本系统签约的，欠多少由账单和缴费得出", x.Stay.Number), "请导入历次缴费，不填欠费余额")
	case a.balanced:
		return ledger.No("owed", ErrBalance.Textf("同一户的余额写了两次"), "请只留最近的一次")
	case x.Amount < 0:
		return ledger.No("owed", ErrBalance.Textf("欠费余额不能小于 0"), "没有欠的填 0；有预存的请导入历次缴费")
	case paid < 0:
		return ledger.No("owed", ErrBalance.Textf("按价格和面积到 %s 只应缴 %s 元，已登记缴费 %s 元，欠不了 %s 元", x.Day, now.Billed, now.Payments, x.Amount), "请核对余额、价格、首次签约日和抄表")
	}
	a.balanced = true
	x.Paid = paid
	if paid == 0 && a.drafted == 0 {
		return ledger.Verdict{Is: ledger.Same}
	}
	if paid > 0 {
		a.take(charge.Payment{Kind: charge.PaymentTaken, Day: x.Day, Amount: paid})
	}
	return s.Told(x, a, fmt.Sprintf("到 %s 应缴 %s 元，欠 %s 元，此前已缴 %s 元", x.Day, now.Billed, x.Amount, now.Payments+paid))
}

// Told is a record that is written, with the bills that come with the first of its stay.
func (s *Accounts) Told(x *Payment, a *Account, note string) ledger.Verdict {
	notes := []string{note}
	if a.drafted > 0 && !a.Told {
		notes = append(notes, fmt.Sprintf("补出此前的账单 %d 张，应缴 %s 元", a.drafted, a.payable))
	}
	if len(a.waits) > 0 && !a.Told {
		notes = append(notes, charge.PendingWords(a.waits)+"，公布后再补账单")
	}
	a.Told = true
	return ledger.Verdict{Name: x.Stay.title(), Notes: notes}
}

// number is that of the receipt as it is kept.
func (x *Payment) number() string {
	switch {
	case x.receipt == "":
		return ""
	case strings.HasPrefix(x.receipt, money.TakenPrefix):
		return x.receipt
	}
	return money.TakenPrefix + x.receipt
}

func (s *Accounts) Write(t *engine.Tx, w *ledger.Writing, x Payment) error {
	a := s.Open[x.Stay.Stay]
	if !a.issued {
		a.issued = true
		for _, part := range []struct{ table, where string }{{"tenancy", "id = %d"}, {"open_bill", "tenancy_id = %d"}} {
			if x.Stay.Fresh { // what this import makes is not kept: it goes with it
				break
			}
			if err := w.Keep(t, part.table, fmt.Sprintf(part.where, x.Stay.Stay)); err != nil {
				return err
			}
		}
		if a.drafted > 0 {
			if _, err := money.TakeBills(t, x.Stay.Stay); err != nil {
				return err
			}
		}
	}
	if x.Paid == 0 {
		return nil
	}
	remark := ledger.BasisOf(w.File)
	if x.Balance {
		remark += fmt.Sprintf("：到 %s 欠 %s 元，", x.Day, x.Amount) + TextLump
	}
	if x.Remark != "" {
		remark += "；" + x.Remark
	}
	number, err := s.receipt(t, w, x)
	if err != nil {
		return err
	}
	return money.TakePaid(t, x.Stay.Stay, charge.Payment{
		Number: number, Day: x.Day, Amount: x.Paid, Method: x.Method, Payer: cmp.Or(x.payer, x.Stay.Name), Remark: remark, Bill: max(x.named, 0),
	})
}

// receipt is the number under which a payment is kept: that of the old receipt where it has one that no other has.
func (s *Accounts) receipt(t *engine.Tx, w *ledger.Writing, x Payment) (string, error) {
	number := x.number()
	if number != "" && !x.Balance {
		used, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM payment WHERE number = $1)`, number)
		if err != nil || !used {
			return number, err
		}
		number += "/"
	} else {
		number = money.TakenPrefix
	}
	w.Numbered++
	return fmt.Sprintf("%s%d-%d", number, w.ID, w.Numbered), nil
}

var (
	errInLump  = say.Refuse("takeover_in_lump", "这一笔已在接入的合计里")
	errReceipt = say.Refuse("takeover_receipt", "这张收据已登记过别的金额")
	ErrBalance = say.Refuse("takeover_balance", "欠费余额对不上")
)
