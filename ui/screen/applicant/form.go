package applicant

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// draftNew begins the keys of the drafts of new applicants.
const draftNew = "applicant/new"

// newForm is the form that registers an applicant, with or edits old; draft is the key of its draft.
func newForm(env *screen.Env, old *record, draft string) screen.Screen {
	path := textRegister
	var a allocation.Applicant
	if old != nil {
		a, path = old.Applicant, textEdit
	}
	sections := screen.ApplicantSections(a, env.Today(), nil, nil)
	if old == nil && env.Actor().District == "" {
		field := kit.Field{Name: "district", Label: "受理区", Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Required: true}
		sections[0].Fields = append([]kit.Field{field}, sections[0].Fields...)
	}
	return screen.NewForm(env, screen.FormScreen{Path: path, Left: "带 * 的必填；Ctrl+S 保存，Esc 离开并保留草稿"}, kit.FormSpec{
		Draft: draft, Sections: sections, Save: save(env, old), Fresh: fresh(env, old),
	})
}

// fresh reads the applicant again when someone else has changed it meanwhile; nil for a new one.
func fresh(env *screen.Env, old *record) func(context.Context) (kit.Fresh, error) {
	if old == nil {
		return nil
	}
	return func(ctx context.Context) (kit.Fresh, error) {
		now, err := env.Store.Applicant(ctx, env.Actor(), old.ID)
		return kit.Fresh{Values: kit.Values(screen.ApplicantSections(now.Applicant, env.Today(), nil, nil)), Adopt: func() { old.ApplicantRow = now }}, err
	}
}

// save registers the applicant and opens its page, or writes the changes.
func save(env *screen.Env, old *record) func(*kit.Form) tea.Cmd {
	if old != nil {
		return env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			a := screen.ReadApplicant(f)
			a.Remark = old.Remark
			return "已保存", env.Store.EditApplicant(ctx, by, old.ID, old.Version, a)
		})
	}
	return env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
		a := screen.ReadApplicant(f)
		a.District = f.Text("district")
		id, err := env.Store.RegisterApplicant(ctx, by, a)
		return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: "已登记主体 " + a.Name}}, err
	})
}
