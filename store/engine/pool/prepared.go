package pool

import (
	"context"
	"database/sql"
)

// Prepared runs the statements of one transaction: one that comes again is compiled once. The zero value is ready; it is used by one
// goroutine, and what it holds ends with the transaction.
type Prepared struct{ seen map[string]*statement }

// statement is one that was run.
type statement struct{ compiled *sql.Stmt } // nil: once

// Exec runs a statement.
func (p *Prepared) Exec(ctx context.Context, tx *sql.Tx, query string, args ...any) (sql.Result, error) {
	s := p.seen[query]
	if s == nil {
		if p.seen == nil {
			p.seen = map[string]*statement{}
		}
		p.seen[query] = &statement{}
		return tx.ExecContext(ctx, query, args...)
	}
	if s.compiled == nil {
		var err error
		if s.compiled, err = tx.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
	}
	return s.compiled.ExecContext(ctx, args...)
}
