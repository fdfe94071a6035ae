package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/intake/intaketest"
)

// todoCase is an office on 2021-03-15 with work of every kind: most in 尖山区, one award in 岭东区.
func todoCase(t *testing.T) office {
	t.Helper()
	o := cityOffice(t)
	for n := 1; n <= 14; n++ {
		o.Drafted(t, n, intaketest.Request())
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := o.Writer.Exec(query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	state := func(s allocation.ApplicationState, day string, ids ...int) {
		for _, id := range ids {
			exec(`UPDATE application SET state = $1, state_day = $2, number = 'JS' || id WHERE id = $3`, string(s), day, id)
		}
	}
	// 1, 2 stay drafts.
	state(allocation.ApplicationAccepted, "2021-03-10", 3, 4, 5)
	state(allocation.ApplicationSupplement, "2021-03-01", 6, 7)
	exec(`UPDATE application SET supplement_deadline = '2021-03-17' WHERE id = 6`)
	exec(`UPDATE application SET supplement_deadline = '2021-05-17' WHERE id = 7`)
	state(allocation.ApplicationReviewed, "2021-03-11", 8, 9)
	exec(`INSERT INTO evaluation (application_id, parameter_id, day, account) VALUES (9, 1, '2021-03-12', 1)`)
	state(allocation.ApplicationApproved, "2021-03-12", 10, 11)
	state(allocation.ApplicationContracted, "2021-03-12", 12, 13, 14)
	round := func(number, district, state string, more string) {
		exec(`INSERT INTO round (number, title, district, state, parameter_id, created_day, created_by` + more[:strings.Index(more, "|")] + `)
			VALUES ('` + number + `', '` + number + `', '` + district + `', '` + state + `', 1, '2021-03-01', 1` + more[strings.Index(more, "|")+1:] + `)`)
	}
	round("A", "尖山区", "draft", "|")
	round("B", "尖山区", "computed", "|")
	round("C", "尖山区", "noticed", ", notice_from, notice_until, objection_until|, '2021-03-10', '2021-03-16', '2021-03-17'")
	round("D", "岭东区", "confirmed", "|")
	exec(`INSERT INTO round_applicant (round_id, application_id) VALUES (2, 10), (1, 11)`)
	exec(`INSERT INTO round_input (round_id, position, instance, sha256, reason, day, account_id) VALUES (3, 1, '', $1, '', '2021-03-01', 1)`, strings.Repeat("0", 64))
	exec(`INSERT INTO run (round_id, position, kind, input_id, parameter_id, instance, result, digest, proved, applicants, served, jobs_millis,
		area_dm2, units, units_left, day, at, account_id) VALUES (3, 1, 'first', 1, 1, '', '', $1, 1, 0, 0, 0, 0, 0, 0, '2021-03-01', '', 1)`, strings.Repeat("0", 64))
	exec(`INSERT INTO objection (round_id, run_id, name, body, state, raised_day, raised_by) VALUES (3, 1, '某', '某', 'raised', '2021-03-11', 1)`)
	award := func(round, application int, state, signBy string) {
		exec(`INSERT INTO award (round_id, run_id, application_id, state, rank, weight_millis, target_dm2, area_dm2, offered_day, sign_by)
			VALUES ($1, 1, $2, $3, 1, 1, 1, 1, '2021-03-01', $4)`, round, application, state, signBy)
	}
	award(3, 10, "offered", "2021-03-18")
	award(3, 11, "offered", "2021-03-12")
	award(4, 3, "offered", "2021-06-18")
	for i, id := range []int{12, 13, 14} {
		award(3, id, "contracted", "2021-03-18")
		exec(`INSERT INTO tenancy (number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, handed_day, open_by,
			water_intensive, state_day) VALUES ($1, '尖山区', $2, $2, $3, $4, '2018-03-20', '2018-03-20', $5, $6, 0, '2021-03-01')`,
			fmt.Sprint("RZ", id), id, 4+i, []string{"signed", "handed", "handed"}[i], []any{nil, "2020-12-04", "2021-02-01"}[i],
			[]any{nil, "2021-03-04", "2021-05-06"}[i])
		exec(`INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day) VALUES ($1, $2, 1, 'running', '2018-03-20', '2018-03-20', $3)`,
			i+1, fmt.Sprint("HT", id), []string{"2021-03-15", "2021-05-15", "2021-05-16"}[i])
	}
	exec(`INSERT INTO exit (tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by)
		VALUES (3, 'opened', 2, 0, 1, '某', '某', '', '2021-03-01', '2021-03-01', 1)`)
	exec(`UPDATE unit SET state = 'recovering' WHERE number = 'JS-NSQ-01-1-01'`)
	exec(`UPDATE unit_spell SET from_day = '2021-03-03' WHERE unit_id = (SELECT id FROM unit WHERE number = 'JS-NSQ-01-1-01')`)
	return o
}

func todoText(rows []desk.TodoRow) []string {
	var out []string
	for _, r := range rows {
		mark := ""
		if r.Mine {
			mark = " *"
		}
		out = append(out, fmt.Sprintf("%s %d %s %d%s", r.Key, r.Count, r.Detail, r.Due, mark))
	}
	return out
}

func TestTodo(t *testing.T) {
	o := todoCase(t)
	rows, err := o.Todo(t.Context(), o.AsOf(t, allocation.Manager, "尖山区"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"award.sign 2 1 件已逾期 2 *",
		"tenancy.handover 1 1 件已逾期 2 *",
		"tenancy.late 1 最长 11 天 2 *",
		"tenancy.open 1 最早 05-06 0 *",
		"tenancy.papers 3 3 件已逾期 2 *",
		"contract.holdover 1 最长 1 天 2 *",
		"contract.ending 1 最早 05-14 1 *",
		"assessment.due 3 3 件已逾期 2 *",
		"takeover.way 5 下一步 单位信息 1 *",
		"unit.recovering 1 最长 12 天 0 *",
		"application.draft 2 今天 0",
		"application.supplement 2 最早 03-17 1",
		"application.review 3 最长 5 天 0",
		"application.decide 2 待评审 1 待审批 1 0",
		"application.wait 2 最长 3 天 0",
		"round.open 2 待锁定 1 待公示 1 0",
		"round.notice 1 异议待答 1 剩 2 个工作日 1",
		"exit.open 1 待批准 1 0",
	}
	if got := todoText(rows); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "application.wait" }); rows[i].Order != "since" {
		t.Errorf("who has waited longest does not come first: %+v", rows[i])
	}
}

// TestTodoSeesDistricts: an account of a district sees its own work, one of the city all of it and the city pool.
func TestTodoSeesDistricts(t *testing.T) {
	o := todoCase(t)
	counts := func(district string) map[string]int {
		rows, err := o.Todo(t.Context(), o.AsOf(t, allocation.Supervisor, district))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for _, r := range rows {
			if r.Noun != allocation.NounSystem && r.Noun != allocation.NounTakeover {
				out[r.Key] = r.Count
			}
		}
		return out
	}
	if got := counts("岭东区"); len(got) != 1 || got["award.sign"] != 1 {
		t.Errorf("岭东区 sees %v", got)
	}
	if got := counts(""); got["award.sign"] != 3 || got["unit.pool"] != 802 || got["application.review"] != 3 {
		t.Errorf("the city sees %v", got)
	}
	if got := counts("尖山区"); got["unit.pool"] != 0 || got["award.sign"] != 2 {
		t.Errorf("尖山区 sees %v", got)
	}
}

// TestTodoPutsOnesOwnFirst: each role's work stands before that of the others.
func TestTodoPutsOnesOwnFirst(t *testing.T) {
	o := todoCase(t)
	first := map[allocation.Role]string{
		allocation.Intake: "application.draft", allocation.Reviewer: "application.supplement", allocation.Approver: "application.decide",
		allocation.Manager: "award.sign",
	}
	for role, key := range first {
		rows, err := o.Todo(t.Context(), o.AsOf(t, role, "尖山区"))
		if err != nil {
			t.Fatal(err)
		}
		if rows[0].Key != key || !rows[0].Mine {
			t.Errorf("%s begins with %s", role, rows[0].Key)
		}
		if !slices.IsSortedFunc(rows, func(a, b desk.TodoRow) int {
			if a.Mine == b.Mine {
				return 0
			} else if a.Mine {
				return -1
			}
			return 1
		}) {
			t.Errorf("%s: %v", role, todoText(rows))
		}
	}
}

// TestTodoFiltersFindTheRecords: the list behind each row shows as many records as the row counts.
func TestTodoFiltersFindTheRecords(t *testing.T) {
	o := todoCase(t)
	by := o.AsOf(t, allocation.Supervisor, "")
	rows, err := o.Todo(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, r := range rows {
		total := -1
		switch r.Noun {
		case allocation.NounUnit:
			page, err := o.Units(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounApplication:
			page, err := o.Applications(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounTenancy:
			page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounBill:
			page, err := o.Bills(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounExit:
			page, err := o.Exits(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounAssessmentDue:
			page, err := o.DueAssessments(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounRound:
			page, err := o.RoundList(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounAward:
			page, err := o.AwardList(t.Context(), by, engine.ListQuery{Filter: r.Filter, Limit: 1})
			if err != nil {
				t.Fatalf("%s: %v", r.Filter, err)
			}
			total = page.Total
		case allocation.NounSystem, allocation.NounTakeover: // a part of the system, no list
			continue
		}
		checked++
		if total != r.Count {
			t.Errorf("%s counts %d, its list by %q shows %d", r.Key, r.Count, r.Filter, total)
		}
	}
	if checked < 15 {
		t.Errorf("only %d rows were compared", checked)
	}
}

// BenchmarkTodo is the whole list at full inventory; the aim is 10 ms.
func BenchmarkTodo(b *testing.B) {
	o := cityOffice(b)
	by := o.AsOf(b, allocation.Supervisor, "")
	for b.Loop() {
		if _, err := o.Todo(b.Context(), by); err != nil {
			b.Fatal(err)
		}
	}
}

// TestTodoOfTheOffice: the administrator is reminded of the notice of a year that has none, of the next one from November on or when a
// deadline lies in it, and of supervisors without a department; a supervisor is told of itself.
func TestTodoOfTheOffice(t *testing.T) {
	o := todoCase(t)
	admin := o.As(t, allocation.Admin)
	at := func(by engine.Actor, key string) string {
		t.Helper()
		rows, err := o.Todo(t.Context(), by)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if r.Key == key {
				return fmt.Sprintf("%d %s %s", r.Count, r.Detail, r.Filter)
			}
		}
		return ""
	}
	year := o.Clock.Day.Year()
	before := at(admin, "calendar.notice")
	day := func(month time.Month, d int) { o.Clock.Day = civil.On(year, month, d) }
	free := func(y int) []civil.SpecialDay {
		return []civil.SpecialDay{{Day: civil.On(y, time.January, 1), Name: "元旦"}}
	}
	if before != "" && !strings.Contains(before, fmt.Sprint(year)) {
		t.Errorf("in %s: %q", o.Clock.Day, before)
	}
	if err := o.SetHolidays(t.Context(), admin, year, free(year), "国办"); err != nil {
		t.Fatal(err)
	}
	if got := at(admin, "calendar.notice"); got != "" {
		t.Errorf("in %s: %q", o.Clock.Day, got)
	}
	day(time.November, 2)
	if got := at(admin, "calendar.notice"); got != fmt.Sprintf("1 %d 年 日历", year+1) {
		t.Errorf("in November: %q", got)
	}
	if got := at(o.As(t, allocation.Manager), "calendar.notice"); got != "" {
		t.Errorf("the manager is told: %q", got)
	}
	supervisor := o.As(t, allocation.Supervisor)
	all, own := at(admin, "account.body"), at(supervisor, "account.body")
	if !strings.HasSuffix(all, "请补填 账号") || own != "1 请管理员补填 账号" {
		t.Errorf("supervisors without a department: %q, %q", all, own)
	}
}
