package exchange

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/image"
	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/schema"
)

// readLog tells the rows of a log from one number on, in their order, up to another.
func readLog(ctx context.Context, q engine.Querier, from, to int64, each func(seal.Row) error) error {
	err := engine.EachLink(ctx, q, from, func(l *seal.Link, hash []byte) error {
		if l.Seq > to {
			return errReadTo
		}
		return each(seal.Row{Link: *l, Hash: hash})
	})
	if errors.Is(err, errReadTo) {
		return nil
	}
	return err
}

// errReadTo ends reading.
var errReadTo = errors.New("the last row that was asked for is read")

// sqlLogRow adds a row of a log, with or without a desk.
const sqlLogRow = `INSERT INTO log (seq, entry, command, at, day, account, actor, action, title, subject, noun, noun_id, reason, body, hash%s)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15%s)`

// quoted makes an SQL identifier of a name that comes from a log.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// state is what a log says each row holds: the tables of an office as they follow from it.
type state struct {
	tables  map[string]map[int64]stateRow
	table   map[int64]stateRow
	columns *[]string
}

type stateRow struct {
	columns *[]string
	row     []byte
}

// Table, Row and Gone are told by image.Walk.
func (s *state) Table(name string, columns []byte) {
	s.table = s.tables[name]
	if s.table == nil {
		s.table = map[int64]stateRow{}
		s.tables[name] = s.table
	}
	s.columns = &[]string{}
	_ = json.Unmarshal(columns, s.columns) // what it is not has another number of values than columns
}

// Row is what a row holds now.
func (s *state) Row(id int64, row []byte) {
	s.table[id] = stateRow{s.columns, append([]byte(nil), row...)}
}

// Gone is that there is none any more.
func (s *state) Gone(id int64) { delete(s.table, id) }

// makeReplica makes a file at path that holds another office's log and the rows that follow from it, with the schema of a version. rows tells the
// log from its first row on; its chain is for the caller to prove. What the log keeps sealed stays sealed: the keys are where the office is.
// Nothing is written through it. Errors: ErrReplica for a log that no office of that version can have written.
func makeReplica(ctx context.Context, path string, version int, rows func(each func(seal.Row) error) error) error {
	db, err := pool.Open(pool.Writer(path, true), 1, nil)
	if err != nil {
		return engine.Fault(err)
	}
	if _, err = db.ExecContext(ctx, `PRAGMA synchronous = OFF`); err == nil { // half of it is never looked at: it gets its name whole
		err = replicate(ctx, db, version, rows)
	}
	if err == nil {
		_, err = db.ExecContext(ctx, `PRAGMA journal_mode = DELETE`)
	}
	return errors.Join(engine.Fault(err), engine.Fault(db.Close()))
}

