package round

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/value"
	"penggai/store/premises"
)

// LeftOutRow is a decision to leave units out of the pool of a round, with who took it when.
type LeftOutRow struct {
	rule.LeftOut
	ID      int64
	Round   int64
	Day     civil.Date
	By      string // display name
	account int64
}

// LeftOutRecord reads and writes what is left out of pools.
var LeftOutRecord = engine.NewNoun(engine.Noun[LeftOutRow]{
	Title: "批次未列入的房源",
	From:  ` FROM round_left_out l LEFT JOIN account a ON a.id = l.account_id`,
	Fields: []engine.Field[LeftOutRow]{
		{Key: "id", Column: "id", At: func(r *LeftOutRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *LeftOutRow) any { return &r.Round }},
		{Key: "units", Title: "未列入", Column: "units", Sets: true, At: func(r *LeftOutRow) any { return (*value.Array[string])(&r.Units) }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(r *LeftOutRow) any { return &r.Reason }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *LeftOutRow) any { return &r.Day }},
		{Key: "account", Title: say.Account, Column: "account_id", At: func(r *LeftOutRow) any { return &r.account }},
		{Key: "by", Expr: "coalesce(a.display, '')", At: func(r *LeftOutRow) any { return &r.By }},
	},
})

// LeftUnit is a unit outside the pool as it stood when the pool was frozen, or stands now in a draft, and why it is outside.
type LeftUnit struct {
	rule.InstanceUnit
	Reason, By string
	Day        civil.Date
}

// LeaveOut is what a person leaves out of the pool of a draft: units by number and those that a filter finds, with one reason.
type LeaveOut struct {
	Units  []string
	Filter string
	Reason string
}

// LeaveOutOfRound leaves vacant units out of the pool of a draft, and takes the parameters in force today. It returns how many
// they are. Errors: ErrStale, those of rule.LeaveOut and of the filter, allocation.ErrRoundNotLockable.
func (s Room) LeaveOutOfRound(ctx context.Context, by engine.Actor, id, version int64, l LeaveOut) (n int, err error) {
	err = s.changePool(ctx, by, id, version, l.Reason, func(t *engine.Tx, r RoundRow, sc *RoundScope) error {
		units := slices.Clone(l.Units)
		if strings.TrimSpace(l.Filter) != "" {
			found, err := vacantBy(t, r.District, l.Filter)
			if err != nil {
				return err
			}
			if found = slices.DeleteFunc(found, func(u string) bool { return !slices.Contains(sc.numbers(), u) }); len(found) == 0 {
				return rule.ErrLeftMatch.On("filter").With(l.Filter)
			}
			units = append(units, found...)
		}
		out, err := rule.LeaveOut(sc.numbers(), units, l.Reason)
		if err != nil {
			return err
		}
		n = len(out.Units)
		_, err = LeftOutRecord.Add(t, LeftOutRow{LeftOut: out, Round: id, Day: t.Today, account: t.By.ID})
		return err
	})
	return n, err
}

// TakeIntoRound takes units that were left out back into the pool of a draft. Errors: ErrStale, allocation.ErrRoundNotLockable.
func (s Room) TakeIntoRound(ctx context.Context, by engine.Actor, id, version int64, units []string) error {
	return s.changePool(ctx, by, id, version, "", func(t *engine.Tx, _ RoundRow, sc *RoundScope) error {
		return sc.keepOut(t, func(u string) bool { return !slices.Contains(units, u) })
	})
}

// changePool is the frame of both: of a draft, as the person has seen it.
func (s Room) changePool(ctx context.Context, by engine.Actor, id, version int64, reason string, change func(*engine.Tx, RoundRow, *RoundScope) error) error {
	return s.Write(ctx, by, allocation.ActEditRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if err := r.Can(allocation.RoundLock); err != nil {
			return err
		}
		sc, err := scopeOf(t.Ctx, t, r)
		if err != nil {
			return err
		}
		if err := change(t, r, &sc); err != nil {
			return err
		}
		t.Reason(reason)
		return newParameters(t, r)
	})
}

