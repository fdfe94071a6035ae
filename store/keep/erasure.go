package keep

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/keeping"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/schema"
)

// ErasureRow is an erasure with the names of who signed it.
type ErasureRow struct {
	keeping.Erasure
	ByName     string
	SecondName string
	Version    int64
}

// Line is a subject of an erasure as it was listed.
type Line struct {
	Applicant      int64
	Name, District string
	Ended, Until   civil.Date
	Numbers        int
	Gone           []keeping.Bar // what bars it now, while the erasure waits
	Now            bool          // it is due now
}

// ErasureDetail is an erasure with its subjects.
type ErasureDetail struct {
	ErasureRow
	Lines  []Line
	Others []string // who else may sign
}

// Second refuses the second signature of who drew it up. Errors: allocation.ErrSamePerson.
func (d ErasureDetail) Second(by int64) error {
	if by == d.By {
		return basis.SameHands(d.Others, allocation.ActCarryErasure.Roles)
	}
	return nil
}

// ErasureNoun is what erasures are.
var ErasureNoun = engine.NewNoun(engine.Noun[ErasureRow]{
	Title:    keeping.Word,
	From:     ` FROM erasure e LEFT JOIN account i ON i.id = e.proposed_by LEFT JOIN account j ON j.id = e.decided_by`,
	Key:      "e.number",
	District: "e.district",
	Fields: []engine.Field[ErasureRow]{
		{Key: "id", Column: "id", At: func(r *ErasureRow) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *ErasureRow) any { return &r.Number },
			Sorts: true, Filters: 2, Match: engine.NumbersMatch("e.number"), Plain: 2,
		},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *ErasureRow) any { return &r.State },
			Sort: engine.PlaceAmong("e.state", keeping.States), Filters: 1, Choices: engine.TitledChoices(keeping.States), Plain: 1,
		},
		{Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *ErasureRow) any { return &r.District }},
		{Key: "day", Title: "拟定日期", Column: "day", At: func(r *ErasureRow) any { return &r.Day }, Sorts: true, Filters: 3},
		{Key: "by", Column: "proposed_by", At: func(r *ErasureRow) any { return &r.By }},
		{Key: "by_name", Title: "拟定人", Expr: "coalesce(i.display, '')", At: func(r *ErasureRow) any { return &r.ByName }},
		{Key: "note", Title: "说明", Column: "note", At: func(r *ErasureRow) any { return &r.Note }},
		{Key: "decided", Title: "决定日期", Column: "decided_day", Sets: true, At: func(r *ErasureRow) any { return &r.Decided }, Sorts: true},
		{Key: "second", Column: "decided_by", Sets: true, At: func(r *ErasureRow) any { return &r.Second }},
		{Key: "second_name", Title: "批准人", Expr: "coalesce(j.display, '')", At: func(r *ErasureRow) any { return &r.SecondName }},
		{Key: "decision", Title: "意见", Column: "decision", Sets: true, At: func(r *ErasureRow) any { return &r.Decision }},
		{Key: "subjects", Title: "主体", Column: "subjects", At: func(r *ErasureRow) any { return &r.Subjects }, Sorts: true},
		{Key: "numbers", Title: "号码", Column: "numbers", Sets: true, At: func(r *ErasureRow) any { return &r.Numbers }, Sorts: true},
		{Key: "version", Column: "version", At: func(r *ErasureRow) any { return &r.Version }},
	},
})

// Erasures reads a window of the list, the latest first where nothing else is asked.
func (s Room) Erasures(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[ErasureRow], error) {
	return ErasureNoun.List(ctx, s.Store, by, q)
}

// ErasureStates counts the erasures that the actor may see by state.
func (s Room) ErasureStates(ctx context.Context, by engine.Actor) (map[keeping.State]int, error) {
	return engine.CountBy[keeping.State](ctx, s.Store, ErasureNoun, by, "state")
}

const sqlLines = `SELECT applicant_id, name, district, ended_day, due_day, numbers FROM erasure_line WHERE erasure_id = $1 ORDER BY id`

func lines(ctx context.Context, q engine.Querier, id int64) ([]Line, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (l Line, err error) {
		err = r.Scan(&l.Applicant, &l.Name, &l.District, &l.Ended, &l.Until, &l.Numbers)
		return l, err
	}, sqlLines, id)
}

