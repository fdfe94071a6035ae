package kit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
)

// Two people on one record: who saves later is refused because the record has another version. A form with FormSpec.Fresh
// then reads what the record says now, shows field by field what the other one changed beside what is typed here, and saves
// what was chosen on the new version.

// codeStale is the refusal of a record that someone else has changed meanwhile.
const codeStale = "stale"

// Fresh is a record as it stands now: the values of its fields by name, and what makes the next saving go to its version.
type Fresh struct {
	Values map[string]string
	Adopt  func()
}

// Values are the values with which a form of these sections begins.
func Values(sections []Section) map[string]string {
	out := map[string]string{}
	for _, s := range sections {
		for _, fd := range s.Fields {
			out[fd.Name] = fd.Value
		}
	}
	return out
}

// formCompared brings the record as it stands now to its form.
type formCompared struct {
	form  *Form
	fresh Fresh
}

// compare reads the record again after a saving that was refused as stale; nil when there is nothing to do.
func (f *Form) compare(err error) tea.Cmd {
	var r *say.Refusal
	if f.spec.Fresh == nil || !errors.As(err, &r) || r.Code != codeStale {
		return nil
	}
	return Guard(func() tea.Msg {
		fresh, err := f.spec.Fresh(context.Background())
		if err != nil {
			return Failed{err}
		}
		return formCompared{f, fresh}
	})
}

// compared opens the comparison, or says that the fields of this form are as they were.
func (f *Form) compared(m formCompared) tea.Cmd {
	var rows []compareRow
	for _, fd := range f.fields {
		theirs, known := m.fresh.Values[fd.Name]
		if !known || theirs == f.fresh[fd.Name] || theirs == f.values[fd.Name] || fd.Kind == KindShown || fd.Kind == KindSecret {
			continue
		}
		rows = append(rows, compareRow{field: fd, theirs: theirs, mine: f.values[fd.Name], take: true})
	}
	if len(rows) == 0 {
		f.adopt(m.fresh, nil)
		return Send(Note{"对方改的不是这张表里的内容，您填的都在；再按 Ctrl+S 保存"})
	}
	return Send(Open{&Compare{form: f, fresh: m.fresh, rows: rows}})
}

// comparePending opens the comparison of what a draft left undecided.
func (f *Form) comparePending(restored bool) tea.Cmd {
	for i, r := range f.pending {
		if v := f.values[r.field.Name]; v != r.theirs {
			f.pending[i].mine = v // typed since
		}
	}
	return Send(Open{&Compare{form: f, rows: f.pending, restored: restored}})
}

// adopt moves the form onto the record as it stands now: fields that were not touched here take the new values, those of
// rows what was chosen.
func (f *Form) adopt(fresh Fresh, rows []compareRow) {
	for name, theirs := range fresh.Values {
		if f.values[name] == f.fresh[name] {
			f.values[name] = theirs
		}
		if _, ok := f.fresh[name]; ok {
			f.fresh[name] = theirs
		}
	}
	for _, r := range rows {
		f.values[r.field.Name] = r.mine
		if r.take {
			f.values[r.field.Name] = r.theirs
		}
	}
	if fresh.Adopt != nil {
		fresh.Adopt()
	}
	if f.focus >= 0 {
		f.edit()
	}
}

type compareRow struct {
	field        *Field
	theirs, mine string
	base         string // of a draft: what it was typed over
	take         bool   // theirs
}

// Compare is an overlay that lists what someone else changed beside what is typed here. Theirs is chosen at the start.
type Compare struct {
	form  *Form
	fresh Fresh
	rows  []compareRow
	at    int
	top   int

	restored bool // a draft came back: what is chosen goes into the form and is not saved yet
}

// Title stands in the upper edge.
func (c *Compare) Title() string { return "这条记录刚被别人改过" }

// Wants is wide enough for two values.
func (c *Compare) Wants() int { return 70 }

// Cursor is always nil: nothing is typed.
func (c *Compare) Cursor() *tea.Cursor { return nil }

// Actions are the keys for the help line.
func (c *Compare) Actions() []Action {
	return []Action{
		{Keys: []string{"space"}, Label: "改选"}, {Keys: []string{"enter"}, Label: c.verb()}, {Keys: []string{"esc"}, Label: textCancel},
	}
}

func (c *Compare) verb() string {
	if c.restored {
		return "按所选填入"
	}
	return "按所选保存"
}

// choose puts what was chosen into the form, and saves it unless a draft has only come back.
func (c *Compare) choose() tea.Cmd {
	c.form.pending = nil
	c.form.adopt(c.fresh, c.rows)
	if c.restored {
		return c.form.keep()
	}
	return c.form.Submit()
}

// Update moves between the fields, chooses, and saves. Leaving it decides nothing: a draft that came back is compared
// again before its form is saved.
func (c *Compare) Update(msg tea.Msg) (bool, tea.Cmd) {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	row := &c.rows[c.at]
	switch KeyName(m) {
	case "esc":
		return true, nil
	case "up", "k", "shift+tab":
		c.at = max(c.at-1, 0)
	case "down", "j", "tab":
		c.at = min(c.at+1, len(c.rows)-1)
	case "space":
		row.take = !row.take
	case "left", "h":
		row.take = true
	case "right", "l":
		row.take = false
	case "enter":
		return true, c.choose()
	}
	return false, nil
}

// Lines shows three lines a field: its name, theirs, mine.
func (c *Compare) Lines(th *Theme, w, h int) []string {
	out := []string{""}
	say := "下面是对方已保存、与您所填不同的项目。逐项选用对方的或保留您的，然后保存。"
	if c.restored {
		say = "您的草稿写好以后，别人改了下面的项目。逐项选用对方的或保留您的，选好再继续填写。"
	}
	for _, l := range Wrap(say, w-2) {
		out = append(out, " "+l)
	}
	out = append(out, "")
	room := max((h-len(out)-1)/3, 1)
	c.top = max(min(c.top, c.at), c.at-room+1)
	for i := c.top; i < min(c.top+room, len(c.rows)); i++ {
		r, mark := c.rows[i], " "
		if i == c.at {
			mark = ">"
		}
		out = append(out, mark+th.Strong.Render(Cut(r.field.Label, w-2)),
			"   "+compareMark(r.take)+" "+"对方"+" "+Cut(c.show(r.field, r.theirs), w-14),
			"   "+compareMark(!r.take)+" "+"我的"+" "+Cut(c.show(r.field, r.mine), w-14))
	}
	if below := len(c.rows) - c.top - room; below > 0 {
		return append(out, " "+th.Muted.Render(fmtMoreFields(below)))
	}
	return append(out, "")
}

func compareMark(on bool) string {
	if on {
		return "(*)"
	}
	return "( )"
}

// show is a stored value in words.
func (c *Compare) show(fd *Field, v string) string {
	switch {
	case v == "":
		return "（空）"
	case fd.Kind == KindYesNo && v == "yes":
		return textYes
	case fd.Kind == KindYesNo:
		return textNo
	case fd.Kind == KindChoice:
		list := c.form.choices(fd)
		if i := slices.IndexFunc(list, func(x Choice) bool { return x.Key == v }); i >= 0 {
			return list[i].Label
		}
	}
	return v
}

func fmtMoreFields(n int) string { return fmt.Sprintf("下面还有 %d 项", n) }
