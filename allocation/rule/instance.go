package rule

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/strict"
)

// InstanceFormat names the form of an instance file.
const InstanceFormat = "penggai-allocation/1"

// Params are a district's parameters of the allocation rule (四(三), 二, 三.7), as one version of them stood.
type Params struct {
	PerJob           quantity.Area  // area that one job (1000 millis) carries
	ScaleToSupply    bool           // cut PerJob to what all units together can give
	TaxPerJob        quantity.Money // tax that counts as one job; 0 leaves the tax out
	TaxCapPermille   int64          // the tax part is at most this share of the jobs
	TieBandMillijobs int64          // weights in one band of this width are "equal conditions"
	Min, Max         quantity.Area  // an entitlement is raised to Min, then cut to Max
	UnderPermille    int64          // how far below the target an award may lie
	OverPermille     int64          // how far above
	MaxUnits         int64          // adjacent units that one award may join
	Rest             Rest           // second pass over what the first one leaves
}

// Rest is the band of the second pass: what stands empty after the first one is offered by it to those who were left
// without. Not Given: there is no second pass.
type Rest struct {
	Given                       bool
	UnderPermille, OverPermille int64
}

// InstanceUnit is one free unit of the pool. Bay is its place along the floor, nil where it is next to nothing.
type InstanceUnit struct {
	Number    string
	Community string
	Building  string
	Floor     int64
	Bay       *int64
	Area      quantity.Area
	Tags      []string
}

// InstanceApplicant is one approved applicant and its wishes. JobsMillis are jobs × 1000 after the district's weights;
// Min and Max are its own limits, nil where it states none; Communities in its order of preference.
type InstanceApplicant struct {
	Number      string
	JobsMillis  int64
	Tax         quantity.Money
	Policy      bool // supported by industrial policy (三.7)
	Group       bool // one of the groups first served under equal conditions (二)
	Min, Max    *quantity.Area
	Communities []string
	OnlyListed  bool
	Requires    []string
	MaxUnits    int64
}

// Fixed is a decision of the approver around which the rest is computed; no units means not served.
type Fixed struct {
	Applicant string
	Units     []string
}

// Instance is everything that the answer of one allocation depends on.
type Instance struct {
	Seed       string // the draw text, empty where nothing was drawn
	Params     Params
	Units      []InstanceUnit
	Applicants []InstanceApplicant
	Fixed      []Fixed
}

const (
	boundQuantity   = 1_000_000_000
	boundTax        = 1_000_000_000_000_000
	boundPermille   = 1_000_000
	boundUnits      = 20
	boundCharacters = 200
)

// badInstance is ErrBadInstance at a place of the file.
func badInstance(place, format string, args ...any) error {
	return ErrBadInstance.On(place).Textf("分配数据有误：%s：%s", place, fmt.Sprintf(format, args...))
}

// checker keeps the first refusal; the place of a value is only put together when it is refused.
type checker struct{ err error }

func (c *checker) number(v, low, high int64, place string, index int, key string) {
	if c.err == nil && (v < low || v > high) {
		c.err = badInstance(at(place, index, key), "%d 不在 %d 至 %d 之内", v, low, high)
	}
}

func (c *checker) text(s, place string, index int, key string) {
	if c.err != nil {
		return
	}
	if !utf8.ValidString(s) {
		c.err = badInstance(at(place, index, key), textInstanceNotUTF8)
	} else if len(s) > boundCharacters && utf8.RuneCountInString(s) > boundCharacters {
		c.err = badInstance(at(place, index, key), "文字超过 %d 个字", boundCharacters)
	}
}

func (c *checker) texts(list []string, place string, index int, key string) {
	for i, s := range list {
		if c.err != nil {
			return
		}
		if c.text(s, place, index, key); c.err != nil {
			c.err = badInstance(fmt.Sprintf("%s[%d]", at(place, index, key), i), "文字有误或超过 %d 个字", boundCharacters)
			return
		}
	}
}

// at writes a place as units[3].area_dm2.
func at(list string, index int, key string) string {
	if index >= 0 {
		list = fmt.Sprintf("%s[%d]", list, index)
	}
	if key == "" {
		return list
	}
	return list + "." + key
}

