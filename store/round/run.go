package round

import (
	"bytes"
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

// RunRow is a run of a round: what was computed from what. Runs are kept for good.
type RunRow struct {
	ID               int64
	Round            int64
	Position         int // 1, 2, 3 … within the round
	Kind             allocation.RunKind
	Parameter        int64
	ParameterVersion int64
	Instance         []byte // canonical
	JSON             []byte // the result
	Digest           string
	Proved           bool
	Applicants       int
	Served           int
	Jobs             int64 // of the served, in thousandths
	Area             quantity.Area
	Units            int // awarded
	UnitsLeft        int
	Day              civil.Date
	At               string // wall clock, RFC 3339
	By               string // display name
	Undone           bool   // the computation was taken back; the run stays as it was

	Account int64 // who computed it
	input   int64
	result  *rule.Result // as it was computed and hashed
	outcome *rule.Result // what its passes come to
}

// RunNoun is what runs are.
var RunNoun = engine.NewNoun(engine.Noun[RunRow]{
	Title: say.Compute,
	From:  ` FROM run n LEFT JOIN parameter p ON p.id = n.parameter_id LEFT JOIN account a ON a.id = n.account_id`,
	Fields: []engine.Field[RunRow]{
		{Key: "id", Column: "id", At: func(r *RunRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *RunRow) any { return &r.Round }},
		{Key: "position", Title: "顺序", Column: "position", At: func(r *RunRow) any { return &r.Position }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *RunRow) any { return &r.Kind }},
		{Key: "input", Title: "锁定的数据", Column: "input_id", At: func(r *RunRow) any { return &r.input }},
		{Key: "parameter", Title: "参数版本", Column: "parameter_id", At: func(r *RunRow) any { return &r.Parameter }},
		{Key: "parameter_version", Expr: "p.version", At: func(r *RunRow) any { return &r.ParameterVersion }},
		{Key: "instance", Title: "数据", Column: "instance", At: func(r *RunRow) any { return &r.Instance }},
		{Key: "result", Title: say.Result, Column: "result", At: func(r *RunRow) any { return &r.JSON }},
		{Key: "digest", Title: "摘要", Column: "digest", At: func(r *RunRow) any { return &r.Digest }},
		{Key: "proved", Title: "已证明", Column: "proved", At: func(r *RunRow) any { return &r.Proved }},
		{Key: "applicants", Title: "申请数", Column: "applicants", At: func(r *RunRow) any { return &r.Applicants }},
		{Key: "served", Title: "安置数", Column: "served", At: func(r *RunRow) any { return &r.Served }},
		{Key: "jobs_millis", Title: say.WeightedJobs, Column: "jobs_millis", At: func(r *RunRow) any { return &r.Jobs }},
		{Key: "area_dm2", Title: say.Area, Column: "area_dm2", At: func(r *RunRow) any { return &r.Area }},
		{Key: "units", Title: say.UnitCount, Column: "units", At: func(r *RunRow) any { return &r.Units }},
		{Key: "units_left", Title: "剩余套数", Column: "units_left", At: func(r *RunRow) any { return &r.UnitsLeft }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *RunRow) any { return &r.Day }},
		{Key: "at", Title: say.Time, Column: "at", At: func(r *RunRow) any { return &r.At }},
		{Key: "account", Title: say.Account, Column: "account_id", At: func(r *RunRow) any { return &r.Account }},
		{Key: "by", Expr: "coalesce(a.display, '')", At: func(r *RunRow) any { return &r.By }},
		{Key: "undone", Title: say.Undone, Column: "undone", At: func(r *RunRow) any { return &r.Undone }},
	},
})

// Result is what the run found, as people read it: both passes in one list where there are two.
func (r *RunRow) Result() *rule.Result { return r.outcome }

// Whole is the same as it was computed, its two passes apart.
func (r *RunRow) Whole() *rule.Result { return r.result }

// Second is the instance of the second pass of the run, nil where it has none; in is the one that was computed.
func (r *RunRow) Second(in *rule.Instance) *rule.Instance {
	if r.result.Rest == nil {
		return nil
	}
	return in.Second(r.result)
}

// read takes the result out of its column.
func (r *RunRow) read() (err error) {
	if r.result, err = rule.ReadResult(r.JSON); err == nil {
		r.outcome = r.result.Outcome()
	}
	return err
}

// Line is an applicant's line of the result.
func (r *RunRow) Line(number string) (rule.Rank, bool) {
	for _, l := range r.outcome.Ranks {
		if l.Number == number {
			return l, true
		}
	}
	return rule.Rank{}, false
}

func readRun(ctx context.Context, q engine.Querier, id int64) (RunRow, error) {
	r, err := RunNoun.ByID(ctx, q, id)
	if err == nil {
		err = r.read()
	}
	return r, err
}

