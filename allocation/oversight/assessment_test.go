package oversight

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

func assessedStay() (allocation.Tenancy, allocation.JobFigure, civil.Date) {
	return allocation.Tenancy{District: "尖山区", State: allocation.TenancyOpen, Signed: civil.MustParse("2017-08-31")},
		allocation.JobFigure{Full: 10, Part: 2, Source: "HT-JS-2017-0001", Day: civil.MustParse("2017-08-31")}, civil.MustParse("2018-09-20")
}

// goodAssessment is a complete sheet with nothing bad on it.
func goodAssessment() Assessment {
	a := Assessment{
		Day: civil.MustParse("2018-09-10"), Bodies: []string{"区政府", "区人社局"}, Conclusion: ConclusionPass,
		Jobs:  allocation.JobFigure{Full: 10, Part: 2, Source: "社保缴费记录", Day: civil.MustParse("2018-09-01")},
		Taxes: []TaxPaid{{2017, 100_00, "完税证明"}, {2018, 900_00, "完税证明"}},
	}
	for _, p := range AssessmentPoints {
		a.Points = append(a.Points, PointCheck{Code: p.Code, Good: true})
	}
	return a
}

func bad(a Assessment, code string) Assessment {
	a.Points = append([]PointCheck(nil), a.Points...)
	for i := range a.Points {
		if a.Points[i].Code == code {
			a.Points[i] = PointCheck{Code: code, Remark: "见照片"}
		}
	}
	return a
}

func TestProposedConclusion(t *testing.T) {
	_, contracted, _ := assessedStay()
	fewer := goodAssessment()
	fewer.Jobs.Full = 7
	for name, c := range map[string]struct {
		a    Assessment
		want Conclusion
		why  int
	}{
		"四(五) nothing bad":                 {goodAssessment(), ConclusionPass, 0},
		"四(五)3 the business scope changed": {bad(goodAssessment(), "scope"), ConclusionFail, 1},
		"四(五)3 sublet":                     {bad(goodAssessment(), "sublet"), ConclusionFail, 1},
		"六(二) premises damaged":            {bad(goodAssessment(), "premises"), ConclusionRectify, 1},
		"三.3 opened too late":              {bad(goodAssessment(), "opened"), ConclusionRectify, 1},
		"四(三) fewer jobs than contracted":  {fewer, ConclusionRectify, 1},
		"the worst one counts":             {bad(bad(fewer, "premises"), "sublet"), ConclusionFail, 3},
	} {
		got, why := c.a.Propose(contracted)
		if got != c.want || len(why) != c.why {
			t.Errorf("%s: %s %q, want %s", name, got, why, c.want)
		}
	}
	if got, _ := fewer.Propose(allocation.JobFigure{}); got != ConclusionPass {
		t.Errorf("no contracted figure to compare with: %s", got)
	}
}

