package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"modernc.org/sqlite"

	"penggai/allocation/civil"
	"penggai/store/engine/former"
	"penggai/store/engine/image"
	"penggai/store/engine/seal"
	"penggai/store/schema"
)

// chunkRows is how many after-images one row of the log holds.
const chunkRows = 256

// entry is what the use case says about itself.
type entry struct {
	subject, noun, reason, Warning string
	nounID                         int64
}

// why is the reason with the program's own warning behind it.
func (e entry) why() string {
	switch {
	case e.Warning == "":
		return e.reason
	case e.reason == "":
		return e.Warning
	}
	return e.reason + " " + e.Warning
}

// Changes collects the rows that a transaction touches, from the pre-update hook of the one writer connection.
type Changes struct {
	rows   map[string][]int64
	former former.Rows
}

// Reset forgets the rows that a transaction changed.
func (c *Changes) Reset() {
	c.rows = nil
	c.former.Reset()
}

func (c *Changes) empty() bool { return len(c.rows) == 0 }

// note is the pre-update hook.
func (c *Changes) note(d sqlite.SQLitePreUpdateData) {
	if d.DatabaseName != "main" || !schema.Logged(d.TableName) {
		return
	}
	c.touch(d.TableName, d.OldRowID, d.NewRowID)
	c.former.Take(d)
}

// touch counts rows of a table among the changed ones.
func (c *Changes) touch(table string, list ...int64) {
	if c.rows == nil {
		c.rows = map[string][]int64{}
	}
	ids := c.rows[table]
	for _, id := range list {
		if n := len(ids); n == 0 || ids[n-1] != id {
			ids = append(ids, id)
		}
	}
	c.rows[table] = ids
}

// append reads the after-images of the changed rows and appends the entry to the chain, one log row a chunk.
func (t *Tx) append(c *Changes) error {
	if _, err := stored([]any{t.Entry.subject, t.Entry.why()}); err != nil {
		return err
	}
	link, err := t.link()
	if err != nil {
		return err
	}
	keys, err := newKeyring(t.Ctx, t)
	if err != nil {
		return err
	}
	keys.made = t
	var chunk []image.Image
	held := 0
	live, err := loggedTables(t.Ctx, t)
	if err != nil {
		return err
	}
	for _, table := range c.tables() {
		ids := c.rows[table]
		slices.Sort(ids)
		ids = slices.Compact(ids)
		for len(ids) > 0 {
			n := min(len(ids), chunkRows-held)
			img := image.Image{Table: table, Columns: []string{}, Gone: ids[:n]}
			if slices.Contains(live, table) {
				if img, err = t.images(table, ids[:n], keys, &c.former); err != nil {
					return err
				}
			}
			chunk, held, ids = append(chunk, img), held+n, ids[n:]
			if held == chunkRows {
				if err := link.add(t, chunk); err != nil {
					return err
				}
				chunk, held = nil, 0
			}
		}
	}
	if held > 0 || link.first == 0 {
		if err := link.add(t, chunk); err != nil {
			return err
		}
	}
	return t.Forget()
}

// tables are the changed tables, by name, those that are gone among them: a migration may drop one, or rebuild it under a passing
// name.
func (c *Changes) tables() []string { return slices.Sorted(maps.Keys(c.rows)) }

// images reads the rows of one table in the order of ids, which are sorted.
func (t *Tx) images(table string, ids []int64, keys *keyring, was *former.Rows) (image.Image, error) {
	var in strings.Builder
	for i, id := range ids {
		if i > 0 {
			in.WriteByte(',')
		}
		in.WriteString(strconv.FormatInt(id, 10))
	}
	rows, err := t.Db.QueryContext(t.Ctx, `SELECT rowid, * FROM `+quote(table)+` WHERE rowid IN (`+in.String()+`) ORDER BY rowid`)
	if err != nil {
		return image.Image{}, Fault(err)
	}
	defer rows.Close()
	r, err := image.NewRows(table, rows, keys)
	if err != nil {
		return image.Image{}, Fault(err)
	}
	img := image.Image{Table: table, Columns: r.Columns}
	if was.Kept() {
		img.Was = []map[string]json.RawMessage{}
	}
	next := 0
	for rows.Next() {
		id, text, err := r.Read(rows)
		if err != nil {
			return image.Image{}, Fault(err)
		}
		row := image.Values(bytes.Clone(text))
		for ; ids[next] != id; next++ {
			img.Gone = append(img.Gone, ids[next])
		}
		next++
		img.Rows = append(img.Rows, row)
		if values, ok := was.Of(table, id); ok && was.Kept() {
			before, err := r.Before(id, row, values)
			if err != nil {
				return image.Image{}, err
			}
			img.Was = append(img.Was, before)
		}
	}
	img.Gone = append(img.Gone, ids[next:]...)
	return img, Fault(rows.Err())
}

