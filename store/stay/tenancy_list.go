package stay

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// TenancyRow is a tenancy with whom, what and by which contract it holds: the latest one.
type TenancyRow struct {
	allocation.Tenancy
	Applicant      int64
	Name           string // of the applicant
	TenantKind     allocation.ApplicantKind
	Application    int64
	ApplicationNo  string
	Award          int64 // that it began with
	Project        string
	WaterIntensive bool
	Contract       allocation.Contract
	Units          string        // numbers of the units held now, or at the end
	Area           quantity.Area // of them
	StateDay       civil.Date
	Exit           int64 // the exit that is under way; 0 without one
	Version        int64
}

// sqlContractState is the state of the contract c as people see it today.
const sqlContractState = `CASE WHEN c.state = 'running' AND c.to_day <= {today} THEN 'holdover' ELSE c.state END`

// sqlStayHolds are the holds h, with their units u, of the units that a stay t holds now, or held at its end.
const sqlStayHolds = `FROM hold h JOIN unit u ON u.id = h.unit_id
	WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END`

// sqlStayUnits are the numbers of those units.
const sqlStayUnits = `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number ` + sqlStayHolds + ` ORDER BY u.number)), '')`

// sqlStayExit is the exit of a stay t that is under way; NULL without one.
const sqlStayExit = `(SELECT x.id FROM exit x WHERE x.tenancy_id = t.id AND x.state IN ('opened', 'approved', 'noticed', 'returned'))`

