package tenancy

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// undoAction takes the last step of the stay back: the signing, the hand-over, the opening, the renewal.
func undoAction(env *screen.Env, d record) kit.Action {
	return screen.UndoAction(env, d.Undo, func(ctx context.Context, by store.Actor, reason string) error {
		return env.Store.UndoTenancy(ctx, by, d.ID, d.Version, reason)
	})
}

// changeAction offers the changes within the stay: premises, a part of them, name, company.
func changeAction(env *screen.Env, d record) kit.Action {
	a := kit.Act(textChange, func() tea.Cmd {
		var choices []kit.Choice
		for _, k := range allocation.StayChangeKinds {
			choices = append(choices, kit.Choice{Key: string(k), Label: k.Title(), Note: changeNotes[k], Why: whyNoChange(env, d, k)})
		}
		return kit.Pick(kit.PickerSpec{Title: textChange, Choices: choices}, func(got []kit.Choice) tea.Cmd {
			switch k := allocation.StayChangeKind(got[0].Key); k {
			case allocation.ChangeRename:
				return kit.Send(screen.Push{Screen: newRename(env, d)})
			case allocation.ChangeCompany:
				return kit.Send(screen.Push{Screen: newTakeOver(env, d)})
			default:
				return kit.Send(screen.Push{Screen: newPremises(env, d, k)})
			}
		})
	}, "f11").Silent()
	switch d.State {
	case allocation.TenancySigned, allocation.TenancyHanded, allocation.TenancyOpen:
		return a
	}
	return a.When(fmtStateOnly(d.State))
}

// whyNoChange is the reason why a kind of change is impossible.
func whyNoChange(env *screen.Env, d record, k allocation.StayChangeKind) string {
	switch {
	case k == allocation.ChangePart && len(heldNow(d)) < 2:
		return textOneUnit
	case k == allocation.ChangeMove || k == allocation.ChangePart:
		return env.WhyNot(allocation.ActChangePremises)
	}
	return env.WhyNot(allocation.ActChangeTenant)
}

func heldNow(d record) []store.HoldingRow {
	return slices.DeleteFunc(slices.Clone(d.Holdings), func(h store.HoldingRow) bool { return !h.To.IsZero() })
}

// paperFields are the day, the paper and the reason that every change has.
func paperFields(env *screen.Env, d record) []kit.Field {
	return []kit.Field{
		{Name: "day", Label: textChangeDay, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: fmtFromTo(d.Signed, env.Today())},
		{Name: "document", Label: textChangePaper, Required: true, Limit: 200, Hint: textChangePaperHint},
		{Name: "reason", Label: textChangeReason, Limit: 200, Hint: textChangeReasonHint},
	}
}

func readPaper(f *kit.Form, k allocation.StayChangeKind) allocation.HoldingChange {
	return allocation.HoldingChange{Kind: k, Day: f.Date("day"), Document: f.Text("document"), Reason: f.Text("reason")}
}

// newPremises asks which premises go back and which come; the record of the keys follows where there are keys.
func newPremises(env *screen.Env, d record, k allocation.StayChangeKind) *screen.FormScreen {
	var held []kit.Choice
	for _, h := range heldNow(d) {
		held = append(held, kit.Choice{Key: strconv.FormatInt(h.UnitID, 10), Label: h.Unit, Note: h.Area.String() + " ㎡"})
	}
	value := ""
	if len(held) == 1 {
		value = held[0].Key
	}
	fields := append([]kit.Field{
		{Name: "back", Label: textGoesBack, Kind: kit.KindChoices, Choices: held, Value: value, Required: true, Hint: textGoesBackHint},
	}, paperFields(env, d)...)
	if k == allocation.ChangeMove {
		fields = slices.Insert(fields, 1, kit.Field{Name: "out", Label: textComes, Required: true, Limit: 100, Hint: textComesHint})
	}
	return form(env, d, k.Title(), textPremisesHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Save: func(f *kit.Form) tea.Cmd {
			c := store.PremisesChange{HoldingChange: readPaper(f, k), Tenancy: d.ID, Version: d.Version}
			for _, key := range f.Many("back") {
				id, _ := strconv.ParseInt(key, 10, 64) // a key of the list above
				c.Back = append(c.Back, id)
			}
			numbers := strings.Fields(f.Text("out"))
			return func() tea.Msg { return checkPremises(env, d, c, numbers, f) }
		},
	})
}

// checkPremises reads what the change is decided on, refuses what cannot be, and goes on to the record of the keys.
func checkPremises(env *screen.Env, d record, c store.PremisesChange, numbers []string, f *kit.Form) tea.Msg {
	ctx, by := context.Background(), env.Actor()
	var out []allocation.Condition
	for _, n := range numbers {
		u, err := env.Store.UnitByNumber(ctx, by, strings.ToUpper(n))
		if err != nil {
			return screen.Failed{Err: allocation.ErrChangeUnits.Textf(textNoSuchUnit, n).On("out")}
		}
		c.Out, out = append(c.Out, u.ID), append(out, allocation.Condition{UnitID: u.ID, Unit: u.Number})
	}
	p, err := env.Store.Premises(ctx, by, d.ID, c.Back, c.Out)
	if err == nil {
		t := d.Tenancy
		err = t.ChangePremises(c.HoldingChange, p, env.Today())
	}
	if err != nil {
		return screen.Failed{Err: err}
	}
	return screen.Push{Screen: newChangeKeys(env, d, c, p, out, f)}
}

