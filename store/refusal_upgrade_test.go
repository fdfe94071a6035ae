package store_test

import (
	"reflect"
	"testing"

	"penggai/allocation"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
)

// TestUpgradeReasons: an office that has been founded gets the reasons that a new one is founded with; what it refused before stays as
// it was written.
func TestUpgradeReasons(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2017-12-20")}
	t.Run("release", func(t *testing.T) {
		enginetest.WithRelease(t, "0053_relief.sql")
		s, err := store.Create(folder, basis.Founding{
			Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password, Catalogues: basis.Catalogues{Districts: allocation.Districts()},
		}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(`INSERT INTO applicant (id, district, kind, name, initials, head, address, address_key, residence, fixed_residence, fixed_assets, created_day, created_by)
				VALUES (1, '尖山区', 'person', '王示例', 'wsl', '', '', '', 'local', '', '', '2017-09-01', 0);
			INSERT INTO application (id, number, district, applicant_id, state, project, initials, description, sector, sector_text, sector_reason, water_intensive,
				moving, policy_claimed, policy_document, wanted_min, wanted_max, only_listed, max_units, decision, state_day, created_day, created_by)
				VALUES (1, 'JS20170001', '尖山区', 1, 'rejected', '家政', 'jz', '', '', '', '', 0, 0, 0, '', 0, 0, 0, 1, '不同意', '2017-11-15', '2017-09-01', 0)`)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	got, err := basis.Reasons(t.Context(), s.Read)
	if want := seed.Reasons(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	if d, err := intake.ReadApplication(t.Context(), s.Read, 1); err != nil || d.Decision != "不同意" {
		t.Errorf("what was refused: %q %v", d.Decision, err)
	}
}
