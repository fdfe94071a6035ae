package allocation

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// sheet is a review sheet on which all clauses are met but for those given.
func sheet(except ...ClauseCheck) Review {
	r := NewReview()
	for i := range r.Clauses {
		r.Clauses[i].Verdict = VerdictMet
		if Seen(r.Clauses[i].Clause) {
			r.Clauses[i].Remark = "房产证"
		}
		for _, e := range except {
			if e.Clause == r.Clauses[i].Clause {
				r.Clauses[i] = e
			}
		}
	}
	return r
}

func TestReviewSheet(t *testing.T) {
	tests := []struct {
		name      string
		sheet     Review
		bad       []string
		unmet     []string
		supported bool
	}{
		{"all met", sheet(), nil, nil, true},
		{"三.7 not met only takes the priority away", sheet(ClauseCheck{"三.7", VerdictUnmet, ""}), nil, nil, false},
		{"三.7 does not apply", sheet(ClauseCheck{"三.7", VerdictNone, ""}), nil, nil, false},
		{"三.1 not met", sheet(ClauseCheck{"三.1", VerdictUnmet, "市场已饱和"}), nil, []string{"三.1"}, true},
		{"三.2 not met", sheet(ClauseCheck{"三.2", VerdictUnmet, "缺许可"}), nil, []string{"三.2"}, true},
		{"三.3 not met", sheet(ClauseCheck{"三.3", VerdictUnmet, "半年后开业"}), nil, []string{"三.3"}, true},
		{"三.4 not met", sheet(ClauseCheck{"三.4", VerdictUnmet, "注册在外市"}), nil, []string{"三.4"}, true},
		{"三.5 not met", sheet(ClauseCheck{"三.5", VerdictUnmet, "不用工"}), nil, []string{"三.5"}, true},
		{"三.6 not met", sheet(ClauseCheck{"三.6", VerdictUnmet, "市内搬迁"}), nil, []string{"三.6"}, true},
		{"三.4 unmet without a remark", sheet(ClauseCheck{"三.4", VerdictUnmet, " "}), []string{"remark 三.4:review_remark"}, []string{"三.4"}, true},
		{"二 no dwelling", sheet(ClauseCheck{ClauseDwelling, VerdictUnmet, "没有住所"}), nil, []string{ClauseDwelling}, true},
		{"二 assets without what was seen", sheet(ClauseCheck{ClauseAssets, VerdictMet, " "}), []string{"remark 二资产:review_seen"}, nil, true},
		{"三.6 must be decided", sheet(ClauseCheck{"三.6", VerdictNone, ""}), []string{"三.6:review_none"}, []string{"三.6"}, true},
		{"三.7 left open", sheet(ClauseCheck{"三.7", "", ""}), []string{"三.7:review_open"}, nil, false},
		{"a clause that is not on the sheet", Review{Clauses: append(sheet().Clauses, ClauseCheck{"三.8", VerdictMet, ""})}, []string{"三.8:review_clause"}, nil, true},
		{"a clause twice", Review{Clauses: append(sheet().Clauses, ClauseCheck{"三.1", VerdictUnmet, "x"})}, []string{"三.1:review_clause"}, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fieldsOf(tt.sheet.Check()); !slices.Equal(got, tt.bad) {
				t.Errorf("Check: got %v, want %v", got, tt.bad)
			}
			if got := tt.sheet.Unmet(); !slices.Equal(got, tt.unmet) {
				t.Errorf("Unmet: got %v, want %v", got, tt.unmet)
			}
			if got := tt.sheet.Supported(); got != tt.supported {
				t.Errorf("Supported: got %v", got)
			}
		})
	}
	if got := NewReview().Unmet(); len(got) != 8 {
		t.Errorf("an empty sheet holds too much: %v", got)
	}
}

// TestSheetOfBefore: a sheet that was filled in before it had the lines of 二 does without them; one that is filled in now does not.
func TestSheetOfBefore(t *testing.T) {
	old := sheet()
	old.Clauses, old.Day = old.Clauses[2:], civil.MustParse("2019-01-02")
	if bad := old.Check(); len(bad) > 0 || len(old.Unmet()) > 0 {
		t.Errorf("%v %v", fieldsOf(bad), old.Unmet())
	}
	if got := fieldsOf(old.Whole().Check()); !slices.Equal(got, []string{"二住所:review_open", "二资产:review_open"}) {
		t.Errorf("%v", got)
	}
}

