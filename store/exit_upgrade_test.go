package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
)

// TestUpgradeExits: what was decided keeps its way, stop and all; an exit that waits for its decision is told first, gets its
// number, and by ground 1 no longer stops the waiver; what is not filed gets a day for it; old parameters have the new periods.
func TestUpgradeExits(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2017-12-20")}
	t.Run("release", func(t *testing.T) {
		enginetest.WithRelease(t, "0030_correction_change.sql")
		s, err := store.Create(folder, basis.Founding{
			Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password, Catalogues: basis.Catalogues{
				Districts: allocation.Districts(), Grounds: leave.ExitGrounds(),
			},
		}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + oldStay(2, "leaving", "", 0) + oldStay(3, "leaving", "", 0) + `
				UPDATE tenancy SET stopped_day = '2017-12-05' WHERE id = 2;
				UPDATE parameter SET body = json_remove(body, '$.exit');
				INSERT INTO exit (id, tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by,
					decided_day, noticed_day, notice_number) VALUES
					(1, 1, 'opened', 1, 1, 0, '某', '某', '某局', '2017-12-01', '2017-12-01', 1, NULL, NULL, NULL),
					(2, 2, 'approved', 1, 1, 0, '某', '某', '某局', '2017-12-01', '2017-12-01', 1, '2017-12-05', NULL, NULL),
					(3, 3, 'noticed', 4, 0, 1, '某', '某', '', '2017-12-01', '2017-12-01', 1, '2017-12-05', '2017-12-06', 'TC-JS-2017-0001');
				INSERT INTO sequence (series, last) VALUES ('exit/JS/2017', 1)`)
		}))
		enginetest.OK(t, s.Close())
	})
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	o := exittest.Of(enginetest.Over(s.Store, c))
	o.Verified(t)
	opened, approved, noticed := o.ExitOf(t, 1), o.ExitOf(t, 2), o.ExitOf(t, 3)
	if !opened.Heard || opened.Exit.Stops || opened.NoticeNumber != "TC-JS-2017-0002" || opened.Evidence.Kind != leave.EvidencePaper || !opened.FileBy.IsZero() {
		t.Errorf("opened: %+v", opened.Exit)
	}
	if approved.Heard || !approved.Exit.Stops || approved.NoticeNumber != "TC-JS-2017-0003" || approved.FileBy != enginetest.Day("2017-12-19") ||
		approved.StopsOn() != enginetest.Day("2017-12-05") {
		t.Errorf("approved: %+v", approved.Exit)
	}
	if noticed.NoticeNumber != "TC-JS-2017-0001" || noticed.Evidence.Kind != leave.EvidenceApplication || !noticed.StopsOn().IsZero() {
		t.Errorf("noticed: %+v", noticed.Exit)
	}
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	_, err = o.ApproveExit(t.Context(), approver, 1, 1, civil.Date{}, "同意", exittest.Weighed)
	enginetest.Refused(t, "not told", err, leave.ErrExitUntold)
	o.Hear(t, 1)
	_, err = o.ApproveExit(t.Context(), approver, 1, 4, civil.Date{}, "同意", exittest.Weighed)
	enginetest.OK(t, err)
	_, err = o.NoticeExit(t.Context(), manager, 2, 1, c.Day, "当面送达")
	enginetest.OK(t, err)
	if d := o.StayOf(t, 2); d.Stopped != enginetest.Day("2017-12-05") {
		t.Errorf("what was decided stops on %s", d.Stopped)
	}
	o.Verified(t)
}
