package round

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// list is the list of rounds.
type list struct {
	env   *screen.Env
	table *kit.Table[round.RoundRow]
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env}
	s.table = kit.NewTable(kit.TableSpec[round.RoundRow]{
		Name:   "分配批次",
		Cols:   listColumns,
		Key:    func(r round.RoundRow) string { return strconv.FormatInt(r.ID, 10) },
		Filter: to.Filter,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[round.RoundRow], error) {
			page, err := env.Store.RoundList(ctx, env.Actor(), storeQuery(q))
			return kit.Page[round.RoundRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{"没有符合筛选条件的批次。按 Esc 取消筛选，按 F3 修改条件"}
			}
			return textNoRounds
		},
	})
	return s
}

// storeQuery is a table's question as the store takes it.
func storeQuery(q kit.Query) engine.ListQuery {
	ask := engine.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find}
	for _, o := range q.Sort {
		ask.Sort = append(ask.Sort, engine.Order{Column: o.Col, Desc: o.Desc})
	}
	return ask
}

var listColumns = []kit.Col[round.RoundRow]{
	{ID: "number", Title: textNumber, Width: 13, Text: func(r round.RoundRow) string { return r.Number }},
	{Title: textRound, Width: 25, Flex: true, Text: func(r round.RoundRow) string { return r.Title }},
	{
		ID: "state", Title: textState, Width: 8, Text: func(r round.RoundRow) string { return r.State.Title() },
		Style: func(th *kit.Theme, r round.RoundRow) kit.Style { return stateStyle(th, r.State) },
	},
	{Title: textApplicants, Width: 4, Right: true, Text: func(r round.RoundRow) string { return countOf(r.Applicants) }},
	{Title: textServed, Width: 4, Right: true, Text: func(r round.RoundRow) string { return countOf(r.Served) }},
	{Title: textPool, Width: 4, Right: true, Drop: 3, Text: func(r round.RoundRow) string { return countOf(r.Units) }},
	{Title: textAreaUnit, Width: 9, Right: true, Drop: 2, Text: func(r round.RoundRow) string { return areaOf(r.Area) }},
	{ID: "created", Title: "建立", Width: 10, Drop: 1, Text: func(r round.RoundRow) string { return r.CreatedDay.String() }},
}

func countOf(n int) string {
	if n == 0 {
		return ""
	}
	return kit.Count(n)
}

func areaOf(a allocation.Area) string {
	if a == 0 {
		return ""
	}
	return a.String()
}

// stateStyle paints the word of a round's state by judgement.
func stateStyle(th *kit.Theme, s allocation.RoundState) kit.Style {
	switch s {
	case allocation.RoundNoticed, allocation.RoundReopened:
		return th.Warn
	case allocation.RoundConfirmed:
		return th.Good
	case allocation.RoundCancelled:
		return th.Muted
	}
	return kit.Style{}
}

// Init loads the first window.
func (s *list) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *list) Title() string { return "分配" }

// Summary is filter and count.
func (s *list) Summary() (string, string) {
	right := ""
	if s.table.Loaded() {
		right = fmtRounds(s.table.Total())
	}
	return fmtFilter(s.table.Filter()), right
}

// Body is the table, on a wide terminal with the round in short beside it.
func (s *list) Body(w, h int) []string {
	th := s.env.Theme
	return kit.Split(th, w, h, func(w, h int) []string { return s.table.Lines(th, w, h) }, func(w, _ int) []string {
		r, found := s.table.Current()
		if !found {
			return nil
		}
		return kit.Detail(th, w, shortPairs(th, r, s.env.Today()))
	}, nil)
}

