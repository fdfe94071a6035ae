package store_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
)

// benefitsText is every benefit of a tenancy with its state, in order.
func benefitsText(t testing.TB, o testOffice, tenancy int64) string {
	t.Helper()
	rows, err := o.Benefits(t.Context(), o.as(t, allocation.Auditor), tenancy)
	ok(t, err)
	var out []string
	for _, r := range rows {
		out = append(out, r.Kind+" "+string(r.State))
	}
	return strings.Join(out, ", ")
}

func benefitOf(t testing.TB, o testOffice, tenancy int64, kind string) stay.BenefitRow {
	t.Helper()
	rows, err := o.Benefits(t.Context(), o.as(t, allocation.Auditor), tenancy)
	ok(t, err)
	for _, r := range rows {
		if r.Kind == kind && r.State.Live() {
			return r
		}
	}
	t.Fatalf("no live benefit %s", kind)
	return stay.BenefitRow{}
}

// The signature applies for every waiver and the award grants them; what is left out is at full price until it is granted.
func TestSigningGrantsTheWaivers五一(t *testing.T) {
	o := stayOffice(t, 3)
	by, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, 2021, 3000), ""))
	all := contracted(t, o, 1, "JS-NSQ-01-1-01")
	if got := benefitsText(t, o, all.ID); got != "rent granted, water granted, heating_property granted" {
		t.Errorf("signed with all: %s", got)
	}
	b := benefitOf(t, o, all.ID, "rent")
	if b.Start != all.Signed || b.Body != "尖山区政府" || !strings.Contains(b.Decision, all.Contract.Number) || !strings.Contains(b.Decision, "单户安置") {
		t.Errorf("%+v", b.Benefit)
	}
	w := awarded(t, o, 2, "JS-NSQ-01-1-02")
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, Waivers: []string{"gas"}})
	refused(t, "gas is no fee waiver", err, engine.ErrBenefitKind)
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, Waivers: []string{"water"}})
	ok(t, err)
	if got := benefitsText(t, o, id); got != "water granted" {
		t.Errorf("signed with water: %s", got)
	}
	total := func() charge.FeeTotal {
		f, err := o.FeeSchedule(t.Context(), by, id, onDay("2021-05-15"))
		ok(t, err)
		return f.Schedule.Total(charge.FeeRent)
	}
	full := total()
	if full.Waived != 0 || full.Payable == 0 {
		t.Errorf("rent without its waiver: %v", full)
	}
	o.clock.day = onDay("2021-05-10")
	late, err := o.ApplyBenefit(t.Context(), by, id, "rent", allocation.BenefitApplication{Day: o.clock.day})
	ok(t, err)
	if total() != full {
		t.Errorf("an application spares nothing: %v", total())
	}
	before, err := o.BenefitsOf(t.Context(), by, id)
	ok(t, err)
	grant := allocation.BenefitGrant{Body: "区政府", Decision: "尖政函 3 号", Day: o.clock.day, Start: onDay("2021-04-15")}
	would := append([]allocation.Benefit{}, before.Fees.Benefits...)
	ok(t, would[1].Grant(grant, before.Tenancy.Signed, o.clock.day))
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
	_, err = o.ApplyBenefit(t.Context(), by, id, "rent", allocation.BenefitApplication{Day: o.clock.day})
	refused(t, "applied twice", err, stay.ErrBenefitTwice)
	_, err = o.ApplyBenefit(t.Context(), by, id, "nothing", allocation.BenefitApplication{Day: o.clock.day})
	refused(t, "no such kind", err, engine.ErrBenefitKind)
	for range 2 {
		_, err = o.ApplyBenefit(t.Context(), by, id, "training", allocation.BenefitApplication{Day: o.clock.day})
		ok(t, err)
	}
	verified(t, o)
}

