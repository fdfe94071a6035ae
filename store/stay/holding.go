package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
)

const changeUnitAdd = `INSERT INTO holding_change_unit (change_id, unit_id, direction) VALUES ($1, $2, $3)`

// tenantChange is who holds a stay before and after a change.
type tenantChange struct {
	old, now         int64
	oldName, nowName string
	oldHead, nowHead string
	oldPhone         string
	oldNumber        string // of the former legal representative
}

// addChange gives a change its number and keeps it; it returns its id.
func addChange(t *engine.Tx, o *OpenedTenancy, c *allocation.HoldingChange, w tenantChange) (int64, error) {
	district, err := allocation.FindDistrict(o.District)
	if err != nil {
		return 0, err
	}
	n, err := t.Number(allocation.ChangeSeries(district.Code, t.Today.Year()))
	if err != nil {
		return 0, err
	}
	c.Number = allocation.ChangeNumber(district.Code, t.Today.Year(), n)
	t.Reason(c.Kind.Title() + engine.TextColon + strings.TrimSpace(c.Document+" "+c.Reason))
	kept := *c
	kept.Document, kept.Reason = strings.TrimSpace(c.Document), strings.TrimSpace(c.Reason)
	return StayChangeRecord.Add(t, StayChangeRow{
		HoldingChange: kept, Tenancy: o.ID, Old: w.old, New: w.now, OldName: w.oldName, NewName: w.nowName, OldHead: w.oldHead, NewHead: w.nowHead, OldPhone: w.oldPhone, OldNumber: w.oldNumber, Entered: t.Today, EnteredBy: t.By.ID,
	})
}

// PremisesChange is a change of premises as a person enters it: which units go back, which come in their place, and what
// each looked like when its keys changed hands. Before the first hand-over there are no conditions.
type PremisesChange struct {
	allocation.HoldingChange
	Back, Out        []int64
	BackCondition    []allocation.Condition
	OutCondition     []allocation.Condition
	Tenancy, Version int64

	Order round.OutOfOrder // where it passes over somebody who waits, and what is said of the screening
}

// ChangePremises moves a stay to other premises from a day on (换房), or gives a part of them back (部分退房). Units that go
// back are repaired and allocated again; fee clock and contract go on. It returns the number of the supplement.
// Where it passes over somebody who waits with the better right, c says why and who signs as the second person; it stands in the record
// with their names. It is screened as a single placement is (六(二)): c remarks each finding.
// Errors: ErrStale, ErrUnitsDiffer, ErrUnitHeld, allocation.ErrBackRemark, draw.ErrUnremarked, rule.ErrOutOfOrder, round.ErrPassingChanged, those of Tenancy.ChangePremises and of
// the second signature.
func (s Room) ChangePremises(ctx context.Context, by engine.Actor, c PremisesChange) (number string, err error) {
	second, err := round.Of(s.Store).SecondSigner(ctx, by, c.Order)
	if err != nil {
		return "", err
	}
	err = s.Write(ctx, by, allocation.ActChangePremises, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, c.Tenancy)
		if err != nil {
			return err
		}
		p, err := premisesOf(t.Ctx, t, o.Row, c.Back, c.Out)
		if err != nil {
			return err
		}
		if err := o.ChangePremises(c.HoldingChange, p, t.Today); err != nil {
			return err
		}
		found, err := screenMove(t, o.Row, c)
		if err != nil {
			return err
		}
		passed, err := passedByMove(t.Ctx, t, o.Row, c.Back, c.Out, t.Today, c.Order.Seen, nil)
		if err != nil {
			return err
		}
		overtaken, err := rule.Overtake(passed.List, c.Order.Reason, second)
		if err != nil {
			return err
		}
		c.Reason = strings.TrimSpace(c.Reason + " " + overtaken.Text())
		id, err := addChange(t, o, &c.HoldingChange, tenantChange{old: o.Row.Applicant, now: o.Row.Applicant, oldName: o.Row.Name, nowName: o.Row.Name})
		if err != nil {
			return err
		}
		number = c.Number
		if err := keepMoveFindings(t, id, found, c.Order.Remarks); err != nil {
			return err
		}
		if err := giveBack(t, o, id, c); err != nil {
			return err
		}
		if err := giveOut(t, o, id, c); err != nil {
			return err
		}
		return o.Save(t, c.Version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// giveBack ends the holds of the units that go back and keeps what they looked like.
func giveBack(t *engine.Tx, o *OpenedTenancy, id int64, c PremisesChange) error {
	if err := changeKeys(t, o, DirectionBack, c.Day, c.Back, c.BackCondition); err != nil {
		return err
	}
	for _, unit := range c.Back {
		n, err := t.ExecN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = 'tenancy' AND ref_id = $3 AND to_day IS NULL`, c.Day, unit, o.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			return premises.ErrNotHeld.With(o.Number)
		}
		if err := premises.MoveUnit(t, unit, allocation.UnitRecover, c.Number); err != nil {
			return err
		}
		if err := premises.SettleSpells(t, unit); err != nil {
			return err
		}
		if err := t.Exec(changeUnitAdd, id, unit, DirectionBack); err != nil {
			return err
		}
	}
	return nil
}

// giveOut begins the holds of the units that come.
func giveOut(t *engine.Tx, o *OpenedTenancy, id int64, c PremisesChange) error {
	for _, unit := range c.Out {
		u, err := premises.UnitByID(t.Ctx, t, unit)
		if err != nil {
			return err
		}
		later, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT count(*) FROM hold WHERE unit_id = $1 AND kind = 'tenancy' AND to_day > $2`, unit, c.Day)
		if err != nil {
			return err
		}
		if later > 0 {
			return premises.ErrUnitHeld.With(u.Number + " " + c.Day.String())
		}
		if err := premises.RefuseHeld(t, u); err != nil {
			return err
		}
		for _, m := range []allocation.UnitMove{allocation.UnitReserve, allocation.UnitOccupy} {
			if err := premises.MoveUnit(t, unit, m, c.Number); err != nil {
				return err
			}
		}
		err = t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unit, HoldTenancy, o.ID, c.Day)
		if err != nil {
			return err
		}
		if err := premises.SettleSpells(t, unit); err != nil {
			return err
		}
		if err := t.Exec(changeUnitAdd, id, unit, DirectionOut); err != nil {
			return err
		}
	}
	return changeKeys(t, o, DirectionOut, c.Day, c.Out, c.OutCondition)
}

