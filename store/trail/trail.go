// Package trail reads what an entry of the log changed: row by row, from what to what. It knows tables and columns, no noun.
package trail

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/identity"
	"penggai/store/engine"
	"penggai/store/engine/image"
	"penggai/store/schema"
)

// Change is one row that an entry changed.
type Change struct {
	Table  string
	ID     int64
	How    How
	Fields []Field
}

// How is what became of a row.
type How int

// A row as it stood afterwards is all that entries of older versions and very large ones say.
const (
	Stood   How = iota // afterwards; it is not known what it held before
	Made               // by the entry
	Changed            // from Field.Was to Field.Value
	Gone               // deleted
)

// Field is one column of the row; a sensitive one is masked.
type Field struct {
	Name, Value, Was string
	Differs          bool // of a Changed row: Was is known and another
}

// sqlBody reads the first chunk of an entry and how many it has: the next entry's seq tells.
const sqlBody = `SELECT body, coalesce((SELECT min(seq) FROM log WHERE seq > $1 AND seq = entry), (SELECT max(seq) + 1 FROM log)) - $1
	FROM log WHERE seq = $1`

// Changes is what an entry changed, by table and id; of a very large entry its first rows, and more says that there are others.
func Changes(ctx context.Context, q engine.Querier, seq int64) (changes []Change, more bool, err error) {
	type chunk struct {
		body  []byte
		count int64
	}
	c, err := engine.One(ctx, q, func(r engine.Scanner) (c chunk, err error) {
		err = r.Scan(&c.body, &c.count)
		return c, err
	}, sqlBody, seq)
	if err != nil {
		return nil, false, err
	}
	names, err := accounts(ctx, q)
	if err != nil {
		return nil, false, err
	}
	var images []image.Image
	if err := json.Unmarshal(c.body, &images); err != nil {
		return nil, false, engine.ErrDamaged.With(err.Error())
	}
	for _, img := range images {
		of, err := changesOf(img)
		if err != nil {
			return nil, false, engine.ErrDamaged.With(err.Error())
		}
		if err := unseal(ctx, q, of); err != nil {
			return nil, false, err
		}
		for _, c := range of {
			for i, f := range c.Fields {
				if byAccount(f.Name) {
					c.Fields[i].Value, c.Fields[i].Was = named(names, f.Value), named(names, f.Was)
				}
			}
		}
		changes = append(changes, of...)
	}
	return changes, c.count > 1, nil
}

// unseal puts the masks of sealed values in their place, as long as there are keys for them.
func unseal(ctx context.Context, q engine.Querier, list []Change) error {
	for _, c := range list {
		var columns []string
		var values []any
		for _, f := range c.Fields {
			var value any = f.Value
			if n, err := strconv.ParseInt(f.Value, 10, 64); err == nil {
				value = n
			}
			columns, values = append(columns, f.Name), append(values, value)
		}
		for i := range c.Fields {
			for _, text := range []*string{&c.Fields[i].Value, &c.Fields[i].Was} {
				if !schema.Sensitive(c.Fields[i].Name) || !identity.Erased(*text) {
					continue
				}
				mask, ok, err := engine.Unsealed(ctx, q, c.Table, columns, values, c.Fields[i].Name, *text)
				if err != nil {
					return err
				}
				if *text = mask; !ok {
					*text = identity.TextErased
				}
			}
		}
	}
	return nil
}

// byAccount are the columns that hold the id of an account.
func byAccount(column string) bool {
	return column == "account_id" || column == "account" || strings.HasSuffix(column, "_by")
}

// named is the name of an account, by its id; 0 is none, and what is no id stays.
func named(names map[string]string, id string) string {
	if id == "0" {
		return ""
	}
	return cmp.Or(names[id], id)
}

// accounts are the names of all accounts, by id.
func accounts(ctx context.Context, q engine.Querier) (map[string]string, error) {
	names := map[string]string{}
	_, err := engine.All(ctx, q, func(r engine.Scanner) (id int64, err error) {
		var name string
		if err = r.Scan(&id, &name); err == nil {
			names[strconv.FormatInt(id, 10)] = name
		}
		return id, err
	}, `SELECT id, display FROM account`)
	return names, err
}

// changesOf are the changes of one image; a row that was written as it stood is none.
func changesOf(img image.Image) (out []Change, err error) {
	before := map[int64]map[string]json.RawMessage{}
	for _, was := range img.Was {
		var id int64
		if err := json.Unmarshal(was["id"], &id); err != nil {
			return nil, err
		}
		before[id] = was
	}
	for _, row := range img.Rows {
		c := Change{Table: img.Table}
		if len(row) == 0 {
			return nil, engine.ErrDamaged
		}
		if err := json.Unmarshal(row[0], &c.ID); err != nil {
			return nil, err
		}
		was, known := before[c.ID]
		switch {
		case known:
			c.How = Changed
		case img.Was != nil:
			c.How = Made
		}
		for i, value := range row[:min(len(row), len(img.Columns))] {
			name := img.Columns[i]
			old, changed := was[name]
			c.Fields = append(c.Fields, Field{name, plain(value), plain(old), changed && name != "id"})
		}
		if c.How != Changed || slices.ContainsFunc(c.Fields, func(f Field) bool { return f.Differs }) {
			out = append(out, c)
		}
	}
	for _, id := range img.Gone {
		out = append(out, Change{Table: img.Table, ID: id, How: Gone})
	}
	return out, nil
}

// plain is a value of an image as people read it; nothing is empty.
func plain(raw json.RawMessage) string {
	var text string
	if len(raw) == 0 || json.Unmarshal(raw, &text) == nil {
		return text
	}
	var hidden struct{ Masked, HMAC string }
	if json.Unmarshal(raw, &hidden) == nil && hidden.HMAC != "" {
		return hidden.Masked
	}
	return string(raw)
}
