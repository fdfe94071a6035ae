package store

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// What may rest on a step of a stay: $1 is the tenancy, $2 the day on which the step was entered.
var (
	afterSigning = []dependent{
		{textDependsPaper, `SELECT body || ' ' || number FROM milestone WHERE tenancy_id = $1 AND struck_day IS NULL AND $2 <> '' ORDER BY id`},
		{textDependsBill, `SELECT number FROM bill WHERE tenancy_id = $1 ORDER BY id`},
		{"缴费", `SELECT number FROM payment WHERE tenancy_id = $1 ORDER BY id`},
		{textDependsAssessment, `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' ORDER BY id`},
		{"帮扶", `SELECT number FROM support WHERE tenancy_id = $1 AND state <> 'void' ORDER BY id`},
		{"督办", `SELECT number FROM finding WHERE noun = 'tenancy' AND noun_id = $1 AND state <> 'withdrawn' ORDER BY id`},
		{textDependsExit, `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state <> 'cancelled' AND opened_day >= $2 ORDER BY id`},
		{textDependsChange, `SELECT number FROM holding_change WHERE tenancy_id = $1 AND entered_day >= $2 ORDER BY id`},
		{"优惠事项", `SELECT DISTINCT b.name FROM benefit b JOIN move m ON m.noun = 'benefit' AND m.noun_id = b.id
			WHERE b.tenancy_id = $1 AND (m.day > $2 OR b.waives = '') AND m.undoes IS NULL
			AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id) ORDER BY b.id`},
		{textDependsCorrection, sqlCorrectionsSince},
	}
	afterHandover = []dependent{
		{textDependsAssessment, `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' AND day >= $2 ORDER BY id`},
		{"抄表", `SELECT r.day FROM reading r JOIN tenancy t ON t.id = r.tenancy_id
			WHERE r.tenancy_id = $1 AND r.reversed_day IS NULL AND r.day <> t.handed_day AND r.day >= coalesce($2, '') ORDER BY r.id`},
		{textDependsBill, `SELECT DISTINCT b.number FROM bill b JOIN bill_line l ON l.bill_id = b.id WHERE b.tenancy_id = $1 AND l.fee = 'water'
			AND b.issued_day >= $2 ORDER BY b.id`},
		{textDependsExit, `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state <> 'cancelled' AND opened_day >= $2 ORDER BY id`},
		{textDependsChange, `SELECT number FROM holding_change WHERE tenancy_id = $1 AND kind IN ('move', 'part') AND entered_day >= $2 ORDER BY id`},
		{textDependsCorrection, sqlCorrectionsSince},
	}
	afterOpening = []dependent{
		{textDependsAssessment, `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' AND day >= $2 ORDER BY id`},
		{textDependsExit, `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state IN ('opened', 'approved', 'noticed', 'returned') AND opened_day >= $2 ORDER BY id`},
		{textDependsCorrection, sqlCorrectionsSince},
	}
	afterRenewal = []dependent{
		{textDependsExit, `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state IN ('opened', 'approved', 'noticed', 'returned') AND opened_day >= $2 ORDER BY id`},
		{textDependsPaper, `SELECT body || ' ' || number FROM milestone WHERE tenancy_id = $1 AND struck_day IS NULL AND kind IN ('notarised', 'filed') AND day >= $2 ORDER BY id`},
		{textDependsCorrection, sqlCorrectionsSince},
	}
)

// sqlCorrectionsSince are the corrections of a stay that wait or were made since a day.
const sqlCorrectionsSince = `SELECT number FROM correction WHERE noun = 'tenancy' AND noun_id = $1
	AND (state = 'proposed' OR state = 'applied' AND decided_day >= $2) ORDER BY id`

// tenancyUndo is what the last step of a stay is and what rests on it.
type tenancyUndo struct {
	step    allocation.TenancyStep
	last    moveRow
	depends []string
	why     error // why no step can be taken back here
}

// sqlLastRenewal is the signing of the latest next term that stands.
const sqlLastRenewal = `SELECT m.id, m.from_state, m.to_state, m.day, coalesce(a.display, '') FROM contract c
	JOIN move m ON m.noun = 'contract' AND m.noun_id = c.id LEFT JOIN account a ON a.id = m.account
	WHERE c.tenancy_id = $1 AND c.term > 1 AND c.state = 'running' AND m.from_state = 'pending' AND m.to_state = 'running'
	AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id) ORDER BY m.id DESC LIMIT 1`

