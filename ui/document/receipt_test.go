package document

import (
	"strings"
	"testing"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
)

// TestReceipt says which bills a payment pays and what is left of it; a reversal says which receipt it takes back, a receipt that
// was reversed pays nothing.
func TestReceipt(t *testing.T) {
	day := civil.MustParse
	bill := func(id int64, number, from, to, due string, payable quantity.Money) charge.Bill {
		return charge.Bill{ID: id, Number: number, From: day(from), To: day(to), Issued: day(from), Due: day(due), Total: charge.FeeTotal{Payable: payable}}
	}
	bills := []charge.Bill{
		bill(1, "ZD-JS-2020-0001", "2020-07-01", "2020-10-01", "2020-10-20", 50000),
		bill(2, "ZD-JS-2021-0002", "2020-10-01", "2021-01-01", "2021-01-20", 60000),
	}
	older := charge.Payment{ID: 1, Number: "SJ-JS-2020-0001", Kind: charge.PaymentTaken, Day: day("2020-10-10"), Amount: 20000}
	paid := charge.Payment{ID: 2, Number: "SJ-JS-2021-0002", Kind: charge.PaymentTaken, Day: day("2021-01-15"), Amount: 100000}
	back := charge.Payment{ID: 3, Number: "SJ-JS-2021-0003", Kind: charge.PaymentReversal, Day: day("2021-01-16"), Amount: -100000, Reverses: 2}
	refund := charge.Payment{ID: 4, Number: "SJ-JS-2021-0004", Kind: charge.PaymentRefund, Day: day("2021-01-16"), Amount: -5000}
	receipt := func(row money.PaymentRow, payments ...charge.Payment) string {
		r := sample()
		r.Payment = row
		r.Account, r.Shares = charge.Settle(bills, payments, r.Today), charge.Shares(bills, payments, r.Today)
		f, err := FindForm("receipt")
		if err != nil {
			t.Fatal(err)
		}
		template, err := Load(t.TempDir(), f)
		if err != nil {
			t.Fatal(err)
		}
		file, err := template.Fill(f.build(r))
		if err != nil {
			t.Fatal(err)
		}
		return plain(t, parts(t, file)["word/document.xml"])
	}
	for name, c := range map[string]struct {
		text      string
		want, not []string
	}{
		"paid": {
			receipt(money.PaymentRow{Payment: paid}, older, paid),
			[]string{
				"收据\n", "缴款人", "ZD-JS-2020-0001\n2020.7.1-9.30\n300.00\n0.00\n", "ZD-JS-2021-0002\n2020.10.1-12.31\n600.00\n0.00\n",
				"转作预存\n100.00\n", "抵缴情况截至2021年3月15日",
			},
			[]string{"红冲", "领款人"},
		},
		"in part": {
			receipt(money.PaymentRow{Payment: older}, older),
			[]string{"ZD-JS-2020-0001\n2020.7.1-9.30\n200.00\n300.00\n", "转作预存\n0.00\n"},
			[]string{"ZD-JS-2021-0002"},
		},
		"reversal": {
			receipt(money.PaymentRow{Payment: back, ReversesNo: paid.Number}, older, paid, back),
			[]string{"收据（红冲）\n", "红冲，冲回收据 SJ-JS-2021-0002。", "-1,000.00 元", "人民币负壹仟元整", "原收据 SJ-JS-2021-0002 从此作废", "转作预存\n0.00\n"},
			[]string{"ZD-JS-"},
		},
		"reversed": {
			receipt(money.PaymentRow{Payment: paid, Reversed: 3, ReversedNo: back.Number}, older, paid, back),
			[]string{"本收据已由 SJ-JS-2021-0003 红冲，不再有效。", "不抵缴账单", "转作预存\n0.00\n"},
			[]string{"ZD-JS-", "收据（红冲）"},
		},
		"refund": {
			receipt(money.PaymentRow{Payment: refund}, older, paid, refund),
			[]string{"退款收据\n", "领款人", "-50.00 元", "退还预存"},
			[]string{"ZD-JS-", "缴款人"},
		},
	} {
		for _, w := range c.want {
			if !strings.Contains(c.text, w) {
				t.Errorf("%s lacks %q:\n%s", name, w, c.text)
			}
		}
		for _, w := range c.not {
			if strings.Contains(c.text, w) {
				t.Errorf("%s says %q:\n%s", name, w, c.text)
			}
		}
	}
}
