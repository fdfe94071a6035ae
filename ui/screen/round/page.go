package round

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// part is one tab of a round's page.
type part int

const (
	partResult part = iota
	partAwards
	partOverview
	partApplicants
	partUnits
	partOverrides
	partObjections
	partRuns
)

// sheet is what the page needs of a table, whatever its rows are.
type sheet interface {
	Init() tea.Cmd
	Reload() tea.Cmd
	Update(msg tea.Msg) tea.Cmd
	Lines(th *kit.Theme, w, h int) []string
	Cursor() *tea.Cursor
	Escape() (bool, tea.Cmd)
	Actions() []kit.Action
	At(x, y int)
	Clicked(msg tea.Msg) bool
}

// page is the page of one round: its next step, its parts on tabs.
type page struct {
	env  *screen.Env
	id   int64
	load screen.Loader[record]
	now  atomic.Pointer[record] // the same, for the tables that read it in commands

	tabs   *kit.Tabs
	parts  []part // of the tabs
	sheets map[part]sheet

	result     *kit.Table[allocation.Rank]
	awards     *kit.Table[round.AwardRow]
	applicants *kit.Table[round.RoundApplicant]
	units      *kit.Table[premises.UnitRow]
	overrides  *kit.Table[round.OverrideRow]
	objections *kit.Table[round.ObjectionRow]
	runs       *kit.Table[round.RunRow]

	scroll screen.Scroll // of the overview
}

func newPage(env *screen.Env, id int64) *page {
	s := &page{env: env, id: id, tabs: kit.NewTabs(textTabOverview), parts: []part{partOverview}}
	s.makeTables()
	s.sheets = map[part]sheet{
		partResult: s.result, partAwards: s.awards, partApplicants: s.applicants, partUnits: s.units,
		partOverrides: s.overrides, partObjections: s.objections, partRuns: s.runs,
	}
	return s
}

// Init reads the round.
func (s *page) Init() tea.Cmd { return s.read() }

func (s *page) read() tea.Cmd {
	env, by, id := s.env, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (record, error) { return readRecord(ctx, env, by, id) })
}

// part is the part that is shown.
func (s *page) part() part { return s.parts[s.tabs.At] }

func (s *page) sheet() (sheet, bool) {
	t, found := s.sheets[s.part()]
	return t, found
}

// Update takes answers, turns the tabs, and passes the rest to the part that is shown.
func (s *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && s.load.Ready && !s.load.Busy() {
			cmd = s.show()
		}
		return s, cmd
	}
	t, table := s.sheet()
	switch msg.(type) {
	case kit.DataChanged:
		return s, s.read()
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if (!table || t.Cursor() == nil) && s.tabs.Update(msg) {
			s.scroll.Top()
			return s, s.enter()
		}
		if table && t.Clicked(msg) {
			if a, found := kit.FindAction(s.Actions(), "enter"); found && a.Why == "" {
				return s, a.Run()
			}
		}
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseClickMsg, tea.MouseWheelMsg, tea.PasteMsg:
		if table {
			return s, t.Update(msg)
		}
		s.scroll.Update(msg)
		return s, nil
	}
	var cmds []tea.Cmd // an answer to one of the tables
	for _, p := range allParts {
		if t, found := s.sheets[p]; found {
			cmds = append(cmds, t.Update(msg))
		}
	}
	return s, tea.Batch(cmds...)
}

var allParts = []part{partResult, partAwards, partApplicants, partUnits, partOverrides, partObjections, partRuns}

// show takes over what has been read: the tabs of the state, the rows of the tables.
func (s *page) show() tea.Cmd {
	r := s.load.Value
	old := s.now.Load()
	before := s.part()
	s.now.Store(&r)
	s.parts = partsOf(r)
	s.tabs.Titles = nil
	for _, p := range s.parts {
		s.tabs.Titles = append(s.tabs.Titles, partTitle(p, r))
	}
	s.tabs.At = max(slices.Index(s.parts, before), 0)
	if old == nil || old.Run != r.Run { // a new result is what one wants to see
		s.tabs.At = 0
	}
	return s.enter()
}

// enter reads the rows of the part that is shown.
func (s *page) enter() tea.Cmd {
	if t, table := s.sheet(); table && s.now.Load() != nil {
		return t.Reload()
	}
	return nil
}

