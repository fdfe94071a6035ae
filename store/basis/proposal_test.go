package basis_test

import (
	"errors"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/refusal"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
)

// TestParametersNeedTwoHands: who draws parameters up does not put them in force; the approver does, with his own account, and only
// while what they were compared with still stands.
func TestParametersNeedTwoHands(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	first, err := o.Parameters(ctx, "尖山区", o.Today())
	ok(t, err)
	n := basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "区政府 2021 年 3 号", Parameters: first.Parameters}
	n.Allocation.DM2PerJob = 1500
	own, err := o.ProposeParameters(ctx, boss, n)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, own, 1)
	refused(t, "his own draft", err, allocation.ErrSamePerson)
	id, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	if v, err := o.Parameters(ctx, "尖山区", o.Today()); err != nil || v.ID != first.ID {
		t.Fatalf("a draft is in force: %+v %v", v, err)
	}
	if _, err := o.AdoptParameters(ctx, admin, id, 1); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("the administrator adopts: %v", err)
	}
	made, err := o.AdoptParameters(ctx, boss, id, 1)
	ok(t, err)
	v, err := o.Parameters(ctx, "尖山区", o.Today())
	if err != nil || v.ID != made || v.Version != 2 || v.Author != admin.Display || v.Approver != boss.Display || v.Allocation.DM2PerJob != 1500 {
		t.Errorf("in force: %+v %v", v, err)
	}
	_, err = o.AdoptParameters(ctx, o.As(t, allocation.Approver), own, 1)
	refused(t, "again his own", err, allocation.ErrSamePerson)
	stale, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	other, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, other, 1)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, stale, 1)
	refused(t, "drawn up against another version", err, bylaw.ErrProposalBase)
	refused(t, "without a reason", o.RefuseProposal(ctx, boss, stale, 1, " "), bylaw.ErrProposalReason)
	ok(t, o.RefuseProposal(ctx, boss, stale, 1, "已有新版本"))
	refused(t, "decided already", o.WithdrawProposal(ctx, admin, stale, 2, "重拟"), bylaw.ErrProposalState)
	ok(t, o.WithdrawProposal(ctx, boss, own, 1, "重拟"))
	list, err := o.Proposals(ctx, boss)
	ok(t, err)
	if len(list) != 4 || list[0].State == bylaw.Proposed || list[0].ByName != admin.Display {
		t.Errorf("%+v", list)
	}
	d, err := o.ParameterProposal(ctx, boss, id)
	if err != nil || d.Old.ID != first.ID || d.New.Allocation.DM2PerJob != 1500 || d.Made != made || d.State != bylaw.Adopted {
		t.Errorf("%+v %v", d, err)
	}
	o.Verified(t)
}

