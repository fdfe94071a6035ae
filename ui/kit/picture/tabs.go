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

// Line renders the titles in w cells; the shown one (none at -1) has the mark of the cursor's row and brackets.
func (t *Tabs) Line(th *kit.Theme, w int) string {
	line, at := "", 0
	t.spans = t.spans[:0]
	for i, title := range t.Titles {
		text := "  " + title + " "
		if i == t.At {
			text = " [" + title + "]"
		}
		n := kit.Width(text)
		t.spans = append(t.spans, [2]int{at, at + n})
		at += n
		if i == t.At {
			text = th.Accent.Render(text)
		} else {
			text = th.Muted.Render(text)
		}
		line += text
	}
	return kit.Cut(line, w)
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
