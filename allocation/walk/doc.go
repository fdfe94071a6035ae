// Package walk is the ground held against the ledger (实地核查): a list of premises with what the ledger says of each, what people saw there,
// and where both differ. A list has every unit of some buildings, or (双随机) units and pairs of inspectors drawn by lot.
//
//	frozen ── draw ──> open ── every unit seen ──> done
//	(drawn lists only)  └───────────────────────> cancelled
package walk
