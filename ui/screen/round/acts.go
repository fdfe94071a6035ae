package round

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// stepKeys are the keys of the next step, around its words.
var stepKeys = screen.StepKeys[allocation.RoundStepKind]{
	allocation.RoundStepLock:    "%s，按 F5 锁定",
	allocation.RoundStepDraw:    "%s，按 F5 录入抽签文字和见证人",
	allocation.RoundStepAsked:   "%s：名单异议 一页按 Enter",
	allocation.RoundStepRelist:  "%s：更正申请后按 F5 更正名单",
	allocation.RoundStepPosted:  "%s，之后按 F5 录入抽签文字",
	allocation.RoundStepAgree:   "%s：审核员或分管领导按 F5",
	allocation.RoundStepVoid:    "%s，按 F5",
	allocation.RoundStepCompute: "按 F5 %s",
	allocation.RoundStepAgain:   "%s，按 F5 重新计算",
	allocation.RoundStepSign:    "%s：调整 一页按 Enter",
	allocation.RoundStepNotice:  "%s，按 F5 公示；需要时先按 F9 人工调整",
	allocation.RoundStepAnswer:  "%s：异议 一页按 Enter",
	allocation.RoundStepUpheld:  "%s：按 F5 重开，更正申请后再计算",
	allocation.RoundStepGone:    "%s：按 F5 重开，再计算",
	allocation.RoundStepWait:    "%s，次日起由分管领导按 F5 确认",
	allocation.RoundStepConfirm: "%s：分管领导按 F5 确认",
	allocation.RoundStepAwards:  "按 F5 到 签约 一页，%s",
}

// actions are the next step, what belongs to the part that is shown, then the rest.
func (s *page) actions(r record) []kit.Action {
	list := s.partActions(&r)
	list = append(list, s.stepAction(&r))
	if r.State == allocation.RoundComputed && !r.Stale {
		list = append(list, kit.Act("再算一次", s.compute, "ctrl+x").When(s.may(&r, allocation.RoundCompute, allocation.ActComputeRound)))
	}
	list = append(list,
		s.tryAction(&r),
		kit.Act(textCertificate, s.papers, "ctrl+p").When(whyNoPaper(&r)),
		kit.Act(textObject, s.object, "f2").When(s.whyNoObjection(&r)),
	)
	if r.State == allocation.RoundDraft {
		list = append(list, kit.Act(textLeaveOut, s.leaveOut, "f9").When(s.Env.WhyNot(allocation.ActEditRound)))
	}
	list = append(list, kit.Act("退回"+textReopen, s.reopen, "ctrl+r").When(s.may(&r, allocation.RoundReopen, allocation.ActReopenRound)).Silent())
	if r.Next(s.Env.Today()).Kind != allocation.RoundStepVoid { // then it is the next step
		list = append(list, s.cancelAction(&r).Silent())
	}
	undo := screen.UndoAction(s.Env, r.Undo, func(ctx context.Context, by engine.Actor, reason string) error {
		return s.Env.Store.UndoRound(ctx, by, r.ID, r.Version, reason)
	})
	if r.State == allocation.RoundDrawn {
		undo = undo.When(screen.Why(r.MayAgreeDraw(s.Env.Actor().ID)))
	}
	list = append(list, undo)
	return append(list, s.Turn("下一页").Silent())
}

// tryAction is F11: other parameters on what is locked; before that, what the parameters in force do.
func (s *page) tryAction(r *record) kit.Action {
	if r.State == allocation.RoundDraft {
		return kit.Act(screen.TextCalibrate, screen.Shows(s.Env, screen.NewCalibration, r.District), "f11")
	}
	return kit.Act(textWhatIf, s.whatIf, "f11").When(whyNoRun(r))
}

// may is why a move is impossible: by role, or by state.
func (s *page) may(r *record, m allocation.RoundMove, act allocation.Action) string {
	if why := s.Env.WhyNot(act); why != "" {
		return why
	}
	return screen.Why(r.Can(m))
}

