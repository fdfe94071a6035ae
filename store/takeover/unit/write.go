package unit

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/takeover/ledger"
)

// Write retires the samples, adds and changes units.
func (s *Units) Write(t *engine.Tx, w *ledger.Writing) error {
	w.Districts = append(w.Districts, s.Plan.first...)
	before, err := readLast(t)
	if err != nil {
		return err
	}
	if err := s.retire(t, w); err != nil {
		return err
	}
	for i, c := range s.Plan.change {
		if err := s.change(t, w, c); err != nil {
			return err
		}
		w.Tell.Tell(ledger.StageWrite, int64(i), int64(len(s.Plan.change)+len(s.Plan.Add)))
	}
	now, err := readLast(t)
	if err != nil {
		return err
	}
	return s.enter(t, w, lastIDs{max(before.unit, now.unit), max(before.area, now.area), max(before.spell, now.spell)})
}

// retire takes the untouched samples out of the premises; what they were is kept for undoing.
func (s *Units) retire(t *engine.Tx, w *ledger.Writing) error {
	for _, chunk := range chunks(s.Plan.retire) {
		for _, part := range []struct{ table, column string }{{"unit_area", "unit_id"}, {"unit_spell", "unit_id"}, {"unit", "id"}} {
			where := part.column + " IN (" + commas(chunk) + ")"
			if err := w.Keep(t, part.table, where); err != nil {
				return err
			}
			if err := t.Exec(`DELETE FROM ` + part.table + ` WHERE ` + where); err != nil {
				return err
			}
		}
	}
	return nil
}

// change writes one unit that the ledger has otherwise; another area is in force from today.
func (s *Units) change(t *engine.Tx, w *ledger.Writing, c unitChange) error {
	if err := ledger.AddRemark(t, w, allocation.NounUnit, c.row.id, c.row.District, c.row.Number, c.remark); err != nil || !c.other {
		return err
	}
	where := fmt.Sprintf("id = %d", c.row.id)
	if err := w.Keep(t, "unit", where); err != nil {
		return err
	}
	row, err := premises.UnitByID(t.Ctx, t, c.row.id)
	if err != nil {
		return err
	}
	area := row.Area
	row.Area, row.Sample, row.Community, row.Building, row.Floor = c.after.Area, c.after.Sample, c.after.Community, c.after.Building, c.after.Floor
	row.Door, row.Former, row.Usage, row.Source = c.after.Door, c.after.Former, c.after.Usage, c.after.Source
	row.Certificate, row.Address, row.Tags = c.after.Certificate, c.after.Address, c.after.Tags
	if err := premises.UnitNoun.Set(t, row, c.row.version); err != nil {
		return err
	}
	if area == row.Area {
		return nil
	}
	return s.measure(t, w, c.row.id, row)
}

// measure enters another area from today on.
func (s *Units) measure(t *engine.Tx, w *ledger.Writing, id int64, row premises.UnitRow) error {
	day := t.Today
	if c := row.Since; row.HoldKind == "" && c.After(day) {
		day = c
	}
	if err := w.Keep(t, "unit_area", fmt.Sprintf("unit_id = %d AND from_day = '%s'", id, day)); err != nil {
		return err
	}
	n, err := t.ExecN(`UPDATE unit_area SET area_dm2 = $1, basis = $2 WHERE unit_id = $3 AND from_day = $4`, int64(row.Area), ledger.BasisOf(w.File), id, day)
	if err != nil || n > 0 {
		return err
	}
	made, err := t.Insert(`INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES ($1, $2, $3, $4)`, id, day, int64(row.Area), ledger.BasisOf(w.File))
	w.Make("unit_area", made)
	return err
}

// lastIDs are the last ids that were given before samples went: what is new comes behind them, so that no id is given twice.
type lastIDs struct{ unit, area, spell int64 }

func readLast(t *engine.Tx) (last lastIDs, err error) {
	return engine.One(t.Ctx, t, func(s engine.Scanner) (x lastIDs, err error) {
		err = s.Scan(&x.unit, &x.area, &x.spell)
		return x, err
	}, `SELECT (SELECT coalesce(max(id), 0) FROM unit), (SELECT coalesce(max(id), 0) FROM unit_area), (SELECT coalesce(max(id), 0) FROM unit_spell)`)
}

// batch is how many units one statement enters.
const batch = 100

