package charge

import (
	"fmt"
	"testing"

	"penggai/allocation/quantity"

	"pgregory.net/rapid"
)

func shareLines(list []Share) []string {
	var out []string
	for _, s := range list {
		from := s.Payment.Number
		if s.Payment.ID == 0 {
			from = fmt.Sprintf("bill %d", s.Credit.ID)
		}
		out = append(out, fmt.Sprintf("%s pays %d of %d", from, s.Amount, s.Bill))
	}
	return out
}

func TestSharesNameTheMoneyOfABill(t *testing.T) {
	bills := []Bill{bill(1, "2020-10-09", 23000), bill(2, "2021-01-04", 45000), bill(3, "2021-02-01", -8000)}
	back := paid(3, "2021-02-02", -30000)
	back.Kind, back.Reverses = PaymentReversal, 1
	refund := paid(3, "2020-10-30", -7000)
	refund.Kind = PaymentRefund
	for _, tc := range []struct {
		name     string
		payments []Payment
		want     []string
	}{
		{
			"one payment for two bills",
			[]Payment{paid(1, "2020-10-24", 30000)},
			[]string{"SJ-JS-2021-0001 pays 23000 of 1", "SJ-JS-2021-0001 pays 7000 of 2", "bill 3 pays 8000 of 2"},
		},
		{
			"a reversed one pays nothing",
			[]Payment{paid(1, "2020-10-24", 30000), paid(2, "2021-01-05", 10000), back},
			[]string{"SJ-JS-2021-0002 pays 10000 of 1", "bill 3 pays 8000 of 1"},
		},
		{
			"what was refunded pays nothing",
			[]Payment{paid(1, "2020-10-24", 30000), refund, paid(4, "2021-01-05", 1000)},
			[]string{"SJ-JS-2021-0001 pays 23000 of 1", "SJ-JS-2021-0004 pays 1000 of 2", "bill 3 pays 8000 of 2"},
		},
	} {
		wantLines(t, tc.name, shareLines(Shares(bills, tc.payments, day("2021-03-01"))), tc.want)
	}
}

// TestSharesAreWhatIsPaid holds the shares of every bill against what Settle says is paid of it.
func TestSharesAreWhatIsPaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := day("2021-12-31")
		var bills []Bill
		for i := range rapid.IntRange(0, 6).Draw(t, "bills") {
			b := bill(int64(i+1), "2021-01-01", quantity.Money(rapid.IntRange(-5000, 9000).Draw(t, "payable")))
			b.Issued = day("2021-01-01").AddDays(rapid.IntRange(0, 300).Draw(t, "issued"))
			b.Due = b.Issued.AddDays(15)
			bills = append(bills, b)
		}
		var payments []Payment
		for i := range rapid.IntRange(0, 8).Draw(t, "payments") {
			id := int64(i + 1)
			p := paid(id, "2021-01-01", quantity.Money(rapid.IntRange(1, 8000).Draw(t, "amount")))
			p.Day = day("2021-01-01").AddDays(rapid.IntRange(0, 300).Draw(t, "day"))
			p.Bill = int64(rapid.IntRange(0, 6).Draw(t, "names"))
			a := Settle(bills, payments, today)
			switch {
			case a.Credit > 0 && rapid.Bool().Draw(t, "refund"):
				p.Kind, p.Amount, p.Day, p.Bill = PaymentRefund, -min(p.Amount, a.Credit), today, 0
			case len(payments) > 0 && rapid.Bool().Draw(t, "reversal"):
				r, err := Reverse(payments[len(payments)-1], payments, a, today, "错")
				if err != nil {
					continue
				}
				r.ID = id
				p = r
			}
			payments = append(payments, p)
		}
		paidOf := map[int64]quantity.Money{}
		for _, s := range Shares(bills, payments, today) {
			if s.Amount <= 0 {
				t.Fatalf("a share of %s", s.Amount)
			}
			paidOf[s.Bill] += s.Amount
		}
		for _, s := range Settle(bills, payments, today).Bills {
			if want := max(0, s.Paid); paidOf[s.ID] != want {
				t.Fatalf("bill %d: shares %s, paid %s", s.ID, paidOf[s.ID], want)
			}
		}
	})
}
