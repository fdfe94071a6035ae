package mend_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/mend"
	"penggai/store/mend/mendtest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// A signing that was taken back leaves contract and stay void under their numbers; the award is signed anew under the next.
func TestUndoSigning(t *testing.T) {
	o := mendtest.New(t, 2)
	by := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	paper := allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处", Number: "公 1 号", Day: o.Clock.Day}
	ok(t, o.AddMilestone(t.Context(), by, d.ID, paper))
	step, err := o.TenancyUndo(t.Context(), by, d.ID)
	ok(t, err)
	if step.Title != "签订合同" || step.Day != o.Clock.Day || step.By == "" || len(step.Then) != 2 {
		t.Errorf("%+v", step)
	}
	refused(t, "a paper rests on it", step.Why, allocation.ErrUndoDepends)
	refused(t, "a paper rests on it", o.UndoTenancy(t.Context(), by, d.ID, d.Version, "签错"), allocation.ErrUndoDepends)

	o.Clock.Day = o.Clock.Day.AddDays(1)
	d = o.Contracted(t, 2, "JS-NSQ-01-1-02")
	refused(t, "no reason", o.UndoTenancy(t.Context(), by, d.ID, d.Version, " "), allocation.ErrUndoReason)
	refused(t, "an old page", o.UndoTenancy(t.Context(), by, d.ID, d.Version-1, "签错"), engine.ErrStale)
	refused(t, "the counter", o.UndoTenancy(t.Context(), o.As(t, allocation.Intake), d.ID, d.Version, "签错"), engine.ErrNotAllowed)
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "签错"))
	v := o.StayOf(t, d.ID)
	if v.State != allocation.TenancyVoid || v.Contract.State != allocation.ContractVoid || v.Units != "JS-NSQ-01-1-02" || v.Number != d.Number {
		t.Errorf("%+v", v.TenancyRow)
	}
	if got := o.UnitStates(t); got != "occupied reserved" || o.ApplicationState(t, d.Application) != "awarded" {
		t.Errorf("units %s, application %s", got, o.ApplicationState(t, d.Application))
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
	if list, err := o.EarlierStays(t.Context(), by, w.ID); err != nil || len(list) != 0 {
		t.Errorf("the void stay has a clock: %+v %v", list, err)
	}
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, FullTime: 9})
	ok(t, err)
	again := o.StayOf(t, id)
	if again.Number != "RZ-JS-2021-0003" || again.Contract.Number != "HT-JS-2021-0003" || again.State != allocation.TenancySigned || again.Units != "JS-NSQ-01-1-02" {
		t.Errorf("%+v", again.TenancyRow)
	}
	ok(t, o.UndoTenancy(t.Context(), by, id, again.Version, "又签错"))
	o.Verified(t)
}

// Opening, hand-over and signing go back one after the other, and forward again.
func TestUndoHandoverAndOpening(t *testing.T) {
	o := mendtest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "未开业"))
	d = o.StayOf(t, d.ID)
	if d.State != allocation.TenancyHanded || !d.Opened.IsZero() || d.OpenBy.IsZero() {
		t.Fatalf("%+v", d.Tenancy)
	}
	o.Clock.Day = o.Clock.Day.AddDays(1)
	ok(t, o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: d.Holdings[0].UnitID, Day: o.Clock.Day, Water: 13000}))
	refused(t, "a reading rests on the keys", o.UndoTenancy(t.Context(), by, d.ID, d.Version, "钥匙未交"), allocation.ErrUndoDepends)

	o = mendtest.New(t, 1)
	by = o.As(t, allocation.Manager)
	d = o.Handed(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	ok(t, o.UndoTenancy(t.Context(), by, d.ID, d.Version, "钥匙未交"))
	d = o.StayOf(t, d.ID)
	if d.State != allocation.TenancySigned || !d.Handed.IsZero() || !d.OpenBy.IsZero() || len(d.Out) != 0 || o.UnitStates(t) != "occupied" {
		t.Fatalf("%+v", d)
	}
	d = o.Opened(t, d) // on the same day, with the same meter
	if len(d.Out) != 1 {
		t.Errorf("%+v", d.Out)
	}
	for range 3 {
		ok(t, o.UndoTenancy(t.Context(), by, d.ID, o.StayOf(t, d.ID).Version, "从头再来"))
	}
	if s := o.StayOf(t, d.ID).State; s != allocation.TenancyVoid || o.UnitStates(t) != "reserved" {
		t.Errorf("%s, units %s", s, o.UnitStates(t))
	}
	o.Verified(t)
}