func TestSuspendedWaiverIsPaid五一(t *testing.T) {
	o := stayOffice(t, 1)
	by, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, 2021, 3000), ""))
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	o.clock.day = onDay("2021-06-20")
	b := benefitOf(t, o, d.ID, "rent")
	refused(t, "the manager suspends a waiver", o.SuspendBenefit(t.Context(), by, b.ID, b.Version, onDay("2021-04-10"), "欠费", "1 号"), engine.ErrNotAllowed)
	ok(t, o.SuspendBenefit(t.Context(), approver, b.ID, b.Version, onDay("2021-04-10"), "欠费", "1 号"))
	refused(t, "an old form", o.ResumeBenefit(t.Context(), approver, b.ID, b.Version, onDay("2021-05-01"), "已缴", "2 号"), engine.ErrStale)
	ok(t, o.ResumeBenefit(t.Context(), approver, b.ID, b.Version+1, onDay("2021-05-01"), "已缴", "2 号"))
	f, err := o.FeeSchedule(t.Context(), by, d.ID, onDay("2021-07-01"))
	ok(t, err)
	if got := f.Schedule.Total(charge.FeeRent); got.Payable != 210_000 { // 100 ㎡ × 30 × 21/30 of April
		t.Errorf("rent: %v", got)
	}
	o.clock.day = onDay("2021-07-05")
	run, err := o.PreviewBills(t.Context(), by, money.BillAsk{District: "尖山区"}, nil)
	if err != nil || run.Payable != 210_000 {
		t.Errorf("bills of a stay that is suspended in its free months: %s %v", run.Payable, err)
	}
	ok(t, o.EndBenefit(t.Context(), approver, b.ID, b.Version+2, onDay("2021-06-01"), "不再符合", "3 号"))
	f, err = o.FeeSchedule(t.Context(), by, d.ID, onDay("2021-07-01"))
	ok(t, err)
	if got := f.Schedule.Total(charge.FeeRent); got.Payable != 510_000 {
		t.Errorf("rent after the end: %v", got)
	}
	row, err := o.Benefit(t.Context(), by, b.ID)
	if err != nil || len(row.Pauses) != 1 || row.Pauses[0].ResumeDocument != "2 号" || row.State != allocation.BenefitEnded {
		t.Errorf("%+v %v", row, err)
	}
	_, err = o.ApplyBenefit(t.Context(), by, d.ID, "rent", allocation.BenefitApplication{Day: o.clock.day})
	ok(t, err) // ended: one may apply anew
	verified(t, o)
}

// A trade that lives on water is not spared water; the end of the stay ends its benefits.
func TestBenefitsFollowTheStay(t *testing.T) {
	o := stayOffice(t, 1)
	by, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	w := awarded(t, o, 1, "JS-NSQ-01-1-01")
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActCorrectApplication, func(x *engine.Tx) error {
		return x.Exec(`UPDATE application SET water_intensive = 1 WHERE id = $1`, w.Application)
	}))
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, Waivers: []string{"rent", "water"}})
	refused(t, "water of a bath house", err, allocation.ErrBenefitWater)
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day})
	ok(t, err)
	if got := benefitsText(t, o, id); got != "rent granted, heating_property granted" {
		t.Errorf("signed by a bath house: %s", got)
	}
	_, err = o.ApplyBenefit(t.Context(), by, id, "gas", allocation.BenefitApplication{Day: o.clock.day})
	ok(t, err)
	d := stayOf(t, o, id)
	x, err := o.OpenExit(t.Context(), by, d.ID, d.Version, 4, paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, x, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), by, x, 2, o.clock.day, "送达")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), by, x, 3, o.clock.day, nil))
	if got := benefitsText(t, o, id); got != "rent ended, heating_property ended, gas ended" {
		t.Errorf("after the stay: %s", got)
	}
	row, err := o.Exit(t.Context(), by, x)
	ok(t, err)
	ok(t, o.UndoExit(t.Context(), by, x, row.Version, "登记有误"))
	if got := benefitsText(t, o, id); got != "rent granted, heating_property granted, gas applied" {
		t.Errorf("the end taken back: %s", got)
	}
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActConfirmCorrection, func(x *engine.Tx) error {
		after := d.Tenancy
		after.Signed = d.Signed.AddDays(-3)
		return stay.BenefitsFollow(x, id, d.Tenancy, after)
	}))
	if b := benefitOf(t, o, id, "rent"); b.Start != d.Signed.AddDays(-3) || b.Applied != b.Start {
		t.Errorf("another day of signing: %+v", b.Benefit)
	}
	verified(t, o)
}

