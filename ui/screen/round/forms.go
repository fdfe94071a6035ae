package round

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newObjection asks for what somebody has against the result; number is the line that it is about, or empty.
func newObjection(env *screen.Env, r record, number string) *screen.FormScreen {
	var choices []kit.Choice
	for _, l := range r.Result.Ranks {
		choices = append(choices, kit.Choice{Key: l.Number, Label: r.name(l.Number), Note: fmtRank(l.Rank) + " " + l.Number})
	}
	return newRaise(env, r, screen.FormScreen{Path: r.Title + " > " + textObject, Left: fmtWindow(r.RoundRow), About: textObjectHelp},
		raiseSpec{draft: "round/objection/" + r.Number, lines: choices, number: number, said: "已登记异议", raise: env.Store.RaiseObjection})
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

// Lists of lines.
var (
	textObjectHelp = []string{"公示期内任何人都可以提出异议；逐件答复之后批次才能确认。"}
	textAnswerHelp = []string{
		"上面是异议所涉及的一户：名次、分得、缘由和证明、上下两名；F11 看整行。",
		"成立的异议要求更正资料并重开计算；不成立的写明理由。",
		"答复以后、批次往下走之前，可以在 异议 一页按 Enter 撤销答复；答复以前异议人撤回的、登记错的，按 Ctrl+X 撤回异议。",
	}
)
