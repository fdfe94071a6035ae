package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// ObjectionRow is an objection with whom it is about.
type ObjectionRow struct {
	allocation.Objection
	ID          int64
	Round       int64
	Run         int64 // the noticed run
	Application int64 // 0 when it is about no single line
	Number      string
	RaisedDay   civil.Date
	AnsweredDay civil.Date
}

const objectionColumns = `SELECT o.id, o.round_id, o.run_id, coalesce(o.application_id, 0), coalesce(a.number, ''), o.name, o.body, o.state,
	o.answer, o.raised_day, o.answered_day FROM objection o LEFT JOIN application a ON a.id = o.application_id`

const (
	objectionByID  = objectionColumns + ` WHERE o.id = $1`
	objectionsOf   = objectionColumns + ` WHERE o.round_id = $1 ORDER BY o.id`
	objectionAdd   = `INSERT INTO objection (round_id, run_id, application_id, name, body, state, raised_day, raised_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	objectionClose = `UPDATE objection SET state = $1, answer = $2, answered_day = $3, answered_by = $4 WHERE id = $5`
)

func scanObjection(s engine.Scanner) (ObjectionRow, error) {
	var o ObjectionRow
	err := s.Scan(&o.ID, &o.Round, &o.Run, &o.Application, &o.Number, &o.By, &o.Text, &o.State, &o.Answer, &o.RaisedDay, &o.AnsweredDay)
	return o, err
}

// Objections lists the objections to a round in the order in which they came.
func (s Room) Objections(ctx context.Context, by engine.Actor, round int64) ([]ObjectionRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, scanObjection, objectionsOf, round)
}

// RaiseObjection records what somebody has against the noticed result; application is the line that it is about, or 0.
func (s Room) RaiseObjection(ctx context.Context, by engine.Actor, round, application int64, name, text string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActRaiseObjection, func(t *engine.Tx) error {
		r, err := readRound(t.Ctx, t, round)
		if err != nil {
			return err
		}
		if err := t.Mine(r.District); err != nil {
			return err
		}
		if err := r.MayObject(t.Today); err != nil {
			return err
		}
		o, err := allocation.RaiseObjection(name, text)
		if err != nil {
			return err
		}
		if application != 0 {
			if err := inRound(t, round, application); err != nil {
				return err
			}
		}
		t.Subject(r.Title)
		t.About("round", round)
		t.Reason(o.Text)
		id, err = t.Insert(objectionAdd, round, r.Run, orNull(application), o.By, o.Text, string(o.State), t.Today, t.By.ID)
		if err != nil {
			return err
		}
		return t.Move("objection", id, "", string(o.State), o.Text)
	})
	return id, err
}

// SettleObjection answers an objection; an upheld one asks for a new run before the round can be confirmed.
func (s Room) SettleObjection(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) error {
	return s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		o, err := engine.One(t.Ctx, t, scanObjection, objectionByID, id)
		if err != nil {
			return err
		}
		r, err := readRound(t.Ctx, t, o.Round)
		if err != nil {
			return err
		}
		if err := t.Mine(r.District); err != nil {
			return err
		}
		before := o.State
		if err := o.Settle(upheld, answer); err != nil {
			return err
		}
		t.Subject(r.Title)
		t.About("round", r.ID)
		t.Reason(o.Answer)
		if err := t.Exec(objectionClose, string(o.State), o.Answer, t.Today, t.By.ID, id); err != nil {
			return err
		}
		return t.Move("objection", id, string(before), string(o.State), o.Answer)
	})
}

// inRound refuses an application that takes no part in the round.
func inRound(t *engine.Tx, round, application int64) error {
	_, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM round_applicant WHERE round_id = $1 AND application_id = $2`, round, application)
	if err == nil && !found {
		return engine.ErrNotInRound
	}
	return err
}

// orNull keeps an id of zero as NULL.
func orNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}
