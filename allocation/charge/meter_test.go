package charge

import (
	"fmt"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
)

func read(day int, litres int64, meter Meter) MeterReading {
	return MeterReading{Day: civil.On(2021, 3, day), Litres: litres, Meter: meter}
}

// TestUsed: only a meter that was changed begins anew, wherever it begins, and its first reading may stand on the day of the old
// one's last; a reading that falls counts nothing.
func TestUsed(t *testing.T) {
	for name, tc := range map[string]struct {
		readings []MeterReading
		want     string
	}{
		"one meter":            {[]MeterReading{read(1, 1000, MeterSame), read(9, 4000, MeterSame)}, "[1-9:3000]"},
		"changed on a day":     {[]MeterReading{read(1, 1000, MeterSame), read(9, 70, MeterNew), read(9, 4000, MeterSame), read(20, 90, MeterSame)}, "[1-9:3000 9-20:20]"},
		"as was once entered":  {[]MeterReading{read(1, 5000, MeterSame), read(9, 4000, MeterChanged)}, "[1-9:4000]"},
		"a reading that falls": {[]MeterReading{read(1, 5000, MeterSame), read(9, 4000, MeterSame)}, "[]"},
		"none":                 {nil, "[]"},
	} {
		got := []string{}
		for _, w := range Used(tc.readings) {
			got = append(got, fmt.Sprintf("%d-%d:%d", w.From.Day(), w.To.Day(), w.Litres))
		}
		if fmt.Sprint(got) != tc.want {
			t.Errorf("%s: %v, want %s", name, got, tc.want)
		}
	}
}

func TestFitReading(t *testing.T) {
	there := []MeterReading{read(1, 1000, MeterSame), read(9, 4000, MeterSame), read(9, 70, MeterNew), read(20, 90, MeterSame)}
	for name, tc := range map[string]struct {
		r    MeterReading
		want *say.Refusal
	}{
		"behind all":               {read(25, 90, MeterSame), nil},
		"between two":              {read(5, 2000, MeterSame), nil},
		"far too much":             {read(25, 90+200_000*7, MeterSame), ErrReadingMuch},
		"lower":                    {read(25, 80, MeterSame), ErrReadingLower},
		"lower on a new meter":     {read(25, 5, MeterNew), nil},
		"higher than the next":     {read(5, 4001, MeterSame), ErrReadingHigher},
		"under the new meter":      {read(12, 60, MeterSame), ErrReadingLower},
		"a new meter above a next": {read(12, 91, MeterNew), ErrReadingHigher},
		"on a day that has one":    {read(9, 4000, MeterSame), ErrReadingDay},
	} {
		saytest.Want(t, name, FitReading(there, tc.r), tc.want)
	}
	if !Lacks(there, civil.On(2021, 5, 1)) || Lacks(there, civil.On(2021, 4, 1)) {
		t.Error("a period of which nobody read the end")
	}
}