// TestOfficeCard: each district keeps who is responsible, its adviser, how it is reached and where tenants pay (六(一)); another
// district's is refused, and so is a line that is no account.
func TestOfficeCard(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	ctx := t.Context()
	admin, east := o.As(t, allocation.Admin), o.AsOf(t, allocation.Admin, "岭东区")
	cards, err := o.Cards(ctx, admin)
	ok(t, err)
	if len(cards) != 5 || cards[0].District != "" || cards[0].ID != 0 || cards[1].Card.Review != "双鸭山市人民政府" || cards[1].Court != "双鸭山市中级人民法院" {
		t.Fatalf("%+v", cards)
	}
	c := cards[1]
	payees, err := bylaw.ParsePayees("尖山区财政局，工行尖山支行，0909 0201 1920 0000001\n\n市热力公司, 建行, 2300160")
	ok(t, err)
	c.Leader, c.Adviser, c.Telephone, c.Address, c.Payees = "高区长", "林律师", "0469-4200001", " 区政府 3 楼 ", payees
	refused(t, "another district", o.SetCard(ctx, east, c), engine.ErrOtherDistrict)
	ok(t, o.SetCard(ctx, admin, c))
	got, err := o.Card(ctx, c.District)
	if err != nil || got.Leader != "高区长" || got.Address != "区政府 3 楼" || len(got.Payees) != 2 || got.Payees[0].Account != "0909020119200000001" {
		t.Errorf("%+v %v", got, err)
	}
	got.Court = " "
	refused(t, "no court", o.SetCard(ctx, admin, got), bylaw.ErrCardCourt)
	got.Court, got.Review = "双鸭山市中级人民法院", ""
	refused(t, "no body of review", o.SetCard(ctx, admin, got), bylaw.ErrCardReview)
	got.Adviser, got.Review = "沈律师", "双鸭山市人民政府行政复议局"
	ok(t, o.SetCard(ctx, admin, got))
	refused(t, "seen before the change", o.SetCard(ctx, admin, got), engine.ErrStale)
	for _, text := range []string{"尖山区财政局", "尖山区财政局，工行，账号另附", "，工行，0909020119"} {
		if _, err := bylaw.ParsePayees(text); !errors.Is(err, bylaw.ErrPayeeLine) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if list, err := o.Cards(ctx, east); err != nil || len(list) != 1 || list[0].District != "岭东区" {
		t.Errorf("%+v %v", list, err)
	}
	o.Verified(t)
}

// TestSupervisorHasABody: an account of a supervisor says for which of the four departments it acts (四), another says none.
func TestSupervisorHasABody(t *testing.T) {
	o := basistest.New(t, "尖山区")
	n := basis.NewAccount{Name: "duban", Display: "孙", District: "尖山区", Roles: []allocation.Role{allocation.Supervisor}, Password: "first-one-1"}
	add := func(body string, role allocation.Role) error {
		n.Body, n.Roles = body, []allocation.Role{role}
		_, err := o.AddAccount(t.Context(), o.As(t, allocation.Admin), n)
		return err
	}
	refused(t, "none", add("", allocation.Supervisor), basis.ErrAccountBody)
	refused(t, "another", add("市教育局", allocation.Supervisor), basis.ErrAccountBody)
	refused(t, "a clerk's", add("市人社局", allocation.Intake), basis.ErrAccountBody)
	ok(t, add("市人社局", allocation.Supervisor))
}

// TestListsAreChangedByTwo: an entry of a list is added, changed or ended by one person's draft and the approver's own account, from a
// day on; the grounds of exit are fixed by 四(五), and what ended cannot be changed again.
func TestListsAreChangedByTwo(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	ok(t, o.Write(ctx, engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
		return basis.AddCatalogues(x, basis.Catalogues{Groups: seed.Groups(), Grounds: leave.ExitGrounds()})
	}))
	today, later := o.Today(), o.Today().AddDays(10)
	group := bylaw.Entry{Kind: bylaw.GroupKind, Group: allocation.Group{
		Name: "退捕渔民", Eligible: true, Proof: "退捕证明", Source: allocation.Source{Document: "双政发〔2021〕5号", Clause: "三", District: true},
	}}
	blank := group
	blank.Group.Source.Clause = " "
	_, err := o.ProposeEntry(ctx, admin, basis.EntryChange{Effective: later, Note: "常务会", Entry: blank})
	refused(t, "without a clause", err, bylaw.ErrEntryClause)
	_, err = o.ProposeEntry(ctx, admin, basis.EntryChange{Effective: today, Note: "常务会", Entry: bylaw.Entry{Kind: "ground"}})
	refused(t, "a ground of exit", err, bylaw.ErrEntryFixed)
	id, err := o.ProposeEntry(ctx, admin, basis.EntryChange{Effective: later, Note: "常务会", Entry: group})
	ok(t, err)
	own, err := o.ProposeEntry(ctx, boss, basis.EntryChange{Effective: later, Note: "常务会", Entry: group})
	ok(t, err)
	refused(t, "his own draft", o.AdoptEntry(ctx, boss, own, 1), allocation.ErrSamePerson)
	ok(t, o.AdoptEntry(ctx, boss, id, 1))
	named := func(day civil.Date, name string) bool {
		list, err := o.Groups(ctx, day)
		ok(t, err)
		return slices.ContainsFunc(list, func(g allocation.Group) bool { return g.Name == name })
	}
	if named(today, "退捕渔民") || !named(later, "退捕渔民") {
		t.Error("the new group is not in force from its day on")
	}
	entries, err := o.CatalogueEntries(ctx, basis.KindGroup)
	ok(t, err)
	old := entries[slices.IndexFunc(entries, func(e basis.CatalogueEntry) bool { return e.Code == "graduate" })]
	change, err := bylaw.ReadEntry(bylaw.GroupKind, old.Body)
	ok(t, err)
	change.Group.Name, change.Group.Priority = "高校毕业生", allocation.PriorityNone
	edit, err := o.ProposeEntry(ctx, admin, basis.EntryChange{Base: old.ID, Effective: later, Note: "常务会", Entry: change})
	ok(t, err)
	end, err := o.ProposeEntry(ctx, admin, basis.EntryChange{Base: old.ID, Ends: true, Effective: later, Note: "常务会", Entry: bylaw.Entry{Kind: bylaw.GroupKind}})
	ok(t, err)
	d, err := o.EntryProposal(ctx, boss, edit)
	ok(t, err)
	if w := bylaw.EntryWeaknesses(*d.Old, d.New); len(w) != 1 || w[0].Clause != "二" {
		t.Errorf("a group of 二 goes first no longer: %+v", w)
	}
	first := group
	first.Group.Priority = allocation.PriorityEqual
	if w := bylaw.EntryWeaknesses(bylaw.Entry{Kind: bylaw.GroupKind}, &first); len(w) != 1 || w[0].Clause != "二" {
		t.Errorf("a seventh group goes first: %+v", w)
	}
	ok(t, o.AdoptEntry(ctx, boss, edit, 1))
	refused(t, "what was changed meanwhile ends", o.AdoptEntry(ctx, boss, end, 1), bylaw.ErrProposalBase)
	if !named(today, "离校未就业高校毕业生") || named(later, "离校未就业高校毕业生") || !named(later, "高校毕业生") {
		t.Error("the changed group does not take the old one's place on its day")
	}
	_, err = o.ProposeEntry(ctx, admin, basis.EntryChange{Base: old.ID, Ends: true, Effective: later, Note: "常务会", Entry: bylaw.Entry{Kind: bylaw.GroupKind}})
	refused(t, "it has an end already", err, basis.ErrEntryGone)
	o.Verified(t)
}

