// Package stay keeps a tenancy from its signing to its last day: contracts, holdings and their changes, papers, keys and
// readings, renewal, the benefits that go with it, and the record of its exits.
//
//	stay ──> round, intake, premises, basis ──> engine
package stay

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
