package screen

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
)

// UndoAction is the key that takes the last move of a record back (撤销上一步): it says which move, when and by whom it was
// made and what will happen, and asks for a reason; what rests on the move is the reason why the key does nothing.
// step is what the store says of the record; run is its undo.
func UndoAction(env *Env, step engine.UndoStep, run func(ctx context.Context, by engine.Actor, reason string) error) kit.Action {
	a := kit.Act(textUndoStep, func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: textUndoStep, Lines: append([]string{fmtUndoStep(step)}, step.Then...), Yes: "确认撤销",
			Reason: kit.ReasonRequired, Hint: "写明为什么撤销；原记录保留在日志里",
		}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return fmtUndone(step), run(ctx, by, reason)
		})
	}, "f12").Silent()
	a.Undo = true
	if step.Why != nil {
		a = a.When(step.Why.Error())
	}
	return a.When(env.WhyNot(step.Act))
}

// TakeBack is what Ctrl+Z offers after a deed: it names the deed, asks, and wants a reason from whoever takes it back.
func (e *Env) TakeBack(what string, run func(ctx context.Context, by engine.Actor, reason string) error) func() tea.Cmd {
	return func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: say.Undo, Lines: []string{"撤销刚才的这一步：" + what + "。", "这一步和撤销都留在日志里。"}, Yes: "确认撤销", Reason: kit.ReasonRequired, Hint: "写明为什么撤销",
		}
		return e.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已撤销：" + what, run(ctx, by, reason)
		})
	}
}

// Taking the last move of a record back.
const textUndoStep = say.UndoLast

func fmtUndoStep(s engine.UndoStep) string {
	who := s.By
	if who == "" {
		who = "命令行"
	}
	return fmt.Sprintf("撤销“%s”（%s，%s 办理）", s.Title, s.Day, who)
}

func fmtUndone(s engine.UndoStep) string { return "已撤销“" + s.Title + "”" }
