package round_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

func TestRoundFromDraftToAward(t *testing.T) {
	o := roundtest.New(t, 2)
	first, second, third := o.Approved(t, 1, 12), o.Approved(t, 2, 10), o.Approved(t, 3, 9)
	r := o.Noticed(t)
	if r.Title != "尖山区 2021 年第 1 批次" || r.Number != "JS-2021-01" || r.Units != 2 || r.Applicants != 3 || r.Served != 2 {
		t.Fatalf("%+v", r)
	}
	if got := o.UnitStates(t); got != "reserved reserved" {
		t.Errorf("units while the round runs: %s", got)
	}
	if r.NoticeFrom != civil.MustParse("2021-03-17") || r.ObjectionUntil != civil.MustParse("2021-03-24") {
		t.Errorf("notice %s to %s", r.NoticeFrom, r.ObjectionUntil)
	}
	by := o.As(t, allocation.Approver)
	if _, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, allocation.ErrNoticeRunning) {
		t.Fatalf("confirmed during the notice: %v", err)
	}
	o.Clock.Day = civil.MustParse("2021-03-25")
	_, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID))
	ok(t, err)
	awards, err := o.Awards(t.Context(), by, r.ID)
	ok(t, err)
	if len(awards) != 2 || awards[0].Application != first || awards[1].Application != second {
		t.Fatalf("%+v", awards)
	}
	if w := awards[0]; w.SignBy != civil.MustParse("2021-04-09") || w.Rank != 1 || w.Weight != 12000 || len(w.Units) != 1 || w.State != allocation.AwardOffered {
		t.Errorf("%+v", w) // 15 days from 03-25 are 04-09
	}
	for id, want := range map[int64]string{first: "awarded", second: "awarded", third: "approved"} {
		if got := o.ApplicationState(t, id); got != want {
			t.Errorf("application %d is %s, want %s", id, got, want)
		}
	}
	holds := count(t, o.Read, `SELECT count(*) FROM hold WHERE kind = 'award' AND to_day IS NULL`)
	if holds != 2 || count(t, o.Read, `SELECT count(*) FROM hold WHERE kind = 'round' AND to_day IS NULL`) != 0 {
		t.Errorf("%d awards hold units", holds)
	}
	o.Verified(t)
}

// TestSecondPassAwards: whom the first pass leaves without a fitting shop gets one of those left over by the wider band of the
// parameters; the award is like any other, its line says how it came about, and the round verifies.
func TestSecondPassAwards(t *testing.T) {
	o := roundtest.New(t, 2)
	by := o.As(t, allocation.Approver)
	p := allocation.DefaultParameters()
	p.Allocation = roundtest.SmallShops()
	p.Allocation.Rest = &allocation.RestParams{UnderPermille: 600, OverPermille: 2000}
	_, err := o.AddParameters(t.Context(), by, basis.NewParameters{
		District: "尖山区", Effective: o.Clock.Day, Note: "测试", Parameters: p,
	})
	ok(t, err)
	first, second := o.Approved(t, 1, 12), o.Approved(t, 2, 4)
	r := o.Confirmed(t)
	awards, err := o.Awards(t.Context(), by, r.ID)
	ok(t, err)
	if len(awards) != 2 || awards[0].Application != first || awards[1].Application != second || r.Served != 2 {
		t.Fatalf("%+v %+v", r, awards)
	}
	run, err := o.Run(t.Context(), by, r.Run)
	ok(t, err)
	line := run.Result().Ranks[1]
	in, err := rule.ReadInstance(run.Instance)
	ok(t, err)
	words := rule.NewLines(in, run.Result())
	if !line.Widened || len(line.Units) != 1 || line.Note() != "放宽 最合适" || !strings.HasPrefix(words.Reason(line.Number), "第一轮没有安置") ||
		!strings.Contains(words.Entitlement(line.Number), "第二轮放宽到 16.00 至 120.00 ㎡") {
		t.Errorf("%+v %s %s", line, words.Reason(line.Number), words.Entitlement(line.Number))
	}
	if report, err := round.VerifyRounds(t.Context(), o.Read, nil); err != nil || !report.OK {
		t.Errorf("%+v %v", report, err)
	}
	third := o.Approved(t, 3, 4)
	_, err = o.DeclineAward(t.Context(), by, awards[0].ID, awards[0].Version, "另有安排")
	ok(t, err)
	offer, err := o.SingleOffer(t.Context(), by, third)
	ok(t, err)
	if !offer.Widened || len(offer.Options) != 1 || offer.Band.Hi != 12000 {
		t.Errorf("offer to one alone: %+v", offer)
	}
	o.Verified(t)
}

