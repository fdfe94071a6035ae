package home_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/home"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, home.Routes) }

func (s *stub) Init() tea.Cmd                           { return nil }
func (s *stub) Update(tea.Msg) (screen.Screen, tea.Cmd) { return s, nil }
func (s *stub) Title() string                           { return "到" }
func (s *stub) Summary() (string, string)               { return "", "" }
func (s *stub) Actions() []kit.Action                   { return nil }
func (s *stub) Cursor() *tea.Cursor                     { return nil }
func (s *stub) Body(int, int) []string {
	return []string{fmt.Sprintf("到 %d %d [%s]", s.to.Place, s.to.ID, s.to.Filter)}
}

// office is the office with the account of a role signed in.
func office(t *testing.T, role allocation.Role) *screen.Env {
	t.Helper()
	o := city.New(t)
	o.Env.SignIn(o.Who[role])
	return o.Env
}

// open starts the program on the first page.
func open(t *testing.T, env *screen.Env, w, h int) *kittest.Term {
	t.Helper()
	var routes []screen.Route
	for _, place := range screen.Places() {
		routes = append(routes, screen.Route{Place: place, New: func(_ *screen.Env, to screen.Go) screen.Screen { return &stub{to: to} }})
	}
	term := kittest.Start(t, frame.New(env, routes, home.New(env, screen.Go{Place: screen.Home})), w, h)
	term.WaitFor("日志")
	return term
}

func TestHome(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		env := office(t, allocation.Manager)
		term := open(t, env, size[0], size[1])
		term.Golden("manager")
		term.Press("tab", "down")
		term.Golden("districts")
	}
}

// TestHomeOfARole: one's own work first.
func TestHomeOfARole(t *testing.T) {
	term := open(t, office(t, allocation.Intake), 80, 24)
	term.Golden("intake")
}

// TestHomeOfADistrict: an account of one district sees its own work and its communities, on the smallest terminal too.
func TestHomeOfADistrict(t *testing.T) {
	env := office(t, allocation.Manager)
	by := env.Actor()
	by.District = "尖山区"
	env.SignIn(by)
	term := open(t, env, 80, 24)
	term.WaitFor("尖山其他")
	term.Golden("district")
	term.Resize(60, 16)
	term.WaitFor("已签约 待交接")
	term.Golden("district")
}

// TestHomeOpens: every piece of work and every district opens its list.
func TestHomeOpens(t *testing.T) {
	env := office(t, allocation.Manager)
	rows, err := env.Store.Todo(context.Background(), env.Actor())
	if err != nil {
		t.Fatal(err)
	}
	term := open(t, env, 80, 24)
	for _, r := range rows {
		term.Press("enter")
		term.WaitFor(fmt.Sprintf("到 %d 0 [%s]", screen.PlaceOf(r.Noun), r.Filter))
		term.Press("esc")
		term.WaitFor("今日待办")
		term.Press("down")
	}
	term.Press("right", "enter")
	term.WaitFor(fmt.Sprintf("到 %d 0 [区:尖山区]", screen.Unit))
	term.Press("esc")
	term.WaitFor("今日待办")
	term.Press("f11")
	term.WaitFor(fmt.Sprintf("到 %d 0 []", screen.Report))
}

// TestHomeWithTheMouse: a click chooses, a second click opens.
func TestHomeWithTheMouse(t *testing.T) {
	term := open(t, office(t, allocation.Manager), 80, 24)
	lines := strings.Split(term.Text(), "\n")
	y := 0
	for i, l := range lines {
		if strings.Contains(l, "在建 待移交") {
			y = i
		}
	}
	term.Click(6, y)
	term.WaitFor("> 在建 待移交")
	term.Click(6, y)
	term.WaitFor(fmt.Sprintf("到 %d 0 [区:全市在建]", screen.Unit))
}

// TestFind looks a word up in three lists.
func TestFind(t *testing.T) {
	term := open(t, office(t, allocation.Manager), 80, 24)
	term.Press("f3")
	term.WaitFor("查找房源、申请、入驻")
	term.Type("王宝")
	term.WaitFor("RZ-JS-")
	term.Golden("find")
	term.Press("enter")
	term.WaitFor(fmt.Sprintf("到 %d 1 []", screen.Tenancy))
	term.Press("esc", "f3")
	term.Type("13846900001")
	term.WaitFor("主体  13846900001")
	term.Press("enter")
	term.WaitFor(fmt.Sprintf("到 %d 2 []", screen.Applicant))
	term.Press("esc", "f3")
	term.Type("NSQ-01-1-0")
	term.WaitFor("房源 ")
	term.Type("没有的")
	term.WaitFor("没有找到")
	term.Press("esc")
	term.WaitGone("没有找到")
}

