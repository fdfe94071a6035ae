package civil_test

import (
	"testing"

	"penggai/allocation/civil"
)

// TestClock: a real office asks about a day far after its last entry and takes none before it; others go where they are set.
func TestClock(t *testing.T) {
	last := civil.MustParse("2021-03-15")
	real, trial, demo := civil.Clock{Kind: civil.ClockReal, Gap: 45}, civil.Clock{Kind: civil.ClockTrial, Gap: 45}, civil.Clock{Kind: civil.ClockDemo}
	for _, tt := range []struct {
		clock civil.Clock
		today string
		want  civil.DayDoubt
	}{
		{real, "2021-03-15", civil.DayGood},
		{real, "2021-04-29", civil.DayGood},
		{real, "2021-04-30", civil.DayFar},
		{real, "2099-12-31", civil.DayFar},
		{real, "2021-03-14", civil.DayBehind},
		{trial, "2099-12-31", civil.DayGood},
		{trial, "2021-03-14", civil.DayBehind},
		{demo, "2031-03-15", civil.DayGood},
	} {
		if got := tt.clock.Doubt(civil.MustParse(tt.today), last); got != tt.want {
			t.Errorf("%s on %s: %d, want %d", tt.clock.Kind, tt.today, got, tt.want)
		}
	}
	if got := real.Doubt(last, civil.Date{}); got != civil.DayGood {
		t.Errorf("an office without an entry: %d", got)
	}
}

// TestClockStart: a demonstration opens on the day where it stood, a trial on the wall's day, never before its last entry.
func TestClockStart(t *testing.T) {
	wall, last := civil.MustParse("2026-11-29"), civil.MustParse("2021-03-15")
	demo, trial := civil.Clock{Kind: civil.ClockDemo}, civil.Clock{Kind: civil.ClockTrial}
	if got := demo.Start(wall, last); got != last {
		t.Errorf("demonstration: %s", got)
	}
	if got := trial.Start(wall, last); got != wall {
		t.Errorf("trial: %s", got)
	}
	if got := trial.Start(last, wall); got != wall {
		t.Errorf("trial set ahead: %s", got)
	}
}
