package match

import "slices"

// hallSets keeps equal Hall sets once: in a scarce part many applicants meet the same one.
type hallSets struct {
	part  *part
	known map[uint64][]*Blocked
	units []uint64 // room for one set
}

// add makes the row for a set of local units, in any order; its others are their holders.
func (h *hallSets) add(units, owner []int32) *Blocked {
	if h.known == nil {
		h.known, h.units = map[uint64][]*Blocked{}, make([]uint64, (len(owner)+63)/64)
	}
	clear(h.units)
	for _, u := range units {
		set(h.units, u)
	}
	sum := uint64(len(units))
	for _, w := range h.units {
		sum = (sum ^ w) * 1099511628211
		sum ^= sum >> 29
	}
	for _, b := range h.known[sum] {
		if len(b.Units) == len(units) && !slices.ContainsFunc(b.Units, func(u int32) bool { return !has(h.units, h.part.local[u]) }) {
			return b
		}
	}
	b := &Blocked{Others: make([]int32, len(units)), Units: make([]int32, len(units))}
	for i, u := range units {
		b.Units[i], b.Others[i] = h.part.units[u], h.part.applicants[owner[u]]
	}
	slices.Sort(b.Units)
	slices.Sort(b.Others)
	h.known[sum] = append(h.known[sum], b)
	return b
}
