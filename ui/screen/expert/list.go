package expert

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// New is the screen of the list.
func New(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[intake.ExpertRow, intake.ExpertRow]{
		Title: textExperts, Views: "expert", Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Total: fmtCount, About: helpList,
		ID:   func(r intake.ExpertRow) int64 { return r.ID },
		Read: env.Store.Experts,
		None: []string{"名册上还没有评审人。", "按 F2 列入；评审组只能从名册选人。"},
		Own: func(r intake.ExpertRow, ok bool) []kit.Action {
			off := kit.Act("移出名册", func() tea.Cmd { return unlist(env, r) }, "f8").When(env.WhyNot(allocation.ActListExpert))
			switch {
			case !ok:
				off = off.When(screen.NoRow(ok))
			case !r.Listed(env.Today()):
				off = off.When("已不在名册上")
			}
			return []kit.Action{
				kit.Act(textList, func() tea.Cmd {
					return env.Begin(textList, draftNew, func(key string) screen.Screen { return newForm(env, key) })
				}, "f2", "n").When(env.WhyNot(allocation.ActListExpert)), off,
			}
		},
	})
}

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[intake.ExpertRow] {
	return screen.Cols(intake.ExpertNoun, today, []kit.Col[intake.ExpertRow]{
		{ID: "name", Width: 14, Flex: true},
		{ID: "body", Width: 20, Flex: true},
		{ID: "district", Width: 8, Drop: 1},
		{ID: "from", Width: 10, Drop: 2},
		{ID: "to", Width: 10},
		{ID: "seats", Width: 8},
	})
}

// draftNew begins the keys of its drafts.
const draftNew = "expert/new"

// newForm puts somebody on the list; draft is the key of its draft.
func newForm(env *screen.Env, draft string) screen.Screen {
	fields := []kit.Field{
		{Name: "name", Label: intake.ExpertNoun.Word("name"), Required: true, Limit: 50},
		{Name: "body", Label: intake.ExpertNoun.Word("body"), Required: true, Limit: 100, Hint: "从哪里来：部门、学校、企业"},
	}
	if env.Actor().District == "" {
		fields = append([]kit.Field{{Name: "district", Label: intake.ExpertNoun.Word("district"), Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Required: true}}, fields...)
	}
	return screen.NewForm(env, screen.FormScreen{Path: textList, Left: "从今天起列入；Ctrl+S 保存", About: helpList}, kit.FormSpec{
		Draft: draft, Sections: []kit.Section{{Fields: fields}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			x := allocation.Expert{District: f.Text("district"), Name: f.Text("name"), Body: f.Text("body")}
			_, err := env.Store.ListExpert(ctx, by, x)
			return "已列入 " + x.Name, err
		}),
	})
}

// unlist asks why somebody goes off the list.
func unlist(env *screen.Env, r intake.ExpertRow) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: "移出名册", Lines: []string{r.Name + "（" + r.Body + "）从今天起不再参加评审；以前的评审不变。"}, Yes: "移出", Reason: kit.ReasonRequired,
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "已移出 " + r.Name, env.Store.UnlistExpert(ctx, by, r.ID, r.Version, reason)
	})
}

const (
	textExperts = "评审人名册"
	textList    = "列入评审人"
)

var helpList = []string{
	"这里是论证评审（四(二)）的评审人名册，评审组只能从名册选人。",
	"F2 列入，F8 移出；移出以后以前的评审不变，再列入即可恢复。",
	"每次评审，评审人先申明有没有利害关系，有的回避。",
}

func fmtCount(n int) string { return kit.Count(n) + " 名" }
