// Package support is 帮扶 on screen: the list by state, what one tenancy asked for, the form of a request, and the page of one
// with its dated notes until it is closed.
//
//	New ─┬─ list ───────────── Enter ─┐
//	     ├─ stay (of tenancy ID) ─────┴─> detail ── F5, Ctrl+X, F8 ──> note, close, void
//	     ├─ raise
//	     └─ detail
package support

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewStay makes what the tenancy ID asked for.
func NewStay(env *screen.Env, to screen.Go) screen.Screen { return newStay(env, to.ID) }