// whyNoPaper is why a round has nothing to print yet: neither a posted list nor a result.
func whyNoPaper(r *record) string {
	if r.Units > 0 && !r.Posted.Until.IsZero() {
		return ""
	}
	return whyNoRun(r)
}

func whyNoRun(r *record) string {
	if r.Run == 0 {
		return "还没有计算"
	}
	return ""
}

// stepAction is F5: the next step of the round's life; while it is not this page's turn, what the round waits for.
func (s *page) stepAction(r *record) kit.Action {
	facts := r.Facts(s.Env.Today())
	switch r.Next(facts.Today).Kind {
	case allocation.RoundStepLock:
		return kit.Act(textLock, s.lock, "f5").When(s.may(r, allocation.RoundLock, allocation.ActLockRound))
	case allocation.RoundStepRelist:
		return kit.Act(textRelist, s.relist, "f5").When(s.may(r, allocation.RoundDraw, allocation.ActLockRound))
	case allocation.RoundStepDraw, allocation.RoundStepAsked, allocation.RoundStepPosted:
		return kit.Act(textDraw, s.draw, "f5").When(screen.Why(r.Posted.MayDraw(r.Source, facts.Today))).When(s.may(r, allocation.RoundDraw, allocation.ActDrawRound))
	case allocation.RoundStepAgree:
		return s.agreeAction(r)
	case allocation.RoundStepVoid:
		return kit.Act("决定作废", s.decideCancel, "f5")
	case allocation.RoundStepCompute:
		return kit.Act(say.Compute, s.compute, "f5").When(s.may(r, allocation.RoundCompute, allocation.ActComputeRound))
	case allocation.RoundStepAgain:
		return kit.Act(textComputeAgain, s.compute, "f5").When(s.may(r, allocation.RoundCompute, allocation.ActComputeRound))
	case allocation.RoundStepSign, allocation.RoundStepNotice:
		return kit.Act(textNotice, s.publish, "f5").When(s.may(r, allocation.RoundNotice, allocation.ActNoticeRound))
	case allocation.RoundStepUpheld, allocation.RoundStepGone:
		return kit.Act(textReopen, s.reopen, "f5").When(s.may(r, allocation.RoundReopen, allocation.ActReopenRound))
	case allocation.RoundStepAwards:
		return s.toAwards()
	case allocation.RoundStepAnswer, allocation.RoundStepWait, allocation.RoundStepConfirm, allocation.RoundStepNone:
	}
	round := r.Round
	return kit.Act(textConfirm, s.confirm, "f5").When(s.otherHands("新建批次", textConfirm, r.CreatedBy)).When(screen.Why(round.Confirm(facts))).When(s.may(r, allocation.RoundConfirm, allocation.ActConfirmRound))
}

// toAwards turns to the awards, where they are signed.
func (s *page) toAwards() kit.Action {
	why := ""
	switch {
	case !s.Has(partAwards):
		why = "这个批次没有安置任何一户"
	case s.At() == partAwards:
		why = "就是这一页，选一户按 Enter 签约"
	}
	return kit.Act("去签约", func() tea.Cmd { return s.Show(partAwards) }, "f5").When(why)
}

// partActions belong to the row under the cursor.
func (s *page) partActions(r *record) []kit.Action {
	switch s.At() {
	case partResult:
		return []kit.Action{kit.Act("逐项", s.openLine, "enter"), kit.Act(textOverride, s.override, "f9").When(whyNoOverride(s.Env, r))}
	case partAwards:
		w, ok := s.awards.Current()
		return awardActions(s.Env, w, ok)
	case partApplicants:
		return []kit.Action{kit.Act(textApplication, s.openApplication, "enter").When(noRow(s.applicants))}
	case partUnits:
		return []kit.Action{kit.Act(textUnit, s.openUnit, "enter").When(noRow(s.units))}
	case partLeft:
		return []kit.Action{kit.Act(textTakeIn, s.takeIn, "enter").When(noRow(s.left)).When(s.may(r, allocation.RoundLock, allocation.ActEditRound))}
	case partOverrides:
		return []kit.Action{kit.Act("复签", s.decideOverride, "enter").When(noRow(s.overrides))}
	case partDisputes:
		return []kit.Action{s.answerAction(s.dispute()), s.withdrawAction(s.dispute())}
	case partObjections:
		return []kit.Action{s.answerAction(s.objection()), s.withdrawAction(s.objection())}
	case partRuns:
		return []kit.Action{kit.Act("比较", s.compare, "enter").When(noRow(s.runs))}
	}
	return nil
}

