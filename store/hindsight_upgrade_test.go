package store_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/mend/mendtest"
)

// TestUpgradePapers: stays that the program of their time asked for no papers are listed once with what they lack, a renewal without
// papers of its own too; one that lacks nothing is not, nor is one that was signed under days for papers.
func TestUpgradePapers四四(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2021-03-15")}
	t.Run("release", func(t *testing.T) {
		enginetest.WithRelease(t, "0030_correction_change.sql")
		s, err := store.Create(folder, basis.Founding{
			Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password,
			Catalogues: basis.Catalogues{Districts: allocation.Districts()},
		}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + oldStay(2, "open", "", 0) + oldStay(3, "ended", "2020-12-01", 0) + oldStay(4, "open", "", 0) + `
				UPDATE parameter SET body = json_remove(body, '$.papers');
				INSERT INTO milestone (tenancy_id, kind, body, number, day) VALUES
					(1, 'notarised', '公证处', '1', '2017-11-20'), (1, 'taxed', '税务局', '2', '2017-11-21'),
					(2, 'notarised', '公证处', '3', '2017-11-20'), (2, 'filed', '区国资办', '4', '2017-11-20'), (2, 'licensed', '市场监管局', '5', '2017-11-21'),
					(2, 'taxed', '税务局', '6', '2017-11-21'),
					(4, 'notarised', '公证处', '7', '2017-11-20'), (4, 'filed', '区国资办', '8', '2017-11-20'), (4, 'licensed', '市场监管局', '9', '2017-11-21'),
					(4, 'taxed', '税务局', '10', '2017-11-21');
				UPDATE contract SET state = 'renewed' WHERE tenancy_id = 4;
				INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day)
					VALUES (4, 'HT-JS-2020-0001', 2, 'running', '2020-11-10', '2020-11-15', '2023-11-15');`)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	o := mendtest.Of(enginetest.Over(s.Store, c))
	o.Verified(t)
	page, err := o.Hindsights(t.Context(), o.As(t, allocation.Admin), engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
	enginetest.OK(t, err)
	var got []string
	for _, r := range page.Rows {
		if strings.Contains(r.Text, "补登") {
			got = append(got, r.Number+" "+r.Clause+" "+r.Text)
		}
	}
	if len(got) != 2 || !strings.HasPrefix(got[0], "RZ-JS-2017-0001 四(四) 签订时程序还没有备案、营业执照的期限") ||
		!strings.HasPrefix(got[1], "RZ-JS-2017-0004 四(四) 合同 HT-JS-2020-0001 于 2020-11-10 续签，当时没有另行公证、备案") {
		t.Errorf("%q", got)
	}
}
