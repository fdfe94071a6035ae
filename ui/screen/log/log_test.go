package log_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/log"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// office makes an office with a log of some entries, read by its auditor.
func office(t *testing.T) *screen.Env {
	t.Helper()
	day := civil.MustParse("2021-03-15")
	now := time.Date(2021, 3, 15, 0, 1, 0, 0, time.UTC)
	st, err := store.Create(t.TempDir(), basis.Founding{Clock: civil.Clock{Kind: civil.ClockReal, Gap: 1 << 20}, Office: "尖山区", Admin: "xitong", Display: "吴", Password: "songhua-1641"},
		engine.Options{PasswordKiB: 8, Today: func() civil.Date { return day }, Now: func() time.Time { now = now.Add(time.Minute); return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	id, err := st.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "shenji", Display: "郑", District: "尖山区",
		Roles: []allocation.Role{allocation.Auditor}, Password: "songhua-1641", Settled: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{2020, 2021} {
		err := st.SetHolidays(t.Context(), engine.Console(), year, []civil.SpecialDay{
			{Day: civil.On(year, 5, 1), Name: "劳动节"}, {Day: civil.On(year, 5, 9), Name: "劳动节调休", Work: true},
		}, "国办发明电")
		if err != nil {
			t.Fatal(err)
		}
	}
	a, err := st.Account(t.Context(), engine.Console(), id)
	if err != nil {
		t.Fatal(err)
	}
	env := &screen.Env{Store: st, Office: "尖山区"}
	env.SignIn(a.Actor(""))
	return env
}

func start(t *testing.T, env *screen.Env, w, h int) *kittest.Term {
	t.Helper()
	return kittest.Start(t, frame.New(env, nil, log.New(env, screen.Go{})), w, h)
}

func TestLog(t *testing.T) {
	env := office(t)
	term := start(t, env, 80, 24)
	term.WaitFor("4 条")
	term.Golden("log")
	term.Press("enter")
	term.WaitFor("日志第 4 条")
	term.Golden("entry")
	term.Press("esc", "f3")
	term.Type("事项:xzzh")
	term.Press("enter")
	term.WaitFor("1 条")
	term.Golden("filtered")
	term.Press("esc")
	term.WaitFor("4 条")
	term.Press("tab", "tab", "tab")
	term.WaitFor("[参数 3]")
	term.WaitFor("3 条")
	term.Press("tab", "tab", "tab", "tab")
	term.WaitFor("[全部 4]")
	term.Press("f5")
	term.WaitFor("全部通过")
	term.WaitFor("日志链完整")
	term.Press("esc")
	term.WaitGone("全部通过")
}

func TestLogWide(t *testing.T) {
	term := start(t, office(t), 120, 36)
	term.WaitFor("劳动节调休")
	term.Golden("log")
}

func TestVerifyNamesWhatWasChangedBehindTheLog(t *testing.T) {
	env := office(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(env.Store.Folder(), engine.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `UPDATE holiday SET working = 1 WHERE id = 1`); err != nil {
		t.Fatal(err)
	}
	term := start(t, env, 80, 24)
	term.WaitFor("4 条")
	term.Press("f5")
	term.WaitFor("没有通过")
	term.WaitFor("表 holiday 第 1 行 working")
}

func TestWhoMayReadTheLog(t *testing.T) {
	env := office(t)
	for _, r := range allocation.Roles() {
		env.SignIn(engine.Actor{Role: r})
		want := r == allocation.Auditor || r == allocation.Admin || r == allocation.Supervisor || r == allocation.Approver
		if got := log.WhyNot(env) == ""; got != want {
			t.Errorf("%s: %v", r, got)
		}
	}
}
