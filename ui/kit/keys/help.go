package keys

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"penggai/allocation/search"
	"penggai/ui/kit"
)

// Help is the overlay of F1: lines to read, of which typing (汉字, pinyin, initials) leaves those that hold what is typed.
type Help struct {
	title string
	text  func(w int) []string
	typed *kit.Input
	top   int
	rows  int // lines shown last
	total int
}

// NewHelp makes the overlay; text gives the lines for a width in cells, painted or not.
func NewHelp(title string, text func(w int) []string) *Help {
	return &Help{title: title, text: text, typed: kit.NewInput()}
}

// Title stands in the upper edge.
func (h *Help) Title() string { return h.title }

// Cursor is the text cursor in the filter line.
func (h *Help) Cursor() *tea.Cursor {
	_, x := h.typed.Line(filterWidth)
	return kit.BarCursor(kit.Width(textFilter)+x, 0)
}

const (
	filterWidth = 24
	textFilter  = " 打字查找: "
	textNothing = " 没有这样的键或说明，按退格修改"
)

// Actions are the keys for the help line.
func (h *Help) Actions() []kit.Action {
	list := []kit.Action{}
	if h.total > h.rows {
		list = append(list, kit.Action{Keys: []string{"pgdown"}, Label: "下页"}, kit.Action{Keys: []string{"pgup"}, Label: "上页"})
	}
	return append(list, kit.Action{Keys: []string{"esc"}, Label: "关闭"})
}

// Update filters and scrolls; Esc, Enter and F1 close.
func (h *Help) Update(msg tea.Msg) (bool, tea.Cmd) {
	step := 0
	switch m := msg.(type) {
	case tea.PasteMsg:
		return false, h.filter(m)
	case tea.KeyPressMsg:
		switch name := kit.KeyName(m); name {
		case "esc", "enter", "f1":
			return true, nil
		case "up", "down", "pgup", "pgdown", "home", "end":
			step = map[string]int{"up": -1, "down": 1, "pgup": -h.rows, "pgdown": h.rows, "home": -h.total, "end": h.total}[name]
		default:
			return false, h.filter(m)
		}
	case tea.MouseWheelMsg:
		step = 3
		if m.Button == tea.MouseWheelUp {
			step = -3
		}
	}
	h.top = max(min(h.top+step, h.total-h.rows), 0)
	return false, nil
}

func (h *Help) filter(msg tea.Msg) tea.Cmd {
	before := h.typed.Value()
	cmd := h.typed.Update(msg)
	if h.typed.Value() != before {
		h.top = 0
	}
	return cmd
}

// Lines renders the filter and the visible part.
func (h *Help) Lines(th *kit.Theme, w, height int) []string {
	all := h.text(w)
	q := strings.TrimSpace(h.typed.Value())
	if q != "" {
		var left []string
		for _, l := range all {
			if plain := strings.TrimSpace(ansi.Strip(l)); plain != "" && search.Sounds(plain, q) {
				left = append(left, l)
			}
		}
		all = left
	}
	typed, _ := h.typed.Line(filterWidth)
	out := []string{th.Accent.Render(textFilter) + th.InputFocus.Render(typed)}
	if q != "" && len(all) == 0 {
		all = []string{th.Muted.Render(textNothing)}
	}
	height--
	h.total, h.rows = len(all), min(len(all), height)
	if h.total > height {
		h.rows = height - 1
	}
	h.top = max(min(h.top, h.total-h.rows), 0)
	out = append(out, all[h.top:h.top+h.rows]...)
	if h.total > height {
		out = append(out, " "+th.Muted.Render(fmt.Sprintf("%d-%d / %d 行", h.top+1, h.top+h.rows, h.total)))
	}
	return out
}

// Meanings are the keys with what each means everywhere, one a line.
func Meanings(th *kit.Theme, w int) []string {
	var out []string
	for _, k := range Table {
		out = append(out, " "+th.Key.Render(kit.Pad(kit.KeyWord(k.Name), 10))+" "+kit.Cut(k.Means, w-13))
	}
	return out
}
