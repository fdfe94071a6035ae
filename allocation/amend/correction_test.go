package amend

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/say"
)

var correctionDay = civil.MustParse("2024-09-30")

func correctionMoment() CorrectionMoment {
	return CorrectionMoment{Today: correctionDay, Calendar: civil.NewCalendar(nil), Reason: "录入错误"}
}

// stayRecord is a stay that was signed on a day, with two terms, two units, papers, records and readings; left says that
// the keys came back by ground 1.
func stayRecord(signed civil.Date, left bool) CorrectionRecord {
	at := correctionMoment()
	t, err := allocation.SignTenancy("尖山区", signed.AddDays(-10), signed, at.Today)
	if err == nil {
		err = t.HandOver(signed.AddDays(5), at.Today, at.Calendar)
	}
	if err == nil {
		err = t.Open(signed.AddDays(60), at.Today)
	}
	if err != nil {
		panic(err)
	}
	t.ID, t.Number = 7, "RZ-JS-2019-0007"
	first := allocation.DrawContract(signed, 1)
	first.ID, first.Number, first.State, first.Signed, first.Ended = 1, "HT-JS-2019-0001", allocation.ContractRenewed, signed, first.To
	second := allocation.DrawContract(signed, 2)
	second.ID, second.Number, second.State, second.Signed = 2, "HT-JS-2022-0002", allocation.ContractRunning, signed.AddMonths(36).AddDays(-9)
	s := &StayRecord{
		Tenancy: t, Awarded: signed.AddDays(-10), Jobs: allocation.JobFigure{Full: 9, Part: 2, Source: t.Number, Day: signed}, Contracts: []allocation.Contract{first, second},
		Holds: []HoldEntry{{ID: 1, UnitID: 3, Unit: "JS-NSQ-01-1-03", From: signed}, {ID: 2, UnitID: 4, Unit: "JS-NSQ-01-1-04", From: signed}},
		Papers: []PaperEntry{
			{ID: 1, Milestone: allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处", Number: "公 1", Day: signed.AddDays(3), Remark: ""}},
			{ID: 2, Milestone: allocation.Milestone{Kind: allocation.MilestoneLicensed, Body: "市场监管局", Number: "照 2", Day: signed.AddDays(-30), Remark: ""}},
		},
	}
	for i, h := range s.Holds {
		c := allocation.Condition{UnitID: h.UnitID, Unit: h.Unit, Keys: 3, Water: 12000, Power: 14000}
		s.Handovers = append(s.Handovers, HandoverEntry{ID: int64(i + 1), Day: t.Handed, Condition: c})
		for n, water := range []allocation.Volume{12000, 30000, 52000} {
			s.Readings = append(s.Readings, ReadingEntry{
				ID: int64(10*i + n + 1), UnitID: h.UnitID, Unit: h.Unit, Day: t.Handed.AddMonths(n), Water: water,
			})
		}
	}
	if left {
		s.leave(signed.AddMonths(40))
	}
	return CorrectionRecord{Noun: CorrectTenancy, Stay: s}
}

// leave ends the stay by ground 3, decided on a day.
func (s *StayRecord) leave(decided civil.Date) {
	at := correctionMoment()
	x := leave.Exit{ID: 5, State: leave.ExitOpened, Ground: 3, Stops: true, Reason: "理由", Evidence: leave.Evidence{Document: "处罚决定书", Body: "市场监管局", Day: decided.AddDays(-8)}, Opened: decided.AddDays(-5)}
	c := &s.Contracts[len(s.Contracts)-1]
	back := decided.AddDays(20)
	for _, err := range []error{
		x.Approve(&s.Tenancy, decided, 1, leave.Approval{Words: "同意", Weighing: leave.Weighing{Heed: leave.HeedNot, Weighed: "没有新的事实"}, Vacate: decided.AddDays(30), File: civil.Deadline{}}), x.Notice(&s.Tenancy, decided.AddDays(2), "当面", at.Today), x.Return(&s.Tenancy, c, back, at.Today),
	} {
		if err != nil {
			panic(err)
		}
	}
	x.Filed, x.FiledNumber, x.FiledBody = back.AddDays(5), "备 1", "市棚改办"
	s.Exits = []leave.Exit{x}
	for i := range s.Holds {
		s.Holds[i].To = back
		c := allocation.Condition{UnitID: s.Holds[i].UnitID, Unit: s.Holds[i].Unit, Keys: 3, Water: 60000}
		s.Handovers = append(s.Handovers, HandoverEntry{ID: int64(i + 10), Back: true, Day: back, Condition: c})
		s.Readings = append(s.Readings, ReadingEntry{ID: int64(i + 30), UnitID: c.UnitID, Unit: c.Unit, Day: back, Water: c.Water})
	}
}

// mend corrects one field and fails the test when it is refused.
func mend(t *testing.T, r CorrectionRecord, part, field string, row int64, value string) CorrectionRecord {
	t.Helper()
	c, _, err := ProposeCorrection(r, []CorrectionWant{{part, field, row, value}}, "录入错误", "合同原件", 1, correctionMoment())
	if err != nil {
		t.Fatalf("%s.%s: %v", part, field, err)
	}
	after, err := c.Apply(r, 2, "属实", correctionMoment())
	if err != nil || c.State != CorrectionApplied {
		t.Fatalf("%s.%s: %v, %s", part, field, err, c.State)
	}
	return after
}

// TestCorrectedSigningRebuildsTheTerms: each term is counted from the new day, clamped from the anchor; payments, numbers and
// papers are none of its business.
func TestCorrectedSigningRebuildsTheTerms(t *testing.T) {
	for _, x := range []struct{ signed, now, half, last string }{
		{"2019-03-15", "2019-03-12", "2022-03-12", "2025-03-11"},
		{"2019-03-03", "2019-02-28", "2022-02-28", "2025-02-27"},
		{"2020-03-04", "2020-02-29", "2023-02-28", "2026-02-27"},
		{"2020-03-04", "2020-03-01", "2023-03-01", "2026-02-28"},
		{"2019-02-02", "2019-01-31", "2022-01-31", "2025-01-30"},
		{"2020-01-02", "2019-12-31", "2022-12-31", "2025-12-30"},
	} {
		was := stayRecord(civil.MustParse(x.signed), false)
		r := mend(t, was, "tenancy", "signed_day", 7, x.now)
		s := r.Stay
		if s.Tenancy.Signed.String() != x.now || s.Tenancy.Clock != s.Tenancy.Signed || s.Tenancy.FreeUntil().String() != x.half {
			t.Errorf("%s: %+v", x.now, s.Tenancy)
		}
		if c := s.Contracts; c[0].Signed != s.Tenancy.Signed || c[0].To.String() != x.half || c[0].Ended != c[0].To || c[1].From.String() != x.half ||
			c[1].LastDay().String() != x.last || c[1].Signed != was.Stay.Contracts[1].Signed || c[1].Number != was.Stay.Contracts[1].Number {
			t.Errorf("%s: %+v", x.now, c)
		}
		if s.Holds[0].From != s.Tenancy.Signed || s.Holds[1].From != s.Tenancy.Signed || s.Jobs.Day != s.Tenancy.Signed {
			t.Errorf("%s: holds %+v", x.now, s.Holds)
		}
		if was.Stay.Tenancy.Signed.String() != x.signed || was.Stay.Contracts[0].Signed.String() != x.signed {
			t.Error("the record before was changed")
		}
	}
}

func TestCorrectionRefusesTheImpossible(t *testing.T) {
	r := stayRecord(civil.MustParse("2019-03-15"), true)
	x := r
	x.Noun, x.Exit = CorrectExit, 5
	for _, c := range []struct {
		r           CorrectionRecord
		part, field string
		row         int64
		value       string
		want        *say.Refusal
	}{
		{r, "tenancy", "signed_day", 7, "2019-03-04", ErrCorrectionOrder}, // before the award
		{r, "tenancy", "signed_day", 7, "2019-03-05", nil},
		{r, "tenancy", "signed_day", 7, "2019-03-18", nil},
		{r, "tenancy", "signed_day", 7, "2019-03-19", ErrCorrectionOrder}, // after the notary
		{r, "tenancy", "signed_day", 7, "2024-10-01", ErrCorrectionFuture},
		{r, "tenancy", "signed_day", 7, "去年", ErrCorrectionDate},
		{r, "tenancy", "signed_day", 7, "2019-03-15", ErrCorrectionSame},
		{r, "tenancy", "signed_day", 8, "2019-03-14", ErrCorrectionField},
		{r, "tenancy", "handed_day", 7, "2019-03-14", ErrCorrectionOrder},
		{r, "tenancy", "handed_day", 7, "2019-03-15", nil},
		{r, "tenancy", "handed_day", 7, "2019-04-20", ErrCorrectionOrder}, // on the day of the next reading
		{r, "tenancy", "opened_day", 7, "2019-03-20", nil},
		{r, "tenancy", "opened_day", 7, "2019-03-19", ErrCorrectionOrder},
		{r, "tenancy", "clock_decision", 7, "区政府决定", ErrCorrectionField}, // no earlier stay
		{r, "milestone", "day", 1, "2019-03-14", ErrCorrectionOrder},
		{r, "milestone", "day", 2, "2010-01-01", nil}, // a licence may be older than the contract
		{r, "milestone", "number", 1, " ", ErrCorrectionEmpty},
		{r, "handover", "keys", 1, "100", allocation.ErrKeys},
		{r, "handover", "water", 1, "31", ErrCorrectionOrder},    // higher than the next reading
		{r, "reading", "reversed", 1, "yes", ErrCorrectionField}, // belongs to the record of the keys
		{r, "reading", "reversed", 2, "yes", nil},
		{x, "exit", "decided_day", 5, "2022-07-06", ErrCorrectionOrder}, // before its evidence
		{x, "exit", "decided_day", 5, "2022-07-07", nil},
		{x, "exit", "decided_day", 5, "2022-07-18", ErrCorrectionOrder}, // after the notice
		{x, "exit", "returned_day", 5, "2022-07-16", ErrCorrectionOrder},
		{x, "exit", "returned_day", 5, "2022-08-10", nil}, // the filing need not follow the keys
	} {
		_, _, err := ProposeCorrection(c.r, []CorrectionWant{{c.part, c.field, c.row, c.value}}, "理由", "文件", 1, correctionMoment())
		if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s.%s = %q: %v, want %v", c.part, c.field, c.value, err, c.want)
		}
	}
	for name, e := range map[string]error{
		"no reason":   second(ProposeCorrection(r, []CorrectionWant{{"tenancy", "handed_day", 7, "2019-03-16"}}, " ", "", 1, correctionMoment())),
		"no document": second(ProposeCorrection(r, []CorrectionWant{{"tenancy", "signed_day", 7, "2019-03-14"}}, "理由", "", 1, correctionMoment())),
	} {
		if !errors.Is(e, ErrCorrectionReason) && !errors.Is(e, ErrCorrectionDocument) {
			t.Errorf("%s: %v", name, e)
		}
	}
}

