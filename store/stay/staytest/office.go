// Package staytest adds tenancies to the office in which the store is tested.
//
//	staytest ──> roundtest, stay
package staytest

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/round/roundtest"
	"penggai/store/stay"
)

// Office is an office with the use cases of this room too.
type Office struct {
	roundtest.Office
	stay.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{roundtest.Of(o), stay.Of(o.Store)} }

// New is the office of roundtest.New with the five grounds, the benefits and the holidays of May 2021.
func New(t testing.TB, units int) Office {
	t.Helper()
	o := Of(roundtest.New(t, units).Base())
	c := basis.Catalogues{Grounds: leave.ExitGrounds()}
	five := allocation.From2017
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
		c.Holidays = append(c.Holidays, civil.SpecialDay{Day: enginetest.Day("2021-05-01").AddDays(i), Name: "劳动节"})
	}
	enginetest.OK(t, o.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error { return basis.AddCatalogues(x, c) }))
	return o
}

// Contracted is a tenancy signed today.
func (o Office) Contracted(t testing.TB, n int, units ...string) stay.TenancyDetail {
	t.Helper()
	w := o.Awarded(t, n, units...)
	id, err := o.SignContract(t.Context(), o.As(t, allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, FullTime: 9, PartTime: 2})
	enginetest.OK(t, err)
	return o.StayOf(t, id)
}

// StayOf is a tenancy as its page shows it.
func (o Office) StayOf(t testing.TB, id int64) stay.TenancyDetail {
	t.Helper()
	d, err := o.Tenancy(t.Context(), o.As(t, allocation.Auditor), id)
	enginetest.OK(t, err)
	return d
}

// Handed goes on to the keys, today.
func (o Office) Handed(t testing.TB, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	var conditions []allocation.Condition
	for _, h := range d.Holdings {
		if !h.To.IsZero() {
			continue
		}
		conditions = append(conditions, allocation.Condition{UnitID: h.UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"})
	}
	_, err := o.HandOver(t.Context(), o.As(t, allocation.Manager), d.ID, d.Version, o.Clock.Day, conditions)
	enginetest.OK(t, err)
	return o.StayOf(t, d.ID)
}

// Opened goes on to the keys and the opening, today.
func (o Office) Opened(t testing.TB, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	d = o.Handed(t, d)
	_, err := o.OpenBusiness(t.Context(), o.As(t, allocation.Manager), d.ID, d.Version, o.Clock.Day, "执照办理中")
	enginetest.OK(t, err)
	return o.StayOf(t, d.ID)
}

// SettledIn is a stay of one unit that opened: signed on 15, keys on 18, opening on 20 March 2021.
func (o Office) SettledIn(t testing.TB) stay.TenancyDetail {
	t.Helper()
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-03-18")
	d = o.Handed(t, d)
	o.Clock.Day = enginetest.Day("2021-03-20")
	_, err := o.OpenBusiness(t.Context(), o.As(t, allocation.Manager), d.ID, d.Version, o.Clock.Day, "执照办理中")
	enginetest.OK(t, err)
	return o.StayOf(t, d.ID)
}

// BenefitsText is every benefit of a tenancy with its state, in order.
func (o Office) BenefitsText(t testing.TB, tenancy int64) string {
	t.Helper()
	rows, err := o.Benefits(t.Context(), o.As(t, allocation.Auditor), tenancy)
	enginetest.OK(t, err)
	var out []string
	for _, r := range rows {
		out = append(out, r.Kind+" "+string(r.State))
	}
	return strings.Join(out, ", ")
}

// BenefitOf is the live benefit of a kind.
func (o Office) BenefitOf(t testing.TB, tenancy int64, kind string) stay.BenefitRow {
	t.Helper()
	rows, err := o.Benefits(t.Context(), o.As(t, allocation.Auditor), tenancy)
	enginetest.OK(t, err)
	for _, r := range rows {
		if r.Kind == kind && r.State.Live() {
			return r
		}
	}
	t.Fatalf("no live benefit %s", kind)
	return stay.BenefitRow{}
}

// Condition is what a unit looks like with a reading of its water meter.
func Condition(unit int64, water allocation.Volume) []allocation.Condition {
	return []allocation.Condition{{UnitID: unit, Keys: 3, Water: water, Power: 14000, Defects: "门锁坏"}}
}

// PaperOn is a change of a day on its paper.
func PaperOn(kind allocation.StayChangeKind, day string) allocation.HoldingChange {
	return allocation.HoldingChange{Kind: kind, Day: enginetest.Day(day), Document: "尖政函〔2021〕9 号"}
}

// Back is every unit as it was handed over.
func Back(d stay.TenancyDetail) []allocation.Condition {
	var out []allocation.Condition
	for _, h := range d.Out {
		c := h.Condition
		c.Water += 5000
		out = append(out, c)
	}
	return out
}

// Passed is a stay whose last assessment, today's, found it good: the room of assessments stands above this one.
func (o Office) Passed(t testing.TB, tenancy int64) {
	t.Helper()
	enginetest.OK(t, o.Write(t.Context(), engine.Console(), allocation.ActRecordAssessment, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO assessment (tenancy_id, district, number, state, day, covers, bodies, full_time, part_time, jobs_source, jobs_day, conclusion,
			proposed, recorded_by) SELECT id, district, 'KH-' || id || '-' || $2, 'done', $2, 0, '区政府', 9, 2, '社保', $2, 'pass', 'pass', 1
			FROM tenancy WHERE id = $1`, tenancy, o.Clock.Day)
	}))
}

// Renew signs the next term of a stay today, by decision of the approver.
func (o Office) Renew(t testing.TB, tenancy int64) (string, error) {
	t.Helper()
	by := o.As(t, allocation.Approver)
	f, err := o.RenewalOf(t.Context(), by, tenancy)
	enginetest.OK(t, err)
	return o.RenewContract(t.Context(), by, stay.Renewal{
		Tenancy: tenancy, Version: o.StayOf(t, tenancy).Version, Seen: f.Seen(),
		RenewalDecision: tenure.RenewalDecision{Signed: o.Clock.Day, Decision: "区长办公会纪要 3 号", Over: "带动就业，经营稳定"},
	})
}

// Renewed passes an assessment and signs the next term of a stay, twenty days before the end of the last one.
func (o Office) Renewed(t testing.TB, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	o.Clock.Day = o.StayOf(t, d.ID).Contract.To.AddDays(-20)
	return o.RenewedNow(t, d)
}

// RenewedNow does it today.
func (o Office) RenewedNow(t testing.TB, d stay.TenancyDetail) stay.TenancyDetail {
	t.Helper()
	o.Passed(t, d.ID)
	_, err := o.Renew(t, d.ID)
	enginetest.OK(t, err)
	return o.StayOf(t, d.ID)
}
