package system

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// catalogues is the part with the lists that the policy names.
type catalogues struct{ tabled[store.CatalogueEntry] }

var catalogueColumns = []kit.Col[store.CatalogueEntry]{
	{ID: "kind", Title: textKind, Width: 8, Filter: textKind, Text: func(e store.CatalogueEntry) string { return kindTitles[e.Kind] }},
	{ID: "code", Title: textCode, Width: 10, Text: func(e store.CatalogueEntry) string { return e.Code }},
	{ID: "title", Title: textTitle, Width: 20, Flex: true, Text: func(e store.CatalogueEntry) string { return e.Title }},
	{ID: "clause", Title: textClause, Width: 22, Drop: 2, Text: func(e store.CatalogueEntry) string { return e.Clause }},
	{ID: "from", Title: textFrom, Width: 10, Drop: 1, Text: func(e store.CatalogueEntry) string { return e.From.String() }},
	{ID: "to", Title: textTo, Width: 10, Drop: 1, Text: func(e store.CatalogueEntry) string { return e.To.String() }},
}

func newCatalogues(env *screen.Env) *catalogues {
	p := &catalogues{tabled[store.CatalogueEntry]{env: env, about: helpCatalogues, unit: textEntries}}
	key := func(e store.CatalogueEntry) string { return string(e.Kind) + " " + e.Code + " " + e.From.String() }
	read := func(ctx context.Context) ([]store.CatalogueEntry, error) {
		var out []store.CatalogueEntry
		for _, kind := range store.CatalogueKinds() {
			entries, err := env.Store.CatalogueEntries(ctx, kind)
			if err != nil {
				return nil, err
			}
			out = append(out, entries...)
		}
		return out, nil
	}
	p.table = kit.NewTable(kit.TableSpec[store.CatalogueEntry]{
		Cols: catalogueColumns, Key: key, Fetch: kit.Slice(catalogueColumns, key, read),
		Empty: func(string) []string { return []string{textNoneFound} },
	})
	p.detail = p.record
	p.own = func() []kit.Action {
		return []kit.Action{kit.Act(textOpen, func() tea.Cmd { return p.read(textCatalogues) }, "enter").When(p.orNone(""))}
	}
	return p
}

func (p *catalogues) record(w int, e store.CatalogueEntry) []string {
	to := e.To.String()
	if to == "" {
		to = textInForce
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