// vacantBy are the numbers of the vacant units of a district that a filter finds.
func vacantBy(t *engine.Tx, district, filter string) ([]string, error) {
	b := engine.Binder{Args: []any{district}}
	cond, _, err := premises.UnitNoun.Where(t.Ctx, t, &b, filter)
	if err != nil {
		return nil, err
	}
	if cond != "" {
		cond = " AND " + cond
	}
	rows, err := premises.UnitNoun.All(t.Ctx, t, roundVacant+cond+` ORDER BY u.number`, b.Args...)
	var out []string
	for _, u := range rows {
		out = append(out, u.Number)
	}
	return out, err
}

// numbers are the numbers of the pool.
func (sc *RoundScope) numbers() []string {
	out := make([]string, len(sc.Units))
	for i, u := range sc.Units {
		out[i] = u.Number
	}
	return out
}

// readLeft reads the decisions about a pool.
func (sc *RoundScope) readLeft(ctx context.Context, q engine.Querier, round int64) (err error) {
	sc.decisions, err = LeftOutRecord.All(ctx, q, `WHERE l.round_id = $1 ORDER BY l.id`, round)
	return err
}

// leave takes what was left out of the vacant units out of the pool.
func (sc *RoundScope) leave() {
	sc.Units = slices.DeleteFunc(sc.Units, func(u premises.UnitRow) bool {
		i := slices.IndexFunc(sc.decisions, func(d LeftOutRow) bool { return slices.Contains(d.Units, u.Number) })
		if i >= 0 {
			unit := u.Unit()
			sc.Left = append(sc.Left, leftUnit(unit.InstanceUnit(), sc.decisions[i]))
		}
		return i >= 0
	})
}

func leftUnit(u rule.InstanceUnit, d LeftOutRow) LeftUnit {
	return LeftUnit{InstanceUnit: u, Reason: d.Reason, By: d.By, Day: d.Day}
}

// outside is what was left out as an instance without applicants, in the form that is kept.
func (sc *RoundScope) outside() string {
	in := &rule.Instance{Params: sc.Frozen.Params}
	for _, u := range sc.Left {
		in.Units = append(in.Units, u.InstanceUnit)
	}
	return string(in.Canonical())
}

// readOutside reads the units outside a frozen pool; of an old round they are not known.
func (sc *RoundScope) readOutside(kept string) error {
	if kept == "" {
		return nil
	}
	in, err := rule.ReadInstance([]byte(kept))
	if err != nil {
		return err
	}
	for _, u := range in.Units {
		i := slices.IndexFunc(sc.decisions, func(d LeftOutRow) bool { return slices.Contains(d.Units, u.Number) })
		if i >= 0 {
			sc.Left = append(sc.Left, leftUnit(u, sc.decisions[i]))
		}
	}
	return nil
}

// keepOut leaves of the decisions only the units of which yes is true.
func (sc *RoundScope) keepOut(t *engine.Tx, yes func(unit string) bool) error {
	for _, d := range sc.decisions {
		left := d
		left.LeftOut = d.Keep(yes)
		var err error
		switch len(left.Units) {
		case len(d.Units):
		case 0:
			err = t.Exec(`DELETE FROM round_left_out WHERE id = $1`, d.ID)
		default:
			err = LeftOutRecord.Put(t, left)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// LeftWords are what the pool leaves out, a reason a line.
func (sc *RoundScope) LeftWords() []string {
	var out []string
	n := map[string]int{}
	for _, u := range sc.Left {
		n[u.Reason]++
	}
	for _, d := range sc.decisions {
		if n[d.Reason] > 0 {
			out = append(out, fmt.Sprintf("%d 套：%s", n[d.Reason], d.Reason))
		}
		n[d.Reason] = 0
	}
	return out
}
