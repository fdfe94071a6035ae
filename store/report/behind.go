package report

import (
	"fmt"
	"strings"

	"penggai/allocation/say"
)

// behind makes the report of the records behind one figure: the row with the key of the query ("" is the whole) and its column. Its
// figure comes out again below them.
func (r *Report) behind(a ask) error {
	at := r.column(a.query.Column)
	if at < 0 {
		return ErrNoFigure.With(a.query.Column)
	}
	label, found := r.label(a.query.Row)
	if !found {
		return ErrNoFigure.With(strings.ReplaceAll(a.query.Row, keySep, " "))
	}
	facts := r.facts
	if r.deep != nil {
		var err error
		if facts, err = r.deep(); err != nil {
			return err
		}
	}
	kept := map[string]bool{}
	for _, row := range r.Rows {
		if within(row.Path, a.query.Row) {
			kept[row.Path] = true
		}
	}
	if row := r.rowAt(a.query.Row); row != nil && row.part != "" {
		d := r.shareBehind(row, at, facts)
		r.opened(&d, label, at)
		return nil
	}
	was, shown := r.Columns, r.shownBehind(at)
	d := Report{Samples: 0, Columns: []Column{{Key: "district", Title: textDistrict}, {Key: "number", Title: say.Number}, {Key: "name", Title: textName}}}
	for _, i := range shown {
		c := was[i]
		c.Units, c.State = false, ""
		if c.how == once {
			c.how = sum
		}
		if row := r.rowAt(a.query.Row); r.mixed && row != nil {
			c.Kind, c.Free, c.Unit = row.kind, false, row.Cells[2].text
		}
		d.Columns = append(d.Columns, c)
	}
	seen := map[int64]bool{}
	for i := range facts {
		f := &facts[i]
		if !kept[f.key] || !counts(f, was, shown) || was[at].how == once && seen[f.id] {
			continue
		}
		seen[f.id] = true
		key := keyOf(f.name[0], fmt.Sprint(i))
		row := d.head(key, f.name[:]...)
		row.Noun, row.ID = f.noun, f.id
		adds := d.count(fact{key: key, noun: f.noun, id: f.id, name: f.name, n: f.n})
		for k, i := range shown {
			adds[3+k] = f.adds[i]
		}
	}
	r.opened(&d, label, at)
	return nil
}

// rowAt is the row with a path; nil where there is none.
func (r *Report) rowAt(path string) *Row {
	for i := range r.Rows {
		if r.Rows[i].Path == path {
			return &r.Rows[i]
		}
	}
	return nil
}

// opened puts the report of the records behind a figure in the place of the report.
func (r *Report) opened(d *Report, label string, at int) {
	title := r.Columns[at].Title
	if r.Columns[at].Kind == Text {
		title = "全部记录"
	}
	d.part = label + " " + title
	d.Population, d.Notes = r.Population, r.Notes
	d.Filter = r.Filter
	d.settle()
	d.Subs = nil
	*r = *d
}

// label names a row by its key; "" is the whole.
func (r *Report) label(key string) (string, bool) {
	if key == "" {
		return say.Total, true
	}
	for _, rows := range [][]Row{r.Subs, r.Rows} {
		for _, row := range rows {
			if row.Path != key {
				continue
			}
			var words []string
			for i, c := range r.Columns {
				if c.Kind != Text || i > 1 {
					break
				}
				if text := row.Cells[i].Show(Text); text != "" {
					words = append(words, text)
				}
			}
			return strings.Join(words, " "), true
		}
	}
	return "", false
}

// shownBehind are the columns that a figure comes from: itself, of a share both of its sides, of a word all that are summed.
func (r *Report) shownBehind(at int) []int {
	var out []int
	switch c := r.Columns[at]; {
	case c.Kind == Text:
		for i, c := range r.Columns {
			if c.Kind != Text && c.how != ratio {
				out = append(out, i)
			}
		}
	case c.how == ratio:
		out = append(out, r.column(c.of))
		for _, key := range c.per {
			if i := r.column(key); key != c.of {
				out = append(out, i)
			}
		}
		out = append(out, at)
	default:
		out = append(out, at)
	}
	return out
}

// counts reports whether a fact counts in one of some columns. A sum is not changed by what adds 0.
func counts(f *fact, columns []Column, shown []int) bool {
	for _, i := range shown {
		if columns[i].how == ratio || f.adds[i] == none {
			continue
		}
		if f.adds[i] != 0 || columns[i].how > ratio || columns[i].how == own {
			return true
		}
	}
	return false
}

// textName is the heading of whom or what a record is about.
const textName = "名称"

// ErrNoFigure is said where a figure is asked for that the report does not have.
var ErrNoFigure = say.Refuse("no_figure", "这张报表里没有这个数字了，请返回报表重新选择")
