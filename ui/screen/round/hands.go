package round

import (
	"cmp"
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// agreeAction is the yes of a second person to a weak draw.
func (s *page) agreeAction(r *record) kit.Action {
	return kit.Act("同意抽签", s.agree, "f5").When(screen.Why(r.MayAgreeDraw(s.Env.Actor().ID))).When(s.Env.WhyNot(allocation.ActAgreeDraw))
}

func (s *page) agree() tea.Cmd {
	r := s.Value()
	spec := kit.ConfirmSpec{Title: "同意抽签", Yes: "同意", Warn: true, Lines: []string{
		"抽签文字：" + r.Draw.Text + strings.Join(signLines(r.Draw.Text), ""), textStrength + " 约 " + draw.Bits(r.Draw.Bits) + "，不足 64 比特：" + r.Draw.Accept + "。",
		"同意后就按它排定名次；你的姓名随名单公示。不同意的，按 F12 撤销抽签，改用更强的来源。",
	}}
	if r.SameDrawer(s.Env.Actor().ID) {
		spec.Lines = append(spec.Lines, fmtSameHands("录入", "同意"))
	}
	return s.ask(spec, "已同意这次抽签", func(ctx context.Context, by engine.Actor, r record, _ string) error {
		_, err := s.Env.Store.AgreeDraw(ctx, by, r.ID, r.Version)
		return err
	})
}

// cancelAction ends a round; once lots are drawn one person asks for it and another decides.
func (s *page) cancelAction(r *record) kit.Action {
	if r.CancelAsks() {
		return kit.Act("提出作废", s.askCancel, "f8").When(s.may(r, allocation.RoundCancel, allocation.ActAskCancel))
	}
	return kit.Act(textCancel, s.cancel, "f8").When(s.may(r, allocation.RoundCancel, allocation.ActCancelRound))
}

func (s *page) askCancel() tea.Cmd {
	spec := kit.ConfirmSpec{Title: "提出作废", Yes: "提出", Warn: true, Reason: kit.ReasonRequired, Hint: "公开可查", Lines: []string{
		"抽签以后名次已经知道：作废须由另一位分管领导同意，理由留在记录里。", "作废以后这次抽签和它的名次，会登在同一批申请下一次的公示里。",
	}}
	return s.ask(spec, "已提出作废，待另一位分管领导决定", func(ctx context.Context, by engine.Actor, r record, reason string) error {
		return s.Env.Store.AskCancelRound(ctx, by, r.ID, r.Version, reason)
	})
}

// decideCancel agrees to the wish to cancel, or takes it back.
func (s *page) decideCancel() tea.Cmd {
	r := s.Value()
	agree := cmp.Or(s.Env.WhyNot(allocation.ActCancelRound), screen.Why(r.MayCancel(s.Env.Actor().ID)))
	choices := []kit.Choice{{Key: "agree", Label: "同意作废", Why: agree}, {Key: "drop", Label: "不作废", Why: s.Env.WhyNot(allocation.ActDropCancel)}}
	return kit.Pick(kit.PickerSpec{Title: "提出作废：" + r.Voiding.Reason, Choices: choices}, func(got []kit.Choice) tea.Cmd {
		asked := r.Voiding.Day.String() + " " + r.VoidBy + " 提出：" + r.Voiding.Reason
		if got[0].Key == "drop" {
			spec := kit.ConfirmSpec{Title: "不作废", Yes: "不作废", Reason: kit.ReasonRequired, Lines: []string{asked, "批次照常办下去；提出和不同意的理由都留在日志里。"}}
			return s.ask(spec, "批次照常办理", func(ctx context.Context, by engine.Actor, r record, reason string) error {
				return s.Env.Store.DropCancelRound(ctx, by, r.ID, r.Version, reason)
			})
		}
		spec := kit.ConfirmSpec{Title: textCancel, Lines: append([]string{asked}, textCancelLines...), Yes: textCancel, Warn: true, Reason: kit.ReasonOptional}
		return s.ask(spec, "已作废，房源已放回", func(ctx context.Context, by engine.Actor, r record, reason string) error {
			return s.Env.Store.CancelRound(ctx, by, r.ID, r.Version, reason)
		})
	})
}

// handPairs say who asks to cancel the round.
func handPairs(th *kit.Theme, r *record) []kit.Pair {
	if !r.Voiding.Open() {
		return nil
	}
	return []kit.Pair{{Label: "提出作废", Value: r.Voiding.Day.String() + " " + r.VoidBy + "：" + r.Voiding.Reason, Style: th.Warn}}
}

// otherHands is why the actor may not take a step after what one of these accounts did: the step before, and who can help.
func (s *page) otherHands(before, step string, accounts ...int64) string {
	if _, err := s.Value().Scope.Parameters.Separation.Check(s.Env.Actor().ID, accounts...); err != nil {
		return before + "由您办理，" + step + "须由不同的人办理：请换一位分管领导登录；没有的，请管理员另设账号"
	}
	return ""
}

// textComputedSelf is said before the notice to who could answer objections, had he not computed himself.
const textComputedSelf = "这一次由您计算：有异议的须由另一位分管领导答复。只有一位分管领导的，请先由审核员重新计算（Ctrl+X），再公示。"

// fmtWeak says why a weak draw was taken, and who agreed to it.
func fmtWeak(d draw.Draw) string {
	text := "，不足 64 比特：" + d.Accept
	if d.Second != "" {
		text += "（" + d.Second + " 同意）"
	}
	return text
}
