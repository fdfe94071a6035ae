package desk

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestTodoPlans: every question is a search in an index.
func TestTodoPlans(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	a, err := NewTodoAsk(t.Context(), o.Read, engine.Actor{}, o.Today())
	if err != nil {
		t.Fatal(err)
	}
	args := a.Args(func(l allocation.LeadTimes) int { return l.Sign })
	for query, indexes := range map[string][]string{
		SqlTodoApplications: {"SEARCH a USING INDEX application_list"},
		SqlTodoRounds:       {"SEARCH r USING INDEX round_list", "SEARCH o USING COVERING INDEX objection_round"},
		SqlTodoAwards:       {"SEARCH w USING INDEX award_list"},
		SqlTodoTenancies:    {"SEARCH t USING INDEX tenancy_list"},
		SqlTodoContracts:    {"SEARCH c USING INDEX contract_to"},
		SqlTodoPending:      {"SEARCH c USING COVERING INDEX contract_pending|SCAN c USING COVERING INDEX contract_pending"},
		SqlTodoBills: {
			"SEARCH t USING INDEX tenancy_to_bill (district=? AND <expr><?)", "SEARCH t USING INDEX tenancy_to_close", "SEARCH t USING INDEX tenancy_water",
			"SEARCH r EXISTS USING INDEX reading_tenancy",
		},
		SqlTodoOpenBills:  {"SEARCH o USING COVERING INDEX open_bill_due"},
		SqlTodoExits:      {"SEARCH x USING INDEX exit_list"},
		SqlTodoRecovering: {"SEARCH u USING COVERING INDEX unit_tally", "SEARCH s USING INDEX unit_spell_open"},
		SqlTodoPool:       {"USING COVERING INDEX unit_pool"},
	} {
		n := strings.Count(query, "$9")
		use := args[:8]
		if n > 0 {
			use = args
		}
		if query == SqlTodoPool {
			use = nil
		}
		plan := o.Plan(t, query, use...)
		for _, want := range indexes {
			if !slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return strings.Contains(plan, w) }) {
				t.Errorf("%q is missing in the plan\n%s\nof %s", want, plan, query)
			}
		}
	}
}

func TestTodoPlansOfAssessments(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	a, err := NewTodoAsk(t.Context(), o.Read, engine.Actor{}, o.Today())
	enginetest.OK(t, err)
	args := a.Args(func(allocation.LeadTimes) int { return 0 })
	dueArgs, err := a.DueArgs()
	enginetest.OK(t, err)
	for query, c := range map[string]struct {
		args []any
		want string
	}{
		SqlTodoDue:         {engine.Bind(dueArgs), "SEARCH t USING INDEX tenancy_assessed (district=? AND <expr><?)"},
		SqlTodoAssessments: {engine.Bind(args), "SEARCH k USING INDEX assessment_list (district=? AND state=?)"},
		SqlTodoSupport:     {engine.Bind(args[:8]), "SEARCH b USING COVERING INDEX support_list (district=? AND state=?)"},
		SqlTodoFindings:    {engine.Bind(args), "SEARCH f USING INDEX finding_list (district=? AND state=?)"},
	} {
		if plan := o.Plan(t, query, c.args...); !strings.Contains(plan, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, plan)
		}
	}
}

// TestDeadlinePlans: each kind is found by an index, however many records the office has; rounds are few.
func TestDeadlinePlans(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	for query, want := range map[string]string{
		SqlSupplementsDue: "SEARCH a USING INDEX application_s",
		SqlNoticesDue:     "SCAN r",
		SqlSignaturesDue:  "SEARCH w USING INDEX award_list",
		SqlOpeningsDue:    "SEARCH t USING INDEX tenancy_open_by",
		SqlContractsDue:   "SEARCH c USING INDEX contract_to",
		SqlBillsDue:       "INDEX open_bill_due (district=? AND due_day<?)",
	} {
		if plan := o.Plan(t, query, "", civil.MustParse("2021-03-15")); !strings.Contains(plan, want) {
			t.Errorf("%q is missing in the plan\n%s\nof %s", want, plan, query)
		}
	}
}

// TestFiguresOfTodayAreCovered: today's counts come from an index alone.
func TestFiguresOfTodayAreCovered(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	for query, want := range map[string]string{
		SqlUnitsNow:           "COVERING INDEX unit_tally",
		SqlUnitsNowByBuilding: "COVERING INDEX unit_place",
	} {
		if plan := o.Plan(t, query, ""); !strings.Contains(plan, want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("no %s alone in\n%s", want, plan)
		}
	}
	if plan := o.Plan(t, SqlUnitsOn, "", o.Clock.Day); !strings.Contains(plan, "unit_area_unit_id_from_day") && !strings.Contains(plan, "sqlite_autoindex_unit_area_1") {
		t.Errorf("areas are not sought:\n%s", plan)
	}
}
