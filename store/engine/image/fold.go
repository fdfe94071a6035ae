package image

import (
	"hash/maphash"
	"iter"
	"maps"
	"slices"
)

// Fold is what the bodies of a log last say of each row. It keeps no row, only by what one is told apart, with a key that is new each time.
type Fold struct {
	Tables map[string]*Said

	seed   maphash.Seed
	shapes map[string]uint64 // columns as JSON → their part of a sum

	seq   int64 // of the body that is taken in
	table *Said // whose rows follow there
	shape uint64
}

// NewFold is that of no bodies.
func NewFold() *Fold {
	return &Fold{Tables: map[string]*Said{}, seed: maphash.MakeSeed(), shapes: map[string]uint64{}}
}

// Take takes in the body of the row seq of the log. Errors: those of Walk.
func (f *Fold) Take(seq int64, body []byte) error {
	f.seq = seq
	return Walk(body, f)
}

// Table, Row and Gone are told by Walk.
func (f *Fold) Table(name string, columns []byte) {
	f.table, f.shape = f.Tables[name], f.Shape(columns)
	if f.table == nil {
		f.table = &Said{pages: map[int64]*page{}}
		f.Tables[name] = f.table
	}
}

// Row takes in what is said of a row.
func (f *Fold) Row(id int64, row []byte) { f.table.set(id, f.Sum(f.shape, row), f.seq) }

// Gone takes in that a row is gone.
func (f *Fold) Gone(id int64) { f.table.set(id, sumGone, f.seq) }

// Shape is what columns, as JSON, add to the sums of rows.
func (f *Fold) Shape(columns []byte) uint64 {
	n, ok := f.shapes[string(columns)]
	if !ok {
		n = maphash.Bytes(f.seed, columns)
		f.shapes[string(columns)] = n
	}
	return n
}

// Sum is by what a row is told apart.
func (f *Fold) Sum(shape uint64, row []byte) uint64 {
	return max(maphash.Bytes(f.seed, row)^shape, sumGone+1)
}

// Said is what was last said of the rows of a table, by their ids: a large office has millions, most of them without a gap.
type Said struct{ pages map[int64]*page }

// page is that of pageIDs ids in a row.
type page struct {
	sum [pageIDs]uint64
	seq [pageIDs]uint32
}

const (
	pageBits = 8
	pageIDs  = 1 << pageBits

	sumNone = 0 // nothing is said
	sumGone = 1
)

func (s *Said) set(id int64, sum uint64, seq int64) {
	p := s.pages[id>>pageBits]
	if p == nil {
		p = &page{}
		s.pages[id>>pageBits] = p
	}
	p.sum[id&(pageIDs-1)], p.seq[id&(pageIDs-1)] = sum, uint32(seq)
}

// Of is what is said of a row, and which row of the log says it; there is false where nothing is, or that it is gone.
func (s *Said) Of(id int64) (sum uint64, seq int64, there bool) {
	if s == nil || s.pages[id>>pageBits] == nil {
		return 0, 0, false
	}
	p, i := s.pages[id>>pageBits], id&(pageIDs-1)
	return p.sum[i], int64(p.seq[i]), p.sum[i] > sumGone
}

// Drop forgets what is said of a row.
func (s *Said) Drop(id int64) {
	if s != nil && s.pages[id>>pageBits] != nil {
		s.pages[id>>pageBits].sum[id&(pageIDs-1)] = sumNone
	}
}

// Left are the rows that are said to be there, by id.
func (s *Said) Left() iter.Seq[int64] {
	return func(yield func(int64) bool) {
		if s == nil {
			return
		}
		for _, n := range slices.Sorted(maps.Keys(s.pages)) {
			for i, sum := range s.pages[n].sum {
				if sum > sumGone && !yield(n<<pageBits|int64(i)) {
					return
				}
			}
		}
	}
}
