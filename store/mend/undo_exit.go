package mend

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/premises"
	"penggai/store/stay"
)

// exitUndo is what the last step of an exit is and what rests on it.
type exitUndo struct {
	step    leave.ExitStep
	last    engine.MoveRow
	back    allocation.TenancyState // the state of the stay before the approval
	depends []string
	why     error
}

// exitStepOf is the step that led an exit to a state.
var exitStepOf = map[leave.ExitState]leave.ExitStep{
	leave.ExitApproved: leave.ExitApproval, leave.ExitRefused: leave.ExitRefusal,
	leave.ExitCancelled: leave.ExitWithdrawal, leave.ExitNoticed: leave.ExitNotice,
	leave.ExitReturned: leave.ExitKeys, leave.ExitClosed: leave.ExitClosing,
}

// act is who may take the step back: what the approver decided is the approver's.
func (p *exitUndo) act(x stay.ExitRow) allocation.Action {
	if p.step == leave.ExitApproval || p.step == leave.ExitRefusal || (p.step == leave.ExitSettlement && x.SettledDecision != "") {
		return allocation.ActUndoDecision
	}
	return allocation.ActUndoExit
}

// sqlExitEntry is the last time that an action was taken on an exit.
const sqlExitEntry = `SELECT l.seq, '', '', l.day, coalesce(a.display, '') FROM log l LEFT JOIN account a ON a.id = l.account
	WHERE l.noun = 'exit' AND l.noun_id = $1 AND l.action = $2 AND l.seq = l.entry ORDER BY l.seq DESC LIMIT 1`

func planExitUndo(ctx context.Context, q engine.Querier, x stay.ExitRow) (p exitUndo, err error) {
	last, found, err := engine.LastMoveOf(ctx, q, "exit", x.ID)
	if err != nil {
		return p, err
	}
	p.last, p.step = last, exitStepOf[x.State]
	if x.State != leave.ExitOpened && (!found || last.To != string(x.State)) {
		p.why = allocation.ErrUndoMove
		return p, nil
	}
	if err := p.laterStep(ctx, q, x); err != nil {
		return p, err
	}
	if p.step == "" {
		p.why = ErrUndoOpened
		return p, nil
	}
	switch p.step {
	case leave.ExitApproval:
		var stay engine.MoveRow
		if stay, _, err = engine.LastMoveOf(ctx, q, "tenancy", x.Tenancy); err != nil {
			return p, err
		}
		p.back = allocation.TenancyState(stay.From)
		if x.VacateBy.IsZero() && x.Stops { // the decision itself stopped the waiver
			p.depends, err = stopBills(ctx, q, x, x.Decided)
		}
	case leave.ExitNotice:
		if !x.VacateBy.IsZero() {
			p.depends, err = stopBills(ctx, q, x, x.Noticed)
		}
	case leave.ExitKeys:
		p.depends, err = lostUnits(ctx, q, x)
		if err == nil {
			var bills []string
			bills, err = engine.Named(ctx, q, []engine.Dependent{{Title: say.Bill, Query: `SELECT number FROM bill WHERE tenancy_id = $1 AND (kind = 'final' OR to_day >= $2)
				AND issued_day >= $2 ORDER BY id`}}, x.Tenancy, x.Returned)
			p.depends = append(p.depends, bills...)
		}
	case leave.ExitRefusal, leave.ExitWithdrawal:
		p.depends, err = engine.Named(ctx, q, []engine.Dependent{{Title: say.Exit, Query: `SELECT opened_day FROM exit WHERE tenancy_id = $1 AND id > $2
			AND state NOT IN ('refused', 'cancelled') ORDER BY id`}}, x.Tenancy, x.ID)
	case leave.ExitTelling, leave.ExitAnswer, leave.ExitAdvice, leave.ExitSettlement, leave.ExitFiling, leave.ExitClosing: // nothing rests on them
	}
	return p, err
}

