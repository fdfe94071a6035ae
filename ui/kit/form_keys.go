package kit

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
)

// Update takes keys, pasted text, mouse, and the answers of saving.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case draftLoaded:
		if m.form == f {
			return f.restore(m)
		}
	case formSaved:
		if m.form == f {
			f.saving = false
			f.fresh = maps.Clone(f.values)
		}
	case formCompared:
		if m.form == f {
			return f.compared(m)
		}
	case formIdle:
		if m.form == f {
			f.saving = false
		}
	case Hangup:
		f.hangup()
	case Failed:
		return f.failed(m.Err)
	case tea.PasteMsg:
		return f.typeInto(m)
	case tea.KeyPressMsg:
		return f.key(m)
	case tea.MouseClickMsg:
		return f.click(m)
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			return f.move(-1)
		}
		return f.move(1)
	}
	return nil
}

// failed takes the answer of a saving that did not work; the root says it, the form marks the field.
func (f *Form) failed(err error) tea.Cmd {
	if !f.saving {
		return nil
	}
	f.saving = false
	var r *say.Refusal
	if errors.As(err, &r) && slices.ContainsFunc(f.fields, func(fd *Field) bool { return fd.Name == r.Field }) {
		f.errs[r.Field] = r.Error()
		f.Focus(r.Field)
	}
	return f.compare(err)
}

// key handles one key of the focused field.
func (f *Form) key(m tea.KeyPressMsg) tea.Cmd {
	if f.focus < 0 {
		return nil
	}
	fd := f.fields[f.focus]
	name := KeyName(m)
	if fd.Kind == KindLong && f.areaKeeps(name) {
		return f.typeInto(m)
	}
	switch name {
	case "enter":
		return f.enter(fd)
	case "tab", "down":
		return f.move(1)
	case "shift+tab", "up":
		return f.move(-1)
	case "pgdown":
		return f.section(1)
	case "pgup":
		return f.section(-1)
	}
	switch fd.Kind {
	case KindChoice, KindChoices:
		return f.choiceKey(fd, m, name)
	case KindYesNo:
		return f.yesNoKey(fd, name)
	}
	return f.typeInto(m)
}

// areaKeeps reports whether a key belongs to the text of several lines rather than to the form.
func (f *Form) areaKeeps(name string) bool {
	switch name {
	case "up":
		return f.area.Line() > 0 || f.area.LineInfo().RowOffset > 0
	case "down":
		return f.area.Line() < f.area.LineCount()-1 || f.area.LineInfo().RowOffset < f.area.LineInfo().Height-1
	case "enter":
		return f.area.Value() != "" && !strings.HasSuffix(f.area.Value(), "\n")
	}
	return false
}

// enter opens a choice that must be answered and is not; elsewhere it goes on, and saves after the last field.
func (f *Form) enter(fd *Field) tea.Cmd {
	if (fd.Kind == KindChoice || fd.Kind == KindChoices) && f.values[fd.Name] == "" && fd.Required {
		return f.openChoice(fd, "")
	}
	if fd.Kind == KindLong {
		f.values[fd.Name] = strings.TrimRight(f.values[fd.Name], "\n")
	}
	if f.last() {
		return f.Submit()
	}
	return f.move(1)
}

// last reports whether no field comes behind the one with the focus: Enter saves there, and says so.
func (f *Form) last() bool {
	for i := f.focus + 1; i < len(f.fields); i++ {
		if f.takes(i) {
			return false
		}
	}
	return true
}

// choiceKey opens the list, or steps through it with left and right.
func (f *Form) choiceKey(fd *Field, m tea.KeyPressMsg, name string) tea.Cmd {
	switch {
	case name == "space" || name == "f4":
		return f.openChoice(fd, "")
	case name == "delete" || name == "backspace":
		return f.change(fd, "")
	case name == "ctrl+a" && fd.All:
		return f.all(fd)
	case fd.Kind == KindChoice && (name == "left" || name == "right"):
		list := f.choices(fd)
		if len(list) == 0 {
			return nil
		}
		i := slices.IndexFunc(list, func(c Choice) bool { return c.Key == f.values[fd.Name] })
		if name == "right" {
			i = (i + 1) % len(list)
		} else {
			i = (max(i, 0) - 1 + len(list)) % len(list)
		}
		return f.change(fd, list[i].Key)
	case IsText(m):
		return f.openChoice(fd, m.Text)
	}
	return nil
}

// all chooses everything that a field offers but what is seldom there; when all of it is chosen, nothing.
func (f *Form) all(fd *Field) tea.Cmd {
	var keys []string
	for _, c := range f.choices(fd) {
		if c.Why == "" && !c.Seldom {
			keys = append(keys, c.Key)
		}
	}
	if text := strings.Join(keys, "\n"); text != f.values[fd.Name] {
		return f.change(fd, text)
	}
	return f.change(fd, "")
}

// openChoice opens the picker of a field; what is chosen goes into the field and on to the next.
func (f *Form) openChoice(fd *Field, filter string) tea.Cmd {
	spec := PickerSpec{Title: fd.Label, Choices: f.choices(fd), Current: f.Many(fd.Name), Multi: fd.Kind == KindChoices, Filter: filter, Empty: fd.Hint}
	return Pick(spec, func(got []Choice) tea.Cmd {
		keys := make([]string, len(got))
		for i, c := range got {
			keys[i] = c.Key
		}
		return Both(f.change(fd, strings.Join(keys, "\n")), f.move(1))
	})
}

