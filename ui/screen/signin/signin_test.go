package signin_test

import (
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/signin"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a first screen that only says that one is in.
type desk struct{ env *screen.Env }

func (d desk) Init() tea.Cmd                           { return nil }
func (d desk) Update(tea.Msg) (screen.Screen, tea.Cmd) { return d, nil }
func (d desk) Body(int, int) []string                  { return []string{"", " 已进入"} }
func (d desk) Title() string                           { return "首页" }
func (d desk) Summary() (string, string)               { return "", "" }
func (d desk) Cursor() *tea.Cursor                     { return nil }
func (d desk) Actions() []kit.Action {
	return []kit.Action{kit.Act("我的账号", func() tea.Cmd { return screen.Open(screen.Account, 0) }, "f2")}
}

var day = civil.MustParse("2021-03-15")

// office makes an office with one account of two roles whose first password has to be changed.
func office(t *testing.T) (*screen.Env, []screen.Route) {
	t.Helper()
	return officeBy(t, func() civil.Date { return day })
}

// officeBy is the same by a clock that a test moves.
func officeBy(t *testing.T, today func() civil.Date) (*screen.Env, []screen.Route) {
	t.Helper()
	st, err := store.Create(t.TempDir(), basis.Founding{Office: "尖山区", Admin: "xitong", Display: "吴", Password: "songhua-1641", Catalogues: basis.Catalogues{Districts: allocation.Districts()}},
		engine.Options{PasswordKiB: 8, Today: today, Now: func() time.Time { return time.Date(2021, 3, 15, 8, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	_, err = st.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "zhou", Display: "周", District: "尖山区",
		Roles: []allocation.Role{allocation.Intake, allocation.Reviewer}, Password: "first-one-1",
	})
	if err != nil {
		t.Fatal(err)
	}
	env := &screen.Env{Store: st, Office: "尖山区"}
	env.First = func() screen.Screen { return desk{env} }
	return env, []screen.Route{{Place: screen.Account, Title: "我的账号", New: signin.NewAccount}, {Place: screen.Role, Title: "切换角色", New: signin.NewSwitch}}
}

func TestSignInChangesTheFirstPasswordAndChoosesARole(t *testing.T) {
	env, routes := office(t)
	term := kittest.Start(t, frame.New(env, routes, signin.New(env)), 80, 24, kittest.OwnWords)
	term.WaitFor("双鸭山市棚改闲置商服  尖山区")
	term.Golden("signin")
	term.Type("zhou")
	term.Press("enter")
	term.Type("wrong-one-1")
	term.Press("enter")
	term.WaitFor("账号或密码不对")
	term.Golden("signin-wrong")
	term.Type("first-one-1")
	term.Press("enter")
	term.WaitFor("密码是别人设的")
	term.Golden("change-first")
	term.Type("first-one-1")
	term.Press("enter")
	term.Type("second-one-2")
	term.Press("enter")
	term.Type("second-one-3")
	term.Press("enter")
	term.WaitFor("两次输入的新密码不同")
	term.Press("ctrl+u")
	term.Type("second-one-2")
	term.Press("enter")
	term.WaitFor("这次用哪个角色办理")
	term.Golden("choose-role")
	term.Press("down", "enter")
	term.WaitFor("已进入")
	if a := env.Actor(); a.Role != allocation.Reviewer || a.Name != "zhou" {
		t.Errorf("%+v works", a)
	}
	term.Press("f2")
	term.WaitFor("全部角色")
	term.Golden("account")
	term.Press("f5")
	term.WaitFor("筛选:")
	term.Press("up", "enter")
	term.WaitFor("已进入")
	if a := env.Actor(); a.Role != allocation.Intake {
		t.Errorf("%+v works", a)
	}
	term.Press("f2")
	term.WaitFor("全部角色")
	term.Press("f8")
	term.WaitFor("请输入账号和密码")
	if env.SignedIn() {
		t.Error("still signed in")
	}
}

func TestSignInWide(t *testing.T) {
	env, routes := office(t)
	term := kittest.Start(t, frame.New(env, routes, signin.New(env)), 120, 36, kittest.OwnWords)
	term.Golden("signin")
}

// demonstration is the office as one, its administrator signed in.
func demonstration(t *testing.T) (*screen.Env, *kittest.Term) {
	t.Helper()
	env, routes := office(t)
	env.Mark, env.Trial = civil.ClockDemo.Mark(), true
	a, err := env.Store.SignIn(t.Context(), "xitong", "songhua-1641")
	if err != nil {
		t.Fatal(err)
	}
	env.SignIn(a.Actor(""))
	term := kittest.Start(t, frame.New(env, routes, desk{env}), 80, 24, kittest.OwnWords)
	term.WaitFor("已进入")
	return env, term
}

func TestTrialSwitchesAccountsWithoutPassword(t *testing.T) {
	env, term := demonstration(t)
	term.Press("f2")
	term.WaitFor("这是演示数据")
	term.Press("f5")
	term.WaitFor("zhou")
	term.Golden("switch")
	term.Type("sly")
	term.Press("enter")
	term.WaitFor("已进入")
	if by := env.Actor(); by.Name != "zhou" || by.Role != allocation.Intake {
		t.Errorf("%+v works", by)
	}
}

// TestComfort: three settings of one's own that are off at the start, work at once, and are there when one comes back.
func TestComfort(t *testing.T) {
	for _, w := range []int{80, 120} {
		env, routes := office(t)
		a, err := env.Store.SignIn(t.Context(), "xitong", "songhua-1641")
		if err != nil {
			t.Fatal(err)
		}
		env.SignIn(a.Actor(""))
		term := kittest.Start(t, frame.New(env, routes, desk{env}), w, map[int]int{80: 24, 120: 36}[w], kittest.OwnWords)
		term.WaitFor("已进入")
		term.Press("f2")
		term.WaitFor("当前角色")
		dark := func() int {
			before := term.Bells() // titles of the window end with the same sign
			term.Press("f5")
			term.WaitFor("只有一个角色")
			return term.Bells() - before
		}
		if n := dark(); n != 0 {
			t.Errorf("rung %d times", n)
		}
		term.Press("f11")
		term.WaitFor("填满自动下一项")
		term.Golden("comfort")
		term.Press("space", "down", "space", "down", "space", "ctrl+s")
		term.WaitFor("设置已保存")
		want := basis.Comfort{Advance: true, Bell: true, Wide: true}
		if got := env.Comfort(); got != want {
			t.Errorf("%+v", got)
		}
		term.WaitFor("当前角色")
		term.Golden("account-spaced")
		if n := dark(); n != 1 {
			t.Errorf("rung %d times", n)
		}
		term.Press("f11")
		term.WaitFor("填满自动下一项")
		term.Golden("comfort-spaced")
		term.Press("esc")
		term.WaitFor("当前角色")
		term.Press("f8")
		term.WaitFor("请输入账号和密码")
		if env.Comfort() != (basis.Comfort{}) {
			t.Error("who comes next has the settings")
		}
		term.Type("xitong")
		term.Press("enter")
		term.Type("songhua-1641")
		term.Press("enter")
		term.WaitFor("已进入")
		term.Press("f2") // waits for what was read
		if got := env.Comfort(); got != want {
			t.Errorf("after signing in again: %+v", got)
		}
	}
}

// TestRoleIsFoundInTheMenu: the first thing that one does in a demonstration is found by its name.
func TestRoleIsFoundInTheMenu(t *testing.T) {
	env, term := demonstration(t)
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("qhjs")
	term.WaitFor("> 切换角色")
	term.Press("enter")
	term.WaitFor("受理员")
	term.Press("down", "enter")
	term.WaitFor("已进入")
	if by := env.Actor(); by.Name != "zhou" {
		t.Errorf("%+v works", by)
	}
}

// TestDayIsAskedAbout: on a computer whose clock ran ahead, whoever signs in is asked before anything is written; 否 leaves the office as
// it was, and a day that was confirmed by mistake is set back by administrator and approver together.
func TestDayIsAskedAbout(t *testing.T) {
	var now atomic.Value
	now.Store(day)
	env, routes := officeBy(t, func() civil.Date { return now.Load().(civil.Date) })
	_, err := env.Store.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "lingdao", Display: "赵", District: "尖山区", Roles: []allocation.Role{allocation.Approver}, Password: "third-one-3", Settled: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(day string) *kittest.Term {
		now.Store(civil.MustParse(day))
		term := kittest.Start(t, frame.New(env, routes, signin.New(env)), 80, 24, kittest.OwnWords)
		term.WaitFor("请输入账号和密码")
		term.Type("xitong")
		term.Press("enter")
		term.Type("songhua-1641")
		term.Press("enter")
		return term
	}
	doubt := func(want civil.DayDoubt) {
		t.Helper()
		if c, err := env.Store.ClockState(t.Context()); err != nil || c.Doubt != want {
			t.Errorf("%+v %v, want %d", c, err, want)
		}
	}
	term := enter("2099-12-31")
	term.WaitFor("核对今天的日期")
	term.Golden("day-far")
	term.Press("enter")
	term.WaitGone("核对今天的日期")
	doubt(civil.DayFar)

	term = enter("2099-12-31")
	term.WaitFor("核对今天的日期")
	term.Press("right", "enter")
	term.WaitFor("已确认今天是 2099-12-31")
	doubt(civil.DayGood)

	term = enter("2021-03-16")
	term.WaitFor("分管领导在下面填账号和密码")
	term.Golden("day-behind")
	term.Type("电脑电池没电，日期跳到 2099 年")
	term.Press("enter")
	term.Type("lingdao")
	term.Press("enter")
	term.Type("third-one-3")
	term.Press("enter", "right", "enter")
	term.WaitFor("日期已校正为 2021-03-16")
	doubt(civil.DayGood)
}

// TestLock: after the time of the parameter without a key the screen is covered, what was half-typed stays behind it, only the
// password of the same account uncovers it, and Esc lets another account in.
func TestLock(t *testing.T) {
	env, routes := office(t)
	var now atomic.Value
	now.Store(time.Date(2021, 3, 15, 8, 0, 0, 0, time.UTC))
	env.Now = func() time.Time { return now.Load().(time.Time) }
	timer := make(chan time.Duration, 1000)
	env.Idle = func(after time.Duration) { timer <- after }
	set := func(want time.Duration) {
		t.Helper()
		for {
			select {
			case got := <-timer:
				if got == want {
					return
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("the timer is never set to %s", want)
			}
		}
	}
	later := func(d time.Duration) { now.Store(env.Now().Add(d)) }
	routes = append(routes, screen.Route{Place: screen.Unit, Title: "表", New: func(env *screen.Env, _ screen.Go) screen.Screen {
		return screen.NewForm(env, screen.FormScreen{Path: "表"}, kit.FormSpec{
			Sections: []kit.Section{{Fields: []kit.Field{{Name: "a", Label: "名称"}}}}, Save: func(*kit.Form) tea.Cmd { return nil },
		})
	}})
	term := kittest.Start(t, frame.New(env, routes, signin.New(env)), 80, 24, kittest.OwnWords)
	term.WaitFor("请输入账号和密码")
	term.Send(screen.Idle{})
	term.Send(screen.Lock{})
	term.WaitFor("请输入账号和密码")
	term.Type("xitong")
	term.Press("enter")
	term.Type("songhua-1641")
	term.Press("enter")
	term.WaitFor("已进入")
	set(10 * time.Minute)
	term.Send(screen.Go{Place: screen.Unit})
	term.WaitFor("名称")
	term.Type("填了一半")
	term.WaitFor("填了一半")
	later(9 * time.Minute)
	term.Send(screen.Idle{})
	term.WaitFor("填了一半")
	set(time.Minute)
	later(time.Minute)
	term.Send(screen.Idle{})
	term.WaitFor("屏幕已锁定")
	term.WaitGone("填了一半  ")
	term.Golden("lock")
	term.Press("f10")
	term.WaitFor("屏幕已锁定")
	term.Send(kit.Done{Text: "别处办完了"})
	term.Type("wrong-one-1")
	term.Press("enter")
	term.WaitFor("账号或密码不对")
	term.Type("songhua-1641")
	term.Press("enter")
	term.WaitFor("填了一半")
	term.WaitFor("别处办完了")
	term.Press("ctrl+l")
	term.WaitFor("屏幕已锁定")
	term.Press("esc")
	term.WaitFor("请输入账号和密码")
	if env.SignedIn() {
		t.Error("still signed in")
	}
}

// TestSessionEndsOnScreen: whose account is stopped reads no further.
func TestSessionEndsOnScreen(t *testing.T) {
	env, routes := office(t)
	ctx := t.Context()
	id, err := env.Store.AddAccount(ctx, engine.Console(), basis.NewAccount{Name: "qian", Display: "钱", District: "尖山区", Roles: []allocation.Role{allocation.Intake}, Password: "second-one-2", Settled: true})
	if err != nil {
		t.Fatal(err)
	}
	term := kittest.Start(t, frame.New(env, routes, signin.New(env)), 80, 24, kittest.OwnWords)
	term.Type("qian")
	term.Press("enter")
	term.Type("second-one-2")
	term.Press("enter")
	term.WaitFor("已进入")
	if err := env.Store.SetAccountActive(ctx, engine.Console(), id, false, "离职"); err != nil {
		t.Fatal(err)
	}
	term.Press("f2")
	term.WaitFor("请输入账号和密码")
	term.WaitFor("账号已停用")
	if env.SignedIn() {
		t.Error("still signed in")
	}
}
