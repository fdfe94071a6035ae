package money_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

// TestPriceLife: a price of a community that there is not is refused; one on which a bill rests is not voided; one that was voided
// gives way to another, and is not restored beside it.
func TestPriceLife(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	nowhere := moneytest.Price(charge.FeeRent, 2020, 100)
	nowhere.Community = "没有的小区"
	refused(t, "nowhere", o.SetPrice(t.Context(), by, nowhere, ""), money.ErrPriceCommunity)
	o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	billed, free := o.PriceOf(t, charge.FeeRent, 2024), o.PriceOf(t, charge.FeeRent, 2025)
	refused(t, "billed", o.VoidPrice(t.Context(), by, billed.ID, billed.Version, "录错"), charge.ErrPriceBilled)
	refused(t, "no reason", o.VoidPrice(t.Context(), by, free.ID, free.Version, " "), charge.ErrPriceReason)
	ok(t, o.VoidPrice(t.Context(), by, free.ID, free.Version, "年度录错"))
	gone, err := o.Price(t.Context(), by, free.ID)
	ok(t, err)
	refused(t, "twice", o.VoidPrice(t.Context(), by, gone.ID, gone.Version, "录错"), charge.ErrPriceVoided)
	gone.Fen = 1
	refused(t, "changed", o.SetPrice(t.Context(), by, gone, "改"), charge.ErrPriceVoided)
	if page, err := o.Prices(t.Context(), by, engine.ListQuery{Filter: "状态:已作废"}); err != nil || page.Total != 1 || len(o.PriceRows(t)) != 14 {
		t.Errorf("%+v %v", page, err)
	}
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2025, 2900), ""))
	refused(t, "restored beside another", o.RestorePrice(t.Context(), by, gone.ID, gone.Version), engine.ErrDuplicate)
	other := o.PriceOf(t, charge.FeeRent, 2025)
	ok(t, o.VoidPrice(t.Context(), by, other.ID, other.Version, "录错"))
	ok(t, o.RestorePrice(t.Context(), by, gone.ID, gone.Version))
	if now := o.PriceOf(t, charge.FeeRent, 2025); now.Fen != 3000 || !now.Void.Day.IsZero() {
		t.Errorf("%+v", now)
	}
	o.Verified(t)
}

// TestCopyPrices: a year takes what it lacks from the year before, on its own papers or on a new one; a season moves on.
func TestCopyPrices(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	o.Clock.Day = enginetest.Day("2022-03-01")
	o.Priced(t, 2021)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Season(2021, 4300), ""))
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2022, 3100), ""))
	n, err := o.CopyPrices(t.Context(), by, money.PriceCopy{Year: 2022, Payee: "新单位"})
	ok(t, err)
	if p, s := o.PriceOf(t, charge.FeeRent, 2022), o.PriceOf(t, charge.FeeHeating, 2022); n != 3 || p.Fen != 3100 || s.Fen != 4300 || s.From != enginetest.Day("2022-10-20") ||
		s.Payee != "新单位" || s.Document != "双价发 3 号" {
		t.Errorf("%d %+v %+v", n, p, s)
	}
	_, err = o.CopyPrices(t.Context(), by, money.PriceCopy{Year: 2022})
	refused(t, "nothing left", err, money.ErrNothingToCopy)
	n, err = o.CopyPrices(t.Context(), by, money.PriceCopy{Year: 2023, Document: "双价发〔2022〕9 号", Day: o.Clock.Day})
	if p := o.PriceOf(t, charge.FeeWater, 2023); err != nil || n != 4 || p.Document != "双价发〔2022〕9 号" || p.DocumentDay != o.Clock.Day || p.Payee != "新单位" {
		t.Errorf("%d %+v %v", n, p, err)
	}
	o.Verified(t)
}
