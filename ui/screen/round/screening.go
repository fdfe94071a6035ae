package round

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// confirm shows one page of what will happen before it binds; where the screening came upon something, each finding is remarked first.
func (s *page) confirm() tea.Cmd {
	r := s.Value()
	if len(r.Findings) > 0 {
		return screen.Show(s.newScreening(r))
	}
	spec := s.confirmSpec(&r)
	return s.ask(spec, textConfirmed, func(ctx context.Context, by engine.Actor, r record, _ string) error {
		_, err := s.Env.Store.ConfirmRound(ctx, by, r.ID, r.Version, r.Run, nil)
		return err
	})
}

// confirmSpec says what the confirmation does.
func (s *page) confirmSpec(r *record) kit.ConfirmSpec {
	lines := fmtConfirmLines(r)
	if len(r.Findings) == 0 {
		lines = append(lines, screen.TextNoFindings)
	}
	if warn, _ := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.CreatedBy); warn {
		lines = append(lines, fmtSameHands("拟定", "确认"))
	}
	return kit.ConfirmSpec{Title: textConfirm, Lines: lines, Yes: textConfirm, Warn: true}
}

// newScreening asks for a remark on every finding; Ctrl+R sends the round back for the finding that has the focus.
func (s *page) newScreening(r record) *screen.FormScreen {
	return screen.NewRemarks(s.Env, r.Findings, screen.Remarking{
		Path: r.Title + " > " + screen.TextScreening, Left: fmt.Sprintf("筛查有 %d 项，逐项说明后 Ctrl+S 确认", len(r.Findings)),
		Draft: fmt.Sprintf("round/screening/%s/%d", r.Number, r.Run), Verb: textConfirm,
		Keys: func(keys []kit.Action, focused func() draw.Finding) []kit.Action {
			return append(keys, kit.Act(textSendBack, func() tea.Cmd { return s.sendBack(r, focused()) }, "ctrl+r").When(s.Env.WhyNot(allocation.ActReopenRound)))
		},
		Confirm: func(*kit.Form) kit.ConfirmSpec { return s.confirmSpec(&r) },
		Save: func(f *kit.Form, remarks map[string]string) tea.Cmd {
			return s.Env.MoveBack(func(ctx context.Context, by engine.Actor, _ *kit.Form) (string, error) {
				_, err := s.Env.Store.ConfirmRound(ctx, by, r.ID, r.Version, r.Run, remarks)
				return textConfirmed, err
			})(f)
		},
	})
}

// sendBack refuses the confirmation because of a finding: the round is reopened.
func (s *page) sendBack(r record, f draw.Finding) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: textSendBack, Yes: textSendBack, Warn: true, Reason: kit.ReasonRequired, Hint: "要查什么，由谁查",
		Lines: []string{f.Words(), "批次重开，查清以后更正申请，再计算、再公示；这一项和理由留在记录里。"},
	}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return s.Env.Move(func(ctx context.Context, by engine.Actor) (string, error) {
			return "已退回，批次已重开", s.Env.Store.SendBackRound(ctx, by, r.ID, r.Version, a.Reason, f.Words())
		}, kit.Send(kit.Back{}))
	})
}

// screeningPairs are the findings of a result with what was said of them, and those that wait for the confirmation.
func screeningPairs(r *record) (pairs []kit.Pair) {
	for _, g := range r.Screenings {
		verb := "说明"
		if g.SentBack {
			verb = textSendBack
		}
		pairs = append(pairs, kit.Pair{Label: g.Kind.Title(), Value: fmt.Sprintf("%s；%s（%s %s）：%s", g.Finding, verb, g.Day, g.By, g.Remark)})
	}
	if n := len(r.Findings); n > 0 {
		pairs = append(pairs, kit.Pair{Label: screen.TextScreening, Value: fmt.Sprintf("有 %d 项发现，确认时须逐项说明或退回", n)})
	}
	return pairs
}

// Words of headings, labels and keys.
const (
	textSendBack  = "退回"
	textConfirmed = "已确认，分配结果已生成"
)
