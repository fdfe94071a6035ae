package many

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/store/engine"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// codeReminder is the form that asks for what is overdue.
const codeReminder = "reminder"

// Remind is the key that reminds every selected tenant of what is overdue: the letter is printed, and a note on the stay says that it was,
// and of how much.
func Remind(env *screen.Env, clear func(), stays Papers) kit.Action {
	run := func() tea.Cmd {
		f, err := document.FindForm(codeReminder)
		if err != nil {
			return kit.Send(kit.Failed{Err: err})
		}
		return Show(env, reminding(env, f, stays, clear))
	}
	return kit.Act(textRemind, run, "ctrl+x").When(env.WhyNot(allocation.ActPrint)).When(env.WhyNot(note.ActAdd))
}

func reminding(env *screen.Env, f document.Form, stays Papers, clear func()) Deed {
	st := env.Store
	d := printing(env, f, stays, clear)
	d.Title, d.Verb, d.About = "催缴", textRemind, helpRemind
	d.Lines = append([]string{"每一户打印《" + f.Title + "》，并在这一户的附注里记下催缴的日期和金额。"}, d.Lines...)
	d.Look = func(ctx context.Context, by engine.Actor, x Item) (Seen, error) {
		r, err := document.Read(ctx, st, by, document.Target{Noun: string(stays.Noun), ID: x.ID})
		if err != nil {
			return Seen{}, err
		}
		seen := Seen{Why: f.WhyNot(r), Note: "逾期 " + r.Account.Overdue.String() + " 元"}
		beside, err := st.Beside(ctx, by, allocation.NounTenancy, x.ID)
		for _, n := range beside.Notes {
			if n.Topic == note.Dun && n.Withdrawn.IsZero() {
				seen.Note += "，" + n.Day.String() + " 催过"
				break
			}
		}
		return seen, err
	}
	print := d.Do
	d.Do = func(ctx context.Context, by engine.Actor, x Item, seen Seen, reason string) (string, error) {
		owed, err := st.TenancyAccount(ctx, by, x.ID)
		if err != nil {
			return "", err
		}
		path, err := print(ctx, by, x, seen, reason)
		if err != nil {
			return "", err
		}
		laid := note.Laid{Noun: allocation.NounTenancy, Record: x.ID}
		_, err = st.AddNote(ctx, by.As(engine.NewCommand()), note.Note{Laid: laid, Topic: note.Dun, Text: fmtReminded(owed.Overdue.String())})
		return path, err
	}
	return d
}

const textRemind = "催缴"

var helpRemind = []string{"催缴：逾期未缴的每一户打印一份催缴通知书，附注里记下哪一天催了多少。没有逾期的不催。上次哪天催过写在说明里。"}

func fmtReminded(owed string) string {
	return fmt.Sprintf("已打印催缴通知书，逾期未缴 %s 元", owed)
}
