package round

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// whyNoAnswer is why the objection under the cursor can be neither answered nor its answer taken back.
func (s *page) whyNoAnswer() string {
	o, found := s.objections.Current()
	if !found {
		return screen.NoRow(false)
	}
	if why := s.Env.WhyNot(allocation.ActSettleObjection); why != "" {
		return why
	}
	r := s.Value()
	if o.State != draw.ObjectionRaised {
		return screen.Why(o.Retract(textRetract, o.Rests(r.RoundRow)...)) // of a copy
	}
	_, same := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.computedBy(o.Run))
	return screen.Why(same)
}

// answer asks for the answer to the objection under the cursor, with the line that it is about in view, and asks again before it
// stands; an answer that was given is taken back.
func (s *page) answer() tea.Cmd {
	o, _ := s.objections.Current()
	if o.State != draw.ObjectionRaised {
		return s.retract(o.By, o.Answer, func(ctx context.Context, by engine.Actor, reason string) error {
			return s.Env.Store.RetractObjection(ctx, by, o.ID, reason)
		})
	}
	r := s.Value()
	f := screen.NewForm(s.Env, screen.FormScreen{
		Path: r.Title + " > " + textAnswer, Left: o.By + "：" + o.Text, About: textAnswerHelp, Over: aboutLine(s.Env, &r, o),
		Keys: func(form []kit.Action) []kit.Action {
			whole := kit.Act("整行", func() tea.Cmd { return screen.Show(newLine(s.Env, r, o.Number)) }, "f6")
			if o.Number == "" {
				whole = whole.When("这件异议没有针对某一户")
			}
			return append(form, whole)
		},
	}, kit.FormSpec{
		Draft: fmt.Sprintf("round/answer/%s/%d", r.Number, o.ID), Sections: []kit.Section{{Fields: answerFields("是：须更正并重开计算；否：维持")}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return fmtAnswerSpec(o.By, f, "须更正申请并重开批次，重新计算、重新公示。", "公示的结果维持不变。")
		},
		Save: s.Env.SaveBack(func(ctx context.Context, by engine.Actor, k *kit.Form) (string, error) {
			warned, err := s.Env.Store.SettleObjection(ctx, by, o.ID, k.Yes("upheld"), k.Text("answer"))
			if warned {
				return "已答复异议；" + fmtSameHands(say.Compute, say.Answer), err
			}
			return "已答复异议", err
		}),
	})
	return screen.Show(f)
}

// retract asks before an answer is taken back.
func (s *page) retract(by, answer string, run func(ctx context.Context, by engine.Actor, reason string) error) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: textRetract, Lines: []string{"撤销对 " + by + " 的答复：" + answer, "异议恢复为待答复，可以重新答复；原来的答复留在日志里。"}, Yes: textRetract,
		Reason: kit.ReasonRequired, Hint: "写明为什么撤销",
	}
	return s.Env.AskMove(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "已撤销答复", run(ctx, by, reason)
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

const textRetract = "撤销答复"
