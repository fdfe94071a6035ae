package stay_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

func TestContractsOfAllTerms(t *testing.T) {
	o := staytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2024-03-20")
	if p, err := o.Contracts(t.Context(), by, engine.ListQuery{Filter: "state:holdover"}); err != nil || p.Total != 1 || p.Rows[0].FullTime != 9 || p.Rows[0].PartTime != 2 {
		t.Errorf("%+v %v", p, err)
	}
	o.RenewedNow(t, d)
	for filter, want := range map[string]int{"": 2, "状态:已续签": 1, "state:running": 1, "wm": 2, "HT-JS-2024": 1, "RZ-JS": 2, "到期:2027": 1, "房源:NSQ-01": 2, "区:岭东": 0, "state:void": 0} {
		if p, err := o.Contracts(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range stay.ContractNoun.Sorts {
		if _, err := o.Contracts(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
}
