package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
)

// A signing that was taken back leaves contract and stay void under their numbers; the award is signed anew under the next.
func TestUndoSigning(t *testing.T) {
	o := stayOffice(t, 2)
	by := o.as(t, allocation.Manager)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	paper := allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处", Number: "公 1 号", Day: o.clock.day}
	ok(t, o.AddMilestone(t.Context(), by, d.ID, paper))
	step, err := o.TenancyUndo(t.Context(), by, d.ID)
	ok(t, err)
	if step.Title != "签订合同" || step.Day != o.clock.day || step.By == "" || len(step.Then) != 2 {
		t.Errorf("%+v", step)
	}
	refused(t, "a paper rests on it", step.Why, allocation.ErrUndoDepends)
	refused(t, "a paper rests on it", o.UndoTenancy(t.Context(), by, d.ID, d.Version, "签错"), allocation.ErrUndoDepends)

	o.clock.day = o.clock.day.AddDays(1)
	d = contracted(t, o, 2, "JS-NSQ-01-1-02")
	refused(t, "no reason", o.UndoTenancy(t.Context(), by, d.ID, d.Version, " "), allocation.ErrUndoReason)
	refused(t, "an old page", o.UndoTenancy(t.Context(), by, d.ID, d.Version-1, "签错"), engine.ErrStale)
	refused(t, "the counter", o.UndoTenancy(t.Context(), o.as(t, allocation.Intake), d.ID, d.Version, "签错"), engine.ErrNotAllowed)
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "签错"))
	v := stayOf(t, o, d.ID)
	if v.State != allocation.TenancyVoid || v.Contract.State != allocation.ContractVoid || v.Units != "JS-NSQ-01-1-02" || v.Number != d.Number {
		t.Errorf("%+v", v.TenancyRow)
	}
	if got := unitStates(t, o); got != "occupied reserved" || applicationState(t, o, d.Application) != "awarded" {
		t.Errorf("units %s, application %s", got, applicationState(t, o, d.Application))
	}
	fees, err := o.FeeSchedule(t.Context(), by, d.ID, v.Contract.To)
	if err != nil || len(fees.Schedule.Lines) != 0 {
		t.Errorf("a void stay costs %d lines, %v", len(fees.Schedule.Lines), err)
	}
	for filter, want := range map[string]int{"": 1, "状态:已作废": 1, "状态:待交接": 1} {
		if p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 9}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	refused(t, "twice", o.UndoTenancy(t.Context(), by, d.ID, v.Version, "再来"), allocation.ErrUndoMove)

	w, found, err := o.AwardOf(t.Context(), by, d.Application)
	if err != nil || !found || w.State != allocation.AwardOffered {
		t.Fatalf("%+v %v", w, err)
	}
	if clock, err := o.EarlierClock(t.Context(), by, w.ID); err != nil || !clock.IsZero() {
		t.Errorf("the void stay has a clock: %s %v", clock, err)
	}
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, FullTime: 9})
	ok(t, err)
	again := stayOf(t, o, id)
	if again.Number != "RZ-JS-2021-0003" || again.Contract.Number != "HT-JS-2021-0003" || again.State != allocation.TenancySigned || again.Units != "JS-NSQ-01-1-02" {
		t.Errorf("%+v", again.TenancyRow)
	}
	ok(t, o.UndoTenancy(t.Context(), by, id, again.Version, "又签错"))
	verified(t, o)
}

