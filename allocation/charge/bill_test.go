package charge

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"

	"pgregory.net/rapid"
)

// billed is the input of the bills of a flat tenancy through a day.
func billed(q *QuoteInput, through string, issued []Bill) BillInput {
	q.Until = day(through)
	return BillInput{Schedule: Schedule(q), Signed: q.Areas[0].From, Ended: q.Exit, Months: 3, Through: q.Until, Issued: issued}
}

// numbered gives drafts the ids and days under which they are issued.
func numbered(issued []Bill, drafts []Bill, today string) []Bill {
	for _, b := range drafts {
		b.ID = int64(len(issued) + 1)
		b.Issue(BillNumber("JS", 2021, b.ID), day(today), 15, civil.NewCalendar(nil))
		issued = append(issued, b)
	}
	return issued
}

func told(bills []Bill) []string {
	var out []string
	for _, b := range bills {
		out = append(out, fmt.Sprintf("%s %s %s %d lines %d", b.Kind, b.From, b.To, len(b.Lines), b.Total.Payable))
	}
	return out
}

func TestPeriods(t *testing.T) {
	for _, tc := range []struct {
		day    string
		months int
		from   string
		to     string
	}{
		{"2021-02-14", 1, "2021-02-01", "2021-03-01"},
		{"2021-02-14", 3, "2021-01-01", "2021-04-01"},
		{"2021-12-31", 3, "2021-10-01", "2022-01-01"},
		{"2021-06-30", 6, "2021-01-01", "2021-07-01"},
		{"2021-07-01", 6, "2021-07-01", "2022-01-01"},
		{"2020-02-29", 12, "2020-01-01", "2021-01-01"},
	} {
		if from, to := PeriodStart(day(tc.day), tc.months), PeriodEnd(day(tc.day), tc.months); from != day(tc.from) || to != day(tc.to) {
			t.Errorf("%s by %d: [%s, %s)", tc.day, tc.months, from, to)
		}
	}
}

// Free quarters have no bill; the quarter in which the half price begins lists its free lines too.
func TestBillsBeginWithTheHalfPrice(t *testing.T) {
	q := flat("2017-11-15", "2021-04-01", 10000, 3000)
	got := DraftBills(billed(q, "2021-04-01", nil))
	wantLines(t, "two quarters", told(got), []string{
		"period 2020-10-01 2021-01-01 4 lines 230000", // 16 of 30 days of November and December at half of 3,000 元
		"period 2021-01-01 2021-04-01 3 lines 450000",
	})
	if l := got[0].Lines[0]; l.Phase != PhaseFree || l.Waived != 300000 {
		t.Errorf("the free October is not shown: %+v", l)
	}
	issued := numbered(nil, got, "2021-04-01")
	if again := DraftBills(billed(q, "2021-06-30", issued)); len(again) != 0 {
		t.Errorf("billed twice: %v", told(again))
	}
	if next := DraftBills(billed(q, "2021-07-01", issued)); len(next) != 1 || next[0].From != day("2021-04-01") {
		t.Errorf("next: %v", told(next))
	}
}

// A price that comes late goes on the next bill, together with that one's own lines.
func TestLatePriceGoesOnTheNextBill(t *testing.T) {
	q := flat("2017-11-15", "2021-04-01", 10000, 3000)
	rent := q.Prices
	q.Prices = slices.DeleteFunc(slices.Clone(rent), func(p YearPrice) bool { return p.Year == 2021 })
	issued := numbered(nil, DraftBills(billed(q, "2021-04-01", nil)), "2021-04-01")
	wantLines(t, "without 2021", told(issued), []string{"period 2020-10-01 2021-01-01 4 lines 230000"})
	if w := billed(q, "2021-04-01", nil).Schedule.Waiting(day("2021-04-01")); !slices.Contains(w, MissingPrice{FeeRent, 2021}) {
		t.Errorf("waits for %v", w)
	}
	q.Prices = append(slices.Clone(rent), YearPrice{FeeProperty, 2020, 100})
	if d, ok := DraftDifference(billed(q, "2021-04-01", issued)); !ok || d.Total.Payable != 7667 || d.Corrects() {
		t.Errorf("asked for now: %v", told([]Bill{d}))
	}
	wantLines(t, "the property fee of 2020 comes late", told(DraftBills(billed(q, "2021-04-01", issued))), []string{
		"period 2021-01-01 2021-04-01 5 lines 457667",
	})
}

// A corrected price, area or signing day is put right by a difference bill; nothing that was issued changes.
func TestDifferenceBill(t *testing.T) {
	q := flat("2017-11-15", "2021-04-01", 10000, 3000)
	issued := numbered(nil, DraftBills(billed(q, "2021-04-01", nil)), "2021-04-01")
	before := string(Canonical(issued))

	area := *q
	area.Areas = []AreaSpell{{q.Signed, 10000}, {day("2021-02-11"), 9000}}
	got := DraftBills(billed(&area, "2021-04-01", issued))
	wantLines(t, "smaller since 11 February", told(got), []string{"difference 2021-02-01 2021-04-01 5 lines -24643"}) // 15,000 − 9,642.86 and a tenth of March
	if l := got[0].Lines[0]; !l.Back || l.Payable != -150000 || l.Market != -300000 || got[0].Lines[1].Back {
		t.Errorf("the line that is taken back: %+v", l)
	}
	issued = numbered(issued, got, "2021-04-10")
	if again := DraftBills(billed(&area, "2021-04-01", issued)); len(again) != 0 {
		t.Errorf("corrected twice: %v", told(again))
	}
	wantLines(t, "and back again", told(DraftBills(billed(q, "2021-04-01", issued))), []string{"difference 2021-02-01 2021-04-01 5 lines 24643"})

	// The clock moves to the first of October: the half price begins six weeks earlier, on days that were billed as free.
	clock := area
	clock.Signed = day("2017-10-01")
	clock.Areas = []AreaSpell{{clock.Signed, 10000}, area.Areas[1]}
	wantLines(t, "an earlier signing", told(DraftBills(billed(&clock, "2021-04-01", issued))), []string{"difference 2020-10-01 2020-12-01 5 lines 220000"})
	// Still earlier: a quarter that never had a bill is charged as well.
	clock.Signed = day("2017-08-01")
	clock.Areas[0].From = clock.Signed
	wantLines(t, "a quarter without a bill", told(DraftBills(billed(&clock, "2021-04-01", issued))), []string{"difference 2020-08-01 2020-12-01 7 lines 520000"})
	// Later: the half price of November and December was too much.
	clock.Signed = day("2018-01-01")
	clock.Areas[0].From = clock.Signed
	wantLines(t, "a later signing", told(DraftBills(billed(&clock, "2021-04-01", issued))), []string{"difference 2020-11-01 2021-01-01 5 lines -230000"})
	if string(Canonical(issued[:2])) != before {
		t.Error("an issued bill changed")
	}
}

