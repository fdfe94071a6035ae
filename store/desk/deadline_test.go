package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
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

// 四(四), 三.4: keys, notarisation, the filing with each department, licence and tax registration are due from the signing on, in the
// calendar, in the list of what waits and in the report, until they are registered.
func TestPapersAreDueAfterTheSigning(t *testing.T) {
	o := newOffice(t, 1)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01") // 2021-03-15
	by := o.As(t, allocation.Manager)
	due := func(until string) string {
		t.Helper()
		got, err := o.Deadlines(t.Context(), by, enginetest.Day(until))
		ok(t, err)
		var out []string
		for _, x := range got {
			if x.Noun == allocation.NounTenancy && x.Kind != desk.DeadlineContract && x.Kind != desk.DeadlineAssess && x.Kind != desk.DeadlineOpen {
				out = append(out, x.Day.String()[5:]+" "+x.Kind.Title()+" "+x.Name)
			}
		}
		return strings.Join(out, "; ")
	}
	if got := due("2021-12-31"); got != "03-30 交接期限 王某1; 04-14 公证期限 王某1; 04-14 备案期限 王某1（市棚改办）; 05-14 办照期限 王某1; 06-14 税务登记 王某1" {
		t.Errorf("due: %s", got)
	}
	todo := func(key string) string {
		t.Helper()
		rows, err := o.Todo(t.Context(), by)
		ok(t, err)
		i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == key })
		if i < 0 {
			return ""
		}
		page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: rows[i].Filter})
		ok(t, err)
		if page.Total != rows[i].Count {
			t.Errorf("%s counts %d, its list shows %d", key, rows[i].Count, page.Total)
		}
		return fmt.Sprintf("%d %d %s", rows[i].Count, rows[i].Due, rows[i].Detail)
	}
	o.Clock.Day = enginetest.Day("2021-03-22")
	if got := todo("tenancy.papers") + todo("tenancy.handover"); got != "1 0 最长 7 天" {
		t.Errorf("a week later: %s", got)
	}
	o.Clock.Day = enginetest.Day("2021-04-15")
	for kind, body := range map[allocation.MilestoneKind]string{allocation.MilestoneFiled: "棚改办", allocation.MilestoneLicensed: "市场监管局"} {
		ok(t, o.AddMilestone(t.Context(), by, d.ID, allocation.Milestone{Kind: kind, Body: body, Number: "1", Day: o.Clock.Day}))
	}
	if got := due("2021-12-31"); got != "03-30 交接期限 王某1; 04-14 公证期限 王某1; 06-14 税务登记 王某1" {
		t.Errorf("after the filing: %s", got)
	}
	if got := todo("tenancy.papers") + " " + todo("tenancy.handover"); got != "1 2 1 件已逾期 1 2 1 件已逾期" {
		t.Errorf("a month later: %s", got)
	}
	owed, err := o.OverduePapers(t.Context(), by, "尖山区", enginetest.Day("2021-04-15"))
	if err != nil || len(owed) != 2 || owed[0].Title() != "交接钥匙" || owed[1].Title() != "公证" {
		t.Errorf("overdue on 04-15: %+v %v", owed, err)
	}
	o.Handed(t, d)
	o.Clock.Day = enginetest.Day("2021-05-20")
	if owed, err = o.OverduePapers(t.Context(), by, "尖山区", enginetest.Day("2021-04-14")); err != nil || len(owed) != 1 || owed[0].Title() != "交接钥匙" {
		t.Errorf("overdue on 04-14, asked later: %+v %v", owed, err)
	}
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error { // 四(四): a renewal owes its own
		if err := x.Exec(`UPDATE contract SET state = 'renewed', ended_day = to_day WHERE tenancy_id = $1`, d.ID); err != nil {
			return err
		}
		return x.Exec(`INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day)
			VALUES ($1, 'HT-2', 2, 'running', '2021-05-20', '2024-03-15', '2027-03-15')`, d.ID)
	}))
	if got := due("2021-12-31"); got != "04-14 公证期限 王某1; 06-14 税务登记 王某1; 06-21 公证期限 王某1（续签）; 06-21 备案期限 王某1（续签 市棚改办）" {
		t.Errorf("after the renewal: %s", got)
	}
	o.Clock.Day = enginetest.Day("2021-06-25")
	if owed, err = o.OverduePapers(t.Context(), by, "尖山区", o.Clock.Day); err != nil || len(owed) != 4 || owed[2].Title() != "续签公证" {
		t.Errorf("overdue after the renewal: %+v %v", owed, err)
	}
	if page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: "证照:逾期"}); err != nil || page.Total != 1 {
		t.Errorf("%d %v", page.Total, err)
	}
	o.Verified(t)
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
