package allocation

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"

	"pgregory.net/rapid"
)

func testApplication() Application {
	return Application{
		ID: 3, District: "尖山区", Applicant: 1, State: ApplicationDraft, Project: "家政服务", Description: "保洁、月嫂与培训", Sector: "6-01",
		Jobs: Jobs{Claimed: JobFigure{Full: 12, Source: "申请表", Day: civil.MustParse("2021-03-01")}}, MaxUnits: 1,
		Materials: []MaterialCheck{{Code: "form", Title: "申请表", Required: true, Received: civil.MustParse("2021-03-01")}, {Code: "plan", Title: "计划书"}},
	}
}

// accepted is an application on which the review can be passed.
func accepted(t *testing.T) Application {
	t.Helper()
	a := testApplication()
	if err := a.Accept(5, civil.MustParse("2021-03-02"), "JS20210001", testPerson()); err != nil {
		t.Fatal(err)
	}
	a.Jobs.Accepted = JobFigure{Full: 10, Source: "审查认定", Day: civil.MustParse("2021-03-03")}
	a.Policy.Document = "省发改 2020-12"
	return a
}

func goodPanel() Evaluation {
	return panel(scored("甲", 30, 50), scored("乙", 30, 50), scored("丙", 30, 50))
}

func TestApplicationCheck(t *testing.T) {
	tests := []struct {
		name string
		edit func(*Application)
		want []string
	}{
		{"complete", func(*Application) {}, nil},
		{"附件: outside the annex asks for a reason", func(a *Application) { a.Sector, a.SectorText = "", "剧本娱乐" }, []string{"sector_reason:sector_reason"}},
		{"附件: outside the annex with a reason", func(a *Application) {
			a.Sector, a.SectorText, a.SectorReason = "", "剧本娱乐", "带动就业明显"
		}, nil},
		{"三.5 nobody is employed", func(a *Application) { a.Jobs.Claimed = JobFigure{} }, []string{"jobs:jobs_none"}},
		{"三.5 too many", func(a *Application) { a.Jobs.Claimed.Part = 100_001 }, []string{"jobs:jobs_range"}},
		{"三.7 without a document", func(a *Application) { a.Policy.Claimed = true }, []string{"policy:policy_document"}},
		{"二 a group without proof", func(a *Application) { a.Groups = []GroupClaim{{Code: "graduate"}} }, []string{"groups:group_proof"}},
		{"area the wrong way round", func(a *Application) { a.WantedMin, a.WantedMax = 9000, 8000 }, []string{"wanted:wanted_order"}},
		{"area open above", func(a *Application) { a.WantedMin = 9000 }, nil},
		{"only listed, nothing listed", func(a *Application) { a.OnlyListed = true }, []string{"communities:only_listed_empty"}},
		{"no units", func(a *Application) { a.MaxUnits = 0 }, []string{"max_units:max_units"}},
		{
			"empty", func(a *Application) { *a = Application{} },
			[]string{"project:field_empty", "description:field_empty", "sector:field_empty", "sector_reason:sector_reason", "jobs:jobs_none", "max_units:max_units"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := testApplication()
			tt.edit(&a)
			if got := fieldsOf(a.Check()); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestJobsMillis(t *testing.T) {
	w := JobWeights{FullTime: 1000, PartTime: 500, Claimed: 100, Accepted: 1000, Verified: 1200}
	f := func(full, part int64) JobFigure {
		return JobFigure{Full: full, Part: part, Day: civil.MustParse("2021-03-01")}
	}
	tests := []struct {
		name string
		jobs Jobs
		want int64
	}{
		{"四(三) claimed alone", Jobs{Claimed: f(12, 4)}, 1400},
		{"四(三) accepted, the rest only claimed", Jobs{Claimed: f(12, 4), Accepted: f(10, 2)}, 11_300},
		{"四(三) accepted more than claimed", Jobs{Claimed: f(8, 0), Accepted: f(10, 0)}, 10_000},
		{"四(三) verified and beyond", Jobs{Claimed: f(12, 4), Accepted: f(10, 2), Verified: f(5, 1)}, 6_000 + 5_000 + 200 + 600 + 500 + 100},
		{"四(三) the contract's number does not count", Jobs{Contracted: f(50, 50)}, 0},
		{"none", Jobs{}, 0},
	}
	for _, tt := range tests {
		if got := tt.jobs.Millis(w); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
	if got := (Jobs{Accepted: f(0, 3)}).Millis(JobWeights{PartTime: 333, Accepted: 500}); got != 499 {
		t.Errorf("rounded down once: got %d, want 499", got)
	}
}

func TestApplicationInstance(t *testing.T) {
	a := accepted(t)
	a.Taxes = Taxes{Claimed: TaxFigure{Amount: 9_000_000}, Accepted: TaxFigure{Amount: 5_000_000, Day: civil.MustParse("2021-03-03")}}
	a.Groups = []GroupClaim{{Code: "flexible", Eligible: true, Accepted: true}, {Code: "graduate", Eligible: true, Priority: true}}
	a.WantedMax, a.Communities, a.Requires, a.OnlyListed = 15000, []string{"南市区", "其他"}, []string{"上下水"}, true
	w := JobWeights{FullTime: 1000, PartTime: 500, Accepted: 1000}
	got := a.Instance(w, sheet())
	if got.Number != "JS20210001" || got.JobsMillis != 10_000 || got.Tax != 5_000_000 || !got.Policy || got.Min != nil || *got.Max != 15000 ||
		!slices.Equal(got.Communities, []string{"南市区", "其他"}) || !got.OnlyListed || !slices.Equal(got.Requires, []string{"上下水"}) || got.MaxUnits != 1 {
		t.Errorf("got %+v", got)
	}
	if got.Group {
		t.Error("二: a group that only lets in, or whose proof the review did not accept, gave priority")
	}
	a.Groups[1].Accepted = true
	if got := a.Instance(w, sheet(ClauseCheck{PriorityClause, VerdictNone, ""})); !got.Group || got.Policy {
		t.Errorf("二, 三.7: group %v, policy %v", got.Group, got.Policy)
	}
}

func TestApplicationWarningsRefuseNothing(t *testing.T) {
	a := testApplication()
	a.Sector, a.SectorText, a.SectorReason, a.Moving = "", "剧本娱乐", "带动就业", true
	a.Materials[0].Received = civil.MustParse("2021-03-01").AddDays(-1)
	a.Materials[1].Required = true
	if got := fieldsOf(a.Warnings()); !slices.Equal(got, []string{"sector:warn_sector", "moving:warn_moving", "materials:warn_materials"}) {
		t.Errorf("warnings: %v", got)
	}
	if err := a.Accept(5, civil.MustParse("2021-03-02"), "JS20210001", testPerson()); err != nil {
		t.Errorf("a warning refused: %v", err)
	}
}

func TestApplicationLife(t *testing.T) {
	a := accepted(t)
	steps := []struct {
		name string
		do   func() error
		want ApplicationState
	}{
		{"四(二) supplement", func() error {
			return a.Ask(Supplement{"住所证明", civil.MustParse("2021-03-03"), civil.MustParse("2021-03-10")})
		}, ApplicationSupplement},
		{"received", func() error { return a.Receive(civil.MustParse("2021-03-09"), "") }, ApplicationAccepted},
		{"四(二) review", func() error { return a.PassReview(sheet()) }, ApplicationReviewed},
		{"四(二) rejected", func() error {
			return a.Reject(Decision{By: 6, Reason: "资金不足", Separation: SeparationStrict}, sheet())
		}, ApplicationRejected},
		{"reconsidered", func() error { return a.Reconsider("补充了资金证明") }, ApplicationAccepted},
		{"reviewed again", func() error { return a.PassReview(sheet()) }, ApplicationReviewed},
		{"四(二) approved", func() error {
			return a.Approve(Decision{By: 6, Reason: "同意", Separation: SeparationStrict}, sheet(), goodPanel(), testRubric())
		}, ApplicationApproved},
		{"四(三) awarded", a.Award, ApplicationAwarded},
		{"round opened again", func() error { return a.Unaward("异议成立") }, ApplicationApproved},
		{"awarded again", a.Award, ApplicationAwarded},
		{"四(四) contracted", a.Contract, ApplicationContracted},
	}
	for _, s := range steps {
		if err := s.do(); err != nil || a.State != s.want {
			t.Fatalf("%s: state %s, err %v; want %s", s.name, a.State, err, s.want)
		}
	}
	err := a.Withdraw("不想要了")
	if !errors.Is(err, ErrApplicationMove) || !strings.Contains(err.Error(), "已签约") {
		t.Errorf("withdrawing after the contract: %v", err)
	}
}

func TestApplicationRefusals(t *testing.T) {
	decide := Decision{By: 6, Reason: "同意", Separation: SeparationStrict}
	reviewed := func(t *testing.T) Application {
		a := accepted(t)
		if err := a.PassReview(sheet()); err != nil {
			t.Fatal(err)
		}
		return a
	}
	waiting := func(t *testing.T) Application {
		a := accepted(t)
		if err := a.Ask(Supplement{"证明", civil.MustParse("2021-03-03"), civil.MustParse("2021-03-10")}); err != nil {
			t.Fatal(err)
		}
		return a
	}
	unmet := sheet(ClauseCheck{"三.4", VerdictUnmet, "注册在外市"})
	tests := []struct {
		name  string
		start func(*testing.T) Application
		do    func(*Application) error
		want  *say.Refusal
	}{
		{"三.1-6 a clause unmet", accepted, func(a *Application) error { return a.PassReview(unmet) }, ErrReviewUnmet},
		{"四(二) sheet not finished", accepted, func(a *Application) error { return a.PassReview(NewReview()) }, ErrReviewOpen},
		{"三.7 met without a document", accepted, func(a *Application) error { a.Policy.Document = ""; return a.PassReview(sheet()) }, ErrPolicyDocument},
		{"三.6 met by who says it moves", accepted, func(a *Application) error { a.Moving = true; return a.PassReview(sheet()) }, ErrMovingRemark},
		{"二 a group not judged", accepted, func(a *Application) error {
			a.Groups = []GroupClaim{{Code: "graduate", Proof: "毕业证"}}
			return a.PassReview(sheet())
		}, ErrGroupOpen},
		{"四(一) a paper is missing", accepted, func(a *Application) error {
			a.Materials[0].Received = civil.MustParse("2021-01-01").AddDays(-1)
			a.Materials[1].Required = true
			return a.PassReview(sheet())
		}, ErrMaterialsMissing},
		{"四(三) no accepted jobs", accepted, func(a *Application) error { a.Jobs.Accepted = JobFigure{}; return a.PassReview(sheet()) }, ErrJobsAccepted},
		{"四(二) approval before the review", accepted, func(a *Application) error { return a.Approve(decide, sheet(), goodPanel(), testRubric()) }, ErrApplicationMove},
		{"rejection of a sheet that holds", accepted, func(a *Application) error { return a.Reject(decide, sheet()) }, ErrRejectHolds},
		{"rejection before the sheet is finished", accepted, func(a *Application) error { return a.Reject(decide, NewReview()) }, ErrReviewOpen},
		{"rejection without a reason", accepted, func(a *Application) error { return a.Reject(Decision{By: 6}, unmet) }, ErrReasonMissing},
		{"四(二) no panel", reviewed, func(a *Application) error { return a.Approve(decide, sheet(), panel(), testRubric()) }, ErrPanelSmall},
		{"四(二) below the mark", reviewed, func(a *Application) error {
			return a.Approve(decide, sheet(), panel(scored("甲", 0, 59), scored("乙", 0, 60), scored("丙", 0, 60)), testRubric())
		}, ErrBelowPassMark},
		{"the sheet no longer holds", reviewed, func(a *Application) error { return a.Approve(decide, unmet, goodPanel(), testRubric()) }, ErrReviewUnmet},
		{"approval without a reason", reviewed, func(a *Application) error { return a.Approve(Decision{By: 6}, sheet(), goodPanel(), testRubric()) }, ErrReasonMissing},
		{"the hand that accepted approves", reviewed, func(a *Application) error {
			return a.Approve(Decision{By: 5, Reason: "同意", Separation: SeparationStrict}, sheet(), goodPanel(), testRubric())
		}, ErrSamePerson},
		{"the hand that accepted rejects", reviewed, func(a *Application) error {
			return a.Reject(Decision{By: 5, Reason: "不行", Separation: SeparationStrict}, sheet())
		}, ErrSamePerson},
		{"the same hand where the district only warns", reviewed, func(a *Application) error {
			return a.Approve(Decision{By: 5, Reason: "同意", Separation: SeparationWarn}, sheet(), goodPanel(), testRubric())
		}, nil},
		{"supplement without items", accepted, func(a *Application) error {
			return a.Ask(Supplement{"", civil.MustParse("2021-03-03"), civil.MustParse("2021-03-10")})
		}, ErrSupplementItems},
		{"supplement due at once", accepted, func(a *Application) error {
			return a.Ask(Supplement{"x", civil.MustParse("2021-03-03"), civil.MustParse("2021-03-03")})
		}, ErrSupplementDeadline},
		{"supplement on the last day", waiting, func(a *Application) error { return a.Receive(civil.MustParse("2021-03-10"), "") }, nil},
		{"supplement a day late", waiting, func(a *Application) error { return a.Receive(civil.MustParse("2021-03-11"), "") }, ErrSupplementLate},
		{"supplement a day late with a reason", waiting, func(a *Application) error { return a.Receive(civil.MustParse("2021-03-11"), "大雪封路") }, nil},
		{"closed on the last day", waiting, func(a *Application) error { return a.Close(civil.MustParse("2021-03-10"), "逾期") }, ErrSupplementRunning},
		{"closed the day after", waiting, func(a *Application) error { return a.Close(civil.MustParse("2021-03-11"), "逾期") }, nil},
		{"accepted twice", accepted, func(a *Application) error {
			return a.Accept(5, civil.MustParse("2021-03-02"), "JS20210002", testPerson())
		}, ErrApplicationMove},
		{"refused after acceptance", accepted, func(a *Application) error { return a.Refuse("不合条件") }, ErrApplicationMove},
		{"withdrawn without a reason", accepted, func(a *Application) error { return a.Withdraw(" ") }, ErrReasonMissing},
		{"acceptance undone without a reason", accepted, func(a *Application) error { return a.Undo(ApplicationDraft, " ") }, ErrReasonMissing},
		{"a review is undone", reviewed, func(a *Application) error { return a.Undo(ApplicationAccepted, "点错") }, nil},
		{"undone without a reason", reviewed, func(a *Application) error { return a.Undo(ApplicationAccepted, "") }, ErrReasonMissing},
		{"undone to where it did not come from", reviewed, func(a *Application) error { return a.Undo(ApplicationDraft, "点错") }, ErrApplicationUndo},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.start(t)
			before := a.State
			err := tt.do(&a)
			if tt.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if a.State != before {
				t.Errorf("a refused move changed the state to %s", a.State)
			}
		})
	}
}

func TestApplicationMoveSaysWhatIsPossible(t *testing.T) {
	for _, s := range ApplicationStates {
		if s.Title() == string(s) || applicationNext[s] == "" {
			t.Errorf("%s has no words", s)
		}
		for _, step := range applicationSteps {
			if step.move.Title() == string(step.move) {
				t.Errorf("%s has no word", step.move)
			}
			a := Application{State: s}
			err := a.May(step.move)
			if slices.Contains(step.from, s) {
				if err != nil {
					t.Errorf("%s from %s: %v", step.move, s, err)
				}
				continue
			}
			if !errors.Is(err, ErrApplicationMove) || !strings.Contains(err.Error(), step.move.Title()) {
				t.Errorf("%s from %s: %v", step.move, s, err)
			}
			for _, m := range s.Moves() {
				if !strings.Contains(err.Error(), m.Title()) {
					t.Errorf("%s from %s does not offer %s: %v", step.move, s, m, err)
				}
			}
		}
	}
}

// TestApplicationNeverApprovedWithoutItsSteps draws moves at random, most of them with faults, and checks that an approved
// application has been accepted, has passed a review that holds and has an evaluation that reaches the mark.
func TestApplicationNeverApprovedWithoutItsSteps(t *testing.T) {
	verdicts := []Verdict{VerdictMet, VerdictMet, VerdictMet, VerdictMet, VerdictUnmet, VerdictNone, ""}
	rapid.Check(t, func(t *rapid.T) {
		a := testApplication()
		if rapid.Bool().Draw(t, "policy") {
			a.Policy.Document = "省发改 2020-12"
		}
		now := civil.MustParse("2021-03-02")
		var wasAccepted, wasReviewed bool
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			r := NewReview()
			if rapid.IntRange(0, 2).Draw(t, "good sheet") > 0 {
				r = sheet()
			} else {
				for i := range r.Clauses {
					r.Clauses[i] = ClauseCheck{r.Clauses[i].Clause, rapid.SampledFrom(verdicts).Draw(t, "verdict"), rapid.SampledFrom([]string{"", "见附注"}).Draw(t, "remark")}
				}
			}
			e := Evaluation{}
			for i := range rapid.IntRange(0, 5).Draw(t, "experts") {
				e.Scores = append(e.Scores, scored(string(rune('甲'+i)), rapid.Int64Range(0, 41).Draw(t, "market"), rapid.Int64Range(0, 60).Draw(t, "jobs")))
			}
			reason := rapid.SampledFrom([]string{"", "理由"}).Draw(t, "reason")
			by := rapid.SampledFrom([]int64{5, 6}).Draw(t, "by")
			d := Decision{By: by, Reason: reason, Separation: SeparationStrict}
			if rapid.Bool().Draw(t, "jobs accepted") {
				a.Jobs.Accepted = JobFigure{Full: 9, Source: "审查", Day: now}
			}
			now = now.AddDays(rapid.IntRange(0, 6).Draw(t, "days"))
			before := a.State
			moves := map[ApplicationMove]func() error{
				MoveAccept:  func() error { return a.Accept(by, now, "JS20210001", testPerson()) },
				MoveRefuse:  func() error { return a.Refuse(reason) },
				MoveAsk:     func() error { return a.Ask(Supplement{reason, now, now.AddDays(5)}) },
				MoveReceive: func() error { return a.Receive(now, reason) }, MoveClose: func() error { return a.Close(now, reason) },
				MoveReview: func() error { return a.PassReview(r) }, MoveApprove: func() error { return a.Approve(d, r, e, testRubric()) },
				MoveReject: func() error { return a.Reject(d, r) }, MoveReconsider: func() error { return a.Reconsider(reason) },
				MoveAward: a.Award, MoveUnaward: func() error { return a.Unaward(reason) }, MoveContract: a.Contract,
				MoveDecline: func() error { return a.Decline(reason) }, MoveLapse: func() error { return a.Lapse(reason) },
				MoveWithdraw: func() error { return a.Withdraw(reason) },
				moveUndo:     func() error { return a.Undo(rapid.SampledFrom(ApplicationStates).Draw(t, "undo to"), reason) },
			}
			names := append([]ApplicationMove{moveUndo}, MoveAccept, MoveAccept, MoveReview, MoveReview, MoveApprove, MoveApprove, MoveApprove)
			for _, s := range applicationSteps {
				names = append(names, s.move)
			}
			m := rapid.SampledFrom(names).Draw(t, "move")
			err := moves[m]()
			if err != nil {
				if a.State != before {
					t.Fatalf("%s was refused and moved %s to %s", m, before, a.State)
				}
				continue
			}
			switch m {
			case MoveAccept:
				wasAccepted = true
			case MoveReview:
				wasReviewed = len(r.Unmet()) == 0
			case MoveApprove:
				if !wasAccepted || !wasReviewed || len(r.Unmet()) > 0 || len(e.Scores) < MinExperts || !e.Passes(testRubric()) ||
					by == a.AcceptedBy || a.Number == "" || len(a.MissingMaterials()) > 0 {
					t.Fatalf("approved without its steps: accepted %v, reviewed %v, sheet %+v, panel %+v", wasAccepted, wasReviewed, r, e)
				}
			}
			if a.State == ApplicationApproved && m != MoveApprove && m != MoveUnaward && !(m == moveUndo && before == ApplicationWithdrawn) {
				t.Fatalf("%s led from %s to approved", m, before)
			}
		}
	})
}

// 四(三): a sitting tenant who applies again does not count a job twice; who gives up premises counts all of them anew.
func TestJobsCountOnce四三(t *testing.T) {
	claimed := JobFigure{Full: 12, Part: 3, Source: "申请表", Day: civil.On(2021, 3, 1)}
	a := Application{Jobs: Jobs{Claimed: claimed, Accepted: claimed}}
	w := JobWeights{FullTime: 1000, PartTime: 500, Accepted: 1000, Verified: 1000}
	if got := a.Instance(w, Review{}).JobsMillis; got != 13_500 {
		t.Errorf("nothing counted before: %d", got)
	}
	a.Stays = []StayJobs{{"RZ-JS-2020-0001", JobFigure{Full: 9, Part: 2}}}
	if got := a.Instance(w, Review{}).JobsMillis; got != 3_500 {
		t.Errorf("9 and 2 counted by a running stay: %d", got)
	}
	a.Stays = append(a.Stays, StayJobs{"RZ-JS-2020-0002", JobFigure{Full: 9}})
	if got := a.Instance(w, Review{}).JobsMillis; got != 500 || a.Jobs.Accepted.Full != 12 {
		t.Errorf("never below none: %d, and the figures stay: %+v", got, a.Jobs)
	}
}
