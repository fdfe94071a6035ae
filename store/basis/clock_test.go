package basis_test

import (
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// clockOffice is an office for real on 2021-03-15 whose wall clock goes with its day.
func clockOffice(t *testing.T) (basistest.Office, *enginetest.Clock) {
	t.Helper()
	c := &enginetest.Clock{Day: enginetest.Day("2021-03-15")}
	s, err := basis.Create(t.TempDir(), basis.Founding{Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password, Catalogues: basis.Catalogues{Districts: allocation.Districts()}},
		engine.Options{Today: c.Today, PasswordKiB: 8, Now: func() time.Time {
			return time.Date(c.Day.Year(), c.Day.Month(), c.Day.Day(), 9, 0, 0, 0, engine.Shanghai)
		}})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	return basistest.Of(enginetest.Over(s, c)), c
}

// TestClockThatRanAhead: a computer whose clock ran to 2099 neither locks the office nor moves it: signing in and reading go on, the
// first write asks, and days written all the same are set right by two people.
func TestClockThatRanAhead(t *testing.T) {
	o, c := clockOffice(t)
	ctx := t.Context()
	admin := o.As(t, allocation.Admin)
	approver := basis.NewAccount{Name: "lingdao", Display: "赵某", Roles: []allocation.Role{allocation.Approver, allocation.Admin}, District: "尖山区", Password: enginetest.Password, Settled: true}
	_, err := o.AddAccount(ctx, admin, approver)
	enginetest.OK(t, err)

	c.Day = enginetest.Day("2099-12-31")
	_, err = o.SignIn(ctx, enginetest.Admin, enginetest.Password)
	enginetest.OK(t, err)
	late := basis.NewAccount{Name: "later", Display: "钱某", Roles: []allocation.Role{allocation.Intake}, District: "尖山区", Password: enginetest.Password}
	_, err = o.AddAccount(ctx, admin, late)
	enginetest.Refused(t, "a write on a day far ahead", err, engine.ErrFarDay)
	c.Day = enginetest.Day("2021-03-16")
	_, err = o.AddAccount(ctx, admin, late)
	enginetest.OK(t, err)
	enginetest.Refused(t, "confirming a day that nobody doubts", o.ConfirmDay(ctx, admin), basis.ErrDayKnown)

	c.Day = enginetest.Day("2099-12-31")
	enginetest.OK(t, o.ConfirmDay(ctx, admin)) // by mistake
	c.Day = enginetest.Day("2021-03-17")
	_, err = o.SignIn(ctx, enginetest.Admin, enginetest.Password)
	enginetest.OK(t, err)
	late.Name = "latest"
	_, err = o.AddAccount(ctx, admin, late)
	enginetest.Refused(t, "a write before the last entry", err, engine.ErrBackInTime)
	state, err := o.ClockState(ctx)
	enginetest.OK(t, err)
	if state.Doubt != civil.DayBehind || state.Ahead != 2 { // the confirmation, and the sign-in under its day
		t.Errorf("%+v", state)
	}

	enginetest.Refused(t, "without a reason", o.SetDay(ctx, admin, " ", "lingdao", enginetest.Password), basis.ErrNoReason)
	enginetest.Refused(t, "with who is no approver", o.SetDay(ctx, admin, "电池没电", enginetest.Admin, enginetest.Password), basis.ErrMayNotSetDay)
	both, err := o.SignIn(ctx, "lingdao", enginetest.Password)
	enginetest.OK(t, err)
	enginetest.Refused(t, "alone", o.SetDay(ctx, both.Actor(allocation.Admin), "电池没电", "lingdao", enginetest.Password), allocation.ErrSamePerson)
	enginetest.Refused(t, "with a wrong password", o.SetDay(ctx, admin, "电池没电", "lingdao", "wrong"), basis.ErrSignIn)
	enginetest.OK(t, o.SetDay(ctx, admin, "电池没电", "lingdao", enginetest.Password))
	_, err = o.AddAccount(ctx, admin, late)
	enginetest.OK(t, err)
	o.Verified(t)
	line, err := basis.VerifyDays(ctx, o.Read, nil)
	enginetest.OK(t, err)
	if !line.OK || !strings.Contains(line.Text, "两人校正为 2021-03-17") {
		t.Errorf("%+v", line)
	}
}

// TestSetDayOfAnOfficeForReal: a day that a person set is refused at the founding and at opening; a trial takes it.
func TestSetDayOfAnOfficeForReal(t *testing.T) {
	o := engine.Options{Today: func() civil.Date { return enginetest.Day("2099-12-31") }, DaySet: true, PasswordKiB: 8}
	f := basis.Founding{Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password, Catalogues: basis.Catalogues{Districts: allocation.Districts()}}
	folder := t.TempDir()
	_, err := basis.Create(folder, f, o)
	enginetest.Refused(t, "founding", err, engine.ErrDaySet)
	s, err := basis.Create(folder, f, engine.Options{PasswordKiB: 8})
	enginetest.OK(t, err)
	enginetest.OK(t, s.Close())
	_, err = engine.Open(folder, o)
	enginetest.Refused(t, "opening", err, engine.ErrDaySet)
	o.ReadOnly = true
	_, err = engine.Open(folder, o)
	enginetest.Refused(t, "reading", err, engine.ErrDaySet)

	o.ReadOnly, f.Clock.Kind = false, civil.ClockTrial
	folder = t.TempDir()
	s, err = basis.Create(folder, f, o)
	enginetest.OK(t, err)
	enginetest.OK(t, s.Close())
	s, err = engine.Open(folder, engine.Options{})
	enginetest.OK(t, err)
	if got := s.Today(); got != enginetest.Day("2099-12-31") {
		t.Errorf("a trial that was set ahead opens on %s", got)
	}
	enginetest.OK(t, s.Close())
}

// TestClockGap: the days after which today is asked about are the office's own.
func TestClockGap(t *testing.T) {
	o, c := clockOffice(t)
	admin := o.As(t, allocation.Admin)
	enginetest.Refused(t, "none", o.SetClockGap(t.Context(), admin, 0), basis.ErrClockGap)
	enginetest.OK(t, o.SetClockGap(t.Context(), admin, 10))
	c.Day = c.Day.AddDays(11)
	state, err := o.ClockState(t.Context())
	enginetest.OK(t, err)
	if state.Doubt != civil.DayFar || state.Gap != 10 {
		t.Errorf("%+v", state)
	}
}
