package intake_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake/intaketest"
)

// TestParametersAreTakenBack: an approval is taken back with a reason while nothing was done by the version, the one before is in force
// again; once something was done by it in its own district it stays, and the way on is named.
func TestParametersAreTakenBack(t *testing.T) {
	o := intaketest.New(t, allocation.CityOffice)
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	adopted := func(district string, day civil.Date) int64 {
		t.Helper()
		v, err := o.Parameters(ctx, district, o.Today())
		ok(t, err)
		v.Allocation.DM2PerJob = 1500
		id, err := o.ProposeParameters(ctx, admin, basis.NewParameters{District: district, Effective: day, Note: "常务会", Parameters: v.Parameters})
		ok(t, err)
		_, err = o.AdoptParameters(ctx, boss, id, 1)
		ok(t, err)
		return id
	}
	inForce := func(district string) int64 {
		t.Helper()
		v, err := o.Parameters(ctx, district, o.Today())
		ok(t, err)
		return v.Version
	}
	id := adopted("尖山区", o.Today())
	refused(t, "by the administrator", o.ReopenProposal(ctx, admin, id, 2, "误批"), engine.ErrNotAllowed)
	refused(t, "without a reason", o.ReopenProposal(ctx, boss, id, 2, " "), bylaw.ErrProposalReason)
	refused(t, "an old page", o.ReopenProposal(ctx, boss, id, 1, "误批"), engine.ErrStale)
	ok(t, o.ReopenProposal(ctx, boss, id, 2, "误批"))
	p, err := o.Proposal(ctx, boss, id)
	if err != nil || p.State != bylaw.Proposed || p.Made != 0 || inForce("尖山区") != 1 {
		t.Fatalf("%+v %v, version %d", p, err, inForce("尖山区"))
	}
	refused(t, "it waits", o.ReopenProposal(ctx, boss, id, 3, "误批"), bylaw.ErrProposalAdopted)
	_, err = o.AdoptParameters(ctx, boss, id, 3)
	ok(t, err)
	east, soon := adopted("岭东区", o.Today()), adopted("宝山区", o.Today().AddDays(30))
	app := o.Drafted(t, 1, intaketest.Request())
	_, err = o.AcceptApplication(ctx, o.AsOf(t, allocation.Intake, "尖山区"), app, 1)
	ok(t, err)
	err = o.ReopenProposal(ctx, boss, id, 4, "误批")
	refused(t, "something was done by it", err, bylaw.ErrProposalRests)
	if why, err := o.WhyNotReopen(ctx, boss, id); err != nil || why == nil || why.Error() != "不能撤销批准：生效以后已按它办理 登记申请、受理申请（共 2 次）。已作的决定不变；要改的，从现行的内容另行拟定" {
		t.Errorf("%v %v", why, err)
	}
	ok(t, o.ReopenProposal(ctx, boss, east, 2, "另一区没有办理"))
	ok(t, o.ReopenProposal(ctx, boss, soon, 2, "还没有生效"))
	first, second := adopted("四方台区", o.Today()), adopted("四方台区", o.Today())
	refused(t, "a later version stands on it", o.ReopenProposal(ctx, boss, first, 2, "误批"), bylaw.ErrProposalRests)
	ok(t, o.ReopenProposal(ctx, boss, second, 2, "误批"))
	ok(t, o.ReopenProposal(ctx, boss, first, 2, "误批"))
	o.Verified(t)
}

