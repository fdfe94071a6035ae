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
		lines = append(lines, textNoFindings)
	}
	if warn, _ := r.Scope.Parameters.Separation.Check(s.Env.Actor().ID, r.CreatedBy); warn {
		lines = append(lines, fmtSameHands("拟定", "确认"))
	}
	return kit.ConfirmSpec{Title: textConfirm, Lines: lines, Yes: textConfirm, Warn: true}
}

// newScreening asks for a remark on every finding; F4 sends the round back for the finding that has the focus.
func (s *page) newScreening(r record) *screen.FormScreen {
	return newRemarks(s.Env, r.Findings, remarking{
		path: r.Title + " > " + textScreening, left: fmt.Sprintf("筛查有 %d 项，逐项说明后 Ctrl+S 确认", len(r.Findings)),
		draft: fmt.Sprintf("round/screening/%s/%d", r.Number, r.Run), verb: textConfirm,
		keys: func(keys []kit.Action, focused func() draw.Finding) []kit.Action {
			return append(keys, kit.Act(textSendBack, func() tea.Cmd { return s.sendBack(r, focused()) }, "f4").When(s.Env.WhyNot(allocation.ActReopenRound)))
		},
		confirm: func(*kit.Form) kit.ConfirmSpec { return s.confirmSpec(&r) },
		save: func(f *kit.Form, remarks map[string]string) tea.Cmd {
			return s.Env.MoveBack(func(ctx context.Context, by engine.Actor, _ *kit.Form) (string, error) {
				_, err := s.Env.Store.ConfirmRound(ctx, by, r.ID, r.Version, r.Run, remarks)
				return textConfirmed, err
			})(f)
		},
	})
}

// remarking is what the form of remarks leads to.
type remarking struct {
	path, left, draft, verb string
	keys                    func(keys []kit.Action, focused func() draw.Finding) []kit.Action // nil: those of every form
	confirm                 func(*kit.Form) kit.ConfirmSpec                                   // nil: save asks
	save                    func(f *kit.Form, remarks map[string]string) tea.Cmd              // remarks by the words of the finding
}

// newRemarks asks for a remark on every finding; the one that has the focus stands whole above the form.
func newRemarks(env *screen.Env, found []draw.Finding, to remarking) *screen.FormScreen {
	fields := make([]kit.Field, len(found))
	for i := range found {
		fields[i] = kit.Field{Name: fmt.Sprintf("remark_%d", i), Label: fmt.Sprintf("%d %s", i+1, found[i].Kind.Title()), Required: true, Limit: 200, Width: 40, Hint: "核对了什么，结论"}
	}
	var form *screen.FormScreen
	focused := func() draw.Finding {
		for i, f := range fields {
			if form != nil && form.Form.Focused() == f.Name {
				return found[i]
			}
		}
		return found[0]
	}
	spec := screen.FormScreen{
		Path: to.path, Left: to.left, About: textScreeningHelp,
		Over: func(w int) []string {
			out := make([]string, 3) // a finding of any length keeps the form where it is
			for i, part := range kit.Wrap(focused().Words(), w-2) {
				if i < len(out) {
					out[i] = " " + env.Theme.Warn.Render(part)
				}
			}
			return append(out, "")
		},
	}
	if to.keys != nil {
		spec.Keys = func(keys []kit.Action) []kit.Action { return to.keys(keys, focused) }
	}
	form = screen.NewForm(env, spec, kit.FormSpec{
		Draft: to.draft, Verb: to.verb, Sections: []kit.Section{{Fields: fields}}, Confirm: to.confirm,
		Save: func(f *kit.Form) tea.Cmd {
			remarks := map[string]string{}
			for i, x := range found {
				remarks[x.Words()] = f.Text(fields[i].Name)
			}
			return to.save(f, remarks)
		},
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

// Sentences.
const textNoFindings = "确认前筛查（编号相连、与工作人员同名、回避、同一经办人、电话、地址、证件）没有发现。"

// Lists of lines.
var textScreeningHelp = []string{
	"确认之前先筛查名单里常见的作弊痕迹：得房的申请编号相连得出奇、与工作人员或评审人同名、评审人申明回避、几户同一经办人、电话、地址或证件。",
	"上面是光标所在一项的全文。筛查只是提醒，不拒绝任何人：逐项写明核对的情况，或者按 F4 退回查清。",
	"每一项和它的说明都留在批次的记录和日志里。",
}