// partsOf are the tabs that a round has as it stands, the one that matters most first.
func partsOf(r record) []part {
	if r.Run == 0 {
		parts := []part{partOverview, partApplicants, partUnits}
		if len(r.Runs) > 0 { // all of them taken back
			parts = append(parts, partRuns)
		}
		return parts
	}
	parts := []part{partResult}
	if len(r.Awards) > 0 {
		parts = append(parts, partAwards)
	}
	parts = append(parts, partOverview, partApplicants, partUnits)
	if !r.Single {
		parts = append(parts, partOverrides, partObjections)
	}
	return append(parts, partRuns)
}

// Title is the round.
func (s *page) Title() string {
	if !s.load.Ready {
		return textRound
	}
	return s.load.Value.Title
}

// Summary is the state and what it counts.
func (s *page) Summary() (string, string) {
	if !s.load.Ready {
		return textReading, ""
	}
	r := s.load.Value
	if r.Run == 0 {
		return r.State.Title(), fmtScope(len(r.Scope.Units), len(r.Scope.Applicants))
	}
	return r.State.Title() + fmtRunStamp(r), fmtResult(r.RoundRow)
}

// Body is the next step, the tabs and the part that is shown.
func (s *page) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	r, th := s.load.Value, s.env.Theme
	s.tabs.Place(0, 1)
	out := []string{" " + th.Accent.Render(textNext) + " " + kit.Cut(r.next(s.env.Today()), w-10), s.tabs.Line(th, w)}
	return append(out, s.partBody(th, &r, w, h-len(out))...)
}

func (s *page) partBody(th *kit.Theme, r *record, w, h int) []string {
	t, table := s.sheet()
	if !table {
		return s.scroll.Lines(th, overviewLines(th, r, w), h)
	}
	t.At(0, 2)
	if s.part() != partResult {
		return t.Lines(th, w, h)
	}
	detail := func(w, h int) []string {
		l, found := s.result.Current()
		if !found {
			return nil
		}
		return lineShort(th, r, l, w, h)
	}
	if kit.Beside(w) {
		return kit.Split(th, w, h, func(w, h int) []string { return t.Lines(th, w, h) }, detail, nil)
	}
	low := detail(w, 8)
	if h-len(low)-1 < 6 {
		return t.Lines(th, w, h)
	}
	return append(append(t.Lines(th, w, h-len(low)-1), ""), low...)
}

// Cursor is that of the table's filter.
func (s *page) Cursor() *tea.Cursor {
	if t, table := s.sheet(); table {
		return t.Cursor()
	}
	return nil
}

// Escape undoes the table's filter.
func (s *page) Escape() (bool, tea.Cmd) {
	if t, table := s.sheet(); table {
		return t.Escape()
	}
	return false, nil
}

// Help explains the page.
func (s *page) Help() []string { return textPageHelp }

// Lists of lines.
var textPageHelp = []string{
	"F9 永远是下一步：锁定、抽签、计算、公示、确认；异议成立后是重开。",
	"锁定后资料冻结并留下摘要，晚到的申请进不来。",
	"结果按名次排列，Enter 看一户的来龙去脉，F5 换参数试算（不改动批次）。",
	"F6 人工调整须另一人复签，其余围绕它重新计算。",
	"F7 导出证书：任何人都能用 penggai solve 复算出同样的结果。",
	"Ctrl+R 重开（异议成立后），Ctrl+X 作废。",
}

func fmtRunStamp(r record) string {
	run, found := r.run()
	if !found {
		return ""
	}
	return "  第 " + fmt.Sprint(run.Position) + " 次计算 " + run.Day.String() + " " + clock(run.At)
}

func partTitle(p part, r record) string {
	count := func(title string, n int) string {
		if n == 0 {
			return title
		}
		return fmt.Sprintf("%s %d", title, n)
	}
	switch p {
	case partResult:
		return "结果"
	case partAwards:
		return "签约"
	case partApplicants:
		return count("申请", len(r.Scope.Applicants))
	case partUnits:
		return count("房源", len(r.Scope.Units))
	case partOverrides:
		return count("调整", len(r.Overrides))
	case partObjections:
		return count("异议", len(r.Objections))
	case partRuns:
		return count("计算", len(r.Runs))
	}
	return textTabOverview
}