// TestEveryListIsChangedByTwo: an entry of each list that screens offer (trades, groups, papers, benefits, bodies, reasons) is added, changed
// and ended by one person's draft and the approver's own account; the grounds of exit are the only list that is not.
func TestEveryListIsChangedByTwo(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	day := o.Today()
	source := allocation.Source{Document: "双政发〔2021〕5号", Clause: "三", District: true}
	put := func(c basis.EntryChange) {
		t.Helper()
		c.Note = "区政府常务会"
		id, err := o.ProposeEntry(ctx, admin, c)
		ok(t, err)
		ok(t, o.AdoptEntry(ctx, boss, id, 1))
	}
	for _, e := range []bylaw.Entry{
		{Kind: bylaw.SectorKind, Sector: allocation.Sector{Name: "新的一项", Heading: "8", Source: source}},
		{Kind: bylaw.GroupKind, Group: allocation.Group{Name: "新的一项", Eligible: true, Proof: "证明", Source: source}},
		{Kind: bylaw.MaterialKind, Material: allocation.Material{Name: "新的一项", For: []allocation.ApplicantKind{allocation.Person}, Source: source}},
		{Kind: bylaw.BenefitKind, Benefit: allocation.BenefitKind{Name: "新的一项", Bodies: []string{"市就业局"}, Source: source}},
		{Kind: bylaw.BodyKind, Decider: allocation.Body{Name: "新的一项", Source: source}},
		{Kind: bylaw.ReasonKind, Reason: refusal.Reason{Name: "新的一项", At: []refusal.Stage{refusal.StageDecide}, Remedy: "重新申请", Source: source}},
	} {
		there := func(on civil.Date) (found basis.CatalogueEntry) {
			t.Helper()
			entries, err := o.CatalogueEntries(ctx, basis.CatalogueKind(e.Kind))
			ok(t, err)
			for _, c := range entries {
				if !on.Before(c.From) && (c.To.IsZero() || on.Before(c.To)) {
					found = c
				}
			}
			return found
		}
		put(basis.EntryChange{Effective: day, Entry: e})
		if there(day).Title != "新的一项" {
			t.Errorf("%s: the new entry is not in force: %+v", e.Kind, there(day))
		}
		_, name, _ := e.Head()
		*name = "改过的一项"
		put(basis.EntryChange{Base: there(day).ID, Effective: day.AddDays(5), Entry: e})
		if there(day).Title != "新的一项" || there(day.AddDays(5)).Title != "改过的一项" {
			t.Errorf("%s: the changed entry does not take its place on its day", e.Kind)
		}
		put(basis.EntryChange{Base: there(day.AddDays(5)).ID, Ends: true, Effective: day.AddDays(9), Entry: bylaw.Entry{Kind: e.Kind}})
		if there(day.AddDays(8)).ID == 0 || there(day.AddDays(9)).ID != 0 {
			t.Errorf("%s: it does not end on its day", e.Kind)
		}
	}
	for _, k := range basis.CatalogueKinds() {
		if may := slices.Contains(bylaw.EntryKinds(), bylaw.ProposalKind(k)); may == (k == basis.KindGround) {
			t.Errorf("%s: may be changed: %v", k.Title(), may)
		}
	}
	o.Verified(t)
}
