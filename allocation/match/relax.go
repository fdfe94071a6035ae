package match

// relax is the room of the relaxed question: applicants may hold fractions of options. Each shares out one whole among its
// options and staying without, and pays for it; staying without costs relaxOne. Shares and prices move against each other in
// small steps: an option that costs less than its applicant pays gains share, a unit that is taken more than once becomes
// dearer. Either nobody has to stay without in the end, or the prices become a proof that somebody must.
type relax struct {
	toll   []int64 // unit → price; kept for the next question
	sum    []int64 // prices of the units before each
	cover  []int64 // unit → how much of it is taken
	takers []int64 // unit → options that hold it
	pays   []int64 // applicant → what it pays
	idle   []int64 // member → share of staying without
	begin  []int32 // member → its first live option; one more at the end
	live   []Option
	share  []int64 // live option → share of it
	warm   bool    // toll and pays are those of an earlier question
}

const (
	relaxBits   = 20
	relaxOne    = int64(1) << relaxBits
	relaxPace   = 16            // shares move by a part of what an option costs too little
	relaxMargin = relaxOne / 16 // options that cost more than this beyond what is paid rest for some rounds
	relaxRest   = 40            // rounds after which every option is looked at
)

func (r *relax) init(k *packing) {
	r.toll, r.cover, r.takers = make([]int64, k.m), make([]int64, k.m), make([]int64, k.m)
	r.sum, r.pays = make([]int64, k.m+1), make([]int64, k.n)
}

// relaxed asks the relaxed question about everybody gathered by concern, total options, and leaves the best prices in best. The
// value is what the members pay at least beyond all prices, nobody more than relaxOne; above 0 the prices are a proof.
func (k *packing) relaxed(total, rounds int) (value int64) {
	r := &k.relax
	r.start(k)
	value = -1 << 62
	for round := 0; round <= rounds; round++ {
		if round%relaxRest == 0 {
			k.steps += total/ascentStep + 1
			if now := r.wake(k); now > value {
				value = now
				for _, u := range k.taken {
					k.best[u] = r.toll[u]
				}
				if value > relaxOne/64 {
					return value
				}
			}
			if round > relaxRest && r.failing(k) < relaxOne/16 {
				return value
			}
		}
		r.trade(k)
		k.steps += len(r.live)/ascentStep + 1
	}
	return value
}

// start counts takers. With prices of an earlier question everybody begins where it is.
func (r *relax) start(k *packing) {
	n := len(k.members)
	r.idle, r.begin = make([]int64, n), make([]int32, n+1)
	r.live, r.share = r.live[:0], r.share[:0]
	clear(r.takers)
	for i, a := range k.members {
		r.begin[i] = int32(len(r.live))
		if r.warm && k.cur[a] != 0 {
			r.live, r.share = append(r.live, k.cur[a]), append(r.share, relaxOne)
		} else if r.warm {
			r.idle[i], r.pays[a] = relaxOne, relaxOne
		}
		for _, o := range k.choices[i] {
			for u := o.First(); u < o.End(); u++ {
				r.takers[u]++
			}
		}
	}
	r.begin[n] = int32(len(r.live))
	r.warm = true
}

// total sums the prices of the units inside.
func (r *relax) total(k *packing) {
	for u, t := range r.toll {
		if !k.inside[u] {
			t = 0
		}
		r.sum[u+1] = r.sum[u] + t
	}
}

// wake chooses the options that are looked at for some rounds, and returns the value of the present prices.
func (r *relax) wake(k *packing) (value int64) {
	r.total(k)
	value = -r.sum[k.m]
	live, share := make([]Option, 0, len(r.live)), make([]int64, 0, len(r.live))
	for i, a := range k.members {
		j, end := r.begin[i], r.begin[i+1]
		r.begin[i] = int32(len(live))
		least, most := relaxOne, r.pays[a]+relaxMargin
		for _, o := range k.choices[i] {
			cost := r.sum[o.End()] - r.sum[o.First()]
			least = min(least, cost)
			x := int64(0)
			if j < end && r.live[j] == o {
				x = r.share[j]
				j++
			}
			if x > 0 || cost <= most {
				live, share = append(live, o), append(share, x)
			}
		}
		value += least
	}
	r.begin[len(k.members)] = int32(len(live))
	r.live, r.share = live, share
	return value
}

