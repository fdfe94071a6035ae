// Package note keeps what people lay beside records: notes in words, and files.
//
//	note ──> basis ──> engine
//
// It knows of a record only what it is called and whose it is (records), so that every noun takes notes in the same way.
package note

import (
	"penggai/store/engine"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }
