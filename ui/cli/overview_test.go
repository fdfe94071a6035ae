package cli_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/report/overview"
	"penggai/store/watch"
)

// TestOverviewOpens: every figure of the page for the meeting, of every district and of the whole city, on days through the years of the
// demonstration, is what the records that it opens come to; the districts and what belongs to none make the city; what other pages count
// too is the same there.
func TestOverviewOpens(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	st, err := store.Open(newShell(t).folder, engine.Options{Today: func() civil.Date { return seed.DemoToday }})
	must(err)
	t.Cleanup(func() { must(st.Close()) })
	ctx, by := t.Context(), engine.Actor{Role: allocation.Supervisor}
	page, err := overview.Read(ctx, st, by, "", seed.DemoToday, civil.On(2019, 6, 30))
	must(err)
	seen := map[string]overview.Line{}
	for _, l := range page.Lines {
		seen[l.Key] = l
		f, found := overview.Named(l.Opens())
		if !found {
			t.Fatalf("%s opens %s, which is no figure", l.Key, l.Opens())
		}
		for i, place := range page.Places {
			for day, values := range map[civil.Date][]overview.Value{page.Day: l.Now, page.Other: l.Then} {
				list, err := overview.Items(ctx, st, by, f, place, day)
				must(err)
				if l.Kind != overview.Ratio && f.Of(list) != values[i] {
					t.Errorf("%s of %s on %s is %d, its %d records come to %d", l.Key, place, day, values[i].N, len(list), f.Of(list).N)
				}
			}
		}
		if l.Kind == overview.Ratio || l.Kind == overview.Longest || l.Key == "building" {
			continue
		}
		var sum int64
		for _, v := range l.Now[:len(l.Now)-1] {
			sum += v.N
		}
		if whole := l.Now[len(l.Now)-1].N; sum != whole {
			t.Errorf("%s: the districts come to %d, the city is %d", l.Key, sum, whole)
		}
	}
	due, err := st.DueCounts(ctx, by)
	must(err)
	waiting, err := st.Applications(ctx, by, engine.ListQuery{Filter: "状态:" + allocation.ApplicationApproved.Title()})
	must(err)
	for key, want := range map[string]int{
		"assessments_late": due[watch.AssessmentLate], "waiting": waiting.Total, "units": 839, "building": 802, "exits_year": 1, "findings_open": 4, "tenants": 26,
	} {
		if got := seen[key].Now[4].N; got != int64(want) {
			t.Errorf("%s is %d, elsewhere %d", key, got, want)
		}
	}
	for key, l := range seen { // the course of every figure ends where the page stands, and passes where the page stood
		course, err := overview.Trace(ctx, st, by, l.Figure, "", civil.On(2019, 5, 1), seed.DemoToday)
		must(err)
		for i, place := range course.Places {
			for _, p := range course.Points {
				want, at := l.Now[i], p.Day == page.Day
				if p.Day == page.Other {
					want, at = l.Then[i], true
				}
				if at && p.Values[i] != want {
					t.Errorf("the course of %s of %s has %d on %s, the page %d", key, place, p.Values[i].N, p.Day, want.N)
				}
			}
		}
	}
	if _, err := overview.Trace(ctx, st, by, page.Lines[0].Figure, "", seed.DemoToday, seed.DemoToday); err == nil {
		t.Error("a period without days is taken")
	}
	district := engine.Actor{Role: allocation.Manager, District: "宝山区"}
	own, err := overview.Read(ctx, st, district, "", seed.DemoToday, civil.On(2019, 6, 30))
	must(err)
	if got := fmt.Sprint(own.Places); got != "[宝山区]" {
		t.Errorf("a district sees %s", got)
	}
	for i, l := range own.Lines {
		if l.Now[0] != page.Lines[i].Now[3] || l.Then[0] != page.Lines[i].Then[3] {
			t.Errorf("%s of the district is %v for itself, %v beside the others", l.Key, l.Now[0], page.Lines[i].Now[3])
		}
	}
	if _, err := overview.Read(ctx, st, district, "尖山区", seed.DemoToday, seed.DemoToday); err == nil {
		t.Error("a district sees another one")
	}
}
