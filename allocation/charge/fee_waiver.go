package charge

import (
	"cmp"
	"slices"

	"penggai/allocation/civil"
)

// WaiverSpell is a time [From, To) over which the waiver of a fee is granted (五(一)1 to 3); without To it lasts.
type WaiverSpell struct {
	Fee      Fee
	From, To civil.Date
}

// holds reports whether a day lies in the spell.
func (w WaiverSpell) holds(d civil.Date) bool {
	return !d.Before(w.From) && (w.To.IsZero() || d.Before(w.To))
}

// PhaseOf is the phase of a fee on a day: full also while its waiver is not granted, and for the water of a trade that
// lives on it.
func (in *QuoteInput) PhaseOf(fee Fee, d civil.Date) Phase { return newQuote(in).phaseOf(fee, d) }

// phaseOf asks besides whether the waiver of the fee is granted; months without it pass on the clock all the same.
func (q *quote) phaseOf(fee Fee, d civil.Date) Phase {
	if fee == FeeWater && q.WaterIntensive || q.Waivers != nil && !q.granted(fee, d) {
		return PhaseFull
	}
	return q.phaseOn(d)
}

// granted reports whether a spell of the fee holds on a day.
func (q *quote) granted(fee Fee, d civil.Date) bool {
	return slices.ContainsFunc(q.spells, func(w WaiverSpell) bool { return w.Fee == fee && w.holds(d) })
}

// joinSpells puts spells in order and joins those of a fee that touch or overlap; empty ones fall away.
func joinSpells(spells []WaiverSpell) []WaiverSpell {
	list := slices.DeleteFunc(slices.Clone(spells), func(w WaiverSpell) bool { return !w.To.IsZero() && !w.From.Before(w.To) })
	slices.SortFunc(list, func(a, b WaiverSpell) int {
		return cmp.Or(cmp.Compare(a.Fee.order(), b.Fee.order()), cmp.Compare(a.Fee, b.Fee), a.From.Compare(b.From), a.To.Compare(b.To))
	})
	var out []WaiverSpell
	for _, w := range list {
		n := len(out)
		if n == 0 || out[n-1].Fee != w.Fee || !out[n-1].To.IsZero() && w.From.After(out[n-1].To) {
			out = append(out, w)
			continue
		}
		if last := &out[n-1]; w.To.IsZero() {
			last.To = w.To
		} else if !last.To.IsZero() {
			last.To = civil.Max(last.To, w.To)
		}
	}
	return out
}
