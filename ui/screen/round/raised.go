package round

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// raiseSpec is what differs between an objection to a result and a dispute of a posted list when they are recorded.
type raiseSpec struct {
	draft  string
	lines  []kit.Choice // those whom it may be about
	number string       // whom it is about when the form opens, or empty
	said   string
	raise  func(ctx context.Context, by engine.Actor, round, application int64, name, text string) (int64, error)
}

// newRaise asks who objects, about whom and what.
func newRaise(env *screen.Env, r record, f screen.FormScreen, spec raiseSpec) *screen.FormScreen {
	return screen.NewForm(env, f, kit.FormSpec{
		Draft: spec.draft,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textBy, Required: true, Limit: 100, Hint: "提出异议的人或单位"},
			{Name: "about", Label: textAbout, Kind: kit.KindChoice, Choices: spec.lines, Value: spec.number, Hint: "针对某一户时选择，可空"},
			{Name: "text", Label: textMatter, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5, Hint: "会随公示登出：只写事项，不写姓名电话"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := spec.raise(ctx, by, r.ID, r.byNumber[f.Text("about")].Application, f.Text("name"), f.Text("text"))
			return spec.said, err
		}),
	})
}

// answering is an objection, or a dispute of a list, that waits for its answer or has one.
type answering struct {
	round.Raised
	rests   []string // on the answer
	hands   []int64  // accounts that do not answer it where duties are kept apart
	before  string   // what they did
	list    bool     // it is one to a posted list
	form    func() *screen.FormScreen
	retract func(ctx context.Context, by engine.Actor, reason string) error
}

// answerAction gives the answer that is missing, or takes back the one that was given.
func (s *page) answerAction(a answering, found bool) kit.Action {
	do := func() tea.Cmd {
		if a.State != draw.ObjectionRaised {
			return s.Env.AskMove(retractSpec(a), func(ctx context.Context, by engine.Actor, reason string) (string, error) {
				if a.State == draw.ObjectionWithdrawn {
					return "异议已恢复为待答复", a.retract(ctx, by, reason)
				}
				return "已撤销答复", a.retract(ctx, by, reason)
			})
		}
		return screen.Show(a.form())
	}
	label := textAnswer
	if found && a.State != draw.ObjectionRaised {
		label = textRetract
		if a.State == draw.ObjectionWithdrawn {
			label = textRestore
		}
	}
	return kit.Act(label, do, "enter").When(s.whyNoAnswer(a, found))
}

// withdrawAction takes the objection itself back before it is answered.
func (s *page) withdrawAction(a answering, found bool) kit.Action {
	why := screen.NoRow(found)
	if found {
		why = cmp.Or(s.Env.WhyNot(allocation.ActRaiseObjection), screen.Why(a.Withdraw(textWithdraw))) // of a copy
	}
	return kit.Act(textWithdraw, func() tea.Cmd {
		return s.Env.AskMove(kit.ConfirmSpec{
			Title: textWithdraw, Yes: textWithdraw, Reason: kit.ReasonRequired, Hint: "谁要求撤回，或登记错了什么",
			Lines: []string{"撤回 " + a.By + " 的异议：" + a.Text, "异议不再等候答复；登记和撤回的理由都保留，并随名单公示。"},
		}, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已撤回异议", s.Env.Store.WithdrawRaised(ctx, by, a.ID, a.list, reason)
		})
	}, "ctrl+x").When(why)
}

// whyNoAnswer is why it can be neither answered nor its answer taken back.
func (s *page) whyNoAnswer(a answering, found bool) string {
	if !found {
		return screen.NoRow(false)
	}
	if why := s.Env.WhyNot(allocation.ActSettleObjection); why != "" {
		return why
	}
	if a.State != draw.ObjectionRaised {
		return screen.Why(a.Retract(textRetract, a.rests...)) // of a copy
	}
	return s.otherHands(a.before, textAnswer, a.hands...)
}

// answerSpec is what differs between the answers to both.
type answerSpec struct {
	draft, hint       string
	upheld, dismissed string // what follows from either answer
	before            string // the step that another person should have taken
	settle            func(ctx context.Context, by engine.Actor, id int64, upheld bool, answer string) (warned bool, err error)
}

// newRaisedAnswer asks whether an objection is upheld and for the answer, and asks again before it stands.
func newRaisedAnswer(env *screen.Env, o round.Raised, f screen.FormScreen, spec answerSpec) *screen.FormScreen {
	f.Left = o.By + "：" + o.Text
	return screen.NewForm(env, f, kit.FormSpec{
		Draft: spec.draft,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "upheld", Label: "异议成立", Kind: kit.KindYesNo, Required: true, Hint: spec.hint},
			{Name: "answer", Label: textAnswer, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 4},
		}}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			verdict, then := "异议不成立", spec.dismissed
			if f.Yes("upheld") {
				verdict, then = "异议成立", spec.upheld
			}
			return kit.ConfirmSpec{Title: textAnswer, Yes: "答复", Lines: []string{"答复 " + o.By + "：" + verdict + "。", f.Text("answer"), then}}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			warned, err := spec.settle(ctx, by, o.ID, f.Yes("upheld"), f.Text("answer"))
			if warned {
				return "已答复异议；" + fmtSameHands(spec.before, textAnswer), err
			}
			return "已答复异议", err
		}),
	})
}

// retractSpec asks before an answer is taken back.
func retractSpec(a answering) kit.ConfirmSpec {
	if a.State == draw.ObjectionWithdrawn {
		return kit.ConfirmSpec{
			Title: textRestore, Yes: textRestore, Reason: kit.ReasonRequired, Hint: "写明为什么恢复",
			Lines: []string{a.By + " 的异议已经撤回：" + a.Answer, "恢复为待答复；撤回的理由留在日志里。"},
		}
	}
	return kit.ConfirmSpec{
		Title: textRetract, Yes: textRetract, Reason: kit.ReasonRequired, Hint: "写明为什么撤销",
		Lines: []string{"撤销对 " + a.By + " 的答复：" + a.Answer, "异议恢复为待答复，可以重新答复；原来的答复留在日志里。"},
	}
}

func raisedColumns[R any](name func(string) string, of func(R) round.Raised) []kit.Col[R] {
	return []kit.Col[R]{
		{Title: "登记", Width: 10, Text: func(r R) string { return of(r).RaisedDay.String() }},
		{Title: textBy, Width: 10, Text: func(r R) string { return of(r).By }},
		{Title: textMatter, Width: 16, Flex: true, Text: func(r R) string { return of(r).Text }},
		{Title: textAbout, Width: 12, Drop: 2, Text: func(r R) string {
			if of(r).Number == "" {
				return ""
			}
			return name(of(r).Number)
		}},
		{Title: textAnswer, Width: 16, Flex: true, Drop: 1, Text: func(r R) string { return of(r).Answer }},
		{
			Title: textState, Width: 8, Text: func(r R) string { return of(r).State.Title() },
			Style: func(th *kit.Theme, r R) kit.Style {
				if of(r).State == draw.ObjectionRaised {
					return th.Warn
				}
				return kit.Style{}
			},
		},
	}
}

const (
	textRetract  = "撤销答复"
	textWithdraw = "撤回异议"
	textRestore  = "恢复异议"
)
