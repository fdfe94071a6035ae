package application_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/ui"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// office is a district office on a real file with the catalogues of the policy and one account for each role that is needed.
type office struct {
	t     *testing.T
	store *store.Store
	env   *screen.Env
	who   map[allocation.Role]engine.Actor
}

// staff are the accounts of the office.
var staff = map[allocation.Role]string{allocation.Intake: "周", allocation.Reviewer: "钱", allocation.Approver: "李"}

func today() civil.Date { return civil.MustParse("2021-03-15") }

// template is the file of a new office, made once: passwords take their time.
var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "penggai-test")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	s, err := store.Create(folder, basis.Founding{
		Office: "尖山区", Admin: "xitong", Password: "penggai-test", Stock: premises.Stock(seed.Units(1)[:60]),
		Catalogues: basis.Catalogues{
			Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
			Grounds: seed.ExitGrounds(), Holidays: seed.Holidays(),
		},
	}, engine.Options{PasswordKiB: 8, Today: today})
	if err != nil {
		return nil, err
	}
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver} {
		_, err := s.AddAccount(context.Background(), engine.Console(), basis.NewAccount{
			Name: string(r), Display: staff[r], Roles: []allocation.Role{r}, District: "尖山区", Password: "penggai-test", Settled: true,
		})
		if err != nil {
			return nil, err
		}
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(folder, engine.FileName))
})

func newOffice(t *testing.T) *office {
	t.Helper()
	data, err := template()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, engine.FileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(folder, engine.Options{PasswordKiB: 8, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &office{t: t, store: s, who: map[allocation.Role]engine.Actor{}}
	accounts, err := s.Accounts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for r, name := range staff {
		for _, a := range accounts {
			if a.Display == name {
				o.who[r] = engine.Actor{ID: a.ID, Name: a.Name, Display: name, Role: r, District: "尖山区"}
			}
		}
	}
	o.env = &screen.Env{Store: s, Office: "尖山区", Demo: true}
	return o
}

// open starts the program on a place as an account.
func (o *office) open(role allocation.Role, to screen.Go, w, h int) *kittest.Term {
	o.t.Helper()
	o.env.SignIn(o.who[role])
	return kittest.Start(o.t, ui.New(o.env, ui.Routes(), ui.Make(o.env, to)), w, h)
}

func validID(n int) string {
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); allocation.CheckIDNumber(id) == nil {
			return id
		}
	}
	return ""
}

// draft registers an applicant and its application, and returns the application's id.
func (o *office) draft(n int, project string) int64 {
	o.t.Helper()
	in := intake.Intake{
		Applicant: allocation.Applicant{
			Kind: allocation.Person, Name: []string{"王宝", "赵小雪", "孙明"}[n%3], IDNumber: validID(n), Phone: fmt.Sprintf("138469000%02d", n),
			Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			Project: project, Description: "面向社区的家政服务", Sector: "6-01", Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 10, Part: 2}},
			Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}}, MaxUnits: 1, Communities: []string{"南市区"},
			Groups: []allocation.GroupClaim{{Code: "graduate", Proof: "毕业证书"}},
		},
	}
	for _, m := range seed.Materials() {
		if m.Asks(allocation.Person) && m.Code != "plan" {
			in.Application.Materials = append(in.Application.Materials, allocation.MaterialCheck{Code: m.Code, Received: o.store.Today()})
		}
	}
	_, id, err := o.store.DraftApplication(context.Background(), o.who[allocation.Intake], in)
	if err != nil {
		o.t.Fatal(err)
	}
	return id
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) accept(id int64) {
	o.t.Helper()
	_, err := o.store.AcceptApplication(context.Background(), o.who[allocation.Intake], id, 1)
	o.must(err)
}

func (o *office) state(id int64) intake.ApplicationDetail {
	o.t.Helper()
	d, err := o.store.Application(context.Background(), o.who[allocation.Reviewer], id)
	o.must(err)
	return d
}

var sizes = [][2]int{{80, 24}, {120, 36}}

