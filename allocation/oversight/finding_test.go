package oversight

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

func goodFinding(today civil.Date) Finding {
	return Finding{
		State: FindingRaised, District: "尖山区", Noun: FindingTenancy, NounID: 4, Body: "市人社局", Text: "用工与合同不符", Clause: "三.5",
		Raised: today, AnswerBy: today.AddDays(10),
	}
}

func TestFindingRefuses(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	for name, c := range map[string]struct {
		change func(*Finding)
		want   *say.Refusal
	}{
		"no record":              {func(f *Finding) { f.NounID = 0 }, ErrFindingNoun},
		"a record of a district": {func(f *Finding) { f.Noun = FindingDistrict }, ErrFindingNoun},
		"no district":            {func(f *Finding) { f.District = "东区" }, allocation.ErrUnknownDistrict},
		"no department":          {func(f *Finding) { f.Body = "" }, ErrFindingBody},
		"no text":                {func(f *Finding) { f.Text = " " }, ErrFindingText},
		"no clause":              {func(f *Finding) { f.Clause = "" }, ErrFindingClause},
		"no such clause":         {func(f *Finding) { f.Clause = "四(五)9" }, ErrFindingClause},
		"answer by today":        {func(f *Finding) { f.AnswerBy = today }, ErrFindingDeadline},
	} {
		f := goodFinding(today)
		c.change(&f)
		if err := f.Check(today); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := goodFinding(today)
	if err := good.Check(today); err != nil {
		t.Error(err)
	}
}

// 四: 督办检查: raised, answered, sent back, answered, closed; nobody closes what is not answered.
func TestLifeOfAFinding(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	f := goodFinding(today)
	if err := f.Close("", today); !errors.Is(err, ErrFindingMove) {
		t.Errorf("closed unanswered: %v", err)
	}
	later := today.AddDays(14)
	if f.Late(f.AnswerBy) != 0 || f.Late(later) != 4 {
		t.Errorf("late %d", f.Late(later))
	}
	answer := FindingAnswer{Day: later, Text: "已补签", Document: "尖政复〔2021〕3号"}
	for name, c := range map[string]struct {
		a    FindingAnswer
		want *say.Refusal
	}{
		"before it was raised": {FindingAnswer{Day: today.AddDays(-1), Text: "x", Document: "y"}, allocation.ErrTenancyDay},
		"no words":             {FindingAnswer{Day: later, Document: "y"}, ErrFindingAnswer},
		"no paper":             {FindingAnswer{Day: later, Text: "x"}, ErrFindingDocument},
	} {
		if err := f.Answer(c.a, f.Raised, later); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	steps := []struct {
		name string
		err  error
		want FindingState
	}{
		{"answer", f.Answer(answer, f.Raised, later), FindingAnswered},
		{"send back", f.Return("没有说明原因", later.AddDays(5), later), FindingReturned},
		{"answer again", f.Answer(answer, f.Raised, later), FindingAnswered},
		{"close", f.Close("属实，已改正", later), FindingClosed},
	}
	for _, s := range steps {
		if s.err != nil {
			t.Errorf("%s: %v", s.name, s.err)
		}
	}
	if f.State != FindingClosed || f.Late(later.AddDays(90)) != 0 || f.State.Open() || f.AnswerBy != later.AddDays(5) {
		t.Errorf("%+v", f)
	}
	if err := f.Withdraw("误发", later); !errors.Is(err, ErrFindingMove) {
		t.Errorf("withdrawn after the end: %v", err)
	}
	g := goodFinding(today)
	if err := g.Return("x", later, today); !errors.Is(err, ErrFindingMove) {
		t.Errorf("sent back unanswered: %v", err)
	}
	if err := g.Withdraw("误发", today); err != nil || g.State != FindingWithdrawn {
		t.Errorf("withdrawn: %v", err)
	}
}

// 四(五): 及时帮助解决在经营过程中遇到的实际困难.
func TestLifeOfASupport(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	stay := allocation.Tenancy{State: allocation.TenancyOpen, Signed: today.AddDays(-100)}
	good := Support{State: SupportOpen, Kind: SupportWorkers, Need: "招不到工", Raised: today.AddDays(-9), Raiser: "负责人", Handler: "区人社局"}
	for name, c := range map[string]struct {
		change func(*Support)
		want   *say.Refusal
	}{
		"no kind":       {func(s *Support) { s.Kind = "x" }, ErrSupportKind},
		"no need":       {func(s *Support) { s.Need = "" }, ErrSupportNeed},
		"tomorrow":      {func(s *Support) { s.Raised = today.AddDays(1) }, allocation.ErrTenancyDay},
		"nobody raised": {func(s *Support) { s.Raiser = "" }, ErrSupportRaiser},
		"nobody's job":  {func(s *Support) { s.Handler = "" }, ErrSupportHandler},
	} {
		s := good
		c.change(&s)
		if err := s.Check(stay, today); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := good
	if err := s.Check(stay, today); err != nil {
		t.Error(err)
	}
	if err := s.Step(SupportStep{Day: today, Note: "", Handler: "x"}, today); !errors.Is(err, ErrSupportNote) || s.Handler != "区人社局" {
		t.Errorf("a step without words: %v", err)
	}
	if err := s.Step(SupportStep{Day: today.AddDays(-2), Note: "转办", Handler: "市就业局"}, today); err != nil || s.Handler != "市就业局" {
		t.Errorf("step: %v %s", err, s.Handler)
	}
	if err := s.Close(today.AddDays(-3), today.AddDays(-2), today, "招到 3 人"); !errors.Is(err, allocation.ErrTenancyDay) {
		t.Errorf("closed before its last step: %v", err)
	}
	if err := s.Close(today, today.AddDays(-2), today, ""); !errors.Is(err, ErrSupportResult) {
		t.Errorf("closed without a result: %v", err)
	}
	if err := s.Close(today, today.AddDays(-2), today, "招到 3 人"); err != nil || s.State != SupportClosed {
		t.Errorf("close: %v", err)
	}
	if err := s.Void("x"); !errors.Is(err, ErrSupportMove) {
		t.Errorf("void after the end: %v", err)
	}
	if stay.State = allocation.TenancyEnded; !errors.Is(good.Check(stay, today), ErrSupportTenancy) {
		t.Error("support of a tenant who is gone")
	}
}

// TestClausesAsPeopleWriteThem: full-width signs and blanks are those of the list, and no clause stands there twice.
func TestClausesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{"四（五） 3": "四(五)3", "第三．5条": "三.5", "六（二）": "六(二)", "附件": "附件"} {
		if c, bad := FindClause(text); bad != nil || c.Number != want {
			t.Errorf("%q is %q, %v", text, c.Number, bad)
		}
	}
	had := map[string]bool{}
	for _, c := range Clauses() {
		if had[c.Number] || c.About == "" {
			t.Errorf("%q stands twice or says nothing", c.Number)
		}
		had[c.Number] = true
	}
	today := civil.MustParse("2021-03-15")
	f := goodFinding(today)
	f.Clause = "四（五）3"
	if err := f.Check(today); err != nil || f.Clause != "四(五)3" {
		t.Errorf("the clause is kept as %q, %v", f.Clause, err)
	}
}
