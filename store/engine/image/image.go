// Package image is how the log keeps rows: after-images, whose values are canonical JSON.
//
//	row of a table ── Rows ──> values ── EncodeAll ──> body of an entry ── Walk ──> each row again, as it was written
//
// Verifying reads every body that was ever written, so Walk takes none apart.
package image

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"penggai/store/engine/seal"
	"penggai/store/schema"
)

// Image is the after-images of some rows of one table, as the log keeps them. The first column of every logged table
// is its id, an INTEGER PRIMARY KEY and so the rowid, which no VACUUM changes.
type Image struct {
	Table   string              `json:"table"`
	Columns []string            `json:"columns"`
	Rows    [][]json.RawMessage `json:"rows,omitempty"`
	Gone    []int64             `json:"gone,omitempty"`

	// Was are those of Rows that were there before the entry, by id and the columns that it changed; nil: it is not known which were.
	Was []map[string]json.RawMessage `json:"was,omitzero"`
}

// Rows turns rows of "SELECT rowid, *" into canonical values: integers, texts, null, {"hex":…} for bytes and a
// seal for sensitive texts.
type Rows struct {
	Columns []string
	Sealed  int // sealed values of the row that was read last

	table  string
	keys   Sealer
	owner  seal.Owner
	values []any
	dest   []any
	text   []byte
}

// Sealer says what the log keeps of a sensitive value of an owner, as canonical JSON.
type Sealer interface {
	Seal(o seal.Owner, column, value string) ([]byte, error)
}

// NewRows reads rows of a table of which nothing was read.
func NewRows(table string, rows *sql.Rows, keys Sealer) (*Rows, error) {
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	r := &Rows{Columns: names[1:], table: table, keys: keys, values: make([]any, len(names)), dest: make([]any, len(names))}
	for i := range r.values {
		r.dest[i] = &r.values[i]
	}
	return r, nil
}

// Read reads the current row: its rowid and its values in column order, a comma between them; they hold until the next one is read.
func (r *Rows) Read(rows *sql.Rows) (id int64, text []byte, err error) {
	if err := rows.Scan(r.dest...); err != nil {
		return 0, nil, err
	}
	id, ok := r.values[0].(int64)
	if !ok {
		return 0, nil, fmt.Errorf("rowid is a %T", r.values[0])
	}
	r.text, r.Sealed = r.text[:0], 0
	r.owner = seal.OwnerOf(r.table, r.Columns, r.values[1:])
	for i, name := range r.Columns {
		if i > 0 {
			r.text = append(r.text, ',')
		}
		if r.text, err = r.value(r.text, name, r.values[i+1]); err != nil {
			return 0, nil, err
		}
	}
	return id, r.text, nil
}

// Before is what was changed of a row: its id and the columns that held something else.
func (r *Rows) Before(id int64, row []json.RawMessage, values []any) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{"id": strconv.AppendInt(nil, id, 10)}
	for i, name := range r.Columns[:min(len(r.Columns), len(values))] {
		v, err := r.value(nil, name, values[i])
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(v, row[i]) {
			out[name] = v
		}
	}
	return out, nil
}

// value appends the value of a column.
func (r *Rows) value(to []byte, column string, v any) ([]byte, error) {
	switch x := v.(type) {
	case nil:
		return append(to, "null"...), nil
	case int64:
		return strconv.AppendInt(to, x, 10), nil
	case string:
		if schema.Sensitive(column) && x != "" {
			r.Sealed++
			text, err := r.keys.Seal(r.owner, column, x)
			return append(to, text...), err
		}
		return appendText(to, x)
	case []byte:
		return appendJSON(to, struct {
			Hex string `json:"hex"`
		}{hex.EncodeToString(x)})
	}
	return nil, fmt.Errorf("column %s holds a %T, which the log does not keep", column, v)
}

// Encode is the canonical JSON of the log: no spaces, no HTML escapes.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// EncodeText is Encode of a text.
func EncodeText(s string) ([]byte, error) { return appendText(nil, s) }

func appendJSON(to []byte, v any) ([]byte, error) {
	text, err := Encode(v)
	return append(to, text...), err
}

// appendText appends what Encode makes of a text; one without anything to escape, as most are, stands between quotes.
func appendText(to []byte, s string) ([]byte, error) {
	for _, r := range s {
		if r < 0x20 || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return appendJSON(to, s)
		}
	}
	return append(append(append(to, '"'), s...), '"'), nil
}

// EncodeAll is Encode of after-images, whose values are encoded already.
func EncodeAll(list []Image) ([]byte, error) {
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
