// Package unit is the premises on screen: the tree of districts, communities and buildings, the list, the page of one
// unit, a building drawn as floors and shops.
//
//	New ─┬─ tree ──── Enter, F4 ──> list ── Enter ──> detail
//	     ├─ list                     └─ F11 ──> building ── Enter ──> detail
//	     ├─ detail ── F11 ──> building
//	     └─ building
//
// What is done to units (acts.go) is the same on all of them.
package unit

import (
	"strings"

	"penggai/ui/screen"
)

// New makes the tree, with a filter the list, or with an ID the page of that unit.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.ID != 0:
		return newDetail(env, to.ID)
	case strings.HasPrefix(to.Draft, draftAdd):
		return newAdd(env, to.Draft)
	case to.Filter != "":
		return newList(env, to.Filter, "", false)
	}
	return newTree(env)
}

// NewList makes the list of all units.
func NewList(env *screen.Env, _ screen.Go) screen.Screen { return newList(env, "", "", false) }

// NewBuilding makes the building of the unit ID.
func NewBuilding(env *screen.Env, to screen.Go) screen.Screen { return newBuilding(env, to.ID) }
