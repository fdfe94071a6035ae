package home

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/note"
	"penggai/allocation/search"
	"penggai/store"
	"penggai/store/engine"
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
	line  int // line of the first result, as last drawn
	width int // cells of the input, as last drawn
}

// find opens the finder.
func (s *home) find() tea.Cmd {
	return kit.Send(kit.Open{Overlay: &finder{env: s.env, input: kit.NewInput()}})
}

// Title stands in the upper edge.
func (f *finder) Title() string { return "查找房源、申请、入驻、附注" }

// Actions are the keys.
func (f *finder) Actions() []kit.Action {
	return []kit.Action{{Keys: []string{"enter"}, Label: textOpen}, {Keys: []string{"esc"}, Label: "关闭"}}
}

// Wants is the width inside.
func (f *finder) Wants() int { return 68 }

// Update types, moves, and opens the record under the cursor.
func (f *finder) Update(msg tea.Msg) (bool, tea.Cmd) {
	if cmd, mine := f.load.Take(msg); mine {
		f.cur = 0
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
			return f.take(m.Y - f.line)
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

// look asks the lists. A filter that names a field is understood by some of them only; the others find nothing.
func look(ctx context.Context, st *store.Store, by engine.Actor, word string) ([]found, error) {
	q := engine.ListQuery{Filter: word, Limit: foundShown}
	var out []found
	for _, ask := range []func() (place screen.Place, name string, total int, rows []found, err error){
		func() (screen.Place, string, int, []found, error) {
			page, err := st.Tenancies(ctx, by, q)
			var rows []found
			for _, r := range page.Rows {
				rows = append(rows, found{id: r.ID, text: r.Name, note: r.Number + "  " + r.State.Title()})
			}
			return screen.Tenancy, say.Tenancy, page.Total, rows, err
		},
		func() (screen.Place, string, int, []found, error) {
			page, err := st.Applications(ctx, by, q)
			var rows []found
			for _, r := range page.Rows {
				rows = append(rows, found{id: r.ID, text: r.Applicant, note: strings.TrimSpace(r.Number + "  " + r.State.Title())})
			}
			return screen.Application, say.Application, page.Total, rows, err
		},
		func() (screen.Place, string, int, []found, error) {
			page, err := st.Units(ctx, by, q)
			var rows []found
			for _, r := range page.Rows {
				rows = append(rows, found{id: r.ID, text: r.Number, note: r.Community + "  " + r.State.Title()})
			}
			return screen.Unit, say.Unit, page.Total, rows, err
		},
		func() (screen.Place, string, int, []found, error) {
			page, err := st.Notes(ctx, by, q)
			var rows []found
			for _, r := range page.Rows {
				rows = append(rows, found{place: screen.PlaceOf(r.Noun), id: r.Record, text: strings.Join(strings.Fields(r.Text), " "), note: note.Word + "  " + r.Subject})
			}
			return screen.Notes, note.Word, page.Total, rows, err
		},
	} {
		place, name, total, rows, err := ask()
		switch {
		case errors.Is(err, search.ErrFilterField), errors.Is(err, search.ErrFilterValue):
			continue
		case err != nil:
			return nil, err
		}
		for _, r := range rows {
			r.place = cmp.Or(r.place, place)
			out = append(out, r)
		}
		if total > 1 {
			out = append(out, found{place: place, filter: word, text: fmtFound(name, total), note: say.All})
		}
	}
	return out, nil
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
	rows := f.load.Value
	switch {
	case f.asked == "":
		out = append(out, " "+th.Muted.Render("汉字、拼音首字母、编号都可以"))
	case !f.load.Ready:
		out = append(out, " "+th.Muted.Render(textReading))
	case len(rows) == 0 && !f.load.Busy():
		out = append(out, " "+th.Muted.Render("没有找到，按退格修改"))
	default:
		out = append(out, f.results(th, w)...)
	}
	h = min(h, f.line+3*(foundShown+1))
	for len(out) < h {
		out = append(out, "")
	}
	return out[:h]
}

func (f *finder) results(th *kit.Theme, w int) []string {
	var out []string
	for i, r := range f.load.Value {
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
