package intake

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/clerk"
	"penggai/allocation/quantity"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/value"
)

// ApplicationRow is an application as lists show it.
type ApplicationRow struct {
	ID           int64
	Number       string // empty until it is accepted
	District     string
	ApplicantID  int64
	Applicant    string
	Kind         allocation.ApplicantKind
	State        allocation.ApplicationState
	Project      string
	Sector       string // the trade in words
	JobsClaimed  int64
	JobsAccepted int64
	Group        bool // belongs to an accepted group that goes first under equal conditions
	WantedMin    quantity.Area
	WantedMax    quantity.Area
	Accepted     civil.Date
	Since        civil.Date // in this state
	Deadline     civil.Date // for what is missing, while that is asked for
	Flags        int
	Natures      []allocation.Nature
	Clerk        int64  // who handles it; 0: nobody
	ClerkName    string // display name
	Version      int64
}

const (
	sqlApplicationDeadline = `CASE a.state WHEN 'supplement' THEN a.supplement_deadline END`
	// SqlApplicationScored is whether all marks of an application's panel are in.
	SqlApplicationScored = `EXISTS (SELECT 1 FROM evaluation e WHERE e.application_id = a.id AND e.closed_day IS NULL
		AND NOT EXISTS (SELECT 1 FROM evaluation_score s WHERE s.evaluation_id = e.id AND s.state = 'named'))`
	sqlApplicationWaits = `CASE WHEN a.state <> 'reviewed' THEN '' WHEN ` + SqlApplicationScored + ` THEN 'decide' ELSE 'marks' END`
	sqlSectorTitle      = `(SELECT c.title FROM catalogue c WHERE c.kind = 'sector' AND c.code = a.sector AND c.valid_from <= {today}
		ORDER BY c.valid_from DESC LIMIT 1)`
)

