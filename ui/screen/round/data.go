package round

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/round"
)

// record is everything that the page of a round shows, with what the run that stands says of it.
type record struct {
	round.RoundDetail
	Lines  *rule.Lines  // of the run that stands; nil before the first
	Result *rule.Result // the same
	whole  *rule.Result // the same as it was computed, its two passes apart

	byNumber map[string]round.RoundApplicant
	instance *rule.Instance // of the run that stands
	second   *rule.Instance // of its second pass; nil where it has none
	reasons  *reasons       // of those whom it leaves without premises
	printed  int            // the earlier notice that is printed; 0 for that which stands or comes next
	void     string         // that the round was cancelled, when and why
}

// readRecord reads a round with its parts.
func readRecord(ctx context.Context, st *store.Store, by engine.Actor, id int64) (r record, err error) {
	if r.RoundDetail, err = st.RoundDetail(ctx, by, id); err != nil {
		return r, err
	}
	r.byNumber = make(map[string]round.RoundApplicant, len(r.Scope.Applicants))
	for _, a := range r.Scope.Applicants {
		r.byNumber[a.Number] = a
	}
	if r.void, err = voidWords(ctx, st, &r); err != nil {
		return r, err
	}
	return r, r.stands(ctx)
}

// stands reads what the run that stands says.
func (r *record) stands(ctx context.Context) (err error) {
	run, found := r.run()
	if !found {
		return nil
	}
	r.Result, r.whole = run.Result(), run.Whole()
	if r.instance, err = rule.ReadInstance(run.Instance); err != nil {
		return err
	}
	r.second = run.Second(r.instance)
	r.Lines = rule.NewLines(r.instance, r.Result)
	return r.readReasons(ctx, &run)
}

// run is the run that stands.
func (r *record) run() (round.RunRow, bool) {
	i := slices.IndexFunc(r.Runs, func(n round.RunRow) bool { return n.ID == r.Run })
	if i < 0 {
		return round.RunRow{}, false
	}
	return r.Runs[i], true
}

// computedBy is the account that computed a run.
func (r *record) computedBy(run int64) int64 {
	i := slices.IndexFunc(r.Runs, func(n round.RunRow) bool { return n.ID == run })
	if i < 0 {
		return 0
	}
	return r.Runs[i].Account
}

// name is the name behind a number.
func (r *record) name(number string) string {
	if a, found := r.byNumber[number]; found {
		return a.Name
	}
	return number
}

// left reports whether a line stands fixed to nothing because its applicant has left, not because a person decided so.
func (r *record) left(l rule.Rank) bool {
	return l.Reason == rule.ReasonFixed && len(l.Units) == 0 && !slices.ContainsFunc(r.Overrides, func(o round.OverrideRow) bool {
		return o.Applicant == l.Number && o.State == allocation.OverrideSigned
	})
}

// holder is the applicant who holds a unit in the run that stands.
func (r *record) holder(unit string) (rule.Rank, bool) {
	if r.Result == nil {
		return rule.Rank{}, false
	}
	for _, l := range r.Result.Ranks {
		if slices.Contains(l.Units, unit) {
			return l, true
		}
	}
	return rule.Rank{}, false
}

// notice is what a person should look at before the round is locked; it refuses nothing.
type notice struct {
	text string
	bad  bool
}

// notices are the oddities and gaps of the scope: what was noticed at the intake and among the applicants, applications that cannot be placed whatever the others get.
func (r *record) notices() []notice {
	var out []notice
	in := r.Scope.Frozen
	if in == nil {
		return nil
	}
	for _, number := range r.Gone {
		out = append(out, notice{fmtGone(r.name(number)), true})
	}
	rate := in.Rate()
	said := map[int64]bool{} // what two applicants of the round share is said once, with the first of them
	for _, a := range r.Scope.Applicants {
		said[a.Applicant] = true
		for _, f := range a.Flags {
			if f.Noun == allocation.NounApplicant && said[f.NounID] {
				continue
			}
			out = append(out, notice{text: fmtFlag(a, f)})
		}
		band := in.Params.Band(&a.Line, in.Params.Entitlement(in.Params.Weight(&a.Line), rate))
		switch {
		case a.Line.JobsMillis == 0:
			out = append(out, notice{fmtNoJobs(a), true})
		case band.Empty():
			out = append(out, notice{fmtBandEmpty(a, band), true})
		case a.Line.OnlyListed && !slices.ContainsFunc(in.Units, func(u rule.InstanceUnit) bool { return slices.Contains(a.Line.Communities, u.Community) }):
			out = append(out, notice{fmtNowhere(a), true})
		}
	}
	return out
}

func fmtNoJobs(a round.RoundApplicant) string {
	return a.Number + " " + a.Name + "：没有认定岗位，按最小面积计"
}

func fmtBandEmpty(a round.RoundApplicant, b rule.Band) string {
	return fmt.Sprintf("%s %s：至少要 %s ㎡，岗位只够 %s ㎡，必然落空", a.Number, a.Name, b.Lo, b.Hi)
}

func fmtNowhere(a round.RoundApplicant) string {
	return a.Number + " " + a.Name + "：只要 " + strings.Join(a.Line.Communities, "、") + "，范围内没有这里的房源"
}

func fmtGone(name string) string { return name + "：锁定以后已撤回或另行安置" }
