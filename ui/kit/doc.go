// Package kit is what every screen is made of: colours by meaning, text cut and aligned by cells, a table of any length,
// a form with the real cursor for Chinese input methods, picker, confirmation, answers, charts. It knows no noun of the
// policy and no store.
//
//	ui (root: frame, stack, overlays) ──> ui/screen (contract) ──> ui/kit
//	ui/screen/<noun> ─────────────────────────┘
//
// A list screen is a Table, a line of counts and a list of actions:
//
//	type list struct {
//		env   *screen.Env
//		table *kit.Table[store.UnitRow]
//	}
//
//	func newList(env *screen.Env, go_ screen.Go) screen.Screen {
//		s := &list{env: env}
//		s.table = kit.NewTable(kit.TableSpec[store.UnitRow]{
//			Cols: []kit.Col[store.UnitRow]{
//				{ID: "编号", Title: "编号", Width: 16, Text: func(u store.UnitRow) string { return u.Code }},
//				{ID: "面积", Title: "面积 ㎡", Width: 10, Right: true, Text: func(u store.UnitRow) string { return u.Area.String() }},
//				{ID: "状态", Title: "状态", Width: 8, Text: ..., Style: func(th *kit.Theme, u store.UnitRow) kit.Style { return th.State(string(u.State)) }},
//				{Title: "地址", Width: 20, Flex: true, Drop: 2, Text: ...},
//			},
//			Key:    func(u store.UnitRow) string { return strconv.FormatInt(u.ID, 10) },
//			Filter: go_.Filter,
//			Fetch: func(ctx context.Context, q kit.Query) (kit.Page[store.UnitRow], error) {
//				rows, total, err := env.Store.Units(ctx, env.Actor(), q.Filter, order(q.Sort), q.Offset, q.Limit)
//				return kit.Page[store.UnitRow]{Rows: rows, Offset: q.Offset, Total: total}, err
//			},
//			Empty: func(filter string) []string { return []string{textEmpty} },
//		})
//		return s
//	}
//	func (s *list) Init() tea.Cmd                               { return s.table.Init() }
//	func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.table.Update(msg) }
//	func (s *list) Title() string                               { return textUnits }
//	func (s *list) Summary() (left, right string)               { return fmtFilter(s.table.Filter()), fmtUnits(s.table.Total()) }
//	func (s *list) Body(w, h int) []string                      { return s.table.Lines(s.env.Theme, w, h) }
//	func (s *list) Cursor() *tea.Cursor                         { return s.table.Cursor() }
//	func (s *list) Escape() (bool, tea.Cmd)                     { return s.table.Escape() }
//	func (s *list) Actions() []kit.Action {
//		return append([]kit.Action{kit.Act(textDetail, s.open, "enter")}, s.table.Actions()...)
//	}
//	func (s *list) open() tea.Cmd {
//		u, ok := s.table.Current()
//		if !ok { return nil }
//		return screen.Open(screen.Unit, u.ID)
//	}
//
// A form screen is a Form; Save writes in a command, and what follows runs only when that worked:
//
//	s.form = kit.NewForm(kit.FormSpec{
//		Draft: "application/new", Drafts: env.Drafts(), Today: env.Today(),
//		Sections: []kit.Section{{Title: textApplicant, Fields: []kit.Field{
//			{Name: "name", Label: textName, Required: true},
//			{Name: "kind", Label: textKind, Kind: kit.KindChoice, Choices: kinds, Required: true},
//			{Name: "area", Label: textArea, Kind: kit.KindArea, Unit: "㎡", Hint: textAreaRule},
//		}}},
//		Save: func(f *kit.Form) tea.Cmd {
//			a := allocation.Applicant{Name: f.Text("name"), ...} // take the values before the command
//			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
//				number, err := env.Store.AddApplication(ctx, by, a)
//				return fmtAdded(number), err
//			}, f.Saved(), kit.Send(kit.Back{}))
//		},
//	})
//
// and Init, Update, Body, Cursor, Escape, Actions pass to the form as above, with Dirty for Ctrl+C. A refusal that names
// a field is shown beside it.
//
// A deed that binds asks first; the function gets what was typed and returns the command:
//
//	return kit.Ask(kit.ConfirmSpec{Title: textSign, Lines: whatHappens, Yes: textSignNow, Reason: kit.ReasonOptional},
//		func(a kit.Answer) tea.Cmd {
//			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
//				return textSigned, env.Store.SignContract(ctx, by, id, a.Reason)
//			})
//		})
//
// Kit.Pick chooses in the same way. An action that is impossible now stays in the list with its reason:
//
//	kit.Act(textSign, s.sign, "f5").When(s.whyNotSign())
package kit
