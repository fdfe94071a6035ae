package round

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

func awardKey(w round.AwardRow) string { return strconv.FormatInt(w.ID, 10) }

// awardColumns are those of the awards of one round, or of all rounds.
func awardColumns(all bool) []kit.Col[round.AwardRow] {
	first := kit.Col[round.AwardRow]{Title: textRank, Width: 4, Right: true, Text: func(w round.AwardRow) string { return strconv.Itoa(w.Rank) }}
	if all {
		first = kit.Col[round.AwardRow]{ID: "round", Title: textRound, Width: 24, Flex: true, Drop: 2, Text: func(w round.AwardRow) string { return w.RoundTitle }}
	}
	return []kit.Col[round.AwardRow]{
		first,
		{ID: "applicant", Title: textApplicant, Width: 14, Flex: true, Text: func(w round.AwardRow) string { return w.Applicant }},
		{ID: "number", Title: textNumber, Width: 11, Drop: 3, Text: func(w round.AwardRow) string { return w.Number }},
		{Title: textGot, Width: 17, Text: func(w round.AwardRow) string { return shortUnits(w.Units) }},
		{ID: "area_dm2", Title: textAreaUnit, Width: 8, Right: true, Text: func(w round.AwardRow) string { return w.Area.String() }},
		{ID: "sign_by", Title: textSignBy, Width: 10, Text: func(w round.AwardRow) string { return w.SignBy.String() }},
		{Title: "来由", Width: 6, Drop: 1, Text: func(w round.AwardRow) string {
			if w.After != 0 {
				return "递补"
			}
			return ""
		}},
		{
			ID: "state", Title: textState, Width: 8, Text: func(w round.AwardRow) string { return w.State.Title() },
			Style: func(th *kit.Theme, w round.AwardRow) kit.Style {
				switch w.State {
				case allocation.AwardOffered:
					return th.Warn
				case allocation.AwardContracted:
					return th.Good
				}
				return th.Muted
			},
		},
	}
}

// awards is the list of awards of all rounds.
type awards struct {
	env   *screen.Env
	table *kit.Table[round.AwardRow]
}

func newAwards(env *screen.Env, to screen.Go) *awards {
	s := &awards{env: env}
	find := ""
	if to.ID != 0 {
		find = strconv.FormatInt(to.ID, 10)
	}
	s.table = kit.NewTable(kit.TableSpec[round.AwardRow]{
		Name: textAwardList, Cols: awardColumns(true), Key: awardKey, Filter: to.Filter, Find: find,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[round.AwardRow], error) {
			page, err := env.Store.AwardList(ctx, env.Actor(), storeQuery(q))
			return kit.Page[round.AwardRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{textNothingFound}
			}
			return []string{"还没有分配结果。批次确认或单户安置之后，待签约的主体列在这里"}
		},
	})
	return s
}

// Init loads the first window.
func (s *awards) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table.
func (s *awards) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.table.Update(msg) }

// Title is the path.
func (s *awards) Title() string { return textAwardList }

// Summary is filter and count.
func (s *awards) Summary() (string, string) {
	right := ""
	if s.table.Loaded() {
		right = fmtAwards(s.table.Total())
	}
	return fmtFilter(s.table.Filter()), right
}

// Body is the table.
func (s *awards) Body(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) }

// Cursor is the filter's.
func (s *awards) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape undoes the filter.
func (s *awards) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *awards) Help() []string { return textAwardsHelp }

// Actions are those of an award, then the table's.
func (s *awards) Actions() []kit.Action {
	list := awardActions(s.env, s.table)
	list = append(list, kit.Act(textRound, func() tea.Cmd {
		w, found := s.table.Current()
		if !found {
			return nil
		}
		return screen.Show(newPage(s.env, w.Round))
	}, "f4").When(whyNone(s.table.Current())), printing(s.table))
	return append(list, withoutKeys(s.table.Actions(), list)...)
}

// printing leads to the contract of the award under the cursor, to be printed for the signing.
func printing(table *kit.Table[round.AwardRow]) kit.Action {
	w, found := table.Current()
	return kit.Act("打印合同", func() tea.Cmd { return screen.Open(screen.PrintAward, w.ID) }, "ctrl+o").When(whyNone(w, found))
}

// awardActions are what can become of the award under the cursor.
func awardActions(env *screen.Env, table *kit.Table[round.AwardRow]) []kit.Action {
	w, found := table.Current()
	why := whyNone(w, found)
	if why == "" && w.State != allocation.AwardOffered {
		why = fmtNotOffered(w.State)
	}
	return []kit.Action{
		kit.Act("签约", func() tea.Cmd { return screen.Open(screen.TenancySign, w.ID) }, "enter").When(why).When(env.WhyNot(allocation.ActSignContract)),
		kit.Act("放弃或延期", func() tea.Cmd { return pickEnd(env, w) }, "f6").When(why),
	}
}

