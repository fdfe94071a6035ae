// Package application is the way of an application on screen: the list by state, the form at the counter, the page of one
// application with its next step, the review sheet clause by clause, the panel's evaluation.
//
//	New ─┬─ list ── Enter ──> detail ─┬─ F5 ──> review, evaluation, supplement (forms)
//	     ├─ detail                    └─ confirmations: accept, refuse, approve, reject, withdraw …
//	     └─ intake (new, edit, correct)
package application

import (
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of an application; with Arg New the form at the
// counter, where ID is an applicant that is registered already.
const (
	Place  = "application"
	ArgNew = "new"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgNew:
		return newIntake(env, to.ID)
	case to.ID != 0:
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