func TestBenefitListAndTodo(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	for _, kind := range []string{"licence_register", "licence_issue", "gas"} {
		_, err := o.ApplyBenefit(t.Context(), by, d.ID, kind, allocation.BenefitApplication{Day: o.clock.day})
		ok(t, err)
	}
	_, err := o.ApplyBenefit(t.Context(), by, d.ID, "school", allocation.BenefitApplication{Day: o.clock.day})
	refused(t, "a school of no graduate", err, allocation.ErrBenefitGroup)
	o.clock.day = onDay("2021-03-17")
	rows, err := o.Todo(t.Context(), by)
	ok(t, err)
	counts := map[string]desk.TodoRow{}
	for _, r := range rows {
		counts[r.Key] = r
	}
	late, waiting := counts["benefit.late"], counts["benefit.applied"]
	if late.Count != 1 || late.Due != desk.DueLate || late.Detail != "最长 2 天" || waiting.Count != 2 || waiting.Due != desk.DueSoon || !waiting.Mine {
		t.Errorf("%+v\n%+v", late, waiting)
	}
	for _, r := range []desk.TodoRow{late, waiting} {
		page, err := o.BenefitList(t.Context(), by, engine.ListQuery{Filter: r.Filter})
		if err != nil || page.Total != r.Count {
			t.Errorf("%s: the list shows %d of %d: %v", r.Filter, page.Total, r.Count, err)
		}
	}
	due, err := o.Deadlines(t.Context(), by, o.clock.day)
	if err != nil || len(due) != 2 || due[0].Kind != desk.DeadlineBenefit || due[0].Noun != allocation.NounBenefit || due[0].ID != d.ID {
		t.Errorf("%+v %v", due, err)
	}
	states, err := o.BenefitStates(t.Context(), by)
	if err != nil || states[allocation.BenefitGranted] != 3 || states[allocation.BenefitApplied] != 3 {
		t.Errorf("%v %v", states, err)
	}
	for filter, want := range map[string]int{"减免:是": 3, "优惠:执照": 2, "状态:已批准 减免:否": 0, "期限:2021-03-17": 1, "南市区": 0, "申请人": 0} {
		page, err := o.BenefitList(t.Context(), by, engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: "due"}}})
		if err != nil || page.Total != want {
			t.Errorf("%s: %d, want %d: %v", filter, page.Total, want, err)
		}
	}
	b := benefitOf(t, o, d.ID, "licence_register")
	g := allocation.BenefitGrant{Body: "市场监管局", Decision: "执照 1 号", Day: o.clock.day, Start: o.clock.day}
	_, err = o.GrantBenefit(t.Context(), by, b.ID, b.Version, g)
	ok(t, err) // the manager enters what an outside body decided
	if b, err = o.Benefit(t.Context(), by, b.ID); err != nil || b.Late(o.clock.day) != 2 {
		t.Errorf("%+v %v", b.Benefit, err)
	}
	other := o.asOf(t, allocation.Manager, "岭东区")
	_, err = o.Benefits(t.Context(), other, d.ID)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	_, err = o.ApplyBenefit(t.Context(), other, d.ID, "training", allocation.BenefitApplication{Day: o.clock.day})
	refused(t, "applied by another district", err, engine.ErrOtherDistrict)
}

// The closest price wins: a floor of the community, the community, a floor of the district, the district, the whole city.
func TestClosestPrice(t *testing.T) {
	o := stayOffice(t, 1)
	console := engine.Console()
	d := contracted(t, o, 1, "JS-NSQ-01-1-01") // floor 1 of 南市区
	rent := func() quantity.Money {
		f, err := o.FeeSchedule(t.Context(), o.as(t, allocation.Manager), d.ID, onDay("2021-05-01"))
		ok(t, err)
		return f.Schedule.Lines[len(f.Schedule.Lines)-1].Price
	}
	for i, place := range []money.PriceRow{
		{}, {District: "尖山区"}, {District: "尖山区", Floor: "1"}, {District: "尖山区", Community: "南市区"}, {District: "尖山区", Community: "南市区", Floor: "1层"},
	} {
		p := price(charge.FeeProperty, 2021, quantity.Money(100+i))
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
	bad := price(charge.FeeRent, 2021, 1)
	bad.Floor = "一"
	refused(t, "a floor in words", o.SetPrice(t.Context(), console, bad, ""), money.ErrPriceFloor)
	verified(t, o)
}
