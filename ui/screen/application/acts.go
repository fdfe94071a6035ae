package application

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/refusal"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/dossier"
)

// actions are everything that can be done with the application, its next step first. What is impossible now says why.
func (s *detail) actions(d record) []kit.Action {
	draft := d.State == allocation.ApplicationDraft
	change := kit.Act(textCorrect, func() tea.Cmd { return screen.Open(screen.CorrectApplication, s.id) }, "f9").When(s.Env.WhyNotCorrect(amend.CorrectApplication))
	if draft {
		change = kit.Act(textEdit, s.edit, "f9").When(s.Env.WhyNot(allocation.ActDraftApplication))
	}
	return onePerKey([]choice{
		s.may(allocation.MoveAccept, allocation.ActAcceptApplication, textAccept, s.accept, "f5"),
		s.may(allocation.MoveReview, allocation.ActReviewApplication, textReviewSheet, s.review, "f5"),
		s.may(allocation.MoveReceive, allocation.ActReceiveSupplement, textReceive, s.receive, "f5"),
		s.panelAction(),
		s.may(allocation.MoveReconsider, allocation.ActReconsiderApplication, textReconsider, s.reconsider, "f5"),
		s.single(),
		s.goes(allocation.ApplicationAwarded, say.Signing, screen.Go{Place: screen.TenancyAwards}, allocation.ActSignContract, "f5"),
		s.may(allocation.MoveAsk, allocation.ActAskSupplement, textAsk, s.ask, "ctrl+x"),
		s.round(),
		s.may(allocation.MoveApprove, allocation.ActApproveApplication, textApprove, s.approve, "ctrl+x"),
		s.may(allocation.MoveRefuse, allocation.ActRefuseApplication, textRefuse, s.refuse, "ctrl+r"),
		s.may(allocation.MoveReject, allocation.ActRejectApplication, textReject, s.reject, "ctrl+r"),
		s.may(allocation.MoveClose, allocation.ActCloseSupplement, textClose, s.closeSupplement, "ctrl+r"),
		{change, true},
		s.may(allocation.MoveWithdraw, allocation.ActWithdrawApplication, textWithdraw, s.withdraw, "f8"),
		{s.assignAction(), true},
		{kit.Act(textApplicant, func() tea.Cmd { return screen.Open(screen.Applicant, s.Value().Applicant) }, "f4"), true},
		{s.Turn(say.Pages), true},
		{kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintApplication, s.id) }, "ctrl+p"), true},
		{dossier.Act(s.Env, allocation.NounApplication, s.id, d.Number), true},
		{s.flagAction(), true},
		s.leaveAction(),
		{s.undoAction(), true},
	})
}

// goes is the action that leads an application of a state to where its way goes on.
func (s *detail) goes(state allocation.ApplicationState, label string, to screen.Go, act allocation.Action, key string) choice {
	a := kit.Act(label, func() tea.Cmd { return kit.Send(to) }, key)
	if s.Value().State != state {
		return choice{a.When(fmtOnlyIn(label, state)), false}
	}
	return choice{a.When(s.Env.WhyNot(act)), true}
}

// single gives one premises to the applicant alone, unless a round has taken the application in.
func (s *detail) single() choice {
	c := s.goes(allocation.ApplicationApproved, say.SinglePlacement, screen.Go{Place: screen.Single, ID: s.id}, allocation.ActSingleRound, "f5")
	if d := s.Value(); c.state && d.Round != "" {
		c.Action = c.When(fmtWaitRound(d.Round))
	}
	return c
}

// round leads to the round that the application is in, else to the list of rounds.
func (s *detail) round() choice {
	c := s.goes(allocation.ApplicationApproved, textRounds, screen.Go{Place: screen.Round, ID: s.Value().RoundID}, allocation.ActCreateRound, "ctrl+x")
	if c.state && s.Value().RoundID != 0 { // to look at a round needs no right to make one
		c.Action = kit.Act(textRounds, c.Run, "ctrl+x")
	}
	return c
}

// flagAction opens what a flag points to.
func (s *detail) flagAction() kit.Action {
	var choices []kit.Choice
	places := map[string]screen.Go{}
	for i, f := range append(slices.Clone(s.Value().Flags), s.Value().Ahead...) {
		if f.Noun != "" {
			key := strconv.Itoa(i)
			choices = append(choices, kit.Choice{Key: key, Label: flagWords(f)})
			places[key] = screen.Go{Place: screen.PlaceOf(f.Noun), ID: f.NounID}
		}
	}
	a := kit.Act("看提示", func() tea.Cmd {
		return kit.Pick(kit.PickerSpec{Title: textFlags, Choices: choices}, func(got []kit.Choice) tea.Cmd {
			return kit.Send(places[got[0].Key])
		})
	}, "t")
	if len(choices) == 0 {
		return a.When("没有需要核对的提示").Silent()
	}
	return a
}

// choice is an action, and whether the state of the application allows it: the role may still not.
type choice struct {
	kit.Action
	state bool
}