func TestUndoRenewal(t *testing.T) {
	o := mendtest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = d.Contract.To.AddDays(-20)
	o.Passed(t, d.ID)
	for round := range 2 {
		number, err := o.Renew(t, d.ID)
		ok(t, err)
		if want := []string{"HT-JS-2024-0001", "HT-JS-2024-0002"}[round]; number != want {
			t.Errorf("number %s, want %s", number, want)
		}
		step, err := o.TenancyUndo(t.Context(), by, d.ID)
		if err != nil || step.Title != "续签合同" || step.Why != nil {
			t.Errorf("%+v %v", step, err)
		}
		ok(t, o.UndoTenancy(t.Context(), by, d.ID, o.StayOf(t, d.ID).Version, "签早了"))
	}
	d = o.StayOf(t, d.ID)
	if len(d.Contracts) != 3 || d.Contract.Term != 1 || d.Contract.State != allocation.ContractRunning || !d.Contract.Ended.IsZero() ||
		d.Contracts[1].State != allocation.ContractVoid || d.State != allocation.TenancyOpen {
		t.Errorf("%+v", d.Contracts)
	}
	_, err := o.Renew(t, d.ID)
	ok(t, err)
	ok(t, o.AddMilestone(t.Context(), by, d.ID, allocation.Milestone{Kind: allocation.MilestoneFiled, Body: "住建局", Number: "备 2", Day: o.Clock.Day}))
	refused(t, "filed", o.UndoTenancy(t.Context(), by, d.ID, o.StayOf(t, d.ID).Version, "签早了"), allocation.ErrUndoDepends)
	o.Verified(t)
}

