// Package unit reads ledgers of premises: a line is a unit of the office or a new one; the first ledger of a district retires its samples.
//
//	line ──find──> unit that is there ──> what differs
//	          └──> new one: number, bay ──> Plan ──write──> unit, unit_area, unit_spell
package unit
