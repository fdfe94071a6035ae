package charge

import (
	"fmt"

	"penggai/allocation/civil"
)

// Relief is a time [From, To) over which a further share of what a fee would come to is forgone, by a decision for a year of
// crisis: so many of a hundred parts.
type Relief struct {
	Fee      Fee
	From, To civil.Date
	Percent  int // 1 to 100
}

// reliefOn is the relief of a fee on a day, the largest where several hold; none while the fee is free anyway.
func (q *quote) reliefOn(fee Fee, d civil.Date) (percent int) {
	for _, r := range q.Reliefs {
		if r.Fee == fee && !d.Before(r.From) && d.Before(r.To) {
			percent = max(percent, r.Percent)
		}
	}
	if percent > 0 && q.phaseOf(fee, d) == PhaseFree {
		return 0
	}
	return percent
}

// ShareTitle is the share of the market price that is paid on the line: its phase, or what a further relief leaves of it.
func (l FeeLine) ShareTitle() string {
	switch l.Relief {
	case 0:
		return l.Phase.Title()
	case whole:
		return "全免"
	}
	return fmt.Sprintf("减%d%%", l.Relief)
}

// whole is all parts of a hundred.
const whole = 100
