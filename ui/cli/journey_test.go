package cli_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"penggai/ui/screen/screentest"
)

const (
	firstPassword = "penggai-first-1"
	ownPassword   = screentest.Password
)

// office is a data folder with the built program on it, started anew for every day as a real counter is.
type office struct {
	t      *testing.T
	folder string
	*terminal
}

// onDay starts the program on a day, ending an earlier run with kill -9: nothing that was saved may be lost by it.
func (o *office) onDay(day string) {
	o.t.Helper()
	if o.terminal != nil {
		o.terminal.kill()
	}
	o.terminal = open(o.t, 80, 24, []string{"LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8"}, "--data", o.folder, "--today", day)
}

// rests waits until the program writes nothing to its folder any more: what was typed last is kept then.
func (o *office) rests() {
	o.t.Helper()
	deadline := time.Now().Add(patience)
	for last, since := int64(-1), time.Now(); time.Since(since) < 300*time.Millisecond; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			o.stuck("wrote to its folder without end")
		}
		size := int64(0)
		for _, name := range []string{"penggai.db", "penggai.db-wal"} {
			if info, err := os.Stat(filepath.Join(o.folder, name)); err == nil {
				size += info.Size() + info.ModTime().UnixNano()
			}
		}
		if size != last {
			last, since = size, time.Now()
		}
	}
}

// signIn signs in; role is the place of the role in the picker, 0 for an account with a single role.
func (o *office) signIn(name, password string, role int) {
	o.t.Helper()
	o.sees("请输入账号和密码")
	o.write(name)
	o.press("enter")
	o.write(password)
	o.press("enter")
	if role > 0 {
		o.sees("这次用哪个角色办理")
		for range role - 1 {
			o.press("down")
		}
		o.press("enter")
	}
	o.sees("今日待办")
}

// changePassword replaces the first password, which someone else has set.
func (o *office) changePassword(name string) {
	o.t.Helper()
	o.sees("请输入账号和密码")
	o.write(name)
	o.press("enter")
	o.write(firstPassword)
	o.press("enter")
	o.sees("密码是别人设的")
	o.write(firstPassword)
	o.press("enter")
	o.write(ownPassword)
	o.press("enter")
	o.write(ownPassword)
	o.press("enter")
	o.sees("密码已修改")
}

// menu goes to a place by the initials of its name.
func (o *office) menu(initials, title string) {
	o.t.Helper()
	o.press("f10")
	o.sees("菜单（输入汉字、拼音或首字母）")
	o.write(initials)
	o.sees("> " + title)
	o.press("enter")
}

// todo opens the line of the first screen that holds a text.
func (o *office) todo(text string) {
	o.t.Helper()
	pressed := ""
	stands := func(screen string) bool {
		at, wanted := -1, -1
		for i, line := range strings.Split(screen, "\n") {
			if strings.HasPrefix(line, "> ") {
				at = i
			}
			if strings.HasPrefix(line, "> "+text) || strings.HasPrefix(line, "  "+text) {
				wanted = i
			}
		}
		switch {
		case at < 0 || wanted < 0 || screen == pressed: // still to come
		case at == wanted:
			return true
		case at < wanted:
			pressed = screen
			o.press("down")
		default:
			pressed = screen
			o.press("up")
		}
		return false
	}
	for settled := false; !settled; settled = stands(o.text()) { // the list may still grow above the line
		o.until("stands on "+text, stands)
		time.Sleep(100 * time.Millisecond)
	}
	o.press("enter")
}

// yes answers a confirmation, on which 否 stands first.
func (o *office) yes(title string) {
	o.t.Helper()
	o.sees("─ "+title, ">[否]<")
	o.press("right", "enter")
}

// next types a value and goes to the next field.
func (o *office) next(values ...string) {
	o.t.Helper()
	for _, v := range values {
		if v != "" {
			o.write(v)
		}
		o.press("tab")
	}
}

// TestWholeWay walks the first issue's way on the real inventory: a new office, an applicant, review, a round, the
// contract, the keys, the exit, the shop that is vacant again, the report; the program is killed between the days.
func TestWholeWay(t *testing.T) {
	t.Parallel()
	o := &office{t: t, folder: filepath.Join(t.TempDir(), "office")}
	o.welcome()
	o.intake()
	o.review()
	o.decide()
	o.round()
	o.contract()
	o.leave()
	o.lookBack()
}

