package round

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// objection is the objection under the cursor.
func (s *page) objection() (a answering, found bool) {
	o, found := s.objections.Current()
	if !found {
		return a, false
	}
	r := s.Value()
	return answering{
		Raised: o.Raised, rests: o.Rests(r.RoundRow), hands: []int64{r.computedBy(o.Run)}, before: say.Compute,
		form: func() *screen.FormScreen { return newAnswer(s.Env, r, o) },
		retract: func(ctx context.Context, by engine.Actor, reason string) error {
			return s.Env.Store.RetractObjection(ctx, by, o.ID, reason)
		},
	}, true
}

// newAnswer asks for the answer to an objection, with the line that it is about in view.
func newAnswer(env *screen.Env, r record, o round.ObjectionRow) *screen.FormScreen {
	return newRaisedAnswer(env, o.Raised, screen.FormScreen{
		Path: r.Title + " > " + textAnswer, About: textAnswerHelp, Over: aboutLine(env, &r, o),
		Keys: func(form []kit.Action) []kit.Action {
			whole := kit.Act("整行", func() tea.Cmd { return screen.Show(newLine(env, r, o.Number)) }, "f11")
			if o.Number == "" {
				whole = whole.When("这件异议没有针对某一户")
			}
			return append(form, whole)
		},
	}, answerSpec{
		draft: fmt.Sprintf("round/answer/%s/%d", r.Number, o.ID), hint: "是：须更正并重开计算；否：维持",
		upheld: "须更正申请并重开批次，重新计算、重新公示。", dismissed: "公示的结果维持不变。", before: say.Compute, settle: env.Store.SettleObjection,
	})
}

// aboutLine is the line that an objection is about: rank, award, reason, proof in words, and its neighbours in rank.
func aboutLine(env *screen.Env, r *record, o round.ObjectionRow) func(w int) []string {
	l, found := r.rank(o.Number)
	if !found {
		return screen.Facts(env, kit.Pair{Label: textAbout, Value: "整个结果"})
	}
	pairs := []kit.Pair{
		{Label: textAbout, Value: fmtRankName(l.Rank, r.name(l.Number)) + " " + l.Number},
		{Label: textWeight, Value: r.Lines.Weight(l.Number)},
		{Label: textGot, Value: cmp.Or(gotText(l), textNotServed) + "；" + r.Lines.Entitlement(l.Number)},
		{Label: "缘由", Value: r.Lines.Reason(l.Number)},
	}
	if text := proofWords(r, l); text != "" {
		pairs = append(pairs, kit.Pair{Label: textProof, Value: text})
	}
	for _, x := range []struct {
		label   string
		next    func(string) (rule.Rank, bool)
		between func(other string) string
	}{
		{"上一名", r.Lines.Above, func(other string) string { return r.Lines.Between(other, l.Number) }},
		{"下一名", r.Lines.Below, func(other string) string { return r.Lines.Between(l.Number, other) }},
	} {
		if n, found := x.next(l.Number); found {
			pairs = append(pairs, kit.Pair{Label: x.label, Value: r.name(n.Number) + " " + cmp.Or(shortUnits(n.Units), textNotServed) + "：" + x.between(n.Number)})
		}
	}
	return screen.Facts(env, pairs...)
}

// proofWords says the proof of a line that got nothing: who holds the units of its Hall set, or the two sums of its prices.
func proofWords(r *record, l rule.Rank) string {
	b := l.Blocked
	switch {
	case b == nil:
		return ""
	case len(b.Units) > 0:
		var parts []string
		for _, u := range b.Units {
			if h, found := r.holder(u); found {
				u += " 归" + fmtRankName(h.Rank, r.name(h.Number))
			}
			parts = append(parts, u)
		}
		return fmtHall(len(b.Units), len(b.Others)+1) + "：" + strings.Join(parts, "；")
	case len(b.Prices) > 0:
		return fmtPrices(b.Have, len(b.Others)+1, b.Need)
	}
	return ""
}

// correctedLines say what was corrected since the notice that a reopened round follows, or since the list was posted.
func correctedLines(r *record) []string {
	if r.Compared == "" {
		return nil
	}
	return []string{r.Compared + "：" + strings.Join(fmtCorrected(r.Corrected), "；")}
}
