package round

import (
	"fmt"
	"slices"

	"penggai/allocation/rule"
	"penggai/ui/kit"
)

// proof is what shows that a pass cannot serve an applicant beside those better ranked.
type proof struct {
	pass   string // in front of its title; empty where there is one pass only
	result *rule.Result
	number string
	*rule.Blocked
}

// proofs are those of a line that is left without premises, a pass after the other.
func (s *line) proofs(l rule.Rank) (out []proof) {
	if len(l.Units) > 0 || s.r.whole == nil {
		return nil
	}
	passes := []string{"", ""}
	if s.r.whole.Rest != nil {
		passes = []string{"第一轮：", "第二轮："}
	}
	for i, res := range []*rule.Result{s.r.whole, s.r.whole.Rest} {
		p := proof{pass: passes[i], result: res, number: l.Number}
		if row, found := p.row(l.Number); found && row.Blocked.Shown() {
			p.Blocked = res.Proof(&row)
			out = append(out, p)
		}
	}
	return out
}

// row is an applicant's line in the pass.
func (p proof) row(number string) (rule.Rank, bool) {
	if p.result != nil {
		for _, l := range p.result.Ranks {
			if l.Number == number {
				return l, true
			}
		}
	}
	return rule.Rank{}, false
}

// holder is who holds a unit after the pass.
func (p proof) holder(unit string, name func(string) string) string {
	for _, l := range p.result.Ranks {
		if slices.Contains(l.Units, unit) {
			return fmtRankName(l.Rank, name(l.Number))
		}
	}
	return ""
}

// lines list it so that a person can check it by hand.
func (p proof) lines(th *kit.Theme, name func(string) string, w int) []string {
	if len(p.Units) > 0 {
		return p.hall(th, name, w)
	}
	return p.prices(th, name, w)
}

// hall lists the Hall set: units that are one too few for the applicants who have no others.
func (p proof) hall(th *kit.Theme, name func(string) string, w int) []string {
	out := []string{"", " " + th.Head.Render(p.pass+fmtHall(len(p.Units), len(p.Others)+1))}
	for _, u := range p.Units {
		out = append(out, kit.Cut("   "+kit.Fit(u, 22)+p.holder(u, name), w))
	}
	out = append(out, "   "+th.Muted.Render("只有这些可选的各户："))
	for _, n := range append(slices.Clone(p.Others), p.number) {
		l, _ := p.row(n)
		out = append(out, kit.Cut("   "+kit.Fit(fmtRankName(l.Rank, name(n)), 28)+fmtHasOptions(l.Options), w))
	}
	return out
}

// prices list what each unit costs, and who pays at least one of them.
func (p proof) prices(th *kit.Theme, name func(string) string, w int) []string {
	out := []string{"", " " + th.Head.Render(kit.Cut(p.pass+fmtPrices(p.Have, len(p.Others)+1, p.Need), w-1))}
	for _, u := range p.Prices {
		out = append(out, kit.Cut("   "+kit.Fit(u.Unit, 22)+kit.FitLeft(fmtNumber(int(u.Price)), 6)+"  "+p.holder(u.Unit, name), w))
	}
	out = append(out, "   "+th.Muted.Render("每处都要付价的各户："))
	for _, n := range append(slices.Clone(p.Others), p.number) {
		l, _ := p.row(n)
		out = append(out, kit.Cut("   "+fmtRankName(l.Rank, name(n)), w))
	}
	return out
}

func fmtHall(units, applicants int) string {
	return fmt.Sprintf("可逐户核对：%d 套房源，%d 户只有它们可选", units, applicants)
}

func fmtPrices(have int64, applicants int, need int64) string {
	return fmt.Sprintf("附表，可加总核对：房源按下列价合计 %d，%d 户各取最便宜的一处共要 %d", have, applicants, need)
}

func fmtHasOptions(n int) string { return fmt.Sprintf("适合 %d 处，都在其中", n) }
