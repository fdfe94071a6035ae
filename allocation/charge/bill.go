package charge

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/strict"
)

// BillKind says why a bill was issued.
type BillKind string

// The kinds of bill (账单). A period bill covers a block of the calendar that has ended, the final one the last days up to the
// keys; a difference bill puts right what earlier bills charged for days that they cover.
const (
	BillPeriod     BillKind = "period"
	BillDifference BillKind = "difference"
	BillFinal      BillKind = "final"
)

// BillKinds lists the kinds in the order of a tenancy.
var BillKinds = []BillKind{BillPeriod, BillFinal, BillDifference}

// Title is the kind's word on screen.
func (k BillKind) Title() string { return say.TitleOf(billKindTitles, k) }

// BillLine is a line of a schedule as a bill froze it. Back takes the same line of an earlier bill back: its market, payable and
// waived are the negatives of that line.
type BillLine struct {
	FeeLine
	Back bool
}

// Bill is what a tenancy was asked to pay for [From, To). Its lines never change once it is issued.
type Bill struct {
	ID      int64
	Number  string // ZD-JS-2021-0003
	Kind    BillKind
	From    civil.Date // first day of the period
	To      civil.Date // first day after it
	Issued  civil.Date
	Due     civil.Date // last day for paying, rolled past holidays
	DueSure bool       // false: Due lies beyond the calendar, only weekends were known
	Total   FeeTotal   // sum of the lines
	Lacks   string     // what it does not count, in words: meters that nobody read, prices to come; frozen with it (Lacking)
	Lines   []BillLine
}

// BillNumber is the number of a bill: ZD-JS-2021-0003. n counts within district and year.
func BillNumber(code string, year int, n int64) string {
	return fmt.Sprintf("ZD-%s-%d-%04d", code, year, n)
}

// BillSeries names the series of the numbers of bills.
func BillSeries(code string, year int) string { return fmt.Sprintf("bill/%s/%d", code, year) }

// LastDay is the last day that the bill covers.
func (b *Bill) LastDay() civil.Date { return b.To.AddDays(-1) }

// Fee sums the lines of one fee.
func (b *Bill) Fee(f Fee) (sum FeeTotal) {
	for _, l := range b.Lines {
		if l.Fee == f {
			sum = sum.With(l.FeeLine)
		}
	}
	return sum
}

// Issue dates a drafted bill: issued today, due after so many days, rolled to the next working day.
func (b *Bill) Issue(number string, today civil.Date, dueDays int, calendar *civil.Calendar) {
	due := civil.Period{N: dueDays, Unit: civil.Days}.Deadline(today, calendar)
	b.Number, b.Issued, b.Due, b.DueSure = number, today, due.Last, due.Certain
}

// PeriodEnd is the first day after the block of the calendar that holds a day: blocks of 1, 3, 6 or 12 months, counted from January.
func PeriodEnd(day civil.Date, months int) civil.Date {
	first := (int(day.Month()) - 1) / months * months
	return civil.On(day.Year(), time.Month(first+1), 1).AddMonths(months)
}

// PeriodStart is the first day of the block of the calendar that holds a day.
func PeriodStart(day civil.Date, months int) civil.Date {
	return civil.On(day.Year(), time.Month((int(day.Month())-1)/months*months+1), 1)
}

// BillInput is everything that the bills of a tenancy follow from.
type BillInput struct {
	Schedule FeeSchedule // of today, at least up to Through
	Signed   civil.Date  // first day of the stay
	Ended    civil.Date  // keys back: first day that is not charged; none while the tenancy lasts
	Months   int         // length of a period: 1, 3, 6 or 12
	Through  civil.Date  // periods that end on or before this day are billed
	Issued   []Bill      // with their lines, the oldest first
}

// BilledTo is the day up to which period and final bills have been issued; none before the first.
func BilledTo(issued []Bill) (to civil.Date) {
	for _, b := range issued {
		if b.Kind != BillDifference {
			to = civil.Max(to, b.To)
		}
	}
	return to
}