// Runs lists the runs of a round, the first one first.
func (s Room) Runs(ctx context.Context, by engine.Actor, round int64) ([]RunRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	rows, err := RunNoun.All(ctx, s.Read, `WHERE n.round_id = $1 ORDER BY n.position`, round)
	for i := range rows {
		if err == nil {
			err = rows[i].read()
		}
	}
	return rows, err
}

// Run reads one run. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Run(ctx context.Context, by engine.Actor, id int64) (RunRow, error) {
	r, err := readRun(ctx, s.Read, id)
	if err != nil {
		return r, err
	}
	_, err = s.Round(ctx, by, r.Round)
	return r, err
}

// RoundGone names the applicants of a round that have left since the lock and still stand in the run that is in force.
func (s Room) RoundGone(ctx context.Context, by engine.Actor, id int64) ([]string, error) {
	r, err := s.Round(ctx, by, id)
	if err != nil || r.State == allocation.RoundConfirmed || r.State == allocation.RoundCancelled {
		return nil, err
	}
	return goneSince(ctx, s.Read, r)
}

// goneSince names the applicants of a round that have left since the lock and still stand in the run that is in force.
func goneSince(ctx context.Context, q engine.Querier, r RoundRow) ([]string, error) {
	if r.Units == 0 {
		return nil, nil
	}
	gone, err := leftSince(ctx, q, r.ID)
	if err != nil || len(gone) == 0 || r.Run == 0 {
		return gone, err
	}
	run, err := readRun(ctx, q, r.Run)
	if err != nil {
		return nil, err
	}
	var still []string
	for _, number := range gone {
		if l, found := run.Line(number); found && (l.Reason != rule.ReasonFixed || len(l.Units) > 0) {
			still = append(still, number)
		}
	}
	return still, nil
}

// Proposal is a run that was computed and is not kept yet: what it was made from, so that the commit can check that nothing has changed.
type Proposal struct {
	round, version, input int64
	reread                *rule.Instance // a reopened round reads its inputs again; nil where they are those that are frozen
	outside               string         // the units left out of its pool
	kind                  allocation.RunKind
	instance              *rule.Instance
	Result                *rule.Result
}

// decided is what a run of a round rests on besides its draw text: the frozen inputs, the decisions of people, and who left.
func decided(ctx context.Context, q engine.Querier, r RoundRow) (input frozenInput, overrides []OverrideRow, d allocation.Decided, err error) {
	if input, err = lastInput(ctx, q, r.ID); err != nil {
		return input, nil, d, err
	}
	if overrides, err = readOverrides(ctx, q, r.ID); err != nil {
		return input, nil, d, err
	}
	for _, o := range overrides {
		d.Overrides = append(d.Overrides, o.Override)
	}
	d.Gone, err = leftSince(ctx, q, r.ID)
	return input, overrides, d, err
}

// leftSince names the applicants of a round that wait for premises no longer.
func leftSince(ctx context.Context, q engine.Querier, round int64) ([]string, error) {
	return engine.All(ctx, q, engine.ScanOne[string], `SELECT a.number FROM round_applicant x JOIN application a ON a.id = x.application_id
		WHERE x.round_id = $1 AND a.state <> 'approved' ORDER BY a.number`, round)
}

// stale says whether a run is no longer what its round would compute now.
func (r *RunRow) stale(ctx context.Context, q engine.Querier, round RoundRow) (bool, error) {
	input, _, d, err := decided(ctx, q, round)
	if err != nil {
		return false, err
	}
	return round.Stale(r.Instance, input.instance, d), nil
}

// prepare builds the instance that a run of the round would compute now: the frozen inputs, the draw text, the signed overrides, and who left.
// A reopened round reads its applicants and units again: what was corrected since the reopening counts.
func prepare(ctx context.Context, q engine.Querier, r RoundRow) (p Proposal, err error) {
	if err := r.MayCompute(); err != nil {
		return p, err
	}
	input, overrides, d, err := decided(ctx, q, r)
	if err != nil {
		return p, err
	}
	p = Proposal{round: r.ID, version: r.Version, input: input.id, kind: runKind(r, overrides)}
	if r.State == allocation.RoundReopened {
		sc, err := relisted(ctx, q, r)
		if err != nil {
			return p, err
		}
		if sc.Seal != input.seal {
			p.reread, p.outside, input.instance = sc.Frozen, sc.kept, sc.Frozen
		}
	}
	p.instance = allocation.RunInstance(input.instance, r.Draw.Text, d)
	return p, nil
}

func runKind(r RoundRow, overrides []OverrideRow) allocation.RunKind {
	switch {
	case r.State == allocation.RoundReopened:
		return allocation.RunReopened
	case r.Runs == 0:
		return allocation.RunFirst
	}
	for _, o := range overrides {
		if o.State != allocation.OverrideProposed && o.Run == r.Run {
			return allocation.RunOverride
		}
	}
	return allocation.RunAgain
}

