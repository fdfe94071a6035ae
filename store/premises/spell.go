package premises

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// A unit is 使用中 on exactly the days on which a tenancy holds it: its spells follow the holds, whenever these are entered
// and whenever one of their days is corrected, so that what counts states and what counts stays agree of every day.

// spellRow is one spell of a unit as its table has it.
type spellRow struct {
	id       int64
	from, to civil.Date // excluded; none while it lasts
	state    allocation.UnitState
	district string
}

// span is the days of a hold, of several that follow each other without a day between them, or of a run of spells.
type span struct{ from, to civil.Date }

// SettleSpells gives the spells of a unit the days of the tenancies that hold it. Where spells and holds cannot be paired,
// as for a unit that was taken over in use without a stay, they stay as they are.
func SettleSpells(t *engine.Tx, units ...int64) error {
	for _, id := range units {
		was, err := engine.All(t.Ctx, t, func(s engine.Scanner) (r spellRow, err error) {
			err = s.Scan(&r.id, &r.from, &r.to, &r.state, &r.district)
			return r, err
		}, `SELECT id, from_day, to_day, state, district FROM unit_spell WHERE unit_id = $1 ORDER BY from_day`, id)
		if err != nil {
			return err
		}
		holds, err := engine.All(t.Ctx, t, func(s engine.Scanner) (p span, err error) {
			err = s.Scan(&p.from, &p.to)
			return p, err
		}, `SELECT from_day, to_day FROM hold WHERE unit_id = $1 AND kind = 'tenancy' AND (to_day IS NULL OR to_day > from_day) ORDER BY from_day, id`, id)
		if err != nil {
			return err
		}
		if err := putSpells(t, was, settled(slices.Clone(was), joined(holds))); err != nil {
			return err
		}
	}
	return nil
}

// joined makes one span of holds that follow each other without a day between them.
func joined(holds []span) []span {
	var out []span
	for _, h := range holds {
		if n := len(out); n > 0 && out[n-1].to == h.from {
			out[n-1].to = h.to
			continue
		}
		out = append(out, h)
	}
	return out
}

// settled are the spells with the days of the holds; those that are left no day are gone.
func settled(spells []spellRow, holds []span) []spellRow {
	var runs [][2]int // first and last place of spells in use that follow each other
	for i, s := range spells {
		switch n := len(runs); {
		case s.state != allocation.UnitOccupied:
		case n > 0 && runs[n-1][1] == i-1 && spells[i-1].to == s.from:
			runs[n-1][1] = i
		default:
			runs = append(runs, [2]int{i, i})
		}
	}
	if len(runs) != len(holds) {
		return spells
	}
	for i, r := range runs {
		if spells[r[1]].to.IsZero() != holds[i].to.IsZero() {
			return spells
		}
	}
	gone := make([]bool, len(spells))
	for i, r := range runs {
		moveStart(spells, gone, r[0], holds[i].from)
		moveEnd(spells, gone, r[1], holds[i].to)
	}
	out := spells[:0]
	for i, s := range spells {
		if !gone[i] {
			out = append(out, s)
		}
	}
	return out
}

// moveStart lets the spell at a place begin on a day: the spells before it end there or give way.
func moveStart(spells []spellRow, gone []bool, at int, day civil.Date) {
	touches := at > 0 && spells[at-1].to == spells[at].from
	spells[at].from = day
	for i := at - 1; touches && i >= 0; i-- {
		if gone[i] = !spells[i].from.Before(day); !gone[i] {
			spells[i].to = day
			return
		}
	}
}

// moveEnd lets the spell at a place end on a day: the spells behind it begin there or give way.
func moveEnd(spells []spellRow, gone []bool, at int, day civil.Date) {
	touches := at+1 < len(spells) && spells[at+1].from == spells[at].to
	spells[at].to = day
	for i := at + 1; touches && i < len(spells); i++ {
		if gone[i] = !spells[i].to.IsZero() && !spells[i].to.After(day); !gone[i] {
			spells[i].from = day
			return
		}
	}
}

// putSpells writes what has become different. Spells that are gone go first, then days move: no two spells of a unit are
// open at once, and none is empty.
func putSpells(t *engine.Tx, was, now []spellRow) error {
	before := map[int64]spellRow{}
	for _, s := range was {
		before[s.id] = s
	}
	for _, s := range was {
		if slices.ContainsFunc(now, func(n spellRow) bool { return n.id == s.id }) {
			continue
		}
		if err := t.Exec(`DELETE FROM unit_spell WHERE id = $1`, s.id); err != nil {
			return err
		}
	}
	for _, s := range now {
		if s == before[s.id] {
			continue
		}
		if err := t.Exec(`UPDATE unit_spell SET from_day = $1, to_day = $2 WHERE id = $3`, s.from, s.to, s.id); err != nil {
			return err
		}
	}
	return nil
}
