package stay

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// MilestoneRow is a milestone of a tenancy.
type MilestoneRow struct {
	ID int64
	allocation.Milestone
	Struck       civil.Date // since when it is struck out as entered by mistake (作废); none while it counts
	StruckReason string
}

// HandoverRow is what one unit looked like when its keys changed hands.
type HandoverRow struct {
	ID int64
	allocation.Condition
	Day civil.Date
}

// ReadingRow is one reading of the water meter of a unit.
type ReadingRow struct {
	ID             int64
	UnitID         int64
	Unit           string
	Day            civil.Date
	Water          allocation.Volume
	Reason         string     // why it is lower than the one before
	Reversed       civil.Date // since when it does not count (红冲); none while it does
	ReversedReason string
}

// Counts reports whether the reading is part of the calculation: it is not reversed.
func (r ReadingRow) Counts() bool { return r.Reversed.IsZero() }

const (
	DirectionOut  = "out"
	DirectionBack = "back"
)

const (
	milestonesOf = `SELECT id, kind, body, number, day, remark, struck_day, struck_reason FROM milestone WHERE tenancy_id = $1 ORDER BY day, id`
	handoverOf   = `SELECT h.id, h.unit_id, u.number, h.keys, h.water, h.power, h.defects, h.remark, h.day FROM handover h
		JOIN unit u ON u.id = h.unit_id WHERE h.tenancy_id = $1 AND h.direction = $2 AND h.void_day IS NULL ORDER BY u.number, h.day`
	handoverAdd = `INSERT INTO handover (tenancy_id, unit_id, direction, day, keys, water, power, defects, remark)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	readingsOf = `SELECT r.id, r.unit_id, u.number, r.day, r.litres, r.reason, r.reversed_day, r.reversed_reason FROM reading r
		JOIN unit u ON u.id = r.unit_id WHERE r.tenancy_id = $1 ORDER BY u.number, r.day, r.id`
	ReadingAdd = `INSERT INTO reading (tenancy_id, unit_id, day, litres, reason) VALUES ($1, $2, $3, $4, $5)`
)

// ReadMilestones reads the papers of a tenancy.
func ReadMilestones(ctx context.Context, q engine.Querier, tenancy int64) ([]MilestoneRow, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (m MilestoneRow, err error) {
		err = s.Scan(&m.ID, &m.Kind, &m.Body, &m.Number, &m.Day, &m.Remark, &m.Struck, &m.StruckReason)
		return m, err
	}, milestonesOf, tenancy)
}

// ReadHandover reads what was handed over in one direction.
func ReadHandover(ctx context.Context, q engine.Querier, tenancy int64, direction string) ([]HandoverRow, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (h HandoverRow, err error) {
		err = s.Scan(&h.ID, &h.UnitID, &h.Unit, &h.Keys, &h.Water, &h.Power, &h.Defects, &h.Remark, &h.Day)
		return h, err
	}, handoverOf, tenancy, direction)
}

// ReadReadings reads the readings of a tenancy.
func ReadReadings(ctx context.Context, q engine.Querier, tenancy int64) ([]ReadingRow, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (r ReadingRow, err error) {
		err = s.Scan(&r.ID, &r.UnitID, &r.Unit, &r.Day, &r.Water, &r.Reason, &r.Reversed, &r.ReversedReason)
		return r, err
	}, readingsOf, tenancy)
}

// AddMilestone enters a notarisation, a filing, a licence or a tax registration with its paper (四(四), 三.4).
// Errors: those of Milestone.Check, ErrDuplicate for the same paper.
func (s Room) AddMilestone(ctx context.Context, by engine.Actor, tenancy int64, m allocation.Milestone) error {
	return s.Write(ctx, by, allocation.ActAddMilestone, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		m.Body, m.Number, m.Remark = strings.TrimSpace(m.Body), strings.TrimSpace(m.Number), strings.TrimSpace(m.Remark)
		if err := m.Check(o.Tenancy, t.Today); err != nil {
			return err
		}
		t.Reason(m.Kind.Title() + " " + m.Body + " " + m.Number)
		return t.Exec(`INSERT INTO milestone (tenancy_id, kind, body, number, day, remark) VALUES ($1, $2, $3, $4, $5, $6)`,
			tenancy, string(m.Kind), m.Body, m.Number, m.Day, m.Remark)
	})
}

// HandOver records the hand-over of the keys with one condition for each unit and returns the day by which the business
// must open (三.3). Errors: ErrStale, ErrUnitsDiffer, allocation.ErrTenancyMove, allocation.ErrTenancyDay.
func (s Room) HandOver(ctx context.Context, by engine.Actor, tenancy, version int64, day civil.Date, conditions []allocation.Condition) (openBy civil.Date, err error) {
	err = s.Write(ctx, by, allocation.ActHandOver, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		days, err := basis.Calendar(t.Ctx, t)
		if err != nil {
			return err
		}
		if err := o.Tenancy.HandOver(day, t.Today, days); err != nil {
			return err
		}
		units, err := premises.HeldUnits(t, HoldTenancy, tenancy)
		if err != nil {
			return err
		}
		if err := AddHandover(t, tenancy, DirectionOut, day, units, conditions); err != nil {
			return err
		}
		openBy = o.OpenBy
		return o.Save(t, version, "")
	})
	return openBy, err
}

// AddHandover writes the conditions of all units of a tenancy and the readings of their water meters.
func AddHandover(t *engine.Tx, tenancy int64, direction string, day civil.Date, units []int64, conditions []allocation.Condition) error {
	if len(conditions) != len(units) {
		return engine.ErrUnitsDiffer
	}
	for _, unit := range units {
		var c *allocation.Condition
		for i := range conditions {
			if conditions[i].UnitID == unit {
				c = &conditions[i]
			}
		}
		if c == nil {
			return engine.ErrUnitsDiffer
		}
		if err := c.Check(); err != nil {
			return err
		}
		err := t.Exec(handoverAdd, tenancy, unit, direction, day, c.Keys, int64(c.Water), int64(c.Power), strings.TrimSpace(c.Defects), strings.TrimSpace(c.Remark))
		if err != nil {
			return err
		}
		if err := addReading(t, tenancy, unit, day, c.Water, c.Remark); err != nil {
			return err
		}
	}
	return nil
}

// The readings beside a day that count: the last one up to it and the first one after it.
const (
	readingUpTo  = `SELECT day, litres, reason FROM reading WHERE tenancy_id = $1 AND unit_id = $2 AND day <= $3 AND reversed_day IS NULL ORDER BY day DESC LIMIT 1`
	readingAfter = `SELECT day, litres, reason FROM reading WHERE tenancy_id = $1 AND unit_id = $2 AND day > $3 AND reversed_day IS NULL ORDER BY day LIMIT 1`
)

// addReading writes a reading; one that is lower than the one before asks why, one on a day that has one replaces nothing
// when it is the same. A reading between two others takes the place of one that was reversed: it must fit between them.
func addReading(t *engine.Tx, tenancy, unit int64, day civil.Date, water allocation.Volume, reason string) error {
	scan := func(s engine.Scanner) (r ReadingRow, err error) {
		err = s.Scan(&r.Day, &r.Water, &r.Reason)
		return r, err
	}
	last, found, err := engine.Maybe(t.Ctx, t, scan, readingUpTo, tenancy, unit, day)
	if err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case !found:
		reason = ""
	case day == last.Day && water == last.Water:
		return nil
	case day == last.Day:
		return ErrReadingDay.Textf("%s 已经有读数；读错了请先更正（红冲），再重新登记", last.Day).With(day.String()).On("day")
	case water < last.Water && reason == "":
		return ErrReadingLower.Textf("读数比上一次（%s）小，请写明原因（如换表）", last.Water).With(water.String()).On("reason")
	case water >= last.Water:
		reason = ""
	}
	next, found, err := engine.Maybe(t.Ctx, t, scan, readingAfter, tenancy, unit, day)
	if err != nil {
		return err
	}
	if found && next.Water < water && next.Reason == "" {
		return ErrReadingHigher.Textf("读数比后面一次（%s，%s）大，请核对；后面一次读错了请先更正（红冲）", next.Day, next.Water).With(water.String()).On("water")
	}
	return t.Exec(ReadingAdd, tenancy, unit, day, int64(water), reason)
}

// RecordReading enters a reading of the water meter of a unit. Errors: ErrReadingDay, ErrReadingLower, allocation.ErrTenancyDay,
// ErrUnitsDiffer.
func (s Room) RecordReading(ctx context.Context, by engine.Actor, tenancy, unit int64, day civil.Date, water allocation.Volume, reason string) error {
	return s.Write(ctx, by, allocation.ActRecordReading, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if o.Handed.IsZero() || !o.State.Live() || day.After(t.Today) || day.Before(o.Handed) {
			return ErrReadingTime.With(day.String()).On("day")
		}
		units, err := premises.HeldUnits(t, HoldTenancy, tenancy)
		if err != nil {
			return err
		}
		for _, held := range units {
			if held == unit {
				t.Reason(reason)
				return addReading(t, tenancy, unit, day, water, reason)
			}
		}
		return engine.ErrUnitsDiffer
	})
}

// OpenBusiness records the opening on a day; it may be late (三.3). late counts the days.
// Errors: ErrStale, allocation.ErrTenancyMove, allocation.ErrTenancyDay.
func (s Room) OpenBusiness(ctx context.Context, by engine.Actor, tenancy, version int64, day civil.Date) (late int, err error) {
	err = s.Write(ctx, by, allocation.ActOpenBusiness, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if err := o.Open(day, t.Today); err != nil {
			return err
		}
		late = o.Late(t.Today)
		return o.Save(t, version, "")
	})
	return late, err
}

// Tenancies, prices, exits.
var (
	ErrReadingTime   = say.Refuse("reading_time", "抄表日期应在交接之后、收回之前，且不能晚于今天，请核对")
	ErrReadingDay    = say.Refuse("reading_day", "这一天已经有读数；读错了请先更正（红冲），再重新登记")
	ErrReadingHigher = say.Refuse("reading_higher", "读数比后面一次大，请核对")
	ErrReadingLower  = say.Refuse("reading_lower", "读数比上一次小，请写明原因（如换表）")
)
