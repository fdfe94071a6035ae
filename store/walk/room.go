// Package walk keeps the lists along which people go to see the premises: by building or drawn by lot (双随机), what the ledger said of each
// unit when the list was made, and what was seen there.
//
//	walk ──> watch (a difference becomes a finding) ──> basis ──> engine
package walk

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
