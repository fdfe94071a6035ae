package intake

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/store/engine"
)

// ApplicationRow is an application as lists show it.
type ApplicationRow struct {
	ID           int64                       `json:"-"`
	Number       string                      `json:"number"` // empty until it is accepted
	District     string                      `json:"district"`
	ApplicantID  int64                       `json:"-"`
	Applicant    string                      `json:"applicant"`
	Kind         allocation.ApplicantKind    `json:"kind"`
	State        allocation.ApplicationState `json:"state"`
	Project      string                      `json:"project"`
	Sector       string                      `json:"sector"` // the trade in words
	JobsClaimed  int64                       `json:"jobs_claimed"`
	JobsAccepted int64                       `json:"jobs_accepted"`
	Group        bool                        `json:"group"` // belongs to an accepted group that goes first under equal conditions
	WantedMin    quantity.Area               `json:"wanted_min_dm2"`
	WantedMax    quantity.Area               `json:"wanted_max_dm2"`
	Accepted     civil.Date                  `json:"accepted"`
	Since        civil.Date                  `json:"since"` // in this state
	Deadline     civil.Date                  `json:"supplement_deadline"`
	Flags        int                         `json:"flags"`
	Version      int64                       `json:"-"`
}

// ApplicationPage is one window of the list of applications.
type ApplicationPage struct {
	Rows   []ApplicationRow
	Offset int // place of Rows[0] in the whole list
	Total  int
}

const (
	sqlJoinApplicant     = ` JOIN applicant p ON p.id = a.applicant_id`
	sqlJoinClaimedJobs   = ` LEFT JOIN application_jobs j ON j.application_id = a.id AND j.stage = 'claimed'`
	sqlApplicationTables = ` application a` + sqlJoinApplicant + sqlJoinClaimedJobs
	sqlApplicationJobs   = `coalesce(j.full_time + j.part_time, 0)`

	sqlApplicationColumns = `SELECT a.id, coalesce(a.number, ''), a.district, a.applicant_id, p.name, p.kind, a.state, a.project,
		CASE a.sector WHEN '' THEN a.sector_text ELSE coalesce((SELECT c.title FROM catalogue c WHERE c.kind = 'sector' AND c.code = a.sector
			ORDER BY c.valid_from DESC LIMIT 1), a.sector) END,
		` + sqlApplicationJobs + `,
		coalesce((SELECT x.full_time + x.part_time FROM application_jobs x WHERE x.application_id = a.id AND x.stage = 'accepted'), 0),
		EXISTS (SELECT 1 FROM application_group g WHERE g.application_id = a.id AND g.priority = 1 AND g.accepted = 1),
		a.wanted_min, a.wanted_max, a.accepted_day, a.state_day, CASE a.state WHEN 'supplement' THEN a.supplement_deadline END,
		(SELECT count(*) FROM flag f WHERE f.application_id = a.id), a.version FROM`

	applicationsOf = sqlApplicationColumns + sqlApplicationTables + ` WHERE a.applicant_id = $1 ORDER BY a.id DESC`

	sqlApplicationStateRank = `CASE a.state WHEN 'draft' THEN 1 WHEN 'accepted' THEN 2 WHEN 'supplement' THEN 3 WHEN 'reviewed' THEN 4
		WHEN 'approved' THEN 5 WHEN 'awarded' THEN 6 WHEN 'contracted' THEN 7 ELSE 8 END`

	ApplicationCounts    = `SELECT state, count(*) FROM application GROUP BY state`
	ApplicationCountsFor = `SELECT state, count(*) FROM application WHERE district = $1 GROUP BY state`
)

// applicationOrders are the columns that the list can be sorted by.
var applicationOrders = map[string]string{
	"number": "a.number", "applicant": "p.initials", "project": "a.initials", "state": sqlApplicationStateRank, "district": "a.district",
	"jobs_claimed": sqlApplicationJobs, "since": "a.state_day", "accepted": "a.accepted_day", "supplement_deadline": "a.supplement_deadline",
}

// applicationFilter is what applications can be filtered by.
var applicationFilter = engine.FilterColumns{
	Fields: ApplicationFilterFields(),
	Column: map[string]engine.FilterColumn{
		"state":     {Expr: "a.state"},
		"district":  {Expr: "a.district"},
		"applicant": {Text: naming("p.name", "p.initials")},
		"project":   {Text: naming("a.project", "a.initials")},
		"sector": {Text: engine.Sounding(`coalesce((SELECT c.title FROM catalogue c WHERE c.kind = 'sector' AND c.code = a.sector
			ORDER BY c.valid_from DESC LIMIT 1), a.sector_text)`, "SELECT DISTINCT title FROM catalogue WHERE kind = 'sector'")},
		"number":              {Text: engine.Containing("coalesce(a.number, '')")},
		"jobs_claimed":        {Expr: sqlApplicationJobs},
		"accepted":            {Expr: "a.accepted_day"},
		"since":               {Expr: "a.state_day"},
		"supplement_deadline": {Expr: "CASE a.state WHEN 'supplement' THEN a.supplement_deadline END"},
	},
	Plain: []string{"state", "district", "number", "applicant", "project"},
}

// ApplicationFilterFields are the fields of a filter over applications, in the order in which they are named to people.
func ApplicationFilterFields() []search.FilterField {
	var states, districts []search.Choice
	for _, s := range allocation.ApplicationStates {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	for _, d := range allocation.Districts() {
		districts = append(districts, search.Choice{Value: d.Name, Title: d.Name})
	}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: districts},
		{Key: "applicant", Title: engine.TextFieldApplicant, Kind: search.FieldText},
		{Key: "project", Title: "项目", Kind: search.FieldText},
		{Key: "sector", Title: "行业", Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "jobs_claimed", Title: engine.TextFieldJobs, Kind: search.FieldCount},
		{Key: "accepted", Title: "受理日", Kind: search.FieldDate},
		{Key: "since", Title: "状态日", Kind: search.FieldDate},
		{Key: "supplement_deadline", Title: "补正期限", Kind: search.FieldDate},
	}
}

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

