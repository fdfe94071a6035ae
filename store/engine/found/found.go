// Package found is what a verification says: its checks, and the differences that each of them names.
package found

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Head is the end of the log's chain: with it a paper says which state of the data it was printed from.
type Head struct {
	Seq  int64
	Hash [32]byte
}

// String is the number of the last entry and the first 16 hex digits of its hash.
func (h Head) String() string {
	return fmt.Sprintf("第 %d 条 %s", h.Seq, hex.EncodeToString(h.Hash[:8]))
}

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
	return fmt.Sprintf("表 %s 第 %d 行 %s：%s", d.Table, d.Row, cmp.Or(d.Field, "整行"), d.Why)
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

// Bad is the first difference; ok is false where there is none.
func (f *Found) Bad() (first Difference, ok bool) {
	if f.n == 0 {
		return first, false
	}
	return f.list[0], true
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

// FirstBad is the first check that failed, in words.
func (r *Report) FirstBad() string {
	for _, l := range r.Lines {
		if !l.OK {
			return l.Text
		}
	}
	return ""
}
