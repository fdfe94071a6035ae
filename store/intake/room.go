// Package intake takes people in: applicants, their applications, the oddities that are shown, review and evaluation.
//
//	intake ──> premises, basis ──> engine
package intake

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
