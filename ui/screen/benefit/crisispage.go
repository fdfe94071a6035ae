package benefit

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// NewCrises makes the list of the further reliefs that were drawn up, or with an ID the page of that one.
func NewCrises(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newCrisisPage(env, to.ID)
	}
	cols := []kit.Col[basis.ProposalRow]{
		{ID: "title", Width: 24, Flex: true},
		{ID: "by", Width: 8},
		{ID: "day", Width: 10},
		{ID: "decider", Width: 8, Drop: 1},
		{ID: "decided", Width: 10, Drop: 2},
		{ID: "state", Width: 8, Style: func(th *kit.Theme, r basis.ProposalRow) kit.Style {
			switch r.State {
			case bylaw.Proposed:
				return th.Warn
			case bylaw.Adopted:
				return th.Good
			case bylaw.Refused, bylaw.Withdrawn:
			}
			return th.Muted
		}},
	}
	return screen.NewList(env, screen.ListSpec[basis.ProposalRow, basis.ProposalRow]{
		Path: textBenefits + " > " + textCrisis, Cols: screen.Cols(basis.ProposalNoun, env.Today(), cols), Total: fmtCount, About: helpCrises,
		ID:    func(r basis.ProposalRow) int64 { return r.ID },
		Short: env.Store.CrisisProposals,
		None:  []string{"还没有拟定过阶段性减免。", "按 F2 拟定一项，由分管领导批准。"},
		Open:  func(r basis.ProposalRow) tea.Cmd { return screen.Show(newCrisisPage(env, r.ID)) },
		Own: func(basis.ProposalRow, bool) []kit.Action {
			return []kit.Action{kit.Act(textDrawUp, screen.Shows(env, newCrisis, 0), "f2", "n").When(env.WhyNot(allocation.ActProposeCrisis))}
		},
	})
}

// newCrisisPage is a further relief that was drawn up, with what it does by now; here the approver puts it in force.
func newCrisisPage(env *screen.Env, id int64) screen.Screen {
	parts := crisisParts(func(p money.CrisisProposal) money.CrisisRun { return p.Run })
	parts[0].When = func(p money.CrisisProposal) bool { return p.State == bylaw.Proposed }
	parts = append(parts, screen.Part[money.CrisisProposal]{Title: textDrawUp, Lines: func(th *kit.Theme, w, _ int, p money.CrisisProposal) []string {
		return kit.Detail(th, w, crisisPairs(p))
	}})
	return screen.NewPage(env, screen.PageSpec[money.CrisisProposal]{
		Noun: textCrisis, Wait: "正在计算", About: helpCrisisPage, Parts: parts,
		Read: func(ctx context.Context, by engine.Actor) (money.CrisisProposal, error) {
			return env.Store.CrisisProposal(ctx, by, id)
		},
		Title: func(money.CrisisProposal) string { return textBenefits + " > " + textCrisis + " > " + textDrawUp },
		Summary: func(p money.CrisisProposal) (string, string) {
			if p.State != bylaw.Proposed {
				return p.Crisis.Name, p.State.Title()
			}
			return p.Crisis.Name, p.State.Title() + "  " + fmtCrisis(p.Run)
		},
		Head: func(th *kit.Theme, w, _ int, p money.CrisisProposal) []string {
			lines := []string{" " + kit.Cut(fmtDrawn(p), w-2)}
			if p.State != bylaw.Proposed {
				return append(lines, " "+kit.Cut(fmtCrisisTerms(p.Crisis), w-2), "")
			}
			if len(p.Run.Stays) != p.Stays || p.Run.Spared != p.Spared {
				lines = append(lines, " "+th.Warn.Render(kit.Cut("拟定以后名单、价格或用房有变动，下面是现在的金额。", w-2)))
			}
			return append(append(lines, crisisHead(th, w, p.Run)...), "")
		},
		Actions: func(p money.CrisisProposal) []kit.Action { return crisisDecisions(env, p) },
	})
}

