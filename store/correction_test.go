package store_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/stay"
)

func tenancyAsk(id int64, field, value string) mend.CorrectionAsk {
	return mend.CorrectionAsk{Noun: "tenancy", ID: id, Part: "tenancy", Field: field, Row: id, Value: value, Reason: "录入错误", Document: "合同原件"}
}

func proposed(t testing.TB, o testOffice, by engine.Actor, ask mend.CorrectionAsk) int64 {
	t.Helper()
	id, _, err := o.ProposeCorrection(t.Context(), by, ask)
	if err != nil {
		t.Fatalf("%s.%s = %q: %v", ask.Part, ask.Field, ask.Value, err)
	}
	return id
}

func correctionOf(t testing.TB, o testOffice, id int64) mend.CorrectionItem {
	t.Helper()
	c, err := o.Correction(t.Context(), o.as(t, allocation.Auditor), id)
	ok(t, err)
	return c
}

// mended proposes as the manager and confirms as the approver.
func mended(t testing.TB, o testOffice, ask mend.CorrectionAsk) mend.CorrectionItem {
	t.Helper()
	id := proposed(t, o, o.as(t, allocation.Manager), ask)
	_, err := o.ConfirmCorrection(t.Context(), o.as(t, allocation.Approver), id, 1, "属实")
	if err != nil {
		t.Fatalf("%s.%s = %q: %v", ask.Part, ask.Field, ask.Value, err)
	}
	return correctionOf(t, o, id)
}

func TestCorrectedSigning(t *testing.T) {
	o := stayOffice(t, 2)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), manager, price(charge.FeeRent, 2021, 2000), ""))
	ok(t, o.SetPrice(t.Context(), manager, price(charge.FeeRent, 2024, 2000), ""))
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	o.clock.day = onDay("2021-03-25")
	ask := tenancyAsk(d.ID, "signed_day", "2021-03-22")
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	effects, err := o.PreviewCorrection(t.Context(), manager, ask)
	ok(t, err)
	texts := fmt.Sprint(effects)
	for _, want := range []string{"第 1 期合同 2021-03-15 至 2024-03-14 2021-03-22 至 2024-03-21", "半价自 2024-03-15 2024-03-22", "六年应缴", "六年减免"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the preview says %s, not %s", texts, want)
		}
	}
	if strings.Contains(texts, "账单") {
		t.Errorf("no bill has been issued, and the preview says %s", texts)
	}
	if got := count(t, o.Read, `SELECT max(seq) FROM log`); got != head || stayOf(t, o, d.ID).Signed != onDay("2021-03-15") {
		t.Error("the preview wrote")
	}
	id, number, err := o.ProposeCorrection(t.Context(), manager, ask)
	ok(t, err)
	if number != "GZ-JS-2021-0001" || stayOf(t, o, d.ID).Signed != onDay("2021-03-15") {
		t.Errorf("%s, or the proposal changed the record", number)
	}
	_, _, err = o.ProposeCorrection(t.Context(), approver, tenancyAsk(d.ID, "signed_day", "2021-03-21"))
	refused(t, "two proposals for a field", err, mend.ErrCorrectionOpen)
	_, err = o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	refused(t, "the manager decides on money", err, amend.ErrCorrectionRole)
	_, err = o.ConfirmCorrection(t.Context(), o.as(t, allocation.Intake), id, 1, "")
	refused(t, "the counter confirms", err, engine.ErrNotAllowed)
	again, err := o.CorrectionEffects(t.Context(), approver, id)
	if err != nil || !slices.Equal(again, effects) {
		t.Errorf("%v %v", again, err)
	}
	warned, err := o.ConfirmCorrection(t.Context(), approver, id, 1, "与合同原件一致")
	ok(t, err)
	now := stayOf(t, o, d.ID)
	if warned || now.Signed != onDay("2021-03-22") || now.Clock != now.Signed || now.Number != d.Number || now.Version != d.Version+1 ||
		now.Contract.LastDay() != onDay("2024-03-21") || now.Contract.Number != d.Contract.Number || now.Contract.Signed != now.Signed ||
		now.Holdings[0].From != now.Signed || now.Promised.Day != now.Signed {
		t.Errorf("%+v", now.TenancyRow)
	}
	if c := correctionOf(t, o, id); c.State != amend.CorrectionApplied || c.ProposedName == "" || c.DecidedName == "" || c.SameHands ||
		c.Old != "2021-03-15" || c.New != "2021-03-22" || c.Decided != o.clock.day {
		t.Errorf("%+v", c)
	}
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 2, "")
	refused(t, "twice", err, amend.ErrCorrectionMove)
	records := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3}}
	_, err = o.HandOver(t.Context(), manager, d.ID, d.Version, o.clock.day, records)
	refused(t, "a form that was opened before", err, engine.ErrStale)
	list, err := o.CorrectionsOf(t.Context(), manager, "tenancy", d.ID)
	if err != nil || len(list) != 1 || list[0].Number != number {
		t.Errorf("%+v %v", list, err)
	}
	verified(t, o)
}

