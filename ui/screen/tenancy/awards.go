package tenancy

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newAwards is the list of awards that wait for a contract, the one whose sign-by day comes first at the top.
func newAwards(env *screen.Env, to screen.Go) screen.Screen {
	cols := []kit.Col[round.AwardRow]{
		{ID: "number", Title: textApplication, Width: 11},
		{ID: "applicant", Title: textTenant, Width: 14, Flex: true},
		{ID: "unit", Title: textUnit, Width: 16, Flex: true},
		{ID: "area_dm2", Width: 9, Drop: 2},
		{ID: "round", Width: 16, Flex: true, Drop: 3},
		{ID: "sign_by", Width: 10, Style: func(th *kit.Theme, w round.AwardRow) kit.Style {
			if env.Today().After(w.SignBy) {
				return th.Bad
			}
			return kit.Style{}
		}},
	}
	return screen.NewList(env, screen.ListSpec[round.AwardRow, round.AwardRow]{
		Path: textTenancies + " > " + textToSign, Bare: true, Cols: screen.Cols(round.AwardNoun, env.Today(), cols), Filter: to.Filter, Total: fmtCount, About: helpAwards,
		ID: func(w round.AwardRow) int64 { return w.ID },
		Read: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[round.AwardRow], error) {
			q.Filter = strings.TrimSpace(screen.StateFilter(allocation.AwardOffered) + " " + q.Filter)
			return env.Store.AwardList(ctx, by, q)
		},
		Said:   func(string) string { return "已分配、待签合同的，期限近的在前" },
		None:   textNoAwards,
		NoHits: textNoAwards,
		Own: func(w round.AwardRow, ok bool) []kit.Action {
			sign := kit.Act(textSign, screen.Shows(env, newSign, w.ID), "enter", "f5")
			return []kit.Action{sign.When(env.WhyNot(allocation.ActSignContract)).When(screen.NoRow(ok))}
		},
	})
}

var textNoAwards = []string{"没有待签约的分配结果。", "批次确认或单户安置以后，分配结果在这里等待签约。"}

var helpAwards = []string{
	"这里是已分配、还没签合同的。Enter 签合同；签约期限已过的显示为红色，先由分管领导延期或按逾期处理。",
}
