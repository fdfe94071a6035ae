package mend

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
)

// What may rest on a step of a stay: $1 is the tenancy, $2 the day on which the step was entered.
var (
	afterSigning = []engine.Dependent{
		{Title: textDependsPaper, Query: `SELECT body || ' ' || number FROM milestone WHERE tenancy_id = $1 AND struck_day IS NULL AND $2 <> '' ORDER BY id`},
		{Title: say.Bill, Query: `SELECT number FROM bill WHERE tenancy_id = $1 ORDER BY id`},
		{Title: say.Payment, Query: `SELECT number FROM payment WHERE tenancy_id = $1 ORDER BY id`},
		{Title: textDependsAssessment, Query: `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' ORDER BY id`},
		{Title: say.Support, Query: `SELECT number FROM support WHERE tenancy_id = $1 AND state <> 'void' ORDER BY id`},
		{Title: say.Finding, Query: `SELECT number FROM finding WHERE noun = 'tenancy' AND noun_id = $1 AND state <> 'withdrawn' ORDER BY id`},
		{Title: say.Exit, Query: `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state <> 'cancelled' AND opened_day >= $2 ORDER BY id`},
		{Title: textDependsChange, Query: `SELECT number FROM holding_change WHERE tenancy_id = $1 AND entered_day >= $2 ORDER BY id`},
		{Title: say.Benefit, Query: `SELECT DISTINCT b.name FROM benefit b JOIN move m ON m.noun = 'benefit' AND m.noun_id = b.id
			WHERE b.tenancy_id = $1 AND (m.day > $2 OR b.waives = '') AND m.undoes IS NULL
			AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id) ORDER BY b.id`},
		{Title: textDependsCorrection, Query: sqlCorrectionsSince},
	}
	afterHandover = []engine.Dependent{
		{Title: textDependsAssessment, Query: `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' AND day >= $2 ORDER BY id`},
		{Title: say.Reading, Query: `SELECT r.day FROM reading r JOIN tenancy t ON t.id = r.tenancy_id
			WHERE r.tenancy_id = $1 AND r.reversed_day IS NULL AND r.day <> t.handed_day AND r.day >= coalesce($2, '') ORDER BY r.id`},
		{Title: say.Bill, Query: `SELECT DISTINCT b.number FROM bill b JOIN bill_line l ON l.bill_id = b.id WHERE b.tenancy_id = $1 AND l.fee = 'water'
			AND b.issued_day >= $2 ORDER BY b.id`},
		{Title: say.Exit, Query: `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state <> 'cancelled' AND opened_day >= $2 ORDER BY id`},
		{Title: textDependsChange, Query: `SELECT number FROM holding_change WHERE tenancy_id = $1 AND kind IN ('move', 'part', 'split', 'merge') AND entered_day >= $2 ORDER BY id`},
		{Title: textDependsCorrection, Query: sqlCorrectionsSince},
	}
	afterOpening = []engine.Dependent{
		{Title: textDependsAssessment, Query: `SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' AND day >= $2 ORDER BY id`},
		{Title: say.Exit, Query: `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state IN ('opened', 'approved', 'noticed', 'returned') AND opened_day >= $2 ORDER BY id`},
		{Title: textDependsCorrection, Query: sqlCorrectionsSince},
	}
	afterRenewal = []engine.Dependent{
		{Title: say.Exit, Query: `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND state IN ('opened', 'approved', 'noticed', 'returned') AND opened_day >= $2 ORDER BY id`},
		{Title: textDependsPaper, Query: `SELECT body || ' ' || number FROM milestone WHERE tenancy_id = $1 AND struck_day IS NULL AND kind IN ('notarised', 'filed') AND day >= $2 ORDER BY id`},
		{Title: textDependsCorrection, Query: sqlCorrectionsSince},
	}
)

// sqlCorrectionsSince are the corrections of a stay that wait or were made since a day.
const sqlCorrectionsSince = `SELECT number FROM correction WHERE noun = 'tenancy' AND noun_id = $1
	AND (state = 'proposed' OR state = 'applied' AND decided_day >= $2) ORDER BY id`

