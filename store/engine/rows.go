package engine

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"penggai/store/engine/image"
	"penggai/store/schema"
)

// seals tells a changed sealed value from a changed key: with another key none of them fits. Of a single one nobody can tell, so it is
// named itself.
type seals struct {
	good int
	bad  []Difference
}

func (s *seals) judge(bad *Found) {
	if s.good == 0 && len(s.bad) > 1 {
		bad.Add(Difference{Table: "secret", Row: 1, Field: "value", Why: "密钥不是原来那一个，密封的内容无从核对"})
		return
	}
	for _, d := range s.bad {
		bad.Add(d)
	}
}

// tableCheck compares the rows of one table with what the log last said of them.
type tableCheck struct {
	*fold
	name  string
	said  *image.Said // of the rows not met yet
	keys  *keyring
	bad   *Found
	seals *seals
	rows  int64
}

// compareTable takes each row that it finds as said out of said; what is left is missing.
func (f *fold) compareTable(ctx context.Context, q Querier, name string, exists bool, keys *keyring, bad *Found, s *seals) (int64, error) {
	c := tableCheck{fold: f, name: name, said: f.Tables[name], keys: keys, bad: bad, seals: s}
	if exists {
		if err := c.compareRows(ctx, q); ctx.Err() != nil {
			return c.rows, ctx.Err()
		} else if err != nil {
			bad.Add(Difference{Table: name, Row: c.rows + 1, Why: whyUnreadable(err)})
			return c.rows, nil
		}
	}
	for id := range c.said.Left() {
		c.add(id, "", whyMissing)
	}
	return c.rows, nil
}

// add names a difference. Behind a damaged log it need not lie in the row.
func (c *tableCheck) add(id int64, field, why string) {
	if c.damaged > 0 {
		why += fmt.Sprintf("（日志第 %d 条已坏，未必是这一行被改）", c.damaged)
	}
	d := Difference{Table: c.name, Row: id, Field: field, Why: why}
	if schema.Sensitive(field) {
		c.seals.bad = append(c.seals.bad, d)
		return
	}
	c.bad.Add(d)
}

func (c *tableCheck) compareRows(ctx context.Context, q Querier) error {
	rows, err := q.QueryContext(ctx, `SELECT rowid, * FROM `+quote(c.name)+` ORDER BY rowid`)
	if err != nil {
		return Fault(err)
	}
	defer rows.Close()
	r, err := image.NewRows(c.name, rows, c.keys)
	if err != nil {
		return Fault(err)
	}
	columns, err := Encode(r.Columns)
	if err != nil {
		return err
	}
	shape := c.Shape(columns)
	for rows.Next() {
		id, row, err := r.Read(rows)
		if err != nil {
			return Fault(err)
		}
		c.rows++
		last, seq, there := c.said.Of(id)
		switch {
		case !there:
			c.add(id, "", whyUnknown)
		case last == c.Sum(shape, row):
			c.seals.good += r.Sealed
		default:
			if err := c.compareFields(ctx, q, id, seq, r.Columns, image.Values(row)); err != nil {
				return err
			}
		}
		c.said.Drop(id)
	}
	return Fault(rows.Err())
}

// compareFields reads the after-image again and names the fields that differ. A field that a later schema added or dropped is not
// compared: an upgrade writes the rows of such a table anew.
func (c *tableCheck) compareFields(ctx context.Context, q Querier, id, seq int64, columns []string, row []json.RawMessage) error {
	body, err := One(ctx, q, ScanOne[[]byte], `SELECT body FROM log WHERE seq = $1`, seq)
	if err != nil {
		return err
	}
	var images []image.Image
	if err := json.Unmarshal(body, &images); err != nil {
		return nil // the entry itself is named
	}
	for _, img := range images {
		if img.Table != c.name {
			continue
		}
		for _, said := range img.Rows {
			if len(said) == 0 || string(said[0]) != strconv.FormatInt(id, 10) {
				continue
			}
			for i, name := range columns {
				j := slices.Index(img.Columns, name)
				switch {
				case j < 0 || j >= len(said):
				case !bytes.Equal(said[j], row[i]):
					c.add(id, name, WhyChanged)
				case schema.Sensitive(name) && len(row[i]) > 2:
					c.seals.good++
				}
			}
		}
	}
	return nil
}

// verifyPages lets SQLite look at its pages, at the indexes against their tables and at what the keys point to.
func verifyPages(ctx context.Context, q Querier, bad *Found) error {
	lines, err := All(ctx, q, ScanOne[string], fmt.Sprintf(`PRAGMA integrity_check(%d)`, MaxDifferences))
	for _, line := range lines {
		if line != "ok" {
			bad.Add(pageDifference(ctx, q, line))
		}
	}
	if err == nil {
		err = brokenKeys(ctx, q, bad)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		bad.Add(Difference{Table: FileName, Why: whyUnreadable(err)})
	}
	return nil
}

// pageDifference finds the table and the row in a line of SQLite's.
func pageDifference(ctx context.Context, q Querier, line string) Difference {
	d := Difference{Table: FileName, Why: line}
	var index string
	if n, _ := fmt.Sscanf(line, "row %d missing from index %s", &d.Row, &index); n == 2 {
		d.Why = "索引里没有这一行"
	} else if n, _ := fmt.Sscanf(line, "wrong # of entries in index %s", &index); n == 1 {
		d.Why = "索引与表的行数不一致"
	} else if n, _ := fmt.Sscanf(line, "non-unique entry in index %s", &index); n == 1 {
		d.Why = "应当唯一的内容重复"
	}
	if index == "" {
		return d
	}
	d.Field = index
	if table, err := One(ctx, q, ScanOne[string], `SELECT tbl_name FROM sqlite_master WHERE type = 'index' AND name = $1`, index); err == nil {
		d.Table = table
	}
	return d
}

func brokenKeys(ctx context.Context, q Querier, bad *Found) error {
	list, err := All(ctx, q, func(r Scanner) (Difference, error) {
		var d Difference
		var parent string
		var row sql.NullInt64
		var key int64
		err := r.Scan(&d.Table, &row, &parent, &key)
		d.Row, d.Why = row.Int64, "所指的 "+parent+" 不存在"
		return d, err
	}, `PRAGMA foreign_key_check`)
	for _, d := range list {
		bad.Add(d)
	}
	return err
}
