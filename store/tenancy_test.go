package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/round"
	"penggai/store/stay"
)

var onDay = civil.MustParse

// stayOffice is a district office with vacant units, the five grounds and the holidays of May 2021.
func stayOffice(t testing.TB, units int) testOffice {
	t.Helper()
	o := roundOffice(t, units)
	from := allocation.Source{Document: allocation.Policy2017, Clause: "四(五)", From: onDay("2017-08-05")}
	c := basis.Catalogues{Grounds: []allocation.ExitGround{
		{Number: 1, Name: "被追究责任", StopsWaiver: true, Evidence: "追究责任的文书", Source: from},
		{Number: 2, Name: "期满不再使用", Applied: true, Evidence: "退出申请", Source: from},
		{Number: 3, Name: "考核不合格", StopsWaiver: true, Evidence: "考核结论", Source: from},
		{Number: 4, Name: "无法继续经营", Applied: true, Evidence: "退出申请", Source: from},
		{Number: 5, Name: "不适合继续入驻", Evidence: "区政府的认定", Source: from},
	}}
	five := func(clause string) allocation.Source {
		return allocation.Source{Document: allocation.Policy2017, Clause: clause, From: from.From}
	}
	c.Benefits = []allocation.BenefitKind{
		{Code: "rent", Name: "房租减免", Waives: []string{"rent"}, Source: five("五(一)1")},
		{Code: "water", Name: "水费减免", Waives: []string{"water"}, Source: five("五(一)2")},
		{Code: "heating_property", Name: "供热费、物业费减免", Waives: []string{"property", "heating"}, Source: five("五(一)3")},
		{Code: "licence_register", Name: "营业执照当日登记", Limit: allocation.DayLimit{Set: true}, Source: five("五(三)")},
		{Code: "licence_issue", Name: "营业执照发放", Limit: allocation.DayLimit{Set: true, Days: 2}, Source: five("五(三)")},
		{Code: "gas", Name: "居民燃气价", Source: five("五(四)")},
		{Code: "school", Name: "民办培训学校审批", Limit: allocation.DayLimit{Set: true, Days: 3}, Groups: []string{"graduate"}, Source: five("五(六)")},
		{Code: "training", Name: "免费技能培训", Repeats: true, Source: five("五(五)")},
		{Code: "poor_workers", Name: "吸纳贫困户用工奖补", Repeats: true, PerHead: 100_000, Source: five("（九）")},
	}
	for i := range 5 {
		c.Holidays = append(c.Holidays, civil.SpecialDay{Day: onDay("2021-05-01").AddDays(i), Name: "劳动节"})
	}
	ok(t, o.Write(context.Background(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error { return basis.AddCatalogues(x, c) }))
	return o
}

// awarded is an application with an award of the units.
func awarded(t testing.TB, o testOffice, n int, units ...string) round.AwardRow {
	t.Helper()
	id := approved(t, o, n, 10)
	by := o.as(t, allocation.Approver)
	_, err := o.AwardSingle(t.Context(), by, id, units)
	ok(t, err)
	w, found, err := o.AwardOf(t.Context(), by, id)
	if err != nil || !found {
		t.Fatalf("no award: %v", err)
	}
	return w
}

// contracted is a tenancy signed today.
func contracted(t testing.TB, o testOffice, n int, units ...string) stay.TenancyDetail {
	t.Helper()
	w := awarded(t, o, n, units...)
	id, err := o.SignContract(t.Context(), o.as(t, allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, FullTime: 9, PartTime: 2})
	ok(t, err)
	return stayOf(t, o, id)
}

func stayOf(t testing.TB, o testOffice, id int64) stay.TenancyDetail {
	t.Helper()
	d, err := o.Tenancy(t.Context(), o.as(t, allocation.Auditor), id)
	ok(t, err)
	return d
}

// handed goes on to the keys, today; opened to the opening, today.
func handed(t testing.TB, o testOffice, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	var conditions []allocation.Condition
	for _, h := range d.Holdings {
		if !h.To.IsZero() {
			continue
		}
		conditions = append(conditions, allocation.Condition{UnitID: h.UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"})
	}
	_, err := o.HandOver(t.Context(), o.as(t, allocation.Manager), d.ID, d.Version, o.clock.day, conditions)
	ok(t, err)
	return stayOf(t, o, d.ID)
}

func opened(t testing.TB, o testOffice, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	d = handed(t, o, d)
	_, err := o.OpenBusiness(t.Context(), o.as(t, allocation.Manager), d.ID, d.Version, o.clock.day)
	ok(t, err)
	return stayOf(t, o, d.ID)
}

func refused(t testing.TB, name string, err error, want *say.Refusal) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", name, err, want)
	}
}

func TestFromAwardToOpening(t *testing.T) {
	o := stayOffice(t, 2)
	by := o.as(t, allocation.Manager)
	w := awarded(t, o, 1, "JS-NSQ-01-1-01")
	for name, bad := range map[string]stay.Signing{
		"signed tomorrow":         {Award: w.ID, Version: w.Version, Signed: o.clock.day.AddDays(1)},
		"signed before the award": {Award: w.ID, Version: w.Version, Signed: o.clock.day.AddDays(-1)},
	} {
		_, err := o.SignContract(t.Context(), by, bad)
		refused(t, name, err, allocation.ErrSignedDay)
	}
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version + 1, Signed: o.clock.day})
	refused(t, "an old form", err, engine.ErrStale)
	_, err = o.SignContract(t.Context(), o.as(t, allocation.Intake), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day})
	refused(t, "the counter signs", err, engine.ErrNotAllowed)
	if got := unitStates(t, o); got != "reserved vacant" {
		t.Fatalf("refusals left %s", got)
	}

	o.clock.day = onDay("2021-03-18")
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: onDay("2021-03-17"), FullTime: 9, PartTime: 2})
	ok(t, err)
	d := stayOf(t, o, id)
	if d.Number != "RZ-JS-2021-0001" || d.State != allocation.TenancySigned || d.Signed != onDay("2021-03-17") || d.Clock != d.Signed {
		t.Errorf("%+v", d.Tenancy)
	}
	c := d.Contract
	if c.Number != "HT-JS-2021-0001" || c.From != onDay("2021-03-17") || c.LastDay() != onDay("2024-03-16") || c.State != allocation.ContractRunning {
		t.Errorf("%+v", c)
	}
	if d.Units != "JS-NSQ-01-1-01" || d.Area != 10000 || len(d.Holdings) != 1 || d.Holdings[0].From != d.Signed || !d.Holdings[0].To.IsZero() {
		t.Errorf("%q %s %+v", d.Units, d.Area, d.Holdings)
	}
	if d.Promised.Full != 9 || d.Promised.Part != 2 || applicationState(t, o, d.Application) != "contracted" || unitStates(t, o) != "occupied vacant" {
		t.Errorf("promised %+v, units %s", d.Promised, unitStates(t, o))
	}
	_, err = o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version + 1, Signed: o.clock.day})
	refused(t, "signed twice", err, allocation.ErrAwardNotOffered)

	_, err = o.OpenBusiness(t.Context(), by, id, d.Version, o.clock.day)
	refused(t, "open before the keys", err, allocation.ErrTenancyMove)
	_, err = o.HandOver(t.Context(), by, id, d.Version, o.clock.day, nil)
	refused(t, "keys without a record", err, engine.ErrUnitsDiffer)
	o.clock.day = onDay("2021-03-20")
	condition := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: " 门锁坏 "}}
	openBy, err := o.HandOver(t.Context(), by, id, d.Version, onDay("2021-02-03").AddMonths(1).AddDays(16), condition)
	ok(t, err)
	if openBy != onDay("2021-06-21") { // 06-19 is a Saturday
		t.Errorf("open by %s", openBy)
	}
	d = stayOf(t, o, id)
	if len(d.Out) != 1 || d.Out[0].Defects != "门锁坏" || d.Out[0].Keys != 3 || len(d.Readings) != 1 || d.Readings[0].Water != 12000 {
		t.Errorf("record %+v, readings %+v", d.Out, d.Readings)
	}
	o.clock.day = onDay("2021-07-02")
	if p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: "逾期:是"}); err != nil || p.Total != 1 || p.Rows[0].Late(o.clock.day) != 11 {
		t.Errorf("late %+v %v", p, err)
	}
	late, err := o.OpenBusiness(t.Context(), by, id, d.Version, onDay("2021-06-25"))
	if err != nil || late != 4 {
		t.Errorf("late %d %v", late, err)
	}
	d = stayOf(t, o, id)
	if d.State != allocation.TenancyOpen || len(d.Moves) != 3 || d.Moves[2].To != allocation.TenancyOpen || d.Moves[2].By == "" {
		t.Errorf("%s %+v", d.State, d.Moves)
	}
	verified(t, o)
}

