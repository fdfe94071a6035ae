package engine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/store/schema"
)

// Report is what Verify found: one line a check, in a fixed order.
type Report struct {
	Lines []ReportLine
	Head  Head // of the log, as far as it was read
}

// ReportLine is one check; a failed one names the first difference.
type ReportLine struct {
	OK         bool
	Text       string
	Difference *Difference
}

// OK reports whether every check passed.
func (r *Report) OK() bool {
	return !slices.ContainsFunc(r.Lines, func(l ReportLine) bool { return !l.OK })
}

// Difference is the first place where the data is not what the log says.
type Difference struct {
	Table string
	Row   int64  // rowid, or seq of the log
	Field string // "" when the whole row is missing or too many
	Why   string
}

// String is the difference as people read it.
func (d Difference) String() string {
	return fmt.Sprintf("表 %s 第 %d 行 %s：%s", d.Table, d.Row, orText(d.Field, "整行"), d.Why)
}

// Progress is told how far a long work is; it may be nil.
type Progress func(stage string, done, total int64)

// Tell tells a stage when somebody listens.
func (p Progress) Tell(stage string, done, total int64) {
	if p != nil {
		p(stage, done, total)
	}
}

// Proof is one more check of Verify over the same state of the data. The error is for what kept it from looking.
type Proof func(ctx context.Context, q Querier, progress Progress) (ReportLine, error)

// Verify walks the chain of the log, compares every live row of the logged tables with the log's last after-image of
// it, and makes the proofs that the store was opened with. The error is for what kept it from looking; what it saw is in the report.
func (s *Store) Verify(ctx context.Context, progress Progress) (Report, error) {
	snapshot, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return Report{}, Fault(err)
	}
	defer func() { _ = snapshot.Rollback() }() // it only read
	report, err := verifyLog(ctx, snapshot, progress)
	if err != nil {
		return report, err
	}
	for _, proof := range s.Options.Proofs {
		line, err := proof(ctx, snapshot, progress)
		if err != nil {
			return report, err
		}
		report.Lines = append(report.Lines, line)
	}
	return report, nil
}

// verifyLog does the first two checks on a database that need not be an open office, such as a backup.
func verifyLog(ctx context.Context, q Querier, progress Progress) (Report, error) {
	f := &fold{tables: map[string]map[int64]lastImage{}, shapes: map[string]int{}}
	head, broken, err := f.walk(ctx, q, progress)
	if err != nil {
		return Report{}, err
	}
	r := Report{Head: head}
	r.add(broken, fmt.Sprintf("日志链完整：%s", head), "日志链断开：%s")
	rows, differs, err := f.compare(ctx, q, progress)
	if err != nil {
		return r, err
	}
	r.add(differs, fmt.Sprintf("现有数据与日志一致：%d 行", rows), "现有数据与日志不一致：%s")
	return r, nil
}

func (r *Report) add(d *Difference, good, bad string) {
	if d == nil {
		r.Lines = append(r.Lines, ReportLine{OK: true, Text: good})
		return
	}
	r.Lines = append(r.Lines, ReportLine{Text: fmt.Sprintf(bad, d), Difference: d})
}

// lastImage is what the log last said of a row.
type lastImage struct {
	seq   int64 // of the log row that holds it
	shape int   // index of its columns
	gone  bool
	sum   [16]byte
}

// fold is the state of the logged tables that follows from the log.
type fold struct {
	tables map[string]map[int64]lastImage
	shapes map[string]int // columns, joined → index
}

func (f *fold) shape(columns []string) int {
	key := strings.Join(columns, "\x00")
	n, ok := f.shapes[key]
	if !ok {
		n = len(f.shapes)
		f.shapes[key] = n
	}
	return n
}

const (
	stageChain = "chain"
	stageRows  = "rows"
	tellEvery  = 1000
)

const sqlLogAll = `SELECT seq, entry, command, at, day, account, actor, action, title, subject, noun, noun_id, reason, body, hash
	FROM log ORDER BY seq`

// walk checks the chain and folds the after-images. It goes on behind a broken link, so that the rows are compared too.
func (f *fold) walk(ctx context.Context, q Querier, progress Progress) (head Head, broken *Difference, err error) {
	total, err := One(ctx, q, ScanOne[int64], `SELECT count(*) FROM log`)
	if err != nil {
		return head, nil, err
	}
	rows, err := q.QueryContext(ctx, sqlLogAll)
	if err != nil {
		return head, nil, Fault(err)
	}
	defer rows.Close()
	previous := make([]byte, len(Head{}.Hash))
	var entry int64
	for rows.Next() {
		var r logRow
		err := rows.Scan(&r.seq, &r.entry, &r.command, &r.at, &r.day, &r.account, &r.actor, &r.action, &r.title,
			&r.subject, &r.noun, &r.nounID, &r.reason, &r.body, &r.hash)
		if err != nil {
			return head, broken, Fault(err)
		}
		if broken == nil {
			broken = r.follows(head.Seq, entry, previous)
		}
		if err := f.take(r); err != nil && broken == nil {
			broken = &Difference{Table: "log", Row: r.seq, Field: "body", Why: err.Error()}
		}
		head.Seq, entry, previous = r.seq, r.entry, r.hash
		copy(head.Hash[:], r.hash)
		if r.seq%tellEvery == 0 {
			progress.Tell(stageChain, r.seq, total)
		}
	}
	progress.Tell(stageChain, total, total)
	return head, broken, Fault(rows.Err())
}

