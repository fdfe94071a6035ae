package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
)

// ScreeningRow is a finding of the screening before a confirmation, with what the one who decided said of it.
type ScreeningRow struct {
	ID       int64
	Round    int64
	Run      int64
	Kind     draw.FindingKind
	Finding  string // in words
	Remark   string
	SentBack bool // the round was sent back for it
	Day      civil.Date
	Account  int64
	By       string // display name
}

// ScreeningNoun reads and writes findings.
var ScreeningNoun = engine.NewNoun(engine.Noun[ScreeningRow]{
	Title: "确认前筛查",
	From:  ` FROM screening g LEFT JOIN account a ON a.id = g.account_id`,
	Fields: []engine.Field[ScreeningRow]{
		{Key: "id", Column: "id", At: func(r *ScreeningRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *ScreeningRow) any { return &r.Round }},
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *ScreeningRow) any { return &r.Run }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *ScreeningRow) any { return &r.Kind }},
		{Key: "finding", Title: "发现", Column: "finding", At: func(r *ScreeningRow) any { return &r.Finding }},
		{Key: "remark", Title: say.Remark, Column: "remark", At: func(r *ScreeningRow) any { return &r.Remark }},
		{Key: "sent_back", Title: "退回", Column: "sent_back", At: func(r *ScreeningRow) any { return &r.SentBack }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *ScreeningRow) any { return &r.Day }},
		{Key: "account", Title: say.Account, Column: "account_id", At: func(r *ScreeningRow) any { return &r.Account }},
		{Key: "by", Expr: "coalesce(a.display, '')", At: func(r *ScreeningRow) any { return &r.By }},
	},
})

const (
	sqlStaff     = `SELECT display, '账号' FROM account UNION SELECT name, '评审人' FROM expert WHERE district = $1 ORDER BY 2, 1`
	sqlInterests = `SELECT a.number, s.expert, s.reason FROM evaluation_score s JOIN evaluation e ON e.id = s.evaluation_id
		JOIN application a ON a.id = e.application_id JOIN round_applicant x ON x.application_id = a.id
		WHERE x.round_id = $1 AND s.state IN ('conflict', 'withdrawn') ORDER BY a.number, s.id`
	sqlMembers = `SELECT a.applicant_id, a.number, 0 FROM round_applicant x JOIN application a ON a.id = x.application_id WHERE x.round_id = $1 ORDER BY a.number`

	// sqlSingles are those placed one by one since a day, and those who wait.
	sqlSingles = `SELECT a.applicant_id, a.number, a.state <> 'approved' FROM application a WHERE a.district = $1 AND (a.state = 'approved' OR EXISTS (
		SELECT 1 FROM award w JOIN round r ON r.id = w.round_id WHERE w.application_id = a.id AND r.single = 1 AND w.undone = 0 AND r.confirmed_day >= $2)) ORDER BY a.number`
	sqlInterestsOf = `SELECT a.number, s.expert, s.reason FROM evaluation_score s JOIN evaluation e ON e.id = s.evaluation_id
		JOIN application a ON a.id = e.application_id WHERE a.id = $1 AND s.state IN ('conflict', 'withdrawn') ORDER BY s.id`
)

// screened looks through the result that stands for what frauds looked like; a single placement has been screened when it was made.
func screened(ctx context.Context, q engine.Querier, r RoundRow) ([]draw.Finding, error) {
	if r.Single || r.Run == 0 {
		return nil, nil
	}
	run, err := readRun(ctx, q, r.Run)
	if err != nil {
		return nil, err
	}
	list, err := entrants(ctx, q, sqlMembers, r.ID)
	if err != nil {
		return nil, err
	}
	for i := range list {
		l, found := run.Line(list[i].Number)
		list[i].Served = found && len(l.Units) > 0
	}
	house, interests, err := related(ctx, q, r.District, sqlInterests, r.ID)
	return draw.Screen(list, house, interests), err
}

// singlesLooked is how many months back single placements are screened together.
const singlesLooked = 12

// screenedSingle looks through a single placement for what frauds looked like, beside those of the last months and those who wait.
func screenedSingle(ctx context.Context, q engine.Querier, district string, application int64, today civil.Date) ([]draw.Finding, error) {
	d, err := intake.ReadApplication(ctx, q, application)
	if err != nil {
		return nil, err
	}
	return ScreenedOne(ctx, q, district, application, d.Applicant, today)
}

