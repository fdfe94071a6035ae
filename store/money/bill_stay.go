package money

import (
	"penggai/store/basis"
	"penggai/store/engine"
)

// BillStay issues, with the change that makes them due, the bills of one tenancy up to today: what puts earlier bills right, then
// the periods that have ended. It returns their ids. What has no price yet waits for a later bill.
func BillStay(t *engine.Tx, tenancy int64) (ids []int64, err error) {
	days, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	for _, difference := range []bool{true, false} {
		item, err := DraftTenancy(t.Ctx, t, t.By, tenancy, BillAsk{Tenancy: tenancy, Through: t.Today, Difference: difference})
		if err != nil {
			return nil, err
		}
		some, err := issue(t, item, days)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return ids, nil
}