// tenancyUndo is what the last step of a stay is and what rests on it.
type tenancyUndo struct {
	step    allocation.TenancyStep
	last    engine.MoveRow
	depends []string
	why     error // why no step can be taken back here
}

// sqlLastRenewal is the signing of the latest next term that stands.
const sqlLastRenewal = `SELECT m.id, m.from_state, m.to_state, m.day, coalesce(a.display, '') FROM contract c
	JOIN move m ON m.noun = 'contract' AND m.noun_id = c.id LEFT JOIN account a ON a.id = m.account
	WHERE c.tenancy_id = $1 AND c.term > 1 AND c.state = 'running' AND m.from_state = 'pending' AND m.to_state = 'running'
	AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id) ORDER BY m.id DESC LIMIT 1`

func planTenancyUndo(ctx context.Context, q engine.Querier, t stay.TenancyRow) (p tenancyUndo, err error) {
	last, found, err := engine.LastMoveOf(ctx, q, "tenancy", t.ID)
	if err != nil {
		return p, err
	}
	renewal, renewed, err := engine.Maybe(ctx, q, engine.ScanMove, sqlLastRenewal, t.ID)
	if err != nil {
		return p, err
	}
	p.last = last
	var after []engine.Dependent
	switch {
	case t.State == allocation.TenancyLeaving || t.State == allocation.TenancyEnded:
		p.why = ErrUndoAtExit
		return p, nil
	case renewed && renewal.Id > last.Id:
		p.step, p.last, after = allocation.TenancyRenewal, renewal, afterRenewal
	case !found || last.To != string(t.State):
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
	if t.Award == 0 {
		taken, err := engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM move WHERE id = $1 AND reason = (SELECT m.reason FROM move m
			WHERE m.noun = 'tenancy' AND m.noun_id = $2 ORDER BY m.id LIMIT 1))`, p.last.Id, t.ID)
		if err != nil {
			return p, err
		}
		if taken {
			p.why = ErrTakenOver
			return p, nil
		}
	}
	p.depends, err = engine.Named(ctx, q, after, t.ID, p.last.Day)
	return p, err
}

// TenancyUndo is the last step of a stay. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) TenancyUndo(ctx context.Context, by engine.Actor, id int64) (step engine.UndoStep, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		t, err := stay.TenancyNoun.ByID(ctx, q, id)
		if err != nil {
			return err
		}
		if !by.Sees(t.District) {
			return engine.ErrOtherDistrict.With(t.District)
		}
		p, err := planTenancyUndo(ctx, q, t)
		if err != nil {
			return err
		}
		step = engine.UndoStep{Title: p.step.Title(), Day: p.last.Day, By: p.last.By, Act: allocation.ActUndoTenancy, Why: p.why}
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
func (s Room) UndoTenancy(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActUndoTenancy, func(t *engine.Tx) error {
		t.Undoing = true
		o, err := stay.OpenTenancy(t, id)
		if err != nil {
			return err
		}
		p, err := planTenancyUndo(t.Ctx, t, o.Row)
		if err != nil {
			return err
		}
		if p.why != nil {
			return p.why
		}
		t.Reason(p.step.Title() + engine.TextColon + reason)
		u := allocation.Undoing{Reason: reason, Depends: p.depends}
		switch p.step {
		case allocation.TenancySign:
			err = undoSigning(t, o, u)
		case allocation.TenancyHandOver:
			err = undoHandover(t, o, u)
		case allocation.TenancyRenewal:
			err = undoRenewal(t, o, u)
		default:
			err = o.Tenancy.Undo(p.step, u)
		}
		if err != nil {
			return err
		}
		return o.Save(t, version, reason)
	})
}

// undoSigning puts award, application and units back to where they were before the contract.
func undoSigning(t *engine.Tx, o *stay.OpenedTenancy, u allocation.Undoing) error {
	if err := o.Tenancy.Undo(allocation.TenancySign, u); err != nil {
		return err
	}
	contract := o.Row.Contract
	before := contract.State
	if err := contract.Void(); err != nil {
		return err
	}
	if err := stay.SaveContract(t, before, contract, u.Reason); err != nil {
		return err
	}
	if err := stay.EndBenefits(t, o.ID, o.Signed); err != nil {
		return err
	}
	awardID, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT award_id FROM tenancy WHERE id = $1`, o.ID)
	if err != nil {
		return err
	}
	w, err := round.AwardNoun.ByID(t.Ctx, t, awardID)
	if err != nil {
		return err
	}
	for _, unit := range w.UnitIDs {
		// The hold of what is void lasted for no day.
		if err := t.Exec(`UPDATE hold SET to_day = from_day WHERE unit_id = $1 AND kind = 'tenancy' AND ref_id = $2`, unit, o.ID); err != nil {
			return err
		}
		if err := premises.UnmoveUnit(t, unit, allocation.UnitOccupy, u.Reason); err != nil {
			return err
		}
		if err := premises.ResumeHold(t, unit, round.HoldAward, awardID); err != nil {
			return err
		}
	}
	state := w.State
	if err := w.Unsign(); err != nil {
		return err
	}
	if err := round.SaveAward(t, state, &w, u.Reason); err != nil {
		return err
	}
	if err := intake.MoveApplication(t, w.Application, (*allocation.Application).Unsign, u.Reason); err != nil {
		return err
	}
	return t.Exec(`DELETE FROM application_jobs WHERE application_id = $1 AND stage = 'contracted'`, w.Application)
}