func TestOpeningDeadlineRollsOverHolidays(t *testing.T) {
	o := stayOffice(t, 1)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	ok(t, o.Write(context.Background(), engine.Console(), allocation.ActEditHolidays, func(x *engine.Tx) error {
		return basis.AddHolidays(x, []civil.SpecialDay{{Day: onDay("2021-06-15"), Name: "端午节"}}, "测试")
	}))
	if d = handed(t, o, d); d.OpenBy != onDay("2021-06-16") || !d.OpenSure {
		t.Errorf("keys on 2021-03-15: open by %s, sure %v", d.OpenBy, d.OpenSure)
	}
}

func TestMilestonesOfATenancy(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	o.clock.day = onDay("2021-03-22")
	m := allocation.Milestone{Kind: allocation.MilestoneFiled, Body: " 棚改办 ", Number: "2021-31", Day: onDay("2021-03-19")}
	ok(t, o.AddMilestone(t.Context(), by, d.ID, m))
	refused(t, "the same paper twice", o.AddMilestone(t.Context(), by, d.ID, m), engine.ErrDuplicate)
	m.Body = "国资局"
	ok(t, o.AddMilestone(t.Context(), by, d.ID, m))
	m.Day = onDay("2021-03-14")
	refused(t, "before the signing", o.AddMilestone(t.Context(), by, d.ID, m), allocation.ErrTenancyDay)
	d = stayOf(t, o, d.ID)
	if len(d.Milestones) != 2 || d.Milestones[0].Body != "棚改办" {
		t.Errorf("%+v", d.Milestones)
	}
}

