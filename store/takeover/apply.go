package takeover

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/store/engine"
	"penggai/store/sheet"
)

// PreviewImport reads a file and says what it would do; nothing is written. Errors: those of sheet, ErrNoHeading, ErrMapping.
func (s Room) PreviewImport(ctx context.Context, by engine.Actor, req Request, tell engine.Progress) (*Preview, error) {
	if err := engine.MayDo(by, ActImport); err != nil {
		return nil, err
	}
	p, err := s.read(ctx, by, req, tell)
	if err != nil {
		return nil, err
	}
	tell.Tell(StageCompare, 0, int64(p.Read))
	if err := s.Snapshot(ctx, func(q engine.Querier) error { return p.compare(ctx, q, by) }); err != nil {
		return p, err
	}
	return p, s.try(ctx, by, p, tell)
}

// forget makes the preview one that has been read and not compared.
func (p *Preview) forget() {
	p.New, p.Changed, p.Absent, p.Same, p.Units, p.Area, p.Warnings, p.Places = nil, nil, nil, 0, 0, 0, nil, ownPlaces(p.Places)
	p.Rejected = slices.Clone(p.early)
}

// compare fills the preview from one state of the data and seals it.
func (p *Preview) compare(ctx context.Context, q engine.Querier, by engine.Actor) error {
	p.sum = sha256.New()
	p.Warnings = append(p.Warnings, p.unread()...)
	if err := p.noun.compare(ctx, q, by, p); err != nil {
		return err
	}
	place := func(sheetName string) int {
		return slices.IndexFunc(p.Heads, func(h sheet.Head) bool { return h.Sheet == sheetName })
	}
	slices.SortStableFunc(p.Rejected, func(a, b Reject) int { return cmp.Or(place(a.Sheet)-place(b.Sheet), a.Row-b.Row) })
	fmt.Fprintln(p.sum, p.Read, p.Same, len(p.Rejected), p.Warnings)
	p.seal = hex.EncodeToString(p.sum.Sum(nil))
	return nil
}

// Writes reports whether there is anything to write.
func (p *Preview) Writes() bool { return len(p.New)+len(p.Changed) > 0 }

// Ready refuses a preview of which nothing can be written. Errors: ErrNothing.
func (p *Preview) Ready() error {
	switch n := len(p.Rejected); {
	case p.Writes():
		return nil
	case n > 0:
		return ErrNothing.Textf("没有可以写入的内容：拒收 %d 行，其余与现有数据相同；请先改正文件，或改对应关系", n)
	}
	return ErrNothing
}

// ApplyImport writes what a preview said, in one transaction: all of it, or with partial what was not rejected. It compares again and refuses
// when the data have become others. Errors: ErrRejected, ErrNothing, ErrMoved.
func (s Room) ApplyImport(ctx context.Context, by engine.Actor, p *Preview, partial bool, tell engine.Progress) (id int64, err error) {
	switch {
	case len(p.Rejected) > 0 && !partial:
		return 0, ErrRejected.Textf("有 %d 行拒收，没有写入：请改正后重新导入，或选择只写入其余的行", len(p.Rejected))
	case p.Ready() != nil:
		return 0, p.Ready()
	}
	err = s.Write(ctx, by, ActImport, func(t *engine.Tx) error {
		again := *p
		again.forget()
		again.blind = true
		if err := again.compare(ctx, t, by); err != nil {
			return err
		}
		if again.seal != p.seal {
			return ErrMoved
		}
		id, err = s.keepTakeover(t, p, tell)
		return err
	})
	return id, err
}

func ownPlaces(list []Place) (out []Place) {
	for _, p := range list {
		if len(p.Said) > 0 && p.Said[0] == saidFile {
			p.Off = false
			out = append(out, p)
		}
	}
	return out
}

// writing is the work on one transaction.
type writing struct {
	id        int64
	file      string
	tell      engine.Progress
	districts []string         // of which this is the first ledger
	made      map[string]spans // ids of the rows that were made, by table
	whole     bool             // what was made is all that the log's entry has
	numbered  int              // how many receipts got a number of the import
	kept      map[at]bool      // rows that are kept as they were: table and id
}

// spans are ids from and to, inclusive.
type spans [][2]int64

// make remembers a row that was made.
func (w *writing) make(table string, id int64) {
	list := w.made[table]
	if n := len(list); n > 0 && list[n-1][1] == id-1 {
		list[n-1][1] = id
		return
	}
	w.made[table] = append(list, [2]int64{id, id})
}

// allRows says among the rows that an import made that all those of its entry in the log are, but those that it kept as they were.
const allRows = "*"

