// Package finding is 督办 on screen: the list by state, the form with which a supervisor raises one on a record or a district,
// and the page of one: the district answers, the supervisor closes it or sends it back.
//
//	New ─┬─ list ── Enter ──> detail ── F5, F6, F8 ──> answer | close, send back, withdraw
//	     ├─ detail (ID)
//	     └─ raise (Arg "new", or "new/tenancy" with the ID of the record)
package finding

import (
	"strings"

	"penggai/allocation"
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of a finding; with Arg the form of a new one:
// ArgNew alone, or ArgNew/noun with the ID of the record that it is about.
const (
	Place  = "finding"
	ArgNew = "new"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if word, noun, _ := strings.Cut(to.Arg, "/"); word == ArgNew {
		return newRaise(env, allocation.FindingNoun(noun), to.ID)
	}
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}
