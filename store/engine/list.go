package engine

import (
	"context"
	"database/sql"
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
	By            string  // instead of rows, the counts by the values of the field with this key: Page.Values; AnyField: by the first
}

// AnyField counts by the first field that a list can be counted by.
const AnyField = "*"

// ListTally is what stands in the head of a list.
type ListTally struct {
	Rows   int64
	groups []Group // what the list adds up
}

// ListCounts keeps the tallies of the last filters, so that moving through a list counts once. An entry holds as long
// as nothing has been written: head is the last row of the log.
type ListCounts struct {
	mu    sync.Mutex
	head  int64
	known map[string]ListTally
}

// listCountsKept is how many filters are remembered.
const listCountsKept = 64

// Tally gives the tally of a statement with its arguments, counted anew when the log has grown.
func (c *ListCounts) Tally(ctx context.Context, q Querier, key string, count func() (ListTally, error)) (ListTally, error) {
	head, err := One(ctx, q, ScanOne[sql.NullInt64], `SELECT max(seq) FROM log`)
	if err != nil {
		return ListTally{}, err
	}
	c.mu.Lock()
	t, ok := c.known[key]
	ok = ok && c.head == head.Int64
	c.mu.Unlock()
	if ok {
		return t, nil
	}
	if t, err = count(); err == nil {
		c.put(head.Int64, key, t)
	}
	return t, err
}

func (c *ListCounts) put(head int64, key string, t ListTally) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if head < c.head {
		return
	}
	if head > c.head || c.known == nil || len(c.known) >= listCountsKept {
		c.head, c.known = head, map[string]ListTally{}
	}
	c.known[key] = t
}

// Group is what stands in the head of a list of the rows that have one value.
type Group struct {
	Value string
	Rows  int
	Sums  map[string]int64
}
