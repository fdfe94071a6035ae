// Package takeover draws how an office moves in (接入): the steps with what was brought in, the choice of a file, the preview with what it
// would do, the correction of what a column is taken for.
//
//	desk ── Enter ──> choose ── preview ──> preview page ── F5 ──> written
//	                                            └── F9 ──> mapping ──> preview again
package takeover
