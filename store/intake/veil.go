package intake

import (
	"context"
	"slices"
	"strconv"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/trail"
)

// sqlSealedSeats are the seats of panels that wait for marks (allocation.Evaluation.Sealed).
const sqlSealedSeats = `SELECT s.id FROM evaluation_score s JOIN evaluation e ON e.id = s.evaluation_id WHERE e.closed_day IS NULL
	AND (SELECT coalesce(sum(w.state = 'named'), 0) > 0 OR coalesce(sum(w.state = 'scored'), 0) < $1 FROM evaluation_score w WHERE w.evaluation_id = e.id)`

// VeilMarks takes out of what the log shows the marks and remarks that a panel hides until all are in (四(二)). The log itself holds
// them, and shows them from then on.
func (s Room) VeilMarks(ctx context.Context, changes []trail.Change) error {
	if !slices.ContainsFunc(changes, func(c trail.Change) bool { return seatOf(c) != 0 }) {
		return nil
	}
	sealed, err := engine.All(ctx, s.Read, engine.ScanOne[int64], sqlSealedSeats, allocation.MinExperts)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if !slices.Contains(sealed, seatOf(c)) {
			continue
		}
		for i, f := range c.Fields {
			if f.Name != "points" && f.Name != "remark" {
				continue
			}
			if f.Value != "" {
				c.Fields[i].Value = textVeiled
			}
			if f.Was != "" {
				c.Fields[i].Was = textVeiled
			}
		}
	}
	return nil
}

// seatOf is the seat whose marks or remark a change holds; 0: none.
func seatOf(c trail.Change) int64 {
	switch c.Table {
	case "evaluation_score":
		return c.ID
	case "evaluation_point":
		for _, f := range c.Fields {
			if f.Name == "score_id" {
				id, _ := strconv.ParseInt(f.Value, 10, 64)
				return id
			}
		}
	}
	return 0
}

const textVeiled = "各席交齐后可见"
