// Package reading is 抄表 on screen: the meters of all units whose tenants have the keys, which of them lack a reading, and the
// sheet in which the meters of a building are read in one go.
//
//	New ── list ── Enter ──> sheet (form)
//
// A meter that was changed is entered on the page of its tenant, where the old and the new one both have a line.
package reading

import "penggai/ui/screen"

// New makes the list, or with the ID of a unit the sheet of its building.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newSheet(env, to.ID)
	}
	return newList(env, to)
}