// noRow is why a key does nothing in a table without rows.
func noRow[T any](t *kit.Table[T]) string {
	_, ok := t.Current()
	return screen.NoRow(ok)
}

func (s *page) openLine() tea.Cmd {
	l, found := s.result.Current()
	if !found {
		return nil
	}
	return screen.Show(newLine(s.Env, s.Value(), l.Number))
}

func (s *page) openApplication() tea.Cmd {
	a, _ := s.applicants.Current()
	return screen.Open(screen.Application, a.Application)
}

func (s *page) openUnit() tea.Cmd {
	u, _ := s.units.Current()
	return screen.Open(screen.Unit, u.ID)
}

// ask asks, and runs one write on the round as the person has seen it.
func (s *page) ask(spec kit.ConfirmSpec, said string, run func(ctx context.Context, by engine.Actor, r record, reason string) error) tea.Cmd {
	r := s.Value()
	return s.Env.AskMove(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return said, run(ctx, by, r, reason)
	})
}

// compute shows how far it is and can be stopped.
func (s *page) compute() tea.Cmd {
	r, st, by := s.Value(), s.Env.Store, s.Env.Command()
	return progress.Run(textComputing, func(ctx context.Context, report progress.Report) tea.Msg {
		id, err := st.ComputeRound(ctx, by, r.ID, r.Version, func(done, total int) { report(int64(done), int64(total), textComputing) })
		if err != nil {
			return ended(ctx, err, "")
		}
		run, err := st.Run(ctx, by, id)
		return ended(ctx, err, fmtComputed(run))
	})
}

// ended is the message after a long work: stopped, failed, or done.
func ended(ctx context.Context, err error, said string) tea.Msg {
	switch {
	case err != nil && ctx.Err() != nil:
		return kit.Note{Text: textStopped}
	case err != nil:
		return kit.Failed{Err: err}
	}
	return tea.BatchMsg{kit.Send(kit.DataChanged{}), kit.Send(kit.Done{Text: said, Move: true})}
}

func (s *page) publish() tea.Cmd {
	r := s.Value()
	spec := noticeSpec(&r)
	if s.Env.WhyNot(allocation.ActSettleObjection) == "" && s.otherHands(say.Compute, textAnswer, r.computedBy(r.Run)) != "" {
		spec.Lines = append(spec.Lines, textComputedSelf)
	}
	return s.ask(spec, "已开始公示", func(ctx context.Context, by engine.Actor, r record, why string) error {
		return s.Env.Store.NoticeRound(ctx, by, r.ID, r.Version, why)
	})
}

func (s *page) reopen() tea.Cmd {
	r := s.Value()
	lines := append(slices.Clone(textReopenLines), correctedLines(&r)...)
	spec := kit.ConfirmSpec{Title: textReopen, Lines: lines, Yes: textReopen, Reason: kit.ReasonRequired}
	return s.ask(spec, "已重开，请更正申请后再计算", func(ctx context.Context, by engine.Actor, r record, reason string) error {
		return s.Env.Store.ReopenRound(ctx, by, r.ID, r.Version, reason)
	})
}

func (s *page) cancel() tea.Cmd {
	spec := kit.ConfirmSpec{Title: textCancel, Lines: textCancelLines, Yes: textCancel, Warn: true, Reason: kit.ReasonRequired}
	return s.ask(spec, "已作废，房源已放回", func(ctx context.Context, by engine.Actor, r record, reason string) error {
		return s.Env.Store.CancelRound(ctx, by, r.ID, r.Version, reason)
	})
}

