package outside_test

import (
	"os"
	"path/filepath"
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/outside"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) { screentest.Main(m, outside.Routes, finding.Routes, tenancy.Routes) }

// TestListHeldAgainstTheOffice: a pasted list points to the stay of who stands on it, and to a finding whose words are there already; a
// file is read too.
func TestListHeldAgainstTheOffice(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	term := o.Open(allocation.Supervisor, screen.Go{Place: screen.Outside}, 80, 24)
	term.WaitFor("名单不保存")
	term.Golden("form")
	term.Press("right", "right", "right", "tab")
	term.Type("区财政局 2017-11 名册")
	term.Press("tab", "tab")
	term.Paste("张三 230502197001010018 某中学\n王宝 尖山区西平行路0号 在编")
	term.Press("ctrl+s")
	term.WaitFor("疑似 1 条")
	term.WaitFor("RZ-JS-2017-0001")
	term.Golden("suspects")
	term.Press("f5")
	term.WaitFor("名册）比对，第 2 行与 王宝")
	term.WaitFor("的名称、地址相符")
	term.Press("esc")
	term.WaitFor("疑似 1 条")
	term.Press("enter")
	term.WaitFor("入驻 > 王宝")
	if stay.ID == 0 {
		t.Error("no stay")
	}

	path := filepath.Join(t.TempDir(), "登记.csv")
	o.Must(os.WriteFile(path, []byte("企业名称,住所,登记状态\n不相干,某街,注销\n"), 0o600))
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Outside}, 120, 36)
	clerk.WaitFor("名单不保存")
	clerk.Press("right", "tab")
	clerk.Type("市场监管局")
	clerk.Press("tab")
	clerk.Type(path)
	clerk.Press("ctrl+s")
	clerk.WaitFor("没有与本办公室相符的人")
	clerk.WaitFor("读到 1 行")
}
