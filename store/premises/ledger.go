package premises

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// LedgerQuery chooses units as they stood on a day; empty fields choose all that the actor sees.
type LedgerQuery struct {
	Day       civil.Date
	District  string
	Pool      bool // only the city pool
	Community string
	State     allocation.UnitState
}

// LedgerRow is a unit as it stood on a day.
type LedgerRow struct {
	ID        int64
	Number    string
	District  string
	Community string
	Building  string
	Floor     int
	Bay       int
	Area      quantity.Area
	State     allocation.UnitState
	Since     civil.Date // first day in this state
	Sample    bool
	Tenant    string     // name; empty while no tenancy holds it
	Last      civil.Date // last day of the tenant's contract
}

// LedgerNoun is what lines of the ledger are: $1 is the district, $2 the day.
var LedgerNoun = engine.NewNoun(engine.Noun[LedgerRow]{
	From: ` FROM unit_spell s JOIN unit u ON u.id = s.unit_id
	LEFT JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day > $2)
	LEFT JOIN tenancy t ON t.id = h.ref_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN contract c ON c.tenancy_id = t.id
		AND c.term = (SELECT max(x.term) FROM contract x WHERE x.tenancy_id = t.id AND x.state <> 'void' AND x.signed_day <= $2) AND c.state <> 'void'`,
	Fields: []engine.Field[LedgerRow]{
		{Key: "unit_id", Expr: "u.id", At: func(r *LedgerRow) any { return &r.ID }},
		{Key: "number", Title: UnitNoun.Word("number"), Expr: "u.number", At: func(r *LedgerRow) any { return &r.Number }},
		{
			Key: "district", Title: UnitNoun.Word("district"), Expr: "s.district", At: func(r *LedgerRow) any { return &r.District },
			Text: func(r LedgerRow, _ civil.Date) string { return DistrictText(r.District) },
		},
		{Key: "community", Title: UnitNoun.Word("community"), Expr: "u.community", At: func(r *LedgerRow) any { return &r.Community }},
		{Key: "building", Title: UnitNoun.Word("building"), Expr: "u.building", At: func(r *LedgerRow) any { return &r.Building }},
		{Key: "floor", Title: UnitNoun.Word("floor"), Expr: "u.floor", At: func(r *LedgerRow) any { return &r.Floor }},
		{Key: "bay", Title: UnitNoun.Word("bay"), Expr: "u.bay", At: func(r *LedgerRow) any { return &r.Bay }},
		{
			Key: "area_dm2", Title: UnitNoun.Word("area_dm2"), Unit: "㎡", At: func(r *LedgerRow) any { return &r.Area }, Sums: true,
			Expr: "(SELECT a.area_dm2 FROM unit_area a WHERE a.unit_id = u.id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)",
		},
		{Key: "state", Title: UnitNoun.Word("state"), Expr: "s.state", At: func(r *LedgerRow) any { return &r.State }},
		{Key: "since", Title: "自何日", Expr: "s.from_day", At: func(r *LedgerRow) any { return &r.Since }},
		{Key: "tenant", Title: UnitNoun.Word("holder"), Expr: "coalesce(p.name, '')", At: func(r *LedgerRow) any { return &r.Tenant }},
		{Key: "contract_last", Title: "合同到期日", Expr: "date(c.to_day, '-1 day')", At: func(r *LedgerRow) any { return &r.Last }},
		{Key: "sample", Title: UnitNoun.Word("sample"), Expr: "u.sample", At: func(r *LedgerRow) any { return &r.Sample }, Of: ledgerSample, Sums: true},
	},
})

// ledgerSample counts the row where it is a sample.
func ledgerSample(r LedgerRow, _ civil.Date) any {
	if r.Sample {
		return 1
	}
	return 0
}

const sqlLedgerOn = `WHERE s.from_day <= $2 AND (s.to_day IS NULL OR s.to_day > $2) AND ($1 = '' OR s.district = $1)
	AND ($3 = 0 OR s.district = '') AND ($4 = '' OR u.community = $4) AND ($5 = '' OR s.state = $5)
	ORDER BY (SELECT d.place FROM district d WHERE d.name = s.district), u.number`

// Ledger lists units as they stood on a day, by district in the order of the policy and by number. Errors: ErrOtherDistrict.
func (s Room) Ledger(ctx context.Context, by engine.Actor, q LedgerQuery) ([]LedgerRow, error) {
	district, err := by.Asks(q.District)
	if err != nil {
		return nil, err
	}
	return LedgerNoun.All(ctx, s.Read, sqlLedgerOn, district, q.Day, q.Pool, q.Community, string(q.State))
}