// rank puts what is possible first, then what another role may do, then what the state does not allow.
func (c choice) rank() int {
	switch {
	case !c.state:
		return 2
	case c.Why != "":
		return 1
	}
	return 0
}

// onePerKey keeps for every key the action that the state asks for, or the first when it asks for none of them, by rank.
func onePerKey(list []choice) []kit.Action {
	var out []choice
	place := map[string]int{}
	for _, a := range list {
		i, taken := place[a.Keys[0]]
		switch {
		case !taken:
			place[a.Keys[0]] = len(out)
			out = append(out, a)
		case !out[i].state && a.state:
			out[i] = a
		}
	}
	actions := make([]kit.Action, 0, len(out))
	for _, rank := range []int{0, 1, 2} {
		for _, a := range out {
			if a.rank() == rank {
				actions = append(actions, a.Action)
			}
		}
	}
	return actions
}

// may is the action of a move: impossible with the reason when the state or the role does not allow it.
func (s *detail) may(move allocation.ApplicationMove, act allocation.Action, label string, run func() tea.Cmd, key string) choice {
	a := kit.Act(label, run, key)
	d := s.Value()
	if err := d.May(move); err != nil {
		return choice{a.When(err.Error()), false}
	}
	return choice{a.When(s.Env.WhyNot(act)), true}
}

func (s *detail) undoAction() kit.Action {
	a := kit.Act(textUndo, s.undo, "f12").Silent()
	if !s.Value().State.CanUndo() {
		return a.When(fmtNoUndo(s.Value().State))
	}
	return a.When(s.Env.WhyNot(allocation.ActUndoApplication))
}

// write runs a use case on this application at the version that is shown. When the move can be taken back, Ctrl+Z does so.
func (s *detail) write(done string, undo bool, run func(ctx context.Context, by engine.Actor, id, version int64) error) tea.Cmd {
	return s.writeThen(done, undo, run)
}

// writeThen is write; then runs after it worked.
func (s *detail) writeThen(done string, undo bool, run func(ctx context.Context, by engine.Actor, id, version int64) error, then ...tea.Cmd) tea.Cmd {
	env, id, version, name := s.Env, s.id, s.Value().Version, strings.TrimSpace(s.Value().Number+" "+s.Value().Who.Name)
	return env.DoUndo(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
		if err := run(ctx, by, id, version); err != nil {
			return "", nil, err
		}
		if !undo {
			return done, nil, nil
		}
		return done, env.TakeBack(name+" "+done, func(ctx context.Context, by engine.Actor, reason string) error {
			return env.Store.UndoApplication(ctx, by, id, version+1, reason)
		}), nil
	}, then...)
}

// accept shows what the acceptance will find before it binds.
func (s *detail) accept() tea.Cmd {
	d := s.Value()
	if bad := d.Check(); len(bad) > 0 {
		return kit.Send(kit.Note{Text: fmtIncomplete(bad[0])})
	}
	lines := []string{fmtAcceptLine(d.Who.Name, d.Project)}
	for _, w := range d.Warnings() {
		lines = append(lines, textMind+w.Error())
	}
	for _, f := range d.Ahead {
		lines = append(lines, textMind+flagWords(f))
	}
	if len(lines) == 1 {
		lines = append(lines, "没有发现重复或异常。")
	}
	spec := kit.ConfirmSpec{Title: textAccept, Lines: lines, Yes: "确认受理"}
	return s.Env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		number, err := s.Env.Store.AcceptApplication(ctx, by, s.id, d.Version)
		return fmtAccepted(number), err
	})
}

// withReason asks for a reason and runs a move that needs one.
func (s *detail) withReason(title, line, yes, done string, undo bool, run func(ctx context.Context, by engine.Actor, id, version int64, reason string) error) tea.Cmd {
	spec := kit.ConfirmSpec{Title: title, Lines: []string{line}, Yes: yes, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return s.write(done, undo, func(ctx context.Context, by engine.Actor, id, version int64) error {
			return run(ctx, by, id, version, a.Reason)
		})
	})
}

func (s *detail) reconsider() tea.Cmd {
	return s.withReason(textReconsider, "申请回到已受理，重新审查和评审。", "开始复议", "已开始复议", false, s.Env.Store.ReconsiderApplication)
}

func (s *detail) withdraw() tea.Cmd {
	undo := s.Value().State != allocation.ApplicationAwarded
	return s.withReason(textWithdraw, "按申请人的意愿撤回。已分配的房源会放开，给同批次的下一名。", "撤回申请", say.Withdrawn, undo, s.Env.Store.WithdrawApplication)
}

func (s *detail) undo() tea.Cmd {
	return s.withReason(textUndo, fmtUndoLine(s.Value().State), say.Undo, textUndone, false, s.Env.Store.UndoApplication)
}

