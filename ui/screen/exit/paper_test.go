package exit_test

import (
	"archive/zip"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/exit/exittest"
	"penggai/ui/document"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestServedPaperSaysWhatItSaid: a notice that was served is printed again with the body, the court and the telephone that it named then,
// although the office says another one since; one that is not served yet says today's. Served anew after an undo it says what is so then.
func TestServedPaperSaysWhatItSaid(t *testing.T) {
	o := screentest.New(t)
	d := o.Begin(o.Hand(o.Sign(), ""))
	ctx, clerk, boss := t.Context(), o.Who[allocation.Manager], o.Who[allocation.Approver]
	day := o.Today()
	names := func(n string) {
		c, err := o.Store.Card(ctx, d.District)
		o.Must(err)
		c.Review, c.Court, c.Telephone = "复议机关"+n, "法院"+n, "0469-"+n
		o.Must(o.Store.SetCard(ctx, boss, c))
	}
	names("1")
	e := leave.Evidence{Document: "处罚决定 3号", Body: "区市场监管局", Day: day}
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 1, e, "违法经营")
	o.Must(err)
	says := func(code string, want ...string) {
		t.Helper()
		f, err := document.FindForm(code)
		o.Must(err)
		out := filepath.Join(t.TempDir(), code+".docx")
		_, err = document.Print(ctx, o.Store, boss, f, document.Target{Noun: document.NounExit, ID: id}, out)
		o.Must(err)
		text := docx(t, out)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %s", code, w)
			}
		}
	}
	o.Must(o.Store.TellExit(ctx, clerk, id, 1, day, "当面送达"))
	names("2")
	says("exit-intended", "0469-1")
	o.Must(o.Store.HearExit(ctx, clerk, id, 2, day, "没有违法"))
	o.Must(o.Store.AdviseExit(ctx, clerk, id, 3, "王律师", day, "可以"))
	_, err = o.Store.ApproveExit(ctx, boss, id, 4, civil.Date{}, "同意", exittest.Weighed)
	o.Must(err)
	says("exit-notice", "复议机关2", "法院2", "不采纳：没有新的事实")
	_, err = o.Store.NoticeExit(ctx, clerk, id, 5, day, "当面送达")
	o.Must(err)
	names("3")
	says("exit-notice", "复议机关2", "法院2", "0469-2")
	says("exit-intended", "0469-1")
	o.Must(o.Store.UndoExit(ctx, clerk, id, 6, "送错地址"))
	says("exit-notice", "复议机关3", "法院3")
	_, err = o.Store.NoticeExit(ctx, clerk, id, 7, day, "当面送达")
	o.Must(err)
	names("4")
	says("exit-notice", "复议机关3", "法院3", "0469-3")
}

// TestToldExitIsWithdrawnOnPaper四五: who was told of an intended decision is told that it is not taken, with the office as it was then; who
// was told nothing gets no paper.
func TestToldExitIsWithdrawnOnPaper四五(t *testing.T) {
	o := screentest.New(t)
	d := o.Begin(o.Hand(o.Sign(), ""))
	ctx, clerk, boss := t.Context(), o.Who[allocation.Manager], o.Who[allocation.Approver]
	card, err := o.Store.Card(ctx, d.District)
	o.Must(err)
	card.Telephone = "0469-1"
	o.Must(o.Store.SetCard(ctx, boss, card))
	e := leave.Evidence{Document: "处罚决定 3号", Body: "区市场监管局", Day: o.Today()}
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 1, e, "违法经营")
	o.Must(err)
	o.Must(o.Store.TellExit(ctx, clerk, id, 1, o.Today(), "当面送达"))
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	term.WaitFor("违法经营")
	term.Press("f8")
	term.WaitFor("打印退出撤回告知书")
	term.Type("处罚决定已被撤销")
	term.Golden("cancel-told")
	term.Press("tab", "right", "enter")
	term.WaitFor("已撤回，请用 Ctrl+P 打印")
	f, err := document.FindForm("exit-withdrawn")
	o.Must(err)
	if card, err = o.Store.Card(ctx, d.District); err != nil {
		t.Fatal(err)
	}
	card.Telephone = "0469-2"
	o.Must(o.Store.SetCard(ctx, boss, card))
	out := filepath.Join(t.TempDir(), "withdrawn.docx")
	_, err = document.Print(ctx, o.Store, boss, f, document.Target{Noun: document.NounExit, ID: id}, out)
	o.Must(err)
	text := docx(t, out)
	for _, want := range []string{"四(五)1", "处罚决定已被撤销", "到决定时没有收到陈述、申辩", "0469-1", "继续按合同使用"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %s: %s", want, text)
		}
	}
	now := o.Stay(d.ID)
	id, err = o.Store.OpenExit(ctx, clerk, d.ID, now.Version, 1, e, "违法经营")
	o.Must(err)
	o.Must(o.Store.CancelExit(ctx, clerk, id, 1, "另案处理"))
	if _, err = document.Print(ctx, o.Store, boss, f, document.Target{Noun: document.NounExit, ID: id}, out); !errors.Is(err, document.ErrNotYet) {
		t.Errorf("a paper to who was told nothing: %v", err)
	}
}

// docx is the text of a printed paper.
func docx(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
