package stay

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/premises"
)

// Remaking splits or merges units under the stay that has them, as a person enters it. There are readings only where keys have been
// handed over: of the old meters on the day, and of what the stay goes on with.
type Remaking struct {
	Change    estate.Change
	Tenancy   int64
	Units     []premises.Seen // the old ones, all held by the stay
	Parts     []estate.Part   // what they become; of a merger one
	Back      []bool          // by part: it leaves the stay and is repaired
	OldWater  []allocation.Volume
	PartWater []allocation.Volume // by part
}

// Kind is the change as the stay knows it.
func (m Remaking) Kind() allocation.StayChangeKind {
	if m.Change.Kind == estate.Merged {
		return allocation.ChangeMerge
	}
	return allocation.ChangeSplit
}

// RemakeHeld splits or merges what a stay holds: a supplement to its contract, from a day on. Old units are closed and stay in the record
// of the stay; it holds the new ones with their measured areas from that day, or leaves some of them. It returns the number of the
// supplement and the new units. Errors: those of tenure.Remake, premises.Remake; engine.ErrUnitsDiffer.
func (s Room) RemakeHeld(ctx context.Context, by engine.Actor, m Remaking) (number string, made []premises.UnitRow, err error) {
	err = s.Write(ctx, by, allocation.ActChangePremises, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, m.Tenancy)
		if err != nil {
			return err
		}
		var old []int64
		for _, u := range m.Units {
			old = append(old, u.ID)
		}
		p, err := premisesOf(t.Ctx, t, o.Row, old, nil)
		if err != nil {
			return err
		}
		for _, id := range old {
			if !slices.ContainsFunc(p.Held, func(h allocation.Holding) bool { return h.UnitID == id }) {
				return tenure.ErrRemakeUnits
			}
		}
		before, err := KeysOf(t.Ctx, t, o.Row)
		if err != nil {
			return err
		}
		if made, err = premises.Remake(t, m.Units, m.Parts, m.Back, m.Change); err != nil {
			return err
		}
		keep := m.kept(made)
		for _, u := range keep {
			p.Out = append(p.Out, u.Unit())
		}
		c := allocation.HoldingChange{Kind: m.Kind(), Day: m.Change.Day, Document: m.Change.Document, Reason: m.Change.Reason}
		if err := tenure.Remake(&o.Tenancy, c, p, t.Today); err != nil {
			return err
		}
		id, err := addChange(t, o, &c, tenantChange{old: o.Row.Applicant, now: o.Row.Applicant, oldName: o.Row.Name, nowName: o.Row.Name})
		if err != nil {
			return err
		}
		number = c.Number
		if err := m.holds(t, o, id, keep); err != nil {
			return err
		}
		if !o.Handed.IsZero() {
			if err := m.keys(t, o, before, made); err != nil {
				return err
			}
		}
		t.Subject(o.Row.Number + " " + o.Row.Name)
		t.About("tenancy", o.ID)
		return o.Save(t, o.Row.Version, "")
	})
	return number, made, err
}

// kept are the new units that the stay goes on with.
func (m Remaking) kept(made []premises.UnitRow) []premises.UnitRow {
	var out []premises.UnitRow
	for i, u := range made {
		if i >= len(m.Back) || !m.Back[i] {
			out = append(out, u)
		}
	}
	return out
}

// holds ends the holds of the old units and begins those of the new ones.
func (m Remaking) holds(t *engine.Tx, o *OpenedTenancy, id int64, keep []premises.UnitRow) error {
	for _, u := range m.Units {
		n, err := t.ExecN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = 'tenancy' AND ref_id = $3 AND to_day IS NULL`, m.Change.Day, u.ID, o.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			return premises.ErrNotHeld.With(o.Number)
		}
		if err := t.Exec(changeUnitAdd, id, u.ID, DirectionBack); err != nil {
			return err
		}
	}
	for _, u := range keep {
		if err := t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, u.ID, HoldTenancy, o.ID, m.Change.Day); err != nil {
			return err
		}
		if err := t.Exec(changeUnitAdd, id, u.ID, DirectionOut); err != nil {
			return err
		}
	}
	return nil
}

// keys keep the record of the keys: the old ones stay with the tenant, so what was handed over of the old units is what was handed over of
// the new ones; the meters are read on the day. The first part goes on with the first meter.
func (m Remaking) keys(t *engine.Tx, o *OpenedTenancy, before []HandoverRow, made []premises.UnitRow) error {
	if len(m.OldWater) != len(m.Units) || len(m.PartWater) != len(made) {
		return engine.ErrUnitsDiffer
	}
	was := map[int64]allocation.Condition{}
	for _, h := range before {
		was[h.UnitID] = h.Condition
	}
	var old []int64
	var back []allocation.Condition
	word := m.Change.Kind.Title() + " " + m.Change.Day.String()
	for i, u := range m.Units {
		c := was[u.ID]
		c.UnitID, c.Water, c.Remark = u.ID, m.OldWater[i], word
		old, back = append(old, u.ID), append(back, c)
	}
	if err := CheckBack(before, back); err != nil {
		return err
	}
	if err := AddHandover(t, o.ID, DirectionBack, m.Change.Day, old, back); err != nil {
		return err
	}
	first := true
	for i, u := range made {
		if i < len(m.Back) && m.Back[i] {
			continue
		}
		c := allocation.Condition{UnitID: u.ID, Water: m.PartWater[i], Remark: word}
		if first { // the keys and the meter of electricity go on with it
			for _, b := range back {
				c.Keys += b.Keys
				if c.Defects == "" {
					c.Defects = b.Defects
				}
			}
			c.Keys, c.Power, first = min(c.Keys, 99), back[0].Power, false
		}
		if err := AddHandover(t, o.ID, DirectionOut, m.Change.Day, []int64{u.ID}, []allocation.Condition{c}); err != nil {
			return err
		}
	}
	return nil
}

// UnderStay is the stay that has a unit, for the form that splits or merges it: the last readings of its units.
type UnderStay struct {
	Tenancy TenancyRow
	Held    []int64
	Water   map[int64]allocation.Volume // the last reading that counts, by unit
	Handed  civil.Date
}

// StayOver reads the stay that has all of the units. Errors: tenure.ErrRemakeUnits, ErrOtherDistrict.
func (s Room) StayOver(ctx context.Context, by engine.Actor, units []int64) (u UnderStay, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		for i, id := range units {
			stay, found, err := engine.Maybe(ctx, q, engine.ScanOne[int64], `SELECT ref_id FROM hold WHERE unit_id = $1 AND kind = 'tenancy' AND to_day IS NULL`, id)
			switch {
			case err != nil:
				return err
			case !found || i > 0 && stay != u.Tenancy.ID:
				return tenure.ErrRemakeUnits
			case i == 0:
				if u.Tenancy, err = TenancyNoun.ByID(ctx, q, stay); err != nil {
					return err
				}
			}
		}
		if !by.Sees(u.Tenancy.District) {
			return engine.ErrOtherDistrict.With(u.Tenancy.District)
		}
		u.Handed, u.Water = u.Tenancy.Handed, map[int64]allocation.Volume{}
		rows, err := ReadReadings(ctx, q, u.Tenancy.ID)
		last := map[int64]charge.MeterReading{}
		for _, r := range rows {
			if m := r.AsMeter(); r.Counts() && !m.Day.Before(last[r.UnitID].Day) {
				last[r.UnitID], u.Water[r.UnitID] = m, r.Water
			}
		}
		return err
	})
	return u, err
}
