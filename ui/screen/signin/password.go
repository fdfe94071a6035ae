package signin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// change asks for the old password and twice for the new one.
type change struct {
	env  *screen.Env
	why  string
	then func() tea.Cmd
	form *kit.Form
}

// changed tells the form that the password is changed.
type changed struct{ to *change }

// newChange makes the form for an actor's own password; then runs when it has been changed.
func newChange(env *screen.Env, by engine.Actor, why string, then func() tea.Cmd) screen.Screen {
	s := &change{env: env, why: why, then: then}
	s.form = kit.NewForm(kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "old", Label: "原密码", Kind: kit.KindSecret, Required: true, Limit: 200},
			{
				Name: "password", Label: "新密码", Kind: kit.KindSecret, Required: true, Limit: 200, Hint: "至少 8 个字符，不能与账号相同",
				Check: func(text string) error { return engine.CheckPassword("", text) },
			},
			{Name: "again", Label: "再输一遍", Kind: kit.KindSecret, Required: true, Limit: 200},
		}}},
		Check: func(f *kit.Form) error {
			if f.Text("again") != f.Text("password") {
				return errNotSame.On("again")
			}
			return nil
		},
		Save: func(f *kit.Form) tea.Cmd {
			old, fresh := f.Text("old"), f.Text("password")
			by := by.As(engine.NewCommand())
			return func() tea.Msg {
				if err := env.Store.ChangePassword(context.Background(), by, old, fresh); err != nil {
					return screen.Failed{Err: err}
				}
				return tea.Sequence(s.form.Saved(), kit.Send(changed{s}))()
			}
		},
	})
	return s
}

func (s *change) Init() tea.Cmd             { return s.form.Init() }
func (s *change) Title() string             { return textChangePassword }
func (s *change) Summary() (string, string) { return s.why, "" }
func (s *change) Cursor() *tea.Cursor       { return s.form.Cursor() }
func (s *change) Escape() (bool, tea.Cmd)   { return s.form.Escape() }
func (s *change) Dirty() bool               { return s.form.Dirty() }
func (s *change) Actions() []kit.Action     { return s.form.Actions() }

// Update leaves the form once the password is changed, and goes on.
func (s *change) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(changed); ok && m.to == s {
		return s, kit.Both(kit.Send(screen.Back{}), s.then(), kit.Send(screen.Done{Text: "密码已修改，下次登录用新密码"}))
	}
	return s, s.form.Update(msg)
}

// Body renders the form below a blank line.
func (s *change) Body(w, h int) []string {
	s.form.At(0, 1)
	return append([]string{""}, s.form.Lines(s.env.Theme, w, h-1)...)
}

var errNotSame = allocation.Refuse("not_same", "两次输入的新密码不同，请重新输入")
