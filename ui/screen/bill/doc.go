// Package bill is 账单 on screen: the list by state, the page of one bill with its lines, the account of one tenancy, and the
// preview from which bills are issued. Money itself is taken by the screens of payments.
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
	"penggai/store/money"
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewAccount makes the account of the tenancy ID.
func NewAccount(env *screen.Env, to screen.Go) screen.Screen { return newAccount(env, to.ID) }

// NewIssue makes the preview of the bills of the tenancy ID, or of all tenancies without one.
func NewIssue(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newDraft(env, to.ID, money.BillAsk{Tenancy: to.ID})
	}
	return newIssue(env)
}