// TestGroupsAreJudged (二): a claim is accepted or not, a proof that has run out cannot be accepted, and what is not said stays.
func TestGroupsAreJudged(t *testing.T) {
	day := civil.MustParse("2021-03-15")
	a := Application{Groups: []GroupClaim{{Code: "graduate", Title: "毕业生", Priority: true, Proof: "毕业证"}, {Code: "unemployed", Title: "失业人员", Proof: "登记证"}}}
	for _, tt := range []struct {
		verdict GroupVerdict
		want    *say.Refusal
	}{
		{GroupVerdict{Code: "unemployed", Verdict: VerdictMet, Until: day.AddDays(-1)}, ErrGroupExpired},
		{GroupVerdict{Code: "unemployed", Verdict: VerdictUnmet}, ErrGroupRemark},
		{GroupVerdict{Code: "veteran", Verdict: VerdictMet}, ErrGroupUnknown},
		{GroupVerdict{Code: "graduate", Verdict: VerdictMet, Until: day}, nil},
		{GroupVerdict{Code: "graduate"}, nil},
	} {
		if err := a.JudgeGroups([]GroupVerdict{tt.verdict}, day); tt.want == nil && err != nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v", tt.verdict, err)
		}
	}
	if g := a.Groups[0]; g.Verdict() != VerdictMet || g.Decided != day || a.Groups[1].Verdict() != "" || !a.InPriorityGroup() {
		t.Errorf("%+v", a.Groups)
	}
	a.Materials = []MaterialCheck{{Title: "创业群体身份证明", When: WhenGroup}}
	if got := fieldsOf(a.DecisionWarnings(sheet(), day.AddDays(1))); !slices.Equal(got, []string{"groups:warn_group_expired", "materials:warn_priority_proof"}) {
		t.Errorf("%v", got)
	}
}

// TestClaimsMakePapersNecessary: a claim and an agent make their papers required.
func TestClaimsMakePapersNecessary(t *testing.T) {
	everybody := ApplicantKinds
	papers := []Material{
		{Code: "form", For: everybody, Required: true},
		{Code: "agent", For: everybody, When: WhenAgent},
		{Code: "group", For: everybody, When: WhenGroup},
		{Code: "industry", For: everybody, When: WhenPolicy},
	}
	for _, tt := range []struct {
		of    MaterialsFor
		order []string
		want  string
	}{
		{MaterialsFor{Kind: Person}, nil, "form* agent group industry"},
		{MaterialsFor{Kind: Person, Agent: true, Policy: true}, nil, "form* agent* group industry*"},
		{MaterialsFor{Kind: Person, Groups: true}, []string{"form"}, "form* group*"},
	} {
		var got []string
		for _, m := range Checklist(papers, tt.order, tt.of, nil) {
			if m.Required {
				m.Code += "*"
			}
			got = append(got, m.Code)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%+v: %v", tt.of, got)
		}
	}
}

// TestPriorityInBases (2018（十二）): people of enterprises that cut capacity go first in incubation bases only.
func TestPriorityInBases(t *testing.T) {
	a := Application{Groups: []GroupClaim{{Code: "capacity_cut", Proof: "分流证明"}}}
	if err := a.JoinGroups([]Group{{Code: "capacity_cut", Name: "自主创业的分流人员", Priority: PriorityBase}}, nil); err != nil {
		t.Fatal(err)
	}
	if a.InBaseGroup() {
		t.Error("not judged yet")
	}
	if err := a.JudgeGroups([]GroupVerdict{{Code: "capacity_cut", Verdict: VerdictMet}}, civil.MustParse("2021-03-15")); err != nil {
		t.Fatal(err)
	}
	if a.InPriorityGroup() || !a.InBaseGroup() {
		t.Errorf("%+v", a.Groups)
	}
	a.Natures = []Nature{"科技型", "大型"}
	if got := fieldsOf(a.Check()); !slices.Contains(got, "natures:nature") {
		t.Errorf("三 names no such kind: %v", got)
	}
}
