// Package system is what the system administrator keeps: accounts, the versions of the parameters, the catalogues, the
// calendar and backups, each a part of one screen.
//
//	system ── accounts.go ───> accountform.go
//	       ── parameters.go ─> parameterform.go (a new version; published ones never change)
//	       ── catalogues.go, calendar.go
//	       └─ backups.go
package system