// Erasure reads an erasure; of one that waits it says who is not due any more. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Erasure(ctx context.Context, by engine.Actor, id int64) (d ErasureDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.ErasureRow, err = ErasureNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		if d.Lines, err = lines(ctx, q, id); err != nil {
			return err
		}
		if d.State == keeping.Proposed {
			now, err := subjects(ctx, q, d.District, s.Today())
			if err != nil {
				return err
			}
			for i := range d.Lines {
				l := &d.Lines[i]
				x := find(now, l.Applicant)
				l.Now, l.Gone = x.Due(s.Today()), x.Bars
			}
		}
		d.Others, err = basis.Others(ctx, q, d.District, allocation.ActCarryErasure.Roles, d.By)
		return err
	})
	return d, err
}

// find is a subject as it stands now; one without numbers is not among them.
func find(list []keeping.Subject, applicant int64) keeping.Subject {
	if i := slices.IndexFunc(list, func(s keeping.Subject) bool { return s.ID == applicant }); i >= 0 {
		return list[i]
	}
	return keeping.Subject{ID: applicant}
}

// ProposeErasure draws up the list of all that is due of what the actor may see; seen is how many subjects the person saw. Errors:
// ErrChanged, ErrWaits, keeping.ErrNothingDue.
func (s Room) ProposeErasure(ctx context.Context, by engine.Actor, seen int, note string) (id int64, number string, err error) {
	err = s.Write(ctx, by, ActProposeErasure, func(t *engine.Tx) error {
		waits, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM erasure WHERE state = 'proposed' AND ($1 = '' OR district = '' OR district = $1))`, t.By.District)
		if err != nil {
			return err
		}
		if waits {
			return keeping.ErrWaits
		}
		all, err := subjects(t.Ctx, t, t.By.District, t.Today)
		if err != nil {
			return err
		}
		due := slices.DeleteFunc(all, func(x keeping.Subject) bool { return !x.Due(t.Today) })
		if len(due) != seen && len(due) > 0 {
			return keeping.ErrChanged
		}
		e, err := keeping.Propose(t.By.District, t.By.ID, due, note, t.Today)
		if err != nil {
			return err
		}
		n, err := t.Number(keeping.Series(t.Today.Year()))
		if err != nil {
			return err
		}
		number = keeping.Number(t.Today.Year(), n)
		e.Number = number
		if id, err = ErasureNoun.Add(t, ErasureRow{Erasure: e}); err != nil {
			return err
		}
		for i := range due {
			x := &due[i]
			if err := t.Exec(`INSERT INTO erasure_line (erasure_id, applicant_id, name, district, ended_day, due_day, numbers) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				id, x.ID, x.Name, x.District, x.Ended, x.Until(), x.Numbers); err != nil {
				return err
			}
		}
		tell(t, id, ErasureRow{Erasure: e})
		t.Reason(e.Note)
		return t.Move("erasure", id, "", string(e.State), e.Note)
	})
	return id, number, err
}

func tell(t *engine.Tx, id int64, r ErasureRow) {
	t.Subject(fmt.Sprintf("%s %d 个主体", r.Number, r.Subjects))
	t.About(string(allocation.NounErasure), id)
}

// CarryErasure is the second signature: every number on the list goes, with all that hangs on it, in the transaction that says so.
// Errors: ErrStale, allocation.ErrSamePerson, those of keeping.Erasure.Carry.
func (s Room) CarryErasure(ctx context.Context, by engine.Actor, id, version int64, decision string) (numbers int, err error) {
	err = s.change(ctx, by, allocation.ActCarryErasure, id, version, func(t *engine.Tx, r *ErasureRow) error {
		if _, err := basis.SeparateFrom(t, "", r.By); err != nil { // of no district: always two people
			return err
		}
		list, err := lines(t.Ctx, t, id)
		if err != nil {
			return err
		}
		all, err := subjects(t.Ctx, t, r.District, t.Today)
		if err != nil {
			return err
		}
		var now []keeping.Subject
		for _, l := range list {
			x := find(all, l.Applicant)
			x.Name = l.Name
			now = append(now, x)
		}
		if err := r.Carry(t.By.ID, now, decision, t.Today); err != nil {
			return err
		}
		r.Numbers = 0
		for _, x := range now {
			n, err := erase(t, x.ID)
			if err != nil {
				return err
			}
			r.Numbers += n
		}
		numbers = r.Numbers
		return nil
	})
	if err != nil {
		return 0, err
	}
	return numbers, s.Scrub(ctx)
}

