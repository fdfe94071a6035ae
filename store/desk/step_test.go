package desk_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/takeover/ledger"
)

// TestADistrictTakesBackOnlyItsOwnSteps: what the city said of a step for everybody stays when a district opens it again.
func TestADistrictTakesBackOnlyItsOwnSteps(t *testing.T) {
	o := cityOffice(t)
	city, district := o.AsOf(t, allocation.Manager, ""), o.AsOf(t, allocation.Manager, "岭东区")
	prices := desk.Step(ledger.Prices)
	ok(t, o.SetStep(t.Context(), city, prices, desk.StepAside, "价格由市里定"))
	refused(t, "a district opens the city's step", o.SetStep(t.Context(), district, prices, desk.StepOpen, ""), engine.ErrOtherDistrict)
	if n := count(t, o.Room.Read, `SELECT count(*) FROM takeover_step`); n != 1 {
		t.Errorf("%d steps are kept", n)
	}
	ok(t, o.SetStep(t.Context(), city, prices, desk.StepOpen, ""))
	ok(t, o.SetStep(t.Context(), district, prices, desk.StepAside, "本区没有"))
	ok(t, o.SetStep(t.Context(), district, prices, desk.StepOpen, ""))
	if n := count(t, o.Room.Read, `SELECT count(*) FROM takeover_step`); n != 0 {
		t.Errorf("%d steps are kept", n)
	}
}
