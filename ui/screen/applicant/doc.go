// Package applicant is who applies: the lookup at the counter, the page of one applicant with its applications, registering and
// correcting it.
package applicant

import "penggai/ui/screen"

// Place is the name of the place: without an ID the lookup, with one the page of an applicant; with Arg New the form.
const (
	Place  = "applicant"
	ArgNew = "new"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgNew:
		return newForm(env, nil)
	case to.ID != 0:
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
