package screen

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/doubt"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/reading"
)

// SaveBack is the Save of a form that writes and is left then: run gets what was typed when it was saved, and says what was done.
func (e *Env) SaveBack(run func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error)) func(*kit.Form) tea.Cmd {
	return e.saveBack(e.Do, run)
}

// MoveBack is SaveBack for a move in the life of a record.
func (e *Env) MoveBack(run func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error)) func(*kit.Form) tea.Cmd {
	return e.saveBack(e.Move, run)
}

func (e *Env) saveBack(do doer, run func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error)) func(*kit.Form) tea.Cmd {
	return asking(func(f *kit.Form, answers string) tea.Cmd {
		typed := f.Typed()
		return do(func(ctx context.Context, by engine.Actor) (string, error) { return run(ctx, by.Sure(answers), typed) }, f.Saved(), kit.Send(kit.Back{}))
	})
}

// asking is a Save that may come back with a question about unlikely values: after a yes it is run again with the answer, which the form
// keeps, so that the same values are not asked about again when something else was refused.
func asking(save func(f *kit.Form, answers string) tea.Cmd) func(*kit.Form) tea.Cmd {
	answers := "?"
	var run func(f *kit.Form) tea.Cmd
	run = func(f *kit.Form) tea.Cmd {
		cmd := save(f, answers)
		return func() tea.Msg {
			msg := cmd()
			failed, _ := msg.(Failed)
			var a *doubt.Asking
			if !errors.As(failed.Err, &a) {
				return msg
			}
			spec := kit.ConfirmSpec{Title: textDoubt, Lines: append(a.Lines(), "", textDoubtAsk), Yes: textDoubtYes}
			return tea.Sequence(f.Idle(), kit.Ask(spec, func(kit.Answer) tea.Cmd {
				answers += a.Keys()
				return run(f)
			}))()
		}
	}
	return run
}

// The question about unlikely values.
const (
	textDoubt    = "数值不常见"
	textDoubtAsk = "没有填错就选“属实”，和记录一起保存，同样的数值以后不再问；填错了按 Esc 回去改。"
	textDoubtYes = "属实"
)

// doer is Do or Move.
type doer func(run func(ctx context.Context, by engine.Actor) (string, error), then ...tea.Cmd) tea.Cmd

// Made is what a form has made: the page of it, and what was done.
type Made struct {
	Page Screen
	Done Done
}

// SaveOpen is the Save of a form that makes a record: the page of what was made takes the place of the form.
func (e *Env) SaveOpen(run func(ctx context.Context, by engine.Actor, f *kit.Form) (Made, error)) func(*kit.Form) tea.Cmd {
	return asking(func(f *kit.Form, answers string) tea.Cmd {
		typed := f.Typed()
		return e.open(func(ctx context.Context, by engine.Actor) (Made, error) { return run(ctx, by.Sure(answers), typed) }, true, f.Saved())
	})
}

// AskOpen asks and makes a record after a yes; its page opens, where replace says so instead of the screen that asked. then runs before
// that.
func (e *Env) AskOpen(spec kit.ConfirmSpec, replace bool, run func(ctx context.Context, by engine.Actor, a kit.Answer) (Made, error), then ...tea.Cmd) tea.Cmd {
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return e.open(func(ctx context.Context, by engine.Actor) (Made, error) { return run(ctx, by, a) }, replace, then...)
	})
}

// open makes a record and opens its page.
func (e *Env) open(run func(ctx context.Context, by engine.Actor) (Made, error), replace bool, then ...tea.Cmd) tea.Cmd {
	by := e.Command()
	return kit.Guard(func() tea.Msg {
		made, err := run(context.Background(), by)
		if err != nil {
			return Failed{Err: err}
		}
		return tea.Sequence(append(then, kit.Send(DataChanged{}), kit.Send(Push{Screen: made.Page, Replace: replace}), kit.Send(made.Done))...)()
	})
}

// Ask asks, and writes after a yes; reason is what was typed with it.
func (e *Env) Ask(spec kit.ConfirmSpec, run func(ctx context.Context, by engine.Actor, reason string) (string, error)) tea.Cmd {
	return ask(e.Do, spec, run)
}

// AskSaved is Ask for the saving of a form that looked first: after a yes the form is saved and left.
func (e *Env) AskSaved(spec kit.ConfirmSpec, f *kit.Form, run func(ctx context.Context, by engine.Actor) (string, error)) tea.Cmd {
	return kit.Ask(spec, func(kit.Answer) tea.Cmd { return e.Do(run, f.Saved(), kit.Send(kit.Back{})) })
}

// AskMove is Ask for a move in the life of a record.
func (e *Env) AskMove(spec kit.ConfirmSpec, run func(ctx context.Context, by engine.Actor, reason string) (string, error)) tea.Cmd {
	return ask(e.Move, spec, run)
}

func ask(do doer, spec kit.ConfirmSpec, run func(ctx context.Context, by engine.Actor, reason string) (string, error)) tea.Cmd {
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return do(func(ctx context.Context, by engine.Actor) (string, error) { return run(ctx, by, a.Reason) })
	})
}

// Unmask asks for a reason and shows numbers whole; read leaves an entry in the log.
func (e *Env) Unmask(read func(ctx context.Context, by engine.Actor, reason string) ([]kit.Pair, error)) tea.Cmd {
	spec := kit.ConfirmSpec{Title: TextUnmask, Lines: []string{"查看完整证件号会记入日志，包括查看人和理由。"}, Yes: "查看", Reason: kit.ReasonRequired, Hint: "如：核对证件原件"}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		by := e.Command()
		return func() tea.Msg {
			pairs, err := read(context.Background(), by, a.Reason)
			if err != nil {
				return kit.Failed{Err: err}
			}
			return reading.Open(TextUnmask, func(w int) []string { return kit.Detail(e.Theme, w, pairs) })()
		}
	})
}

// TextUnmask is the title and the key of it.
const TextUnmask = "完整证件号"
