// Package watch keeps an eye on tenancies: assessments, support, findings of supervisors.
//
//	watch ──> stay, intake, basis ──> engine
package watch

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
