package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
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
	Units          string        // numbers of the units held now, or at the end
	Area           quantity.Area // of them
	StateDay       civil.Date
	Exit           int64 // the exit that is under way; 0 without one
	Version        int64
}

// HoldingRow is one unit of a tenancy from a day to a day.
type HoldingRow struct {
	UnitID    int64
	Unit      string // number
	Community string
	Area      quantity.Area
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

const HoldTenancy = "tenancy"

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
	TenancyByID  = tenancyColumns + ` WHERE t.id = $1`
	tenancyMoves = `SELECT m.from_state, m.to_state, m.day, m.at, coalesce(a.display, ''), m.reason
		FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'tenancy' AND m.noun_id = $1 ORDER BY m.id`
	holdingsOf = `SELECT h.unit_id, u.number, u.community, u.area_dm2, h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = $1 ORDER BY h.from_day, u.number`

	tenancyAdd = `INSERT INTO tenancy (number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, clock_decision,
		water_intensive, state_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	tenancySet = `UPDATE tenancy SET state = $1, handed_day = $2, open_by = $3, open_sure = $4, opened_day = $5, stopped_day = $6,
		ended_day = $7, state_day = $8, version = version + 1 WHERE id = $9 AND version = $10`

	// EarlierClock is the fee clock of an earlier stay of an applicant, or of one with the same identity or registration
	// number; a stay that went over to a company is still the person's.
	EarlierClock = `WITH same (id) AS (SELECT $1 UNION SELECT o.applicant_id FROM party m JOIN party o ON o.identity = m.identity
		WHERE m.applicant_id = $1 AND m.identity <> '' AND o.identity <> '' AND m.part IN ('self', 'company') AND o.part IN ('self', 'company'))
	SELECT t.clock_day FROM tenancy t WHERE t.state <> 'void' AND (t.applicant_id IN (SELECT id FROM same)
		OR t.id IN (SELECT c.tenancy_id FROM holding_change c WHERE c.kind = 'company' AND c.old_id IN (SELECT id FROM same)))
	ORDER BY t.clock_day, t.id LIMIT 1`
)

func ScanTenancy(s engine.Scanner) (r TenancyRow, err error) {
	t, c := &r.Tenancy, &r.Contract
	err = s.Scan(&t.ID, &t.Number, &t.District, &t.State, &t.Signed, &t.Clock, &t.Renewal, &t.Handed, &t.OpenBy,
		&t.OpenSure, &t.Opened, &t.Stopped, &t.Ended, &r.Applicant, &r.Name, &r.Application, &r.ApplicationNo, &r.Project, &r.WaterIntensive,
		&c.ID, &c.Number, &c.Term, &c.State, &c.Signed, &c.From, &c.To, &c.Ended, &r.Units, &r.Area, &r.StateDay, &r.Exit, &r.Version)
	return r, err
}

// Tenancy reads a tenancy with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Tenancy(ctx context.Context, by engine.Actor, id int64) (d TenancyDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.TenancyRow, err = engine.One(ctx, q, ScanTenancy, TenancyByID, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		return d.read(ctx, q)
	})
	if err != nil {
		return TenancyDetail{}, err
	}
	return d, nil
}

// read adds what hangs on the tenancy.
func (d *TenancyDetail) read(ctx context.Context, q engine.Querier) (err error) {
	if d.Contracts, err = ReadContracts(ctx, q, d.ID); err != nil {
		return err
	}
	d.Holdings, err = engine.All(ctx, q, func(s engine.Scanner) (h HoldingRow, err error) {
		err = s.Scan(&h.UnitID, &h.Unit, &h.Community, &h.Area, &h.From, &h.To)
		return h, err
	}, holdingsOf, d.ID)
	if err != nil {
		return err
	}
	if d.Milestones, err = ReadMilestones(ctx, q, d.ID); err != nil {
		return err
	}
	if d.Out, err = ReadHandover(ctx, q, d.ID, DirectionOut); err != nil {
		return err
	}
	if d.Back, err = ReadHandover(ctx, q, d.ID, DirectionBack); err != nil {
		return err
	}
	if d.Readings, err = ReadReadings(ctx, q, d.ID); err != nil {
		return err
	}
	if d.Exits, err = ExitNoun.All(ctx, q, ExitsOfTenancy, d.ID); err != nil {
		return err
	}
	if d.Changes, err = readChanges(ctx, q, d.ID); err != nil {
		return err
	}
	app := allocation.Application{ID: d.Application}
	if err = intake.ReadFigures(ctx, q, &app); err != nil {
		return err
	}
	d.Promised = app.Jobs.Contracted
	d.Moves, err = engine.All(ctx, q, func(s engine.Scanner) (m TenancyMoveRow, err error) {
		err = s.Scan(&m.From, &m.To, &m.Day, &m.At, &m.By, &m.Reason)
		return m, err
	}, tenancyMoves, d.ID)
	return err
}

// OpenedTenancy is a tenancy inside a transaction for a change.
type OpenedTenancy struct {
	allocation.Tenancy
	Row TenancyRow // as stored
}

// OpenTenancy reads a tenancy inside a transaction for a change and names it in the log.
func OpenTenancy(t *engine.Tx, id int64) (*OpenedTenancy, error) {
	row, err := engine.One(t.Ctx, t, ScanTenancy, TenancyByID, id)
	if err != nil {
		return nil, err
	}
	t.Subject(row.Number + " " + row.Name)
	t.About("tenancy", id)
	return &OpenedTenancy{row.Tenancy, row}, t.Mine(row.District)
}

// Save writes the life of a tenancy back, at the version that the person saw, and keeps the move.
func (o *OpenedTenancy) Save(t *engine.Tx, version int64, reason string) error {
	since := o.Row.StateDay
	if o.State != o.Row.State {
		since = t.Today
	}
	err := t.Update("tenancy", o.ID, tenancySet, string(o.State), o.Handed, o.OpenBy, o.OpenSure, o.Opened, o.Stopped, o.Ended, since, o.ID, version)
	if err != nil || o.State == o.Row.State {
		return err
	}
	return t.Move("tenancy", o.ID, string(o.Row.State), string(o.State), reason)
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
func (s Room) SignContract(ctx context.Context, by engine.Actor, g Signing) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActSignContract, func(t *engine.Tx) error {
		w, err := round.ContractAward(t, g.Award, g.Version, g.Signed)
		if err != nil {
			return err
		}
		if err := intake.MoveApplication(t, w.Application, (*allocation.Application).Contract, ""); err != nil {
			return err
		}
		id, err = beginTenancy(t, w, g)
		return err
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// beginTenancy writes the tenancy of a contracted award.
func beginTenancy(t *engine.Tx, w round.AwardRow, g Signing) (int64, error) {
	app, err := intake.ReadApplication(t.Ctx, t, w.Application)
	if err != nil {
		return 0, err
	}
	earlier, _, err := engine.Maybe(t.Ctx, t, engine.ScanOne[civil.Date], EarlierClock, app.Applicant)
	if err != nil {
		return 0, err
	}
	n, err := allocation.SignTenancy(w.District, w.OfferedDay, g.Signed, t.Today, earlier, g.Decision)
	if err != nil {
		return 0, err
	}
	district, err := allocation.FindDistrict(w.District)
	if err != nil {
		return 0, err
	}
	count, err := t.Number(allocation.TenancySeries(district.Code, g.Signed.Year()))
	if err != nil {
		return 0, err
	}
	n.Number = allocation.TenancyNumber(district.Code, g.Signed.Year(), count)
	n.ID, err = t.Insert(tenancyAdd, n.Number, n.District, app.Applicant, w.Application, w.ID, string(n.State), n.Signed, n.Clock, n.Renewal,
		app.WaterIntensive, t.Today)
	if err != nil {
		return 0, err
	}
	t.Subject(n.Number + " " + w.Applicant)
	t.About("tenancy", n.ID)
	t.Reason(n.Renewal)
	if err := t.Move("tenancy", n.ID, "", string(n.State), n.Renewal); err != nil {
		return 0, err
	}
	if err := signContract(t, n, allocation.DrawContract(n.Signed, 1), g.Signed); err != nil {
		return 0, err
	}
	if err := occupy(t, w, n); err != nil {
		return 0, err
	}
	if err := signWaivers(t, w, n, app.WaterIntensive, g.Waivers); err != nil {
		return 0, err
	}
	if g.FullTime == 0 && g.PartTime == 0 {
		return n.ID, nil
	}
	return n.ID, intake.SetApplicationJobs(t, w.Application, func(j *allocation.Jobs) {
		j.Contracted = allocation.JobFigure{Full: g.FullTime, Part: g.PartTime, Source: n.Number, Day: g.Signed}
	})
}

// occupy passes the units of an award to its tenancy: held from the day of the signing, whenever that is entered.
func occupy(t *engine.Tx, w round.AwardRow, n allocation.Tenancy) error {
	for _, unit := range w.UnitIDs {
		ended, err := t.ExecN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = $3 AND ref_id = $4 AND to_day IS NULL`,
			n.Signed, unit, round.HoldAward, w.ID)
		if err != nil {
			return err
		}
		if ended == 0 {
			return engine.ErrNotHeld.With(n.Number)
		}
		err = t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unit, HoldTenancy, n.ID, n.Signed)
		if err != nil {
			return err
		}
		if err := premises.MoveUnit(t, unit, allocation.UnitOccupy, n.Number); err != nil {
			return err
		}
	}
	return nil
}

// EarlierClock is the fee clock of an earlier stay of the applicant of an award: shown before the contract is signed,
// because the clock goes on (五(一)); no date for a newcomer.
func (s Room) EarlierClock(ctx context.Context, by engine.Actor, award int64) (civil.Date, error) {
	w, err := round.Of(s.Store).Award(ctx, by, award)
	if err != nil {
		return civil.Date{}, err
	}
	app, err := intake.ReadApplication(ctx, s.Read, w.Application)
	if err != nil {
		return civil.Date{}, err
	}
	day, _, err := engine.Maybe(ctx, s.Read, engine.ScanOne[civil.Date], EarlierClock, app.Applicant)
	return day, err
}
