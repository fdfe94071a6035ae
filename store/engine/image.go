package engine

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"penggai/store/engine/seal"
	"penggai/store/schema"
)

// imager turns rows of "SELECT rowid, *" into canonical values: integers, texts, null, {"hex":…} for bytes and a
// seal for sensitive texts.
type imager struct {
	columns []string
	key     []byte
	sealed  int // sealed values of the row that was read last
	values  []any
	dest    []any
}

func newImager(rows *sql.Rows, key []byte) (*imager, error) {
	names, err := rows.Columns()
	if err != nil {
		return nil, Fault(err)
	}
	r := &imager{columns: names[1:], key: key, values: make([]any, len(names)), dest: make([]any, len(names))}
	for i := range r.values {
		r.dest[i] = &r.values[i]
	}
	return r, nil
}

// row reads the current row: its rowid and its values in column order.
func (r *imager) row(rows *sql.Rows) (int64, []json.RawMessage, error) {
	if err := rows.Scan(r.dest...); err != nil {
		return 0, nil, Fault(err)
	}
	id, ok := r.values[0].(int64)
	if !ok {
		return 0, nil, fmt.Errorf("rowid is a %T", r.values[0])
	}
	out := make([]json.RawMessage, len(r.columns))
	r.sealed = 0
	for i, name := range r.columns {
		v, err := r.value(name, r.values[i+1])
		if err != nil {
			return 0, nil, err
		}
		out[i] = v
	}
	return id, out, nil
}

// before is what was changed of a row: its id and the columns that held something else.
func (r *imager) before(id int64, row []json.RawMessage, values []any) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{"id": strconv.AppendInt(nil, id, 10)}
	for i, name := range r.columns[:min(len(r.columns), len(values))] {
		v, err := r.value(name, values[i])
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(v, row[i]) {
			out[name] = v
		}
	}
	return out, nil
}

func (r *imager) value(column string, v any) (json.RawMessage, error) {
	switch x := v.(type) {
	case nil:
		return json.RawMessage("null"), nil
	case int64:
		return strconv.AppendInt(nil, x, 10), nil
	case string:
		if schema.Sensitive(column) && x != "" {
			r.sealed++
			return Encode(seal.Of(column, x, r.key))
		}
		return encodeText(x)
	case []byte:
		return Encode(struct {
			Hex string `json:"hex"`
		}{hex.EncodeToString(x)})
	}
	return nil, fmt.Errorf("column %s holds a %T, which the log does not keep", column, v)
}

// encodeText is Encode of a text; one without anything to escape, as most are, stands between quotes.
func encodeText(s string) (json.RawMessage, error) {
	for _, r := range s {
		if r < 0x20 || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return Encode(s)
		}
	}
	out := make([]byte, 0, len(s)+2)
	return append(append(append(out, '"'), s...), '"'), nil
}

// encodeImages is Encode of after-images, whose values are encoded already.
func encodeImages(list []Image) ([]byte, error) {
	out := []byte{'['}
	for i, img := range list {
		if i > 0 {
			out = append(out, ',')
		}
		head, err := Encode(Image{Table: img.Table, Columns: img.Columns})
		if err != nil {
			return nil, err
		}
		out = append(out, head[:len(head)-1]...)
		for k, row := range img.Rows {
			if k == 0 {
				out = append(out, `,"rows":[`...)
			} else {
				out = append(out, ',')
			}
			out = append(out, '[')
			for c, v := range row {
				if c > 0 {
					out = append(out, ',')
				}
				out = append(out, v...)
			}
			out = append(out, ']')
		}
		if len(img.Rows) > 0 {
			out = append(out, ']')
		}
		if len(img.Gone) > 0 {
			gone, err := Encode(img.Gone)
			if err != nil {
				return nil, err
			}
			out = append(append(out, `,"gone":`...), gone...)
		}
		if img.Was != nil {
			was, err := Encode(img.Was)
			if err != nil {
				return nil, err
			}
			out = append(append(out, `,"was":`...), was...)
		}
		out = append(out, '}')
	}
	return append(out, ']'), nil
}

const secretLog = "log"

// secretKey is the key of the seals, made with the office and kept outside the log.
func secretKey(ctx context.Context, q Querier) ([]byte, error) {
	return One(ctx, q, ScanOne[[]byte], `SELECT value FROM secret WHERE name = $1`, secretLog)
}

// loggedTables are the tables that the log keeps, by name.
func loggedTables(ctx context.Context, q Querier) ([]string, error) {
	names, err := All(ctx, q, ScanOne[string],
		`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
	return slices.DeleteFunc(names, func(n string) bool { return !schema.Logged(n) }), err
}
