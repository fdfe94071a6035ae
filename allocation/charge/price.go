package charge

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// PriceVoid is that a price was entered by mistake and does not count: since when, by whom, why. No day while it counts.
type PriceVoid struct {
	Day    civil.Date
	By     int64 // account
	Reason string
}

// Void takes a price out; bills are those that were issued by it, the first few by number, and stand against it.
// Errors: ErrPriceVoided, ErrPriceReason, ErrPriceBilled.
func (v *PriceVoid) Void(today civil.Date, by int64, reason string, bills []string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case !v.Day.IsZero():
		return ErrPriceVoided
	case reason == "":
		return ErrPriceReason.On("reason")
	case len(bills) > 0:
		return ErrPriceBilled.Textf("%s 已按这项价格出账，不能作废。价格有误的请修改，已出账的差额另出差额账单", strings.Join(bills, "、"))
	}
	*v = PriceVoid{today, by, reason}
	return nil
}

// Restore takes the voiding back. Errors: ErrPriceCounts.
func (v *PriceVoid) Restore() error {
	if v.Day.IsZero() {
		return ErrPriceCounts
	}
	*v = PriceVoid{}
	return nil
}

// Prices that were voided.
var (
	ErrPriceVoided = say.Refuse("price_voided", "这项价格已经作废，请先恢复")
	ErrPriceCounts = say.Refuse("price_counts", "这项价格没有作废，不必恢复")
	ErrPriceReason = say.Refuse("price_reason", "请写明作废的理由")
	ErrPriceBilled = say.Refuse("price_billed", "已有账单按这项价格出账，不能作废")
)