func planTenancyUndo(ctx context.Context, q querier, t TenancyRow) (p tenancyUndo, err error) {
	last, found, err := lastMoveOf(ctx, q, "tenancy", t.ID)
	if err != nil {
		return p, err
	}
	renewal, renewed, err := maybe(ctx, q, scanMove, sqlLastRenewal, t.ID)
	if err != nil {
		return p, err
	}
	p.last = last
	var after []dependent
	switch {
	case t.State == allocation.TenancyLeaving || t.State == allocation.TenancyEnded:
		p.why = ErrUndoAtExit
		return p, nil
	case renewed && renewal.id > last.id:
		p.step, p.last, after = allocation.TenancyRenewal, renewal, afterRenewal
	case !found || last.to != string(t.State):
		p.why = allocation.ErrUndoMove
		return p, nil
	case t.State == allocation.TenancySigned:
		p.step, after = allocation.TenancySign, afterSigning
	case t.State == allocation.TenancyHanded:
		p.step, after = allocation.TenancyHandOver, afterHandover
	case t.State == allocation.TenancyOpen:
		p.step, after = allocation.TenancyOpening, afterOpening
	default:
		p.why = allocation.ErrUndoMove
		return p, nil
	}
	p.depends, err = named(ctx, q, after, t.ID, p.last.day)
	return p, err
}

// TenancyUndo is the last step of a stay. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) TenancyUndo(ctx context.Context, by Actor, id int64) (step UndoStep, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		t, err := one(ctx, q, scanTenancy, tenancyByID, id)
		if err != nil {
			return err
		}
		if !by.Sees(t.District) {
			return ErrOtherDistrict.With(t.District)
		}
		p, err := planTenancyUndo(ctx, q, t)
		if err != nil {
			return err
		}
		step = UndoStep{Title: p.step.Title(), Day: p.last.day, By: p.last.by, Act: allocation.ActUndoTenancy, Why: p.why}
		if step.Why == nil {
			step.Why = (allocation.Undoing{Reason: p.step.Title(), Depends: p.depends}).Check()
		}
		switch p.step {
		case allocation.TenancySign:
			step.Then = []string{fmt.Sprintf("合同 %s 和入驻 %s 作废，编号不再使用；分配结果恢复为待签约", t.Contract.Number, t.Number), fmt.Sprintf("房源 %s 恢复为已锁定，费用计划随之取消", t.Units)}
		case allocation.TenancyHandOver:
			step.Then = []string{"恢复为待交接；交接记录作废保留，交接时的表数红冲"}
		case allocation.TenancyOpening:
			step.Then = []string{fmt.Sprintf("恢复为待开业，开业期限仍为 %s", t.OpenBy)}
		case allocation.TenancyRenewal:
			step.Then = []string{fmt.Sprintf("合同 %s 作废，编号不再使用；上一期合同恢复履行", t.Contract.Number)}
		}
		return nil
	})
	return step, err
}

// UndoTenancy takes the last step of a stay back (撤销) while nothing rests on it: the signing of the contract, the
// hand-over of the keys, the opening, the renewal. What was signed stays under its number and is void.
// Errors: ErrStale, ErrUndoAtExit, allocation.ErrUndoMove, allocation.ErrUndoDepends, allocation.ErrUndoReason.
func (s *Store) UndoTenancy(ctx context.Context, by Actor, id, version int64, reason string) error {
	return s.write(ctx, by, allocation.ActUndoTenancy, func(t *tx) error {
		t.undoing = true
		o, err := openTenancy(t, id)
		if err != nil {
			return err
		}
		p, err := planTenancyUndo(t.ctx, t, o.row)
		if err != nil {
			return err
		}
		if p.why != nil {
			return p.why
		}
		t.reason(p.step.Title() + textColon + reason)
		u := allocation.Undoing{Reason: reason, Depends: p.depends}
		switch p.step {
		case allocation.TenancySign:
			err = t.undoSigning(o, u)
		case allocation.TenancyHandOver:
			err = t.undoHandover(o, u)
		case allocation.TenancyRenewal:
			err = t.undoRenewal(o, u)
		default:
			err = o.Tenancy.Undo(p.step, u)
		}
		if err != nil {
			return err
		}
		return o.save(t, version, reason)
	})
}

