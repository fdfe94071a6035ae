package application_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/seed"
	"penggai/store/intake"
	"penggai/ui/screen"
	"penggai/ui/screen/application"
	"penggai/ui/screen/home"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, application.Routes, home.Routes) }

// counter is the office of the tests.
var counter = screentest.Setting{Day: "2021-03-15", Units: func() []allocation.Unit { return seed.Units(1)[:60] }}

// draft registers the n-th applicant and its application, which lacks one paper, and returns the application's id.
func draft(o *screentest.Office, n int, project string) int64 {
	return o.Draft(func(in *intake.Intake) {
		a, app := &in.Applicant, &in.Application
		a.Name, a.IDNumber = []string{"王宝", "赵小雪", "孙明"}[n%3], screentest.PersonID(n)
		a.Phone, a.Address = fmt.Sprintf("138469000%02d", n), fmt.Sprintf("尖山区西平行路 %d 号", n)
		app.Project, app.Description, app.Communities = project, "面向社区的家政服务", []string{"南市区"}
		app.Jobs.Claimed = allocation.JobFigure{Full: 10, Part: 2}
		app.Groups = []allocation.GroupClaim{{Code: "graduate", Proof: "毕业证书"}}
		app.Materials = slices.DeleteFunc(app.Materials, func(m allocation.MaterialCheck) bool { return m.Code == "plan" })
	})
}

func TestListGoldens(t *testing.T) {
	o := counter.New(t)
	o.Accept(draft(o, 1, "快递服务站"))
	draft(o, 2, "社区养老")
	third := draft(o, 3, "速印广告")
	o.Accept(third)
	o.Must(o.Store.WithdrawApplication(context.Background(), o.Who[allocation.Intake], third, 2, "改在外地经营"))
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Intake, screen.Go{Place: screen.Application}, size[0], size[1])
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
	o := counter.New(t)
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("还没有申请")
	term.Press("f2")
	term.WaitFor("登记申请由受理员")
}

// TestIntakeFormToAcceptance types a whole application at the counter.
func TestIntakeFormToAcceptance(t *testing.T) {
	o := counter.New(t)
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, size[0], size[1])
		term.WaitFor("谁来申请")
		term.Golden("intake")
	}
	term := o.Open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 80, 24)
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	for _, text := range []string{"王宝", screentest.PersonID(1), "13846900001", "尖山区西平行路1号"} {
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
	term.Press("enter", "enter", "enter", "tab")
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
	o := counter.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("还没有申请")
	term.Press("f2")
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	term.Type("赵小雪")
	term.Press("enter")
	term.Type("2305")
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		list, err := o.Store.Drafts(context.Background(), o.Who[allocation.Intake])
		o.Must(err)
		if len(list) == 1 && strings.Contains(list[0].Body, "2305") {
			break // every key is on disk before anything is pressed: a crash loses nothing
		}
		if time.Now().After(end) {
			t.Fatalf("the drafts are %q", list)
		}
	}
	term.Press("esc")
	term.WaitFor("草稿已保留")
	again := o.Open(allocation.Intake, screen.Go{Place: screen.Application}, 80, 24)
	again.WaitFor("还没有申请")
	again.Press("f2")
	again.WaitFor("登记一份新的")
	again.Press("down", "enter")
	again.WaitFor("赵小雪")
	again.WaitFor("2305")
}

func TestIntakeOffersTheRegistered(t *testing.T) {
	o := counter.New(t)
	draft(o, 1, "快递服务站")
	term := o.Open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 80, 24)
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	term.Type("某人")
	term.Press("enter")
	term.Type(screentest.PersonID(1))
	term.WaitFor("似已登记：赵小雪")
	term.Press("ctrl+x")
	term.WaitGone("固定住所")
	term.WaitFor("项目名称")
}

// TestReviewToDecision goes from the accepted application to the approval with the hands of three people.
func TestReviewToDecision(t *testing.T) {
	o := counter.New(t)
	id := draft(o, 1, "快递服务站")
	o.Accept(id)
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("逐条审查")
		term.Golden("detail-accepted")
		term.Press("tab")
		term.Golden("detail-materials")
		term.Press("ctrl+r")
		term.WaitFor("由分管领导办理")
		term.Press("f5")
		term.WaitFor("逐条审查（二、三.1 至 三.7）")
		term.Golden("review")
		term.Press("esc", "ctrl+x")
		term.WaitFor("要补正什么")
		term.Golden("ask")
	}
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("逐条审查")
	term.Press("ctrl+x")
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
	term.WaitFor("逐条审查（二、三.1 至 三.7）")
	term.Press("f5")
	term.WaitFor("还没有判断")
	for range 2 {
		term.Press("right", "enter")
		term.Type("看到房产证")
		term.Press("enter")
	}
	for range 7 {
		term.Press("right", "enter")
	}
	term.Press("left")
	term.Press("f5")
	term.WaitFor("产业政策文件")
	if d := o.Application(id); d.State != allocation.ApplicationAccepted {
		t.Fatalf("三.7 without a document passed: %s", d.State)
	}
	term.Type("省发改2020-12")
	term.Press("f5")
	term.WaitFor("选认定或不认定（二）")
	term.Press("right", "f5")
	term.WaitFor("材料合格，可以评审")
	evaluateAndDecide(t, o, id)
}

