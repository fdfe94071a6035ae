package allocation

import (
	"testing"
)

// The last day charged is the day before the exit: on each side of S+36 and S+72 the exit decides which phase the last line
// is in, whatever the day of the signing clamps to.
func TestExitAroundThePhases五一(t *testing.T) {
	for _, tc := range []struct{ signed, half, full string }{
		{"2016-02-29", "2019-02-28", "2022-02-28"},
		{"2018-01-31", "2021-01-31", "2024-01-31"},
		{"2017-08-31", "2020-08-31", "2023-08-31"},
		{"2017-12-31", "2020-12-31", "2023-12-31"},
		{"2018-01-01", "2021-01-01", "2024-01-01"},
	} {
		n := signed(t, tc.signed)
		if n.FreeUntil() != day(tc.half) || n.WaivedUntil() != day(tc.full) {
			t.Errorf("signed %s: free until %s, half until %s", tc.signed, n.FreeUntil(), n.WaivedUntil())
		}
		for _, b := range []struct {
			first      string
			last, next Phase
		}{{tc.half, PhaseFree, PhaseHalf}, {tc.full, PhaseHalf, PhaseFull}} {
			in := flat(tc.signed, "2024-06-01", 10000, 1000)
			for after, want := range []Phase{b.last, b.next} {
				in.Exit = day(b.first).AddDays(after)
				lines := Schedule(in).Lines
				if l := lines[len(lines)-1]; l.Phase != want || l.To != in.Exit {
					t.Errorf("signed %s, exit %s: the last line ends %s in phase %s, want %s", tc.signed, in.Exit, l.To, l.Phase, want)
				}
			}
			in.Exit = day(b.first) // a stop of the waiver on the day of the exit charges nothing more
			whole := Schedule(in)
			in.WaiverStopped = in.Exit
			if stopped := Schedule(in); stopped.Sum() != whole.Sum() {
				t.Errorf("signed %s: a stop on the day of the exit changes %+v to %+v", tc.signed, whole.Sum(), stopped.Sum())
			}
			in.WaiverStopped = in.Exit.AddDays(-1) // the day before: exactly one day at full price
			lines := Schedule(in).Lines
			l := lines[len(lines)-1]
			if l.Phase != PhaseFull || l.From != in.WaiverStopped || l.To != in.Exit || l.Payable != l.Market {
				t.Errorf("signed %s: the last day at full price is %+v", tc.signed, l)
			}
		}
	}
}

// 三.3: opened on the last day is in time, on the day after one day late, whatever the months clamp to.
func TestOpenedAroundTheDeadline三3(t *testing.T) {
	for _, tc := range []struct{ handed, openBy string }{
		{"2018-08-31", "2018-11-30"}, {"2018-02-28", "2018-05-28"}, {"2018-01-31", "2018-04-30"},
	} {
		for late := range 2 {
			n := signed(t, tc.handed)
			today := day(tc.openBy).AddDays(late)
			wantRefusal(t, "keys", n.HandOver(day(tc.handed), today, spring()), nil)
			wantRefusal(t, "open", n.Open(today, today), nil)
			if n.OpenBy != day(tc.openBy) || n.Late(today.AddDays(30)) != late {
				t.Errorf("keys on %s, opened %s: by %s, late %d", tc.handed, today, n.OpenBy, n.Late(today.AddDays(30)))
			}
		}
	}
}
