package intake

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// UndoApplication takes the last move back (撤销), while nothing depends on it.
// Errors: allocation.ErrApplicationUndo, ErrInRound for an approved application that a round has taken in.
func (s Room) UndoApplication(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.ChangeApplication(ctx, by, allocation.ActUndoApplication, id, version, reason, func(t *engine.Tx, o *OpenedApplication) error {
		title, found, err := engine.Maybe(t.Ctx, t, func(r engine.Scanner) (title string, err error) {
			err = r.Scan(&title, new(string), new(int64))
			return title, err
		}, roundsWith, id)
		if err != nil {
			return err
		}
		if found {
			return ErrInRound.Textf("申请已纳入“%s”，不能撤销上一步；请先从批次中移出或作废批次", title)
		}
		last, found, err := engine.LastMoveOf(t.Ctx, t, "application", id)
		if err != nil {
			return err
		}
		if !found || last.To != string(o.State) {
			return allocation.ErrApplicationUndo
		}
		if o.State == allocation.ApplicationAccepted {
			if err := freeAcceptance(t, id); err != nil {
				return err
			}
		}
		t.Undoing = true
		if err := o.Undo(allocation.ApplicationState(last.From), reason); err != nil {
			return err
		}
		if o.row.State == allocation.ApplicationApproved || o.row.State == allocation.ApplicationRejected {
			o.row.DecidedBy, o.row.DecidedDay, o.row.Decision = 0, civil.Date{}, ""
		}
		return dropGrounds(t, o)
	})
}

// freeAcceptance refuses to take an acceptance back on which something rests: whatever was recorded or printed of the application since.
// Errors: allocation.ErrUndoDepends.
func freeAcceptance(t *engine.Tx, id int64) error {
	since, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT l.title FROM log l WHERE l.noun = 'application' AND l.noun_id = $1 AND l.seq = l.entry
		AND l.seq > (SELECT max(a.seq) FROM log a WHERE a.noun = 'application' AND a.noun_id = $1 AND a.seq = a.entry AND a.action = $2)
		AND l.action <> $3 GROUP BY l.title ORDER BY min(l.seq)`, id, allocation.ActAcceptApplication.Code, allocation.ActRefused.Code)
	if err != nil || len(since) == 0 {
		return err
	}
	return allocation.ErrUndoDepends.Textf("不能撤销受理：之后已有 %s。要取消请办理撤回", strings.Join(since, "、"))
}

// ErrInRound refuses to undo what a round rests on.
var ErrInRound = say.Refuse("in_round", "申请已纳入分配批次，不能撤销上一步；请先从批次中移出或作废批次")
