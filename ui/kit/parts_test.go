package kit

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// same compares drawn lines with expected ones, without trailing spaces.
func same(t *testing.T, got []string, want string) {
	t.Helper()
	for i := range got {
		got[i] = strings.TrimRight(ansi.Strip(got[i]), " ")
	}
	if g := strings.Join(got, "\n"); g != strings.TrimPrefix(want, "\n") {
		t.Errorf("got\n%s\nwant%s", g, want)
	}
}

func TestDetailAlignsLabels(t *testing.T) {
	same(t, Detail(plain, 30, []Pair{{Label: "房源"}, {Label: "编号", Value: "NSQ-01-1-03"}, {Label: "建筑面积", Value: "142.35 ㎡"}, {}, {Label: "说明", Value: "左邻无，右邻使用中，二〇二一年到期。"}}), `
 房源
 编号      NSQ-01-1-03
 建筑面积  142.35 ㎡

 说明      左邻无，右邻使用
           中，二〇二一年到
           期。`)
}

func TestDraftNeverGoesBack(t *testing.T) {
	kept := &store{}
	f := NewForm(FormSpec{Draft: "k", Drafts: kept, Sections: []Section{{Fields: []Field{{Name: "a", Label: "甲"}, {Name: "p", Label: "密码", Kind: KindSecret}}}}})
	first := f.Update(Press("x"))
	second := f.Update(Press("y"))
	runAll(second)
	runAll(first)
	if kept.text != `{"\u0000\u0000focus":"a","\u0000\u0000name":"甲 xy","\u0000\u0000title":"","\u0000\u0000top":"0","a":"xy"}` {
		t.Errorf("kept %s", kept.text)
	}
	late := f.Update(Press("z"))
	runAll(f.Saved())
	runAll(late)
	if kept.text != "" {
		t.Errorf("a late save brought back %s", kept.text)
	}
}

func runAll(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			runAll(c)
		}
	}
}

// store keeps one draft.
type store struct{ text string }

func (s *store) Load(string) (string, error) { return s.text, nil }
func (s *store) Save(_, text string) error   { s.text = text; return nil }
func (s *store) Drop(string) error           { s.text = ""; return nil }

func TestStatesDifferWithAnyColours(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI} {
		for _, dark := range []bool{true, false} {
			th := NewTheme(dark, profile, false)
			seen := map[Style]string{}
			for state := range stateHues {
				s := th.State(state)
				if other, twice := seen[s]; twice || s.on == "" {
					t.Errorf("%v dark %v: %s looks like %s", profile, dark, state, other)
				}
				seen[s] = state
			}
		}
	}
	for state := range stateHues {
		if s := plain.State(state); s.on != "" {
			t.Errorf("without colours %s has %q", state, s.on)
		}
	}
}

func TestKeyNames(t *testing.T) {
	for text, want := range map[string]string{"？": "?", "：": ":", "、": "/", "／": "/", "ａ": "a", "　": "space", "中": "中"} {
		r := []rune(text)[0]
		if got := KeyName(tea.KeyPressMsg{Code: r, Text: text}); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
	for _, name := range []string{"enter", "esc", "f1", "f12", "ctrl+s", "ctrl+z", "space", "shift+tab", "tab", "pgdown", "a", "G", "?"} {
		if got := KeyName(Press(name)); got != name {
			t.Errorf("Press(%q) is %q", name, got)
		}
	}
}

func TestConfirmScrollsALongPage(t *testing.T) {
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("第 %d 条后果", i+1))
	}
	c := NewConfirm(ConfirmSpec{Title: "确认", Lines: lines, Yes: "确认批次", Password: true}, func(Answer) tea.Cmd { return nil })
	if got := c.Lines(plain, 60, 16); len(got) > 16 || !strings.Contains(strings.Join(got, "\n"), "第 1-8 行，共 30 行") {
		t.Errorf("%d lines\n%s", len(got), strings.Join(got, "\n"))
	}
	for range 9 {
		c.Update(Press("pgdown"))
	}
	got := strings.Join(c.Lines(plain, 60, 16), "\n")
	if !strings.Contains(got, "第 30 条后果") || !strings.Contains(got, "确认批次") || !strings.Contains(got, "30 行，PgUp 往上看") {
		t.Errorf("the end is not reached\n%s", got)
	}
	closed, _ := c.Update(Press("esc"))
	if !closed {
		t.Error("Esc does not close")
	}
}

