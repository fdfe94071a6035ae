package sheet

import "slices"

// settle gives each field the column that names it best.
func (s *scanner) settle(h *Head) {
	s.at, s.heads = make([]int, len(s.spec.Fields)), make([]string, len(s.spec.Fields))
	again := map[int][]int{}
	s.width = 0
	for _, c := range h.Columns {
		s.width = max(s.width, c.Place+1)
	}
	for i, f := range s.spec.Fields {
		best := -1
		for k, c := range h.Columns {
			if c.Key == f.Key && (best < 0 || c.Rank < h.Columns[best].Rank) {
				best = k
			}
		}
		for k, c := range h.Columns {
			if c.Key != f.Key || k == best {
				continue
			}
			if h.Columns[k].Key = ""; Plain(c.Heading) == Plain(h.Columns[best].Heading) && c.Place > h.Columns[best].Place && !f.Skipped {
				again[i] = append(again[i], c.Place)
			}
		}
		if s.at[i] = -1; best >= 0 && !f.Skipped {
			s.at[i], s.heads[i] = h.Columns[best].Place, h.Columns[best].Heading
		}
	}
	s.beside(h, again)
}

// beside finds the tables that stand to the right of the first under the same headings: all fields that are needed and have a column come
// again, equally often. What they do not have again is as in the first.
func (s *scanner) beside(h *Head, again map[int][]int) {
	s.besides, s.starts = nil, nil
	times := 0
	for i, f := range s.spec.Fields {
		if f.Need && s.at[i] >= 0 && (times == 0 || len(again[i]) < times) {
			if times = len(again[i]); times == 0 {
				return
			}
		}
	}
	for n := range times {
		at := slices.Clone(s.at)
		for i, places := range again {
			if len(places) == times {
				at[i] = places[n]
				for k := range h.Columns {
					if h.Columns[k].Place == places[n] {
						h.Columns[k].Key = s.spec.Fields[i].Key
					}
				}
			}
		}
		s.besides = append(s.besides, at)
	}
	s.part()
}

// part finds in which column each table begins; none where they are not wholly one behind the other.
func (s *scanner) part() {
	starts, end := []int{0}, slices.Max(s.at)
	for _, at := range s.besides {
		first, last := s.width, 0
		for i, place := range at {
			if place >= 0 && place != s.at[i] {
				first, last = min(first, place), max(last, place)
			}
		}
		if first <= end {
			return
		}
		starts, end = append(starts, first), last
	}
	s.starts = starts
}

// split gives each table its own cells of a row, in their places.
func (s *scanner) split(r Row) []Row {
	out := make([]Row, len(s.starts))
	for n, from := range s.starts {
		to := len(r.Cells)
		if n+1 < len(s.starts) {
			to = min(to, s.starts[n+1])
		}
		out[n] = Row{No: r.No, Cells: make([]Cell, len(r.Cells))}
		if from < to {
			copy(out[n].Cells[from:to], r.Cells[from:to])
		}
	}
	return out
}

// total is the label of a total row; of tables side by side one may end before the other.
func (s *scanner) total(r Row) string {
	if s.starts == nil {
		return total(r)
	}
	for _, part := range s.split(r) {
		if label := total(part); label != "" {
			return label
		}
	}
	return ""
}

// sums takes a row in which a table has its total; tables beside it have theirs, under the same label or their own, or go on.
func (s *scanner) sums(r Row, label string) error {
	if s.starts == nil || s.off {
		s.above = nil
		s.sum(r, s.at, 0, label)
		return nil
	}
	parts, ends := s.split(r), make([]bool, len(s.starts))
	rest := Row{No: r.No, Cells: slices.Clone(r.Cells)} // what is no total
	for n, part := range parts {
		own := total(part)
		if ends[n] = own != "" || s.onlySum(part, s.columns(n)); ends[n] {
			s.sum(part, s.columns(n), n, orElse(own, label))
			for place, c := range part.Cells {
				if !c.Empty() {
					rest.Cells[place] = Cell{}
				}
			}
		}
	}
	if s.above == nil || len(s.right) != len(s.besides) {
		s.above, s.right = s.empty(), make([][]Cell, len(s.besides))
	}
	err := s.line(rest)
	for n, end := range ends {
		switch {
		case end && n == 0:
			s.above = s.empty()
		case end:
			s.right[n-1] = nil
		}
	}
	return err
}

// columns are those of a table: the first, or one beside it.
func (s *scanner) columns(table int) []int {
	if table == 0 {
		return s.at
	}
	return s.besides[table-1]
}

// empty are last values of a table that carries nothing.
func (s *scanner) empty() []Cell { return make([]Cell, len(s.spec.Fields)) }

// onlySum reports whether a row has of the fields of a table that which is summed and no other.
func (s *scanner) onlySum(r Row, columns []int) bool {
	some := false
	for i, f := range s.spec.Fields {
		if at := columns[i]; at < 0 || at >= len(r.Cells) || r.Cells[at].Empty() || r.Cells[at].Fill {
			continue
		}
		if f.Key != s.spec.Total {
			return false
		}
		some = true
	}
	return some
}

// line hands out a row of data, once for each table in it.
func (s *scanner) line(r Row) error {
	if s.above == nil || len(s.right) != len(s.besides) {
		s.right = make([][]Cell, len(s.besides))
	}
	if err := s.lineAt(r, 0); err != nil {
		return err
	}
	first := s.above
	defer func() { s.above = first }()
	for n, at := range s.besides {
		if !slices.ContainsFunc(s.spec.Fields, func(f Field) bool { return f.Need && s.stands(r, at, f.Key) }) {
			continue
		}
		s.above = s.right[n]
		if err := s.lineAt(r, n+1); err != nil {
			return err
		}
		s.right[n] = s.above
	}
	return nil
}

// stands reports whether a row has something in the column of a field that is not the first table's.
func (s *scanner) stands(r Row, at []int, key string) bool {
	i := slices.IndexFunc(s.spec.Fields, func(f Field) bool { return f.Key == key })
	return at[i] >= 0 && at[i] != s.at[i] && at[i] < len(r.Cells) && !r.Cells[at[i]].Empty()
}
