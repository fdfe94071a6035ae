package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/money"
)

func price(fee charge.Fee, year int, fen quantity.Money) money.PriceRow {
	return money.PriceRow{
		District: "尖山区", Fee: fee, Year: year, Priced: true, Fen: fen, Document: "双价发 3 号", DocumentDay: onDay("2021-01-10"), Payee: "尖山区财政局",
	}
}

func season(year int, fen quantity.Money) money.PriceRow {
	p := price(charge.FeeHeating, year, fen)
	p.From, p.To = civil.On(year, 10, 20), civil.On(year+1, 4, 21)
	return p
}

func TestFeeScheduleOfATenancy(t *testing.T) {
	o := stayOffice(t, 2)
	by := o.as(t, allocation.Manager)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, 2021, 2000), ""))
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeWater, 2021, 430), ""))
	ok(t, o.SetPrice(t.Context(), by, season(2020, 4300), ""))
	special := price(charge.FeeProperty, 2021, 150)
	special.Community = "南市区"
	ok(t, o.SetPrice(t.Context(), by, special, ""))
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeProperty, 2021, 999), ""))
	o.clock.day = onDay("2021-03-16")
	d := contracted(t, o, 1, "JS-NSQ-01-1-01") // 100 ㎡
	f, err := o.FeeSchedule(t.Context(), by, d.ID, onDay("2021-05-01"))
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
	if f.Until != onDay("2027-03-16") || !f.Guessed || len(f.Schedule.MissingOf(charge.FeeHeating)) != 6 || len(f.Schedule.MissingOf(charge.FeeRent)) != 6 {
		t.Errorf("six years: until %s, missing %v", f.Until, f.Schedule.Missing)
	}
	years := f.Schedule.ByYear()
	if len(years) != 7 || years[0].Year != 2021 || years[6].To != f.Until || !years[1].Unpriced || years[0].Fee(charge.FeeRent).Market != 103226+9*200000 {
		t.Errorf("%+v", years[0])
	}
	phases := f.Schedule.ByPhase()
	if len(phases) != 2 || phases[0].Phase != charge.PhaseFree || phases[1].From != onDay("2024-03-16") {
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

// A measured area replaces the first one from its day on; the exit ends what is charged; water follows the readings.
func TestFeeScheduleFollowsTheStay(t *testing.T) {
	o := stayOffice(t, 1)
	by, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, 2021, 3000), ""))
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeWater, 2021, 430), ""))
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	unit := d.Holdings[0].UnitID
	o.clock.day = onDay("2021-04-11")
	u, err := o.Unit(t.Context(), by, unit)
	ok(t, err)
	ok(t, o.MeasureUnit(t.Context(), by, unit, u.Version, 9000, onDay("2021-04-11"), "实测"))
	id, err := o.OpenExit(t.Context(), by, d.ID, d.Version, 3, paper, "转租")
	ok(t, err)
	o.clock.day = onDay("2021-04-21")
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), by, id, 2, o.clock.day, "邮寄")
	ok(t, err)
	o.clock.day = onDay("2021-05-01")
	ok(t, o.ReturnExit(t.Context(), by, id, 3, onDay("2021-04-26"), back(d)))
	f, err := o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	var rent, water []charge.FeeLine
	for _, l := range f.Schedule.Lines {
		if l.Fee == charge.FeeRent {
			rent = append(rent, l)
		}
		if l.Fee == charge.FeeWater {
			water = append(water, l)
		}
	}
	want := []struct {
		from, to        string
		market, payable quantity.Money
	}{
		{"2021-03-15", "2021-04-01", 164516, 0},    // 100 ㎡, 17 of 31 days
		{"2021-04-01", "2021-04-11", 100000, 0},    // 10 of 30
		{"2021-04-11", "2021-04-21", 90000, 0},     // measured: 90 ㎡
		{"2021-04-21", "2021-04-26", 45000, 45000}, // full price from the day of the decision
	}
	if len(rent) != len(want) {
		t.Fatalf("%d lines: %+v", len(rent), rent)
	}
	for i, w := range want {
		if l := rent[i]; l.From != onDay(w.from) || l.To != onDay(w.to) || l.Market != w.market || l.Payable != w.payable {
			t.Errorf("line %d: %+v, want %v", i, l, w)
		}
	}
	if len(water) != 3 || f.Schedule.Total(charge.FeeWater).Market != 870+1024+256 {
		t.Errorf("5 m³ over 42 days: %+v", water)
	}
}

