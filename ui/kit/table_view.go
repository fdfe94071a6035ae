package kit

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/identity"
)

// placed is one column as it was last drawn.
type placed struct {
	col       *Col[any]
	at, width int
}

// Lines renders the table in w cells by h lines: heading, rows, and a last line with the position or the filter.
func (t *Grid) Lines(th *Theme, w, h int) []string {
	if n := max(h-2, 1); n != t.height {
		t.height = n
		if t.cur >= t.top+n {
			t.top = t.cur - n + 1
		}
		t.top = max(min(t.top, t.total-n), 0)
	}
	t.headRow = 0
	t.place(w)
	out := make([]string, 0, h)
	out = append(out, th.Head.Render(t.heading(th)))
	if t.loaded && t.total == 0 {
		out = append(out, t.emptyLines(th, w)...)
	}
	for i := t.top; i < t.top+t.height && i < t.total; i++ {
		out = append(out, t.line(th, i, w))
	}
	for len(out) < h-1 {
		out = append(out, "")
	}
	if len(out) > h-1 {
		out = out[:max(h-1, 0)]
	}
	return append(out, t.foot(th, w))
}

// lead is the room before the first column: the cursor mark, and the selection mark while rows are selected.
func (t *Grid) lead() int {
	if len(t.order) > 0 {
		return 2
	}
	return 1
}

// place decides which columns are shown and how wide they are.
func (t *Grid) place(w int) {
	cols := make([]*Col[any], len(t.spec.Cols))
	for i := range t.spec.Cols {
		cols[i] = &t.spec.Cols[i]
	}
	t.measure(cols)
	need := func() int {
		n := t.lead()
		for _, c := range cols {
			n += t.colWidth(c) + 1
		}
		return n - 1
	}
	for need() > w {
		at := -1
		for i, c := range cols {
			if c.Drop > 0 && (at < 0 || c.Drop >= cols[at].Drop) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		cols = slices.Delete(cols, at, at+1)
	}
	t.layout = t.layout[:0]
	for _, c := range cols {
		t.layout = append(t.layout, placed{col: c, width: t.colWidth(c)})
	}
	t.share(w - need())
	x := t.lead()
	for i := range t.layout {
		t.layout[i].at = x
		x += t.layout[i].width + 1
	}
}

// measure looks for the widest numbers in view: those of a Right column, and those of records and days.
func (t *Grid) measure(cols []*Col[any]) {
	t.wide = map[*Col[any]]int{}
	first := max(t.top-t.offset, 0)
	last := max(min(t.top-t.offset+t.height, len(t.rows)), first)
	for _, c := range cols {
		for _, row := range t.rows[min(first, len(t.rows)):last] {
			n := identity.Leading(c.Text(row))
			if c.Right {
				n = Width(c.Text(row))
			}
			t.wide[c] = max(t.wide[c], n)
		}
	}
}

// colWidth is the least width of a column: never narrower than its heading with a sort mark, nor than a number in it.
func (t *Grid) colWidth(c *Col[any]) int {
	return max(c.Width, Width(t.headText(c)), t.wide[c])
}

// share gives room that is left to the Flex columns and takes what is missing from words, then from numbers of records and days, then from amounts.
func (t *Grid) share(room int) {
	var flex []int
	for i, p := range t.layout {
		if p.col.Flex {
			flex = append(flex, i)
		}
	}
	for n, i := range flex {
		if room > 0 {
			part := room / (len(flex) - n)
			t.layout[i].width += part
			room -= part
		}
	}
	for _, kind := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} { // Right, and with a number in view
		for _, least := range []int{8, 4, 1} {
			for i := len(t.layout) - 1; i >= 0 && room < 0; i-- {
				if take := min(t.layout[i].width-least, -room); take > 0 && kind == [2]bool{t.layout[i].col.Right, t.wide[t.layout[i].col] > 0} {
					t.layout[i].width -= take
					room += take
				}
			}
		}
	}
}

