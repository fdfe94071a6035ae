package training

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/pass"
	"penggai/store/vault"
)

// Stages of the work, as its progress names them.
const (
	StageLook = "look"
	StageCopy = "copy"
	StageLog  = "log"
)

// Account is an account of the copy.
type Account struct {
	Name, Display, Roles, District string
	Active                         bool
}

// Made is what was made.
type Made struct {
	Rows     int64
	Accounts []Account

	// Unproved are rounds whose draw text named people: with other names the lots fall differently, so their results do not follow anew.
	Unproved []string
}

// copier carries rows of a source into a copy.
type copier struct {
	from     engine.Querier
	t        *engine.Tx
	masks    *masks
	to       vault.Vault
	password string
	cost     pass.Cost

	kinds   map[int64]string  // of files of records
	laid    []string          // digests of files that were made
	masked  map[string]string // numbers by how they are shown
	workers map[int64]string  // the numbers of the people of lists of workers, in the copy
	draws   map[string]string
	runs    map[int64]madeRun
	left    map[int64]bool // files that nothing in the copy points to
	made    Made
}

// Make makes a copy of an office in a folder that has nothing in it: the same cases, other people. Every account of it has the same
// password. It reads the source and writes nothing there. Errors: ErrTaken, those of pass.Hash.
func Make(ctx context.Context, from *engine.Store, folder, password string, o engine.Options, progress engine.Progress) (Made, error) {
	switch list, err := os.ReadDir(folder); {
	case err == nil && len(list) > 0:
		return Made{}, ErrTaken.With(folder)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return Made{}, ErrTaken.With(folder)
	}
	c := &copier{
		masks: newMasks(), to: vault.In(folder), password: password, cost: o.HashCost(),
		kinds: map[int64]string{}, masked: map[string]string{}, workers: map[int64]string{}, draws: map[string]string{}, runs: map[int64]madeRun{}, left: map[int64]bool{},
	}
	if _, err := c.hash("px01"); err != nil { // before the long work
		return Made{}, err
	}
	today := from.Today()
	o.Today, o.DaySet = func() civil.Date { return today }, false
	var st *engine.Store
	err := from.Snapshot(ctx, func(q engine.Querier) (err error) {
		c.from = q
		if err := c.look(ctx, progress); err != nil {
			return err
		}
		st, err = engine.CreateWith(folder, o, allocation.ActMakeTraining, func(t *engine.Tx) error {
			t.Ctx = ctx
			c.t = t
			t.Subject(Word)
			return c.all(progress)
		})
		return err
	})
	if err != nil {
		for _, digest := range c.laid {
			_ = c.to.Drop(digest) // of a copy that was not made
		}
		_ = os.Remove(c.to.Path)
		_ = os.Remove(filepath.Join(folder, "penggai.lock"))
		_ = os.Remove(folder)
		return Made{}, err
	}
	progress.Tell(StageLog, 1, 1)
	return c.made, st.Close()
}

// Word is what a copy calls itself.
const Word = "培训用数据"

func (c *copier) hash(account string) (string, error) { return pass.Hash(account, c.password, c.cost) }

// look reads what stays as it is and what nothing may become: the public words, and every original of a kind.
func (c *copier) look(ctx context.Context, progress engine.Progress) error {
	words, err := engine.All(ctx, c.from, engine.ScanOne[string], `SELECT title FROM catalogue UNION SELECT name FROM district UNION SELECT name FROM community`)
	if err != nil {
		return err
	}
	for _, w := range words {
		c.masks.public[w] = true
	}
	tables := slices.Sorted(maps.Keys(columns))
	for i, table := range tables {
		progress.Tell(StageLook, int64(i), int64(len(tables)))
		for _, column := range strings.Fields(columns[table]) {
			name, rule, _ := strings.Cut(column, "=")
			if !slices.Contains([]string{"name", "body", "phone", "id", "address", "paper", "project"}, rule) {
				continue
			}
			list, err := engine.All(ctx, c.from, engine.ScanOne[string], `SELECT DISTINCT "`+name+`" FROM "`+table+`" WHERE "`+name+`" <> ''`)
			if err != nil {
				return err
			}
			for _, s := range list {
				c.masks.taken[s] = true
			}
		}
	}
	for _, part := range []func(context.Context) error{c.lookAtFiles, c.lookAtNumbers, c.lookAtDraws} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	progress.Tell(StageLook, 1, 1)
	return nil
}

// lookAtNumbers finds the numbers of workers, of whom the source keeps a keyed hash, among those it knows whole, and numbers by their
// masks for corrections.
func (c *copier) lookAtNumbers(ctx context.Context) error {
	type numbers struct{ id, phone string }
	known, err := engine.All(ctx, c.from, func(r engine.Scanner) (n numbers, err error) {
		return n, r.Scan(&n.id, &n.phone)
	}, `SELECT DISTINCT identity, phone FROM party`)
	if err != nil {
		return err
	}
	type workerRow struct {
		id             int64
		person, masked string
	}
	list, err := engine.All(ctx, c.from, func(r engine.Scanner) (w workerRow, err error) {
		return w, r.Scan(&w.id, &w.person, &w.masked)
	}, `SELECT id, person, masked FROM roster_worker ORDER BY id`)
	if err != nil {
		return err
	}
	corrections, err := engine.One(ctx, c.from, engine.ScanOne[int], `SELECT count(*) FROM correction_change`)
	if err != nil {
		return err
	}
	byHash := map[string]string{}
	for _, n := range known {
		if corrections > 0 {
			c.masked[identity.MaskID(n.id)], c.masked[identity.MaskPhone(n.phone)] = n.id, n.phone
		}
		if len(list) > 0 && n.id != "" {
			hash, err := engine.KeyedHash(ctx, c.from, n.id)
			if err != nil {
				return err
			}
			byHash[hash] = n.id
		}
	}
	for _, w := range list {
		number, ok := byHash[w.person]
		if ok {
			c.workers[w.id] = c.masks.id(number)
			continue
		}
		c.workers[w.id] = c.masks.give(kindID, "worker "+w.person, func(int) string { return c.masks.unknown(w.masked) })
	}
	return nil
}

