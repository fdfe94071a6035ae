// Package premises keeps the shops: their ledger and states, their area through time, who holds which, their list, tree
// and building.
//
//	premises ──> basis ──> engine
package premises

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