// welcome makes the office of 尖山区 and two accounts for two people.
func (o *office) welcome() {
	o.t.Helper()
	o.onDay("2021-03-01")
	o.sees("这里还没有数据")
	o.press("enter", "right", "enter", "enter") // the office; begin with the samples; the account as it is proposed
	o.next("王主任", firstPassword)
	o.write(firstPassword)
	o.press("ctrl+s")
	o.sees("已建立尖山区的数据", "房源台账   还是示例明细")
	o.press("esc")
	o.sees("已建成 393 套")
	o.menu("xt", "系统")
	o.account("zhou", "周经办", "space", "space", "down", "space")
	o.account("li", "李区长", "down", "down", "space")
	o.menu("psrmc", "评审人名册")
	for _, expert := range []string{"专家甲", "专家乙", "专家丙"} {
		o.press("f2")
		o.sees("从今天起列入")
		o.next(expert, "区人社局")
		o.press("ctrl+s")
		o.sees("已列入 " + expert)
	}
}

// account adds an account with the roles that the keys tick.
func (o *office) account(name, display string, ticks ...string) {
	o.t.Helper()
	o.press("f2")
	o.sees("新增账号")
	o.next(name, display)
	o.press("enter")
	o.sees("─ 角色")
	o.press(append(ticks, "enter")...)
	o.until("left the picker", func(s string) bool { return !strings.Contains(s, "─ 角色") })
	o.write(firstPassword)
	o.press("ctrl+s")
	o.sees("已新增账号 " + name)
}

// intake registers an applicant, leaves the form half-typed and finds it again after kill -9, then accepts.
func (o *office) intake() {
	o.t.Helper()
	o.onDay("2021-03-01")
	o.changePassword("zhou")
	o.sees("这次用哪个角色办理")
	o.press("enter")
	o.sees("今日待办")
	o.press("f2")
	o.sees("谁来申请")
	o.press("tab", "tab")
	o.next("王小创", "11010519491231002X", "13912345678", "尖山区示例路1号")
	o.sees("尖山区示例路1号")
	o.rests()
	o.onDay("2021-03-01")
	o.signIn("zhou", ownPassword, 1)
	o.sees("填了一半的表")
	o.press("f2")
	o.sees("─ 登记申请", "> 登记一份新的", "王小创")
	o.press("down", "enter")
	o.sees("谁来申请", "王小创", "尖山区示例路1号", ">居民类别*") // where it was left
	o.press("tab")
	o.next("自有住房", "维修设备", "", "小修家电", "社区家电维修")
	o.press("space")
	o.sees("─ 行业")
	o.write("家庭服务")
	o.press("enter", "tab", "tab", "tab")
	o.write("6")
	o.press("ctrl+s")
	o.sees("已登记 小修家电 的申请", "下一步 受理员核对")
	o.press("f5")
	o.yes("受理")
	o.sees("已受理，编号 JS20210001")
}

// review checks clause by clause and enters the panel's scores.
func (o *office) review() {
	o.t.Helper()
	o.onDay("2021-03-02")
	o.signIn("zhou", ownPassword, 2)
	o.todo("材料待审查")
	o.sees(">JS20210001")
	o.press("enter")
	o.sees("下一步 审核员逐条审查")
	o.press("f5")
	o.sees("逐条审查（二、三.1 至 三.7）")
	for range 2 {
		o.press("right", "tab")
		o.next("看到原件")
	}
	for range 6 {
		o.press("right", "tab")
	}
	o.press("right", "right", "right", "tab", "tab", "tab", "tab", "tab", "space")
	o.sees("─ 已交材料")
	for range 13 {
		o.press("space")
	}
	o.press("enter", "f5")
	o.sees("材料合格，可以评审", "下一步 组成评审组")
	o.press("f5")
	o.sees("从名册选人")
	for range 3 {
		o.press("right", "tab", "right", "tab")
	}
	o.press("ctrl+s")
	o.sees("已组成评审组", "未交 3 名")
	for _, progress := range []string{"已交 1 名", "已交 2 名", "由分管领导决定"} {
		o.press("f5")
		o.sees("互相看不到")
		o.press("tab")
		o.next("26", "17", "16", "17", "8")
		o.press("ctrl+s")
		o.sees("已登记一名评审人的打分", progress)
	}
	o.sees("平均 84.00 分")
}

