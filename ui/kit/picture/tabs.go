package picture

import (
	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// Tabs are the parts of a screen of which one is shown. Tab, Shift+Tab and the digits choose; a click as well.
type Tabs struct {
	Titles []string
	At     int
	x, y   int
	spans  [][2]int
}

// NewTabs makes tabs with the first one shown.
func NewTabs(titles ...string) *Tabs { return &Tabs{Titles: titles} }

// Place says where in the body the tabs stand, for the mouse.
func (t *Tabs) Place(x, y int) { t.x, t.y = x, y }

// Line renders the titles in w cells; the shown one (none at -1) has the mark of the cursor's row and brackets. Where they do not fit they
// move together, and where that does not do the first ones go, so that the shown one and those behind it stay.
func (t *Tabs) Line(th *kit.Theme, w int) string {
	texts := t.texts("  ", " ")
	if width(texts) > w {
		texts = t.texts(" ", "")
	}
	from := 0
	for from < t.At && width(texts[from:]) > w-2*min(from, 1) {
		from++
	}
	line, at := "", 0
	if from > 0 {
		line, at = th.Muted.Render(".."), 2
	}
	t.spans = make([][2]int, len(texts))
	for i, text := range texts[from:] {
		n := kit.Width(text)
		t.spans[from+i] = [2]int{at, at + n}
		at += n
		if from+i == t.At {
			text = th.Accent.Render(text)
		} else {
			text = th.Muted.Render(text)
		}
		line += text
	}
	return kit.Cut(line, w)
}

// texts are the titles with what stands around them, the shown one in brackets.
func (t *Tabs) texts(before, after string) []string {
	out := make([]string, len(t.Titles))
	for i, title := range t.Titles {
		if out[i] = before + title + after; i == t.At {
			out[i] = " [" + title + "]"
		}
	}
	return out
}

func width(texts []string) (n int) {
	for _, text := range texts {
		n += kit.Width(text)
	}
	return n
}

// Update chooses a part; changed says whether another one is shown now.
func (t *Tabs) Update(msg tea.Msg) (changed bool) {
	before := t.At
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		switch name := kit.KeyName(m); {
		case name == "tab":
			t.At = (t.At + 1) % len(t.Titles)
		case name == "shift+tab":
			t.At = (max(t.At, 0) - 1 + len(t.Titles)) % len(t.Titles)
		case len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(t.Titles):
			t.At = int(name[0] - '1')
		}
	case tea.MouseClickMsg:
		for i, s := range t.spans {
			if m.Y == t.y && m.X-t.x >= s[0] && m.X-t.x < s[1] {
				t.At = i
			}
		}
	}
	return t.At != before
}