// Opening, hand-over and signing go back one after the other, and forward again.
func TestUndoHandoverAndOpening(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "未开业"))
	d = stayOf(t, o, d.ID)
	if d.State != allocation.TenancyHanded || !d.Opened.IsZero() || d.OpenBy.IsZero() {
		t.Fatalf("%+v", d.Tenancy)
	}
	o.clock.day = o.clock.day.AddDays(1)
	ok(t, o.RecordReading(t.Context(), by, d.ID, d.Holdings[0].UnitID, o.clock.day, 13000, ""))
	refused(t, "a reading rests on the keys", o.UndoTenancy(t.Context(), by, d.ID, d.Version, "钥匙未交"), allocation.ErrUndoDepends)

	o = stayOffice(t, 1)
	by = o.as(t, allocation.Manager)
	d = handed(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "钥匙未交"))
	d = stayOf(t, o, d.ID)
	if d.State != allocation.TenancySigned || !d.Handed.IsZero() || !d.OpenBy.IsZero() || len(d.Out) != 0 || unitStates(t, o) != "occupied" {
		t.Fatalf("%+v", d)
	}
	d = opened(t, o, d) // on the same day, with the same meter
	if len(d.Out) != 1 {
		t.Errorf("%+v", d.Out)
	}
	for range 3 {
		ok(t, o.UndoTenancy(t.Context(), by, d.ID, stayOf(t, o, d.ID).Version, "从头再来"))
	}
	if s := stayOf(t, o, d.ID).State; s != allocation.TenancyVoid || unitStates(t, o) != "reserved" {
		t.Errorf("%s, units %s", s, unitStates(t, o))
	}
	verified(t, o)
}

func TestUndoRenewal(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	o.clock.day = d.Contract.To.AddDays(-20)
	for round := range 2 {
		number, err := o.RenewContract(t.Context(), by, d.ID, stayOf(t, o, d.ID).Version, o.clock.day)
		ok(t, err)
		if want := []string{"HT-JS-2024-0001", "HT-JS-2024-0002"}[round]; number != want {
			t.Errorf("number %s, want %s", number, want)
		}
		step, err := o.TenancyUndo(t.Context(), by, d.ID)
		if err != nil || step.Title != "续签合同" || step.Why != nil {
			t.Errorf("%+v %v", step, err)
		}
		ok(t, o.UndoTenancy(t.Context(), by, d.ID, stayOf(t, o, d.ID).Version, "签早了"))
	}
	d = stayOf(t, o, d.ID)
	if len(d.Contracts) != 3 || d.Contract.Term != 1 || d.Contract.State != allocation.ContractRunning || !d.Contract.Ended.IsZero() ||
		d.Contracts[1].State != allocation.ContractVoid || d.State != allocation.TenancyOpen {
		t.Errorf("%+v", d.Contracts)
	}
	_, err := o.RenewContract(t.Context(), by, d.ID, d.Version, o.clock.day)
	ok(t, err)
	ok(t, o.AddMilestone(t.Context(), by, d.ID, allocation.Milestone{Kind: allocation.MilestoneFiled, Body: "住建局", Number: "备 2", Day: o.clock.day}))
	refused(t, "filed", o.UndoTenancy(t.Context(), by, d.ID, stayOf(t, o, d.ID).Version, "签早了"), allocation.ErrUndoDepends)
	verified(t, o)
}

