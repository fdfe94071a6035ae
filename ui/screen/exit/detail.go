package exit

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// record is what the page of an exit shows.
type record = desk.ExitPage

// newDetail is the page of one exit: the next step, the ground with its evidence, the steps, the premises and the money.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[record]{
		Noun: textExits, Free: []string{"ctrl+p", "f4"}, About: helpDetail,
		Read:    func(ctx context.Context, by engine.Actor) (record, error) { return env.Store.ExitPage(ctx, by, id) },
		Name:    func(d record) string { return d.Name },
		Summary: func(d record) (string, string) { return d.Called() + "  " + d.Units, d.Stands(env.Today()) },
		Next:    func(d record) string { return d.Next(env.Today()) },
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounExit, id },
		Mended:  func(d record) []mend.CorrectionItem { return d.Corrections },
		Head:    func(th *kit.Theme, w, _ int, d record) []string { return leftLines(th, d, w) },
		Lines:   func(th *kit.Theme, w int, d record) []string { return recordLines(th, w, d, env.Today()) },
		Actions: func(d record) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// recordLines are ground, steps, premises and money.
func recordLines(th *kit.Theme, w int, d record, today civil.Date) []string {
	about, steps := append(groundPairs(th, d.ExitDetail, fmtOwed(d)), stayPairs(th, d.Stay, today)...), stepPairs(th, d.ExitDetail, today)
	var lines []string
	if w >= picture.SplitWidth {
		lines = kit.Columns(w, 50, kit.Detail(th, kit.Half(w), about), kit.Detail(th, kit.Half(w), steps))
	} else {
		lines = kit.Detail(th, w, append(about, steps...)) // one list: its labels line up
	}
	lines = append(append(lines, ""), conditionLines(th, d, w)...)
	lines = append(lines, kit.Detail(th, w, append(feePairs(th, d), moneyPairs(th, d)...))...)
	return append(lines, kit.Detail(th, w, screen.Corrections(d.Corrections))...)
}

// detail is an exit as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   record
}

// actions are everything that can be done with the exit, its next step first. What is impossible now says why.
func (s *detail) actions() []kit.Action {
	d := s.d
	var now []string // what the state asks for
	var step stepOf = func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...leave.ExitState) kit.Action {
		if slices.Contains(states, d.State) {
			now = append(now, label)
		}
		return screen.Step(s.env, d.State, label, run, key, act, states...)
	}
	settle := step(textSettle, screen.Shows(s.env, newSettle, d), "f5", allocation.ActSettleExit, leave.ExitReturned)
	if !d.Settled.IsZero() {
		settle = settle.When("费用已经结清登记")
	} else if err := d.Left.Check(""); err != nil {
		settle = settle.When(err.Error() + leftKey(d))
	}
	byDecision := settleOpenAction(step(textSettleOpen, screen.Shows(s.env, newSettleOpen, d), "f2", allocation.ActSettleOpen, leave.ExitReturned), d)
	file := step(textFile, screen.Shows(s.env, newFile, d), "ctrl+x", allocation.ActFileExit, leave.ExitApproved, leave.ExitNoticed, leave.ExitReturned)
	if !d.Settled.IsZero() {
		file.Keys = []string{"f5", "ctrl+x"} // the only step left before closing
	}
	if !d.Filed.IsZero() {
		file = file.When("已经报市备案")
	}
	x := d.Exit
	closing := step(textClose, s.closeExit, "f5", allocation.ActCloseExit, leave.ExitReturned)
	if err := x.Close(s.env.Today()); err != nil {
		closing = closing.When(err.Error())
	}
	approve := step(textApprove, screen.Shows(s.env, newApprove, d), "f5", allocation.ActDecideExit, leave.ExitOpened)
	if d.State == leave.ExitOpened {
		approve = approve.When(why(d.Ready(s.env.Today())))
	}
	list := append(s.hearingActions(step), []kit.Action{
		approve,
		step(textServe, screen.Shows(s.env, newNotice, d), "f5", allocation.ActServeExit, leave.ExitApproved),
		step(textReturn, screen.Shows(s.env, newReturn, d), "f5", allocation.ActReturnExit, leave.ExitNoticed),
		settle, closing, file,
		step(textRefuse, s.refuse, "ctrl+r", allocation.ActDecideExit, leave.ExitOpened),
		step(textCancel, s.cancel, "f8", allocation.ActCancelExit, leave.ExitOpened),
		kit.Act(say.Tenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, d.ExitDetail.Tenancy) }, "f4"),
		kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintExit, d.ID) }, "ctrl+p"),
		kit.Act(textCorrect, func() tea.Cmd { return screen.Open(screen.CorrectExit, d.ID) }, "f9").
			When(s.env.WhyNotCorrect(amend.CorrectExit)),
		screen.UndoAction(s.env, d.Undo, func(ctx context.Context, by engine.Actor, reason string) error {
			return s.env.Store.UndoExit(ctx, by, d.ID, d.Version, reason)
		}),
	}...)
	list = append(list, s.moneyActions(d, byDecision)...)
	// A key means the step of the state even where the role may not take it: then it says whose step it is.
	slices.SortStableFunc(list, func(a, b kit.Action) int {
		return cmp.Compare(later(now, a.Label), later(now, b.Label))
	})
	return screen.Offered(screen.OnePerKey(list))
}

