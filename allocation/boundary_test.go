package allocation

import (
	"testing"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say/saytest"
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
		if n.FreeUntil() != civil.MustParse(tc.half) || n.WaivedUntil() != civil.MustParse(tc.full) {
			t.Errorf("signed %s: free until %s, half until %s", tc.signed, n.FreeUntil(), n.WaivedUntil())
		}
		for _, b := range []struct {
			first      string
			last, next charge.Phase
		}{{tc.half, charge.PhaseFree, charge.PhaseHalf}, {tc.full, charge.PhaseHalf, charge.PhaseFull}} {
			in := flatRent(tc.signed, "2024-06-01")
			for after, want := range []charge.Phase{b.last, b.next} {
				in.Exit = civil.MustParse(b.first).AddDays(after)
				lines := charge.Schedule(in).Lines
				if l := lines[len(lines)-1]; l.Phase != want || l.To != in.Exit {
					t.Errorf("signed %s, exit %s: the last line ends %s in phase %s, want %s", tc.signed, in.Exit, l.To, l.Phase, want)
				}
			}
			in.Exit = civil.MustParse(b.first) // a stop of the waiver on the day of the exit charges nothing more
			whole := charge.Schedule(in)
			in.WaiverStopped = in.Exit
			if stopped := charge.Schedule(in); stopped.Sum() != whole.Sum() {
				t.Errorf("signed %s: a stop on the day of the exit changes %+v to %+v", tc.signed, whole.Sum(), stopped.Sum())
			}
			in.WaiverStopped = in.Exit.AddDays(-1) // the day before: exactly one day at full price
			lines := charge.Schedule(in).Lines
			l := lines[len(lines)-1]
			if l.Phase != charge.PhaseFull || l.From != in.WaiverStopped || l.To != in.Exit || l.Payable != l.Market {
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
			today := civil.MustParse(tc.openBy).AddDays(late)
			saytest.Want(t, "keys", n.HandOver(civil.MustParse(tc.handed), today, spring()), nil)
			saytest.Want(t, "open", n.Open(today, today), nil)
			if n.OpenBy != civil.MustParse(tc.openBy) || n.Late(today.AddDays(30)) != late {
				t.Errorf("keys on %s, opened %s: by %s, late %d", tc.handed, today, n.OpenBy, n.Late(today.AddDays(30)))
			}
		}
	}
}

// flatRent asks for 100 ㎡ at 10 yuan a month in every year.
func flatRent(signed, until string) *charge.QuoteInput {
	from := civil.MustParse(signed)
	in := &charge.QuoteInput{Signed: from, Until: civil.MustParse(until), Areas: []charge.AreaSpell{{From: from, Area: 10000}}}
	for y := 2016; y <= 2030; y++ {
		in.Prices = append(in.Prices, charge.YearPrice{Fee: charge.FeeRent, Year: y, Fen: 1000})
	}
	return in
}