func TestConfirmHandsOverWhatWasTyped(t *testing.T) {
	var got *Answer
	c := NewConfirm(ConfirmSpec{Title: "确认", Yes: "签订", Reason: ReasonOptional, Password: true, Second: true}, func(a Answer) tea.Cmd { got = &a; return nil })
	typed := func(s string) {
		for _, r := range s {
			c.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	c.Update(Press("enter")) // the reason is optional
	typed("secret")
	c.Update(Press("tab"))
	typed("li")
	c.Update(Press("tab"))
	typed("second")
	c.Update(Press("enter"))
	c.Update(Press("right"))
	if lines := strings.Join(c.Lines(plain, 60, 20), "\n"); strings.Contains(lines, "secret") || strings.Contains(lines, "second") {
		t.Error("a password is shown")
	}
	if closed, _ := c.Update(Press("enter")); !closed || got == nil {
		t.Fatal("a yes is not taken")
	}
	if *got != (Answer{Password: "secret", Second: "li", SecondPassword: "second"}) {
		t.Errorf("got %+v", *got)
	}
}

// TestConfirmKeepsATypedReason: Enter twice falls on 否; a reason that is typed does not go without a word, by no key.
func TestConfirmKeepsATypedReason(t *testing.T) {
	for _, leaving := range []string{"enter", "esc"} {
		var got *Answer
		c := NewConfirm(ConfirmSpec{Title: "退出", Yes: "批准退出", Reason: ReasonRequired}, func(a Answer) tea.Cmd { got = &a; return nil })
		typeText(func(m tea.Msg) { c.Update(m) }, "期满不再使用")
		if leaving == "enter" {
			c.Update(Press("enter"))
		}
		if closed, _ := c.Update(Press(leaving)); closed || got != nil {
			t.Fatalf("%s drops the reason", leaving)
		}
		lines := strings.Join(c.Lines(plain, c.Wants(), 20), "\n")
		for _, want := range []string{"期满不再使用", "还没有办理，按右键选“批准退出”；再按一次放弃写好的理由", ">[否]<"} {
			if !strings.Contains(lines, want) {
				t.Errorf("%s: %q is missing\n%s", leaving, want, lines)
			}
		}
		c.Update(Press("right"))
		if closed, _ := c.Update(Press("enter")); !closed || got == nil || got.Reason != "期满不再使用" {
			t.Errorf("%s: after the hint yes gives %+v", leaving, got)
		}
	}
	c := NewConfirm(ConfirmSpec{Title: "退出", Reason: ReasonOptional, Password: true}, func(Answer) tea.Cmd { return nil })
	c.Update(Press("tab"))
	typeText(func(m tea.Msg) { c.Update(m) }, "secret")
	if closed, _ := c.Update(Press("esc")); !closed {
		t.Error("a password alone asks nothing")
	}
}

// typeText sends a text key by key.
func typeText(update func(tea.Msg), text string) {
	for _, r := range text {
		update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func TestPrefilledValueIsReplacedByTyping(t *testing.T) {
	form := func() *Form {
		return NewForm(FormSpec{Sections: []Section{{Fields: []Field{{Name: "keys", Label: "钥匙", Kind: KindNumber, Value: "3"}, {Name: "place", Label: "地址", Value: "南市区"}}}}})
	}
	for _, c := range []struct {
		what, want string
		keys       []string
	}{
		{"typed", "2", []string{"2"}},
		{"typed on", "25", []string{"2", "5"}},
		{"edited", "35", []string{"end", "5"}},
		{"put before", "53", []string{"home", "5"}},
		{"shortened", "", []string{"backspace"}},
		{"left alone", "3", []string{"tab"}},
		{"come back to what was typed", "25", []string{"2", "tab", "shift+tab", "5"}},
	} {
		f := form()
		for _, k := range c.keys {
			f.Update(Press(k))
		}
		if got := f.Text("keys"); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	f := form()
	f.Update(Press("tab"))
	f.Lines(plain, 60, 8)
	if x := f.Cursor().X; x != 6+6 {
		t.Errorf("the cursor stands at %d beside the selected text", x)
	}
	typeText(func(m tea.Msg) { f.Update(m) }, "岭")
	f.Lines(plain, 60, 8)
	if x := f.Cursor().X; x != 6+2 || f.Text("place") != "岭" {
		t.Errorf("the cursor stands at %d after %q", x, f.Text("place"))
	}
	f = NewForm(FormSpec{Sections: []Section{{Fields: []Field{{Name: "secret", Label: "密码", Kind: KindSecret}, {Name: "a", Label: "甲"}}}}})
	for _, k := range []string{"x", "tab", "shift+tab", "y"} {
		f.Update(Press(k))
	}
	if got := f.Text("secret"); got != "y" {
		t.Errorf("a secret entered again is %q", got)
	}
	f = form()
	f.Update(tea.PasteMsg{Content: "12"})
	if got := f.Text("keys"); got != "12" {
		t.Errorf("pasted: %q", got)
	}
}

func TestPickerPutsTheLikeliestFirst(t *testing.T) {
	var got []Choice
	p := NewPicker(PickerSpec{Multi: true, Choices: []Choice{
		{Key: "1", Label: "其他专业咨询"}, {Key: "2", Label: "快递（家庭）"}, {Key: "3", Label: "家庭服务"}, {Key: "4", Label: "修理"}, {Key: "5", Label: "经堂", Why: "已停用"},
	}}, func(c []Choice) tea.Cmd { got = c; return nil })
	typeText(func(m tea.Msg) { p.Update(m) }, "jt")
	same(t, p.Lines(plain, 40, 8), `
 筛选: jt
>[ ] 家庭服务
 [ ] 经堂          已停用
 [ ] 快递（家庭）
 [ ] 其他专业咨询

 1 / 4`)
	p.Update(Press("ctrl+a"))
	p.Update(Press("enter"))
	if len(got) != 3 || got[0].Key != "1" || got[1].Key != "2" || got[2].Key != "3" {
		t.Errorf("Ctrl+A ticks %v", got)
	}
	p.Update(Press("ctrl+a"))
	if done, _ := p.Update(Press("enter")); done || !strings.Contains(strings.Join(p.Lines(plain, 60, 8), "\n"), textNoneTicked) {
		t.Errorf("Enter with nothing ticked closes the picker: %v", done)
	}
}

// TestInputMethodInAPassword: what an input method puts into a password is said, in a window and in a form; keys are not, nor is it said of
// other fields. A refusal does not say its field twice.
func TestInputMethodInAPassword(t *testing.T) {
	method, word := tea.KeyPressMsg{Code: 'n', Text: "ni"}, tea.KeyPressMsg{Code: '你', Text: "你"}
	for _, secret := range []bool{true, false} {
		c := NewConfirm(ConfirmSpec{Title: "确认", Yes: "签订", Reason: ReasonOptional, Password: true}, func(Answer) tea.Cmd { return nil })
		kind := KindText
		if secret {
			c.Update(Press("tab"))
			kind = KindSecret
		}
		f := NewForm(FormSpec{Sections: []Section{{Fields: []Field{{Name: "x", Label: "密码", Kind: kind, Limit: 40}}}}})
		for _, m := range []tea.KeyPressMsg{method, word, {Code: 'n', Text: "n"}} {
			want := secret && m.Text != "n"
			if _, cmd := c.Update(m); notes(cmd) != want {
				t.Errorf("window, secret %v, %q: said %v", secret, m.Text, !want)
			}
			if got := notes(f.Update(m)); got != want {
				t.Errorf("form, secret %v, %q: said %v", secret, m.Text, got)
			}
		}
	}
	if got := fmtWrongField("密码", "密码至少 10 个字符"); got != "密码：至少 10 个字符" {
		t.Error(got)
	}
}

// notes reports whether what a command brings holds a note.
func notes(cmd tea.Cmd) (found bool) {
	if cmd == nil {
		return false
	}
	msg := cmd()
	list, _ := msg.(tea.BatchMsg)
	for _, c := range list {
		found = found || notes(c)
	}
	_, note := msg.(Note)
	return found || note
}