// stepOf makes the action of a step that some states allow.
type stepOf func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...leave.ExitState) kit.Action

// later puts what is not among the steps of now behind them.
func later(now []string, label string) int {
	if slices.Contains(now, label) {
		return 0
	}
	return 1
}

// refuse lets the tenant stay: a question for the reason, a form where an answer is to be weighed.
func (s *detail) refuse() tea.Cmd {
	d, env := s.d, s.env
	if !d.Answered.IsZero() {
		return screen.Shows(env, newRefuse, d)()
	}
	spec := kit.ConfirmSpec{Title: textRefuse, Lines: refuseLines(env, d), Yes: textRefuse, Reason: kit.ReasonRequired}
	return env.AskMove(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		_, err := env.Store.RefuseExit(ctx, by, d.ID, d.Version, reason, leave.Weighing{})
		return textRefusedDone, err
	})
}

func (s *detail) cancel() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textCancel, Lines: cancelLines(d.ExitRow), Yes: "撤回退出", Reason: kit.ReasonRequired}
	return env.AskMove(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return cancelled(d.ExitRow), env.Store.CancelExit(ctx, by, d.ID, d.Version, reason)
	})
}

// closeExit shows settlement and filing once more.
func (s *detail) closeExit() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textClose, Lines: []string{fmtSettled(d.Exit), fmtFiled(d.Exit), "办结后这件退出不再改动。"}, Yes: "确认办结"}
	return env.AskMove(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		return "退出已办结", env.Store.CloseExit(ctx, by, d.ID, d.Version)
	})
}

// The steps.
const (
	textApprove = say.Approve
	textRefuse  = "不予批准"

	textRefusedDone = "已记为未批准，承租人继续使用"
)

var helpDetail = []string{
	"这里是一件退出：情形和材料、每一步、验房对照、费用。F5 是下一步，Ctrl+X 报市备案。",
	"收房以后房源即可整修、重新分配；费用结清和备案可以随后办，两样都办完才能办结（四(五)）。",
}

func fmtApproveLine(x stay.ExitRow) string {
	return fmt.Sprintf("批准 %s 按%s 退出 %s。", x.Name, leave.GroundClause(x.Ground), x.Units)
}

func fmtRefuseLine(x stay.ExitRow) string {
	return fmt.Sprintf("不批准 %s 的退出，承租人继续使用 %s。", x.Name, x.Units)
}

func fmtCancelLine(x stay.ExitRow) string {
	return fmt.Sprintf("撤回对 %s 提出的退出。", x.Name)
}

// cancelLines say what the withdrawal does; who was told hears of it too.
func cancelLines(x stay.ExitRow) []string {
	if x.Told.IsZero() {
		return []string{fmtCancelLine(x)}
	}
	return []string{fmtCancelLine(x), fmt.Sprintf("已于 %s 告知承租人，撤回后请打印退出撤回告知书送达。", x.Told)}
}

// cancelled says that it is done, and what is to be sent.
func cancelled(x stay.ExitRow) string {
	if x.Told.IsZero() {
		return say.Withdrawn
	}
	return "已撤回，请用 Ctrl+P 打印退出撤回告知书送达"
}

func fmtSettled(x leave.Exit) string {
	return fmt.Sprintf("费用于 %s 结清：%s。", x.Settled, x.SettledHow)
}

func fmtFiled(x leave.Exit) string {
	return fmt.Sprintf("已于 %s 报%s备案：%s。", x.Filed, x.FiledBody, x.FiledNumber)
}
