package takeover

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/takeover"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// mapping shows what each column of the file is taken for, and lets it be corrected.
type mapping struct {
	env   *screen.Env
	req   takeover.Request
	cols  []takeover.Column
	rows  screen.Held[takeover.Column]
	table *kit.Table[takeover.Column]
}

func newMapping(env *screen.Env, req takeover.Request, cols []takeover.Column) *mapping {
	s := &mapping{env: env, req: req, cols: cols}
	columns := []kit.Col[takeover.Column]{
		{Title: "列", Width: 3, Text: func(c takeover.Column) string { return c.Name }},
		{Title: "表头", Width: 22, Flex: true, Text: func(c takeover.Column) string { return c.Heading }},
		{Title: "内容举例", Width: 22, Flex: true, Drop: 1, Text: func(c takeover.Column) string { return strings.Join(c.Examples, "、") }},
		{
			Title: "当作", Width: 16, Text: func(c takeover.Column) string { return c.Title() },
			Style: func(th *kit.Theme, c takeover.Column) kit.Style {
				if c.Key == "" {
					return th.Muted
				}
				return th.Good
			},
		},
	}
	key := func(c takeover.Column) string { return c.Name }
	s.table = kit.NewTable(kit.TableSpec[takeover.Column]{Cols: columns, Key: key, Fetch: s.rows.Fetch(columns, key)})
	s.rows.Put(cols)
	return s
}

func (s *mapping) Init() tea.Cmd { return s.table.Reload() }

func (s *mapping) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(tea.MouseClickMsg); ok && s.table.Clicked(m) {
		return s, s.choose()
	}
	return s, s.table.Update(msg)
}

func (s *mapping) Title() string {
	return textTakeover + " > " + s.req.Kind.Title() + " > " + textMapping
}

func (s *mapping) Summary() (string, string) {
	var missing []string
	for _, f := range takeover.FieldsOf(s.req.Kind) {
		if f.Need && !s.has(f.Key) {
			missing = append(missing, f.Title)
		}
	}
	if len(missing) > 0 {
		return "每一列当作什么；记住，下次同样的表头不用再选", "还缺 " + strings.Join(missing, "、")
	}
	return "每一列当作什么；记住，下次同样的表头不用再选", "必填的都有了"
}

func (s *mapping) has(key string) bool {
	for _, c := range s.cols {
		if c.Key == key {
			return true
		}
	}
	return false
}

func (s *mapping) Body(w, h int) []string {
	s.table.At(0, 0)
	return s.table.Lines(s.env.Theme, w, h)
}

func (s *mapping) Cursor() *tea.Cursor     { return s.table.Cursor() }
func (s *mapping) Escape() (bool, tea.Cmd) { return s.table.Escape() }
func (s *mapping) Help() []string          { return helpMapping }

// Actions choose a field for a column, and read again.
func (s *mapping) Actions() []kit.Action {
	_, ok := s.table.Current()
	return []kit.Action{
		kit.Act("当作..", s.choose, "enter").When(screen.NoRow(ok)),
		kit.Act("再预览", s.again, "f5", "ctrl+s"),
	}
}

// choose picks the field of the column under the cursor.
func (s *mapping) choose() tea.Cmd {
	c, ok := s.table.Current()
	if !ok {
		return nil
	}
	choices := []kit.Choice{{Key: "", Label: "不导入这一列"}}
	for _, f := range takeover.FieldsOf(s.req.Kind) {
		note := ""
		if f.Need {
			note = "必填"
		}
		choices = append(choices, kit.Choice{Key: f.Key, Label: f.Title, Note: note})
	}
	return kit.Pick(kit.PickerSpec{Title: fmt.Sprintf("“%s”当作", c.Heading), Choices: choices, Current: []string{c.Key}}, func(got []kit.Choice) tea.Cmd {
		for i := range s.cols {
			switch {
			case s.cols[i].Name == c.Name:
				s.cols[i].Key, s.cols[i].Set = got[0].Key, true
			case s.cols[i].Key == got[0].Key && got[0].Key != "":
				s.cols[i].Key, s.cols[i].Set = "", true
			}
		}
		s.rows.Put(s.cols)
		return s.table.Reload()
	})
}

// again reads the file with the fields as they are chosen now.
func (s *mapping) again() tea.Cmd {
	next := s.req
	next.Mapping.Columns = map[string]string{}
	for k, v := range s.req.Mapping.Columns {
		next.Mapping.Columns[k] = v
	}
	for _, c := range s.cols {
		if c.Set {
			next.Mapping.Columns[c.Heading] = c.Key
		}
	}
	return look(s.env, next, true)
}