// approve shows the sheet's result and the panel's before it binds.
func (s *detail) approve() tea.Cmd {
	d := s.Value()
	if why := notPassing(s.Env, d.ApplicationDetail); why != "" {
		return kit.Send(kit.Note{Text: why})
	}
	lines := []string{
		fmtApproveLine(d.Number, d.Who.Name), d.Evaluation.Result(d.Evaluation.Rubric), jobsWords(d.Jobs), "通过后进入待分配。",
	}
	for _, w := range d.DecisionWarnings(d.Review.Review, s.Env.Today()) {
		lines = append(lines, textMind+w.Error())
	}
	for _, m := range d.Minors {
		lines = append(lines, textMind+flagWords(likeness.Flag{Kind: likeness.FlagMinor, Label: m}))
	}
	return s.decide(textApprove, lines, "评审通过", "已评审通过，等待分配", s.Env.Store.ApproveApplication)
}

func (s *detail) reject() tea.Cmd {
	d := s.Value()
	lines := []string{fmtRejectLine(d.Number, d.Who.Name)}
	if d.State == allocation.ApplicationAccepted && len(d.Review.Unmet()) > 0 {
		lines = append(lines, d.Review.UnmetWords())
	}
	return screen.Show(s.turnAway(turning{
		title: textReject, yes: textReject, done: "已记为不予通过", undo: true, lines: append(s.separation(lines), "申请人可要求复议。"),
		run: func(ctx context.Context, by engine.Actor, id, version int64, why refusal.Given) error {
			_, err := s.Env.Store.RejectApplication(ctx, by, id, version, why)
			return err
		},
	}))
}

// separation adds to what a decision says that one person took two steps, where the district only warns.
func (s *detail) separation(lines []string) []string {
	if s.Value().AcceptedBy == s.Env.Actor().ID && s.Value().Parameters.Separation == allocation.SeparationWarn {
		return append(lines, textMind+"受理与决定是同一人，本区规定仅作提醒，日志会记下。")
	}
	return lines
}

// decide asks for the reason of a decision and says when one person took two steps.
func (s *detail) decide(title string, lines []string, yes, done string,
	run func(ctx context.Context, by engine.Actor, id, version int64, reason string) (bool, error),
) tea.Cmd {
	return kit.Ask(kit.ConfirmSpec{Title: title, Lines: s.separation(lines), Yes: yes, Reason: kit.ReasonRequired}, func(a kit.Answer) tea.Cmd {
		return s.write(done, true, func(ctx context.Context, by engine.Actor, id, version int64) error {
			_, err := run(ctx, by, id, version, a.Reason)
			return err
		})
	})
}

func (s *detail) review() tea.Cmd {
	return screen.Show(newReview(s.Env, s.Value()))
}

func (s *detail) ask() tea.Cmd { return screen.Show(newAsk(s.Env, s.Value())) }
func (s *detail) receive() tea.Cmd {
	return screen.Show(newReceive(s.Env, s.Value()))
}

func (s *detail) edit() tea.Cmd {
	return screen.Show(newEdit(s.Env, s.Value()))
}

// sectorWords is the trade in words, with the reason when it is outside the annex.
func sectorWords(d intake.ApplicationDetail) string {
	if d.Sector != "" {
		return strings.TrimSpace(d.SectorTitle + brackets(d.SectorText))
	}
	return d.SectorText + brackets("附件之外") + " " + d.SectorReason
}

const textRounds = say.AllocationRound

// Words and sentences of the moves.
const (
	textAccept     = "受理"
	textMind       = "注意："
	textRefuse     = "不予受理"
	textClose      = "逾期结束"
	textReconsider = "复议"
	textApprove    = "评审通过"
	textReject     = "不予通过"
	textWithdraw   = say.Withdraw
	textUndo       = say.UndoLast
	textUndone     = "已撤销上一步"
)

func fmtOnlyIn(label string, state allocation.ApplicationState) string {
	return fmt.Sprintf("“%s”的申请才能办理%s", state.Title(), label)
}

func fmtWaitRound(title string) string {
	return "已在 " + title + " 里，等该批次办结；按 Ctrl+X 看批次"
}

func fmtIncomplete(bad *say.Refusal) string {
	return fmt.Sprintf("还不能受理，%s：%s。按 F9 补填", allocation.FieldTitle(bad.Field), bad.Error())
}

func fmtAcceptLine(name, project string) string {
	return fmt.Sprintf("受理 %s 的“%s”，给出编号，开始审查。", name, project)
}

func fmtAccepted(number string) string { return "已受理，编号 " + number }

func fmtCloseLine(deadline civil.Date) string {
	return fmt.Sprintf("补正期限 %s 已过，材料没有补齐，申请就此结束。", deadline)
}

func fmtUndoLine(s allocation.ApplicationState) string {
	return fmt.Sprintf("申请从“%s”回到上一个状态；这一步和撤销都留在历程里。", s.Title())
}

func fmtNoUndo(s allocation.ApplicationState) string {
	return fmt.Sprintf("“%s”不能直接撤销", s.Title())
}

func fmtApproveLine(number, name string) string {
	return fmt.Sprintf("%s %s 评审通过。", number, name)
}

func fmtRejectLine(number, name string) string {
	return fmt.Sprintf("%s %s 不予通过。", number, name)
}

func fmtBelow60(result string) string { return "未达到合格线，不能评审通过：" + result }