func TestListGoldens(t *testing.T) {
	o := newOffice(t)
	o.accept(o.draft(1, "快递服务站"))
	o.draft(2, "社区养老")
	third := o.draft(3, "速印广告")
	o.accept(third)
	o.must(o.store.WithdrawApplication(context.Background(), o.who[allocation.Intake], third, 2, "改在外地经营"))
	for _, size := range sizes {
		term := o.open(allocation.Intake, screen.Go{Place: screen.Application}, size[0], size[1])
		term.WaitFor("3 份")
		term.Golden("list")
		term.Press("tab", "tab")
		term.WaitFor("1 份")
		term.Golden("list-accepted")
		term.Press("tab")
		term.WaitFor("没有符合筛选的申请")
		term.Golden("list-none")
		term.Press("esc")
		term.WaitFor("[全部 3]")
		term.WaitFor("3 份")
	}
}

func TestEmptyList(t *testing.T) {
	o := newOffice(t)
	term := o.open(allocation.Approver, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("还没有申请")
	term.Press("f2")
	term.WaitFor("登记申请由受理员")
}

// TestIntakeFormToAcceptance types a whole application at the counter.
func TestIntakeFormToAcceptance(t *testing.T) {
	o := newOffice(t)
	for _, size := range sizes {
		term := o.open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, size[0], size[1])
		term.WaitFor("谁来申请")
		term.Golden("intake")
	}
	term := o.open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 80, 24)
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	for _, text := range []string{"王宝", validID(1), "13846900001", "尖山区西平行路1号"} {
		term.Type(text)
		term.Press("enter")
	}
	term.Press("enter")
	term.Type("自有住房")
	term.Press("enter")
	term.Type("设备")
	term.Press("enter", "enter")
	term.Type("北方家政")
	term.Press("enter")
	term.Type("保洁和月嫂")
	term.Press("tab")
	term.Type("jtfw")
	term.WaitFor("家庭服务")
	term.Press("enter", "enter", "enter")
	term.Type("12")
	term.Press("ctrl+s")
	term.WaitFor("已登记 北方家政 的申请")
	term.WaitFor("受理员核对材料后受理")
	term.Golden("detail-draft")
	term.Press("f5")
	term.WaitFor("必交材料还缺")
	term.Golden("accept")
	term.Press("right", "enter")
	term.WaitFor("已受理，编号 JS20210001")
}

// TestIntakeDraftSurvives leaves a half-typed form, as Esc and as a crash do, and finds it again.
func TestIntakeDraftSurvives(t *testing.T) {
	o := newOffice(t)
	term := o.open(allocation.Intake, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("还没有申请")
	term.Press("f2")
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	term.Type("赵小雪")
	term.Press("enter")
	term.Type("2305")
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		d, _, err := o.store.Draft(context.Background(), o.who[allocation.Intake], "application/new")
		o.must(err)
		if strings.Contains(d.Body, "2305") {
			break // every key is on disk before anything is pressed: a crash loses nothing
		}
		if time.Now().After(end) {
			t.Fatalf("the draft holds %q", d.Body)
		}
	}
	term.Press("esc")
	term.WaitFor("草稿已保留")
	again := o.open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 80, 24)
	again.WaitFor("赵小雪")
	again.WaitFor("2305")
}

func TestIntakeOffersTheRegistered(t *testing.T) {
	o := newOffice(t)
	o.draft(1, "快递服务站")
	term := o.open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 80, 24)
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	term.Type("某人")
	term.Press("enter")
	term.Type(validID(1))
	term.WaitFor("似已登记：赵小雪")
	term.Press("f6")
	term.WaitGone("固定住所")
	term.WaitFor("项目名称")
}

