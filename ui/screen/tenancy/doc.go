// Package tenancy is 入驻 on screen: the list by state, the awards that wait for a contract, the page of one stay with its
// six years on a line, and the forms that carry it on: sign, hand over, open, renew, papers, readings.
//
//	New ─┬─ list ── Enter ──> detail ── F5 ──> hand over, open, renew (forms)
//	     ├─ awards ── Enter ─> sign ──────────> detail
//	     └─ sign, detail       F4 ──> fee   F8 ──> exit
package tenancy

import (
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of a tenancy; with Arg Sign the contract form of
// the award ID; with Arg Awards the awards that wait for a contract.
const (
	Place     = "tenancy"
	ArgSign   = "sign"
	ArgAwards = "awards"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgAwards:
		return newAwards(env, to)
	case to.Arg == ArgSign:
		return newSign(env, to.ID)
	case to.ID != 0:
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
