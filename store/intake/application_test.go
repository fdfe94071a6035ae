package intake_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/refusal"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
)

func TestApplicationFromDraftToApproval(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id := o.Drafted(t, 1, intaketest.Request())

	d := o.Detail(t, id)
	if d.State != allocation.ApplicationDraft || d.Number != "" || d.SectorTitle == "" || len(d.Materials) != 3 || !d.Groups[0].Priority ||
		d.Jobs.Claimed.Source != "申请表" || d.Jobs.Claimed.Day != o.Clock.Day || strings.Contains(d.Who.IDNumber, "19900101") {
		t.Fatalf("draft: %+v", d)
	}
	number, err := o.AcceptApplication(ctx, clerk, id, d.Version)
	ok(t, err)
	if number != "JS20210001" {
		t.Errorf("number %s", number)
	}
	deadline, err := o.AskSupplement(ctx, reviewer, id, 2, "计划书", civil.Date{})
	ok(t, err)
	if want := civil.MustParse("2021-03-29"); deadline != want {
		t.Errorf("四(一): ten working days after 2021-03-15 end on %s, want %s", deadline, want)
	}
	o.Clock.Day = civil.MustParse("2021-03-18")
	ok(t, o.ReceiveSupplement(ctx, clerk, id, 3, []string{"plan"}, ""))
	ok(t, o.ReviewApplication(ctx, reviewer, id, 4, intaketest.Sheet(), true))
	rubric := allocation.DefaultParameters().Rubric
	ok(t, o.EvaluateApplication(ctx, reviewer, id, 5, intaketest.Scores(rubric, 3, 70)))
	warned, err := o.ApproveApplication(ctx, approver, id, 6, "同意")
	ok(t, err)

	d = o.Detail(t, id)
	if warned || d.State != allocation.ApplicationApproved || d.Version != 7 || d.Decision != "同意" || d.DecidedName != "分管领导" ||
		d.DecidedDay != o.Clock.Day || d.AcceptedName != "受理员" || d.Policy.Document != "省发改 2020-12" {
		t.Errorf("approved: %+v", d)
	}
	if !d.Groups[0].Accepted || d.Jobs.Accepted.Full != 10 || d.Taxes.Accepted.Amount != 3_000_000 || len(d.MissingMaterials()) > 0 {
		t.Errorf("what the review accepted: %+v %+v %+v", d.Groups, d.Jobs, d.Materials)
	}
	if !slices.Equal(d.Communities, []string{"南市区", "其他"}) || !slices.Equal(d.Requires, []string{"上下水"}) {
		t.Errorf("wishes: %v %v", d.Communities, d.Requires)
	}
	if d.Materials[0].Received != civil.MustParse("2021-03-15") || d.Materials[1].Received != civil.MustParse("2021-03-18") {
		t.Errorf("a paper keeps the day it came in: %+v", d.Materials)
	}
	if len(d.Evaluation.Scores) != 3 || d.Evaluation.Average(d.Evaluation.Rubric) != 7000 || d.Evaluation.Scores[2].Points["market"] != 21 {
		t.Errorf("evaluation: %+v", d.Evaluation)
	}
	var states []string
	for _, m := range d.Moves {
		states = append(states, string(m.To))
	}
	if got := strings.Join(states, " "); got != "draft accepted supplement accepted reviewed approved" {
		t.Errorf("moves: %s", got)
	}
	instance := d.Instance(allocation.DefaultParameters().Jobs, d.Review.Review)
	if instance.JobsMillis != 11_000 || instance.Tax != 3_000_000 || !instance.Group || !instance.Policy || *instance.Max != 20000 {
		t.Errorf("四(三) instance: %+v", instance)
	}
}

