package document

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// row is a form of a record (or, without one, a form alone) with the template that it would be printed from.
type row struct {
	document.Offer
	number string // of the record
	own    bool   // the district's own template
	fault  error  // what is wrong with the template
}

// list is the list of forms.
type list struct {
	env    *screen.Env
	target document.Target
	table  *kit.Table[row]
	record screen.Loader[document.Record]
}

var columns = []kit.Col[row]{
	{ID: "form", Title: textForm, Width: 16, Text: func(r row) string { return r.Form.Title }},
	{ID: "of", Title: textOf, Width: 18, Drop: 1, Text: func(r row) string { return r.number }},
	{ID: "template", Title: textTemplate, Width: 8, Text: func(r row) string { return r.template() },
		Style: func(th *kit.Theme, r row) kit.Style {
			if r.fault != nil {
				return th.Bad
			}
			return kit.Style{}
		}},
	{ID: "state", Title: textState, Width: 20, Flex: true, Text: func(r row) string { return r.state() },
		Style: func(th *kit.Theme, r row) kit.Style {
			if r.Why != "" || r.fault != nil {
				return th.Muted
			}
			return th.Good
		}},
}

func (r row) template() string {
	switch {
	case r.fault != nil:
		return textWrong
	case r.own:
		return textOwn
	}
	return textBuiltIn
}

func (r row) state() string {
	switch {
	case r.Why != "":
		return r.Why
	case r.fault != nil:
		return r.fault.Error()
	case r.ID == 0:
		return textUsable
	}
	return textReady
}

func newList(env *screen.Env, t document.Target) *list {
	s := &list{env: env, target: t}
	key := func(r row) string { return r.Form.Code + " " + r.Noun }
	s.table = kit.NewTable(kit.TableSpec[row]{
		Cols: columns, Key: key, Fetch: kit.Slice(columns, key, s.read),
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{textNoneFound}
			}
			return []string{textNone}
		},
	})
	return s
}

// read lists the forms and looks at their templates.
func (s *list) read(ctx context.Context) ([]row, error) {
	var rows []row
	if s.target.ID == 0 {
		for _, f := range document.Forms() {
			rows = append(rows, row{Offer: document.Offer{Form: f}})
		}
	} else {
		_, offers, err := document.Offers(ctx, s.env.Store, s.env.Actor(), s.target)
		if err != nil {
			return nil, err
		}
		for _, o := range offers {
			rows = append(rows, row{Offer: o, number: o.Number})
		}
	}
	for i := range rows {
		rows[i].own, rows[i].fault = document.Check(s.env.Store.Folder(), rows[i].Form)
	}
	return rows, nil
}

// Init reads the forms, and whose they are.
func (s *list) Init() tea.Cmd {
	if s.target.ID == 0 {
		return s.table.Init()
	}
	st, by, t := s.env.Store, s.env.Actor(), s.target
	return kit.Both(s.table.Init(), s.record.Read(func(ctx context.Context) (document.Record, error) { return document.Read(ctx, st, by, t) }))
}

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.record.Take(msg); mine {
		return s, cmd
	}
	return s, s.table.Update(msg)
}

// Title is the place and, of a record, whose it is.
func (s *list) Title() string {
	if !s.record.Ready {
		return textDocuments
	}
	return s.record.Value.Name + " > " + textDocuments
}

// Summary is the record and how many forms there are.
func (s *list) Summary() (left, right string) {
	switch {
	case s.target.ID == 0:
		left = textAll
	case !s.record.Ready:
		return textReading, ""
	default:
		left = fmtRecord(s.record.Value.Number, s.record.Value.Name)
	}
	return left, fmtForms(s.table.Total())
}

// Body is the table and, below it, what is wrong with the template of the row under the cursor.
func (s *list) Body(w, h int) []string {
	th := s.env.Theme
	var below []string
	if r, ok := s.table.Current(); ok && r.fault != nil {
		for _, l := range kit.Wrap(r.fault.Error(), w-2) {
			below = append(below, " "+th.Bad.Render(l))
		}
		below = append([]string{""}, below[:min(len(below), max(h/2, 1))]...)
	}
	return append(s.table.Lines(th, w, h-len(below)), below...)
}

// Cursor is that of the filter line.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape undoes the filter.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return helpList }

// Actions are printing, the templates, then the table's.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	r, ok := s.table.Current()
	why := r.Why
	switch {
	case !ok:
		why = textNone
	case s.target.ID == 0:
		why = textFromRecord
	}
	printing := kit.Act(textPrint, s.print, "enter", "f5").When(why).When(s.env.WhyNot(allocation.ActPrint))
	names := kit.Act(textNames, s.names, "f4")
	if !ok {
		names = names.When(textNone)
	}
	own := []kit.Action{printing, names, kit.Act(textExport, s.export, "f2").When(s.env.WhyNot(allocation.ActExportTemplates))}
	return append(own, s.table.Actions()...)
}

// print writes the document. A fault of the template is more than a line: it is shown to be read.
func (s *list) print() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	st, by := s.env.Store, s.env.Command()
	return kit.Guard(func() tea.Msg {
		path, err := document.Print(context.Background(), st, by, r.Form, r.Target, "")
		switch {
		case document.IsTemplateFault(err):
			text := err.Error()
			return kit.Read(textFault, func(w int) []string { return kit.Wrap(text, w-2) })()
		case err != nil:
			return screen.Failed{Err: err}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(screen.Done{Text: fmtPrinted(r.Form.Title, path)})}
	})
}

// names shows what may stand between braces in the template of the form.
func (s *list) names() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	values, lists := r.Form.Names()
	return kit.Read(r.Form.Title, func(w int) []string {
		out := append([]string{textSheet}, flow(values, w-2)...)
		if len(lists) > 0 {
			out = append(out, "", textRow)
		}
		for _, l := range lists {
			out = append(out, flow(l, w-2)...)
		}
		return out
	})
}

// flow sets words side by side, each whole.
func flow(words []string, w int) []string {
	var out []string
	for _, word := range words {
		if n := len(out) - 1; n >= 0 && kit.Width(out[n]+"  "+word) <= w {
			out[n] += "  " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// export writes the built-in templates into the data folder.
func (s *list) export() tea.Cmd {
	env := s.env
	spec := kit.ConfirmSpec{Title: textExport, Lines: []string{textExportAsk, textExportKeep}, Yes: textExportNow}
	return kit.Ask(spec, func(kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			dir, files, err := document.Export(ctx, env.Store, by)
			return fmtExported(len(files), dir), err
		})
	})
}
