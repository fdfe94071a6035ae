package ledger

import (
	"context"
	"errors"
	"slices"

	"penggai/store/sheet"
)

// Column is a column of a file, and what it is taken for.
type Column struct {
	Name     string // A, B …
	Heading  string
	Key      string // of a field; empty for none
	Examples []string
	Set      bool // chosen by a person

	fields []sheet.Field
}

// Title is what the column is taken for.
func (c Column) Title() string {
	for _, f := range c.fields {
		if f.Key == c.Key && c.Key != "" {
			return f.Title
		}
	}
	return "不导入"
}

// examples is how many values of a column are shown.
const examples = 3

// Shown are the columns of the first sheet that has some.
func (r *Reading) Shown(ctx context.Context) ([]Column, error) {
	r.Spec.Enough = nil
	for _, name := range r.sheets {
		out, err := r.columns(ctx, name)
		if err != nil || len(out) > 0 {
			return out, err
		}
	}
	return nil, nil
}

// columns are those of one sheet.
func (r *Reading) columns(ctx context.Context, name string) ([]Column, error) {
	spec := r.Spec
	found, err := sheet.Scan(ctx, r.book, name, spec, func(sheet.Line) error { return errSeen })
	if err != nil && !errors.Is(err, errSeen) {
		return nil, err
	}
	var out []Column
	below := 0
	if len(found.Heads) > 0 {
		h := found.Heads[0]
		below = h.Row
		for _, c := range h.Columns {
			out = append(out, Column{Name: sheet.ColumnName(c.Place), Heading: c.Heading, Key: c.Key, fields: r.Spec.Fields})
		}
	}
	rows := 0
	err = r.book.Rows(ctx, name, func(row sheet.Row) error {
		if out == nil {
			if out = r.likely(row); out != nil {
				below = row.No
			}
			return nil
		}
		if row.No <= below {
			return nil
		}
		for i := range out {
			place := sheet.ColumnPlace(out[i].Name)
			if place >= len(row.Cells) || len(out[i].Examples) == examples {
				continue
			}
			if text := sheet.OneLine(row.Cells[place].String()); text != "" {
				out[i].Examples = append(out[i].Examples, text)
			}
		}
		if rows++; rows > 20 {
			return errSeen
		}
		return nil
	})
	if err != nil && !errors.Is(err, errSeen) {
		return nil, err
	}
	return out, nil
}

// likely reads a row as headings although no field is known by them: at least three texts and no number.
func (r *Reading) likely(row sheet.Row) (out []Column) {
	for place, c := range row.Cells {
		switch {
		case c.Empty() || c.Fill:
		case c.Kind != sheet.Text || len([]rune(c.Text)) > 20:
			return nil
		default:
			out = append(out, Column{Name: sheet.ColumnName(place), Heading: sheet.OneLine(c.Text), fields: r.Spec.Fields})
		}
	}
	if len(out) < 3 {
		return nil
	}
	for i := range out {
		for _, f := range r.Spec.Fields {
			if slices.ContainsFunc(append([]string{f.Title}, f.Names...), func(n string) bool { return sheet.Plain(n) == sheet.Plain(out[i].Heading) }) && !f.Skipped {
				out[i].Key = f.Key
			}
		}
	}
	return out
}
