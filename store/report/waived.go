package report

import (
	"cmp"
	"fmt"
	"slices"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/store/figure"
	"penggai/store/money"
)

// waived is the value that tenants were spared by district, year and fee (五(一)): the sum of the schedules of all
// tenancies up to the end of the day, at the market prices that are entered. Lines without a price are counted apart.
func waived(a ask) (Report, error) {
	sums, err := a.st.FeesOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"供热费按供热期开始的年度"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "year", Title: say.Year},
		{Key: "fee", Title: say.Fee},
		{Key: "tenancies", Title: "户数", Kind: Count},
		{Key: "market_fen", Title: say.Market, Unit: textYuan, Kind: Money},
		{Key: "payable_fen", Title: say.Payable, Unit: textYuan, Kind: Money},
		{Key: "waived_fen", Title: say.Waiver, Unit: textYuan, Kind: Money},
		{Key: "unpriced", Title: "价格待公布", Unit: "行", Kind: Count},
	}}
	add := func(f fact, stays int64, s spared) {
		adds := r.count(f)
		adds[3], adds[7] = stays, s.unpriced
		if s.priced {
			copy(adds[4:], []int64{int64(s.Market), int64(s.Payable), int64(s.Waived)})
		}
	}
	order := a.districts()
	slices.SortStableFunc(sums, func(x, y money.FeeSum) int {
		return cmp.Compare(slices.Index(order, x.District), slices.Index(order, y.District))
	})
	for _, f := range sums {
		key := keyOf(f.District, fmt.Sprint(f.Year), string(f.Fee))
		r.head(key, f.District, fmt.Sprint(f.Year), f.Fee.Title())
		add(fact{key: key, n: f.Stays}, f.Stays, spared{FeeTotal: f.FeeTotal, unpriced: f.Unpriced, priced: f.Priced > 0})
	}
	r.deep = func() ([]fact, error) {
		list, err := a.spared()
		shallow := r.facts
		r.facts = nil
		for _, s := range list {
			add(tenancy(s.Record, keyOf(s.District, fmt.Sprint(s.year), string(s.fee))), 1, s)
		}
		deep := r.facts
		r.facts = shallow
		return deep, err
	}
	r.settle()
	if n := r.Totals[r.column("unpriced")].Int(); n > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有 %d 行价格待公布，金额未计入", n))
	}
	return r, nil
}

// spared is what the schedule of a stay comes to of one year and fee.
type spared struct {
	figure.Record
	year int
	fee  charge.Fee
	charge.FeeTotal
	unpriced int64 // lines without a price
	priced   bool  // some have one
}

// spared adds up the schedules of all stays up to the end of the day, by year and fee.
func (a ask) spared() (out []spared, err error) {
	for _, d := range a.districts() {
		err := a.st.EachSchedule(a.ctx, a.by, d, a.day, func(f *money.TenancyFees) error {
			out = addLines(out, figure.Record{ID: f.Tenancy.ID, District: d, Number: f.Tenancy.Number, Name: f.Tenancy.Name}, f.Schedule.Lines)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// addLines adds the lines of one schedule, by year and fee in the order in which they first come.
func addLines(out []spared, of figure.Record, lines []charge.FeeLine) []spared {
	from := len(out)
	for _, l := range lines {
		i := slices.IndexFunc(out[from:], func(s spared) bool { return s.year == l.Year && s.fee == l.Fee })
		if i < 0 {
			i = len(out) - from
			out = append(out, spared{Record: of, year: l.Year, fee: l.Fee})
		}
		s := &out[from+i]
		s.FeeTotal, s.priced = s.With(l), s.priced || l.Priced
		if !l.Priced {
			s.unpriced++
		}
	}
	return out
}
