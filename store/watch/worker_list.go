package watch

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/roster"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// WorkerRow is a worker of the list of an assessment, the number masked.
type WorkerRow struct {
	ID         int64
	Assessment int64
	Number     string // of it
	State      oversight.AssessmentState
	Day        civil.Date
	District   string
	Tenant     string
	Stay       string // number of the tenancy
	Position   int
	roster.Worker
	Elsewhere bool // the same person stands on the list of another stay
}

// sqlWorkerElsewhere says whether the same person stands on the list of an assessment of another stay.
const sqlWorkerElsewhere = `CASE WHEN EXISTS (SELECT 1 FROM roster_worker o JOIN assessment l ON l.id = o.noun_id WHERE o.noun = 'assessment'
	AND o.person = w.person AND l.tenancy_id <> k.tenancy_id AND l.state <> 'void') THEN '1' ELSE '0' END`

// WorkerNoun is what the lists of workers of all assessments are. Its headings are those by which such a list is read back.
var WorkerNoun = engine.NewNoun(engine.Noun[WorkerRow]{
	Title: "用工名单",
	From: ` FROM roster_worker w JOIN assessment k ON w.noun = 'assessment' AND k.id = w.noun_id
	LEFT JOIN tenancy t ON t.id = k.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id`,
	District: "k.district",
	Order:    []engine.Order{{Column: "day", Desc: true}, {Column: "number", Desc: true}, {Column: "position"}},
	Fields: []engine.Field[WorkerRow]{
		{Key: "id", Expr: "w.id", At: func(r *WorkerRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Head: "考核状态", Expr: "k.state", At: func(r *WorkerRow) any { return &r.State },
			Filters: 1, Choices: engine.TitledChoices(oversight.AssessmentStates), Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "k.district", At: func(r *WorkerRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "coalesce(p.name, '')", At: func(r *WorkerRow) any { return &r.Tenant },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Head: "考核编号", Expr: "k.number", At: func(r *WorkerRow) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.NumbersMatch("k.number", "t.number"), Plain: 3,
		},
		{
			Key: "name", Title: say.PersonName, Expr: "w.name", At: func(r *WorkerRow) any { return &r.Name },
			Sorts: true, Filters: 5, Match: engine.Sounding("w.name", `SELECT DISTINCT name FROM roster_worker`), Plain: 5,
		},
		{Key: "since", Title: "入职日期", Expr: "coalesce(w.since, '')", At: func(r *WorkerRow) any { return &r.Since }, Sorts: true, Filters: 6},
		{Key: "day", Title: engine.TextFieldDay, Head: say.AssessedOn, Expr: "k.day", At: func(r *WorkerRow) any { return &r.Day }, Sorts: true, Filters: 7},
		{
			Key: "elsewhere", Title: "也在别户", Expr: sqlWorkerElsewhere, At: func(r *WorkerRow) any { return &r.Elsewhere },
			Filters: 8, Choices: engine.YesNoChoices(),
		},
		{Key: "tenancy", Title: say.TenancyNumber, Expr: "t.number", At: func(r *WorkerRow) any { return &r.Stay }},
		{Key: "identity", Title: "证件号码", Expr: "w.masked", At: func(r *WorkerRow) any { return &r.IDNumber }},
		{Key: "position", Title: "顺序", Expr: "w.position", At: func(r *WorkerRow) any { return &r.Position }, Sorts: true},
		{Key: "assessment", Expr: "k.id", At: func(r *WorkerRow) any { return &r.Assessment }},
	},
})

// Workers reads a window of the workers by name that the actor may see, those of the latest assessment first where nothing else is
// asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Workers(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[WorkerRow], error) {
	return WorkerNoun.List(ctx, s.Store, by, q)
}
