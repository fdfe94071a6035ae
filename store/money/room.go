// Package money keeps what a tenancy costs: prices, the schedule of fees, bills, payments and balances.
//
//	money ──> stay, basis ──> engine
package money

import "penggai/store/engine"

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
