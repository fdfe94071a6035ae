// Package key shows the public keys by which an account signs in over the network, and adds and drops them.
//
//	list ── F2 ──> form: a line of a .pub file ──> basis.Room.AddKey
//	     ── F8 ──> basis.Room.DropKey
package key
