package application

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// acceptMany is the key that accepts every selected draft.
func acceptMany(env *screen.Env, clear func(), items []many.Item) kit.Action {
	run := func() tea.Cmd {
		return many.Show(env, many.Deed{
			Title: "批量受理", Verb: textAccept, Unit: "份", Why: env.WhyNot(allocation.ActAcceptApplication), Items: items, Clear: clear, About: helpAcceptMany,
			Look: looks(env, func(d desk.ApplicationPage) (why, mind string) {
				if err := d.May(allocation.MoveAccept); err != nil {
					return err.Error(), ""
				}
				if bad := d.Check(); len(bad) > 0 {
					return fmt.Sprintf("%s：%s", allocation.FieldTitle(bad[0].Field), bad[0].Error()), ""
				}
				var minds []string
				for _, w := range d.Warnings() {
					minds = append(minds, w.Error())
				}
				for _, f := range d.Ahead {
					minds = append(minds, flagWords(f))
				}
				return "", minding(minds)
			}),
			Do: func(ctx context.Context, by engine.Actor, x many.Item, seen many.Seen, _ string) (string, error) {
				number, err := env.Store.AcceptApplication(ctx, by, x.ID, seen.Version)
				return fmtAccepted(number), err
			},
		})
	}
	return kit.Act(textAccept, run, "f5").When(env.WhyNot(allocation.ActAcceptApplication))
}

// approveMany is the key that decides for every selected application whose panel found it good, with one reason for all.
func approveMany(env *screen.Env, clear func(), items []many.Item) kit.Action {
	run := func() tea.Cmd {
		return many.Show(env, many.Deed{
			Title: "批量通过", Verb: "通过", Unit: "份", Why: env.WhyNot(allocation.ActApproveApplication), Items: items, Clear: clear, About: helpApproveMany,
			Ask: kit.ReasonRequired, Hint: "写进每一份，如：8月30日评审会",
			Lines: []string{"评审通过以后进入待分配。同一条理由写进每一份。"},
			Look: looks(env, func(d desk.ApplicationPage) (why, mind string) {
				if err := d.May(allocation.MoveApprove); err != nil {
					return err.Error(), ""
				}
				if why := notPassing(env, d.ApplicationDetail); why != "" {
					return why, ""
				}
				minds := []string{d.Evaluation.Result(d.Evaluation.Rubric)}
				for _, w := range d.DecisionWarnings(d.Review.Review, env.Today()) {
					minds = append(minds, w.Error())
				}
				return "", strings.Join(minds, "；")
			}),
			Do: func(ctx context.Context, by engine.Actor, x many.Item, seen many.Seen, reason string) (string, error) {
				_, err := env.Store.ApproveApplication(ctx, by, x.ID, seen.Version, reason)
				return "已评审通过，等待分配", err
			},
		})
	}
	return kit.Act(textApprove, run, "ctrl+x").When(env.WhyNot(allocation.ActApproveApplication))
}

// looks reads an application and says why it does not go, or what to mind.
func looks(env *screen.Env, at func(d desk.ApplicationPage) (why, mind string)) func(context.Context, engine.Actor, many.Item) (many.Seen, error) {
	return func(ctx context.Context, by engine.Actor, x many.Item) (many.Seen, error) {
		d, err := env.Store.ApplicationPage(ctx, by, x.ID)
		if err != nil {
			return many.Seen{}, err
		}
		why, mind := at(d)
		return many.Seen{Version: d.Version, Why: why, Note: mind}, nil
	}
}

// notPassing is why the panel's sheets do not let an application pass; empty where they do.
func notPassing(env *screen.Env, d intake.ApplicationDetail) string {
	switch {
	case d.Evaluation.Sealed():
		return d.Next(env.Today()).Text
	case !d.Evaluation.Passes(d.Evaluation.Rubric):
		return fmtBelow60(d.Evaluation.Result(d.Evaluation.Rubric))
	}
	return ""
}

func minding(minds []string) string {
	if len(minds) == 0 {
		return ""
	}
	return textMind + strings.Join(minds, "；")
}

var (
	helpAcceptMany  = []string{"批量受理：选中的草稿一份一份受理、各给编号。没有填全的不受理，原因写在右边，打开那一份按 F9 补填。"}
	helpApproveMany = []string{"批量通过：打分表交齐、达到合格线的一份一份通过；理由只写一次，写进每一份。"}
)
