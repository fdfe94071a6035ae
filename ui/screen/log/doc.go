// Package log shows the log of the office: every entry with who, when, what and why, the rows that it changed, and the
// proof that neither log nor data was changed behind it.
//
//	list ── Enter ──> the entry and its rows
//	     ── F5 ─────> Store.Verify with progress ──> its lines
package log
