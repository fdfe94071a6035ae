package mend_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/exit/exittest"
	"penggai/store/mend/mendtest"
	"penggai/store/stay"
)

// A trade that lives on water is not spared water; the end of the stay ends its benefits.
func TestBenefitsFollowTheStay(t *testing.T) {
	o := mendtest.New(t, 1)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	w := o.Awarded(t, 1, "JS-NSQ-01-1-01")
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActReviewApplication, func(x *engine.Tx) error {
		return x.Exec(`UPDATE application SET water_intensive = 1 WHERE id = $1`, w.Application)
	}))
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, Waivers: []string{"rent", "water"}})
	refused(t, "water of a bath house", err, relief.ErrBenefitWater)
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day})
	ok(t, err)
	if got := o.BenefitsText(t, id); got != "rent granted, heating_property granted" {
		t.Errorf("signed by a bath house: %s", got)
	}
	_, err = o.ApplyBenefit(t.Context(), by, id, "gas", relief.BenefitApplication{Day: o.Clock.Day})
	ok(t, err)
	d := o.StayOf(t, id)
	x, err := o.OpenExit(t.Context(), by, d.ID, d.Version, 4, exittest.Paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, x, 1, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), by, x, 2, o.Clock.Day, "送达")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), by, x, 3, o.Clock.Day, nil))
	if got := o.BenefitsText(t, id); got != "rent ended, heating_property ended, gas ended" {
		t.Errorf("after the stay: %s", got)
	}
	row, err := o.Exit(t.Context(), by, x)
	ok(t, err)
	ok(t, o.UndoExit(t.Context(), by, x, row.Version, "登记有误"))
	if got := o.BenefitsText(t, id); got != "rent granted, heating_property granted, gas applied" {
		t.Errorf("the end taken back: %s", got)
	}
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActConfirmCorrection, func(x *engine.Tx) error {
		after := d.Tenancy
		after.Signed = d.Signed.AddDays(-3)
		return stay.BenefitsFollow(x, id, d.Tenancy, after)
	}))
	if b := o.BenefitOf(t, id, "rent"); b.Start != d.Signed.AddDays(-3) || b.Applied != b.Start {
		t.Errorf("another day of signing: %+v", b.Benefit)
	}
	o.Verified(t)
}