// settledIn is a stay of one unit that opened: signed on 15, keys on 18, opening on 20 March 2021.
func settledIn(t testing.TB, o testOffice) stay.TenancyDetail {
	t.Helper()
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	o.clock.day = onDay("2021-03-18")
	d = handed(t, o, d)
	o.clock.day = onDay("2021-03-20")
	_, err := o.OpenBusiness(t.Context(), o.as(t, allocation.Manager), d.ID, d.Version, o.clock.day)
	ok(t, err)
	return stayOf(t, o, d.ID)
}

// TestCorrectionNeedsASecondPerson: strict asks for one, warn lets one person do both and says so.
func TestCorrectionNeedsASecondPerson(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := settledIn(t, o)
	id := proposed(t, o, manager, tenancyAsk(d.ID, "handed_day", "2021-03-17"))
	_, err := o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	refused(t, "one person", err, allocation.ErrSamePerson)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 2, "")
	refused(t, "an old page", err, engine.ErrStale)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "属实")
	ok(t, err)
	d = stayOf(t, o, d.ID)
	if d.Handed != onDay("2021-03-17") || d.OpenBy != onDay("2021-06-17") || d.Out[0].Day != d.Handed || d.Readings[0].Day != d.Handed || len(d.Readings) != 1 {
		t.Errorf("%+v %+v", d.Tenancy, d.Readings)
	}
	p := basis.NewParameters{District: "尖山区", Effective: o.clock.day, Author: "甲", Approver: "乙", Note: "试行", Parameters: allocation.DefaultParameters()}
	p.Separation = allocation.SeparationWarn
	_, err = o.AddParameters(t.Context(), o.as(t, allocation.Admin), p)
	ok(t, err)
	id = proposed(t, o, manager, tenancyAsk(d.ID, "opened_day", "2021-03-19"))
	warned, err := o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	if err != nil || !warned || !correctionOf(t, o, id).SameHands || stayOf(t, o, d.ID).Opened != onDay("2021-03-19") {
		t.Errorf("warn: %v %v", warned, err)
	}
	reason, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil || !strings.Contains(reason, basis.TextSameHands) {
		t.Errorf("the log does not tell: %q %v", reason, err)
	}
	verified(t, o)
}

