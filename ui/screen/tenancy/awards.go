package tenancy

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// awards is the list of awards that wait for a contract, the one whose sign-by day comes first at the top.
type awards struct {
	env   *screen.Env
	table *kit.Table[round.AwardRow]
}

func newAwards(env *screen.Env, to screen.Go) *awards {
	s := &awards{env: env}
	cols := []kit.Col[round.AwardRow]{
		{ID: "number", Title: textApplication, Width: 11, Text: func(w round.AwardRow) string { return w.Number }},
		{ID: "applicant", Title: textTenant, Width: 14, Flex: true, Text: func(w round.AwardRow) string { return w.Applicant }},
		{Title: textUnit, Width: 16, Flex: true, Text: func(w round.AwardRow) string { return joinUnits(w.Units) }},
		{ID: "area_dm2", Title: textArea, Width: 9, Right: true, Drop: 2, Text: func(w round.AwardRow) string { return w.Area.String() }},
		{ID: "round", Title: textRound, Width: 16, Flex: true, Drop: 3, Text: func(w round.AwardRow) string { return w.RoundTitle }},
		{
			ID: "sign_by", Title: "签约期限", Width: 10, Text: func(w round.AwardRow) string { return w.SignBy.String() },
			Style: func(th *kit.Theme, w round.AwardRow) kit.Style {
				if env.Today().After(w.SignBy) {
					return th.Bad
				}
				return kit.Style{}
			},
		},
	}
	key := func(w round.AwardRow) string { return strconv.FormatInt(w.ID, 10) }
	s.table = kit.NewTable(kit.TableSpec[round.AwardRow]{
		Cols: cols, Key: key, Filter: to.Filter,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[round.AwardRow], error) {
			ask := screen.AskList(q)
			ask.Filter = strings.TrimSpace(screen.StateFilter(allocation.AwardOffered) + " " + q.Filter)
			page, err := env.Store.AwardList(ctx, env.Actor(), ask)
			return kit.Page[round.AwardRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		Empty: func(string) []string {
			return []string{"没有待签约的分配结果。", "批次确认或单户安置以后，分配结果在这里等待签约。"}
		},
	})
	return s
}

// Init reads the awards.
func (s *awards) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table.
func (s *awards) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s.table.Cursor() == nil && s.table.Clicked(msg) {
		return s, s.sign()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *awards) Title() string { return textTenancies + " > " + textToSign }

// Summary is how many wait.
func (s *awards) Summary() (left, right string) {
	if !s.table.Loaded() {
		return textAwardsWait, ""
	}
	return textAwardsWait, fmtCount(s.table.Total())
}

// Body is the table.
func (s *awards) Body(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) }

// Cursor is the filter's.
func (s *awards) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *awards) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *awards) Help() []string { return helpAwards }

// Actions of the list.
func (s *awards) Actions() []kit.Action {
	sign := kit.Act(textSign, s.sign, "enter", "f5").When(s.env.WhyNot(allocation.ActSignContract))
	if _, ok := s.table.Current(); !ok {
		sign = sign.When(textNothingHere)
	}
	return append([]kit.Action{sign}, s.table.Actions()...)
}

func (s *awards) sign() tea.Cmd {
	w, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newSign(s.env, w.ID))
}

const textAwardsWait = "已分配、待签合同的，期限近的在前"

var helpAwards = []string{
	"这里是已分配、还没签合同的。Enter 签合同；签约期限已过的显示为红色，先由分管领导延期或按逾期处理。",
}
