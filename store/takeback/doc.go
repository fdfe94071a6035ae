// Package takeback keeps what one transaction made, changed and took away, so that it can be taken back as a whole while nothing rests on
// it. It knows tables and ids, no noun.
//
//	Making: Make (table, id), Keep (rows as they stand) ──> Body, takeover_row
//	   └─ later: Rests (what the log says of these rows since) ──> Undo
package takeback
