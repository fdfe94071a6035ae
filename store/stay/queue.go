package stay

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
)

// heldUnits are the units that a stay holds now.
const heldUnits = `JOIN hold own ON own.unit_id = u.id WHERE own.kind = 'tenancy' AND own.ref_id = $1 AND own.to_day IS NULL ORDER BY u.number`

// MoveFindingRow is a finding of the screening of a change of premises, with what the one who decided said of it.
type MoveFindingRow struct {
	ID      int64
	Change  int64
	Kind    draw.FindingKind
	Finding string // in words
	Remark  string
	Day     civil.Date
	Account int64
}

// MoveFindingRecord writes them; a stay's changes say them (StayChangeRow.Screened).
var MoveFindingRecord = engine.NewNoun(engine.Noun[MoveFindingRow]{
	Title: "换房筛查",
	From:  ` FROM move_screening g`,
	Fields: []engine.Field[MoveFindingRow]{
		{Key: "id", Column: "id", At: func(r *MoveFindingRow) any { return &r.ID }},
		{Key: "change", Title: say.Change, Column: "change_id", At: func(r *MoveFindingRow) any { return &r.Change }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *MoveFindingRow) any { return &r.Kind }},
		{Key: "finding", Title: "发现", Column: "finding", At: func(r *MoveFindingRow) any { return &r.Finding }},
		{Key: "remark", Title: say.Remark, Column: "remark", At: func(r *MoveFindingRow) any { return &r.Remark }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *MoveFindingRow) any { return &r.Day }},
		{Key: "account", Title: say.Account, Column: "account_id", At: func(r *MoveFindingRow) any { return &r.Account }},
	},
})

// MoveFindings is what the screening of giving a sitting tenant other premises comes upon (六(二)), as that of a single placement.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) MoveFindings(ctx context.Context, by engine.Actor, tenancy int64) (found []draw.Finding, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		found, err = round.ScreenedOne(ctx, q, r.District, r.Application, r.Applicant, s.Today())
		return err
	})
	return found, err
}

// screenMove screens a change by which premises come, and refuses it while a finding is not remarked. Errors: draw.ErrUnremarked.
func screenMove(t *engine.Tx, r TenancyRow, c PremisesChange) ([]draw.Finding, error) {
	if len(c.Out) == 0 {
		return nil, nil
	}
	found, err := round.ScreenedOne(t.Ctx, t, r.District, r.Application, r.Applicant, t.Today)
	if err != nil {
		return nil, err
	}
	return found, draw.Remarked(found, c.Order.Remarks)
}

func keepMoveFindings(t *engine.Tx, change int64, found []draw.Finding, remarks map[string]string) error {
	for _, f := range found {
		row := MoveFindingRow{Change: change, Kind: f.Kind, Finding: f.Text, Remark: remarks[f.Words()], Day: t.Today, Account: t.By.ID}
		if _, err := MoveFindingRecord.Add(t, row); err != nil {
			return err
		}
	}
	return nil
}

// PassedOverByMove names whom a change of premises passes over: those who wait with the better right and would lose their place, or the
// better one, to the units that come (docs/allocation.md, Single placements). It can be stopped through ctx; progress may be nil.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) PassedOverByMove(ctx context.Context, by engine.Actor, tenancy int64, back, out []int64, progress func(done, total int)) (p round.Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		p, err = passedByMove(ctx, q, r, back, out, s.Today(), round.Passing{}, progress)
		return err
	})
	return p, err
}

func passedByMove(ctx context.Context, q engine.Querier, r TenancyRow, back, out []int64, today civil.Date, seen round.Passing, progress func(done, total int)) (round.Passing, error) {
	var none round.Passing
	if len(out) == 0 {
		return none, nil // giving back takes nothing from anybody
	}
	present, err := premises.UnitNoun.All(ctx, q, heldUnits, r.ID)
	if err != nil {
		return none, err
	}
	var gets []string
	for _, u := range present {
		if !slices.Contains(back, u.ID) {
			gets = append(gets, u.Number)
		}
	}
	for _, id := range out {
		u, err := premises.UnitByID(ctx, q, id)
		if err != nil {
			return none, err
		}
		if u.State != allocation.UnitVacant {
			return none, allocation.ErrChangeUnit.With(u.Number).On("out")
		}
		gets = append(gets, u.Number)
	}
	p, err := basis.ParametersOn(ctx, q, r.District, today)
	if err != nil {
		return none, err
	}
	return round.PassedOverByMove(ctx, q, p, r.District, r.Application, present, gets, seen, progress)
}