// TestFindPaper: the number on a 补充协议 leads to the stay that it belongs to.
func TestFindPaper(t *testing.T) {
	env := office(t, allocation.Approver)
	d, err := env.Store.Tenancy(t.Context(), env.Actor(), 1)
	if err != nil {
		t.Fatal(err)
	}
	who, err := intake.ReadApplicant(t.Context(), env.Store.Read, d.Applicant)
	if err != nil {
		t.Fatal(err)
	}
	c := allocation.HoldingChange{Day: env.Store.Today(), Document: "户籍证明3号"}
	number, err := env.Store.RenameTenant(t.Context(), env.Command(), d.ID, d.Version, c, "王新宝", who.IDNumber)
	if err != nil {
		t.Fatal(err)
	}
	term := open(t, env, 80, 24)
	term.Press("f3")
	term.Type(number)
	term.WaitFor("补充协议  王新宝")
	term.Press("enter")
	term.WaitFor(fmt.Sprintf("到 %d %d []", screen.Tenancy, d.ID))
}

// TestHomeReadsAgain: what is done elsewhere is seen as soon as the screens are told, and the cursor stays on its work.
func TestHomeReadsAgain(t *testing.T) {
	env := office(t, allocation.Intake)
	term := open(t, env, 80, 24)
	term.Press("end", "up", "up")
	term.WaitFor("> 逾期未开业")
	ctx := context.Background()
	page, err := env.Store.Applications(ctx, env.Actor(), engine.ListQuery{Filter: "状态:草稿"})
	if err != nil || page.Total != 1 {
		t.Fatalf("%d drafts, %v", page.Total, err)
	}
	if _, err := env.Store.AcceptApplication(ctx, env.Command(), page.Rows[0].ID, page.Rows[0].Version); err != nil {
		t.Fatal(err)
	}
	term.Send(kit.DataChanged{})
	term.WaitGone("新收申请待受理")
	term.WaitFor("> 逾期未开业")
}

// TestFirstFrameWaitsForNothing: the page is drawn before anything was read.
func TestFirstFrameWaitsForNothing(t *testing.T) {
	env := office(t, allocation.Manager)
	env.Theme = kit.NewTheme(true, 0, false)
	lines := home.New(env, screen.Go{}).Body(120, 32)
	if !strings.Contains(strings.Join(lines, "\n"), "正在读取") {
		t.Error("it does not say that it reads")
	}
}

// TestDraftsAreDropped: a half-filled form goes with one key and a yes; those of a year ago stand in one line and are chosen from.
func TestDraftsAreDropped(t *testing.T) {
	o := city.New(t)
	by := o.Who[allocation.Intake]
	o.Env.SignIn(by)
	save := func(n int) {
		body := fmt.Sprintf(`{"\u0000\u0000title":"登记申请","\u0000\u0000name":"旧户%d"}`, n)
		o.Must(o.Store.SaveDraft(context.Background(), by, fmt.Sprintf("application/new/%d", n), body))
	}
	save(1)
	save(2)
	term := open(t, o.Env, 80, 24)
	term.Press("home", "f8")
	term.WaitFor("已经保存、受理的记录不受影响")
	term.Press("right", "enter")
	term.WaitFor("填了一半的表 1 张")
	save(3)
	o.Day("2022-03-20")
	term.Send(kit.DataChanged{})
	term.WaitFor("填了一半的表 2 张")
	term.WaitFor("一年没动的")
	term.Press("home", "f8")
	term.WaitFor("请先移到")
	term.Press("enter")
	term.Golden("drafts")
	term.Press("space", "enter")
	term.WaitFor("丢弃填了一半的表")
	term.Press("right", "enter")
	term.WaitFor("填了一半的表 1 张")
	left, err := o.Store.Drafts(context.Background(), by)
	if err != nil || len(left) != 1 {
		t.Errorf("%d left, %v", len(left), err)
	}
}
