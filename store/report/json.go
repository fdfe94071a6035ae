package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// writeJSON writes one JSON value: areas, money and counts as integers, keys in the order of the columns.
func (r *Report) writeJSON(w io.Writer) error {
	type column struct {
		Key   string `json:"key"`
		Title string `json:"title"`
	}
	columns := make([]column, len(r.Columns))
	for i, c := range r.Columns {
		columns[i] = column{c.Key, c.Title}
	}
	rows := make([]object, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = object{r.Columns, row.Cells, true, row.Key}
	}
	subs := make([]object, len(r.Subs))
	for i, row := range r.Subs {
		row.Cells = slices.Clone(row.Cells)
		row.Cells[1] = Value{}
		subs[i] = object{r.Columns, row.Cells, true, ""}
	}
	out := struct {
		Report     string   `json:"report"`
		AsOf       string   `json:"as_of"`
		And        string   `json:"and,omitempty"`
		Samples    int      `json:"samples"`
		Mark       string   `json:"mark,omitempty"`
		Filter     string   `json:"filter,omitempty"`
		Population string   `json:"population,omitempty"`
		Notes      []string `json:"notes,omitempty"`
		Columns    []column `json:"columns"`
		Rows       []object `json:"rows"`
		Districts  []object `json:"districts,omitempty"`
		Totals     object   `json:"totals"`
		Signed     string   `json:"signed,omitempty"`
	}{r.Name, r.AsOf.String(), r.And.String(), r.Samples, r.Mark, r.Filter, r.Population, r.Notes, columns, rows, subs, object{r.Columns, r.Totals, false, ""}, r.stand()}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// object is a row by the keys of its columns; the totals leave out columns of words and of ages.
type object struct {
	columns []Column
	cells   []Value
	whole   bool
	key     string // names the row; empty: its words do
}

// MarshalJSON keeps the order of the columns.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	if o.key != "" {
		fmt.Fprintf(&b, `"key":%q`, o.key)
	}
	for i, c := range o.columns {
		if !o.whole && (c.Kind == Text || c.Free && c.Kind != Permille) {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", c.Key)
		v := o.cells[i]
		switch {
		case v.is == 2:
			fmt.Fprint(&b, v.number)
		case v.is == 1:
			text, err := json.Marshal(Clean(v.text))
			if err != nil {
				return nil, err
			}
			b.Write(text)
		default:
			b.WriteString("null")
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