// Every step of an exit goes back, from the closing to the approval, and the waiver runs again.
func TestUndoExit(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, paper, "考核不合格")
	ok(t, err)
	version := func() int64 { return exitOf(t, o, id).Version }
	undo := func(by engine.Actor, title string) {
		t.Helper()
		step, err := o.ExitUndo(t.Context(), by, id)
		ok(t, err)
		if step.Title != title || step.Why != nil || step.By == "" {
			t.Errorf("%+v, want %s", step, title)
		}
		ok(t, o.UndoExit(t.Context(), by, id, version(), "办错"))
	}
	refused(t, "nothing decided", o.UndoExit(t.Context(), manager, id, version(), "办错"), mend.ErrUndoOpened)
	_, err = o.RefuseExit(t.Context(), approver, id, version(), "证据不足")
	ok(t, err)
	refused(t, "the manager", o.UndoExit(t.Context(), manager, id, version(), "办错"), engine.ErrNotAllowed)
	undo(approver, "不予批准")
	ok(t, o.CancelExit(t.Context(), manager, id, version(), "不退了"))
	undo(manager, "撤回退出")

	forward := []func(){
		func() { _, err := o.ApproveExit(t.Context(), approver, id, version(), "同意"); ok(t, err) },
		func() { _, err := o.NoticeExit(t.Context(), manager, id, version(), o.clock.day, "当面"); ok(t, err) },
		func() {
			ok(t, o.ReturnExit(t.Context(), manager, id, version(), o.clock.day, back(stayOf(t, o, d.ID))))
		},
		func() { ok(t, o.FileExit(t.Context(), manager, id, version(), o.clock.day, "备 1", "市棚改办")) },
		func() { ok(t, o.SettleExit(t.Context(), manager, id, version(), o.clock.day, "已结清")) },
		func() { ok(t, o.CloseExit(t.Context(), manager, id, version())) },
	}
	titles := []string{"批准退出", "送达通知", "验房收钥匙", "报市备案", "结清费用", "办结"}
	o.clock.day = o.clock.day.AddDays(2)
	for again := range 2 {
		for _, step := range forward {
			step()
		}
		if again == 1 {
			break
		}
		for i := len(forward) - 1; i >= 0; i-- {
			by := manager
			if i == 0 {
				by = approver
			}
			undo(by, titles[i])
		}
		d = stayOf(t, o, d.ID)
		if d.State != allocation.TenancyOpen || !d.Stopped.IsZero() || !d.Ended.IsZero() || d.Contract.State != allocation.ContractRunning ||
			unitStates(t, o) != "occupied" || len(d.Back) != 0 || d.Exits[0].State != allocation.ExitOpened || !d.Holdings[0].To.IsZero() {
			t.Fatalf("%+v", d)
		}
	}
	if x := exitOf(t, o, id); x.NoticeNumber != "TC-JS-2021-0002" {
		t.Errorf("the notice is %s", x.NoticeNumber)
	}
	ok(t, o.ReopenUnits(t.Context(), manager, []int64{d.Holdings[0].UnitID}, "验收合格"))
	for range 3 {
		ok(t, o.UndoExit(t.Context(), manager, id, version(), "办错"))
	}
	refused(t, "the unit has gone on", o.UndoExit(t.Context(), manager, id, version(), "办错"), allocation.ErrUndoDepends)
	ok(t, o.UndoUnits(t.Context(), manager, []int64{d.Holdings[0].UnitID}, "验收有误"))
	ok(t, o.UndoExit(t.Context(), manager, id, version(), "办错"))
	verified(t, o)
}

func TestUndoUnits(t *testing.T) {
	o := roundOffice(t, 3)
	by := o.as(t, allocation.Manager)
	a, b := o.unit(t, "JS-NSQ-01-1-01").ID, o.unit(t, "JS-NSQ-01-1-02").ID
	refused(t, "nothing done", o.UndoUnits(t.Context(), by, []int64{a}, "点错"), premises.ErrUndoUnit)
	o.clock.day = o.clock.day.AddDays(1)
	ok(t, o.WithdrawUnits(t.Context(), by, []int64{a, b}, "漏水"))
	o.clock.day = o.clock.day.AddDays(1)
	ok(t, o.ReturnUnits(t.Context(), by, []int64{b}, "修好"))
	refused(t, "no reason", o.UndoUnits(t.Context(), by, []int64{b}, ""), allocation.ErrUndoReason)
	ok(t, o.UndoUnits(t.Context(), by, []int64{a, b}, "点错"))
	if got := unitStates(t, o); got != "vacant withdrawn vacant" {
		t.Errorf("units %s", got)
	}
	ok(t, o.UndoUnits(t.Context(), by, []int64{b}, "点错"))
	h, err := o.UnitHistory(t.Context(), by, b)
	if err != nil || len(h.Spells) != 1 || h.Spells[0].State != allocation.UnitVacant || !h.Spells[0].To.IsZero() {
		t.Errorf("%+v %v", h.Spells, err)
	}
	lockedRoundOver(t, o)
	step, err := o.UnitUndo(t.Context(), by, a)
	ok(t, err)
	refused(t, "held by a round", step.Why, premises.ErrUndoUnit)
	verified(t, o)
}

