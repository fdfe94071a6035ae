// Package estate is what becomes of the premises themselves: units are added, renumbered, split, merged, measured, described anew,
// and handed over when they are completed. A change has a day and a paper; it can be taken back while nothing rests on it.
//
//	Change ──> Add, Renumber, Describe, Measure, Remake (split, merge), Complete
//	            └── NumberOf: the program's rule for numbers
package estate
