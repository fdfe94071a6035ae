package charge

import (
	"slices"
	"testing"

	"penggai/allocation/civil"

	"pgregory.net/rapid"
)

// drawSpells makes some spells of granted waivers, touching, overlapping and empty ones too; the list is never nil.
func drawSpells(t *rapid.T, at func(string) civil.Date) []WaiverSpell {
	out := []WaiverSpell{}
	for range rapid.IntRange(0, 6).Draw(t, "spells") {
		w := WaiverSpell{Fee: rapid.SampledFrom(Fees).Draw(t, "fee of the spell"), From: at("granted")}
		if rapid.IntRange(0, 3).Draw(t, "ends") > 0 {
			w.To = w.From.AddDays(rapid.IntRange(0, 700).Draw(t, "for"))
		}
		out = append(out, w)
		if !w.To.IsZero() && rapid.IntRange(0, 3).Draw(t, "goes on") == 0 {
			out = append(out, WaiverSpell{Fee: w.Fee, From: w.To, To: w.To.AddDays(rapid.IntRange(0, 90).Draw(t, "on for"))})
		}
	}
	return out
}

// A waiver that is granted late, suspended and resumed: its days are spared, the others are at full price, and the clock
// runs on from the signing (五(一): 自签订合同之日起，可申请享受).
func TestWaiverOnlyWhileGranted五一(t *testing.T) {
	in := flat("2017-11-15", "2018-04-01", 10000, 3100)
	in.Waivers = []WaiverSpell{{Fee: FeeRent, From: day("2017-12-10"), To: day("2018-02-01")}, {Fee: FeeRent, From: day("2018-02-15"), To: civil.Date{}}}
	wantLines(t, "granted late, suspended over the middle of February", short(Schedule(in), FeeRent), []string{
		"2017-11-15 2017-12-01 full 165333 165333",
		"2017-12-01 2017-12-10 full 90000 90000",
		"2017-12-10 2018-01-01 free 220000 0",
		"2018-01-01 2018-02-01 free 310000 0",
		"2018-02-01 2018-02-15 full 155000 155000",
		"2018-02-15 2018-03-01 free 155000 0",
		"2018-03-01 2018-04-01 free 310000 0",
	})
	in.Waivers = []WaiverSpell{{Fee: FeeProperty, From: day("2017-11-15"), To: civil.Date{}}}
	if got := Schedule(in).Total(FeeRent); got.Payable != got.Market || got.Market == 0 {
		t.Errorf("rent without its waiver: %v", got)
	}
	in = flat("2017-11-15", "2020-12-15", 10000, 3100)
	in.Waivers = []WaiverSpell{{Fee: FeeRent, From: day("2020-10-15"), To: civil.Date{}}}
	got := short(Schedule(in), FeeRent)
	wantLines(t, "35 lost months are not added at the end", got[len(got)-4:], []string{
		"2020-10-15 2020-11-01 free 170000 0", "2020-11-01 2020-11-15 free 144667 0",
		"2020-11-15 2020-12-01 half 165333 82667", "2020-12-01 2020-12-15 half 140000 70000",
	})
	in.WaiverStopped = day("2020-11-15")
	if p := in.PhaseOf(FeeRent, day("2020-11-15")); p != PhaseFull {
		t.Errorf("%s after the stop", p)
	}
	if free, full := in.PhaseOf(FeeRent, day("2020-11-14")), in.PhaseOf(FeeRent, day("2020-10-14")); free != PhaseFree || full != PhaseFull {
		t.Errorf("%s, before the grant %s", free, full)
	}
}

// Spells that cover the whole time give the schedule of a waiver that was never in question, line by line.
func TestSpellsThatCoverEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		in.Waivers = nil
		covered := *in
		for _, f := range Fees {
			from := in.Signed.AddDays(-rapid.IntRange(0, 50).Draw(t, "before"))
			for range rapid.IntRange(0, 3).Draw(t, "parts") {
				to := from.AddDays(rapid.IntRange(1, 900).Draw(t, "length"))
				covered.Waivers = append(covered.Waivers, WaiverSpell{Fee: f, From: from.AddDays(-rapid.IntRange(0, 9).Draw(t, "overlap")), To: to})
				from = to
			}
			covered.Waivers = append(covered.Waivers, WaiverSpell{Fee: f, From: from})
		}
		a, b := Schedule(in), Schedule(&covered)
		if !slices.Equal(a.Lines, b.Lines) || !slices.Equal(a.Missing, b.Missing) || a.totals != b.totals {
			t.Fatalf("covered by %v:\n%v\nnil:\n%v", covered.Waivers, b.Lines, a.Lines)
		}
	})
}

// What is not granted is paid in full, and no grant changes what the market asks.
func TestNothingGrantedNothingWaived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		in.Waivers = []WaiverSpell{}
		if got := Schedule(in).Sum(); got.Waived != 0 || got.Payable != got.Market {
			t.Fatalf("nothing granted: %v", got)
		}
		in.Waivers = drawSpells(t, func(label string) civil.Date { return in.Signed.AddDays(rapid.IntRange(-40, 2600).Draw(t, label)) })
		for _, l := range Schedule(in).Lines {
			if l.Phase != in.PhaseOf(l.Fee, l.From) || l.Phase != in.PhaseOf(l.Fee, l.To.AddDays(-1)) {
				t.Fatalf("line %+v changes its phase", l)
			}
		}
	})
}
