package charge

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation/say/saytest"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"

	"pgregory.net/rapid"
)

func bill(id int64, issued string, payable quantity.Money) Bill {
	return Bill{ID: id, Issued: day(issued), Due: day(issued).AddDays(15), Total: FeeTotal{Market: payable, Payable: payable}}
}

func paid(id int64, on string, amount quantity.Money) Payment {
	return Payment{ID: id, Number: ReceiptNumber("JS", 2021, id), Kind: PaymentTaken, Day: day(on), Amount: amount, Method: MethodCash, Payer: "张三"}
}

func standings(a Account) []string {
	var out []string
	for _, s := range a.Bills {
		out = append(out, fmt.Sprintf("%d %s %d+%d late %d", s.ID, s.State().Title(), s.Paid, s.Open, s.Late))
	}
	return append(out, fmt.Sprintf("open %d overdue %d credit %d", a.Open, a.Overdue, a.Credit))
}

func TestPaymentsPayTheOldestFirst(t *testing.T) {
	bills := []Bill{bill(2, "2021-01-04", 45000), bill(1, "2020-10-09", 23000), bill(3, "2021-02-01", -8000)}
	for _, tc := range []struct {
		name, day string
		payments  []Payment
		want      []string
	}{
		{"before the first bill", "2020-10-01", []Payment{paid(1, "2020-09-30", 500)}, []string{"open 0 overdue 0 credit 500"}},
		{"on the due day", "2020-10-24", nil, []string{"1 未缴 0+23000 late 0", "open 23000 overdue 0 credit 0"}},
		{"a day later", "2020-10-25", nil, []string{"1 已逾期 0+23000 late 1", "open 23000 overdue 23000 credit 0"}},
		{"a part", "2020-10-24", []Payment{paid(1, "2020-10-24", 1)}, []string{"1 部分已缴 1+22999 late 0", "open 22999 overdue 0 credit 0"}},
		{"what is taken back pays", "2021-02-01", []Payment{paid(1, "2020-10-24", 20000)}, []string{
			"1 已缴清 23000+0 late 0", "2 已逾期 5000+40000 late 13", "3 贷项 -8000+0 late 0", "open 40000 overdue 40000 credit 0",
		}},
		{"too much", "2021-02-01", []Payment{paid(1, "2020-10-24", 30000), paid(2, "2021-01-19", 40000)}, []string{
			"1 已缴清 23000+0 late 0", "2 已缴清 45000+0 late 0", "3 贷项 -8000+0 late 0", "open 0 overdue 0 credit 10000",
		}},
		{"a payment of tomorrow", "2020-10-23", []Payment{paid(1, "2020-10-24", 23000)}, []string{"1 未缴 0+23000 late 0", "open 23000 overdue 0 credit 0"}},
	} {
		wantLines(t, tc.name, standings(Settle(bills, tc.payments, day(tc.day))), tc.want)
	}
}

// TestPaymentsNameTheirBill: what the payer named is paid first, what is over and what names nothing pays the oldest (民法典 560).
func TestPaymentsNameTheirBill(t *testing.T) {
	bills := []Bill{bill(1, "2020-10-09", 23000), bill(2, "2021-01-04", 45000), bill(3, "2021-02-01", 8000)}
	named := func(p Payment, b int64) Payment { p.Bill = b; return p }
	for name, tc := range map[string]struct {
		payments []Payment
		want     string
	}{
		"a part of the second":       {[]Payment{named(paid(1, "2021-01-05", 5000), 2)}, "[0+23000 5000+40000 0+8000]"},
		"more than the last":         {[]Payment{named(paid(1, "2021-02-05", 9000), 3)}, "[1000+22000 0+45000 8000+0]"},
		"with one that names none":   {[]Payment{named(paid(1, "2021-02-05", 8000), 3), paid(2, "2021-02-06", 24000)}, "[23000+0 1000+44000 8000+0]"},
		"a bill that is not out yet": {[]Payment{named(paid(1, "2021-02-05", 8000), 9)}, "[8000+15000 0+45000 0+8000]"},
		"reversed": {
			[]Payment{named(paid(1, "2021-02-05", 8000), 3), {ID: 2, Kind: PaymentReversal, Day: day("2021-02-06"), Amount: -8000, Reverses: 1}},
			"[0+23000 0+45000 0+8000]",
		},
	} {
		got := []string{}
		for _, s := range Settle(bills, tc.payments, day("2021-03-01")).Bills {
			got = append(got, fmt.Sprintf("%d+%d", s.Paid, s.Open))
		}
		if fmt.Sprint(got) != tc.want {
			t.Errorf("%s: %v, want %s", name, got, tc.want)
		}
	}
	a := Settle(bills, []Payment{paid(1, "2021-01-05", 23000)}, day("2021-03-01"))
	p := paid(2, "2021-03-01", 100)
	for id, want := range map[int64]*say.Refusal{0: nil, 1: ErrPaymentBill, 2: nil, 7: ErrPaymentBill} {
		saytest.Want(t, fmt.Sprint("names ", id), p.Name(id, a), want)
	}
}

