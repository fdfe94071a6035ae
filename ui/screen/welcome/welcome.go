package welcome

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// Spec is what the command line hands in: only it may wire the seed and the store.
type Spec struct {
	Folder string                                                                          // where the office will be
	Create func(f store.Founding) (*store.Store, error)                                    // makes and opens it
	Demo   func(ctx context.Context, report kit.Report) (*store.Store, store.Actor, error) // a demonstration, somebody signed in
}

// form asks whose office it is and who manages it.
type form struct {
	env  *screen.Env
	spec Spec
	form *kit.Form
}

// New makes the welcome screen.
func New(env *screen.Env, spec Spec) screen.Screen {
	s := &form{env: env, spec: spec}
	s.form = kit.NewForm(kit.FormSpec{
		Sections: []kit.Section{
			{Title: textOfficeTitle, Fields: []kit.Field{
				{Name: "office", Label: textOffice, Kind: kit.KindChoice, Choices: offices(), Value: allocation.Districts()[0].Name, Required: true, Hint: textOfficeHint, Width: 14},
				{Name: "folder", Label: textFolder, Kind: kit.KindShown, Value: spec.Folder},
			}},
			{Title: textAdminTitle, Fields: []kit.Field{
				{Name: "name", Label: textName, Value: textAdminName, Required: true, Limit: 32, Hint: textNameHint},
				{Name: "display", Label: textDisplay, Required: true, Limit: 20, Hint: textDisplayHint},
				{Name: "password", Label: textPassword, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: textPasswordHint,
					Check: func(text string) error { return store.CheckPassword("", text) }},
				{Name: "again", Label: textAgain, Kind: kit.KindSecret, Required: true, Limit: 200},
			}},
		},
		Check: func(f *kit.Form) error {
			if f.Text("again") != f.Text("password") {
				return errNotSame.On("again")
			}
			return nil
		},
		Save: s.create,
	})
	s.form.Focus("office")
	return s
}

func offices() []kit.Choice {
	var out []kit.Choice
	for _, d := range allocation.Districts() {
		out = append(out, kit.Choice{Key: d.Name, Label: d.Name})
	}
	return append(out, kit.Choice{Key: allocation.CityOffice, Label: allocation.CityOffice, Note: textCityNote})
}

// opened brings a new office back to the screen, with who works in it.
type opened struct {
	to    *form
	store *store.Store
	by    store.Actor
	name  string
	trial bool
	done  string
}

func (s *form) create(f *kit.Form) tea.Cmd {
	founding := store.Founding{Office: f.Text("office"), Admin: f.Text("name"), Display: f.Text("display"), Password: f.Text("password")}
	return kit.Both(kit.Send(screen.Note{Text: textCreating}), func() tea.Msg {
		st, err := s.spec.Create(founding)
		if err != nil {
			return screen.Failed{Err: err}
		}
		a, err := st.SignIn(context.Background(), founding.Admin, founding.Password)
		if err != nil {
			return screen.Failed{Err: errors.Join(err, st.Close())}
		}
		return opened{to: s, store: st, by: a.Actor(""), name: founding.Office, done: fmtCreated(founding.Office)}
	})
}

// demo makes the demonstration, which takes a while.
func (s *form) demo() tea.Cmd {
	return kit.Run(textDemo, func(ctx context.Context, report kit.Report) tea.Msg {
		st, by, err := s.spec.Demo(ctx, report)
		if err != nil {
			return screen.Failed{Err: err}
		}
		o, err := st.Office(ctx)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return opened{to: s, store: st, by: by, name: o.Name, trial: true, done: textDemoOpen}
	})
}

func (s *form) Init() tea.Cmd { return s.form.Init() }

func (s *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(opened); ok {
		if m.to != s {
			return s, nil
		}
		s.env.Store, s.env.Office = m.store, m.name
		s.env.Trial, s.env.Demo = m.trial, s.env.Demo || m.trial
		s.env.SignIn(m.by)
		return s, kit.Both(kit.Send(screen.SignedIn{First: s.env.First()}), kit.Send(screen.Done{Text: m.done}))
	}
	return s, s.form.Update(msg)
}

func (s *form) Title() string             { return textWelcome }
func (s *form) Summary() (string, string) { return textWelcomeHint, "" }
func (s *form) Cursor() *tea.Cursor       { return s.form.Cursor() }
func (s *form) Help() []string            { return help }

func (s *form) Body(w, h int) []string {
	out := []string{""}
	for _, part := range kit.Wrap(textAbout, w-2) {
		out = append(out, " "+part)
	}
	out = append(out, "")
	s.form.At(0, len(out))
	return append(out, s.form.Lines(s.env.Theme, w, h-len(out))...)
}

// Actions are the form's, with its saving under another name, and the demonstration.
func (s *form) Actions() []kit.Action {
	list := s.form.Actions()
	list[0].Label = textCreate
	why := ""
	if s.spec.Demo == nil {
		why = textNoDemo
	}
	return append(list[:2:2], append([]kit.Action{kit.Act(textDemo, s.demo, "f5").When(why)}, list[2:]...)...)
}

var errNotSame = allocation.Refuse("not_same", textNotSame)