// undoHandover makes the record of the keys void.
func undoHandover(t *engine.Tx, o *stay.OpenedTenancy, u allocation.Undoing) error {
	day := o.Handed
	if err := o.Tenancy.Undo(allocation.TenancyHandOver, u); err != nil {
		return err
	}
	units, err := premises.HeldUnits(t, stay.HoldTenancy, o.ID)
	if err != nil {
		return err
	}
	return voidHandover(t, o.ID, stay.DirectionOut, day, units, u.Reason)
}

// undoRenewal makes the next term void and the one before it run again.
func undoRenewal(t *engine.Tx, o *stay.OpenedTenancy, u allocation.Undoing) error {
	list, err := stay.ReadContracts(t.Ctx, t, o.ID)
	if err != nil {
		return err
	}
	next := o.Row.Contract
	for _, old := range list {
		if old.Term != next.Term-1 || old.State != allocation.ContractRenewed {
			continue
		}
		if err := next.UndoRenew(&old, o.Tenancy, u); err != nil {
			return err
		}
		if err := stay.SaveContract(t, allocation.ContractRunning, next, u.Reason); err != nil {
			return err
		}
		return stay.SaveContract(t, allocation.ContractRenewed, old, u.Reason)
	}
	return allocation.ErrUndoMove
}

// voidHandover makes the record of the keys of units on a day void and reverses its readings (红冲).
func voidHandover(t *engine.Tx, tenancy int64, direction string, day civil.Date, units []int64, reason string) error {
	for _, unit := range units {
		err := t.Exec(`UPDATE handover SET void_day = $1 WHERE tenancy_id = $2 AND unit_id = $3 AND direction = $4 AND day = $5 AND void_day IS NULL`,
			t.Today, tenancy, unit, direction, day)
		if err != nil {
			return err
		}
		err = t.Exec(`UPDATE reading SET reversed_day = $1, reversed_by = $2, reversed_reason = $3
			WHERE tenancy_id = $4 AND unit_id = $5 AND day = $6 AND reversed_day IS NULL`, t.Today, t.By.ID, reason, tenancy, unit, day)
		if err != nil {
			return err
		}
	}
	return nil
}

// Taking the last move of a life back.
var ErrUndoAtExit = say.Refuse("undo_at_exit", "退出的各步请在退出页面撤销")

const (
	textDependsPaper      = "公证备案证照"
	textDependsAssessment = say.Assessment
	textDependsChange     = say.Change
	textDependsCorrection = say.Correction
)

// ErrTakenOver refuses to take back a signing that was not made here.
var ErrTakenOver = say.Refuse("taken_over", "这一户是接入的，签订不在本系统办理，不能在这里撤销；可在 接入 里整批撤销导入，或用更正")