// headText is a heading with its sort mark.
func (t *Grid) headText(c *Col[any]) string {
	for _, s := range t.sort {
		if s.Col == c.ID && c.ID != "" {
			return c.Title + map[bool]string{false: "^", true: "v"}[s.Desc]
		}
	}
	return c.Title
}

func (t *Grid) heading(th *Theme) string {
	var b strings.Builder
	b.WriteString(Space(t.lead()))
	for i, p := range t.layout {
		if i > 0 {
			b.WriteByte(' ')
		}
		if p.col.Right {
			b.WriteString(FitLeft(t.headText(p.col), p.width))
		} else {
			b.WriteString(Fit(t.headText(p.col), p.width))
		}
	}
	return b.String()
}

// line renders row i of the whole list; a row that is not loaded yet shows dots.
func (t *Grid) line(th *Theme, i, w int) string {
	at := i - t.offset
	if at < 0 || at >= len(t.rows) {
		return th.Muted.Render(Space(t.lead()) + clipTail)
	}
	row := t.rows[at]
	_, picked := t.picked[t.spec.Key(row)]
	base := Style{}
	if picked {
		base = th.Picked
	}
	if i == t.cur {
		base = base.Plus(th.Cursor)
	}
	var b strings.Builder
	b.WriteString(base.on)
	b.WriteString(t.marks(th, i == t.cur, picked))
	used := t.lead()
	for n, p := range t.layout {
		if n > 0 {
			b.WriteByte(' ')
			used++
		}
		t.cell(&b, th, base, p, row)
		used += p.width
	}
	b.WriteString(Space(w - used))
	if base.on != "" {
		b.WriteString(styleOff)
	}
	return b.String()
}

// cell writes one cell.
func (t *Grid) cell(b *strings.Builder, th *Theme, base Style, p placed, row any) {
	text := p.col.Text(row)
	if p.col.Right {
		text = FitLeft(text, p.width)
	} else {
		text = Fit(text, p.width)
	}
	if p.col.Style == nil {
		b.WriteString(text)
		return
	}
	s := p.col.Style(th, row)
	if s.on == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(s.on)
	b.WriteString(text)
	b.WriteString(styleOff)
	b.WriteString(base.on)
}

// marks are the cells before the first column.
func (t *Grid) marks(th *Theme, cursor, picked bool) string {
	mark := " "
	if cursor {
		mark = ">"
	}
	if t.lead() == 1 {
		return mark
	}
	if picked {
		return mark + th.Tick()
	}
	return mark + " "
}

// emptyLines say why there is nothing and what to do.
func (t *Grid) emptyLines(th *Theme, w int) []string {
	out := []string{""}
	lines := []string{"没有记录。"}
	switch {
	case t.refused != "":
		lines = []string{"看不懂这个筛选，没有列出任何一条：" + t.refused}
	case t.spec.Empty != nil:
		lines = t.spec.Empty(t.filter)
	case t.filter != "":
		lines = []string{textNothingFiltered}
	}
	for _, l := range lines {
		for _, part := range Wrap(l, w-4) {
			out = append(out, "  "+th.Muted.Render(part))
		}
	}
	return out
}

// foot is the last line: the filter while it is typed, or where we are.
func (t *Grid) foot(th *Theme, w int) string {
	right := t.Position()
	if n := len(t.order); n > 0 {
		right = fmtSelected(n) + "  " + right
	}
	if t.typed != nil {
		text, _ := t.typed.Line(min(filterWidth, w-Width(textFilterPrompt)))
		left := th.Accent.Render(textFilterPrompt) + th.InputFocus.Render(text)
		return Sides(left, th.Muted.Render(right), w)
	}
	if !t.loaded {
		return " " + th.Muted.Render(textReading)
	}
	return " " + th.Muted.Render(right)
}

const textNothingFiltered = "没有符合筛选条件的记录。按 Esc 取消筛选，按 F3 改条件。"

func fmtSelected(n int) string { return fmt.Sprintf("已选 %s", Count(n)) }
