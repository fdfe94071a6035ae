package stay_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/stay"
)

// TestPeopleReadTheLastDay: a contract that runs up to a day ends on the day before it in what people read, in lists and in files; programs
// read the half-open interval.
func TestPeopleReadTheLastDay(t *testing.T) {
	c := allocation.Contract{From: civil.On(2018, 11, 15), To: civil.On(2021, 11, 15)}
	if got := stay.ContractRecord.Named("until").Cell(c, c.From); got != civil.On(2021, 11, 14) {
		t.Errorf("until %v", got)
	}
	if got := stay.TenancyNoun.Named("contract.until").Cell(stay.TenancyRow{Contract: c}, c.From); got != civil.On(2021, 11, 14) {
		t.Errorf("of its stay until %v", got)
	}
	if got := stay.ContractRecord.Named("until").Read(allocation.Contract{}, c.From); got != "" {
		t.Errorf("without one until %q", got)
	}
	var out strings.Builder
	if err := stay.ContractRecord.WriteJSON(&out, c.From, []allocation.Contract{c}, "until"); err != nil || !strings.Contains(out.String(), `"to":"2021-11-15"`) {
		t.Errorf("%s %v", out.String(), err)
	}
}