// DraftBills are the bills that are due, the oldest first: a difference bill where lines that were billed have changed, then one
// for each period that has ended, the last days of an ended stay as the final one. Each takes the lines of the schedule up to its
// end that have a price, without those that earlier bills froze; a frozen line that the schedule no longer has comes back with
// the opposite sign. Lines without a price wait for a later bill. A bill on which nothing is payable is not drafted: free periods
// have none, but a bill that there is lists what is free in its period. Lines of earlier days come along when something of them
// is payable, or in the place of what is taken back. The sum of all bills is always the sum of the priced lines.
func DraftBills(in BillInput) []Bill {
	d := newDraft(in)
	var out []Bill
	keep := func(b Bill, ok bool) {
		if ok {
			out = append(out, b)
			d.freeze(b.Lines)
		}
	}
	from := BilledTo(in.Issued)
	if !from.IsZero() {
		over := !in.Ended.IsZero() && !from.Before(in.Ended)
		if b, ok := d.draft(BillDifference, from, from); over || b.Corrects() {
			keep(b, ok)
		}
	} else {
		from = in.Signed
	}
	for from.Before(in.Through) {
		to, kind := PeriodEnd(from, in.Months), BillPeriod
		if !in.Ended.IsZero() && !to.Before(in.Ended) {
			to, kind = in.Ended, BillFinal
		}
		if to.After(in.Through) || !from.Before(to) {
			break
		}
		keep(d.draft(kind, from, to))
		from = to
	}
	return out
}

// DraftDifference is the bill that puts right, now, what earlier bills charged for the days that they cover, late readings and
// prices of these days included; ok is false when nothing is payable or no bill has been issued.
func DraftDifference(in BillInput) (b Bill, ok bool) {
	to := BilledTo(in.Issued)
	if to.IsZero() {
		return Bill{}, false
	}
	return newDraft(in).draft(BillDifference, to, to)
}

