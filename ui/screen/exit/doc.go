// Package exit is 退出 on screen: the list by state, the page of one exit with its steps, the form that opens one by a ground
// of 四(五), and the forms of notice, keys, settlement and filing.
//
//	New ─┬─ list ── Enter ──> detail ─┬─ F5 ──> notice, keys back, settle, file (forms), close
//	     ├─ detail                    └─ F5, Ctrl+R ──> approve, refuse (confirmations)
//	     └─ open (of the tenancy ID)
package exit

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewOpening makes the form that opens an exit of the tenancy ID, for a failure on the basis where one is given.
func NewOpening(env *screen.Env, to screen.Go) screen.Screen { return newOpening(env, to.ID, to.Basis) }