func TestApplicationRefusalsInTheStore(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, allocation.CityOffice)
	clerk, reviewer := o.AsOf(t, allocation.Intake, "尖山区"), o.AsOf(t, allocation.Reviewer, "尖山区")
	id := o.Drafted(t, 1, intaketest.Request())
	incomplete := intaketest.Request()
	incomplete.Project = ""
	empty := o.Drafted(t, 2, incomplete)
	foreign := intaketest.Person(t, 3)
	foreign.District = "岭东区"
	tests := []struct {
		name string
		do   func() error
		want error
	}{
		{"stale version", func() error { _, err := o.AcceptApplication(ctx, clerk, id, 9); return err }, engine.ErrStale},
		{"an incomplete draft", func() error { _, err := o.AcceptApplication(ctx, clerk, empty, 1); return err }, say.ErrFieldEmpty},
		{"another role", func() error { _, err := o.AcceptApplication(ctx, reviewer, id, 1); return err }, engine.ErrNotAllowed},
		{"another district", func() error {
			_, err := o.AcceptApplication(ctx, o.AsOf(t, allocation.Intake, "岭东区"), id, 1)
			return err
		}, engine.ErrOtherDistrict},
		{"reading in another district", func() error {
			_, err := o.Application(ctx, o.AsOf(t, allocation.Intake, "岭东区"), id)
			return err
		}, engine.ErrOtherDistrict},
		{"registering in another district", func() error { _, err := o.RegisterApplicant(ctx, clerk, foreign); return err }, engine.ErrOtherDistrict},
		{"二: an applicant without a dwelling", func() error {
			a := intaketest.Person(t, 4)
			a.FixedResidence = ""
			_, err := o.RegisterApplicant(ctx, clerk, a)
			return err
		}, say.ErrFieldEmpty},
		{"a group that is not in the catalogue", func() error {
			a := intaketest.Request()
			a.Groups = []allocation.GroupClaim{{Code: "astronaut", Proof: "x"}}
			return o.EditApplication(ctx, clerk, id, 1, a)
		}, allocation.ErrGroupUnknown},
		{"review of a draft", func() error { return o.ReviewApplication(ctx, reviewer, id, 1, intaketest.Sheet(), true) }, allocation.ErrApplicationMove},
		{"no such application", func() error { return o.EditApplication(ctx, clerk, 99, 1, intaketest.Request()) }, engine.ErrNotFound},
	}
	for _, tt := range tests {
		if err := tt.do(); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	number, err := o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	if number != "JS20210001" {
		t.Errorf("failed acceptances left a gap: %s", number)
	}
}

func TestApplicationSeparationOfDuties(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	both := o.As(t, allocation.Intake)
	ok(t, o.Write(ctx, engine.Console(), allocation.ActEditAccount, func(x *engine.Tx) error {
		return x.Exec(`UPDATE account SET roles = 'intake,approver' WHERE id = $1`, both.ID)
	}))
	id := o.Drafted(t, 1, intaketest.Request())
	_, err := o.AcceptApplication(ctx, both, id, 1)
	ok(t, err)
	ok(t, o.ReviewApplication(ctx, o.As(t, allocation.Reviewer), id, 2, intaketest.Sheet(), true))
	ok(t, o.EvaluateApplication(ctx, o.As(t, allocation.Reviewer), id, 3, intaketest.Scores(allocation.DefaultParameters().Rubric, 3, 70)))
	both.Role = allocation.Approver
	if _, err := o.ApproveApplication(ctx, both, id, 4, "同意"); !errors.Is(err, allocation.ErrSamePerson) {
		t.Fatalf("strict: %v", err)
	}
	p := basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "试行", Parameters: allocation.DefaultParameters()}
	p.Separation = allocation.SeparationWarn
	_, err = o.AddParameters(ctx, o.As(t, allocation.Admin), p)
	ok(t, err)
	warned, err := o.ApproveApplication(ctx, both, id, 4, "同意")
	if err != nil || !warned {
		t.Fatalf("warn: %v %v", warned, err)
	}
	reason, err := engine.One(ctx, o.Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil || !strings.Contains(reason, "同一人办理") {
		t.Errorf("the log does not tell: %q %v", reason, err)
	}
}

