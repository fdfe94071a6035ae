package round

import (
	"context"
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/rule"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
)

// reasons are what a record knows of those whom its run leaves without premises. What was asked once is kept.
type reasons struct {
	of    *rule.Reasons
	left  map[string]bool
	brief sync.Map // number → rule.Unserved without changes
	whole sync.Map // number → rule.Unserved

	tables map[string][]string // of proofs by prices, by number; nil before explainAll
}

// readReasons prepares them for the run that stands.
func (r *record) readReasons(ctx context.Context, run *round.RunRow) error {
	of, err := run.Reasons(ctx, r.instance, &r.Scope)
	if err != nil {
		return err
	}
	r.reasons = &reasons{of: of, left: map[string]bool{}}
	for _, number := range of.Left() {
		r.reasons.left[number] = true
	}
	return nil
}

// isLeft tells whether the run leaves an applicant without premises, other than by a decision of people.
func (r *record) isLeft(number string) bool { return r.reasons != nil && r.reasons.left[number] }

// unserved says why, without the changes that would have served.
func (r *record) unserved(number string) (rule.Unserved, bool) {
	if !r.isLeft(number) {
		return rule.Unserved{}, false
	}
	if u, known := r.reasons.brief.Load(number); known {
		return u.(rule.Unserved), true
	}
	u, err := r.reasons.of.Brief(number)
	if err == nil {
		r.reasons.brief.Store(number, u)
	}
	return u, err == nil
}

// explained says it with the changes; that may take a while. false for who is served.
func (r *record) explained(ctx context.Context, number string) (u rule.Unserved, left bool, err error) {
	if !r.isLeft(number) {
		return u, false, nil
	}
	if u, known := r.reasons.whole.Load(number); known {
		return u.(rule.Unserved), true, nil
	}
	if u, err = r.reasons.of.Of(ctx, number); err == nil {
		r.reasons.whole.Store(number, u)
	}
	return u, true, err
}

// explainAll works it out for everybody left without, so that a notice can say it.
func (r *record) explainAll(ctx context.Context, report progress.Report) error {
	if r.reasons == nil {
		return nil
	}
	if r.whole != nil && r.reasons.tables == nil { // an outcome no longer tells the proofs of both passes apart
		tables, err := rule.NewLines(r.instance, r.whole).PriceTables(ctx)
		if err != nil {
			return err
		}
		r.reasons.tables = tables
	}
	left := r.reasons.of.Left()
	for i, number := range left {
		if _, _, err := r.explained(ctx, number); err != nil {
			return err
		}
		if report != nil {
			report(int64(i+1), int64(len(left)), textExplaining)
		}
	}
	return nil
}

// unservedWords are the sentences of a notice about an applicant without premises; none before explainAll.
func (r *record) unservedWords(number string) []string {
	if r.reasons == nil {
		return nil
	}
	known, found := r.reasons.whole.Load(number)
	if !found {
		return nil
	}
	u := known.(rule.Unserved)
	out := []string{u.InsideText()}
	if len(r.Scope.Left) > 0 {
		out = append(out, u.OutsideText(r.Scope.LeftWhy))
	}
	return append(out, u.ChangesText())
}

// fates lists the units of the pool one by one, those outside it that fit, and the changes, for an applicant without premises.
func fates(r *record, u rule.Unserved, w int) []string {
	var out []string
	para := func(text string) { out = append(out, kit.Wrap(text, w)...) }
	para(u.InsideText())
	for _, f := range u.Inside {
		text := f.Text()
		if f.Why == rule.WhyTaken {
			text = "适合，归" + fmtRankName(f.Rank, r.name(f.By))
		}
		out = append(out, kit.Cut("  "+kit.Fit(f.Number, 17)+kit.Fit(f.Community, 10)+kit.FitLeft(f.Area.String(), 8)+"  "+text, w))
	}
	if len(r.Scope.Left) > 0 {
		out = append(out, "")
		para(u.OutsideText(r.Scope.LeftWhy))
		for _, p := range u.Outside {
			why := ""
			for _, unit := range p.Units {
				if why == "" {
					why = r.Scope.LeftWhy(unit)
				}
			}
			out = append(out, kit.Cut("  "+kit.Fit(shortUnits(p.Units), 27)+kit.FitLeft(p.Area.String(), 8)+"  "+why, w))
		}
	}
	return out
}

// explaining runs work on the record once everybody left without has been explained; it shows how far it is and can be stopped.
func (s *page) explaining(work func(r *record) tea.Msg) tea.Cmd {
	r := s.Value()
	return progress.Run(textExplaining, func(ctx context.Context, report progress.Report) tea.Msg {
		if err := r.explainAll(ctx, report); err != nil {
			if ctx.Err() != nil {
				return kit.Note{Text: textStopped}
			}
			return kit.Failed{Err: err}
		}
		return work(&r)
	})
}

// takenLines say of each unit of the pool who got it: rank, number, weight and the area that this carries.
func takenLines(r *record) []string {
	out := []string{"各套归谁（名次，申请编号，岗位+税收=折合，可用面积）："}
	for _, u := range r.instance.Units {
		text := kit.Fit(u.Number, 18) + kit.FitLeft(u.Area.String(), 9) + " ㎡  "
		if l, found := r.holder(u.Number); found {
			text += fmt.Sprintf("第 %d 名  %s  %s  %s 至 %s ㎡", l.Rank, l.Number, weightParts(r, l), l.Lo, l.Hi)
		} else {
			text += textLeft
		}
		out = append(out, strings.TrimRight(text, " "))
	}
	return out
}

// tableLines are the tables of proofs by prices that the reasons refer to, by rank; none before explainAll.
func tableLines(r *record) (out []string) {
	if r.reasons == nil {
		return nil
	}
	for _, l := range r.Result.Final() {
		for _, table := range r.reasons.tables[l.Number] {
			out = append(out, fmt.Sprintf("第 %d 名 %s：%s。", l.Rank, l.Number, table))
		}
	}
	if len(out) > 0 {
		out = append([]string{"附表（按价的证明：给房源标价，每户任选一处都至少须付一定的数；各户须付的合计多于全部房源的价，就不能都安置）："}, out...)
	}
	return out
}

const textExplaining = "正在逐户说明"
