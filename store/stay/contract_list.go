package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// ContractRow is one contract with the tenancy that it is of.
type ContractRow struct {
	allocation.Contract
	Tenancy   int64
	TenancyNo string
	District  string
	Name      string // of the applicant
	Units     string // numbers of the units held now, or at the end
	FullTime  int64  // jobs that the contract promises
	PartTime  int64
}

// ContractNoun is what contracts of all terms are; what is void is listed only when the filter names it.
var ContractNoun = engine.NewNoun(engine.Noun[ContractRow]{
	Title: say.Contract,
	From: ` FROM contract c LEFT JOIN tenancy t ON t.id = c.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN application a ON a.id = t.application_id LEFT JOIN application_jobs j ON j.application_id = a.id AND j.stage = 'contracted'`,
	District: "t.district",
	Fields: slices.Concat(engine.Part(contractFields, func(r *ContractRow) *allocation.Contract { return &r.Contract }), []engine.Field[ContractRow]{
		{Key: "tenancy_id", Title: textStay, Column: "tenancy_id", At: func(r *ContractRow) any { return &r.Tenancy }},
		{Key: "tenancy", Expr: "t.number", At: func(r *ContractRow) any { return &r.TenancyNo }, Sorts: true},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *ContractRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *ContractRow) any { return &r.Name },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "unit", JSON: "units", Title: engine.TextFieldUnit, Expr: sqlStayUnits, At: func(r *ContractRow) any { return &r.Units },
			Of: func(r ContractRow, _ civil.Date) any { return strings.Fields(r.Units) }, Filters: 4, Match: HeldUnitMatch, Plain: 5,
		},
		{Key: "jobs_full_time", Expr: "coalesce(j.full_time, 0)", At: func(r *ContractRow) any { return &r.FullTime }},
		{Key: "jobs_part_time", Expr: "coalesce(j.part_time, 0)", At: func(r *ContractRow) any { return &r.PartTime }},
	}),
})

// Contracts reads a window of the list of contracts of all terms that the actor may see, the latest first where nothing else is
// asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Contracts(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[ContractRow], error) {
	return ContractNoun.List(ctx, s.Store, by, q)
}
