package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// MeterRow is the water meter of a unit whose tenant has the keys, with its latest reading that counts.
type MeterRow struct {
	ID        int64 // of the hold
	Tenancy   int64
	TenancyNo string
	District  string
	Name      string // of the tenant
	UnitID    int64
	Unit      string
	Community string
	Building  string
	Day       civil.Date // of the latest reading
	Water     allocation.Volume
}

// SqlMeterLacks is what makes a meter h of a stay t lack a reading, given the first day of the running period: water is paid for in
// a period that ended, and the latest reading l is none of its last month or later (charge.Lacks). That a bill without its water went
// out changes nothing.
func SqlMeterLacks(start string) string {
	return `(t.water_intensive = 1 OR ` + SqlPaysFrom + ` < ` + start + `) AND h.from_day < ` + start + ` AND t.handed_day < ` + start + `
		AND coalesce(l.day, '') < date(` + start + `, '-1 month', 'floor')`
}

// SqlLatestReading joins the latest reading l that counts of a unit that is held, h, by a stay t.
const SqlLatestReading = ` LEFT JOIN reading l ON l.id = (SELECT x.id FROM reading x WHERE x.tenancy_id = t.id AND x.unit_id = h.unit_id
	AND x.reversed_day IS NULL ORDER BY x.day DESC, x.meter = 'new' DESC, x.id DESC LIMIT 1)`

// MeterNoun is the meters that can be read; the head of their list says how many have been read this month.
var MeterNoun = engine.NewNoun(engine.Noun[MeterRow]{
	From: ` FROM hold h JOIN tenancy t ON t.id = h.ref_id AND h.kind = 'tenancy' AND h.to_day IS NULL AND t.handed_day IS NOT NULL AND t.ended_day IS NULL
		JOIN unit u ON u.id = h.unit_id LEFT JOIN applicant p ON p.id = t.applicant_id` + SqlLatestReading,
	District: "t.district",
	Groups:   "read",
	Order:    []engine.Order{{Column: "unit"}},
	Source:   meterDays,
	Fields: []engine.Field[MeterRow]{
		{Key: "id", Column: "id", At: func(r *MeterRow) any { return &r.ID }},
		{Key: "read", Title: "本月已抄", Expr: `CASE WHEN l.day >= d.month THEN '1' ELSE '0' END`, Filters: 1, Choices: engine.YesNoChoices()},
		{Key: "lacks", Title: TextLacksReading, Expr: `CASE WHEN ` + SqlMeterLacks(`(d.starts ->> t.district)`) + ` THEN '1' ELSE '0' END`, Filters: 2, Choices: engine.YesNoChoices()},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *MeterRow) any { return &r.District },
			Filters: 3, Choices: basis.DistrictChoices(), Plain: 1,
		},
		{
			Key: "community", Title: premises.UnitNoun.Word("community"), Expr: "u.community", At: func(r *MeterRow) any { return &r.Community }, Sorts: true,
			Filters: 4, Match: engine.Sounding("u.community", `SELECT DISTINCT community FROM unit`), Plain: 2,
		},
		{
			Key: "building", Title: premises.UnitNoun.Word("building"), Expr: "u.building", At: func(r *MeterRow) any { return &r.Building }, Sorts: true,
			Filters: 5, Match: engine.NumbersMatch("u.building"),
		},
		{
			Key: "unit", Title: engine.TextFieldUnit, Expr: "u.number", At: func(r *MeterRow) any { return &r.Unit }, Sorts: true,
			Filters: 6, Match: premises.NumberMatch, Plain: 3,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *MeterRow) any { return &r.Name },
			Sort: "p.initials", Filters: 7, Match: intake.NameMatch, Plain: 4,
		},
		{Key: "tenancy", Title: engine.TextFieldNumber, Expr: "t.number", At: func(r *MeterRow) any { return &r.TenancyNo }, Filters: 8, Match: engine.NumbersMatch("t.number")},
		{Key: "day", Title: "上次抄表", Expr: "l.day", At: func(r *MeterRow) any { return &r.Day }, Sorts: true, Filters: 9},
		{
			Key: "age", Title: "未抄天数", Kind: search.FieldCount, Where: `CAST(julianday({today}) - julianday(coalesce(l.day, h.from_day)) AS INTEGER)`,
			Of: func(r MeterRow, today civil.Date) any {
				if r.Day.IsZero() {
					return TextUnread
				}
				return today.Sub(r.Day)
			},
			Filters: 10,
		},
		{
			Key: "water", Title: "读数", Unit: "m³", Expr: "coalesce(l.litres, 0)", At: func(r *MeterRow) any { return &r.Water },
			Of: func(r MeterRow, _ civil.Date) any {
				if r.Day.IsZero() {
					return TextUnread
				}
				return r.Water.String()
			},
		},
		{Key: "tenancy_id", Expr: "t.id", At: func(r *MeterRow) any { return &r.Tenancy }},
		{Key: "unit_id", Expr: "u.id", At: func(r *MeterRow) any { return &r.UnitID }},
	},
})

// Words of meters.
const (
	TextUnread       = charge.TextUnread
	TextLacksReading = "缺读数"
)

// meterDays are the first day of this month and of the running bill period of each district.
func meterDays(ctx context.Context, q engine.Querier, b *engine.Binder, _ engine.Actor, today civil.Date) (tables, cond string, err error) {
	starts, err := BillStarts(ctx, q, today)
	if err != nil {
		return "", "", err
	}
	days, err := engine.Encode(starts)
	return "(SELECT " + b.Add(today.MonthStart()) + " AS month, " + b.Add(string(days)) + " AS starts) d CROSS JOIN ", "TRUE", err
}

// Meters reads a window of the list of meters that the actor may see. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Meters(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[MeterRow], error) {
	return MeterNoun.List(ctx, s.Store, by, q)
}

// MetersBeside reads the meters of the building of a unit, by unit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) MetersBeside(ctx context.Context, by engine.Actor, unit int64) (list []MeterRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		list, err = MeterNoun.All(ctx, q, `JOIN unit o ON o.id = $1 AND o.district = u.district AND o.community = u.community AND o.building = u.building
			ORDER BY u.number`, unit)
		return err
	})
	if err == nil && len(list) > 0 && !by.Sees(list[0].District) {
		return nil, engine.ErrOtherDistrict.With(list[0].District)
	}
	return list, err
}