func TestRenewalBeforeAndAfterTheEnd(t *testing.T) {
	for _, on := range []string{"2024-02-01", "2024-05-20"} {
		o := stayOffice(t, 1)
		by := o.as(t, allocation.Manager)
		d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
		o.clock.day = onDay(on)
		late := o.clock.day.After(d.Contract.LastDay())
		p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: "合同:超期占用"})
		if err != nil || (p.Total == 1) != late {
			t.Errorf("%s: %d holdovers, %v", on, p.Total, err)
		}
		number, err := o.RenewContract(t.Context(), by, d.ID, d.Version, o.clock.day)
		ok(t, err)
		d = stayOf(t, o, d.ID)
		c := d.Contract
		if number != "HT-JS-2024-0001" || c.Number != number || c.Term != 2 || c.From != onDay("2024-03-15") || c.LastDay() != onDay("2027-03-14") {
			t.Errorf("%s: %+v", on, c)
		}
		if len(d.Contracts) != 2 || d.Contracts[0].State != allocation.ContractRenewed || d.Clock != onDay("2021-03-15") {
			t.Errorf("%s: %+v", on, d.Contracts)
		}
		verified(t, o)
	}
}

// A returning applicant's clock goes on, unless a decision is recorded.
func TestClockOfAReturningApplicant(t *testing.T) {
	o := stayOffice(t, 3)
	by := o.as(t, allocation.Manager)
	first := contracted(t, o, 1, "JS-NSQ-01-1-01")
	second := request()
	second.MaxUnits, second.WantedMax, second.Groups = 1, 0, nil
	o.clock.day = onDay("2021-04-01")
	for _, decision := range []string{"", "区长办公会纪要 3 号"} {
		_, id, err := o.DraftApplication(t.Context(), o.as(t, allocation.Intake), intake.Intake{Applicant: allocation.Applicant{ID: first.Applicant}, Application: second})
		ok(t, err)
		ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
			if err := x.Exec(`UPDATE application SET state = 'approved', number = $1 WHERE id = $2`, "JS2021100"+decision, id); err != nil {
				return err
			}
			return intake.SetApplicationJobs(x, id, func(j *allocation.Jobs) { j.Accepted = allocation.JobFigure{Full: 10, Source: "合同", Day: x.Today} })
		}))
		_, err = o.AwardSingle(t.Context(), o.as(t, allocation.Approver), id, nil)
		ok(t, err)
		w, _, err := o.AwardOf(t.Context(), by, id)
		ok(t, err)
		if day, err := o.EarlierClock(t.Context(), by, w.ID); err != nil || day != first.Signed {
			t.Errorf("earlier clock %s %v", day, err)
		}
		stay, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: o.clock.day, Decision: decision})
		ok(t, err)
		d := stayOf(t, o, stay)
		if want := first.Signed; decision == "" && d.Clock != want || decision != "" && (d.Clock != d.Signed || d.Renewal != decision) {
			t.Errorf("decision %q: clock %s", decision, d.Clock)
		}
	}
}

