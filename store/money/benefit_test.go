package money_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
)

// The signature applies for every waiver and the award grants them; what is left out is at full price until it is granted.
func TestSigningGrantsTheWaivers五一(t *testing.T) {
	o := moneytest.New(t, 3)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2021, 3000), ""))
	all := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	if got := o.BenefitsText(t, all.ID); got != "rent granted, water granted, heating_property granted" {
		t.Errorf("signed with all: %s", got)
	}
	b := o.BenefitOf(t, all.ID, "rent")
	if b.Start != all.Signed || b.Body != "尖山区政府" || !strings.Contains(b.Decision, all.Contract.Number) || !strings.Contains(b.Decision, "单户安置") {
		t.Errorf("%+v", b.Benefit)
	}
	w := o.Awarded(t, 2, "JS-NSQ-01-1-02")
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, Waivers: []string{"gas"}})
	refused(t, "gas is no fee waiver", err, engine.ErrBenefitKind)
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, Waivers: []string{"water"}})
	ok(t, err)
	if got := o.BenefitsText(t, id); got != "water granted" {
		t.Errorf("signed with water: %s", got)
	}
	total := func() charge.FeeTotal {
		f, err := o.FeeSchedule(t.Context(), by, id, enginetest.Day("2021-05-15"))
		ok(t, err)
		return f.Schedule.Total(charge.FeeRent)
	}
	full := total()
	if full.Waived != 0 || full.Payable == 0 {
		t.Errorf("rent without its waiver: %v", full)
	}
	o.Clock.Day = enginetest.Day("2021-05-10")
	late, err := o.ApplyBenefit(t.Context(), by, id, "rent", relief.BenefitApplication{Day: o.Clock.Day})
	ok(t, err)
	if total() != full {
		t.Errorf("an application spares nothing: %v", total())
	}
	before, err := o.BenefitsOf(t.Context(), by, id)
	ok(t, err)
	grant := relief.BenefitGrant{Body: "区政府", Decision: "尖政函 3 号", Day: o.Clock.Day, Start: enginetest.Day("2021-04-15")}
	would := append([]relief.Benefit{}, before.Fees.Benefits...)
	ok(t, would[1].Grant(grant, before.Tenancy.Signed, o.Clock.Day))
	preview := before.Fees.Preview(would).Total(charge.FeeRent)
	_, err = o.GrantBenefit(t.Context(), by, late, 1, grant)
	refused(t, "the manager grants a waiver", err, engine.ErrNotAllowed)
	_, err = o.GrantBenefit(t.Context(), approver, late, 1, grant)
	ok(t, err)
	if got := total(); got.Market != full.Market || got.Payable != 166_161+141_400 { // 101 ㎡ × 30: 17 of 31 days, 14 of 30
		t.Errorf("granted from 15 April: %v", got)
	}
	after, err := o.FeeSchedule(t.Context(), by, id, civil.Date{})
	ok(t, err)
	if after.Schedule.Total(charge.FeeRent) != preview {
		t.Errorf("the preview said %v, it is %v", preview, after.Schedule.Total(charge.FeeRent))
	}
	_, err = o.ApplyBenefit(t.Context(), by, id, "rent", relief.BenefitApplication{Day: o.Clock.Day})
	refused(t, "applied twice", err, stay.ErrBenefitTwice)
	_, err = o.ApplyBenefit(t.Context(), by, id, "nothing", relief.BenefitApplication{Day: o.Clock.Day})
	refused(t, "no such kind", err, engine.ErrBenefitKind)
	for range 2 {
		_, err = o.ApplyBenefit(t.Context(), by, id, "training", relief.BenefitApplication{Day: o.Clock.Day})
		ok(t, err)
	}
	o.Verified(t)
}

