package takeover

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
)

func init() {
	register(Payments, listing[pastPayment]{
		columns: append(stayColumns(), paymentColumns...), total: "amount", read: readPayment, open: openAccounts,
		enough: func(has func(string) bool) bool {
			return namesStay(has) && (has("day") && has("amount") || has("owed"))
		},
		sum: func(p pastPayment) (string, quantity.Money) {
			if p.balance {
				return "由欠费余额推算的已缴", p.paid
			}
			return fmt.Sprintf("%d 年", p.day.Year()), p.amount
		},
	})
}

// paymentColumns are what a list of past payments says of each; a row may say what is owed instead of what was paid.
var paymentColumns = []column{
	{sheet.Field{Key: "day", Title: "缴费日期", Names: []string{engine.TextFieldDay, "收款日期", "交费日期", "缴款日期", "入账日期", "收费日期", "到账日期", "时间"}}, help{need: true, text: "单据上的日期。", examples: []string{"2021-03-08", ""}, plain: true, width: 14}},
	{sheet.Field{Key: "amount", Title: "缴费金额", Names: []string{say.Amount, "实缴金额", "收款金额", "实收金额", "实收", "实缴", "已缴金额", "交费金额", "缴款金额", "已交金额", "收费金额"}}, help{need: true, text: "元，最多两位小数；退过的款从那一笔里减去。", examples: []string{"1026.00", ""}}},
	{sheet.Field{Key: "method", Title: "缴费方式", Names: []string{say.Method, "付款方式", "支付方式", "收款方式", "交费方式"}}, help{text: "现金、转账、扫码；没写的记作其他。", examples: []string{"转账", ""}, choices: fixed("现金", "转账", "扫码", "其他")}},
	{sheet.Field{Key: "payer", Title: say.Payer, Names: []string{"付款人", "交款人", "交费人"}}, help{text: "空着：承租人。", examples: []string{"", ""}}},
	{sheet.Field{Key: "receipt", Title: "收据号", Names: []string{"票据号", "收据编号", "凭证号", "发票号", "收据", "票号"}}, help{text: "原收据的号；有它就不会重复导入。", examples: []string{"0012345", ""}, plain: true, width: 16}},
	{sheet.Field{Key: "bill", Title: "指定账单", Names: []string{"账单编号", "账单号", "账单"}}, help{text: "缴哪一张账单；空着：先抵最早到期的。", examples: []string{"", ""}, plain: true, width: 18}},
	{sheet.Field{Key: "owed", Title: "欠费余额", Names: []string{"欠费", "欠费金额", "欠缴金额", "尚欠金额", "尚欠", "拖欠金额", "欠款", "欠款金额"}}, help{text: "不知道历次缴费的，只填到某天为止还欠多少元，没有欠的填 0：此前已缴的由价格和面积算出。", examples: []string{"", "513.00"}}},
	{sheet.Field{Key: "owed_on", Title: "余额日期", Names: []string{"欠费截止日期", "截止日期", "截至日期"}}, help{text: "欠费余额是哪天的；空着：今天。", examples: []string{"", "2020-12-31"}, plain: true, width: 14}},
	{sheet.Field{Key: "remark", Title: say.Remark, Names: []string{"说明", "摘要", "备注说明"}}, help{text: "留作这一笔的备注。", examples: []string{"", ""}}},
}

// pastPayment is money that was paid before, or what was owed on a day.
type pastPayment struct {
	at      stayName
	day     civil.Date
	amount  quantity.Money
	balance bool // amount is what is owed on the day
	method  charge.PaymentMethod
	payer   string
	receipt string
	bill    string
	remark  string
	said    string // the method, as the row has it

	stay  *stayAt        // found
	named int64          // the bill
	paid  quantity.Money // what is written: the amount, or what was paid until the balance
}

