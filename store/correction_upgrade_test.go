package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestUpgradeKeepsFormerCorrections: what was corrected at once before corrections of people were proposed stands in the one list
// as confirmed, one correction for what was saved together, and the data still agree with their log.
func TestUpgradeKeepsFormerCorrections(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2017-12-20")}
	t.Run("before", func(t *testing.T) {
		enginetest.WithRelease(t, "0020_billed.sql")
		s, err := store.Create(folder, basis.Founding{Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + `
				INSERT INTO correction (number, district, state, noun, noun_id, part, part_id, field, subject, row_title, old, new, reason, document, proposed_day, proposed_by)
					VALUES ('GZ-JS-2017-0001', '尖山区', 'proposed', 'tenancy', 1, 'tenancy', 1, 'opened_day', 'RZ-JS-2017-0001 王示例', '', '2017-11-21', '2017-11-22', '录错', '', '2017-12-01', 1);
				INSERT INTO application_correction (noun, noun_id, field, old, new, reason, document, day, account) VALUES
					('application', 1, '项目名称', '家政服务', '家政', '笔误', '说明 1 号', '2017-10-01', 1),
					('applicant', 1, '联系电话', '138****0001', '138****0001', '换号', '', '2017-10-02', 1),
					('application', 1, '最多套数', '1', '2', '笔误', '说明 1 号', '2017-10-01', 1);`)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	o := enginetest.Over(s.Store, c)
	o.Verified(t)
	page, err := s.Corrections(t.Context(), o.As(t, allocation.Auditor), engine.ListQuery{})
	enginetest.OK(t, err)
	var got []string
	for _, r := range page.Rows {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s %s", r.Number, r.Noun, r.State, r.Subject, r.Labels(), r.Texts(), r.Decided))
	}
	want := []string{
		"GZ-旧-0002 applicant applied 王示例 联系电话 138****0001 -> 138****0001 2017-10-02",
		"GZ-旧-0001 application applied JS20170001 王示例 项目名称、最多套数 家政服务 -> 家政；1 -> 2 2017-10-01",
		"GZ-JS-2017-0001 tenancy proposed RZ-JS-2017-0001 王示例 开业日期 2017-11-21 -> 2017-11-22 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	list, err := s.CorrectionsOf(t.Context(), o.As(t, allocation.Auditor), amend.CorrectApplication, 1)
	if err != nil || len(list) != 1 || list[0].DecidedName == "" || !list[0].SameHands {
		t.Errorf("%+v %v", list, err)
	}
	if n := enginetest.Count(t, s.Read, `SELECT count(*) FROM sqlite_master WHERE name = 'application_correction'`); n != 0 {
		t.Error("the former table stays")
	}
}
