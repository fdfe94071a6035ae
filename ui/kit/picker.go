package kit

import (
	"cmp"
	"math"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/search"
)

// Choice is one thing to choose.
type Choice struct {
	Key   string // what the program stores
	Label string // what people read and filter by
	Note  string // muted, after the label; filtered by as well
	Why   string // not empty: cannot be chosen, and why

	Words  string // other words that find it
	Always bool   // stays in sight, last, whatever is typed
	Seldom bool   // Ctrl+A in a form leaves it out
}

// PickerSpec says what can be chosen.
type PickerSpec struct {
	Title   string
	Choices []Choice
	Current []string // keys that are chosen at the start
	Multi   bool     // space ticks one, Ctrl+A all shown, Enter takes all ticked ones
	Filter  string   // filter at the start
	Empty   string   // said when there are no choices at all

	Typed func(text string) (Choice, bool) // a choice made of what was typed, where the filter leaves none; nil: there is none
}

// Picker is an overlay that chooses from a list, filtered by 汉字, pinyin or initials while typing.
type Picker struct {
	spec   PickerSpec
	then   func([]Choice) tea.Cmd
	filter *Input
	given  int   // how many choices the spec has; behind them stands what was made of the typed text
	shown  []int // indexes of Choices that the filter leaves
	cur    int
	top    int
	rows   int
	ticked map[string]bool
	said   string // why the last key did nothing
}

// Pick opens a picker; then is called with the choice (never empty unless Multi), or not at all after Esc.
func Pick(spec PickerSpec, then func([]Choice) tea.Cmd) tea.Cmd {
	return Send(Open{NewPicker(spec, then)})
}

// NewPicker makes the overlay that Pick opens.
func NewPicker(spec PickerSpec, then func([]Choice) tea.Cmd) *Picker {
	p := &Picker{spec: spec, then: then, given: len(spec.Choices), filter: NewInput(), ticked: map[string]bool{}, rows: 10}
	p.filter.SetValue(spec.Filter)
	for _, k := range spec.Current {
		p.ticked[k] = true
	}
	p.refilter()
	if i := slices.IndexFunc(p.shown, func(i int) bool { return p.ticked[spec.Choices[i].Key] }); i >= 0 {
		p.cur = i
	}
	return p
}

// refilter applies the filter; choices that begin with it come first, those that hold it only by an unusual reading or
// in their note last.
func (p *Picker) refilter() {
	p.shown = p.shown[:0]
	q := p.filter.Value()
	p.spec.Choices = p.spec.Choices[:p.given:p.given]
	for i, c := range p.spec.Choices {
		if c.Always || search.Sounds(c.Label, q) || q != "" && (search.Sounds(c.Note, q) || search.Sounds(c.Words, q)) {
			p.shown = append(p.shown, i)
		}
	}
	if q != "" {
		rank := make(map[int]int, len(p.shown))
		for _, i := range p.shown {
			rank[i] = search.SoundsRank(p.spec.Choices[i].Label, q)
			if p.spec.Choices[i].Always {
				rank[i] = math.MaxInt
			}
		}
		slices.SortStableFunc(p.shown, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
	}
	if p.spec.Typed != nil && q != "" && len(p.shown) == 0 {
		if c, ok := p.spec.Typed(q); ok {
			p.shown, p.spec.Choices = append(p.shown, p.given), append(p.spec.Choices, c)
		}
	}
	p.cur, p.top = 0, 0
}

// Title stands in the upper edge.
func (p *Picker) Title() string { return p.spec.Title }

// Actions are the keys for the help line.
func (p *Picker) Actions() []Action {
	list := []Action{{Keys: []string{"enter"}, Label: "选定"}}
	if p.spec.Multi {
		list = append(list, Action{Keys: []string{"space"}, Label: "勾选"}, Action{Keys: []string{"ctrl+a"}, Label: textAll})
	}
	return append(list, Action{Keys: []string{"esc"}, Label: textCancel})
}

// Update takes keys, pasted text and the mouse (in the cells of Lines).
func (p *Picker) Update(msg tea.Msg) (bool, tea.Cmd) {
	p.said = ""
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(m)
	case tea.PasteMsg:
		cmd := p.filter.Update(m)
		p.refilter()
		return false, cmd
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			p.move(-3)
		} else {
			p.move(3)
		}
	case tea.MouseClickMsg:
		if i := p.top + m.Y - 1; m.Y > 0 && m.Y <= p.rows && i < len(p.shown) {
			p.cur = i
			if p.spec.Multi {
				p.toggle()
				return false, nil
			}
			return p.take()
		}
	}
	return false, nil
}

func (p *Picker) key(m tea.KeyPressMsg) (bool, tea.Cmd) {
	switch name := KeyName(m); {
	case name == "esc":
		return true, nil
	case name == "enter":
		return p.take()
	case name == "space" && p.spec.Multi:
		p.toggle()
	case name == "ctrl+a" && p.spec.Multi:
		p.toggleAll()
	case name == "up":
		p.move(-1)
	case name == "down", name == "tab":
		p.move(1)
	case name == "pgup":
		p.move(-p.rows)
	case name == "pgdown":
		p.move(p.rows)
	case name == "home" && p.filter.Value() == "":
		p.move(-len(p.shown))
	case name == "end" && p.filter.Value() == "":
		p.move(len(p.shown))
	default:
		before := p.filter.Value()
		cmd := p.filter.Update(m)
		if p.filter.Value() != before {
			p.refilter()
		}
		return false, cmd
	}
	return false, nil
}

