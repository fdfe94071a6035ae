package exit

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// TestLastDaysBeyondTheCalendar: a last day that was counted without the exchanged working days of its year says so.
func TestLastDaysBeyondTheCalendar(t *testing.T) {
	day := civil.MustParse("2022-01-07")
	for _, sure := range []bool{true, false} {
		for _, text := range []string{fmtFileBy(day, sure), fmtAnswerBy(day, sure, day), fmtAnswerBy(day, sure, day.AddDays(1))} {
			if strings.Contains(text, "调休未公布") == sure || !strings.Contains(text, "2022-01-07") {
				t.Errorf("sure %v: %s", sure, text)
			}
		}
	}
}

// TestTheExpiryKeepsTheWaiverToTheEndOfTheContract一: whoever leaves at the expiry keeps the waiver until the contract ends, not until a later
// day for clearing; by another ground within the contract the day for clearing counts.
func TestTheExpiryKeepsTheWaiverToTheEndOfTheContract一(t *testing.T) {
	c := allocation.Contract{From: civil.MustParse("2018-04-22"), To: civil.MustParse("2021-04-22")}
	for _, g := range leave.ExitGrounds() {
		word := stopsWord(g, c, civil.MustParse("2021-03-15"))
		if got := strings.Contains(word, "2021-04-21"); got != g.AtExpiry {
			t.Errorf("%s: %s", g.Clause(), word)
		}
	}
}
