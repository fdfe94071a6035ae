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
		lines = append(lines, "确认前筛查（编号相连、与工作人员同名、回避、同一经办人、电话、地址、证件）没有发现。")
	}
	if warn, _ := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.CreatedBy); warn {
		lines = append(lines, fmtSameHands("拟定", "确认"))
	}
	return kit.ConfirmSpec{Title: textConfirm, Lines: lines, Yes: textConfirm, Warn: true}
}

// newScreening asks for a remark on every finding; F4 sends the round back for the finding that has the focus.
func (s *page) newScreening(r record) *screen.FormScreen {
	fields := make([]kit.Field, len(r.Findings))
	for i := range r.Findings {
		fields[i] = kit.Field{Name: fmt.Sprintf("remark_%d", i), Label: fmt.Sprintf("%d %s", i+1, r.Findings[i].Kind.Title()), Required: true, Limit: 200, Width: 40, Hint: "核对了什么，结论"}
	}
	var form *screen.FormScreen
	focused := func() draw.Finding {
		for i, f := range fields {
			if form != nil && form.Form.Focused() == f.Name {
				return r.Findings[i]
			}
		}
		return r.Findings[0]
	}
	remarks := func(f *kit.Form) map[string]string {
		out := map[string]string{}
		for i, x := range r.Findings {
			out[x.Words()] = f.Text(fields[i].Name)
		}
		return out
	}
	form = screen.NewForm(s.Env, screen.FormScreen{
		Path: r.Title + " > " + textScreening, Left: fmt.Sprintf("筛查有 %d 项，逐项说明后 Ctrl+S 确认", len(r.Findings)), About: textScreeningHelp,
		Over: func(w int) []string {
			out := make([]string, 3) // a finding of any length keeps the form where it is
			for i, part := range kit.Wrap(focused().Words(), w-2) {
				if i < len(out) {
					out[i] = " " + s.Env.Theme.Warn.Render(part)
				}
			}
			return append(out, "")
		},
		Keys: func(keys []kit.Action) []kit.Action {
			return append(keys, kit.Act(textSendBack, func() tea.Cmd { return s.sendBack(r, focused()) }, "f4").When(s.Env.WhyNot(allocation.ActReopenRound)))
		},
	}, kit.FormSpec{
		Draft: fmt.Sprintf("round/screening/%s/%d", r.Number, r.Run), Verb: textConfirm, Sections: []kit.Section{{Fields: fields}},
		Confirm: func(*kit.Form) kit.ConfirmSpec { return s.confirmSpec(&r) },
		Save: s.Env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := s.Env.Store.ConfirmRound(ctx, by, r.ID, r.Version, r.Run, remarks(f))
			return textConfirmed, err
		}),
	})
	return form
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
		pairs = append(pairs, kit.Pair{Label: textScreening, Value: fmt.Sprintf("有 %d 项发现，确认时须逐项说明或退回", n)})
	}
	return pairs
}

// Words of headings, labels and keys.
const (
	textScreening = "确认前筛查"
	textSendBack  = "退回"
	textConfirmed = "已确认，分配结果已生成"
)

// Lists of lines.
var textScreeningHelp = []string{
	"确认之前先筛查名单里常见的作弊痕迹：得房的申请编号相连得出奇、与工作人员或评审人同名、评审人申明回避、几户同一经办人、电话、地址或证件。",
	"上面是光标所在一项的全文。筛查只是提醒，不拒绝任何人：逐项写明核对的情况，或者按 F4 退回查清。",
	"每一项和它的说明都留在批次的记录和日志里。",
}
