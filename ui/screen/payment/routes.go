package payment

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Payment, Title: say.Payment, New: New},
	{Place: screen.PaymentTake, New: NewTake},
	{Place: screen.PaymentRefund, New: NewRefund},
	{Place: screen.PaymentReverse, New: NewReverse},
}