// link is the end of the chain while an entry is appended to it.
type link struct {
	seq   int64
	hash  []byte
	first int64
}

// link reads the last row of the log; before the first row the hash is 32 zero bytes.
func (t *Tx) link() (*link, error) {
	h, err := ReadHead(t.Ctx, t)
	return &link{seq: h.Seq, hash: h.Hash[:]}, err
}

// add appends one row of the log.
func (l *link) add(t *Tx, chunk []image.Image) error {
	if chunk == nil {
		chunk = []image.Image{}
	}
	body, err := image.EncodeAll(chunk)
	if err != nil {
		return fmt.Errorf("log body: %w", err)
	}
	r := logRow{Link: seal.Link{
		Seq: l.seq + 1, Entry: l.first, Command: t.By.Command, At: t.At(), Day: t.Today.String(),
		Account: t.By.ID, Actor: t.By.String(), Action: t.Act.Code, Title: t.Act.Title,
		Subject: t.Entry.subject, Noun: t.Entry.noun, NounID: t.Entry.nounID, Reason: t.Entry.why(), Body: string(body), Desk: t.By.Desk,
	}}
	if l.first == 0 {
		r.Entry, l.first = r.Seq, r.Seq
	}
	r.hash = r.Chained(l.hash)
	l.seq, l.hash = r.Seq, r.hash
	query, args := fmt.Sprintf(sqlLogInsert, "", ""), []any{
		r.Seq, r.Entry, r.Command, r.At, r.Day, r.Account, r.Actor, r.Action, r.Title, r.Subject, r.Noun, r.NounID, r.Reason, body, r.hash,
	}
	if r.Desk != "" { // a log that is about to be brought up to date has no place for it
		query, args = fmt.Sprintf(sqlLogInsert, ", desk", ", $16"), append(args, r.Desk)
	}
	_, err = t.Db.ExecContext(t.Ctx, query, args...) // as it was hashed
	return Fault(err)
}

// sqlLogInsert adds a row, with or without a desk.
const sqlLogInsert = `INSERT INTO log
	(seq, entry, command, at, day, account, actor, action, title, subject, noun, noun_id, reason, body, hash%s)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15%s)`

// logRow is one row of the log as stored.
type logRow struct {
	seal.Link
	hash []byte
}

// Encode is the canonical JSON of the log: no spaces, no HTML escapes.
func Encode(v any) ([]byte, error) { return image.Encode(v) }

// loggedTables are the tables that the log keeps, by name.
func loggedTables(ctx context.Context, q Querier) ([]string, error) {
	names, err := All(ctx, q, ScanOne[string],
		`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
	return slices.DeleteFunc(names, func(n string) bool { return !schema.Logged(n) }), err
}

// quote makes an SQL identifier of a table name that comes from the schema.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Head reads the end of the chain; a log without entries has the zero Head.
func (s *Store) Head(ctx context.Context) (Head, error) { return ReadHead(ctx, s.Read) }

// LogEntry is one entry of the log as people read it.
type LogEntry struct {
	Seq     int64
	Command string
	At      string // wall clock, RFC 3339
	Day     civil.Date
	Account int64  // 0 is the command line
	Actor   string // name and role as they were
	Action  string // code
	Title   string
	Subject string
	Noun    string
	NounID  int64
	Reason  string
	Desk    string // the address of the machine from which it was done; "" on that of the office
}

const sqlHead = `SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1`

// ReadHead reads the end of the log.
func ReadHead(ctx context.Context, q Querier) (Head, error) {
	h, err := One(ctx, q, func(r Scanner) (Head, error) {
		var h Head
		var hash []byte
		err := r.Scan(&h.Seq, &hash)
		copy(h.Hash[:], hash)
		return h, err
	}, sqlHead)
	if errors.Is(err, ErrNotFound) {
		return Head{}, nil
	}
	return h, err
}
