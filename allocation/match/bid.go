package match

// bidding is the room of a way to a place that chains do not find: those without a place bid. Who bids takes its cheapest
// option, whoever holds a unit of it has to bid again, and the units become dearer by what the second cheapest costs more. What
// an evicted holder leaves empty becomes cheaper. So the runs that everybody wants become dear, and whoever can do without gives way.
type bidding struct {
	offer    []int64    // unit → price, kept from question to question
	order    []int32    // who has to bid, from the first on
	chance   uint64     // settles ties
	fall     int64      // what is left empty loses one part of so many of its price
	wants    [][]Option // applicant → its open options, where asked holds the present question
	asked    []int
	question int
}

const (
	bidsFirst = 30_000    // bids in one question
	bidsLast  = 1_000_000 // the same once the relaxed question has found no prices
	bidFall   = 32
	bidsLater = 3_000 // the same where a question was branched, or where a part has resisted
)

func (b *bidding) init(k *packing) {
	b.offer, b.chance = make([]int64, k.m), 11
	b.wants, b.asked = make([][]Option, k.n), make([]int, k.n)
}

// bidLong goes on longer, in several ways one after another.
func (k *packing) bidLong(homeless []int32, deadline int) bool {
	for _, fall := range []int64{32, 64, 128, 32, 64, 128} {
		if k.bid(homeless, fall, bidsLast, deadline) {
			return true
		}
	}
	return false
}

// wanted are the open options of applicant a during one question.
func (k *packing) wanted(a int32) []Option {
	if k.asked[a] != k.question {
		k.wants[a], k.asked[a] = k.open(a), k.question
	}
	return k.wants[a]
}

// bid houses everybody of homeless beside those who have a place, in so many bids; false leaves the assignment as it was.
func (k *packing) bid(homeless []int32, fall int64, bids, deadline int) bool {
	k.fall = fall
	before, offer := k.save(), append([]int64(nil), k.offer...)
	k.question++
	k.order = append(k.order[:0], homeless...)
	for head := 0; head < len(k.order); head++ {
		if head >= bids || k.steps > deadline {
			break
		}
		if !k.bidOnce(k.order[head]) {
			break
		}
		if head+1 == len(k.order) {
			return true
		}
	}
	k.restore(before)
	copy(k.offer, offer)
	return false
}

// bidOnce lets applicant a take its cheapest option; false when it has none.
func (k *packing) bidOnce(a int32) bool {
	const none = int64(1) << 62
	least, second, pick, ties := none, none, Option(0), uint64(0)
	list := k.wanted(a)
	for _, o := range list {
		cost := int64(0)
		for u := o.First(); u < o.End(); u++ {
			cost += k.offer[u]
		}
		switch {
		case cost < least:
			least, second, pick, ties = cost, least, o, 1
		case cost == least:
			second = cost
			ties++
			k.chance = k.chance*6364136223846793005 + 1442695040888963407
			if k.chance>>33%ties == 0 {
				pick = o
			}
		default:
			second = min(second, cost)
		}
	}
	k.steps += len(list)/ascentStep + 1
	if pick == 0 {
		return false
	}
	rise := int64(1)
	if second != none {
		rise += second - least
	}
	for u := pick.First(); u < pick.End(); u++ {
		h := k.owner[u]
		if h < 0 {
			continue
		}
		held := k.cur[h]
		k.vacate(h)
		k.order = append(k.order, h)
		for v := held.First(); v < held.End(); v++ {
			if v < pick.First() || v >= pick.End() {
				k.offer[v] -= (k.offer[v] + k.fall - 1) / k.fall
			}
		}
	}
	n := int64(pick.Len())
	for u := pick.First(); u < pick.End(); u++ {
		k.offer[u] += (rise + n - 1) / n
	}
	k.place(a, pick)
	return true
}