// readPayment gives the payment of a row, the balance of a row, or both.
func readPayment(r *reading, l sheet.Line) (out []pastPayment) {
	x := pastPayment{
		at: r.stayName(l), said: r.text(l, "method"), method: methodOf(r.text(l, "method")), payer: r.text(l, "payer"), receipt: strings.ToUpper(sheet.Compact(r.text(l, "receipt"))),
		bill: strings.ToUpper(sheet.Compact(r.text(l, "bill"))), remark: r.text(l, "remark"),
	}
	if !r.cell(l, "amount").Empty() || r.cell(l, "owed").Empty() {
		x.day = r.day(l, "day", policyDay, true)
		if x.receipt != "" { // that of a payment that was undone is less than nothing
			x.amount = r.signed(l, "amount", paidHint)
		} else {
			x.amount = r.money(l, "amount", paidHint)
		}
		out = append(out, x)
	}
	if !r.cell(l, "owed").Empty() {
		x.amount, x.balance = r.money(l, "owed", "请填还欠多少元，没有欠的填 0"), true
		if x.day = r.day(l, "owed_on", policyDay, false); x.day.IsZero() {
			x.day = r.today()
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

// accounts hold payments against what each stay owes and has paid.
type accounts struct {
	ctx   context.Context
	q     engine.Querier
	by    engine.Actor
	file  string
	today civil.Date
	stays *stayIndex
	open  map[int64]*account
}

// account is what a stay owes and has paid, with the bills that this import issues for it.
type account struct {
	bills    []charge.Bill
	paid     []money.PaymentRow
	drafted  int // bills that are issued with the import
	payable  quantity.Money
	waits    []charge.MissingPrice
	told     bool           // that they are issued was said
	issued   bool           // they were
	taken    map[string]int // how often a day and amount was met in the file
	balanced bool
}

func openAccounts(ctx context.Context, q engine.Querier, by engine.Actor, r *reading) (judge[pastPayment], error) {
	stays, err := readStays(ctx, q, by)
	return &accounts{ctx: ctx, q: q, by: by, file: r.out.File, today: r.today(), stays: stays, open: map[int64]*account{}}, err
}

// account reads one; for a stay that was taken over and has no bill yet it drafts those of before.
func (s *accounts) account(at *stayAt) (*account, error) {
	if a := s.open[at.stay]; a != nil {
		return a, nil
	}
	a := &account{taken: map[string]int{}}
	before, rows, err := money.ReadAccount(s.ctx, s.q, at.stay, s.today)
	if err != nil {
		return nil, err
	}
	a.paid = rows
	for _, b := range before.Bills {
		a.bills = append(a.bills, b.Bill)
	}
	if at.taken && len(a.bills) == 0 {
		item, err := money.PastBills(s.ctx, s.q, s.by, at.stay, s.today)
		if err != nil {
			return nil, err
		}
		a.drafted, a.payable, a.waits = len(item.Bills), item.Total().Payable, item.Waits
		for i, b := range item.Bills {
			b.ID = -int64(i) - 1
			a.bills = append(a.bills, b)
		}
	}
	s.open[at.stay] = a
	return a, nil
}

// as is the account on a day.
func (a *account) as(day civil.Date) charge.Account {
	payments := make([]charge.Payment, len(a.paid))
	for i, p := range a.paid {
		payments[i] = p.Payment
	}
	return charge.Settle(a.bills, payments, day)
}

// take counts a payment in for those that follow.
func (a *account) take(p charge.Payment) { a.paid = append(a.paid, money.PaymentRow{Payment: p}) }

// there are the payments of the office of a day and amount.
func (a *account) there(day civil.Date, amount quantity.Money) (n int) {
	for _, p := range a.paid {
		if p.ID != 0 && p.Live() && p.Day == day && p.Amount == amount {
			n++
		}
	}
	return n
}

func (s *accounts) look(x *pastPayment) (verdict, error) {
	at, bad := s.stays.find(x.at, x.day, false)
	if at == nil {
		return bad, nil
	}
	x.stay = at
	return s.hold(x)
}

// hold holds a payment against the account of its stay.
func (s *accounts) hold(x *pastPayment) (verdict, error) {
	at := x.stay
	a, err := s.account(at)
	if err != nil {
		return verdict{}, err
	}
	if x.balance {
		return s.balance(x, a), nil
	}
	for _, p := range a.paid {
		if n := x.number(); x.receipt == "" || p.Number != n && p.Number != x.receipt {
			continue
		}
		if p.Day == x.day && p.Amount == x.amount {
			return x.beside(p), nil
		}
		return no("receipt", errReceipt.Textf("收据 %s 已登记为 %s 缴 %s 元", x.receipt, p.Day, p.Amount), "请核对收据号、日期和金额；登记错了的在 费用 里红冲"), nil
	}
	if x.amount < 0 {
		return no("amount", errNegative, paidHint), nil
	}
	key := x.day.String() + x.amount.String()
	if a.taken[key]++; x.receipt == "" && a.taken[key] <= a.there(x.day, x.amount) {
		return verdict{is: same}, nil
	}
	x.payer = cmp.Or(x.payer, at.name)
	p := charge.Payment{Kind: charge.PaymentTaken, Number: x.number(), Day: x.day, Amount: x.amount, Method: x.method, Payer: x.payer}
	if err := charge.CheckPayment(p, at.signed, s.today); err != nil {
		return no(fieldOf(err, "amount"), err, ""), nil
	}
	if bad, refused := s.name(x, a, &p); refused {
		return bad, nil
	}
	a.take(p)
	x.paid = x.amount
	return s.told(x, a, fmt.Sprintf("%s 缴 %s 元", x.day, x.amount)), nil
}

// beside holds a row against the receipt that it is about: a receipt stays as it was given.
func (x *pastPayment) beside(p money.PaymentRow) verdict {
	for _, c := range []struct {
		key, title, said, is string
		differs              bool
	}{
		{"method", "缴费方式", x.said, p.Method.Title(), x.said != "" && x.method != p.Method},
		{"payer", say.Payer, x.payer, p.Payer, x.payer != "" && x.payer != p.Payer},
		{"remark", say.Remark, x.remark, cmp.Or(p.Remark, "空"), x.remark != "" && !strings.HasSuffix(money.TextUndone+" "+p.Remark, x.remark)},
	} {
		if c.differs {
			return no(c.key, errReceipt.Textf("收据 %s 的%s是 %s", x.receipt, c.title, c.is), "收据登记后不改，请把文件改成一致；登记错了的在 费用 里红冲后重记")
		}
	}
	return verdict{is: same}
}

// paidHint says what stands in the column of amounts.
const paidHint = "请填缴了多少元，如 1026.00"

// name finds the bill that a row names.
func (s *accounts) name(x *pastPayment, a *account, p *charge.Payment) (verdict, bool) {
	if x.bill == "" {
		return verdict{}, false
	}
	for _, b := range a.bills {
		if b.Number != x.bill {
			continue
		}
		x.named = b.ID
		err := p.Name(b.ID, a.as(s.today))
		return no("bill", err, ""), err != nil
	}
	return no("bill", charge.ErrPaymentBill.Textf("这一户没有账单 %s", x.bill), "请核对账单编号；空着就先抵最早到期的"), true
}

// balance turns what is owed on a day into what was paid until then: what had been billed less what is owed.
func (s *accounts) balance(x *pastPayment, a *account) verdict {
	now := a.as(x.day)
	for _, m := range a.waits {
		if m.Year <= x.day.Year() {
			return no("owed", errBalance.Textf("%s，算不出此前应缴多少", charge.PendingWords(a.waits)), "请先导入这些年度的市场价格")
		}
	}
	paid := now.Billed - now.Payments - x.amount
	switch {
	case !x.stay.taken:
		return no("owed", errBalance.Textf("%s 是在本系统签约的，欠多少由账单和缴费得出", x.stay.number), "请导入历次缴费，不填欠费余额")
	case a.balanced:
		return no("owed", errBalance.Textf("同一户的余额写了两次"), "请只留最近的一次")
	case x.amount < 0:
		return no("owed", errBalance.Textf("欠费余额不能小于 0"), "没有欠的填 0；有预存的请导入历次缴费")
	case paid < 0:
		return no("owed", errBalance.Textf("按价格和面积到 %s 只应缴 %s 元，已登记缴费 %s 元，欠不了 %s 元", x.day, now.Billed, now.Payments, x.amount), "请核对余额、价格、首次签约日和抄表")
	}
	a.balanced = true
	x.paid = paid
	if paid == 0 && a.drafted == 0 {
		return verdict{is: same}
	}
	if paid > 0 {
		a.take(charge.Payment{Kind: charge.PaymentTaken, Day: x.day, Amount: paid})
	}
	return s.told(x, a, fmt.Sprintf("到 %s 应缴 %s 元，欠 %s 元，此前已缴 %s 元", x.day, now.Billed, x.amount, now.Payments+paid))
}

// told is a record that is written, with the bills that come with the first of its stay.
func (s *accounts) told(x *pastPayment, a *account, note string) verdict {
	notes := []string{note}
	if a.drafted > 0 && !a.told {
		notes = append(notes, fmt.Sprintf("补出此前的账单 %d 张，应缴 %s 元", a.drafted, a.payable))
	}
	if len(a.waits) > 0 && !a.told {
		notes = append(notes, charge.PendingWords(a.waits)+"，公布后再补账单")
	}
	a.told = true
	return verdict{name: x.stay.title(), notes: notes}
}

// number is that of the receipt as it is kept.
func (x *pastPayment) number() string {
	switch {
	case x.receipt == "":
		return ""
	case strings.HasPrefix(x.receipt, money.TakenPrefix):
		return x.receipt
	}
	return money.TakenPrefix + x.receipt
}

func (s *accounts) write(t *engine.Tx, w *writing, x pastPayment) error {
	a := s.open[x.stay.stay]
	if !a.issued {
		a.issued = true
		for _, part := range []struct{ table, where string }{{"tenancy", "id = %d"}, {"open_bill", "tenancy_id = %d"}} {
			if x.stay.fresh { // what this import makes is not kept: it goes with it
				break
			}
			if err := w.Keep(t, part.table, fmt.Sprintf(part.where, x.stay.stay)); err != nil {
				return err
			}
		}
		if a.drafted > 0 {
			if _, err := money.TakeBills(t, x.stay.stay); err != nil {
				return err
			}
		}
	}
	if x.paid == 0 {
		return nil
	}
	remark := basisOf(w.file)
	if x.balance {
		remark += fmt.Sprintf("：到 %s 欠 %s 元，此前已缴合计", x.day, x.amount)
	}
	if x.remark != "" {
		remark += "；" + x.remark
	}
	number, err := s.receipt(t, w, x)
	if err != nil {
		return err
	}
	return money.TakePaid(t, x.stay.stay, charge.Payment{
		Number: number, Day: x.day, Amount: x.paid, Method: x.method, Payer: cmp.Or(x.payer, x.stay.name), Remark: remark, Bill: max(x.named, 0),
	})
}

// receipt is the number under which a payment is kept: that of the old receipt where it has one that no other has.
func (s *accounts) receipt(t *engine.Tx, w *writing, x pastPayment) (string, error) {
	number := x.number()
	if number != "" && !x.balance {
		used, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM payment WHERE number = $1)`, number)
		if err != nil || !used {
			return number, err
		}
		number += "/"
	} else {
		number = money.TakenPrefix
	}
	w.numbered++
	return fmt.Sprintf("%s%d-%d", number, w.ID, w.numbered), nil
}

var (
	errReceipt = say.Refuse("takeover_receipt", "这张收据已登记过别的金额")
	errBalance = say.Refuse("takeover_balance", "欠费余额对不上")
)
