// Package draw is the public side of a round (四(三)): what is posted before lots are drawn, from what they are drawn, and what
// anybody may say against the list or the result.
//
//	Source ── named at the lock
//	Posting ── the digest of the list and the days to dispute it ──> Take(Entry) ──> Draw
//	Objection ── to a posted list or a noticed result, answered once
package draw