// Check tells whether every value lies within the bounds of the rule; the refusal (ErrBadInstance) names the place.
func (in *Instance) Check() error {
	c := &checker{}
	if c.text(in.Seed, "seed", -1, ""); c.err != nil {
		return c.err
	}
	in.Params.check(c)
	for i := range in.Units {
		u := &in.Units[i]
		c.text(u.Number, "units", i, "number")
		c.text(u.Community, "units", i, "community")
		c.text(u.Building, "units", i, "building")
		c.number(int64(u.Area), 1, boundQuantity, "units", i, "area_dm2")
		c.texts(u.Tags, "units", i, "tags")
	}
	for i := range in.Applicants {
		in.Applicants[i].check(c, i)
	}
	if c.err != nil {
		return c.err
	}
	return in.checkNumbers()
}

func (p *Params) check(c *checker) {
	c.number(int64(p.PerJob), 0, boundQuantity, "params", -1, "dm2_per_job")
	c.number(int64(p.TaxPerJob), 0, boundTax, "params", -1, "tax_fen_per_job")
	c.number(p.TaxCapPermille, 0, boundPermille, "params", -1, "tax_cap_permille")
	c.number(p.TieBandMillijobs, 1, boundQuantity, "params", -1, "tie_band_millijobs")
	c.number(int64(p.Min), 0, boundQuantity, "params", -1, "min_dm2")
	c.number(int64(p.Max), 0, boundQuantity, "params", -1, "max_dm2")
	c.number(p.UnderPermille, 0, 1000, "params", -1, "under_permille")
	c.number(p.OverPermille, 0, boundPermille, "params", -1, "over_permille")
	c.number(p.MaxUnits, 1, boundUnits, "params", -1, "max_units")
	c.number(p.Rest.UnderPermille, 0, 1000, "params.rest", -1, "under_permille")
	c.number(p.Rest.OverPermille, 0, boundPermille, "params.rest", -1, "over_permille")
}

func (a *InstanceApplicant) check(c *checker, i int) {
	const list = "applicants"
	c.text(a.Number, list, i, "number")
	c.number(a.JobsMillis, 0, boundQuantity, list, i, "jobs_millis")
	c.number(int64(a.Tax), 0, boundTax, list, i, "tax_fen")
	if a.Min != nil {
		c.number(int64(*a.Min), 0, boundQuantity, list, i, "min_dm2")
	}
	if a.Max != nil {
		c.number(int64(*a.Max), 0, boundQuantity, list, i, "max_dm2")
	}
	c.texts(a.Communities, list, i, "communities")
	c.texts(a.Requires, list, i, "requires")
	c.number(a.MaxUnits, 1, boundUnits, list, i, "max_units")
}

// checkNumbers refuses what stands twice and what a fixed pair names but the instance does not hold.
func (in *Instance) checkNumbers() error {
	type spot struct {
		community, building string
		floor, bay          int64
	}
	units, spots := make(map[string]int, len(in.Units)), make(map[spot]int, len(in.Units))
	for i, u := range in.Units {
		if first, twice := units[u.Number]; twice {
			return badInstance(at("units", i, "number"), "编号 %s 与 units[%d] 重复", u.Number, first)
		}
		units[u.Number] = i
		if u.Bay == nil {
			continue
		}
		s := spot{u.Community, u.Building, u.Floor, *u.Bay}
		if first, twice := spots[s]; twice {
			return badInstance(at("units", i, "bay"), "与 units[%d] 在同一楼层的同一位置", first)
		}
		spots[s] = i
	}
	applicants := make(map[string]int, len(in.Applicants))
	for i, a := range in.Applicants {
		if first, twice := applicants[a.Number]; twice {
			return badInstance(at("applicants", i, "number"), "编号 %s 与 applicants[%d] 重复", a.Number, first)
		}
		applicants[a.Number] = i
	}
	return in.checkFixed(units, applicants)
}

func (in *Instance) checkFixed(units, applicants map[string]int) error {
	usedUnit, usedApplicant := map[string]bool{}, map[string]bool{}
	for i, f := range in.Fixed {
		if _, known := applicants[f.Applicant]; !known {
			return badInstance(at("fixed", i, "applicant"), "申请人 %s 不在 applicants 之中", f.Applicant)
		}
		if usedApplicant[f.Applicant] {
			return badInstance(at("fixed", i, "applicant"), "申请人 %s 已有一项决定", f.Applicant)
		}
		usedApplicant[f.Applicant] = true
		for k, n := range f.Units {
			place := fmt.Sprintf("fixed[%d].units[%d]", i, k)
			if _, known := units[n]; !known {
				return badInstance(place, "房源 %s 不在 units 之中", n)
			}
			if usedUnit[n] {
				return badInstance(place, "房源 %s 已用于另一项决定", n)
			}
			usedUnit[n] = true
		}
	}
	return nil
}

