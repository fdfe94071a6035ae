package ledger

import (
	"cmp"
	"slices"
	"sort"
)

// Counted is what a row of a file counts for where totals are compared.
type Counted struct {
	At
	Table int // of tables side by side
	N     int64
}

// CheckTotals says of each total that stands in a file whether it is off: it is neither one of those that are known nor what the rows of its
// table, or of all tables of its sheet, come to above it, since the total before or from the beginning.
func CheckTotals(own []Place, n func(Place) int64, known []Place, rows []Counted) {
	whole, parts := map[string]run{}, map[table]run{}
	slices.SortStableFunc(rows, func(a, b Counted) int { return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), a.Row-b.Row) })
	for _, r := range rows {
		t := table{r.Sheet, r.Table}
		whole[r.Sheet], parts[t] = whole[r.Sheet].add(r), parts[t].add(r)
	}
	last := map[table]int{}
	for i := range own {
		o := &own[i]
		t, said := table{o.At.Sheet, o.Table}, n(*o)
		before := last[t]
		last[t] = o.At.Row
		if o.Off = !slices.ContainsFunc(known, func(k Place) bool { return n(k) == said }); !o.Off {
			continue
		}
		for _, of := range []run{whole[t.sheet], parts[t]} {
			up := of.below(o.At.Row)
			if said == up || said == up-of.below(before+1) {
				o.Off = false
			}
		}
	}
}

// table is one of the tables of a sheet.
type table struct {
	sheet string
	no    int
}

// run are rows with what they come to so far.
type run struct {
	rows []int
	sums []int64
}

func (r run) add(c Counted) run {
	sum := c.N
	if n := len(r.sums); n > 0 {
		sum += r.sums[n-1]
	}
	return run{append(r.rows, c.Row), append(r.sums, sum)}
}

// below is what the rows above one come to.
func (r run) below(row int) int64 {
	n := sort.SearchInts(r.rows, row)
	if n == 0 {
		return 0
	}
	return r.sums[n-1]
}
