package engine

import (
	"context"
	"fmt"

	"penggai/store/engine/found"
)

// What a verification says.
type (
	Head       = found.Head
	Report     = found.Report
	ReportLine = found.ReportLine
	Difference = found.Difference
	Found      = found.Found
)

// The checks, by the names that other programs read.
const (
	CheckSchema    = found.CheckSchema
	CheckChain     = found.CheckChain
	CheckRows      = found.CheckRows
	CheckIndexes   = found.CheckIndexes
	CheckBackups   = found.CheckBackups
	CheckWitness   = found.CheckWitness
	CheckHead      = found.CheckHead
	MaxDifferences = found.MaxDifferences
)

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

const (
	whyMissing = "缺少"
	whyUnknown = "日志中没有这一行"
)

// whyUnreadable says what kept a check from reading on.
func whyUnreadable(err error) string { return fmt.Sprintf("读不下去，%s", Fault(err)) }
