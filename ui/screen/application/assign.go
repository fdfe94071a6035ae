package application

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/clerk"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// textAssign is the key that says who handles a case.
const textAssign = "指派承办人"

// pickClerk asks who is to handle cases: each with what it has at hand, who has least first.
func pickClerk(env *screen.Env, title string, now int64, then func(to intake.Colleague) tea.Cmd) tea.Cmd {
	by := env.Actor()
	return kit.Guard(func() tea.Msg {
		list, err := env.Store.Colleagues(context.Background(), by)
		if err != nil {
			return kit.Failed{Err: err}
		}
		choices := make([]kit.Choice, len(list))
		for i, c := range list {
			choices[i] = kit.Choice{Key: strconv.Itoa(i), Label: c.Name, Note: loadWords(c)}
			if c.ID == by.ID {
				choices[i].Note = "本人  " + choices[i].Note
			}
			if c.ID == now {
				choices[i].Note = "现承办  " + choices[i].Note
			}
		}
		return kit.Open{Overlay: kit.NewPicker(kit.PickerSpec{Title: title, Choices: choices, Empty: "没有能承办申请的账号"}, func(got []kit.Choice) tea.Cmd {
			i, err := strconv.Atoi(got[0].Key)
			if err != nil {
				return nil
			}
			return then(list[i])
		})}
	})
}

// loadWords say what somebody has at hand.
func loadWords(c intake.Colleague) string {
	var words []string
	for _, s := range clerk.States {
		if n := c.Load[s]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", s.Title(), n))
		}
	}
	if len(words) == 0 {
		return "手上没有申请"
	}
	return fmt.Sprintf("手上 %d 份：%s", c.Cases(), strings.Join(words, " "))
}

// assignAction says who handles this application.
func (s *detail) assignAction() kit.Action {
	d := s.Value()
	a := kit.Act(textAssign, func() tea.Cmd {
		return pickClerk(s.Env, textAssign+" "+strings.TrimSpace(d.Number+" "+d.Who.Name), d.Clerk, func(to intake.Colleague) tea.Cmd {
			return s.write(fmtAssigned(to), false, func(ctx context.Context, by engine.Actor, id, version int64) error {
				return s.Env.Store.AssignApplication(ctx, by, id, version, to.ID, "")
			})
		})
	}, "c").Silent()
	asked := d.Application
	if err := (clerk.Clerk{ID: -1, Active: true, Roles: allocation.ActAssignApplication.Roles}).Take(&asked); err != nil {
		return a.When(err.Error())
	}
	return a.When(s.Env.WhyNot(allocation.ActAssignApplication))
}

// assignMany is the key that hands every selected application to one person.
func assignMany(env *screen.Env, clear func(), items []many.Item) kit.Action {
	run := func() tea.Cmd {
		return pickClerk(env, fmt.Sprintf("%s：选中的 %d 份", textAssign, len(items)), 0, func(to intake.Colleague) tea.Cmd {
			return many.Show(env, many.Deed{
				Title: textAssign, Verb: "交 " + to.Name + " 承办", Unit: "份", Why: env.WhyNot(allocation.ActAssignApplication), Items: items, Clear: clear, About: helpAssignMany,
				Ask: kit.ReasonOptional, Hint: "可以不填，如：休假期间代办", Lines: []string{to.Name + " " + loadWords(to) + "。"},
				Look: func(ctx context.Context, by engine.Actor, x many.Item) (many.Seen, error) {
					d, err := env.Store.Application(ctx, by, x.ID)
					if err != nil {
						return many.Seen{}, err
					}
					seen := many.Seen{Version: d.Version, Note: d.State.Title()}
					if d.ClerkName != "" {
						seen.Note += "，现由 " + d.ClerkName + " 承办"
					}
					seen.Why = screen.Why(to.Take(&d.Application))
					return seen, nil
				},
				Do: func(ctx context.Context, by engine.Actor, x many.Item, seen many.Seen, reason string) (string, error) {
					return fmtAssigned(to), env.Store.AssignApplication(ctx, by, x.ID, seen.Version, to.ID, reason)
				},
			})
		})
	}
	return kit.Act(textAssign, run, "f9").When(env.WhyNot(allocation.ActAssignApplication))
}

var helpAssignMany = []string{
	"把选中的申请交给一位同事承办：休假前交出，或者自己接过来。选人时看得到每个人手上有多少。",
	"承办人只说明这件事由谁跟着办，谁能办哪一步不变；首页的“本人承办的申请”按它列。",
}

func fmtAssigned(to intake.Colleague) string { return "已由 " + to.Name + " 承办" }
