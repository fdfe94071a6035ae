package pool

import (
	"context"
	"database/sql"
)

// Prepared runs the statements of one transaction: one that comes again is compiled once. The zero value is ready; it is used by one
// goroutine, and what it holds ends with the transaction.
type Prepared struct {
	seen map[string]*sql.Stmt // nil: it was run once
}

// Exec runs a statement.
func (p *Prepared) Exec(ctx context.Context, tx *sql.Tx, query string, args ...any) (sql.Result, error) {
	s, seen := p.seen[query]
	switch {
	case s != nil:
		return s.ExecContext(ctx, args...)
	case seen:
		s, err := tx.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		p.seen[query] = s
		return s.ExecContext(ctx, args...)
	}
	if p.seen == nil {
		p.seen = map[string]*sql.Stmt{}
	}
	p.seen[query] = nil
	return tx.ExecContext(ctx, query, args...)
}
