package pool

import (
	"container/list"
	"context"
	"database/sql/driver"
	"errors"
	"strings"
)

// kept is a connection that compiles a statement once as long as it comes again: the pages of a screen and the steps of a use case ask the
// same questions all day, and compiling one takes longer than answering it. It is used by one goroutine at a time, as every connection of
// database/sql is.
//
//	text ── kept? ── no ──> compiled and kept until it is the one not asked for longest
//	          └── yes, its rows still being read ──> compiled beside it, for once
type kept struct {
	engine
	seen  map[string]*list.Element // of statement, by text
	order list.List                // of statement, the last asked first
}

// engine is what a connection of the driver can do.
type engine interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// statement is one that is kept.
type statement struct {
	text string
	compiled
	busy bool // its rows are being read
}

// compiled is a statement of the driver.
type compiled interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// most is how many statements a connection keeps, about 10 KB each, and longest how many bytes the text of one has: a write of many rows
// at once is as long as its rows are many, and seldom comes again.
const (
	most    = 128
	longest = 16 << 10
)

// keep wraps a connection of the driver.
func keep(c driver.Conn) (driver.Conn, error) {
	e, ok := c.(engine)
	if !ok {
		return nil, errors.Join(errors.New("the driver has connections without contexts"), c.Close())
	}
	return &kept{engine: e, seen: map[string]*list.Element{}}, nil
}

// Unwrap is the connection of the driver.
func (k *kept) Unwrap() driver.Conn { return k.engine }

// ExecContext runs a statement, or several.
func (k *kept) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := k.ask(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case s == nil:
		return k.engine.ExecContext(ctx, text, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext reads.
func (k *kept) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := k.ask(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case s == nil:
		return k.engine.QueryContext(ctx, text, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &rows{Rows: r, of: s}, nil
}

// ask is the kept statement of a text; nil where it is to be run as it stands: it is being read, or of a kind that is not kept.
func (k *kept) ask(ctx context.Context, text string) (*statement, error) {
	if e := k.seen[text]; e != nil {
		k.order.MoveToFront(e)
		if s := e.Value.(*statement); !s.busy {
			return s, nil
		}
		return nil, nil
	}
	if !lasting(text) {
		return nil, nil
	}
	made, err := k.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	c, ok := made.(compiled)
	if !ok {
		return nil, made.Close()
	}
	s := &statement{text: text, compiled: c}
	k.seen[text] = k.order.PushFront(s)
	return s, k.trim()
}

// lasting reports whether a text is one of those that come again: it reads or writes rows.
func lasting(text string) bool {
	if len(text) > longest {
		return false
	}
	text = strings.TrimSpace(text)
	for _, verb := range []string{"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"} {
		if strings.HasPrefix(text, verb) {
			return true
		}
	}
	return false
}

// trim forgets what was not asked for longest; what is being read stays, and so does what was asked for just now.
func (k *kept) trim() error {
	var errs []error
	for e := k.order.Back(); e != k.order.Front() && k.order.Len() > most; {
		before := e.Prev()
		if !e.Value.(*statement).busy {
			errs = append(errs, k.forget(e))
		}
		e = before
	}
	return errors.Join(errs...)
}

// forget closes a statement.
func (k *kept) forget(e *list.Element) error {
	s := k.order.Remove(e).(*statement)
	delete(k.seen, s.text)
	return s.Close()
}

// Close closes what is kept and the connection.
func (k *kept) Close() error {
	var errs []error
	for k.order.Len() > 0 {
		errs = append(errs, k.forget(k.order.Front()))
	}
	return errors.Join(append(errs, k.engine.Close())...)
}

// rows are those of a kept statement, which is free again when they are closed.
type rows struct {
	driver.Rows
	of *statement
}

// Close ends the reading.
func (r *rows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}
