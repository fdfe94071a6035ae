package unit

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// list is the list of units; on a wide terminal the unit under the cursor stands beside it.
type list struct {
	env   *screen.Env
	path  string // where the list was opened from, for the first line
	table *kit.Table[premises.UnitRow]
	peek  screen.Loader[facts]
	wide  bool
	find  bool // the filter line is opened at the start
}

// head is what stands at the right of the second line.
type head struct {
	filter  string // that was counted
	units   int
	area    allocation.Area
	samples int
}

func newList(env *screen.Env, filter, path string) *list {
	s := &list{env: env, path: path}
	var place *kit.Place // only the list of everything comes back as it was left
	if filter == "" {
		place = env.Place(textUnits)
	}
	s.table = kit.NewTable(kit.TableSpec[premises.UnitRow]{
		Cols:   columns(env),
		Key:    func(u premises.UnitRow) string { return u.Number },
		Fetch:  s.fetch,
		Empty:  func(filter string) []string { return emptyText(filter) },
		Multi:  true,
		Filter: filter,
		Moved:  s.moved,
		Name:   textUnits,
		Place:  place,
	})
	return s
}

func emptyText(filter string) []string {
	if filter == "" {
		return textNoneYet
	}
	return textNoneFound
}

// columns are the fields of the list with how they are drawn.
func columns(env *screen.Env) []kit.Col[premises.UnitRow] {
	return screen.Cols(premises.UnitNoun, env.Today(), []kit.Col[premises.UnitRow]{
		{ID: "number", Width: 15},
		{ID: "district", Filter: "district", Width: 8, Drop: 4},
		{ID: "community", Filter: "community", Width: 10, Drop: 3},
		{ID: "building", Filter: "building", Width: 7},
		{ID: "floor", Filter: "floor", Width: 3},
		{ID: "bay", Width: 3},
		{ID: "area_dm2", Width: 9},
		{ID: "state", Filter: "state", Width: 8, Style: func(th *kit.Theme, u premises.UnitRow) kit.Style { return th.State(string(u.State)) }},
		{ID: "holder", Filter: "holder", Width: 14, Flex: true, Text: holderText},
		{
			ID: "until", Width: 10, Text: func(u premises.UnitRow) string { return dueOf(u).String() },
			Style: func(th *kit.Theme, u premises.UnitRow) kit.Style {
				if u.Until.IsZero() {
					return th.Muted
				}
				return untilStyle(th, u.Until, env.Today())
			},
		},
	})
}

func (s *list) fetch(ctx context.Context, q kit.Query) (kit.Page[premises.UnitRow], error) {
	ask := engine.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find}
	for _, o := range q.Sort {
		ask.Sort = append(ask.Sort, engine.Order{Column: o.Col, Desc: o.Desc})
	}
	page, err := s.env.Store.Units(ctx, s.env.Actor(), ask)
	if err != nil {
		return kit.Page[premises.UnitRow]{}, err
	}
	return kit.Page[premises.UnitRow]{
		Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: head{q.Filter, page.Total, allocation.Area(page.Sums["area_dm2"]), int(page.Sums["sample"])},
	}, nil
}

// moved reads the facts of the unit under the cursor where they are shown.
func (s *list) moved(u premises.UnitRow) tea.Cmd {
	if !s.wide {
		return nil
	}
	return s.peek.Read(func(ctx context.Context) (facts, error) { return readFacts(ctx, s.env, u.ID) })
}

// Init loads the first window.
func (s *list) Init() tea.Cmd {
	if s.find {
		if a, ok := kit.FindAction(s.table.Actions(), "f3"); ok {
			return tea.Batch(s.table.Init(), a.Run())
		}
	}
	return s.table.Init()
}

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.peek.Take(msg); mine {
		return s, cmd
	}
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		s.wide = kit.Beside(size.Width)
		if u, ok := s.table.Current(); ok && s.wide {
			return s, tea.Batch(s.table.Update(msg), s.moved(u))
		}
	}
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *list) Title() string {
	if s.path != "" {
		return s.path
	}
	return textUnits
}

// Summary is the filter, and what it leaves.
func (s *list) Summary() (left, right string) {
	filter := s.table.Filter()
	if h, ok := s.table.Sums().(head); ok && h.filter == filter {
		right = fmtSums(h.units, h.area, h.samples)
	}
	return fmtFilter(filter), right
}

// Body is the table; wide terminals show the unit beside it, still wider ones its history.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	th := s.env.Theme
	var past kit.Pane
	if w >= kit.ThirdWidth {
		past = func(w, _ int) []string { return kit.Detail(th, w, s.shown().past()) }
	}
	return kit.Split(th, w, h,
		func(w, h int) []string { return s.table.Lines(th, w, h) },
		func(w, _ int) []string {
			f := s.shown()
			if f.unit.ID == 0 {
				return nil
			}
			pairs := f.pairs(th, s.env.Today())
			if past == nil {
				pairs = append(pairs, f.past()...)
			}
			return kit.Detail(th, w, pairs)
		}, past)
}

// shown is the unit under the cursor: its facts when they have been read, before that the row alone.
func (s *list) shown() facts {
	u, ok := s.table.Current()
	if !ok {
		return facts{}
	}
	if s.peek.Ready && s.peek.Value.unit.ID == u.ID {
		f := s.peek.Value
		f.unit = u
		return f
	}
	return facts{unit: u, bare: true}
}

// Actions are what can be done with the unit under the cursor, or with the selected ones.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	u, found := s.table.Current()
	out := []kit.Action{
		kit.Act(textOpen, s.open, "enter"),
		buildingAction(s.env, u, found),
	}
	out = append(out, s.table.Actions()...)
	return append(out, dealAction(s.env, s.table.Picked, s.table.ClearPicked), tenantAction(u, found), singleAction(s.env, u, found))
}

func (s *list) open() tea.Cmd {
	u, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newDetail(s.env, u.ID))
}

// Cursor is the table's, while the filter is typed.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape takes away the filter or the selection.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return textListHelp }

var (
	textNoneYet   = []string{"还没有房源。", "建立数据时会放入本区的示例明细；这份数据里没有，请告诉系统管理员。"}
	textNoneFound = []string{"没有符合筛选的房源。", "按 Esc 去掉筛选；例：状态:闲置 面积:>100 层:1，或只打 jsq、南市、NSQ-03。"}
	textListHelp  = []string{
		"全部房源的清单。F3 边打边筛：汉字、拼音首字母、编号的一段都行。",
		"筛选可以指明项目：状态:闲置 面积:>100 层:1 区:尖山 小区:南市区 楼栋:3号楼 到期:2021-06。",
		"F6 或点列名排序，空格选多套，F9 办理停用、恢复、整修验收、竣工移交。",
		"F4 看所在的楼栋，F2 打开承租人，F8 把闲置的一套安置给一户。",
	}
)

func fmtFilter(filter string) string {
	if filter == "" {
		filter = textAll
	}
	return "筛选: " + filter
}
