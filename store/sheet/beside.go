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
	s.besides = nil
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
}

// line hands out a row of data, once for each table in it.
func (s *scanner) line(r Row) error {
	if s.above == nil || len(s.right) != len(s.besides) {
		s.right = make([][]Cell, len(s.besides))
	}
	if err := s.lineAt(r, s.at); err != nil {
		return err
	}
	first := s.above
	defer func() { s.above = first }()
	for n, at := range s.besides {
		if !slices.ContainsFunc(s.spec.Fields, func(f Field) bool { return f.Need && s.stands(r, at, f.Key) }) {
			continue
		}
		s.above = s.right[n]
		if err := s.lineAt(r, at); err != nil {
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