// TestAMinorIsPointedOut: who is not of full age is said beside the number at the counter, on the page of a draft, to the reviewer and to
// the approver; the older card of foreigners is read too.
func TestAMinorIsPointedOut(t *testing.T) {
	o := counter.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.ApplicationNew}, 120, 36)
	term.WaitFor("谁来申请")
	term.Press("enter", "enter")
	term.Type("王宝")
	term.Press("enter")
	term.Type("CAN110008080310")
	term.WaitFor("外国人永久居留证（旧版），未满十八周岁")
	id := o.Draft(func(in *intake.Intake) { in.Applicant.IDNumber = "CAN110008080310" })
	term = o.Open(allocation.Intake, screen.Go{Place: screen.Application, ID: id}, 120, 36)
	term.WaitFor("2008-08-03 出生")
	o.Accept(id)
	term = o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("逐条审查")
	term.Press("f5")
	term.WaitFor("2008-08-03 出生")
	term.Golden("review-minor")
	o.Review(id)
	o.Evaluate(id)
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, 120, 36)
	term.WaitFor("评审通过")
	term.Press("ctrl+x")
	term.WaitFor("注意：未满十八周岁，核对监护人同意")
}

func evaluateAndDecide(t *testing.T, o *screentest.Office, id int64) {
	t.Helper()
	o.ListExperts("评审甲", "评审乙", "评审丙", "评审丁")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("组成评审组")
		term.Golden("detail-reviewed")
		term.Press("5")
		term.WaitFor("待补正")
		term.Press("f5")
		term.WaitFor("评审人 1")
		term.Golden("panel")
	}
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("组成评审组")
	term.Press("f5")
	term.WaitFor("评审人 1")
	for range 3 {
		term.Press("right", "enter", "right", "enter")
	}
	term.Press("right", "enter", "right", "right", "enter")
	term.WaitFor("什么关系")
	term.Type("曾合伙经营")
	term.Press("ctrl+s")
	term.WaitFor("已组成评审组")
	term.WaitFor("已交 0 名，未交 3 名")
	term.Press("4")
	term.WaitFor("曾合伙经营")
	for n := range 3 {
		term.Press("f5")
		term.WaitFor("互相看不到")
		if n == 1 {
			term.Golden("evaluation")
		}
		term.Press("enter")
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			term.Type(strconv.FormatInt(item.Max*3/4, 10))
			term.Press("enter")
		}
		term.Press("ctrl+s")
		term.WaitFor("已登记一名评审人的打分")
		term.Press("4")
		if n == 1 {
			term.WaitFor("已交 2 名，未交 1 名")
			term.Golden("detail-sealed")
		}
	}
	term.WaitFor("评审项目")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		term.WaitFor("由分管领导决定")
		term.Press("4")
		term.WaitFor("评审项目")
		term.Golden("detail-evaluation")
		term.Press("3")
		term.WaitFor("能带动就业")
		term.Golden("detail-review")
	}
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	boss.WaitFor("由分管领导决定")
	boss.Press("ctrl+x")
	boss.WaitFor("通过后进入待分配")
	boss.Golden("approve")
	boss.Type("同意")
	boss.Press("enter", "tab", "enter")
	boss.WaitFor("已评审通过")
	if d := o.Application(id); d.State != allocation.ApplicationApproved || d.Decision != "同意" {
		t.Fatalf("after the approval: %s %q", d.State, d.Decision)
	}
	boss.WaitFor("下一步 等待分配")
	boss.Press("ctrl+z")
	boss.WaitFor("撤销刚才的这一步")
	boss.Golden("undo-asks")
	boss.Type("面积有误")
	boss.Press("enter", "right", "enter")
	boss.WaitFor("已撤销：")
	boss.Press("5")
	boss.WaitFor("面积有误")
	if d := o.Application(id); d.State != allocation.ApplicationReviewed {
		t.Fatalf("after Ctrl+Z: %s", d.State)
	}
}