func TestApplicationSupplementDeadline(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	clerk, reviewer := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer)
	id := o.Drafted(t, 1, intaketest.Request())
	_, err := o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	_, err = o.AskSupplement(ctx, reviewer, id, 2, "计划书", civil.MustParse("2021-03-20"))
	ok(t, err)
	o.Clock.Day = civil.MustParse("2021-03-20")
	if err := o.CloseSupplement(ctx, reviewer, id, 3, refusal.Because("late")); !errors.Is(err, allocation.ErrSupplementRunning) {
		t.Errorf("closed on the last day: %v", err)
	}
	o.Clock.Day = civil.MustParse("2021-03-21")
	if err := o.ReceiveSupplement(ctx, clerk, id, 3, []string{"plan"}, ""); !errors.Is(err, allocation.ErrSupplementLate) {
		t.Errorf("late without a reason: %v", err)
	}
	ok(t, o.CloseSupplement(ctx, reviewer, id, 3, refusal.Because("late")))
	if d := o.Detail(t, id); d.State != allocation.ApplicationRefused || d.StateDay != o.Clock.Day {
		t.Errorf("after closing: %s since %s", d.State, d.StateDay)
	}
}

func TestApplicationFlagsAtAcceptance(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	clerk := o.As(t, allocation.Intake)
	first := o.Drafted(t, 1, intaketest.Request())
	twin := intaketest.Person(t, 1)
	twin.Name, twin.Phone, twin.Address = "王某一", "+86 138-4690-0001", "双鸭山市尖山区西平行路１号"
	odd := intaketest.Request()
	odd.Sector, odd.SectorText, odd.SectorReason = "", "剧本娱乐", "带动就业"
	_, second, err := o.DraftApplication(ctx, clerk, intake.Intake{Applicant: twin, Application: odd})
	ok(t, err)
	ahead, err := o.ApplicationFlags(ctx, clerk, second)
	ok(t, err)
	_, err = o.AcceptApplication(ctx, clerk, second, 1)
	ok(t, err)
	d := o.Detail(t, second)
	if !slices.Equal(ahead, d.Flags) {
		t.Errorf("flags ahead %+v, kept %+v", ahead, d.Flags)
	}
	var got []string
	for _, f := range d.Flags {
		got = append(got, string(f.Kind))
	}
	if s := strings.Join(got, " "); s != "identity phone address application sector" {
		t.Errorf("flags: %s (%+v)", s, d.Flags)
	}
	if len(o.Detail(t, first).Flags) != 0 {
		t.Error("the earlier application was flagged without being touched")
	}
}

