package charge

import (
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// TestTakenBack四五3: what taking the waiver back makes payable is said by fee; a price that is not known is named, not counted as 0.
func TestTakenBack四五3(t *testing.T) {
	day := civil.MustParse
	in := QuoteInput{
		Signed: day("2020-11-01"), Areas: []AreaSpell{{From: day("2020-11-01"), Area: 10000}}, Until: day("2021-03-01"),
		Prices:  []YearPrice{{Fee: FeeRent, Year: 2020, Fen: 3000}, {Fee: FeeRent, Year: 2021, Fen: 3000}, {Fee: FeeProperty, Year: 2020, Fen: 100}},
		Waivers: nil,
	}
	taken := func(in QuoteInput, from string) TakenBack {
		now := Schedule(&in)
		in.WaiverStopped = day(from)
		return TakeBack(now, Schedule(&in), day(from))
	}
	got := taken(in, "2020-12-01")
	if got.Sum != 3*300000+10000 || len(got.Fees) != 2 || len(got.Missing) != 1 || got.Missing[0] != (MissingPrice{FeeProperty, 2021}) {
		t.Fatalf("%+v", got)
	}
	if w := got.Words(); w != "9,100.00 元（房租 9,000.00 元、物业费 100.00 元），2021 年物业费的价格没有公布，公布后另计" {
		t.Error(w)
	}
	in.Prices = in.Prices[:1]
	if got = taken(in, "2021-01-01"); got.Sum != 0 || got.Words() != "金额待2021 年房租、2021 年物业费的价格公布后计算" {
		t.Errorf("%+v %s", got, got.Words())
	}
	in.Prices = []YearPrice{{Fee: FeeRent, Year: 2020, Fen: 3000}, {Fee: FeeRent, Year: 2021, Fen: 3000}}
	if got = taken(in, "2021-02-01"); len(got.Missing) != 1 || got.Sum != quantity.Money(300000) {
		t.Errorf("what lies before counts: %+v", got)
	}
}