// newChangeKeys is the record of the keys of a change: what goes back against what was handed over, then what comes.
func newChangeKeys(env *screen.Env, d record, c store.PremisesChange, p allocation.Premises, out []allocation.Condition, first *kit.Form) *screen.FormScreen {
	before := map[int64]allocation.Condition{}
	var back []allocation.Condition
	for _, h := range d.Out {
		if slices.Contains(c.Back, h.UnitID) {
			if _, twice := before[h.UnitID]; !twice {
				back = append(back, allocation.Condition{UnitID: h.UnitID, Unit: h.Unit})
			}
			before[h.UnitID] = h.Condition // the latest of a unit comes last
		}
	}
	for i, b := range back {
		back[i] = before[b.UnitID]
		back[i].Remark = ""
	}
	var sections []kit.Section
	if !d.Handed.IsZero() {
		sections = append(screen.ConditionSections(back, before), screen.ConditionSections(out, nil)...)
	}
	return form(env, d, c.Kind.Title()+textKeysPart, textPremisesHow, string(c.Kind)+"/keys", kit.FormSpec{
		Sections: append([]kit.Section{{Fields: []kit.Field{
			{Name: "sum", Label: textChangeSum, Kind: kit.KindShown, Value: fmtChangeSum(p)},
		}}}, sections...),
		Confirm: func(*kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: c.Kind.Title(), Lines: fmtChangeLines(d.TenancyRow, c, p), Yes: textChangeNow}
		},
		Save: func(f *kit.Form) tea.Cmd {
			if !d.Handed.IsZero() {
				c.BackCondition, c.OutCondition = screen.ReadConditions(f, back), screen.ReadConditions(f, out)
			}
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				number, err := env.Store.ChangePremises(ctx, by, c)
				return fmtChanged(c.Kind, number), err
			}, f.Saved(), first.Saved(), kit.Send(kit.Back{}), kit.Send(kit.Back{}))
		},
	})
}

// newRename asks for the new legal name.
func newRename(env *screen.Env, d record) *screen.FormScreen {
	k := allocation.ChangeRename
	fields := append([]kit.Field{{Name: "name", Label: textNewName, Required: true, Limit: 100, Hint: fmtOldName(d.Name)}}, paperFields(env, d)...)
	return form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			t := d.Tenancy
			return t.Rename(readPaper(f, k), d.Name, f.Text("name"), env.Today())
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: k.Title(), Lines: []string{fmtTenantLine(d.Name, f.Text("name"), f.Date("day")), textClockGoesOn}, Yes: textChangeNow}
		},
		Save: func(f *kit.Form) tea.Cmd {
			c, name := readPaper(f, k), f.Text("name")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				number, err := env.Store.RenameTenant(ctx, by, d.ID, d.Version, c, name)
				return fmtChanged(k, number), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// newTakeOver asks for the registered company that takes the place of the tenant.
func newTakeOver(env *screen.Env, d record) *screen.FormScreen {
	k := allocation.ChangeCompany
	find := func(f *kit.Form) (store.ApplicantBrief, error) {
		list, err := env.Store.FindApplicants(context.Background(), env.Actor(), f.Text("company"), 2)
		list = slices.DeleteFunc(list, func(b store.ApplicantBrief) bool { return b.Kind != allocation.Company })
		if err == nil && len(list) != 1 {
			err = allocation.ErrChangeCompany.Textf(textOneCompany, len(list)).On("company")
		}
		if err != nil {
			return store.ApplicantBrief{}, err
		}
		return list[0], nil
	}
	fields := append([]kit.Field{{Name: "company", Label: textCompany, Required: true, Limit: 100, Hint: textCompanyHint}}, paperFields(env, d)...)
	return form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Check:    func(f *kit.Form) error { _, err := find(f); return err },
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			company, err := find(f)
			if err != nil {
				return kit.ConfirmSpec{Title: k.Title(), Lines: []string{err.Error()}, Yes: textChangeNow}
			}
			lines := []string{fmtTenantLine(d.Name, company.Name, f.Date("day")), textClockGoesOn}
			doubts, err := env.Store.CompanyDoubts(context.Background(), env.Actor(), d.ID, company.ID)
			if err == nil {
				for _, x := range doubts {
					lines = append(lines, fmtDoubt(x))
				}
			}
			return kit.ConfirmSpec{Title: k.Title(), Lines: lines, Yes: textChangeNow}
		},
		Save: func(f *kit.Form) tea.Cmd {
			c := readPaper(f, k)
			company, err := find(f)
			if err != nil {
				return kit.Send(kit.Failed{Err: err})
			}
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				number, err := env.Store.TakeOver(ctx, by, d.ID, d.Version, c, company.ID)
				return fmtChanged(k, number), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}
