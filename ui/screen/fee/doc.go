// Package fee is 费用 on screen: the market prices with their sources, and the schedule of one tenancy by year and line.
//
//	New ─┬─ prices ── Enter, F2 ──> price (form)
//	     └─ schedule (of the tenancy ID)
package fee

import (
	"cmp"

	"penggai/store/engine"
	"penggai/ui/screen"
)

// New makes the list of prices, or with an ID the schedule of that tenancy.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newSchedule(env, to.ID)
	}
	return newPrices(env, to)
}

// NewPrice makes the form of a new price.
func NewPrice(env *screen.Env, to screen.Go) screen.Screen {
	return newPrice(env, nil, cmp.Or(to.Draft, draftNew+"/"+engine.NewID()))
}
