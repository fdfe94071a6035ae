// Package expert is 评审人名册 on screen: who may sit on a panel, put on the list and taken off it.
//
//	New ── F2 ──> form
//	    └─ F8 ──> taken off, with a reason
package expert
