// Package seed is what an office starts with: the premises of 一 made to the published totals, and the catalogues
// that the policy lists (trades, groups, materials, benefits), each with its clause.
//
// It knows allocation and nothing else: it makes values, the command line puts them into a store. Everything is made
// by a fixed rule, so that two offices founded on different machines start alike.
package seed
