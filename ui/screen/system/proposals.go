package system

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var proposalColumns = []kit.Col[basis.ProposalRow]{
	{ID: "title", Width: 20, Flex: true},
	{ID: "effective", Width: 10},
	{ID: "by", Width: 10},
	{ID: "day", Width: 10, Drop: 1},
	{ID: "decider", Width: 10, Drop: 2},
	{ID: "decided", Width: 10, Drop: 3},
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

// newProposals is the part with what was drawn up and waits for the approver, and what became of the earlier ones.
func newProposals(env *screen.Env) part {
	return list(env, "份", proposalRecord, screen.ListSpec[basis.ProposalRow, basis.ProposalRow]{
		Cols: screen.Cols(basis.ProposalNoun, env.Today(), proposalColumns), About: helpProposals,
		ID: func(r basis.ProposalRow) int64 { return r.ID },
		Short: func(ctx context.Context, by engine.Actor) ([]basis.ProposalRow, error) {
			return env.Store.Proposals(ctx, by)
		},
		None: []string{"没有拟定中的参数", "在 参数 里按 F2 拟定新版本，由分管领导在这里批准。"},
		Own: func(r basis.ProposalRow, ok bool) []kit.Action {
			open := func() tea.Cmd { return screen.Show(newProposal(env, r.ID)) }
			return []kit.Action{kit.Act(textOpen, open, "enter").When(screen.NoRow(ok))}
		},
	})
}

// proposalPairs are what is known of a proposal besides its content.
func proposalPairs(th *kit.Theme, r basis.ProposalRow) []kit.Pair {
	pairs := []kit.Pair{
		{Label: r.Title, Style: th.Strong},
		{Label: basis.ProposalNoun.Word("state"), Value: r.State.Title()},
		{Label: basis.ProposalNoun.Word("effective"), Value: r.Effective.String()},
		{Label: basis.ProposalNoun.Word("note"), Value: r.Note},
		{Label: textDrawnUp, Value: r.Day.String() + "  " + r.ByName},
	}
	if r.State != bylaw.Proposed {
		label := textDecided
		if r.State == bylaw.Withdrawn {
			label = textWithdraw
		}
		pairs = append(pairs, kit.Pair{Label: label, Value: r.Decided.String() + "  " + r.DecidedName})
	}
	if r.Reason != "" {
		pairs = append(pairs, kit.Pair{Label: textReason, Value: r.Reason})
	}
	return pairs
}

func proposalRecord(th *kit.Theme, w int, r basis.ProposalRow) []string {
	return kit.Detail(th, w, proposalPairs(th, r))
}

// decisions are what can be done with a proposal; adopt puts it in force.
func decisions(env *screen.Env, r basis.ProposalRow, act allocation.Action, adopt func() tea.Cmd) []kit.Action {
	closed := ""
	if r.State != bylaw.Proposed {
		closed = fmtProposalClosed(r.State)
	}
	refuse := func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: textRefuse, Lines: []string{fmtRefuse(r)}, Yes: textRefuse, Reason: kit.ReasonRequired, Hint: textReasonHint}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已记下不同意，现行的内容不变", env.Store.RefuseProposal(ctx, by, r.ID, r.Version, reason)
		})
	}
	withdraw := func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: textWithdraw, Lines: []string{fmtRefuse(r)}, Yes: textWithdraw, Reason: kit.ReasonRequired, Hint: textReasonHint}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "拟定已撤回", env.Store.WithdrawProposal(ctx, by, r.ID, r.Version, reason)
		})
	}
	return []kit.Action{
		kit.Act(textAdopt, adopt, "f5").When(env.WhyNot(act)).When(closed),
		kit.Act(textRefuse, refuse, "ctrl+r").When(env.WhyNot(allocation.ActRefuseRule)).When(closed),
		kit.Act(textWithdraw, withdraw, "f8").When(env.WhyNot(allocation.ActWithdrawRule)).When(closed),
	}
}

// Proposals.
const (
	textProposals = "拟定"
	textOpen      = say.Open
	textDrawnUp   = "拟定"
	textDecided   = say.Approve
	textAdopt     = "批准生效"
	textRefuse    = "不同意"
	textWithdraw  = say.Withdraw
	textReopen    = "撤销批准"
)

var helpProposals = []string{
	"参数和目录由一人拟定，由分管领导用自己的账号批准才生效（四(三)、六(二)）；拟定人不能批准自己的。",
	"Enter 看一份拟定：与现行逐项对照、削弱了哪一条、对待分配各户的影响。",
}

func fmtProposalClosed(s bylaw.ProposalState) string {
	return fmt.Sprintf("这份拟定%s，不能再办", s.Title())
}

func fmtReopen(r basis.ProposalRow) string {
	return fmt.Sprintf("%s（%s 由 %s 批准）不再生效，原来的内容恢复；这份拟定回到待批准，可以撤回、不同意或重新批准。", r.Title, r.Decided, r.DecidedName)
}

func fmtRefuse(r basis.ProposalRow) string {
	return fmt.Sprintf("%s（%s，%s 拟定）不生效，现行的内容不变。", r.Title, r.Note, r.ByName)
}
