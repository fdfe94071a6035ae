package store_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// oldStays are three stays as the first release wrote them: a running one, one that lives on water, one that has ended.
const oldStays = `
INSERT INTO unit (id, number, district, community, building, floor, bay, area_dm2, tags, state, sample)
	VALUES (1, 'JS-NSQ-01-2-01', '尖山区', '南市区', '1号楼', 2, 1, 10000, '', 'occupied', 0);
INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES (1, '2017-08-05', 10000, '台账');
INSERT INTO applicant (id, district, kind, name, initials, head, address, address_key, residence, fixed_residence, fixed_assets, created_day, created_by)
	VALUES (1, '尖山区', 'person', '王示例', 'wsl', '', '', '', 'local', '', '', '2017-09-01', 0);
INSERT INTO round (id, number, title, district, state, parameter_id, created_day, created_by)
	VALUES (1, 'JS-2017-01', '尖山区 2017 年第 1 批次', '尖山区', 'noticed', (SELECT min(id) FROM parameter), '2017-09-01', 0);
INSERT INTO round_input (id, round_id, position, instance, sha256, reason, day, account_id)
	VALUES (1, 1, 1, '{}', '0000000000000000000000000000000000000000000000000000000000000000', '', '2017-09-01', 0);
INSERT INTO run (id, round_id, position, kind, input_id, parameter_id, instance, result, digest, proved, applicants, served, jobs_millis, area_dm2,
	units, units_left, day, at, account_id) VALUES (1, 1, 1, 'first', 1, (SELECT min(id) FROM parameter), '{}', '{}',
	'0000000000000000000000000000000000000000000000000000000000000000', 1, 3, 3, 0, 0, 0, 0, '2017-09-01', '', 0);
INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES (1, 'tenancy', 1, '2017-11-15');
INSERT INTO price (id, district, community, fee, year, fen, document, document_day, payee, version)
	VALUES (7, '尖山区', '', 'rent', 2017, 2000, '价 1 号', '2017-08-05', '财政局', 3);
INSERT INTO heating_season (id, district, community, season, from_day, to_day, fen, document, document_day, payee)
	VALUES (5, '尖山区', '', 2017, '2017-10-20', '2018-04-21', 4300, '价 2 号', '2017-08-05', '热力公司');
INSERT INTO catalogue (kind, code, title, clause, valid_from, place, body)
	VALUES ('benefit', 'training', '免费技能培训', '五(五)', '2017-08-05', 1, '{"Code":"training","Name":"免费技能培训"}');`

// oldStay is one of them.
func oldStay(id int, state, ended string, water int) string {
	return fmt.Sprintf(`
INSERT INTO application (id, number, district, applicant_id, state, project, initials, description, sector, sector_text, sector_reason, water_intensive,
	moving, policy_claimed, policy_document, wanted_min, wanted_max, only_listed, max_units, state_day, created_day, created_by)
	VALUES (%[1]d, 'JS2017000%[1]d', '尖山区', 1, 'contracted', '家政', 'jz', '', '', '', '', %[4]d, 0, 0, '', 0, 0, 0, 1, '2017-11-15', '2017-09-01', 0);
INSERT INTO award (id, round_id, run_id, application_id, state, rank, weight_millis, target_dm2, area_dm2, offered_day, sign_by)
	VALUES (%[1]d, 1, 1, %[1]d, 'contracted', %[1]d, 0, 0, 0, '2017-11-10', '2017-11-25');
INSERT INTO tenancy (id, number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, handed_day, ended_day, water_intensive, state_day)
	VALUES (%[1]d, 'RZ-JS-2017-000%[1]d', '尖山区', 1, %[1]d, %[1]d, '%[2]s', '2017-11-15', '2017-11-15', '2017-11-20', nullif('%[3]s', ''), %[4]d, '2017-11-15');
INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day)
	VALUES (%[1]d, 'HT-JS-2017-000%[1]d', 1, 'running', '2017-11-15', '2017-11-15', '2020-11-15');`, id, state, ended, water)
}

// oldReadings are those of a meter that was changed, the second time without a word.
const oldReadings = `
INSERT INTO reading (tenancy_id, unit_id, day, litres, reason) VALUES (1, 1, '2017-11-20', 12000, ''), (1, 1, '2017-12-01', 3000, '换表'),
	(1, 1, '2017-12-10', 4000, ''), (1, 1, '2017-12-18', 1000, '');`

