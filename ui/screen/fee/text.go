package fee

import "penggai/store/money"

// What people read on the screens of fees.
const (
	textPrices  = "市场价格"
	textYear    = "年度"
	textFee     = "费用"
	textPrice   = "单价"
	textPending = money.TextPending
	textAdd     = "登记价格"
	textFrom    = "起"
	textLast    = "止"
)
