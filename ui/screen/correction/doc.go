// Package correction is 更正 on screen: the list by state, the page of one correction with what it changes, and the form that
// proposes one for a tenancy, an exit or a unit.
//
//	New ─┬─ list ── Enter ──> detail ── F5, F7, F8 ──> confirm, refuse, withdraw (confirmations)
//	     ├─ detail
//	     └─ form (Arg new/<noun>) ── Ctrl+S ──> preview (confirmation) ──> detail
package correction

import (
	"strings"

	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of a correction; with Arg ArgNew + noun the form
// for the record ID of that noun (tenancy, exit, unit).
const (
	Place  = "correction"
	ArgNew = "new/"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if noun, form := strings.CutPrefix(to.Arg, ArgNew); form {
		return newForm(env, noun, to.ID)
	}
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
