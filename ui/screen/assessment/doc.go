// Package assessment is 考核 on screen: the list by state, what is due, the history of one tenancy, the form that records an
// assessment with what it compares, and the page of one with its steps.
//
//	New ─┬─ list ─────────────── Enter ─┐
//	     ├─ history (of a tenancy) ─────┴─> detail ─┬─ F5 ──> re-inspect, confirm, exit by 四(五)3
//	     ├─ record                   └─ Ctrl+X, F8 ──> more time, void
//	     └─ detail
//	NewDue ── Enter ──> record
//	NewRoster (workers of all) ── Enter ──> detail
package assessment

import "penggai/ui/screen"

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDetail(env, to.ID)
	}
	return newList(env, to)
}

// NewHistory makes the assessments of the tenancy ID.
func NewHistory(env *screen.Env, to screen.Go) screen.Screen { return newHistory(env, to.ID) }

// NewRecord makes the form that records one for the tenancy ID.
func NewRecord(env *screen.Env, to screen.Go) screen.Screen { return newRecord(env, to.ID) }

// NewDue makes the list of the tenancies with their next assessment.
func NewDue(env *screen.Env, to screen.Go) screen.Screen { return newDue(env, to) }

// NewRoster makes the list of the workers of all assessments.
func NewRoster(env *screen.Env, to screen.Go) screen.Screen { return newWorkers(env, to) }