func TestSuspendedWaiverIsPaid五一(t *testing.T) {
	o := moneytest.New(t, 1)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2021, 3000), ""))
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-06-20")
	b := o.BenefitOf(t, d.ID, "rent")
	refused(t, "the manager suspends a waiver", o.SuspendBenefit(t.Context(), by, b.ID, b.Version, enginetest.Day("2021-04-10"), "欠费", "1 号"), engine.ErrNotAllowed)
	ok(t, o.SuspendBenefit(t.Context(), approver, b.ID, b.Version, enginetest.Day("2021-04-10"), "欠费", "1 号"))
	refused(t, "an old form", o.ResumeBenefit(t.Context(), approver, b.ID, b.Version, enginetest.Day("2021-05-01"), "已缴", "2 号"), engine.ErrStale)
	ok(t, o.ResumeBenefit(t.Context(), approver, b.ID, b.Version+1, enginetest.Day("2021-05-01"), "已缴", "2 号"))
	f, err := o.FeeSchedule(t.Context(), by, d.ID, enginetest.Day("2021-07-01"))
	ok(t, err)
	if got := f.Schedule.Total(charge.FeeRent); got.Payable != 210_000 { // 100 ㎡ × 30 × 21/30 of April
		t.Errorf("rent: %v", got)
	}
	o.Clock.Day = enginetest.Day("2021-07-05")
	run, err := o.PreviewBills(t.Context(), by, money.BillAsk{District: "尖山区"}, nil)
	if err != nil || run.Total.Payable != 210_000 {
		t.Errorf("bills of a stay that is suspended in its free months: %s %v", run.Total.Payable, err)
	}
	ok(t, o.EndBenefit(t.Context(), approver, b.ID, b.Version+2, enginetest.Day("2021-06-01"), "不再符合", "3 号"))
	f, err = o.FeeSchedule(t.Context(), by, d.ID, enginetest.Day("2021-07-01"))
	ok(t, err)
	if got := f.Schedule.Total(charge.FeeRent); got.Payable != 510_000 {
		t.Errorf("rent after the end: %v", got)
	}
	row, err := o.Benefit(t.Context(), by, b.ID)
	if err != nil || len(row.Pauses) != 1 || row.Pauses[0].ResumeDocument != "2 号" || row.State != relief.BenefitEnded {
		t.Errorf("%+v %v", row, err)
	}
	_, err = o.ApplyBenefit(t.Context(), by, d.ID, "rent", relief.BenefitApplication{Day: o.Clock.Day})
	ok(t, err) // ended: one may apply anew
	o.Verified(t)
}

// TestBodiesAndExclusions: who decided comes from the catalogue; residents' tariff and suspended peak pricing exclude each other
// (五(二)), until the one that is had has ended.
func TestBodiesAndExclusions(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	five := allocation.From2017("五(二)")
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
		return basis.AddCatalogues(x, basis.Catalogues{Bodies: seed.Bodies(), Benefits: []allocation.BenefitKind{
			{Code: "power_resident", Name: "居民电价", Excludes: []string{"power_flat"}, Source: five},
			{Code: "power_flat", Name: "暂停峰谷分时电价", Excludes: []string{"power_resident"}, Source: five},
		}})
	}))
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	apply := func(kind string) (int64, error) {
		return o.ApplyBenefit(t.Context(), by, d.ID, kind, relief.BenefitApplication{Day: o.Clock.Day})
	}
	id, err := apply("power_resident")
	ok(t, err)
	_, err = apply("power_flat")
	refused(t, "both", err, relief.ErrBenefitExcludes)
	grant := relief.BenefitGrant{Body: "供电所", Decision: "电函 1 号", Day: o.Clock.Day, Start: o.Clock.Day}
	_, err = o.GrantBenefit(t.Context(), by, id, 1, grant)
	refused(t, "a body of no catalogue", err, relief.ErrBenefitBody)
	grant.Body = "国网双鸭山供电公司"
	_, err = o.GrantBenefit(t.Context(), by, id, 1, grant)
	ok(t, err)
	ok(t, o.EndBenefit(t.Context(), by, id, 2, o.Clock.Day, "改按另一项", "电函 2 号"))
	_, err = apply("power_flat")
	ok(t, err)
	o.Verified(t)
}

