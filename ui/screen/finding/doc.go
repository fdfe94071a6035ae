// Package finding is 督办 on screen: the list by state, the form with which a supervisor raises one on a record or a district,
// and the page of one: the district answers, the supervisor closes it or sends it back.
//
//	New ─┬─ list ── Enter ──> detail ── F5, Ctrl+R, F8 ──> answer | close, send back, withdraw
//	     ├─ detail (ID)
//	     └─ raise
package finding

import (
	"cmp"

	"penggai/allocation/oversight"
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewRaise makes the form of a finding on the tenancy ID, or on the record of the noun that the filter names.
func NewRaise(env *screen.Env, to screen.Go) screen.Screen {
	return newRaise(env, cmp.Or(oversight.FindingNoun(to.Filter), oversight.FindingTenancy), to.ID, to.Text)
}
