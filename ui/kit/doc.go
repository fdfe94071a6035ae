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
//
// and Init, Update, Body, Cursor, Escape, Actions pass to the table, with the list's own actions before the table's.
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
// A deed that binds asks first (Ask, with a ConfirmSpec); the function gets what was typed and returns the command.
// Kit.Pick chooses in the same way. An action that is impossible now stays in the list with its reason:
//
//	kit.Act(textSign, s.sign, "f5").When(s.whyNotSign())
package kit
