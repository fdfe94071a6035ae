package engine

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
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

// MaxText is how many signs a text may have that people write; what the program writes for itself, in JSON, may be longer.
const MaxText = 20_000

// stored are the arguments of a write as they are stored: dates as Bind has them, texts as quantity.Kept has them. What the program
// wrote as JSON stays as it is, byte for byte: digests rest on it. Errors: ErrTextLong.
func stored(args []any) ([]any, error) {
	out := Bind(args)
	for i, a := range out {
		text, ok := a.(string)
		if !ok || isJSON(text) {
			continue
		}
		clean := quantity.Kept(text)
		if n := utf8.RuneCountInString(clean); n > MaxText {
			return nil, ErrTextLong.Textf("这段文字有 %d 个字，最多 %d 个，没有保存。请缩短后再存，长的材料请作为附件", n, MaxText)
		}
		if clean == text {
			continue
		}
		if &out[0] == &args[0] { // they are the caller's
			out = slices.Clone(out)
		}
		out[i] = clean
	}
	return out, nil
}

func isJSON(text string) bool {
	return text != "" && (text[0] == '{' || text[0] == '[') && json.Valid([]byte(text))
}

// ErrTextLong refuses a text that no field is meant for.
var ErrTextLong = say.Refuse("text_long", "这段文字太长，没有保存。请缩短后再存，长的材料请作为附件")
