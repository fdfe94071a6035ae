package tenancy_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestChangePremisesFromTheKeyboard moves a shop into two others and gives one of them back.
func TestChangePremisesFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	old := d.Units
	o.Day("2018-03-05")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, size[0], size[1])
		term.WaitFor("营业中")
		term.Press("f2")
		term.WaitFor("只占用一套，全部交回请办理退出")
		term.Golden("change")
		term.Press("enter")
		term.WaitFor("换入房源")
		term.Golden("move")
		term.Press("enter", "enter") // the only shop goes back; to the next field
		term.WaitFor("─ 换入房源")
		term.Golden("move-units")
		term.Press("esc", "esc")
	}
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	clerk.WaitFor("营业中")
	clerk.Press("f2")
	clerk.WaitFor("分管领导")

	term := o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("换房")
	term.Press("enter")
	term.WaitFor("换入房源")
	term.Press("ctrl+s")
	term.WaitFor("必填")
	term.Press("enter")
	term.WaitFor("─ 换入房源")
	term.Type("nsq")
	term.Press("space", "space", "enter")
	term.WaitGone("─ 换入房源")
	for range len("2018-03-05") {
		term.Press("backspace")
	}
	term.Type("20180301")
	term.Press("enter")
	term.Type("双棚改批3号")
	term.Press("ctrl+s")
	term.WaitFor("请写明理由")
	term.Type("扩大经营")
	term.Golden("move-filled")
	term.Press("ctrl+s")
	term.WaitFor("钥匙和表数")
	term.Golden("move-keys")
	for _, text := range []string{"3", "15", "200", "门锁坏", "", "3", "20", "300", "", "2", "30", "400"} {
		term.Type(text)
		term.Press("enter")
	}
	term.Press("ctrl+s")
	term.WaitFor("转为收回整修")
	term.Golden("move-confirm")
	term.Press("right", "enter")
	term.WaitFor("已办理换房，补充协议 BG-JS-2018-0001")
	term.WaitFor("营业中")
	term.Press("5")
	term.WaitFor("换入")
	term.Golden("moved")
	d = o.Stay(d.ID)
	if len(d.Changes) != 1 || d.Changes[0].Back != old || d.Changes[0].Day.String() != "2018-03-01" || len(d.Holdings) != 3 {
		t.Fatalf("%+v", d.Changes)
	}

	o.Day("2018-04-10")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("部分退房")
	term.Press("down", "enter")
	term.WaitFor("交回房源")
	term.Press("enter")
	term.WaitFor("─ 交回房源")
	term.Press("space", "enter", "enter")
	term.Type("双棚改批9号")
	term.Press("enter")
	term.Type("缩小经营")
	term.Golden("part-filled")
	term.Press("ctrl+s")
	term.WaitFor("钥匙和表数")
	term.Type("3")
	term.Press("enter")
	term.Type("25")
	term.Press("enter")
	term.Type("310")
	term.Press("ctrl+s")
	term.WaitFor("转为收回整修")
	term.Press("right", "enter")
	term.WaitFor("已办理部分退房，补充协议 BG-JS-2018-0002")
	if after := o.Stay(d.ID); after.Area >= d.Area || len(after.Changes) != 2 || after.Clock != d.Clock {
		t.Errorf("%+v", after.TenancyRow)
	}
}

