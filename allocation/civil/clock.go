package civil

// Clock is how the day of an office may move. An office for real lives by the computer's clock; one for trial and a demonstration
// may be set to any day, and say so everywhere.
type Clock struct {
	Kind ClockKind
	Gap  int // days after the last entry of the log from which a new day is asked about before anything is written
}

// ClockKind tells an office for real from one to try things in.
type ClockKind string

// The kinds of offices.
const (
	ClockReal  ClockKind = "real"
	ClockTrial ClockKind = "trial" // penggai init --trial
	ClockDemo  ClockKind = "demo"

	ClockTraining ClockKind = "training" // penggai anonymise: the cases of an office without its people
)

// Mark is what every screen, paper and export of an office says of it that is not for real: 试用, 演示, 培训用; else empty.
func (k ClockKind) Mark() string {
	switch k {
	case ClockTrial:
		return "试用"
	case ClockDemo:
		return "演示"
	case ClockTraining:
		return "培训用"
	case ClockReal:
	}
	return ""
}

// ClockGap is the gap of a new office.
const ClockGap = 45

// Free reports whether the day may be set by hand. An office that says nothing of its clock is free.
func (c Clock) Free() bool { return c.Kind != ClockReal }

// DayDoubt is what is odd about today beside the day of the last entry.
type DayDoubt int

// What a day may be.
const (
	DayGood   DayDoubt = iota
	DayBehind          // before the last entry: the computer's clock or the entry is wrong
	DayFar             // so long after it that somebody has to say that it is right
)

// Doubt looks at a day on which something is to be written.
func (c Clock) Doubt(today, last Date) DayDoubt {
	switch {
	case last.IsZero():
	case today.Before(last):
		return DayBehind
	case !c.Free() && last.AddDays(c.Gap).Before(today):
		return DayFar
	}
	return DayGood
}

// Start is the day on which an office that is not for real opens when nobody sets one: a demonstration stands where it was, a trial and a copy to
// learn on go with the wall clock but never back.
func (c Clock) Start(wall, last Date) Date {
	if c.Kind == ClockDemo && !last.IsZero() {
		return last
	}
	return Max(wall, last)
}
