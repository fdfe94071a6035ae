package welcome_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
	"penggai/ui/screen/home"
	"penggai/ui/screen/takeover"
	"penggai/ui/screen/welcome"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a first screen that only says that one is in.
type desk struct{}

func (d desk) Init() tea.Cmd                           { return nil }
func (d desk) Update(tea.Msg) (screen.Screen, tea.Cmd) { return d, nil }
func (d desk) Body(int, int) []string                  { return []string{"", " 已进入"} }
func (d desk) Title() string                           { return "首页" }
func (d desk) Summary() (string, string)               { return "", "" }
func (d desk) Cursor() *tea.Cursor                     { return nil }
func (d desk) Actions() []kit.Action                   { return nil }

func start(t *testing.T, w, h int) (*kittest.Term, *screen.Env) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	o := engine.Options{PasswordKiB: 8, Today: func() civil.Date { return civil.MustParse("2021-03-15") }}
	env := &screen.Env{First: func() screen.Screen { return desk{} }}
	t.Cleanup(func() {
		if env.Store != nil {
			if err := env.Store.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	create := func(f basis.Founding) (*store.Store, error) { return store.Create(folder, f, o) }
	spec := welcome.Spec{
		Folder: "/home/zhou/.local/share/penggai", Create: create,
		Demo: func(ctx context.Context, report progress.Report) (*store.Store, engine.Actor, error) {
			report(1, 2, "造示例案卷")
			st, err := create(basis.Founding{Office: allocation.CityOffice, Admin: "xitong", Password: "anbang-he-16"})
			if err != nil {
				return nil, engine.Actor{}, err
			}
			a, err := st.SignIn(ctx, "xitong", "anbang-he-16")
			return st, a.Actor(""), err
		},
	}
	return kittest.Start(t, frame.New(env, slices.Concat(home.Routes, takeover.Routes), welcome.New(env, spec)), w, h), env
}

func TestMakesAnOffice(t *testing.T) {
	term, env := start(t, 80, 24)
	term.WaitFor("这里还没有数据")
	term.Golden("welcome")
	term.Press("right", "enter") // the second district
	term.Press("enter")          // empty, for its own ledger
	term.Press("ctrl+u")
	term.Type("xitong")
	term.Press("enter")
	term.Type("吴某")
	term.Press("enter")
	term.Type("short")
	term.Press("enter")
	term.Type("short")
	term.Press("enter")
	term.WaitFor("密码至少 10 个字符")
	term.Golden("short-password")
	term.Press("ctrl+u")
	term.Type("songhua-1641")
	term.Press("enter", "ctrl+u")
	term.Type("songhua-1641")
	term.Press("enter")
	term.WaitFor("还没有房源")
	term.Golden("made")
	term.Press("esc")
	term.WaitFor("已进入")
	o, err := env.Store.Office(t.Context())
	if err != nil || o.Name != "岭东区" || env.Office != "岭东区" {
		t.Errorf("%+v %q %v", o, env.Office, err)
	}
	if by := env.Actor(); by.Name != "xitong" || by.Display != "吴某" || by.Role != allocation.Admin {
		t.Errorf("%+v works", by)
	}
}

// TestEscKeepsWhatIsHalfTyped: there is no office yet that could keep a draft, so Esc and Ctrl+C ask first, and 否 leaves the form as it was.
func TestEscKeepsWhatIsHalfTyped(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.WaitFor("这里还没有数据")
	term.Press("tab", "tab", "tab")
	term.Type("王主任")
	term.Press("esc")
	term.WaitFor(">[否]<")
	term.Press("enter")
	term.WaitGone(">[否]<")
	term.WaitFor("王主任")
	term.Press("ctrl+c")
	term.WaitFor("有一张表填了一半还没有保存")
}

func TestOpensTheDemonstration(t *testing.T) {
	term, env := start(t, 120, 36)
	term.WaitFor("这里还没有数据")
	term.Golden("welcome")
	term.Press("f5")
	term.WaitFor("演示已打开")
	if !env.Trial || env.Mark != "演示" || env.Office != allocation.CityOffice {
		t.Errorf("trial %v, mark %q, office %q", env.Trial, env.Mark, env.Office)
	}
}

// TestComesBackFromABackup: on another PC the first page takes the latest backup of a stick, and asks who signs in.
func TestComesBackFromABackup(t *testing.T) {
	o := engine.Options{PasswordKiB: 8, Today: func() civil.Date { return civil.MustParse("2021-03-15") }}
	stick, old := t.TempDir(), filepath.Join(t.TempDir(), "old")
	st, err := store.Create(old, basis.Founding{Office: "岭东区", Admin: "xitong", Display: "吴某", Password: "songhua-1641"}, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = st.Backup(t.Context(), stick); err == nil {
		err = st.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	env := &screen.Env{First: func() screen.Screen { return desk{} }}
	folder := filepath.Join(t.TempDir(), "new")
	spec := welcome.Spec{
		Folder: "/home/zhou/.local/share/penggai",
		Restore: func(ctx context.Context, file string, _ progress.Report) (*store.Store, error) {
			st, _, err := store.Restore(ctx, folder, file, o, nil)
			return st, err
		},
		SignIn: func() screen.Screen { return desk{} },
	}
	t.Cleanup(func() {
		if env.Store != nil {
			if err := env.Store.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	term := kittest.Start(t, frame.New(env, slices.Concat(home.Routes, takeover.Routes), welcome.New(env, spec)), 80, 24)
	term.WaitFor("Ctrl+X 从备份恢复")
	term.Golden("welcome-restore")
	term.Press("ctrl+x")
	term.WaitFor("账号和密码都是原来的")
	term.Press("ctrl+u")
	term.Golden("restore")
	term.Paste(t.TempDir())
	term.Press("ctrl+s")
	term.WaitFor("这里没有备份")
	term.Press("ctrl+u")
	term.Paste(stick)
	term.Press("ctrl+s")
	term.WaitFor("已恢复岭东区的数据")
	if env.Office != "岭东区" || env.SignedIn() {
		t.Errorf("%q, signed in %v", env.Office, env.SignedIn())
	}
	if _, err := env.Store.SignIn(t.Context(), "xitong", "songhua-1641"); err != nil {
		t.Error(err)
	}
}

func TestSaysWhyAnOfficeCannotBeMade(t *testing.T) {
	env := &screen.Env{First: func() screen.Screen { return desk{} }}
	spec := welcome.Spec{Create: func(basis.Founding) (*store.Store, error) { return nil, engine.ErrReadOnlyFolder }}
	term := kittest.Start(t, frame.New(env, nil, welcome.New(env, spec)), 80, 24)
	term.WaitFor("这里还没有数据")
	term.Press("f5")
	term.WaitFor("这里没有演示数据")
	term.Press("enter", "enter", "enter")
	term.Type("吴")
	term.Press("enter")
	term.Type("songhua-1641")
	term.Press("enter")
	term.Type("songhua-1641")
	term.Press("enter")
	term.WaitFor("数据文件夹不能写入")
	if env.Store != nil {
		t.Error("something was opened")
	}
}
