package engine

import (
	"context"
	"database/sql"
	"errors"

	"penggai/allocation/civil"
)

// Querier is what reads go through: the reader pool, or a write transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Scanner is one row, handed to the scan function of a noun.
type Scanner interface{ Scan(dest ...any) error }

// One reads exactly one row; no row is ErrNotFound.
func One[T any](ctx context.Context, q Querier, scan func(Scanner) (T, error), query string, args ...any) (T, error) {
	var zero T
	rows, err := q.QueryContext(ctx, query, Bind(args)...)
	if err != nil {
		return zero, Fault(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return zero, Fault(err)
		}
		return zero, ErrNotFound
	}
	v, err := scan(rows)
	if err != nil {
		return zero, Fault(err)
	}
	return v, Fault(rows.Close())
}

// All reads every row; no row is an empty slice.
func All[T any](ctx context.Context, q Querier, scan func(Scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, Bind(args)...)
	if err != nil {
		return nil, Fault(err)
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, Fault(err)
		}
		out = append(out, v)
	}
	return out, Fault(rows.Err())
}

// Maybe is one with "there is none" as an answer instead of an error.
func Maybe[T any](ctx context.Context, q Querier, scan func(Scanner) (T, error), query string, args ...any) (v T, found bool, err error) {
	v, err = One(ctx, q, scan, query, args...)
	if errors.Is(err, ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// ScanOne scans a single column, for counts, ids and texts: one(ctx, q, scanOne[int64], "SELECT count(*) …").
func ScanOne[T any](s Scanner) (T, error) {
	var v T
	err := s.Scan(&v)
	return v, err
}

// Bind turns dates into what the database keeps: YYYY-MM-DD, or NULL for no date.
func Bind(args []any) []any {
	out := args
	copied := false
	for i, a := range args {
		d, ok := a.(civil.Date)
		if !ok {
			continue
		}
		if !copied {
			out, copied = append([]any(nil), args...), true
		}
		if d.IsZero() {
			out[i] = nil
		} else {
			out[i] = d.String()
		}
	}
	return out
}
