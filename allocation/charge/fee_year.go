package charge

import (
	"cmp"
	"slices"

	"penggai/allocation/civil"
)

// MergeSchedules is the schedule of several places of one tenancy: the lines by fee and date, the totals summed.
func MergeSchedules(parts ...FeeSchedule) FeeSchedule {
	if len(parts) == 1 {
		return parts[0]
	}
	var s FeeSchedule
	for _, p := range parts {
		s.Lines = append(s.Lines, p.Lines...)
		s.Missing = append(s.Missing, p.Missing...)
		for i := range s.totals {
			s.totals[i] = s.totals[i].Plus(p.totals[i])
		}
	}
	slices.SortStableFunc(s.Lines, func(a, b FeeLine) int {
		return cmp.Or(cmp.Compare(a.Fee.order(), b.Fee.order()), a.From.Compare(b.From), a.To.Compare(b.To))
	})
	slices.SortFunc(s.Missing, func(a, b MissingPrice) int {
		return cmp.Or(cmp.Compare(a.Fee.order(), b.Fee.order()), cmp.Compare(a.Year, b.Year))
	})
	s.Missing = slices.Compact(s.Missing)
	return s
}

// FeeSum is a part of a schedule summed up: a calendar year, or a phase.
type FeeSum struct {
	Year     int        // of a calendar year; 0 for a phase
	Phase    Phase      // of its first day
	Last     Phase      // of its last day
	From, To civil.Date // from the first day to the day after the last one
	Total    FeeTotal
	Unpriced bool // some of its lines wait for a price
	fees     [len(fees)]FeeTotal
}

// Pending reports whether no line has a price yet: then the sums say nothing and 待公布 is shown, not nought.
func (y FeeSum) Pending() bool { return y.Unpriced && y.Total == FeeTotal{} }

// Fee is the sum of one fee.
func (y FeeSum) Fee(f Fee) FeeTotal {
	if i := f.order(); i >= 0 {
		return y.fees[i]
	}
	return FeeTotal{}
}

// ByYear sums the lines by calendar year, the year whose market price they take (五(一)); no line crosses a year.
func (s FeeSchedule) ByYear() []FeeSum {
	return s.sums(func(l FeeLine) FeeSum { return FeeSum{Year: l.From.Year()} })
}

// ByPhase sums the lines by phase.
func (s FeeSchedule) ByPhase() []FeeSum {
	return s.sums(func(l FeeLine) FeeSum { return FeeSum{Phase: l.Phase} })
}

// sums gathers the lines that give the same key, in the order of their days.
func (s FeeSchedule) sums(key func(FeeLine) FeeSum) []FeeSum {
	var out []FeeSum
	for _, l := range s.Lines {
		k := key(l)
		i := slices.IndexFunc(out, func(y FeeSum) bool { return y.Year == k.Year && (k.Year != 0 || y.Phase == k.Phase) })
		if i < 0 {
			i, out = len(out), append(out, FeeSum{Year: k.Year, Phase: l.Phase, Last: l.Phase, From: l.From, To: l.To})
		}
		y := &out[i]
		if l.From.Before(y.From) {
			y.From, y.Phase = l.From, l.Phase
		}
		if l.To.After(y.To) {
			y.To, y.Last = l.To, l.Phase
		}
		y.Unpriced = y.Unpriced || !l.Priced
		fee := &y.fees[l.Fee.order()]
		*fee = fee.With(l)
		y.Total = y.Total.With(l)
	}
	slices.SortFunc(out, func(a, b FeeSum) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return out
}