func TestRoundIsRecomputedByVerify(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	r := o.Confirmed(t)
	line, err := round.VerifyRounds(t.Context(), o.Read, nil)
	if err != nil || !line.OK || !strings.Contains(line.Text, "1 个批次") {
		t.Fatalf("%+v %v", line, err)
	}
	tampers := []struct{ sql, field string }{
		{`UPDATE run SET result = replace(result, '"rank":1', '"rank":9')`, "result"},
		{`UPDATE run SET instance = replace(instance, '12000', '13000')`, "instance"},
		{`UPDATE round_input SET instance = replace(instance, '12000', '13000')`, "sha256"},
		{`UPDATE award SET area_dm2 = area_dm2 + 1`, "run_id"},
		{`UPDATE round SET draw_digest = '0000000000000000000000000000000000000000000000000000000000000000'`, "draw_digest"},
		{`UPDATE round_input SET dispute_until = '2021-03-30'`, "draw_digest"},
		{`UPDATE run SET digest = '0000000000000000000000000000000000000000000000000000000000000000'`, "digest"},
	}
	for _, x := range tampers {
		db, err := o.Writer.BeginTx(t.Context(), nil)
		ok(t, err)
		if _, err := db.ExecContext(t.Context(), x.sql); err != nil {
			t.Fatal(err)
		}
		line, err := round.VerifyRounds(t.Context(), db, nil)
		if err != nil || line.OK || len(line.Differences) == 0 || line.Differences[0].Field != x.field {
			t.Errorf("%s: %+v %v", x.sql, line, err)
		}
		ok(t, db.Rollback())
	}
	o.Changes.Reset()
	if r.State != allocation.RoundConfirmed {
		t.Error(r.State)
	}
}

func TestLateApplicationCannotEnter(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	by := o.As(t, allocation.Approver)
	id, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	sc, err := o.RoundScope(t.Context(), by, id)
	ok(t, err)
	o.Approved(t, 2, 20)
	if err := o.LockRound(t.Context(), by, id, 1, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}); !errors.Is(err, round.ErrRoundChanged) {
		t.Fatalf("locked what was not seen: %v", err)
	}
	sc, err = o.RoundScope(t.Context(), by, id)
	ok(t, err)
	ok(t, o.LockRound(t.Context(), by, id, 1, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}))
	late := o.Approved(t, 3, 30)
	after, err := o.RoundScope(t.Context(), by, id)
	ok(t, err)
	if len(after.Applicants) != 2 || after.Seal != sc.Seal {
		t.Errorf("%d applicants after the lock", len(after.Applicants))
	}
	if _, err := o.LeaveOutOfRound(t.Context(), by, id, 2, round.LeaveOut{Filter: "南市区", Reason: "漏水"}); !errors.Is(err, allocation.ErrRoundNotLockable) {
		t.Errorf("pool of a locked round changed: %v", err)
	}
	if _, err := o.AwardSingle(t.Context(), by, late, nil, round.OutOfOrder{}); !errors.Is(err, allocation.ErrRoundNoUnits) {
		t.Errorf("a single case took a locked unit: %v", err)
	}
}