// TestCrisisRelief: a decision for some months reaches every stay of that time; bills that were issued stay, a difference bill
// gives back, and taking the decision back charges again.
func TestCrisisRelief(t *testing.T) {
	o := moneytest.New(t, 2)
	by, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	c := relief.Crisis{
		Name: "2024 年房租减免", Body: "尖山区政府", Decision: "尖政发 7 号", Day: o.Clock.Day, Fees: []charge.Fee{charge.FeeRent}, Percent: 50,
		From: enginetest.Day("2024-04-01"), To: enginetest.Day("2024-06-01"),
	}
	late := c
	late.From, late.To = enginetest.Day("2020-01-01"), enginetest.Day("2020-03-01")
	_, err := o.PreviewCrisis(t.Context(), boss, late, money.CrisisWho{Only: []int64{d.ID}})
	refused(t, "before the stay", err, relief.ErrCrisisStay)
	_, err = o.PreviewCrisis(t.Context(), boss, late, money.CrisisWho{})
	refused(t, "for nobody", err, relief.ErrCrisisNobody)
	for filter, found := range map[string]bool{"小区:南市区": true, "小区:博爱园": false, "群体:双矿": false, "区:尖山区 小区:nsq": true} {
		run, err := o.PreviewCrisis(t.Context(), boss, c, money.CrisisWho{Filter: filter})
		if found != (err == nil) || found && (len(run.Stays) != 1 || run.Was != 300_000 || run.Spared != 150_000 || run.Stays[0].Now() != 150_000) {
			t.Errorf("%s: %+v %v", filter, run, err)
		}
	}
	seen, err := o.PreviewCrisis(t.Context(), boss, c, money.CrisisWho{Only: []int64{d.ID}})
	ok(t, err)
	other := c
	other.Percent = 60
	_, err = o.ProposeCrisis(t.Context(), boss, other, seen.IDs(), seen.Seal)
	refused(t, "another than was seen", err, money.ErrCrisisChanged)
	o.Relieved(t, c, seen)
	_, err = o.ProposeCrisis(t.Context(), boss, c, seen.IDs(), seen.Seal)
	refused(t, "twice", err, relief.ErrCrisisTwice)
	_, err = o.PreviewCrisis(t.Context(), boss, c, money.CrisisWho{Filter: "小区:南市区"})
	refused(t, "all of them have it", err, relief.ErrCrisisNobody)
	run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil)
	ok(t, err)
	if run.Bills != 1 || run.Total.Payable != -150000 || run.Items[0].Bills[0].Kind != charge.BillDifference { // half of two months of 1,500 元
		t.Fatalf("%+v", run)
	}
	ids := o.Issue(t, money.BillAsk{})
	b, err := o.Bill(t.Context(), by, ids[0])
	ok(t, err)
	if l := b.Lines[1]; l.Relief != 50 || l.Payable != 75000 || l.Waived != 225000 || l.ShareTitle() != "减50%" {
		t.Errorf("%+v", b.Lines)
	}
	if run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil); err != nil || run.Bills != 0 {
		t.Errorf("again: %+v %v", run, err)
	}
	r := o.BenefitOf(t, d.ID, relief.KindCrisis)
	refused(t, "the manager ends it", o.EndBenefit(t.Context(), by, r.ID, r.Version, c.From, "撤销", "尖政发 8 号"), engine.ErrNotAllowed)
	ok(t, o.EndBenefit(t.Context(), boss, r.ID, r.Version, enginetest.Day("2024-05-01"), "提前结束", "尖政发 8 号"))
	o.Issue(t, money.BillAsk{})
	if a := o.AccountOf(t, d.ID); a.Billed != 82258+450000-75000 {
		t.Errorf("%+v", a.Account)
	}
	o.Verified(t)
}