func scanApplicationRow(s engine.Scanner) (r ApplicationRow, err error) {
	err = s.Scan(&r.ID, &r.Number, &r.District, &r.ApplicantID, &r.Applicant, &r.Kind, &r.State, &r.Project, &r.Sector,
		&r.JobsClaimed, &r.JobsAccepted, &r.Group, &r.WantedMin, &r.WantedMax, &r.Accepted, &r.Since, &r.Deadline, &r.Flags, &r.Version)
	return r, err
}

// Applications reads a window of the applications that the actor may see, the newest first unless sorted. Keys of rows are their
// ids as text. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Applications(ctx context.Context, by engine.Actor, q engine.ListQuery) (page ApplicationPage, err error) {
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		l, err := newApplicationList(ctx, r, by, q)
		if err != nil {
			return err
		}
		page, err = l.page(ctx, r, &s.Counts, q)
		return err
	})
	return page, err
}

// applicationList is a question about applications, ready to be put together: the tables that it reads, the condition with its
// arguments, and the order, which ends with the id.
type applicationList struct {
	from, cond, order string
	args              []any
}

func newApplicationList(ctx context.Context, r engine.Querier, by engine.Actor, q engine.ListQuery) (l applicationList, err error) {
	var b engine.Binder
	cond, uses, err := applicationFilter.Where(ctx, r, &b, q.Filter)
	if err != nil {
		return l, err
	}
	if by.District != "" {
		own := "a.district = " + b.Add(by.District)
		if cond != "" {
			own += " AND "
		}
		cond = own + cond
	}
	if cond == "" {
		cond = "TRUE"
	}
	for _, o := range q.Sort {
		expr, ok := applicationOrders[o.Column]
		if !ok {
			return l, engine.ErrUnknownColumn.With(o.Column)
		}
		uses[o.Column] = true
		if o.Desc {
			expr += " DESC"
		}
		l.order += expr + " NULLS LAST, "
	}
	l.from = ` FROM application a`
	if uses["applicant"] {
		l.from += sqlJoinApplicant
	}
	if uses["jobs_claimed"] {
		l.from += sqlJoinClaimedJobs
	}
	l.cond, l.order, l.args = cond, l.order+"a.id DESC", b.Args
	return l, nil
}

// page reads head and window: the ids first, by as few tables as the question needs, then the rows of the window whole.
func (l applicationList) page(ctx context.Context, r engine.Querier, counts *engine.ListCounts, q engine.ListQuery) (page ApplicationPage, err error) {
	where := l.from + ` WHERE ` + l.cond
	tally, err := counts.Tally(ctx, r, "application "+where+fmt.Sprint(l.args...), func() (engine.ListTally, error) {
		n, err := engine.One(ctx, r, engine.ScanOne[int64], `SELECT count(*)`+where, l.args...)
		return engine.ListTally{Rows: n}, err
	})
	if err != nil {
		return page, err
	}
	page.Total = int(tally.Rows)
	if q.Limit <= 0 {
		q.Offset, q.Limit = 0, page.Total
	}
	b := engine.Binder{Args: slices.Clone(l.args)}
	if q.Find != "" {
		place, found, err := engine.Maybe(ctx, r, engine.ScanOne[int64], `SELECT place FROM (SELECT a.id AS id, row_number() OVER (ORDER BY `+l.order+`) - 1 AS place`+
			where+`) WHERE id = CAST(`+b.Add(q.Find)+` AS INTEGER)`, b.Args...)
		if err != nil {
			return page, err
		}
		if at := int(place); found && (at < q.Offset || at >= q.Offset+q.Limit) {
			q.Offset, q.After = max(at-q.Limit/2, 0), ""
		}
	}
	page.Offset = min(q.Offset, max(page.Total-1, 0))
	b, skip := engine.Binder{Args: slices.Clone(l.args)}, page.Offset
	if q.After != "" && len(q.Sort) == 0 {
		where, skip = where+` AND a.id < CAST(`+b.Add(q.After)+` AS INTEGER)`, 0
	}
	ids := `SELECT a.id` + where + ` ORDER BY ` + l.order + fmt.Sprintf(` LIMIT %d OFFSET %d`, q.Limit, skip)
	page.Rows, err = engine.All(ctx, r, scanApplicationRow, sqlApplicationColumns+` (`+ids+`) w CROSS JOIN application a`+
		sqlJoinApplicant+sqlJoinClaimedJobs+` WHERE a.id = w.id ORDER BY `+l.order, b.Args...)
	return page, err
}

// ApplicationCounts counts the applications that the actor may see by state.
func (s Room) ApplicationCounts(ctx context.Context, by engine.Actor) (map[allocation.ApplicationState]int, error) {
	counts := map[allocation.ApplicationState]int{}
	query, args := ApplicationCounts, []any{}
	if by.District != "" {
		query, args = ApplicationCountsFor, []any{by.District}
	}
	_, err := engine.All(ctx, s.Read, func(r engine.Scanner) (state allocation.ApplicationState, err error) {
		var n int
		if err = r.Scan(&state, &n); err == nil {
			counts[state] = n
		}
		return state, err
	}, query, args...)
	return counts, err
}

// ApplicantApplications lists all applications of an applicant, the newest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ApplicantApplications(ctx context.Context, by engine.Actor, applicant int64) ([]ApplicationRow, error) {
	if _, err := s.Applicant(ctx, by, applicant); err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, scanApplicationRow, applicationsOf, applicant)
}