// decide approves with a reason.
func (o *office) decide() {
	o.t.Helper()
	o.onDay("2021-03-03")
	o.changePassword("li")
	o.sees("今日待办")
	o.todo("材料合格 待评审")
	o.sees(">JS20210001")
	o.press("enter")
	o.sees("下一步 由分管领导决定")
	o.press("ctrl+x")
	o.sees("─ 评审通过")
	o.write("同意")
	o.press("tab", "right", "enter")
	o.sees("已评审通过", "下一步 等待分配")
}

// round allocates: drawn up, locked, drawn, computed and noticed by one, and after the notice confirmed by another.
func (o *office) round() {
	o.t.Helper()
	o.onDay("2021-03-03")
	o.signIn("zhou", ownPassword, 2)
	o.menu("fp", "分配")
	o.sees("还没有分配批次")
	o.press("f2")
	o.yes("新建批次")
	o.sees("房源 393 套")
	o.press("f5")
	o.sees("先指定抽签的来源")
	o.next("", "福彩双色球", "2021026")
	o.write("2021-03-09")
	o.press("ctrl+s")
	o.yes("锁定")
	o.sees("已锁定，房源已预留", "名单异议期满")
	o.onDay("2021-03-09")
	o.signIn("zhou", ownPassword, 2)
	o.menu("fp", "分配")
	o.sees(">JS-2021-01")
	o.press("enter")
	o.sees("下一步 当众抽签")
	o.press("f5")
	o.sees("录入后不能再改")
	o.next("2021026", "02 07 11 19 26 30 + 05")
	o.write("甲代表 48213 乙代表 70596 丙代表 31884 丁代表 95027")
	o.press("tab")
	o.write("甲 乙")
	o.press("ctrl+s")
	o.yes("抽签文字")
	o.sees("已录入抽签文字", "下一步 按 F5 计算")
	o.press("f5")
	o.sees("安置 1/1", "王小创", "最合适")
	o.press("f5")
	o.yes("公示")
	o.sees("已开始公示", "按 F5 确认")
	o.press("f5") // too early: the key says from when on
	o.sees("公示中", "按 F5 确认")
	o.onDay("2021-03-17")
	o.signIn("li", ownPassword, 0)
	o.todo("批次公示中")
	o.sees(">JS-2021-01")
	o.press("enter")
	o.sees("按 F5 确认")
	o.press("f5")
	o.yes("确认")
	o.sees("已确认，分配结果已生成")
}

// contract signs for three years, hands the keys over and opens.
func (o *office) contract() {
	o.t.Helper()
	o.onDay("2021-03-19")
	o.signIn("zhou", ownPassword, 3)
	o.todo("已分配 待签约")
	o.sees("王小创", ">")
	o.press("enter")
	o.sees("2021-03-19 至 2024-03-18")
	o.press("ctrl+s")
	o.yes("签订合同")
	o.sees("合同已签订", "下一步 交接", "HT-JS-2021-0001", "免收 36 个月", "减半 36 个月")
	o.press("f5")
	o.sees("开业期限 2021-06-21") // 06-19 is a Saturday, 06-21 the next working day
	o.next("", "3", "12.5", "140")
	o.press("ctrl+s")
	o.yes("交接")
	o.sees("已交接，最迟 2021-06-21 开业", "F5 开业")
	o.press("f5")
	o.sees("开业日期")
	o.next("", "执照办理中")
	o.press("ctrl+s")
	o.sees("已登记开业", "营业中")
}

