package exit

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/ui/kit"
)

// TestHintOfTheDayForClearingStandsWhole: beside the field of a form at 80 columns, by every ground, before and after the end of the contract.
func TestHintOfTheDayForClearingStandsWhole(t *testing.T) {
	const room = 35 // columns behind a day at 80
	today := civil.MustParse("2020-11-30")
	for _, stops := range []bool{false, true} {
		for _, from := range []civil.Date{{}, today} {
			for _, end := range []string{"2020-11-01", "2023-11-15"} {
				var d record
				d.Stops, d.Evidence = stops, leave.Evidence{FalseFrom: from}
				d.Stay.Contract = allocation.Contract{To: civil.MustParse(end)}
				if hint := vacateHint(d, today); kit.Width(hint) > room {
					t.Errorf("%d columns: %s", kit.Width(hint), hint)
				}
			}
		}
	}
}
