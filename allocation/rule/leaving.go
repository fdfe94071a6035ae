package rule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"penggai/allocation/say"
)

// LeftOut is a decision that some vacant units of the district stay out of a round's pool, and why (ALLOCATION, The pool of a
// round).
type LeftOut struct {
	Units  []string // numbers, bytewise
	Reason string
}

// LeaveOut decides that units stay out of a pool: each of them lies in it, and a reason stands with them.
// Errors: ErrLeftNone, ErrLeftReason, ErrLeftTwice.
func LeaveOut(pool, units []string, reason string) (LeftOut, error) {
	l := LeftOut{Units: slices.Compact(slices.Sorted(slices.Values(units))), Reason: strings.TrimSpace(reason)}
	switch {
	case len(l.Units) == 0:
		return l, ErrLeftNone.On("units")
	case l.Reason == "" || utf8.RuneCountInString(l.Reason) > boundCharacters:
		return l, ErrLeftReason.On("reason")
	}
	for _, u := range l.Units {
		if !slices.Contains(pool, u) {
			return l, ErrLeftTwice.On("units").With(u)
		}
	}
	return l, nil
}

// Keep leaves of the decision what still matters, the units of which yes is true; none left means that the decision is gone.
func (l LeftOut) Keep(yes func(unit string) bool) LeftOut {
	l.Units = slices.DeleteFunc(slices.Clone(l.Units), func(u string) bool { return !yes(u) })
	return l
}

// What is refused about the pool of a round.
var (
	ErrLeftNone   = say.Refuse("left_none", "请选择不列入批次的房源，或写明条件；不选就是全部闲置房源都列入")
	ErrLeftReason = say.Refuse("left_reason", "本区闲置房源都应列入批次；不列入的请写明理由（200 字以内），随名单公开")
	ErrLeftMatch  = say.Refuse("left_match", "按这个条件，批次的房源里一套也没有；请改条件，已经不列入的不必再选")
	ErrLeftTwice  = say.Refuse("left_twice", "房源不在批次的房源里，请从中选择")
)
