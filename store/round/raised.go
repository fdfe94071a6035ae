package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Raised is what somebody has against a round, as the objections to its result and the disputes of its list both keep it.
type Raised struct {
	draw.Objection
	ID          int64
	Round       int64
	Application int64 // 0 when it is about no single line
	Number      string
	RaisedDay   civil.Date
	RaisedBy    int64 // account
	AnsweredDay civil.Date
	AnsweredBy  int64
}

var raisedFields = []engine.Field[Raised]{
	{Key: "id", Column: "id", At: func(r *Raised) any { return &r.ID }},
	{Key: "round", Title: say.Round, Column: "round_id", At: func(r *Raised) any { return &r.Round }},
	{Key: "application_id", Title: say.Application, Column: "application_id", Null: true, At: func(r *Raised) any { return &r.Application }},
	{Key: "application", Expr: "coalesce(a.number, '')", At: func(r *Raised) any { return &r.Number }},
	{Key: "name", Title: "异议人", Column: "name", At: func(r *Raised) any { return &r.By }},
	{Key: "body", Title: say.Content, Column: "body", At: func(r *Raised) any { return &r.Text }},
	{Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *Raised) any { return &r.State }},
	{Key: "raised", Title: say.ProposedOn, Column: "raised_day", At: func(r *Raised) any { return &r.RaisedDay }},
	{Key: "raised_by", Title: say.RecordedBy, Column: "raised_by", At: func(r *Raised) any { return &r.RaisedBy }},
	{Key: "answer", Title: say.Answer, Column: "answer", Sets: true, At: func(r *Raised) any { return &r.Answer }},
	{Key: "answered", Title: "答复日期", Column: "answered_day", Sets: true, At: func(r *Raised) any { return &r.AnsweredDay }},
	{Key: "answered_by", Title: "答复人", Column: "answered_by", Null: true, Sets: true, At: func(r *Raised) any { return &r.AnsweredBy }},
}

// raisedRow is the row of a noun that holds a Raised.
type raisedRow[R any] interface {
	*R
	raised() *Raised
}

func (r *Raised) raised() *Raised { return r }

// raise keeps an objection; against says whether it may be raised now, and against what in the row of its noun.
func raise[R any, P raisedRow[R]](t *engine.Tx, noun *engine.Noun[R], round, application int64, name, text string, against func(RoundRow) (R, error)) (int64, error) {
	r, err := readRound(t.Ctx, t, round)
	if err != nil {
		return 0, err
	}
	if err := t.Mine(r.District); err != nil {
		return 0, err
	}
	row, err := against(r)
	if err != nil {
		return 0, err
	}
	o, err := draw.RaiseObjection(name, text)
	if err != nil {
		return 0, err
	}
	if application != 0 {
		if err := inRound(t, round, application); err != nil {
			return 0, err
		}
	}
	t.Subject(r.Title)
	t.About("round", round)
	t.Reason(o.Text)
	*P(&row).raised() = Raised{Objection: o, Round: round, Application: application, RaisedDay: t.Today, RaisedBy: t.By.ID}
	id, err := noun.Add(t, row)
	if err != nil {
		return 0, err
	}
	return id, t.Move(noun.Table, id, "", string(o.State), o.Text)
}

// changeRaised is the frame in which an answer is given, and taken back: change works on the row and says with what words.
func changeRaised[R any, P raisedRow[R]](t *engine.Tx, noun *engine.Noun[R], id int64, change func(RoundRow, P) (string, error)) error {
	row, err := noun.ByID(t.Ctx, t, id)
	if err != nil {
		return err
	}
	o := P(&row).raised()
	r, err := readRound(t.Ctx, t, o.Round)
	if err != nil {
		return err
	}
	t.About("round", r.ID)
	if err := t.Mine(r.District); err != nil {
		return err
	}
	before := o.State
	words, err := change(r, &row)
	if err != nil {
		return err
	}
	t.Subject(r.Title)
	t.Reason(words)
	if err := noun.Put(t, row); err != nil {
		return err
	}
	return t.Move(noun.Table, id, string(before), string(o.State), words)
}

// answered keeps who answered it, or withdrew it, today; it returns the words.
func (r *Raised) answered(t *engine.Tx, err error) (string, error) {
	r.AnsweredDay, r.AnsweredBy = t.Today, t.By.ID
	return r.Answer, err
}

// WithdrawRaised takes an objection back before it is answered; list says that it is one to a posted list. Errors: those of Objection.Withdraw.
func (s Room) WithdrawRaised(ctx context.Context, by engine.Actor, id int64, list bool, reason string) error {
	return s.Write(ctx, by, allocation.ActRaiseObjection, func(t *engine.Tx) error {
		t.Undoing = true
		if list {
			return changeRaised(t, DisputeRecord, id, func(_ RoundRow, o *DisputeRow) (string, error) { return o.answered(t, o.Withdraw(reason)) })
		}
		return changeRaised(t, ObjectionRecord, id, func(_ RoundRow, o *ObjectionRow) (string, error) { return o.answered(t, o.Withdraw(reason)) })
	})
}

// retract takes the answer back where nothing rests on it; it returns the reason.
func (r *Raised) retract(reason string, rests []string) (string, error) {
	err := r.Retract(reason, rests...)
	r.AnsweredDay, r.AnsweredBy = civil.Date{}, 0
	return reason, err
}
