package tenure_test

import (
	"errors"
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
)

var day = civil.MustParse

// term is a contract of a stay that was first signed on 2017-09-25.
func term(n int, signed string, state allocation.ContractState) allocation.Contract {
	c := allocation.DrawContract(day("2017-09-25"), n)
	c.Signed, c.State = day(signed), state
	return c
}

func TestUncoveredDays(t *testing.T) {
	first := term(1, "2017-09-25", allocation.ContractRunning)
	renewed := term(1, "2017-09-25", allocation.ContractRenewed)
	late := term(2, "2020-11-02", allocation.ContractRunning)
	kept := late
	if err := tenure.KeepGap(&kept, "区长办公会纪要 3 号"); err != nil {
		t.Fatal(err)
	}
	void := term(2, "2020-11-02", allocation.ContractVoid)
	for name, tc := range map[string]struct {
		contracts []allocation.Contract
		today     string
		want      string
	}{
		"running":                   {[]allocation.Contract{first}, "2020-09-24", ""},
		"ended yesterday":           {[]allocation.Contract{first}, "2020-09-25", "2020-09-25 9999-12-31"},
		"holdover":                  {[]allocation.Contract{first}, "2021-06-01", "2020-09-25 9999-12-31"},
		"renewed in time":           {[]allocation.Contract{renewed, term(2, "2020-09-25", allocation.ContractRunning)}, "2021-06-01", ""},
		"renewed late":              {[]allocation.Contract{renewed, late}, "2021-06-01", "2020-09-25 2020-11-02"},
		"renewed late, kept":        {[]allocation.Contract{renewed, kept}, "2021-06-01", ""},
		"renewal taken back":        {[]allocation.Contract{first, void}, "2021-06-01", "2020-09-25 9999-12-31"},
		"renewed late, over by now": {[]allocation.Contract{renewed, late}, "2023-09-25", "2020-09-25 2020-11-02 2023-09-25 9999-12-31"},
		"signed after the whole term": {
			[]allocation.Contract{renewed, term(2, "2023-10-01", allocation.ContractRunning)},
			"2023-10-01",
			"2020-09-25 2023-09-25 2023-09-25 9999-12-31",
		},
		"none": {nil, "2021-06-01", ""},
	} {
		var got string
		for i, s := range tenure.Uncovered(tc.contracts, day(tc.today)) {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprint(s.From, " ", s.To)
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
	if err := tenure.KeepGap(&first, "x"); !errors.Is(err, tenure.ErrNoGap) {
		t.Errorf("a gap where none is: %v", err)
	}
}

// The example of a stay that was signed on 2017-09-25, ended on 2020-09-24 and was not renewed: 2021 is charged in full.
func TestHoldoverPaysInFull(t *testing.T) {
	today := day("2021-06-30")
	in := charge.QuoteInput{
		Signed: day("2017-09-25"), Until: today, Areas: []charge.AreaSpell{{From: day("2017-09-25"), Area: 10000}},
		Prices:    []charge.YearPrice{{Fee: charge.FeeRent, Year: 2020, Fen: 2000}, {Fee: charge.FeeRent, Year: 2021, Fen: 2000}},
		Uncovered: tenure.Uncovered([]allocation.Contract{term(1, "2017-09-25", allocation.ContractRunning)}, today),
	}
	for _, l := range charge.Schedule(&in).Lines {
		free := l.From.Before(day("2020-09-25"))
		if l.Priced && (free && l.Payable != 0 || !free && (l.Waived != 0 || l.Payable != l.Market)) {
			t.Errorf("%s: %s pays %s of %s", l.From, l.Phase, l.Payable, l.Market)
		}
	}
}
