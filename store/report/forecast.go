package report

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
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
	for _, d := range a.districts() {
		err := a.st.EachForecast(a.ctx, a.by, d, a.day, until, func(f *money.Forecast) error {
			r.foresee(f, d, from, until)
			return nil
		})
		if err != nil {
			return r, err
		}
	}
	r.grouped(a, halfTitle)
	if n := r.Totals[r.column("unpriced")].Int(); n > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有 %d 行费用从来没有登记过价格，金额未计入", n))
	}
	return r, nil
}

// foresee counts one stay in every half of a year in which it costs anything.
func (r *Report) foresee(f *money.Forecast, district string, from, until civil.Date) {
	type sums struct {
		bound, all charge.FeeTotal
		unpriced   int64
	}
	halves := map[string]*sums{}
	at := func(day civil.Date) *sums {
		key := halfOf(day)
		if halves[key] == nil {
			halves[key] = &sums{}
		}
		return halves[key]
	}
	for _, l := range f.Schedule.Lines {
		if l.From.Before(from) {
			continue
		}
		s := at(l.From)
		s.all = s.all.With(l)
		if !l.Priced {
			s.unpriced++
		}
	}
	for _, l := range f.Bound.Lines {
		if !l.From.Before(from) {
			s := at(l.From)
			s.bound = s.bound.With(l)
		}
	}
	record := figure.Record{ID: f.Tenancy.ID, District: district, Number: f.Tenancy.Number, Name: f.Tenancy.Name}
	for day := from; day.Before(until); day = nextHalf(day) {
		s, there := halves[halfOf(day)]
		ends := !f.Ends.Before(from) && f.Ends.Before(until) && halfOf(f.Ends) == halfOf(day)
		if !there && !ends {
			continue
		}
		if s == nil {
			s = &sums{}
		}
		copy(r.count(of(allocation.NounTenancy, record, keyOf(district, halfOf(day))))[2:], []int64{
			1, flag(ends), int64(s.bound.Market), int64(s.bound.Waived), int64(s.bound.Payable), int64(s.all.Waived - s.bound.Waived), int64(s.all.Payable - s.bound.Payable), s.unpriced,
		})
	}
}

// halfOf is the half of the year of a day: 2021-1.
func halfOf(day civil.Date) string {
	if day.Month() <= 6 {
		return fmt.Sprintf("%d-1", day.Year())
	}
	return fmt.Sprintf("%d-2", day.Year())
}

// nextHalf is the first day of the next half of a year.
func nextHalf(day civil.Date) civil.Date {
	if day.Month() <= 6 {
		return civil.On(day.Year(), 7, 1)
	}
	return civil.On(day.Year()+1, 1, 1)
}

func halfTitle(half string) string {
	year, n, _ := strings.Cut(half, "-")
	if n == "1" {
		return year + " 上半年"
	}
	return year + " 下半年"
}