// unknown is the number of a person of whom a masked one is known.
func (m *masks) unknown(masked string) string {
	if len(masked) != 18 || !figures.MatchString(masked[:6]) {
		return m.scramble(strings.ReplaceAll(masked, "*", "7"))
	}
	return m.citizen(masked[:6] + fmt.Sprintf("%d", 1960+m.rnd.IntN(40)) + "1231" + fmt.Sprintf("00%d", m.rnd.IntN(10)) + "0")
}

// all copies every table, and says of itself what it is.
func (c *copier) all(progress engine.Progress) error {
	if err := c.t.Exec(`PRAGMA defer_foreign_keys = ON`); err != nil {
		return err
	}
	tables := slices.Sorted(maps.Keys(columns))
	var total int64
	sizes := map[string]int64{}
	for _, table := range tables {
		n, err := engine.One(c.t.Ctx, c.from, engine.ScanOne[int64], `SELECT count(*) FROM "`+table+`"`)
		if err != nil {
			return err
		}
		sizes[table] = n
		total += n
	}
	for _, table := range tables {
		if err := c.table(table, func(n int64) { progress.Tell(StageCopy, min(c.made.Rows+n, total-1), total) }); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		c.made.Rows += sizes[table]
	}
	progress.Tell(StageCopy, total, total)
	clock, _, err := engine.ClockOf(c.t.Ctx, c.from)
	if err != nil {
		return err
	}
	if err := engine.SetClock(c.t, civil.Clock{Kind: civil.ClockTraining, Gap: max(clock.Gap, 1)}); err != nil {
		return err
	}
	c.made.Accounts, err = engine.All(c.t.Ctx, c.t, func(r engine.Scanner) (a Account, err error) {
		return a, r.Scan(&a.Name, &a.Display, &a.Roles, &a.District, &a.Active)
	}, `SELECT name, display, roles, district, active FROM account ORDER BY id`)
	progress.Tell(StageLog, 0, 1)
	return err
}

// step is a column that a rule changes.
type step struct {
	at   int
	rule becomes
}

// derived are rules that read columns of the copy's row.
var derived = []string{"sounds", "addresskey", "namekey", "password"}

// table copies the rows of a table; what the schema brought along gives way.
func (c *copier) table(table string, tell func(int64)) error {
	if err := c.t.Exec(`DELETE FROM "` + table + `"`); err != nil {
		return err
	}
	rows, err := c.from.QueryContext(c.t.Ctx, `SELECT * FROM "`+table+`" ORDER BY rowid`)
	if err != nil {
		return engine.Fault(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return engine.Fault(err)
	}
	r := row{at: map[string]int{}, values: make([]any, len(names))}
	into := make([]any, len(names))
	for i, n := range names {
		r.at[n], into[i] = i, &r.values[i]
	}
	insert, err := c.t.Db.PrepareContext(c.t.Ctx, insertInto(table, names))
	if err != nil {
		return engine.Fault(err)
	}
	defer func() { _ = insert.Close() }() // it ends with the transaction in any case
	return errors.Join(c.rows(rows, insert, table, r, into, tell), engine.Fault(rows.Err()))
}

func (c *copier) rows(rows *sql.Rows, insert *sql.Stmt, table string, r row, into []any, tell func(int64)) error {
	steps := stepsOf(table, r.at)
	for n := int64(1); rows.Next(); n++ {
		if n%1000 == 0 {
			tell(n)
		}
		if err := rows.Scan(into...); err != nil {
			return engine.Fault(err)
		}
		for _, s := range steps {
			text, ok := r.values[s.at].(string)
			if !ok {
				continue
			}
			other, err := s.rule(c, r, text)
			if err != nil {
				return err
			}
			r.values[s.at] = other
		}
		if at, ok := r.at["entry"]; ok { // the log that it stood in is not the copy's
			r.values[at] = int64(1)
		}
		if table == "file" && c.left[r.number("id")] {
			continue
		}
		if _, err := insert.ExecContext(c.t.Ctx, r.values...); err != nil {
			return engine.Fault(err)
		}
	}
	return nil
}

// stepsOf are the changes of a row, those that follow from others last.
func stepsOf(table string, at map[string]int) (out []step) {
	var last []step
	for _, column := range strings.Fields(columns[table]) {
		name, rule, changes := strings.Cut(column, "=")
		switch {
		case !changes:
		case slices.Contains(derived, rule):
			last = append(last, step{at[name], rules[rule]})
		default:
			out = append(out, step{at[name], rules[rule]})
		}
	}
	return append(out, last...)
}

func insertInto(table string, names []string) string {
	marks := make([]string, len(names))
	for i := range names {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return `INSERT INTO "` + table + `" ("` + strings.Join(names, `", "`) + `") VALUES (` + strings.Join(marks, ", ") + `)`
}

// ErrTaken is the refusal of a folder in which something stands.
var ErrTaken = say.Refuse("training_taken", "这个文件夹里已有内容，没有改动它。培训用数据请放到一个新的空文件夹")
