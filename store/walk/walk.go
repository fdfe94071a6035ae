package walk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/walk"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/watch"
)

// Plan is what a list is made of.
type Plan struct {
	District, Community, Building string // "" takes all
	Used                          bool   // only units that a tenant has
	Inspectors                    string // by building: names
	People                        []int64
	Wanted                        int // of a drawn list: how many units
}

// place names the scope of a plan.
func (p Plan) place() string {
	words := []string{p.District}
	for _, w := range []string{p.Community, p.Building} {
		if w != "" {
			words = append(words, w)
		}
	}
	if p.Used {
		words = append(words, "在用的")
	}
	return strings.Join(words, " ")
}

// sqlScope are the units of a plan as the ledger has them: $1 district, $2 community, $3 building ("" for all), $4 only those in use.
const sqlScope = `SELECT u.id, u.number, u.state, coalesce(t.id, 0), coalesce(t.applicant_id, 0), coalesce(p.name, ''), t.opened_day IS NOT NULL
	FROM unit u LEFT JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' AND h.to_day IS NULL LEFT JOIN tenancy t ON t.id = h.ref_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE u.district = $1 AND ($2 = '' OR u.community = $2) AND ($3 = '' OR u.building = $3) AND ($4 = 0 OR t.id IS NOT NULL)
	AND u.state IN ('vacant', 'withdrawn', 'reserved', 'occupied', 'recovering') ORDER BY u.community, u.building, u.floor, u.bay, u.number`

// ListWalk makes a list of every unit of some buildings. Errors: those of walk.Walk.Check, ErrEmpty, allocation.ErrUnknownDistrict.
func (s Room) ListWalk(ctx context.Context, by engine.Actor, p Plan) (id int64, number string, err error) {
	return s.list(ctx, by, walk.Walk{Kind: walk.ByBuilding, State: walk.Open, Inspectors: p.Inspectors}, p)
}

// FreezeWalk fixes what and who may be drawn (双随机): the units of a plan, the accounts that may go, and who keeps away from whom, by what
// was declared and by who handled the tenant's case. Errors: those of ListWalk, walk.ErrFewPeople, walk.ErrWanted.
func (s Room) FreezeWalk(ctx context.Context, by engine.Actor, p Plan) (id int64, number string, err error) {
	return s.list(ctx, by, walk.Walk{Kind: walk.ByLot, State: walk.Frozen, Wanted: p.Wanted}, p)
}

