// Package round is the allocation on screen: the list of rounds, the page of a round from its draft to the awards, the page of one
// applicant's line with its proof, what-if, overrides, objections, the awards that wait for a signature, and the daily case of one applicant.
//
//	New ─┬─ list ── Enter ──> page ─┬─ Enter ──> line (weight, neighbours, options)
//	     └─ page                    ├─ F5 ──> what-if ──> comparison
//	                                ├─ F6 ──> override (form)
//	                                └─ confirmations: lock, draw, compute, notice, confirm, reopen, cancel
//	NewAwards ── list of awards ──> decline, lapse, extend, sign (tenancy)
//	NewSingle ── one applicant: entitlement and fitting places on the building's drawing ──> award
package round

import (
	"penggai/ui/screen"
)

// The places of this package. Place without an ID is the list, with one the page of a round. PlaceAward is the list of awards; its ID is that of
// the award under the cursor. PlaceSingle takes the ID of an application, and in Filter the number of a unit that has been chosen already.
const (
	Place       = "round"
	PlaceAward  = "award"
	PlaceSingle = "single"
)

// New makes the screen of Place.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewAwards makes the screen of PlaceAward.
func NewAwards(env *screen.Env, to screen.Go) screen.Screen { return newAwards(env, to) }

// NewSingle makes the screen of PlaceSingle.
func NewSingle(env *screen.Env, to screen.Go) screen.Screen { return newSingle(env, to) }
