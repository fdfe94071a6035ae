// Package report shows the reports: their list, and each as a table with totals and bars, as of any day. The figure under
// the cursor opens the units or records behind it; F7 writes the report to a file.
//
//	list ── Enter ──> page ─┬─ Enter on a place ──> its communities, its units
//	                        ├─ Enter on a figure ─> the list of units (today), the ledger of that day (before)
//	                        ├─ F5 ─> as of another day
//	                        └─ F7 ─> file (form)
package report

import (
	"penggai/store/report"
	"penggai/ui/screen"
)

// Place is the name of the place: without Arg the list, with the name of a report that report; Filter is a district then.
const Place = "report"

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.Arg != "" {
		return newPage(env, to.Arg, report.Query{District: to.Filter})
	}
	return newList(env)
}
