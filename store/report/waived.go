package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/store/engine"
)

// waived is the value that tenants were spared by district, year and fee (五(一)): the sum of the schedules of all
// tenancies up to the end of the day, at the market prices that are entered. Lines without a price are counted apart.
func waived(a ask) (Report, error) {
	type key struct {
		district string
		year     int
		fee      charge.Fee
	}
	sums := map[key]charge.FeeTotal{}
	missing := 0
	for _, d := range a.districts() {
		page, err := a.st.Tenancies(a.ctx, a.by, engine.ListQuery{Filter: textDistrict + ":" + d})
		if err != nil {
			return Report{}, err
		}
		for _, t := range page.Rows {
			if t.Signed.After(a.day) {
				continue
			}
			f, err := a.st.FeeSchedule(a.ctx, a.by, t.ID, a.day.AddDays(1))
			if err != nil {
				return Report{}, err
			}
			for _, l := range f.Schedule.Lines {
				if !l.Priced {
					missing++
					continue
				}
				k := key{d, l.Year, l.Fee}
				sums[k] = sums[k].With(l)
			}
		}
	}
	r := Report{Notes: []string{"按已登记的市场价格测算到当日为止，供热费按供热期开始的年度"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "year", Title: say.Year},
		{Key: "fee", Title: say.Fee},
		{Key: "market_fen", Title: say.Market, Unit: textYuan, Kind: Money},
		{Key: "payable_fen", Title: say.Payable, Unit: textYuan, Kind: Money},
		{Key: "waived_fen", Title: say.Waiver, Unit: textYuan, Kind: Money},
	}}
	order := a.districts()
	keys := slices.SortedFunc(maps.Keys(sums), func(x, y key) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.district), slices.Index(order, y.district)), cmp.Compare(x.year, y.year),
			cmp.Compare(slices.Index(charge.Fees, x.fee), slices.Index(charge.Fees, y.fee)))
	})
	for _, k := range keys {
		s := sums[k]
		r.Rows = append(r.Rows, Row{Cells: []Value{
			Str(k.district), Str(fmt.Sprint(k.year)), Str(k.fee.Title()), Num(s.Market), Num(s.Payable), Num(s.Waived),
		}})
	}
	if missing > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有 %d 行价格待公布，未计入", missing))
	}
	r.total()
	return r, nil
}