func TestPricesHaveSources(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	good := price(charge.FeeRent, 2021, 2000)
	for name, tc := range map[string]struct {
		change func(*money.PriceRow)
		want   *say.Refusal
	}{
		"no fee":              {func(p *money.PriceRow) { p.Fee = "gas" }, money.ErrPriceFee},
		"a year of two":       {func(p *money.PriceRow) { p.Year = 21 }, money.ErrPriceYear},
		"no price":            {func(p *money.PriceRow) { p.Priced = false }, money.ErrPriceFen},
		"below nought":        {func(p *money.PriceRow) { p.Fen = -1 }, money.ErrPriceFen},
		"no document":         {func(p *money.PriceRow) { p.Document = " " }, money.ErrPriceDocument},
		"a paper of tomorrow": {func(p *money.PriceRow) { p.DocumentDay = onDay("2021-03-16") }, money.ErrPriceDay},
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
	ok(t, o.SetPrice(t.Context(), by, season(2020, 4300), ""))
	next := season(2021, 0)
	next.Priced = false // the days are known before the price
	ok(t, o.SetPrice(t.Context(), by, next, ""))
	next = season(2022, 0)
	next.From = onDay("2022-04-20")
	refused(t, "seasons overlap", o.SetPrice(t.Context(), by, next, ""), money.ErrSeasonOverlap)
	rows, err := o.Prices(t.Context(), by)
	if err != nil || len(rows) != 3 || rows[0].Fee != charge.FeeRent || rows[1].Priced || rows[2].Year != 2020 {
		t.Fatalf("%+v %v", rows, err)
	}
	change := rows[0]
	change.Fen = 2100
	refused(t, "changed without a reason", o.SetPrice(t.Context(), by, change, ""), engine.ErrNoReason)
	ok(t, o.SetPrice(t.Context(), by, change, "文件更正"))
	refused(t, "an old form", o.SetPrice(t.Context(), by, change, "文件更正"), engine.ErrStale)
	got, err := o.Price(t.Context(), by, charge.FeeRent, change.ID)
	if err != nil || got.Fen != 2100 || got.Place() != "尖山区" {
		t.Errorf("%+v %v", got, err)
	}
	if got, err = o.Price(t.Context(), by, charge.FeeHeating, rows[1].ID); err != nil || got.Priced || got.To != onDay("2022-04-21") {
		t.Errorf("%+v %v", got, err)
	}
	verified(t, o)
}

// A third term is charged in full, to its end.
func TestFeeScheduleOfAThirdTerm(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, 2027, 3000), ""))
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	for _, on := range []string{"2024-03-01", "2027-03-01"} {
		o.clock.day = onDay(on)
		_, err := o.RenewContract(t.Context(), by, d.ID, d.Version, o.clock.day)
		ok(t, err)
		d = stayOf(t, o, d.ID)
	}
	f, err := o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	phases := f.Schedule.ByPhase()
	if f.Until != onDay("2030-03-15") || len(phases) != 3 || phases[2].Phase != charge.PhaseFull || phases[2].From != onDay("2027-03-15") {
		t.Errorf("until %s: %+v", f.Until, phases)
	}
	if got := phases[2].Fee(charge.FeeRent); got.Payable != got.Market || got.Market != 164516+9*300000 { // 17 of 31 days of March, April to December
		t.Errorf("full price: %+v", got)
	}
}