func (s Room) list(ctx context.Context, by engine.Actor, w walk.Walk, p Plan) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActListWalk, func(t *engine.Tx) error {
		d, err := allocation.FindDistrict(p.District)
		if err != nil {
			return allocation.ErrUnknownDistrict.With(p.District).On("district")
		}
		if err := t.Mine(d.Name); err != nil {
			return err
		}
		people, err := chosen(t, p.People, d.Name)
		if err != nil {
			return err
		}
		if w.Kind == walk.ByLot {
			if len(people) < 2 {
				return walk.ErrFewPeople.On("people")
			}
			w.Inspectors = names(people)
		}
		if err := w.Check(); err != nil {
			return err
		}
		lines, err := engine.All(t.Ctx, t, scanScope, sqlScope, d.Name, p.Community, p.Building, p.Used)
		switch {
		case err != nil:
			return err
		case len(lines) == 0:
			return walk.ErrEmpty.On("community")
		case w.Kind == walk.ByLot && (w.Wanted < 1 || w.Wanted > len(lines)):
			return walk.ErrWanted.Textf("这个范围共 %d 套，抽取的套数须在 1 到 %d 之间", len(lines), len(lines)).On("wanted")
		}
		n, err := t.Number(walk.Series(d.Code, t.Today.Year()))
		if err != nil {
			return err
		}
		p.District = d.Name
		w.Number, w.District, w.Place, w.Made, w.MadeBy = walk.Number(d.Code, t.Today.Year(), n), d.Name, p.place(), t.Today, t.By.ID
		number = w.Number
		if id, err = Noun.Add(t, Row{Walk: w}); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s %s", number, w.Place))
		t.About("walk", id)
		if err := keep(t, id, w.Kind, lines, people); err != nil {
			return err
		}
		return t.Move("walk", id, "", string(w.State), "")
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

func scanScope(r engine.Scanner) (l walk.Line, err error) {
	err = r.Scan(&l.Unit, &l.Number, &l.Ledger, &l.Tenancy, &l.Applicant, &l.Tenant, &l.Opened)
	return l, err
}

// keep writes the lines of a list, who may be drawn, who keeps away, and what all this comes to.
func keep(t *engine.Tx, id int64, kind walk.Kind, lines []walk.Line, people []walk.Person) error {
	for i, l := range lines {
		l.Position, l.Drawn = i+1, kind == walk.ByBuilding
		if _, err := LineNoun.Add(t, LineRow{Line: l, Walk: id}); err != nil {
			return err
		}
	}
	if kind == walk.ByBuilding {
		return nil
	}
	for _, p := range people {
		if err := t.Exec(`INSERT INTO walk_person (walk_id, account_id, name) VALUES ($1, $2, $3)`, id, p.Account, p.Name); err != nil {
			return err
		}
	}
	if err := t.Exec(sqlBars, id); err != nil {
		return err
	}
	return digest(t, id)
}

// sqlBars keeps away from the tenants of a list ($1) who said so, and who took a step in their case.
const sqlBars = `INSERT INTO walk_bar (walk_id, account_id, applicant_id, reason) SELECT $1, account, applicant, min(reason) FROM (
	SELECT i.account_id AS account, l.applicant_id AS applicant, '申明：' || i.reason AS reason FROM walk_line l JOIN interest i ON i.applicant_id = l.applicant_id WHERE l.walk_id = $1
	UNION ALL SELECT m.account, l.applicant_id, '经办过这户的入驻' FROM walk_line l JOIN move m ON m.noun = 'tenancy' AND m.noun_id = l.tenancy_id WHERE l.walk_id = $1
	UNION ALL SELECT m.account, l.applicant_id, '经办过这户的申请' FROM walk_line l JOIN tenancy t ON t.id = l.tenancy_id
		JOIN move m ON m.noun = 'application' AND m.noun_id = t.application_id WHERE l.walk_id = $1
	UNION ALL SELECT k.recorded_by, l.applicant_id, '经办过这户的考核' FROM walk_line l JOIN assessment k ON k.tenancy_id = l.tenancy_id WHERE l.walk_id = $1
) WHERE account IN (SELECT account_id FROM walk_person WHERE walk_id = $1) GROUP BY account, applicant ORDER BY account, applicant`

// digest keeps that of a frozen list.
func digest(t *engine.Tx, id int64) error {
	row, lines, people, bars, err := frozen(t, id)
	if err != nil {
		return err
	}
	return t.Exec(`UPDATE walk SET digest = $1 WHERE id = $2`, walk.Digest(lines, people, bars, row.Wanted), id)
}

// frozen reads a drawn list with all that it is drawn from.
func frozen(t *engine.Tx, id int64) (row Row, lines []walk.Line, people []walk.Person, bars []walk.Bar, err error) {
	if row, err = Noun.ByID(t.Ctx, t, id); err != nil {
		return row, nil, nil, nil, err
	}
	rows, err := LineNoun.All(t.Ctx, t, `WHERE l.walk_id = $1 ORDER BY l.position`, id)
	if err != nil {
		return row, nil, nil, nil, err
	}
	for _, r := range rows {
		lines = append(lines, r.Line)
	}
	people, bars, err = fixed(t.Ctx, t, id)
	return row, lines, people, bars, err
}

// chosen are the accounts that may be drawn.
func chosen(t *engine.Tx, ids []int64, district string) (out []walk.Person, err error) {
	for _, id := range ids {
		a, err := basis.AccountNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return nil, err
		}
		if a.District != "" && a.District != district || !a.Active {
			return nil, engine.ErrOtherDistrict.With(a.Display).On("people")
		}
		out = append(out, walk.Person{Account: id, Name: a.Display})
	}
	return out, nil
}

