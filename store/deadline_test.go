package store_test

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
)

// TestDeadlines: what is under way stands on its last day, the first day first; what is done stands nowhere.
func TestDeadlines(t *testing.T) {
	o := todoCase(t)
	by := o.as(t, allocation.Manager)
	got, err := o.Deadlines(t.Context(), by, o.Today().AddDays(4000))
	must(t, err)
	kinds := map[desk.DeadlineKind]int{}
	for i, d := range got {
		kinds[d.Kind]++
		if i > 0 && d.Day.Before(got[i-1].Day) {
			t.Errorf("%v after %v", d, got[i-1])
		}
		if d.Number == "" || d.Name == "" || d.ID == 0 || d.Noun == "" || d.Kind.Title() == "" {
			t.Errorf("%+v does not say what it is", d)
		}
	}
	want := map[desk.DeadlineKind]string{
		desk.DeadlineSupplement: `SELECT count(*) FROM application WHERE state = 'supplement'`,
		desk.DeadlineSign:       `SELECT count(*) FROM award WHERE state = 'offered'`,
		desk.DeadlineOpen:       `SELECT count(*) FROM tenancy WHERE state = 'handed'`,
		desk.DeadlineContract:   `SELECT count(*) FROM contract WHERE state = 'running'`,
	}
	for kind, query := range want {
		if n := int(count(t, o.Read, query)); kinds[kind] != n {
			t.Errorf("%s: %d, the records say %d", kind, kinds[kind], n)
		}
	}
	first := got[0].Day
	until, err := o.Deadlines(t.Context(), by, first)
	must(t, err)
	for _, d := range until {
		if d.Day != first {
			t.Errorf("%v lies after %v", d, first)
		}
	}
	if len(until) == 0 {
		t.Errorf("the last day itself does not count")
	}
}

// TestDeadlineOfAContract: the last day of a contract is the day before the first one after it.
func TestDeadlineOfAContract(t *testing.T) {
	o := stayOffice(t, 1)
	d := contracted(t, o, 0)
	last := d.Contract.LastDay()
	got, err := o.Deadlines(t.Context(), o.as(t, allocation.Manager), last)
	must(t, err)
	got = slices.DeleteFunc(got, func(d desk.Deadline) bool { return d.Kind != desk.DeadlineContract })
	if len(got) != 1 || got[0].Day != last || got[0].Kind != desk.DeadlineContract || got[0].ID != d.ID {
		t.Errorf("%+v, the last day is %v", got, last)
	}
	got, err = o.Deadlines(t.Context(), o.as(t, allocation.Manager), last.AddDays(-1))
	if err != nil || slices.ContainsFunc(got, func(d desk.Deadline) bool { return d.Kind == desk.DeadlineContract }) {
		t.Errorf("the day before: %+v, %v", got, err)
	}
}

// TestDeadlineOfAnAssessment: the next one counts, by the interval of the district, as the list of what is due has it.
func TestDeadlineOfAnAssessment(t *testing.T) {
	o := stayOffice(t, 1)
	d := contracted(t, o, 0)
	by := o.as(t, allocation.Manager)
	page, err := o.DueAssessments(t.Context(), by, engine.ListQuery{})
	must(t, err)
	got, err := o.Deadlines(t.Context(), by, page.Rows[0].Due)
	must(t, err)
	i := slices.IndexFunc(got, func(x desk.Deadline) bool { return x.Kind == desk.DeadlineAssess })
	if i < 0 || got[i].Day != page.Rows[0].Due || got[i].ID != d.ID {
		t.Errorf("%+v, due on %v", got, page.Rows[0].Due)
	}
}

// TestDeadlinesSeeDistricts: an account of a district sees its own.
func TestDeadlinesSeeDistricts(t *testing.T) {
	o := todoCase(t)
	got, err := o.Deadlines(t.Context(), o.asOf(t, allocation.Manager, "尖山区"), o.Today().AddDays(4000))
	must(t, err)
	for _, d := range got {
		if d.District != "尖山区" {
			t.Errorf("%+v", d)
		}
	}
}

// TestDeadlinePlans: each kind is found by an index, however many records the office has; rounds are few.
func TestDeadlinePlans(t *testing.T) {
	o := todoCase(t)
	for query, want := range map[string]string{
		desk.SqlSupplementsDue: "SEARCH a USING INDEX application_s",
		desk.SqlNoticesDue:     "SCAN r",
		desk.SqlSignaturesDue:  "SEARCH w USING INDEX award_list",
		desk.SqlOpeningsDue:    "SEARCH t USING INDEX tenancy_open_by",
		desk.SqlContractsDue:   "SEARCH c USING INDEX contract_to",
		desk.SqlBillsDue:       "INDEX open_bill_due (district=? AND due_day<?)",
	} {
		if plan := planOf(t, o, query, "", civil.MustParse("2021-03-15")); !strings.Contains(plan, want) {
			t.Errorf("%q is missing in the plan\n%s\nof %s", want, plan, query)
		}
	}
}
