// Package store is an open office: one SQLite file in one data folder, and the rooms that keep it.
//
//	ui, ui/cli ──> store ──> desk ──> mend ──> exit ──> watch ──> money ──> stay ──> round ──> intake ──> premises ──> note ──> basis ──> engine
//
// A room is a package along the life of a premises; it may use those to its right. Its exported methods on Room are use
// cases: each takes the actor, checks the role, opens the transaction, writes with its log entry and commits. Store joins the
// rooms, so that a caller needs one value for all of them; the types lie in the rooms.
package store