func TestAges(t *testing.T) {
	for late, want := range map[int]string{
		0: "未到期", 1: "1-30 天", 30: "1-30 天", 31: "31-90 天", 90: "31-90 天", 91: "91-180 天", 180: "91-180 天", 181: "181-365 天", 365: "181-365 天", 366: "365 天以上",
	} {
		if got := AgeTitle(AgeOf(late)); got != want {
			t.Errorf("%d days: %s, want %s", late, got, want)
		}
	}
	a := Settle([]Bill{bill(1, "2020-01-01", 100), bill(2, "2021-03-01", 50)}, []Payment{paid(1, "2020-01-02", 30)}, day("2021-03-02"))
	if a.Ages != [Ages]quantity.Money{50, 0, 0, 0, 0, 70} || a.Open != 120 || a.Overdue != 70 {
		t.Errorf("%+v", a)
	}
}

func TestPaymentsAreChecked(t *testing.T) {
	first, today := day("2020-01-01"), day("2021-03-15")
	good := paid(0, "2021-03-15", 100)
	for name, tc := range map[string]struct {
		change func(*Payment)
		want   *say.Refusal
	}{
		"nothing":            {func(p *Payment) { p.Amount = 0 }, ErrPaymentAmount},
		"below nothing":      {func(p *Payment) { p.Amount = -1 }, ErrPaymentAmount},
		"absurd":             {func(p *Payment) { p.Amount = maxPayment + 1 }, ErrPaymentAmount},
		"tomorrow":           {func(p *Payment) { p.Day = day("2021-03-16") }, ErrPaymentDay},
		"no day":             {func(p *Payment) { p.Day = civil.Date{} }, ErrPaymentDay},
		"before the signing": {func(p *Payment) { p.Day = day("2019-12-31") }, ErrPaymentDay},
		"a cheque":           {func(p *Payment) { p.Method = "cheque" }, ErrPaymentMethod},
		"nobody":             {func(p *Payment) { p.Payer = " " }, ErrPaymentPayer},
	} {
		p := good
		tc.change(&p)
		saytest.Want(t, name, CheckPayment(p, first, today), tc.want)
	}
	saytest.Want(t, "good", CheckPayment(good, first, today), nil)
}

func TestRefundAndReversal(t *testing.T) {
	first, today := day("2020-01-01"), day("2021-03-15")
	bills := []Bill{bill(1, "2021-01-04", 70)}
	all := []Payment{paid(1, "2021-01-10", 100)}
	account := func() Account { return Settle(bills, all, today) }

	back := paid(0, "2021-03-15", 31)
	back.Remark = "多缴退还"
	_, err := Refund(back, account(), first, today)
	saytest.Want(t, "more than the credit", err, ErrRefundCredit)
	back.Amount = 30
	back.Remark = ""
	_, err = Refund(back, account(), first, today)
	saytest.Want(t, "without a reason", err, ErrPaymentReason)
	back.Remark = "多缴退还"
	refund, err := Refund(back, account(), first, today)
	if err != nil || refund.Kind != PaymentRefund || refund.Amount != -30 {
		t.Fatalf("%+v %v", refund, err)
	}
	refund.ID, refund.Number = 2, "SJ-JS-2021-0002"
	all = append(all, refund)
	if a := account(); a.Credit != 0 || a.Open != 0 {
		t.Errorf("%+v", a)
	}

	_, err = Reverse(all[0], all, account(), today, "支票退票")
	saytest.Want(t, "part of it is given back", err, ErrReverseRefunded)
	_, err = Reverse(refund, all, account(), today, " ")
	saytest.Want(t, "no reason", err, ErrPaymentReason)
	for i, p := range []Payment{refund, all[0]} {
		r, err := Reverse(p, all, account(), today, "记错")
		if err != nil || r.Kind != PaymentReversal || r.Amount != -p.Amount || r.Reverses != p.ID {
			t.Fatalf("%+v %v", r, err)
		}
		r.ID, r.Number = int64(3+i), ReceiptNumber("JS", 2021, int64(3+i))
		all = append(all, r)
		_, err = Reverse(p, all, account(), today, "再冲")
		saytest.Want(t, "twice", err, ErrReverseTwice)
		_, err = Reverse(r, all, account(), today, "冲红冲")
		saytest.Want(t, "a reversal", err, ErrReverseReversal)
	}
	if a := account(); a.Payments != 0 || a.Open != 70 || a.Credit != 0 {
		t.Errorf("all reversed: %+v", a)
	}
}

