package mend_test

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
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/engine/image"
	"penggai/store/exit/exittest"
	"penggai/store/mend"
	"penggai/store/mend/mendtest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

func TestCorrectedSigning(t *testing.T) {
	o := mendtest.New(t, 2)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), manager, moneytest.Price(charge.FeeRent, 2021, 2000), ""))
	ok(t, o.SetPrice(t.Context(), manager, moneytest.Price(charge.FeeRent, 2024, 2000), ""))
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-03-25")
	ask := mendtest.TenancyAsk(d.ID, "signed_day", "2021-03-22")
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	preview, err := o.PreviewCorrection(t.Context(), manager, ask)
	ok(t, err)
	texts := fmt.Sprint(preview.Effects)
	for _, want := range []string{"第 1 期合同 2021-03-15 至 2024-03-14 2021-03-22 至 2024-03-21", "半价自 2024-03-15 2024-03-22", "六年应缴", "六年减免"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the preview says %s, not %s", texts, want)
		}
	}
	if strings.Contains(texts, "账单") {
		t.Errorf("no bill has been issued, and the preview says %s", texts)
	}
	if got := count(t, o.Read, `SELECT max(seq) FROM log`); got != head || o.StayOf(t, d.ID).Signed != enginetest.Day("2021-03-15") {
		t.Error("the preview wrote")
	}
	id, number, err := o.ProposeCorrection(t.Context(), manager, ask)
	ok(t, err)
	if number != "GZ-JS-2021-0001" || o.StayOf(t, d.ID).Signed != enginetest.Day("2021-03-15") {
		t.Errorf("%s, or the proposal changed the record", number)
	}
	_, _, err = o.ProposeCorrection(t.Context(), approver, mendtest.TenancyAsk(d.ID, "signed_day", "2021-03-21"))
	refused(t, "two proposals for a field", err, mend.ErrCorrectionOpen)
	_, err = o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	refused(t, "the manager decides on money", err, amend.ErrCorrectionRole)
	_, err = o.ConfirmCorrection(t.Context(), o.As(t, allocation.Intake), id, 1, "")
	refused(t, "the counter confirms", err, engine.ErrNotAllowed)
	again, err := o.CorrectionPage(t.Context(), approver, id)
	if err != nil || !slices.Equal(again.Effects, preview.Effects) {
		t.Errorf("%+v %v", again, err)
	}
	warned, err := o.ConfirmCorrection(t.Context(), approver, id, 1, "与合同原件一致")
	ok(t, err)
	now := o.StayOf(t, d.ID)
	if warned || now.Signed != enginetest.Day("2021-03-22") || now.Clock != now.Signed || now.Number != d.Number || now.Version != d.Version+1 ||
		now.Contract.LastDay() != enginetest.Day("2024-03-21") || now.Contract.Number != d.Contract.Number || now.Contract.Signed != now.Signed ||
		now.Holdings[0].From != now.Signed || now.Promised.Day != now.Signed {
		t.Errorf("%+v", now.TenancyRow)
	}
	if c := o.CorrectionOf(t, id); c.State != amend.CorrectionApplied || c.ProposedName == "" || c.DecidedName == "" || c.SameHands ||
		len(c.Changes) != 1 || c.Changes[0].Old != "2021-03-15" || c.Changes[0].New != "2021-03-22" || c.Decided != o.Clock.Day {
		t.Errorf("%+v", c)
	}
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 2, "")
	refused(t, "twice", err, amend.ErrCorrectionMove)
	records := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3}}
	_, err = o.HandOver(t.Context(), manager, d.ID, d.Version, o.Clock.Day, records)
	refused(t, "a form that was opened before", err, engine.ErrStale)
	list, err := o.CorrectionsOf(t.Context(), manager, "tenancy", d.ID)
	if err != nil || len(list) != 1 || list[0].Number != number {
		t.Errorf("%+v %v", list, err)
	}
	o.Verified(t)
}

