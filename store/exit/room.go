// Package exit ends a tenancy by one of the five grounds of 四(五): evidence, decision, notice, keys, settlement, filing.
//
//	exit ──> watch, money, stay ──> engine
package exit

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
