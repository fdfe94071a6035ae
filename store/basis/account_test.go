package basis_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"penggai/store/engine/pass"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestSignIn(t *testing.T) {
	now := time.Date(2021, 3, 15, 8, 0, 0, 0, engine.Shanghai)
	file, err := basis.Create(t.TempDir(), basis.Founding{Clock: enginetest.AnyDay, Office: "尖山区", Admin: "xitong", Password: "songhua-1641"},
		engine.Options{Today: (&enginetest.Clock{Day: enginetest.Day("2021-03-15")}).Today, Now: func() time.Time { return now }, PasswordKiB: 8})
	ok(t, err)
	defer func() { ok(t, file.Close()) }()
	s, ctx := basis.Of(file), t.Context()
	a, err := s.SignIn(ctx, "xitong", "songhua-1641")
	if err != nil || !slices.Equal(a.Roles, []allocation.Role{allocation.Admin}) || a.District != "尖山区" {
		t.Fatalf("%+v %v", a, err)
	}
	for range 5 {
		if _, err := s.SignIn(ctx, "xitong", "wrong"); !errors.Is(err, basis.ErrSignIn) {
			t.Fatal(err)
		}
	}
	if _, err := s.SignIn(ctx, "xitong", "songhua-1641"); !errors.Is(err, basis.ErrThrottled) {
		t.Errorf("not throttled: %v", err)
	}
	now = now.Add(30 * time.Second)
	if _, err := s.SignIn(ctx, "xitong", "songhua-1641"); err != nil {
		t.Errorf("still throttled: %v", err)
	}
	if _, err := s.SignIn(ctx, "nobody", "songhua-1641"); !errors.Is(err, basis.ErrSignIn) {
		t.Error(err)
	}
}

