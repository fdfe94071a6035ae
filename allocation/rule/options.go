package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/match"
	"penggai/allocation/quantity"
)

// stock is the pool arranged for finding options: units stand by community, building, floor and bay, so that a run of
// adjacent units is an interval of places.
type stock struct {
	in          *Instance
	units       []int          // place → index in in.Units
	places      []int          // index in in.Units → place
	next        []bool         // place → the next place is the adjacent bay of the same floor
	communities []pitch        // intervals of places, bytewise by name
	named       map[string]int // name → index in communities
	numberRank  []int          // place → position of its unit's number in bytewise order
	byRank      []int          // the inverse
	fixedFor    []int          // place → index of the applicant for which it is fixed, −1 for none
	fixedPlaces map[int][]int  // index of an applicant → the places fixed for it, ascending
	tags        map[string]int
	carries     [][]uint64 // place → tags as bits
	lacking     map[string]int
}

// pitch is one community: its places, and the same by area.
type pitch struct {
	name     string
	from, to int
	byArea   []int
	free     int // places that are not fixed
}

func newStock(in *Instance) *stock {
	n := len(in.Units)
	s := &stock{
		in: in, units: make([]int, n), places: make([]int, n), next: make([]bool, n), named: map[string]int{},
		numberRank: make([]int, n), byRank: make([]int, n), fixedFor: make([]int, n), tags: map[string]int{}, lacking: map[string]int{},
	}
	for i := range s.units {
		s.units[i] = i
	}
	slices.SortFunc(s.units, func(a, b int) int { return comparePlace(&in.Units[a], &in.Units[b]) })
	for p, i := range s.units {
		s.places[i], s.byRank[p], s.fixedFor[p] = p, p, -1
		s.next[p] = p+1 < n && adjacent(&in.Units[i], &in.Units[s.units[p+1]])
	}
	slices.SortFunc(s.byRank, func(a, b int) int { return strings.Compare(s.unit(a).Number, s.unit(b).Number) })
	for r, p := range s.byRank {
		s.numberRank[p] = r
	}
	s.fix()
	s.pitches()
	s.tagBits()
	return s
}

func (s *stock) unit(place int) *InstanceUnit { return &s.in.Units[s.units[place]] }

// comparePlace orders units so that neighbours on a floor follow one another; what has no bay comes last on its floor.
func comparePlace(a, b *InstanceUnit) int {
	if c := cmp.Or(strings.Compare(a.Community, b.Community), strings.Compare(a.Building, b.Building), cmp.Compare(a.Floor, b.Floor)); c != 0 {
		return c
	}
	return compareBay(a, b)
}

// compareBay orders by bay, what has none last, then by number.
func compareBay(a, b *InstanceUnit) int {
	switch {
	case a.Bay != nil && b.Bay != nil:
		return cmp.Or(cmp.Compare(*a.Bay, *b.Bay), strings.Compare(a.Number, b.Number))
	case a.Bay != nil:
		return -1
	case b.Bay != nil:
		return 1
	}
	return strings.Compare(a.Number, b.Number)
}

func adjacent(a, b *InstanceUnit) bool {
	return a.Bay != nil && b.Bay != nil && *a.Bay < *b.Bay && *a.Bay+1 == *b.Bay &&
		a.Floor == b.Floor && a.Building == b.Building && a.Community == b.Community
}

func (s *stock) fix() {
	if len(s.in.Fixed) == 0 {
		return
	}
	applicants, units := map[string]int{}, map[string]int{}
	for i := range s.in.Applicants {
		applicants[s.in.Applicants[i].Number] = i
	}
	for p := range s.units {
		units[s.unit(p).Number] = p
	}
	s.fixedPlaces = make(map[int][]int, len(s.in.Fixed))
	for _, f := range s.in.Fixed {
		a := applicants[f.Applicant]
		for _, u := range f.Units {
			s.fixedFor[units[u]] = a
			s.fixedPlaces[a] = append(s.fixedPlaces[a], units[u])
		}
		slices.Sort(s.fixedPlaces[a])
	}
}

func (s *stock) pitches() {
	for p := range s.units {
		name := s.unit(p).Community
		if k := len(s.communities); k == 0 || s.communities[k-1].name != name {
			s.named[name] = k
			s.communities = append(s.communities, pitch{name: name, from: p})
		}
		c := &s.communities[len(s.communities)-1]
		c.to, c.byArea = p+1, append(c.byArea, p)
		if s.fixedFor[p] < 0 {
			c.free++
		}
	}
	for i := range s.communities {
		slices.SortStableFunc(s.communities[i].byArea, func(a, b int) int { return cmp.Compare(s.unit(a).Area, s.unit(b).Area) })
	}
}

func (s *stock) tagBits() {
	for p := range s.units {
		for _, t := range s.unit(p).Tags {
			if _, known := s.tags[t]; !known {
				s.tags[t] = len(s.tags)
			}
		}
	}
	s.carries = make([][]uint64, len(s.units))
	words := (len(s.tags) + 63) / 64
	bits := make([]uint64, words*len(s.units))
	for p := range s.units {
		s.carries[p] = bits[p*words : (p+1)*words]
		for _, t := range s.unit(p).Tags {
			s.carries[p][s.tags[t]/64] |= 1 << (s.tags[t] % 64)
		}
	}
}

// wish is what one applicant looks for among the places.
type wish struct {
	self     int // index of the applicant
	band     Band
	maxUnits int
	required []uint64
	hopeless bool // a required tag that no unit carries
}

