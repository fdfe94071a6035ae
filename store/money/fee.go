package money

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/stay"
)

// TenancyFees is what a tenancy costs, is charged and is spared: a preview that writes nothing.
type TenancyFees struct {
	Tenancy  stay.TenancyRow
	Until    civil.Date // first day not scheduled
	Schedule charge.FeeSchedule
	Seasons  bool             // some heating season is known; without one there are no heating lines
	Guessed  bool             // days of later heating seasons are taken over from the last known one
	Benefits []relief.Benefit // of the tenancy, the first one first

	Uncovered []charge.Span // days without a contract in force, whose waiver nobody granted (一)

	units    []Held
	readings []stay.ReadingRow
	inputs   []charge.QuoteInput // what the schedule follows from but the waivers, one a group of units with the same prices
}

// FeeSchedule is the schedule of a tenancy up to a day (excluded); no date takes the end of the six years (五(一)), or of
// the contract where that runs longer. A fee is spared only while its waiver is granted.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) FeeSchedule(ctx context.Context, by engine.Actor, tenancy int64, until civil.Date) (f TenancyFees, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		f, err = readFees(ctx, q, by, tenancy, until, s.Today())
		return err
	})
	if err != nil {
		return TenancyFees{}, err
	}
	return f, nil
}

func readFees(ctx context.Context, q engine.Querier, by engine.Actor, tenancy int64, until, today civil.Date) (f TenancyFees, err error) {
	if f.Tenancy, err = stay.TenancyNoun.ByID(ctx, q, tenancy); err != nil {
		return f, err
	}
	if !by.Sees(f.Tenancy.District) {
		return f, engine.ErrOtherDistrict.With(f.Tenancy.District)
	}
	if f.Until = until; until.IsZero() {
		f.Until = civil.Max(f.Tenancy.WaivedUntil(), f.Tenancy.Contract.To)
	}
	return f, f.Read(ctx, q, today)
}

// Preview is the schedule as it would be with other benefits, such as one that is not granted yet; it writes nothing.
func (f *TenancyFees) Preview(benefits []relief.Benefit) charge.FeeSchedule {
	parts := make([]charge.FeeSchedule, 0, len(f.inputs))
	for _, in := range f.waived(benefits) {
		parts = append(parts, charge.Schedule(&in))
	}
	return charge.MergeSchedules(parts...)
}

// waived are the inputs of the schedule with what benefits waive.
func (f *TenancyFees) waived(benefits []relief.Benefit) []charge.QuoteInput {
	spells, out := relief.WaiverSpells(benefits), slices.Clone(f.inputs)
	for i, in := range out {
		out[i].Waivers, out[i].Reliefs = spells, relief.Reliefs(benefits, relief.Barred(in.Uncovered, in.WaiverStopped))
	}
	return out
}

// SparedByArea is what the fees by ㎡ of a tenancy are spared in the calendar year of a day, as its schedule has it.
func SparedByArea(ctx context.Context, q engine.Querier, stay stay.TenancyRow, day civil.Date) (sum quantity.Money, err error) {
	f := TenancyFees{Tenancy: stay, Until: civil.On(day.Year()+1, 1, 1)}
	if err := f.Read(ctx, q, day); err != nil {
		return 0, err
	}
	for _, l := range f.Schedule.Lines {
		if l.Area > 0 && l.Priced && l.From.Year() == day.Year() {
			sum += l.Waived
		}
	}
	return sum, nil
}

// StoppedFrom is the schedule as it would be with the waiver stopped on a day; it writes nothing.
func (f *TenancyFees) StoppedFrom(day civil.Date) charge.FeeSchedule {
	stopped := *f
	stopped.inputs = slices.Clone(f.inputs)
	for i := range stopped.inputs {
		stopped.inputs[i].WaiverStopped = day
	}
	return stopped.Preview(f.Benefits)
}

// TakenBack is what taking the waiver back from a day on makes payable up to the end of the schedule, beside what is payable already.
func (f *TenancyFees) TakenBack(from civil.Date) charge.TakenBack {
	return charge.TakeBack(f.Schedule, f.StoppedFrom(from), from)
}

// Held is one unit of a tenancy over [from, to) with its areas, the earliest first.
type Held struct {
	Unit      int64
	number    string
	community string
	floor     string
	From, To  civil.Date
	Areas     []charge.AreaSpell
}

// Read reads what the schedule of the tenancy follows from as it stands on a day.
func (f *TenancyFees) Read(ctx context.Context, q engine.Querier, today civil.Date) error {
	x, err := readFacts(ctx, q, f.Tenancy.ID)
	if err != nil {
		return err
	}
	if err := f.take(x, placed(ctx, q), today); err != nil {
		return err
	}
	f.Schedule = f.Preview(f.Benefits)
	return nil
}

