// Package round allocates: rounds with their frozen scope, runs, overrides, notices and objections, the single placement,
// awards and their ends; and it proves confirmed rounds anew.
//
//	round ──> intake, premises, basis ──> engine
package round

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