func TestCorrectionRefusedWithdrawnStale(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := settledIn(t, o)
	id := proposed(t, o, manager, tenancyAsk(d.ID, "opened_day", "2021-03-19"))
	ok(t, o.RefuseCorrection(t.Context(), approver, id, 1, "照片为 20 日"))
	id = proposed(t, o, manager, tenancyAsk(d.ID, "opened_day", "2021-03-19")) // may be proposed again
	other := o.asOf(t, allocation.Manager, "")
	refused(t, "someone else withdraws", o.WithdrawCorrection(t.Context(), other, id, 1, "x"), amend.ErrCorrectionOther)
	ok(t, o.WithdrawCorrection(t.Context(), manager, id, 1, "填错"))
	refused(t, "twice", o.WithdrawCorrection(t.Context(), manager, id, 2, "x"), amend.ErrCorrectionMove)
	if d = stayOf(t, o, d.ID); d.Opened != onDay("2021-03-20") {
		t.Errorf("opened %s", d.Opened)
	}

	u := o.unit(t, "JS-NSQ-01-1-01")
	area, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT id FROM unit_area WHERE unit_id = $1`, u.ID)
	ok(t, err)
	ask := mend.CorrectionAsk{Noun: "unit", ID: u.ID, Part: "unit_area", Field: "area_dm2", Row: area, Value: "101.5", Reason: "图纸", Document: "测绘报告"}
	id = proposed(t, o, manager, ask)
	first, err := engine.One(t.Context(), o.Read, engine.ScanOne[civil.Date], `SELECT from_day FROM unit_area WHERE id = $1`, area)
	ok(t, err)
	ok(t, o.MeasureUnit(t.Context(), manager, u.ID, u.Version, 10_200, first, "重测")) // the same entry, meanwhile
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "")
	refused(t, "changed meanwhile", err, amend.ErrCorrectionStale)
	if err == nil || !strings.Contains(err.Error(), "100.00 ㎡") || !strings.Contains(err.Error(), "102.00 ㎡") {
		t.Errorf("both values are not said: %v", err)
	}
	ok(t, o.WithdrawCorrection(t.Context(), approver, id, 1, "重提"))
	ask.Value = "101.50"
	mended(t, o, ask)
	if u = o.unit(t, u.Number); u.Area != 10_150 {
		t.Errorf("area %s", u.Area)
	}
	mended(t, o, mend.CorrectionAsk{Noun: "unit", ID: u.ID, Part: "unit", Field: "tags", Row: u.ID, Value: "转角 燃气", Reason: "漏登"})
	if u = o.unit(t, u.Number); !slices.Equal(u.Tags, []string{"转角", "燃气"}) {
		t.Errorf("%v", u.Tags)
	}
	_, _, err = o.ProposeCorrection(t.Context(), o.asOf(t, allocation.Manager, "岭东区"), ask)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	for filter, want := range map[string]int{"": 5, "状态:已更正": 2, "状态:未同意": 1, "状态:已撤回": 2, "状态:待复核": 0, "对象:房源": 3, "GZ-JS-2021-0002": 1, "wm": 2, "理由:图纸": 2} {
		if p, err := o.Corrections(t.Context(), approver, engine.ListQuery{Filter: filter}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range mend.CorrectionOrders {
		if _, err := o.Corrections(t.Context(), approver, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 2}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	verified(t, o)
}

// TestReversedReadingIsEnteredAgain: the wrong reading stays, does not count, and its day takes the right one.
func TestReversedReadingIsEnteredAgain(t *testing.T) {
	o := stayOffice(t, 1)
	manager := o.as(t, allocation.Manager)
	d := settledIn(t, o)
	unit := d.Holdings[0].UnitID
	o.clock.day = onDay("2021-06-15")
	ok(t, o.RecordReading(t.Context(), manager, d.ID, unit, onDay("2021-05-15"), 90_500, ""))
	refused(t, "lower", o.RecordReading(t.Context(), manager, d.ID, unit, o.clock.day, 42_000, ""), stay.ErrReadingLower)
	d = stayOf(t, o, d.ID)
	mended(t, o, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Part: "reading", Field: "reversed", Row: d.Readings[1].ID, Value: "yes", Reason: "抄错", Document: "水表照片"})
	ok(t, o.RecordReading(t.Context(), manager, d.ID, unit, o.clock.day, 42_000, ""))
	ok(t, o.RecordReading(t.Context(), manager, d.ID, unit, onDay("2021-05-15"), 30_500, ""))
	d = stayOf(t, o, d.ID)
	if len(d.Readings) != 4 || d.Readings[1].Counts() || d.Readings[1].Water != 90_500 || d.Readings[1].ReversedReason != "抄错" || !d.Readings[2].Counts() {
		t.Errorf("%+v", d.Readings)
	}
	got := money.WaterOf([]money.Held{{Unit: unit}}, d.Readings)
	if len(got) != 2 || got[0].Litres != 18_500 || got[1].Litres != 11_500 || got[1].To != o.clock.day {
		t.Errorf("%+v", got)
	}
	mended(t, o, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Part: "handover", Field: "water", Row: d.Out[0].ID, Value: "11.5", Reason: "看错", Document: "交接单"})
	d = stayOf(t, o, d.ID)
	if d.Out[0].Water != 11_500 || len(d.Readings) != 5 || d.Readings[0].Counts() || d.Readings[1].Water != 11_500 {
		t.Errorf("%+v", d.Readings)
	}
	verified(t, o)
}

// TestCorrectedExit: the day of a decision by ground 1 moves the stop of the waiver, the day of the keys moves stay, contract
// and hold.
func TestCorrectedExit(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := settledIn(t, o)
	o.clock.day = onDay("2021-05-20")
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 1, paper, "理由")
	ok(t, err)
	o.clock.day = onDay("2021-05-27")
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "当面送达")
	ok(t, err)
	o.clock.day = onDay("2021-06-10")
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, back(d)))
	ask := func(field, value string) mend.CorrectionAsk {
		return mend.CorrectionAsk{Noun: "exit", ID: id, Part: "exit", Field: field, Row: id, Value: value, Reason: "录入错误", Document: "决定书原件"}
	}
	for field, value := range map[string]string{"decided_day": "2021-05-26", "returned_day": "2021-06-08", "document": "双尖监处〔2021〕8 号", "noticed_how": "邮寄"} {
		mended(t, o, ask(field, value))
	}
	x := exitOf(t, o, id)
	d = stayOf(t, o, d.ID)
	if x.Decided != onDay("2021-05-26") || d.Stopped != x.Decided || x.Evidence.Document != "双尖监处〔2021〕8 号" || x.NoticedHow != "邮寄" || x.Version != 8 {
		t.Errorf("%+v, stopped %s", x.Exit, d.Stopped)
	}
	if d.Ended != onDay("2021-06-08") || d.Contract.Ended != d.Ended || d.Holdings[0].To != d.Ended || d.Back[0].Day != d.Ended ||
		d.Readings[len(d.Readings)-1].Day != d.Ended || d.Units != "JS-NSQ-01-1-01" {
		t.Errorf("%+v", d.TenancyRow)
	}
	_, err = o.PreviewCorrection(t.Context(), manager, ask("noticed_day", "2021-06-09"))
	refused(t, "notice after the keys", err, amend.ErrCorrectionOrder)
	if list, err := o.CorrectionsOf(t.Context(), manager, "tenancy", d.ID); err != nil || len(list) != 4 {
		t.Errorf("the stay shows %d corrections of its exit, %v", len(list), err)
	}
	verified(t, o)
}

// TestCorrectionsTouchNothingElse: a random order of corrections, confirmed, refused and withdrawn, writes only the rows that
// it is about: no payment, bill, number or paper is lost, and the log still tells every row.
func TestCorrectionsTouchNothingElse(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := settledIn(t, o)
	ok(t, o.AddMilestone(t.Context(), manager, d.ID, allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处", Number: "1", Day: onDay("2021-03-19")}))
	o.clock.day = onDay("2021-06-15")
	ok(t, o.RecordReading(t.Context(), manager, d.ID, d.Holdings[0].UnitID, onDay("2021-05-15"), 30_500, ""))
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	r := rand.New(rand.NewPCG(7, 1))
	applied := 0
	for range 60 {
		f, err := o.CorrectionForm(t.Context(), manager, "tenancy", d.ID)
		ok(t, err)
		c := f.Choices[r.IntN(len(f.Choices))]
		value := map[amend.CorrectionKind]string{
			amend.CorrectDate: onDay("2021-03-10").AddDays(r.IntN(20)).String(), amend.CorrectYesNo: []string{"yes", "no"}[r.IntN(2)], amend.CorrectMark: "yes",
			amend.CorrectCount: fmt.Sprint(r.IntN(9)), amend.CorrectVolume: fmt.Sprint(r.IntN(40)), amend.CorrectEnergy: fmt.Sprint(r.IntN(40)),
			amend.CorrectText: fmt.Sprint("文字", r.IntN(3)),
		}[c.Field.Kind]
		id, _, err := o.ProposeCorrection(t.Context(), manager, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Part: c.Field.Part, Field: c.Field.Name, Row: c.Row, Value: value, Reason: "试", Document: "件"})
		if err != nil {
			continue
		}
		switch r.IntN(4) {
		case 0:
			ok(t, o.RefuseCorrection(t.Context(), approver, id, 1, "不"))
		case 1:
			ok(t, o.WithdrawCorrection(t.Context(), manager, id, 1, "撤"))
		default:
			_, err := o.ConfirmCorrection(t.Context(), approver, id, 1, "")
			ok(t, err)
			applied++
		}
		m, err := mend.ReadMendable(t.Context(), o.Read, "tenancy", d.ID)
		ok(t, err)
		if faults := m.Faults(o.clock.day); len(faults) > 0 {
			t.Fatalf("impossible: %v", faults)
		}
	}
	if applied < 8 {
		t.Fatalf("only %d corrections took effect", applied)
	}
	may := []string{"application_jobs", "contract", "correction", "handover", "hold", "milestone", "move", "reading", "sequence", "tenancy", "benefit"}
	bodies, err := engine.All(t.Context(), o.Read, engine.ScanOne[[]byte], `SELECT body FROM log WHERE seq > $1`, head)
	ok(t, err)
	for _, body := range bodies {
		var images []engine.Image
		ok(t, json.Unmarshal(body, &images))
		for _, img := range images {
			if !slices.Contains(may, img.Table) || len(img.Gone) > 0 && img.Table != "application_jobs" {
				t.Errorf("a correction wrote %s, deleted %v", img.Table, img.Gone)
			}
		}
	}
	now := stayOf(t, o, d.ID)
	if now.Number != d.Number || now.Contract.Number != d.Contract.Number || len(now.Milestones) != 1 || len(now.Readings) < 2 || len(now.Out) != 1 {
		t.Errorf("%+v", now)
	}
	verified(t, o)
}

func TestTodoCountsProposedCorrections(t *testing.T) {
	o := stayOffice(t, 1)
	d := settledIn(t, o)
	proposed(t, o, o.as(t, allocation.Manager), tenancyAsk(d.ID, "opened_day", "2021-03-19"))
	rows, err := o.Todo(t.Context(), o.as(t, allocation.Approver))
	ok(t, err)
	i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "correction.proposed" })
	if i < 0 || rows[i].Count != 1 || !rows[i].Mine || rows[i].Noun != allocation.NounCorrection {
		t.Fatalf("%+v", rows)
	}
	if p, err := o.Corrections(t.Context(), o.as(t, allocation.Approver), engine.ListQuery{Filter: rows[i].Filter}); err != nil || p.Total != 1 {
		t.Errorf("its list shows %d, %v", p.Total, err)
	}
}

// TestPreviewSaysTheDifference: with bills issued the preview says by how much they are wrong then; the bill that follows asks
// for just that, and what was issued and paid stays. A correction that changes no sum says nothing of bills.
func TestPreviewSaysTheDifference(t *testing.T) {
	o := stayOffice(t, 1)
	manager := o.as(t, allocation.Manager)
	for year := 2021; year <= 2025; year++ {
		priced(t, o, year)
	}
	d := settledIn(t, o)
	o.clock.day = onDay("2024-07-02")
	ids := issue(t, o, money.BillAsk{})
	first, err := o.Bill(t.Context(), manager, ids[0])
	ok(t, err)
	pay(t, o, d.ID, 50000)
	for value, want := range map[string]string{"2021-03-16": "另出差额账单退还 48.39 元", "2021-03-17": "另出差额账单退还 96.77 元"} {
		effects, err := o.PreviewCorrection(t.Context(), manager, tenancyAsk(d.ID, "signed_day", value))
		if texts := fmt.Sprint(effects); err != nil || !strings.Contains(texts, want) {
			t.Errorf("%s: %s %v", value, texts, err)
		}
	}
	effects, err := o.PreviewCorrection(t.Context(), manager, tenancyAsk(d.ID, "opened_day", d.Opened.AddDays(1).String()))
	if err != nil || strings.Contains(fmt.Sprint(effects), "账单") {
		t.Errorf("%v %v", effects, err)
	}
	mended(t, o, tenancyAsk(d.ID, "signed_day", "2021-03-17"))
	before := accountOf(t, o, d.ID)
	more := issue(t, o, money.BillAsk{Tenancy: d.ID, Difference: true})
	if len(more) != 1 {
		t.Fatalf("%d bills follow", len(more))
	}
	b, err := o.Bill(t.Context(), manager, more[0])
	if err != nil || b.Kind != charge.BillDifference || b.Total.Payable != -9677 {
		t.Errorf("%+v %v", b.BillRow, err)
	}
	again, err := o.Bill(t.Context(), manager, ids[0])
	if err != nil || !slices.Equal(again.Lines, first.Lines) {
		t.Errorf("the issued bill changed: %v", err)
	}
	effects, err = o.PreviewCorrection(t.Context(), manager, tenancyAsk(d.ID, "signed_day", "2021-03-15"))
	if texts := fmt.Sprint(effects); err != nil || !strings.Contains(texts, "另出差额账单补收 96.77 元") {
		t.Errorf("back: %s %v", texts, err)
	}
	if after := accountOf(t, o, d.ID); after.Open != before.Open-9677 || len(after.Paid()) != 1 || after.Paid()[0].Amount != 50000 {
		t.Errorf("%+v", after)
	}
	verified(t, o)
}
