package mend_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/mend"
	"penggai/store/mend/mendtest"
	"penggai/store/stay/staytest"
)

// sameDays fails where a unit is 使用中 on other days than those on which a tenancy holds it.
func sameDays(t *testing.T, o mendtest.Office, when string) {
	t.Helper()
	read := func(query string) []string {
		rows, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], query)
		ok(t, err)
		return rows
	}
	states := read(`SELECT unit_id || ' ' || from_day || ' ' || coalesce(to_day, '') FROM unit_spell WHERE state = 'occupied' ORDER BY 1`)
	holds := read(`SELECT unit_id || ' ' || from_day || ' ' || coalesce(to_day, '') FROM hold WHERE kind = 'tenancy' AND (to_day IS NULL OR to_day > from_day) ORDER BY 1`)
	if len(holds) == 0 || !slices.Equal(states, holds) {
		t.Errorf("%s: in use by states %q, by holds %q", when, states, holds)
	}
	if gaps := read(`SELECT a.unit_id || ' ' || a.to_day FROM unit_spell a WHERE a.to_day IS NOT NULL AND 1 <> (SELECT count(*) FROM unit_spell b
		WHERE b.unit_id = a.unit_id AND b.from_day <= a.to_day AND (b.to_day IS NULL OR b.to_day > a.to_day))`); len(gaps) > 0 {
		t.Errorf("%s: days with no state or two: %q", when, gaps)
	}
}

// TestStatesFollowHolds: whatever day of a stay is entered late or corrected, the states of its shop have the days of its holds,
// so that 各区使用情况 and 行业分布 count the same shops on every day.
func TestStatesFollowHolds(t *testing.T) {
	o := mendtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-03-25")
	for _, day := range []string{"2021-03-22", "2021-03-16", "2021-03-24", "2021-03-15"} {
		o.Mended(t, mendtest.TenancyAsk(d.ID, "signed_day", day))
		sameDays(t, o, "signed on "+day)
	}
	d = o.Opened(t, o.StayOf(t, d.ID))
	o.Clock.Day = enginetest.Day("2021-05-20")
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 4, exittest.Paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.Clock.Day, "当面")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-06-10")
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, enginetest.Day("2021-06-04"), staytest.Back(d))) // entered six days later
	sameDays(t, o, "back before it was entered")
	for _, day := range []string{"2021-06-08", "2021-05-30", "2021-06-10"} {
		o.Mended(t, mend.CorrectionAsk{Noun: "exit", ID: id, Reason: "录入错误", Document: "交接单", Wants: []amend.CorrectionWant{{Part: "exit", Field: "returned_day", Row: id, Value: day}}})
		sameDays(t, o, "back on "+day)
	}
	ok(t, o.UndoExit(t.Context(), manager, id, o.ExitOf(t, id).Version, "办错"))
	sameDays(t, o, "the return taken back")
	o.Verified(t)
}