func second(_ Correction, _ CorrectionRecord, err error) error { return err }

func TestCorrectionsFollowThrough(t *testing.T) {
	r := stayRecord(civil.MustParse("2019-03-15"), false)
	now := mend(t, r, "tenancy", "handed_day", 7, "2019-03-16")
	if s := now.Stay; s.Tenancy.OpenBy.String() != "2019-06-17" || s.Handovers[0].Day.String() != "2019-03-16" || s.Readings[0].Day.String() != "2019-03-16" ||
		s.Readings[1].Day != r.Stay.Readings[1].Day {
		t.Errorf("keys: %+v", s)
	}
	now = mend(t, r, "handover", "water", 1, "11.5")
	if s := now.Stay; s.Handovers[0].Water != 11500 || s.Readings[0].Reversed != correctionDay || len(s.Readings) != 7 || s.Readings[6].Water != 11500 ||
		s.Readings[6].Day != s.Handovers[0].Day {
		t.Errorf("meter: %+v", s.Readings)
	}
	now = mend(t, r, "milestone", "struck", 1, "yes")
	if m := now.Stay.Papers[0]; m.Struck != correctionDay || m.StruckReason != "录入错误" || slices.ContainsFunc(now.Entries(), func(e CorrectionEntry) bool {
		return e.Field.Part == "milestone" && e.Row == 1
	}) {
		t.Errorf("paper: %+v", m)
	}
	r = stayRecord(civil.MustParse("2019-03-15"), true)
	r.Noun, r.Exit = CorrectExit, 5
	now = mend(t, r, "exit", "decided_day", 5, "2022-07-10")
	if now.Stay.Tenancy.Stopped.String() != "2022-07-17" || now.Stay.Exits[0].Decided.String() != "2022-07-10" {
		t.Errorf("decision: %+v", now.Stay.Tenancy)
	}
	now = mend(t, r, "exit", "noticed_day", 5, "2022-07-18")
	if now.Stay.Tenancy.Stopped.String() != "2022-07-18" || now.Stay.Exits[0].Noticed.String() != "2022-07-18" {
		t.Errorf("service: %+v", now.Stay.Tenancy)
	}
	now = mend(t, now, "exit", "returned_day", 5, "2022-08-01")
	if s := now.Stay; s.Tenancy.Ended.String() != "2022-08-01" || s.Contracts[1].Ended != s.Tenancy.Ended || s.Holds[1].To != s.Tenancy.Ended ||
		s.Handovers[3].Day != s.Tenancy.Ended || s.Readings[7].Day != s.Tenancy.Ended {
		t.Errorf("keys back: %+v", s)
	}
	effects := Effects(r, now, correctionDay)
	if !slices.Contains(effects, CorrectionEffect{effectStopped, "2022-07-17", "2022-07-18"}) {
		t.Errorf("%+v", effects)
	}
}

