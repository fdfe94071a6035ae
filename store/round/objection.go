package round

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/store/basis"
	"penggai/store/engine"
)

// ObjectionRow is an objection with whom it is about.
type ObjectionRow struct {
	draw.Objection
	ID          int64
	Round       int64
	Run         int64 // the noticed run
	Application int64 // 0 when it is about no single line
	Number      string
	RaisedDay   civil.Date
	RaisedBy    int64 // account
	AnsweredDay civil.Date
	AnsweredBy  int64
}

// ObjectionRecord reads and writes objections.
var ObjectionRecord = engine.NewNoun(engine.Noun[ObjectionRow]{
	Title: say.Objection,
	From:  ` FROM objection o LEFT JOIN application a ON a.id = o.application_id`,
	Fields: []engine.Field[ObjectionRow]{
		{Key: "id", Column: "id", At: func(r *ObjectionRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *ObjectionRow) any { return &r.Round }},
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *ObjectionRow) any { return &r.Run }},
		{Key: "application_id", Title: say.Application, Column: "application_id", Null: true, At: func(r *ObjectionRow) any { return &r.Application }},
		{Key: "application", Expr: "coalesce(a.number, '')", At: func(r *ObjectionRow) any { return &r.Number }},
		{Key: "name", Title: "异议人", Column: "name", At: func(r *ObjectionRow) any { return &r.By }},
		{Key: "body", Title: say.Content, Column: "body", At: func(r *ObjectionRow) any { return &r.Text }},
		{Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *ObjectionRow) any { return &r.State }},
		{Key: "raised", Title: say.ProposedOn, Column: "raised_day", At: func(r *ObjectionRow) any { return &r.RaisedDay }},
		{Key: "raised_by", Title: say.RecordedBy, Column: "raised_by", At: func(r *ObjectionRow) any { return &r.RaisedBy }},
		{Key: "answer", Title: say.Answer, Column: "answer", Sets: true, At: func(r *ObjectionRow) any { return &r.Answer }},
		{Key: "answered", Title: "答复日期", Column: "answered_day", Sets: true, At: func(r *ObjectionRow) any { return &r.AnsweredDay }},
		{Key: "answered_by", Title: "答复人", Column: "answered_by", Null: true, Sets: true, At: func(r *ObjectionRow) any { return &r.AnsweredBy }},
	},
})

// Objections lists the objections to a round in the order in which they came.
func (s Room) Objections(ctx context.Context, by engine.Actor, round int64) ([]ObjectionRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return ObjectionRecord.All(ctx, s.Read, `WHERE o.round_id = $1 ORDER BY o.id`, round)
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
		o, err := draw.RaiseObjection(name, text)
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
		id, err = ObjectionRecord.Add(t, ObjectionRow{Objection: o, Round: round, Run: r.Run, Application: application, RaisedDay: t.Today, RaisedBy: t.By.ID})
		if err != nil {
			return err
		}
		return t.Move("objection", id, "", string(o.State), o.Text)
	})
	return id, err
}

// SettleObjection answers an objection; an upheld one asks for a new run before the round can be confirmed. Who computed the run
// does not answer; warned says that one person did both where the district only warns.
// Errors: allocation.ErrSamePerson, those of Objection.Settle.
func (s Room) SettleObjection(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		o, err := ObjectionRecord.ByID(t.Ctx, t, id)
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
		run, err := readRun(t.Ctx, t, o.Run)
		if err != nil {
			return err
		}
		if warned, err = basis.SeparateFrom(t, r.District, run.Account); err != nil {
			return err
		}
		before := o.State
		if err := o.Settle(upheld, answer); err != nil {
			return err
		}
		t.Subject(r.Title)
		t.About("round", r.ID)
		t.Reason(o.Answer)
		o.AnsweredDay, o.AnsweredBy = t.Today, t.By.ID
		if err := ObjectionRecord.Put(t, o); err != nil {
			return err
		}
		return t.Move("objection", id, string(before), string(o.State), o.Answer)
	})
	return warned, err
}

// RetractObjection takes an answer back, while the round stands as it stood when it was given. Errors: those of Objection.Retract.
func (s Room) RetractObjection(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		t.Undoing = true
		o, err := ObjectionRecord.ByID(t.Ctx, t, id)
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
		if err := o.Retract(reason, o.Rests(r)...); err != nil {
			return err
		}
		t.Subject(r.Title)
		t.About("round", r.ID)
		t.Reason(reason)
		o.AnsweredDay, o.AnsweredBy = civil.Date{}, 0
		if err := ObjectionRecord.Put(t, o); err != nil {
			return err
		}
		return t.Move("objection", id, string(before), string(o.State), reason)
	})
}

// Rests names what rests on the answer: the round has gone on since.
func (o ObjectionRow) Rests(r RoundRow) []string {
	switch {
	case r.State == allocation.RoundNoticed && r.Run == o.Run:
		return nil
	case r.State == allocation.RoundNoticed || r.State == allocation.RoundComputed:
		return []string{"重新计算"}
	}
	return []string{"进入“" + r.State.Title() + "”"}
}