// stopBills are the bills that were issued since a day and charge days from the stop of the waiver on.
func stopBills(ctx context.Context, q engine.Querier, x stay.ExitRow, since civil.Date) ([]string, error) {
	return engine.Named(ctx, q, []engine.Dependent{{Title: say.Bill, Query: `SELECT DISTINCT b.number FROM bill b JOIN bill_line l ON l.bill_id = b.id
		WHERE b.tenancy_id = $1 AND l.to_day > $2 AND b.issued_day >= $3 ORDER BY b.id`}}, x.Tenancy, x.StopsOn(), since)
}

// laterStep chooses between the step that led to the state and those that leave the state as it is: the one that was entered last.
func (p *exitUndo) laterStep(ctx context.Context, q engine.Querier, x stay.ExitRow) error {
	if x.State == leave.ExitClosed || !x.State.Live() {
		return nil
	}
	byDecision := x.SettledDecision != ""
	var latest int64
	for _, s := range []struct {
		step leave.ExitStep
		act  allocation.Action
		done bool
	}{
		{leave.ExitApproval, allocation.ActDecideExit, x.State == leave.ExitApproved},
		{leave.ExitNotice, allocation.ActServeExit, x.State == leave.ExitNoticed},
		{leave.ExitKeys, allocation.ActReturnExit, x.State == leave.ExitReturned},
		{leave.ExitTelling, allocation.ActTellExit, x.State == leave.ExitOpened && !x.Told.IsZero()},
		{leave.ExitAnswer, allocation.ActHearExit, x.State == leave.ExitOpened && !x.Answered.IsZero()},
		{leave.ExitAdvice, allocation.ActAdviseExit, x.State == leave.ExitOpened && !x.Advised.IsZero()},
		{leave.ExitSettlement, allocation.ActSettleExit, !x.Settled.IsZero() && !byDecision},
		{leave.ExitSettlement, allocation.ActSettleOpen, !x.Settled.IsZero() && byDecision},
		{leave.ExitFiling, allocation.ActFileExit, !x.Filed.IsZero()},
	} {
		if !s.done {
			continue
		}
		m, found, err := engine.Maybe(ctx, q, engine.ScanMove, sqlExitEntry, x.ID, s.act.Code)
		if err != nil {
			return err
		}
		if found && m.Id > latest {
			latest, p.step, p.last = m.Id, s.step, m
		}
	}
	return nil
}

// sqlCameBack are the units of a stay ($1) that came back with its exit on a day ($2), not by a change on that day.
const sqlCameBack = ` FROM hold h JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = $1 AND h.to_day = $2
	AND NOT EXISTS (SELECT 1 FROM holding_change c JOIN holding_change_unit x ON x.change_id = c.id
		WHERE c.tenancy_id = $1 AND c.day = $2 AND x.unit_id = h.unit_id AND x.direction = 'back')`

// lostUnits are the units that came back with an exit and have gone on since.
func lostUnits(ctx context.Context, q engine.Querier, x stay.ExitRow) ([]string, error) {
	return engine.Named(ctx, q, []engine.Dependent{{Title: say.Unit, Query: `SELECT u.number` + sqlCameBack + ` AND (u.state <> 'recovering'
		OR EXISTS (SELECT 1 FROM hold n WHERE n.unit_id = u.id AND n.to_day IS NULL)) ORDER BY u.number`}}, x.Tenancy, x.Returned)
}

// ExitUndo is the last step of an exit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ExitUndo(ctx context.Context, by engine.Actor, id int64) (step engine.UndoStep, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		x, err := stay.ExitNoun.ByID(ctx, q, id)
		if err != nil {
			return err
		}
		if !by.Sees(x.District) {
			return engine.ErrOtherDistrict.With(x.District)
		}
		p, err := planExitUndo(ctx, q, x)
		if err != nil {
			return err
		}
		step = engine.UndoStep{Title: p.step.Title(), Day: p.last.Day, By: p.last.By, Act: p.act(x), Why: p.why}
		if step.Why == nil {
			step.Why = (allocation.Undoing{Reason: p.step.Title(), Depends: p.depends}).Check()
		}
		step.Then = []string{undoExitThen[p.step]}
		if p.step == leave.ExitApproval {
			step.Then = append(step.Then, fmt.Sprintf("入驻恢复为%s", p.back.Title()))
		}
		if stop := x.StopsOn(); !stop.IsZero() && (p.step == leave.ExitNotice || p.step == leave.ExitApproval) {
			step.Then = append(step.Then, fmt.Sprintf("不再自 %s 起按全价", stop))
		}
		return nil
	})
	return step, err
}