// ApplicationNoun is what the list of applications shows.
var ApplicationNoun = engine.NewNoun(engine.Noun[ApplicationRow]{
	Title: say.Application,
	From: ` FROM application a LEFT JOIN applicant p ON p.id = a.applicant_id
	LEFT JOIN application_jobs j ON j.application_id = a.id AND j.stage = 'claimed' LEFT JOIN account k ON k.id = a.clerk`,
	District: "a.district",
	Fields: []engine.Field[ApplicationRow]{
		{Key: "id", Column: "id", At: func(r *ApplicationRow) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", Null: true, At: func(r *ApplicationRow) any { return &r.Number },
			Sort: "a.number", Filters: 6, Match: engine.Containing("coalesce(a.number, '')"), Plain: 3,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *ApplicationRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{Key: "applicant_id", Column: "applicant_id", At: func(r *ApplicationRow) any { return &r.ApplicantID }},
		{
			Key: "applicant", Title: say.Applicant, Expr: "p.name", At: func(r *ApplicationRow) any { return &r.Applicant },
			Sort: "p.initials", Filters: 3, Match: naming("p.name", "p.initials"), Plain: 4,
		},
		{Key: "kind", Expr: "p.kind", At: func(r *ApplicationRow) any { return &r.Kind }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", At: func(r *ApplicationRow) any { return &r.State },
			Sort: engine.PlaceAmong("a.state", allocation.ApplicationStates[:7]), Filters: 1, Plain: 1, // what ended without a contract is last
			Choices: engine.TitledChoices(allocation.ApplicationStates),
		},
		{
			Key: "project", Title: say.Project, Column: "project", At: func(r *ApplicationRow) any { return &r.Project },
			Sort: "a.initials", Filters: 4, Match: naming("a.project", "a.initials"), Plain: 5,
		},
		{
			Key: "sector", Title: say.Sector, Expr: `CASE a.sector WHEN '' THEN a.sector_text ELSE coalesce(` + sqlSectorTitle + `, a.sector) END`,
			At: func(r *ApplicationRow) any { return &r.Sector }, Filters: 5,
			Match: engine.Sounding(`coalesce(`+sqlSectorTitle+`, a.sector_text)`, "SELECT DISTINCT title FROM catalogue WHERE kind = 'sector'"),
		},
		{
			Key: "jobs_claimed", Title: say.Jobs, Expr: "coalesce(j.full_time + j.part_time, 0)",
			At: func(r *ApplicationRow) any { return &r.JobsClaimed }, Sorts: true, Filters: 7,
		},
		{
			Key: "jobs_accepted", At: func(r *ApplicationRow) any { return &r.JobsAccepted },
			Expr: `coalesce((SELECT x.full_time + x.part_time FROM application_jobs x WHERE x.application_id = a.id AND x.stage = 'accepted'), 0)`,
		},
		{
			Key: "group", Title: say.Group, At: func(r *ApplicationRow) any { return &r.Group },
			Expr: `EXISTS (SELECT 1 FROM application_group g WHERE g.application_id = a.id AND g.priority = 1 AND g.accepted = 1)`,
		},
		{Key: "wanted_min", JSON: "wanted_min_dm2", Column: "wanted_min", At: func(r *ApplicationRow) any { return &r.WantedMin }},
		{Key: "wanted_max", JSON: "wanted_max_dm2", Column: "wanted_max", At: func(r *ApplicationRow) any { return &r.WantedMax }},
		{Key: "accepted", Title: "受理日", Column: "accepted_day", At: func(r *ApplicationRow) any { return &r.Accepted }, Sorts: true, Filters: 8},
		{
			Key: "since", Title: "状态日", Head: say.Date, Column: "state_day", At: func(r *ApplicationRow) any { return &r.Since },
			Sorts: true, Filters: 9,
		},
		{
			Key: "supplement_deadline", Title: say.SupplementBy, Expr: sqlApplicationDeadline, At: func(r *ApplicationRow) any { return &r.Deadline },
			Sort: "a.supplement_deadline", Filters: 10,
		},
		{
			Key: "flags", Title: say.Hints, Expr: `(SELECT count(*) FROM flag f WHERE f.application_id = a.id)`,
			At: func(r *ApplicationRow) any { return &r.Flags },
		},
		{
			Key: "natures", Title: "项目类型", Column: "natures", At: func(r *ApplicationRow) any { return (*value.List[allocation.Nature])(&r.Natures) },
			Filters: 11, Match: engine.Listing("a.natures", "SELECT DISTINCT natures FROM application"),
		},
		{Key: "waits", Title: engine.TextFieldWaits, Expr: sqlApplicationWaits, Filters: 12, Choices: engine.TitledChoices(allocation.PanelWaits), Plain: 6},
		{Key: "clerk_id", Column: "clerk", At: func(r *ApplicationRow) any { return &r.Clerk }},
		{
			Key: "clerk", Title: clerk.Word, Expr: "coalesce(k.display, '')", At: func(r *ApplicationRow) any { return &r.ClerkName },
			Sorts: true, Filters: 13, Match: byClerk,
		},
		{Key: "version", Column: "version", At: func(r *ApplicationRow) any { return &r.Version }},
	},
})

// naming finds a word in a column of names: 汉字 in the name, letters in its stored sounds.
func naming(expr, sounds string) engine.TextMatch {
	return func(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
		switch {
		case exact:
			return expr + " = " + b.Add(word), nil
		case searchInitials(word) == noSound:
			return b.Like(expr, word), nil
		}
		return b.Like(expr, word) + " OR " + b.Like(sounds, searchInitials(word)), nil
	}
}

// Applications reads a window of the applications that the actor may see, the newest first unless sorted. Keys of rows are their
// ids as text. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Applications(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[ApplicationRow], error) {
	return ApplicationNoun.List(ctx, s.Store, by, q)
}

// ApplicationCounts counts the applications that the actor may see by state.
func (s Room) ApplicationCounts(ctx context.Context, by engine.Actor) (map[allocation.ApplicationState]int, error) {
	return engine.CountBy[allocation.ApplicationState](ctx, s.Store, ApplicationNoun, by, "state")
}

// ApplicantApplications lists all applications of an applicant, the newest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ApplicantApplications(ctx context.Context, by engine.Actor, applicant int64) ([]ApplicationRow, error) {
	if _, err := s.Applicant(ctx, by, applicant); err != nil {
		return nil, err
	}
	n := ApplicationNoun
	return engine.All(ctx, s.Read, n.Scan, engine.Dated(n.Columns+n.From+` WHERE a.applicant_id = $1 ORDER BY a.id DESC`, s.Today()), applicant)
}
