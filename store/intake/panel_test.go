package intake_test

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/trail"
)

// TestPanelFromTheList (四(二)): members come from the list and declare their interests, marks are hidden until all are in, and a
// reconsideration begins a new panel beside the old one.
func TestPanelFromTheList(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	ctx := t.Context()
	id := o.Drafted(t, 1, intaketest.Request())
	_, err := o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	reviewed := func() {
		t.Helper()
		ok(t, o.ReviewApplication(ctx, reviewer, id, o.Detail(t, id).Version, intaketest.Sheet(), true))
	}
	reviewed()
	listed, err := o.Panelists(ctx, reviewer, "尖山区")
	if err != nil || len(listed) != 8 {
		t.Fatalf("%d on the list: %v", len(listed), err)
	}
	foreign, err := o.Experts(ctx, engine.Actor{Role: allocation.Auditor}, engine.ListQuery{Filter: "区:岭东区"})
	ok(t, err)
	name := func(seats ...intake.PanelSeat) error {
		return o.NamePanel(ctx, reviewer, id, o.Detail(t, id).Version, seats)
	}
	seat := func(n int) intake.PanelSeat { return intake.PanelSeat{Expert: listed[n].ID} }
	conflict := intake.PanelSeat{Expert: listed[3].ID, Conflict: true, Reason: "曾合伙经营"}
	rubric := allocation.DefaultParameters().Rubric
	marks := intaketest.Scores(rubric, 1, 80).Scores[0].Points
	score := func(n int) error {
		d := o.Detail(t, id)
		return o.ScoreSeat(ctx, reviewer, id, d.Version, d.Evaluation.Scores[n].ID, marks, "可行")
	}
	for _, tt := range []struct {
		name string
		do   func() error
		want error
	}{
		{"of another district", func() error { return name(seat(0), seat(1), intake.PanelSeat{Expert: foreign.Rows[0].ID}) }, allocation.ErrExpertGone},
		{"too few without an interest", func() error { return name(seat(0), seat(1), conflict) }, allocation.ErrPanelSmall},
		{"another role", func() error { return o.NamePanel(ctx, clerk, id, 3, nil) }, engine.ErrNotAllowed},
		{"three and one with an interest", func() error { return name(seat(0), seat(1), seat(2), conflict) }, nil},
		{"marks of who has an interest", func() error { return score(3) }, allocation.ErrSeatDone},
		{"the first", func() error { return score(0) }, nil},
		{"a decision now", func() error {
			_, err := o.ApproveApplication(ctx, approver, id, o.Detail(t, id).Version, "同意")
			return err
		}, allocation.ErrPanelWaits},
		{"the second", func() error { return score(1) }, nil},
	} {
		if err := tt.do(); !errors.Is(err, tt.want) {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for _, s := range o.Detail(t, id).Evaluation.Scores {
			if len(s.Points) > 0 || s.Remark != "" {
				t.Fatalf("%s: marks of %s are shown", tt.name, s.Expert)
			}
		}
		if n := logged(t, o); n != 0 {
			t.Fatalf("%s: the log shows %d marks or remarks", tt.name, n)
		}
	}
	waits := func(filter string, want int) {
		t.Helper()
		if p, err := o.Applications(ctx, reviewer, engine.ListQuery{Filter: filter}); err != nil || p.Total != want {
			t.Errorf("%s finds %d, want %d, %v", filter, p.Total, want, err)
		}
	}
	waits("等待:待评审", 1)
	waits("待审批", 0)
	ok(t, score(2))
	waits("等待:待评审", 0)
	waits("待审批", 1)
	d := o.Detail(t, id)
	if e := d.Evaluation; e.Sealed() || e.Average(e.Rubric) != 8000 || e.Scores[3].Reason != "曾合伙经营" {
		t.Fatalf("all are in: %+v", e)
	}
	if logged(t, o) == 0 {
		t.Error("all are in, and the log still hides the marks")
	}
	ok(t, o.LeaveSeat(ctx, reviewer, id, d.Version, d.Evaluation.Scores[0].ID, "发现是亲属", false))
	ok(t, name(seat(4)))
	ok(t, score(4))
	ok(t, o.UnlistExpert(ctx, approver, listed[4].ID, listed[4].Version, "调离"))
	d = o.Detail(t, id)
	if _, scored := d.Evaluation.Seats(); scored != 3 || d.Evaluation.Scores[0].Points["market"] == 0 {
		t.Errorf("the marks of who left are gone: %+v", d.Evaluation.Scores)
	}
	_, err = o.RejectApplication(ctx, approver, id, d.Version, refusal.Because("score"))
	ok(t, err)
	ok(t, o.ReconsiderApplication(ctx, approver, id, o.Detail(t, id).Version, "申请人补充说明"))
	reviewed()
	d = o.Detail(t, id)
	if len(d.Evaluation.Scores) != 0 || len(d.Earlier) != 1 || d.Earlier[0].Average(d.Earlier[0].Rubric) != 8000 || d.Earlier[0].Closed != o.Clock.Day {
		t.Errorf("reconsidered: %+v, %d of before", d.Evaluation, len(d.Earlier))
	}
	if err := name(seat(0), seat(1), seat(4)); !errors.Is(err, allocation.ErrExpertGone) {
		t.Errorf("who is off the list: %v", err)
	}
	ok(t, name(seat(0), seat(1), seat(2)))
	if d = o.Detail(t, id); d.Evaluation.Turn != 2 || !d.Evaluation.Sealed() {
		t.Errorf("%+v", d.Evaluation)
	}
	_, err = o.ListExpert(ctx, approver, allocation.Expert{Name: listed[0].Name, Body: listed[0].Body})
	if !errors.Is(err, intake.ErrExpertListed) {
		t.Errorf("listed twice: %v", err)
	}
	back, err := o.ListExpert(ctx, approver, allocation.Expert{Name: listed[4].Name, Body: listed[4].Body})
	if err != nil || back != listed[4].ID {
		t.Errorf("comes back: %d %v", back, err)
	}
	o.Verified(t)
}

// logged counts the marks and remarks of panels that the log shows.
func logged(t *testing.T, o intaketest.Office) (n int) {
	t.Helper()
	page, err := o.LogList(t.Context(), engine.Console(), engine.ListQuery{Filter: "事项:评审", Limit: 100})
	ok(t, err)
	for _, e := range page.Rows {
		changes, _, err := trail.Changes(t.Context(), o.Read, e.Seq)
		ok(t, err)
		ok(t, o.VeilMarks(t.Context(), changes))
		for _, c := range changes {
			for _, f := range c.Fields {
				if (f.Name == "points" || f.Name == "remark" && c.Table == "evaluation_score") && f.Value != "" && f.Value != "各席交齐后可见" {
					n++
				}
			}
		}
	}
	return n
}
