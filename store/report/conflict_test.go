package report

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
)

// TestConflicts: an office that was run by the rules has none but what it owes; a contract without notarisation and filing is listed
// once a month has passed, with the stay that it opens.
func TestConflicts(t *testing.T) {
	s := newStay(t)
	made := func(name string) Report {
		r, err := Make(t.Context(), s.st, engine.Actor{Role: allocation.Supervisor}, name, Query{})
		s.ok(err)
		return r
	}
	if r := made("conflicts"); len(r.Rows) != 0 {
		t.Errorf("on the day of the signing: %v", r.Rows)
	}
	s.day = s.day.AddDays(31)
	r := made("conflicts")
	if len(r.Rows) != 1 || r.Rows[0].Noun != allocation.NounTenancy || r.Rows[0].ID != s.id || !strings.Contains(r.Rows[0].Cells[1].Show(Text), "公证") {
		t.Errorf("a month after the signing: %v", r.Rows)
	}
}
