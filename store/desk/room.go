// Package desk answers what a person at a desk asks across all nouns: what is to be done, what is due, the figures of
// reports, which papers can be printed.
//
//	desk ──> every room ──> engine
package desk

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