// The last bill ends with the day of the keys; a return that is entered late gives back what was charged too much.
func TestFinalBill(t *testing.T) {
	q := flat("2017-11-15", "2021-04-01", 10000, 3000)
	q.Exit = day("2021-02-15")
	got := DraftBills(billed(q, "2021-02-15", nil))
	wantLines(t, "to the keys", told(got), []string{
		"period 2020-10-01 2021-01-01 4 lines 230000", "final 2021-01-01 2021-02-15 2 lines 225000",
	})
	issued := numbered(nil, got, "2021-02-16")
	q.Prices = append(q.Prices, YearPrice{FeeProperty, 2021, 100})
	wantLines(t, "a late price after the last bill", told(DraftBills(billed(q, "2021-04-01", issued))), []string{"difference 2021-01-01 2021-02-15 2 lines 7500"})

	q = flat("2017-11-15", "2021-04-01", 10000, 3000)
	issued = numbered(nil, DraftBills(billed(q, "2021-04-01", nil)), "2021-04-01")
	q.Exit = day("2021-03-21")
	wantLines(t, "keys before the billed days ended", told(DraftBills(billed(q, "2021-04-06", issued))), []string{"difference 2021-03-01 2021-04-01 2 lines -53226"})
}

// Whatever is corrected between the bills, their sum is that of the schedule, and what was issued stays.
func TestBillsFollowTheSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var issued []Bill
		today := day("2020-06-01")
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			q := flat("2017-06-15", "2030-01-01", 10000, 3000)
			q.Signed = q.Signed.AddDays(rapid.IntRange(-400, 400).Draw(t, "clock"))
			q.Areas = []AreaSpell{{q.Signed, quantity.Area(rapid.IntRange(1, 20000).Draw(t, "area"))}, {day("2020-08-20"), quantity.Area(rapid.IntRange(0, 20000).Draw(t, "later"))}}
			for i := range q.Prices {
				q.Prices[i].Fen = quantity.Money(rapid.IntRange(0, 5000).Draw(t, "price"))
			}
			q.Prices = q.Prices[:len(q.Prices)-rapid.IntRange(0, 10).Draw(t, "unpublished")]
			if rapid.Bool().Draw(t, "read") {
				q.Water = []WaterReading{{day("2020-05-03"), day("2020-09-18"), 12345}}
				q.Prices = append(q.Prices, YearPrice{FeeWater, 2020, 430})
			}
			if rapid.IntRange(0, 4).Draw(t, "exit") == 0 {
				q.Exit = today.AddDays(-rapid.IntRange(0, 60).Draw(t, "keys"))
			}
			months := rapid.SampledFrom([]int{1, 3, 6, 12}).Draw(t, "months")
			q.Until = today
			in := BillInput{Schedule: Schedule(q), Signed: q.Signed, Ended: q.Exit, Months: months, Through: today, Issued: issued}
			before := string(Canonical(issued))
			drafts := DraftBills(in)
			if last, ok := DraftDifference(in); ok && len(drafts) == 0 {
				drafts = append(drafts, last)
			}
			issued = append(slices.Clip(issued), drafts...)
			if got := string(Canonical(issued[:len(issued)-len(drafts)])); got != before {
				t.Fatal("an issued bill changed")
			}
			checkBilled(t, in.Schedule, issued)
			in.Issued = issued
			if again := DraftBills(in); len(again) != 0 {
				t.Fatalf("the same again: %v", told(again))
			}
			today = today.AddDays(rapid.IntRange(0, 200).Draw(t, "days"))
		}
	})
}

// checkBilled compares the sum of the bills with the sum of the priced lines up to the last billed day.
func checkBilled(t *rapid.T, s FeeSchedule, issued []Bill) {
	to := BilledTo(issued)
	if to.IsZero() {
		return
	}
	var want, got quantity.Money
	for _, l := range s.Lines {
		if l.Priced && !l.To.After(to) {
			want += l.Payable
		}
	}
	for _, b := range issued {
		var sum FeeTotal
		for _, l := range b.Lines {
			sum = sum.With(l.FeeLine)
			if l.Payable+l.Waived != l.Market || (l.Back && l.Payable > 0) {
				t.Fatalf("line %+v", l)
			}
		}
		if sum != b.Total {
			t.Fatalf("sum %v of %v", sum, b.Total)
		}
		got += sum.Payable
	}
	if got != want {
		t.Fatalf("billed %s, the schedule says %s: %v", got, want, told(issued))
	}
}
