package store_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// hasDistricts compares the rows of the districts with the policy; behind them stands the city.
func hasDistricts(t *testing.T, q engine.Querier) {
	t.Helper()
	got, err := engine.All(t.Context(), q, engine.ScanOne[string],
		`SELECT code || ' ' || name || ' ' || short || ' ' || clause || ' ' || valid_from || coalesce(valid_to, '') FROM district ORDER BY place`)
	enginetest.OK(t, err)
	var want []string
	city := allocation.District{Code: allocation.CityCode, Short: allocation.CityOffice, Source: allocation.Districts()[0].Source}
	for _, d := range append(allocation.Districts(), city) {
		want = append(want, fmt.Sprintf("%s %s %s %s %s%s", d.Code, d.Name, d.Short, d.Source.Cite(), d.Source.From, d.Source.To))
	}
	if !slices.Equal(got, want) {
		t.Errorf("districts\n%q, want\n%q", got, want)
	}
}

// TestUpgradeDistrictsAndGrounds: a data folder of before has the districts as rows, its grounds say what the program decides by,
// its premises and exits are what they were, and all of it agrees with the log.
func TestUpgradeDistrictsAndGrounds(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2017-12-20")}
	t.Run("release", func(t *testing.T) {
		enginetest.WithRelease(t, "0020_billed.sql")
		s, err := store.Create(folder, basis.Founding{
			Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password, Catalogues: basis.Catalogues{Grounds: leave.ExitGrounds()},
		}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "leaving", "", 0) + `
				INSERT INTO exit (id, tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, settled_open_fen)
					VALUES (3, 1, 'approved', 5, 0, 0, '某', '某', '某局', '2017-12-01', '2017-12-01', 1, 17);
				UPDATE catalogue SET body = json_remove(body, '$.AtExpiry', '$.OnFailure', '$.ByDistrict', '$.Kinds', '$.Heard') WHERE kind = 'ground';
				UPDATE catalogue SET body = json_set(body, '$.StopsWaiver', json('true')) WHERE kind = 'ground' AND code = '1'`)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	o := enginetest.Over(s.Store, c)
	o.Verified(t)
	hasDistricts(t, s.Read)
	grounds, err := s.ExitGrounds(t.Context(), c.Day)
	if err != nil || !reflect.DeepEqual(grounds, leave.ExitGrounds()) {
		t.Errorf("grounds: %+v %v", grounds, err)
	}
	x, err := s.Exit(t.Context(), o.As(t, allocation.Manager), 3)
	if err != nil || x.Ground.Number != 5 || x.State != leave.ExitApproved || x.SettledOpen != 17 {
		t.Errorf("exit: %+v %v", x.Exit, err)
	}
	u, err := s.UnitByNumber(t.Context(), engine.Actor{}, "JS-NSQ-01-2-01")
	if err != nil || u.ID != 1 || u.Area != 10000 || u.Version != 1 {
		t.Errorf("unit: %+v %v", u, err)
	}
	_, err = s.Writer.Exec(`UPDATE unit SET district = '某区'`)
	if err == nil {
		t.Error("a unit stands in a district that there is not")
	}
}