// lockedRoundOver locks a round with one applicant.
func lockedRoundOver(t *testing.T, o testOffice) round.RoundRow {
	t.Helper()
	approved(t, o, 1, 10)
	return lockedRound(t, o)
}

// A confirmed round goes back step by step to its draft; a draw text that a run was made with stands.
func TestUndoRound(t *testing.T) {
	o := stayOffice(t, 3)
	by := o.as(t, allocation.Approver)
	one, two := approved(t, o, 1, 10), approved(t, o, 2, 11)
	r := confirmedRound(t, o)
	if got := unitStates(t, o); got != "reserved vacant reserved" {
		t.Fatalf("units %s", got)
	}
	undo := func(to allocation.RoundState) {
		t.Helper()
		now := roundOf(t, o, r.ID)
		step, err := o.RoundUndo(t.Context(), by, r.ID)
		if err != nil || step.Why != nil || step.Title == "" || len(step.Then) != 1 {
			t.Errorf("%+v %v", step, err)
		}
		ok(t, o.UndoRound(t.Context(), by, r.ID, now.Version, "有误"))
		if now = roundOf(t, o, r.ID); now.State != to {
			t.Fatalf("%s, want %s", now.State, to)
		}
		verified(t, o)
	}
	refused(t, "the reviewer", o.UndoRound(t.Context(), o.as(t, allocation.Reviewer), r.ID, r.Version, "有误"), engine.ErrNotAllowed)
	undo(allocation.RoundNoticed)
	if got := unitStates(t, o); got != "reserved reserved reserved" || applicationState(t, o, one) != "approved" || applicationState(t, o, two) != "approved" {
		t.Errorf("units %s", got)
	}
	now := roundOf(t, o, r.ID)
	ok(t, o.ConfirmRound(t.Context(), by, r.ID, now.Version, now.Run))
	awards, err := o.Awards(t.Context(), by, r.ID)
	if err != nil || len(awards) != 4 {
		t.Fatalf("%d awards, %v", len(awards), err)
	}
	verified(t, o)
	w := awards[0]
	for _, x := range awards {
		if x.State == allocation.AwardOffered {
			w = x
		}
	}
	id, err := o.SignContract(t.Context(), o.as(t, allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day})
	ok(t, err)
	refused(t, "signed", o.UndoRound(t.Context(), by, r.ID, roundOf(t, o, r.ID).Version, "有误"), allocation.ErrUndoDepends)
	ok(t, o.UndoTenancy(t.Context(), by, id, stayOf(t, o, id).Version, "签错"))
	undo(allocation.RoundNoticed)
	undo(allocation.RoundComputed)
	now = roundOf(t, o, r.ID)
	_, err = o.ComputeRound(t.Context(), by, r.ID, now.Version, nil)
	ok(t, err)
	undo(allocation.RoundComputed) // the first run stands again
	undo(allocation.RoundDrawn)
	if now = roundOf(t, o, r.ID); now.Run != 0 || now.Runs != 0 {
		t.Errorf("run %d of %d", now.Run, now.Runs)
	}
	refused(t, "computed with this draw", o.UndoRound(t.Context(), by, r.ID, now.Version, "换一个"), allocation.ErrUndoDepends)
	_, err = o.ComputeRound(t.Context(), by, r.ID, now.Version, nil)
	ok(t, err)
	now = roundOf(t, o, r.ID)
	ok(t, o.CancelRound(t.Context(), by, r.ID, now.Version, "不办了"))
	refused(t, "cancelled", o.UndoRound(t.Context(), by, r.ID, now.Version+1, "再办"), allocation.ErrUndoNever)
}

