package fee

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// TestHugeAmountsAreWhole: neither prices nor the schedule, by year or line by line, cut an amount of ten figures before the point.
func TestHugeAmountsAreWhole(t *testing.T) {
	const huge quantity.Money = 123_456_789_012
	day := civil.On(2021, 1, 1)
	l := charge.FeeLine{Fee: charge.FeeRent, From: day, To: day.AddDays(31), Phase: charge.PhaseHalf, Year: 2021, Price: huge, Priced: true, Market: huge, Payable: huge, Waived: huge}
	kittest.WholeNumbers(t, "lines", lineColumns, l)
	kittest.WholeNumbers(t, "prices", screen.Cols(money.PriceNoun, day, priceColumns), money.PriceRow{Fee: charge.FeeRent, Year: 2021, Priced: true, Fen: huge, Document: "双价发9号"})
	f := money.TenancyFees{Seasons: true, Until: day.AddDays(40), Schedule: charge.Schedule(&charge.QuoteInput{
		Signed: day, Until: day.AddMonths(1), Areas: []charge.AreaSpell{{From: day, Area: 100}}, Prices: []charge.YearPrice{{Fee: charge.FeeRent, Year: 2021, Fen: huge}},
	})}
	f.Tenancy.Signed = day
	n := 0
	for _, text := range yearLines(kit.NewTheme(true, colorprofile.ASCII, false), f, 80) {
		whole := strings.Count(text, " "+huge.String())
		if strings.Count(text, "1,234") != whole {
			t.Errorf("%q", text)
		}
		n += whole
	}
	if n < 6 {
		t.Errorf("%d amounts", n)
	}
}