// Every step of an exit goes back, from the closing to the approval, and the waiver runs again.
func TestUndoExit(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, exittest.Paper, "考核不合格")
	ok(t, err)
	version := func() int64 { return o.ExitOf(t, id).Version }
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
	_, err = o.RefuseExit(t.Context(), approver, id, version(), "证据不足", exittest.Weighed)
	ok(t, err)
	refused(t, "the manager", o.UndoExit(t.Context(), manager, id, version(), "办错"), engine.ErrNotAllowed)
	undo(approver, "不予批准")
	ok(t, o.CancelExit(t.Context(), manager, id, version(), "不退了"))
	undo(manager, "撤回退出")

	forward := []func(){
		func() { ok(t, o.TellExit(t.Context(), manager, id, version(), o.Clock.Day, "当面")) },
		func() { ok(t, o.HearExit(t.Context(), manager, id, version(), o.Clock.Day, "无意见")) },
		func() { ok(t, o.AdviseExit(t.Context(), manager, id, version(), "王律师", o.Clock.Day, "可以")) },
		func() {
			_, err := o.ApproveExit(t.Context(), approver, id, version(), civil.Date{}, "同意", exittest.Weighed)
			ok(t, err)
		},
		func() { ok(t, o.FileExit(t.Context(), manager, id, version(), o.Clock.Day, "备 1", "市棚改办")) }, // from the decision on
		func() { _, err := o.NoticeExit(t.Context(), manager, id, version(), o.Clock.Day, "当面"); ok(t, err) },
		func() {
			ok(t, o.ReturnExit(t.Context(), manager, id, version(), o.Clock.Day, staytest.Back(o.StayOf(t, d.ID))))
		},
		func() { ok(t, o.SettleExit(t.Context(), manager, id, version(), o.Clock.Day, "已结清")) },
		func() { ok(t, o.CloseExit(t.Context(), manager, id, version())) },
	}
	titles := []string{"告知", "登记陈述申辩", "登记法律顾问意见", "批准退出", "报市备案", "送达通知", "验房收钥匙", "结清费用", "办结"}
	o.Clock.Day = o.Clock.Day.AddDays(2)
	for again := range 2 {
		for _, step := range forward {
			step()
		}
		if again == 1 {
			break
		}
		for i := len(forward) - 1; i >= 0; i-- {
			by := manager
			if titles[i] == "批准退出" {
				by = approver
			}
			undo(by, titles[i])
		}
		d = o.StayOf(t, d.ID)
		if d.State != allocation.TenancyOpen || !d.Stopped.IsZero() || !d.Ended.IsZero() || d.Contract.State != allocation.ContractRunning ||
			o.UnitStates(t) != "occupied" || len(d.Back) != 0 || d.Exits[0].State != leave.ExitOpened || !d.Holdings[0].To.IsZero() {
			t.Fatalf("%+v", d)
		}
	}
	if x := o.ExitOf(t, id); x.NoticeNumber != "TC-JS-2021-0001" {
		t.Errorf("the notice is %s", x.NoticeNumber)
	}
	ok(t, o.ReopenUnits(t.Context(), manager, []int64{d.Holdings[0].UnitID}, "验收合格"))
	for range 2 {
		ok(t, o.UndoExit(t.Context(), manager, id, version(), "办错"))
	}
	refused(t, "the unit has gone on", o.UndoExit(t.Context(), manager, id, version(), "办错"), allocation.ErrUndoDepends)
	ok(t, o.UndoUnits(t.Context(), manager, []int64{d.Holdings[0].UnitID}, "验收有误"))
	ok(t, o.UndoExit(t.Context(), manager, id, version(), "办错"))
	o.Verified(t)
}

// A notice that took a waiver back for deceit stands while the bills that were issued with it do.
func TestUndoNoticeOfFraud(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	o.Priced(t, 2021)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2021-10-20")
	for _, from := range []civil.Date{{}, d.Signed} {
		e := exittest.Paper
		e.FalseFrom = from
		id, err := o.OpenExit(t.Context(), manager, d.ID, o.StayOf(t, d.ID).Version, 3, e, "虚报用工")
		ok(t, err)
		o.Hear(t, id)
		_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
		ok(t, err)
		n, err := o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "当面")
		ok(t, err)
		if err := o.UndoExit(t.Context(), manager, id, 6, "办错"); n > 0 {
			refused(t, "bills rest on it", err, allocation.ErrUndoDepends)
			continue
		} else {
			ok(t, err)
		}
		if s := o.StayOf(t, d.ID); !s.Stopped.IsZero() || s.State != allocation.TenancyLeaving {
			t.Errorf("the notice is taken back, and the waiver stops on %s", s.Stopped)
		}
		ok(t, o.UndoExit(t.Context(), approver, id, 7, "办错"))
		ok(t, o.CancelExit(t.Context(), manager, id, 8, "换依据"))
	}
	o.Verified(t)
}