// What is drawn by mistake and locked too early goes back before a run is made.
func TestUndoDrawAndLock(t *testing.T) {
	o := roundOffice(t, 2)
	by := o.as(t, allocation.Reviewer)
	r := lockedRoundOver(t, o)
	draw := allocation.Draw{Text: "见证抽签 38-07-21", Witnesses: []string{"周某", "李某"}}
	for range 2 {
		ok(t, o.EnterDraw(t.Context(), by, r.ID, roundOf(t, o, r.ID).Version, draw))
		ok(t, o.UndoRound(t.Context(), by, r.ID, roundOf(t, o, r.ID).Version, "读错"))
	}
	if now := roundOf(t, o, r.ID); now.State != allocation.RoundLocked || now.Draw.Text != "" || len(now.Draw.Witnesses) != 0 {
		t.Errorf("%+v", now.Round)
	}
	ok(t, o.UndoRound(t.Context(), by, r.ID, roundOf(t, o, r.ID).Version, "漏了一户"))
	now := roundOf(t, o, r.ID)
	if now.State != allocation.RoundDraft || now.Units != 0 || now.Applicants != 0 || unitStates(t, o) != "vacant vacant" {
		t.Errorf("%+v, units %s", now.Round, unitStates(t, o))
	}
	refused(t, "a draft", o.UndoRound(t.Context(), by, r.ID, now.Version, "再来"), allocation.ErrUndoMove)
	approved(t, o, 2, 5)
	sc, err := o.RoundScope(t.Context(), by, r.ID)
	ok(t, err)
	ok(t, o.LockRound(t.Context(), by, r.ID, now.Version, sc.Seal))
	if now = roundOf(t, o, r.ID); now.Applicants != 2 || now.Units != 2 {
		t.Errorf("%+v", now.Round)
	}
	verified(t, o)
}

// A single case goes back to before the decision.
func TestUndoSingle(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Approver)
	w := awarded(t, o, 1, "JS-NSQ-01-1-01")
	for _, want := range []allocation.RoundState{allocation.RoundComputed, allocation.RoundLocked, allocation.RoundDraft} {
		r := roundOf(t, o, w.Round)
		ok(t, o.UndoRound(t.Context(), by, r.ID, r.Version, "选错房"))
		if got := roundOf(t, o, w.Round).State; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
	if unitStates(t, o) != "vacant" || applicationState(t, o, w.Application) != "approved" {
		t.Errorf("units %s", unitStates(t, o))
	}
	verified(t, o)
}

// What the keys ended begins again with them; a void signing leaves no benefit in force (五(一)).
func TestUndoAndBenefits(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	before := benefitsText(t, o, d.ID)
	o.clock.day = o.clock.day.AddDays(3)
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 4, paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "当面")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, back(stayOf(t, o, d.ID))))
	if benefitsText(t, o, d.ID) == before {
		t.Error("the keys end no benefit")
	}
	for range 3 {
		by := manager
		if exitOf(t, o, id).State == allocation.ExitApproved {
			by = approver
		}
		ok(t, o.UndoExit(t.Context(), by, id, exitOf(t, o, id).Version, "办错"))
	}
	if got := benefitsText(t, o, d.ID); got != before {
		t.Errorf("benefits %s, want %s", got, before)
	}
	ok(t, o.CancelExit(t.Context(), manager, id, exitOf(t, o, id).Version, "不退了"))
	for range 3 {
		ok(t, o.UndoTenancy(t.Context(), manager, d.ID, stayOf(t, o, d.ID).Version, "签错"))
	}
	live, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT count(*) FROM benefit WHERE tenancy_id = $1 AND state <> 'ended'`, d.ID)
	if err != nil || live != 0 {
		t.Errorf("%d benefits in force, %v", live, err)
	}
	verified(t, o)
}
