package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store"
	"penggai/ui/kit"
)

// UndoAction is the key that takes the last move of a record back (撤销上一步): it says which move, when and by whom it was
// made and what will happen, and asks for a reason; what rests on the move is the reason why the key does nothing.
// step is what the store says of the record; run is its undo.
func UndoAction(env *Env, step store.UndoStep, run func(ctx context.Context, by store.Actor, reason string) error) kit.Action {
	a := kit.Act(textUndoStep, func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: textUndoStep, Lines: append([]string{fmtUndoStep(step)}, step.Then...), Yes: textUndoNow,
			Reason: kit.ReasonRequired, Hint: textUndoHint,
		}
		return kit.Ask(spec, func(got kit.Answer) tea.Cmd {
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return fmtUndone(step), run(ctx, by, got.Reason)
			})
		})
	}, "f12").Silent()
	a.Undo = true
	if step.Why != nil {
		a = a.When(step.Why.Error())
	}
	return a.When(env.WhyNot(step.Act))
}
