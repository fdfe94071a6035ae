package cli_test

import (
	"maps"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/seed"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/watch"
)

// TestDemoShowsSupervision: on its day the demonstration has assessments in every state but a void one, something overdue of
// each kind, support and findings open and closed, and its exit by 四(五)3 rests on a failed assessment.
func TestDemoShowsSupervision(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s := newShell(t)
	st, err := store.Open(s.folder, engine.Options{Today: func() civil.Date { return seed.DemoToday }})
	must(err)
	t.Cleanup(func() { must(st.Close()) })
	by := engine.Actor{Role: allocation.Auditor}
	assessments, err := st.AssessmentStates(t.Context(), by)
	must(err)
	for _, state := range oversight.AssessmentStates {
		if state != oversight.AssessmentVoid && assessments[state] == 0 {
			t.Errorf("no assessment is %s", state.Title())
		}
	}
	supports, err := st.SupportStates(t.Context(), by)
	must(err)
	if want := map[oversight.SupportState]int{oversight.SupportOpen: 3, oversight.SupportClosed: 2, oversight.SupportVoid: 1}; !maps.Equal(supports, want) {
		t.Errorf("support: %v", supports)
	}
	findings, err := st.FindingStates(t.Context(), by)
	must(err)
	for _, state := range []oversight.FindingState{
		oversight.FindingRaised, oversight.FindingReturned, oversight.FindingAnswered, oversight.FindingClosed, oversight.FindingWithdrawn,
	} {
		if findings[state] == 0 {
			t.Errorf("no finding is %s", state.Title())
		}
	}
	overdue, err := st.Assessments(t.Context(), by, engine.ListQuery{Filter: "逾期:是"})
	must(err)
	unanswered, err := st.Findings(t.Context(), by, engine.ListQuery{Filter: "逾期:是"})
	must(err)
	due, err := st.DueCounts(t.Context(), by)
	must(err)
	if overdue.Total != 1 || unanswered.Total != 1 || due[watch.AssessmentLate] != 2 {
		t.Errorf("overdue: %d rectifications, %d answers, %d assessments", overdue.Total, unanswered.Total, due[watch.AssessmentLate])
	}
	exits, err := st.Exits(t.Context(), by, engine.ListQuery{})
	must(err)
	rests := 0
	for _, x := range exits.Rows {
		d, err := st.Exit(t.Context(), by, x.ID)
		must(err)
		if x.Ground == 3 && d.Basis.AssessmentNumber != "" {
			rests++
		}
	}
	if rests != 1 {
		t.Errorf("%d exits by ground 3 rest on an assessment", rests)
	}
}
