package report

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
)

// days makes the report as of the day that was asked for, with the figures of the second day beside where there is one.
func (d Definition) days(a ask) (Report, error) {
	r, err := d.make(a)
	if err != nil || d.both || a.query.And.IsZero() {
		return r, err
	}
	a.day = a.query.And
	other, err := d.make(a)
	return r.beside(other, a.day), err
}

// Days says as of which day the report is, and with which it is compared.
func (r *Report) Days() string { return daysText(r.AsOf, r.And) }

func daysText(day, and civil.Date) string {
	text := "截至 " + day.String()
	if !and.IsZero() {
		text += "  与 " + and.String() + " 比较"
	}
	return text
}

// beside sets the figures of another day beside those of the report: behind each column of figures the same of that day, and by how
// much they differ. A row that only one of both days has keeps its words; its figures of the other day are nothing.
func (r *Report) beside(other Report, day civil.Date) Report {
	out := Report{And: day, Samples: r.Samples, Notes: r.Notes}
	for _, note := range other.Notes {
		if !slices.Contains(out.Notes, note) {
			out.Notes = append(out.Notes, day.String()+"："+note)
		}
	}
	for _, c := range r.Columns {
		out.Columns = append(out.Columns, c)
		if c.Kind == Text {
			continue
		}
		then, change := c, c
		then.Key, then.Title, then.On = c.Key+"_and", c.Title+" "+day.String(), day
		then.Short = ""
		change.Key, change.Title, change.Short, change.Units = c.Key+"_change", textChange, "", false
		out.Columns = append(out.Columns, then, change)
	}
	for _, pair := range matched(r.Rows, other.Rows, r.keys(other)) {
		row := pair.now
		if pair.then != nil && row == nil {
			row = pair.then
		}
		merged := *row
		merged.Cells = r.pair(cells(pair.now), cells(pair.then))
		out.Rows = append(out.Rows, merged)
	}
	if r.Totals != nil && other.Totals != nil {
		out.Totals = r.pair(r.Totals, other.Totals)
	}
	return out
}

func cells(r *Row) []Value {
	if r == nil {
		return nil
	}
	return r.Cells
}

// pair are the cells of a line of both days; either may be missing, not both.
func (r *Report) pair(now, then []Value) (out []Value) {
	at := func(list []Value, i int) Value {
		if list == nil {
			return Value{}
		}
		return list[i]
	}
	for i, c := range r.Columns {
		a, b := at(now, i), at(then, i)
		if c.Kind == Text {
			if now == nil {
				a = b
			}
			out = append(out, a)
			continue
		}
		change := Value{}
		if a.is != 1 && b.is != 1 && (!a.Null() && !b.Null() || c.Kind != Permille && !c.Free && !(a.Null() && b.Null())) {
			change = Num(a.number - b.number).Differs()
			change.own = a.own
		}
		out = append(out, a, b, change)
	}
	return out
}

// keys tells rows apart across both days: by their records where each has one of its own, else by their words.
func (r *Report) keys(other Report) func(Row) string {
	byRecord := func(row Row) string { return string(row.Noun) + " " + Num(row.ID).Plain(Count) }
	byWords := func(row Row) string {
		var words []string
		for i, c := range r.Columns {
			if c.Kind == Text {
				words = append(words, row.Cells[i].text)
			}
		}
		return strings.Join(words, "\x00")
	}
	for _, rows := range [][]Row{r.Rows, other.Rows} {
		seen := map[string]bool{}
		for _, row := range rows {
			key := byRecord(row)
			if row.ID == 0 || seen[key] {
				return byWords
			}
			seen[key] = true
		}
	}
	return byRecord
}

// both is a row on the two days.
type both struct{ now, then *Row }

// matched joins the rows of both days in the order of the first; what only the second has stands behind what it follows there.
func matched(now, then []Row, key func(Row) string) []both {
	var out []both
	at := map[string]int{}
	for i := range now {
		at[key(now[i])] = len(out)
		out = append(out, both{now: &now[i]})
	}
	last := -1
	for i := range then {
		k := key(then[i])
		if n, found := at[k]; found && out[n].then == nil {
			out[n].then, last = &then[i], n
			continue
		}
		last++
		out = slices.Insert(out, last, both{then: &then[i]})
		for k, n := range at {
			if n >= last {
				at[k] = n + 1
			}
		}
	}
	return out
}

const textChange = "增减"
