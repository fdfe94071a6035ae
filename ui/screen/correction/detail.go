package correction

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of a correction reads.
type record = mend.CorrectionPage

// newDetail is the page of one correction: what is mended, why, what follows, who decided.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[record]{
		Noun: textCorrections, Free: []string{"f4"}, About: helpDetail,
		Read: func(ctx context.Context, by engine.Actor) (record, error) {
			return env.Store.CorrectionPage(ctx, by, id)
		},
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounCorrection, id },
		Name:    func(d record) string { return d.Number },
		Summary: func(d record) (string, string) { return d.Subject, d.State.Title() },
		Lines: func(th *kit.Theme, w int, d record) []string {
			lines := kit.Detail(th, w, pairs(th, d.CorrectionItem))
			if d.State == amend.CorrectionProposed {
				lines = append(append(lines, ""), kit.Detail(th, w, effectPairs(th, d.Effects, d.Problem))...)
			}
			return lines
		},
		Actions: func(d record) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// detail is a correction as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   record
}

// effectPairs are what confirming changes besides the field itself.
func effectPairs(th *kit.Theme, effects []amend.CorrectionEffect, problem string) []kit.Pair {
	out := []kit.Pair{{Label: "复核通过以后"}}
	if problem != "" {
		return append(out, kit.Pair{Value: problem, Style: th.Bad})
	}
	if len(effects) == 0 {
		return append(out, kit.Pair{Value: "只改所列的，别的不变。", Style: th.Muted})
	}
	for _, e := range effects {
		out = append(out, kit.Pair{Label: e.Title, Value: fmtEffect(e)})
	}
	return out
}

// actions are everything that can be done with the correction: nothing more with one that is settled. What is impossible now says why.
func (s *detail) actions() []kit.Action {
	d := s.d
	open := kit.Act("打开记录", func() tea.Cmd { return screen.Open(screen.PlaceOf(allocation.Noun(d.Noun)), d.Record) }, "f4")
	if d.State != amend.CorrectionProposed {
		return []kit.Action{open}
	}
	role := ""
	if err := d.MayDecide(s.env.Actor().Role); err != nil {
		role = err.Error()
	}
	same := ""
	if _, err := d.Same.Check(s.env.Actor().ID, d.ProposedBy); err != nil {
		same = basis.SameHands(d.Others, d.Deciders()).Error()
	}
	other := ""
	if err := d.MayWithdraw(s.env.Actor().ID, s.env.Actor().Role); err != nil {
		other = err.Error()
	}
	return []kit.Action{
		kit.Act(textConfirm, s.confirm, "f5").When(d.Problem).When(same).When(role).When(s.env.WhyNot(allocation.ActConfirmCorrection)),
		kit.Act(textRefuse, s.refuse, "ctrl+r").When(role).When(s.env.WhyNot(allocation.ActRefuseCorrection)),
		kit.Act(textWithdraw, s.withdraw, "f8").When(other).When(s.env.WhyNot(allocation.ActWithdrawCorrection)),
		s.unmaskAction(),
		open,
	}
}

// unmaskAction shows the numbers of a correction that waits whole: who confirms them has to compare them with the paper.
func (s *detail) unmaskAction() kit.Action {
	d, env := s.d, s.env
	a := kit.Act(screen.TextUnmask, func() tea.Cmd {
		return env.Unmask(func(ctx context.Context, by engine.Actor, reason string) ([]kit.Pair, error) {
			c, err := env.Store.UnmaskCorrection(ctx, by, d.ID, reason)
			return pairs(env.Theme, c), err
		})
	}, "f11")
	if !slices.ContainsFunc(d.Changes, func(x amend.CorrectionChange) bool { return x.Field.Kind.Private() }) {
		return a.When("没有证件号或电话").Silent()
	}
	return a.When(env.WhyNot(allocation.ActUnmaskApplicant))
}

// confirm says once more what will change.
func (s *detail) confirm() tea.Cmd {
	d, env := s.d, s.env
	var lines []string
	if d.ProposedBy == env.Actor().ID {
		lines = append(lines, "注意：提出和复核是同一人，本区规定仅作提醒，日志会记下。")
	}
	facts := changeFacts(env.Theme, d.Subject, d.Correction, d.Effects)
	spec := kit.ConfirmSpec{Title: textConfirm, Lines: lines, Facts: facts, Yes: "确认更正", Reason: kit.ReasonOptional, Hint: "复核意见"}
	if slices.ContainsFunc(d.Effects, func(e amend.CorrectionEffect) bool { return e.Title == amend.EffectBare }) {
		spec.Reason, spec.Hint = kit.ReasonRequired, "没有合同的日子变了，凭什么认定"
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		_, err := env.Store.ConfirmCorrection(ctx, by, d.ID, d.Version, reason)
		return fmtConfirmed(d.Number), err
	})
}

func (s *detail) refuse() tea.Cmd {
	return s.end(textRefuse, "不同意更正", fmtRefused(s.d.Number), s.env.Store.RefuseCorrection)
}

func (s *detail) withdraw() tea.Cmd {
	return s.end(textWithdraw, "撤回更正", fmtWithdrawn(s.d.Number), s.env.Store.WithdrawCorrection)
}

// end asks for the reason why a proposal comes to nothing.
func (s *detail) end(title, yes, done string, run func(ctx context.Context, by engine.Actor, id, version int64, reason string) error) tea.Cmd {
	d, env := s.d, s.env
	lines := make([]string, 0, len(d.Changes)+1)
	for _, x := range d.Changes {
		lines = append(lines, fmtChangeLine(d.Subject, x))
	}
	lines = append(lines, "记录照旧，什么也不改。")
	return env.Ask(kit.ConfirmSpec{Title: title, Lines: lines, Yes: yes, Reason: kit.ReasonRequired}, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return done, run(ctx, by, d.ID, d.Version, reason)
	})
}

const (
	textConfirm  = "复核通过"
	textRefuse   = "不同意"
	textWithdraw = say.Withdraw
)

var helpDetail = []string{
	"这里是一件更正：原值、新值、理由、依据，以及复核通过以后会变什么。",
	"F5 复核通过，Ctrl+R 不同意，F8 撤回（提出人或分管领导），F11 完整证件号（记入日志），F4 打开被更正的记录。",
	"提出以后原值变了的，不能再复核通过；撤回后重新提出。",
}

func fmtEffect(e amend.CorrectionEffect) string {
	if e.Old == "" {
		return e.New
	}
	return fmtOldNew(e.Old, e.New)
}

func fmtChangeLine(subject string, x amend.CorrectionChange) string {
	return fmt.Sprintf("%s 的“%s”由 %s 改为 %s。", subject, x.Label(), x.Field.Show(x.Old), x.Field.Show(x.New))
}

func fmtConfirmed(number string) string { return "已更正 " + number }

func fmtRefused(number string) string { return number + " 已记为未同意" }

func fmtWithdrawn(number string) string { return number + " 已撤回" }