// TestClockOfAReturningApplicant: with a decision the clock begins anew; without one the earlier goes on.
func TestClockOfAReturningApplicant(t *testing.T) {
	r := stayRecord(civil.MustParse("2019-03-15"), false)
	r.Stay.Earlier = civil.MustParse("2017-11-15")
	r.Stay.Tenancy.Clock = r.Stay.Earlier
	moved := mend(t, r, "tenancy", "signed_day", 7, "2019-03-16")
	if moved.Stay.Tenancy.Clock != r.Stay.Earlier {
		t.Errorf("an inherited clock moved to %s", moved.Stay.Tenancy.Clock)
	}
	given := mend(t, r, "tenancy", "clock_decision", 7, "区政府会议纪要 3 号")
	if given.Stay.Tenancy.Clock != given.Stay.Tenancy.Signed {
		t.Errorf("%+v", given.Stay.Tenancy)
	}
	if taken := mend(t, given, "tenancy", "clock_decision", 7, ""); taken.Stay.Tenancy.Clock != r.Stay.Earlier || taken.Stay.Tenancy.Renewal != "" {
		t.Errorf("%+v", taken.Stay.Tenancy)
	}
}

// TestHowTheClockWasSet: the way in which the clock was set at the signing can be mended by a decision: what earlier stays left, full price,
// six years anew, the running clock; a newcomer's cannot.
func TestHowTheClockWasSet(t *testing.T) {
	r := stayRecord(civil.MustParse("2019-03-15"), false)
	if e := howRows(r); e != nil {
		t.Errorf("a newcomer: %+v", e)
	}
	r.Stay.Before, r.Stay.Used = civil.MustParse("2017-11-15"), 100
	r.Stay.Tenancy.How = allocation.ClockFresh
	for word, clock := range map[string]string{"只用剩余月份": "2018-12-05", "按全价": "2013-03-15", "接着算": "2017-11-15"} {
		after := mend(t, r, "tenancy", "clock_how", 7, word).Stay.Tenancy
		if after.Clock.String() != clock || after.How.Title() != word || after.Renewal != "录入错误" {
			t.Errorf("%s: %s, %+v", word, after.Clock, after)
		}
		c, _, err := ProposeCorrection(r, []CorrectionWant{{"tenancy", "clock_how", 7, word}}, "理由", "", 1, correctionMoment())
		if !errors.Is(err, ErrCorrectionDocument) || !c.Decides() {
			t.Errorf("%s without a document: %v", word, err)
		}
	}
	if _, _, err := ProposeCorrection(r, []CorrectionWant{{"tenancy", "clock_how", 7, "首次入驻"}}, "理由", "文件", 1, correctionMoment()); err == nil {
		t.Error("who has stayed before is no newcomer")
	}
}