// changeKeys keeps what units looked like when their keys changed hands; before the first hand-over no keys do.
func changeKeys(t *engine.Tx, o *OpenedTenancy, direction string, day civil.Date, units []int64, conditions []allocation.Condition) error {
	if o.Handed.IsZero() {
		if len(conditions) > 0 {
			return engine.ErrUnitsDiffer
		}
		return nil
	}
	if direction == DirectionBack {
		before, err := KeysOf(t.Ctx, t, o.Row)
		if err != nil {
			return err
		}
		if err := CheckBack(before, conditions); err != nil {
			return err
		}
	}
	return AddHandover(t, o.ID, direction, day, units, conditions)
}

// KeysOf are the hand-over records of the units that a stay holds now, or held at its end: the latest of each.
func KeysOf(ctx context.Context, q engine.Querier, r TenancyRow) ([]HandoverRow, error) {
	out, err := ReadHandover(ctx, q, r.ID, DirectionOut)
	if err != nil {
		return nil, err
	}
	held, err := engine.All(ctx, q, engine.ScanOne[int64], `SELECT unit_id FROM hold WHERE kind = 'tenancy' AND ref_id = $1 AND to_day IS $2`, r.ID, r.Ended)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(out, func(h HandoverRow) bool {
		return !slices.Contains(held, h.UnitID) || slices.ContainsFunc(out, func(x HandoverRow) bool { return x.UnitID == h.UnitID && x.Day.After(h.Day) })
	}), nil
}

// CheckBack compares what comes back with what was handed over. Errors: allocation.ErrBackRemark.
func CheckBack(before []HandoverRow, conditions []allocation.Condition) error {
	for _, h := range before {
		for _, c := range conditions {
			if c.UnitID != h.UnitID {
				continue
			}
			if err := h.CheckBack(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// premisesOf reads what a change of premises is decided on.
func premisesOf(ctx context.Context, q engine.Querier, r TenancyRow, back, out []int64) (p allocation.Premises, err error) {
	p.Back = back
	p.Held, err = engine.All(ctx, q, func(s engine.Scanner) (h allocation.Holding, err error) {
		err = s.Scan(&h.UnitID, &h.Unit, &h.Area, &h.From, &h.To)
		return h, err
	}, `SELECT h.unit_id, u.number, u.area_dm2, h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = $1 AND h.to_day IS NULL ORDER BY u.number`, r.ID)
	if err != nil {
		return p, err
	}
	for _, id := range out {
		u, err := premises.UnitByID(ctx, q, id)
		if err != nil {
			return p, err
		}
		p.Out = append(p.Out, u.Unit())
	}
	p.Band, err = bandOf(ctx, q, r)
	return p, err
}

// bandOf is the area that the jobs of the applicant carry: the target of the award that the stay began with, in the
// width of the parameters that the round used.
func bandOf(ctx context.Context, q engine.Querier, r TenancyRow) (b rule.Band, err error) {
	type award struct {
		target     quantity.Area
		parameters int64
	}
	w, found, err := engine.Maybe(ctx, q, func(s engine.Scanner) (w award, err error) {
		err = s.Scan(&w.target, &w.parameters)
		return w, err
	}, `SELECT w.target_dm2, o.parameter_id FROM tenancy t JOIN award w ON w.id = t.award_id JOIN round o ON o.id = w.round_id WHERE t.id = $1`, r.ID)
	if err != nil {
		return b, err
	}
	var p basis.ParameterVersion
	if found {
		p, err = basis.ParameterNoun.ByID(ctx, q, w.parameters)
	} else { // taken over: what it holds, in the width of the rules of its signing
		w.target = r.Area
		p, err = basis.ParametersOn(ctx, q, r.District, r.Signed)
	}
	if err != nil {
		return b, err
	}
	line, err := round.ReadApplicant(ctx, q, r.Application, p.Jobs)
	if err != nil {
		return b, err
	}
	params := p.Allocation.Params()
	return params.Band(&line.Line, w.target), nil
}

// Premises is what a change of premises of a stay is decided on, for a form: what is held, which area the jobs carry.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Premises(ctx context.Context, by engine.Actor, tenancy int64, back, out []int64) (p allocation.Premises, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		p, err = premisesOf(ctx, q, r, back, out)
		return err
	})
	return p, err
}
