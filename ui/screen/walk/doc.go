// Package walk is 实地核查 on screen: the lists along which people go to see the premises, by building or drawn by lot (双随机), and the page of
// one, on which what was seen is entered with one key a unit, or for many units at once.
//
//	New ─┬─ list ── F2, Ctrl+X ──> plan
//	     └─ page ── 1 2 3 4 ──> seen;  Enter ──> look;  F5 ──> draw | complete
package walk

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}
