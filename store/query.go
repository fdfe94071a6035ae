package store

import (
	"context"
	"database/sql"
	"errors"

	"penggai/allocation/civil"
)

// querier is what reads go through: the reader pool, or a write transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scanner is one row, handed to the scan function of a noun.
type scanner interface{ Scan(dest ...any) error }

// one reads exactly one row; no row is ErrNotFound.
func one[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	var zero T
	rows, err := q.QueryContext(ctx, query, bind(args)...)
	if err != nil {
		return zero, fault(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return zero, fault(err)
		}
		return zero, ErrNotFound
	}
	v, err := scan(rows)
	if err != nil {
		return zero, fault(err)
	}
	return v, fault(rows.Close())
}

// all reads every row; no row is an empty slice.
func all[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, bind(args)...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, fault(err)
		}
		out = append(out, v)
	}
	return out, fault(rows.Err())
}

// maybe is one with "there is none" as an answer instead of an error.
func maybe[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (v T, found bool, err error) {
	v, err = one(ctx, q, scan, query, args...)
	if errors.Is(err, ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// scanOne scans a single column, for counts, ids and texts: one(ctx, q, scanOne[int64], "SELECT count(*) …").
func scanOne[T any](s scanner) (T, error) {
	var v T
	err := s.Scan(&v)
	return v, err
}

// bind turns dates into what the database keeps: YYYY-MM-DD, or NULL for no date.
func bind(args []any) []any {
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