// TestAnEntryIsTakenBack: an entry of a list that was put in force goes again, what it replaced stands again, and what was ended begins.
func TestAnEntryIsTakenBack(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	names := func() (out []string) {
		list, err := o.Groups(ctx, o.Today().AddDays(10))
		ok(t, err)
		for _, g := range list {
			out = append(out, g.Name)
		}
		slices.Sort(out)
		return out
	}
	before := names()
	entries, err := o.CatalogueEntries(ctx, basis.KindGroup)
	ok(t, err)
	old := entries[slices.IndexFunc(entries, func(e basis.CatalogueEntry) bool { return e.Code == "graduate" })]
	change, err := bylaw.ReadEntry(bylaw.GroupKind, old.Body)
	ok(t, err)
	change.Group.Name = "高校毕业生"
	for name, c := range map[string]basis.EntryChange{
		"changed": {Base: old.ID, Effective: o.Today().AddDays(5), Note: "常务会", Entry: change},
		"ended":   {Base: old.ID, Ends: true, Effective: o.Today().AddDays(5), Note: "常务会", Entry: bylaw.Entry{Kind: bylaw.GroupKind}},
	} {
		id, err := o.ProposeEntry(ctx, admin, c)
		ok(t, err)
		ok(t, o.AdoptEntry(ctx, boss, id, 1))
		if slices.Equal(names(), before) {
			t.Fatalf("%s: nothing changed", name)
		}
		o.Drafted(t, len(name), intaketest.Request()) // before its day: by what stood
		ok(t, o.ReopenProposal(ctx, boss, id, 2, "误批"))
		if got := names(); !slices.Equal(got, before) {
			t.Errorf("%s: %v, want %v", name, got, before)
		}
		ok(t, o.WithdrawProposal(ctx, admin, id, 3, "作罢"))
	}
	o.Verified(t)
}

// TestANoticeIsTakenBack: the last notice of holidays is taken back with a reason, the days are as they were before; once a deadline was
// worked out since it stays.
func TestANoticeIsTakenBack(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	ctx := t.Context()
	admin := o.As(t, allocation.Admin)
	_, _, err := o.LastNotice(ctx)
	refused(t, "none", err, basis.ErrNoNotice)
	days := func() []civil.SpecialDay {
		list, err := o.Holidays(ctx)
		ok(t, err)
		return list
	}
	empty := days()
	ok(t, o.SetHolidays(ctx, admin, 2021, basis.HolidaysOf(seed.Holidays(), 2021), "国办发明电"))
	whole := days()
	wrong := []civil.SpecialDay{{Day: civil.MustParse("2021-05-06"), Name: "误录"}, {Day: civil.MustParse("2021-05-01"), Name: "误录", Work: true}}
	ok(t, o.AmendHolidays(ctx, admin, 2021, wrong, "误"))
	ok(t, o.SetHolidays(ctx, admin, 2021, wrong, "又误"))
	n, why, err := o.LastNotice(ctx)
	if err != nil || why != nil || n.Source != "又误" || len(n.Came) != 2 || n.Title() != "2021 年放假安排（又误）" {
		t.Fatalf("%+v %v %v", n, why, err)
	}
	refused(t, "by the approver", o.UndoNotice(ctx, o.As(t, allocation.Approver), n.ID, "误录"), engine.ErrNotAllowed)
	refused(t, "without a reason", o.UndoNotice(ctx, admin, n.ID, ""), bylaw.ErrProposalReason)
	refused(t, "not the last one", o.UndoNotice(ctx, admin, n.ID-1, "误录"), engine.ErrStale)
	for range 2 {
		n, _, err = o.LastNotice(ctx)
		ok(t, err)
		ok(t, o.UndoNotice(ctx, admin, n.ID, "误录"))
	}
	if got := days(); !slices.Equal(got, whole) {
		t.Errorf("%v, want %v", got, whole)
	}
	o.Drafted(t, 1, intaketest.Request())
	n, why, err = o.LastNotice(ctx)
	ok(t, err)
	refused(t, "a deadline rests on it", why, basis.ErrNoticeRests)
	refused(t, "so it stays", o.UndoNotice(ctx, admin, n.ID, "误录"), basis.ErrNoticeRests)
	if slices.Equal(days(), empty) {
		t.Error("the year is gone")
	}
	o.Verified(t)
}
