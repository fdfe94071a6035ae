package basis_test

import (
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestAccountsOfADistrict: in the city's office an administrator of a district sees and changes the accounts of the district alone,
// gives no wider scope, and nobody gives more to the account that works.
func TestAccountsOfADistrict(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	ctx := t.Context()
	city := o.AsOf(t, allocation.Admin, "")
	mine := o.AsOf(t, allocation.Admin, "尖山区")
	chief := o.AsOf(t, allocation.Approver, "")
	other := o.AsOf(t, allocation.Intake, "岭东区")
	clerk := o.AsOf(t, allocation.Intake, "尖山区")
	read := func(id int64) basis.Account {
		t.Helper()
		a, err := o.Account(ctx, engine.Console(), id)
		enginetest.OK(t, err)
		return a
	}
	head := func() int { // but for what says that somebody tried
		t.Helper()
		n, err := engine.One(ctx, o.Read, engine.ScanOne[int], `SELECT count(*) FROM log WHERE action <> $1`, allocation.ActRefused.Code)
		enginetest.OK(t, err)
		return n
	}
	before := head()
	for _, foreign := range []engine.Actor{chief, other, city} {
		a := read(foreign.ID)
		_, err := o.Account(ctx, mine, foreign.ID)
		enginetest.Refused(t, "reads "+a.Name, err, engine.ErrOtherDistrict)
		enginetest.Refused(t, "edits "+a.Name, o.EditAccount(ctx, mine, a, "改"), engine.ErrOtherDistrict)
		a.District = "尖山区"
		enginetest.Refused(t, "takes in "+a.Name, o.EditAccount(ctx, mine, a, "改"), engine.ErrOtherDistrict)
		enginetest.Refused(t, "resets "+a.Name, o.ResetPassword(ctx, mine, a.ID, "fourth-one-4", "忘记"), engine.ErrOtherDistrict)
		enginetest.Refused(t, "stops "+a.Name, o.SetAccountActive(ctx, mine, a.ID, false, "离职"), engine.ErrOtherDistrict)
	}
	for want, district := range map[*say.Refusal]string{engine.ErrOtherDistrict: "", allocation.ErrUnknownDistrict: "某区"} {
		a := read(clerk.ID)
		a.District = district
		enginetest.Refused(t, "moves a clerk to "+district, o.EditAccount(ctx, mine, a, "改"), want)
		_, err := o.AddAccount(ctx, mine, basis.NewAccount{Name: "xin", Display: "新", Roles: []allocation.Role{allocation.Approver}, District: district, Password: "first-one-1"})
		enginetest.Refused(t, "opens an account of "+district, err, want)
	}
	self := read(mine.ID)
	self.District = ""
	enginetest.Refused(t, "makes himself the city's", o.EditAccount(ctx, mine, self, "改"), engine.ErrOtherDistrict)
	self = read(mine.ID)
	self.Roles = append(self.Roles, allocation.Approver)
	enginetest.Refused(t, "makes himself the approver", o.EditAccount(ctx, mine, self, "改"), basis.ErrOwnRoles)
	day := []civil.SpecialDay{{Day: civil.On(2022, time.January, 3), Name: "元旦"}}
	enginetest.Refused(t, "sets the calendar of all", o.SetHolidays(ctx, mine, 2022, day, "国办发"), engine.ErrOtherDistrict)
	enginetest.Refused(t, "sets the gap of all", o.SetClockGap(ctx, mine, 30), engine.ErrOtherDistrict)
	enginetest.Refused(t, "explains the past of all", o.ExplainPast(ctx, mine, "恢复"), engine.ErrOtherDistrict)
	if head() != before {
		t.Error("something was written")
	}
	list, err := o.Accounts(ctx, mine)
	enginetest.OK(t, err)
	for _, a := range list {
		if a.District != "尖山区" {
			t.Errorf("%s of %q is listed", a.Name, a.District)
		}
	}
	if len(list) != 2 {
		t.Errorf("%d accounts are listed", len(list))
	}
	a := read(clerk.ID)
	a.Display = "周乙"
	enginetest.OK(t, o.EditAccount(ctx, mine, a, "改名"))
	enginetest.OK(t, o.SetAccountActive(ctx, mine, clerk.ID, false, "离职"))
	enginetest.OK(t, o.ResetPassword(ctx, city, other.ID, "fourth-one-4", "忘记"))
}
