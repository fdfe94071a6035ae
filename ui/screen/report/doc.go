// Package report shows the reports: their list, and each as a table with totals and bars, as of any day. The figure under
// the cursor opens the units or records behind it; F7 writes the report to a file.
//
//	list ── Enter ──> page ─┬─ Enter on a place ──> its communities, its units
//	                        ├─ Enter on a figure ─> the list of units (today), the ledger of that day (before)
//	                        ├─ F9 ─> as of another day
//	                        └─ F7 ─> file (form)
package report

import "penggai/ui/screen"

// New makes the list of reports.
func New(env *screen.Env, _ screen.Go) screen.Screen { return newList(env) }
