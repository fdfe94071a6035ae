// Package keep is what must go when its time has come (到期清理): who is due, lists of them signed by two people, holds.
//
//	facts of every subject ──> keeping.Subject ──> due ──> Propose ──> Carry ──> engine.Tx.Erase
//
// What Carry deletes are identity numbers and telephones of people, wherever they stand: their keys go (store/engine/seal).
package keep

import "penggai/store/engine"

// Room is the store's part on keeping.
type Room struct{ *engine.Store }

// Of gives an open file the use cases of this room.
func Of(s *engine.Store) Room { return Room{s} }
