package intake

import (
	"context"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
)

// EvaluationRow is the panel's evaluation of an application with the rubric it was scored by; without scores when there is none.
type EvaluationRow struct {
	allocation.Evaluation
	Rubric    allocation.Rubric
	Parameter int64 // id of the parameters' version; 0 when there is no evaluation
}

const (
	evaluationOf = `SELECT e.day, e.parameter_id FROM evaluation e WHERE e.application_id = $1`
	scoresOf     = `SELECT s.id, s.expert, s.body, s.remark FROM evaluation_score s JOIN evaluation e ON e.id = s.evaluation_id
		WHERE e.application_id = $1 ORDER BY s.position`
	pointsOf = `SELECT p.score_id, p.item, p.points FROM evaluation_point p JOIN evaluation_score s ON s.id = p.score_id
		JOIN evaluation e ON e.id = s.evaluation_id WHERE e.application_id = $1 ORDER BY p.id`
	evaluationSet = `INSERT INTO evaluation (application_id, parameter_id, day, account) VALUES ($1, $2, $3, $4)
		ON CONFLICT (application_id) DO UPDATE SET parameter_id = excluded.parameter_id, day = excluded.day, account = excluded.account RETURNING id`
)

func readEvaluation(ctx context.Context, q engine.Querier, application int64) (EvaluationRow, error) {
	row, found, err := engine.Maybe(ctx, q, func(s engine.Scanner) (r EvaluationRow, err error) {
		err = s.Scan(&r.Day, &r.Parameter)
		return r, err
	}, evaluationOf, application)
	if err != nil || !found {
		return row, err
	}
	parameters, err := basis.ParameterNoun.ByID(ctx, q, row.Parameter)
	if err != nil {
		return row, err
	}
	row.Rubric = parameters.Rubric
	places := map[int64]int{}
	row.Scores, err = engine.All(ctx, q, func(s engine.Scanner) (e allocation.ExpertScore, err error) {
		var id int64
		err = s.Scan(&id, &e.Expert, &e.Body, &e.Remark)
		places[id] = len(places)
		e.Points = map[string]int64{}
		return e, err
	}, scoresOf, application)
	if err != nil {
		return row, err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (item string, err error) {
		var score, points int64
		if err = s.Scan(&score, &item, &points); err == nil {
			row.Scores[places[score]].Points[item] = points
		}
		return item, err
	}, pointsOf, application)
	return row, err
}

// EvaluateApplication records the panel's scores (四(二)) by the rubric in force today; an earlier evaluation is replaced, the log
// keeps it. It takes a reviewed application only. Errors: ErrStale, what Evaluation.Check refuses.
func (s Room) EvaluateApplication(ctx context.Context, by engine.Actor, id, version int64, e allocation.Evaluation) error {
	return s.Write(ctx, by, allocation.ActEvaluateApplication, func(t *engine.Tx) error {
		o, err := openApplication(t, id)
		if err != nil {
			return err
		}
		if err := o.May(allocation.MoveApprove); err != nil {
			return err
		}
		parameters, err := basis.Parameters(t, o.District)
		if err != nil {
			return err
		}
		if err := allocation.First(e.Check(parameters.Rubric)); err != nil {
			return err
		}
		if e.Day.IsZero() {
			e.Day = t.Today
		}
		t.Reason(e.Result(parameters.Rubric))
		if err := saveEvaluation(t, id, parameters, e); err != nil {
			return err
		}
		return o.save(t, version, "")
	})
}

func saveEvaluation(t *engine.Tx, application int64, p basis.ParameterVersion, e allocation.Evaluation) error {
	id, err := engine.One(t.Ctx, t, engine.ScanOne[int64], evaluationSet, application, p.ID, e.Day, t.By.ID)
	if err != nil {
		return err
	}
	err = t.Exec(`DELETE FROM evaluation_point WHERE score_id IN (SELECT id FROM evaluation_score WHERE evaluation_id = $1)`, id)
	if err != nil {
		return err
	}
	if err := t.Exec(`DELETE FROM evaluation_score WHERE evaluation_id = $1`, id); err != nil {
		return err
	}
	for i, score := range e.Scores {
		row, err := t.Insert(`INSERT INTO evaluation_score (evaluation_id, position, expert, body, remark) VALUES ($1, $2, $3, $4, $5)`,
			id, i+1, score.Expert, score.Body, score.Remark)
		if err != nil {
			return err
		}
		for _, item := range p.Rubric.Items {
			err := t.Exec(`INSERT INTO evaluation_point (score_id, item, points) VALUES ($1, $2, $3)`, row, item.Code, score.Points[item.Code])
			if err != nil {
				return err
			}
		}
	}
	return nil
}
