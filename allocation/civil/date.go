package civil

import (
	"errors"
	"fmt"
	"time"
)

// Date is a day of the civil calendar (Asia/Shanghai; there is no time of day in it).
// It is comparable with ==, ordered with Before, After and Compare, and its zero value means "no date".
// Its text form is YYYY-MM-DD; the zero value's text form is empty.
type Date struct {
	n int32 // days since 0000-12-31, so that 1 is 0001-01-01 and 0 stays "no date"
}

// ErrBadDate says that a text is not a date of the form YYYY-MM-DD.
var ErrBadDate = errors.New("civil: not a date of the form YYYY-MM-DD")

// The days of the Gregorian calendar come again every 400 years. A year is counted from March here, so that a leap day is its last.
const (
	cycleYears = 400
	cycleDays  = 146097
	marchDay   = 305 // days from 0000-03-01 to 0000-12-31
)

// On returns the date of a year, month and day; a month past the year's end and a day past the month's end roll over.
func On(year int, month time.Month, day int) Date {
	m := int(month) - 3
	year, m = year+floor(m, 12), m-12*floor(m, 12)
	cycle := floor(year, cycleYears)
	y := year - cycle*cycleYears
	return Date{n: int32(cycle*cycleDays + y*365 + y/4 - y/100 + (153*m+2)/5 + day - 1 - marchDay)}
}

// date are the year, month and day.
func (d Date) date() (year int, month time.Month, day int) {
	n := int(d.n) + marchDay
	cycle := floor(n, cycleDays)
	n -= cycle * cycleDays
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= y*365 + y/4 - y/100
	m := (5*n + 2) / 153
	day = n - (153*m+2)/5 + 1
	if m += 3; m > 12 {
		return cycle*cycleYears + y + 1, time.Month(m - 12), day
	}
	return cycle*cycleYears + y, time.Month(m), day
}

// floor is the quotient of two numbers, rounded down.
func floor(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// Of returns the civil date that a clock in its own location shows.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return On(y, m, d)
}

// Parse reads YYYY-MM-DD strictly; years run from 0001 to 9999.
func Parse(s string) (Date, error) {
	y, m, day := digits(s, 0, 4), digits(s, 5, 7), digits(s, 8, 10)
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || y < 1 || m < 1 || m > 12 || day < 1 || day > DaysInMonth(y, time.Month(m)) {
		return Date{}, fmt.Errorf("%w: %q", ErrBadDate, s)
	}
	return On(y, time.Month(m), day), nil
}

// digits is the number in a part of a text, -1 where something else stands there.
func digits(s string, from, to int) (n int) {
	if len(s) < to {
		return -1
	}
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// MustParse is Parse for constants in tables and tests; it panics on a bad text.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Year, Month, Day and Weekday are the date's parts.
func (d Date) Year() int {
	y, _, _ := d.date()
	return y
}

// Month is the month of the year.
func (d Date) Month() time.Month {
	_, m, _ := d.date()
	return m
}

// Day is the day of the month.
func (d Date) Day() int {
	_, _, day := d.date()
	return day
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(int(d.n) - 7*floor(int(d.n), 7)) }

// AddDays moves by a number of days.
func (d Date) AddDays(n int) Date { return Date{n: d.n + int32(n)} }

// Sub counts the days from o to d.
func (d Date) Sub(o Date) int { return int(d.n - o.n) }

// Before, After and Compare order dates; the zero date stands before all others.
func (d Date) Before(o Date) bool { return d.n < o.n }

// After reports whether d is later than o.
func (d Date) After(o Date) bool { return d.n > o.n }

// Compare is -1, 0 or 1.
func (d Date) Compare(o Date) int {
	switch {
	case d.n < o.n:
		return -1
	case d.n > o.n:
		return 1
	}
	return 0
}

// AddMonths moves by whole months; the day is clamped to the month's end
// (01-31 + 1 month = 02-28 or 02-29). Always add from the anchor date, never in a chain.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.date()
	if day <= 28 {
		return On(y, m+time.Month(n), day)
	}
	first := On(y, m+time.Month(n), 1)
	if last := DaysInMonth(first.Year(), first.Month()); day > last {
		day = last
	}
	return first.AddDays(day - 1)
}

// MonthStart is the first day of the date's month.
func (d Date) MonthStart() Date { return d.AddDays(1 - d.Day()) }

// MonthIndex counts the whole months from the anchor to d: the greatest n with anchor.AddMonths(n) not after d.
// Month n of a term that starts on the anchor is [anchor+n, anchor+n+1), so a term's first month has index 0;
// a day before the anchor has a negative index.
func (d Date) MonthIndex(anchor Date) int {
	n := (d.Year()-anchor.Year())*12 + int(d.Month()) - int(anchor.Month())
	if anchor.AddMonths(n).After(d) {
		n--
	}
	return n
}

// Min and Max choose the earlier and the later of two dates.
func Min(a, b Date) Date {
	if b.Before(a) {
		return b
	}
	return a
}

// Max is the later of two dates.
func Max(a, b Date) Date {
	if b.After(a) {
		return b
	}
	return a
}

// DaysInMonth counts the days of a month.
func DaysInMonth(year int, month time.Month) int {
	if month >= 1 && month <= 12 && month != 2 {
		return 30 + int(month+month/8)%2
	}
	return On(year, month+1, 1).Sub(On(year, month, 1))
}

// String is YYYY-MM-DD, or empty for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.date()
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
	}
	return string([]byte{
		digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(int(m) / 10), digit(int(m)), '-', digit(day / 10), digit(day),
	})
}

// digit is the last one of a number.
func digit(n int) byte { return byte('0' + n%10) }

// MarshalText and UnmarshalText use the text form; an empty text is no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON is the text form in quotes, null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalText reads the text form; an empty text is no date.
func (d *Date) UnmarshalText(b []byte) error { return read(d, string(b)) }

func read(d *Date, s string) (err error) {
	if s == "" {
		*d = Date{}
		return nil
	}
	*d, err = Parse(s)
	return err
}

// Scan reads a database column: text, or NULL for no date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return read(d, v)
	case []byte:
		return d.UnmarshalText(v)
	}
	return fmt.Errorf("%w: %T", ErrBadDate, src)
}
