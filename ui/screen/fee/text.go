package fee

import (
	"penggai/allocation/say"
	"penggai/store/money"
)

// What people read on the screens of fees.
const (
	textPrices  = "市场价格"
	textYear    = say.Year
	textFee     = say.Fee
	textPrice   = say.UnitPrice
	textPending = money.TextPending
	textAdd     = "登记价格"
	textFrom    = "起"
	textLast    = "止"
)