// leave ends the stay by 四(五)4 and brings the shop back.
func (o *office) leave() {
	o.t.Helper()
	o.onDay("2021-05-06")
	o.signIn("zhou", ownPassword, 3)
	o.menu("rz", "入驻")
	o.sees("王小创", ">")
	o.press("enter")
	o.sees("下一步")
	o.press("f8")
	o.sees(">四(五)情形*")
	o.press("enter")
	o.sees("─ 四(五)情形")
	o.press("down", "down", "down", "enter")
	o.next("经营不下去")
	o.press("space")
	o.sees("─ 材料种类")
	o.press("enter")
	o.write("停业申请1号")
	o.press("ctrl+s")
	o.yes("提出退出")
	o.sees("已提出退出", "下一步 分管领导批准")
	o.onDay("2021-05-07")
	o.signIn("li", ownPassword, 0)
	o.todo("退出")
	o.sees("王小创", ">")
	o.press("enter")
	o.sees("下一步 分管领导批准")
	o.press("f5")
	o.sees("腾退期限*")
	o.approves(false)
	o.onDay("2021-05-10")
	o.signIn("zhou", ownPassword, 3)
	o.todo("退出")
	o.sees("王小创", ">")
	o.press("enter")
	o.keysBack()
}

// keysBack serves the notice, takes the keys, settles and files, closes, and ends the repair of the shop.
func (o *office) keysBack() {
	o.t.Helper()
	o.serve()
	o.inspect("20.5", "260")
	o.settle("无应缴")
	o.file()
	o.closeExit()
	o.vacant("JS-NSQ-01-2-03")
}

// lookBack reads what the office says of an earlier day, and lets the log prove itself.
func (o *office) lookBack() {
	o.t.Helper()
	o.terminal.kill()
	for _, check := range []struct {
		args []string
		want []string
	}{
		{[]string{"report", "occupancy", "--user", "zhou", "--as-of", "2021-03-31", "--format", "csv"}, []string{"尖山区,393,0,392,0,0,1,0,"}},
		{[]string{"report", "occupancy", "--user", "zhou", "--format", "csv"}, []string{"尖山区,393,0,393,0,0,0,0,"}},
		{[]string{"units", "--user", "zhou", "--filter", "状态:闲置 面积:>300", "--json"}, []string{`"state":"vacant"`}},
		{
			[]string{"units", "--user", "zhou", "--filter", "状态:闲置 面积:>300", "--sort", "-面积,编号", "--format", "csv"},
			[]string{"\ufeff房源清单\r\n", "筛选：状态:闲置 面积:>300  排序：-面积,编号  截至 2021-05-11", "\r\n编号,区,小区,楼栋,层,位,面积 ㎡,特点,状态,示例,", "\r\n合计,"},
		},
		{[]string{"tenancies", "--user", "zhou", "--json"}, []string{`"ended":"2021-05-10"`}},
		{[]string{"rounds", "--user", "zhou", "--json"}, []string{`"number":"JS-2021-01"`, `"state":"confirmed"`, `"served":1`}},
		{[]string{"certificate", "JS-2021-01", "--user", "zhou"}, []string{`{"format":"penggai-allocation-certificate/1"`, `"digest":"`}},
		{[]string{"certificate", "JS-2021-01", "--user", "zhou", "--html"}, []string{"房源分配公示</h1>", `data-number="JS20210001"`, "重新核对"}},
		{[]string{"payments", "--user", "zhou", "--json"}, []string{"["}},
		{[]string{"verify"}, []string{"日志链完整", "现有数据与日志一致"}},
	} {
		out := o.commandOn("2021-05-11", check.args...)
		for _, want := range check.want {
			if !strings.Contains(out, want) {
				o.t.Errorf("penggai %s: no %s in\n%s", strings.Join(check.args, " "), want, out)
			}
		}
	}
	file := filepath.Join(o.t.TempDir(), "certificate.json")
	if err := os.WriteFile(file, []byte(o.commandOn("2021-05-11", "certificate", "JS-2021-01", "--user", "zhou")), 0o600); err != nil {
		o.t.Fatal(err)
	}
	o.commandOn("2021-05-11", "solve", file) // of this office, and true
}

// commandOn runs a command of the built program on the office on a day and returns its standard output.
func (o *office) commandOn(day string, args ...string) string {
	o.t.Helper()
	path, err := program()
	if err != nil {
		o.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(o.t.Context(), 4*patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, append(args, "--data", o.folder, "--today", day)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) } // with the stacks of what it was about
	cmd.Env = append(cmd.Environ(), "PENGGAI_PASSWORD="+ownPassword)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			o.t.Fatalf("penggai %s: %v\n%s", strings.Join(args, " "), err, own(string(exit.Stderr)))
		}
		o.t.Fatalf("penggai %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}
