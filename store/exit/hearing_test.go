package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
)

// TestHeardBeforeTheDecision四五: told by the manager, answered within the district's days, advised, then decided; the decision is
// refused before that, and the times are those of the parameters.
func TestHeardBeforeTheDecision四五(t *testing.T) {
	o := exittest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 5, exittest.Paper, "一直停业")
	ok(t, err)
	day := o.Clock.Day
	decide := func(version int64) error {
		_, err := o.ApproveExit(t.Context(), approver, id, version, civil.Date{}, "同意", exittest.Weighed)
		return err
	}
	refused(t, "untold", decide(1), leave.ErrExitUntold)
	refused(t, "the approver tells", o.TellExit(t.Context(), approver, id, 1, day, "当面"), engine.ErrNotAllowed)
	ok(t, o.TellExit(t.Context(), manager, id, 1, day, "当面"))
	x := o.ExitOf(t, id)
	if x.AnswerBy != x.Terms.Answer.Deadline(day, nil).Last || x.Terms.Answer != allocation.DefaultParameters().Exit.Answer {
		t.Errorf("answer by %s", x.AnswerBy)
	}
	admin := o.As(t, allocation.Admin)
	longer := basis.NewParameters{District: "尖山区", Effective: day, Note: "陈述申辩放宽", Parameters: allocation.DefaultParameters()}
	longer.Parameters.Exit.Answer = civil.Period{N: 20, Unit: civil.Days}
	_, err = o.AddParameters(t.Context(), admin, longer)
	ok(t, err)
	if x = o.ExitOf(t, id); x.Terms.Told != "5 个工作日" || x.Within != "5 个工作日" || x.Terms.Answer.N != 20 {
		t.Errorf("the notice says %q, kept %q, the rule %s", x.Terms.Told, x.Within, x.Terms.Answer)
	}
	card, err := o.Card(t.Context(), "尖山区")
	ok(t, err)
	card.Adviser = "王律师"
	ok(t, o.SetCard(t.Context(), admin, card))
	if x = o.ExitOf(t, id); x.Terms.Adviser != "王律师" {
		t.Errorf("the form offers %q", x.Terms.Adviser)
	}
	ok(t, o.AdviseExit(t.Context(), approver, id, 2, "王律师", day, "程序合法"))
	refused(t, "the days have not passed", decide(3), leave.ErrExitWaitsAnswer)
	o.Clock.Day = x.AnswerBy.AddDays(1)
	ok(t, decide(3))
	x = o.ExitOf(t, id)
	if x.VacateBy != x.Terms.Vacate.Last || x.FileBy != x.Terms.File.Last || x.State != leave.ExitApproved {
		t.Errorf("%+v", x.Exit)
	}
	ok(t, o.FileExit(t.Context(), manager, id, 4, o.Clock.Day, "双棚备 4 号", "市棚改办")) // at once, before the notice and the keys
	_, err = o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "当面")
	ok(t, err)
	o.Verified(t)
}

// TestFraudIsBilledWithTheService四五3: the free quarters since the deceit are billed in full with the service of the decision.
func TestFraudIsBilledWithTheService四五3(t *testing.T) {
	o := exittest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	o.Priced(t, 2021)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2021-10-20")
	e := exittest.Paper
	e.FalseFrom = d.Signed.AddDays(-1)
	_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, e, "虚报用工")
	refused(t, "before the signing", err, allocation.ErrTenancyDay)
	e.FalseFrom = enginetest.Day("2021-04-11")
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, e, "虚报用工")
	ok(t, err)
	f, err := o.FeeSchedule(t.Context(), manager, d.ID, o.Clock.Day.AddDays(1))
	ok(t, err)
	told := leave.OwedWords(o.Clock.Day, f.TakenBack(e.FalseFrom))
	if x := o.ExitOf(t, id); x.Terms.Owed != told || f.TakenBack(e.FalseFrom).Sum == 0 {
		t.Errorf("the notice will say %q, not %q", x.Terms.Owed, told)
	}
	opened := o.Clock.Day
	o.Clock.Day = opened.AddDays(2)
	if x := o.ExitOf(t, id); x.Terms.Owed != told {
		t.Errorf("two days later it says %q", x.Terms.Owed)
	}
	o.Hear(t, id)
	if x := o.ExitOf(t, id); x.Owed != told || x.Terms.Owed != told {
		t.Errorf("it said %q, kept %q", x.Terms.Owed, x.Owed)
	}
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "追回减免", exittest.Weighed)
	ok(t, err)
	if a := o.AccountOf(t, d.ID); len(a.Bills) != 0 {
		t.Fatalf("billed before the service: %+v", a.Bills)
	}
	n, err := o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "当面")
	if err != nil || n != 2 {
		t.Fatalf("%d bills, %v", n, err)
	}
	f, err = o.FeeSchedule(t.Context(), manager, d.ID, enginetest.Day("2021-10-01"))
	ok(t, err)
	a := o.AccountOf(t, d.ID)
	if a.Open != f.Schedule.Sum().Payable || a.Open == 0 || o.StayOf(t, d.ID).Stopped != e.FalseFrom {
		t.Errorf("billed %s of %s", a.Open, f.Schedule.Sum().Payable)
	}
	for _, l := range f.Schedule.Lines {
		if full := l.Payable == l.Market; l.Market > 0 && full == l.From.Before(e.FalseFrom) {
			t.Errorf("%+v", l)
		}
	}
	o.Verified(t)
}
