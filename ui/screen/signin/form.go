package signin

import (
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form asks for account and password.
type form struct {
	env  *screen.Env
	form *kit.Form
}

// New makes the screen that lets people in.
func New(env *screen.Env) screen.Screen { return newForm(env) }

// Arrive makes the screen of somebody whom another door has let in already, such as SSH: what is left to do before the first screen is
// done there, a first password changed and a role chosen.
func Arrive(env *screen.Env, a basis.Account) screen.Screen {
	return &arrival{form: newForm(env), account: a}
}

// arrival is a form that is filled in already.
type arrival struct {
	*form
	account basis.Account
}

func (s *arrival) Init() tea.Cmd { return kit.Both(s.form.Init(), s.proceed(s.account)) }

func newForm(env *screen.Env) *form {
	s := &form{env: env}
	s.form = kit.NewForm(kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textName, Required: true, Limit: 32},
			{Name: "password", Label: say.Password, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: "忘记密码请找系统管理员重置"},
		}}},
		Save: s.check,
	})
	return s
}

// accepted brings the account back to the screen that asked.
type accepted struct {
	to      *form
	account basis.Account
}

// check asks the store; hashing takes a moment, so it is a command.
func (s *form) check(f *kit.Form) tea.Cmd {
	name, password := f.Text("name"), f.Text("password")
	return func() tea.Msg {
		a, err := s.env.Store.SignIn(s.env.Context(), name, password)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return accepted{s, a}
	}
}

func (s *form) Init() tea.Cmd { return s.form.Init() }

func (s *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case accepted:
		if m.to == s {
			return s, kit.Both(s.form.Saved(), s.proceed(m.account))
		}
		return s, nil
	case screen.Failed:
		s.form.Set("password", "")
	}
	return s, s.form.Update(msg)
}

// proceed changes a password that was set by someone else, then lets the account in.
func (s *form) proceed(a basis.Account) tea.Cmd {
	s.form.Set("password", "")
	if a.MustChange {
		first := newChange(s.env, a.Actor(""), "密码是别人设的，先换成自己的再使用", func(now basis.Account) tea.Cmd {
			now.Before = a.Before
			return enter(s.env, now)
		})
		return screen.Show(first)
	}
	return enter(s.env, a)
}

// enter lets an account in, in the role that it chooses when it has several.
func enter(env *screen.Env, a basis.Account) tea.Cmd {
	if len(a.Roles) == 1 {
		return kit.Both(as(env, a.Actor(a.Roles[0])), told(a))
	}
	return kit.Pick(kit.PickerSpec{Title: "这次用哪个角色办理", Choices: screen.NotedChoices(a.Roles, func(r allocation.Role) string { return roleNotes[r] })}, func(got []kit.Choice) tea.Cmd {
		return kit.Both(as(env, a.Actor(allocation.Role(got[0].Key))), told(a))
	})
}

// told says to who came in what was done under its name since the last time.
func told(a basis.Account) tea.Cmd {
	if a.Before.Failed > 0 {
		return kit.Send(screen.Note{Text: a.Before.String()})
	}
	return kit.Send(screen.Done{Text: a.Before.String()})
}

// as makes an actor the one who works and shows the first screen.
func as(env *screen.Env, by engine.Actor) tea.Cmd {
	env.SignIn(by)
	return kit.Both(kit.Send(screen.SignedIn{First: env.First()}), screen.DayRead(env))
}

func (s *form) Title() string             { return textSignIn }
func (s *form) Summary() (string, string) { return "请输入账号和密码", "" }
func (s *form) Cursor() *tea.Cursor       { return s.form.Cursor() }
func (s *form) Help() []string            { return helpSignIn }

func (s *form) Body(w, h int) []string {
	head := heading(s.env, w, h)
	s.form.At(0, len(head))
	return append(head, s.form.Lines(s.env.Theme, w, h-len(head))...)
}

// heading says whose office this is, a third of the way down.
func heading(env *screen.Env, w, h int) []string {
	out := make([]string, max(h/4-2, 1))
	return append(out, " "+env.Theme.Accent.Render(kit.Cut(fmtOffice(env.Office), w-1)), "", "")
}

// Actions are the form's, with its saving under another name.
func (s *form) Actions() []kit.Action {
	list := s.form.Actions()
	list[0].Label = textSignIn
	return list
}

const textSignIn = "登录"

func fmtOffice(office string) string { return "双鸭山市棚改闲置商服  " + office }

var helpSignIn = []string{
	"输入系统管理员给的账号和密码，Enter 登录。",
	"连续输错 5 次要等一会儿再试；忘记密码由系统管理员重置。",
	"有几个角色的账号登录后选一个，办理中可在菜单（F10）的“我的账号”里切换。",
}
