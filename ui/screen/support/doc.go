// Package support is 帮扶 on screen: the list by state, what one tenancy asked for, the form of a request, and the page of one
// with its dated notes until it is closed.
//
//	New ─┬─ list ───────────── Enter ─┐
//	     ├─ stay (of tenancy ID) ─────┴─> detail ── F5, F6, F8 ──> note, close, void
//	     ├─ raise (Arg "new", tenancy ID)
//	     └─ detail (Arg "open")
package support

import "penggai/ui/screen"

// Place is the name of the place: without an ID its list; with one the requests of that tenancy, or with Arg the form of a
// new one (ArgNew), or the page of the request ID (ArgOpen).
const (
	Place   = "support"
	ArgNew  = "new"
	ArgOpen = "open"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgNew:
		return newRaise(env, to.ID)
	case to.Arg == ArgOpen:
		return newDetail(env, to.ID)
	case to.ID != 0:
		return newStay(env, to.ID)
	}
	return newList(env, to)
}
