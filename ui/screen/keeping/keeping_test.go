package keeping_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	screens "penggai/ui/screen/keeping"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, applicant.Routes, screens.Routes) }

// office is the office of all screens with an administrator and an auditor.
func office(t *testing.T) *screentest.Office {
	o := screentest.New(t)
	for _, r := range []allocation.Role{allocation.Admin, allocation.Auditor} {
		by := engine.Actor{Name: "t" + string(r), Display: r.Title(), Role: r, District: screentest.District}
		id, err := o.Store.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
			Name: by.Name, Display: by.Display, Roles: []allocation.Role{r}, District: by.District, Password: screentest.Password, Settled: true,
		})
		o.Must(err)
		by.ID = id
		o.Who[r] = by
	}
	return o
}

// TestErasure goes the whole way from the keyboard: nothing is due, five years later a subject is, the administrator draws the list up, who
// drew it up cannot approve, the approver deletes, and the pages say so.
func TestErasure(t *testing.T) {
	o := office(t)
	id := o.Draft()
	d := o.Application(id)
	o.Must(o.Store.WithdrawApplication(t.Context(), o.Who[allocation.Intake], id, d.Version, "不申请了"))
	none := o.Open(allocation.Admin, screen.Go{Place: screen.Keeping}, 80, 24)
	none.WaitFor("到期应删除号码的主体 0 个")
	none.Golden("none")
	o.Day(o.Today().AddDays(1).AddMonths(60).String())
	wide := o.Open(allocation.Auditor, screen.Go{Place: screen.KeepingDue}, 120, 36)
	wide.WaitFor("到期应删除 1 个")
	wide.Golden("due")
	admin := o.Open(allocation.Admin, screen.Go{Place: screen.KeepingDue}, 80, 24)
	admin.WaitFor("到期应删除 1 个")
	admin.Golden("due")
	admin.Press("f2")
	admin.WaitFor("拟定到期清理")
	admin.Type("满五年")
	admin.Golden("propose")
	admin.Press("ctrl+s")
	admin.WaitFor("批准以前什么都不删")
	admin.Press("right", "enter")
	admin.WaitFor("已拟定 QL-")
	admin.Golden("page")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Keeping, ID: 1}, 80, 24)
	boss.WaitFor("满五年")
	boss.Press("f5")
	boss.WaitFor("不能恢复")
	boss.Golden("approve")
	boss.Press("tab", "right", "enter")
	boss.WaitFor("已删除 2 个号码")
	boss.Golden("carried")
	list := o.Open(allocation.Auditor, screen.Go{Place: screen.Keeping}, 120, 36)
	list.WaitFor("QL-")
	list.Golden("list")
	who := o.Open(allocation.Intake, screen.Go{Place: screen.Applicant, ID: d.Applicant}, 80, 24)
	who.WaitFor("已按期删除")
	who.Golden("applicant")
}

// TestHold: a hold is put on from the page of the applicant, shows there, and is taken off by the approver with a reason.
func TestHold(t *testing.T) {
	o := office(t)
	id := o.Draft()
	d := o.Application(id)
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Applicant, ID: d.Applicant}, 80, 24)
	boss.WaitFor("固定资产")
	boss.Press("f8")
	boss.WaitFor("为什么保全")
	boss.Type("租赁纠纷诉讼")
	boss.Press("ctrl+s")
	boss.WaitFor("必填")
	boss.Press("enter")
	boss.Type("（2021）黑0502民初31号")
	boss.Golden("hold")
	boss.Press("ctrl+s")
	boss.WaitFor("保全中")
	boss.Golden("held")
	due, err := o.Store.DueNow(t.Context(), o.Who[allocation.Admin])
	o.Must(err)
	if len(due.Holds) != 1 || due.Holds[0].Applicant != d.Applicant {
		t.Errorf("%+v", due.Holds)
	}
	if err := o.Store.Lift(t.Context(), o.Who[allocation.Approver], d.Applicant, ""); err == nil {
		t.Error("lifted without a reason:", keeping.ErrNoReason)
	}
	boss.Press("f8")
	boss.WaitFor("列入清理")
	boss.Type("已结案")
	boss.Press("tab", "right", "enter")
	boss.WaitFor("已解除保全")
}
