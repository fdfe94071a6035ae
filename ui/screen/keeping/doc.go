// Package keeping is the screens of what must go when its time has come (到期清理): the list of erasures, the page of one, where a second
// person signs, who is due and who is not yet, and the form of a hold.
//
//	New ─┬─ list ── F2 ──> propose (form) ──> page
//	     │    └─ F4 ──> due: terms, who is due, who would be, holds
//	     └─ page (ID) ── F5 approve and delete ── Ctrl+R do not agree ── F8 withdraw
package keeping

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewPropose makes the form that draws up an erasure.
func NewPropose(env *screen.Env, _ screen.Go) screen.Screen { return newPropose(env) }

// NewDue makes the page of who is due.
func NewDue(env *screen.Env, _ screen.Go) screen.Screen { return newDue(env) }

// NewHold makes the form that keeps everything of the applicant ID where it is.
func NewHold(env *screen.Env, to screen.Go) screen.Screen { return newHold(env, to.ID) }
