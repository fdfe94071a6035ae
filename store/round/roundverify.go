package round

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

const stageRounds = "rounds"

// perRun is how many steps of progress one run counts.
const perRun = 100

const (
	verifyRunIDs = `SELECT n.id FROM run n JOIN round r ON r.id = n.round_id WHERE r.state = 'confirmed' ORDER BY n.round_id, n.position`
	// verifyDrawn are the rounds whose lots were not drawn on the list that was posted and whose days were over, or whose first run
	// was made of another.
	verifyDrawn = `SELECT r.id FROM round r WHERE r.state = 'confirmed' AND r.draw_digest <> '' AND NOT EXISTS (
		SELECT 1 FROM run n JOIN round_input i ON i.id = n.input_id WHERE n.round_id = r.id AND n.position = 1
		AND i.sha256 = r.draw_digest AND i.dispute_until < r.draw_day)`
	verifyInput  = `SELECT i.instance, i.sha256 FROM round_input i JOIN run n ON n.input_id = i.id WHERE n.id = $1`
	verifyAwards = `SELECT w.id, a.number, w.rank, w.weight_millis, w.target_dm2, w.area_dm2 FROM award w JOIN application a ON a.id = w.application_id
		WHERE w.run_id = $1 ORDER BY w.rank`
)

// VerifyRounds computes every run of every confirmed round anew from the instance that is kept with it and compares the results byte for byte, the
// frozen inputs with their seal, the awards with the lines that they come from, and the list that lots were drawn on with the posted one.
func VerifyRounds(ctx context.Context, q engine.Querier, progress engine.Progress) (engine.ReportLine, error) {
	var bad engine.Found
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], verifyRunIDs)
	if err != nil {
		return engine.ReportLine{Check: checkRounds}, err
	}
	rounds := map[int64]bool{}
	for i, id := range ids {
		progress.Tell(stageRounds, int64(i)*perRun, int64(len(ids))*perRun)
		round, d, err := verifyRun(ctx, q, id, func(done, total int) {
			progress.Tell(stageRounds, int64(i)*perRun+int64(done)*perRun/int64(max(total, 1)), int64(len(ids))*perRun)
		})
		switch {
		case ctx.Err() != nil:
			return engine.ReportLine{Check: checkRounds}, ctx.Err()
		case err != nil:
			bad.Add(engine.Difference{Table: "run", Row: id, Why: fmt.Sprintf("没有重新算成：%s", err)})
		case d != nil:
			bad.Add(*d)
		}
		rounds[round] = true
	}
	drawn, err := engine.All(ctx, q, engine.ScanOne[int64], verifyDrawn)
	if err != nil {
		return engine.ReportLine{Check: checkRounds}, err
	}
	for _, id := range drawn {
		bad.Add(engine.Difference{Table: "round", Row: id, Field: "draw_digest", Why: "不是在张贴过的、异议期满的名单上抽的签"})
	}
	progress.Tell(stageRounds, int64(len(ids))*perRun, int64(len(ids))*perRun)
	good := fmt.Sprintf("已确认的 %d 个批次共 %d 次计算重新算过，结果逐字相同", len(rounds), len(ids))
	return bad.Line(checkRounds, good, "重新计算与保存的结果不符"), nil
}

// checkRounds is the check by the name that other programs read.
const checkRounds = "rounds"

// verifyRun checks one run; the difference names its row and the field that does not follow from the rest.
func verifyRun(ctx context.Context, q engine.Querier, id int64, progress func(done, total int)) (round int64, d *engine.Difference, err error) {
	d = &engine.Difference{Table: "run", Row: id}
	run, err := readRun(ctx, q, id)
	if err != nil {
		d.Field, d.Why = "result", engine.WhyChanged
		return 0, d, ctx.Err()
	}
	var input, seal string
	_, err = engine.One(ctx, q, func(s engine.Scanner) (struct{}, error) { return struct{}{}, s.Scan(&input, &seal) }, verifyInput, id)
	if err != nil {
		return 0, nil, err
	}
	in, err := rule.ReadInstance(run.Instance)
	switch {
	case err != nil || !bytes.Equal(in.Canonical(), run.Instance):
		d.Field, d.Why = "instance", engine.WhyChanged
		return run.Round, d, nil
	case Sha256Hex([]byte(input)) != seal:
		d.Table, d.Field, d.Why = "round_input", "sha256", engine.WhyChanged
		return run.Round, d, nil
	case run.Kind != allocation.RunSuccession && !in.FrozenAs(input):
		d.Field, d.Why = "instance", "与锁定的数据不符"
		return run.Round, d, nil
	}
	kept, err := rule.ReadResult(run.JSON)
	if err != nil {
		d.Field, d.Why = "result", engine.WhyChanged
		return run.Round, d, nil
	}
	res, err := rule.SolveLike(ctx, in, kept, progress)
	switch {
	case err != nil:
		return run.Round, nil, err
	case !bytes.Equal(res.JSON(), run.JSON):
		d.Field, d.Why = "result", textRunResult
		return run.Round, d, nil
	case res.Digest != run.Digest:
		d.Field, d.Why = "digest", textRunResult
		return run.Round, d, nil
	}
	d, err = verifyAwarded(ctx, q, run)
	return run.Round, d, err
}

// verifyAwarded compares the awards that were made from a run with its lines.
func verifyAwarded(ctx context.Context, q engine.Querier, run RunRow) (*engine.Difference, error) {
	type row struct {
		id     int64
		number string
		line   rule.Rank
	}
	rows, err := engine.All(ctx, q, func(s engine.Scanner) (r row, err error) {
		err = s.Scan(&r.id, &r.number, &r.line.Rank, &r.line.WeightMillis, &r.line.Target, &r.line.Area)
		return r, err
	}, verifyAwards, run.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		units, err := engine.All(ctx, q, engine.ScanOne[string], `SELECT n.number FROM award_unit x JOIN award w ON w.id = x.award_id
			JOIN round_unit n ON n.round_id = w.round_id AND n.unit_id = x.unit_id WHERE x.award_id = $1 ORDER BY x.position`, r.id)
		if err != nil {
			return nil, err
		}
		l, found := run.Line(r.number)
		if !found || l.Rank != r.line.Rank || l.WeightMillis != r.line.WeightMillis || l.Target != r.line.Target || l.Area != r.line.Area ||
			!slices.Equal(l.Units, units) {
			return &engine.Difference{Table: "award", Row: r.id, Field: "run_id", Why: "与所依据的计算结果不符"}, nil
		}
	}
	return nil, nil
}

const textRunResult = "重新计算的结果不同"
