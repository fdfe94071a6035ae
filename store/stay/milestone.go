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
		_, err = MilestoneRecord.Add(t, MilestoneRow{Tenancy: tenancy, Milestone: m})
		return err
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
		h := HandoverRow{Tenancy: tenancy, Direction: direction, Condition: *c, Day: day}
		h.Defects, h.Remark = strings.TrimSpace(c.Defects), strings.TrimSpace(c.Remark)
		if _, err := HandoverRecord.Add(t, h); err != nil {
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
	readingUpTo  = `WHERE r.tenancy_id = $1 AND r.unit_id = $2 AND r.day <= $3 AND r.reversed_day IS NULL ORDER BY r.day DESC LIMIT 1`
	readingAfter = `WHERE r.tenancy_id = $1 AND r.unit_id = $2 AND r.day > $3 AND r.reversed_day IS NULL ORDER BY r.day LIMIT 1`
)

// readingBeside reads one of them; nil when there is none.
func readingBeside(t *engine.Tx, which string, tenancy, unit int64, day civil.Date) (*ReadingRow, error) {
	rows, err := ReadingRecord.All(t.Ctx, t, which, tenancy, unit, day)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// addReading writes a reading; one that is lower than the one before asks why, one on a day that has one replaces nothing
// when it is the same. A reading between two others takes the place of one that was reversed: it must fit between them.
func addReading(t *engine.Tx, tenancy, unit int64, day civil.Date, water allocation.Volume, reason string) error {
	last, err := readingBeside(t, readingUpTo, tenancy, unit, day)
	if err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case last == nil:
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
	next, err := readingBeside(t, readingAfter, tenancy, unit, day)
	if err != nil {
		return err
	}
	if next != nil && next.Water < water && next.Reason == "" {
		return ErrReadingHigher.Textf("读数比后面一次（%s，%s）大，请核对；后面一次读错了请先更正（红冲）", next.Day, next.Water).With(water.String()).On("water")
	}
	_, err = ReadingRecord.Add(t, ReadingRow{Tenancy: tenancy, UnitID: unit, Day: day, Water: water, Reason: reason})
	return err
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
