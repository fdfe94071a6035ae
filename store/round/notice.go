package round

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
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
	Undone         bool   // taken back before anybody objected
	Reason         string // why it was posted although nothing was corrected after an objection was upheld
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
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(r *NoticeRow) any { return &r.Reason }},
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
func addNotice(t *engine.Tx, r RoundRow, why string) error {
	before, err := noticesOf(t.Ctx, t, r.ID)
	if err != nil {
		return err
	}
	_, err = NoticeNoun.Add(t, NoticeRow{
		Round: r.ID, Position: len(before) + 1, Run: r.Run, From: r.NoticeFrom, Until: r.NoticeUntil, ObjectionUntil: r.ObjectionUntil, Reason: why,
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

// NoticeRound opens the window for objections: it runs from today, and ends as the round's parameters say. why is asked for where
// nothing was corrected since the notice before; it stands in the record and in the notice. Errors: those of Round.Notice.
func (s Room) NoticeRound(ctx context.Context, by engine.Actor, id, version int64, why string) error {
	return s.Write(ctx, by, allocation.ActNoticeRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		notice, objections, err := noticeWindows(t, r)
		if err != nil {
			return err
		}
		stale, err := staleNow(t.Ctx, t, r)
		if err != nil {
			return err
		}
		before, facts := r.State, r.facts(t.Today, 0, stale)
		if facts.Uncorrected, err = uncorrected(t.Ctx, t, r); err != nil {
			return err
		}
		if err := r.Notice(t.Today, notice, objections, facts, why); err != nil {
			return err
		}
		if !facts.Uncorrected {
			why = ""
		}
		if err := addNotice(t, r, strings.TrimSpace(why)); err != nil {
			return err
		}
		return saveRound(t, before, &r, why)
	})
}

// noticeWindows are the last days of the notice and of the objections, both counted from today by the round's parameters.
func noticeWindows(t *engine.Tx, r RoundRow) (notice, objections civil.Date, err error) {
	p, err := basis.ParameterNoun.ByID(t.Ctx, t, r.Parameter)
	if err != nil {
		return notice, objections, err
	}
	c, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return notice, objections, err
	}
	return p.Notice.Deadline(t.Today, c).Last, p.Objection.Deadline(t.Today, c).Last, nil
}
