package system

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store/basis"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// catalogues is the part with the lists that the policy names.
type catalogues struct{ tabled[basis.CatalogueEntry] }

var catalogueColumns = []kit.Col[basis.CatalogueEntry]{
	{ID: "kind", Title: textKind, Width: 8, Filter: textKind, Text: func(e basis.CatalogueEntry) string { return kindTitles[e.Kind] }},
	{ID: "code", Title: textCode, Width: 10, Text: func(e basis.CatalogueEntry) string { return e.Code }},
	{ID: "title", Title: textTitle, Width: 20, Flex: true, Text: func(e basis.CatalogueEntry) string { return e.Title }},
	{ID: "clause", Title: textClause, Width: 22, Drop: 2, Text: func(e basis.CatalogueEntry) string { return e.Clause }},
	{ID: "from", Title: textFrom, Width: 10, Drop: 1, Text: func(e basis.CatalogueEntry) string { return e.From.String() }},
	{ID: "to", Title: textTo, Width: 10, Drop: 1, Text: func(e basis.CatalogueEntry) string { return e.To.String() }},
}

func newCatalogues(env *screen.Env) *catalogues {
	p := &catalogues{tabled[basis.CatalogueEntry]{env: env, about: helpCatalogues, unit: "项"}}
	key := func(e basis.CatalogueEntry) string { return string(e.Kind) + " " + e.Code + " " + e.From.String() }
	read := func(ctx context.Context) ([]basis.CatalogueEntry, error) {
		var out []basis.CatalogueEntry
		for _, kind := range basis.CatalogueKinds() {
			entries, err := env.Store.CatalogueEntries(ctx, kind)
			if err != nil {
				return nil, err
			}
			out = append(out, entries...)
		}
		return out, nil
	}
	p.table = kit.NewTable(kit.TableSpec[basis.CatalogueEntry]{
		Cols: catalogueColumns, Key: key, Fetch: kit.Slice(catalogueColumns, key, read),
		Empty: func(string) []string { return []string{textNoneFound} },
	})
	p.detail = p.record
	p.own = func() []kit.Action {
		return []kit.Action{kit.Act(textOpen, func() tea.Cmd { return p.read(textCatalogues) }, "enter").When(p.orNone(""))}
	}
	return p
}

func (p *catalogues) record(w int, e basis.CatalogueEntry) []string {
	to := e.To.String()
	if to == "" {
		to = "现行"
	}
	return kit.Detail(p.env.Theme, w, []kit.Pair{
		{Label: textKind, Value: kindTitles[e.Kind]},
		{Label: textCode, Value: e.Code},
		{Label: textTitle, Value: e.Title, Style: p.env.Theme.Strong},
		{Label: textClause, Value: e.Clause},
		{Label: textFrom, Value: e.From.String()},
		{Label: textTo, Value: to},
	})
}

// Catalogues and backups.
const (
	textKind   = "目录"
	textCode   = "代码"
	textTitle  = "名称"
	textClause = "依据"
	textFrom   = "有效自"
	textTo     = "有效至"
)

var kindTitles = map[basis.CatalogueKind]string{
	basis.KindSector: "行业", basis.KindGroup: "群体", basis.KindMaterial: "材料", basis.KindBenefit: "优惠", basis.KindGround: "退出",
}

var helpCatalogues = []string{
	"行业、群体、材料、优惠、退出情形的目录，每项写明出自哪个文件哪一条。",
}