func names(people []walk.Person) string {
	var out []string
	for _, p := range people {
		out = append(out, p.Name)
	}
	return strings.Join(out, "、")
}

// change is the frame of every step of a list.
func (s Room) change(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *Row) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := Noun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Place)
		t.About("walk", id)
		t.Reason(reason)
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		err = Noun.Set(t, row, version)
		if err != nil || row.State == before {
			return err
		}
		return t.Move("walk", id, string(before), string(row.State), reason)
	})
}

// Declare keeps an account away from a tenant because of what he is to him, on this frozen list and on every later one.
// Errors: walk.ErrMove, walk.ErrInterest, ErrStale.
func (s Room) Declare(ctx context.Context, by engine.Actor, id, version, account, applicant int64, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, by, allocation.ActDeclareWalk, id, version, reason, func(t *engine.Tx, r *Row) error {
		if err := r.MayDeclare(); err != nil {
			return err
		}
		if reason == "" {
			return walk.ErrInterest.On("reason")
		}
		err := t.Exec(`INSERT INTO interest (account_id, applicant_id, reason, day) VALUES ($1, $2, $3, $4)
			ON CONFLICT (account_id, applicant_id) DO UPDATE SET reason = excluded.reason`, account, applicant, reason, t.Today)
		if err != nil {
			return err
		}
		err = t.Exec(`INSERT INTO walk_bar (walk_id, account_id, applicant_id, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (walk_id, account_id, applicant_id) DO NOTHING`,
			id, account, applicant, "申明："+reason)
		if err != nil {
			return err
		}
		_, lines, people, bars, err := frozen(t, id)
		r.Digest = walk.Digest(lines, people, bars, r.Wanted)
		return err
	})
}

// DrawWalk draws units and pairs from a seed that is kept, once. digest is that of the list as the person saw it. Errors: walk.ErrMove, those
// of walk.Draw, ErrStale.
func (s Room) DrawWalk(ctx context.Context, by engine.Actor, id, version int64, seed string) error {
	return s.change(ctx, by, allocation.ActDrawWalk, id, version, walk.Seed(seed), func(t *engine.Tx, r *Row) error {
		if err := r.MayDeclare(); err != nil {
			return err
		}
		_, lines, people, bars, err := frozen(t, id)
		if err != nil {
			return err
		}
		drawn, err := walk.Draw(seed, lines, people, bars, r.Wanted)
		if err != nil {
			return err
		}
		for _, l := range drawn {
			if !l.Drawn {
				continue
			}
			if err := t.Exec(`UPDATE walk_line SET drawn = 1, inspectors = $1 WHERE id = $2`, l.Inspectors, l.ID); err != nil {
				return err
			}
		}
		r.State, r.Seed, r.Drawn = walk.Open, walk.Seed(seed), t.Today
		return nil
	})
}

