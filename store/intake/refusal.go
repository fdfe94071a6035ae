package intake

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/store/basis"
	"penggai/store/engine"
)

// RefusalReasons are the reasons of the list that a decision may name today.
func (s Room) RefusalReasons(ctx context.Context, at refusal.Stage) ([]refusal.Reason, error) {
	list, err := basis.Reasons(ctx, s.Read)
	return refusal.Offered(list, at, s.Today()), err
}

// turnAway is the frame of a decision against an application: the reasons are frozen as they stand today and kept with it; the move
// gets them in words.
func (s Room) turnAway(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, at refusal.Stage, why refusal.Given,
	do func(t *engine.Tx, o *OpenedApplication, reason string) error,
) error {
	return s.change(ctx, by, act, id, version, func(t *engine.Tx, o *OpenedApplication) (string, error) {
		list, err := basis.Reasons(t.Ctx, t)
		if err != nil {
			return "", err
		}
		grounds, err := refusal.Freeze(list, at, why, t.Today)
		if err != nil {
			return "", err
		}
		reason := refusal.Words(grounds)
		t.Reason(reason)
		if err := do(t, o, reason); err != nil {
			return "", err
		}
		if err := keepGrounds(t, id, grounds); err != nil {
			return "", err
		}
		paper := basis.PaperRefused
		if o.State == allocation.ApplicationRejected {
			paper = basis.PaperRejected
		}
		return reason, basis.KeepCard(t, paper, id, o.District)
	})
}

// lastTurn is the latest refusal of an application; 0 before there is one.
const lastTurn = `SELECT coalesce(max(turn), 0) FROM refusal WHERE application_id = $1`

func keepGrounds(t *engine.Tx, id int64, grounds []refusal.Ground) error {
	turn, err := engine.One(t.Ctx, t, engine.ScanOne[int64], lastTurn, id)
	if err != nil {
		return err
	}
	for i, g := range grounds {
		err := t.Exec(`INSERT INTO refusal (application_id, turn, position, code, clause, title, remedy) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, turn+1, i+1, g.Code, g.Clause, g.Words, g.Remedy)
		if err != nil {
			return err
		}
	}
	return nil
}

// turnedAway reports whether a state is that of an application that was turned away.
func turnedAway(s allocation.ApplicationState) bool {
	return s == allocation.ApplicationRefused || s == allocation.ApplicationRejected
}

// dropGrounds takes the grounds back with the decision that is undone; the log keeps them.
func dropGrounds(t *engine.Tx, o *OpenedApplication) error {
	if !turnedAway(o.row.State) {
		return nil
	}
	return t.Exec(`DELETE FROM refusal WHERE application_id = $1 AND turn = (`+lastTurn+`)`, o.ID)
}

// readGrounds are the grounds for which an application stands refused; none for one that was refused before they were kept.
func readGrounds(ctx context.Context, q engine.Querier, a allocation.Application) ([]refusal.Ground, error) {
	if !turnedAway(a.State) {
		return nil, nil
	}
	return engine.All(ctx, q, func(r engine.Scanner) (g refusal.Ground, err error) {
		err = r.Scan(&g.Code, &g.Clause, &g.Words, &g.Remedy)
		return g, err
	}, `SELECT code, clause, title, remedy FROM refusal WHERE application_id = $1 AND turn = (`+lastTurn+`) ORDER BY position`, a.ID)
}
