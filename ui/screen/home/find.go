package home

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/screen"
)

// foundShown is how many records of a place are offered.
const foundShown = 5

// found is one line of what was found: a record, or (ID 0) the whole list of a place.
type found struct {
	place      screen.Place
	filter     string
	id         int64
	text, note string
}

// finder looks for a word in the units, the applications, the stays and the notes while it is typed.
type finder struct {
	env   *screen.Env
	input *kit.Input
	asked string
	load  screen.Loader[[]found]
	cur   int
	top   int // first result shown
	line  int // line of the first result, as last drawn
	width int // cells of the input, as last drawn
}

// Find opens the finder, from any page.
func Find(env *screen.Env) tea.Cmd {
	return kit.Send(kit.Open{Overlay: &finder{env: env, input: kit.NewInput()}})
}

// Title stands in the upper edge.
func (f *finder) Title() string {
	return "查找房源、申请、入驻、合同、账单、收据、退出、更正、附注"
}

// Actions are the keys.
func (f *finder) Actions() []kit.Action {
	return []kit.Action{{Keys: []string{"enter"}, Label: textOpen}, {Keys: []string{"esc"}, Label: "关闭"}}
}

// Wants is the width inside.
func (f *finder) Wants() int { return 68 }

// Update types, moves, and opens the record under the cursor.
func (f *finder) Update(msg tea.Msg) (bool, tea.Cmd) {
	if cmd, mine := f.load.Take(msg); mine {
		f.cur, f.top = 0, 0
		return false, cmd
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		switch name := kit.KeyName(m); name {
		case "esc":
			return true, nil
		case "enter":
			return f.take(f.cur)
		case "up", "shift+tab":
			f.cur = max(f.cur-1, 0)
			return false, nil
		case "down", "tab":
			f.cur = max(min(f.cur+1, len(f.load.Value)-1), 0)
			return false, nil
		}
		return false, f.typed(msg)
	case tea.PasteMsg:
		return false, f.typed(msg)
	case tea.MouseClickMsg:
		if m.Y >= f.line {
			return f.take(m.Y - f.line + f.top)
		}
	}
	return false, nil
}

// typed edits the word and looks for it.
func (f *finder) typed(msg tea.Msg) tea.Cmd {
	cmd := f.input.Update(msg)
	word := strings.TrimSpace(f.input.Value())
	if word == f.asked {
		return cmd
	}
	f.asked = word
	st, by := f.env.Store, f.env.Actor()
	return tea.Batch(cmd, f.load.Read(func(ctx context.Context) ([]found, error) {
		if word == "" {
			return nil, nil
		}
		return look(ctx, st, by, word)
	}))
}

// take opens a line.
func (f *finder) take(at int) (bool, tea.Cmd) {
	if at < 0 || at >= len(f.load.Value) || f.load.Busy() {
		return false, nil
	}
	r := f.load.Value[at]
	return true, kit.Send(screen.Go{Place: r.place, ID: r.id, Filter: r.filter})
}

// Lines is the input and what was found; the height stays the same while it is typed.
func (f *finder) Lines(th *kit.Theme, w, h int) []string {
	text, _ := f.input.Line(w - 2)
	f.width = w - 2
	out := []string{" " + th.InputFocus.Render(text), ""}
	f.line = len(out)
	h = min(h, f.line+3*(foundShown+1))
	rows := f.load.Value
	switch {
	case f.asked == "":
		out = append(out, " "+th.Muted.Render("汉字、拼音首字母、编号都可以；编号可省去前缀和年份，如 0007"))
	case !f.load.Ready:
		out = append(out, " "+th.Muted.Render(textReading))
	case len(rows) == 0 && !f.load.Busy():
		out = append(out, " "+th.Muted.Render("没有找到，按退格修改"))
	default:
		out = append(out, f.results(th, w, h-f.line)...)
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out[:h]
}

// results are as many as there is room for, those around the cursor.
func (f *finder) results(th *kit.Theme, w, room int) []string {
	var out []string
	f.top = max(min(f.top, f.cur), f.cur-room+1, 0)
	for i, r := range f.load.Value {
		if i < f.top || i >= f.top+room {
			continue
		}
		mark, base, style := " ", kit.Style{}, kit.Style{}
		if i == f.cur {
			mark, base = ">", th.Cursor
		}
		if r.id == 0 {
			style = th.Accent
		}
		out = append(out, base.Over(kit.Fit(mark+style.Render(kit.Fit(r.text, w/2))+" "+th.Muted.Render(r.note), w)))
	}
	return out
}

// Cursor follows what is typed.
func (f *finder) Cursor() *tea.Cursor {
	_, x := f.input.Line(f.width)
	return kit.BarCursor(1+x, 0)
}

func fmtFound(place string, n int) string { return fmt.Sprintf("%s %s 条", place, kit.Count(n)) }
