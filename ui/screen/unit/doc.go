// Package unit is the premises on screen: the tree of districts, communities and buildings, the list, the page of one
// unit, a building drawn as floors and shops.
//
//	New ─┬─ tree ──── Enter, F2 ──> list ── Enter ──> detail
//	     ├─ list                     └─ F4 ──> building ── Enter ──> detail
//	     ├─ detail ── F4 ──> building
//	     └─ building
//
// What is done to units (acts.go) is the same on all of them.
package unit

import (
	"penggai/ui/screen"
)

// Place is the name of the place: without anything the tree, with a Filter or ArgList the list, with an ID the page of a
// unit, with ArgBuilding and the ID of a unit its building.
const (
	Place       = "unit"
	ArgList     = "list"
	ArgBuilding = "building"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.ID != 0 && to.Arg == ArgBuilding:
		return newBuilding(env, to.ID)
	case to.ID != 0:
		return newDetail(env, to.ID)
	case to.Filter != "" || to.Arg == ArgList:
		return newList(env, to.Filter, "")
	}
	return newTree(env)
}
