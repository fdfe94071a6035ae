package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/schema"
)

// LogNoun is what entries of the log are. Their list is read by Store.LogList, from whichever end is nearest.
var LogNoun = NewNoun(Noun[LogEntry]{
	From: ` FROM log l`,
	Fields: []Field[LogEntry]{
		{Key: "seq", Title: "序号", Column: "seq", At: func(e *LogEntry) any { return &e.Seq }, Filters: 6},
		{Key: "command", Column: "command", At: func(e *LogEntry) any { return &e.Command }},
		{Key: "at", Title: say.Time, Column: "at", At: func(e *LogEntry) any { return &e.At }},
		{Key: "day", Title: TextFieldDay, Column: "day", At: func(e *LogEntry) any { return &e.Day }, Filters: 5},
		{Key: "account", Column: "account", At: func(e *LogEntry) any { return &e.Account }},
		{
			Key: "actor", Title: "办理人", Column: "actor", At: func(e *LogEntry) any { return &e.Actor },
			Filters: 2, Match: Sounding("l.actor", `SELECT DISTINCT actor FROM log WHERE seq = entry`), Plain: 2,
		},
		{Key: "action", Title: "代码", Column: "action", At: func(e *LogEntry) any { return &e.Action }},
		{
			Key: "title", Title: say.Matter, Column: "title", At: func(e *LogEntry) any { return &e.Title },
			Filters: 1, Match: Sounding("l.title", `SELECT DISTINCT title FROM log WHERE seq = entry`), Plain: 1,
		},
		{Key: "subject", Title: TextFieldNoun, Column: "subject", At: func(e *LogEntry) any { return &e.Subject }, Filters: 3, Match: Containing("l.subject"), Plain: 3},
		{Key: "noun", Column: "noun", At: func(e *LogEntry) any { return &e.Noun }},
		{Key: "noun_id", Column: "noun_id", At: func(e *LogEntry) any { return &e.NounID }},
		{Key: "record", Title: TextFieldRecord, Filters: 7, Match: ofRecord},
		{Key: "kind", Title: TextFieldKind, Filters: 8, Match: ofKind},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(e *LogEntry) any { return &e.Reason }, Filters: 4, Match: Containing("l.reason"), Plain: 4},
		{Key: "desk", Title: TextFieldDesk, Column: "desk", At: func(e *LogEntry) any { return &e.Desk }, Filters: 9, Match: Containing("l.desk")},
	},
})

// ofKind is the condition of a kind of matters that an auditor looks through.
func ofKind(_ context.Context, _ Querier, b *Binder, word string, _ bool) (string, error) {
	for _, k := range oversight.AuditKinds() {
		if k.Title() == word {
			return sqlKind(b, k), nil
		}
	}
	return SqlFalse, nil
}

func sqlKind(b *Binder, k oversight.AuditKind) string {
	var any []string
	for _, code := range k.Codes() {
		any = append(any, "l.action GLOB "+b.Add(code))
	}
	return "(" + strings.Join(any, " OR ") + ")"
}

// OfDistrict is the condition of what an account may see of the log: in the city's office a district's account what accounts of its
// district did.
func OfDistrict(b *Binder, by Actor, office string) string {
	if by.Console || by.District == office {
		return ""
	}
	return " AND l.account IN (SELECT id FROM account WHERE district = " + b.Add(by.District) + ")"
}

// RecordFilter leaves the life of one record: the entries about it, and those about what belongs to it (of a stay its bills, payments,
// corrections, exits).
func RecordFilter(noun string, id int64) string {
	return fmt.Sprintf("%s:%s-%d", TextFieldRecord, noun, id)
}

// sqlBelongs finds the tables that say in a column of which record their rows are.
const sqlBelongs = `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
	WHERE m.type = 'table' AND c.name IN ($1, 'noun_id') AND m.name <> 'log' ORDER BY m.name, c.name`

// ofRecord is the condition of RecordFilter, which the index of records serves. What belongs to a record follows from the columns of
// the tables: tenancy_id of a bill, noun and noun_id of a correction.
func ofRecord(ctx context.Context, q Querier, b *Binder, word string, _ bool) (string, error) {
	noun, number, _ := strings.Cut(word, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return SqlFalse, nil
	}
	name, of := b.Add(noun), b.Add(id)
	conds, err := All(ctx, q, func(s Scanner) (string, error) {
		var table, column string
		if err := s.Scan(&table, &column); err != nil {
			return "", err
		}
		if !schema.Logged(table) {
			return SqlFalse, nil
		}
		where := column + " = " + of
		if column == "noun_id" {
			where += " AND noun = " + name
		}
		return "l.noun = '" + table + "' AND l.noun_id IN (SELECT id FROM " + quote(table) + " WHERE " + where + ")", nil
	}, sqlBelongs, noun+"_id")
	if err != nil {
		return "", err
	}
	return "(l.noun = " + name + " AND l.noun_id = " + of + ") OR (" + strings.Join(append(conds, SqlFalse), ") OR (") + ")", nil
}

// sqlLogOf leaves the entries of one record, by their index.
const sqlLogOf = ` WHERE l.seq = l.entry AND l.noun = $1 AND l.noun_id = $2 AND l.seq < $3 ORDER BY l.seq DESC LIMIT $4`

// LogOf reads a page of the log of one record, the latest first; before is the last Seq of the page
// above, 0 for the first page.
func (s *Store) LogOf(ctx context.Context, noun string, id, before int64, limit int) ([]LogEntry, error) {
	return LogNoun.All(ctx, s.Read, sqlLogOf, noun, id, upTo(before), limit)
}

func upTo(before int64) int64 {
	if before <= 0 {
		return math.MaxInt64
	}
	return before
}

// LogList reads a window of what the actor may see of the log.
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
		cond += OfDistrict(&b, by, office)
		if q.By != "" {
			page.Values, err = LogNoun.Values(ctx, r, LogNoun.From, "l.seq = l.entry"+cond, b.Args, q.By, s.Today())
			return err
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
