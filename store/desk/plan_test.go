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
	a, err := newTodoAsk(t.Context(), o.Read, engine.Actor{}, o.Today())
	if err != nil {
		t.Fatal(err)
	}
	args := a.args(func(l allocation.LeadTimes) int { return l.Sign })
	for query, indexes := range map[string][]string{
		sqlTodoApplications: {"SEARCH a USING INDEX application_list"},
		sqlTodoRounds:       {"SEARCH r USING INDEX round_list", "SEARCH o USING COVERING INDEX objection_round"},
		sqlTodoAwards:       {"SEARCH w USING INDEX award_list"},
		sqlTodoTenancies:    {"SEARCH t USING INDEX tenancy_list"},
		sqlTodoContracts:    {"SEARCH c USING INDEX contract_to"},
		sqlTodoPending:      {"SEARCH c USING COVERING INDEX contract_pending|SCAN c USING COVERING INDEX contract_pending"},
		sqlTodoBills: {
			"SEARCH t USING INDEX tenancy_to_bill (district=? AND <expr><?)", "SEARCH t USING INDEX tenancy_to_close", "SEARCH t USING INDEX tenancy_water",
			"SEARCH r EXISTS USING INDEX reading_day",
		},
		sqlTodoUnpriced: {"SEARCH t USING INDEX tenancy_pays (district=? AND <expr><?)", "SEARCH t USING INDEX tenancy_water", "SEARCH h USING COVERING INDEX hold_ref|SEARCH h USING INDEX hold_ref", "SEARCH p EXISTS USING INDEX price_place|SEARCH p USING INDEX price_place"},
		sqlTodoMeters: {
			"SEARCH t USING INDEX tenancy_pays (district=? AND <expr><?)", "SEARCH t USING INDEX tenancy_water", "SEARCH h USING INDEX hold_ref",
			"SEARCH x USING INDEX reading_",
		},
		sqlTodoDiffers:    {"SEARCH t USING INDEX tenancy_differs|SEARCH t USING COVERING INDEX tenancy_differs"},
		sqlTodoOpenBills:  {"SEARCH o USING COVERING INDEX open_bill_due"},
		sqlTodoExits:      {"SEARCH x USING INDEX exit_list"},
		sqlTodoRecovering: {"SEARCH u USING COVERING INDEX unit_tally", "SEARCH s USING INDEX unit_spell_open"},
		sqlTodoPool:       {"USING COVERING INDEX unit_pool"},
	} {
		n := strings.Count(query, "$2")
		use := args[:1]
		if n > 0 {
			use = args
		}
		if query == sqlTodoPool {
			use = nil
		}
		plan := o.Plan(t, engine.Dated(query, o.Clock.Day), use...)
		for _, want := range indexes {
			if !slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return strings.Contains(plan, w) }) {
				t.Errorf("%q is missing in the plan\n%s\nof %s", want, plan, query)
			}
		}
	}
}

func TestTodoPlansOfAssessments(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	a, err := newTodoAsk(t.Context(), o.Read, engine.Actor{}, o.Today())
	enginetest.OK(t, err)
	args := a.args(func(allocation.LeadTimes) int { return 0 })
	dueArgs, err := a.dueArgs()
	enginetest.OK(t, err)
	for query, c := range map[string]struct {
		args []any
		want string
	}{
		sqlTodoDue:         {engine.Bind(dueArgs), "SEARCH t USING INDEX tenancy_assessed (district=? AND <expr><?)"},
		sqlTodoAssessments: {engine.Bind(args), "SEARCH k USING INDEX assessment_list (district=? AND state=?)"},
		sqlTodoSupport:     {engine.Bind(args[:1]), "SEARCH b USING COVERING INDEX support_list (district=? AND state=?)"},
		sqlTodoFindings:    {engine.Bind(args), "SEARCH f USING INDEX finding_list (district=? AND state=?)"},
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
		sqlSupplementsDue: "SEARCH a USING INDEX application_s",
		sqlNoticesDue:     "SCAN r",
		sqlSignaturesDue:  "SEARCH w USING INDEX award_list",
		sqlOpeningsDue:    "SEARCH t USING INDEX tenancy_open_by",
		sqlContractsDue:   "SEARCH c USING INDEX contract_to",
		sqlBillsDue:       "INDEX open_bill_due (district=? AND due_day<?)",
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
		sqlUnitsNow:           "COVERING INDEX unit_tally",
		sqlUnitsNowByBuilding: "COVERING INDEX unit_place",
	} {
		if plan := o.Plan(t, query, ""); !strings.Contains(plan, want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("no %s alone in\n%s", want, plan)
		}
	}
	if plan := o.Plan(t, sqlUnitsOn, "", o.Clock.Day); !strings.Contains(plan, "unit_area_unit_id_from_day") && !strings.Contains(plan, "sqlite_autoindex_unit_area_1") {
		t.Errorf("areas are not sought:\n%s", plan)
	}
}
