package stay

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
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
		if err := handoverReading(t, tenancy, unit, direction, day, c.Water); err != nil {
			return err
		}
	}
	return nil
}

// OpenBusiness records the opening on a day; it may be late (三.3). late counts the days. Without a registered licence the
// reason says why (三.4). Errors: ErrStale, allocation.ErrOpenLicence, allocation.ErrTenancyMove, allocation.ErrTenancyDay.
func (s Room) OpenBusiness(ctx context.Context, by engine.Actor, tenancy, version int64, day civil.Date, reason string) (late int, err error) {
	err = s.Write(ctx, by, allocation.ActOpenBusiness, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if err := o.Open(day, t.Today); err != nil {
			return err
		}
		rows, err := ReadMilestones(t.Ctx, t, tenancy)
		if err != nil {
			return err
		}
		reason = strings.TrimSpace(reason)
		if err := allocation.Opens(Papers(rows), reason); err != nil {
			return err
		}
		late = o.Late(t.Today)
		t.Reason(reason)
		return o.Save(t, version, reason)
	})
	return late, err
}
