package money_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

func TestFeeScheduleOfATenancy(t *testing.T) {
	o := moneytest.New(t, 2)
	by := o.As(t, allocation.Manager)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2021, 2000), ""))
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeWater, 2021, 430), ""))
	ok(t, o.SetPrice(t.Context(), by, moneytest.Season(2020, 4300), ""))
	special := moneytest.Price(charge.FeeProperty, 2021, 150)
	special.Community = "南市区"
	ok(t, o.SetPrice(t.Context(), by, special, ""))
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeProperty, 2021, 999), ""))
	o.Clock.Day = enginetest.Day("2021-03-16")
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01") // 100 ㎡
	f, err := o.FeeSchedule(t.Context(), by, d.ID, enginetest.Day("2021-05-01"))
	ok(t, err)
	want := map[charge.Fee]charge.FeeTotal{
		charge.FeeRent:     {Market: 103226 + 200000, Waived: 103226 + 200000}, // 16 of 31 days of March, April
		charge.FeeProperty: {Market: 7742 + 15000, Waived: 7742 + 15000},       // the community's own price
		charge.FeeHeating:  {Market: 37596 + 46995, Waived: 37596 + 46995},     // 16 and 20 of 183 days
	}
	for _, fee := range charge.Fees {
		if got := f.Schedule.Total(fee); got != want[fee] {
			t.Errorf("%s: %v, want %v", fee, got, want[fee])
		}
	}
	if len(f.Schedule.Missing) != 0 || !f.Seasons || f.Guessed {
		t.Errorf("missing %v, seasons %v, guessed %v", f.Schedule.Missing, f.Seasons, f.Guessed)
	}
	f, err = o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	if f.Until != enginetest.Day("2027-03-16") || !f.Guessed || len(f.Schedule.MissingOf(charge.FeeHeating)) != 6 || len(f.Schedule.MissingOf(charge.FeeRent)) != 6 {
		t.Errorf("six years: until %s, missing %v", f.Until, f.Schedule.Missing)
	}
	years := f.Schedule.ByYear()
	if len(years) != 7 || years[0].Year != 2021 || years[6].To != f.Until || !years[1].Unpriced || years[0].Fee(charge.FeeRent).Market != 103226+9*200000 {
		t.Errorf("%+v", years[0])
	}
	phases := f.Schedule.ByPhase()
	if len(phases) != 2 || phases[0].Phase != charge.PhaseFree || phases[1].From != enginetest.Day("2024-03-16") {
		t.Errorf("%+v", phases)
	}
	before, err := o.Head(t.Context())
	ok(t, err)
	_, err = o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	if after, err := o.Head(t.Context()); err != nil || after.Seq != before.Seq {
		t.Errorf("a preview wrote: %s, %s", before, after)
	}
}

func TestPricesHaveSources(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	good := moneytest.Price(charge.FeeRent, 2021, 2000)
	for name, tc := range map[string]struct {
		change func(*money.PriceRow)
		want   *say.Refusal
	}{
		"no fee":              {func(p *money.PriceRow) { p.Fee = "gas" }, money.ErrPriceFee},
		"a year of two":       {func(p *money.PriceRow) { p.Year = 21 }, money.ErrPriceYear},
		"no price":            {func(p *money.PriceRow) { p.Priced = false }, money.ErrPriceFen},
		"below nought":        {func(p *money.PriceRow) { p.Fen = -1 }, money.ErrPriceFen},
		"no document":         {func(p *money.PriceRow) { p.Document = " " }, money.ErrPriceDocument},
		"a paper of tomorrow": {func(p *money.PriceRow) { p.DocumentDay = enginetest.Day("2021-03-16") }, money.ErrPriceDay},
		"no payee":            {func(p *money.PriceRow) { p.Payee = "" }, money.ErrPricePayee},
		"another district":    {func(p *money.PriceRow) { p.District = "岭东区" }, engine.ErrOtherDistrict},
		"the whole city":      {func(p *money.PriceRow) { p.District = "" }, engine.ErrOtherDistrict},
		"a season of no days": {func(p *money.PriceRow) { p.Fee = charge.FeeHeating }, money.ErrSeasonDays},
	} {
		p := good
		tc.change(&p)
		refused(t, name, o.SetPrice(t.Context(), by, p, ""), tc.want)
	}
	ok(t, o.SetPrice(t.Context(), by, good, ""))
	refused(t, "twice", o.SetPrice(t.Context(), by, good, ""), engine.ErrDuplicate)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Season(2020, 4300), ""))
	next := moneytest.Season(2021, 0)
	next.Priced = false // the days are known before the price
	ok(t, o.SetPrice(t.Context(), by, next, ""))
	next = moneytest.Season(2022, 0)
	next.From = enginetest.Day("2022-04-20")
	refused(t, "seasons overlap", o.SetPrice(t.Context(), by, next, ""), money.ErrSeasonOverlap)
	rows := o.PriceRows(t)
	if len(rows) != 3 || rows[0].Fee != charge.FeeRent || rows[1].Priced || rows[2].Year != 2020 {
		t.Fatalf("%+v", rows)
	}
	change := rows[0]
	change.Fen = 2100
	refused(t, "changed without a reason", o.SetPrice(t.Context(), by, change, ""), engine.ErrNoReason)
	ok(t, o.SetPrice(t.Context(), by, change, "文件更正"))
	refused(t, "an old form", o.SetPrice(t.Context(), by, change, "文件更正"), engine.ErrStale)
	got, err := o.Price(t.Context(), by, change.ID)
	if err != nil || got.Fen != 2100 || got.Place() != "尖山区" {
		t.Errorf("%+v %v", got, err)
	}
	if got, err = o.Price(t.Context(), by, rows[1].ID); err != nil || got.Priced || got.To != enginetest.Day("2022-04-21") {
		t.Errorf("%+v %v", got, err)
	}
	o.Verified(t)
}

