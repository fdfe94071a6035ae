package pool

import (
	"context"
	"database/sql"
	"sync/atomic"
)

// Readers read what is there, or the state that a context is pinned to.
type Readers struct{ DB *sql.DB }

// QueryContext reads.
func (r Readers) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if t := Pinned(ctx, r.DB); t != nil {
		return t.QueryContext(ctx, query, args...)
	}
	return r.DB.QueryContext(ctx, query, args...)
}

// Pin hands out a context that is pinned to one state of the data. One that is already stays as it is. It ends with fn: whoever kept the
// context reads from then on what is there. Errors: those of fn and of the file.
func Pin(ctx context.Context, db *sql.DB, fn func(ctx context.Context) error) error {
	if Pinned(ctx, db) != nil {
		return fn(ctx)
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	p := &pin{tx: t}
	defer func() {
		p.over.Store(true)
		_ = t.Rollback() // nothing was written
	}()
	return fn(context.WithValue(ctx, pinKey{db}, p))
}

// Pinned is the state that a context is pinned to, nil for none.
func Pinned(ctx context.Context, db *sql.DB) *sql.Tx {
	if p, ok := ctx.Value(pinKey{db}).(*pin); ok && !p.over.Load() {
		return p.tx
	}
	return nil
}

// pinKey finds the state of one file in a context.
type pinKey struct{ of *sql.DB }

type pin struct {
	tx   *sql.Tx
	over atomic.Bool
}