// yesNoKey answers with space, left, right, y, n, and the digits that an input method lets through.
func (f *Form) yesNoKey(fd *Field, name string) tea.Cmd {
	switch name {
	case "y", "1", textYes:
		return f.change(fd, "yes")
	case "n", "0", textNo:
		return f.change(fd, "no")
	case "space", "left", "right":
		if f.values[fd.Name] == "yes" {
			return f.change(fd, "no")
		}
		return f.change(fd, "yes")
	case "delete", "backspace":
		return f.change(fd, "")
	}
	return nil
}

// typeInto edits the text of the focused field.
func (f *Form) typeInto(msg tea.Msg) tea.Cmd {
	if f.focus < 0 {
		return nil
	}
	fd := f.fields[f.focus]
	var cmd tea.Cmd
	var text string
	switch {
	case f.area != nil:
		var a textarea.Model
		a, cmd = f.area.Update(msg)
		f.area = &a
		text = a.Value()
	case f.line != nil:
		cmd = f.line.Update(msg)
		text = f.line.Value()
	default:
		return nil
	}
	was := f.values[fd.Name]
	if text == was {
		return cmd
	}
	if fd.Kind == KindSecret {
		cmd = Both(cmd, noticeMethod(msg))
	}
	cmd = Both(cmd, f.change(fd, text))
	if f.spec.Advance != nil && f.spec.Advance() && len(text) > len(was) && fd.whole(text) && !f.last() {
		return Both(cmd, f.move(1))
	}
	return cmd
}

// change sets a value by hand: its error is gone until the field is left, and the draft is kept.
func (f *Form) change(fd *Field, text string) tea.Cmd {
	f.values[fd.Name] = text
	delete(f.errs, fd.Name)
	if f.draft == nil {
		return nil
	}
	return f.draft.save(f)
}

// section goes to the first field of the next or previous section.
func (f *Form) section(n int) tea.Cmd {
	f.leave()
	for i := f.focus + n; i >= 0 && i < len(f.fields); i += n {
		if _, starts := f.titles[i]; !starts && i > 0 && i < len(f.fields)-1 {
			continue
		}
		for j := i; j >= 0 && j < len(f.fields); j += n {
			if f.takes(j) {
				f.focus = j
				f.edit()
				return f.keep()
			}
		}
	}
	f.edit()
	return f.keep()
}

// click focuses the field that was clicked; a click on a choice opens it.
func (f *Form) click(m tea.MouseClickMsg) tea.Cmd {
	i, ok := f.rowOf[m.Y-f.y]
	if !ok || m.Button != tea.MouseLeft || !f.takes(i) {
		return nil
	}
	f.leave()
	f.focus = i
	f.edit()
	fd := f.fields[i]
	switch fd.Kind {
	case KindChoice, KindChoices:
		return Both(f.openChoice(fd, ""), f.keep())
	case KindYesNo:
		return f.yesNoKey(fd, "space")
	}
	return f.keep()
}

// Actions are the form's own actions for the list of its screen.
func (f *Form) Actions() []Action {
	save := Act(cmp.Or(f.spec.Verb, "保存"), f.Submit, "ctrl+s")
	if f.saving {
		save = save.When("正在保存")
	}
	next := Act("下一项", func() tea.Cmd { return f.move(1) }, "enter")
	switch {
	case f.area != nil: // Enter is a new line there
		next.Keys = []string{"tab"}
	case f.last():
		next.Label, next.Run = save.Label, f.Submit
	}
	next.Typing = true
	list := []Action{save, next, Act("上一项", func() tea.Cmd { return f.move(-1) }, "shift+tab").Silent()}
	if f.focus >= 0 {
		if fd := f.fields[f.focus]; fd.Kind == KindChoice || fd.Kind == KindChoices {
			list = append(list, Act("选项", func() tea.Cmd { return f.openChoice(fd, "") }, "f4"))
			if fd.All {
				list = append(list, Act(textAll, func() tea.Cmd { return f.all(fd) }, "ctrl+a"))
			}
		}
	}
	if f.draft != nil && f.Dirty() {
		list = append(list, Act(textClear, f.askClear, "f8").Silent())
	}
	return list
}

// askClear throws the draft away after asking.
func (f *Form) askClear() tea.Cmd {
	return Ask(ConfirmSpec{Title: textClear, Lines: []string{textClearAsk}, Yes: textClear}, func(Answer) tea.Cmd {
		f.values, f.errs = maps.Clone(f.fresh), map[string]string{}
		f.edit()
		return f.draft.forget()
	})
}

// Escape leaves the form. The draft is kept, and the answer line says so; without a draft it asks before throwing
// anything away.
func (f *Form) Escape() (stay bool, cmd tea.Cmd) {
	if !f.Dirty() || f.saving {
		return false, nil
	}
	if f.draft != nil {
		return false, tea.Sequence(f.draft.write(f), Send(DraftKept{}), Send(Note{textKeptDraft}))
	}
	return true, Ask(ConfirmSpec{Title: textDiscard, Lines: []string{textDiscardAsk}, Yes: textDiscard}, func(Answer) tea.Cmd {
		f.fresh = maps.Clone(f.values)
		return Send(Back{})
	})
}

const (
	textKeptDraft  = "未保存，草稿已保留，首页上可以打开接着填"
	textClear      = "清空重填"
	textClearAsk   = "这张表上已填的内容全部清空，草稿也删除。"
	textDiscard    = "放弃修改"
	textDiscardAsk = "这张表上已填的内容还没有保存，离开后就没有了。"
)