// TestCrisisTwoHands: who draws a further relief up does not put it in force; what changed meanwhile is looked at again; the stays whose
// bills rest on another figure then wait for a difference bill, and are found by that.
func TestCrisisTwoHands(t *testing.T) {
	o := moneytest.New(t, 2)
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	c := relief.Crisis{
		Name: "2024 年房租减免", Body: "尖山区政府", Decision: "尖政发 7 号", Day: o.Clock.Day, Fees: []charge.Fee{charge.FeeRent}, Percent: 50,
		From: enginetest.Day("2024-04-01"), To: enginetest.Day("2024-06-01"),
	}
	draw := func(by engine.Actor) money.CrisisProposal {
		t.Helper()
		run, err := o.PreviewCrisis(t.Context(), by, c, money.CrisisWho{})
		ok(t, err)
		id, err := o.ProposeCrisis(t.Context(), by, c, run.IDs(), run.Seal)
		ok(t, err)
		p, err := o.CrisisProposal(t.Context(), by, id)
		ok(t, err)
		return p
	}
	waits := func() []stay.TenancyRow {
		t.Helper()
		page, err := o.Tenancies(t.Context(), clerk, engine.ListQuery{Filter: stay.TextDiffers + ":是"})
		ok(t, err)
		return page.Rows
	}
	p := draw(boss)
	refused(t, "by who drew it up", o.AdoptCrisis(t.Context(), boss, p.ID, p.Version, p.Run.Seal), allocation.ErrSamePerson)
	ok(t, o.WithdrawCrisis(t.Context(), boss, p.ID, p.Version, "改由管理员拟定"))
	p = draw(clerk)
	refused(t, "by the clerk", o.AdoptCrisis(t.Context(), clerk, p.ID, p.Version, p.Run.Seal), engine.ErrNotAllowed)
	refused(t, "as a rule", o.AdoptEntry(t.Context(), boss, p.ID, p.Version), engine.ErrNotFound)
	refused(t, "another than was seen", o.AdoptCrisis(t.Context(), boss, p.ID, p.Version, "x"), money.ErrCrisisChanged)
	if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM benefit WHERE kind = 'crisis'`); n != 0 || len(waits()) != 0 {
		t.Errorf("%d before it is in force, %d wait", n, len(waits()))
	}
	ok(t, o.AdoptCrisis(t.Context(), boss, p.ID, p.Version, p.Run.Seal))
	if p, err := o.CrisisProposal(t.Context(), boss, p.ID); err != nil || p.State != bylaw.Adopted || p.Stays != 1 || p.Spared != 150_000 {
		t.Errorf("%+v %v", p, err)
	}
	if b := o.BenefitOf(t, d.ID, relief.KindCrisis); b.AppliedBy != clerk.ID {
		t.Errorf("drawn up by %d", b.AppliedBy)
	}
	if got := waits(); len(got) != 1 || got[0].ID != d.ID {
		t.Errorf("%d wait for a difference bill", len(got))
	}
	o.Issue(t, money.BillAsk{})
	if got := waits(); len(got) != 0 {
		t.Errorf("%d wait after the bills", len(got))
	}
	b := o.BenefitOf(t, d.ID, relief.KindCrisis)
	ok(t, o.EndBenefit(t.Context(), boss, b.ID, b.Version, enginetest.Day("2024-05-01"), "提前结束", "尖政发 8 号"))
	if got := waits(); len(got) != 1 {
		t.Errorf("%d wait after it ended early", len(got))
	}
	o.Verified(t)
}

// TestCrisisHoldover: who stays on without a contract (一) is left out of a relief and named, and gets it only by name with a reason.
func TestCrisisHoldover(t *testing.T) {
	o := moneytest.New(t, 2)
	boss := o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	end := o.StayOf(t, d.ID).Contract.To
	o.Clock.Day = end.AddDays(40)
	c := relief.Crisis{
		Name: "房租减免", Body: "尖山区政府", Decision: "尖政发 9 号", Day: o.Clock.Day, Fees: []charge.Fee{charge.FeeRent}, Percent: 50,
		From: end.AddDays(-10), To: end.AddDays(20),
	}
	_, err := o.PreviewCrisis(t.Context(), boss, c, money.CrisisWho{})
	refused(t, "nobody else", err, relief.ErrCrisisUnfit)
	named := c
	named.Also = []int64{d.ID}
	_, err = o.PreviewCrisis(t.Context(), boss, named, money.CrisisWho{})
	refused(t, "named without a reason", err, relief.ErrCrisisDespite)
	named.Despite = "续签手续由政府耽误，会议纪要 3 号"
	run, err := o.PreviewCrisis(t.Context(), boss, named, money.CrisisWho{})
	ok(t, err)
	_, err = o.ProposeCrisis(t.Context(), boss, c, run.IDs(), run.Seal)
	refused(t, "drawn up without the name", err, money.ErrCrisisChanged)
	o.Relieved(t, named, run)
	if b := o.BenefitOf(t, d.ID, relief.KindCrisis); b.Reason != named.Despite {
		t.Errorf("%+v", b.Benefit)
	}
	o.Verified(t)
}

// The closest price wins: a floor of the community, the community, a floor of the district, the district, the whole city.
func TestClosestPrice(t *testing.T) {
	o := moneytest.New(t, 1)
	console := engine.Console()
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01") // floor 1 of 南市区
	rent := func() quantity.Money {
		f, err := o.FeeSchedule(t.Context(), o.As(t, allocation.Manager), d.ID, enginetest.Day("2021-05-01"))
		ok(t, err)
		return f.Schedule.Lines[len(f.Schedule.Lines)-1].Price
	}
	for i, place := range []money.PriceRow{
		{}, {District: "尖山区"}, {District: "尖山区", Floor: "1"}, {District: "尖山区", Community: "南市区"}, {District: "尖山区", Community: "南市区", Floor: "1层"},
	} {
		p := moneytest.Price(charge.FeeProperty, 2021, quantity.Money(100+i))
		p.District, p.Community, p.Floor = place.District, place.Community, place.Floor
		ok(t, o.SetPrice(t.Context(), console, p, ""))
		for _, elsewhere := range []money.PriceRow{{District: "尖山区", Floor: "2"}, {District: "尖山区", Community: "南市区", Floor: "-1"}, {District: "岭东区"}} {
			if i > 0 {
				break
			}
			p.District, p.Community, p.Floor, p.Fen = elsewhere.District, elsewhere.Community, elsewhere.Floor, 999
			ok(t, o.SetPrice(t.Context(), console, p, ""))
		}
		if got := rent(); got != quantity.Money(100+i) {
			t.Errorf("with a price of %s: %d, want %d", p.Place(), got, 100+i)
		}
	}
	bad := moneytest.Price(charge.FeeRent, 2021, 1)
	bad.Floor = "一"
	refused(t, "a floor in words", o.SetPrice(t.Context(), console, bad, ""), money.ErrPriceFloor)
	o.Verified(t)
}
