package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// ObjectionRow is an objection to a noticed result.
type ObjectionRow struct {
	Raised
	Run int64 // the noticed run
}

// ObjectionRecord reads and writes objections.
var ObjectionRecord = engine.NewNoun(engine.Noun[ObjectionRow]{
	Title: say.Objection,
	From:  ` FROM objection o LEFT JOIN application a ON a.id = o.application_id`,
	Fields: slices.Concat(engine.Part(raisedFields, func(r *ObjectionRow) *Raised { return &r.Raised }), []engine.Field[ObjectionRow]{
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *ObjectionRow) any { return &r.Run }},
	}),
})

// Objections lists the objections to a round in the order in which they came.
func (s Room) Objections(ctx context.Context, by engine.Actor, round int64) ([]ObjectionRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return ObjectionRecord.All(ctx, s.Read, `WHERE o.round_id = $1 ORDER BY o.id`, round)
}

// RaiseObjection records what somebody has against the noticed result; application is the line that it is about, or 0.
// Errors: those of Round.MayObject and draw.RaiseObjection, ErrNotInRound.
func (s Room) RaiseObjection(ctx context.Context, by engine.Actor, round, application int64, name, text string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActRaiseObjection, func(t *engine.Tx) error {
		id, err = raise(t, ObjectionRecord, round, application, name, text, func(r RoundRow) (ObjectionRow, error) {
			return ObjectionRow{Run: r.Run}, r.MayObject(t.Today)
		})
		return err
	})
	return id, err
}

// SettleObjection answers an objection; an upheld one asks for a new run before the round can be confirmed. Who computed the run
// does not answer; warned says that one person did both where the district only warns.
// Errors: allocation.ErrSamePerson, those of Objection.Settle.
func (s Room) SettleObjection(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		return changeRaised(t, ObjectionRecord, id, func(r RoundRow, o *ObjectionRow) (string, error) {
			run, err := readRun(t.Ctx, t, o.Run)
			if err != nil {
				return "", err
			}
			if warned, err = basis.SeparateFrom(t, r.District, run.Account); err != nil {
				return "", err
			}
			return o.answered(t, o.Settle(upheld, answer))
		})
	})
	return warned, err
}

// RetractObjection takes an answer back, while the round stands as it stood when it was given. Errors: those of Objection.Retract.
func (s Room) RetractObjection(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActSettleObjection, func(t *engine.Tx) error {
		t.Undoing = true
		return changeRaised(t, ObjectionRecord, id, func(r RoundRow, o *ObjectionRow) (string, error) {
			return o.retract(reason, o.Rests(r))
		})
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