func TestAccounts(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin := o.As(t, allocation.Admin)
	n := basis.NewAccount{Name: "zhou", Display: "周某", Roles: []allocation.Role{allocation.Reviewer, allocation.Intake}, District: "尖山区", Password: "first-one-1"}
	id, err := o.AddAccount(ctx, admin, n)
	ok(t, err)
	a, err := o.Account(ctx, admin, id)
	if err != nil || !a.MustChange || !slices.Equal(a.Roles, []allocation.Role{allocation.Intake, allocation.Reviewer}) {
		t.Fatalf("%+v %v", a, err)
	}
	if _, err := o.AddAccount(ctx, admin, n); !errors.Is(err, basis.ErrAccountTaken) {
		t.Error(err)
	}
	for want, bad := range map[*say.Refusal]basis.NewAccount{
		basis.ErrAccountName:     {Name: "a b", Display: "x", Roles: n.Roles, District: "尖山区", Password: n.Password},
		basis.ErrDisplayName:     {Name: "ab", Roles: n.Roles, District: "尖山区", Password: n.Password},
		basis.ErrNoRole:          {Name: "ab", Display: "x", District: "尖山区", Password: n.Password},
		pass.ErrShort:            {Name: "ab", Display: "x", Roles: n.Roles, District: "尖山区", Password: "short"},
		pass.ErrName:             {Name: "longenough", Display: "x", Roles: n.Roles, District: "尖山区", Password: "LongEnough"},
		basis.ErrAccountDistrict: {Name: "ab", Display: "x", Roles: n.Roles, District: "岭东区", Password: n.Password},
	} {
		if _, err := o.AddAccount(ctx, admin, bad); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	me := a.Actor(allocation.Intake)
	if err := o.ChangePassword(ctx, me, "wrong", "second-one-2"); !errors.Is(err, basis.ErrWrongPassword) {
		t.Error(err)
	}
	ok(t, o.ChangePassword(ctx, me, "first-one-1", "second-one-2"))
	if _, err := o.SignIn(ctx, "zhou", "second-one-2"); err != nil {
		t.Error(err)
	}
	ok(t, o.ResetPassword(ctx, admin, id, "third-one-3", "忘记"))
	if b, err := o.SignIn(ctx, "zhou", "third-one-3"); err != nil || !b.MustChange {
		t.Errorf("%+v %v", b, err)
	}
	a.Display = "周甲"
	err = o.EditAccount(ctx, admin, a, "改名")
	if !errors.Is(err, engine.ErrStale) { // the password changed the row since
		t.Errorf("stale edit: %v", err)
	}
	a, err = o.Account(ctx, admin, id)
	ok(t, err)
	a.Display = "周甲"
	ok(t, o.EditAccount(ctx, admin, a, "改名"))
	ok(t, o.SetAccountActive(ctx, admin, id, false, "离职"))
	if _, err := o.SignIn(ctx, "zhou", "third-one-3"); !errors.Is(err, basis.ErrInactive) {
		t.Error(err)
	}
	if err := o.Note(me, "2021-05-01"); !errors.Is(err, engine.ErrNotAllowed) {
		t.Error(err)
	}
	if err := o.ChangePassword(ctx, me, "third-one-3", "fourth-one-4"); !errors.Is(err, engine.ErrSignedOut) {
		t.Errorf("a stopped account still writes: %v", err)
	}
	log, err := o.LogOf(ctx, "account", id, 0, 10)
	if err != nil || len(log) < 5 || log[0].Reason != "离职" {
		t.Errorf("%+v %v", log, err)
	}
	if r, err := o.Verify(ctx, nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

func TestLastAdministratorStays(t *testing.T) {
	o := basistest.New(t, "尖山区")
	a, err := o.SignIn(t.Context(), "xitong", "songhua-1641")
	ok(t, err)
	a.Roles = []allocation.Role{allocation.Intake}
	if err := o.EditAccount(t.Context(), engine.Console(), a, ""); !errors.Is(err, basis.ErrLastAdmin) {
		t.Error(err)
	}
	me := a.Actor(allocation.Admin)
	if err := o.SetAccountActive(t.Context(), me, a.ID, false, ""); !errors.Is(err, basis.ErrOwnAccount) {
		t.Error(err)
	}
	if err := o.SetAccountActive(t.Context(), engine.Console(), a.ID, false, ""); !errors.Is(err, basis.ErrLastAdmin) {
		t.Error(err)
	}
}

func TestParameterVersions(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin := o.As(t, allocation.Admin)
	first, err := o.Parameters(ctx, "尖山区", o.Today())
	if err != nil || first.Version != 1 || first.Allocation.DM2PerJob != 2500 {
		t.Fatalf("%+v %v", first, err)
	}
	n := basis.NewParameters{District: "尖山区", Effective: o.Today().AddDays(10), Note: "区政府 2021 年 3 号", Parameters: first.Parameters}
	n.Allocation.DM2PerJob = 1500
	id, err := o.AddParameters(ctx, admin, n)
	ok(t, err)
	for day, want := range map[civil.Date]int64{o.Today(): 1, o.Today().AddDays(9): 1, o.Today().AddDays(10): 2} {
		v, err := o.Parameters(ctx, "尖山区", day)
		if err != nil || v.Version != want {
			t.Errorf("%s: version %d, want %d, %v", day, v.Version, want, err)
		}
	}
	if v, err := basis.ParameterNoun.ByID(ctx, o.Read, id); err != nil || v.Allocation.DM2PerJob != 1500 || v.Author == "" || v.Approver == "" {
		t.Errorf("%+v %v", v, err)
	}
	n.Effective = o.Today().AddDays(-1)
	if _, err := o.AddParameters(ctx, admin, n); !errors.Is(err, basis.ErrParamEffective) {
		t.Error(err)
	}
	n.Effective, n.Rubric.Pass = o.Today(), 0
	if _, err := o.AddParameters(ctx, admin, n); !errors.Is(err, allocation.ErrParamPass) {
		t.Error(err)
	}
	n.District = "岭东区"
	if _, err := o.AddParameters(ctx, admin, n); !errors.Is(err, engine.ErrOtherDistrict) {
		t.Error(err)
	}
}

func TestSeparation(t *testing.T) {
	o := basistest.New(t, "尖山区")
	admin := o.As(t, allocation.Admin)
	step := func(by engine.Actor, check bool) (warn bool, err error) {
		err = o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			if check {
				var err error
				if warn, err = basis.Separate(x, "尖山区", "case", 7, "accepted"); err != nil {
					return err
				}
			}
			return x.Move("case", 7, "draft", "accepted", "")
		})
		return warn, err
	}
	if _, err := step(admin, false); err != nil {
		t.Fatal(err)
	}
	if _, err := step(admin, true); !errors.Is(err, allocation.ErrSamePerson) {
		t.Errorf("strict: %v", err)
	}
	v, err := o.Parameters(t.Context(), "尖山区", o.Today())
	ok(t, err)
	v.Separation = allocation.SeparationWarn
	boss := o.Named(t, "boss", allocation.Approver, "尖山区")
	loosen := basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "c", Parameters: v.Parameters}
	own, err := o.ProposeParameters(t.Context(), boss, loosen)
	ok(t, err)
	_, err = o.AdoptParameters(t.Context(), boss, own, 1)
	enginetest.Refused(t, "loosens alone", err, allocation.ErrSamePerson)
	both, err := o.AddAccount(t.Context(), admin, basis.NewAccount{Name: "both", Display: "兼", Roles: []allocation.Role{allocation.Admin, allocation.Reviewer}, District: "尖山区", Password: "songhua-1642", Settled: true})
	ok(t, err)
	bound, err := o.Account(t.Context(), admin, both)
	ok(t, err)
	made, err := o.AddAccount(t.Context(), bound.Actor(allocation.Admin), basis.NewAccount{Name: "puppet", Display: "偶", Roles: []allocation.Role{allocation.Approver}, District: "尖山区", Password: "second-one-2", Settled: true})
	ok(t, err)
	puppet, err := o.Account(t.Context(), admin, made)
	ok(t, err)
	his, err := o.ProposeParameters(t.Context(), bound.Actor(allocation.Admin), loosen)
	ok(t, err)
	_, err = o.AdoptParameters(t.Context(), puppet.Actor(""), his, 1)
	enginetest.Refused(t, "loosens with an account of his own making", err, basis.ErrLoosenOwn)
	if weak, err := basis.Loosened(t.Context(), o.Read, admin, o.Today()); err != nil || len(weak) != 0 {
		t.Errorf("%q %v", weak, err)
	}
	_, err = o.AddParameters(t.Context(), admin, basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "c", Parameters: v.Parameters})
	ok(t, err)
	if weak, err := basis.Loosened(t.Context(), o.Read, admin, o.Today()); err != nil || len(weak) != 1 {
		t.Errorf("%q %v", weak, err)
	}
	again, err := o.ProposeParameters(t.Context(), boss, loosen)
	ok(t, err)
	_, err = o.AdoptParameters(t.Context(), boss, again, 1)
	enginetest.Refused(t, "keeps it loose alone, while it only warns", err, allocation.ErrSamePerson)
	if warn, err := step(admin, true); err != nil || !warn {
		t.Errorf("warn: %v %v", warn, err)
	}
	page, err := o.LogList(t.Context(), engine.Console(), engine.ListQuery{Limit: 1})
	if err != nil || page.Rows[0].Reason != "〔同一人办理了应由两人分别办理的两步〕" {
		t.Errorf("%+v %v", page, err)
	}
}

