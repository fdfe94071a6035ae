package report

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/figure"
	"penggai/store/money"
)

// forecastMonths is how far the forecast looks ahead.
const forecastMonths = 36

// forecast is what the tenants of the day will be spared and will pay (五(一)) in the three years from the next month on, by district and half
// of the year: to the end of their contracts, and what it comes to if every one that ends is renewed.
func forecast(a ask) (Report, error) {
	from := a.day.MonthStart().AddMonths(1)
	until := from.AddMonths(forecastMonths)
	r := Report{Notes: []string{
		fmt.Sprintf("自 %s 起 36 个月，首尾的半年可能不足六个月；按今天已登记的价格，以后年度沿用最近一年的价格", from),
		"合同期内按现有合同履行到期；“续签”为到期后全部续签、前三年免收后三年减半不变时另加的金额，现已到期未续签的按全价",
		"水费按抄表，不预测；已批准退出的户不计",
	}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "half", Title: "半年"},
		Column{Key: "tenancies", Title: "户数", Kind: Count}.as(once),
		{Key: "ending", Title: "合同到期", Unit: "户", Kind: Count},
		{Key: "market_fen", Title: say.Market, Unit: textYuan, Kind: Money},
		{Key: "waived_fen", Title: say.Waiver, Unit: textYuan, Kind: Money},
		{Key: "payable_fen", Title: say.Payable, Unit: textYuan, Kind: Money},
		{Key: "renewed_waived_fen", Title: "续签减免", Unit: textYuan, Kind: Money},
		{Key: "renewed_payable_fen", Title: "续签应缴", Unit: textYuan, Kind: Money},
		{Key: "unpriced", Title: "没有价格", Unit: "行", Kind: Count},
	}}
	ahead := outlook{report: &r, halves: money.ForecastHalves(from, until), until: until}
	read := func(each func(*money.Forecast, string)) error {
		for _, d := range a.districts() {
			err := a.st.EachForecast(a.ctx, a.by, d, a.day, from, until, func(f *money.Forecast) error {
				each(f, d)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := read(ahead.join); err != nil {
		return r, err
	}
	ahead.joined()
	r.deep = func() ([]fact, error) {
		shallow := r.facts
		r.facts = nil
		err := read(ahead.each)
		deep := r.facts
		r.facts = shallow
		return deep, err
	}
	r.grouped(a, halfTitle)
	if n := r.Totals[r.column("unpriced")].Int(); n > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有 %d 行费用从来没有登记过价格，金额未计入", n))
	}
	return r, r.sayDecided(a, a.day, until)
}

// outlook is a forecast that is being counted.
type outlook struct {
	report *Report
	halves []civil.Date // their first days
	until  civil.Date
	groups []group
}

// group are the stays of a district that cost something, or end, in the same halves of years.
type group struct {
	district string
	in       uint // a bit for each half
	n        int64
	ending   []int64
	sums     []money.ForecastHalf
}

// in are the halves in which a stay costs anything or its contract ends, and the one in which it does; -1 for none.
func (o *outlook) in(f *money.Forecast) (set uint, ending int) {
	ending = -1
	if !f.Ends.Before(o.halves[0]) && f.Ends.Before(o.until) {
		ending = money.HalfOf(o.halves, f.Ends)
		set = 1 << ending
	}
	for i, h := range f.Halves {
		if h.Lines > 0 {
			set |= 1 << i
		}
	}
	return set, ending
}

// join counts a stay among those that stand in the same rows, so that each row counts it and the whole counts it once.
func (o *outlook) join(f *money.Forecast, district string) {
	set, ending := o.in(f)
	at := slices.IndexFunc(o.groups, func(g group) bool { return g.in == set && g.district == district })
	if at < 0 {
		at = len(o.groups)
		o.groups = append(o.groups, group{district: district, in: set, ending: make([]int64, len(f.Halves)), sums: make([]money.ForecastHalf, len(f.Halves))})
	}
	g := &o.groups[at]
	g.n++
	if ending >= 0 {
		g.ending[ending]++
	}
	for i, h := range f.Halves {
		g.sums[i] = g.sums[i].Plus(h)
	}
}

// joined makes the facts of what was joined.
func (o *outlook) joined() {
	for i, g := range o.groups {
		for half, sum := range g.sums {
			if g.in&(1<<half) != 0 {
				o.count(fact{id: -1 - int64(i), n: g.n}, g.district, half, g.n, g.ending[half], sum)
			}
		}
	}
}

// each counts one stay in every half of a year in which it costs anything.
func (o *outlook) each(f *money.Forecast, district string) {
	set, ending := o.in(f)
	record := figure.Record{ID: f.Tenancy.ID, District: district, Number: f.Tenancy.Number, Name: f.Tenancy.Name}
	for i, h := range f.Halves {
		if set&(1<<i) != 0 {
			o.count(of(allocation.NounTenancy, record, ""), district, i, 1, flag(i == ending), h)
		}
	}
}

// count makes a fact of what stays come to in a half of a year.
func (o *outlook) count(f fact, district string, half int, stays, ending int64, h money.ForecastHalf) {
	f.key = keyOf(district, halfOf(o.halves[half]))
	copy(o.report.count(f)[2:], []int64{
		stays, ending, int64(h.Bound.Market), int64(h.Bound.Waived), int64(h.Bound.Payable), int64(h.All.Waived - h.Bound.Waived), int64(h.All.Payable - h.Bound.Payable), h.Unpriced,
	})
}

// halfOf is the half of the year of a day: 2021-1.
func halfOf(day civil.Date) string { return fmt.Sprintf("%d-%d", day.Year(), (int(day.Month())+5)/6) }

func halfTitle(half string) string {
	year, n, _ := strings.Cut(half, "-")
	if n == "1" {
		return year + " 上半年"
	}
	return year + " 下半年"
}