// enter enters the new units, under ids that no unit had: a sample that went keeps its own in the log.
func (s *Units) enter(t *engine.Tx, w *ledger.Writing, last lastIDs) (err error) {
	insert := func(rows int) string {
		return manyRows(premises.UnitNoun.Insert, len(premises.UnitNoun.Kept(&premises.UnitRow{})), rows)
	}
	full, err := t.Db.PrepareContext(t.Ctx, insert(batch))
	if err != nil {
		return engine.Fault(err)
	}
	defer func() { err = errors.Join(err, engine.Fault(full.Close())) }()
	done, first, dated := 0, last, last.unit
	for part := range slices.Chunk(s.Plan.Add, batch) {
		if done%(5*batch) == 0 {
			w.Tell.Tell(ledger.StageWrite, int64(done), int64(len(s.Plan.Add)))
		}
		var args []any
		for _, n := range part {
			u := s.unit(n)
			last.unit++
			args = append(append(args, premises.UnitNoun.Kept(&premises.UnitRow{
				Number: u.Number, District: u.District, Community: u.Community, Building: u.Building, Floor: u.Floor, Bay: u.Bay, Area: u.Area, Tags: u.Tags, State: u.State,
				Source: u.Source, Usage: u.Usage, Certificate: u.Certificate, Address: u.Address, Door: u.Door, Former: u.Former,
			})...), last.unit)
		}
		if len(part) == batch {
			_, err = full.ExecContext(t.Ctx, engine.Bind(args)...)
			err = engine.Fault(err)
		} else {
			err = t.Exec(insert(len(part)), args...)
		}
		if err != nil {
			return err
		}
		if err := s.beside(t, w, part, last.unit-int64(len(part))); err != nil {
			return err
		}
		if done += len(part); done%(5*batch) == 0 || done == len(s.Plan.Add) {
			if err := s.since(t, w, first, dated+1, last.unit); err != nil {
				return err
			}
			dated = last.unit
		}
	}
	return nil
}

// manyRows is an INSERT of so many rows with so many columns, and their id behind them.
func manyRows(insert string, columns, rows int) string {
	head, _, _ := strings.Cut(insert, ") VALUES")
	row := "(" + strings.Repeat("?, ", columns) + "?)"
	return head + ", id) VALUES " + row + strings.Repeat(", "+row, rows-1)
}

// beside writes what stands beside new units, the last of which before them had an id.
func (s *Units) beside(t *engine.Tx, w *ledger.Writing, part []Added, id int64) error {
	for _, n := range part {
		id++
		w.Make("unit", id)
		u := s.unit(n)
		if err := ledger.AddRemark(t, w, allocation.NounUnit, id, u.District, u.Number, s.Lines[n.Line].remark); err != nil {
			return err
		}
		if !s.Lines[n.Line].used || s.Only {
			continue
		}
		used, err := t.Insert(`INSERT INTO takeover_used (unit_id) VALUES ($1)`, id)
		if err != nil {
			return err
		}
		w.Make("takeover_used", used)
	}
	return nil
}

// since gives new units, from one id to another, their area and state from the day on from which they are the office's; last are the ids
// before the first of the import.
func (s *Units) since(t *engine.Tx, w *ledger.Writing, last lastIDs, from, to int64) error {
	day := civil.Min(ledger.PolicyDay, t.Today)
	for _, q := range []struct {
		table, insert string
		before        int64
		more          []any
	}{
		{"unit_area", `(id, unit_id, from_day, area_dm2, basis) SELECT id + $1, id, $2, area_dm2, $5`, last.area, []any{ledger.BasisOf(w.File)}},
		{"unit_spell", `(id, unit_id, from_day, state, district) SELECT id + $1, id, $2, state, district`, last.spell, nil},
	} {
		shift := q.before - last.unit
		args := append([]any{shift, day, from, to}, q.more...)
		if err := t.Exec(`INSERT INTO `+q.table+` `+q.insert+` FROM unit WHERE id BETWEEN $3 AND $4 ORDER BY id`, args...); err != nil {
			return err
		}
		for id := from; id <= to; id++ {
			w.Make(q.table, id+shift)
		}
	}
	return nil
}

// chunks cuts ids into lists that a statement may name.
func chunks(ids []int64) [][]int64 { return slices.Collect(slices.Chunk(ids, 400)) }

func commas(ids []int64) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(words, ", ")
}
