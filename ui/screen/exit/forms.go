package exit

import (
	"context"
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form makes a form screen of one exit.
func form(env *screen.Env, d record, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "exit/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	spec.Drafts, spec.Today = env.Drafts(), env.Today()
	return &screen.FormScreen{Env: env, Path: title, Left: left, Form: kit.NewForm(spec), Over: func(w int) []string {
		return []string{" " + env.Theme.Strong.Render(kit.Cut(d.Number+" "+d.Name+"  "+d.Units, w-2)), ""}
	}}
}

// dayField is the day of a step, today at the start.
func dayField(env *screen.Env, label string, first civil.Date) kit.Field {
	return kit.Field{Name: "day", Label: label, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: fmtFromTo(first, env.Today())}
}

// newNotice records that the notice was served.
func newNotice(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textServe, textServeHow, "notice", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textServedDay, d.Decided),
			{Name: "how", Label: textHow, Required: true, Limit: 200, Hint: textServedHint},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return onField(x.Notice("", f.Date("day"), f.Text("how"), env.Today()), "day")
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, how := f.Date("day"), f.Text("how")
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				number, err := env.Store.NoticeExit(ctx, by, d.ID, d.Version, day, how)
				return fmtServed(number), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// newReturn is the inspection against the hand-over record, one part a unit, with the keys.
func newReturn(env *screen.Env, d record) *screen.FormScreen {
	before := map[int64]allocation.Condition{}
	var had []allocation.Condition
	for _, h := range d.Out {
		c := h.Condition
		c.Remark = ""
		before[c.UnitID], had = h.Condition, append(had, c)
	}
	sections := append([]kit.Section{{Title: textReturn, Fields: []kit.Field{dayField(env, textReturnDay, d.Noticed)}}},
		screen.ConditionSections(had, before)...)
	return form(env, d, textReturn, textReturnHow, "return", kit.FormSpec{
		Sections: sections,
		Check: func(f *kit.Form) error {
			x, t, c := d.Exit, d.Stay.Tenancy, d.Stay.Contract
			if err := x.Return(&t, &c, f.Date("day"), env.Today()); err != nil {
				return onField(err, "day")
			}
			for _, back := range screen.ReadConditions(f, had) {
				if err := before[back.UnitID].CheckBack(back); err != nil {
					var r *allocation.Refusal
					if errors.As(err, &r) {
						return r.On(r.Field + "_" + strconv.FormatInt(back.UnitID, 10))
					}
					return err
				}
			}
			return nil
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := []string{fmtReturnLine(d.Name, d.Units, f.Date("day"))}
			for _, back := range screen.ReadConditions(f, had) {
				for _, diff := range before[back.UnitID].Compare(back) {
					if diff.Worse {
						lines = append(lines, fmtWorse(back.Unit, diff))
					}
				}
			}
			return kit.ConfirmSpec{Title: textReturn, Lines: append(lines, textReturnThen), Yes: textReturnNow}
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, conditions := f.Date("day"), screen.ReadConditions(f, had)
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				return textReturned, env.Store.ReturnExit(ctx, by, d.ID, d.Version, day, conditions)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// onField puts the refusal of a domain method beside the field that caused it.
func onField(err error, field string) error {
	var r *allocation.Refusal
	if errors.As(err, &r) && r.Field == "" {
		return r.On(field)
	}
	return err
}

// newSettle records that the fees are settled.
func newSettle(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textSettle, textSettleHow, "settle", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textSettleDay, d.Returned),
			{Name: "how", Label: textHow, Required: true, Limit: 200, Hint: textSettleHint},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return onField(x.Settle(f.Date("day"), f.Text("how"), env.Today(), d.Left, ""), "day")
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, how := f.Date("day"), f.Text("how")
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				return textSettled, env.Store.SettleExit(ctx, by, d.ID, d.Version, day, how)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	s.Over = func(w int) []string {
		return append(kit.Detail(env.Theme, w, append(feePairs(env.Theme, d), moneyPairs(env.Theme, d)...)), "")
	}
	return s
}

// newFile records the filing with the city.
func newFile(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textFile, textFileHow, "file", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textFileDay, d.Decided),
			{Name: "number", Label: textFileNumber, Required: true, Limit: 100},
			{Name: "body", Label: textFileBody, Required: true, Limit: 100, Hint: textFileHint},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return onField(x.File(f.Date("day"), f.Text("number"), f.Text("body"), env.Today()), "day")
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, number, body := f.Date("day"), f.Text("number"), f.Text("body")
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				return textFiled, env.Store.FileExit(ctx, by, d.ID, d.Version, day, number, body)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}