// crisisDecisions are what can be done with a further relief that was drawn up.
func crisisDecisions(env *screen.Env, p money.CrisisProposal) []kit.Action {
	closed := ""
	if p.State != bylaw.Proposed {
		closed = fmt.Sprintf("这份拟定%s，不能再办", p.State.Title())
	}
	adopt := func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: textAdopt, Yes: textAdopt,
			Lines: crisisLines(p.Run, fmt.Sprintf("%s %s 拟定。", p.ByName, p.Day)),
		}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
			return fmt.Sprintf("已给 %d 户登记%s", len(p.Run.Stays), textCrisis), env.Store.AdoptCrisis(ctx, by, p.ID, p.Version, p.Run.Seal)
		})
	}
	end := func(title string, write func(ctx context.Context, by engine.Actor, id, version int64, reason string) error) func() tea.Cmd {
		return func() tea.Cmd {
			spec := kit.ConfirmSpec{Title: title, Lines: []string{p.Title + " 不生效，各户照旧缴费。"}, Yes: title, Reason: kit.ReasonRequired}
			return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
				return "已记下" + title, write(ctx, by, p.ID, p.Version, reason)
			})
		}
	}
	return []kit.Action{
		kit.Act(textAdopt, adopt, "f5").When(env.WhyNot(allocation.ActDecideWaiver)).When(closed),
		kit.Act(textDisagree, end(textDisagree, env.Store.RefuseProposal), "ctrl+r").When(env.WhyNot(allocation.ActRefuseRule)).When(closed),
		kit.Act(say.Withdraw, end(say.Withdraw, env.Store.WithdrawCrisis), "f8").When(env.WhyNot(allocation.ActProposeCrisis)).When(closed),
		reopenCrisis(env, p),
	}
}

// reopenCrisis takes the approval back while nothing rests on it.
func reopenCrisis(env *screen.Env, p money.CrisisProposal) kit.Action {
	a := kit.Act(textReopen, func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: textReopen, Lines: []string{fmtReopen(p)}, Yes: textReopen, Reason: kit.ReasonRequired}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "批准已撤销，回到待批准", env.Store.ReopenCrisis(ctx, by, p.ID, p.Version, reason)
		})
	}, "f12").Silent()
	a.Undo = true
	if p.Stuck != nil {
		a = a.When(p.Stuck.Error())
	}
	return a.When(env.WhyNot(allocation.ActReopenRule))
}

// crisisPairs are what is known of the proposal.
func crisisPairs(p money.CrisisProposal) []kit.Pair {
	pairs := []kit.Pair{
		{Label: say.Name, Value: p.Crisis.Name},
		{Label: textBody, Value: p.Crisis.Body},
		{Label: textDocument, Value: p.Crisis.Decision + "  " + p.Crisis.Day.String()},
		{Label: say.Waiver, Value: fmtCrisisTerms(p.Crisis)},
		{Label: textDrawUp, Value: fmtDrawn(p)},
	}
	if p.Crisis.Despite != "" {
		pairs = append(pairs, kit.Pair{Label: "另给理由", Value: p.Crisis.Despite})
	}
	if p.State != bylaw.Proposed {
		pairs = append(pairs, kit.Pair{Label: p.State.Title(), Value: p.Decided.String() + "  " + p.DecidedName})
	}
	if p.Reason != "" {
		pairs = append(pairs, kit.Pair{Label: say.Reason, Value: p.Reason})
	}
	return pairs
}

// fmtDrawn says who drew it up, when, for how many and for how much.
func fmtDrawn(p money.CrisisProposal) string {
	return fmt.Sprintf("%s %s 拟定：%s 户 再减 %s 元", p.Day, p.ByName, kit.Count(p.Stays), p.Spared)
}

// Further reliefs on their way.
const (
	textDrawUp   = "拟定"
	textAdopt    = "批准生效"
	textDisagree = "不同意"
	textReopen   = "撤销批准"
)

func fmtReopen(p money.CrisisProposal) string {
	return fmt.Sprintf("%s（%s 由 %s 批准）不再生效，各户照旧缴费；这份拟定回到待批准，可以撤回、不同意或重新批准。", p.Crisis.Name, p.Decided, p.DecidedName)
}

var helpCrises = []string{
	"阶段性减免由一人拟定，由分管领导用自己的账号批准才生效（五(一)、六(二)）；拟定人不能批准自己的。",
	"Enter 看一份拟定：给哪些户、各少缴多少，F5 批准。F2 拟定新的一项。",
}

var helpCrisisPage = []string{
	"F5 由分管领导用自己的账号批准生效，不能是拟定人本人；Ctrl+R 不同意；F8 撤回重拟。",
	"金额是现在的：拟定以后名单、价格、读数或用房有变动的，以这里看到的为准，看过以后又有变动的不生效。",
	"批准错了的，还没有按它出账单、也没有哪户另行办理以前，F12 写明原因撤销批准。",
	"已出账单按原来金额的，批准后列入首页“待出差额账单”，下次出账时另出差额账单冲回。",
}
