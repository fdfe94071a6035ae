package exit

import (
	"strings"
	"testing"

	"penggai/allocation/civil"
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