// TestParametersInForceIsSought: the version of a day is found in an index.
func TestParametersInForceIsSought(t *testing.T) {
	plan := basistest.New(t, "尖山区").Plan(t, basis.ParameterNoun.Columns+basis.ParameterNoun.From+basis.SqlInForce, "尖山区", "2021-03-15")
	if strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN") {
		t.Error(plan)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	s := basistest.New(t, "尖山区").Office.Store
	enginetest.CheckRecord(t, s, basis.AccountNoun)
	enginetest.CheckRecord(t, s, basis.AccountRecord)
	enginetest.CheckRecord(t, s, basis.ParameterNoun)
	enginetest.CheckRecord(t, s, basis.HolidayNoun)
	enginetest.CheckRecord(t, s, basis.CatalogueNoun)
	enginetest.CheckRecord(t, s, engine.LogNoun)
}

// TestFirstAdministratorIsCheckedAsAnyOther: a command line gives whatever bytes a terminal sends.
func TestFirstAdministratorIsCheckedAsAnyOther(t *testing.T) {
	for _, f := range []struct {
		admin, display string
		want           *say.Refusal
	}{
		{"xi\x1b[31mtong", "", basis.ErrAccountName},
		{"x", "", basis.ErrAccountName},
		{"\xd6\xd0\xce\xc4", "", basis.ErrAccountName},
		{"xitong", "\xd6\xd0\xce\xc4", basis.ErrDisplayName},
		{"xitong", "张\x1b[2J", basis.ErrDisplayName},
		{"xitong", "\u200b", basis.ErrDisplayName},
	} {
		folder := t.TempDir()
		_, err := basis.Create(folder, basis.Founding{Office: "尖山区", Admin: f.admin, Display: f.display, Password: "songhua-1641"}, engine.Options{PasswordKiB: 8})
		if !errors.Is(err, f.want) {
			t.Errorf("%q %q: got %v, want %v", f.admin, f.display, err, f.want)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("%q %q: %v left, %v", f.admin, f.display, left, err)
		}
	}
}
