package rule

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"testing"
)

// checkPrices adds a proof by prices up from the options that everybody has; what is wrong with it, empty when it holds.
func checkPrices(options map[string][]ListedOption, res *Result, row *Rank) string {
	b := res.Proof(row)
	price, have := map[string]int64{}, int64(0)
	for i, p := range b.Prices {
		if p.Price < 1 || i > 0 && b.Prices[i-1].Unit >= p.Unit {
			return fmt.Sprint("price of ", p.Unit)
		}
		price[p.Unit] = p.Price
		have += p.Price
	}
	need, last := int64(0), 0
	for _, number := range append(slices.Clone(b.Others), row.Number) {
		i := slices.IndexFunc(res.Ranks, func(r Rank) bool { return r.Number == number })
		r := &res.Ranks[i]
		if r.Rank <= last || number != row.Number && r.Reason != ReasonAwarded {
			return fmt.Sprint(number, " is no better ranked one who is served")
		}
		last = r.Rank
		least := int64(1) << 60
		for _, o := range options[number] {
			cost := int64(0)
			for _, u := range o.Units {
				cost += price[u]
			}
			least = min(least, cost)
		}
		if least < 1 {
			return number + " pays nothing"
		}
		need += least
	}
	if need != b.Need || have != b.Have || need <= have {
		return fmt.Sprintf("need %d, have %d; says %d, %d", need, have, b.Need, b.Have)
	}
	return ""
}

// openOptions are the options of everybody.
func openOptions(t *testing.T, in *Instance) map[string][]ListedOption {
	options := map[string][]ListedOption{}
	for _, a := range in.Applicants {
		var err error
		if options[a.Number], _, err = in.PreferredOptions(a.Number, 0); err != nil {
			t.Fatal(err)
		}
	}
	return options
}

// TestPricesAddUp checks every proof by prices with sums of its own, and that there is a proof for almost everybody.
func TestPricesAddUp(t *testing.T) {
	instances := map[string]*Instance{}
	for seed := range 1000 {
		instances[fmt.Sprint("small ", seed)] = smallInstance(rand.New(rand.NewSource(int64(seed))), seed%64)
	}
	for name, c := range map[string]town{
		"district": {units: 200, applicants: 260, communities: 5, districts: 1, perJob: 1200, runsPermille: 200},
		"scarce":   {units: 120, applicants: 300, communities: 4, districts: 1, perJob: 1200, runsPermille: 200},
	} {
		for seed := int64(1); seed < 4; seed++ {
			instances[fmt.Sprint(name, " ", seed)] = c.instance(seed)
		}
	}
	count := map[string]int{}
	for name, in := range instances {
		res, err := Solve(context.Background(), in, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		options := openOptions(t, in)
		sums, err := newAdder(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		for i := range res.Ranks {
			switch b := res.Ranks[i].Blocked; {
			case b == nil:
			case len(b.Units) > 0:
				count["Hall set"]++
			case b.Shown():
				count["prices"]++
				if wrong := checkPrices(options, res, &res.Ranks[i]); wrong != "" || !sums.holds(res, &res.Ranks[i]) {
					t.Errorf("%s: %s: %s", name, res.Ranks[i].Number, wrong)
				}
				altered := res.Ranks[i]
				less := *res.Proof(&altered)
				less.Like, less.Prices = "", less.Prices[1:]
				if altered.Blocked = &less; sums.holds(res, &altered) {
					t.Errorf("%s: %s: holds without its first price", name, altered.Number)
				}
			default:
				count["search"]++
			}
		}
	}
	if proved := count["Hall set"] + count["prices"]; count["search"]*19 > proved {
		t.Errorf("%v: fewer than 95 of 100 have a proof", count)
	}
	t.Log(count)
}
