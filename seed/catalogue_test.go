package seed

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// TestAnnex counts the trades under each heading of the annex and checks the codes.
func TestAnnex(t *testing.T) {
	want := []int{2, 9, 4, 19, 7, 5, 9, 19}
	count := make([]int, len(want))
	seen := map[string]bool{}
	var headings []string
	for _, s := range Sectors() {
		if seen[s.Code] || seen[s.Name] {
			t.Errorf("%s %s stands twice", s.Code, s.Name)
		}
		seen[s.Code], seen[s.Name] = true, true
		if s.Heading == "" {
			headings = append(headings, s.Code)
			continue
		}
		if s.Heading != headings[len(headings)-1] {
			t.Errorf("%s stands outside its heading", s.Code)
		}
		count[len(headings)-1]++
		if s.Code != fmt.Sprintf("%s-%02d", s.Heading, count[len(headings)-1]) {
			t.Errorf("code %s", s.Code)
		}
	}
	if len(headings) != 8 || !slices.Equal(count, want) {
		t.Errorf("%d headings with %v trades, want 8 with %v", len(headings), count, want)
	}
}

// TestGroupsTellEntryFromPriority pins what each clause gives.
func TestGroupsTellEntryFromPriority(t *testing.T) {
	type right struct {
		eligible bool
		priority allocation.Priority
	}
	count := map[string]map[right]int{}
	for _, g := range Groups() {
		if count[g.Source.Clause] == nil {
			count[g.Source.Clause] = map[right]int{}
		}
		count[g.Source.Clause][right{g.Eligible, g.Priority}]++
		if g.First() != (g.Priority != "") || g.Proof == "" {
			t.Errorf("%+v", g)
		}
	}
	for clause, want := range map[string]map[right]int{
		"二":    {{true, allocation.PriorityEqual}: 6, {true, ""}: 2},
		"（六）":  {{true, ""}: 1},
		"（八）":  {{true, ""}: 4},
		"（九）":  {{true, ""}: 1, {false, ""}: 1},
		"（十二）": {{true, allocation.PriorityBase}: 1, {true, ""}: 1},
	} {
		if fmt.Sprint(count[clause]) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", clause, count[clause], want)
		}
	}
}

// TestEveryEntryHasItsSource checks codes, clauses and validity of all catalogues.
func TestEveryEntryHasItsSource(t *testing.T) {
	check := func(catalogue string, codes map[string]bool, code, name string, s allocation.Source) {
		if code == "" || name == "" || codes[code] {
			t.Errorf("%s %q %q: empty or twice", catalogue, code, name)
		}
		codes[code] = true
		first := map[string]civil.Date{allocation.Policy2017: civil.On(2017, 8, 5), allocation.Policy2018: civil.On(2018, 1, 12)}[s.Document]
		if s.Clause == "" || first.IsZero() || !s.InForce(first) || s.InForce(first.AddDays(-1)) {
			t.Errorf("%s %s: source %+v", catalogue, code, s)
		}
	}
	sectors, groups, materials, benefits, grounds := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range Sectors() {
		check("sector", sectors, e.Code, e.Name, e.Source)
	}
	for _, e := range Groups() {
		check("group", groups, e.Code, e.Name, e.Source)
	}
	for _, e := range Materials() {
		check("material", materials, e.Code, e.Name, e.Source)
	}
	for _, e := range Benefits() {
		check("benefit", benefits, e.Code, e.Name, e.Source)
		for _, g := range e.Groups {
			if !groups[g] {
				t.Errorf("benefit %s is meant for the unknown group %s", e.Code, g)
			}
		}
	}
	for _, e := range leave.ExitGrounds() {
		check("ground", grounds, fmt.Sprint(e.Number), e.Name, e.Source)
	}
}

func TestMaterialsByKind(t *testing.T) {
	for kind, want := range map[allocation.ApplicantKind]int{allocation.Person: 9, allocation.Team: 10, allocation.Company: 9} {
		n := 0
		for _, m := range Materials() {
			if m.Required && m.Asks(kind) {
				n++
			}
		}
		if n != want {
			t.Errorf("%s hands in %d papers, want %d", kind, n, want)
		}
	}
}

// TestBenefitLimits pins the service days of 五(三) and 五(六) and the waived fees of 五(一).
func TestBenefitLimits(t *testing.T) {
	limits := map[string]int{}
	var waives []string
	for _, b := range Benefits() {
		if b.Limit.Set {
			limits[b.Code] = b.Limit.Days
		}
		waives = append(waives, b.Waives...)
	}
	if fmt.Sprint(limits) != "map[licence_issue:2 licence_register:0 school:3]" {
		t.Errorf("limits %v", limits)
	}
	if fmt.Sprint(waives) != "[rent water property heating]" {
		t.Errorf("waives %v", waives)
	}
}

// TestGrounds pins who opens an exit and what it does to the waiver (四(五)).
func TestGrounds(t *testing.T) {
	for i, g := range leave.ExitGrounds() {
		n := i + 1
		if g.Number != n || len(g.Kinds) == 0 || (len(g.Kinds) == 3) != (n == 4) || g.Heard != (n == 1 || n == 3 || n == 5) || g.StopsWaiver != (n == 3) || g.Evidence == "" {
			t.Errorf("ground %d: %+v", n, g)
		}
	}
	if len(leave.ExitGrounds()) != 5 {
		t.Errorf("%d grounds", len(leave.ExitGrounds()))
	}
}
