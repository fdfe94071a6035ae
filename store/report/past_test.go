package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
)

// TestPastDaysStayOrSayWhatCameLater asks every report at the ends of months of a stay that lives on, then all of them again at the end: each
// is what it was, or a note says what came later.
func TestPastDaysStayOrSayWhatCameLater(t *testing.T) {
	s := newStay(t)
	ctx, by := context.Background(), s.who[allocation.Manager]
	for year := 2017; year <= 2019; year++ {
		for fee, fen := range map[charge.Fee]quantity.Money{charge.FeeRent: 2000, charge.FeeProperty: 150, charge.FeeWater: 400} {
			p := money.PriceRow{District: "尖山区", Fee: fee, Year: year, Priced: true, Document: "双尖价 1 号", DocumentDay: civil.MustParse("2017-01-05"), Payee: "区财政"}
			p.Fen = fen
			s.ok(s.st.SetPrice(ctx, by, p, ""))
		}
	}
	unit, err := s.st.Ledger(ctx, by, premises.LedgerQuery{Day: s.day})
	s.ok(err)
	asked := func(name string, day civil.Date) Report {
		r, err := Make(ctx, s.st, by, name, Query{AsOf: day})
		if err != nil {
			t.Fatalf("%s as of %s: %v", name, day, err)
		}
		return r
	}
	figures := func(r Report) string {
		var out strings.Builder
		for _, row := range append(slices.Clone(r.Rows), Row{Cells: r.Totals}) {
			for i, v := range row.Cells {
				fmt.Fprint(&out, v.Show(r.Columns[i].Kind), "|")
			}
			fmt.Fprintln(&out)
		}
		return out.String()
	}
	type key struct {
		name string
		day  civil.Date
	}
	then := map[key]Report{}
	for month := range 8 {
		s.day = civil.On(2017, 12, 1).AddMonths(2 * month).AddDays(-1)
		if month == 2 || month == 5 {
			s.ok(s.st.RecordReading(ctx, by, stay.ReadingInput{Tenancy: s.id, Unit: unit[0].ID, Day: s.day.AddDays(-10), Water: allocation.Volume(1000 * (10 + month))}))
		}
		if month == 6 {
			s.assess(9)
		}
		if month == 7 { // no meter is read any more: what changes now is the price alone
			p := money.PriceRow{
				District: "尖山区", Fee: charge.FeeHeating, Year: 2018, Priced: true, Fen: 3200, Document: "双尖价 2 号", DocumentDay: s.day.AddDays(-3), Payee: "供热公司",
				From: civil.MustParse("2018-10-10"), To: civil.MustParse("2019-04-20"),
			}
			s.ok(s.st.SetPrice(ctx, by, p, ""))
		}
		for _, d := range Definitions() {
			then[key{d.Name, s.day}] = asked(d.Name, s.day)
		}
	}
	differs := 0
	for k, was := range then {
		now := asked(k.name, k.day)
		if figures(now) == figures(was) {
			continue
		}
		differs++
		says := slices.ContainsFunc(now.Notes, func(n string) bool {
			return !slices.Contains(was.Notes, n) && (strings.Contains(n, "以后") || strings.Contains(n, "只按今天"))
		})
		if !says {
			t.Errorf("%s as of %s was\n%s%v\nis\n%s%v", k.name, k.day, figures(was), was.Notes, figures(now), now.Notes)
		}
	}
	if differs == 0 {
		t.Error("no reading came later than a day that it counts for")
	}
	day := civil.On(2018, 11, 30) // after the last reading, before the price
	if now, was := asked("waived", day), then[key{"waived", day}]; figures(now) == figures(was) || !strings.Contains(strings.Join(now.Notes, ""), "价格 1 条") {
		t.Errorf("a price entered later is not told: %v", now.Notes)
	}
}
