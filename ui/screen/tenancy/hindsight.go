package tenancy

import (
	"context"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newHindsights is the list of stays of which a later rule would have decided otherwise.
func newHindsights(env *screen.Env, to screen.Go) screen.Screen {
	cols := []kit.Col[stay.HindsightRow]{
		{ID: "number", Width: 15},
		{ID: "applicant", Title: textTenant, Width: 8, Drop: 1},
		{ID: "clause", Width: 8},
		{ID: "text", Width: 30, Flex: true},
		{ID: "state", Width: 4},
	}
	return screen.NewList(env, screen.ListSpec[stay.HindsightRow, stay.HindsightRow]{
		Path: textTenancies + " > 规则核对", Bare: true, Cols: screen.Cols(stay.HindsightNoun, env.Today(), cols), Filter: to.Filter, Total: fmtCount, About: helpHindsight,
		ID:     func(r stay.HindsightRow) int64 { return r.ID },
		Read:   env.Store.Hindsights,
		Said:   func(string) string { return "现在的规则会作出不同决定的入驻；过去的一概不改" },
		None:   textNoHindsight,
		NoHits: textNoHindsight,
		Own: func(r stay.HindsightRow, ok bool) []kit.Action {
			seen := ""
			if !r.Seen.IsZero() {
				seen = r.Seen.String() + " 已阅"
			}
			return []kit.Action{
				kit.Act(say.Open, func() tea.Cmd { return screen.Open(screen.Tenancy, r.Tenancy) }, "enter").When(screen.NoRow(ok)),
				kit.Act("已阅", func() tea.Cmd { return seeHindsight(env, r) }, "f5").When(seen).When(env.WhyNot(allocation.ActSeeHindsight)).When(screen.NoRow(ok)),
			}
		},
	})
}

// seeHindsight shows it in full and notes that it was looked at.
func seeHindsight(env *screen.Env, r stay.HindsightRow) tea.Cmd {
	spec := kit.ConfirmSpec{Title: "规则核对", Lines: []string{r.Number + " " + r.Name + "  " + r.Clause, r.Text + "。"}, Yes: "已阅"}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		return "已记为已阅", env.Store.SeeHindsight(ctx, by, r.ID)
	})
}

var textNoHindsight = []string{"没有要核对的入驻。"}

var helpHindsight = []string{
	"升级时列出的入驻：按现在的规则会作出不同的决定。当时的办理一概不改，看过按 F5 记为已阅，就不再提醒。",
	"要改的按现在的办法办：空档期减免在入驻页按 g，账单由差额账单找补。",
}
