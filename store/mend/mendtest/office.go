// Package mendtest adds corrections to the office in which the store is tested.
//
//	mendtest ──> exittest, mend
package mendtest

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/mend"
	"penggai/store/stay/staytest"
)

// Office is an office with the use cases of this room too.
type Office struct {
	exittest.Office
	mend.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{exittest.Of(o), mend.Of(o.Store)} }

// New is the office of staytest.New.
func New(t testing.TB, units int) Office {
	t.Helper()
	return Of(staytest.New(t, units).Base())
}

// TenancyAsk asks for another value of a field of a tenancy.
func TenancyAsk(id int64, field, value string) mend.CorrectionAsk {
	return mend.CorrectionAsk{Noun: "tenancy", ID: id, Wants: []amend.CorrectionWant{{Part: "tenancy", Field: field, Row: id, Value: value}}, Reason: "录入错误", Document: "合同原件"}
}

// Proposed is a correction that waits.
func (o Office) Proposed(t testing.TB, by engine.Actor, ask mend.CorrectionAsk) int64 {
	t.Helper()
	id, _, err := o.ProposeCorrection(t.Context(), by, ask)
	if err != nil {
		t.Fatalf("%+v: %v", ask.Wants, err)
	}
	return id
}

// CorrectionOf is a correction as its list shows it.
func (o Office) CorrectionOf(t testing.TB, id int64) mend.CorrectionItem {
	t.Helper()
	c, err := o.Correction(t.Context(), o.As(t, allocation.Auditor), id)
	enginetest.OK(t, err)
	return c
}

// Mended proposes as the manager and confirms as the approver.
func (o Office) Mended(t testing.TB, ask mend.CorrectionAsk) mend.CorrectionItem {
	t.Helper()
	return o.MendedAs(t, allocation.Manager, ask)
}

// MendedAs proposes in a role of the district and confirms as the approver.
func (o Office) MendedAs(t testing.TB, role allocation.Role, ask mend.CorrectionAsk) mend.CorrectionItem {
	t.Helper()
	id := o.Proposed(t, o.AsOf(t, role, "尖山区"), ask)
	_, err := o.ConfirmCorrection(t.Context(), o.As(t, allocation.Approver), id, 1, "属实")
	if err != nil {
		t.Fatalf("%+v: %v", ask.Wants, err)
	}
	return o.CorrectionOf(t, id)
}
