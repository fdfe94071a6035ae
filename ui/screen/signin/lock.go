package signin

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// lock covers the screens of an account until its password is typed again.
type lock struct {
	env  *screen.Env
	form *kit.Form
}

// NewLock makes the screen that covers the others.
func NewLock(env *screen.Env) screen.Screen {
	s := &lock{env: env}
	by := env.Actor()
	s.form = kit.NewForm(kit.FormSpec{
		Verb: textUnlock,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textName, Kind: kit.KindShown, Value: by.Name + " " + by.Display},
			{Name: "password", Label: say.Password, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: "输入本账号的密码，接着办"},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			password := f.Text("password")
			return func() tea.Msg {
				a, err := env.Store.SignIn(env.Context(), by.Name, password)
				switch {
				case err != nil:
					return screen.Failed{Err: err}
				case a.ID != by.ID || a.MustChange: // the password was set by someone else meanwhile
					return screen.SignedOut{Next: New(env)}
				}
				return unlocked{s}
			}
		},
	})
	return s
}

// unlocked brings back that the password was right.
type unlocked struct{ to *lock }

func (s *lock) Init() tea.Cmd { return s.form.Init() }

func (s *lock) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case unlocked:
		if m.to != s {
			return s, nil
		}
		return s, kit.Both(s.form.Saved(), kit.Send(screen.Unlocked{}))
	case screen.Failed:
		s.form.Set("password", "")
	}
	return s, s.form.Update(msg)
}

// Escape leaves the account; what was half-typed stays in its drafts.
func (s *lock) Escape() (stay bool, cmd tea.Cmd) {
	return true, kit.Both(kit.Send(screen.SignedOut{Next: New(s.env)}), kit.Send(screen.Note{Text: "已退出登录，填了一半的表留有草稿，下次打开时接着填"}))
}

func (s *lock) Title() string { return textLocked }
func (s *lock) Summary() (string, string) {
	return "久未操作，屏幕已锁定；填了一半的内容都在", ""
}
func (s *lock) Cursor() *tea.Cursor { return s.form.Cursor() }
func (s *lock) Help() []string      { return helpLock }

func (s *lock) Body(w, h int) []string {
	head := heading(s.env, w, h)
	s.form.At(0, len(head))
	return append(head, s.form.Lines(s.env.Theme, w, h-len(head))...)
}

// Actions are the form's, and another account.
func (s *lock) Actions() []kit.Action {
	return append(s.form.Actions(), kit.Act("换账号登录", func() tea.Cmd { _, cmd := s.Escape(); return cmd }, "esc"))
}

// The lock.
const (
	textUnlock = "解锁"
	textLocked = say.Lock
)

var helpLock = []string{
	"离开一段时间没有操作，屏幕自动锁定；多长时间是本区的参数，程序预设 10 分钟。",
	"输入本账号的密码解锁，回到原来的页面。别人要用，按 Esc 换账号登录。",
}
