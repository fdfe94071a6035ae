package round

import (
	"context"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newObjection asks for what somebody has against the result; number is the line that it is about, or empty.
func newObjection(env *screen.Env, r record, number string) *screen.FormScreen {
	var choices []kit.Choice
	for _, l := range r.Result.Ranks {
		choices = append(choices, kit.Choice{Key: l.Number, Label: r.name(l.Number), Note: fmtRank(l.Rank) + " " + l.Number})
	}
	return screen.NewForm(env, screen.FormScreen{Path: r.Title + " > " + textObject, Left: fmtWindow(r.RoundRow), About: textObjectHelp}, kit.FormSpec{
		Draft: "round/objection/" + r.Number,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textBy, Required: true, Limit: 100, Hint: "提出异议的人或单位"},
			{Name: "about", Label: textAbout, Kind: kit.KindChoice, Choices: choices, Value: number, Hint: "针对某一户时选择，可空"},
			{Name: "text", Label: textMatter, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			application := r.byNumber[f.Text("about")].Application
			_, err := env.Store.RaiseObjection(ctx, by, r.ID, application, f.Text("name"), f.Text("text"))
			return "已登记异议", err
		}),
	})
}

func (s *page) whyNoObjection(r *record) string {
	if why := s.Env.WhyNot(allocation.ActRaiseObjection); why != "" {
		return why
	}
	if r.State == allocation.RoundLocked {
		return screen.Why(r.MayDispute(s.Env.Today()))
	}
	return screen.Why(r.MayObject(s.Env.Today()))
}

func (s *page) object() tea.Cmd {
	number := ""
	if a, found := s.applicants.Current(); found && s.Value().State == allocation.RoundLocked && s.At() == partApplicants {
		number = a.Number
	}
	if s.Value().State == allocation.RoundLocked {
		return screen.Show(newDispute(s.Env, s.Value(), number))
	}
	if l, found := s.result.Current(); found && s.At() == partResult {
		number = l.Number
	}
	return screen.Show(newObjection(s.Env, s.Value(), number))
}

func (s *page) whyNoAnswer() string {
	o, found := s.objections.Current()
	switch {
	case !found:
		return screen.NoRow(false)
	case o.State != draw.ObjectionRaised:
		return "这件异议已经答复"
	}
	if why := s.Env.WhyNot(allocation.ActSettleObjection); why != "" {
		return why
	}
	r := s.Value()
	_, same := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.computedBy(o.Run))
	return screen.Why(same)
}

// answer asks for the answer to the objection under the cursor.
func (s *page) answer() tea.Cmd {
	o, _ := s.objections.Current()
	r := s.Value()
	f := screen.NewForm(s.Env, screen.FormScreen{Path: r.Title + " > " + textAnswer, Left: o.By + "：" + o.Text, About: textAnswerHelp}, kit.FormSpec{
		Draft: "round/answer/" + r.Number,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "upheld", Label: "异议成立", Kind: kit.KindYesNo, Required: true, Hint: "是：须更正并重开计算；否：维持"},
			{Name: "answer", Label: textAnswer, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5},
		}}},
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

// Lists of lines.
var (
	textObjectHelp = []string{"公示期内任何人都可以提出异议；逐件答复之后批次才能确认。"}
	textAnswerHelp = []string{"成立的异议要求更正资料并重开计算；不成立的写明理由。答复以后不能再改。"}
)
