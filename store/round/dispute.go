package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
)

// DisputeRow is what somebody has against a posted list, before lots are drawn.
type DisputeRow struct {
	Raised
	Input  int64  // the posted list
	Poster int64  // account that posted it
	Posted string // its digest
}

// DisputeRecord reads and writes disputes.
var DisputeRecord = engine.NewNoun(engine.Noun[DisputeRow]{
	Title: "名单异议",
	From:  ` FROM dispute d LEFT JOIN application a ON a.id = d.application_id`,
	Fields: slices.Concat(engine.Part(raisedFields, func(r *DisputeRow) *Raised { return &r.Raised }), []engine.Field[DisputeRow]{
		{Key: "input", Title: "张贴的名单", Column: "input_id", At: func(r *DisputeRow) any { return &r.Input }},
		{Key: "poster", Expr: "(SELECT i.account_id FROM round_input i WHERE i.id = d.input_id)", At: func(r *DisputeRow) any { return &r.Poster }},
		{Key: "posted", Expr: "(SELECT i.sha256 FROM round_input i WHERE i.id = d.input_id)", At: func(r *DisputeRow) any { return &r.Posted }},
	}),
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
		id, err = raise(t, DisputeRecord, round, application, name, text, func(r RoundRow) (DisputeRow, error) {
			if err := r.MayDispute(t.Today); err != nil {
				return DisputeRow{}, err
			}
			input, err := lastInput(t.Ctx, t, round)
			return DisputeRow{Input: input.id}, err
		})
		return err
	})
	return id, err
}

// SettleDispute answers a dispute of the posted list; an upheld one asks for a corrected list before lots are drawn. Who drew the
// list up or posted it does not answer; warned says that one person did both where the district only warns.
// Errors: allocation.ErrSamePerson, those of Objection.Settle.
func (s Room) SettleDispute(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		return changeRaised(t, DisputeRecord, id, func(r RoundRow, o *DisputeRow) (string, error) {
			if warned, err = basis.SeparateFrom(t, r.District, r.CreatedBy, o.Poster); err != nil {
				return "", err
			}
			return o.answered(t, o.Settle(upheld, answer))
		})
	})
	return warned, err
}

// RetractDispute takes an answer back, while nothing was posted or drawn since. Errors: those of Objection.Retract.
func (s Room) RetractDispute(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		t.Undoing = true
		return changeRaised(t, DisputeRecord, id, func(r RoundRow, o *DisputeRow) (string, error) {
			return o.retract(reason, o.Rests(r))
		})
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