// compare shows what differs between the run under the cursor and the one that stands, or the one before it when it is the same.
func (s *page) compare() tea.Cmd {
	r := s.Value()
	n, _ := s.runs.Current()
	old, now := n, n
	if run, found := r.run(); found && run.ID != n.ID {
		if n.Position < run.Position {
			now = run
		} else {
			old = run
		}
	} else {
		for _, x := range r.Runs {
			if x.Position < n.Position {
				old = x
			}
		}
	}
	if old.ID == now.ID {
		return kit.Send(kit.Note{Text: "只有一次计算，没有可比的"})
	}
	return reading.Open(fmtCompareTitle(old.Position, now.Position), func(w int) []string {
		return changeLines(s.Env.Theme, &r, old.Result(), now.Result(), w)
	})
}

// Words of headings, labels and keys.
const (
	textLock         = "锁定"
	textComputeAgain = "重新计算"
	textConfirm      = "确认"
	textReopen       = "重开"
	textCancel       = say.Void
)

// Lists of lines.
var (
	textReopenLines = []string{"重开以后可以更正申请；计算时按当时的资料重新读取同一批申请和房源。", "原来的计算和名单都保留，可随时比较。", "抽签文字不变。"}
	textCancelLines = []string{"批次到此为止，不产生分配结果。", "预留的房源全部放回闲置，申请继续等候。", "不能恢复。"}
)

// fmtComputed says what a run came to.
func fmtComputed(n round.RunRow) string {
	text := fmt.Sprintf("已计算（第 %d 次）：安置 %s/%s 户  %s ㎡  余 %s 套", n.Position, kit.Count(n.Served), kit.Count(n.Applicants), n.Area, kit.Count(n.UnitsLeft))
	if !n.Proved {
		text += "，未证完"
	}
	return text
}

func fmtLockLines(r *record) []string {
	lines := []string{
		fmt.Sprintf("%s 套房源即刻预留，其他批次和单户安置不能再用。", kit.Count(len(r.Scope.Units))),
		fmt.Sprintf("%s 件申请的资料冻结并留下摘要，此后晚到的申请进不来。", kit.Count(len(r.Scope.Applicants))),
		"依据 " + r.Scope.Parameters.Title() + "。",
	}
	lines = append(lines, fmtLeft(r)...)
	if n := len(r.notices()); n > 0 {
		lines = append(lines, fmt.Sprintf("概况里有 %d 条提示，请确认已经看过。", n))
	}
	return lines
}

func fmtNoticeLines(r *record) []string {
	p := r.Scope.Parameters
	return []string{
		"名单从今天起公示 " + p.Notice.String() + "，异议期 " + p.Objection.String() + "。",
		"公示之后不能再人工调整；有异议成立须更正后重开。",
		fmtResult(r.RoundRow),
	}
}

func fmtConfirmLines(r *record) []string {
	run, _ := r.run()
	return []string{
		fmt.Sprintf("%s 户得到 %s 套房源，共 %s ㎡；各户须在 %s内签约，逾期由下一名递补。", kit.Count(run.Served), kit.Count(run.Units), run.Area, r.Scope.Parameters.SignBy),
		fmt.Sprintf("其余 %s 套放回闲置，%s 户继续等候。", kit.Count(run.UnitsLeft), kit.Count(run.Applicants-run.Served)),
		fmt.Sprintf("依据第 %d 次计算，摘要 %s。", run.Position, run.Digest[:16]),
		"确认之后不能重开或作废；签约、放弃之前可按 F12 撤销。",
	}
}

func fmtSameHands(first, second string) string {
	return fmt.Sprintf("注意：%s和%s是同一人，本区规定仅作提醒，日志会记下。", first, second)
}

func fmtCompareTitle(a, b int) string {
	return fmt.Sprintf("第 %d 次与第 %d 次计算比较", a, b)
}
