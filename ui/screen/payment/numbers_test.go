package payment

import (
	"testing"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/money"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// TestHugeAmountsAreWhole: the list of receipts cuts no amount of ten figures before the point.
func TestHugeAmountsAreWhole(t *testing.T) {
	day := civil.On(2021, 1, 1)
	row := money.PaymentRow{Payment: charge.Payment{Number: "SJ-JS-2021-0001", Amount: 123_456_789_012, Day: day, Remark: "转账"}}
	kittest.WholeNumbers(t, "list", screen.Cols(money.PaymentNoun, day, columns), row)
}