func TestUnitsStandInOneRoundOnly(t *testing.T) {
	o := roundtest.New(t, 3)
	o.Approved(t, 1, 12)
	by := o.As(t, allocation.Approver)
	other, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	seen, err := o.RoundScope(t.Context(), by, other)
	ok(t, err)
	r := o.Locked(t)
	if err := o.LockRound(t.Context(), by, other, 1, round.Locking{Seal: seen.Seal, Source: roundtest.Witnessed()}); !errors.Is(err, round.ErrRoundChanged) {
		t.Fatalf("second round locked the same units: %v", err)
	}
	o.Approved(t, 2, 10)
	seen, err = o.RoundScope(t.Context(), by, other)
	ok(t, err)
	if len(seen.Units) != 0 || len(seen.Applicants) != 1 {
		t.Errorf("%d units and %d applicants for the second round", len(seen.Units), len(seen.Applicants))
	}
	if err := o.LockRound(t.Context(), by, other, 1, round.Locking{Seal: seen.Seal, Source: roundtest.Witnessed()}); !errors.Is(err, allocation.ErrRoundNoUnits) {
		t.Errorf("%v", err)
	}
	err = o.Write(t.Context(), by, allocation.ActLockRound, func(x *engine.Tx) error { return premises.PlaceHold(x, seenUnit(t, o), "round", other) })
	if !errors.Is(err, premises.ErrUnitHeld) {
		t.Errorf("the database let two rounds hold a unit: %v", err)
	}
	ok(t, o.CancelRound(t.Context(), by, r.ID, r.Version, "房源有误"))
	if got := o.UnitStates(t); got != "vacant vacant vacant" {
		t.Errorf("units after the cancellation: %s", got)
	}
	ok(t, o.CancelRound(t.Context(), by, other, 1, "并入下一批次"))
	if sc, err := o.RoundScope(t.Context(), by, other); err != nil || len(sc.Units)+len(sc.Applicants) != 0 {
		t.Errorf("a cancelled draft shows %d units and %d applicants, %v", len(sc.Units), len(sc.Applicants), err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM hold WHERE to_day IS NULL`); n != 0 {
		t.Errorf("%d holds live after the cancellation", n)
	}
	o.Verified(t)
}

func seenUnit(t testing.TB, o roundtest.Office) int64 {
	t.Helper()
	id, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT id FROM unit ORDER BY number LIMIT 1`)
	ok(t, err)
	return id
}

func TestConfirmIsAllOrNothing(t *testing.T) {
	o := roundtest.New(t, 2)
	first := o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	o.Clock.Day = r.WindowEnd().AddDays(1)
	// Somebody withdraws at the last moment: nothing may come of the confirmation.
	err := o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return intake.MoveApplication(x, second, func(a *allocation.Application) error { return a.Withdraw("另有场地") }, "另有场地")
	})
	ok(t, err)
	if _, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, allocation.ErrApplicantGone) {
		t.Fatalf("%v", err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM award`); n != 0 || o.ApplicationState(t, first) != "approved" || o.UnitStates(t) != "reserved reserved" {
		t.Fatalf("%d awards after a refused confirmation", n)
	}
	if _, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version-1, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, engine.ErrStale) {
		t.Errorf("stale confirmation: %v", err)
	}
	if _, err := o.ConfirmRound(t.Context(), o.As(t, allocation.Intake), r.ID, r.Version, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("confirmed by the intake: %v", err)
	}
	// Reopened, computed and noticed again, the round goes on without him.
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "第 2 名撤回"))
	_, err = o.ComputeRound(t.Context(), by, r.ID, r.Version+1, nil)
	ok(t, err)
	r = o.RoundOf(t, r.ID)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, r.Version, ""))
	r = o.RoundOf(t, r.ID)
	o.Clock.Day = r.WindowEnd().AddDays(1)
	_, err = o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID))
	ok(t, err)
	awards, err := o.Awards(t.Context(), by, r.ID)
	ok(t, err)
	if len(awards) != 1 || awards[0].Application != first {
		t.Fatalf("%+v", awards)
	}
	runs, err := o.Runs(t.Context(), by, r.ID)
	ok(t, err)
	if len(runs) != 2 || runs[0].Kind != allocation.RunFirst || runs[1].Kind != allocation.RunReopened {
		t.Errorf("%d runs", len(runs))
	}
	o.Verified(t)
}

func TestUpheldObjectionLeadsToANewRun(t *testing.T) {
	o := roundtest.New(t, 1)
	first, second := o.Approved(t, 1, 12), o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	old := r.Run
	id, err := o.RaiseObjection(t.Context(), o.As(t, allocation.Intake), r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	if err := o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议"); !errors.Is(err, allocation.ErrReopenGround) {
		t.Errorf("reopened before the answer: %v", err)
	}
	o.Clock.Day = r.WindowEnd().AddDays(1)
	if _, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, allocation.ErrObjectionsOpen) {
		t.Errorf("confirmed with an open objection: %v", err)
	}
	_, err = o.SettleObjection(t.Context(), by, id, true, "社保记录 14 人，更正")
	ok(t, err)
	if _, err := o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID)); !errors.Is(err, allocation.ErrObjectionUpheld) {
		t.Errorf("confirmed against an upheld objection: %v", err)
	}
	err = o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return intake.SetApplicationJobs(x, second, func(j *allocation.Jobs) { j.Accepted.Full = 14 })
	})
	ok(t, err)
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议成立"))
	_, err = o.ComputeRound(t.Context(), by, r.ID, r.Version+1, nil)
	ok(t, err)
	r = o.RoundOf(t, r.ID)
	before, err := o.Run(t.Context(), by, old)
	ok(t, err)
	now, err := o.Run(t.Context(), by, r.Run)
	ok(t, err)
	if before.Result().Ranks[0].Number != "JS20210001" || now.Result().Ranks[0].Number != "JS20210002" {
		t.Fatalf("first were %s and now %s", before.Result().Ranks[0].Number, now.Result().Ranks[0].Number)
	}
	for run, want := range map[int64]string{old: "", r.Run: o.Clock.Day.String() + " 重开：异议成立"} {
		c, err := o.Certificate(t.Context(), by, run)
		ok(t, err)
		checked, err := c.Verify(t.Context(), nil)
		ok(t, err)
		if c.Corrected != want || len(c.DrawnOn) != 64 || checked.Moved || len(checked.Faults) > 0 {
			t.Errorf("run %d: corrected %q, %+v", run, c.Corrected, checked)
		}
	}
	changes := allocation.CompareResults(before.Result(), now.Result())
	if len(changes) != 2 || changes[0].Kind != allocation.ChangeGains || changes[1].Kind != allocation.ChangeLoses {
		t.Errorf("%+v", changes)
	}
	if _, err := o.RaiseObjection(t.Context(), by, r.ID, 0, "某人", "x"); !errors.Is(err, allocation.ErrObjectionTime) {
		t.Errorf("objection without a notice: %v", err)
	}
	if o.ApplicationState(t, first) != "approved" {
		t.Error("nobody is awarded yet")
	}
	o.Verified(t)
}

func TestOverrideIsSignedByAnotherAndComputedAround(t *testing.T) {
	o := roundtest.New(t, 2)
	first := o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	r := o.Computed(t)
	by, second := o.As(t, allocation.Approver), o.As(t, allocation.Reviewer)
	id, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, first, []string{"JS-NSQ-01-1-01"}, "无障碍入口", round.Passing{})
	ok(t, err)
	if _, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, first, nil, "x", round.Passing{}); !errors.Is(err, engine.ErrStale) {
		t.Errorf("stale version: %v", err)
	}
	r = o.RoundOf(t, r.ID)
	if _, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, first, nil, "x", round.Passing{}); !errors.Is(err, round.ErrOverrideThere) {
		t.Errorf("second override for one applicant: %v", err)
	}
	if err := o.NoticeRound(t.Context(), by, r.ID, r.Version, ""); !errors.Is(err, allocation.ErrOverridePending) {
		t.Errorf("noticed with a pending override: %v", err)
	}
	if err := o.SignOverride(t.Context(), by, id, r.Version); !errors.Is(err, allocation.ErrOverrideSamePerson) {
		t.Errorf("signed by the proposer: %v", err)
	}
	ok(t, o.SignOverride(t.Context(), second, id, r.Version))
	r = o.RoundOf(t, r.ID)
	if err := o.NoticeRound(t.Context(), by, r.ID, r.Version, ""); !errors.Is(err, allocation.ErrRunStale) {
		t.Errorf("noticed before the override was computed in: %v", err)
	}
	_, err = o.ComputeRound(t.Context(), by, r.ID, r.Version, nil)
	ok(t, err)
	r = o.RoundOf(t, r.ID)
	run, err := o.Run(t.Context(), by, r.Run)
	ok(t, err)
	l, _ := run.Line("JS20210001")
	other, _ := run.Line("JS20210002")
	if run.Kind != allocation.RunOverride || l.Reason != rule.ReasonFixed || !slices.Equal(l.Units, []string{"JS-NSQ-01-1-01"}) ||
		!slices.Equal(other.Units, []string{"JS-NSQ-01-1-02"}) {
		t.Errorf("%s %+v %+v", run.Kind, l, other)
	}
	ok(t, o.NoticeRound(t.Context(), by, r.ID, r.Version, ""))
	o.Verified(t)
}

func TestNextInRankIsOffered(t *testing.T) {
	o := roundtest.New(t, 2)
	ids := []int64{o.Approved(t, 1, 12), o.Approved(t, 2, 11), o.Approved(t, 3, 10), o.Approved(t, 4, 9)}
	r := o.Confirmed(t)
	by := o.As(t, allocation.Approver)
	awards, err := o.Awards(t.Context(), by, r.ID)
	ok(t, err)
	offered, err := o.DeclineAward(t.Context(), by, awards[1].ID, awards[1].Version, "另有场地")
	ok(t, err)
	if len(offered) != 1 {
		t.Fatalf("offered %v", offered)
	}
	next, err := o.Award(t.Context(), by, offered[0])
	ok(t, err)
	if next.Application != ids[2] || next.After != awards[1].ID || !slices.Equal(next.Units, awards[1].Units) || next.Rank != 3 {
		t.Errorf("%+v", next)
	}
	if got := o.ApplicationState(t, ids[1]); got != "declined" {
		t.Errorf("declined application is %s", got)
	}
	if _, err := o.LapseAward(t.Context(), by, next.ID, next.Version); !errors.Is(err, allocation.ErrAwardNotLapsed) {
		t.Errorf("lapsed before its day: %v", err)
	}
	o.Clock.Day = next.SignBy.AddDays(1)
	offered, err = o.LapseAward(t.Context(), by, next.ID, next.Version)
	ok(t, err)
	last, err := o.Award(t.Context(), by, offered[0])
	ok(t, err)
	if last.Application != ids[3] || last.SignBy != o.Clock.Day.AddDays(15) && last.SignBy.Before(o.Clock.Day.AddDays(15)) {
		t.Errorf("%+v", last)
	}
	offered, err = o.DeclineAward(t.Context(), by, last.ID, last.Version, "不开了")
	ok(t, err)
	if len(offered) != 0 || o.UnitStates(t) != "reserved vacant" && o.UnitStates(t) != "vacant reserved" {
		t.Errorf("offered %v, units %s", offered, o.UnitStates(t))
	}
	o.Verified(t)
}

func TestSingleCaseInOneStep(t *testing.T) {
	o := roundtest.New(t, 4)
	id := o.Approved(t, 1, 10)
	other := o.Approved(t, 2, 11)
	by := o.As(t, allocation.Approver)
	offer, err := o.SingleOffer(t.Context(), by, id)
	ok(t, err)
	if offer.Waiting != 1 || offer.Weight != 10000 || len(offer.Options) != 4 || offer.Options[0].Units[0].Number != "JS-NSQ-01-1-01" {
		t.Fatalf("%+v", offer)
	}
	single, err := o.AwardSingle(t.Context(), by, id, []string{"JS-NSQ-01-1-03"}, round.OutOfOrder{})
	ok(t, err)
	w, found, err := o.AwardOf(t.Context(), by, id)
	if err != nil || !found || w.Round != single || !slices.Equal(w.Units, []string{"JS-NSQ-01-1-03"}) {
		t.Fatalf("%+v %v", w, err)
	}
	r := o.RoundOf(t, single)
	if !r.Single || r.State != allocation.RoundConfirmed || r.Number != "JS-2021-D001" || r.Units != 1 {
		t.Errorf("%+v", r)
	}
	if _, err := o.AwardSingle(t.Context(), by, id, nil, round.OutOfOrder{}); !errors.Is(err, round.ErrSingleState) || !strings.Contains(err.Error(), "由"+by.Display) {
		t.Errorf("awarded twice: %v", err)
	}
	if _, err := o.AwardSingle(t.Context(), by, other, []string{"JS-NSQ-01-1-03"}, round.OutOfOrder{}); !errors.Is(err, premises.ErrUnitHeld) || !strings.Contains(err.Error(), "房源 JS-NSQ-01-1-03 已由"+by.Display) {
		t.Errorf("took a held unit: %v", err)
	}
	_, err = o.AwardSingle(t.Context(), by, other, nil, round.OutOfOrder{})
	ok(t, err)
	if got := o.UnitStates(t); got != "vacant vacant reserved reserved" {
		t.Errorf("units: %s", got)
	}
	o.Verified(t)
}

func TestCertificateSolvesToTheSameBytes(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	r := o.Computed(t)
	c, err := o.Certificate(t.Context(), o.As(t, allocation.Auditor), r.Run)
	ok(t, err)
	back, is, err := rule.ReadCertificate(c.File())
	ok(t, err)
	checked, err := back.Verify(t.Context(), nil)
	ok(t, err)
	if !is || len(checked.Faults) > 0 || string(checked.Result.JSON()) != string(c.Result) {
		t.Errorf("solving the certificate gives another result: %v", checked.Faults)
	}
}

func TestWhatIfTouchesNothing(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	r := o.Computed(t)
	by := o.As(t, allocation.Approver)
	p := roundtest.SmallShops().Params()
	p.PerJob = 500
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	res, err := o.WhatIf(t.Context(), by, r.ID, p, nil)
	ok(t, err)
	if res.Totals.Served != 0 || o.RoundOf(t, r.ID).Served != 2 || count(t, o.Read, `SELECT max(seq) FROM log`) != head {
		t.Errorf("%+v", res.Totals)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := o.WhatIf(ctx, by, r.ID, p, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled what-if: %v", err)
	}
}

func TestRoundSaysWhatItsApplicantsShare(t *testing.T) {
	o := roundtest.New(t, 2)
	first, second := o.Approved(t, 1, 8), o.Approved(t, 2, 8)
	twin := intaketest.Person(t, 2)
	twin.ID, twin.Phone = o.Detail(t, second).Applicant, "+86 138 4690 0001"
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActConfirmCorrection, func(x *engine.Tx) error { return intake.MendApplicant(x, twin) }))
	by := o.As(t, allocation.Approver)
	id, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	said := func(when string) {
		t.Helper()
		sc, err := o.RoundScope(t.Context(), by, id)
		ok(t, err)
		var got []string
		for _, a := range sc.Applicants {
			for _, f := range a.Flags {
				got = append(got, a.Number+" "+string(f.Kind)+" "+f.Label)
			}
		}
		if s := strings.Join(got, ", "); s != "JS20210001 phone 王某2, JS20210002 phone 王某1" {
			t.Errorf("%s: %s", when, s)
		}
	}
	said("draft")
	if kept := o.Detail(t, first).Flags; len(kept) != 0 {
		t.Errorf("the round wrote flags: %+v", kept)
	}
	sc, err := o.RoundScope(t.Context(), by, id)
	ok(t, err)
	ok(t, o.LockRound(t.Context(), by, id, 1, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}))
	said("locked")
}

func TestListsOfRoundsAndAwards(t *testing.T) {
	o := roundtest.New(t, 3)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	r := o.Confirmed(t)
	third := o.Approved(t, 3, 9)
	by := o.As(t, allocation.Approver)
	single, err := o.AwardSingle(t.Context(), by, third, nil, round.OutOfOrder{})
	ok(t, err)
	for filter, want := range map[string]int{
		"": 2, "状态:已确认": 2, "状态:草稿,公示中": 0, "单户:否": 1, "王某3": 1, "JS-2021-01": 1, "建立:2021-03": 2, "第 1 批次": 1, `"第 1 批次"`: 1,
	} {
		page, err := o.RoundList(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10})
		if err != nil || page.Total != want || len(page.Rows) != want {
			t.Errorf("%s: %d rounds, want %d, %v", filter, page.Total, want, err)
		}
	}
	for filter, want := range map[string]int{
		"": 3, "状态:待签约": 3, "房源:01-1-03": 1, "批次:单户": 1, "主体:王某1": 1, "面积:>100.5": 2,
	} {
		page, err := o.AwardList(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10})
		if err != nil || page.Total != want || len(page.Rows) != want {
			t.Errorf("%s: %d awards, want %d, %v", filter, page.Total, want, err)
		}
	}
	page, err := o.RoundList(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}, Limit: 1, Offset: 1})
	if err != nil || page.Rows[0].ID != single || r.ID == single {
		t.Errorf("%+v %v", page, err)
	}
	if _, err := o.RoundList(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "x"}}}); !errors.Is(err, engine.ErrUnknownColumn) {
		t.Error(err)
	}
	page, err = o.RoundList(t.Context(), o.AsOf(t, allocation.Approver, "岭东区"), engine.ListQuery{})
	if err != nil || page.Total != 0 {
		t.Errorf("another district sees %d rounds, %v", page.Total, err)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := roundtest.New(t, 0)
	enginetest.CheckNoun(t, o.Store, round.RoundNoun)
	enginetest.CheckNoun(t, o.Store, round.AwardNoun)
	enginetest.CheckRecord(t, o.Store, round.RunNoun)
	enginetest.CheckRecord(t, o.Store, round.ObjectionRecord)
	enginetest.CheckRecord(t, o.Store, round.OverrideRecord)
	enginetest.CheckRecord(t, o.Store, round.LeftOutRecord)
}

// TestRuleEffect: new parameters are tried on those who wait and on the last round beside the old ones, and write nothing.
func TestRuleEffect(t *testing.T) {
	o := roundtest.New(t, 4)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	o.Confirmed(t)
	o.Approved(t, 3, 12)
	o.Approved(t, 4, 4)
	by := o.As(t, allocation.Approver)
	old := allocation.DefaultParameters()
	old.Allocation = roundtest.SmallShops()
	now := old
	now.Allocation.Rest = &allocation.RestParams{UnderPermille: 600, OverPermille: 2000}
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	e, err := o.RuleEffect(t.Context(), by, "尖山区", old, now)
	ok(t, err)
	if e.Vacant != 2 || e.Old[5].Fits != 2 || e.Old[2].Fits != 0 || e.New[2].RestFits != 0 || e.New[3].RestFits != 2 {
		t.Errorf("reach: %d vacant, %+v, %+v", e.Vacant, e.Old, e.New)
	}
	if e.Waiting.Old.Totals.Served != 1 || e.Waiting.New.Totals.Served != 2 || len(e.Waiting.Names) != 2 {
		t.Errorf("waiting: %+v, %+v", e.Waiting.Old.Totals, e.Waiting.New.Totals)
	}
	if changes := allocation.CompareResults(e.Waiting.Old, e.Waiting.New); len(changes) != 1 || changes[0].Kind != allocation.ChangeGains {
		t.Errorf("%+v", changes)
	}
	if len(e.Last) != 1 || e.Last[0].Title == "" || e.Last[0].Old.Totals.Served != 2 || e.Last[0].New.Totals.Served != 2 {
		t.Errorf("last rounds: %+v", e.Last)
	}
	back, err := o.RuleEffect(t.Context(), by, "尖山区", now, old) // half of those who wait find nothing, and a shop stays empty
	ok(t, err)
	if said := back.Misfits(); len(said) == 0 || !strings.Contains(said[0], "待分配的 2 户中有 1 户没有一套合适的房源，却有 1 套空着") ||
		!slices.ContainsFunc(said, func(s string) bool {
			return strings.Contains(s, "、3、5、") && strings.Contains(s, " 个岗位：闲置 2 套")
		}) {
		t.Errorf("warnings: %q", said)
	}
	preset, err := o.DefaultEffect(t.Context(), by, "尖山区")
	ok(t, err)
	if preset.Waiting.Old.Totals.JobsMillis != 4000 || preset.Waiting.New.Totals.JobsMillis != 12000 {
		t.Errorf("the presets beside what is in force: %+v, %+v", preset.Waiting.Old.Totals, preset.Waiting.New.Totals)
	}
	_, err = o.RuleEffect(t.Context(), o.AsOf(t, allocation.Approver, "岭东区"), "尖山区", old, now)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	if count(t, o.Read, `SELECT max(seq) FROM log`) != head+1 { // the account of 岭东区
		t.Error("something was written")
	}
}

// TestSinglePlacementKeepsTheOrder: one shop, any day, is no way round those who wait. The better-ranked one is named; without a
// reason and another person's signature nothing happens, with both the names stand in the record.
func TestSinglePlacementKeepsTheOrder(t *testing.T) {
	o := roundtest.New(t, 3)
	ctx := t.Context()
	account := func(name string, role allocation.Role) engine.Actor {
		t.Helper()
		n := basis.NewAccount{Name: name, Display: role.Title(), Roles: []allocation.Role{role}, District: "尖山区", Password: "zweite-hand-64", Settled: true}
		id, err := basis.Of(o.Store).AddAccount(ctx, o.As(t, allocation.Admin), n)
		enginetest.OK(t, err)
		return engine.Actor{ID: id, Name: name, Display: n.Display, Role: role, District: n.District}
	}
	by := account("li", allocation.Approver)
	account("wang", allocation.Reviewer)
	account("zhao", allocation.Intake)
	signed := func(reason, who string) round.OutOfOrder {
		return round.OutOfOrder{Reason: reason, Second: who, Password: "zweite-hand-64"}
	}
	better, late := o.Approved(t, 1, 12), o.Approved(t, 2, 11)
	offer, err := o.SingleOffer(ctx, by, better)
	if err != nil || len(offer.Options) == 0 {
		t.Fatal(err, offer.Options)
	}
	best := []string{offer.Options[0].Units[0].Number}
	passed, err := o.PassedOver(ctx, by, late, best, nil)
	if err != nil || len(passed.List) != 1 || passed.List[0].Number != offer.Applicant.Number || passed.List[0].Name == "" || !slices.Equal(passed.List[0].Had, best) {
		t.Fatalf("%+v %v", passed, err)
	}
	if passed, err := o.PassedOver(ctx, by, better, best, nil); err != nil || len(passed.List) != 0 {
		t.Errorf("the best ranked passes over %v, %v", passed, err)
	}
	for name, tc := range map[string]struct {
		out  round.OutOfOrder
		want error
	}{
		"nothing":        {round.OutOfOrder{}, rule.ErrOutOfOrder},
		"no second":      {round.OutOfOrder{Reason: "旁边是其仓库"}, rule.ErrOutOfOrder},
		"no reason":      {signed("", "wang"), rule.ErrOutOfOrder},
		"same person":    {signed("x", "li"), allocation.ErrOverrideSamePerson},
		"wrong password": {round.OutOfOrder{Reason: "x", Second: signed("旁边是其仓库", "wang").Second, Password: "falsch-falsch-1"}, basis.ErrSignIn},
		"may not":        {signed("x", "zhao"), round.ErrMayNotSign},
	} {
		if _, err := o.AwardSingle(ctx, by, late, best, tc.out); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	seen := signed("旁边是其仓库", "wang")
	seen.Seen = passed
	o.Approved(t, 3, 13) // somebody else waits by now
	if _, err := o.AwardSingle(ctx, by, late, best, seen); !errors.Is(err, round.ErrPassingChanged) {
		t.Errorf("what was seen no longer stands: %v", err)
	}
	passed, err = o.PassedOver(ctx, by, late, best, nil)
	enginetest.OK(t, err)
	seen.Seen = passed
	id, err := o.AwardSingle(ctx, by, late, best, seen)
	enginetest.OK(t, err)
	r := o.RoundOf(t, id)
	if r.State != allocation.RoundConfirmed || !strings.Contains(r.Reason, "旁边是其仓库") || !strings.Contains(r.Reason, passed.List[0].Name) || !strings.Contains(r.Reason, "第二人") {
		t.Errorf("%s %s", r.State, r.Reason)
	}
}

// TestNobodyCarriesARoundAlone四三: who draws a round up does not confirm it, who computed does not answer an objection, who accepted
// an application does not place it alone, the draw has two witnesses of different names; a district that only warns lets one person
// do all of it, and the log says so each time.
func TestNobodyCarriesARoundAlone四三(t *testing.T) {
	o := roundtest.New(t, 2)
	first := o.Approved(t, 1, 12)
	chief := o.As(t, allocation.Approver)
	carry := func(strict bool) (err error) {
		id, err := o.NewRound(t.Context(), chief, "尖山区")
		ok(t, err)
		sc, err := o.RoundScope(t.Context(), chief, id)
		ok(t, err)
		ok(t, o.LockRound(t.Context(), chief, id, 1, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}))
		o.Clock.Day = o.RoundOf(t, id).Posted.Until.AddDays(1)
		alone := draw.Entry{Number: "38-07", Witnesses: []string{"周某", " 周某 "}}
		refused(t, "one witness twice", o.EnterDraw(t.Context(), chief, id, 2, alone), draw.ErrWitnesses)
		ok(t, o.EnterDraw(t.Context(), chief, id, 2, roundtest.Drawing()))
		_, err = o.ComputeRound(t.Context(), chief, id, 3, nil)
		refused(t, "a weak draw that nobody agreed to", err, draw.ErrDrawAlone)
		warned, err := o.AgreeDraw(t.Context(), chief, id, 3)
		if strict {
			refused(t, "who entered the draw agrees", err, allocation.ErrSamePerson)
			_, err = o.AgreeDraw(t.Context(), o.As(t, allocation.Reviewer), id, 3)
			ok(t, err)
		} else if err != nil || !warned {
			t.Errorf("agreed: warned %v, %v", warned, err)
		}
		_, err = o.ComputeRound(t.Context(), chief, id, 4, nil)
		ok(t, err)
		ok(t, o.NoticeRound(t.Context(), chief, id, o.RoundOf(t, id).Version, ""))
		objection, err := o.RaiseObjection(t.Context(), chief, id, first, "王某", "不服")
		ok(t, err)
		warned, err = o.SettleObjection(t.Context(), chief, objection, false, "核对无误")
		if strict {
			refused(t, "who computed answers", err, allocation.ErrSamePerson)
			_, err = o.SettleObjection(t.Context(), o.Named(t, "second", allocation.Approver, "尖山区"), objection, false, "核对无误")
			ok(t, err)
		} else if err != nil || !warned {
			t.Errorf("warned %v, %v", warned, err)
		}
		r := o.RoundOf(t, id)
		o.Clock.Day = r.WindowEnd().AddDays(1)
		warned, err = o.ConfirmRound(t.Context(), chief, id, r.Version, r.Run, o.Remarks(t, id))
		if warned == strict {
			t.Errorf("strict %v: warned %v", strict, warned)
		}
		if err != nil {
			o.Cancelled(t, id, "换人")
		}
		return err
	}
	refused(t, "who drew up confirms", carry(true), allocation.ErrSamePerson)
	p := allocation.DefaultParameters()
	p.Allocation, p.Separation = roundtest.SmallShops(), allocation.SeparationWarn
	_, err := o.AddParameters(t.Context(), chief, basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "一人一岗", Parameters: p})
	ok(t, err)
	ok(t, carry(false))
	if n := count(t, o.Read, `SELECT count(*) FROM log WHERE reason LIKE '%同一人%' OR subject LIKE '%同一人%'`); n == 0 {
		t.Error("the log does not say that one person did it")
	}
	o.Verified(t)
}

// TestConfirmedAtTheConsole: the console is nobody's account, and the round says that it was confirmed by it; an old form is told who
// changed the round, and nothing is written.
func TestConfirmedAtTheConsole(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	r := o.Noticed(t)
	o.Clock.Day = r.WindowEnd().AddDays(1)
	if n := count(t, o.Read, `SELECT count(*) FROM round WHERE confirmed_by IS NULL`); n != 1 {
		t.Errorf("%d rounds that nobody confirmed", n)
	}
	_, err := o.ConfirmRound(t.Context(), o.As(t, allocation.Approver), r.ID, r.Version-1, r.Run, o.Remarks(t, r.ID))
	refused(t, "an old form", err, engine.ErrStale)
	if !strings.Contains(err.Error(), "公示批次") || !strings.Contains(err.Error(), "没有覆盖") {
		t.Error(err)
	}
	_, err = o.ConfirmRound(t.Context(), engine.Console(), r.ID, r.Version, r.Run, o.Remarks(t, r.ID))
	ok(t, err)
	if n := count(t, o.Read, `SELECT count(*) FROM round WHERE confirmed_by = 0`); n != 1 {
		t.Errorf("%d rounds confirmed at the console", n)
	}
	o.Verified(t)
}