// feeFacts are what the schedule of one tenancy follows from beside the prices.
type feeFacts struct {
	contracts []allocation.Contract
	units     []Held
	readings  []stay.ReadingRow
	benefits  []relief.Benefit
}

func readFacts(ctx context.Context, q engine.Querier, tenancy int64) (x feeFacts, err error) {
	if x.contracts, err = stay.ReadContracts(ctx, q, tenancy); err != nil {
		return x, err
	}
	if x.units, err = ReadHeld(ctx, q, tenancy); err != nil {
		return x, err
	}
	if x.readings, err = stay.ReadReadings(ctx, q, tenancy); err != nil {
		return x, err
	}
	rows, err := stay.BenefitNoun.All(ctx, q, stay.BenefitsOfTenancy, tenancy)
	for _, r := range rows {
		x.benefits = append(x.benefits, r.Benefit)
	}
	return x, err
}

// take takes over what the schedule follows from; the schedule itself is not worked out yet.
func (f *TenancyFees) take(x feeFacts, prices pricing, today civil.Date) error {
	f.Uncovered = tenure.Uncovered(x.contracts, today)
	f.units, f.readings, f.Benefits = x.units, x.readings, x.benefits
	groups, err := f.groups(prices, x.units)
	if err != nil {
		return err
	}
	for _, g := range groups {
		f.inputs = append(f.inputs, f.input(g, x.readings))
	}
	return nil
}

// place is where a unit lies, as prices name it.
type place struct{ district, community, floor string }

// pricing gives the prices and heating seasons of a place.
type pricing func(place) (samePrice, error)

// placed reads the prices of each place once.
func placed(ctx context.Context, q engine.Querier) pricing {
	known := map[place]samePrice{}
	return func(at place) (g samePrice, err error) {
		if g, read := known[at]; read {
			return g, nil
		}
		g.prices, g.seasons, err = placePrices(ctx, q, at.district, at.community, at.floor)
		known[at] = g
		return g, err
	}
}

// paysWater reports whether the tenant pays for the water of a day.
func (f *TenancyFees) paysWater(day civil.Date) bool {
	return !f.Tenancy.Handed.IsZero() && !day.Before(f.Tenancy.Handed) && f.pays(charge.FeeWater, day)
}

// pays reports whether a day is one on which a fee is not free.
func (f *TenancyFees) pays(fee charge.Fee, day civil.Date) bool {
	if len(f.inputs) == 0 || day.Before(f.Tenancy.Signed) {
		return false
	}
	in := f.inputs[0]
	in.Waivers = relief.WaiverSpells(f.Benefits)
	return in.PhaseOf(fee, day) != charge.PhaseFree
}

// seasonless reports whether heating is paid for at the end of a period and no heating season is known at all.
func (f *TenancyFees) seasonless(end civil.Date) bool {
	return !f.Seasons && f.pays(charge.FeeHeating, end.AddDays(-1))
}

// unread are the meters that nobody read for the period that ended before a day, though the tenant pays for its water; whether a
// bill for it is out is no matter.
func (f *TenancyFees) unread(end civil.Date) []charge.Unread {
	if !f.paysWater(end.AddDays(-1)) {
		return nil
	}
	var out []charge.Unread
	for _, u := range f.units {
		if counted := u.counted(f.readings); u.From.Before(end) && (u.To.IsZero() || !u.To.Before(end)) && charge.Lacks(counted, end) {
			out = append(out, charge.Unread{Unit: u.number, Since: civil.Max(charge.LastRead(counted), civil.Max(u.From, f.Tenancy.Handed))})
		}
	}
	return out
}

// waterLater is the water that the tenant pays for and that the bills up to a day, the first one of the running period, do not have.
func (f *TenancyFees) waterLater(end civil.Date, months int) (w charge.WaterLater) {
	if !f.Tenancy.Ended.IsZero() || !f.paysWater(end) {
		return w
	}
	w.From, w.Bill = end, charge.PeriodEnd(end, months)
	for _, u := range f.units {
		if day := charge.LastRead(u.counted(f.readings)); u.To.IsZero() && !day.IsZero() && (w.Read.IsZero() || day.Before(w.Read)) {
			w.Read = day
		}
	}
	return w
}

// samePrice are units for which the same prices hold.
type samePrice struct {
	units   []Held
	prices  []charge.YearPrice
	seasons []charge.HeatingSeason
}

