package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
)

// HoldingRow is one unit of a tenancy from a day to a day.
type HoldingRow struct {
	UnitID    int64
	Unit      string // number
	Community string
	Area      quantity.Area
	From, To  civil.Date // To is excluded; none while it lasts

	Usage, Certificate, Address string // of the unit, as far as they are known
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
	Owed       []oversight.PaperDue // papers and keys that it waits for
	Out, Back  []HandoverRow
	Readings   []ReadingRow
	Exits      []ExitRow       // the latest first
	Changes    []StayChangeRow // of premises and tenant, the first one first
	Moves      []TenancyMoveRow
	Promised   allocation.JobFigure // jobs of the contract
}

// HoldTenancy is the kind of hold that a tenancy has on its units.
const HoldTenancy = "tenancy"

const (
	tenancyMoves = `SELECT m.from_state, m.to_state, m.day, m.at, coalesce(a.display, ''), m.reason
		FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'tenancy' AND m.noun_id = $1 ORDER BY m.id`
	holdingsOf = `SELECT h.unit_id, u.number, u.community, u.area_dm2, h.from_day, h.to_day, u.usage, u.certificate, u.address FROM hold h
		JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = $1 ORDER BY h.from_day, u.number`
)

// Tenancy reads a tenancy with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Tenancy(ctx context.Context, by engine.Actor, id int64) (d TenancyDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.TenancyRow, err = TenancyNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		if err = d.read(ctx, q); err != nil {
			return err
		}
		d.Owed, err = readOwed(ctx, q, d.Tenancy, d.Contracts, d.Milestones, s.Today())
		return err
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
		err = s.Scan(&h.UnitID, &h.Unit, &h.Community, &h.Area, &h.From, &h.To, &h.Usage, &h.Certificate, &h.Address)
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
	row, err := TenancyNoun.ByID(t.Ctx, t, id)
	if err != nil {
		return nil, err
	}
	t.Subject(row.Number + " " + row.Name)
	t.About("tenancy", id)
	return &OpenedTenancy{row.Tenancy, row}, t.Mine(row.District)
}

// Save writes the life of a tenancy back, at the version that the person saw, and keeps the move.
func (o *OpenedTenancy) Save(t *engine.Tx, version int64, reason string) error {
	now := o.Row
	now.Tenancy = o.Tenancy
	if o.State != o.Row.State {
		now.StateDay = t.Today
	}
	if err := TenancyNoun.Set(t, now, version); err != nil || o.State == o.Row.State {
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
	Clock          allocation.ClockHow // what holds for the fee clock of who has stayed before; empty: what holds anyway
	Decision       string              // of the approver on it, where it is another; empty without one

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

// nextTenancy is the next number of a stay that a district signs on a day.
func nextTenancy(t *engine.Tx, name string, day civil.Date) (string, error) {
	district, err := allocation.FindDistrict(name)
	if err != nil {
		return "", err
	}
	count, err := t.Number(allocation.TenancySeries(district.Code, day.Year()))
	return allocation.TenancyNumber(district.Code, day.Year(), count), err
}

// beginTenancy writes the tenancy of a contracted award.
func beginTenancy(t *engine.Tx, w round.AwardRow, g Signing) (int64, error) {
	app, err := intake.ReadApplication(t.Ctx, t, w.Application)
	if err != nil {
		return 0, err
	}
	n, err := allocation.SignTenancy(w.District, w.OfferedDay, g.Signed, t.Today)
	if err != nil {
		return 0, err
	}
	earlier, err := readEarlier(t.Ctx, t, app.Applicant, t.Today)
	if err != nil {
		return 0, err
	}
	if err := tenure.SetClock(&n, earlier, g.Clock, g.Decision, t.By.Console || t.By.Role == allocation.Approver); err != nil {
		return 0, err
	}
	if n.Number, err = nextTenancy(t, w.District, g.Signed); err != nil {
		return 0, err
	}
	n.ID, err = TenancyNoun.Add(t, TenancyRow{
		Tenancy: n, Applicant: app.Applicant, Application: w.Application, Award: w.ID, WaterIntensive: app.WaterIntensive, StateDay: t.Today,
	})
	if err != nil {
		return 0, err
	}
	t.Subject(n.Number + " " + w.Applicant)
	t.About("tenancy", n.ID)
	t.Reason(n.Renewal)
	if err := t.Move("tenancy", n.ID, "", string(n.State), n.Renewal); err != nil {
		return 0, err
	}
	if _, err := signContract(t, n, allocation.DrawContract(n.Signed, 1), Renewal{RenewalDecision: tenure.RenewalDecision{Signed: g.Signed}}); err != nil {
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
			return premises.ErrNotHeld.With(n.Number)
		}
		err = t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unit, HoldTenancy, n.ID, n.Signed)
		if err != nil {
			return err
		}
		if err := premises.MoveUnit(t, unit, allocation.UnitOccupy, n.Number); err != nil {
			return err
		}
		if err := premises.SettleSpells(t, unit); err != nil {
			return err
		}
	}
	return nil
}
