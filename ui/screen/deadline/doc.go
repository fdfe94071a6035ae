// Package deadline is 日程 on screen: a month with what is due on each of its days, and below it every deadline of what is
// under way, those that have passed first.
//
//	New ── calendar ─┬─ month (arrows choose a day, PgUp and PgDn a month)
//	                 └─ list, follows the month and leads it ── Enter ──> the record
package deadline

import "penggai/ui/screen"

// New makes the screen.
func New(env *screen.Env, _ screen.Go) screen.Screen { return newCalendar(env) }
