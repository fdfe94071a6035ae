package round

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDispute asks for what somebody has against the posted list.
func newDispute(env *screen.Env, r record, number string) *screen.FormScreen {
	var choices []kit.Choice
	for _, a := range r.Scope.Applicants {
		choices = append(choices, kit.Choice{Key: a.Number, Label: a.Name, Note: a.Number})
	}
	return screen.NewForm(env, screen.FormScreen{
		Path: r.Title + " > " + textDispute, Left: "名单异议到 " + r.Posted.Until.String(), About: textDisputeHelp,
	}, kit.FormSpec{
		Draft: "round/dispute/" + r.Number,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textBy, Required: true, Limit: 100, Hint: "提出异议的人或单位"},
			{Name: "about", Label: textAbout, Kind: kit.KindChoice, Choices: choices, Value: number, Hint: "针对某一户时选择，可空"},
			{Name: "text", Label: textMatter, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := env.Store.RaiseDispute(ctx, by, r.ID, r.byNumber[f.Text("about")].Application, f.Text("name"), f.Text("text"))
			return "已登记对名单的异议", err
		}),
	})
}

func (s *page) whyNoDisputeAnswer() string {
	o, found := s.disputes.Current()
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
	_, same := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.CreatedBy, o.Poster)
	return screen.Why(same)
}

// answerDispute asks for the answer to the dispute under the cursor, with the line that it is about above, and asks again before
// it stands.
func (s *page) answerDispute() tea.Cmd {
	o, _ := s.disputes.Current()
	if o.State != draw.ObjectionRaised {
		return s.retract(o.By, o.Answer, func(ctx context.Context, by engine.Actor, reason string) error {
			return s.Env.Store.RetractDispute(ctx, by, o.ID, reason)
		})
	}
	r := s.Value()
	about := "整份名单"
	if o.Number != "" {
		about = r.name(o.Number) + " " + o.Number
	}
	return screen.Show(screen.NewForm(s.Env, screen.FormScreen{
		Path: r.Title + " > " + textAnswer, Left: o.By + "：" + o.Text, About: textDisputeHelp,
		Over: screen.Facts(s.Env, kit.Pair{Label: textAbout, Value: about}, kit.Pair{Label: textMatter, Value: o.Text}),
	}, kit.FormSpec{
		Draft: fmt.Sprintf("round/dispute/answer/%s/%d", r.Number, o.ID), Sections: []kit.Section{{Fields: answerFields("是：更正名单，重新公布摘要；否：维持")}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return fmtAnswerSpec(o.By, f, "名单须更正并重新公布，异议期重新起算。", "名单维持不变。")
		},
		Save: s.Env.SaveBack(func(ctx context.Context, by engine.Actor, k *kit.Form) (string, error) {
			warned, err := s.Env.Store.SettleDispute(ctx, by, o.ID, k.Yes("upheld"), k.Text("answer"))
			if warned {
				return "已答复异议；" + fmtSameHands("拟定", "答复"), err
			}
			return "已答复异议", err
		}),
	}))
}

// answerFields ask whether an objection is upheld, and for the answer.
func answerFields(hint string) []kit.Field {
	return []kit.Field{
		{Name: "upheld", Label: "异议成立", Kind: kit.KindYesNo, Required: true, Hint: hint},
		{Name: "answer", Label: textAnswer, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 4},
	}
}

// fmtAnswerSpec asks before an answer stands.
func fmtAnswerSpec(by string, f *kit.Form, upheld, dismissed string) kit.ConfirmSpec {
	verdict, then := "异议不成立", dismissed
	if f.Yes("upheld") {
		verdict, then = "异议成立", upheld
	}
	return kit.ConfirmSpec{Title: textAnswer, Yes: "答复", Lines: []string{"答复 " + by + "：" + verdict + "。", f.Text("answer"), then}}
}

func disputeColumns(name func(string) string) []kit.Col[round.DisputeRow] {
	return []kit.Col[round.DisputeRow]{
		{Title: "登记", Width: 10, Text: func(o round.DisputeRow) string { return o.RaisedDay.String() }},
		{Title: textBy, Width: 10, Text: func(o round.DisputeRow) string { return o.By }},
		{Title: textMatter, Width: 16, Flex: true, Text: func(o round.DisputeRow) string { return o.Text }},
		{Title: textAbout, Width: 12, Drop: 2, Text: func(o round.DisputeRow) string {
			if o.Number == "" {
				return ""
			}
			return name(o.Number)
		}},
		{Title: textAnswer, Width: 16, Flex: true, Drop: 1, Text: func(o round.DisputeRow) string { return o.Answer }},
		{Title: textState, Width: 8, Text: func(o round.DisputeRow) string { return o.State.Title() }, Style: func(th *kit.Theme, o round.DisputeRow) kit.Style {
			if o.State == draw.ObjectionRaised {
				return th.Warn
			}
			return kit.Style{}
		}},
	}
}

// Words of headings, labels and keys.
const textDispute = "名单异议登记"

// Lists of lines.
var textDisputeHelp = []string{
	"名单张贴期间，任何人都可以对名单提出异议：谁不该在、谁漏了、谁的岗位或群体写错了。",
	"逐件答复之后才能抽签；答复的人不能是拟定名单的人。",
	"异议成立的，更正申请后按 F9 更正名单；有新的摘要和新的异议期。",
}
