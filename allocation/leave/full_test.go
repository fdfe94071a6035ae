package leave

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say/saytest"
)

// TestFullFrom: the first day at full price is the one of the exit, or the day after the end of the contract where that comes first
// (一): whoever leaves at the expiry, or stays on without a contract, keeps no waiver until the last day for clearing.
func TestFullFrom(t *testing.T) {
	day := civil.MustParse
	c := allocation.Contract{From: day("2017-11-15"), To: day("2020-11-15")}
	for _, k := range []struct {
		name string
		x    Exit
		want string
	}{
		{"before the end of the contract", Exit{Opened: day("2020-05-01"), VacateBy: day("2020-06-30")}, "2020-07-01"},
		{"served", Exit{Opened: day("2020-05-01"), VacateBy: day("2020-06-30"), Noticed: day("2020-05-20")}, "2020-07-01"},
		{"on the last day of the contract", Exit{Opened: day("2020-10-01"), VacateBy: day("2020-11-14")}, "2020-11-15"},
		{"after it", Exit{Opened: day("2020-10-01"), VacateBy: day("2020-12-15")}, "2020-11-15"},
		{"opened without a contract", Exit{Opened: day("2020-12-01")}, "2020-11-15"},
		{"not decided", Exit{Opened: day("2020-05-01")}, ""},
		{"stops, not served", Exit{Opened: day("2020-05-01"), Stops: true, VacateBy: day("2020-06-30")}, ""},
		{"stops, served", Exit{Opened: day("2020-05-01"), Stops: true, VacateBy: day("2020-06-30"), Noticed: day("2020-05-20")}, "2020-05-20"},
	} {
		if got := k.x.FullFrom(c); got.String() != k.want && !(got.IsZero() && k.want == "") {
			t.Errorf("%s: %s, want %s", k.name, got, k.want)
		}
	}
}

// TestMayOpen: a stay that is over, or on its way out, opens no exit.
func TestMayOpen(t *testing.T) {
	for _, s := range []allocation.TenancyState{allocation.TenancySigned, allocation.TenancyHanded, allocation.TenancyOpen} {
		saytest.Want(t, string(s), MayOpen(allocation.Tenancy{State: s}, false), nil)
		saytest.Want(t, string(s)+" under way", MayOpen(allocation.Tenancy{State: s}, true), ErrExitOpen)
	}
	saytest.Want(t, "ended", MayOpen(allocation.Tenancy{State: allocation.TenancyEnded}, false), allocation.ErrTenancyMove)
}