func TestAssessmentRefuses(t *testing.T) {
	stay, contracted, today := assessedStay()
	for name, c := range map[string]struct {
		change func(*Assessment)
		want   *say.Refusal
		field  string
	}{
		"tomorrow":                     {func(a *Assessment) { a.Day = today.AddDays(1) }, ErrAssessmentDay, "day"},
		"before the signing":           {func(a *Assessment) { a.Day = stay.Signed.AddDays(-1) }, ErrAssessmentDay, "day"},
		"nobody attended":              {func(a *Assessment) { a.Bodies = nil }, ErrAssessmentBodies, "bodies"},
		"jobs not verified":            {func(a *Assessment) { a.Jobs = allocation.JobFigure{} }, ErrAssessmentJobs, "jobs_day"},
		"jobs verified later":          {func(a *Assessment) { a.Jobs.Day = a.Day.AddDays(1) }, ErrAssessmentJobs, "jobs_day"},
		"jobs without a source":        {func(a *Assessment) { a.Jobs.Source = " " }, ErrAssessmentSource, "jobs_source"},
		"a tax of next year":           {func(a *Assessment) { a.Taxes[1].Year = 2019 }, allocation.ErrTaxRange, "tax_2019"},
		"a tax without a source":       {func(a *Assessment) { a.Taxes[0].Source = "" }, ErrAssessmentTaxSource, "tax_source"},
		"a question without an answer": {func(a *Assessment) { a.Points = a.Points[:3] }, ErrAssessmentPoint, "opened"},
		"a bad answer without a word":  {func(a *Assessment) { a.Points[1] = PointCheck{Code: "premises"} }, ErrAssessmentRemark, "premises_remark"},
		"no conclusion":                {func(a *Assessment) { a.Conclusion = "" }, ErrAssessmentConclusion, "conclusion"},
		"worse than proposed, no reason": {
			func(a *Assessment) { a.Conclusion, a.Rectify = ConclusionRectify, "消防" }, ErrAssessmentReason, "reason",
		},
		"better than proposed, no reason": {func(a *Assessment) { *a = bad(*a, "sublet") }, ErrAssessmentReason, "reason"},
		"四(五)3 不合格 without a reason": {
			func(a *Assessment) { *a = bad(*a, "sublet"); a.Conclusion = ConclusionFail }, ErrAssessmentReason, "reason",
		},
		"整改 of nothing": {
			func(a *Assessment) { *a = bad(*a, "premises"); a.Conclusion = ConclusionRectify }, ErrAssessmentRectify, "rectify",
		},
	} {
		a := goodAssessment()
		c.change(&a)
		err := a.Record(stay, Terms{Contracted: contracted}, today, today.AddDays(30))
		var r *say.Refusal
		if !errors.Is(err, c.want) || !errors.As(err, &r) || r.Field != c.field || a.State != "" {
			t.Errorf("%s: %v on %v, state %q", name, err, r, a.State)
		}
	}
	stay.State = allocation.TenancyLeaving
	a := goodAssessment()
	if err := a.Record(stay, Terms{Contracted: contracted}, today, civil.Date{}); !errors.Is(err, ErrAssessmentTenancy) {
		t.Errorf("leaving: %v", err)
	}
}

