// Package application is the way of an application on screen: the list by state, the form at the counter, the page of one
// application with its next step, the review sheet clause by clause, the panel's evaluation.
//
//	New ─┬─ list ── Enter ──> detail ─┬─ F5 ──> review, evaluation, supplement (forms)
//	     ├─ detail                    └─ confirmations: accept, refuse, approve, reject, withdraw …
//	     └─ intake (new, edit)
package application

import (
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewIntake makes the form at the counter; ID is an applicant that is registered already, Draft one that was begun before.
func NewIntake(env *screen.Env, to screen.Go) screen.Screen { return newIntake(env, to.ID, to.Draft) }
