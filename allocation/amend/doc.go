// Package amend is how a mistake is set right: which fields of a record may be corrected, what may stand there, and what
// follows from it.
package amend
