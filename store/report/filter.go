package report

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
)

// Kept is the report with the rows that a filter leaves, in the language of lists: jsq, 面积:>100, -行业:邮政业. What rows and districts come to
// is worked out from these. Errors: those of search.ParseFilter, which leave no rows.
func (r *Report) Kept(text string) (Report, error) {
	out := *r
	out.Filter = strings.TrimSpace(text)
	if out.Filter == "" {
		return out, nil
	}
	filter, err := search.ParseFilter(text, r.filterFields())
	if err != nil {
		out.Rows = []Row{}
		out.settle()
		return out, err
	}
	out.Rows = []Row{}
	for _, row := range r.Rows {
		if !slices.ContainsFunc(filter, func(t search.FilterTerm) bool { return r.meets(row, t) == t.Not }) {
			out.Rows = append(out.Rows, row)
		}
	}
	out.settle()
	return out, nil
}

// filterFields are what rows can be filtered by.
func (r *Report) filterFields() []search.FilterField {
	out := make([]search.FilterField, len(r.Columns))
	for i, c := range r.Columns {
		f := search.FilterField{Key: c.Key, Title: c.Title}
		switch c.Kind {
		case Text:
			if r.days(i) {
				f.Kind = search.FieldDate
			}
		case Count:
			f.Kind = search.FieldCount
		case Area, Permille: // both are typed with two digits behind the point
			f.Kind = search.FieldArea
		case Money, Myriad:
			f.Kind = search.FieldMoney
		}
		out[i] = f
	}
	return out
}

// days reports whether a column holds days.
func (r *Report) days(i int) bool {
	for _, row := range r.Rows {
		if v := row.Cells[i]; !v.Null() {
			_, err := civil.Parse(v.text)
			return err == nil && len(v.text) == len("2021-03-15")
		}
	}
	return false
}

// meets reports whether a row meets a term, its Not aside.
func (r *Report) meets(row Row, t search.FilterTerm) bool {
	if t.Field == "" {
		return slices.ContainsFunc(t.Words, func(w string) bool { return r.sounds(row, w) })
	}
	i := r.column(t.Field)
	v := row.Cells[i]
	switch {
	case t.Empty:
		return v.Null() || v.text == "" && v.is == 1
	case v.Null():
		return false
	}
	switch t.Kind {
	case search.FieldText, search.FieldChoice:
		return slices.ContainsFunc(t.Words, func(w string) bool {
			return v.text == w || !t.Exact && search.Sounds(v.text, w)
		})
	case search.FieldDate:
		day, err := civil.Parse(v.text)
		return err == nil && (t.FromDay.IsZero() || !day.Before(t.FromDay)) && (t.ToDay.IsZero() || !day.After(t.ToDay))
	case search.FieldCount, search.FieldArea, search.FieldMoney:
	}
	n := v.number
	switch r.Columns[i].Kind {
	case Permille:
		n *= 10
	case Myriad: // typed in 万元
		n /= quantity.Myriad
	case Text, Count, Area, Money:
	}
	return (!t.HasFrom || n >= t.From) && (!t.HasTo || n <= t.To)
}

// sounds reports whether a word is found in a row: 汉字, pinyin, initials, digits.
func (r *Report) sounds(row Row, word string) bool {
	for i, c := range r.Columns {
		if search.Sounds(row.Cells[i].Show(c.Kind), word) {
			return true
		}
	}
	return false
}

// Ordered is the report with its rows in the order of a column, empty cells last; districts are not summed up then.
func (r *Report) Ordered(key string, desc bool) Report {
	out := *r
	at := r.column(key)
	if at < 0 {
		return out
	}
	out.Rows, out.Subs = slices.Clone(r.Rows), nil
	kind := r.Columns[at].Kind
	slices.SortStableFunc(out.Rows, func(a, b Row) int {
		x, y := a.Cells[at], b.Cells[at]
		switch {
		case x.Null() && y.Null():
			return 0
		case x.Null():
			return 1
		case y.Null():
			return -1
		}
		n := strings.Compare(x.Show(kind), y.Show(kind))
		if kind != Text {
			n = int(max(min(x.Int()-y.Int(), 1), -1))
		}
		if desc {
			return -n
		}
		return n
	})
	out.Order = r.Columns[at].Title
	if desc {
		out.Order += "（从大到小）"
	}
	return out
}