func (s *stock) wish(self int, band Band) *wish {
	a := &s.in.Applicants[self]
	w := &wish{self: self, band: band, maxUnits: int(min(s.in.Params.MaxUnits, a.MaxUnits))}
	for _, t := range a.Requires {
		bit, known := s.tags[t]
		if !known {
			w.hopeless = true
			return w
		}
		if w.required == nil {
			w.required = make([]uint64, (len(s.tags)+63)/64)
		}
		w.required[bit/64] |= 1 << (bit % 64)
	}
	return w
}

// fits tells whether the unit alone may be part of an option: not fixed for another, with every required tag.
func (s *stock) fits(w *wish, place int) bool {
	if f := s.fixedFor[place]; f >= 0 && f != w.self {
		return false
	}
	return s.tagged(w, place)
}

func (s *stock) tagged(w *wish, place int) bool {
	if w.hopeless {
		return false
	}
	for i, need := range w.required {
		if s.carries[place][i]&need != need {
			return false
		}
	}
	return true
}

// options lists an applicant's options, best first, into buf.
func (s *stock) options(w *wish, buf []match.Option) []match.Option {
	buf = buf[:0]
	if w.hopeless || w.band.Empty() {
		return buf
	}
	a := &s.in.Applicants[w.self]
	listed := make(map[int]bool, len(a.Communities))
	var keys []uint64
	for _, name := range a.Communities {
		c, known := s.named[name]
		if !known || listed[c] {
			continue
		}
		listed[c] = true
		keys = s.collect(w, &s.communities[c], keys[:0])
		buf = s.append(buf, keys)
	}
	if a.OnlyListed {
		return buf
	}
	keys = keys[:0]
	for c := range s.communities {
		if !listed[c] {
			keys = s.collect(w, &s.communities[c], keys)
		}
	}
	return s.append(buf, keys)
}

// An option's key sorts by distance from the target, then by units, then by the number of the first unit.
const (
	keyNumberBits = 28
	keyUnitBits   = 5
)

func (s *stock) append(buf []match.Option, keys []uint64) []match.Option {
	slices.Sort(keys)
	for _, k := range keys {
		place := s.byRank[k&(1<<keyNumberBits-1)]
		buf = append(buf, match.NewOption(place, int(k>>keyNumberBits&(1<<keyUnitBits-1))))
	}
	return buf
}

func (s *stock) key(w *wish, place, units int, sum quantity.Area) uint64 {
	off := sum - w.band.Target
	if off < 0 {
		off = -off
	}
	return uint64(off)<<(keyNumberBits+keyUnitBits) | uint64(units)<<keyNumberBits | uint64(s.numberRank[place])
}

// collect adds the keys of the options in one community.
func (s *stock) collect(w *wish, c *pitch, keys []uint64) []uint64 {
	if w.maxUnits == 1 {
		from, _ := slices.BinarySearchFunc(c.byArea, w.band.Lo, func(p int, lo quantity.Area) int { return cmp.Compare(s.unit(p).Area, lo) })
		for _, p := range c.byArea[from:] {
			area := s.unit(p).Area
			if area > w.band.Hi {
				break
			}
			if s.fits(w, p) {
				keys = append(keys, s.key(w, p, 1, area))
			}
		}
		return keys
	}
	for p := c.from; p < c.to; p++ {
		if units, sum := s.run(w, p); units > 0 {
			keys = append(keys, s.key(w, p, units, sum))
		}
	}
	return keys
}

// run is the one option that can begin at a place: the shortest run that reaches lo, if it stays within hi and holds
// no shorter run that reaches lo too. Longer runs from the same place hold this one.
func (s *stock) run(w *wish, start int) (units int, sum quantity.Area) {
	for p := start; units < w.maxUnits && s.fits(w, p); p++ {
		units++
		if sum += s.unit(p).Area; sum > w.band.Hi {
			return 0, 0
		}
		if sum >= w.band.Lo {
			if units > 1 && sum-s.unit(start).Area >= w.band.Lo {
				return 0, 0
			}
			return units, sum
		}
		if !s.next[p] {
			break
		}
	}
	return 0, 0
}

// Excluded counts, for an applicant without options, each unit once at the first condition that excludes it alone:
// fixed for somebody, in no listed community where only those will do, without a required tag, and by area all
// others (alone they lie outside the band, and no run of them lies in it).
type Excluded struct{ Fixed, Community, Tags, Area int }

func (s *stock) excluded(w *wish) *Excluded {
	a := &s.in.Applicants[w.self]
	listed := map[int]bool{}
	for _, name := range a.Communities {
		if c, known := s.named[name]; known {
			listed[c] = true
		}
	}
	e := &Excluded{}
	required := fmt.Sprintf("%q", slices.Compact(slices.Sorted(slices.Values(a.Requires))))
	for c := range s.communities {
		pitch := &s.communities[c]
		e.Fixed += pitch.to - pitch.from - pitch.free
		if a.OnlyListed && !listed[c] {
			e.Community += pitch.free
			continue
		}
		lacking := s.countLacking(w, pitch, required)
		e.Tags += lacking
		e.Area += pitch.free - lacking
	}
	return e
}

// countLacking counts the places of a community that are not fixed and lack a required tag, once per set of tags.
func (s *stock) countLacking(w *wish, c *pitch, required string) int {
	if len(w.required) == 0 && !w.hopeless {
		return 0
	}
	key := c.name + "\x01" + required
	n, known := s.lacking[key]
	if !known {
		for p := c.from; p < c.to; p++ {
			if s.fixedFor[p] < 0 && !s.tagged(w, p) {
				n++
			}
		}
		s.lacking[key] = n
	}
	return n
}