func TestReadings(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	unit := d.Holdings[0].UnitID
	refused(t, "before the keys", o.RecordReading(t.Context(), by, d.ID, unit, o.clock.day, 1000, ""), stay.ErrReadingTime)
	d = handed(t, o, d)
	o.clock.day = onDay("2021-06-15")
	ok(t, o.RecordReading(t.Context(), by, d.ID, unit, onDay("2021-06-15"), 30500, ""))
	refused(t, "the same day", o.RecordReading(t.Context(), by, d.ID, unit, onDay("2021-06-15"), 31000, ""), stay.ErrReadingDay)
	refused(t, "higher than the next", o.RecordReading(t.Context(), by, d.ID, unit, onDay("2021-06-14"), 31000, ""), stay.ErrReadingHigher)
	o.clock.day = onDay("2021-09-15")
	refused(t, "lower without a reason", o.RecordReading(t.Context(), by, d.ID, unit, o.clock.day, 4000, " "), stay.ErrReadingLower)
	ok(t, o.RecordReading(t.Context(), by, d.ID, unit, o.clock.day, 4000, "换表"))
	refused(t, "another unit", o.RecordReading(t.Context(), by, d.ID, unit+1, o.clock.day, 4000, ""), engine.ErrUnitsDiffer)
	got := money.WaterOf([]money.Held{{Unit: unit}}, stayOf(t, o, d.ID).Readings)
	if len(got) != 2 || got[0].Litres != 18500 || got[1].Litres != 4000 || got[1].From != onDay("2021-06-15") {
		t.Errorf("%+v", got)
	}
}

func TestTenancyListFiltersAndSorts(t *testing.T) {
	o := stayOffice(t, 3)
	contracted(t, o, 1, "JS-NSQ-01-1-02")
	handed(t, o, contracted(t, o, 2, "JS-NSQ-01-1-01"))
	opened(t, o, contracted(t, o, 3, "JS-NSQ-01-1-03"))
	by := o.as(t, allocation.Auditor)
	for filter, want := range map[string]string{
		"": "3 2 1", "状态:待开业": "2", "待交接": "1", "wm": "3 2 1", "王某2": "2", "NSQ-01-1-03": "3", "RZ-JS-2021-0002": "2", "签订:2021-03": "3 2 1",
		"到期:2024-03-14": "3 2 1", "到期:<2024-03-14": "", "逾期:否": "3 2 1", "退出:是": "", "合同:履行中": "3 2 1", "开业期限:>2021-06-01": "3 2",
		"区:岭东区": "",
	} {
		p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: filter})
		if err != nil {
			t.Errorf("%q: %v", filter, err)
			continue
		}
		var got []string
		for _, r := range p.Rows {
			got = append(got, strings.TrimPrefix(r.Name, "王某"))
		}
		if s := strings.Join(got, " "); s != want || p.Total != len(got) {
			t.Errorf("%q: %q of %d, want %q", filter, s, p.Total, want)
		}
	}
	for column := range stay.TenancyNoun.Sorts {
		if _, err := o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 2}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "number", Desc: false}}, Offset: 1, Limit: 1})
	if err != nil || p.Offset != 1 || p.Total != 3 || len(p.Rows) != 1 || p.Rows[0].Number != "RZ-JS-2021-0002" {
		t.Errorf("%+v %v", p, err)
	}
	if p, err = o.Tenancies(t.Context(), by, engine.ListQuery{Limit: 1, Find: "RZ-JS-2021-0001"}); err != nil || p.Offset != 2 {
		t.Errorf("offset %d %v", p.Offset, err)
	}
	_, err = o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "colour", Desc: false}}})
	refused(t, "a column that is none", err, engine.ErrUnknownColumn)
}