// RefuseErasure does not agree. Errors: ErrStale, those of keeping.Erasure.Refuse.
func (s Room) RefuseErasure(ctx context.Context, by engine.Actor, id, version int64, why string) error {
	return s.change(ctx, by, ActRefuseErasure, id, version, func(t *engine.Tx, r *ErasureRow) error {
		return r.Refuse(t.By.ID, why, t.Today)
	})
}

// WithdrawErasure takes a proposal back. Errors: ErrStale, those of keeping.Erasure.Withdraw.
func (s Room) WithdrawErasure(ctx context.Context, by engine.Actor, id, version int64, why string) error {
	return s.change(ctx, by, ActWithdrawErasure, id, version, func(t *engine.Tx, r *ErasureRow) error {
		return r.Withdraw(t.By.ID, why, t.Today)
	})
}

// change is the frame of every later step.
func (s Room) change(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, step func(*engine.Tx, *ErasureRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := ErasureNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if row.District == "" {
			if err := t.Whole(); err != nil {
				return err
			}
		} else if err := t.Mine(row.District); err != nil {
			return err
		}
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		tell(t, id, row)
		t.Reason(row.Decision)
		if err := ErasureNoun.Set(t, row, version); err != nil {
			return err
		}
		return t.Move("erasure", id, string(before), string(row.State), row.Decision)
	})
}

const (
	sqlRecords = `WITH RECURSIVE` + sqlUp + `SELECT id FROM up WHERE root = $1`
	// sqlDrafts are half-filled forms and kept filters that hold one of the numbers.
	sqlDraftsGone = `DELETE FROM draft WHERE EXISTS (SELECT 1 FROM party y WHERE y.applicant_id = $1 AND (length(y.identity) > 5 AND y.identity NOT LIKE '~%' AND instr(draft.body, y.identity) > 0
		OR length(y.phone) > 5 AND y.phone NOT LIKE '~%' AND instr(draft.body, y.phone) > 0))`
	sqlViewsGone = `DELETE FROM view WHERE EXISTS (SELECT 1 FROM party y WHERE y.applicant_id = $1 AND (length(y.identity) > 5 AND y.identity NOT LIKE '~%' AND instr(view.body, y.identity) > 0
		OR length(y.phone) > 5 AND y.phone NOT LIKE '~%' AND instr(view.body, y.phone) > 0))`
	// sqlWorkersGone takes the numbers of the workers on its lists away.
	sqlWorkersGone = `UPDATE roster_worker AS w SET masked = $2, person = 'erased ' || w.id WHERE w.masked <> $2 AND (
		w.noun = 'assessment' AND w.noun_id IN (SELECT x.id FROM assessment x JOIN tenancy t ON t.id = x.tenancy_id WHERE t.applicant_id = $1)
		OR w.noun = 'benefit' AND w.noun_id IN (SELECT b.id FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id WHERE t.applicant_id = $1))`
)

// owners of the rows of an applicant that hold numbers besides its own, by the kind of owner.
var owners = []struct{ kind, query string }{
	{"correction", `SELECT id FROM correction WHERE noun = 'applicant' AND noun_id = $1`},
	{"takeover_row", `SELECT id FROM takeover_row WHERE noun = 'party' AND old_whole NOT LIKE '~%' AND json_extract(old_whole, '$.applicant_id') = $1`},
}

// erase takes away every number of people behind a subject and the records merged into it, and says how many there were.
func erase(t *engine.Tx, subject int64) (n int, err error) {
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], sqlRecords, subject)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		for _, gone := range []string{sqlDraftsGone, sqlViewsGone} {
			if err := t.Exec(gone, id); err != nil {
				return n, err
			}
		}
		for _, o := range owners {
			rows, err := engine.All(t.Ctx, t, engine.ScanOne[int64], o.query, id)
			if err != nil {
				return n, err
			}
			for _, row := range rows {
				if _, err := t.Erase(o.kind, row); err != nil {
					return n, err
				}
			}
		}
		k, err := t.Erase(schema.OwnerApplicant, id)
		if err != nil {
			return n, err
		}
		workers, err := t.ExecN(sqlWorkersGone, id, identity.TextErased)
		if n += k + int(workers); err != nil {
			return n, err
		}
	}
	return n, nil
}
