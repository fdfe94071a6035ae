package report

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// textSub stands beside the name of a district whose rows are summed.
const textSub = "小计"

// how says what a figure is of the records behind it.
type how int8

const (
	sum    how = iota // what they add up to
	own               // of a single record alone: an age, a price; rows that stand for several have none
	once              // what they add up to, a record that stands in several rows once
	ratio             // the sum of one column as a share of the sum of others
	most              // the largest
	mean              // the average, rounded half up
	median            // the one in the middle, of an even number the lower one
)

// none is what a record adds to a column in which it does not count at all; 0 counts in an average.
const none = -1 << 63

// fact is a record with what it adds to each column, or several that add alike.
type fact struct {
	key  string // of the row in which it counts: its parts, outermost first
	noun allocation.Noun
	id   int64
	name [3]string // district, number, name
	n    int64     // how many records it stands for
	adds []int64   // for each column; none where it does not count
}

// keySep parts the parts of a key.
const keySep = "\x1f"

func keyOf(parts ...string) string { return strings.Join(parts, keySep) }

// within reports whether a key is that of a row, or of one that the row sums up.
func within(key, row string) bool {
	return row == "" || key == row || strings.HasPrefix(key, row+keySep)
}

// settle works the figures of rows, districts and whole out of the facts.
func (r *Report) settle() {
	if r.facts == nil && r.deep == nil {
		r.total()
		return
	}
	by := map[string][]*fact{}
	for i := range r.facts {
		f := &r.facts[i]
		by[f.key] = append(by[f.key], f)
	}
	if r.mixed {
		defer r.mix(by)
	}
	var all []*fact
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.fixed {
			continue
		}
		row.Cells = r.figures(slices.Clone(row.Cells), by[row.Path], true)
		all = append(all, by[row.Path]...)
	}
	r.Totals = r.figures(make([]Value, len(r.Columns)), all, false)
	r.sub(by)
	r.large()
}

// large shows the amounts that are summed in 万元 where one of them is so large that nobody reads it in 元, all of a table alike; what a single
// record comes to stays exact, and so does what is worked out for each.
func (r *Report) large() {
	summed := func(c Column) bool { return (c.Kind == Money || c.Kind == Myriad) && (c.how == sum || c.how == once) }
	large := false
	for i, c := range r.Columns {
		large = large || summed(c) && len(r.Rows) > 0 && r.Rows[0].ID == 0 && quantity.Money(r.Totals[i].number).Large()
	}
	for i, c := range r.Columns {
		if c.Kind != Money && c.Kind != Myriad {
			continue
		}
		r.Columns[i].Kind, r.Columns[i].Unit = Money, textYuan
		if large && summed(c) {
			r.Columns[i].Kind, r.Columns[i].Unit = Myriad, textWan
		}
	}
}

// textWan is the unit of large amounts.
const textWan = "万元"

// sub sums up each district that has several rows, where there are several districts.
func (r *Report) sub(by map[string][]*fact) {
	r.Subs = nil
	if len(r.Columns) == 0 || r.Columns[0].Key != "district" || len(r.Rows) < 3 {
		return
	}
	var subs []Row
	several := false
	for i := 0; i < len(r.Rows); {
		district, _, deep := strings.Cut(r.Rows[i].Path, keySep)
		if !deep {
			return
		}
		var facts []*fact
		from := i
		for ; i < len(r.Rows) && within(r.Rows[i].Path, district); i++ {
			facts = append(facts, by[r.Rows[i].Path]...)
		}
		several = several || i-from > 1
		cells := make([]Value, len(r.Columns))
		cells[0], cells[1] = r.Rows[from].Cells[0], Str(textSub)
		subs = append(subs, Row{Cells: r.figures(cells, facts, false), Path: district, after: i, alone: i-from == 1, Part: districtPart(r.Rows[from].Part)})
	}
	if several && len(subs) > 1 {
		r.Subs = subs
	}
}

// districtPart is the district of a part.
func districtPart(p *Part) *Part {
	if p == nil {
		return nil
	}
	return &Part{District: p.District, Pool: p.Pool}
}