// TestReviewToDecision goes from the accepted application to the approval with the hands of three people.
func TestReviewToDecision(t *testing.T) {
	o := newOffice(t)
	id := o.draft(1, "快递服务站")
	o.accept(id)
	for _, size := range sizes {
		term := o.open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("逐条审查")
		term.Golden("detail-accepted")
		term.Press("tab")
		term.Golden("detail-materials")
		term.Press("f7")
		term.WaitFor("由分管领导办理")
		term.Press("f5")
		term.WaitFor("逐条审查（三.1 至 三.7）")
		term.Golden("review")
		term.Press("esc", "f6")
		term.WaitFor("要补正什么")
		term.Golden("ask")
	}
	term := o.open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("逐条审查")
	term.Press("f6")
	term.WaitFor("创业项目计划书")
	term.Press("ctrl+s")
	term.WaitFor("已要求补正，期限 2021-03-29")
	term.WaitFor("等申请人补正，期限 2021-03-29，还剩 14 天")
	term.Press("f5")
	term.WaitFor("已交材料")
	term.Press("space")
	term.WaitFor("[ ]")
	term.Press("space", "enter", "ctrl+s")
	term.WaitFor("已收到补正")
	term.WaitFor("下一步 审核员逐条审查")
	term.Press("f5")
	term.WaitFor("逐条审查（三.1 至 三.7）")
	term.Press("f5")
	term.WaitFor("还没有判断")
	for range 7 {
		term.Press("right", "enter")
	}
	term.Press("left")
	term.Press("f5")
	term.WaitFor("产业政策文件")
	if d := o.state(id); d.State != allocation.ApplicationAccepted {
		t.Fatalf("三.7 without a document passed: %s", d.State)
	}
	term.Type("省发改2020-12")
	term.Press("f5")
	term.WaitFor("材料合格，可以评审")
	o.evaluateAndDecide(id)
}

func (o *office) evaluateAndDecide(id int64) {
	t := o.t
	for _, size := range sizes {
		term := o.open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("评审打分")
		term.Press("5")
		term.WaitFor("待补正")
		term.Press("f5")
		term.WaitFor("评审人 1")
		term.Golden("evaluation")
	}
	term := o.open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("评审打分")
	term.Press("f5")
	term.WaitFor("评审人 1")
	for i := range 3 {
		term.Type(strings.Repeat("评", i+1))
		term.Press("enter", "enter")
		for range 5 {
			term.Type("8")
			term.Press("enter")
		}
	}
	term.WaitFor("平均 40.00")
	term.Press("ctrl+s")
	term.WaitFor("评审已登记")

	boss := o.open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	boss.WaitFor("由分管领导决定")
	boss.Press("f6")
	boss.WaitFor("未达到合格线")
	rubric := allocation.DefaultParameters().Rubric
	var e allocation.Evaluation
	for i := range 3 {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range rubric.Items {
			s.Points[item.Code] = item.Max * 3 / 4
		}
		e.Scores = append(e.Scores, s)
	}
	o.must(o.store.EvaluateApplication(context.Background(), o.who[allocation.Reviewer], id, o.state(id).Version, e))
	for _, size := range sizes {
		term := o.open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("由分管领导决定")
		term.Press("4")
		term.WaitFor("评审项目")
		term.Golden("detail-evaluation")
		term.Press("3")
		term.WaitFor("能带动就业")
		term.Golden("detail-review")
	}
	boss = o.open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	boss.WaitFor("由分管领导决定")
	boss.Press("f6")
	boss.WaitFor("通过后进入待分配")
	boss.Golden("approve")
	boss.Type("同意")
	boss.Press("enter", "tab", "enter")
	boss.WaitFor("已评审通过")
	if d := o.state(id); d.State != allocation.ApplicationApproved || d.Decision != "同意" {
		t.Fatalf("after the approval: %s %q", d.State, d.Decision)
	}
	boss.WaitFor("下一步 等待分配")
	boss.Press("ctrl+z")
	boss.WaitFor("已撤销上一步")
	boss.Press("5")
	boss.WaitFor("操作后随即撤销")
	if d := o.state(id); d.State != allocation.ApplicationReviewed {
		t.Fatalf("after Ctrl+Z: %s", d.State)
	}
}
