package relief

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Standing is a stay as far as it decides whether a further relief reaches it as a matter of course.
type Standing struct {
	Tenancy   allocation.Tenancy
	Uncovered []charge.Span // days without a contract in force, whose waiver nobody granted (一)
	Failed    bool          // an exit by 四(五)3 was decided: a failed assessment, or something concealed or falsified
}

// forever is a day after all that are scheduled.
var forever = civil.On(9999, 12, 31)

// Unfit says why a further relief leaves a stay out unless it is named with a reason; empty where nothing speaks against it. The right
// of use is only within the term (一), and what 四(五) stopped or took back does not come again by a decision for everybody.
func (c Crisis) Unfit(s Standing) string {
	var why []string
	days := charge.Span{From: civil.Max(c.From, s.Tenancy.Signed), To: c.To}
	if !s.Tenancy.Ended.IsZero() {
		days.To = civil.Min(days.To, s.Tenancy.Ended)
	}
	if s.Failed {
		why = append(why, "按四(五)3 退出")
	}
	if stop := s.Tenancy.Stopped; !stop.IsZero() && stop.Before(days.To) {
		why = append(why, fmt.Sprintf("%s 起减免已停止或收回（四(五)）", stop))
	}
	if i := slices.IndexFunc(s.Uncovered, func(u charge.Span) bool { return u.From.Before(days.To) && days.From.Before(u.To) }); i >= 0 {
		why = append(why, fmt.Sprintf("%s 起没有合同（一）", civil.Max(days.From, s.Uncovered[i].From)))
	}
	return strings.Join(why, "；")
}

// Names reports whether the decision names a stay as one that gets the relief although something speaks against it.
func (c Crisis) Names(tenancy int64) bool { return slices.Contains(c.Also, tenancy) }

// reasonFor is the reason that goes with the relief of a stay; empty where nothing speaks against it. Errors: ErrCrisisUnfit.
func (c Crisis) reasonFor(s Standing) (string, error) {
	why := c.Unfit(s)
	switch {
	case why == "":
		return "", nil
	case !c.Names(s.Tenancy.ID):
		return "", ErrCrisisUnfit.Textf("入驻 %s %s，不随这次决定减免；确要减免的，请在“另给”里点名并写明理由", s.Tenancy.Number, why).On("also")
	}
	return strings.TrimSpace(c.Despite), nil
}

// Barred are the days of a stay on which no further relief holds unless its decision names the stay: without a contract in force (一),
// and from the day on which 四(五) stopped the waiver or from which it took it back.
func Barred(uncovered []charge.Span, stopped civil.Date) []charge.Span {
	out := slices.Clone(uncovered)
	if !stopped.IsZero() {
		out = append(out, charge.Span{From: stopped, To: forever})
	}
	slices.SortFunc(out, func(a, b charge.Span) int { return a.From.Compare(b.From) })
	return out
}

// without is a time less some days, the earliest of these first.
func without(s charge.Span, barred []charge.Span) (out []charge.Span) {
	for _, b := range barred {
		if !s.From.Before(b.To) || !b.From.Before(s.To) {
			continue
		}
		if s.From.Before(b.From) {
			out = append(out, charge.Span{From: s.From, To: b.From})
		}
		s.From = b.To
	}
	if s.From.Before(s.To) {
		out = append(out, s)
	}
	return out
}

// Stays that a further relief leaves out.
var (
	ErrCrisisUnfit   = say.Refuse("crisis_unfit", "这一户期间没有合同，或减免已停止、收回，不随这次决定减免；确要减免的，请点名并写明理由（一、四(五)）")
	ErrCrisisDespite = say.Refuse("crisis_despite", "请写明为什么也给这几户减免：没有合同，或减免已停止、收回的，不随决定减免（一、四(五)）")
)
