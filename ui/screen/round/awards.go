package round

import (
	"context"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

func awardKey(w round.AwardRow) string { return strconv.FormatInt(w.ID, 10) }

// roundAwards are the columns of the awards of one round: their rank in the place of the round.
func roundAwards(env *screen.Env) []kit.Col[round.AwardRow] {
	cols := screen.Cols(round.AwardNoun, env.Today(), awardColumns)
	cols[0] = kit.Col[round.AwardRow]{Title: textRank, Width: 4, Right: true, Text: func(w round.AwardRow) string { return strconv.Itoa(w.Rank) }}
	return cols
}

// awardColumns are those of the awards of all rounds.
var awardColumns = []kit.Col[round.AwardRow]{
	{ID: "round", Width: 24, Flex: true, Drop: 2},
	{ID: "applicant", Width: 14, Flex: true},
	{ID: "number", Width: 11, Drop: 3},
	{ID: "unit", Width: 17, Text: func(w round.AwardRow) string { return shortUnits(w.Units) }},
	{ID: "area_dm2", Width: 8},
	{ID: "sign_by", Width: 10},
	{ID: "origin", Width: 6, Drop: 1},
	{ID: "state", Width: 8, Style: func(th *kit.Theme, w round.AwardRow) kit.Style {
		switch w.State {
		case allocation.AwardOffered:
			return th.Warn
		case allocation.AwardContracted:
			return th.Good
		}
		return th.Muted
	}},
}

// newAwards is the list of awards of all rounds.
func newAwards(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[round.AwardRow, round.AwardRow]{
		Title: textAwardList, Views: "award", Sort: to.Sort, Cols: screen.Cols(round.AwardNoun, env.Today(), awardColumns), Filter: to.Filter, Find: to.ID, Total: fmtAwards, Said: fmtFilter, About: textAwardsHelp,
		ID:     func(w round.AwardRow) int64 { return w.ID },
		Read:   env.Store.AwardList,
		None:   []string{"还没有分配结果。批次确认或单户安置之后，待签约的主体列在这里"},
		NoHits: []string{textNothingFound},
		Many: func(rows []round.AwardRow, clear func()) []kit.Action {
			item := func(id func(round.AwardRow) int64) func(round.AwardRow) many.Item {
				return func(w round.AwardRow) many.Item { return many.Item{ID: id(w), Number: w.Number, Name: w.Applicant} }
			}
			return []kit.Action{many.Print(env, clear,
				many.Of(allocation.NounAward, "户", rows, item(func(w round.AwardRow) int64 { return w.ID })),
				many.Of(allocation.NounApplication, "份", rows, item(func(w round.AwardRow) int64 { return w.Application })))}
		},
		Own: func(w round.AwardRow, ok bool) []kit.Action {
			return append(awardActions(env, w, ok),
				kit.Act(textRound, screen.Shows(env, newPage, w.Round), "f4").When(screen.NoRow(ok)),
				// the contract of the award, to be printed for the signing
				kit.Act("打印合同", func() tea.Cmd { return screen.Open(screen.PrintAward, w.ID) }, "ctrl+p").When(screen.NoRow(ok)))
		},
		More: func(w round.AwardRow, ok bool) []kit.Action {
			if !ok {
				return nil
			}
			return screen.NoteActions(env, allocation.NounAward, w.ID)
		},
	})
}

// awardActions are what can become of the award under the cursor.
func awardActions(env *screen.Env, w round.AwardRow, ok bool) []kit.Action {
	why := screen.NoRow(ok)
	if why == "" && w.State != allocation.AwardOffered {
		why = fmtNotOffered(w.State)
	}
	return []kit.Action{
		kit.Act(say.Signing, func() tea.Cmd { return screen.Open(screen.TenancySign, w.ID) }, "enter").When(why).When(env.WhyNot(allocation.ActSignContract)),
		kit.Act("放弃或延期", func() tea.Cmd { return pickEnd(env, w) }, "ctrl+x").When(why),
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
	textAwardList = say.Award
	textSignBy    = say.SignBy
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
