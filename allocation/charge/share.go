package charge

import (
	"cmp"
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Share is the part of a payment, or of what a negative bill takes back, that pays a bill.
type Share struct {
	Payment Payment        // zero when Credit pays
	Credit  Bill           // the negative bill that pays; zero when Payment pays
	Bill    int64          // the bill that is paid
	Amount  quantity.Money // positive
}

// source is money that pays bills.
type source struct {
	share Share
	day   civil.Date
	left  quantity.Money
}

// Shares says which money pays which bill as of a day, in the way that Settle sums it: money that named a bill pays that, then the
// oldest money pays the oldest bill. A payment that was reversed pays nothing; a refund gives back the latest money taken before
// it. The shares of a bill are what Settle calls Paid. They are in the order of the bills, then of the money.
func Shares(bills []Bill, payments []Payment, day civil.Date) []Share {
	a := Settle(bills, payments, day)
	money, refunds := sources(a, payments, day)
	got := make([][]Share, len(a.Bills))
	pay := func(i int, m *source, need quantity.Money) quantity.Money {
		n := min(need, m.left)
		if n <= 0 {
			return 0
		}
		s := m.share
		s.Bill, s.Amount = a.Bills[i].ID, n
		got[i], m.left = append(got[i], s), m.left-n
		return n
	}
	for i, b := range a.Bills {
		need := b.named
		for k := range money {
			if money[k].share.Payment.Bill == b.ID {
				need -= pay(i, &money[k], need)
			}
		}
	}
	for _, r := range refunds {
		giveBack(money, r)
	}
	at := 0
	for i, b := range a.Bills {
		for need := b.Paid - b.named; need > 0 && at < len(money); {
			need -= pay(i, &money[at], need)
			if money[at].left == 0 {
				at++
			}
		}
	}
	return slices.Concat(got...)
}

// sources are the payments that stand and the bills that take back, the oldest first, and the refunds that are not taken out of
// them yet.
func sources(a Account, payments []Payment, day civil.Date) (out []source, refunds []Payment) {
	gone := undone(payments, day)
	for _, p := range payments {
		switch {
		case p.Day.After(day) || gone[p.ID] || p.Kind == PaymentReversal:
		case p.Kind == PaymentRefund:
			refunds = append(refunds, p)
		default:
			out = append(out, source{Share{Payment: p}, p.Day, p.Amount})
		}
	}
	for _, b := range a.Bills {
		if b.Total.Payable < 0 {
			out = append(out, source{Share{Credit: b.Bill}, b.Issued, -b.Total.Payable})
		}
	}
	slices.SortFunc(out, func(x, y source) int {
		return cmp.Or(x.day.Compare(y.day), cmp.Compare(x.share.Credit.ID, y.share.Credit.ID), cmp.Compare(x.share.Payment.ID, y.share.Payment.ID))
	})
	slices.SortFunc(refunds, func(x, y Payment) int { return cmp.Compare(x.ID, y.ID) })
	return out, refunds
}

// giveBack takes a refund out of the latest money that was there before it, then of any other.
func giveBack(money []source, r Payment) {
	left := -r.Amount
	for _, before := range []bool{true, false} {
		for i := len(money) - 1; i >= 0 && left > 0; i-- {
			m := &money[i]
			earlier := !m.day.After(r.Day) && m.share.Payment.ID < r.ID
			if earlier != before {
				continue
			}
			n := min(left, m.left)
			m.left, left = m.left-n, left-n
		}
	}
}