// TestChangeTenantFromTheKeyboard gives the tenant a new name, then puts a company in its place.
func TestChangeTenantFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Day("2018-03-05")
	who, err := intake.ReadApplicant(t.Context(), o.Store.Read, d.Applicant)
	o.Must(err)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("变更为企业")
	term.Press("down", "down")
	term.Golden("rename-clerk")

	term = o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("变更为企业")
	term.Press("down", "down", "enter")
	term.WaitFor("新名称")
	term.Type("王新宝")
	term.Press("enter")
	term.Type(screentest.PersonID(77))
	term.Press("enter", "enter")
	term.Type("户籍证明3号")
	term.Golden("rename")
	term.Press("ctrl+s")
	term.WaitFor("承租人由 王宝 变更为 王新宝")
	term.Press("right", "enter")
	term.WaitFor("不得转租转借")
	term.Golden("rename-refused")
	for range len(who.IDNumber) {
		term.Press("backspace")
	}
	term.Type(who.IDNumber)
	term.Press("ctrl+s")
	term.WaitFor("承租人由 王宝 变更为 王新宝")
	term.Press("right", "enter")
	term.WaitFor("已办理更名，补充协议 BG-JS-2018-0001")

	for _, size := range screentest.Sizes {
		term = o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, size[0], size[1])
		term.WaitFor("营业中")
		term.Press("f2")
		term.WaitFor("变更为企业")
		term.Press("down", "down", "down", "down", "enter")
		term.WaitFor("本区没有企业")
		term.Golden("company-none")
	}
	for i, firm := range []struct{ name, head, code string }{{"北方家政有限公司", "王新宝", "91350100M000100Y43"}, {"南方家政有限公司", "别人", "91230502MA19ABCD03"}} {
		_, err := o.Store.RegisterApplicant(context.Background(), o.Who[allocation.Intake], allocation.Applicant{
			District: "尖山区", Kind: allocation.Company, Name: firm.name, Head: firm.head, IDNumber: screentest.PersonID(7 * i), CreditCode: firm.code,
			Phone: fmt.Sprintf("1384690077%d", i), Address: fmt.Sprintf("尖山区别处 %d 号", i+9), Residence: allocation.ResidenceLocal, FixedResidence: "有", FixedAssets: "有",
		})
		o.Must(err)
	}
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("变更为企业")
	term.Press("down", "down", "down", "down", "enter")
	term.WaitFor("接手企业")
	term.Type("nfjz")
	term.WaitFor("─ 接手企业")
	term.Press("enter", "enter")
	term.Type("营业执照7号")
	term.Press("ctrl+s")
	term.WaitFor("不得转租转借")
	term.Golden("company-refused")
	term.Press("f4")
	term.WaitFor("─ 接手企业")
	term.Golden("company-pick")
	term.Type("北方")
	term.Press("enter", "ctrl+s")
	term.WaitFor("承租人由 王新宝 变更为 北方家政有限公司")
	term.Golden("company-confirm")
	term.Press("right", "enter")
	term.WaitFor("已办理变更为企业，补充协议 BG-JS-2018-0002")
	after := o.Stay(d.ID)
	names := []string{after.Name}
	for _, c := range after.Changes {
		names = append(names, c.OldName, c.NewName)
	}
	if want := []string{"北方家政有限公司", "王宝", "王新宝", "王新宝", "北方家政有限公司"}; !slices.Equal(names, want) || after.Clock != d.Clock {
		t.Errorf("%q, clock %s", names, after.Clock)
	}
}

// TestNewHeadIsTheApprovers shows a clerk that the approver decides on a new legal representative of a company, who then does.
func TestNewHeadIsTheApprovers(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	d := o.Begin(o.Hand(o.Sign(func(in *intake.Intake) {
		in.Applicant.Kind, in.Applicant.Head, in.Applicant.CreditCode = allocation.Company, "王宝", "91350100M000100Y43"
	}), ""))
	o.Day("2018-03-05")
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	clerk.WaitFor("营业中")
	clerk.Press("f2")
	clerk.WaitFor("变更为企业")
	clerk.Press("down", "down", "down")
	clerk.Golden("head-clerk")
	clerk.Press("enter")
	clerk.WaitFor("由分管领导办理")

	term := o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f2")
	term.WaitFor("变更为企业")
	term.Press("down", "down", "down", "enter")
	term.WaitFor("新法定代表人")
	term.Type("新负责人")
	term.Press("enter")
	term.Type(screentest.PersonID(77))
	term.Press("enter", "enter", "enter")
	term.Type("营业执照 8 号")
	term.Press("ctrl+s")
	term.WaitFor("法定代表人变更为 新负责人")
	term.Press("right", "enter")
	term.WaitFor("已办理变更法定代表人")
	if after := o.Stay(d.ID); len(after.Changes) != 1 || after.Changes[0].NewHead != "新负责人" || after.Clock != d.Clock {
		t.Errorf("%+v", after.Changes)
	}
}
