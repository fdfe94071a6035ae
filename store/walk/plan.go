package walk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/walk"
	"penggai/store/basis"
	"penggai/store/engine"
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
