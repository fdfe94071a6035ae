package payment

import (
	"penggai/store/money"
)

// What people read on the screens of payments.
const (
	textPayments = "缴费"
	textNumber   = "收据号"
	textDay      = "日期"
	textMethod   = "方式"
	textAmount   = "金额"
	textPayer    = "缴款人"
	textReceiver = "收款人"
	textBy       = "经办"
	textRemark   = "备注"
	textAccount  = "账户"
	textReverse  = "红冲"
)

// fmtHeading is the kind of a payment with its number.
func fmtHeading(r money.PaymentRow) string { return r.Kind.Title() + " " + r.Number }
