package round

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

const (
	// sqlRunInput is the instance that was frozen for a run.
	sqlRunInput = `SELECT i.instance FROM round_input i JOIN run n ON n.input_id = i.id WHERE n.id = $1`
	// sqlSentBack says whether a noticed run was objected to with success, or sent back by the one who should have confirmed it.
	sqlSentBack = `SELECT EXISTS (SELECT 1 FROM objection WHERE run_id = $1 AND state = 'upheld')
		OR EXISTS (SELECT 1 FROM screening WHERE run_id = $1 AND sent_back = 1)`
	sqlApplicantNames = `SELECT a.number, p.name FROM round_applicant x JOIN application a ON a.id = x.application_id
		JOIN applicant p ON p.id = a.applicant_id WHERE x.round_id = $1`
)

// correctedSince compares what a round would read now, or has read, with what it was posted or noticed on before: whether anything
// was corrected since an objection was upheld, and what. compared is empty where there is nothing to compare.
func correctedSince(ctx context.Context, q engine.Querier, r RoundRow) (compared string, changes []string, err error) {
	var old, now *rule.Instance
	switch {
	case r.State == allocation.RoundLocked && r.Posted.Upheld > 0:
		compared = "与张贴的名单相比"
		input, err := lastInput(ctx, q, r.ID)
		if err != nil {
			return "", nil, err
		}
		old = input.instance
	case r.State == allocation.RoundReopened || r.State == allocation.RoundNoticed && r.Upheld > 0:
		compared = "与公示时相比"
		old, err = runInput(ctx, q, r.Run)
	case r.Run != 0:
		before, found, err := noticeBefore(ctx, q, r)
		if err != nil || !found || before.Run == r.Run {
			return "", nil, err
		}
		compared = fmt.Sprintf("与第 %d 次公示相比", before.Position)
		if now, err = runInput(ctx, q, r.Run); err != nil {
			return "", nil, err
		}
		if old, err = runInput(ctx, q, before.Run); err != nil {
			return "", nil, err
		}
	default:
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	if now == nil {
		sc, err := relisted(ctx, q, r)
		if err != nil {
			return "", nil, err
		}
		now = sc.Frozen
	}
	names, err := namesIn(ctx, q, r.ID)
	return compared, rule.Differences(old, now, func(number string) string { return names[number] }), err
}

// noticeBefore is the last notice that a round was reopened after: the one before that which stands, or before the next one.
func noticeBefore(ctx context.Context, q engine.Querier, r RoundRow) (NoticeRow, bool, error) {
	all, err := noticesOf(ctx, q, r.ID)
	all = slices.DeleteFunc(all, func(n NoticeRow) bool { return n.Undone })
	if !r.NoticeFrom.IsZero() && len(all) > 0 {
		all = all[:len(all)-1]
	}
	if err != nil || len(all) == 0 {
		return NoticeRow{}, false, err
	}
	return all[len(all)-1], true, nil
}

// uncorrected tells of a computed round that its notice before was objected to with success, or sent back, and that nothing was
// corrected since.
func uncorrected(ctx context.Context, q engine.Querier, r RoundRow) (bool, error) {
	if r.State != allocation.RoundComputed {
		return false, nil
	}
	before, found, err := noticeBefore(ctx, q, r)
	if err != nil || !found {
		return false, err
	}
	sentBack, err := engine.One(ctx, q, engine.ScanOne[bool], sqlSentBack, before.Run)
	if err != nil || !sentBack {
		return false, err
	}
	compared, changes, err := correctedSince(ctx, q, r)
	return compared != "" && len(changes) == 0, err
}

func runInput(ctx context.Context, q engine.Querier, run int64) (*rule.Instance, error) {
	text, err := engine.One(ctx, q, engine.ScanOne[string], sqlRunInput, run)
	if err != nil {
		return nil, err
	}
	return rule.ReadInstance([]byte(text))
}

// namesIn are the names of a round's applicants by number.
func namesIn(ctx context.Context, q engine.Querier, round int64) (map[string]string, error) {
	type named struct{ number, name string }
	rows, err := engine.All(ctx, q, func(s engine.Scanner) (n named, err error) { err = s.Scan(&n.number, &n.name); return n, err }, sqlApplicantNames, round)
	names := make(map[string]string, len(rows))
	for _, n := range rows {
		names[n.number] = n.name
	}
	return names, err
}
