package many_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/seed"
	"penggai/store/intake"
	"penggai/ui/screen"
	"penggai/ui/screen/application"
	"penggai/ui/screen/home"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) { screentest.Main(m, application.Routes, home.Routes, tenancy.Routes) }

// counter is an office of one day with a few shops.
var counter = screentest.Setting{Day: "2021-03-15", Units: func() []allocation.Unit { return seed.Units(1)[:60] }}

// TestAcceptMany selects three applications of which one is accepted already: the page says which do not go and why, asks once, accepts each
// by itself and keeps what came of it.
func TestAcceptMany(t *testing.T) {
	o := counter.New(t)
	var ids []int64
	for n, name := range []string{"王宝", "赵小雪", "孙明"} {
		ids = append(ids, o.Draft(func(in *intake.Intake) {
			in.Applicant.Name, in.Applicant.IDNumber, in.Applicant.Phone = name, screentest.PersonID(n+1), fmt.Sprintf("1384690000%d", n)
		}))
	}
	o.Accept(ids[0])
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("3 份")
	term.Press("ctrl+a")
	term.WaitFor("已选 3")
	term.WaitFor("F5 受理")
	term.Press("f5")
	term.WaitFor("2 份能受理，1 份不能")
	term.Golden("accept")
	term.Press("f5")
	term.WaitFor("另有 1 份不能办")
	term.Press("enter") // 否
	term.WaitGone("另有 1 份不能办")
	for _, id := range ids[1:] {
		if d := o.Application(id); d.State != allocation.ApplicationDraft {
			t.Fatalf("after 否 %d is %s", id, d.State)
		}
	}
	term.Press("f5")
	term.WaitFor("另有 1 份不能办")
	term.Press("right", "enter")
	term.WaitFor("已受理 2 份，1 份没有办")
	term.WaitFor("已受理，编号 JS20210003")
	term.Golden("accepted")
	for _, id := range ids[1:] {
		if d := o.Application(id); d.State != allocation.ApplicationAccepted {
			t.Errorf("%d is %s", id, d.State)
		}
	}
	term.Press("esc")
	term.WaitFor("F2 登记申请")
	term.WaitGone("已选 3")
}

// TestRemindMany reminds those who owe: the letters, one file that holds them all and the list lie in the folder, a note on each stay says what
// was asked for; who owes nothing is left out with the reason.
func TestRemindMany(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	var stays []int64
	for range 3 {
		stays = append(stays, o.Tenancy().ID)
	}
	for _, id := range stays {
		o.Renew(id)
	}
	o.Day("2021-03-15")
	o.Bill(stays[0])
	o.Bill(stays[1])
	o.Day("2021-06-15")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy}, 80, 24)
	term.WaitFor("RZ-JS-2017-0003")
	term.Press("ctrl+a", "ctrl+x")
	term.WaitFor("2 户能催缴，1 户不能")
	term.Golden("remind")
	term.Press("f5")
	term.WaitFor("附注里记下")
	term.Press("right", "enter")
	term.WaitFor("合订在")
	files, err := filepath.Glob(filepath.Join(o.Store.Folder(), "documents", "2021", "*"))
	o.Must(err)
	names := strings.Join(files, "\n")
	for _, name := range []string{"合订-催缴通知书-2021-06-15.docx", "打印清单-催缴通知书-2021-06-15.txt", "RZ-JS-2017-0001-催缴通知书.docx"} {
		if !strings.Contains(names, name) {
			t.Errorf("no %s in\n%s", name, names)
		}
	}
	list, err := os.ReadFile(filepath.Join(o.Store.Folder(), "documents", "2021", "打印清单-催缴通知书-2021-06-15.txt"))
	if err != nil || !strings.Contains(string(list), "没有打印：没有逾期未缴的账单") {
		t.Errorf("the list says %s, %v", list, err)
	}
	for i, id := range stays {
		beside, err := o.Store.Beside(context.Background(), o.Who[allocation.Manager], allocation.NounTenancy, id)
		o.Must(err)
		if want := i < 2; (len(beside.Notes) == 1 && beside.Notes[0].Topic == note.Dun) != want {
			t.Errorf("stay %d has the notes %v", i+1, beside.Notes)
		}
	}
}

// TestAssignMany hands two of three selected applications to a colleague whose load is shown, with one reason; the one that the colleague has
// already stays; the first page of the colleague says what is at hand.
func TestAssignMany(t *testing.T) {
	o := counter.New(t)
	var ids []int64
	for n, name := range []string{"王宝", "赵小雪", "孙明"} {
		ids = append(ids, o.Draft(func(in *intake.Intake) {
			in.Applicant.Name, in.Applicant.IDNumber, in.Applicant.Phone = name, screentest.PersonID(n+1), fmt.Sprintf("1384690000%d", n)
		}))
	}
	reviewer := o.Who[allocation.Reviewer]
	o.Must(o.Store.AssignApplication(context.Background(), o.Who[allocation.Intake], ids[0], o.Application(ids[0]).Version, reviewer.ID, ""))
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Application}, 80, 24)
	term.WaitFor("3 份")
	term.Press("ctrl+a")
	term.WaitFor("F9 指派承办人")
	term.Press("f9")
	term.WaitFor("手上 1 份：草稿 1")
	term.Golden("assign-pick")
	term.Type(reviewer.Display)
	term.WaitFor("1 / ")
	term.Press("enter")
	term.WaitFor("2 份能交")
	term.Golden("assign")
	term.Press("f5")
	term.WaitFor("另有 1 份不能办")
	term.Type("休假期间代办")
	term.Press("tab", "right", "enter")
	term.WaitFor("已交 " + reviewer.Display + " 承办 2 份")
	for _, id := range ids {
		if d := o.Application(id); d.Clerk != reviewer.ID || d.State != allocation.ApplicationDraft {
			t.Errorf("%d is handled by %d", id, d.Clerk)
		}
	}
	home := o.Open(allocation.Reviewer, screen.Go{Place: screen.Home}, 80, 24)
	home.WaitFor("本人承办的申请")
	page := o.Open(allocation.Reviewer, screen.Go{Place: screen.Application, ID: ids[0]}, 80, 24)
	page.WaitFor("承办人")
	page.Press("c")
	page.WaitFor("现承办  本人  手上 3 份：草稿 3")
	page.Press("home", "enter")
	page.WaitFor("已由 " + o.Who[allocation.Intake].Display + " 承办")
}
