// Package tenancy is 入驻 on screen: the list by state, the awards that wait for a contract, the page of one stay with its
// six years on a line, and the forms that carry it on: sign, hand over, open, renew, papers, readings.
//
//	New ─┬─ list ── Enter ──> detail ── F5 ──> hand over, open, renew (forms)
//	     ├─ awards ── Enter ─> sign ──────────> detail
//	     └─ sign, detail       F11 ──> fee   F8 ──> exit
package tenancy

import (
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewSign makes the contract form of the award ID.
func NewSign(env *screen.Env, to screen.Go) screen.Screen { return newSign(env, to.ID) }

// NewAwards makes the list of the awards that wait for a contract.
func NewAwards(env *screen.Env, to screen.Go) screen.Screen { return newAwards(env, to) }

// NewHindsights makes the list of the stays of which a later rule would have decided otherwise.
func NewHindsights(env *screen.Env, to screen.Go) screen.Screen { return newHindsights(env, to) }