// keepOld keeps rows that were there before this import.
func (w *writing) keepOld(t *engine.Tx, table, where string) error {
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM `+table+` WHERE `+where)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if (rowSet{made: w.made}).has(table, id) {
			continue
		}
		if err := w.keep(t, table, fmt.Sprintf("id = %d", id)); err != nil {
			return err
		}
	}
	return nil
}

// keep keeps rows as they stand, before they are changed or taken away; where is a condition on ids of the program's own.
func (w *writing) keep(t *engine.Tx, table, where string) error {
	rows, err := t.Db.QueryContext(t.Ctx, `SELECT * FROM `+table+` WHERE `+where+` ORDER BY id`)
	if err != nil {
		return engine.Fault(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return engine.Fault(err)
	}
	type old struct {
		id   int64
		body string
	}
	var all []old
	for rows.Next() {
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		if err := rows.Scan(at...); err != nil {
			return engine.Fault(err)
		}
		row := map[string]any{}
		for i, c := range columns {
			row[c] = values[i]
		}
		body, err := json.Marshal(row)
		if err != nil {
			return err
		}
		id, _ := values[0].(int64)
		all = append(all, old{id, string(body)})
	}
	if err := rows.Err(); err != nil {
		return engine.Fault(err)
	}
	if err := rows.Close(); err != nil {
		return engine.Fault(err)
	}
	for _, o := range all {
		row := at{table, int(o.id)}
		if w.kept[row] { // as it was first is what counts
			continue
		}
		w.kept[row] = true
		if err := t.Exec(`INSERT INTO takeover_row (takeover_id, noun, noun_id, old_whole) VALUES ($1, $2, $3, $4)`, w.id, table, o.id, o.body); err != nil {
			return err
		}
	}
	return nil
}

// enter writes the import itself, on which the records hang.
func (s Room) enter(t *engine.Tx, p *Preview, tell engine.Progress) (*writing, error) {
	w := &writing{file: p.File, tell: tell, made: map[string]spans{}, kept: map[at]bool{}}
	entry, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(seq), 0) + 1 FROM log`)
	if err != nil {
		return nil, err
	}
	w.id, err = t.Insert(`INSERT INTO takeover (kind, file, day, at, account, district, entry, read, added, changed, same, absent, rejected)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, string(p.Kind), p.File, t.Today, t.At(), t.By.ID, t.By.District, entry,
		p.Read, len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected))
	return w, err
}

// keepTakeover writes the records, and the import itself.
func (s Room) keepTakeover(t *engine.Tx, p *Preview, tell engine.Progress) (int64, error) {
	w, err := s.enter(t, p, tell)
	if err != nil {
		return 0, err
	}
	if err := p.noun.write(t, w); err != nil {
		return 0, err
	}
	for _, d := range w.districts {
		if err := t.Exec(`INSERT INTO takeover_district (takeover_id, district) VALUES ($1, $2)`, w.id, d); err != nil {
			return 0, err
		}
	}
	if w.whole {
		w.made[allRows] = spans{}
	}
	made, err := json.Marshal(w.made)
	if err != nil {
		return 0, err
	}
	if err := t.Exec(`UPDATE takeover SET made = $1 WHERE id = $2`, string(made), w.id); err != nil {
		return 0, err
	}
	if err := s.remember(t, p); err != nil {
		return 0, err
	}
	t.Subject(fmt.Sprintf("%s %s", p.Kind.Title(), p.File))
	t.About("takeover", w.id)
	t.Reason(fmt.Sprintf("接入：新增 %d，变更 %d，相同 %d，缺失 %d，拒收 %d", len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected)))
	return w.id, nil
}

// remember keeps what was mapped by hand, for the next file with the same headings.
func (s Room) remember(t *engine.Tx, p *Preview) error {
	if len(p.mapping.Columns) == 0 {
		return nil
	}
	sets := map[string]bool{}
	for _, h := range p.Heads {
		if sets[h.Set()] {
			continue
		}
		sets[h.Set()] = true
		for heading, key := range p.mapping.Columns {
			plain := sheet.Plain(heading)
			if !slices.ContainsFunc(h.Columns, func(c sheet.Column) bool { return sheet.Plain(c.Heading) == plain }) {
				continue
			}
			err := t.Exec(`INSERT INTO takeover_heading (kind, headings, heading, field) VALUES ($1, $2, $3, $4)
				ON CONFLICT (kind, headings, heading) DO UPDATE SET field = excluded.field`, string(p.Kind), h.Set(), plain, key)
			if err != nil {
				return err
			}
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