// TestApplicantIsEditedBeforeAnAcceptance: while all applications are drafts the counter simply edits; a mask that comes back from
// the form is no new number, and neither stands in the log.
func TestApplicantIsEditedBeforeAnAcceptance(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	clerk := o.As(t, allocation.Intake)
	id := o.Drafted(t, 1, intaketest.Request())
	row, err := o.Applicant(ctx, clerk, o.Detail(t, id).Applicant)
	ok(t, err)
	a := row.Applicant
	a.Phone = "13999990000"
	ok(t, o.EditApplicant(ctx, clerk, row.ID, row.Version, a))
	err = o.EditApplicant(ctx, clerk, row.ID, row.Version, a)
	if !errors.Is(err, engine.ErrStale) || !strings.Contains(err.Error(), "受理员") || !strings.Contains(err.Error(), "修改主体") {
		t.Errorf("stale: %v", err)
	}
	whole, err := o.UnmaskApplicant(ctx, clerk, row.ID, "核对证件")
	ok(t, err)
	if whole.IDNumber != intaketest.ValidID(t, 1) || whole.Phone != "13999990000" {
		t.Errorf("a masked number was taken for a new one: %s", whole.IDNumber)
	}
	body, err := engine.All(ctx, o.Read, engine.ScanOne[string], `SELECT CAST(body AS TEXT) || reason || subject FROM log`)
	ok(t, err)
	for _, secret := range []string{intaketest.ValidID(t, 1), "13999990000"} {
		if strings.Contains(strings.Join(body, ""), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
	_, err = o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	err = o.EditApplicant(ctx, clerk, row.ID, row.Version+1, a)
	if !errors.Is(err, intake.ErrApplicantAccepted) {
		t.Errorf("an accepted one: %v", err)
	}
}

func TestFindApplicants(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, allocation.CityOffice)
	o.Drafted(t, 1, intaketest.Request())
	id := o.Drafted(t, 2, intaketest.Request())
	_, err := o.AcceptApplication(ctx, o.AsOf(t, allocation.Intake, "尖山区"), id, 1)
	ok(t, err)
	for _, tt := range []struct {
		text, district string
		want           int
	}{
		{"王某", "", 2},
		{"wm2", "", 1},
		{intaketest.ValidID(t, 1), "", 1},
		{intaketest.ValidID(t, 2)[14:], "", 1},
		{"1384690000", "", 0}, // the beginning of a number finds nothing
		{"13846900002", "", 1},
		{intaketest.ValidID(t, 1)[:17], "", 0},
		{intaketest.ValidID(t, 1)[:6], "", 0},
		{"0002", "", 1},
		{"不在", "", 0},
		{"", "", 2},
		{"王某", "岭东区", 0},
		{"%", "", 0},
	} {
		got, err := o.FindApplicants(ctx, o.AsOf(t, allocation.Intake, tt.district), tt.text, 20)
		if err != nil || len(got) != tt.want {
			t.Errorf("%q: %d found, %v; want %d", tt.text, len(got), err, tt.want)
		}
	}
	if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM log WHERE action = 'applicant.find' AND subject LIKE '%*%'`); n != 2 {
		t.Errorf("%d searches by a number are in the log", n)
	}
	feltOut := 0
	for _, c := range "0123456789X" { // the first sign of what the list hides
		rows, err := o.FindApplicants(ctx, o.AsOf(t, allocation.Supervisor, ""), intaketest.ValidID(t, 1)[:6]+string(c), 20)
		ok(t, err)
		feltOut += len(rows)
	}
	if feltOut != 0 {
		t.Error("a number is felt out figure by figure")
	}
	seen, err := o.FindApplicants(ctx, o.AsOf(t, allocation.Supervisor, ""), "王某", 20)
	if err != nil || !strings.Contains(seen[0].Phone, "****") {
		t.Errorf("%+v %v", seen, err)
	}
	got, err := o.FindApplicants(ctx, o.AsOf(t, allocation.Intake, ""), "wm2", 20)
	ok(t, err)
	if b := got[0]; b.LastNumber != "JS20210001" || b.LastState != allocation.ApplicationAccepted || b.Applications != 1 || !strings.Contains(b.Identity, "*") {
		t.Errorf("brief: %+v", b)
	}
}

func TestApplicationsList(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, allocation.CityOffice)
	clerk := o.AsOf(t, allocation.Intake, "尖山区")
	var ids []int64
	for n := 1; n <= 30; n++ {
		a := intaketest.Request()
		a.Project, a.Jobs.Claimed.Full = fmt.Sprintf("项目%02d", n), int64(n)
		if n == 30 {
			a.Project = "快递服务站"
		}
		ids = append(ids, o.Drafted(t, n, a))
	}
	for _, id := range ids[:12] {
		_, err := o.AcceptApplication(ctx, clerk, id, 1)
		ok(t, err)
	}
	ok(t, o.Write(ctx, clerk, allocation.ActWithdrawApplication, func(x *engine.Tx) error {
		return intake.MoveApplication(x, ids[0], func(a *allocation.Application) error { return a.Withdraw("不办了") }, "不办了")
	}))
	tests := []struct {
		name        string
		q           engine.ListQuery
		total       int
		first, last int64
	}{
		{"newest first", engine.ListQuery{Limit: 10}, 30, ids[29], ids[20]},
		{"second window", engine.ListQuery{Limit: 10, Offset: 10}, 30, ids[19], ids[10]},
		{"sought behind a row", engine.ListQuery{Limit: 10, Offset: 10, After: fmt.Sprint(ids[20])}, 30, ids[19], ids[10]},
		{"everything", engine.ListQuery{}, 30, ids[29], ids[0]},
		{"by state", engine.ListQuery{Filter: "状态:已受理"}, 11, ids[11], ids[1]},
		{"by state in initials", engine.ListQuery{Filter: "zt:ch"}, 1, ids[0], ids[0]},
		{"by number", engine.ListQuery{Filter: "js20210005"}, 1, ids[4], ids[4]},
		{"by initials", engine.ListQuery{Filter: "kdfw"}, 1, ids[29], ids[29]},
		{"by pinyin", engine.ListQuery{Filter: "kuaidi"}, 1, ids[29], ids[29]},
		{"by 汉字", engine.ListQuery{Filter: "快递"}, 1, ids[29], ids[29]},
		{"by jobs", engine.ListQuery{Filter: "岗位:>30"}, 2, ids[29], ids[28]},
		{"by applicant", engine.ListQuery{Filter: "主体:wm7"}, 1, ids[6], ids[6]},
		{"most jobs first", engine.ListQuery{Sort: []engine.Order{{Column: "jobs_claimed", Desc: true}}, Limit: 5}, 30, ids[29], ids[25]},
		{"by number, those without last", engine.ListQuery{Sort: []engine.Order{{Column: "number", Desc: false}}, Limit: 13}, 30, ids[0], ids[29]},
		{"around a row", engine.ListQuery{Limit: 10, Find: fmt.Sprint(ids[9])}, 30, ids[14], ids[5]},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page, err := o.Applications(ctx, clerk, tt.q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != tt.total || page.Rows[0].ID != tt.first || page.Rows[len(page.Rows)-1].ID != tt.last {
				t.Errorf("total %d, first %d, last %d; want %d, %d, %d", page.Total, page.Rows[0].ID, page.Rows[len(page.Rows)-1].ID, tt.total, tt.first, tt.last)
			}
		})
	}
	if _, err := o.Applications(ctx, clerk, engine.ListQuery{Filter: "颜色:红"}); !errors.Is(err, search.ErrFilterField) {
		t.Errorf("unknown field: %v", err)
	}
	page, err := o.Applications(ctx, o.AsOf(t, allocation.Intake, "岭东区"), engine.ListQuery{})
	if err != nil || page.Total != 0 {
		t.Errorf("another district sees %d, %v", page.Total, err)
	}
	enginetest.CheckNoun(t, o.Store, intake.ApplicationNoun)
	enginetest.CheckRecord(t, o.Store, intake.ApplicantRecord)
	counts, err := o.ApplicationCounts(ctx, clerk)
	if err != nil || counts[allocation.ApplicationAccepted] != 11 || counts[allocation.ApplicationDraft] != 18 || counts[allocation.ApplicationWithdrawn] != 1 {
		t.Errorf("counts %v, %v", counts, err)
	}
	for query, args := range map[string][]any{
		"SELECT a.state, count(*) FROM application a WHERE TRUE GROUP BY 1":                     nil,
		"SELECT a.state, count(*) FROM application a WHERE TRUE AND a.district = $1 GROUP BY 1": {"尖山区"},
	} {
		plan, err := engine.All(ctx, o.Read, func(s engine.Scanner) (line string, err error) {
			var id, parent, unused int64
			err = s.Scan(&id, &parent, &unused, &line)
			return line, err
		}, "EXPLAIN QUERY PLAN "+query, args...)
		if text := strings.Join(plan, "\n"); err != nil || !strings.Contains(text, "COVERING INDEX") || strings.Contains(text, "TEMP B-TREE") {
			t.Errorf("%s: %v %v", query, plan, err)
		}
	}
}

func TestSoundsOfNames(t *testing.T) {
	for _, tt := range []struct{ name, typed string }{
		{"单小雪", "sxx"}, {"单小雪", "dxx"}, {"单小雪", "shanxiaoxue"}, {"快递2号站", "kd2hz"}, {"快递2号站", "kuaidi2hao"}, {"ABC商店", "abcsd"},
	} {
		if !strings.Contains(intake.Sounds(tt.name), tt.typed) {
			t.Errorf("%s is not found by %s: %q", tt.name, tt.typed, intake.Sounds(tt.name))
		}
	}
	if n := len(strings.Fields(intake.Sounds(strings.Repeat("重", 40)))); n > 2*8+1 {
		t.Errorf("%d variants are kept", n)
	}
}

// TestOtherDocuments: 外来投资者 (二) come with other documents; a pasted number loses what nobody sees, a name is found with any dot.
func TestOtherDocuments(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	clerk := o.As(t, allocation.Intake)
	a := intaketest.Person(t, 1)
	a.Name, a.IDNumber, a.Phone, a.Residence = "\u200e阿不都• 艾力", "\u202d8100001994\u200b08230021", "0086-469-4281234转801", allocation.ResidenceOutside
	id, err := o.RegisterApplicant(t.Context(), clerk, a)
	ok(t, err)
	row, err := o.UnmaskApplicant(t.Context(), clerk, id, "核对")
	ok(t, err)
	if row.Name != "阿不都· 艾力" || row.IDNumber != "810000199408230021" || row.Phone != "04694281234-801" {
		t.Errorf("%q %q %q", row.Name, row.IDNumber, row.Phone)
	}
	rare := intaketest.Person(t, 2)
	rare.Name, rare.IDNumber = "刘\U0002EBF0明", "E12345678"
	_, err = o.RegisterApplicant(t.Context(), clerk, rare)
	ok(t, err)
	for text, want := range map[string]int{
		"阿不都‧": 1, "阿不都.": 1, "abd": 1, "8100": 0, "810000199408230021": 1, "0021": 1, "0469-4281": 0, "0469-4281234-801": 1, "刘": 1, "lm": 1, "liuming": 1, "E123": 0, "E12345678": 1, "刘王": 0,
	} {
		found, err := o.FindApplicants(t.Context(), clerk, text, 10)
		ok(t, err)
		if len(found) != want {
			t.Errorf("%s finds %d, want %d", text, len(found), want)
		}
	}
	future := intaketest.Person(t, 3)
	future.IDNumber = "230502202103160016"
	_, err = o.RegisterApplicant(t.Context(), clerk, future)
	if !errors.Is(err, identity.ErrIDFuture) && !errors.Is(err, identity.ErrIDCheck) {
		t.Errorf("born tomorrow: %v", err)
	}
	o.Verified(t)
}

// TestAcceptanceIsTakenBack: while nothing rests on it, with a reason; the number stays with the draft for the next acceptance.
func TestAcceptanceIsTakenBack(t *testing.T) {
	ctx := t.Context()
	o := intaketest.New(t, "尖山区")
	clerk, reviewer := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer)
	id := o.Drafted(t, 1, intaketest.Request())
	number, err := o.AcceptApplication(ctx, clerk, id, o.Detail(t, id).Version)
	ok(t, err)
	enginetest.Refused(t, "without a reason", o.UndoApplication(ctx, clerk, id, o.Detail(t, id).Version, " "), allocation.ErrReasonMissing)
	ok(t, o.UndoApplication(ctx, clerk, id, o.Detail(t, id).Version, "点错"))
	if d := o.Detail(t, id); d.State != allocation.ApplicationDraft || d.AcceptedBy != 0 || !d.AcceptedOn.IsZero() {
		t.Errorf("%+v", d.Application)
	}
	again, err := o.AcceptApplication(ctx, clerk, id, o.Detail(t, id).Version)
	if err != nil || again != number {
		t.Errorf("number %s, then %s, %v", number, again, err)
	}
	ok(t, o.ReviewApplication(ctx, reviewer, id, o.Detail(t, id).Version, intaketest.Sheet(), false))
	err = o.UndoApplication(ctx, clerk, id, o.Detail(t, id).Version, "点错")
	enginetest.Refused(t, "with a sheet", err, allocation.ErrUndoDepends)
	if !strings.Contains(err.Error(), "填写审查表") {
		t.Error(err)
	}
	o.Verified(t)
}