// TenancyNoun is what tenancies are; what is void is listed only when the filter names it. Every table that a row always has
// is joined on the left, here as in each list: so the row itself comes first, and a count passes over the tables that its
// condition does not name.
var TenancyNoun = engine.NewNoun(engine.Noun[TenancyRow]{
	Title: textStay,
	From: ` FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id LEFT JOIN application a ON a.id = t.application_id
	LEFT JOIN contract c ON c.id = (SELECT k.id FROM contract k WHERE k.tenancy_id = t.id ORDER BY k.state = 'void', k.term DESC, k.id DESC LIMIT 1)`,
	Key:      "t.number",
	District: "t.district",
	Fields: slices.Concat([]engine.Field[TenancyRow]{
		{Key: "id", Column: "id", At: func(r *TenancyRow) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *TenancyRow) any { return &r.Number },
			Sorts: true, Filters: 6, Match: tenancyNumberMatch, Plain: 4,
		},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *TenancyRow) any { return &r.State },
			Sort: engine.PlaceAmong("t.state", allocation.TenancyStates), Filters: 1, Plain: 1,
			Choices: engine.TitledChoices(append(slices.Clone(allocation.TenancyStates), allocation.TenancyVoid)),
			Hides:   search.Choice{Value: string(allocation.TenancyVoid), Title: allocation.TenancyVoid.Title()},
		},
		{Key: "state_day", Title: "状态自", Column: "state_day", Sets: true, At: func(r *TenancyRow) any { return &r.StateDay }, Sorts: true},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *TenancyRow) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{Key: "applicant_id", Title: say.Applicant, Column: "applicant_id", At: func(r *TenancyRow) any { return &r.Applicant }},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *TenancyRow) any { return &r.Name },
			Sort: "p.initials", Filters: 4, Match: intake.NameMatch, Plain: 5,
		},
		{Key: "tenant_kind", Expr: "p.kind", At: func(r *TenancyRow) any { return &r.TenantKind }},
		{
			Key: "unit", JSON: "units", Title: engine.TextFieldUnit, Expr: sqlStayUnits, At: func(r *TenancyRow) any { return &r.Units },
			Of: func(r TenancyRow, _ civil.Date) any { return strings.Fields(r.Units) }, Filters: 5, Match: HeldUnitMatch, Plain: 6,
		},
		{
			Key: "area", JSON: "area_dm2", Title: engine.TextFieldArea, Unit: "㎡", At: func(r *TenancyRow) any { return &r.Area },
			Expr: `(SELECT CAST(coalesce(sum(u.area_dm2), 0) AS INTEGER) ` + sqlStayHolds + `)`,
		},
		{Key: "signed", Title: engine.TextFieldSigned, Column: "signed_day", At: func(r *TenancyRow) any { return &r.Signed }, Sorts: true, Filters: 7},
		{Key: "clock", JSON: "fee_clock", Title: "优惠起算日", Column: "clock_day", At: func(r *TenancyRow) any { return &r.Clock }},
		{Key: "clock_decision", Title: "起算依据", Column: "clock_decision", At: func(r *TenancyRow) any { return &r.Renewal }},
		{Key: "clock_how", Title: "起算方式", Column: "clock_how", At: func(r *TenancyRow) any { return &r.How }},
		{Key: "clock_basis", Title: "此前的入驻", Column: "clock_basis", At: func(r *TenancyRow) any { return &r.Basis }},
		{Key: "handed", JSON: "handed_over", Title: say.HandedOverOn, Column: "handed_day", Sets: true, At: func(r *TenancyRow) any { return &r.Handed }},
		{
			Key: "open_by", Title: say.OpenBy, Head: say.Opening, Column: "open_by", Sets: true, At: func(r *TenancyRow) any { return &r.OpenBy },
			Sorts: true, Filters: 8,
		},
		{Key: "open_sure", Title: "期限确定", Column: "open_sure", Sets: true, At: func(r *TenancyRow) any { return &r.OpenSure }},
		{Key: "opened", Title: say.OpenedOn, Column: "opened_day", Sets: true, At: func(r *TenancyRow) any { return &r.Opened }},
		{
			Key: "late", Title: say.Overdue, Filters: 10, Choices: engine.YesNoChoices(),
			Where: `CASE WHEN coalesce(t.opened_day, CASE t.state WHEN 'handed' THEN {today} END) > t.open_by THEN '1' ELSE '0' END`,
		},
		{Key: "stopped", Title: "停止减免日", Column: "stopped_day", Sets: true, At: func(r *TenancyRow) any { return &r.Stopped }},
		{Key: "ended", Title: "结束日期", Column: "ended_day", Sets: true, At: func(r *TenancyRow) any { return &r.Ended }},
		{
			Key: "contract", Title: say.Contract, Expr: "c.number", Of: func(r TenancyRow, _ civil.Date) any { return r.Contract.Number },
			Sorts: true,
		},
		{
			Key: "contract_state", Title: say.Contract, Of: func(r TenancyRow, today civil.Date) any { return r.Contract.StateOn(today) },
			Where: sqlContractState, Filters: 2, Choices: engine.TitledChoices(allocation.ContractStates), Plain: 2,
		},
		{
			Key: "until", Title: engine.TextFieldUntil, Expr: "c.to_day", Of: func(r TenancyRow, _ civil.Date) any { return r.Contract.LastDay() },
			Kind: search.FieldDate, Sorts: true, Where: "date(c.to_day, '-1 day')", Filters: 9,
		},
		{
			Key: "exit", Title: say.Exit, Expr: "coalesce(" + sqlStayExit + ", 0)", At: func(r *TenancyRow) any { return &r.Exit },
			Where: `CASE WHEN ` + sqlStayExit + ` IS NULL THEN '0' ELSE '1' END`, Filters: 11, Choices: engine.YesNoChoices(),
		},
		{Key: "unpriced", Title: TextUnpriced, Ask: askUnpriced, Filters: 13, Choices: engine.YesNoChoices()},
		{Key: "unbilled", Title: engine.TextFieldUnbilled, Ask: askUnbilled, Filters: 12, Choices: engine.YesNoChoices()},
		{
			Key: "differs", Title: TextDiffers, Column: "differs", Where: `CASE t.differs WHEN 1 THEN '1' ELSE '0' END`, Filters: 12,
			Choices: engine.YesNoChoices(),
		},
		{Key: "papers", Title: engine.TextFieldPapers, Ask: AskPapers, Filters: 13, Choices: engine.TitledChoices(oversight.PaperStates)},
		{
			Key: "community", Title: premises.UnitNoun.Word("community"), Filters: 14,
			Match: among(`t.id IN (SELECT h.ref_id FROM unit u JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' WHERE %s)`,
				engine.Sounding("u.community", `SELECT DISTINCT community FROM unit`)),
		},
		{
			Key: "group", Title: say.Group, Filters: 15,
			Match: among(`t.application_id IN (SELECT g.application_id FROM application_group g WHERE g.accepted = 1 AND %s)`,
				engine.Sounding("g.title", `SELECT DISTINCT title FROM application_group`)),
		},
		{Key: "application_id", Title: say.Application, Column: "application_id", At: func(r *TenancyRow) any { return &r.Application }},
		{Key: "application", Expr: "a.number", At: func(r *TenancyRow) any { return &r.ApplicationNo }},
		{Key: "project", Expr: "a.project", At: func(r *TenancyRow) any { return &r.Project }},
		{Key: "award", Title: say.Award, Column: "award_id", Null: true, At: func(r *TenancyRow) any { return &r.Award }},
		{Key: "water_intensive", Title: "用水为主", Column: "water_intensive", At: func(r *TenancyRow) any { return &r.WaterIntensive }},
		{Key: "assessed", Title: "已考核月数", Column: "assessed_months"},
		{Key: "billed", Title: "已出账至", Column: "billed_to"},
		{Key: "version", Column: "version", At: func(r *TenancyRow) any { return &r.Version }},
	}, engine.Joined(ContractRecord, "contract", func(r *TenancyRow) *allocation.Contract { return &r.Contract })),
})

// among finds stays by what a match finds in another table; within has its condition as %s.
func among(within string, match engine.TextMatch) engine.TextMatch {
	return func(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
		cond, err := match(ctx, q, b, word, exact)
		return fmt.Sprintf(within, cond), err
	}
}

// HeldUnitMatch finds what holds or held a unit, by a number that the unit has or had.
func HeldUnitMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	return `t.id IN (SELECT h.ref_id FROM unit u JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' WHERE ` + premises.NumberFound(b, word, exact) + `)`, nil
}

// tenancyNumberMatch finds a tenancy by its own number, that of its contract or of its application.
func tenancyNumberMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		place := b.Add(word)
		return "t.number = " + place + " OR c.number = " + place + " OR a.number = " + place, nil
	}
	return b.Like("t.number", word) + " OR " + b.Like("c.number", word) + " OR " + b.Like("a.number", word), nil
}

// Tenancies reads a window of the list of tenancies that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Tenancies(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[TenancyRow], error) {
	return TenancyNoun.List(ctx, s.Store, by, q)
}

// TenancyStates counts the tenancies that the actor may see by state.
func (s Room) TenancyStates(ctx context.Context, by engine.Actor) (map[allocation.TenancyState]int, error) {
	return engine.CountBy[allocation.TenancyState](ctx, s.Store, TenancyNoun, by, "state")
}
