package finding_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/watch"
	"penggai/ui/screen"
	"penggai/ui/screen/exit"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, finding.Routes, exit.Routes) }

// TestRaisedToClosed: the supervisor raises a finding on a tenancy by its number, the district answers late, the answer is
// sent back, answered again, and the finding is closed; all from the keyboard.
func TestRaisedToClosed(t *testing.T) {
	o := screentest.New(t)
	o.Tenancy()
	o.Day("2018-03-05")
	term := o.Open(allocation.Supervisor, screen.Go{Place: screen.Finding}, 80, 24)
	term.WaitFor("还没有督办")
	term.Golden("list-none")
	term.Press("f2")
	term.WaitFor("督办部门*")
	term.Press("right", "tab") // 入驻
	term.Type("RZ-JS-2017-0009")
	term.Press("tab") // the department is the account's
	term.Type("门前搭建货棚")
	term.Press("tab")
	term.Type("六(二)")
	term.WaitFor("1 / 1")
	term.Press("enter")
	term.WaitFor("六(二)  ")
	term.Press("ctrl+s")
	term.WaitFor("没有找到")
	term.Golden("raise-unknown")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("已恢复")
	term.WaitFor("RZ-JS-2017-0009")
	term.Press("end", "backspace") // in the field that was refused
	term.Type("1")
	term.Press("ctrl+s")
	term.WaitFor("已提出督办 DB-JS-2018-0001（RZ-JS-2017-0001 王宝）")
	term.WaitFor("还没有答复")
	term.Press("f5")
	term.WaitFor("您现在是督办")

	o.Day("2018-03-22") // two days late
	manager := o.Open(allocation.Manager, screen.Go{Place: screen.Finding, ID: 1}, 80, 24)
	manager.WaitFor("逾期 2 天")
	manager.Press("f5")
	manager.WaitFor("答复文件")
	manager.Press("tab")
	manager.Type("已通知拆除")
	manager.Press("ctrl+s")
	manager.WaitFor("此项必填")
	manager.Type("尖政函〔2018〕3号")
	manager.Golden("answer")
	manager.Press("ctrl+s")
	manager.WaitFor("比期限晚 2 天")

	supervisor := o.Open(allocation.Supervisor, screen.Go{Place: screen.Finding, ID: 1}, 80, 24)
	supervisor.WaitFor("已通知拆除")
	supervisor.Press("ctrl+r")
	supervisor.WaitFor("还缺什么")
	supervisor.Type("没有附拆除照片")
	supervisor.Golden("return")
	supervisor.Press("ctrl+s")
	supervisor.WaitFor("等区里再答复")

	o.Day("2018-03-26")
	approver := o.Open(allocation.Approver, screen.Go{Place: screen.Finding, ID: 1}, 80, 24)
	approver.WaitFor("没有附拆除照片")
	approver.Press("f5")
	approver.WaitFor("答复文件")
	approver.Press("tab")
	approver.Type("已拆除，附照片 2 张")
	approver.Press("tab")
	approver.Type("尖政函〔2018〕5号")
	approver.Press("ctrl+s")
	approver.WaitFor("已答复，等督办部门销号")
	approver.WaitFor("下一步 督办部门销号或退回")
	approver.Press("f5")
	approver.WaitFor("您现在是分管领导")

	last := o.Open(allocation.Supervisor, screen.Go{Place: screen.Finding, ID: 1}, 80, 24)
	last.WaitFor("已拆除")
	last.Press("f5")
	last.WaitFor("予以销号")
	last.Golden("close")
	last.Press("tab", "right", "enter")
	last.WaitFor("督办已销号")
	d, err := o.Store.Finding(context.Background(), o.Who[allocation.Supervisor], 1)
	o.Must(err)
	if d.State != oversight.FindingClosed || len(d.Steps) != 3 || d.Closed != civil.MustParse("2018-03-26") || d.NounID != 1 {
		t.Errorf("%+v", d)
	}
}