// groups puts the units together that the same prices hold for, in the order in which they are held.
func (f *TenancyFees) groups(prices pricing, units []Held) ([]samePrice, error) {
	at := map[place]int{}
	var groups []samePrice
	for _, u := range units {
		where := place{f.Tenancy.District, u.community, u.floor}
		if i, known := at[where]; known {
			groups[i].units = append(groups[i].units, u)
			continue
		}
		g, err := prices(where)
		if err != nil {
			return nil, err
		}
		g.units = []Held{u}
		i := slices.IndexFunc(groups, func(o samePrice) bool { return slices.Equal(o.prices, g.prices) && slices.Equal(o.seasons, g.seasons) })
		if i < 0 {
			i, groups = len(groups), append(groups, g)
		} else {
			groups[i].units = append(groups[i].units, u)
		}
		at[where] = i
	}
	return groups, nil
}

// input is the quote of a group of units.
func (f *TenancyFees) input(g samePrice, readings []stay.ReadingRow) charge.QuoteInput {
	t := f.Tenancy
	f.Seasons = f.Seasons || len(g.seasons) > 0
	seasons := guessSeasons(g.seasons, f.Until)
	f.Guessed = f.Guessed || len(seasons) > len(g.seasons)
	return charge.QuoteInput{
		Signed: t.Clock, Areas: AreasOf(g.units), WaterIntensive: t.WaterIntensive, Until: f.Until, Exit: t.Ended, WaiverStopped: t.Stopped,
		Prices: g.prices, Heating: seasons, Water: WaterOf(g.units, readings), Uncovered: f.Uncovered,
	}
}

// ReadHeld reads the units of a tenancy with their areas.
func ReadHeld(ctx context.Context, q engine.Querier, tenancy int64) ([]Held, error) {
	units, err := engine.All(ctx, q, func(s engine.Scanner) (u Held, err error) {
		err = s.Scan(&u.Unit, &u.number, &u.community, &u.floor, &u.From, &u.To)
		return u, err
	}, `SELECT h.unit_id, u.number, u.community, CAST(u.floor AS TEXT), h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = $1 ORDER BY h.from_day, u.number`, tenancy)
	for i := range units {
		if err == nil {
			units[i].Areas, err = engine.All(ctx, q, func(s engine.Scanner) (a charge.AreaSpell, err error) {
				err = s.Scan(&a.From, &a.Area)
				return a, err
			}, `SELECT from_day, area_dm2 FROM unit_area WHERE unit_id = $1 ORDER BY from_day`, units[i].Unit)
		}
	}
	return units, err
}

// AreaOn is the area of a unit on a day while it is held; before its first entry the first counts.
func (u Held) AreaOn(d civil.Date) quantity.Area {
	if d.Before(u.From) || (!u.To.IsZero() && !d.Before(u.To)) || len(u.Areas) == 0 {
		return 0
	}
	area := u.Areas[0].Area
	for _, a := range u.Areas {
		if !a.From.After(d) {
			area = a.Area
		}
	}
	return area
}

// AreasOf sums the areas of units over time: a spell begins where the sum changes.
func AreasOf(units []Held) []charge.AreaSpell {
	var days []civil.Date
	for _, u := range units {
		days = append(days, u.From)
		if !u.To.IsZero() {
			days = append(days, u.To)
		}
		for _, a := range u.Areas {
			days = append(days, a.From)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	var out []charge.AreaSpell
	last := quantity.Area(0)
	for _, d := range slices.Compact(days) {
		var sum quantity.Area
		for _, u := range units {
			sum += u.AreaOn(d)
		}
		if sum != last {
			out, last = append(out, charge.AreaSpell{From: d, Area: sum}), sum
		}
	}
	return out
}

// WaterOf is the water that the meters of the units counted while the tenant held them, between readings that count.
func WaterOf(units []Held, readings []stay.ReadingRow) []charge.WaterReading {
	var out []charge.WaterReading
	for _, u := range units {
		out = append(out, charge.Used(u.counted(readings))...)
	}
	return out
}

// counted are the readings of the unit that count, from the day on which it is held to the day on which it is returned.
func (u Held) counted(all []stay.ReadingRow) []charge.MeterReading {
	var out []charge.MeterReading
	for _, r := range all {
		if r.UnitID == u.Unit && r.Counts() && !r.Day.Before(u.From) && (u.To.IsZero() || !r.Day.After(u.To)) {
			out = append(out, r.AsMeter())
		}
	}
	return out
}

// guessSeasons adds the seasons after the last known one up to a day, with its days of the year and without a price, so that
// what is not published yet shows as 价格待公布.
func guessSeasons(seasons []charge.HeatingSeason, until civil.Date) []charge.HeatingSeason {
	if len(seasons) == 0 {
		return nil
	}
	last := seasons[len(seasons)-1]
	for n := 1; ; n++ {
		h := charge.HeatingSeason{Season: last.Season + n, From: last.From.AddMonths(12 * n), To: last.To.AddMonths(12 * n)}
		if !h.From.Before(until) {
			return seasons
		}
		seasons = append(seasons, h)
	}
}
