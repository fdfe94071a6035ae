package stay_test

import (
	"io/fs"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/schema"
	"penggai/store/stay/staytest"
)

// The upgrade lists the stays that were decided otherwise than the rules of today would, rewrites nothing, and each is looked at once.
func TestHindsightOfAnUpgrade(t *testing.T) {
	o := staytest.New(t, 3)
	admin := o.As(t, allocation.Admin)
	early := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	late := o.Opened(t, o.Contracted(t, 2, "JS-NSQ-01-1-02"))
	o.Contracted(t, 3, "JS-NSQ-01-1-03")
	o.Clock.Day = enginetest.Day("2024-05-20")
	o.RenewedNow(t, early)
	o.RenewedNow(t, late)
	file, err := fs.ReadFile(schema.Migrations, "migrations/0050_hindsight.sql")
	ok(t, err)
	_, inserts, _ := strings.Cut(string(file), "CREATE INDEX")
	_, inserts, _ = strings.Cut(inserts, ";")
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActUpgrade, func(x *engine.Tx) error {
		for _, query := range append([]string{ // as an office of before kept them
			`UPDATE contract SET decision = '' WHERE term = 2`,
			`UPDATE contract SET signed_day = '2022-01-05' WHERE term = 2 AND tenancy_id = 1`,
			`UPDATE contract SET gap_kept = '升级以前的续签，按当时的算法办理' WHERE term = 2 AND tenancy_id = 2`,
			`UPDATE party SET phone = (SELECT phone FROM party WHERE applicant_id = (SELECT applicant_id FROM tenancy WHERE id = 1) AND part = 'self')
				WHERE part = 'self' AND applicant_id = (SELECT applicant_id FROM tenancy WHERE id = 3)`,
		}, strings.Split(inserts, ";\n")...) {
			if strings.TrimSpace(query) == "" {
				continue
			}
			if err := x.Exec(query); err != nil {
				return err
			}
		}
		return nil
	}))
	page, err := o.Hindsights(t.Context(), admin, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
	ok(t, err)
	var got []string
	for _, r := range page.Rows {
		got = append(got, r.Number[len(r.Number)-1:]+" "+r.Clause)
	}
	if strings.Join(got, ", ") != "1 四(四), 2 一, 3 五(一)" {
		t.Fatalf("%q", got)
	}
	refused(t, "the clerk", o.SeeHindsight(t.Context(), o.As(t, allocation.Manager), page.Rows[0].ID), engine.ErrNotAllowed)
	ok(t, o.SeeHindsight(t.Context(), admin, page.Rows[0].ID))
	refused(t, "twice", o.SeeHindsight(t.Context(), admin, page.Rows[0].ID), engine.ErrStale)
	for filter, want := range map[string]int{"状态:待阅": 2, "状态:已阅": 1, "wm": 3} {
		if p, err := o.Hindsights(t.Context(), admin, engine.ListQuery{Filter: filter}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	if d := o.StayOf(t, late.ID); d.Contract.GapKept == "" {
		t.Error("the past was rewritten")
	}
	o.Verified(t)
}
