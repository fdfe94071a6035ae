package engine

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"penggai/allocation/search"
)

// LogPage is one window of the log, the latest entry first.
type LogPage struct {
	Rows   []LogEntry
	Offset int // place of Rows[0] in the whole list
	Total  int // entries that the filter leaves
}

// logFilter is what the log can be filtered by.
var logFilter = FilterColumns{
	Fields: []search.FilterField{
		{Key: "title", Title: "事项", Kind: search.FieldText},
		{Key: "actor", Title: "办理人", Kind: search.FieldText},
		{Key: "subject", Title: "对象", Kind: search.FieldText},
		{Key: "reason", Title: "理由", Kind: search.FieldText},
		{Key: "day", Title: "日期", Kind: search.FieldDate},
		{Key: "seq", Title: "序号", Kind: search.FieldCount},
	},
	Column: map[string]FilterColumn{
		"title":   {Text: Sounding("title", `SELECT DISTINCT title FROM log WHERE seq = entry`)},
		"actor":   {Text: Sounding("actor", `SELECT DISTINCT actor FROM log WHERE seq = entry`)},
		"subject": {Text: Containing("subject")},
		"reason":  {Text: Containing("reason")},
		"day":     {Expr: "day"},
		"seq":     {Expr: "seq"},
	},
	Plain: []string{"title", "actor", "subject", "reason"},
}

// LogFields are the fields that a filter of the log may name.
func LogFields() []search.FilterField { return slices.Clone(logFilter.Fields) }

// LogList reads a window of the log; in the city's office a district's account sees what accounts of its district did.
// The order is fixed, the keys of the query are entry numbers. Errors: those of allocation.ParseFilter.
func (s *Store) LogList(ctx context.Context, by Actor, q ListQuery) (page LogPage, err error) {
	err = s.Snapshot(ctx, func(r Querier) error {
		var b Binder
		cond, _, err := logFilter.Where(ctx, r, &b, q.Filter)
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
			cond += " AND account IN (SELECT id FROM account WHERE district = " + b.Add(by.District) + ")"
		}
		page, err = logPage(ctx, r, &s.Counts, cond, b.Args, q)
		return err
	})
	return page, err
}

func logPage(ctx context.Context, r Querier, counts *ListCounts, cond string, args []any, q ListQuery) (LogPage, error) {
	t, err := counts.Tally(ctx, r, "log "+cond+fmt.Sprint(args...), func() (t ListTally, err error) {
		t.Rows, err = One(ctx, r, ScanOne[int64], `SELECT count(*) FROM log WHERE seq = entry`+cond, args...)
		return t, err
	})
	if err != nil {
		return LogPage{}, err
	}
	p := LogPage{Total: int(t.Rows)}
	if q.Limit <= 0 {
		q.Limit = p.Total
	}
	if find, err := strconv.ParseInt(q.Find, 10, 64); err == nil {
		place, err := One(ctx, r, ScanOne[int], `SELECT count(*) FROM log WHERE seq = entry`+cond+
			fmt.Sprintf(` AND seq > %d`, find), args...)
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
		beyond, skip = fmt.Sprintf(" AND seq < %d", after), 0
	} else if before, err := strconv.ParseInt(q.Before, 10, 64); err == nil && p.Offset+q.Limit <= p.Total {
		beyond, order, reverse, skip = fmt.Sprintf(" AND seq > %d", before), "", true, 0
	}
	p.Rows, err = All(ctx, r, scanLogEntry, logColumns+` WHERE seq = entry`+cond+beyond+` ORDER BY seq`+order+
		fmt.Sprintf(` LIMIT %d OFFSET %d`, q.Limit, skip), args...)
	if reverse {
		slices.Reverse(p.Rows)
	}
	return p, err
}