// TestUpgradeKeepsWhatWasSpared: a data folder of the first release, whose stays were spared by themselves, keeps every fen of
// its schedules; the waivers are benefits now, in the log like everything else, and prices keep their ids and versions.
func TestUpgradeKeepsWhatWasSpared(t *testing.T) {
	folder := t.TempDir()
	today := func() civil.Date { return enginetest.Day("2017-12-20") }
	t.Run("first release", func(t *testing.T) {
		enginetest.WithRelease(t, "0006_report.sql")
		s, err := store.Create(folder, basis.Founding{Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password}, engine.Options{Today: today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + oldStay(2, "handed", "", 1) + oldStay(3, "ended", "2017-12-10", 0) + oldReadings)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: today})
	enginetest.OK(t, err)
	defer func() { enginetest.OK(t, s.Close()) }()
	by := engine.Actor{Role: allocation.Auditor}
	for tenancy, want := range map[int64]string{
		1: "rent:rent:granted water:water:granted heating_property:property,heating:granted",
		2: "rent:rent:granted heating_property:property,heating:granted",
		3: "rent:rent:ended water:water:ended heating_property:property,heating:ended",
	} {
		rows, err := s.Benefits(t.Context(), by, tenancy)
		enginetest.OK(t, err)
		var got []string
		for _, r := range rows {
			var fees []string
			for _, f := range r.Waives {
				fees = append(fees, string(f))
			}
			got = append(got, r.Kind+":"+strings.Join(fees, ",")+":"+string(r.State))
			if r.Start != enginetest.Day("2017-11-15") || r.Decision != "由旧版数据转入" || r.Body != "尖山区政府" || r.Ended.IsZero() != (tenancy != 3) || r.WithTenancy != (tenancy == 3) {
				t.Errorf("tenancy %d: %+v", tenancy, r.Benefit)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("tenancy %d: %v, want %s", tenancy, got, want)
		}
	}
	f, err := s.FeeSchedule(t.Context(), by, 1, enginetest.Day("2018-01-01"))
	enginetest.OK(t, err)
	if got := f.Schedule.Sum(); got.Payable != 0 || got.Market != 306_667+37_596+72_842 { // 100 ㎡ × 20 × (16/30 + 1); × 43 × 16/183 and × 31/183
		t.Errorf("schedule of the running stay: %v", got)
	}
	var used []int64 // a reading that fell was a new meter that had begun at nought, and stays one
	for _, l := range f.Schedule.Lines {
		if l.Fee == charge.FeeWater {
			used = append(used, l.Litres)
		}
	}
	if fmt.Sprint(used) != "[3000 1000 1000]" {
		t.Errorf("water: %v", used)
	}
	p, err := s.Price(t.Context(), by, 7)
	if err != nil || p.Version != 3 || p.Floor != "" || p.Fen != 2000 {
		t.Errorf("price: %+v %v", p, err)
	}
	seasons, err := s.Prices(t.Context(), by, engine.ListQuery{Filter: "费用:供热费"})
	enginetest.OK(t, err)
	if p := seasons.Rows[0]; seasons.Total != 1 || p.Payee != "热力公司" || p.Fee != charge.FeeHeating || !p.From.Before(p.To) {
		t.Errorf("seasons: %+v", seasons.Rows)
	}
	kinds, err := s.BenefitKinds(t.Context(), today())
	if err != nil || len(kinds) != 1 || !kinds[0].Repeats {
		t.Errorf("kinds: %+v %v", kinds, err)
	}
	report, err := s.Verify(t.Context(), nil)
	enginetest.OK(t, err)
	for _, l := range report.Lines {
		if !l.OK {
			t.Errorf("verify: %s", l.Text)
		}
	}
	if _, err := s.Writer.ExecContext(t.Context(), `UPDATE price SET floor = '3' WHERE id = 7`); err != nil {
		t.Fatal(err)
	}
	if report, err = s.Verify(t.Context(), nil); err != nil || report.OK() {
		t.Errorf("a floor changed behind the log is not seen: %v", err)
	}
}