func TestLifeOfAnAssessment(t *testing.T) {
	stay, contracted, today := assessedStay()
	record := func(c Conclusion, confirm bool) *Assessment {
		a := goodAssessment()
		a.Conclusion, a.Rectify, a.Reason = c, "恢复消防通道", "抽查"
		if err := a.Record(stay, Terms{Contracted: contracted, Confirm: confirm}, today, today.AddDays(30)); err != nil {
			t.Fatal(err)
		}
		return &a
	}
	rectified := func(passed, confirm bool) *Assessment {
		a := record(ConclusionRectify, false)
		if err := a.Reinspect(today, passed, "看过现场", today, confirm); err != nil {
			t.Fatal(err)
		}
		return a
	}
	decided := func(agreed bool) *Assessment {
		a := record(ConclusionFail, true)
		if err := a.Confirm(agreed, "核实", today, 3); err != nil {
			t.Fatal(err)
		}
		return a
	}
	for name, c := range map[string]struct {
		a    *Assessment
		want AssessmentState
	}{
		"合格":                        {record(ConclusionPass, true), AssessmentDone},
		"整改":                        {record(ConclusionRectify, true), AssessmentRectifying},
		"四(五)3 不合格, one person may": {record(ConclusionFail, false), AssessmentFailed},
		"四(五)3 不合格, a second must confirm": {record(ConclusionFail, true), AssessmentPending},
		"put right":                      {rectified(true, true), AssessmentClosed},
		"not put right":                  {rectified(false, false), AssessmentFailed},
		"not put right, to be confirmed": {rectified(false, true), AssessmentPending},
		"confirmed":                      {decided(true), AssessmentFailed},
		"not confirmed":                  {decided(false), AssessmentVoid},
	} {
		if c.a.State != c.want {
			t.Errorf("%s: %s", name, c.a.State)
		}
	}
	done, failed, rectifying := record(ConclusionPass, false), record(ConclusionFail, false), record(ConclusionRectify, false)
	for name, err := range map[string]error{
		"re-inspect what is done":   done.Reinspect(today, true, "x", today, false),
		"confirm what is done":      done.Confirm(true, "x", today, 1),
		"exit on what is done":      done.Exit(),
		"extend what failed":        failed.Extend(today.AddDays(90), "x", today),
		"exit on what is rectified": rectifying.Exit(),
	} {
		if !errors.Is(err, ErrAssessmentMove) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := rectifying.Reinspect(today, true, " ", today, false); !errors.Is(err, ErrAssessmentFound) {
		t.Errorf("re-inspection without words: %v", err)
	}
	if err := rectifying.Extend(rectifying.RectifyBy, "x", today); !errors.Is(err, ErrAssessmentDeadline) {
		t.Errorf("extended to the same day: %v", err)
	}
	late := rectifying.RectifyBy.AddDays(4)
	if rectifying.Late(rectifying.RectifyBy) != 0 || rectifying.Late(late) != 4 {
		t.Errorf("late %d %d", rectifying.Late(rectifying.RectifyBy), rectifying.Late(late))
	}
	if err := failed.Exit(); err != nil || failed.State != AssessmentExited {
		t.Errorf("exit: %v %s", err, failed.State)
	}
	if err := failed.Void("录错"); !errors.Is(err, ErrAssessmentMove) {
		t.Errorf("void under an exit: %v", err)
	}
	if err := done.Void(""); !errors.Is(err, allocation.ErrReasonMissing) {
		t.Errorf("void without a reason: %v", err)
	}
	if err := done.Void("录错户"); err != nil || done.State != AssessmentVoid {
		t.Errorf("void: %v", err)
	}
}

func TestAssessmentDue(t *testing.T) {
	signed := civil.MustParse("2017-08-31")
	for _, c := range []struct {
		covered, interval int
		want              string
	}{{0, 6, "2018-02-28"}, {6, 6, "2018-08-31"}, {0, 12, "2018-08-31"}, {12, 12, "2019-08-31"}, {30, 12, "2021-02-28"}, {12, 3, "2018-11-30"}} {
		if got := AssessmentDue(signed, c.covered, c.interval); got.String() != c.want {
			t.Errorf("%d + %d months: %s, want %s", c.covered, c.interval, got, c.want)
		}
	}
	for _, c := range []struct {
		day     string
		covered int
		want    int
	}{
		{"2018-07-31", 0, 0},   // 31 days before it is due, with 30 days' lead: an extra one
		{"2018-08-01", 0, 12},  // within the lead
		{"2018-08-31", 0, 12},  // on the day
		{"2019-03-01", 0, 12},  // late
		{"2020-09-01", 0, 36},  // three of them missed: answered with one
		{"2018-09-01", 12, 12}, // that one is answered
	} {
		if got := AssessmentCovers(signed, civil.MustParse(c.day), c.covered, 12, 30); got != c.want {
			t.Errorf("%s after %d: %d, want %d", c.day, c.covered, got, c.want)
		}
	}
}

// Due days go up by whole intervals from the signing, never drift, and an assessment leaves nothing due within the lead.
func TestAssessmentDueProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		signed := civil.On(2017, 8, 5).AddDays(rapid.IntRange(0, 4000).Draw(t, "signed"))
		interval := rapid.IntRange(1, 36).Draw(t, "interval")
		lead := rapid.IntRange(0, 60).Draw(t, "lead")
		day := signed.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		covered := rapid.IntRange(0, 5).Draw(t, "k") * interval
		now := AssessmentCovers(signed, day, covered, interval, lead)
		if now < covered || now%interval != 0 {
			t.Fatalf("covers %d after %d of %d", now, covered, interval)
		}
		next := AssessmentDue(signed, now, interval)
		if !next.After(day.AddDays(lead)) {
			t.Fatalf("%s is still due on %s", next, day)
		}
		if now > covered && AssessmentDue(signed, now-interval, interval).After(day.AddDays(lead)) {
			t.Fatalf("answered %d months too early", now)
		}
		if d := next.Day(); d != signed.Day() && d != civil.DaysInMonth(next.Year(), next.Month()) {
			t.Fatalf("%s drifted from %s", next, signed)
		}
		if AssessmentCovers(signed, day, now, interval, lead) != now {
			t.Fatal("a second assessment of the day answers more")
		}
	})
}

func TestSplitBodies(t *testing.T) {
	got := SplitBodies(" 区政府，区人社局、街道办;区政府\n")
	if JoinBodies(got) != "区政府、区人社局、街道办" {
		t.Errorf("%q", got)
	}
}