// SeeWalk enters the same look for several lines of an open list; who looked is, where it says none, the pair of each or the people of the list.
// Errors: walk.ErrMove, those of walk.Line.See.
func (s Room) SeeWalk(ctx context.Context, by engine.Actor, id int64, lines []int64, x walk.Look) error {
	return s.Write(ctx, by, allocation.ActSeeWalk, func(t *engine.Tx) error {
		row, err := Noun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := t.Mine(row.District); err != nil {
			return err
		}
		if err := row.MaySee(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s %d 套 %s", row.Number, len(lines), x.Seen.Title()))
		t.About("walk", id)
		for _, line := range lines {
			l, err := LineNoun.One(t.Ctx, t, `WHERE l.id = $1 AND l.walk_id = $2 AND l.drawn = 1`, line, id)
			if err != nil {
				return err
			}
			of := x
			if of.By == "" {
				if of.By = l.Inspectors; of.By == "" {
					of.By = row.Inspectors
				}
			}
			if err := l.See(of, row.Made, t.Today); err != nil {
				return err
			}
			l.EnteredBy = t.By.ID
			if err := LineNoun.Put(t, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// Completion is what becomes of the differences when a list is completed.
type Completion struct {
	Raise    bool // they become findings, which only a supervisor raises
	Body     string
	AnswerBy civil.Date
}

// CompleteWalk ends a list whose units were all seen; differences that have no finding yet become findings where that is asked for.
// It returns their numbers. Errors: walk.ErrMove, walk.ErrUnseen, those of watch.Raise, ErrStale.
func (s Room) CompleteWalk(ctx context.Context, by engine.Actor, id, version int64, c Completion) (numbers []string, err error) {
	err = s.change(ctx, by, allocation.ActCompleteWalk, id, version, "", func(t *engine.Tx, r *Row) error {
		numbers = nil
		if err := r.Complete(r.Units-r.SeenAll, t.Today); err != nil {
			return err
		}
		if !c.Raise {
			return nil
		}
		rows, err := LineNoun.All(t.Ctx, t, `WHERE l.walk_id = $1 AND l.drawn = 1 AND l.finding_id IS NULL ORDER BY l.position`, id)
		if err != nil {
			return err
		}
		for _, l := range rows {
			if l.Difference() == "" {
				continue
			}
			number, err := raise(t, &l, r.Number, c)
			if err != nil {
				return err
			}
			numbers = append(numbers, number)
		}
		return nil
	})
	return numbers, err
}

// raise makes a finding of the difference of a line.
func raise(t *engine.Tx, l *LineRow, list string, c Completion) (string, error) {
	if err := engine.MayDo(t.By, allocation.ActRaiseFinding); err != nil {
		return "", err
	}
	target := watch.FindingTarget{Noun: oversight.FindingUnit, ID: l.Unit}
	if l.Used() {
		target = watch.FindingTarget{Noun: oversight.FindingTenancy, ID: l.Tenancy}
	}
	f, err := watch.Raise(t, target, oversight.Finding{Body: c.Body, Text: l.FindingText(list), Clause: l.Clause(), AnswerBy: c.AnswerBy})
	if err != nil {
		return "", err
	}
	return f.Number, t.Exec(`UPDATE walk_line SET finding_id = $1 WHERE id = $2`, f.ID, l.ID)
}

// CancelWalk takes a list out with the reason. Errors: walk.ErrMove, walk.ErrReason, ErrStale.
func (s Room) CancelWalk(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.change(ctx, by, allocation.ActCancelWalk, id, version, strings.TrimSpace(reason), func(t *engine.Tx, r *Row) error {
		return r.Cancel(reason, t.Today)
	})
}

// Scope is what a list can be made of, by district that the actor sees.
type Scope struct {
	Communities map[string][]string // of a district
	Buildings   map[string][]string // of "district community"
	People      []walk.Person       // who may be drawn: accounts that take part in the work
}

// WalkScope reads it.
func (s Room) WalkScope(ctx context.Context, by engine.Actor) (out Scope, err error) {
	out = Scope{Communities: map[string][]string{}, Buildings: map[string][]string{}}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		_, err := engine.All(ctx, q, func(r engine.Scanner) (x [3]string, err error) {
			if err = r.Scan(&x[0], &x[1], &x[2]); err != nil || !by.Sees(x[0]) {
				return x, err
			}
			if !slices.Contains(out.Communities[x[0]], x[1]) {
				out.Communities[x[0]] = append(out.Communities[x[0]], x[1])
			}
			out.Buildings[x[0]+" "+x[1]] = append(out.Buildings[x[0]+" "+x[1]], x[2])
			return x, nil
		}, `SELECT DISTINCT district, community, building FROM unit WHERE district <> '' AND state IN ('vacant', 'withdrawn', 'reserved', 'occupied', 'recovering')
			ORDER BY district, community, building`)
		if err != nil {
			return err
		}
		accounts, err := basis.AccountNoun.All(ctx, q, `WHERE a.active = 1 AND ($1 = '' OR a.district IN ('', $1)) ORDER BY a.display, a.id`, by.District)
		for _, a := range accounts {
			if slices.ContainsFunc(a.Roles, allocation.ActSeeWalk.Allows) || slices.ContainsFunc(a.Roles, allocation.ActDeclareWalk.Allows) {
				out.People = append(out.People, walk.Person{Account: a.ID, Name: a.Display})
			}
		}
		return err
	})
	return out, err
}
