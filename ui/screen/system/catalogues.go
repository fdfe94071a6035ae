package system

import (
	"cmp"
	"context"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var catalogueColumns = []kit.Col[basis.CatalogueEntry]{
	{ID: "kind", Width: 8, Filter: "kind"},
	{ID: "code", Width: 10},
	{ID: "title", Width: 20, Flex: true},
	{ID: "clause", Width: 22, Drop: 2},
	{ID: "from", Width: 10, Drop: 1},
	{ID: "to", Width: 10, Drop: 1},
}

// newCatalogues is the part with the lists that the policy names.
func newCatalogues(env *screen.Env) part {
	return list(env, "项", catalogueRecord, screen.ListSpec[basis.CatalogueEntry, basis.CatalogueEntry]{
		Cols: screen.Cols(basis.CatalogueNoun, env.Today(), catalogueColumns), About: helpCatalogues,
		Key: func(e basis.CatalogueEntry) string { return string(e.Kind) + " " + e.Code + " " + e.From.String() },
		Short: func(ctx context.Context, _ engine.Actor) (out []basis.CatalogueEntry, err error) {
			for _, kind := range basis.CatalogueKinds() {
				entries, err := env.Store.CatalogueEntries(ctx, kind)
				if err != nil {
					return nil, err
				}
				out = append(out, entries...)
			}
			return out, nil
		},
		Own: func(e basis.CatalogueEntry, ok bool) []kit.Action {
			why := whyNotEdit(e)
			return []kit.Action{
				partAction(env, textCatalogues, catalogueRecord, e, ok),
				kit.Act(textNewEntry, func() tea.Cmd { return addEntry(env) }, "f2", "n").When(env.WhyNot(allocation.ActProposeRule)),
				kit.Act(textEditEntry, screen.Shows(env, editEntry, e), "f9").When(screen.NoRow(ok)).When(why).When(env.WhyNot(allocation.ActProposeRule)),
				kit.Act(textEndEntry, screen.Shows(env, endEntry, e), "f8").When(screen.NoRow(ok)).When(why).When(env.WhyNot(allocation.ActProposeRule)),
			}
		},
	})
}

func catalogueRecord(th *kit.Theme, w int, e basis.CatalogueEntry) []string {
	pairs := screen.Pairs(basis.CatalogueNoun, civil.Date{}, e, "kind", "code", "title", "clause", "from", "to")
	pairs[2].Style, pairs[5].Value = th.Strong, cmp.Or(pairs[5].Value, "现行")
	if own, err := bylaw.ReadEntry(bylaw.ProposalKind(e.Kind), e.Body); err == nil {
		pairs = append(append(pairs, kit.Pair{}), entryPairs(own)...)
	}
	return kit.Detail(th, w, pairs)
}

// entryPairs are what an entry says besides its name and clause.
func entryPairs(e bylaw.Entry) []kit.Pair {
	var out []kit.Pair
	for _, l := range e.Lines()[1:] {
		out = append(out, kit.Pair{Label: l.Label, Value: cmp.Or(l.Value, say.None)})
	}
	return out
}

var helpCatalogues = []string{
	"行业、群体、材料、优惠、机关、不予理由和退出情形的目录，每项写明出自哪个文件哪一条。",
	"F2 新增，F9 修改，F8 终止：都先拟定，由分管领导在 拟定 里批准，从生效日期起用。退出情形由四(五)写定，不能改。",
}
