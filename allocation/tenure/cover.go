package tenure

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// forever is a day after all that are scheduled.
var forever = civil.On(9999, 12, 31)

// Gap are the days between the end of the term before and the signing of a next term that was signed late; found is false where
// there are none. The term itself counts from the first signing, whatever the day (四(四)).
func Gap(c allocation.Contract) (s charge.Span, found bool) {
	s = charge.Span{From: c.From, To: civil.Min(c.Signed, c.To)}
	return s, c.Term > 1 && bound(c) && s.From.Before(s.To)
}

// bound reports whether a contract was ever signed, and its signing not taken back.
func bound(c allocation.Contract) bool {
	return c.State != allocation.ContractPending && c.State != allocation.ContractVoid && !c.Signed.IsZero()
}

// Uncovered are the days of a stay on which no contract was in force and whose waiver nobody granted: 一 gives the right of use only
// within the term, so they are charged in full. They are the gap before a late next term, and everything after the end of the last
// term once that end has come; until then a schedule of later years takes it that the stay is renewed.
func Uncovered(contracts []allocation.Contract, today civil.Date) (out []charge.Span) {
	var last allocation.Contract
	for _, c := range contracts {
		if !bound(c) {
			continue
		}
		if gap, found := Gap(c); found && c.GapKept == "" {
			out = append(out, gap)
		}
		if c.To.After(last.To) {
			last = c
		}
	}
	if !last.To.IsZero() && !today.Before(last.To) {
		out = append(out, charge.Span{From: last.To, To: forever})
	}
	slices.SortFunc(out, func(a, b charge.Span) int { return a.From.Compare(b.From) })
	return out
}

// KeepGap decides whether the waiver goes on over the gap before a late next term: with a reason it does, without one the days are
// charged in full (一). Errors: ErrNoGap.
func KeepGap(c *allocation.Contract, reason string) error {
	reason = strings.TrimSpace(reason)
	if _, found := Gap(*c); !found && reason != "" {
		return ErrNoGap.On("gap")
	}
	c.GapKept = reason
	return nil
}

// ErrNoGap refuses a decision on days that there are not.
var ErrNoGap = say.Refuse("no_gap", "这份合同没有空档：签订不晚于上一期期满，减免没有中断（四(四)），不必决定")
