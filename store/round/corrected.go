package round

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

const (
	// sqlRunInput is the instance that was frozen for a run.
	sqlRunInput = `SELECT i.instance FROM round_input i JOIN run n ON n.input_id = i.id WHERE n.id = $1`
	// sqlRunBefore is the run whose notice a reopened run followed.
	sqlRunBefore = `SELECT max(x.id) FROM run x JOIN run n ON n.id = $1 WHERE x.round_id = n.round_id AND x.position < n.position
		AND x.kind <> 'succession' AND x.undone = 0`
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
		run, err := readRun(ctx, q, r.Run)
		if err != nil || run.Kind != allocation.RunReopened {
			return "", nil, err
		}
		before, err := engine.One(ctx, q, engine.ScanOne[int64], sqlRunBefore, run.ID)
		if err != nil {
			return "", nil, err
		}
		compared = fmt.Sprintf("重开后第 %d 次计算与前一次相比", run.Position)
		if now, err = runInput(ctx, q, run.ID); err != nil {
			return "", nil, err
		}
		if old, err = runInput(ctx, q, before); err != nil {
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
