package note_test

import (
	"os"
	"path/filepath"
	"testing"

	"penggai/allocation"
	domain "penggai/allocation/note"
	"penggai/store/engine"
	"penggai/ui"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, ui.Routes()) }

// TestNoteFromTheKeyboard: a note is laid beside a stay with one key, stands on its page, is withdrawn by its author and by nobody else,
// and leads back to the record from the list of all.
func TestNoteFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: stay.ID}, 80, 24)
	term.WaitFor("下一步")
	term.Press("ctrl+k")
	term.WaitFor("这条记录还没有附注")
	term.Golden("beside-none")
	term.Press("esc")
	term.WaitFor("下一步")
	term.Press("ctrl+n")
	term.WaitFor("写给同事看的")
	term.Press("right", "right", "tab") // 来电
	term.Type("证件110101199001010015")
	term.Press("ctrl+s")
	term.WaitFor("不写完整证件号")
	for range 20 {
		term.Press("backspace")
	}
	term.Type("承租人来电：门锁坏了，已约周三上门")
	term.Golden("form")
	term.Press("ctrl+s")
	term.WaitFor("已在 RZ-JS-2017-0001 王宝 记下附注")
	term.WaitFor("附注 1  ")
	term.Golden("on-page")
	term.Press("ctrl+k")
	term.WaitFor("来电")
	term.WaitFor("已约周三上门")
	term.Golden("beside")

	other := o.Open(allocation.Approver, screen.GoBeside(allocation.NounTenancy, stay.ID), 80, 24)
	other.WaitFor("已约周三上门")
	other.Press("f8")
	other.WaitFor("只有记录人本人可以撤回")

	author := o.Open(allocation.Manager, screen.GoBeside(allocation.NounTenancy, stay.ID), 120, 36)
	author.WaitFor("已约周三上门")
	author.Press("f8")
	author.WaitFor("注明已撤回")
	author.Type("约错了日子")
	author.Press("tab", "right", "enter")
	author.WaitFor("已撤回，原文仍可看到")
	author.WaitFor("已撤回 承租人")
	author.Golden("withdrawn")

	list := o.Open(allocation.Auditor, screen.Go{Place: screen.Notes}, 80, 24)
	list.WaitFor("1 条")
	list.Golden("list")
	list.Press("enter")
	list.WaitFor("入驻 > 王宝")
	list.Press("ctrl+n")
	list.WaitFor("记附注由")
}

// TestEveryRecordTakesNotes: the page of each noun shows what lies beside its record.
func TestEveryRecordTakesNotes(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	by := o.Who[allocation.Manager]
	for noun, id := range map[allocation.Noun]int64{
		allocation.NounUnit: stay.Holdings[0].UnitID, allocation.NounApplicant: stay.Applicant, allocation.NounApplication: stay.Application,
		allocation.NounRound: 1, allocation.NounAward: stay.Award, allocation.NounTenancy: stay.ID,
	} {
		n := domain.Note{Laid: domain.Laid{Noun: noun, Record: id}, Topic: domain.Seen, Text: "看过 " + domain.NounTitle(noun)}
		_, err := o.Store.AddNote(t.Context(), by, n)
		o.Must(err)
		if noun == allocation.NounAward {
			continue // a list
		}
		term := o.Open(allocation.Manager, screen.Go{Place: screen.PlaceOf(noun), ID: id}, 80, 24)
		term.WaitFor("附注 1  ")
		term.WaitFor("看过 " + domain.NounTitle(noun))
	}
	page, err := o.Store.Notes(t.Context(), by, engine.ListQuery{Limit: 20})
	o.Must(err)
	if page.Total != 6 {
		t.Errorf("%d notes", page.Total)
	}
}

// TestFileFromTheKeyboard: a file is chosen from a folder, laid beside a stay, looked at where no program can show it, copied out, and
// withdrawn; the stay asks for the sheet of its hand-over until it is there.
func TestFileFromTheKeyboard(t *testing.T) {
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY"} {
		t.Setenv(name, "")
	}
	o := screentest.New(t)
	stay := o.Tenancy()
	folder := filepath.Join(t.TempDir(), "U")
	o.Must(os.Mkdir(folder, 0o700))
	o.Must(os.WriteFile(filepath.Join(folder, "交接单.pdf"), []byte("%PDF-1.4 x"), 0o600))
	o.Must(os.WriteFile(filepath.Join(folder, "病毒.exe"), []byte("MZ"), 0o600))
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: stay.ID}, 80, 24)
	term.WaitFor("未附扫描件  交接单：交房 2017-11-15")
	term.Press("ctrl+g")
	term.WaitFor("还缺")
	term.Type(filepath.Join(folder, "病毒.exe"))
	term.Press("ctrl+s")
	term.WaitFor("只收 jpg")
	for range len("病毒.exe") - 4 {
		term.Press("backspace")
	}
	term.Press("f4")
	term.WaitFor("交接单.pdf")
	term.Type("jjd")
	term.Press("enter")
	term.Press("ctrl+s")
	term.WaitFor("附上 交接单.pdf")
	term.WaitFor("附件 1  2017-11-15 赵 交接单：交接单.pdf")
	term.Press("ctrl+k", "tab")
	term.WaitFor("校验值")
	term.Golden("files")
	term.Press("enter")
	term.WaitFor("没有能打开它的程序")
	term.Press("f7")
	term.WaitFor("原件不动")
	term.Type(folder)
	term.Press("ctrl+s")
	term.WaitFor("已写出")
	if body, err := os.ReadFile(filepath.Join(folder, "交接单-2.pdf")); err != nil || string(body) != "%PDF-1.4 x" {
		t.Errorf("%q %v", body, err)
	}
	term.Press("f8")
	term.WaitFor("注明已撤回")
	term.Type("附错了")
	term.Press("tab", "right", "enter")
	term.WaitFor("已撤回 交接单.pdf")
	term.WaitFor("还缺 交接单")
}
