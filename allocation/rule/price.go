package rule

import (
	"context"
	"slices"
)

// samePrices tells whether two proofs by prices say the same.
func samePrices(a, b *Blocked) bool {
	return b != nil && slices.Equal(a.Prices, b.Prices) && slices.Equal(a.Others, b.Others) && a.Like == b.Like && a.Need == b.Need && a.Have == b.Have
}

// adder adds up proofs by prices of one instance.
type adder struct {
	s    *solving
	rank map[string]int // number → rank − 1
}

func newAdder(ctx context.Context, in *Instance) (*adder, error) {
	a := &adder{newSolving(in), make(map[string]int, len(in.Applicants))}
	for r := range a.s.order {
		a.rank[a.s.number(r)] = r
	}
	return a, a.s.findOptions(ctx)
}

// holds adds a proof by prices up: whole prices of at least 1, once a unit and in their order; what each of the applicants,
// by rank, pays at least for one of its options; the two sums as they are said, need above have. Where the line names another,
// the prices and others are those of that line, which stands above it.
func (k *adder) holds(res *Result, row *Rank) bool {
	b := res.Proof(row)
	price, have := make(map[string]int64, len(b.Prices)), int64(0)
	for i, p := range b.Prices {
		if p.Price < 1 || p.Price > 1<<32 || i > 0 && b.Prices[i-1].Unit >= p.Unit {
			return false
		}
		price[p.Unit] = p.Price
		have += p.Price
	}
	need, last := int64(0), -1
	for _, number := range append(slices.Clone(b.Others), row.Number) {
		r, found := k.rank[number]
		if !found || r <= last || len(k.s.open[r]) == 0 {
			return false
		}
		last = r
		need += k.least(r, price)
	}
	return need == b.Need && have == b.Have && need > have
}

// least is what the cheapest option of the applicant at this rank costs.
func (k *adder) least(r int, price map[string]int64) int64 {
	least := int64(-1)
	for _, o := range k.s.open[r] {
		cost := int64(0)
		for p := o.First(); p < o.End(); p++ {
			cost += price[k.s.stock.unit(p).Number]
		}
		if least < 0 || cost < least {
			least = cost
		}
	}
	return least
}
