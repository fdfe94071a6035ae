package round

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// ReopenRound sends a noticed round back for a new run: after an upheld objection, or because an applicant has left. The same applicants
// and units are read again as they stand now, corrections included; what was frozen and computed before is kept.
func (s Room) ReopenRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActReopenRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		return reopenRound(t, &r, 0, reason, func() error { return nil })
	})
}

// reopenRound reopens a round for its upheld objections, those who have left, and so many findings of the screening; keep runs once
// the reopening is allowed.
func reopenRound(t *engine.Tx, r *RoundRow, findings int, reason string, keep func() error) error {
	gone, err := goneSince(t.Ctx, t, *r)
	if err != nil {
		return err
	}
	before := r.State
	if err := r.Reopen(r.Upheld+findings, len(gone), reason); err != nil {
		return err
	}
	if err := keep(); err != nil {
		return err
	}
	sc, err := relisted(t.Ctx, t, *r)
	if err != nil {
		return err
	}
	if err := addInput(t, r.ID, sc.Frozen, fmt.Sprintf("重开：%s", r.Reason), sc.kept, civil.Date{}); err != nil {
		return err
	}
	return saveRound(t, before, r, r.Reason)
}
