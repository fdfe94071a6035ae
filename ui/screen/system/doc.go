// Package system is what the system administrator keeps: accounts, the versions of the parameters, the catalogues, and
// backups, each a part of one screen.
//
//	system ── accounts.go ───> accountform.go
//	       ── parameters.go ─> parameterform.go (a new version; published ones never change)
//	       ── catalogues.go
//	       └─ backups.go
package system
