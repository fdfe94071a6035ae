package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"
)

// Order is one column that a list is sorted by.
type Order struct {
	Column string // key of the column
	Desc   bool
}

// ListQuery asks for one window of a filtered and sorted list.
type ListQuery struct {
	Filter        string  // as typed: 状态:闲置 面积:>100
	Sort          []Order // most important first; empty is the list's own order
	Offset, Limit int     // the window; a Limit of 0 is everything
	After, Before string  // key of the row before or behind the window, when it is known: then rows are sought, not skipped
	Find          string  // key of a row that the window should hold: the window moves to it
}

// snapshot runs reads that must agree with each other on one state of the data.
func (s *Store) snapshot(ctx context.Context, fn func(querier) error) error {
	t, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	return fault(fn(t))
}

// listTally is what stands in the head of a list.
type listTally struct {
	rows int64
	sums []int64 // of the fields that the list sums up
}

// listCounts keeps the tallies of the last filters, so that moving through a list counts once. An entry holds as long
// as nothing has been written: head is the last row of the log.
type listCounts struct {
	mu    sync.Mutex
	head  int64
	known map[string]listTally
	order []string
}

// listCountsKept is how many filters are remembered.
const listCountsKept = 64

// tally gives the tally of a statement with its arguments, counted anew when the log has grown.
func (c *listCounts) tally(ctx context.Context, q querier, key string, count func() (listTally, error)) (listTally, error) {
	head, err := one(ctx, q, scanOne[sql.NullInt64], `SELECT max(seq) FROM log`)
	if err != nil {
		return listTally{}, err
	}
	if t, ok := c.get(head.Int64, key); ok {
		return t, nil
	}
	t, err := count()
	if err == nil {
		c.put(head.Int64, key, t)
	}
	return t, err
}

func (c *listCounts) get(head int64, key string) (listTally, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if head != c.head {
		return listTally{}, false
	}
	t, ok := c.known[key]
	return t, ok
}

func (c *listCounts) put(head int64, key string, t listTally) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if head < c.head {
		return
	}
	if head > c.head || c.known == nil {
		c.head, c.known, c.order = head, map[string]listTally{}, nil
	}
	if _, ok := c.known[key]; !ok {
		c.order = append(c.order, key)
	}
	c.known[key] = t
	if len(c.order) > listCountsKept {
		delete(c.known, c.order[0])
		c.order = slices.Delete(c.order, 0, 1)
	}
}
