package takeover

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// mapping shows what each column of the file is taken for, and lets it be corrected.
type mapping struct {
	env   *screen.Env
	req   ledger.Request
	from  *ledger.Preview // what was seen before; nil where no heading was found
	cols  []ledger.Column
	rows  screen.Held[ledger.Column]
	table *kit.Table[ledger.Column]
	dirty bool // a column was taken for something else since
}

func newMapping(env *screen.Env, req ledger.Request, from *ledger.Preview, cols []ledger.Column) *mapping {
	s := &mapping{env: env, req: req, from: from, cols: cols}
	columns := []kit.Col[ledger.Column]{
		{Title: "列", Width: 3, Text: func(c ledger.Column) string { return c.Name }},
		{Title: "表头", Width: 22, Flex: true, Text: func(c ledger.Column) string { return c.Heading }},
		{Title: "内容举例", Width: 22, Flex: true, Drop: 1, Text: func(c ledger.Column) string { return strings.Join(c.Examples, "、") }},
		{
			Title: "当作", Width: 16, Text: func(c ledger.Column) string { return c.Title() },
			Style: func(th *kit.Theme, c ledger.Column) kit.Style {
				if c.Key == "" {
					return th.Muted
				}
				return th.Good
			},
		},
	}
	key := func(c ledger.Column) string { return c.Name }
	s.table = kit.NewTable(kit.TableSpec[ledger.Column]{Cols: columns, Key: key, Fetch: s.rows.Fetch(columns, key)})
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

func (s *mapping) Cursor() *tea.Cursor { return s.table.Cursor() }
func (s *mapping) Help() []string      { return helpMapping }

// Dirty reports whether a choice has not been tried by a preview.
func (s *mapping) Dirty() bool { return s.dirty }

// Escape goes back to the preview that was seen, with everything that was said about the file; what was changed here since is asked for.
func (s *mapping) Escape() (bool, tea.Cmd) {
	if stay, cmd := s.table.Escape(); stay {
		return stay, cmd
	}
	back := kit.Send(kit.Back{})
	if s.from != nil {
		back = kit.Send(screen.Push{Screen: newPreview(s.env, s.req, s.from), Replace: true})
	}
	if s.dirty {
		return true, kit.Ask(kit.ConfirmSpec{Title: textDropMapping, Lines: []string{textDropAsk}, Yes: textDropMapping}, func(kit.Answer) tea.Cmd { return back })
	}
	return s.from != nil, cmdIf(s.from != nil, back)
}

// cmdIf is a command where it is wanted.
func cmdIf(wanted bool, cmd tea.Cmd) tea.Cmd {
	if wanted {
		return cmd
	}
	return nil
}

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
		var said tea.Cmd
		for i := range s.cols {
			switch {
			case s.cols[i].Name == c.Name:
				s.dirty = s.dirty || s.cols[i].Key != got[0].Key
				s.cols[i].Key, s.cols[i].Set = got[0].Key, true
			case s.cols[i].Key == got[0].Key && got[0].Key != "":
				s.cols[i].Key, s.cols[i].Set = "", true
				said = kit.Send(kit.Note{Text: fmtGivesWay(s.cols[i], got[0].Label)})
			}
		}
		s.rows.Put(s.cols)
		return kit.Both(s.table.Reload(), said)
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
