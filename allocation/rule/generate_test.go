package rule

import (
	"fmt"
	"math/rand"

	"penggai/allocation/quantity"
)

// town says what a made-up pool looks like.
type town struct {
	units, applicants int
	communities       int // per district
	districts         int
	runsPermille      int  // share of applicants that may join 2 or 3 units
	onlyListed        bool // nobody looks outside its own district
	perJob            quantity.Area
	small             bool // mostly small shops, so that many must join them
}

// instance makes streets of shops of 30 to 300 ㎡ in buildings of two floors, and applicants with 2 to 20 jobs.
func (c town) instance(seed int64) *Instance {
	rnd := rand.New(rand.NewSource(seed))
	in := &Instance{Seed: "2017-09-12 见证抽签 38-07-21", Params: Params{
		PerJob: c.perJob, TaxPerJob: 1000000, TaxCapPermille: 200, TieBandMillijobs: 1000,
		Min: 2000, Max: 60000, UnderPermille: 300, OverPermille: 200, MaxUnits: 3,
	}}
	name := func(k int) string { return fmt.Sprintf("小区%03d", k) }
	all := c.districts * c.communities
	count := make([]int64, all)
	for i := range c.units {
		k := i % all
		row := count[k]
		count[k]++
		bay := row%9 + 1 + row%9/6 // a passage after the sixth shop
		u := InstanceUnit{
			Number: fmt.Sprintf("U%03d-%02d-%d-%02d", k, row/18, row/9%2+1, bay), Community: name(k), Building: fmt.Sprintf("%d号楼", row/18+1),
			Floor: row/9%2 + 1, Bay: &bay, Area: quantity.Area(3000 + rnd.Intn(9000) + rnd.Intn(9000) + rnd.Intn(9000)),
		}
		if c.small {
			u.Area = quantity.Area(3000 + rnd.Intn(3000) + rnd.Intn(4000))
		}
		for _, t := range []string{"上下水", "临街", "燃气"} {
			if rnd.Intn(10) < 6 {
				u.Tags = append(u.Tags, t)
			}
		}
		in.Units = append(in.Units, u)
	}
	for i := range c.applicants {
		a := InstanceApplicant{
			Number: fmt.Sprintf("JS2017%06d", i), JobsMillis: int64(2+rnd.Intn(10)+rnd.Intn(10)) * 1000, Tax: quantity.Money(rnd.Intn(4) * 700000),
			Policy: rnd.Intn(8) == 0, Group: rnd.Intn(4) == 0, MaxUnits: 1, OnlyListed: c.onlyListed,
		}
		if rnd.Intn(1000) < c.runsPermille {
			a.MaxUnits = int64(2 + rnd.Intn(2))
		}
		home := rnd.Intn(c.districts)
		for range 1 + rnd.Intn(3) {
			a.Communities = append(a.Communities, name(home*c.communities+rnd.Intn(c.communities)))
		}
		if rnd.Intn(3) == 0 {
			a.OnlyListed = true
		}
		if rnd.Intn(5) == 0 {
			a.Requires = []string{[]string{"上下水", "临街", "燃气"}[rnd.Intn(3)]}
		}
		in.Applicants = append(in.Applicants, a)
	}
	return in
}
