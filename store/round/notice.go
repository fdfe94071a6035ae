package round

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// NoticeRow is a notice of a round as it was posted: which run, and its days. A notice stays when another follows it.
type NoticeRow struct {
	ID             int64
	Round          int64
	Position       int // 1, 2 … within the round
	Run            int64
	From           civil.Date
	Until          civil.Date
	ObjectionUntil civil.Date
	Undone         bool // taken back before anybody objected
}

// NoticeNoun reads and writes notices.
var NoticeNoun = engine.NewNoun(engine.Noun[NoticeRow]{
	Title: say.Notice,
	From:  ` FROM round_notice o`,
	Fields: []engine.Field[NoticeRow]{
		{Key: "id", Column: "id", At: func(r *NoticeRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *NoticeRow) any { return &r.Round }},
		{Key: "position", Title: "顺序", Column: "position", At: func(r *NoticeRow) any { return &r.Position }},
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *NoticeRow) any { return &r.Run }},
		{Key: "from", Title: "公示起", Column: "from_day", At: func(r *NoticeRow) any { return &r.From }},
		{Key: "until", Title: "公示止", Column: "until_day", At: func(r *NoticeRow) any { return &r.Until }},
		{Key: "objection_until", Title: "异议截止", Column: "objection_until", At: func(r *NoticeRow) any { return &r.ObjectionUntil }},
		{Key: "undone", Title: say.Undone, Column: "undone", Sets: true, At: func(r *NoticeRow) any { return &r.Undone }},
	},
})

// Notices lists the notices of a round, the first one first.
func (s Room) Notices(ctx context.Context, by engine.Actor, round int64) ([]NoticeRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return noticesOf(ctx, s.Read, round)
}

func noticesOf(ctx context.Context, q engine.Querier, round int64) ([]NoticeRow, error) {
	return NoticeNoun.All(ctx, q, `WHERE o.round_id = $1 ORDER BY o.position`, round)
}

// addNotice keeps the notice that a round has begun.
func addNotice(t *engine.Tx, r RoundRow) error {
	before, err := noticesOf(t.Ctx, t, r.ID)
	if err != nil {
		return err
	}
	_, err = NoticeNoun.Add(t, NoticeRow{
		Round: r.ID, Position: len(before) + 1, Run: r.Run, From: r.NoticeFrom, Until: r.NoticeUntil, ObjectionUntil: r.ObjectionUntil,
	})
	return err
}

// undoNotice marks the last notice as taken back.
func undoNotice(t *engine.Tx, round int64) error {
	all, err := noticesOf(t.Ctx, t, round)
	if err != nil || len(all) == 0 {
		return err
	}
	last := all[len(all)-1]
	last.Undone = true
	return NoticeNoun.Put(t, last)
}