func TestAnotherDistrictSeesNoTenancy(t *testing.T) {
	o := stayOffice(t, 1)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	other := engine.Actor{ID: 99, Name: "x", Role: allocation.Manager, District: "岭东区"}
	_, err := o.Tenancy(t.Context(), other, d.ID)
	refused(t, "detail", err, engine.ErrOtherDistrict)
	_, err = o.FeeSchedule(t.Context(), other, d.ID, civil.Date{})
	refused(t, "fees", err, engine.ErrOtherDistrict)
	p, err := o.Tenancies(t.Context(), other, engine.ListQuery{})
	if err != nil || p.Total != 0 {
		t.Errorf("list: %d %v", p.Total, err)
	}
}

// TestUnitListByHolder finds and sorts units by who holds them and until when.
func TestUnitListByHolder(t *testing.T) {
	o := stayOffice(t, 6)
	contracted(t, o, 1, "JS-NSQ-01-1-03")
	o.clock.day = o.clock.day.AddDays(40)
	contracted(t, o, 2, "JS-NSQ-01-1-01")
	awarded(t, o, 3, "JS-NSQ-01-1-05")
	tenant, waiting := o.unit(t, "JS-NSQ-01-1-03"), o.unit(t, "JS-NSQ-01-1-05")
	if tenant.HoldKind != "tenancy" || tenant.Holder == "" || tenant.Until != civil.MustParse("2024-03-14") || waiting.HoldKind != "award" || waiting.Holder == "" {
		t.Fatalf("%+v\n%+v", tenant, waiting)
	}
	numbers := func(q engine.ListQuery) string {
		t.Helper()
		page, err := o.Units(t.Context(), engine.Actor{}, q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, u := range page.Rows {
			out = append(out, strings.TrimPrefix(u.Number, "JS-NSQ-01-1-"))
		}
		return strings.Join(out, " ")
	}
	for filter, want := range map[string]string{
		"到期:2024-03":                                        "03",
		"到期:<=2024-03-13":                                   "",
		"到期:2024 状态:使用中":                                    "01 03",
		"承租人=" + tenant.Holder:                              "03",
		tenant.Holder:                                       "03",
		"承租人:" + search.Initials(tenant.Holder):             "03",
		"承租人=" + waiting.Holder:                             "05",
		"承租人:" + tenant.Holder + "," + waiting.Holder + " ": "03 05",
	} {
		if got := numbers(engine.ListQuery{Filter: filter}); got != want {
			t.Errorf("%q: %s, want %s", filter, got, want)
		}
	}
	for _, c := range []struct {
		sort []engine.Order
		want string
	}{
		{[]engine.Order{{Column: "until", Desc: false}}, "03 01 02 04 05 06"},
		{[]engine.Order{{Column: "until", Desc: true}}, "01 03 06 05 04 02"},
		{[]engine.Order{{Column: "state", Desc: false}, {Column: "until", Desc: true}}, "02 04 06 05 01 03"},
	} {
		if got := numbers(engine.ListQuery{Sort: c.sort}); got != c.want {
			t.Errorf("%v: %s, want %s", c.sort, got, c.want)
		}
	}
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Sort: []engine.Order{{Column: "until", Desc: false}}, Limit: 2, Offset: 1})
	if err != nil || len(page.Rows) != 2 || page.Rows[0].Number != "JS-NSQ-01-1-01" {
		t.Errorf("%+v %v", page.Rows, err)
	}
}