// follows checks that a row is the next one and that its hash is right.
func (r *logRow) follows(seq, entry int64, previous []byte) *Difference {
	d := &Difference{Table: "log", Row: r.seq}
	switch {
	case r.seq != seq+1:
		d.Row, d.Why = seq+1, whyMissing
	case r.entry != r.seq && r.entry != entry:
		d.Field, d.Why = "entry", WhyChanged
	case !bytes.Equal(r.hash, r.chain(previous)):
		d.Field, d.Why = "hash", "与前后不能衔接，内容或顺序被改过"
	default:
		return nil
	}
	return d
}

func (f *fold) take(r logRow) error {
	var images []Image
	if err := json.Unmarshal(r.body, &images); err != nil {
		return err
	}
	for _, img := range images {
		t := f.tables[img.Table]
		if t == nil {
			t = map[int64]lastImage{}
			f.tables[img.Table] = t
		}
		shape := f.shape(img.Columns)
		for _, row := range img.Rows {
			id, err := rowID(row)
			if err != nil {
				return err
			}
			t[id] = lastImage{seq: r.seq, shape: shape, sum: sumRow(row)}
		}
		for _, id := range img.Gone {
			t[id] = lastImage{seq: r.seq, gone: true}
		}
	}
	return nil
}

// rowID is the first value of an after-image.
func rowID(row []json.RawMessage) (id int64, err error) {
	if len(row) == 0 {
		return 0, errors.New("empty row")
	}
	return id, json.Unmarshal(row[0], &id)
}

func sumRow(values []json.RawMessage) (sum [16]byte) {
	h := sha256.New()
	for _, v := range values {
		h.Write(v)
		h.Write([]byte{0}) // JSON text holds no zero byte
	}
	copy(sum[:], h.Sum(nil))
	return sum
}

// compare reads every live row of every logged table against the fold.
func (f *fold) compare(ctx context.Context, q Querier, progress Progress) (rows int64, first *Difference, err error) {
	names, err := loggedTables(ctx, q)
	if err != nil {
		return 0, nil, err
	}
	key, err := secretKey(ctx, q)
	if err != nil {
		return 0, nil, err
	}
	for name := range f.tables {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for i, name := range names {
		n, d, err := f.compareTable(ctx, q, name, key)
		if err != nil {
			return rows, first, err
		}
		rows += n
		if first == nil {
			first = d
		}
		progress.Tell(stageRows, int64(i+1), int64(len(names)))
	}
	return rows, first, nil
}

func (f *fold) compareTable(ctx context.Context, q Querier, name string, key []byte) (n int64, first *Difference, err error) {
	said := f.tables[name]
	exists, err := One(ctx, q, ScanOne[bool], `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1`, name)
	if err != nil {
		return 0, nil, err
	}
	if exists {
		if n, first, err = f.compareRows(ctx, q, name, said, key); err != nil || first != nil {
			return n, first, err
		}
	}
	var missing []int64
	for id, last := range said {
		if !last.gone {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		return n, &Difference{Table: name, Row: slices.Min(missing), Why: whyMissing}, nil
	}
	return n, nil, nil
}

// compareRows takes each row that it finds as said out of said.
func (f *fold) compareRows(ctx context.Context, q Querier, name string, said map[int64]lastImage, key []byte) (int64, *Difference, error) {
	rows, err := q.QueryContext(ctx, `SELECT rowid, * FROM `+quote(name)+` ORDER BY rowid`)
	if err != nil {
		return 0, nil, Fault(err)
	}
	defer rows.Close()
	r, err := newImager(rows, key)
	if err != nil {
		return 0, nil, err
	}
	shape := f.shape(r.columns)
	var n int64
	for rows.Next() {
		id, row, err := r.row(rows)
		if err != nil {
			return n, nil, err
		}
		n++
		last, known := said[id]
		switch {
		case !known || last.gone:
			return n, &Difference{Table: name, Row: id, Why: "日志中没有这一行"}, nil
		case last.shape == shape && last.sum == sumRow(row):
		default:
			d, err := whichField(ctx, q, name, id, last.seq, r.columns, row)
			if err != nil || d != nil {
				return n, d, err
			}
		}
		delete(said, id)
	}
	return n, nil, Fault(rows.Err())
}

// whichField reads the after-image again and names the first field that differs. A field that a later schema added or
// dropped is not compared.
func whichField(ctx context.Context, q Querier, table string, id, seq int64, columns []string, row []json.RawMessage) (*Difference, error) {
	body, err := One(ctx, q, ScanOne[[]byte], `SELECT body FROM log WHERE seq = $1`, seq)
	if err != nil {
		return nil, err
	}
	var images []Image
	if err := json.Unmarshal(body, &images); err != nil {
		return &Difference{Table: table, Row: id, Why: WhyChanged}, nil
	}
	for _, img := range images {
		if img.Table != table {
			continue
		}
		for _, r := range img.Rows {
			if got, err := rowID(r); err != nil || got != id {
				continue
			}
			if field := firstField(img.Columns, r, columns, row); field != "" {
				return &Difference{Table: table, Row: id, Field: field, Why: WhyChanged}, nil
			}
		}
	}
	return nil, nil
}

// firstField is the first column that both have with different values.
func firstField(logged []string, said []json.RawMessage, live []string, row []json.RawMessage) string {
	for i, name := range live {
		j := slices.Index(logged, name)
		if j >= 0 && j < len(said) && !bytes.Equal(said[j], row[i]) {
			return name
		}
	}
	return ""
}

// loggedTables are the tables that the log keeps, by name.
func loggedTables(ctx context.Context, q Querier) ([]string, error) {
	names, err := All(ctx, q, ScanOne[string],
		`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
	return slices.DeleteFunc(names, func(n string) bool { return !schema.Logged(n) }), err
}

func orText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// Verifying.
const whyMissing = "缺少"
