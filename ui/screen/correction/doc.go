// Package correction is 更正 on screen: the list by state, the page of one correction with what it changes, and the form that
// proposes one for an applicant, an application, a tenancy, an exit or a unit.
//
//	New ─┬─ list ── Enter ──> detail ── F5, Ctrl+R, F8 ──> confirm, refuse, withdraw (confirmations)
//	     ├─ detail
//	     └─ form ── Ctrl+S ──> preview (confirmation) ──> detail
package correction

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// Form makes the form that corrects the record ID of a noun, one of amend.CorrectionNouns.
func Form(noun string) func(env *screen.Env, to screen.Go) screen.Screen {
	return func(env *screen.Env, to screen.Go) screen.Screen { return newForm(env, noun, to.ID) }
}
