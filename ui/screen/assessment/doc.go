// Package assessment is 考核 on screen: the list by state, what is due, the history of one tenancy, the form that records an
// assessment with what it compares, and the page of one with its steps.
//
//	New ─┬─ list ─────────────── Enter ─┐
//	     ├─ history (of tenancy ID) ────┴─> detail ─┬─ F5 ──> re-inspect, confirm, exit by 四(五)3
//	     ├─ record (Arg "record")                   └─ F6, F9 ──> more time, void
//	     └─ detail (Arg "open")
//	NewDue ── Enter ──> record
package assessment

import "penggai/ui/screen"

// Place is the name of the place: without an ID its list; with one the assessments of that tenancy, or with Arg the form
// that records one for it (ArgRecord), or the page of the assessment ID (ArgOpen). PlaceDue is the list of what is due.
const (
	Place     = "assessment"
	PlaceDue  = "assessment_due"
	ArgRecord = "record"
	ArgOpen   = "open"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgRecord:
		return newRecord(env, to.ID)
	case to.Arg == ArgOpen:
		return newDetail(env, to.ID)
	case to.ID != 0:
		return newHistory(env, to.ID)
	}
	return newList(env, to)
}

// NewDue makes the list of the tenancies with their next assessment.
func NewDue(env *screen.Env, to screen.Go) screen.Screen { return newDue(env, to) }
