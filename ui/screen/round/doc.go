// Package round is the allocation on screen: the list of rounds, the page of a round from its draft to the awards, the page of one
// applicant's line with its proof, what-if, overrides, objections, the awards that wait for a signature, and the daily case of one applicant.
//
//	New ─┬─ list ── Enter ──> page ─┬─ Enter ──> line (weight, neighbours, options)
//	     └─ page                    ├─ F11 ──> what-if ──> comparison
//	                                ├─ F9 ──> override (form)
//	                                └─ confirmations: lock, draw, compute, notice, confirm, reopen, cancel
//	NewAwards ── list of awards ──> decline, lapse, extend, sign (tenancy)
//	NewSingle ── one applicant: entitlement and fitting places on the building's drawing ──> award
package round

import (
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewAwards makes the list of awards.
func NewAwards(env *screen.Env, to screen.Go) screen.Screen { return newAwards(env, to) }

// NewSingle makes the daily case of the application ID.
func NewSingle(env *screen.Env, to screen.Go) screen.Screen { return newSingle(env, to) }
