// Package payment is 收款 on screen: all receipts by day with what they come to, the page of one receipt, and the forms that take
// money, give credit back and reverse a payment (红冲). What is owed stands at the place "bill".
//
//	New ─┬─ list ── Enter ──> page ── F6 ──> reverse (form)
//	     └─ take, refund (forms of a tenancy), reverse (form of a payment)
//
// While an amount is typed, the form shows which bills it pays and what remains as credit.
package payment

import (
	"penggai/ui/screen"
)

// Place is the name of the place: without an ID its list, with one the page of a receipt; with Arg ArgTake or ArgRefund the form
// of the tenancy ID, with ArgReverse the form that reverses the payment ID.
const (
	Place      = "payment"
	ArgTake    = "take"
	ArgRefund  = "refund"
	ArgReverse = "reverse"
)

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	switch {
	case to.Arg == ArgTake:
		return newTake(env, to.ID)
	case to.Arg == ArgRefund:
		return newRefund(env, to.ID)
	case to.Arg == ArgReverse:
		return newReverse(env, to.ID)
	case to.ID != 0:
		return newPage(env, to.ID)
	}
	return newList(env, to)
}
