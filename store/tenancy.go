package store

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// TenancyRow is a tenancy with whom, what and by which contract it holds: the latest one.
type TenancyRow struct {
	allocation.Tenancy
	Applicant      int64
	Name           string // of the applicant
	Application    int64
	ApplicationNo  string
	Project        string
	WaterIntensive bool
	Contract       allocation.Contract
	Units          string          // numbers of the units held now, or at the end
	Area           allocation.Area // of them
	StateDay       civil.Date
	Exit           int64 // the exit that is under way; 0 without one
	Version        int64
}

// HoldingRow is one unit of a tenancy from a day to a day.
type HoldingRow struct {
	UnitID    int64
	Unit      string // number
	Community string
	Area      allocation.Area
	From, To  civil.Date // To is excluded; none while it lasts
}

// TenancyMoveRow is one step of a tenancy's life.
type TenancyMoveRow struct {
	From, To allocation.TenancyState
	Day      civil.Date
	At, By   string
	Reason   string
}

// TenancyDetail is a tenancy with everything that its page shows.
type TenancyDetail struct {
	TenancyRow
	Contracts  []allocation.Contract // the first term first
	Holdings   []HoldingRow
	Milestones []MilestoneRow
	Out, Back  []HandoverRow
	Readings   []ReadingRow
	Exits      []ExitRow       // the latest first
	Changes    []StayChangeRow // of premises and tenant, the first one first
	Moves      []TenancyMoveRow
	Promised   allocation.JobFigure // jobs of the contract
}

const holdTenancy = "tenancy"

