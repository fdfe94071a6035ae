package desk_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
)

// TestDeadlines: what is under way stands on its last day, the first day first; what is done stands nowhere.
func TestDeadlines(t *testing.T) {
	o := todoCase(t)
	by := o.As(t, allocation.Manager)
	got, err := o.Deadlines(t.Context(), by, o.Today().AddDays(4000))
	ok(t, err)
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
	ok(t, err)
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
	o := newOffice(t, 1)
	d := o.Contracted(t, 0)
	last := d.Contract.LastDay()
	got, err := o.Deadlines(t.Context(), o.As(t, allocation.Manager), last)
	ok(t, err)
	got = slices.DeleteFunc(got, func(d desk.Deadline) bool { return d.Kind != desk.DeadlineContract })
	if len(got) != 1 || got[0].Day != last || got[0].Kind != desk.DeadlineContract || got[0].ID != d.ID {
		t.Errorf("%+v, the last day is %v", got, last)
	}
	got, err = o.Deadlines(t.Context(), o.As(t, allocation.Manager), last.AddDays(-1))
	if err != nil || slices.ContainsFunc(got, func(d desk.Deadline) bool { return d.Kind == desk.DeadlineContract }) {
		t.Errorf("the day before: %+v, %v", got, err)
	}
}

// TestDeadlineOfAnAssessment: the next one counts, by the interval of the district, as the list of what is due has it.
func TestDeadlineOfAnAssessment(t *testing.T) {
	o := newOffice(t, 1)
	d := o.Contracted(t, 0)
	by := o.As(t, allocation.Manager)
	page, err := o.DueAssessments(t.Context(), by, engine.ListQuery{})
	ok(t, err)
	got, err := o.Deadlines(t.Context(), by, page.Rows[0].Due)
	ok(t, err)
	i := slices.IndexFunc(got, func(x desk.Deadline) bool { return x.Kind == desk.DeadlineAssess })
	if i < 0 || got[i].Day != page.Rows[0].Due || got[i].ID != d.ID {
		t.Errorf("%+v, due on %v", got, page.Rows[0].Due)
	}
}

// TestDeadlinesSeeDistricts: an account of a district sees its own.
func TestDeadlinesSeeDistricts(t *testing.T) {
	o := todoCase(t)
	got, err := o.Deadlines(t.Context(), o.AsOf(t, allocation.Manager, "尖山区"), o.Today().AddDays(4000))
	ok(t, err)
	for _, d := range got {
		if d.District != "尖山区" {
			t.Errorf("%+v", d)
		}
	}
}
