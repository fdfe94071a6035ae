package engine

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// LogList reads a window of the log; in the city's office a district's account sees what accounts of its district did.
// The order is fixed, the keys of the query are entry numbers. Errors: those of allocation.ParseFilter.
func (s *Store) LogList(ctx context.Context, by Actor, q ListQuery) (page Page[LogEntry], err error) {
	err = s.Snapshot(ctx, func(r Querier) error {
		var b Binder
		cond, _, err := LogNoun.Where(ctx, r, &b, q.Filter)
		if err != nil {
			return err
		}
		if cond != "" {
			cond = " AND " + cond
		}
		office, err := One(ctx, r, ScanOne[string], `SELECT district FROM office WHERE id = 1`)
		if err != nil {
			return err
		}
		if !by.Console && by.District != office {
			cond += " AND l.account IN (SELECT id FROM account WHERE district = " + b.Add(by.District) + ")"
		}
		page, err = logPage(ctx, r, &s.Counts, cond, b.Args, q)
		return err
	})
	return page, err
}

func logPage(ctx context.Context, r Querier, counts *ListCounts, cond string, args []any, q ListQuery) (p Page[LogEntry], err error) {
	from := LogNoun.From + ` WHERE l.seq = l.entry` + cond
	if err := LogNoun.Tally(ctx, counts, r, &p, from, args); err != nil {
		return p, err
	}
	if q.Limit <= 0 {
		q.Limit = p.Total
	}
	if find, err := strconv.ParseInt(q.Find, 10, 64); err == nil {
		place, err := One(ctx, r, ScanOne[int], LogNoun.Heads+from+fmt.Sprintf(` AND l.seq > %d`, find), args...)
		if err != nil {
			return p, err
		}
		if place < q.Offset || place >= q.Offset+q.Limit {
			q.Offset, q.After, q.Before = max(place-q.Limit/2, 0), "", ""
		}
	}
	p.Offset = min(q.Offset, max(p.Total-1, 0))
	beyond, order, reverse, skip := "", " DESC", false, p.Offset
	if after, err := strconv.ParseInt(q.After, 10, 64); err == nil {
		beyond, skip = fmt.Sprintf(" AND l.seq < %d", after), 0
	} else if before, err := strconv.ParseInt(q.Before, 10, 64); err == nil && p.Offset+q.Limit <= p.Total {
		beyond, order, reverse, skip = fmt.Sprintf(" AND l.seq > %d", before), "", true, 0
	}
	p.Rows, err = All(ctx, r, LogNoun.Scan, LogNoun.Columns+from+beyond+` ORDER BY l.seq`+order+fmt.Sprintf(` LIMIT %d OFFSET %d`, q.Limit, skip), args...)
	if reverse {
		slices.Reverse(p.Rows)
	}
	return p, err
}
