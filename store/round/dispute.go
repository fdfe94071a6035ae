package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// DisputeRow is what somebody has against a posted list, before lots are drawn.
type DisputeRow struct {
	draw.Objection
	ID          int64
	Round       int64
	Input       int64 // the posted list
	Application int64 // 0 when it is about no single line
	Number      string
	RaisedDay   civil.Date
	RaisedBy    int64  // account
	Poster      int64  // account that posted the list
	Posted      string // digest of the list
	AnsweredDay civil.Date
	AnsweredBy  int64
}

// DisputeRecord reads and writes disputes.
var DisputeRecord = engine.NewNoun(engine.Noun[DisputeRow]{
	Title: "名单异议",
	From:  ` FROM dispute d LEFT JOIN application a ON a.id = d.application_id`,
	Fields: []engine.Field[DisputeRow]{
		{Key: "id", Column: "id", At: func(r *DisputeRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *DisputeRow) any { return &r.Round }},
		{Key: "input", Title: "张贴的名单", Column: "input_id", At: func(r *DisputeRow) any { return &r.Input }},
		{Key: "application_id", Title: say.Application, Column: "application_id", Null: true, At: func(r *DisputeRow) any { return &r.Application }},
		{Key: "application", Expr: "coalesce(a.number, '')", At: func(r *DisputeRow) any { return &r.Number }},
		{Key: "name", Title: "异议人", Column: "name", At: func(r *DisputeRow) any { return &r.By }},
		{Key: "body", Title: say.Content, Column: "body", At: func(r *DisputeRow) any { return &r.Text }},
		{Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *DisputeRow) any { return &r.State }},
		{Key: "raised", Title: say.ProposedOn, Column: "raised_day", At: func(r *DisputeRow) any { return &r.RaisedDay }},
		{Key: "raised_by", Title: say.RecordedBy, Column: "raised_by", At: func(r *DisputeRow) any { return &r.RaisedBy }},
		{Key: "poster", Expr: "(SELECT i.account_id FROM round_input i WHERE i.id = d.input_id)", At: func(r *DisputeRow) any { return &r.Poster }},
		{Key: "posted", Expr: "(SELECT i.sha256 FROM round_input i WHERE i.id = d.input_id)", At: func(r *DisputeRow) any { return &r.Posted }},
		{Key: "answer", Title: say.Answer, Column: "answer", Sets: true, At: func(r *DisputeRow) any { return &r.Answer }},
		{Key: "answered", Title: "答复日期", Column: "answered_day", Sets: true, At: func(r *DisputeRow) any { return &r.AnsweredDay }},
		{Key: "answered_by", Title: "答复人", Column: "answered_by", Null: true, Sets: true, At: func(r *DisputeRow) any { return &r.AnsweredBy }},
	},
})

// Disputes lists what was said against the lists of a round, in the order in which it came.
func (s Room) Disputes(ctx context.Context, by engine.Actor, round int64) ([]DisputeRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return DisputeRecord.All(ctx, s.Read, `WHERE d.round_id = $1 ORDER BY d.id`, round)
}

// RaiseDispute records what somebody has against the posted list; application is the line that it is about, or 0.
// Errors: those of Round.MayDispute and draw.RaiseObjection, ErrNotInRound.
func (s Room) RaiseDispute(ctx context.Context, by engine.Actor, round, application int64, name, text string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActRaiseObjection, func(t *engine.Tx) error {
		r, err := readRound(t.Ctx, t, round)
		if err != nil {
			return err
		}
		if err := t.Mine(r.District); err != nil {
			return err
		}
		if err := r.MayDispute(t.Today); err != nil {
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
		input, err := lastInput(t.Ctx, t, round)
		if err != nil {
			return err
		}
		t.Subject(r.Title)
		t.About("round", round)
		t.Reason(o.Text)
		id, err = DisputeRecord.Add(t, DisputeRow{Objection: o, Round: round, Input: input.id, Application: application, RaisedDay: t.Today, RaisedBy: t.By.ID})
		if err != nil {
			return err
		}
		return t.Move("dispute", id, "", string(o.State), o.Text)
	})
	return id, err
}

// SettleDispute answers a dispute of the posted list; an upheld one asks for a corrected list before lots are drawn. Who drew the
// list up or posted it does not answer; warned says that one person did both where the district only warns.
// Errors: allocation.ErrSamePerson, those of Objection.Settle.
func (s Room) SettleDispute(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		o, err := DisputeRecord.ByID(t.Ctx, t, id)
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
		if warned, err = basis.SeparateFrom(t, r.District, r.CreatedBy, o.Poster); err != nil {
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
		if err := DisputeRecord.Put(t, o); err != nil {
			return err
		}
		return t.Move("dispute", id, string(before), string(o.State), o.Answer)
	})
	return warned, err
}

// RetractDispute takes an answer back, while nothing was posted or drawn since. Errors: those of Objection.Retract.
func (s Room) RetractDispute(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		t.Undoing = true
		o, err := DisputeRecord.ByID(t.Ctx, t, id)
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
		if err := DisputeRecord.Put(t, o); err != nil {
			return err
		}
		return t.Move("dispute", id, string(before), string(o.State), reason)
	})
}

// Rests names what rests on the answer: lots were drawn, or a corrected list was posted.
func (o DisputeRow) Rests(r RoundRow) []string {
	switch {
	case r.State != allocation.RoundLocked:
		return []string{"进入“" + r.State.Title() + "”"}
	case o.Posted != r.Posted.Digest:
		return []string{"公布更正后的名单"}
	}
	return nil
}
