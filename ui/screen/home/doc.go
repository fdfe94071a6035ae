// Package home is the first page: what is to be done today, each count with the list behind it, and how the districts use
// their premises.
//
//	to do today ── Enter ──> the list of the place, filtered
//	districts ──── Enter ──> the units of the district
//	F3 ── a word ──> units, applications, stays, notes that hold it ──> the record, or the whole list
//
// The page is drawn before anything is read; one command brings the figures.
package home

import (
	"penggai/ui/screen"
)

// New makes the first page.
func New(env *screen.Env, _ screen.Go) screen.Screen { return newHome(env) }
