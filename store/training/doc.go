// Package training makes a copy of an office to learn on: the same cases, days, areas and amounts, other people.
//
//	source ── read beside its user, never written
//	   │  columns.go   what becomes of each column: kept, or given another value of its kind
//	   │  masks.go     names, numbers, telephones, addresses: equal where they were equal, valid by their check digits
//	   v
//	copy ── a file made new, row by row, under a key of its own; its log begins with it
//
// No byte of the source is copied as it lies, so nothing that was deleted there comes along. Files beside records are replaced by
// others of their kind, their backups, drafts, saved filters, printed papers and lists of what was imported stay behind.
package training
