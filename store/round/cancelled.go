package round

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

// CancelledDraw is a draw that led to nothing: its round was cancelled, or it was taken back. It stands beside the draw of the next
// round over any of the same applicants, so that nobody draws until he likes the order.
type CancelledDraw struct {
	Round, Title string // number and name of its round
	Text         string
	Day          civil.Date
	Reason       string
	Order        []string // numbers of the applicants in the rank order that it gave

	instance string
}

// sqlCancelled are the draws that led to nothing and have an applicant in common with the round $1: those of cancelled rounds on
// the input that stood, and those taken back.
const sqlCancelled = `SELECT r.number, r.title, r.draw_text, r.draw_day, r.reason,
		(SELECT i.instance FROM round_input i WHERE i.round_id = r.id ORDER BY i.position DESC LIMIT 1)
	FROM round r WHERE r.state = 'cancelled' AND r.draw_text <> '' AND r.id <> $1 AND ` + sqlShared + `
	UNION ALL SELECT r.number, r.title, u.draw_text, u.draw_day, u.reason, i.instance
	FROM undone_draw u JOIN round r ON r.id = u.round_id JOIN round_input i ON i.id = u.input_id
	WHERE r.id = $1 OR ` + sqlShared + ` ORDER BY 4, 1`

// sqlShared says that r and the round $1 have an applicant in common.
const sqlShared = `EXISTS (SELECT 1 FROM round_applicant x JOIN application a ON a.id = x.application_id
		JOIN application b ON b.applicant_id = a.applicant_id JOIN round_applicant y ON y.application_id = b.id
		WHERE x.round_id = r.id AND y.round_id = $1)`

// cancelledDraws lists the draws that stand beside that of a round, in the order of their days.
func cancelledDraws(ctx context.Context, q engine.Querier, round int64) ([]CancelledDraw, error) {
	list, err := engine.All(ctx, q, func(s engine.Scanner) (d CancelledDraw, err error) {
		err = s.Scan(&d.Round, &d.Title, &d.Text, &d.Day, &d.Reason, &d.instance)
		return d, err
	}, sqlCancelled, round)
	if err != nil {
		return nil, err
	}
	for i := range list {
		in, err := rule.ReadInstance([]byte(list[i].instance))
		if err != nil {
			return nil, err
		}
		in.Seed = list[i].Text
		for _, s := range in.Standings() {
			list[i].Order = append(list[i].Order, s.Number)
		}
	}
	return list, nil
}

// keepUndone keeps a draw that is taken back.
func keepUndone(t *engine.Tx, r RoundRow, witnesses, reason string) error {
	input, err := lastInput(t.Ctx, t, r.ID)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO undone_draw (round_id, input_id, draw_text, draw_day, witnesses, reason) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, input.id, r.Draw.Text, r.Draw.Day, witnesses, reason)
}