const (
	// Every table that a row always has is joined on the left, here as in each list: so the row itself comes first, and a count
	// passes over the tables that its condition does not name.
	tenancyFrom = ` FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id LEFT JOIN application a ON a.id = t.application_id
	LEFT JOIN contract c ON c.id = (SELECT k.id FROM contract k WHERE k.tenancy_id = t.id ORDER BY k.state = 'void', k.term DESC, k.id DESC LIMIT 1)`
	tenancyColumns = `SELECT t.id, t.number, t.district, t.state, t.signed_day, t.clock_day, t.clock_decision, t.handed_day, t.open_by,
	t.open_sure, t.opened_day, t.stopped_day, t.ended_day, t.applicant_id, p.name, t.application_id, a.number, a.project, t.water_intensive,
	c.id, c.number, c.term, c.state, c.signed_day, c.from_day, c.to_day, c.ended_day,
	coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END ORDER BY u.number)), ''),
	(SELECT CAST(coalesce(sum(u.area_dm2), 0) AS INTEGER) FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END),
	t.state_day, coalesce((SELECT x.id FROM exit x WHERE x.tenancy_id = t.id AND x.state IN ('opened', 'approved', 'noticed', 'returned')), 0),
	t.version` + tenancyFrom
	tenancyByID  = tenancyColumns + ` WHERE t.id = $1`
	tenancyMoves = `SELECT m.from_state, m.to_state, m.day, m.at, coalesce(a.display, ''), m.reason
		FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'tenancy' AND m.noun_id = $1 ORDER BY m.id`
	holdingsOf = `SELECT h.unit_id, u.number, u.community, u.area_dm2, h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = $1 ORDER BY h.from_day, u.number`

	tenancyAdd = `INSERT INTO tenancy (number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, clock_decision,
		water_intensive, state_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	tenancySet = `UPDATE tenancy SET state = $1, handed_day = $2, open_by = $3, open_sure = $4, opened_day = $5, stopped_day = $6,
		ended_day = $7, state_day = $8, version = version + 1 WHERE id = $9 AND version = $10`

	// earlierClock is the fee clock of an earlier stay of an applicant, or of one with the same identity or registration
	// number; a stay that went over to a company is still the person's.
	earlierClock = `WITH same (id) AS (SELECT $1 UNION SELECT o.applicant_id FROM party m JOIN party o ON o.identity = m.identity
		WHERE m.applicant_id = $1 AND m.identity <> '' AND o.identity <> '' AND m.part IN ('self', 'company') AND o.part IN ('self', 'company'))
	SELECT t.clock_day FROM tenancy t WHERE t.state <> 'void' AND (t.applicant_id IN (SELECT id FROM same)
		OR t.id IN (SELECT c.tenancy_id FROM holding_change c WHERE c.kind = 'company' AND c.old_id IN (SELECT id FROM same)))
	ORDER BY t.clock_day, t.id LIMIT 1`
)

func scanTenancy(s scanner) (r TenancyRow, err error) {
	t, c := &r.Tenancy, &r.Contract
	err = s.Scan(&t.ID, &t.Number, &t.District, &t.State, &t.Signed, &t.Clock, &t.Renewal, &t.Handed, &t.OpenBy,
		&t.OpenSure, &t.Opened, &t.Stopped, &t.Ended, &r.Applicant, &r.Name, &r.Application, &r.ApplicationNo, &r.Project, &r.WaterIntensive,
		&c.ID, &c.Number, &c.Term, &c.State, &c.Signed, &c.From, &c.To, &c.Ended, &r.Units, &r.Area, &r.StateDay, &r.Exit, &r.Version)
	return r, err
}

// Tenancy reads a tenancy with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) Tenancy(ctx context.Context, by Actor, id int64) (d TenancyDetail, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		if d.TenancyRow, err = one(ctx, q, scanTenancy, tenancyByID, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return ErrOtherDistrict.With(d.District)
		}
		return d.read(ctx, q)
	})
	if err != nil {
		return TenancyDetail{}, err
	}
	return d, nil
}

// read adds what hangs on the tenancy.
func (d *TenancyDetail) read(ctx context.Context, q querier) (err error) {
	if d.Contracts, err = readContracts(ctx, q, d.ID); err != nil {
		return err
	}
	d.Holdings, err = all(ctx, q, func(s scanner) (h HoldingRow, err error) {
		err = s.Scan(&h.UnitID, &h.Unit, &h.Community, &h.Area, &h.From, &h.To)
		return h, err
	}, holdingsOf, d.ID)
	if err != nil {
		return err
	}
	if d.Milestones, err = readMilestones(ctx, q, d.ID); err != nil {
		return err
	}
	if d.Out, err = readHandover(ctx, q, d.ID, directionOut); err != nil {
		return err
	}
	if d.Back, err = readHandover(ctx, q, d.ID, directionBack); err != nil {
		return err
	}
	if d.Readings, err = readReadings(ctx, q, d.ID); err != nil {
		return err
	}
	if d.Exits, err = ExitNoun.All(ctx, q, exitsOfTenancy, d.ID); err != nil {
		return err
	}
	if d.Changes, err = readChanges(ctx, q, d.ID); err != nil {
		return err
	}
	app := allocation.Application{ID: d.Application}
	if err = readFigures(ctx, q, &app); err != nil {
		return err
	}
	d.Promised = app.Jobs.Contracted
	d.Moves, err = all(ctx, q, func(s scanner) (m TenancyMoveRow, err error) {
		err = s.Scan(&m.From, &m.To, &m.Day, &m.At, &m.By, &m.Reason)
		return m, err
	}, tenancyMoves, d.ID)
	return err
}

// openedTenancy is a tenancy inside a transaction for a change.
type openedTenancy struct {
	allocation.Tenancy
	row TenancyRow // as stored
}

// openTenancy reads a tenancy inside a transaction for a change and names it in the log.
func openTenancy(t *tx, id int64) (*openedTenancy, error) {
	row, err := one(t.ctx, t, scanTenancy, tenancyByID, id)
	if err != nil {
		return nil, err
	}
	t.subject(row.Number + " " + row.Name)
	t.about("tenancy", id)
	return &openedTenancy{row.Tenancy, row}, t.mine(row.District)
}

// save writes the life of a tenancy back, at the version that the person saw, and keeps the move.
func (o *openedTenancy) save(t *tx, version int64, reason string) error {
	since := o.row.StateDay
	if o.State != o.row.State {
		since = t.today
	}
	err := t.update("tenancy", o.ID, tenancySet, string(o.State), o.Handed, o.OpenBy, o.OpenSure, o.Opened, o.Stopped, o.Ended, since, o.ID, version)
	if err != nil || o.State == o.row.State {
		return err
	}
	return t.move("tenancy", o.ID, string(o.row.State), string(o.State), reason)
}

// Signing is what the contract of an award says (四(四)).
type Signing struct {
	Award, Version int64      // the award and its row version
	Signed         civil.Date // day on the contract
	FullTime       int64      // jobs that the contract promises
	PartTime       int64
	Decision       string // of the approver, that a returning applicant's fee clock begins anew; empty without one

	// Waivers are the codes of the fee waivers (五(一)1 to 3) that are applied for with the signature and granted by the
	// award; nil is every one that applies, an empty list none.
	Waivers []string
}

// SignContract makes an offered award into a tenancy with its first contract: the units pass from the award to the tenancy
// and are occupied, the application is contracted. It returns the id of the tenancy.
// The fee waivers are applied for and granted in the same step. Errors: ErrStale, allocation.ErrAwardSignBy,
// allocation.ErrAwardNotOffered, allocation.ErrSignedDay, ErrBenefitKind, allocation.ErrBenefitWater.
func (s *Store) SignContract(ctx context.Context, by Actor, g Signing) (id int64, err error) {
	err = s.write(ctx, by, allocation.ActSignContract, func(t *tx) error {
		w, err := contractAward(t, g.Award, g.Version, g.Signed)
		if err != nil {
			return err
		}
		if err := moveApplication(t, w.Application, (*allocation.Application).Contract, ""); err != nil {
			return err
		}
		id, err = t.beginTenancy(w, g)
		return err
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// beginTenancy writes the tenancy of a contracted award.
func (t *tx) beginTenancy(w AwardRow, g Signing) (int64, error) {
	app, err := readApplication(t.ctx, t, w.Application)
	if err != nil {
		return 0, err
	}
	earlier, _, err := maybe(t.ctx, t, scanOne[civil.Date], earlierClock, app.Applicant)
	if err != nil {
		return 0, err
	}
	n, err := allocation.SignTenancy(w.District, w.OfferedDay, g.Signed, t.today, earlier, g.Decision)
	if err != nil {
		return 0, err
	}
	district, err := allocation.FindDistrict(w.District)
	if err != nil {
		return 0, err
	}
	count, err := t.number(allocation.TenancySeries(district.Code, g.Signed.Year()))
	if err != nil {
		return 0, err
	}
	n.Number = allocation.TenancyNumber(district.Code, g.Signed.Year(), count)
	n.ID, err = t.insert(tenancyAdd, n.Number, n.District, app.Applicant, w.Application, w.ID, string(n.State), n.Signed, n.Clock, n.Renewal,
		app.WaterIntensive, t.today)
	if err != nil {
		return 0, err
	}
	t.subject(n.Number + " " + w.Applicant)
	t.about("tenancy", n.ID)
	t.reason(n.Renewal)
	if err := t.move("tenancy", n.ID, "", string(n.State), n.Renewal); err != nil {
		return 0, err
	}
	if err := t.signContract(n, allocation.DrawContract(n.Signed, 1), g.Signed); err != nil {
		return 0, err
	}
	if err := t.occupy(w, n); err != nil {
		return 0, err
	}
	if err := t.signWaivers(w, n, app.WaterIntensive, g.Waivers); err != nil {
		return 0, err
	}
	if g.FullTime == 0 && g.PartTime == 0 {
		return n.ID, nil
	}
	return n.ID, setApplicationJobs(t, w.Application, func(j *allocation.Jobs) {
		j.Contracted = allocation.JobFigure{Full: g.FullTime, Part: g.PartTime, Source: n.Number, Day: g.Signed}
	})
}

// occupy passes the units of an award to its tenancy: held from the day of the signing, whenever that is entered.
func (t *tx) occupy(w AwardRow, n allocation.Tenancy) error {
	for _, unit := range w.UnitIDs {
		ended, err := t.execN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = $3 AND ref_id = $4 AND to_day IS NULL`,
			n.Signed, unit, holdAward, w.ID)
		if err != nil {
			return err
		}
		if ended == 0 {
			return ErrNotHeld.With(n.Number)
		}
		err = t.exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unit, holdTenancy, n.ID, n.Signed)
		if err != nil {
			return err
		}
		if err := moveUnit(t, unit, allocation.UnitOccupy, n.Number); err != nil {
			return err
		}
	}
	return nil
}

// EarlierClock is the fee clock of an earlier stay of the applicant of an award: shown before the contract is signed,
// because the clock goes on (五(一)); no date for a newcomer.
func (s *Store) EarlierClock(ctx context.Context, by Actor, award int64) (civil.Date, error) {
	w, err := s.Award(ctx, by, award)
	if err != nil {
		return civil.Date{}, err
	}
	app, err := readApplication(ctx, s.read, w.Application)
	if err != nil {
		return civil.Date{}, err
	}
	day, _, err := maybe(ctx, s.read, scanOne[civil.Date], earlierClock, app.Applicant)
	return day, err
}