// A confirmed round goes back step by step to its draft; a draw text that a run was made with stands.
func TestUndoRound(t *testing.T) {
	o := mendtest.New(t, 3)
	by := o.As(t, allocation.Approver)
	one, two := o.Approved(t, 1, 10), o.Approved(t, 2, 11)
	r := o.Confirmed(t)
	if got := o.UnitStates(t); got != "reserved vacant reserved" {
		t.Fatalf("units %s", got)
	}
	undo := func(to allocation.RoundState) {
		t.Helper()
		now := o.RoundOf(t, r.ID)
		step, err := o.RoundUndo(t.Context(), by, r.ID)
		if err != nil || step.Why != nil || step.Title == "" || len(step.Then) != 1 {
			t.Errorf("%+v %v", step, err)
		}
		ok(t, o.UndoRound(t.Context(), by, r.ID, now.Version, "有误"))
		if now = o.RoundOf(t, r.ID); now.State != to {
			t.Fatalf("%s, want %s", now.State, to)
		}
		o.Verified(t)
	}
	refused(t, "the reviewer", o.UndoRound(t.Context(), o.As(t, allocation.Reviewer), r.ID, r.Version, "有误"), engine.ErrNotAllowed)
	undo(allocation.RoundNoticed)
	if got := o.UnitStates(t); got != "reserved reserved reserved" || o.ApplicationState(t, one) != "approved" || o.ApplicationState(t, two) != "approved" {
		t.Errorf("units %s", got)
	}
	now := o.RoundOf(t, r.ID)
	_, err := o.ConfirmRound(t.Context(), by, r.ID, now.Version, now.Run, o.Remarks(t, r.ID))
	ok(t, err)
	awards, err := o.Awards(t.Context(), by, r.ID)
	if err != nil || len(awards) != 4 {
		t.Fatalf("%d awards, %v", len(awards), err)
	}
	o.Verified(t)
	w := awards[0]
	for _, x := range awards {
		if x.State == allocation.AwardOffered {
			w = x
		}
	}
	id, err := o.SignContract(t.Context(), o.As(t, allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day})
	ok(t, err)
	refused(t, "signed", o.UndoRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "有误"), allocation.ErrUndoDepends)
	ok(t, o.UndoTenancy(t.Context(), by, id, o.StayOf(t, id).Version, "签错"))
	undo(allocation.RoundNoticed)
	undo(allocation.RoundComputed)
	now = o.RoundOf(t, r.ID)
	_, err = o.ComputeRound(t.Context(), by, r.ID, now.Version, nil)
	ok(t, err)
	undo(allocation.RoundComputed) // the first run stands again
	undo(allocation.RoundDrawn)
	if now = o.RoundOf(t, r.ID); now.Run != 0 || now.Runs != 0 {
		t.Errorf("run %d of %d", now.Run, now.Runs)
	}
	refused(t, "computed with this draw", o.UndoRound(t.Context(), by, r.ID, now.Version, "换一个"), allocation.ErrUndoDepends)
	_, err = o.ComputeRound(t.Context(), by, r.ID, now.Version, nil)
	ok(t, err)
	now = o.RoundOf(t, r.ID)
	o.Cancelled(t, r.ID, "不办了")
	refused(t, "cancelled", o.UndoRound(t.Context(), by, r.ID, now.Version+2, "再办"), allocation.ErrUndoNever)
}

// What the keys ended begins again with them; a void signing leaves no benefit in force (五(一)).
func TestUndoAndBenefits(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	before := o.BenefitsText(t, d.ID)
	o.Clock.Day = o.Clock.Day.AddDays(3)
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 4, exittest.Paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.Clock.Day, "当面")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.Clock.Day, staytest.Back(o.StayOf(t, d.ID))))
	if o.BenefitsText(t, d.ID) == before {
		t.Error("the keys end no benefit")
	}
	for range 3 {
		by := manager
		if o.ExitOf(t, id).State == leave.ExitApproved {
			by = approver
		}
		ok(t, o.UndoExit(t.Context(), by, id, o.ExitOf(t, id).Version, "办错"))
	}
	if got := o.BenefitsText(t, d.ID); got != before {
		t.Errorf("benefits %s, want %s", got, before)
	}
	ok(t, o.CancelExit(t.Context(), manager, id, o.ExitOf(t, id).Version, "不退了"))
	for range 3 {
		ok(t, o.UndoTenancy(t.Context(), manager, d.ID, o.StayOf(t, d.ID).Version, "签错"))
	}
	live, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT count(*) FROM benefit WHERE tenancy_id = $1 AND state <> 'ended'`, d.ID)
	if err != nil || live != 0 {
		t.Errorf("%d benefits in force, %v", live, err)
	}
	o.Verified(t)
}
