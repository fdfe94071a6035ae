package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Report is what Verify found: one line a check, in a fixed order.
type Report struct {
	Lines []ReportLine
	Head  Head // of the log, as far as it was read
}

// ReportLine is one check; a failed one names the differences.
type ReportLine struct {
	Check       string // CheckSchema and so on
	OK          bool
	Text        string
	Differences []Difference // MaxDifferences at most
	More        int          // differences beyond them
}

// The checks, by the names that other programs read.
const (
	CheckSchema  = "schema"
	CheckChain   = "chain"
	CheckRows    = "rows"
	CheckIndexes = "indexes"
	CheckBackups = "backups"
	CheckWitness = "witness"
	CheckHead    = "head"
)

// MaxDifferences is how many differences a check names.
const MaxDifferences = 1000

// OK reports whether every check passed.
func (r *Report) OK() bool {
	return !slices.ContainsFunc(r.Lines, func(l ReportLine) bool { return !l.OK })
}

// Difference is a place where the data is not what it should be.
type Difference struct {
	Table string `json:"table"`
	Row   int64  `json:"row"`   // rowid, or seq of the log; 0 when no row is meant
	Field string `json:"field"` // "" when the whole row is missing or too many
	Why   string `json:"why"`
}

// String is the difference as people read it.
func (d Difference) String() string {
	if d.Row == 0 {
		return strings.TrimSpace(d.Table+" "+d.Field) + "：" + d.Why
	}
	return fmt.Sprintf("表 %s 第 %d 行 %s：%s", d.Table, d.Row, orText(d.Field, "整行"), d.Why)
}

// Found collects the differences of one check.
type Found struct {
	list []Difference
	n    int
}

// Add takes one more difference.
func (f *Found) Add(d Difference) {
	if f.n++; f.n <= MaxDifferences {
		f.list = append(f.list, d)
	}
}

// Line is the check with what it found: good where it found nothing, else bad with the first difference and their number.
func (f *Found) Line(check, good, bad string) ReportLine {
	if f.n == 0 {
		return ReportLine{Check: check, OK: true, Text: good}
	}
	text := fmt.Sprintf("%s：%s", bad, f.list[0])
	if f.n > 1 {
		text += fmt.Sprintf("，共 %d 处", f.n)
	}
	return ReportLine{Check: check, Text: text, Differences: f.list, More: f.n - len(f.list)}
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

// Verify compares the schema with this program's, walks the chain of the log, compares every live row of the logged tables with the
// log's last after-image of it, lets SQLite look at its pages, indexes and keys, makes the proofs that the store was opened with, and
// looks whether the backups and this machine's witness hold the same past. What cannot be read is a difference too, and the next check goes on; the error is for a context that
// ended.
func (s *Store) Verify(ctx context.Context, progress Progress) (Report, error) {
	snapshot, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return Report{}, Fault(err)
	}
	defer func() { _ = snapshot.Rollback() }() // it only read
	report, err := verifyFile(ctx, snapshot, progress)
	if err != nil {
		return report, err
	}
	for _, proof := range s.Options.Proofs {
		line, err := proof(ctx, snapshot, progress)
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		if err != nil {
			line = ReportLine{Check: line.Check, Text: fmt.Sprintf("没有核对完：%s", Fault(err))}
		}
		report.Lines = append(report.Lines, line)
	}
	for _, past := range []func(context.Context, Querier) (ReportLine, error){s.verifyBackups, s.verifySeen} {
		line, err := past(ctx, snapshot)
		if err != nil {
			return report, err
		}
		report.Lines = append(report.Lines, line)
	}
	return report, nil
}

// verifyFile does the checks that a file by itself allows, such as a backup.
func verifyFile(ctx context.Context, q Querier, progress Progress) (r Report, err error) {
	schema, err := verifySchema(ctx, q)
	if err != nil {
		return r, err
	}
	f := &fold{tables: map[string]map[int64]lastImage{}, shapes: map[string]int{}}
	var chain, rows, pages Found
	if r.Head, err = f.walk(ctx, q, &chain, progress); err != nil {
		return r, err
	}
	n, err := f.compare(ctx, q, &rows, progress)
	if err != nil {
		return r, err
	}
	if err := verifyPages(ctx, q, &pages); err != nil {
		return r, err
	}
	r.Lines = []ReportLine{
		schema,
		chain.Line(CheckChain, fmt.Sprintf("日志链完整：%s", r.Head), "日志链断开"),
		rows.Line(CheckRows, fmt.Sprintf("现有数据与日志一致：%d 行", n), "现有数据与日志不一致"),
		pages.Line(CheckIndexes, textPagesGood, textPagesBad),
	}
	return r, nil
}

const (
	textPagesGood = "各页、索引和关联完好"
	textPagesBad  = "页、索引或关联有损坏"
)

// FirstBad is the first check that failed, in words.
func (r *Report) FirstBad() string {
	for _, l := range r.Lines {
		if !l.OK {
			return l.Text
		}
	}
	return ""
}

func orText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
