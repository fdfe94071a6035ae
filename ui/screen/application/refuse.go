package application

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/refusal"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// turning is a decision against an application: what its form and its question say, and what it runs.
type turning struct {
	title, yes, done string
	lines            []string // what will happen, above the reasons
	undo             bool     // Ctrl+Z takes it back
	run              func(ctx context.Context, by engine.Actor, id, version int64, why refusal.Given) error
}

func (s *detail) refuse() tea.Cmd {
	return screen.Show(s.turnAway(turning{
		title: textRefuse, yes: textRefuse, done: "已记为不予受理", undo: true, lines: []string{"这份申请将不予受理。"}, run: s.Env.Store.RefuseApplication,
	}))
}

func (s *detail) closeSupplement() tea.Cmd {
	return screen.Show(s.turnAway(turning{
		title: textClose, yes: "结束申请", done: "已按逾期未补正结束", lines: []string{fmtCloseLine(s.Value().Supplement.Deadline)}, run: s.Env.Store.CloseSupplement,
	}))
}

// turnAway is the form in which a decision against the application takes its reasons from the list; those that answer the lines of the
// review sheet which do not hold are marked. It asks once more with the words that the applicant will read.
func (s *detail) turnAway(turn turning) *screen.FormScreen {
	env, d := s.Env, s.Value()
	marked := refusal.Suggested(d.Reasons, d.Review.Unmet())
	if d.Review.Day.IsZero() {
		marked = nil
	}
	if len(d.Reasons) == 1 {
		marked = []string{d.Reasons[0].Code}
	}
	var choices []kit.Choice
	for _, r := range d.Reasons {
		choices = append(choices, kit.Choice{Key: r.Code, Label: r.Source.Clause + "  " + r.Name})
	}
	return screen.NewForm(env, screen.FormScreen{Path: turn.title, Left: "理由选自清单，办理当天的条款和文字随决定固定下来", About: textRefuseHelp}, kit.FormSpec{
		Draft: draftKey("turn "+turn.title, d.ID), Verb: turn.yes,
		Sections: []kit.Section{{Title: strings.TrimSpace(d.Number + " " + d.Who.Name), Fields: []kit.Field{
			{Name: "reasons", Label: "理由", Kind: kit.KindChoices, Choices: choices, Value: strings.Join(marked, "\n"), Required: true, Hint: textPapersHint},
			{Name: "note", Label: "补充说明", Kind: kit.KindLong, Lines: 4, Limit: 500, Hint: "可不填，写清事实；和理由一起告知申请人"},
		}}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			grounds, err := refusal.Freeze(d.Reasons, refusal.StageOf(d.State), given(f), env.Today())
			if err != nil {
				return kit.ConfirmSpec{Title: turn.title, Lines: []string{err.Error()}, Yes: turn.yes}
			}
			lines := append(append([]string{}, turn.lines...), "告知申请人：")
			for _, g := range grounds {
				lines = append(lines, "· "+g.Line())
			}
			for _, r := range refusal.Remedies(grounds) {
				lines = append(lines, "申请人可以："+r)
			}
			return kit.ConfirmSpec{Title: turn.title, Lines: lines, Yes: turn.yes}
		},
		Save: func(f *kit.Form) tea.Cmd {
			why := given(f)
			return s.writeThen(turn.done, turn.undo, func(ctx context.Context, by engine.Actor, id, version int64) error {
				return turn.run(ctx, by, id, version, why)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// given is what the form names.
func given(f *kit.Form) refusal.Given {
	return refusal.Given{Codes: f.Many("reasons"), Note: f.Text("note")}
}

// groundPairs are the frozen reasons of the refusal that stands, with what the applicant can do.
func groundPairs(th *kit.Theme, grounds []refusal.Ground) []kit.Pair {
	var out []kit.Pair
	for i, g := range grounds {
		label := " "
		if i == 0 {
			label = "理由"
		}
		out = append(out, kit.Pair{Label: label, Value: g.Line(), Style: th.Warn})
	}
	if list := refusal.Remedies(grounds); len(list) > 0 {
		out = append(out, kit.Pair{Label: "申请人可以", Value: strings.Join(list, "；")})
	}
	return out
}

var textRefuseHelp = []string{
	"理由从 目录 的驳回理由里选，可以选几项；审查表判为不符合的已经勾上。",
	"补充说明写本案的事实，不能代替清单里的理由。",
	"条款和文字按办理当天的固定下来，目录以后修改也不改这份决定；通知书照此打印。",
}