// ComputeRound computes the round and keeps the run. The work is done outside the transaction and can be cancelled through ctx; the commit checks
// that the round has not changed meanwhile. progress may be nil.
func (s Room) ComputeRound(ctx context.Context, by engine.Actor, id, version int64, progress func(done, total int)) (run int64, err error) {
	if err := engine.MayDo(by, allocation.ActComputeRound); err != nil {
		return 0, err
	}
	r, err := s.Round(ctx, by, id)
	if err != nil {
		return 0, err
	}
	p, err := prepare(ctx, s.Read, r)
	if err != nil {
		return 0, err
	}
	if err := p.solve(ctx, progress); err != nil {
		return 0, err
	}
	err = s.Write(ctx, by, allocation.ActComputeRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		run, err = p.keep(t, &r)
		return err
	})
	return run, err
}

func (p *Proposal) solve(ctx context.Context, progress func(done, total int)) (err error) {
	p.Result, err = rule.Solve(ctx, p.instance, progress)
	return err
}

// keep writes the run of a proposal after checking that what it was made from still stands.
func (p *Proposal) keep(t *engine.Tx, r *RoundRow) (int64, error) {
	now, err := prepare(t.Ctx, t, *r)
	if err != nil {
		return 0, err
	}
	if now.input != p.input || !bytes.Equal(now.instance.Canonical(), p.instance.Canonical()) {
		return 0, ErrRoundChanged
	}
	if now.reread != nil {
		if err := addInput(t, r.ID, now.reread, textReread, now.outside, civil.Date{}); err != nil {
			return 0, err
		}
		input, err := lastInput(t.Ctx, t, r.ID)
		if err != nil {
			return 0, err
		}
		p.input = input.id
	}
	run, err := addRun(t, *r, p.kind, p.input, p.instance, p.Result)
	if err != nil {
		return 0, err
	}
	before := r.State
	if err := r.Compute(); err != nil {
		return 0, err
	}
	r.Run, r.Runs = run, r.Runs+1
	return run, saveRound(t, before, r, p.kind.Title())
}

const textReread = "重开后重新读取"

func addRun(t *engine.Tx, r RoundRow, kind allocation.RunKind, input int64, in *rule.Instance, res *rule.Result) (int64, error) {
	last, err := engine.One(t.Ctx, t, engine.ScanOne[int], `SELECT coalesce(max(position), 0) FROM run WHERE round_id = $1`, r.ID)
	if err != nil {
		return 0, err
	}
	found := res.Outcome()
	o := found.Totals
	return RunNoun.Add(t, RunRow{
		Round: r.ID, Position: last + 1, Kind: kind, input: input, Parameter: r.Parameter, Instance: in.Canonical(), JSON: res.JSON(), Digest: res.Digest,
		Proved: found.Proved, Applicants: o.Applicants, Served: o.Served, Jobs: o.JobsMillis, Area: o.Area, Units: o.Units, UnitsLeft: o.UnitsLeft,
		Day: t.Today, At: t.At(), Account: t.By.ID,
	})
}

// WhatIf computes the round's frozen inputs with other parameters and compares; nothing is written. Draw text and decisions are the round's.
func (s Room) WhatIf(ctx context.Context, by engine.Actor, id int64, params rule.Params, progress func(done, total int)) (*rule.Result, error) {
	r, err := s.Round(ctx, by, id)
	if err != nil {
		return nil, err
	}
	run, err := readRun(ctx, s.Read, r.Run)
	if err != nil {
		return nil, err
	}
	in, err := rule.ReadInstance(run.Instance)
	if err != nil {
		return nil, err
	}
	in.Params = params
	if err := in.Check(); err != nil {
		return nil, err
	}
	res, err := rule.Solve(ctx, in, progress)
	if err != nil {
		return nil, err
	}
	return res.Outcome(), nil
}

// sqlRunMoved says of a run that was computed on another list than lots were drawn on when that list was frozen, and why.
const sqlRunMoved = `SELECT i.day || ' ' || i.reason FROM round_input i JOIN run n ON n.input_id = i.id WHERE n.id = $1 AND i.sha256 <> $2`

// corrected says why a run was not computed on the list that lots were drawn on; empty where it was, or where nothing on record explains it.
func (r *RunRow) corrected(ctx context.Context, q engine.Querier, drawn string) (string, error) {
	why, _, err := engine.Maybe(ctx, q, engine.ScanOne[string], sqlRunMoved, r.ID, drawn)
	if err != nil {
		return "", err
	}
	if r.Kind != allocation.RunSuccession {
		return why, nil
	}
	if why != "" {
		why += "；"
	}
	return why + r.Day.String() + " 递补，面积标准不变，只用仍可分配的房源", nil
}

// staleNow says whether a computed round has to be computed again before it can be noticed.
func staleNow(ctx context.Context, q engine.Querier, r RoundRow) (bool, error) {
	if r.State != allocation.RoundComputed || r.Pending > 0 {
		return false, nil
	}
	run, err := readRun(ctx, q, r.Run)
	if err != nil {
		return false, err
	}
	return run.stale(ctx, q, r)
}