func replicate(ctx context.Context, db *sql.DB, version int, rows func(each func(seal.Row) error) error) error {
	if err := engine.MakeSchema(ctx, db, version); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
		return engine.Fault(err)
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return engine.Fault(err)
	}
	s := &state{tables: map[string]map[int64]stateRow{}}
	if err = copyLog(ctx, t, s, rows); err == nil {
		err = s.write(ctx, t)
	}
	if err == nil {
		_, err = t.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES ($1, x'')`, engine.SecretAway)
	}
	if err != nil {
		return errors.Join(err, t.Rollback())
	}
	return engine.Fault(t.Commit())
}

// copyLog writes the log and takes in what it says.
func copyLog(ctx context.Context, t *sql.Tx, s *state, rows func(each func(seal.Row) error) error) error {
	desk, err := engine.Holds(ctx, t, "log", "desk")
	if err != nil {
		return err
	}
	query := fmt.Sprintf(sqlLogRow, "", "")
	if desk {
		query = fmt.Sprintf(sqlLogRow, ", desk", ", $16")
	}
	return rows(func(r seal.Row) error {
		args := []any{r.Seq, r.Entry, r.Command, r.At, r.Day, r.Account, r.Actor, r.Action, r.Title, r.Subject, r.Noun, r.NounID, r.Reason, []byte(r.Body), r.Hash}
		switch {
		case desk:
			args = append(args, r.Desk)
		case r.Desk != "":
			return ErrReplica.With(fmt.Sprintf("log %d desk", r.Seq))
		}
		if _, err := t.ExecContext(ctx, query, args...); err != nil {
			return ErrReplica.With(fmt.Sprintf("log %d: %v", r.Seq, err))
		}
		if err := image.Walk([]byte(r.Body), s); err != nil {
			return ErrReplica.With(fmt.Sprintf("log %d: %v", r.Seq, err))
		}
		return nil
	})
}

// write puts the rows into their tables and looks whether what they point to is there.
func (s *state) write(ctx context.Context, t *sql.Tx) error {
	there, err := engine.All(ctx, t, engine.ScanOne[string], `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.tables)) {
		rows := s.tables[name]
		if len(rows) > 0 && (!slices.Contains(there, name) || !schema.Logged(name)) {
			return ErrReplica.With(name)
		}
		if err := writeTable(ctx, t, name, rows); err != nil {
			return err
		}
	}
	broken, err := engine.All(ctx, t, engine.ScanOne[string], `SELECT "table" || ' ' || rowid || ' -> ' || parent FROM pragma_foreign_key_check LIMIT 1`)
	if err == nil && len(broken) > 0 {
		err = ErrReplica.With(broken[0])
	}
	return err
}

func writeTable(ctx context.Context, t *sql.Tx, name string, rows map[int64]stateRow) (err error) {
	inserts := map[string]*sql.Stmt{}
	defer func() {
		for _, s := range inserts {
			err = errors.Join(err, s.Close())
		}
	}()
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		r := rows[id]
		values := image.Values(r.row)
		if len(values) != len(*r.columns) || len(values) == 0 {
			return ErrReplica.With(fmt.Sprintf("%s %d", name, id))
		}
		key := strings.Join(*r.columns, "\x00")
		insert := inserts[key]
		if insert == nil {
			if insert, err = t.PrepareContext(ctx, insertInto(name, *r.columns)); err != nil {
				return ErrReplica.With(fmt.Sprintf("%s: %v", name, err))
			}
			inserts[key] = insert
		}
		args := make([]any, len(values))
		for i, v := range values {
			if args[i], err = valueOf(v); err != nil {
				return ErrReplica.With(fmt.Sprintf("%s %d: %v", name, id, err))
			}
		}
		if _, err := insert.ExecContext(ctx, args...); err != nil {
			return ErrReplica.With(fmt.Sprintf("%s %d: %v", name, id, err))
		}
	}
	return nil
}

// insertInto is the statement that adds a row of these columns.
func insertInto(table string, columns []string) string {
	names, places := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		names[i], places[i] = quoted(c), "$"+strconv.Itoa(i+1)
	}
	return `INSERT INTO ` + quoted(table) + ` (` + strings.Join(names, ", ") + `) VALUES (` + strings.Join(places, ", ") + `)`
}

// valueOf is what a column holds of which an image says this: the way back from image.Rows. A seal stays as its text.
func valueOf(text json.RawMessage) (any, error) {
	switch {
	case len(text) == 0:
		return nil, errors.New("no value")
	case text[0] == '"':
		var s string
		err := json.Unmarshal(text, &s)
		return s, err
	case text[0] == '{':
		var bytes struct {
			Hex    *string `json:"hex"`
			Masked *string `json:"masked"`
		}
		if err := json.Unmarshal(text, &bytes); err != nil {
			return nil, err
		}
		if bytes.Hex != nil {
			return hex.DecodeString(*bytes.Hex)
		}
		if bytes.Masked == nil {
			return nil, errors.New("an object of no kind")
		}
		return string(text), nil
	case string(text) == "null":
		return nil, nil
	}
	return strconv.ParseInt(string(text), 10, 64)
}

// ErrReplica refuses a log from elsewhere from which no office follows.
var ErrReplica = say.Refuse("replica", "由收到的日志重建不出对方的数据，没有采用，现有数据没有改动。请对方运行 penggai verify 核对，再重新打包")
