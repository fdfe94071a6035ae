// Package bylaw is how a district's own rules change (四(三): 各区政府根据此原则制定具体细则): one person proposes, the approver
// puts it in force with his own account. Before that it is said what a version does: what differs, which clause a value
// weakens, and whom the areas reach.
//
//	bylaw ──> allocation, rule, quantity, say, civil
package bylaw