// Canonical is the instance as bytes that do not depend on the order of its lists: what the digest is taken of.
// It is itself an instance file (one line, no line end).
func (in *Instance) Canonical() []byte {
	w := &strict.Canon{Buf: make([]byte, 0, 256+160*len(in.Units)+256*len(in.Applicants))}
	w.Open('{').Key("format").Text(InstanceFormat).Key("seed").Text(in.Seed).Key("params")
	in.Params.canonical(w)
	w.Key("units").Open('[')
	for _, u := range byNumber(in.Units, func(u InstanceUnit) string { return u.Number }) {
		u.canonical(w)
	}
	w.Close(']').Key("applicants").Open('[')
	for _, a := range byNumber(in.Applicants, func(a InstanceApplicant) string { return a.Number }) {
		a.canonical(w)
	}
	w.Close(']')
	if len(in.Fixed) > 0 {
		w.Key("fixed").Open('[')
		for _, f := range byNumber(in.Fixed, func(f Fixed) string { return f.Applicant }) {
			w.Open('{').Key("applicant").Text(f.Applicant).Key("units").Texts(slices.Sorted(slices.Values(f.Units))).Close('}')
		}
		w.Close(']')
	}
	return w.Close('}').Buf
}

// Posted is the digest of the instance as it is posted before lots are drawn: SHA-256 of its canonical form without draw text and
// decisions. It covers list, pool, parameters and, by the format, the rule.
func (in *Instance) Posted() string {
	bare := *in
	bare.Seed, bare.Fixed = "", nil
	return hexOf(sha256.Sum256(bare.Canonical()))
}

func (p *Params) canonical(w *strict.Canon) {
	w.Open('{').Key("dm2_per_job").Int(int64(p.PerJob)).Key("scale_to_supply").Bool(p.ScaleToSupply)
	w.Key("tax_fen_per_job").Int(int64(p.TaxPerJob)).Key("tax_cap_permille").Int(p.TaxCapPermille)
	w.Key("tie_band_millijobs").Int(p.TieBandMillijobs).Key("min_dm2").Int(int64(p.Min)).Key("max_dm2").Int(int64(p.Max))
	w.Key("under_permille").Int(p.UnderPermille).Key("over_permille").Int(p.OverPermille).Key("max_units").Int(p.MaxUnits)
	if p.Rest.Given {
		w.Key("rest").Open('{').Key("under_permille").Int(p.Rest.UnderPermille).Key("over_permille").Int(p.Rest.OverPermille).Close('}')
	}
	w.Close('}')
}

func (u *InstanceUnit) canonical(w *strict.Canon) {
	w.Open('{').Key("number").Text(u.Number).Key("community").Text(u.Community).Key("building").Text(u.Building)
	w.Key("floor").Int(u.Floor).Key("bay").Maybe(u.Bay).Key("area_dm2").Int(int64(u.Area))
	w.Key("tags").Texts(slices.Sorted(slices.Values(u.Tags))).Close('}')
}

func (a *InstanceApplicant) canonical(w *strict.Canon) {
	w.Open('{').Key("number").Text(a.Number).Key("jobs_millis").Int(a.JobsMillis).Key("tax_fen").Int(int64(a.Tax))
	w.Key("policy").Bool(a.Policy).Key("group").Bool(a.Group).Key("min_dm2").Maybe((*int64)(a.Min)).Key("max_dm2").Maybe((*int64)(a.Max))
	w.Key("communities").Texts(a.Communities).Key("only_listed").Bool(a.OnlyListed)
	w.Key("requires").Texts(slices.Sorted(slices.Values(a.Requires))).Key("max_units").Int(a.MaxUnits).Close('}')
}

// byNumber is a copy of list in bytewise order of its numbers.
func byNumber[T any](list []T, number func(T) string) []T {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(number(a), number(b)) })
	return list
}

// instance: the file or snapshot that an allocation is computed from.
var ErrBadInstance = say.Refuse("bad_instance", "分配数据有误，请按所指之处改正")

// What is wrong at a place of the instance.
const textInstanceNotUTF8 = "不是 UTF-8 文字"

// FrozenAs reports whether the instance, without its draw text and decisions, is the one that was frozen, in its canonical form.
func (in *Instance) FrozenAs(frozen string) bool {
	bare := *in
	bare.Seed, bare.Fixed = "", nil
	return string(bare.Canonical()) == frozen
}
