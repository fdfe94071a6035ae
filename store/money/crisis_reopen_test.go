package money_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

// TestCrisisIsTakenBack五一: the approval of a further relief is taken back with a reason while no bill counts with it; then the stays pay as
// before and the proposal waits again. After a bill, or once a stay has gone its own way, it stays.
func TestCrisisIsTakenBack五一(t *testing.T) {
	o := moneytest.New(t, 2)
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	before := o.AccountOf(t, d.ID).Billed
	c := relief.Crisis{
		Name: "2024 年房租减免", Body: "尖山区政府", Decision: "尖政发 7 号", Day: o.Clock.Day, Fees: []charge.Fee{charge.FeeRent}, Percent: 50,
		From: enginetest.Day("2024-04-01"), To: enginetest.Day("2024-06-01"),
	}
	run, err := o.PreviewCrisis(t.Context(), clerk, c, money.CrisisWho{})
	ok(t, err)
	id, err := o.ProposeCrisis(t.Context(), clerk, c, run.IDs(), run.Seal)
	ok(t, err)
	read := func() money.CrisisProposal {
		t.Helper()
		p, err := o.CrisisProposal(t.Context(), boss, id)
		ok(t, err)
		return p
	}
	reopen := func(by engine.Actor, reason string) error {
		return o.ReopenCrisis(t.Context(), by, id, read().Version, reason)
	}
	gifts := func() int {
		return int(enginetest.Count(t, o.Read, `SELECT count(*) FROM benefit WHERE kind = 'crisis'`))
	}
	refused(t, "before it is in force", reopen(boss, "误批"), bylaw.ErrProposalAdopted)
	ok(t, o.AdoptCrisis(t.Context(), boss, id, read().Version, read().Run.Seal))
	refused(t, "by the clerk", reopen(clerk, "误批"), engine.ErrNotAllowed)
	refused(t, "without a reason", reopen(boss, " "), bylaw.ErrProposalReason)
	refused(t, "as a rule", o.ReopenProposal(t.Context(), boss, id, read().Version, "误批"), bylaw.ErrProposalAdopted)
	if gifts() != 1 || read().Stuck != nil {
		t.Fatalf("%d in force, stuck %v", gifts(), read().Stuck)
	}
	ok(t, reopen(boss, "比例写错"))
	p := read()
	if gifts() != 0 || p.State != bylaw.Proposed || !p.Decided.IsZero() || p.Run.Spared != run.Spared {
		t.Errorf("%d left, %+v", gifts(), p)
	}
	if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM tenancy WHERE differs = 1`); n != 0 {
		t.Errorf("%d wait for a difference bill", n)
	}
	if ids := o.Issue(t, money.BillAsk{}); len(ids) != 0 || o.AccountOf(t, d.ID).Billed != before {
		t.Errorf("billed %s after it was taken back", o.AccountOf(t, d.ID).Billed)
	}
	ok(t, o.AdoptCrisis(t.Context(), boss, id, read().Version, read().Run.Seal))
	b := o.BenefitOf(t, d.ID, relief.KindCrisis)
	ok(t, o.EndBenefit(t.Context(), boss, b.ID, b.Version, enginetest.Day("2024-05-01"), "提前结束", "尖政发 8 号"))
	if err := reopen(boss, "误批"); err == nil || !strings.Contains(err.Error(), "另行办理的 入驻 "+d.Number) {
		t.Errorf("a stay went its own way: %v", err)
	}
	ids := o.Issue(t, money.BillAsk{})
	bill, err := o.Bill(t.Context(), boss, ids[0])
	ok(t, err)
	err = reopen(boss, "误批")
	refused(t, "billed", err, bylaw.ErrReliefRests)
	if !strings.Contains(err.Error(), bill.Number) || read().Stuck == nil {
		t.Errorf("%v, stuck %v", err, read().Stuck)
	}
	o.Verified(t)
}