// trade is one round.
func (r *relax) trade(k *packing) {
	r.total(k)
	clear(r.cover)
	sum, cover := r.sum, r.cover
	for i, a := range k.members {
		pays, all := r.pays[a], int64(0)
		live := r.live[r.begin[i]:r.begin[i+1]]
		shares := r.share[r.begin[i]:r.begin[i+1]]
		for j, o := range live {
			first, end := o.First(), o.End()
			dear, before := sum[end]-sum[first]-pays, shares[j]
			if before == 0 && dear >= 0 {
				continue
			}
			now := max(0, before-dear*relaxParts[end-first]>>relaxBits)
			shares[j] = now
			d := 2*now - before
			all += d
			for u := first; u < end; u++ {
				cover[u] += d
			}
		}
		before := r.idle[i]
		r.idle[i] = max(0, before-(relaxOne-pays)/relaxPace)
		all += 2*r.idle[i] - before
		r.pays[a] = max(0, pays+(relaxOne-all)*relaxPace/int64(len(k.choices[i])+1))
	}
	for _, u := range k.taken {
		r.toll[u] = max(0, r.toll[u]+(r.cover[u]-relaxOne)*relaxPace/r.takers[u])
	}
}

// relaxParts is, for a run of so many units, by what part of relaxOne its share moves.
var relaxParts = func() (parts [MaxUnits + 1]int64) {
	for n := range parts {
		parts[n] = relaxOne / int64(relaxPace*(1+n))
	}
	return parts
}()

// coins are the parts of a whole in which relaxed prices are tried, few first: proofs of small whole numbers.
var coins = []int64{1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 36, 48, 60, 120, 1000, 1 << 16}

// adoptRelaxed makes the best prices of a relaxed question, in the coins that leave the least over, the present ones.
func (k *packing) adoptRelaxed() bool {
	best, pick := int64(0), int64(0)
	for _, coin := range coins {
		// value, in parts of a whole coin
		v := k.inCoins(coin)
		if v > 0 && v*(1<<20)/coin > best+best/16 {
			best, pick = v*(1<<20)/coin, coin
		}
	}
	if pick == 0 {
		return false
	}
	k.pricing.reset()
	for _, u := range k.taken {
		if p := rounded(k.best[u], pick); p > 0 {
			k.setPrice(u, int32(p))
		}
	}
	for _, a := range k.members {
		if z := k.least(a); z > 0 {
			k.target[a] = z
			k.touched = append(k.touched, a)
		}
	}
	k.proof = k.surplus() > 0
	return k.proof
}

func rounded(price, coin int64) int64 { return (price*coin*2 + relaxOne) / (2 * relaxOne) }

// inCoins is the value of the best prices in these coins, nobody paying more than one whole.
func (k *packing) inCoins(coin int64) (value int64) {
	r := &k.relax
	for u := range r.toll {
		p := int64(0)
		if k.inside[u] {
			p = rounded(k.best[u], coin)
		}
		r.sum[u+1] = r.sum[u] + p
	}
	value = -r.sum[k.m]
	for i := range k.members {
		least := coin
		for _, o := range k.choices[i] {
			least = min(least, r.sum[o.End()]-r.sum[o.First()])
		}
		value += least
	}
	return value
}

// failing is how far the shares are from an assignment of fractions: what stays without, and what is taken too often.
func (r *relax) failing(k *packing) (sum int64) {
	for _, x := range r.idle {
		sum += x
	}
	for _, u := range k.taken {
		sum += max(0, r.cover[u]-relaxOne)
	}
	return sum
}
