// Package basis keeps what an office rests on: its founding, the accounts of its people, their signing in, the versions of its
// parameters, the catalogues of the policy and the calendar of working days. It also asks whether two steps of one case lie
// in two hands.
//
//	basis ──> engine
package basis

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