// Paid and open make up every bill, no fen is lost, older bills are paid before younger ones, and the order in which anything
// was entered or reversed changes nothing.
func TestAccountKeepsEveryFen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := day("2021-12-31")
		var bills []Bill
		for i := range rapid.IntRange(0, 8).Draw(t, "bills") {
			b := bill(int64(i+1), "2021-01-04", quantity.Money(rapid.IntRange(-5000, 20000).Draw(t, "payable")))
			b.Issued = b.Issued.AddDays(rapid.IntRange(0, 400).Draw(t, "issued"))
			b.Due = b.Issued.AddDays(15)
			bills = append(bills, b)
		}
		var payments []Payment
		for i := range rapid.IntRange(0, 8).Draw(t, "payments") {
			p := paid(int64(i+1), "2021-01-04", quantity.Money(rapid.IntRange(1, 20000).Draw(t, "amount")))
			p.Day, p.Bill = p.Day.AddDays(rapid.IntRange(0, 400).Draw(t, "day")), int64(rapid.IntRange(0, 8).Draw(t, "names"))
			payments = append(payments, p)
			if rapid.Bool().Draw(t, "reversed") {
				r, err := Reverse(p, payments, Settle(bills, payments, p.Day), p.Day, "记错")
				if err != nil {
					t.Fatal(err)
				}
				r.ID = int64(100 + i)
				payments = append(payments, r)
			}
		}
		a := Settle(bills, payments, today)
		checkAccount(t, a)
		want := standings(a)
		for range 3 {
			if got := standings(Settle(rapid.Permutation(bills).Draw(t, "bills in another order"), rapid.Permutation(payments).Draw(t, "payments in another order"), today)); !slices.Equal(got, want) {
				t.Fatalf("another order: %v, want %v", got, want)
			}
		}
		// Leaving a payment and its reversal out altogether gives the same account.
		var live []Payment
		for _, p := range payments {
			if p.Kind == PaymentTaken && !slices.ContainsFunc(payments, func(o Payment) bool { return o.Reverses == p.ID }) {
				live = append(live, p)
			}
		}
		if got := standings(Settle(bills, live, today)); !slices.Equal(got, want) {
			t.Fatalf("without what was reversed: %v, want %v", got, want)
		}
	})
}

func checkAccount(t *rapid.T, a Account) {
	var paid, open, ages quantity.Money
	for i, s := range a.Bills {
		if s.Paid+s.Open != s.Total.Payable || s.Open < 0 {
			t.Fatalf("%d + %d of %d", s.Paid, s.Open, s.Total.Payable)
		}
		if i > 0 && a.Bills[i-1].Open > 0 && s.Total.Payable > 0 && s.Paid > s.named {
			t.Fatalf("bill %d is paid before bill %d", s.ID, a.Bills[i-1].ID)
		}
		paid, open = paid+s.Paid, open+s.Open
	}
	for _, m := range a.Ages {
		ages += m
	}
	if paid+a.Credit != a.Payments || open != a.Open || ages != a.Open || a.Billed != paid+open || a.Credit < 0 || (a.Credit > 0 && a.Open > 0) {
		t.Fatalf("%+v", a)
	}
}
