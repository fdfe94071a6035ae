package walk_test

import (
	"testing"

	"penggai/allocation"
	domain "penggai/allocation/walk"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/walk"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/unit"
	screens "penggai/ui/screen/walk"
)

func TestMain(m *testing.M) { screentest.Main(m, unit.Routes, screens.Routes) }

// TestSeenWithOneKey makes a list at the keyboard, enters what was seen for all units at once and then for single ones, and completes it as a
// supervisor: what differs becomes a finding, and the page of the unit says what was seen.
func TestSeenWithOneKey(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	o.Day("2018-06-05")
	term := o.Open(allocation.Supervisor, screen.Go{Place: screen.Walk}, 80, 24)
	term.WaitFor("还没有实地核查的名单")
	term.Golden("none")
	term.Press("f2")
	term.WaitFor("空着是全区")
	term.Press("ctrl+s")
	term.WaitFor("检查人：")
	term.Golden("plan-missing")
	term.Type("赵强、钱平")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("赵强、钱平")
	term.Press("ctrl+s")
	term.WaitFor("已列出 HC-JS-2018-0001")
	term.WaitFor(stay.Holdings[0].Unit)
	term.Press("f5")
	term.WaitFor("办结")
	term.Press("left", "enter")
	term.WaitFor("没有录入看到的情况")
	term.Press("ctrl+a", "2")
	term.WaitFor("关门 2018-06-05")
	term.Golden("shut")
	term.Press("home", "down", "down")
	term.WaitFor(">" + stay.Holdings[0].Unit)
	term.Press("enter")
	term.WaitFor("核查人")
	term.Golden("look")
	term.Press("ctrl+s")
	term.WaitFor("关门 2018-06-05")
	term.WaitFor(">" + stay.Holdings[0].Unit)
	term.Press("3")
	term.WaitFor("他人使用 2018-06-05")
	d, err := o.Store.Walk(t.Context(), o.Who[allocation.Supervisor], 1)
	o.Must(err)
	if d.SeenAll != d.Units || d.Differs != 1 {
		t.Errorf("%d of %d seen, %d differ", d.SeenAll, d.Units, d.Differs)
	}
	term.Press("f5")
	term.WaitFor("提出督办")
	term.Golden("complete")
	term.Press("ctrl+s")
	term.WaitFor("实地核查已办结，提出督办 1 件：DB-JS-2018-0001")
	term.Golden("done")
	unit := o.Open(allocation.Manager, screen.Go{Place: screen.Unit, ID: stay.Holdings[0].UnitID}, 120, 36)
	unit.WaitFor("HC-JS-2018-0001")
	wide := o.Open(allocation.Supervisor, screen.Go{Place: screen.Walk}, 120, 36)
	wide.WaitFor("HC-JS-2018-0001")
	wide.Golden("list")
	wide.Press("enter")
	wide.WaitFor("已办结")
	wide.Golden("done")
}

// TestDrawnWalk freezes a list, keeps an inspector away, and draws once.
func TestDrawnWalk(t *testing.T) {
	o := screentest.New(t)
	o.Tenancy()
	o.Day("2018-06-05")
	by := o.Who[allocation.Supervisor]
	_, err := o.Store.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "wu", Display: "吴", Roles: []allocation.Role{allocation.Manager}, District: screentest.District, Password: "songhua-1641", Settled: true,
	})
	o.Must(err)
	scope, err := o.Store.WalkScope(t.Context(), by)
	o.Must(err)
	term := o.Open(allocation.Supervisor, screen.Go{Place: screen.Walk}, 120, 36)
	term.WaitFor("还没有实地核查的名单")
	term.Press("ctrl+x")
	term.WaitFor("至少两名")
	term.Golden("lot-form")
	term.Press("esc")
	var people []int64
	for _, p := range scope.People {
		people = append(people, p.Account)
	}
	id, _, err := o.Store.FreezeWalk(t.Context(), by, walk.Plan{District: screentest.District, Used: true, People: people, Wanted: 1})
	o.Must(err)
	frozen := o.Open(allocation.Supervisor, screen.Go{Place: screen.Walk, ID: id}, 80, 24)
	frozen.WaitFor("名单校验值")
	frozen.Golden("frozen")
	frozen.Press("ctrl+x")
	frozen.WaitFor("与业户的关系")
	frozen.Press("ctrl+s")
	frozen.Press("esc")
	frozen.WaitFor("名单校验值")
	frozen.Press("f5")
	frozen.WaitFor("抽取只有一次")
	frozen.Type("福彩 2018065 期 03 11")
	frozen.Press("ctrl+s")
	frozen.WaitFor("都不能再改")
	frozen.Press("left", "enter")
	frozen.WaitFor("已抽取")
	frozen.WaitFor("福彩 2018065 期 03 11")
	frozen.Golden("drawn")
	page, err := o.Store.Walks(t.Context(), by, engine.ListQuery{Limit: 9})
	o.Must(err)
	if len(page.Rows) != 1 || page.Rows[0].State != domain.Open || page.Rows[0].Units != 1 {
		t.Errorf("%+v", page.Rows)
	}
}
