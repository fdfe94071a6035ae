package seed

import (
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// DemoPrice is one made-up market price of the whole city; of heating the season that starts in Year.
type DemoPrice struct {
	Fee       charge.Fee
	Year      int
	Fen       quantity.Money // per ㎡ and month, per ㎡ and season, or per m³
	From, To  civil.Date     // [From, To) of a heating season
	Published civil.Date
}

// DemoPrices are the prices of 2017 to 2021. Those of property and water for 2021 are not published yet, so that
// 价格待公布 is there to see.
func DemoPrices() []DemoPrice {
	var out []DemoPrice
	for i, year := range []int{2017, 2018, 2019, 2020, 2021} {
		day := civil.On(year, 1, 10)
		if year == 2017 {
			day = civil.On(2017, 8, 21)
		}
		out = append(out, DemoPrice{Fee: charge.FeeRent, Year: year, Fen: quantity.Money(2000 + 100*i), Published: day})
		if year < 2021 {
			out = append(out,
				DemoPrice{Fee: charge.FeeProperty, Year: year, Fen: quantity.Money(150 + 5*i), Published: day},
				DemoPrice{Fee: charge.FeeWater, Year: year, Fen: quantity.Money(430 + 10*i), Published: day},
				DemoPrice{
					Fee: charge.FeeHeating, Year: year, Fen: quantity.Money(4300 + 50*i), Published: civil.On(year, 9, 20),
					From: civil.On(year, 10, 20), To: civil.On(year+1, 4, 21),
				})
		}
	}
	return out
}
