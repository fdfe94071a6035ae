package kit

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"penggai/allocation/say"
)

// TestConfirmKeepsItsWordsWhenTheDeedIsRefused: the window stays while the deed runs; a refusal stands in it below the words, which are
// there for another try and when the window opens again. A window in which nothing is typed closes at once, as ever.
func TestConfirmKeepsItsWordsWhenTheDeedIsRefused(t *testing.T) {
	refusal := say.Refuse("stale", "这条记录刚被别人改过，没有覆盖。请看过对方的改动再保存")
	outcome := tea.Msg(Failed{refusal})
	spec := ConfirmSpec{Title: "不予批准", Lines: []string{"承租人继续使用。"}, Yes: "不予批准", Reason: ReasonRequired, Password: true}
	c := NewConfirm(spec, func(Answer) tea.Cmd { return func() tea.Msg { return outcome } })
	screen := func() string { return strings.Join(c.Lines(NewTheme(true, colorprofile.Ascii, false), 40, 20), "\n") }
	press := func(keys ...string) (closed bool, cmd tea.Cmd) {
		for _, k := range keys {
			closed, cmd = c.Update(Press(k))
		}
		return closed, cmd
	}
	c.Update(tea.PasteMsg{Content: "证据不足"})
	press("tab")
	c.Update(tea.PasteMsg{Content: "geheim123"})
	closed, cmd := press("tab", "right", "enter")
	if closed || cmd == nil || !c.busy {
		t.Fatalf("closed %v before the deed has said anything", closed)
	}
	if closed, _ := press("esc"); closed {
		t.Error("it is left while the deed runs")
	}
	c.Update(confirmRefused{c, errors.New("disk")})
	if !strings.Contains(screen(), textFailed[:9]) {
		t.Error("a fault is not said:\n" + screen())
	}
	c.Update(confirmRefused{c, refusal})
	if got := screen(); !strings.Contains(got, "证据不足") || !strings.Contains(got, "这条记录刚被别人改过") || !strings.Contains(got, "再保存") {
		t.Errorf("the words or the refusal are lost:\n%s", got)
	}
	if c.fields[1].input.Value() != "" || c.at != 1 {
		t.Error("the password is kept")
	}
	again := NewConfirm(spec, c.then)
	again.Resume(c.Kept(Words{}))
	if again.fields[0].input.Value() != "证据不足" {
		t.Error("it opens again without its words")
	}
	spec.Lines = []string{"另一户继续使用。"}
	other := NewConfirm(spec, c.then)
	kept := c.Kept(Words{})
	other.Resume(kept)
	if other.fields[0].input.Value() != "" || other.Kept(kept).window != kept.window {
		t.Error("another window got the words, or they are lost when it is left")
	}
	if closed, _ := c.Update(confirmDone{other}); closed {
		t.Error("another window's deed closed it")
	}
	if closed, _ := c.Update(confirmDone{c}); !closed {
		t.Error("it stays although the deed is done")
	}
	if c.Kept(kept).fields != nil {
		t.Error("the words are kept although the deed is done")
	}
	plain := NewConfirm(ConfirmSpec{Title: "受理", Yes: "受理"}, c.then)
	plain.Update(Press("right"))
	if closed, _ := plain.Update(Press("enter")); !closed {
		t.Error("a window without words stays")
	}
	fault := NewConfirm(spec, func(Answer) tea.Cmd { return func() tea.Msg { panic("screen") } })
	fault.Update(tea.PasteMsg{Content: "证据不足"})
	fault.Update(Press("tab"))
	fault.Update(tea.PasteMsg{Content: "geheim123"})
	for _, k := range []string{"tab", "right", "enter"} {
		_, cmd = fault.Update(Press(k))
	}
	if seq := fmt.Sprintf("%T", cmd()); !strings.Contains(seq, "sequence") {
		t.Errorf("a fault of the deed gives %s: the window never hears of it", seq)
	}
}