// TestCorrectedJobsShowTheirArea: who confirms other jobs in a contract reads what they carry by the district's rule (四(三)).
func TestCorrectedJobsShowTheirArea(t *testing.T) {
	o := mendtest.New(t, 1)
	d := o.SettledIn(t)
	ask := mendtest.TenancyAsk(d.ID, "jobs_full", "3")
	ask.Document = "合同原件"
	p, err := o.PreviewCorrection(t.Context(), o.As(t, allocation.Manager), ask)
	ok(t, err)
	for _, title := range []string{say.WeightedJobs, "应得面积"} {
		if i := slices.IndexFunc(p.Effects, func(e amend.CorrectionEffect) bool { return e.Title == title }); i < 0 || p.Effects[i].Old == p.Effects[i].New {
			t.Errorf("%s: %+v", title, p.Effects)
		}
	}
}

// TestCorrectionNeedsASecondPerson: strict asks for one, warn lets one person do both and says so.
// TestLifeOfARecord: the log of a stay holds what was done with its corrections too, and nothing of another stay.
func TestLifeOfARecord(t *testing.T) {
	o := mendtest.New(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.SettledIn(t)
	o.Proposed(t, manager, mendtest.TenancyAsk(d.ID, "handed_day", "2021-03-17"))
	life, err := o.LogList(t.Context(), engine.Console(), engine.ListQuery{Filter: engine.RecordFilter("tenancy", d.ID), Limit: 100})
	ok(t, err)
	seen := map[string]bool{}
	for _, e := range life.Rows {
		seen[e.Noun] = true
	}
	if !seen["tenancy"] || !seen["correction"] || seen["round"] {
		t.Errorf("%v", seen)
	}
	for _, other := range []string{engine.RecordFilter("tenancy", d.ID+1000), engine.RecordFilter("nobody", d.ID), engine.TextFieldRecord + ":x"} {
		if page, err := o.LogList(t.Context(), engine.Console(), engine.ListQuery{Filter: other, Limit: 100}); err != nil || page.Total != 0 {
			t.Errorf("%s: %d entries, %v", other, page.Total, err)
		}
	}
}

func TestCorrectionNeedsASecondPerson(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.SettledIn(t)
	keys := func(n string) mend.CorrectionAsk {
		ask := mendtest.TenancyAsk(d.ID, "", n)
		ask.Wants[0].Part, ask.Wants[0].Field, ask.Wants[0].Row = "handover", "keys", d.Out[0].ID
		return ask
	}
	id := o.Proposed(t, manager, keys("5"))
	_, err := o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	refused(t, "one person", err, allocation.ErrSamePerson)
	if page, perr := o.CorrectionPage(t.Context(), manager, id); perr != nil || len(page.Others) == 0 || !strings.Contains(err.Error(), "可由"+page.Others[0]) ||
		!slices.Contains(page.Others, approver.Display+"（分管领导）") || slices.Contains(page.Others, manager.Display+"（管理员）") {
		t.Errorf("who may instead: %q %v %v", page.Others, perr, err)
	}
	id = o.Proposed(t, manager, mendtest.TenancyAsk(d.ID, "handed_day", "2021-03-17"))
	_, err = o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	refused(t, "a day of the waiver by the clerk", err, amend.ErrCorrectionRole)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 2, "")
	refused(t, "an old page", err, engine.ErrStale)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "属实")
	ok(t, err)
	d = o.StayOf(t, d.ID)
	if d.Handed != enginetest.Day("2021-03-17") || d.OpenBy != enginetest.Day("2021-06-17") || d.Out[0].Day != d.Handed || d.Readings[0].Day != d.Handed || len(d.Readings) != 1 {
		t.Errorf("%+v %+v", d.Tenancy, d.Readings)
	}
	p := basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "试行", Parameters: allocation.DefaultParameters()}
	p.Separation = allocation.SeparationWarn
	_, err = o.AddParameters(t.Context(), o.As(t, allocation.Admin), p)
	ok(t, err)
	d = o.StayOf(t, d.ID)
	id = o.Proposed(t, manager, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Reason: "录入错误", Wants: []amend.CorrectionWant{
		{Part: "handover", Field: "remark", Row: d.Out[0].ID, Value: "另有门禁卡"},
	}})
	warned, err := o.ConfirmCorrection(t.Context(), manager, id, 1, "")
	if err != nil || !warned || !o.CorrectionOf(t, id).SameHands || o.StayOf(t, d.ID).Out[0].Remark != "另有门禁卡" {
		t.Errorf("warn: %v %v", warned, err)
	}
	reason, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil || !strings.Contains(reason, "同一人办理") {
		t.Errorf("the log does not tell: %q %v", reason, err)
	}
	o.Verified(t)
}

