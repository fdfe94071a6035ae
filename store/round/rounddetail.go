package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/store/engine"
)

// RoundDetail is a round with everything that its page shows.
type RoundDetail struct {
	RoundRow
	Scope      RoundScope
	Runs       []RunRow // the first one first
	Overrides  []OverrideRow
	Disputes   []DisputeRow
	Findings   []draw.Finding  // of the screening, while the round waits for its confirmation
	Screenings []ScreeningRow  // what was remarked on findings
	Notices    []NoticeRow     // the first one first
	Cancelled  []CancelledDraw // draws that led to nothing and have applicants in common with this round
	Objections []ObjectionRow
	Awards     []AwardRow
	Gone       []string // numbers of applicants that have left since the lock and still stand in the run
	Stale      bool     // the run that stands is not what would be computed now
	Undo       engine.UndoStep
	ListUntil  civil.Date // before the draw: the last day to dispute a list that is posted today
	Compared   string     // what Corrected compares with, in words; empty where nothing is compared
	Corrected  []string   // what was corrected since then; none: nothing

	Uncorrected bool // a second notice is due in which nothing was corrected since the first was objected to with success
}

// RoundDetail reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict, ErrInputsTampered.
func (s Room) RoundDetail(ctx context.Context, by engine.Actor, id int64) (d RoundDetail, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		s := Of(at)
		return engine.Each(
			func() error { d.RoundRow, err = s.Round(ctx, by, id); return err },
			func() error { d.Scope, err = s.RoundScope(ctx, by, id); return err },
			func() error { d.Runs, err = s.Runs(ctx, by, id); return err },
			func() error { d.Overrides, err = s.Overrides(ctx, by, id); return err },
			func() error { d.Disputes, err = s.Disputes(ctx, by, id); return err },
			func() error { d.Findings, err = s.RoundFindings(ctx, by, id); return err },
			func() error { d.Screenings, err = s.RoundScreenings(ctx, by, id); return err },
			func() error { d.Notices, err = s.Notices(ctx, by, id); return err },
			func() error { d.Cancelled, err = cancelledDraws(ctx, s.Read, id); return err },
			func() error { d.ListUntil, err = s.ListDays(ctx, by, id); return err },
			func() error { d.Compared, d.Corrected, err = correctedSince(ctx, s.Read, d.RoundRow); return err },
			func() error { d.Uncorrected, err = uncorrected(ctx, s.Read, d.RoundRow); return err },
			func() error { d.Objections, err = s.Objections(ctx, by, id); return err },
			func() error { d.Awards, err = s.Awards(ctx, by, id); return err },
			func() error { d.Gone, err = s.RoundGone(ctx, by, id); return err },
			func() error { d.Stale, err = staleNow(ctx, s.Read, d.RoundRow); return err },
			func() error { d.Undo, err = s.RoundUndo(ctx, by, id); return err },
		)
	})
	return d, err
}

// Facts is what stands beside the round on a day.
func (d RoundDetail) Facts(today civil.Date) allocation.RoundFacts {
	f := d.facts(today, len(d.Gone), d.Stale)
	f.Uncorrected = d.Uncorrected
	return f
}

// Next says what comes next for a round by what its row shows: of those who have left, and of a stale run, its page knows.
func (r RoundRow) Next(today civil.Date) allocation.Step[allocation.RoundStepKind] {
	return r.Round.Next(r.facts(today, 0, false))
}

// Next says what comes next for the round.
func (d RoundDetail) Next(today civil.Date) allocation.Step[allocation.RoundStepKind] {
	return d.Round.Next(d.Facts(today))
}
