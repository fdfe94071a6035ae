// Package bill is 账单 on screen: the list by state, the page of one bill with its lines, the account of one tenancy, and the
// preview from which bills are issued. Money itself is taken at the place "payment".
//
//	New ─┬─ list ── Enter ──> page ── Enter ──> tenancy
//	     │    └──── F4 ──> account of the tenancy
//	     ├─ account ─┬─ tab of bills ── Enter ──> page
//	     │           └─ tab of receipts ── Enter ──> payment
//	     └─ issue ── Enter ──> draft (bills of one tenancy); F5 ──> what happens ──> bills
//
// A preview writes nothing; what was seen is what is issued, or nothing is.
package bill

import (
	"penggai/store"
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of a bill; with Arg ArgTenancy the account of the
// tenancy ID; with Arg ArgIssue the preview of the bills of the tenancy ID, or of all tenancies without one.
const (
	Place      = "bill"
	ArgTenancy = "tenancy"
	ArgIssue   = "issue"
)

// The places that the screens of bills lead to, and what they are asked there.
const (
	placePayment = "payment"
	argTake      = "take"
	argRefund    = "refund"
	argReverse   = "reverse"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgTenancy:
		return newAccount(env, to.ID)
	case to.Arg == ArgIssue && to.ID != 0:
		return newDraft(env, to.ID, store.BillAsk{Tenancy: to.ID})
	case to.Arg == ArgIssue:
		return newIssue(env)
	case to.ID != 0:
		return newPage(env, to.ID)
	}
	return newList(env, to)
}
