package engine

import (
	"context"
	"fmt"

	"penggai/store/engine/image"
)

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
		if line.Check != "" { // a proof of what the office does not have says nothing
			report.Lines = append(report.Lines, line)
		}
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
	f := &fold{Fold: image.NewFold()}
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

// VerifySchema is the check of the schema alone.
func (s *Store) VerifySchema(ctx context.Context) (ReportLine, error) {
	return verifySchema(ctx, s.Read)
}

// VerifyPages is the check of pages, indexes and keys alone.
func (s *Store) VerifyPages(ctx context.Context) (ReportLine, error) {
	var bad Found
	err := verifyPages(ctx, s.Read, &bad)
	return bad.Line(CheckIndexes, textPagesGood, textPagesBad), err
}
