// Package system is what the system administrator keeps: accounts, the versions of the parameters, the catalogues, the
// calendar and backups, each a part of one screen.
//
//	system ── accounts.go ───> accountform.go
//	       ── parameters.go ─> parameterform.go (a new version; what was put in force never changes)
//	       ── proposals.go ──> proposal.go (what waits for the approver, beside what it replaces)
//	       ── catalogues.go ─> entryform.go (what comes into a list, takes a place or ends)
//	       ── calendar.go, cards.go
//	       └─ backups.go
package system
