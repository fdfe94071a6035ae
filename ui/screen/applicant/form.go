package applicant

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form registers an applicant, or corrects one.
type form struct {
	env  *screen.Env
	old  *record // nil: register a new one
	form *kit.Form
}

func newForm(env *screen.Env, old *record) *form {
	s := &form{env: env, old: old}
	draft := "applicant/new"
	var a allocation.Applicant
	if old != nil {
		a = old.Applicant
		draft = "applicant/" + strconv.FormatInt(old.ID, 10)
	}
	sections := screen.ApplicantSections(a, nil, nil)
	if old == nil && env.Actor().District == "" {
		var districts []kit.Choice
		for _, d := range allocation.Districts() {
			districts = append(districts, kit.Choice{Key: d.Name, Label: d.Name})
		}
		field := kit.Field{Name: "district", Label: "受理区", Kind: kit.KindChoice, Choices: districts, Required: true}
		sections[0].Fields = append([]kit.Field{field}, sections[0].Fields...)
	}
	if old != nil {
		sections = append(sections, kit.Section{Title: "更正依据", Fields: []kit.Field{
			{Name: "reason", Label: "更正理由", Required: true, Limit: 200},
			{Name: "document", Label: "依据文件", Limit: 200},
		}})
	}
	s.form = kit.NewForm(kit.FormSpec{Draft: draft, Drafts: env.Drafts(), Today: env.Today(), Sections: sections, Save: s.save, Fresh: s.fresh()})
	return s
}

// fresh reads the applicant again when someone else has corrected it meanwhile; nil for a new one.
func (s *form) fresh() func(context.Context) (kit.Fresh, error) {
	if s.old == nil {
		return nil
	}
	env, id := s.env, s.old.ID
	return func(ctx context.Context) (kit.Fresh, error) {
		now, err := env.Store.Applicant(ctx, env.Actor(), id)
		return kit.Fresh{Values: kit.Values(screen.ApplicantSections(now.Applicant, nil, nil)), Adopt: func() { s.old.ApplicantRow = now }}, err
	}
}

// save registers the applicant and opens its page, or writes the corrections.
func (s *form) save(f *kit.Form) tea.Cmd {
	env, a := s.env, screen.ReadApplicant(f)
	if s.old != nil {
		id, version, reason, document := s.old.ID, s.old.Version, f.Text("reason"), f.Text("document")
		a.Remark = s.old.Remark
		return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			return "已更正，旧的内容留在更正记录里", env.Store.CorrectApplicant(ctx, by, id, version, a, reason, document)
		}, f.Saved(), kit.Send(kit.Back{}))
	}
	a.District = f.Text("district")
	var id int64
	return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
		var err error
		id, err = env.Store.RegisterApplicant(ctx, by, a)
		return fmtRegistered(a.Name), err
	}, f.Saved(), func() tea.Msg { return screen.Push{Screen: newDetail(env, id), Replace: true} })
}

// Init brings the draft back.
func (s *form) Init() tea.Cmd { return s.form.Init() }

// Update passes to the form.
func (s *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.form.Update(msg) }

// Title is what the form does.
func (s *form) Title() string {
	if s.old == nil {
		return textRegister
	}
	return textCorrect
}

// Summary says how to save.
func (s *form) Summary() (string, string) {
	return "带 * 的必填；Ctrl+S 保存，Esc 离开并保留草稿", ""
}

// Body is the form.
func (s *form) Body(w, h int) []string { return s.form.Lines(s.env.Theme, w, h) }

// Cursor is the form's.
func (s *form) Cursor() *tea.Cursor { return s.form.Cursor() }

// Escape leaves the form and keeps the draft.
func (s *form) Escape() (bool, tea.Cmd) { return s.form.Escape() }

// Dirty says whether something is half-typed.
func (s *form) Dirty() bool { return s.form.Dirty() }

// Actions are the form's.
func (s *form) Actions() []kit.Action { return s.form.Actions() }

func fmtRegistered(name string) string { return "已登记主体 " + name }