func (p *Picker) move(n int) { p.cur = max(min(p.cur+n, len(p.shown)-1), 0) }

// toggle ticks the choice under the cursor, or no longer.
func (p *Picker) toggle() {
	if len(p.shown) == 0 {
		return
	}
	c := p.spec.Choices[p.shown[p.cur]]
	if c.Why != "" {
		p.said = c.Why
		return
	}
	p.ticked[c.Key] = !p.ticked[c.Key]
	p.move(1)
}

// toggleAll ticks every choice that the filter leaves and that can be chosen; when all of them are ticked, none.
func (p *Picker) toggleAll() {
	all := true
	for _, i := range p.shown {
		c := p.spec.Choices[i]
		all = all && (c.Why != "" || p.ticked[c.Key])
	}
	for _, i := range p.shown {
		if c := p.spec.Choices[i]; c.Why == "" {
			p.ticked[c.Key] = !all
		}
	}
}

// take hands the choice over.
func (p *Picker) take() (bool, tea.Cmd) {
	var got []Choice
	if p.spec.Multi {
		for _, c := range p.spec.Choices {
			if p.ticked[c.Key] {
				got = append(got, c)
			}
		}
		if len(got) == 0 && len(p.spec.Current) == 0 && len(p.shown) > 0 {
			p.said = textNoneTicked
			return false, nil
		}
		return true, p.then(got)
	}
	if len(p.shown) == 0 {
		p.said = textNoMatch
		return false, nil
	}
	c := p.spec.Choices[p.shown[p.cur]]
	if c.Why != "" {
		p.said = c.Why
		return false, nil
	}
	return true, p.then(append(got, c))
}

// Wants is the width of the widest choice with its note.
func (p *Picker) Wants() int {
	label, note := 0, 0
	for _, c := range p.spec.Choices {
		label, note = max(label, Width(c.Label)), max(note, Width(c.Note), Width(c.Why))
	}
	return min(label+note+8, 76)
}

// Cursor is the text cursor in the filter line.
func (p *Picker) Cursor() *tea.Cursor {
	_, x := p.filter.Line(pickerFilter)
	return BarCursor(Width(textFilterPrompt)+x, 0)
}

const pickerFilter = 24

// Lines renders filter, choices and the last line.
func (p *Picker) Lines(th *Theme, w, h int) []string {
	text, _ := p.filter.Line(pickerFilter)
	foot := p.foot(th, w)
	p.rows = max(min(len(p.spec.Choices), h-1-len(foot)), 1)
	if p.cur < p.top {
		p.top = p.cur
	}
	if p.cur >= p.top+p.rows {
		p.top = p.cur - p.rows + 1
	}
	out := []string{th.Accent.Render(textFilterPrompt) + th.InputFocus.Render(text)}
	wide := p.labelWidth(w)
	for i := p.top; i < p.top+p.rows; i++ {
		if i < len(p.shown) {
			out = append(out, p.line(th, i, wide, w))
		} else {
			out = append(out, "")
		}
	}
	return append(out, foot...)
}

// labelWidth is the column of the labels: as wide as the widest, at most two thirds.
func (p *Picker) labelWidth(w int) int {
	wide := 0
	for _, c := range p.spec.Choices {
		wide = max(wide, Width(c.Label))
	}
	return min(wide, (w-4)*2/3)
}

func (p *Picker) line(th *Theme, i, wide, w int) string {
	c := p.spec.Choices[p.shown[i]]
	mark := " "
	if i == p.cur {
		mark = ">"
	}
	if p.spec.Multi {
		tick := " "
		if p.ticked[c.Key] {
			tick = th.Tick()
		}
		mark += "[" + tick + "]"
	}
	note := c.Note
	if c.Why != "" {
		note = c.Why
	}
	if note == "" {
		wide = w - Width(mark) - 1
	}
	label := Fit(c.Label, wide)
	if c.Why != "" {
		label = th.Muted.Render(label)
	}
	text := mark + " " + label
	if room := w - Width(text) - 2; note != "" && room > 3 {
		text += "  " + th.Muted.Render(Cut(note, room))
	}
	if i == p.cur {
		return th.Cursor.Over(Pad(text, w))
	}
	return text
}

// foot is where the cursor is; why a choice is impossible stands there whole, on as many lines as it takes.
func (p *Picker) foot(th *Theme, w int) []string {
	switch {
	case p.said != "":
		var out []string
		for _, line := range Wrap(p.said, w-1) {
			out = append(out, " "+th.Warn.Render(line))
		}
		return out
	case len(p.spec.Choices) == 0 && p.spec.Empty != "":
		return []string{" " + th.Muted.Render(Cut(p.spec.Empty, w-1))}
	case len(p.shown) == 0:
		return []string{" " + th.Muted.Render(textNoMatch)}
	}
	return []string{" " + th.Muted.Render(Count(min(p.cur+1, len(p.shown)))+" / "+Count(len(p.shown)))}
}

const (
	textNoneTicked = "还没有勾选：按空格勾选，再按 Enter；不选请按 Esc"
	textAll        = "全选"
	textNoMatch    = "没有匹配的选项，按退格修改"
)
