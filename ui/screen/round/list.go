package round

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newList is the list of rounds.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[round.RoundRow, round.RoundRow]{
		Title: say.AllocationRound, Views: "round", Sort: to.Sort, Path: say.Allocation, Cols: screen.Cols(round.RoundNoun, env.Today(), listColumns), Filter: to.Filter, Total: fmtRounds, Said: fmtFilter, About: textListHelp,
		ID:     func(r round.RoundRow) int64 { return r.ID },
		Read:   env.Store.RoundList,
		None:   []string{"还没有分配批次。", "按 F2 新建：评审通过、待分配的申请和本区闲置房源自动列入。"},
		NoHits: []string{"没有符合筛选条件的批次。按 Esc 取消筛选，按 F3 改条件"},
		Row: func(th *kit.Theme, w, _ int, r round.RoundRow, _ *round.RoundRow) []string {
			return kit.Detail(th, w, shortPairs(th, r, env.Today()))
		},
		Open: func(r round.RoundRow) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Own: func(round.RoundRow, bool) []kit.Action {
			return []kit.Action{
				kit.Act(textNewRound, func() tea.Cmd { return add(env) }, "f2").When(env.WhyNot(allocation.ActCreateRound)),
				kit.Act(textAwards, func() tea.Cmd { return screen.List(screen.Award, screen.StateFilter(allocation.AwardOffered)) }, "f4"),
			}
		},
	})
}

var listColumns = []kit.Col[round.RoundRow]{
	{ID: "number", Width: 13},
	{ID: "title", Width: 25, Flex: true},
	{ID: "state", Width: 8, Style: func(th *kit.Theme, r round.RoundRow) kit.Style { return stateStyle(th, r.State) }},
	{ID: "applicants", Width: 4, Text: func(r round.RoundRow) string { return kit.CountOrNone(r.Applicants) }},
	{ID: "served", Width: 4, Text: func(r round.RoundRow) string { return kit.CountOrNone(r.Served) }},
	{ID: "units", Width: 4, Drop: 3, Text: func(r round.RoundRow) string { return kit.CountOrNone(r.Units) }},
	{ID: "area_dm2", Width: 9, Drop: 2, Text: func(r round.RoundRow) string { return kit.OrEmpty(r.Area) }},
	{ID: "created", Width: 10, Drop: 1},
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

// shortPairs is a round in short.
func shortPairs(th *kit.Theme, r round.RoundRow, today civil.Date) []kit.Pair {
	pairs := []kit.Pair{
		{Label: r.Title},
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.State)},
		{Label: say.Parameter, Value: fmtParameters(r.District, r.ParameterVersion)},
		{Label: textPool, Value: poolWords(r)},
	}
	if r.LeftOut > 0 {
		pairs = append(pairs, kit.Pair{Label: textLeftOut, Value: r.LeftWhy})
	}
	if r.Units > 0 {
		pairs = append(pairs, kit.Pair{Label: say.Scope, Value: fmtScope(r.Units, r.Applicants)})
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
	return append(pairs, kit.Pair{}, kit.Pair{Label: textNext, Value: stepKeys.Say(r.Next(today))})
}

// add makes a round over all vacant units of the district: of the actor's own, or of the one that is picked.
func add(env *screen.Env) tea.Cmd {
	if own := env.Actor().District; own != "" {
		return addRound(env, own)
	}
	return kit.Pick(kit.PickerSpec{Title: "哪个区的批次", Choices: screen.DistrictChoices()}, func(got []kit.Choice) tea.Cmd {
		return addRound(env, got[0].Key)
	})
}

// addRound asks, makes the draft and opens its page.
func addRound(env *screen.Env, district string) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textNewRound, Lines: fmtNewRound(district), Yes: "新建"}
	return env.AskOpen(spec, false, func(ctx context.Context, by engine.Actor, _ kit.Answer) (screen.Made, error) {
		id, err := env.Store.NewRound(ctx, by, district)
		return screen.Made{Page: newPage(env, id), Done: screen.Done{Text: "已新建批次"}}, err
	})
}

// Words of headings, labels and keys.
const textNewRound = "新建批次"

// Lists of lines.
var textListHelp = []string{
	"一个批次把一批申请和闲置房源放在一起，按 四(三) 和本区参数一次算清。",
	"F2 新建，Enter 打开，F4 看待签约的分配结果。",
	"只有一户时不必开批次：在 房源 或 申请 里按 单户安置。",
}

func fmtRounds(n int) string { return kit.Count(n) + " 个批次" }

func fmtParameters(district string, version int64) string {
	return fmt.Sprintf("%s 参数第 %d 版", district, version)
}

func fmtNewRound(district string) []string {
	return []string{
		district + " 评审通过、待分配的申请和全部闲置房源列入草稿。",
		"草稿不占用房源；锁定之前可以写明理由、不列入其中几套。",
	}
}

func fmtFilter(filter string) string {
	if filter == "" {
		return say.All
	}
	return "筛选: " + filter
}
