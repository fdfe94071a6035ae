package desk_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
)

// TestWhatWasRefusedStandsUnderItsRecord: who tried what is not theirs, on which record, once a day each and never without bounds; of another
// district's record nothing is told but that it was tried. It changes nothing else: no backup is due for it, and it counts as no change.
func TestWhatWasRefusedStandsUnderItsRecord(t *testing.T) {
	o := newOffice(t, 1)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	manager, admin, foreign := o.As(t, allocation.Manager), o.As(t, allocation.Admin), o.AsOf(t, allocation.Manager, "岭东区")
	p := desk.Printing{Form: "contract", Noun: "tenancy", ID: d.ID, Applicant: d.Applicant, District: d.District, Subject: "入驻合同 " + d.Number}
	print := func(by engine.Actor) error {
		return o.Print(t.Context(), by, p, func(allocation.Applicant, engine.Head) (desk.Copy, error) {
			t.Errorf("%s prints", by.Name)
			return desk.Copy{}, nil
		})
	}
	for range 3 {
		refused(t, "an administrator prints", print(admin), engine.ErrNotAllowed)
		refused(t, "another district's", print(foreign), engine.ErrOtherDistrict)
	}
	_, err := o.HandOver(t.Context(), manager, d.ID, d.Version+7, civil.MustParse("2021-03-15"),
		[]allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000}})
	refused(t, "an old version", err, engine.ErrStale)
	log, err := o.LogOf(t.Context(), "tenancy", d.ID, 0, 3)
	ok(t, err)
	for i, want := range []struct{ actor, subject string }{
		{manager.String(), ""},
		{foreign.String(), "打印文书"},
		{admin.String(), "打印文书 " + p.Subject},
	} {
		if e := log[i]; e.Action != allocation.ActRefused.Code || e.Actor != want.actor || e.Reason == "" || e.Subject != want.subject && i > 0 {
			t.Errorf("%d: %+v", i, e)
		}
	}
	for i := range 60 {
		p.Subject = fmt.Sprint("入驻合同 ", i)
		refused(t, "one more", print(admin), engine.ErrNotAllowed)
	}
	if n := count(t, o.Room.Read, `SELECT count(*) FROM log WHERE action = 'try.refused' AND account = $1`, admin.ID); n != 50 {
		t.Errorf("%d refusals of one day are kept", n)
	}
	o.Verified(t)
}
