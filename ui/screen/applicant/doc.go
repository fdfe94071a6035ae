// Package applicant is who applies: the lookup at the counter, the page of one applicant with its applications, registering and
// correcting it.
package applicant

import (
	"strings"

	"penggai/ui/screen"
)

// New makes the lookup, or with an ID the page of that applicant.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.ID != 0:
		return newDetail(env, to.ID)
	case strings.HasPrefix(to.Draft, draftNew):
		return newForm(env, nil, to.Draft)
	}
	return newList(env, to)
}
