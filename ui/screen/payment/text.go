package payment

import (
	"penggai/allocation/say"
	"penggai/store/money"
)

// What people read on the screens of payments.
const (
	textPayments = say.Payment
	textNumber   = "收据号"
	textDay      = say.Date
	textMethod   = say.Method
	textAmount   = say.Amount
	textPayer    = say.Payer
	textReceiver = say.Payee
	textBy       = "经办"
	textRemark   = say.Remark
	textAccount  = "账户"
	textReverse  = say.Reverse
)

// fmtHeading is the kind of a payment with its number.
func fmtHeading(r money.PaymentRow) string { return r.Kind.Title() + " " + r.Number }
