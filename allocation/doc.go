// Package allocation is the policy in code: who may apply, how area follows jobs, what a contract grants,
// what is waived, and how premises come back. Clauses are cited by number (三.3, 四(三), 五(一)1) of
// 双政办规〔2017〕13号; the allocation rule is docs/allocation.md.
//
// It is pure: no clock, no files, no database, no randomness. One noun a file; store/ keeps the same nouns,
// ui/screen/ shows them. allocation/match is the solver, allocation/civil the calendar.
package allocation
