package rule

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/match"
	"penggai/allocation/quantity"
)

// Reasons works out, for the applicants that a result leaves without premises, why each unit of the pool is not theirs, what would
// fit outside the pool, and which smallest change of their own wishes would have served them (ALLOCATION, The pool of a round).
type Reasons struct {
	in      *Instance
	outcome *Result
	outside []InstanceUnit
	passes  []*pass
	holder  map[string]int // unit → index in outcome.Ranks of who holds it
}

// NewReasons prepares the reasons of a result; in is the instance that it was computed from, outside the vacant units that were
// left out of its pool. Errors: ErrBadInstance, those of ctx.
func NewReasons(ctx context.Context, in *Instance, res *Result, outside []InstanceUnit) (*Reasons, error) {
	if err := in.Check(); err != nil {
		return nil, err
	}
	x := &Reasons{in: in, outcome: res.Outcome(), outside: outside, holder: map[string]int{}}
	for i := range x.outcome.Ranks {
		for _, u := range x.outcome.Ranks[i].Units {
			x.holder[u] = i
		}
	}
	first, err := newPass(ctx, in, res)
	if err != nil {
		return nil, err
	}
	x.passes = []*pass{first}
	if res.Rest != nil {
		second, err := newPass(ctx, in.Second(res), res.Rest)
		if err != nil {
			return nil, err
		}
		x.passes = append(x.passes, second)
	}
	return x, nil
}

// Unserved is what is said to an applicant without premises.
type Unserved struct {
	Line    Rank
	Inside  []Fate   // the units of the pool, by number
	Outside []Place  // places outside the pool, wholly or in part, that would fit, best first, the first 20 at most
	Fits    int      // how many they are
	Changes []Change // of its wishes, each of which alone would have served it; the smallest first
	Proved  bool     // nothing smaller was left undecided
}

// Why says why a unit of the pool is not an applicant's.
type Why string

// The reasons, the first that applies to the unit alone.
const (
	WhyCommunity Why = "community" // in no community that it wants
	WhyTags      Why = "tags"      // without a required feature
	WhyArea      Why = "area"      // outside its band
	WhyTaken     Why = "taken"     // fits, and went to somebody
	WhyFree      Why = "free"      // fits and stands free: only where the result is not proved
)

// Fate is what became of a unit of the pool, as an applicant without premises sees it.
type Fate struct {
	InstanceUnit
	Why     Why
	Lacking []string      // features that it lacks
	Off     quantity.Area // how far its area lies outside the band: below 0 too small, above 0 too large
	By      string        // who holds it; empty where nobody does
	Rank    int           // of the holder
}

// Of says it of one applicant; an applicant that is served, or about whom people decided, has no changes.
// Errors: ErrBadInstance for an applicant that is not there, those of ctx.
func (x *Reasons) Of(ctx context.Context, number string) (Unserved, error) {
	u, r, err := x.brief(number)
	if err == nil && len(u.Line.Units) == 0 && u.Line.Reason != ReasonFixed {
		u.Changes, u.Proved, err = x.changes(ctx, r)
	}
	return u, err
}

// Brief says it without the changes, which take longer. Errors: ErrBadInstance.
func (x *Reasons) Brief(number string) (Unserved, error) {
	u, _, err := x.brief(number)
	return u, err
}

// Left are the numbers of all whom the result leaves without premises, by rank, but for those about whom people decided.
func (x *Reasons) Left() []string {
	var out []string
	for _, l := range x.outcome.Ranks {
		if len(l.Units) == 0 && l.Reason != ReasonFixed {
			out = append(out, l.Number)
		}
	}
	return out
}

func (x *Reasons) brief(number string) (u Unserved, r int, err error) {
	r = slices.IndexFunc(x.outcome.Ranks, func(l Rank) bool { return l.Number == number })
	if r < 0 {
		return u, r, ErrBadInstance.With(number)
	}
	u.Line, u.Proved = x.outcome.Ranks[r], true
	last := x.passes[len(x.passes)-1]
	a := &x.in.Applicants[last.order[r]]
	u.Inside = x.inside(a, last.bands[r])
	u.Outside, u.Fits = x.fitOutside(a, last)
	return u, r, nil
}

