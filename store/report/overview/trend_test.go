package overview

import (
	"fmt"
	"testing"

	"penggai/allocation/civil"
)

// TestMonthEnds: a course has the end of every month and its last day, whatever day that is.
func TestMonthEnds(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2020-01-31", "2020-04-15", "[2020-01-31 2020-02-29 2020-03-31 2020-04-15]"},
		{"2020-12-05", "2021-01-31", "[2020-12-31 2021-01-31]"},
		{"2020-12-05", "2020-12-06", "[2020-12-06]"},
	} {
		if got := fmt.Sprint(MonthEnds(civil.MustParse(c.from), civil.MustParse(c.to))); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
