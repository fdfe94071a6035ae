package system_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/system"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// office makes an office with a clerk besides its administrator, who works.
func office(t *testing.T, name string) *screen.Env {
	t.Helper()
	source := allocation.Source{Document: allocation.Policy2017, Clause: "附件一", From: civil.MustParse("2017-08-05")}
	st, err := store.Create(t.TempDir(), basis.Founding{
		Clock: civil.Clock{Kind: civil.ClockReal, Gap: 1 << 20}, Office: name, Admin: "xitong", Display: "吴", Password: "songhua-1641",
		Catalogues: basis.Catalogues{
			Sectors: []allocation.Sector{{Code: "1-02", Name: "快递服务", Source: source}},
			Holidays: []civil.SpecialDay{
				{Day: civil.MustParse("2020-10-01"), Name: "国庆节中秋节"},
				{Day: civil.MustParse("2021-02-12"), Name: "春节"},
				{Day: civil.MustParse("2021-02-20"), Name: "春节", Work: true},
			},
			Materials: []allocation.Material{{Code: "form", Name: "申请表", Source: source}, {Code: "plan", Name: "创业计划书", Source: source}},
		},
	}, engine.Options{
		PasswordKiB: 8,
		Today:       func() civil.Date { return civil.MustParse("2021-03-15") },
		Now:         func() time.Time { return time.Date(2021, 3, 15, 0, 2, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if name != allocation.CityOffice {
		_, err = st.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
			Name: "zhou", Display: "周", District: name,
			Roles: []allocation.Role{allocation.Intake, allocation.Reviewer}, Password: "first-one-1",
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	a, err := st.SignIn(t.Context(), "xitong", "songhua-1641")
	if err != nil {
		t.Fatal(err)
	}
	env := &screen.Env{Store: st, Office: name}
	env.SignIn(a.Actor(""))
	return env
}

// start starts the program on a tab.
func start(t *testing.T, env *screen.Env, tab string, w, h int) *kittest.Term {
	t.Helper()
	term := kittest.Start(t, frame.New(env, nil, system.New(env, screen.Go{})), w, h)
	term.WaitFor("[账号]")
	term.Press(tab)
	return term
}

func TestAccounts(t *testing.T) {
	env := office(t, "尖山区")
	term := start(t, env, "1", 80, 24)
	term.WaitFor("2 个")
	term.Golden("accounts")
	term.Press("f2")
	term.WaitFor("初始密码")
	term.Golden("new-account")
	term.Type("zhao")
	term.Press("enter")
	term.Type("赵")
	term.Press("enter", "f4")
	term.WaitFor("筛选:")
	term.Press("down", "down", "down", "space", "enter")
	term.WaitGone("筛选:")
	term.Press("enter")
	term.Type("short")
	term.Press("enter")
	term.WaitFor("密码至少 10 个字符")
	term.Press("ctrl+u")
	term.Type("first-two-2")
	term.Press("enter")
	term.WaitFor("已新增账号 zhao")
	term.WaitFor("3 个")
	term.Golden("added")
	list, err := env.Store.Accounts(t.Context(), engine.Console())
	if err != nil || len(list) != 3 || list[1].Name != "zhao" || list[1].Roles[0] != allocation.Manager || !list[1].MustChange {
		t.Fatalf("%+v %v", list, err)
	}
}

func TestStopsAnAccount(t *testing.T) {
	env := office(t, "尖山区")
	term := start(t, env, "1", 80, 24)
	term.WaitFor("2 个")
	term.Press("f8")
	term.WaitFor("停用 xitong")
	term.Type("试")
	term.Press("enter", "right", "enter")
	term.WaitFor("不能停用自己的账号")
	term.Press("esc", "down", "f8")
	term.WaitFor("停用 zhou")
	term.Golden("stop")
	term.Type("调离")
	term.Press("enter", "right", "enter")
	term.WaitFor("已停用 zhou")
	term.Press("f9")
	term.WaitFor("初始密码")
	term.Type("third-one-3")
	term.Press("enter")
	term.Type("忘记")
	term.Press("enter")
	term.WaitFor("已重置 zhou 的密码")
	term.Press("enter")
	term.WaitFor("修改账号")
	term.Golden("edit")
	log, err := env.Store.LogOf(t.Context(), "account", 2, 0, 10)
	if err != nil || len(log) != 3 || log[0].Reason != "忘记" || log[1].Reason != "调离" {
		t.Errorf("%+v %v", log, err)
	}
}

func TestPublishesParameters(t *testing.T) {
	env := office(t, "尖山区")
	_, err := env.Store.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "sunzhu", Display: "孙主任", District: "尖山区", Roles: []allocation.Role{allocation.Approver}, Password: "songhua-1641", Settled: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	term := start(t, env, "2", 80, 24)
	term.WaitFor("1 个版本")
	term.Golden("parameters")
	term.Press("enter")
	term.WaitFor("每个岗位")
	term.Golden("version")
	term.Press("esc", "f2")
	term.WaitFor("由分管领导批准生效")
	term.Golden("new-version")
	term.Press("enter")
	term.Type("区政府 2021 年第 3 次常务会")
	term.Press("enter", "ctrl+u")
	term.Type("15")
	for range 5 {
		term.Press("enter")
	}
	term.Press("ctrl+u")
	term.Type("600")
	term.Press("ctrl+s")
	term.WaitFor("已拟定尖山区的新参数")
	term.WaitFor("面积不再随岗位走")
	term.Golden("proposal")
	term.Press("tab")
	term.WaitFor("适合 套")
	term.Golden("proposal-reach")
	term.Press("tab")
	term.WaitFor("没有待分配的申请")
	term.Press("esc")
	term.WaitFor("1 个版本")
	boss, err := env.Store.SignIn(t.Context(), "sunzhu", "songhua-1641")
	if err != nil {
		t.Fatal(err)
	}
	env.SignIn(boss.Actor(""))
	term.Press("6")
	term.WaitFor("待批准")
	term.Golden("proposals")
	term.Press("enter")
	term.WaitFor("面积不再随岗位走")
	term.Press("f5")
	term.WaitFor("起用于以后的办理")
	term.Golden("adopt")
	term.Press("right", "enter")
	term.WaitFor("新参数已生效")
	term.Press("f12")
	term.WaitFor("回到待批准")
	term.Golden("reopen")
	term.Type("批错了")
	term.Press("tab", "tab", "enter")
	term.WaitFor("的批准已撤销")
	term.Press("f5")
	term.WaitFor("起用于以后的办理")
	term.Press("right", "enter")
	term.WaitFor("新参数已生效")
	term.Press("esc", "2")
	term.WaitFor("2 个版本")
	v, err := env.Store.Parameters(t.Context(), "尖山区", env.Today())
	if err != nil || v.Version != 2 || v.Allocation.DM2PerJob != 1500 || v.Approver != "孙主任" || v.Author != "吴" {
		t.Fatalf("%+v %v", v, err)
	}
	v.Allocation.DM2PerJob, v.Allocation.MinDM2 = 2500, 8000
	first, err := env.Store.Parameters(t.Context(), "尖山区", env.Today().AddDays(-1))
	if err != nil {
		t.Fatal(err)
	}
	a, b := v.Parameters, first.Parameters
	if len(a.Rubric.Items) != len(b.Rubric.Items) || a.Rubric.Items[0] != b.Rubric.Items[0] || a.Leads != b.Leads ||
		*a.Allocation.Rest != *b.Allocation.Rest || withoutRest(a.Allocation) != withoutRest(b.Allocation) || a.Notice != b.Notice || a.Jobs != b.Jobs || len(a.Materials) != len(b.Materials) {
		t.Errorf("the form changed what nobody touched:\n%+v\n%+v", a, b)
	}
}

func TestParametersSayWhatIsWrong(t *testing.T) {
	env := office(t, "尖山区")
	term := start(t, env, "2", 80, 24)
	term.WaitFor("1 个版本")
	term.Press("f2")
	term.WaitFor("由分管领导批准生效")
	term.Press("ctrl+u")
	term.Type("2021-03-01")
	term.Press("enter")
	term.Type("依据")
	term.Press("ctrl+s")
	term.WaitFor("生效日期不能早于今天")
	term.Golden("wrong-day")
}

func TestCatalogues(t *testing.T) {
	term := start(t, office(t, "尖山区"), "3", 80, 24)
	term.WaitFor("3 项")
	term.Golden("catalogues")
}

func TestCalendar(t *testing.T) {
	term := start(t, office(t, "尖山区"), "4", 80, 24)
	term.WaitFor("3 天")
	term.Golden("calendar")
	term.Press("f3")
	term.Type("tx")
	term.Press("enter")
	term.WaitFor("1 天")
}

// TestHolidayNotice: a line that says nothing is named, the days are shown before they are kept, and the year is known after.
func TestHolidayNotice(t *testing.T) {
	term := start(t, office(t, "尖山区"), "4", 80, 24)
	term.WaitFor("3 天")
	term.Press("f2")
	term.WaitFor("2022")
	term.Press("enter", "enter")
	term.Type("国办发明电〔2021〕11号")
	term.Press("enter")
	term.Type("一、元旦：1月1日至3日")
	term.Press("ctrl+s")
	term.WaitFor("第 1 行")
	term.Golden("notice-wrong")
	term.Type("放假")
	term.Press("enter")
	term.Type("二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。")
	term.Press("ctrl+s")
	term.WaitFor("替换 2022 年")
	term.Golden("notice-confirm")
	term.Press("right", "enter")
	term.WaitFor("放假 10 天")
	term.WaitFor("15 天")
	term.Golden("notice-kept")
	term.Press("f2") // a further notice adds, with the date of its signature at the foot
	term.WaitFor("年份")
	term.Press("ctrl+u")
	term.Type("2022")
	term.Press("enter", "enter")
	term.Type("国办发明电〔2022〕1号")
	term.Press("enter")
	term.Type("延长2022年春节假期至2月8日，2月9日起正常上班。")
	term.Press("enter")
	term.Type("2022年1月26日")
	term.Press("ctrl+s") // it would replace the whole year
	term.WaitFor("按整年安排会去掉")
	term.Press("right")
	term.Press("ctrl+s")
	term.WaitFor("加进 2022 年")
	term.Golden("notice-more")
	term.Press("right", "enter")
	term.WaitFor("补充安排已保存")
	term.WaitFor("17 天")
	term.Press("f12")
	term.WaitFor("录入以后还没有据此推算过期限")
	term.Golden("notice-undo")
	term.Type("录错")
	term.Press("tab", "tab", "enter")
	term.WaitFor("补充安排（国办发明电〔2022〕1号）已撤销")
	term.WaitFor("15 天")
	term.Press("f2")
	term.WaitFor("年份")
	term.Press("ctrl+u")
	term.Type("2022")
	term.Press("enter", "right", "enter")
	term.Type("国办发明电〔2022〕1号")
	term.Press("enter")
	term.Type("延长2022年春节假期至2月8日，2月9日起正常上班。")
	term.Press("ctrl+s")
	term.WaitFor("加进 2022 年")
	term.Press("right", "enter")
	term.WaitFor("17 天")
	term.Press("f2") // the same again: the year of the text counts, and nothing is offered for saving
	term.WaitFor("年份")
	term.Press("enter", "right", "enter")
	term.Type("国办发明电〔2022〕1号")
	term.Press("enter")
	term.Type("国务院办公厅关于2022年春节假期的通知")
	term.Press("enter")
	term.Type("2月7日、8日放假")
	term.Press("ctrl+s")
	term.WaitFor("都已经录入 2022 年的日历")
}

func TestBackups(t *testing.T) {
	env := office(t, "尖山区")
	term := start(t, env, "5", 80, 24)
	term.WaitFor("还没有备份")
	term.Golden("no-backup")
	term.Press("f2")
	term.WaitFor("备份完成并核对无误")
	term.WaitFor("1 份")
	files, err := env.Store.Backups()
	if err != nil || len(files) != 1 {
		t.Errorf("%v %v", files, err)
	}
	term.Press("f1")
	term.Type("锁起来")
	term.WaitFor("U 盘锁起来")
	term.Press("esc")
	away := t.TempDir()
	term.Press("ctrl+x")
	term.WaitFor("插上 U 盘")
	term.Press("ctrl+u")
	term.Paste(filepath.Join(away, "没有"))
	term.Press("ctrl+s")
	term.WaitFor("没有这个文件夹")
	term.Press("ctrl+u")
	term.Paste(away)
	term.Press("ctrl+s")
	term.WaitFor("备份完成并核对无误")
	if there, err := filepath.Glob(filepath.Join(away, "*")); err != nil || len(there) != 1 {
		t.Errorf("%v %v", there, err)
	}
	log, err := env.Store.LogList(t.Context(), env.Actor(), engine.ListQuery{Filter: "备份到别处"})
	if err != nil || log.Total != 1 || !strings.Contains(log.Rows[0].Subject, away) {
		t.Errorf("%+v %v", log.Rows, err)
	}
}

func TestWideShowsTheRecordBesideTheList(t *testing.T) {
	env := office(t, allocation.CityOffice)
	term := start(t, env, "2", 120, 36)
	term.WaitFor("4 个版本")
	term.Golden("parameters")
	term.Press("1")
	term.WaitFor("1 个")
	term.Golden("accounts")
}

func TestAuditorMayLookOnly(t *testing.T) {
	env := office(t, "尖山区")
	env.SignIn(engine.Actor{Name: "shenji", Display: "郑", Role: allocation.Auditor, District: "尖山区"})
	term := start(t, env, "1", 80, 24)
	term.WaitFor("2 个")
	term.Press("f2")
	term.WaitFor("新增账号由系统管理员办理")
}

// withoutRest is what of the allocation parameters compares by value.
func withoutRest(p allocation.AllocationParams) allocation.AllocationParams {
	p.Rest = nil
	return p
}

// TestOfficeCard: what a district keeps of itself is entered once; a line that is no account is refused.
func TestOfficeCard(t *testing.T) {
	env := office(t, "尖山区")
	term := start(t, env, "7", 80, 24)
	term.WaitFor("1 个单位")
	term.Press("enter")
	term.WaitFor("负责推进落实")
	term.Type("高区长")
	term.Press("enter")
	term.Type("林律师")
	term.Press("enter")
	term.Type("0469-4200001")
	term.Press("enter")
	term.Type("尖山区政府 3 楼")
	term.Press("enter", "enter", "enter")
	term.Type("尖山区财政局")
	term.Press("ctrl+s")
	term.WaitFor("中间用逗号隔开")
	term.Type("，工行尖山支行，0909020119200000001")
	term.Golden("card")
	term.Press("ctrl+s")
	term.WaitFor("已保存尖山区的单位信息")
	term.WaitFor("高区长")
	term.Golden("cards")
	c, err := env.Store.Card(t.Context(), "尖山区")
	if err != nil || c.Adviser != "林律师" || len(c.Payees) != 1 || c.Payees[0].Bank != "工行尖山支行" {
		t.Errorf("%+v %v", c, err)
	}
}

// TestDrawsUpAnEntry: a group is drawn up from the keyboard, compared with nothing, and put in force by another.
func TestDrawsUpAnEntry(t *testing.T) {
	env := office(t, "尖山区")
	_, err := env.Store.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: "sunzhu", Display: "孙主任", District: "尖山区", Roles: []allocation.Role{allocation.Approver}, Password: "songhua-1641", Settled: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	term := start(t, env, "3", 80, 24)
	term.WaitFor("3 项")
	term.Press("f2")
	term.WaitFor("群体")
	term.Press("down", "enter")
	term.WaitFor("可以入驻")
	term.Type("退捕渔民")
	term.Press("enter", "left", "enter", "enter")
	term.Type("退捕证明")
	term.Press("enter")
	term.Type("双政发〔2021〕5号")
	term.Press("enter")
	term.Type("三")
	term.Press("enter", "enter", "enter")
	term.Type("区政府 2021 年第 3 次常务会")
	term.Golden("new-entry")
	term.Press("ctrl+s")
	term.WaitFor("已拟定，由分管领导批准后生效")
	term.WaitFor("与现行的不同")
	term.Golden("entry-proposal")
	boss, err := env.Store.SignIn(t.Context(), "sunzhu", "songhua-1641")
	if err != nil {
		t.Fatal(err)
	}
	env.SignIn(boss.Actor(""))
	term.Press("f5")
	term.WaitFor("起用于以后的办理")
	term.Press("right", "enter")
	term.WaitFor("群体 退捕渔民 已批准")
	term.Press("esc")
	term.WaitFor("4 项")
	groups, err := env.Store.Groups(t.Context(), env.Today())
	if err != nil || len(groups) != 1 || groups[0].Code != "own-01" || !groups[0].Eligible || groups[0].First() {
		t.Errorf("%+v %v", groups, err)
	}
}
