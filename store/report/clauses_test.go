package report

import (
	"context"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// TestClauses六一: the sheet has a line for each clause with the figure of each district, opens what it counted, leaves what nobody entered
// to be filled in, and prints with room for what is found.
func TestClauses六一(t *testing.T) {
	s := newStay(t)
	s.day = civil.MustParse("2018-11-20")
	s.assess(7)
	by := s.who[allocation.Manager]
	r, err := Make(context.Background(), s.st, by, "clauses", Query{})
	s.ok(err)
	checkFormats(t, r)
	opens(t, s.st, by, r, Query{AsOf: r.AsOf})
	want := map[string]string{ // figure of 尖山区
		"units": "1", "occupied": "1", "occupancy_permille": "100.0%", "tenants": "1", "promised": "10", "verified": "7", "verified_permille": "70.0%",
		"assessed_year": "1", "notarised_late": "1", "unopened": "1", "accepted_year": "0", "plan": "", "model": "", "in_time_permille": "", "leader": "未登记",
	}
	at := r.column("js")
	for _, row := range r.Rows {
		if figure, asked := want[row.Key]; asked {
			if got := row.Cells[at].Show(Count); got != figure {
				t.Errorf("%s is %q, not %q", row.Key, got, figure)
			}
			delete(want, row.Key)
		}
		if row.Cells[len(row.Cells)-1].Null() || row.Cells[0].Null() {
			t.Errorf("%s does not say its clause or how it was counted", row.Key)
		}
	}
	if len(want) > 0 {
		t.Errorf("no line for %v", want)
	}
	if text := written(t, r, "docx"); len(text) == 0 {
		t.Error("nothing to print")
	}
	if p := r.paper(&r); p.Columns[len(p.Columns)-1].Title != "考核意见" || len(p.Rows) != len(r.Rows) {
		t.Errorf("printed with %v", p.Columns)
	}
	leader := func(day string) string {
		t.Helper()
		r, err := Make(context.Background(), s.st, by, "clauses", Query{AsOf: civil.MustParse(day)})
		s.ok(err)
		for _, row := range r.Rows {
			if row.Key == "leader" {
				return row.Cells[r.column("js")].Show(Count)
			}
		}
		return "no line"
	}
	for _, c := range [][2]string{{"2018-12-01", "前任示例"}, {"2019-03-01", "后任示例"}} {
		s.day = civil.MustParse(c[0])
		card, err := s.st.Card(context.Background(), "尖山区")
		s.ok(err)
		card.Leader = c[1]
		s.ok(s.st.SetCard(context.Background(), s.who[allocation.Approver], card))
	}
	if was, is := leader("2019-01-15"), leader("2019-03-01"); was != "前任示例" || is != "后任示例" {
		t.Errorf("the leader of before the change is %q, since then %q", was, is)
	}
	s.day = civil.MustParse("2018-11-20")
	two, err := Make(context.Background(), s.st, by, "clauses", Query{And: civil.MustParse("2017-11-15")})
	s.ok(err)
	checkFormats(t, two)
	kept, err := r.Kept("考核内容:使用率")
	s.ok(err)
	if len(kept.Rows) != 1 || !strings.Contains(kept.Rows[0].Cells[at].Show(Count), "100.0%") {
		t.Errorf("a share on its own: %v", kept.Rows)
	}
}
