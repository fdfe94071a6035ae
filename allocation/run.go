package allocation

import (
	"slices"

	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// Params are the parameters as an instance carries them.
func (p AllocationParams) Params() rule.Params {
	out := rule.Params{
		PerJob: p.DM2PerJob, ScaleToSupply: p.ScaleToSupply, TaxPerJob: p.TaxFenPerJob, TaxCapPermille: p.TaxCapPermille,
		TieBandMillijobs: p.TieBandMillijobs, Min: p.MinDM2, Max: p.MaxDM2,
		UnderPermille: p.UnderPermille, OverPermille: p.OverPermille, MaxUnits: int64(p.MaxUnits),
	}
	if p.Rest != nil {
		out.Rest = rule.Rest{Given: true, UnderPermille: p.Rest.UnderPermille, OverPermille: p.Rest.OverPermille}
	}
	return out
}

// InstanceUnit is the unit as an instance carries it.
func (u *Unit) InstanceUnit() rule.InstanceUnit {
	in := rule.InstanceUnit{
		Number: u.Number, Community: u.Community, Building: u.Building, Floor: int64(u.Floor), Area: u.Area, Tags: slices.Clone(u.Tags),
	}
	if u.Bay > 0 {
		bay := int64(u.Bay)
		in.Bay = &bay
	}
	return in
}

// RunKind says why a run was made.
type RunKind string

// The kinds of run.
const (
	RunFirst      RunKind = "first"      // 首次计算
	RunAgain      RunKind = "again"      // 再次计算
	RunOverride   RunKind = "override"   // 人工调整后
	RunReopened   RunKind = "reopened"   // 重开后
	RunSuccession RunKind = "succession" // 递补
)

// Title is the kind's word on screen.
func (k RunKind) Title() string { return runKindTitles[k] }

// Decided are the decisions of people that a run is computed around.
type Decided struct {
	Overrides []Override // signed ones count
	Gone      []string   // applicants that left the round since the lock: not served
}

// RunInstance is what a run computes: the frozen inputs with the draw text as seed, and what people decided as fixed.
// A decision about an applicant that has left counts less than that it has left.
func RunInstance(frozen *rule.Instance, draw string, d Decided) *rule.Instance {
	in := *frozen
	in.Seed, in.Fixed = draw, nil
	for _, number := range d.Gone {
		in.Fixed = append(in.Fixed, rule.Fixed{Applicant: number, Units: []string{}})
	}
	for _, o := range d.Overrides {
		if o.State == OverrideSigned && !slices.Contains(d.Gone, o.Applicant) {
			in.Fixed = append(in.Fixed, rule.Fixed{Applicant: o.Applicant, Units: slices.Clone(o.Decided)})
		}
	}
	return &in
}

// Succession is what stands when an award of a confirmed round has ended and its units go to the next in rank (递补).
type Succession struct {
	Ran       *rule.Instance  // of the run whose result was confirmed
	Rate      quantity.Area   // its rate: it is kept, although the pool has become smaller
	Live      []rule.Fixed    // who holds what under an award of this round
	Waiting   map[string]bool // applicants that are still approved and wait; all others get nothing
	Available map[string]bool // units that are vacant, or held by an award of this round
}

// Instance is what the succession computes: all applicants of the round, so that ranks stay what they were, with every award that
// lives fixed and everybody who does not wait fixed to nothing; the units that are still to be had. The rule then places the best-ranked
// of those who wait in the units that have come free: nobody keeps an award by anything but his rank.
func (s Succession) Instance() *rule.Instance {
	in := *s.Ran
	in.Params.ScaleToSupply, in.Params.PerJob = false, s.Rate
	in.Units = slices.DeleteFunc(slices.Clone(s.Ran.Units), func(u rule.InstanceUnit) bool { return !s.Available[u.Number] })
	in.Fixed = nil
	holds := map[string]bool{}
	for _, f := range s.Live {
		holds[f.Applicant] = true
		in.Fixed = append(in.Fixed, rule.Fixed{Applicant: f.Applicant, Units: slices.Clone(f.Units)})
	}
	for _, a := range s.Ran.Applicants {
		if !holds[a.Number] && !s.Waiting[a.Number] {
			in.Fixed = append(in.Fixed, rule.Fixed{Applicant: a.Number, Units: []string{}})
		}
	}
	return &in
}

// ChangeKind says what becomes of an applicant when a round is computed otherwise.
type ChangeKind string

// The kinds of change.
const (
	ChangeGains ChangeKind = "gains" // 新安置
	ChangeLoses ChangeKind = "loses" // 不再安置
	ChangeMoves ChangeKind = "moves" // 换房源
	ChangeRank  ChangeKind = "rank"  // 名次变动
)

// Title is the kind's word on screen.
func (k ChangeKind) Title() string { return changeKindTitles[k] }

// Change is what differs for one applicant between two results.
type Change struct {
	Kind     ChangeKind
	Number   string
	Old, New rule.Rank // Rank 0 when the applicant stands in one of them only
}

// CompareResults lists whose line differs in units or rank, in the rank order of the new result; who stands in the old one alone comes last.
func CompareResults(old, now *rule.Result) []Change {
	before := make(map[string]rule.Rank, len(old.Ranks))
	for _, r := range old.Ranks {
		before[r.Number] = r
	}
	var out []Change
	add := func(a, b rule.Rank, number string) {
		c := Change{Number: number, Old: a, New: b}
		switch {
		case len(a.Units) == 0 && len(b.Units) > 0:
			c.Kind = ChangeGains
		case len(a.Units) > 0 && len(b.Units) == 0:
			c.Kind = ChangeLoses
		case !slices.Equal(a.Units, b.Units):
			c.Kind = ChangeMoves
		case a.Rank != b.Rank:
			c.Kind = ChangeRank
		default:
			return
		}
		out = append(out, c)
	}
	for _, r := range now.Ranks {
		add(before[r.Number], r, r.Number)
		delete(before, r.Number)
	}
	for _, r := range old.Ranks {
		if _, left := before[r.Number]; left {
			add(r, rule.Rank{}, r.Number)
		}
	}
	return out
}

var changeKindTitles = map[ChangeKind]string{
	ChangeGains: "新安置",
	ChangeLoses: "不再安置",
	ChangeMoves: "换房源",
	ChangeRank:  "名次变动",
}

var runKindTitles = map[RunKind]string{
	RunFirst:      "首次计算",
	RunAgain:      "再次计算",
	RunOverride:   "人工调整后",
	RunReopened:   "重开后",
	RunSuccession: "递补",
}
