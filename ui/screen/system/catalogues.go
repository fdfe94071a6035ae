package system

import (
	"context"

	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var catalogueColumns = []kit.Col[basis.CatalogueEntry]{
	{ID: "kind", Title: textKind, Width: 8, Filter: textKind, Text: func(e basis.CatalogueEntry) string { return kindTitles[e.Kind] }},
	{ID: "code", Title: textCode, Width: 10, Text: func(e basis.CatalogueEntry) string { return e.Code }},
	{ID: "title", Title: textTitle, Width: 20, Flex: true, Text: func(e basis.CatalogueEntry) string { return e.Title }},
	{ID: "clause", Title: textClause, Width: 22, Drop: 2, Text: func(e basis.CatalogueEntry) string { return e.Clause }},
	{ID: "from", Title: textFrom, Width: 10, Drop: 1, Text: func(e basis.CatalogueEntry) string { return e.From.String() }},
	{ID: "to", Title: textTo, Width: 10, Drop: 1, Text: func(e basis.CatalogueEntry) string { return e.To.String() }},
}

// newCatalogues is the part with the lists that the policy names.
func newCatalogues(env *screen.Env) part {
	return list(env, "项", catalogueRecord, screen.ListSpec[basis.CatalogueEntry, basis.CatalogueEntry]{
		Cols: catalogueColumns, About: helpCatalogues,
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
			return []kit.Action{reading(env, textCatalogues, catalogueRecord, e, ok)}
		},
	})
}

func catalogueRecord(th *kit.Theme, w int, e basis.CatalogueEntry) []string {
	to := e.To.String()
	if to == "" {
		to = "现行"
	}
	return kit.Detail(th, w, []kit.Pair{
		{Label: textKind, Value: kindTitles[e.Kind]},
		{Label: textCode, Value: e.Code},
		{Label: textTitle, Value: e.Title, Style: th.Strong},
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
