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

const (
	whyMissing = "缺少"
	whyUnknown = "日志中没有这一行"
)

// whyUnreadable says what kept a check from reading on.
func whyUnreadable(err error) string { return fmt.Sprintf("读不下去，%s", Fault(err)) }
