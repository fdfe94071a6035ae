package charge

import (
	"fmt"
	"testing"
)

// TestFurtherRelief: a share of what the phase leaves is forgone for some months, rounded once; free months are not cut, and of two
// reliefs the larger holds.
func TestFurtherRelief(t *testing.T) {
	in := flat("2017-03-15", "2020-06-01", 100, 1005) // 1 ㎡ at 10.05: half price from 15 March 2020
	in.Reliefs = []Relief{
		{Fee: FeeRent, From: day("2020-02-10"), To: day("2020-05-11"), Percent: 50},
		{Fee: FeeRent, From: day("2020-05-01"), To: day("2020-05-06"), Percent: 100},
		{Fee: FeeWater, From: day("2020-05-01"), To: day("2020-05-06"), Percent: 100},
	}
	got := []string{}
	for _, l := range Schedule(in).Lines {
		if l.Fee == FeeRent && !l.From.Before(day("2020-02-01")) {
			got = append(got, fmt.Sprintf("%s %s %d-%d=%d", l.From, l.ShareTitle(), l.Market, l.Waived, l.Payable))
		}
	}
	want := []string{
		"2020-02-01 免收 1005-1005=0", "2020-03-01 免收 454-454=0", "2020-03-15 减50% 551-413=138", "2020-04-01 减50% 1005-754=251", // 251.25
		"2020-05-01 全免 162-162=0", "2020-05-06 减50% 162-121=41", "2020-05-11 减半 681-341=340",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v\nwant %v", got, want)
	}
}