// ScreenedOne looks through what one applicant is given alone, a single placement or other premises for a sitting tenant: by the
// application that it came with, beside those placed one by one in the last months and those who wait.
func ScreenedOne(ctx context.Context, q engine.Querier, district string, application, applicant int64, today civil.Date) ([]draw.Finding, error) {
	number, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT number FROM application WHERE id = $1`, application)
	if err != nil {
		return nil, err
	}
	who, err := intake.ReadApplicant(ctx, q, applicant)
	if err != nil {
		return nil, err
	}
	self := entrant(number, &who.Applicant, true)
	list, err := entrants(ctx, q, sqlSingles, district, today.AddMonths(-singlesLooked))
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(e draw.Entrant) bool { return e.Number == number || e.Same(self) }) // what it had before (flags say so)
	house, interests, err := related(ctx, q, district, sqlInterestsOf, application)
	return draw.ScreenOne(append(list, self), number, house, interests), err
}

// SingleFindings is what the screening of placing a waiting application comes upon. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) SingleFindings(ctx context.Context, by engine.Actor, application int64) (found []draw.Finding, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		d, err := intake.ReadApplication(ctx, q, application)
		if err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		found, err = screenedSingle(ctx, q, d.District, application, s.Today())
		return err
	})
	return found, err
}

// entrants reads applicants with their numbers, and whether the query calls them served.
func entrants(ctx context.Context, q engine.Querier, query string, args ...any) ([]draw.Entrant, error) {
	type member struct {
		applicant int64
		number    string
		served    bool
	}
	members, err := engine.All(ctx, q, func(s engine.Scanner) (m member, err error) {
		err = s.Scan(&m.applicant, &m.number, &m.served)
		return m, err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	list := make([]draw.Entrant, len(members))
	for i, m := range members {
		who, err := intake.ReadApplicant(ctx, q, m.applicant)
		if err != nil {
			return nil, err
		}
		list[i] = entrant(m.number, &who.Applicant, m.served)
	}
	return list, nil
}

// related reads who works for the office or sits on a panel of the district, and which interests were declared.
func related(ctx context.Context, q engine.Querier, district, declared string, of int64) ([]draw.Insider, []draw.Interest, error) {
	house, err := engine.All(ctx, q, func(s engine.Scanner) (i draw.Insider, err error) { err = s.Scan(&i.Name, &i.Part); return i, err }, sqlStaff, district)
	if err != nil {
		return nil, nil, err
	}
	interests, err := engine.All(ctx, q, func(s engine.Scanner) (i draw.Interest, err error) {
		err = s.Scan(&i.Number, &i.Expert, &i.Reason)
		return i, err
	}, declared, of)
	return house, interests, err
}

// entrant is an applicant as the screening sees it.
func entrant(number string, a *allocation.Applicant, served bool) draw.Entrant {
	e := draw.Entrant{
		Number: number, Name: a.Name, Served: served, Address: a.Address, Agent: a.Agent.Name,
		People: []string{a.Name, a.Head, a.Agent.Name}, Identities: []string{a.IDNumber, a.CreditCode, a.Agent.IDNumber}, Phones: []string{a.Phone, a.Agent.Phone},
	}
	for _, m := range a.Members {
		e.People, e.Identities, e.Phones = append(e.People, m.Name), append(e.Identities, m.IDNumber), append(e.Phones, m.Phone)
	}
	return e
}

// RoundFindings is what the screening of the result that stands comes upon, while the round waits for its confirmation.
func (s Room) RoundFindings(ctx context.Context, by engine.Actor, id int64) ([]draw.Finding, error) {
	r, err := s.Round(ctx, by, id)
	if err != nil || r.State != allocation.RoundNoticed {
		return nil, err
	}
	return screened(ctx, s.Read, r)
}

// RoundScreenings lists what was remarked on findings, the first one first.
func (s Room) RoundScreenings(ctx context.Context, by engine.Actor, id int64) ([]ScreeningRow, error) {
	if _, err := s.Round(ctx, by, id); err != nil {
		return nil, err
	}
	return ScreeningNoun.All(ctx, s.Read, `WHERE g.round_id = $1 ORDER BY g.id`, id)
}

// keepScreening screens the result once more and keeps every finding with its remark. Errors: draw.ErrUnremarked.
func keepScreening(t *engine.Tx, r RoundRow, remarks map[string]string) error {
	found, err := screened(t.Ctx, t, r)
	if err != nil {
		return err
	}
	if err := draw.Remarked(found, remarks); err != nil {
		return err
	}
	return addScreening(t, r, found, false, func(f draw.Finding) string { return remarks[f.Words()] })
}

func addScreening(t *engine.Tx, r RoundRow, found []draw.Finding, back bool, remark func(draw.Finding) string) error {
	for _, f := range found {
		row := ScreeningRow{Round: r.ID, Run: r.Run, Kind: f.Kind, Finding: f.Text, Remark: remark(f), SentBack: back, Day: t.Today, Account: t.By.ID}
		if _, err := ScreeningNoun.Add(t, row); err != nil {
			return err
		}
	}
	return nil
}

// SendBackRound refuses a confirmation because of what the screening found: the round is reopened with the reason, and the findings
// named (in words; none means all) are kept with it. Errors: draw.ErrNoFinding, those of Round.Reopen.
func (s Room) SendBackRound(ctx context.Context, by engine.Actor, id, version int64, reason string, findings ...string) error {
	return s.Write(ctx, by, allocation.ActReopenRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		found, err := screened(t.Ctx, t, r)
		if err != nil {
			return err
		}
		if len(findings) > 0 {
			found = slices.DeleteFunc(found, func(f draw.Finding) bool { return !slices.Contains(findings, f.Words()) })
		}
		if len(found) == 0 {
			return draw.ErrNoFinding
		}
		return reopenRound(t, &r, len(found), reason, func() error {
			return addScreening(t, r, found, true, func(draw.Finding) string { return reason })
		})
	})
}