// figures fills the cells that count.
func (r *Report) figures(cells []Value, facts []*fact, row bool) []Value {
	for i, c := range r.Columns {
		if c.Kind != Text && c.how != ratio {
			cells[i] = worked(c.how, i, facts, row, c.Kind == Money || c.Kind == Myriad)
		}
	}
	for i, c := range r.Columns {
		if c.how != ratio {
			continue
		}
		var whole int64
		for _, key := range c.per {
			whole += cells[r.column(key)].number
		}
		if of := cells[r.column(c.of)]; c.Kind == Permille {
			cells[i] = permille(of.number, whole)
		} else if cells[i] = (Value{}); whole != 0 {
			cells[i] = Num((2*of.number + whole) / (2 * whole))
		}
	}
	return cells
}

// column is the place of a column by its key.
func (r *Report) column(key string) int {
	return slices.IndexFunc(r.Columns, func(c Column) bool { return c.Key == key })
}

// worked works out one figure of some facts.
func worked(h how, i int, facts []*fact, row, money bool) Value {
	switch h {
	case own:
		if row && len(facts) == 1 && facts[0].adds[i] != none {
			return Num(facts[0].adds[i])
		}
		return Value{}
	case most, mean, median:
		return middle(h, i, facts)
	case once:
		return Num(onceSum(i, facts))
	case sum, ratio:
	}
	var n int64
	known := false
	for _, f := range facts {
		if f.adds[i] != none {
			n, known = n+f.adds[i], true
		}
	}
	if row && money && !known && len(facts) > 0 { // an amount that nobody knows yet is not 0
		return Value{}
	}
	return Num(n)
}

// onceSum adds up with each record once.
func onceSum(i int, facts []*fact) (n int64) {
	seen := map[int64]bool{}
	for _, f := range facts {
		if f.adds[i] != none && f.adds[i] != 0 && !seen[f.id] {
			seen[f.id] = true
			n += f.adds[i]
		}
	}
	return n
}

// middle is the largest, the average or the middle one; nothing where none counts.
func middle(h how, i int, facts []*fact) Value {
	var total, n, largest int64
	var list []int64
	for _, f := range facts {
		v := f.adds[i]
		if v == none {
			continue
		}
		if n == 0 || v > largest {
			largest = v
		}
		weight := max(f.n, 1)
		total, n = total+v*weight, n+weight
		if h == median {
			list = append(list, v)
		}
	}
	switch {
	case n == 0:
		return Value{}
	case h == most:
		return Num(largest)
	case h == mean:
		return Num((2*total + n) / (2 * n))
	}
	slices.Sort(list)
	return Num(list[(len(list)-1)/2])
}

// head begins a row that sums up facts; its words stand in the first columns.
func (r *Report) head(key string, words ...string) *Row {
	cells := make([]Value, len(r.Columns))
	for i, w := range words {
		cells[i] = Str(w)
	}
	r.Rows = append(r.Rows, Row{Cells: cells, Path: key})
	return &r.Rows[len(r.Rows)-1]
}

// count takes a fact in and gives back its columns, in which nothing counts yet.
func (r *Report) count(f fact) []int64 {
	f.adds = make([]int64, len(r.Columns))
	for i := range f.adds {
		f.adds[i] = none
	}
	r.facts = append(r.facts, f)
	return f.adds
}

// Line is one line of a report as it is shown: a row, what a district comes to, or the whole.
type Line struct {
	Cells []Value
	Path  string // of Query.Row
	Row   int    // its place among Rows; -1 of sums
	Sub   bool   // a district
	Total bool
}

// Lines are rows, sums of districts and the whole in the order in which they are shown; the whole is left out where nothing is summed.
func (r *Report) Lines() []Line {
	out := make([]Line, 0, len(r.Rows)+len(r.Subs)+1)
	subs := r.Subs
	for i, row := range r.Rows {
		out = append(out, Line{Cells: row.Cells, Path: row.Path, Row: i})
		if len(subs) > 0 && subs[0].after == i+1 {
			if !subs[0].alone { // what a single row comes to it says itself
				out = append(out, Line{Cells: subs[0].Cells, Path: subs[0].Path, Row: -1, Sub: true})
			}
			subs = subs[1:]
		}
	}
	if len(r.Rows) > 0 && slices.ContainsFunc(r.Totals, func(v Value) bool { return !v.Null() }) {
		cells := slices.Clone(r.Totals)
		if cells[0].Null() {
			cells[0] = Str(say.Total)
		}
		out = append(out, Line{Cells: cells, Row: -1, Total: true})
	}
	return out
}