// TestProofOfAGroupIsMended: its last day may lie ahead.
func TestProofOfAGroupIsMended(t *testing.T) {
	r := CorrectionRecord{Noun: CorrectApplication, Application: &ApplicationRecord{Application: allocation.Application{
		ID: 7, State: allocation.ApplicationReviewed, Groups: []allocation.GroupClaim{{Code: "a", Title: "甲群体", Accepted: true}, {Code: "b", Title: "乙群体"}},
	}}}
	after := mend(t, r, "application", "groups_until_2", 7, "2031-12-31")
	if g := after.Application.Application.Groups; !g[0].Until.IsZero() || g[1].Until.String() != "2031-12-31" {
		t.Errorf("%+v", g)
	}
	e, err := r.Entry("application", "groups_until_2", 7)
	if err != nil || e.Label() != "乙群体 证明有效至" {
		t.Errorf("%q %v", e.Label(), err)
	}
}

func TestCorrectionLife(t *testing.T) {
	r := stayRecord(civil.MustParse("2019-03-15"), false)
	propose := func(r CorrectionRecord) Correction {
		c, _, err := ProposeCorrection(r, []CorrectionWant{{"tenancy", "signed_day", 7, "2019-03-12"}}, "理由", "文件", 1, correctionMoment())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := propose(r)
	if !errors.Is(c.MayDecide(allocation.Manager), ErrCorrectionRole) || c.MayDecide(allocation.Approver) != nil {
		t.Error("money is the approver's")
	}
	other := mend(t, r, "tenancy", "signed_day", 7, "2019-03-13")
	if _, err := c.Apply(other, 2, "", correctionMoment()); !errors.Is(err, ErrCorrectionStale) || !strings.Contains(err.Error(), "2019-03-15") || !strings.Contains(err.Error(), "2019-03-13") {
		t.Errorf("stale: %v", err)
	}
	if c.Refuse(2, " ", correctionDay) == nil || c.State != CorrectionProposed {
		t.Error("refused without a reason")
	}
	if err := c.Refuse(2, "合同原件不符", correctionDay); err != nil || c.State != CorrectionRefused || c.Decided != correctionDay {
		t.Errorf("%v %+v", err, c)
	}
	for name, err := range map[string]error{"apply": func() error { _, err := c.Apply(r, 2, "", correctionMoment()); return err }(), "withdraw": c.Withdraw(1, "理由", correctionDay)} {
		if !errors.Is(err, ErrCorrectionMove) {
			t.Errorf("%s after the refusal: %v", name, err)
		}
	}
	c = propose(r)
	if err := c.Withdraw(1, "填错", correctionDay); err != nil || c.State != CorrectionWithdrawn {
		t.Errorf("%v %+v", err, c)
	}
}

func TestUnitCorrections(t *testing.T) {
	r := CorrectionRecord{Noun: CorrectUnit, Unit: &UnitRecord{
		ID: 3, Unit: allocation.Unit{Number: "JS-NSQ-01-1-03", Community: "南市区", Building: "1号楼", Floor: 1, Bay: 3, Area: 14235, Tags: []string{"临街"}},
		Areas: []AreaEntry{{2, civil.MustParse("2020-05-01"), 14235, "实测"}, {1, civil.MustParse("2017-08-05"), 14000, "预测"}},
	}}
	now := mend(t, r, "unit_area", "area_dm2", 2, "143.25")
	if now.Unit.Unit.Area != 14325 || now.Unit.Areas[0].Area != 14325 || r.Unit.Unit.Area != 14235 {
		t.Errorf("%+v", now.Unit)
	}
	if now = mend(t, now, "unit_area", "area_dm2", 1, "139"); now.Unit.Unit.Area != 14325 {
		t.Error("an old area came into force")
	}
	if err := second(ProposeCorrection(r, []CorrectionWant{{"unit_area", "from_day", 2, "2017-08-05"}}, "理由", "文件", 1, correctionMoment())); !errors.Is(err, ErrCorrectionOrder) {
		t.Errorf("two areas on a day: %v", err)
	}
	now = mend(t, mend(t, r, "unit", "floor", 3, "-1"), "unit", "tags", 3, " 转角  临街 ")
	if now.Unit.Unit.Floor != -1 || !slices.Equal(now.Unit.Unit.Tags, []string{"转角", "临街"}) || now.Unit.Unit.Number != "JS-NSQ-01-1-03" {
		t.Errorf("%+v", now.Unit.Unit)
	}
}

// anyValue draws a value for a field, sensible or not.
func anyValue(t *rapid.T, e CorrectionEntry) string {
	switch e.Field.Kind {
	case CorrectDate:
		base := civil.MustParse("2019-03-15")
		if e.Value != "" && rapid.Bool().Draw(t, "near") {
			base = civil.MustParse(e.Value)
		}
		return base.AddDays(rapid.IntRange(-40, 1600).Draw(t, "days")).String()
	case CorrectYesNo, CorrectMark:
		return rapid.SampledFrom([]string{"yes", "no"}).Draw(t, "answer")
	case CorrectCount, CorrectFloor:
		return strconv.Itoa(rapid.IntRange(-1, 120).Draw(t, "count"))
	case CorrectArea, CorrectVolume, CorrectEnergy:
		return fmt.Sprintf("%d.%02d", rapid.IntRange(0, 70).Draw(t, "whole"), rapid.IntRange(0, 99).Draw(t, "part"))
	}
	return rapid.SampledFrom([]string{"", "甲", "乙 2", "公 1"}).Draw(t, "text")
}

// TestNoOrderOfCorrectionsBreaksAStay: whatever is corrected in whatever order, the record stays possible and nothing that was
// entered is gone.
func TestNoOrderOfCorrectionsBreaksAStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		signed := civil.MustParse("2019-01-29").AddDays(rapid.IntRange(0, 400).Draw(t, "signed"))
		r := stayRecord(signed, rapid.Bool().Draw(t, "left"))
		if f := r.Faults(correctionDay); len(f) > 0 {
			t.Fatalf("the record begins with %v", f)
		}
		for range rapid.IntRange(1, 12).Draw(t, "corrections") {
			r.Noun, r.Exit = CorrectTenancy, 0
			if len(r.Stay.Exits) > 0 && rapid.Bool().Draw(t, "exit") {
				r.Noun, r.Exit = CorrectExit, 5
			}
			e := rapid.SampledFrom(r.Entries()).Draw(t, "entry")
			value := anyValue(t, e)
			c, preview, err := ProposeCorrection(r, []CorrectionWant{{e.Field.Part, e.Field.Name, e.Row, value}}, "理由", "文件", 1, correctionMoment())
			if err != nil {
				continue
			}
			after, err := c.Apply(r, 2, "", correctionMoment())
			if err != nil {
				t.Fatalf("proposed and not applicable: %v", err)
			}
			if len(Effects(preview, after, correctionDay)) > 0 {
				t.Fatal("what was shown is not what came")
			}
			sound(t, r, after)
			r = after
		}
	})
}