func TestCorrectionRefusedWithdrawnStale(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.SettledIn(t)
	id := o.Proposed(t, manager, mendtest.TenancyAsk(d.ID, "opened_day", "2021-03-19"))
	ok(t, o.RefuseCorrection(t.Context(), approver, id, 1, "照片为 20 日"))
	id = o.Proposed(t, manager, mendtest.TenancyAsk(d.ID, "opened_day", "2021-03-19")) // may be proposed again
	other := o.AsOf(t, allocation.Manager, "")
	refused(t, "someone else withdraws", o.WithdrawCorrection(t.Context(), other, id, 1, "x"), amend.ErrCorrectionOther)
	ok(t, o.WithdrawCorrection(t.Context(), manager, id, 1, "填错"))
	refused(t, "twice", o.WithdrawCorrection(t.Context(), manager, id, 2, "x"), amend.ErrCorrectionMove)
	if d = o.StayOf(t, d.ID); d.Opened != enginetest.Day("2021-03-20") {
		t.Errorf("opened %s", d.Opened)
	}

	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	area, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT id FROM unit_area WHERE unit_id = $1`, u.ID)
	ok(t, err)
	ask := mend.CorrectionAsk{Noun: "unit", ID: u.ID, Wants: []amend.CorrectionWant{{Part: "unit_area", Field: "area_dm2", Row: area, Value: "101.5"}}, Reason: "图纸", Document: "测绘报告"}
	id = o.Proposed(t, manager, ask)
	first, err := engine.One(t.Context(), o.Read, engine.ScanOne[civil.Date], `SELECT from_day FROM unit_area WHERE id = $1`, area)
	ok(t, err)
	ok(t, o.MeasureUnit(t.Context(), manager, u.ID, u.Version, 10_200, first, "重测")) // the same entry, meanwhile
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "")
	refused(t, "changed meanwhile", err, amend.ErrCorrectionStale)
	if err == nil || !strings.Contains(err.Error(), "100.00 ㎡") || !strings.Contains(err.Error(), "102.00 ㎡") {
		t.Errorf("both values are not said: %v", err)
	}
	ok(t, o.WithdrawCorrection(t.Context(), approver, id, 1, "重提"))
	ask.Wants[0].Value = "101.50"
	o.Mended(t, ask)
	if u = o.UnitOf(t, u.Number); u.Area != 10_150 {
		t.Errorf("area %s", u.Area)
	}
	o.Mended(t, mend.CorrectionAsk{Noun: "unit", ID: u.ID, Wants: []amend.CorrectionWant{{Part: "unit", Field: "tags", Row: u.ID, Value: "转角 燃气"}}, Reason: "漏登"})
	if u = o.UnitOf(t, u.Number); !slices.Equal(u.Tags, []string{"转角", "燃气"}) {
		t.Errorf("%v", u.Tags)
	}
	_, _, err = o.ProposeCorrection(t.Context(), o.AsOf(t, allocation.Manager, "岭东区"), ask)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	for filter, want := range map[string]int{"": 5, "状态:已更正": 2, "状态:未同意": 1, "状态:已撤回": 2, "状态:待复核": 0, "对象:房源": 3, "GZ-JS-2021-0002": 1, "wm": 2, "理由:图纸": 2} {
		if p, err := o.Corrections(t.Context(), approver, engine.ListQuery{Filter: filter}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range mend.CorrectionNoun.Sorts {
		if _, err := o.Corrections(t.Context(), approver, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 2}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	o.Verified(t)
}

// TestReversedReadingIsEnteredAgain: the wrong reading stays, does not count, and its day takes the right one.
func TestReversedReadingIsEnteredAgain(t *testing.T) {
	o := mendtest.New(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.SettledIn(t)
	unit := d.Holdings[0].UnitID
	o.Clock.Day = enginetest.Day("2021-06-15")
	ok(t, o.RecordReading(t.Context(), manager, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-05-15"), Water: 90_500}))
	refused(t, "lower", o.RecordReading(t.Context(), manager, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 42_000}), charge.ErrReadingLower)
	d = o.StayOf(t, d.ID)
	o.Mended(t, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Wants: []amend.CorrectionWant{{Part: "reading", Field: "reversed", Row: d.Readings[1].ID, Value: "yes"}}, Reason: "抄错", Document: "水表照片"})
	ok(t, o.RecordReading(t.Context(), manager, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 42_000}))
	ok(t, o.RecordReading(t.Context(), manager, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-05-15"), Water: 30_500}))
	d = o.StayOf(t, d.ID)
	if len(d.Readings) != 4 || d.Readings[1].Counts() || d.Readings[1].Water != 90_500 || d.Readings[1].ReversedReason != "抄错" || !d.Readings[2].Counts() {
		t.Errorf("%+v", d.Readings)
	}
	got := money.WaterOf([]money.Held{{Unit: unit}}, d.Readings)
	if len(got) != 2 || got[0].Litres != 18_500 || got[1].Litres != 11_500 || got[1].To != o.Clock.Day {
		t.Errorf("%+v", got)
	}
	o.Mended(t, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Wants: []amend.CorrectionWant{{Part: "handover", Field: "water", Row: d.Out[0].ID, Value: "11.5"}}, Reason: "看错", Document: "交接单"})
	d = o.StayOf(t, d.ID)
	if d.Out[0].Water != 11_500 || len(d.Readings) != 5 || d.Readings[0].Counts() || d.Readings[1].Water != 11_500 {
		t.Errorf("%+v", d.Readings)
	}
	o.Verified(t)
}

// TestCorrectedExit: the day on which a decision by ground 3 was served moves the stop of the waiver, the day of the keys moves stay, contract
// and hold.
func TestCorrectedExit(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.SettledIn(t)
	o.Clock.Day = enginetest.Day("2021-05-20")
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, exittest.Paper, "理由")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-05-27")
	o.Hear(t, id)
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "当面送达")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-06-10")
	ok(t, o.ReturnExit(t.Context(), manager, id, 6, o.Clock.Day, staytest.Back(d)))
	ask := func(field, value string) mend.CorrectionAsk {
		return mend.CorrectionAsk{Noun: "exit", ID: id, Wants: []amend.CorrectionWant{{Part: "exit", Field: field, Row: id, Value: value}}, Reason: "录入错误", Document: "决定书原件"}
	}
	hearing := ask("told_day", "2021-05-21")
	for _, w := range [][2]string{{"answered_day", "2021-05-24"}, {"answer", "没有转租"}, {"advised_day", "2021-05-25"}, {"opinion", "程序合法，证据充分"}, {"told_how", "邮寄"}, {"answer_by", "2021-06-30"}} {
		hearing.Wants = append(hearing.Wants, amend.CorrectionWant{Part: "exit", Field: w[0], Row: id, Value: w[1]})
	}
	o.Mended(t, hearing)
	if x := o.ExitOf(t, id); x.Told != enginetest.Day("2021-05-21") || x.Answer != "没有转租" || x.Opinion != "程序合法，证据充分" || x.ToldHow != "邮寄" || x.AnswerBy != enginetest.Day("2021-06-30") {
		t.Errorf("what went before the decision: %+v", x.Hearing)
	}
	for field, value := range map[string]string{"decided_day": "2021-05-26", "noticed_day": "2021-05-29", "returned_day": "2021-06-08", "document": "双尖监处〔2021〕8 号", "noticed_how": "邮寄"} {
		o.Mended(t, ask(field, value))
	}
	x := o.ExitOf(t, id)
	d = o.StayOf(t, d.ID)
	if x.Decided != enginetest.Day("2021-05-26") || d.Stopped != x.Noticed || x.Noticed != enginetest.Day("2021-05-29") || x.Evidence.Document != "双尖监处〔2021〕8 号" || x.NoticedHow != "邮寄" || x.Version != 13 {
		t.Errorf("%+v, stopped %s", x.Exit, d.Stopped)
	}
	if d.Ended != enginetest.Day("2021-06-08") || d.Contract.Ended != d.Ended || d.Holdings[0].To != d.Ended || d.Back[0].Day != d.Ended ||
		d.Readings[len(d.Readings)-1].Day != d.Ended || d.Units != "JS-NSQ-01-1-01" {
		t.Errorf("%+v", d.TenancyRow)
	}
	_, err = o.PreviewCorrection(t.Context(), manager, ask("noticed_day", "2021-06-09"))
	refused(t, "notice after the keys", err, amend.ErrCorrectionOrder)
	if list, err := o.CorrectionsOf(t.Context(), manager, "tenancy", d.ID); err != nil || len(list) != 6 {
		t.Errorf("the stay shows %d corrections of its exit, %v", len(list), err)
	}
	o.Verified(t)
}

// TestCorrectionsTouchNothingElse: a random order of corrections, confirmed, refused and withdrawn, writes only the rows that
// it is about: no payment, bill, number or paper is lost, and the log still tells every row.
func TestCorrectionsTouchNothingElse(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.SettledIn(t)
	ok(t, o.AddMilestone(t.Context(), manager, d.ID, allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处", Number: "1", Day: enginetest.Day("2021-03-19")}))
	o.Clock.Day = enginetest.Day("2021-06-15")
	ok(t, o.RecordReading(t.Context(), manager, stay.ReadingInput{Tenancy: d.ID, Unit: d.Holdings[0].UnitID, Day: enginetest.Day("2021-05-15"), Water: 30_500}))
	head := count(t, o.Read, `SELECT max(seq) FROM log`)
	r := rand.New(rand.NewPCG(7, 1))
	applied := 0
	for range 60 {
		f, err := o.CorrectionForm(t.Context(), manager, "tenancy", d.ID)
		ok(t, err)
		c := f.Choices[r.IntN(len(f.Choices))]
		value := map[amend.CorrectionKind]string{
			amend.CorrectDate: enginetest.Day("2021-03-10").AddDays(r.IntN(20)).String(), amend.CorrectYesNo: []string{"yes", "no"}[r.IntN(2)], amend.CorrectMark: "yes",
			amend.CorrectCount: fmt.Sprint(r.IntN(9)), amend.CorrectVolume: fmt.Sprint(r.IntN(40)), amend.CorrectEnergy: fmt.Sprint(r.IntN(40)),
			amend.CorrectText: fmt.Sprint("文字", r.IntN(3)),
		}[c.Field.Kind]
		id, _, err := o.ProposeCorrection(t.Context(), manager, mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Wants: []amend.CorrectionWant{{Part: c.Field.Part, Field: c.Field.Name, Row: c.Row, Value: value}}, Reason: "试", Document: "件"})
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
		m, err := mend.ReadMendable(t.Context(), o.Read, o.Clock.Day, "tenancy", d.ID)
		ok(t, err)
		if faults := m.Faults(o.Clock.Day); len(faults) > 0 {
			t.Fatalf("impossible: %v", faults)
		}
	}
	if applied < 8 {
		t.Fatalf("only %d corrections took effect", applied)
	}
	may := []string{"application_jobs", "contract", "correction", "correction_change", "handover", "hold", "milestone", "move", "reading", "sequence", "tenancy", "benefit"}
	bodies, err := engine.All(t.Context(), o.Read, engine.ScanOne[[]byte], `SELECT body FROM log WHERE seq > $1`, head)
	ok(t, err)
	for _, body := range bodies {
		var images []image.Image
		ok(t, json.Unmarshal(body, &images))
		for _, img := range images {
			if !slices.Contains(may, img.Table) || len(img.Gone) > 0 && img.Table != "application_jobs" {
				t.Errorf("a correction wrote %s, deleted %v", img.Table, img.Gone)
			}
		}
	}
	now := o.StayOf(t, d.ID)
	if now.Number != d.Number || now.Contract.Number != d.Contract.Number || len(now.Milestones) != 1 || len(now.Readings) < 2 || len(now.Out) != 1 {
		t.Errorf("%+v", now)
	}
	o.Verified(t)
}

// TestPreviewSaysTheDifference: with bills issued the preview says by how much they are wrong then; the bill that follows asks
// for just that, and what was issued and paid stays. A correction that changes no sum says nothing of bills.
func TestPreviewSaysTheDifference(t *testing.T) {
	o := mendtest.New(t, 1)
	manager := o.As(t, allocation.Manager)
	for year := 2021; year <= 2025; year++ {
		o.Priced(t, year)
	}
	d := o.Renewed(t, o.SettledIn(t))
	o.Clock.Day = enginetest.Day("2024-07-02")
	ids := o.Issue(t, money.BillAsk{})
	first, err := o.Bill(t.Context(), manager, ids[0])
	ok(t, err)
	o.Pay(t, d.ID, 50000)
	for value, want := range map[string]string{"2021-03-16": "另出差额账单退还 48.39 元", "2021-03-17": "另出差额账单退还 96.77 元"} {
		preview, err := o.PreviewCorrection(t.Context(), manager, mendtest.TenancyAsk(d.ID, "signed_day", value))
		if texts := fmt.Sprint(preview.Effects); err != nil || !strings.Contains(texts, want) {
			t.Errorf("%s: %s %v", value, texts, err)
		}
	}
	preview, err := o.PreviewCorrection(t.Context(), manager, mendtest.TenancyAsk(d.ID, "opened_day", d.Opened.AddDays(1).String()))
	if err != nil || strings.Contains(fmt.Sprint(preview.Effects), "账单") {
		t.Errorf("%v %v", preview.Effects, err)
	}
	o.Mended(t, mendtest.TenancyAsk(d.ID, "signed_day", "2021-03-17"))
	before := o.AccountOf(t, d.ID)
	more := o.Issue(t, money.BillAsk{Tenancy: d.ID, Difference: true})
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
	preview, err = o.PreviewCorrection(t.Context(), manager, mendtest.TenancyAsk(d.ID, "signed_day", "2021-03-15"))
	if texts := fmt.Sprint(preview.Effects); err != nil || !strings.Contains(texts, "另出差额账单补收 96.77 元") {
		t.Errorf("back: %s %v", texts, err)
	}
	if after := o.AccountOf(t, d.ID); after.Open != before.Open-9677 || len(after.Paid()) != 1 || after.Paid()[0].Amount != 50000 {
		t.Errorf("%+v", after)
	}
	o.Verified(t)
}

// TestCorrectedGap: a correction that moves days without a contract is the approver's, who says why; what was decided on other days
// falls, so that they are charged in full until it is decided anew, and the bills that rest on other days wait for a difference bill.
func TestCorrectedGap一(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	for year := 2021; year <= 2025; year++ {
		o.Priced(t, year)
	}
	d := o.SettledIn(t)
	o.Clock.Day = enginetest.Day("2024-06-10") // the term ended on 2024-03-14
	o.Passed(t, d.ID)
	o.Clock.Day = enginetest.Day("2024-07-20")
	_, err := o.Renew(t, d.ID)
	ok(t, err)
	d = o.StayOf(t, d.ID)
	ok(t, o.KeepGap(t.Context(), approver, d.ID, d.Version, true, "会议纪要 5 号"))
	o.Issue(t, money.BillAsk{})
	signed := func(value string) mend.CorrectionAsk {
		return mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Reason: "录入错误", Document: "合同原件", Wants: []amend.CorrectionWant{
			{Part: "contract", Field: "signed_day", Row: d.Contract.ID, Value: value},
		}}
	}
	_, err = o.PreviewCorrection(t.Context(), manager, signed("2024-06-09"))
	refused(t, "before the assessment that it rests on", err, amend.ErrCorrectionRests)
	preview, err := o.PreviewCorrection(t.Context(), manager, signed("2024-06-20"))
	if texts := fmt.Sprint(preview.Effects); err != nil || !strings.Contains(texts, "没有合同的日子 2024-03-15 至 2024-07-19 2024-03-15 至 2024-06-19") ||
		!strings.Contains(texts, "保留减免：会议纪要 5 号 按全价") {
		t.Errorf("%s %v", texts, err)
	}
	id := o.Proposed(t, manager, signed("2024-06-20"))
	_, err = o.ConfirmCorrection(t.Context(), manager, id, 1, "属实")
	refused(t, "by the clerk", err, amend.ErrCorrectionRole)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, " ")
	refused(t, "without a word", err, amend.ErrCorrectionGap)
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "合同原件落款 6 月 20 日")
	ok(t, err)
	d = o.StayOf(t, d.ID)
	if d.Contract.GapKept != "" || d.Contract.Signed != enginetest.Day("2024-06-20") {
		t.Errorf("%+v", d.Contract)
	}
	page, err := o.Tenancies(t.Context(), manager, engine.ListQuery{Filter: stay.TextDiffers + ":是"})
	if err != nil || len(page.Rows) != 1 {
		t.Errorf("%d wait for a difference bill: %v", len(page.Rows), err)
	}
	id = o.Proposed(t, manager, mendtest.TenancyAsk(d.ID, "signed_day", "2021-03-16")) // the first signing moves the end of the term
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "")
	refused(t, "the first signing without a word", err, amend.ErrCorrectionGap)
	o.Verified(t)
}

// TestCorrectedTitleOfAUnit: source, usage, certificate and address of a unit are mended together, by one and confirmed by another,
// and found by the list's filter then.
func TestCorrectedTitleOfAUnit(t *testing.T) {
	o := mendtest.New(t, 2)
	reviewer, manager := o.As(t, allocation.Approver), o.As(t, allocation.Manager)
	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	if u.Source != allocation.SourceRenewal {
		t.Errorf("a unit of clause 一 comes from %q", u.Source)
	}
	ask := mend.CorrectionAsk{Noun: "unit", ID: u.ID, Reason: "补登权证", Document: "不动产权证"}
	for field, value := range map[string]string{"source": "沉治", "usage": "商业服务", "certificate": "双房权证 201700123", "address": "平行路 18 号"} {
		ask.Wants = append(ask.Wants, amend.CorrectionWant{Part: "unit", Field: field, Row: u.ID, Value: value})
	}
	slices.SortFunc(ask.Wants, func(a, b amend.CorrectionWant) int { return strings.Compare(a.Field, b.Field) })
	id := o.Proposed(t, manager, ask)
	_, err := o.ConfirmCorrection(t.Context(), reviewer, id, 1, "")
	ok(t, err)
	page, err := o.Units(t.Context(), manager, engine.ListQuery{Filter: "来源:沉治 权证号:00123 坐落:平行路 用途:商业"})
	if err != nil || page.Total != 1 || page.Rows[0].ID != u.ID || page.Rows[0].Source != allocation.SourceSubsidence || page.Rows[0].Usage != "商业服务" {
		t.Errorf("%+v %v", page, err)
	}
	o.Verified(t)
}
