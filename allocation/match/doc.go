// Package match gives runs of units to ranked applicants: integers in, integers out; it knows no policy.
//
// Units are 0 … Units−1; a run is an interval of them. Applicants are 0 … n−1, the better ranked first, each with its
// options (runs) from the most preferred on. No unit is given twice. The answer is the one whose vector (served or
// not, by rank) is greatest lexicographically and, among those, the one in which each applicant in rank order holds
// its most preferred option; it is unique, and every step towards it is proved:
//
//	problem ─ parts that share no unit ─┬─ single.go  only single units: a matroid, polynomial
//	                                    └─ packing.go some runs: exact search with price proofs
//
// singles: augmenting paths by rank give the served vector; a search that fails leaves a closed set of units that no
// later path can leave, so it is never entered again. The choices come by alternating paths in the same way.
//
// runs: a question is always "can all of these applicants be served at once?". Yes is shown by an assignment (chains
// of displacements from the present one), no by prices on the units: where every applicant pays at least z for any of
// its options and the sum of all z exceeds the sum of all prices, the units cannot suffice. Where neither is found,
// prices that prove it but for a few options leave those to be held in turn; else the search branches on an option
// (held, or ruled out). The work limit is a count of steps, never a clock.
package match
