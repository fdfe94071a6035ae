// Package payment is 收款 on screen: all receipts by day with what they come to, the page of one receipt, and the forms that take
// money, give credit back and reverse a payment (红冲). What is owed is shown by the screens of bills.
//
//	New ─┬─ list ── Enter ──> page ── F8 ──> reverse (form)
//	     └─ take, refund (forms of a tenancy), reverse (form of a payment)
//
// While an amount is typed, the form shows which bills it pays and what remains as credit.
package payment

import (
	"penggai/ui/screen"
)

// New makes the list, or with an ID the page of that record.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID)
	}
	return newList(env, to)
}

// NewTake makes the form that takes money of the tenancy ID.
func NewTake(env *screen.Env, to screen.Go) screen.Screen { return newTake(env, to.ID) }

// NewRefund makes the form that gives credit back to the tenancy ID.
func NewRefund(env *screen.Env, to screen.Go) screen.Screen { return newRefund(env, to.ID) }

// NewReverse makes the form that reverses the payment ID.
func NewReverse(env *screen.Env, to screen.Go) screen.Screen { return newReverse(env, to.ID) }