// A third term is charged in full, to its end.
func TestFeeScheduleOfAThirdTerm(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2027, 3000), ""))
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	for _, on := range []string{"2024-03-01", "2027-03-01"} {
		o.Clock.Day = enginetest.Day(on)
		d = o.RenewedNow(t, d)
	}
	f, err := o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	phases := f.Schedule.ByPhase()
	if f.Until != enginetest.Day("2030-03-15") || len(phases) != 3 || phases[2].Phase != charge.PhaseFull || phases[2].From != enginetest.Day("2027-03-15") {
		t.Errorf("until %s: %+v", f.Until, phases)
	}
	if got := phases[2].Fee(charge.FeeRent); got.Payable != got.Market || got.Market != 164516+9*300000 { // 17 of 31 days of March, April to December
		t.Errorf("full price: %+v", got)
	}
}

func TestAnotherDistrictSeesNoFees(t *testing.T) {
	o := moneytest.New(t, 1)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	_, err := o.FeeSchedule(t.Context(), engine.Actor{ID: 99, Name: "x", Role: allocation.Manager, District: "岭东区"}, d.ID, civil.Date{})
	refused(t, "fees", err, engine.ErrOtherDistrict)
}

// What follows the end of the contract is charged in full (一); a late renewal keeps its term, and its gap keeps the waiver only
// by decision. Bills that are out get a difference bill.
func TestNoContractNoWaiver(t *testing.T) {
	o := moneytest.New(t, 1)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	for year := 2021; year <= 2024; year++ {
		o.Priced(t, year)
	}
	ask := money.BillAsk{Tenancy: d.ID}
	o.Clock.Day = enginetest.Day("2024-07-02")
	rent := func(name string, want charge.Phase, full bool) {
		t.Helper()
		f, err := o.FeeSchedule(t.Context(), by, d.ID, o.Clock.Day)
		ok(t, err)
		for _, l := range f.Schedule.Lines {
			if l.Fee == charge.FeeRent && l.From == enginetest.Day("2024-04-01") && (l.Phase != want || full != (l.Payable == l.Market)) {
				t.Errorf("%s: %+v", name, l)
			}
		}
	}
	rent("holdover", charge.PhaseFull, true)
	o.Issue(t, ask)
	before, err := o.TenancyAccount(t.Context(), by, d.ID)
	ok(t, err)

	d = o.RenewedNow(t, d)
	if d.Contract.From != enginetest.Day("2024-03-15") || d.Contract.GapKept != "" {
		t.Errorf("%+v", d.Contract)
	}
	rent("renewed late", charge.PhaseFull, true)
	refused(t, "a decision by the clerk", o.KeepGap(t.Context(), by, d.ID, d.Version, true, "区长办公会纪要 3 号"), engine.ErrNotAllowed)
	refused(t, "a decision without a reason", o.KeepGap(t.Context(), approver, d.ID, d.Version, true, ""), engine.ErrNoReason)
	ok(t, o.KeepGap(t.Context(), approver, d.ID, d.Version, true, "区长办公会纪要 3 号"))
	rent("gap kept", charge.PhaseHalf, false)
	o.Issue(t, money.BillAsk{Tenancy: d.ID, Difference: true})
	after, err := o.TenancyAccount(t.Context(), by, d.ID)
	ok(t, err)
	if got := after.Bills[len(after.Bills)-1]; got.Kind != charge.BillDifference || got.Total.Payable >= 0 || after.Billed >= before.Billed {
		t.Errorf("%+v", got)
	}
	d = o.StayOf(t, d.ID)
	ok(t, o.KeepGap(t.Context(), approver, d.ID, d.Version, false, "复核后不予保留"))
	rent("gap not kept after all", charge.PhaseFull, true)
	o.Verified(t)
}
