package intake

import (
	"context"
	"maps"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/store/basis"
	"penggai/store/engine"
)

// EvaluationRow is the panel's evaluation of an application with the rubric it was scored by; without scores when there is none.
type EvaluationRow struct {
	allocation.Evaluation
	ID        int64
	Turn      int // 1, and one more with each reconsideration
	Rubric    allocation.Rubric
	Parameter int64      // id of the parameters' version; 0 when there is no evaluation
	Closed    civil.Date // when a reconsideration set it aside
}

// PanelSeat asks an expert of the list onto a panel, with what the expert declares of its interests.
type PanelSeat struct {
	Expert   int64
	Conflict bool
	Reason   string
}

const (
	evaluationsOf = `SELECT e.id, e.day, e.parameter_id, e.turn, e.closed_day FROM evaluation e WHERE e.application_id = $1 ORDER BY e.turn`
	seatsOf       = `SELECT s.id, s.expert_id, s.expert, s.body, s.remark, s.state, s.declared_day, s.reason, s.scored_day FROM evaluation_score s
		WHERE s.evaluation_id = $1 ORDER BY s.position`
	pointsOf = `SELECT p.score_id, p.item, p.points FROM evaluation_point p JOIN evaluation_score s ON s.id = p.score_id
		WHERE s.evaluation_id = $1 ORDER BY p.id`
	evaluationAdd = `INSERT INTO evaluation (application_id, parameter_id, day, account, turn) VALUES ($1, $2, $3, $4, $5)`
	seatAdd       = `INSERT INTO evaluation_score (evaluation_id, position, expert, body, remark, expert_id, state, declared_day, reason, scored_day)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	seatSet = `UPDATE evaluation_score SET remark = $1, state = $2, reason = $3, scored_day = $4 WHERE id = $5`
)

// readEvaluations reads all evaluations of an application, the first one first, with all marks.
func readEvaluations(ctx context.Context, q engine.Querier, application int64) ([]EvaluationRow, error) {
	rows, err := engine.All(ctx, q, func(s engine.Scanner) (r EvaluationRow, err error) {
		err = s.Scan(&r.ID, &r.Day, &r.Parameter, &r.Turn, &r.Closed)
		return r, err
	}, evaluationsOf, application)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if err := readSeats(ctx, q, &rows[i]); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// readSeats reads the seats of an evaluation with their marks, and the rubric.
func readSeats(ctx context.Context, q engine.Querier, row *EvaluationRow) error {
	parameters, err := basis.ParameterNoun.ByID(ctx, q, row.Parameter)
	if err != nil {
		return err
	}
	row.Rubric = parameters.Rubric
	row.Scores, err = engine.All(ctx, q, func(s engine.Scanner) (e allocation.ExpertScore, err error) {
		err = s.Scan(&e.ID, &e.ExpertID, &e.Expert, &e.Body, &e.Remark, &e.State, &e.Declared, &e.Reason, &e.Scored)
		e.Points = map[string]int64{}
		row.Day = civil.Max(row.Day, e.Scored)
		return e, err
	}, seatsOf, row.ID)
	if err != nil {
		return err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (item string, err error) {
		var seat, points int64
		if err = s.Scan(&seat, &item, &points); err == nil {
			i := slices.IndexFunc(row.Scores, func(e allocation.ExpertScore) bool { return e.ID == seat })
			row.Scores[i].Points[item] = points
		}
		return item, err
	}, pointsOf, row.ID)
	return err
}

// readEvaluation reads the evaluation that counts with all its marks; one without seats when there is none.
func readEvaluation(ctx context.Context, q engine.Querier, application int64) (EvaluationRow, error) {
	rows, err := readEvaluations(ctx, q, application)
	if n := len(rows); n > 0 && rows[n-1].Closed.IsZero() {
		return rows[n-1], err
	}
	return EvaluationRow{Turn: len(rows) + 1}, err
}

// NamePanel gives experts of the list seats on the panel (四(二)): a new one by the rubric in force today, or further members. It takes
// a reviewed application only. Errors: ErrStale, what Evaluation.Name refuses.
func (s Room) NamePanel(ctx context.Context, by engine.Actor, id, version int64, seats []PanelSeat) error {
	return s.changePanel(ctx, by, allocation.ActNamePanel, id, version, func(t *engine.Tx, o *OpenedApplication, e *EvaluationRow) error {
		var list []allocation.Naming
		for _, seat := range seats {
			x, err := ExpertNoun.ByID(ctx, t, seat.Expert)
			if err != nil {
				return err
			}
			if x.District != o.District {
				return allocation.ErrExpertGone.With(x.Name)
			}
			list = append(list, allocation.Naming{Expert: x.Expert, Conflict: seat.Conflict, Reason: seat.Reason})
		}
		return e.Name(list, o.who, t.Today)
	})
}

// ScoreSeat takes the marks of one member. Errors: ErrStale, what Evaluation.Score refuses.
func (s Room) ScoreSeat(ctx context.Context, by engine.Actor, id, version, seat int64, points map[string]int64, remark string) error {
	return s.changePanel(ctx, by, allocation.ActEvaluateApplication, id, version, func(t *engine.Tx, _ *OpenedApplication, e *EvaluationRow) error {
		if err := e.Score(seat, points, remark, e.Rubric, t.Today); err != nil {
			return err
		}
		if !e.Sealed() {
			t.Reason(e.Result(e.Rubric))
		}
		return nil
	})
}

// LeaveSeat takes a member off the panel that has found a conflict; again opens its seat anew instead, where the marks were entered by
// mistake and are still hidden. Errors: ErrStale, what Evaluation.Withdraw and Evaluation.Again refuse.
func (s Room) LeaveSeat(ctx context.Context, by engine.Actor, id, version, seat int64, reason string, again bool) error {
	return s.changePanel(ctx, by, allocation.ActLeavePanel, id, version, func(t *engine.Tx, _ *OpenedApplication, e *EvaluationRow) error {
		t.Reason(reason)
		if again {
			return e.Again(seat, reason, t.Today)
		}
		return e.Withdraw(seat, reason)
	})
}

// EvaluateApplication enters a panel that has met, its members by their names on the list, with all marks at once.
// Errors: ErrStale, what Evaluation.Name and Evaluation.Score refuse.
func (s Room) EvaluateApplication(ctx context.Context, by engine.Actor, id, version int64, met allocation.Evaluation) error {
	return s.changePanel(ctx, by, allocation.ActEvaluateApplication, id, version, func(t *engine.Tx, o *OpenedApplication, e *EvaluationRow) error {
		listed, err := ExpertNoun.All(ctx, t, `WHERE x.district = $1 ORDER BY x.id`, o.District)
		if err != nil {
			return err
		}
		var list []allocation.Naming
		for _, score := range met.Scores {
			i := slices.IndexFunc(listed, func(x ExpertRow) bool {
				return identity.PlainName(x.Name) == identity.PlainName(score.Expert) && x.Listed(t.Today)
			})
			if i < 0 {
				return allocation.ErrExpertGone.With(score.Expert)
			}
			list = append(list, allocation.Naming{Expert: listed[i].Expert})
		}
		if err := e.Name(list, o.who, t.Today); err != nil {
			return err
		}
		if err := saveSeats(t, e); err != nil {
			return err
		}
		for i, score := range met.Scores {
			if err := e.Score(e.Scores[len(e.Scores)-len(list)+i].ID, score.Points, score.Remark, e.Rubric, t.Today); err != nil {
				return err
			}
		}
		t.Reason(e.Result(e.Rubric))
		return nil
	})
}

// changePanel is the frame of what happens on a panel: the one that counts, or a new one by the rubric in force today.
func (s Room) changePanel(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64,
	do func(*engine.Tx, *OpenedApplication, *EvaluationRow) error,
) error {
	return s.change(ctx, by, act, id, version, func(t *engine.Tx, o *OpenedApplication) (string, error) {
		if err := o.May(allocation.MoveApprove); err != nil {
			return "", err
		}
		e, err := readEvaluation(ctx, t, id)
		if err != nil {
			return "", err
		}
		if e.ID == 0 {
			parameters, err := basis.Parameters(t, o.District)
			if err != nil {
				return "", err
			}
			e.Rubric, e.Parameter = parameters.Rubric, parameters.ID
			if e.ID, err = t.Insert(evaluationAdd, id, e.Parameter, t.Today, t.By.ID, e.Turn); err != nil {
				return "", err
			}
		}
		if err := do(t, o, &e); err != nil {
			return "", err
		}
		return "", saveSeats(t, &e)
	})
}

// saveSeats writes the seats and marks that are new or have changed; marks that are kept are never written again.
func saveSeats(t *engine.Tx, e *EvaluationRow) error {
	kept := EvaluationRow{ID: e.ID, Parameter: e.Parameter}
	if err := readSeats(t.Ctx, t, &kept); err != nil {
		return err
	}
	for i := range e.Scores {
		seat := &e.Scores[i]
		var was allocation.ExpertScore
		var err error
		if seat.ID == 0 {
			seat.ID, err = t.Insert(seatAdd, e.ID, i+1, seat.Expert, seat.Body, seat.Remark, seat.ExpertID, string(seat.State), seat.Declared, seat.Reason, seat.Scored)
		} else if was = kept.Scores[i]; was.State != seat.State {
			err = t.Exec(seatSet, seat.Remark, string(seat.State), seat.Reason, seat.Scored, seat.ID)
		}
		if err != nil {
			return err
		}
		if len(was.Points) > 0 {
			continue
		}
		for _, item := range slices.Sorted(maps.Keys(seat.Points)) {
			if err := t.Exec(`INSERT INTO evaluation_point (score_id, item, points) VALUES ($1, $2, $3)`, seat.ID, item, seat.Points[item]); err != nil {
				return err
			}
		}
	}
	return nil
}

// closeEvaluation sets the evaluation that counts aside: a reconsideration begins a new one beside it.
func closeEvaluation(t *engine.Tx, application int64) error {
	return t.Exec(`UPDATE evaluation SET closed_day = $1 WHERE application_id = $2 AND closed_day IS NULL`, t.Today, application)
}
