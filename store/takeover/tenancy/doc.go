// Package tenancy reads running contracts: the unit, the tenant, the terms and what was paid and read. A stay is judged by writing it in a
// transaction that is taken back, so that the preview says what its account comes to.
//
//	line ──> units that are there or made ──┐
//	     ──> tenant, terms, past ───────────┴──try──> notes or a misfit ──write──> the same again
package tenancy