// shortPairs is a round in short.
func shortPairs(th *kit.Theme, r round.RoundRow, today civil.Date) []kit.Pair {
	pairs := []kit.Pair{
		{Label: r.Title},
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.State)},
		{Label: "参数", Value: fmtParameters(r.District, r.ParameterVersion)},
		{Label: textPoolFilter, Value: orNone(r.Filter, textWholeDistrict)},
	}
	if r.Units > 0 {
		pairs = append(pairs, kit.Pair{Label: "范围", Value: fmtScope(r.Units, r.Applicants)})
	}
	if r.Run != 0 {
		pairs = append(pairs, kit.Pair{Label: textResult, Value: fmtResult(r)})
	}
	if r.Draw.Text != "" {
		pairs = append(pairs, kit.Pair{Label: textDraw, Value: r.Draw.Text})
	}
	if !r.NoticeFrom.IsZero() {
		pairs = append(pairs, kit.Pair{Label: textNotice, Value: fmtWindow(r)})
	}
	if r.Reason != "" {
		pairs = append(pairs, kit.Pair{Label: textReason, Value: r.Reason})
	}
	return append(pairs, kit.Pair{}, kit.Pair{Label: textNext, Value: nextStep(r, today)})
}

func orNone(s, none string) string {
	if s == "" {
		return none
	}
	return s
}

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape undoes the filter.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return textListHelp }

// Actions are to open and to make a round, then the table's.
func (s *list) Actions() []kit.Action {
	list := []kit.Action{
		kit.Act("打开", s.open, "enter").When(s.whyNone()),
		kit.Act(textNewRound, s.add, "f2").When(s.env.WhyNot(allocation.ActCreateRound)),
		kit.Act(textAwards, func() tea.Cmd { return screen.List(screen.Award, textState+":"+allocation.AwardOffered.Title()) }, "f4"),
	}
	return append(list, s.table.Actions()...)
}

func (s *list) whyNone() string {
	if _, found := s.table.Current(); !found {
		return textNothingHere
	}
	return ""
}

func (s *list) open() tea.Cmd {
	r, found := s.table.Current()
	if !found {
		return nil
	}
	return screen.Show(newPage(s.env, r.ID))
}

// add makes a round over all vacant units of the district: of the actor's own, or of the one that is picked.
func (s *list) add() tea.Cmd {
	if own := s.env.Actor().District; own != "" {
		return addRound(s.env, own)
	}
	var choices []kit.Choice
	for _, d := range allocation.Districts() {
		choices = append(choices, kit.Choice{Key: d.Name, Label: d.Name})
	}
	return kit.Pick(kit.PickerSpec{Title: "哪个区的批次", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		return addRound(s.env, got[0].Key)
	})
}

// addRound asks, makes the draft and opens its page.
func addRound(env *screen.Env, district string) tea.Cmd {
	return kit.Ask(kit.ConfirmSpec{Title: textNewRound, Lines: fmtNewRound(district), Yes: "新建"}, func(kit.Answer) tea.Cmd {
		var id int64
		return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			var err error
			id, err = env.Store.NewRound(ctx, by, district, "")
			return "已新建批次", err
		}, func() tea.Msg { return screen.Push{Screen: newPage(env, id)} })
	})
}

// Words of headings, labels and keys.
const textNewRound = "新建批次"

// Lists of lines.
var (
	textNoRounds = []string{"还没有分配批次。", "按 F2 新建：评审通过、待分配的申请和本区闲置房源自动列入。"}
	textListHelp = []string{
		"一个批次把一批申请和闲置房源放在一起，按 四(三) 和本区参数一次算清。",
		"F2 新建，Enter 打开，F4 看待签约的分配结果。",
		"只有一户时不必开批次：在 房源 或 申请 里按 单户安置。",
	}
)

func fmtRounds(n int) string { return kit.Count(n) + " 个批次" }

func fmtParameters(district string, version int64) string {
	return fmt.Sprintf("%s 参数第 %d 版", district, version)
}

func fmtNewRound(district string) []string {
	return []string{
		district + " 评审通过、待分配的申请和全部闲置房源列入草稿。",
		"草稿不占用房源；锁定之前可以改房源条件。",
	}
}
