// Package fee is 费用 on screen: the market prices with their sources, and the schedule of one tenancy by year and line.
//
//	New ─┬─ prices ── Enter, F2 ──> price (form)
//	     └─ schedule (of the tenancy ID)
package fee

import (
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID the list of prices, with one the schedule of the tenancy; with Arg New the
// form of a new price.
const (
	Place  = "fee"
	ArgNew = "new"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgNew:
		return newPrice(env, nil)
	case to.ID != 0:
		return newSchedule(env, to.ID)
	}
	return newPrices(env, to)
}