// undoSigning puts award, application and units back to where they were before the contract.
func (t *tx) undoSigning(o *openedTenancy, u allocation.Undoing) error {
	if err := o.Tenancy.Undo(allocation.TenancySign, u); err != nil {
		return err
	}
	contract := o.row.Contract
	before := contract.State
	if err := contract.Void(); err != nil {
		return err
	}
	if err := t.saveContract(before, contract, u.Reason); err != nil {
		return err
	}
	if err := t.endBenefits(o.ID, o.Signed); err != nil {
		return err
	}
	awardID, err := one(t.ctx, t, scanOne[int64], `SELECT award_id FROM tenancy WHERE id = $1`, o.ID)
	if err != nil {
		return err
	}
	w, err := readAward(t.ctx, t, awardID)
	if err != nil {
		return err
	}
	for _, unit := range w.UnitIDs {
		// The hold of what is void lasted for no day.
		if err := t.exec(`UPDATE hold SET to_day = from_day WHERE unit_id = $1 AND kind = 'tenancy' AND ref_id = $2`, unit, o.ID); err != nil {
			return err
		}
		if err := unmoveUnit(t, unit, allocation.UnitOccupy, u.Reason); err != nil {
			return err
		}
		if err := resumeHold(t, unit, holdAward, awardID); err != nil {
			return err
		}
	}
	state := w.State
	if err := w.Unsign(); err != nil {
		return err
	}
	if err := saveAward(t, state, &w, u.Reason); err != nil {
		return err
	}
	if err := moveApplication(t, w.Application, (*allocation.Application).Unsign, u.Reason); err != nil {
		return err
	}
	return t.exec(`DELETE FROM application_jobs WHERE application_id = $1 AND stage = 'contracted'`, w.Application)
}

// undoHandover makes the record of the keys void.
func (t *tx) undoHandover(o *openedTenancy, u allocation.Undoing) error {
	day := o.Handed
	if err := o.Tenancy.Undo(allocation.TenancyHandOver, u); err != nil {
		return err
	}
	units, err := heldUnits(t, holdTenancy, o.ID)
	if err != nil {
		return err
	}
	return t.voidHandover(o.ID, directionOut, day, units, u.Reason)
}

// undoRenewal makes the next term void and the one before it run again.
func (t *tx) undoRenewal(o *openedTenancy, u allocation.Undoing) error {
	list, err := readContracts(t.ctx, t, o.ID)
	if err != nil {
		return err
	}
	next := o.row.Contract
	for _, old := range list {
		if old.Term != next.Term-1 || old.State != allocation.ContractRenewed {
			continue
		}
		if err := next.UndoRenew(&old, o.Tenancy, u); err != nil {
			return err
		}
		if err := t.saveContract(allocation.ContractRunning, next, u.Reason); err != nil {
			return err
		}
		return t.saveContract(allocation.ContractRenewed, old, u.Reason)
	}
	return allocation.ErrUndoMove
}

// voidHandover makes the record of the keys of units on a day void and reverses its readings (红冲).
func (t *tx) voidHandover(tenancy int64, direction string, day civil.Date, units []int64, reason string) error {
	for _, unit := range units {
		err := t.exec(`UPDATE handover SET void_day = $1 WHERE tenancy_id = $2 AND unit_id = $3 AND direction = $4 AND day = $5 AND void_day IS NULL`,
			t.today, tenancy, unit, direction, day)
		if err != nil {
			return err
		}
		err = t.exec(`UPDATE reading SET reversed_day = $1, reversed_by = $2, reversed_reason = $3
			WHERE tenancy_id = $4 AND unit_id = $5 AND day = $6 AND reversed_day IS NULL`, t.today, t.by.ID, reason, tenancy, unit, day)
		if err != nil {
			return err
		}
	}
	return nil
}

// Taking the last move of a life back (undo.go, undo_tenancy.go, undo_exit.go, roundundo.go).
var ErrUndoAtExit = allocation.Refuse("undo_at_exit", "退出的各步请在退出页面撤销")

const (
	textDependsPaper      = "公证备案证照"
	textDependsAssessment = "考核"
	textDependsChange     = "变更"
	textDependsCorrection = "更正"
)