// UndoExit takes the last step of an exit back (撤销) while nothing rests on it: a decision by the approver, the others by
// who may make them. Errors: ErrStale, ErrUndoOpened, allocation.ErrUndoMove, allocation.ErrUndoDepends,
// allocation.ErrUndoReason.
func (s Room) UndoExit(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	now, err := s.ExitUndo(ctx, by, id)
	if err != nil {
		return err
	}
	return exit.Of(s.Store).ChangeExit(ctx, by, now.Act, id, version, reason, func(t *engine.Tx, x *exit.OpenedExit) error {
		t.Undoing = true
		p, err := planExitUndo(t.Ctx, t, x.Row)
		if err != nil {
			return err
		}
		if p.why != nil {
			return p.why
		}
		if p.act(x.Row).Code != now.Act.Code {
			return engine.ErrStale
		}
		t.Reason(p.step.Title() + engine.TextColon + reason)
		contract := x.Stay.Row.Contract
		before, ended := contract.State, x.Stay.Ended
		if err := x.Exit.Undo(p.step, &x.Stay.Tenancy, &contract, p.back, allocation.Undoing{Reason: reason, Depends: p.depends}); err != nil {
			return err
		}
		if p.step == leave.ExitKeys {
			if err := undoKeys(t, x, ended, reason); err != nil {
				return err
			}
			if err := stay.SaveContract(t, before, contract, reason); err != nil {
				return err
			}
		}
		if p.step == leave.ExitApproval {
			if err := exit.MoveBasis(t, id, (*oversight.Assessment).UndoExit); err != nil {
				return err
			}
		}
		if x.Stay.Tenancy == x.Stay.Row.Tenancy {
			return nil
		}
		return x.Stay.Save(t, x.Stay.Row.Version, reason)
	})
}

// undoKeys gives the units that came back on a day to the stay again.
func undoKeys(t *engine.Tx, x *exit.OpenedExit, day civil.Date, reason string) error {
	units, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT h.unit_id`+sqlCameBack+` ORDER BY u.number`, x.Row.Tenancy, day)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if err := premises.UnmoveUnit(t, unit, allocation.UnitRecover, reason); err != nil {
			return err
		}
		if err := premises.ResumeHold(t, unit, stay.HoldTenancy, x.Row.Tenancy); err != nil {
			return err
		}
	}
	if err := stay.ReviveBenefits(t, x.Row.Tenancy); err != nil {
		return err
	}
	return voidHandover(t, x.Row.Tenancy, stay.DirectionBack, day, units, reason)
}

// Taking the last move of a life back.
var ErrUndoOpened = say.Refuse("undo_opened", "退出刚提出，没有可以撤销的一步；不办了请用“撤回”")

// undoExitThen is what taking a step of an exit back brings about.
var undoExitThen = map[leave.ExitStep]string{
	leave.ExitTelling:    "取消告知登记，期限重新起算",
	leave.ExitAnswer:     "取消陈述申辩登记",
	leave.ExitAdvice:     "取消法律顾问意见登记",
	leave.ExitApproval:   "退出恢复为待决定",
	leave.ExitRefusal:    "退出恢复为待决定",
	leave.ExitWithdrawal: "退出恢复为待决定",
	leave.ExitNotice:     "退出恢复为已批准，待送达",
	leave.ExitKeys:       "房源恢复为使用中，入驻和合同恢复；交回记录作废保留，交回时的表数红冲",
	leave.ExitSettlement: "取消费用结清登记",
	leave.ExitFiling:     "取消报市备案登记",
	leave.ExitClosing:    "退出恢复为已收房，待办结",
}
