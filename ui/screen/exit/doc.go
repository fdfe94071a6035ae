// Package exit is 退出 on screen: the list by state, the page of one exit with its steps, the form that opens one by a ground
// of 四(五), and the forms of notice, keys, settlement and filing.
//
//	New ─┬─ list ── Enter ──> detail ─┬─ F5 ──> notice, keys back, settle, file (forms), close
//	     ├─ detail                    └─ F6, F7 ──> approve, refuse (confirmations)
//	     └─ open (of the tenancy ID)
package exit

import (
	"strings"

	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of an exit; with Arg ArgOpen the form that opens
// an exit of the tenancy ID, with ArgOpen/assessment/ID or ArgOpen/finding/ID by ground 3 on that assessment or finding.
const (
	Place   = "exit"
	ArgOpen = "open"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	word, basis, _ := strings.Cut(to.Arg, "/")
	switch {
	case word == ArgOpen:
		return newOpening(env, to.ID, basis)
	case to.ID != 0:
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