func sound(t *rapid.T, before, after CorrectionRecord) {
	a, b := before.Stay, after.Stay
	if f := after.Faults(correctionDay); len(f) > 0 {
		t.Fatalf("impossible: %v", f)
	}
	if len(b.Papers) != len(a.Papers) || len(b.Readings) < len(a.Readings) || len(b.Handovers) != len(a.Handovers) || len(b.Contracts) != len(a.Contracts) {
		t.Fatal("something is gone")
	}
	for i := range a.Readings {
		if a.Readings[i].Water != b.Readings[i].Water || !a.Readings[i].Reversed.IsZero() && b.Readings[i].Reversed.IsZero() {
			t.Fatalf("a reading was rewritten: %+v -> %+v", a.Readings[i], b.Readings[i])
		}
	}
	x := b.Tenancy
	for i, c := range b.Contracts {
		if from, to := allocation.Term(x.Signed, i+1); c.From != from || c.To != to || c.Number != a.Contracts[i].Number {
			t.Fatalf("term %d is %s to %s", i+1, c.From, c.To)
		}
	}
	if x.Number != a.Tenancy.Number || x.Handed.Before(x.Signed) || x.Opened.Before(x.Handed) || !x.Ended.IsZero() && x.Ended.Before(x.Opened) {
		t.Fatalf("%+v", x)
	}
	for _, h := range b.Holds {
		if h.From.Before(x.Signed) || h.To != x.Ended {
			t.Fatalf("hold %+v of %+v", h, x)
		}
	}
}

// TestWhoMayWithdrawACorrection: who proposed it, or the approver.
func TestWhoMayWithdrawACorrection(t *testing.T) {
	c := Correction{ProposedBy: 7}
	for _, tc := range []struct {
		by   int64
		role allocation.Role
		may  bool
	}{{7, allocation.Manager, true}, {8, allocation.Manager, false}, {8, allocation.Approver, true}, {7, allocation.Approver, true}} {
		if err := c.MayWithdraw(tc.by, tc.role); (err == nil) != tc.may || err != nil && !errors.Is(err, ErrCorrectionOther) {
			t.Errorf("%d as %s: %v", tc.by, tc.role, err)
		}
	}
}
