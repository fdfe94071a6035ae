// Package till is 日结 on screen: the list of closings below what nobody has closed yet, the form in which a clerk counts the drawer, and the
// page of one, where a second person signs or sends it back.
//
//	New ─┬─ list ── F2 ──> count (form) ──> page
//	     └─ page (ID) ── F5 sign ── Ctrl+R send back ── F9 count once more ── Ctrl+P print
//
// While the amount is typed, the form says what should be there and what the difference is.
package till

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewCount makes the form that counts a drawer.
func NewCount(env *screen.Env, _ screen.Go) screen.Screen { return newCount(env) }
