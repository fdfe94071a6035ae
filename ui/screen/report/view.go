package report

import (
	"fmt"
	"slices"
	"strings"

	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// Body is table and bars, side by side on a wide terminal, one below the other where both fit, else one of them; then the
// notes, and the line in which day and filter are typed.
func (s *page) Body(w, h int) []string {
	s.foot = h - 1
	if !s.load.Ready {
		return []string{"", "  " + s.env.Theme.Muted.Render(textReading)}
	}
	notes := s.notes(w, h)
	room := h - 1 - len(notes)
	out := s.main(w, room)
	for len(out) < room {
		out = append(out, "")
	}
	out = append(out[:max(room, 0)], notes...)
	return append(out, s.footLine(w))
}

// leastChart is the least room for bars beside the table.
const leastChart = 30

// main is table and bars in w cells by h lines.
func (s *page) main(w, h int) []string {
	th, g := s.env.Theme, &s.grid
	g.x, g.y = 0, 0
	title, bars := g.bars()
	need := len(g.rows) + 2 // heading and totals
	s.both, s.bare = false, len(bars) == 0
	switch {
	case len(bars) == 0:
	case need+len(bars)+2 <= h:
		s.both = true
		return slices.Concat(g.lines(th, w, need), []string{""}, indent(chartLines(th, min(w, 100)-4, h, title, bars)))
	case picture.Beside(w) && g.width(false)+leastChart <= w:
		s.both = true
		at := max(g.width(false), w/2)
		left, right := g.lines(th, at, h), chartLines(th, w-at-4, h, title, bars)
		for i := range left {
			left[i] = kit.Fit(left[i], at) + "    "
			if i < len(right) {
				left[i] += right[i]
			}
		}
		return left
	case s.chart:
		return indent(chartLines(th, min(w, 100)-4, h, title, bars))
	}
	return g.lines(th, w, h)
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

// chartLines are the bars with their title; those that do not fit are counted.
func chartLines(th *kit.Theme, w, h int, title string, bars []picture.Bar) []string {
	out := []string{th.Head.Render(title)}
	left := 0
	if len(bars) > h-1 {
		left = len(bars) - (h - 2)
		bars = bars[:max(h-2, 0)]
	}
	out = append(out, picture.Bars(th, w, bars)...)
	if left > 0 {
		out = append(out, th.Muted.Render(fmtMore(left)))
	}
	return out
}

// notes are what is said below the report, as far as there is room.
func (s *page) notes(w, h int) []string {
	var out []string
	said := s.load.Value.Notes
	if p := s.load.Value.Population; p != "" {
		said = append([]string{"口径：" + p}, said...)
	}
	for _, n := range said {
		for _, line := range kit.Wrap(n, w-3) {
			out = append(out, " "+s.env.Theme.Muted.Render(line))
		}
	}
	return out[:min(len(out), h/5)]
}

// footLine is the day or the filter while it is typed, else where we are.
func (s *page) footLine(w int) string {
	th := s.env.Theme
	switch {
	case s.day != nil:
		text, _ := s.day.Line(dayWidth)
		hint := th.Muted.Render("如 20171231、昨天、-3月")
		if s.asked != "" {
			hint = th.Bad.Render(s.asked)
		}
		return kit.Cut(th.Accent.Render(textDayPrompt)+th.InputFocus.Render(text)+"  "+hint, w)
	case s.grid.typing():
		text, _ := s.grid.typed.Line(filterWidth)
		return th.Accent.Render(textFilterPrompt) + th.InputFocus.Render(text)
	}
	return " " + th.Muted.Render(s.grid.position())
}

// position is "1-20 / 1,641" where not all rows are seen, and how many columns are not seen at the right.
func (g *grid) position() string {
	var parts []string
	if len(g.rows) > g.height {
		parts = append(parts, fmtPosition(g.top+1, min(g.top+g.height, len(g.rows)), len(g.rows)))
	}
	if n := len(g.layout); n > 0 && g.layout[n-1].col < len(g.r.Columns)-1 {
		parts = append(parts, fmtColumns(len(g.r.Columns)-1-g.layout[n-1].col))
	}
	return strings.Join(parts, "  ")
}

// heading is the title of a column with its sort mark; short where there is little room.
func (g *grid) heading(i int, short bool) string {
	c := g.r.Columns[i]
	text := c.Heading()
	if short && c.Short != "" {
		text = c.Short
		if c.Unit != "" {
			text += " " + c.Unit
		}
	}
	if i == g.sortCol && g.desc {
		return text + "v"
	}
	if i == g.sortCol {
		return text + "^"
	}
	return text
}

func (g *grid) colWidth(i int, short bool) int {
	return max(g.r.widths[i], kit.Width(g.heading(i, short)))
}

// width is what all columns need.
func (g *grid) width(short bool) int {
	n := 1
	for i := range g.r.Columns {
		n += g.colWidth(i, short) + 1
	}
	return n
}

// fixed is how many columns at the left stay when the others are scrolled: the words that name the row, at most two.
func (g *grid) fixed() int {
	n := 0
	for n < len(g.r.Columns) && n < 2 && g.r.Columns[n].Kind == report.Text {
		n++
	}
	return n
}

// place decides which columns are seen in w cells.
func (g *grid) place(w int) (short bool) {
	short = g.width(false) > w
	fixed := g.fixed()
	if !short || g.width(true) <= w {
		g.left = fixed
	}
	g.left = max(g.left, fixed)
	if g.col >= fixed && g.col < g.left {
		g.left = g.col
	}
	for {
		g.layout = g.layout[:0]
		at, seen := 1, g.col < fixed
		for i := range g.r.Columns {
			if i >= fixed && i < g.left {
				continue
			}
			n := g.colWidth(i, short)
			if at+n > w && i >= fixed {
				break
			}
			g.layout = append(g.layout, placedCol{i, at, n})
			at += n + 1
			seen = seen || i == g.col
		}
		if seen || g.left >= g.col {
			return short
		}
		g.left++
	}
}

// lines renders heading, rows and totals in w cells by h lines.
func (g *grid) lines(th *kit.Theme, w, h int) []string {
	short := g.place(w)
	g.height = max(h-1, 1)
	if g.hasTotals() {
		g.height = max(h-2, 1)
	}
	g.step(0)
	head := strings.Builder{}
	head.WriteByte(' ')
	for n, p := range g.layout {
		text := fitCell(g.r.Columns[p.col].Kind, g.heading(p.col, short), p.width)
		if p.col == g.col {
			text = th.Accent.Render(text)
		} else {
			text = th.Head.Render(text)
		}
		if n > 0 {
			head.WriteByte(' ')
		}
		head.WriteString(text)
	}
	out := []string{head.String()}
	if len(g.rows) == 0 {
		out = append(out, "")
		for _, line := range kit.Wrap(g.emptyText(), w-4) {
			out = append(out, "  "+th.Muted.Render(line))
		}
		return out
	}
	for i := g.top; i < min(g.top+g.height, len(g.rows)); i++ {
		style := kit.Style{}
		if g.rows[i].Sub {
			style = th.Strong
		}
		out = append(out, g.line(th, w, g.rows[i].Cells, i == g.cur, style))
	}
	if g.hasTotals() {
		out = append(out, g.line(th, w, g.total, g.cur >= len(g.rows), th.Strong))
	}
	return out
}

func (g *grid) emptyText() string {
	if g.bad != "" {
		return "看不懂这个筛选，没有列出任何一行：" + g.bad
	}
	if g.filter != "" {
		return "没有符合筛选条件的记录。按 Esc 取消筛选。"
	}
	return "截至这一天没有记录。按 F9 换一天。"
}

// line renders one row; the figure under the cursor is painted as what can be opened.
func (g *grid) line(th *kit.Theme, w int, cells []report.Value, current bool, base kit.Style) string {
	mark := " "
	if current {
		mark, base = ">", base.Plus(th.Cursor)
	}
	b := strings.Builder{}
	b.WriteString(mark)
	for n, p := range g.layout {
		if n > 0 {
			b.WriteByte(' ')
		}
		c := g.r.Columns[p.col]
		text := fitCell(c.Kind, cells[p.col].Show(c.Kind), p.width)
		if current && p.col == g.col {
			text = th.InputFocus.Render(text)
		}
		b.WriteString(text)
	}
	return base.Over(kit.Fit(b.String(), w))
}

func fitCell(k report.Kind, text string, w int) string {
	if k == report.Text {
		return kit.Fit(text, w)
	}
	return kit.FitLeft(text, w)
}

// mostBars is how many rows a chart may have.
const mostBars = 60

// bars are the rows as a chart of the column under the cursor, or of the column that the report is about: its ratio, or its
// first sum. None for a report that lists records.
func (g *grid) bars() (title string, bars []picture.Bar) {
	col := g.chartColumn()
	if col < 0 || len(g.rows) > mostBars || len(g.rows) == 0 || g.r.Rows[0].ID != 0 {
		return "", nil
	}
	c := g.r.Columns[col]
	for _, row := range g.rows {
		if row.Sub {
			continue
		}
		v := row.Cells[col]
		var names []string
		for j := range max(g.fixed(), 1) {
			if j > 0 || !g.oneWord() {
				names = append(names, row.Cells[j].Show(g.r.Columns[j].Kind))
			}
		}
		bar := picture.Bar{Label: strings.Join(names, " "), Part: v.Int(), Text: v.Show(c.Kind), State: string(c.State)}
		if c.Kind == report.Permille {
			bar.Whole = 1000
			if v.Null() {
				continue
			}
		}
		bars = append(bars, bar)
	}
	return c.Title, bars
}

// oneWord reports whether two columns name a row and the first says the same everywhere.
func (g *grid) oneWord() bool {
	return g.fixed() > 1 && !slices.ContainsFunc(g.rows, func(l report.Line) bool { return !l.Sub && l.Cells[0] != g.rows[0].Cells[0] })
}

// chartColumn is the column that the bars show, -1 for none.
func (g *grid) chartColumn() int {
	if c, ok := g.column(); ok && (c.Kind == report.Permille || c.Kind != report.Text && !c.Free) && c.Key != "total" {
		return g.col
	}
	if i := slices.IndexFunc(g.r.Columns, func(c report.Column) bool { return c.Kind == report.Permille }); i >= 0 {
		return i
	}
	return slices.IndexFunc(g.r.Columns, func(c report.Column) bool { return c.Kind != report.Text && !c.Free })
}

func fmtMore(n int) string { return fmt.Sprintf("另有 %d 行", n) }

func fmtPosition(from, to, n int) string {
	return fmt.Sprintf("%s-%s / %s", kit.Count(from), kit.Count(to), kit.Count(n))
}

func fmtColumns(n int) string { return fmt.Sprintf("右边还有 %d 列", n) }
