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

// Meter says what a reading has to do with the one before it.
type Meter string

// A reading is of the same meter as the one before; or the first one of a meter that was put in (换表), where it need not begin
// at nought; or it was written down, as was done once, with no more than that the meter had been changed since: then the new
// one began at nought.
const (
	MeterSame    Meter = ""
	MeterNew     Meter = "new"
	MeterChanged Meter = "changed"
)

// MeterReading is a reading of the water meter of a unit that counts, in litres.
type MeterReading struct {
	Day    civil.Date
	Litres int64
	Meter  Meter
}

// Compare puts readings in order; on one day the last of the old meter comes before the first of the new one.
func (r MeterReading) Compare(o MeterReading) int {
	return cmp.Or(r.Day.Compare(o.Day), cmp.Compare(r.place(), o.place()))
}

func (r MeterReading) place() int {
	if r.Meter == MeterNew {
		return 1
	}
	return 0
}

// falls reports whether it is less than the reading before without another meter.
func (r MeterReading) falls(before MeterReading) bool {
	return r.Meter == MeterSame && r.Litres < before.Litres
}

// Used is the water between consecutive readings of a unit, as a meter counted it: none between the last reading of a meter
// and the first of the next, none where a reading falls.
func Used(readings []MeterReading) []WaterReading {
	list := slices.Clone(readings)
	slices.SortStableFunc(list, MeterReading.Compare)
	var out []WaterReading
	for i := 1; i < len(list); i++ {
		r, before := list[i], list[i-1]
		switch {
		case r.Meter == MeterChanged:
			out = append(out, WaterReading{From: before.Day, To: r.Day, Litres: r.Litres})
		case r.Meter == MeterSame && !r.falls(before) && before.Day.Before(r.Day):
			out = append(out, WaterReading{From: before.Day, To: r.Day, Litres: r.Litres - before.Litres})
		}
	}
	return out
}

// FitReading refuses a reading of a unit that does not fit between those that count. One that is less than the one before asks
// whether the meter was changed or an earlier reading is wrong; it never stands for a new meter by itself.
// Errors: ErrReadingDay, ErrReadingLower, ErrReadingHigher, ErrReadingMuch.
func FitReading(counted []MeterReading, r MeterReading) error {
	var before, after *MeterReading
	for i := range counted {
		o := &counted[i]
		switch c := o.Compare(r); {
		case c == 0:
			return ErrReadingDay.Textf("%s 已经有读数；读错了请先更正（红冲），再重新登记", r.Day).With(r.Day.String()).On("day")
		case c < 0 && (before == nil || before.Compare(*o) < 0):
			before = o
		case c > 0 && (after == nil || after.Compare(*o) > 0):
			after = o
		}
	}
	switch {
	case before != nil && r.falls(*before):
		return ErrReadingLower.Textf("读数比上一次（%s，%s）小：换过表的登记换表，上次读错的先更正（红冲）", before.Day, volume(before.Litres)).
			With(volume(r.Litres)).On("water")
	case before != nil && r.Meter == MeterSame && r.Litres-before.Litres > mostADay*int64(r.Day.Sub(before.Day)+1):
		return ErrReadingMuch.Textf("从上一次（%s，%s）以来用了 %s 立方米，一处商服用不了这么多，请核对读数；小数点和门牌也请看一看", before.Day, volume(before.Litres),
			volume(r.Litres-before.Litres)).With(volume(r.Litres)).On("water")
	case after != nil && after.falls(r):
		return ErrReadingHigher.Textf("读数比后面一次（%s，%s）大，请核对；后面一次读错了请先更正（红冲）", after.Day, volume(after.Litres)).With(volume(r.Litres)).On("water")
	}
	return nil
}

// mostADay is what no shop uses on a day, in litres: more than that is a slip of the pen.
const mostADay = 200_000

// volume is litres as people read them: m³ with two decimals.
func volume(litres int64) string { return quantity.Hundredths(litres / 10) }

// Unread is a meter that nobody read for a period whose water is paid for.
type Unread struct {
	Unit  string     // number of the unit
	Since civil.Date // latest reading that counts, or the day on which the unit was taken over
}

// WaterLater is the water that is paid for and comes with a later bill: what was used since the meter was read, and of a reading in
// the running period what it counted of that.
type WaterLater struct {
	From civil.Date // first day of the running period; none where no water is paid for
	Bill civil.Date // first day on which its bill can be issued
	Read civil.Date // day of the latest reading; of several meters the earliest; none where nobody read one
}

// Words say how far the water is counted and when the rest comes; empty where no water is paid for or no meter was read.
func (w WaterLater) Words() string {
	switch {
	case w.From.IsZero() || w.Read.IsZero():
		return ""
	case w.Read.After(w.From):
		return fmt.Sprintf("%s 至 %s 已抄表的水费属于本期，随 %s 起出的账单。", w.From, w.Read.AddDays(-1), w.Bill)
	}
	return fmt.Sprintf("水费抄到 %s；以后的水费等下次抄表，随 %s 起出的账单。", w.Read, w.Bill)
}

// UnreadWords name meters that nobody read, each with since when: 水费未抄表：JS-NSQ-01-1-01 自 2018-11-15 起. Empty for none.
func UnreadWords(list []Unread) string {
	words := make([]string, len(list))
	for i, u := range list {
		words[i] = fmt.Sprintf("%s 自 %s 起", u.Unit, u.Since)
	}
	if len(words) == 0 {
		return ""
	}
	return FeeWater.Title() + TextUnread + "：" + strings.Join(words, "、")
}

// PendingWords name prices that are still to come: 价格待公布：2021 年水费. Empty for none.
func PendingWords(list []MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
	}
	if len(words) == 0 {
		return ""
	}
	return "价格待公布：" + strings.Join(words, "、")
}

// Lacking is what a bill says it does not count, for meters that nobody read, prices that are to come and heating without a season;
// empty where it counts all.
func Lacking(unread []Unread, prices []MissingPrice, noSeason bool) string {
	words := []string{UnreadWords(unread), PendingWords(prices)}
	if noSeason {
		words = append(words, TextNoSeason)
	}
	words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, "；") + "。这部分没有计入本账单，不是零，登记后在以后的账单里补出。"
}

// TextNoSeason says why nothing is charged for heating.
const TextNoSeason = "供热期未登记，没有供热费"

// TextUnread stands for the reading of a meter that nobody read.
const TextUnread = "未抄表"

// LastRead is the day of the latest of some readings; no date where there is none.
func LastRead(readings []MeterReading) (day civil.Date) {
	for _, r := range readings {
		day = civil.Max(day, r.Day)
	}
	return day
}

// Lacks reports whether a meter was not read for a period that ended before a day (excluded): no reading counts from a month
// before its end on.
func Lacks(readings []MeterReading, end civil.Date) bool {
	return LastRead(readings).Before(end.AddMonths(-1))
}

var meterTitles = map[Meter]string{MeterSame: "", MeterNew: "（新表起数）", MeterChanged: "（换表）"}

// Title is what a history says behind a reading; empty for the same meter.
func (m Meter) Title() string { return meterTitles[m] }

// Readings.
var (
	ErrReadingDay    = say.Refuse("reading_day", "这一天已经有读数；读错了请先更正（红冲），再重新登记")
	ErrReadingMuch   = say.Refuse("reading_much", "读数比上一次大得太多，请核对")
	ErrReadingHigher = say.Refuse("reading_higher", "读数比后面一次大，请核对")
	ErrReadingLower  = say.Refuse("reading_lower", "读数比上一次小：换过表的请按“换表”登记，读错了的请先更正")
)
