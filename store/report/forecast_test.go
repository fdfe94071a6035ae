package report

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/money"
)

// TestForecast五一 works one shop out for three years: 142.35 ㎡ at 20 元 come to 2,847.00 元 a month, free up to 2020-11-14, half from then on.
func TestForecast五一(t *testing.T) {
	s := newStay(t)
	by := s.who[allocation.Manager]
	p := money.PriceRow{District: "尖山区", Fee: charge.FeeRent, Year: 2017, Fen: 2000, Document: "双尖价 1 号", DocumentDay: civil.MustParse("2017-01-05"), Payee: "区财政", Priced: true}
	s.ok(s.st.SetPrice(context.Background(), by, p, ""))
	s.day = civil.MustParse("2020-03-20")
	s.expect("forecast", "2020-03-20",
		"尖山区|2020 上半年|1|0|8,541.00|8,541.00|0.00|0.00|0.00|3",
		"尖山区|2020 下半年|1|1|12,716.60|12,716.60|0.00|2,182.70|2,182.70|7",
		"尖山区|2021 上半年|1|0|0.00|0.00|0.00|8,541.00|8,541.00|6",
		"尖山区|2021 下半年|1|0|0.00|0.00|0.00|8,541.00|8,541.00|6",
		"尖山区|2022 上半年|1|0|0.00|0.00|0.00|8,541.00|8,541.00|6",
		"尖山区|2022 下半年|1|0|0.00|0.00|0.00|8,541.00|8,541.00|6",
		"尖山区|2023 上半年|1|0|0.00|0.00|0.00|4,270.50|4,270.50|3",
	)
	r, err := Make(context.Background(), s.st, by, "forecast", Query{})
	s.ok(err)
	if r.Totals[2].Int() != 1 || r.Totals[3].Int() != 1 {
		t.Errorf("one tenant with one contract: %v", r.Totals)
	}
	s.expect("forecast", "2017-11-14")
}
