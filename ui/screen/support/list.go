package support

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns of the list; the keys are those that the store sorts by.
func columns(today civil.Date) []kit.Col[store.SupportRow] {
	return []kit.Col[store.SupportRow]{
		{ID: "number", Title: "编号", Width: 16, Text: func(r store.SupportRow) string { return r.Number }},
		{ID: "applicant", Title: textTenant, Width: 12, Flex: true, Text: func(r store.SupportRow) string { return r.Name }},
		{ID: "kind", Title: textKind, Width: 8, Text: func(r store.SupportRow) string { return r.Kind.Title() }},
		{Title: textNeed, Width: 14, Flex: true, Drop: 2, Text: func(r store.SupportRow) string { return r.Need }},
		{ID: "raised", Title: textRaised, Width: 10, Text: func(r store.SupportRow) string { return r.Raised.String() }},
		{Title: "已办 天", Width: 7, Right: true, Text: func(r store.SupportRow) string { return fmtWaits(r, today) }},
		{ID: "handler", Title: textHandler, Width: 12, Drop: 1, Text: func(r store.SupportRow) string { return r.Handler }},
		{
			ID: "state", Title: textState, Width: 6, Text: func(r store.SupportRow) string { return r.State.Title() },
			Style: func(th *kit.Theme, r store.SupportRow) kit.Style { return stateStyle(th, r.State) },
		},
	}
}

func stateStyle(th *kit.Theme, s allocation.SupportState) kit.Style {
	switch s {
	case allocation.SupportOpen:
		return th.Warn
	case allocation.SupportClosed:
		return th.Good
	}
	return th.Muted
}

// newList is the list of requests, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewStateList(env, screen.StateListSpec[store.SupportRow, allocation.SupportState, store.SupportDetail]{
		Title: textSupports, Cols: columns(env.Today()), Filter: to.Filter, Tabs: allocation.SupportStates, Total: fmtCount, About: helpList,
		Key:    func(r store.SupportRow) string { return strconv.FormatInt(r.ID, 10) },
		Counts: env.Store.SupportStates,
		Fetch: func(ctx context.Context, by store.Actor, q store.ListQuery) (kit.Page[store.SupportRow], error) {
			page, err := env.Store.Supports(ctx, by, q)
			return kit.Page[store.SupportRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		None: []string{"还没有帮扶。", "按 F2 到入驻列表打开一户，在那里按 s 登记帮扶。"},
		Peek: func(ctx context.Context, by store.Actor, r store.SupportRow) (store.SupportDetail, error) {
			return env.Store.Support(ctx, by, r.ID)
		},
		Head: func(r store.SupportRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d store.SupportDetail) []string {
			return append(append(kit.Detail(th, w, aboutPairs(th, d)), ""), kit.Detail(th, w, notePairs(d))...)
		},
		Open: func(r store.SupportRow) tea.Cmd { return kit.Send(screen.Push{Screen: newDetail(env, r.ID)}) },
		Own: func(r store.SupportRow, ok bool) []kit.Action {
			stay := kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, r.Tenancy) }, "f4")
			if !ok {
				stay = stay.When(textNoRow)
			}
			return []kit.Action{kit.Act("选一户", func() tea.Cmd { return screen.Open(screen.Tenancy, 0) }, "f2", "n"), stay}
		},
	})
}

// stay is the list of the requests of one tenancy.
type stay struct {
	env     *screen.Env
	tenancy int64
	load    screen.Loader[store.TenancyDetail]
	table   *kit.Table[store.SupportRow]
}

func newStay(env *screen.Env, tenancy int64) *stay {
	s := &stay{env: env, tenancy: tenancy}
	s.table = kit.NewTable(kit.TableSpec[store.SupportRow]{
		Name: textSupports, Cols: columns(env.Today()),
		Key: func(r store.SupportRow) string { return strconv.FormatInt(r.ID, 10) },
		Fetch: func(ctx context.Context, _ kit.Query) (kit.Page[store.SupportRow], error) {
			rows, err := env.Store.SupportOf(ctx, env.Actor(), tenancy)
			return kit.Page[store.SupportRow]{Rows: rows, Total: len(rows)}, err
		},
		Empty: func(string) []string { return []string{"这户还没有提出过困难。", "按 F2 登记帮扶。"} },
	})
	return s
}

// Init reads the tenancy and its requests.
func (s *stay) Init() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.tenancy
	return tea.Batch(s.table.Init(), s.load.Read(func(ctx context.Context) (store.TenancyDetail, error) { return st.Tenancy(ctx, by, id) }))
}

// Update passes to the table.
func (s *stay) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the tenant.
func (s *stay) Title() string {
	if !s.load.Ready {
		return textSupports
	}
	return textSupports + " > " + s.load.Value.Name
}

// Summary is which stay, and how many requests there are.
func (s *stay) Summary() (left, right string) {
	if !s.load.Ready {
		return "正在读取", ""
	}
	return s.load.Value.Number + "  " + s.load.Value.Units, fmtCount(s.table.Total())
}

// Body is the table.
func (s *stay) Body(w, h int) []string {
	s.table.At(0, 0)
	return s.table.Lines(s.env.Theme, w, h)
}

// Cursor is the filter's.
func (s *stay) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *stay) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *stay) Help() []string { return helpStay }

// Actions of the list.
func (s *stay) Actions() []kit.Action {
	open := kit.Act("打开", s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNoRow)
	}
	raise := kit.Act(textRaise, func() tea.Cmd { return kit.Send(screen.Push{Screen: newRaise(s.env, s.tenancy)}) }, "f2", "n").
		When(s.env.WhyNot(allocation.ActRaiseSupport))
	if s.load.Ready && s.load.Value.State == allocation.TenancyEnded {
		raise = raise.When(allocation.ErrSupportTenancy.Text)
	}
	return []kit.Action{
		open, raise,
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, s.tenancy) }, "f4"),
		kit.Act("考核", func() tea.Cmd { return screen.Open(screen.AssessmentStay, s.tenancy) }, "f6"),
	}
}

func (s *stay) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newDetail(s.env, row.ID)})
}

const textNoRow = "没有选中的一行"

var helpList = []string{
	"这里按状态列出帮扶（四(五)：及时帮助解决在经营过程中遇到的实际困难）。Tab 换状态，F3 筛选，F7 导出。",
	"Enter 打开一件。F2 到入驻列表选一户，打开后按 s 登记。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }

// fmtWaits is for how many days a request has been or was open.
func fmtWaits(r store.SupportRow, today civil.Date) string {
	switch {
	case r.State == allocation.SupportVoid:
		return ""
	case !r.Closed.IsZero():
		today = r.Closed
	}
	return kit.Count(today.Sub(r.Raised))
}