func (x *Reasons) inside(a *InstanceApplicant, band Band) []Fate {
	list := make([]Fate, len(x.in.Units))
	for i := range x.in.Units {
		f := Fate{InstanceUnit: x.in.Units[i]}
		if h, held := x.holder[f.Number]; held {
			f.By, f.Rank = x.outcome.Ranks[h].Number, x.outcome.Ranks[h].Rank
		}
		f.Lacking = lacking(a, f.Tags)
		switch {
		case a.OnlyListed && !slices.Contains(a.Communities, f.Community):
			f.Why = WhyCommunity
		case len(f.Lacking) > 0:
			f.Why = WhyTags
		case f.Area < band.Lo:
			f.Why, f.Off = WhyArea, f.Area-band.Lo
		case f.Area > band.Hi:
			f.Why, f.Off = WhyArea, f.Area-band.Hi
		case f.By != "":
			f.Why = WhyTaken
		default:
			f.Why = WhyFree
		}
		list[i] = f
	}
	slices.SortFunc(list, func(a, b Fate) int { return strings.Compare(a.Number, b.Number) })
	return list
}

// lacking are the required features that a unit does not carry, bytewise.
func lacking(a *InstanceApplicant, tags []string) []string {
	var out []string
	for _, t := range slices.Compact(slices.Sorted(slices.Values(a.Requires))) {
		if !slices.Contains(tags, t) {
			out = append(out, t)
		}
	}
	return out
}

// outsideShown is how many places outside the pool are listed.
const outsideShown = 20

// fitOutside lists the places with a unit outside the pool that fit an applicant by the rate and band of the pass.
func (x *Reasons) fitOutside(a *InstanceApplicant, p *pass) (list []Place, fits int) {
	if len(x.outside) == 0 {
		return nil, 0
	}
	all := &Instance{Params: p.in.Params, Units: append(slices.Clone(x.in.Units), x.outside...), Applicants: []InstanceApplicant{*a}}
	all.Params.PerJob, all.Params.ScaleToSupply = p.rate, false
	for _, place := range all.Places(a.Number, len(all.Units)*match.MaxUnits) {
		if !slices.ContainsFunc(place.Units, func(u string) bool {
			return slices.ContainsFunc(x.outside, func(o InstanceUnit) bool { return o.Number == u })
		}) {
			continue
		}
		if fits++; len(list) < outsideShown {
			list = append(list, place)
		}
	}
	return list, fits
}

// pass is one pass of the rule with what it came to, arranged for asking who could move where.
type pass struct {
	*solving
	ranks  []Rank
	held   []int   // place → index of the rank that was awarded it; −1 for none
	single []bool  // index of a rank → it has only options of one unit
	users  [][]int // place → indices of the awarded ranks with only single options that could take it
	joined bool    // somebody who was awarded has an option of several units
}

func newPass(ctx context.Context, in *Instance, res *Result) (*pass, error) {
	p := &pass{solving: newSolving(in), ranks: res.Ranks}
	if err := p.findOptions(ctx); err != nil {
		return nil, err
	}
	p.held, p.users, p.single = make([]int, len(in.Units)), make([][]int, len(in.Units)), make([]bool, len(res.Ranks))
	for i := range p.held {
		p.held[i] = -1
	}
	places := make(map[string]int, len(in.Units))
	for place := range p.held {
		places[p.stock.unit(place).Number] = place
	}
	for r := range p.ranks {
		if p.ranks[r].Reason != ReasonAwarded {
			continue
		}
		for _, u := range p.ranks[r].Units {
			p.held[places[u]] = r
		}
		p.single[r] = !slices.ContainsFunc(p.options[r], func(o match.Option) bool { return o.Len() > 1 })
		if !p.single[r] {
			p.joined = true
			continue
		}
		for _, o := range p.options[r] {
			p.users[o.First()] = append(p.users[o.First()], r)
		}
	}
	return p, nil
}

// leaving are the places that those ranked above r, who are served, can leave so that all of them stay served: sure where chains
// of single units show it, maybe where it would take somebody who may join units. Places that nobody above r holds are sure.
func (p *pass) leaving(r int) (sure, maybe []bool) {
	spread := func(loose bool) []bool {
		can := make([]bool, len(p.held))
		var queue []int
		for place, h := range p.held {
			if p.stock.fixedFor[place] >= 0 {
				continue
			}
			if h < 0 || h > r || loose && !p.single[h] {
				can[place] = true
				queue = append(queue, place)
			}
		}
		for len(queue) > 0 {
			to := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, q := range p.users[to] {
				if q > r {
					continue
				}
				if from := p.placeOf(q); !can[from] {
					can[from] = true
					queue = append(queue, from)
				}
			}
		}
		return can
	}
	return spread(false), spread(true)
}

// placeOf is the place that a rank with only single options holds.
func (p *pass) placeOf(q int) int { return p.options[q][p.ranks[q].Choice-1].First() }
