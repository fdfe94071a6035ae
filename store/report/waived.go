package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/store/figure"
	"penggai/store/money"
)

// waived is the value that tenants were spared by district, year and fee (五(一)): the sum of the schedules of all
// tenancies up to the end of the day, at the market prices that are entered. Lines without a price are counted apart.
func waived(a ask) (Report, error) {
	list, err := a.spared()
	if err != nil {
		return Report{}, err
	}
	type key struct {
		district string
		year     int
		fee      charge.Fee
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
	has := map[key]bool{}
	for _, s := range list {
		has[key{s.District, s.year, s.fee}] = true
		adds := r.count(tenancy(s.Record, keyOf(s.District, fmt.Sprint(s.year), string(s.fee))))
		adds[3], adds[7] = 1, s.unpriced
		if s.priced {
			copy(adds[4:], []int64{int64(s.Market), int64(s.Payable), int64(s.Waived)})
		}
	}
	order := a.districts()
	keys := slices.SortedFunc(maps.Keys(has), func(x, y key) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.district), slices.Index(order, y.district)), cmp.Compare(x.year, y.year),
			cmp.Compare(slices.Index(charge.Fees, x.fee), slices.Index(charge.Fees, y.fee)))
	})
	for _, k := range keys {
		r.head(keyOf(k.district, fmt.Sprint(k.year), string(k.fee)), k.district, fmt.Sprint(k.year), k.fee.Title())
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