// pickEnd offers the ways in which an award ends or is extended.
func pickEnd(env *screen.Env, w round.AwardRow) tea.Cmd {
	lapse := env.WhyNot(allocation.ActLapseAward)
	if a := w.Award; lapse == "" {
		if err := a.Lapse(env.Today()); err != nil {
			lapse = err.Error()
		}
	}
	choices := []kit.Choice{
		{Key: "decline", Label: "放弃", Why: env.WhyNot(allocation.ActDeclineAward)},
		{Key: "lapse", Label: "逾期未签", Why: lapse},
		{Key: "extend", Label: textExtend, Why: env.WhyNot(allocation.ActExtendAward)},
		{Key: "cancel", Label: "撤销分配", Why: env.WhyNot(allocation.ActCancelAward)},
	}
	return kit.Pick(kit.PickerSpec{Title: w.Applicant + " " + shortUnits(w.Units), Choices: choices}, func(got []kit.Choice) tea.Cmd {
		if got[0].Key == "extend" {
			return screen.Show(newExtend(env, w))
		}
		return askEnd(env, w, got[0])
	})
}

// askEnd says what will happen: the units go to the next in rank whom they fit.
func askEnd(env *screen.Env, w round.AwardRow, how kit.Choice) tea.Cmd {
	spec := kit.ConfirmSpec{Title: how.Label, Lines: fmtEndLines(w), Yes: how.Label, Warn: true, Reason: kit.ReasonRequired}
	if how.Key == "lapse" {
		spec.Reason = kit.ReasonNone
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		var offered []int64
		var err error
		switch how.Key {
		case "decline":
			offered, err = env.Store.DeclineAward(ctx, by, w.ID, w.Version, reason)
		case "lapse":
			offered, err = env.Store.LapseAward(ctx, by, w.ID, w.Version)
		default:
			offered, err = env.Store.CancelAward(ctx, by, w.ID, w.Version, reason)
		}
		if err != nil {
			return "", err
		}
		return saidOffered(ctx, env, by, how.Label, offered)
	})
}

// saidOffered names who is offered the units now.
func saidOffered(ctx context.Context, env *screen.Env, by engine.Actor, deed string, offered []int64) (string, error) {
	if len(offered) == 0 {
		return fmtNobodyNext(deed), nil
	}
	var names []string
	for _, id := range offered {
		w, err := env.Store.Award(ctx, by, id)
		if err != nil {
			return "", err
		}
		names = append(names, fmtRankName(w.Rank, w.Applicant)+" "+shortUnits(w.Units))
	}
	return fmtNext(deed, names), nil
}

// newExtend asks for a later sign-by day.
func newExtend(env *screen.Env, w round.AwardRow) *screen.FormScreen {
	return screen.NewForm(env, screen.FormScreen{Path: textAwardList + " > " + textExtend, Left: w.Applicant + "  " + textSignBy + " " + w.SignBy.String(), About: textExtendHelp}, kit.FormSpec{
		Draft: "award/extend/" + awardKey(w),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "until", Label: "新期限", Kind: kit.KindDate, Required: true, Hint: "须晚于原期限"},
			{Name: "reason", Label: textReason, Kind: kit.KindLong, Required: true, Limit: 500},
		}}},
		Check: func(f *kit.Form) error {
			if !f.Date("until").After(w.SignBy) {
				return allocation.ErrAwardExtend.On("until").With(w.SignBy.String())
			}
			return nil
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			until := f.Date("until")
			return fmtExtended(until), env.Store.ExtendAward(ctx, by, w.ID, w.Version, until, f.Text("reason"))
		}),
	})
}

func fmtExtended(until civil.Date) string { return "签约期限已延到 " + until.String() }

// Words of headings, labels and keys.
const (
	textAwardList = "分配结果"
	textSignBy    = "签约期限"
	textExtend    = "延长期限"
)

// Lists of lines.
var (
	textAwardsHelp = []string{"Enter 签约；放弃、逾期未签或撤销之后，房源按原批次名次递补给下一户。"}
	textExtendHelp = []string{"写明理由，把签约期限延到更晚的一天。"}
)

func fmtAwards(n int) string { return kit.Count(n) + " 项" }

func fmtNotOffered(s allocation.AwardState) string { return "这项分配" + s.Title() }

func fmtEndLines(w round.AwardRow) []string {
	return []string{
		w.Applicant + " 的 " + shortUnits(w.Units) + "（" + w.Area.String() + " ㎡）放回。",
		"按 " + w.RoundTitle + " 的名次重新计算，适合的下一户即刻递补；没有合适的就放回闲置。",
	}
}

func fmtNobodyNext(deed string) string {
	return "已办理" + deed + "；没有合适的递补，房源已放回"
}

func fmtNext(deed string, names []string) string {
	return "已办理" + deed + "；递补 " + strings.Join(names, "、")
}
