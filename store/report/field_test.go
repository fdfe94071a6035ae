package report_test

import (
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/report"
)

// TestSheetWritesValues: a file has numbers without separators, and no text that starts a formula.
func TestSheetWritesValues(t *testing.T) {
	var b strings.Builder
	s, err := report.NewSheet(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Cells([]any{"=1", int64(1234567), quantity.Money(123456789), quantity.Area(250), civil.On(2021, 3, 5), true, false, nil}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff'=1,1234567,1234567.89,2.50,2021-03-05,是,否,\r\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