// TestGoldens holds the list and the pages to the cell.
func TestGoldens(t *testing.T) {
	o := screentest.New(t)
	ctx, supervisor, manager := context.Background(), o.Who[allocation.Supervisor], o.Who[allocation.Manager]
	stay := o.Tenancy()
	o.Day("2018-03-05")
	raise := func(noun oversight.FindingNoun, id int64, number, text, clause, by string) int64 {
		target, err := o.Store.FindFindingTarget(ctx, supervisor, noun, id, number)
		o.Must(err)
		f := oversight.Finding{Body: "市棚改办", Text: text, Clause: clause, AnswerBy: civil.MustParse(by)}
		id, _, err = o.Store.RaiseFinding(ctx, supervisor, target, f)
		o.Must(err)
		return id
	}
	late := raise(oversight.FindingTenancy, stay.ID, "", "门前搭建货棚，占用消防通道，区里没有处置", "六(二)", "2018-03-12")
	answered := raise(oversight.FindingUnit, 0, stay.Holdings[0].Unit, "外墙脱落", "六(二)", "2018-03-20")
	returned := raise(oversight.FindingDistrict, 0, screentest.District, "定期考核没有开展", "四(五)", "2018-03-20")
	closed := raise(oversight.FindingTenancy, stay.ID, "", "岗位数与合同不符", "四(三)", "2018-03-20")
	gone := raise(oversight.FindingTenancy, stay.ID, "", "对象填错", "四(五)", "2018-03-20")
	answer := func(id int64, text string) {
		_, err := o.Store.AnswerFinding(ctx, manager, id, 1, oversight.FindingAnswer{Day: o.Today(), Text: text, Document: "尖政函〔2018〕3号"})
		o.Must(err)
	}
	o.Day("2018-03-15")
	answer(answered, "已围挡，本月内修好")
	answer(returned, "正在安排")
	answer(closed, "已补招 2 人，社保已缴")
	o.Must(o.Store.ReturnFinding(ctx, supervisor, returned, 2, "没有说明何时考核完", civil.MustParse("2018-03-30")))
	o.Must(o.Store.CloseFinding(ctx, supervisor, closed, 2, "已改正"))
	o.Must(o.Store.WithdrawFinding(ctx, supervisor, gone, 1, "对象填错，重新提出"))
	for _, size := range screentest.Sizes {
		w, h := size[0], size[1]
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Finding}, w, h)
		term.WaitFor("5 件")
		term.Golden("list")
		for _, page := range []struct {
			name string
			id   int64
			role allocation.Role
		}{
			{"late", late, allocation.Manager},
			{"answered", answered, allocation.Supervisor},
			{"returned", returned, allocation.Manager},
			{"closed", closed, allocation.Manager},
			{"withdrawn", gone, allocation.Supervisor},
		} {
			term = o.Open(page.role, screen.Go{Place: screen.Finding, ID: page.id}, w, h)
			term.WaitFor("答复和退回")
			term.Golden("detail-" + page.name)
		}
		term = o.Open(allocation.Supervisor, screen.Go{Place: screen.FindingNew, ID: stay.ID}, w, h)
		term.WaitFor("督办部门*")
		term.Golden("raise-tenancy")
	}
	rows, err := o.Store.OpenFindings(ctx, manager, oversight.FindingTenancy, stay.ID)
	o.Must(err)
	if got := watch.FindingWords(rows, o.Today()); len(rows) != 2 || got == "" {
		t.Errorf("%d open findings on the tenancy: %q", len(rows), got)
	}
}

// TestFindingOpensExit: the page of a finding on a tenancy leads to an exit by ground 3 with the finding as its evidence.
func TestFindingOpensExit(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	o.Day("2018-03-05")
	ctx, supervisor := context.Background(), o.Who[allocation.Supervisor]
	target, err := o.Store.FindFindingTarget(ctx, supervisor, oversight.FindingTenancy, stay.ID, "")
	o.Must(err)
	id, _, err := o.Store.RaiseFinding(ctx, supervisor, target, oversight.Finding{
		Body: "市棚改办", Text: "隐瞒转租", Clause: "四(五)3", AnswerBy: civil.MustParse("2018-03-20"),
	})
	o.Must(err)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Finding, ID: id}, 80, 24)
	term.WaitFor("隐瞒转租")
	term.Press("ctrl+x")
	term.WaitFor("自决定送达之日起停止")
	term.WaitFor("DB-JS-2018-0001")
	term.Press("tab")
	term.Type("转租属实")
	term.Press("ctrl+s")
	term.WaitFor("否")
	term.Press("right", "enter")
	term.WaitFor("待告知")
	d, err := o.Store.Finding(ctx, supervisor, id)
	o.Must(err)
	if len(d.Exits) != 1 {
		t.Fatalf("exits that rest on it: %v", d.Exits)
	}
	x, err := o.Store.Exit(ctx, supervisor, d.Exits[0])
	o.Must(err)
	if x.Exit.Ground != 3 || x.Basis.Finding != id || x.Basis.FindingNumber != "DB-JS-2018-0001" {
		t.Errorf("%+v", x.Basis)
	}
}
