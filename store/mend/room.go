// Package mend sets right what was entered wrong: corrections with their effects, and the last step of a stay or an exit taken
// back.
//
//	mend ──> exit, watch, money, stay, round, intake, premises ──> engine
package mend

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
