package signin

import (
	"context"

	"penggai/store/engine/pass"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// change asks for the old password and twice for the new one.
type change struct {
	*screen.FormScreen
	then func(basis.Account) tea.Cmd
}

// changed tells the form that the password is changed.
type changed struct {
	to      *change
	account basis.Account
}

// newChange makes the form for an actor's own password; then runs with the account when it has been changed.
func newChange(env *screen.Env, by engine.Actor, why string, then func(basis.Account) tea.Cmd) screen.Screen {
	s := &change{then: then}
	over := func(int) []string { return []string{""} }
	s.FormScreen = screen.NewForm(env, screen.FormScreen{Path: textChangePassword, Left: why, Over: over}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "old", Label: "原密码", Kind: kit.KindSecret, Required: true, Limit: 200},
			{
				Name: "password", Label: "新密码", Kind: kit.KindSecret, Required: true, Limit: 200, Hint: pass.Hint,
				Check: func(text string) error { return pass.Check(by.Name, text) },
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
				a, err := env.Store.Account(context.Background(), by, by.ID)
				if err != nil {
					return screen.Failed{Err: err}
				}
				return tea.Sequence(f.Saved(), kit.Send(changed{s, a}))()
			}
		},
	})
	return s
}

// Update leaves the form once the password is changed, and goes on.
func (s *change) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(changed); ok && m.to == s {
		return s, kit.Both(kit.Send(screen.Back{}), s.then(m.account), kit.Send(screen.Done{Text: "密码已修改，下次登录用新密码"}))
	}
	return s, s.Form.Update(msg)
}

var errNotSame = say.Refuse("not_same", "两次输入的新密码不同，请重新输入")
