package system

import (
	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/screen"
)

// tabled is what the parts have in common: a table, and the record of its row at the right of a wide terminal.
type tabled[T any] struct {
	env    *screen.Env
	table  *kit.Table[T]
	detail func(w int, row T) []string
	own    func() []kit.Action
	about  []string
	unit   string
}

func (p *tabled[T]) load() tea.Cmd              { return p.table.Init() }
func (p *tabled[T]) update(msg tea.Msg) tea.Cmd { return p.table.Update(msg) }
func (p *tabled[T]) at(x, y int)                { p.table.At(x, y) }
func (p *tabled[T]) cursor() *tea.Cursor        { return p.table.Cursor() }
func (p *tabled[T]) escape() (bool, tea.Cmd)    { return p.table.Escape() }
func (p *tabled[T]) help() []string             { return p.about }

func (p *tabled[T]) summary() (string, string) {
	filter := p.table.Filter()
	if filter == "" {
		filter = "全部"
	}
	return "筛选: " + filter, kit.Count(p.table.Total()) + " " + p.unit
}

func (p *tabled[T]) lines(w, h int) []string {
	th := p.env.Theme
	return kit.Split(th, w, h, func(w, h int) []string { return p.table.Lines(th, w, h) }, func(w, h int) []string {
		row, ok := p.table.Current()
		if !ok {
			return nil
		}
		lines := p.detail(w, row)
		return lines[:min(len(lines), h)]
	}, nil)
}

func (p *tabled[T]) actions() []kit.Action {
	if p.table.Cursor() != nil {
		return p.table.Actions()
	}
	return append(p.own(), p.table.Actions()...)
}

// read opens the record of the row under the cursor.
func (p *tabled[T]) read(title string) tea.Cmd {
	row, ok := p.table.Current()
	if !ok {
		return nil
	}
	return kit.Read(title, func(w int) []string { return p.detail(w, row) })
}

// orNone is the reason why an action on a row is impossible while there is none.
func (p *tabled[T]) orNone(why string) string {
	if _, ok := p.table.Current(); !ok {
		return "还没有可选的一行"
	}
	return why
}
