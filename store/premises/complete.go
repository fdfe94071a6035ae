package premises

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/store/engine"
)

// HandOver is the hand-over of completed units to a district as a person enters it: what the list says of each unit stands beside it.
type HandOver struct {
	estate.HandOver
	Units  []Seen
	Follow bool            // buildings are numbered on behind those of the community
	List   []estate.Listed // what the paper says, by the numbers in the pool; what is empty follows the rule
}

// CompleteUnits hands completed units of the city pool over to a district (竣工移交), all of them or none, on a day that may lie in
// the past. It returns the number of the change. Errors: those of estate.HandOver.Complete; ErrStale, ErrBayHad, ErrUnitHeld.
func (s Room) CompleteUnits(ctx context.Context, by engine.Actor, h HandOver) (number string, err error) {
	h.Kind = estate.Completed
	err = s.Write(ctx, by, allocation.ActCompleteUnits, func(t *engine.Tx) error {
		rows, olds, err := h.work(t.Ctx, t, t.Today)
		for _, row := range rows {
			if err := t.Mine(row.District); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := RefuseHeld(t, row); err != nil {
				return err
			}
		}
		if err := drawChange(t, h.District, &h.Change); err != nil {
			return err
		}
		number = h.Number
		var lines []ChangeLine
		for i, row := range rows {
			more, err := h.take(t, row, olds[i], h.Units[i].Version)
			if err != nil {
				return err
			}
			lines = append(lines, more...)
		}
		return keepChange(t, "", h.Change, lines)
	})
	return number, err
}

// HandedOver is one unit of a hand-over, before and after it.
type HandedOver struct{ Before, After UnitRow }

// PreviewHandOver works a hand-over out without writing: each unit before and after. Errors: as of CompleteUnits.
func (s Room) PreviewHandOver(ctx context.Context, by engine.Actor, h HandOver) (out []HandedOver, err error) {
	h.Kind = estate.Completed
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		rows, olds, err := h.work(ctx, q, s.Today())
		for i, row := range rows {
			if !by.Sees(row.District) {
				return engine.ErrOtherDistrict.With(row.Number)
			}
			if err == nil {
				after := row
				take(&after, olds[i].Unit)
				out = append(out, HandedOver{row, after})
			}
		}
		return err
	})
	return out, err
}

// work works the hand-over out: the units as they are, and as they will be.
func (h *HandOver) work(ctx context.Context, q engine.Querier, today civil.Date) (rows []UnitRow, olds []estate.Old, err error) {
	at := map[string]int{}
	for i, u := range h.Units {
		row, err := UnitByID(ctx, q, u.ID)
		if err != nil {
			return nil, nil, err
		}
		at[row.Number] = i
		rows, olds = append(rows, row), append(olds, estate.Old{Unit: row.Unit(), Since: row.Since, Holder: row.heldBy()})
	}
	as := make([]estate.Finished, len(rows))
	for _, l := range h.List {
		i, found := at[l.Old]
		if !found {
			return rows, nil, estate.ErrListed.Textf("明细第 %d 行的 %s 不在选中的 %d 套里，请核对编号，或先选中它", l.Line, l.Old, len(rows)).On("list")
		}
		as[i] = l.Finished
	}
	district := h.District
	if d, err := allocation.FindDistrict(h.District); err == nil {
		district = d.Name
	}
	if h.Communities, err = communities(ctx, q, district); err != nil {
		return rows, nil, err
	}
	if h.Follow {
		h.First, err = engine.One(ctx, q, engine.ScanOne[int], `SELECT coalesce(max(CAST(building AS INTEGER)), 0) + 1 FROM unit WHERE district = $1 AND community = $2`, district, h.Community)
		if err != nil {
			return rows, nil, err
		}
	}
	taken, err := numbersHad(ctx, q)
	if err != nil {
		return rows, nil, err
	}
	return rows, olds, h.Complete(olds, as, taken, today)
}

// take writes one unit that was handed over.
func (h *HandOver) take(t *engine.Tx, row UnitRow, old estate.Old, version int64) ([]ChangeLine, error) {
	after := row
	take(&after, old.Unit)
	if err := saveUnit(t, after, version); err != nil {
		return nil, err
	}
	if err := spellFrom(t, after, row.Since, h.Day); err != nil {
		return nil, err
	}
	if err := t.Move("unit", row.ID, string(row.State), string(after.State), h.Document); err != nil {
		return nil, err
	}
	lines := differences(RoleSelf, row, after)
	if after.Area == row.Area {
		return lines, nil
	}
	line, err := keepArea(t, after, h.Day, h.Document)
	return append(lines, line), err
}