// Waiting names the prices without which lines up to a day cannot be billed; free lines wait for none.
func (s FeeSchedule) Waiting(to civil.Date) []MissingPrice {
	var out []MissingPrice
	for _, l := range s.Lines {
		if m := (MissingPrice{l.Fee, l.Year}); !l.Priced && l.Phase != PhaseFree && !l.To.After(to) && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// Corrects reports whether the bill takes something back.
func (b *Bill) Corrects() bool {
	return slices.ContainsFunc(b.Lines, func(l BillLine) bool { return l.Back })
}

// billKey is a line as the comparison sees it: everything that its money follows from, and the money.
type billKey struct {
	fee                     Fee
	from, to                civil.Date
	phase                   Phase
	year                    int
	area                    quantity.Area
	litres                  int64
	days, of, relief        int
	price                   quantity.Money
	market, payable, waived quantity.Money
}

func keyOf(l FeeLine) billKey {
	return billKey{l.Fee, l.From, l.To, l.Phase, l.Year, l.Area, l.Litres, l.Days, l.Of, l.Relief, l.Price, l.Market, l.Payable, l.Waived}
}

// opposite is the line with the opposite sign.
func (l BillLine) opposite() BillLine {
	l.Market, l.Payable, l.Waived, l.Back = -l.Market, -l.Payable, -l.Waived, !l.Back
	return l
}

// drafting is a schedule and what earlier bills froze of it. Lines that the comparison sees as one have one number.
type drafting struct {
	numbers  map[billKey]int
	lines    []FeeLine  // priced, in the order of the schedule
	keys     []int      // their numbers
	frozen   []BillLine // lines that were billed, those taken back too
	frozenAs []int      // their numbers
	live     []int      // by number: how often it is billed and not taken back
}

func newDraft(in BillInput) *drafting {
	d := &drafting{numbers: make(map[billKey]int, len(in.Schedule.Lines))}
	for _, l := range in.Schedule.Lines {
		if l.Priced {
			d.lines, d.keys = append(d.lines, l), append(d.keys, d.number(l))
		}
	}
	for _, b := range in.Issued {
		d.freeze(b.Lines)
	}
	return d
}

// number is that of a line.
func (d *drafting) number(l FeeLine) int {
	k := keyOf(l)
	n, known := d.numbers[k]
	if !known {
		n = len(d.live)
		d.numbers[k], d.live = n, append(d.live, 0)
	}
	return n
}

// freeze counts the lines of a bill in.
func (d *drafting) freeze(lines []BillLine) {
	for _, l := range lines {
		if l.Back {
			d.live[d.number(l.opposite().FeeLine)]--
			continue
		}
		n := d.number(l.FeeLine)
		d.live[n]++
		d.frozen, d.frozenAs = append(d.frozen, l), append(d.frozenAs, n)
	}
}

// draft is the bill of [from, to); a difference bill has no days of its own: from is to, and it is dated by its lines.
func (d *drafting) draft(kind BillKind, from, to civil.Date) (b Bill, ok bool) {
	left := slices.Clone(d.live)
	var fresh []FeeLine
	for i, l := range d.lines {
		switch k := d.keys[i]; {
		case left[k] > 0:
			left[k]--
		case !l.To.After(to):
			fresh = append(fresh, l)
		}
	}
	b = Bill{Kind: kind, From: from, To: to}
	for i, l := range d.frozen {
		if k := d.frozenAs[i]; left[k] > 0 {
			left[k]--
			b.Lines = append(b.Lines, l.opposite())
		}
	}
	back := b.Lines
	for _, l := range fresh {
		if l.Payable != 0 || !l.From.Before(from) || slices.ContainsFunc(back, func(o BillLine) bool { return o.overlaps(l) }) {
			b.Lines = append(b.Lines, BillLine{FeeLine: l})
		}
	}
	slices.SortStableFunc(b.Lines, func(x, y BillLine) int {
		return cmp.Or(cmp.Compare(x.Fee.order(), y.Fee.order()), x.From.Compare(y.From), cmp.Compare(rankBack(x), rankBack(y)), x.To.Compare(y.To))
	})
	for _, l := range b.Lines {
		b.Total = b.Total.With(l.FeeLine)
		ok = ok || l.Payable != 0
	}
	if kind == BillDifference {
		b.span()
	}
	return b, ok
}

// span dates the bill by its lines.
func (b *Bill) span() {
	for i, l := range b.Lines {
		if i == 0 {
			b.From, b.To = l.From, l.To
		}
		b.From, b.To = civil.Min(b.From, l.From), civil.Max(b.To, l.To)
	}
}

func (l BillLine) overlaps(o FeeLine) bool {
	return l.Fee == o.Fee && l.From.Before(o.To) && o.From.Before(l.To)
}

// rankBack puts what is taken back before what comes in its place.
func rankBack(l BillLine) int {
	if l.Back {
		return 0
	}
	return 1
}

// Canonical is the text over which the seal of a preview is made: everything that the bills say, in their order.
func Canonical(bills []Bill) []byte {
	w := &strict.Canon{}
	w.Open('[')
	for _, b := range bills {
		w.Open('[').Text(string(b.Kind)).Text(b.From.String()).Text(b.To.String())
		for _, l := range b.Lines {
			w.Open('[').Text(string(l.Fee)).Text(l.From.String()).Text(l.To.String()).Text(string(l.Phase)).Int(int64(l.Year))
			w.Int(int64(l.Area)).Int(l.Litres).Int(int64(l.Days)).Int(int64(l.Of)).Int(int64(l.Relief)).Int(int64(l.Price)).Bool(l.Back)
			w.Int(int64(l.Market)).Int(int64(l.Payable)).Int(int64(l.Waived)).Close(']')
		}
		if b.Lacks != "" {
			w.Text(b.Lacks)
		}
		w.Close(']')
	}
	return w.Close(']').Buf
}

var billKindTitles = map[BillKind]string{BillPeriod: "周期", BillDifference: "差额", BillFinal: "终结"}
