package signin

import (
	"context"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// own is one's own account: who works, in which role, and what can be done about it.
type own struct {
	env      *screen.Env
	account  screen.Loader[basis.Account]
	accounts screen.Loader[[]basis.Account] // of a demonstration, to switch among
	ask      bool                           // the roles are offered as soon as they are read
}

// NewAccount makes the screen of one's own account.
func NewAccount(env *screen.Env, _ screen.Go) screen.Screen { return &own{env: env} }

// NewSwitch is the same with the roles to choose from in front.
func NewSwitch(env *screen.Env, _ screen.Go) screen.Screen { return &own{env: env, ask: true} }

func (s *own) Init() tea.Cmd {
	by := s.env.Actor()
	cmds := []tea.Cmd{s.account.Read(func(ctx context.Context) (basis.Account, error) { return s.env.Store.Account(ctx, by, by.ID) })}
	if s.env.Trial {
		cmds = append(cmds, s.accounts.Read(func(ctx context.Context) ([]basis.Account, error) { return s.env.Store.Accounts(ctx, engine.Console()) }))
	}
	return kit.Both(cmds...)
}

func (s *own) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.account.Take(msg); mine {
		return s, tea.Batch(cmd, s.offer())
	}
	if cmd, mine := s.accounts.Take(msg); mine {
		return s, tea.Batch(cmd, s.offer())
	}
	if _, changed := msg.(screen.DataChanged); changed {
		return s, s.Init()
	}
	return s, nil
}

// offer opens the choice of roles once, when that was asked for and there is one.
func (s *own) offer() tea.Cmd {
	if !s.ask || s.whyNoSwitch() != "" {
		return nil
	}
	s.ask = false
	return s.switchRole()
}

func (s *own) Title() string             { return "我的账号" }
func (s *own) Summary() (string, string) { return "正在使用的账号和角色", "" }
func (s *own) Cursor() *tea.Cursor       { return nil }
func (s *own) Help() []string            { return helpAccount }

func (s *own) Body(w, _ int) []string {
	by, a := s.env.Actor(), s.account.Value
	pairs := []kit.Pair{
		{},
		{Label: textName, Value: by.Name},
		{Label: say.PersonName, Value: by.Display},
		{Label: "当前角色", Value: by.Role.Title() + "  " + roleNotes[by.Role]},
	}
	if s.account.Ready && len(a.Roles) > 1 {
		titles := make([]string, len(a.Roles))
		for i, r := range a.Roles {
			titles[i] = r.Title()
		}
		pairs = append(pairs, kit.Pair{Label: "全部角色", Value: strings.Join(titles, "、")})
	}
	district := by.District
	if district == "" {
		district = allocation.CityOffice
	}
	pairs = append(pairs, kit.Pair{Label: say.Scope, Value: district})
	if s.env.Trial {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Value: "这是演示数据：切换角色时可以直接换成任一账号，不用密码。", Style: s.env.Theme.Muted})
	}
	return kit.Detail(s.env.Theme, w, pairs)
}

func (s *own) Actions() []kit.Action {
	return []kit.Action{
		kit.Act(textSwitchRole, s.switchRole, "f5", "enter").When(s.whyNoSwitch()),
		kit.Act(textChangePassword, s.change, "f9"),
		kit.Act(textComfort, func() tea.Cmd { return screen.Show(newComfort(s.env, s.env.Comfort())) }, "f11"),
		kit.Act(say.Lock, func() tea.Cmd { return kit.Send(screen.Lock{}) }, "ctrl+l"),
		kit.Act("退出登录", s.signOut, "f8"),
		kit.Act("公钥", func() tea.Cmd { return screen.Open(screen.Keys, s.env.Actor().ID) }, "f4"),
	}
}

func (s *own) whyNoSwitch() string {
	switch {
	case !s.account.Ready || s.env.Trial && !s.accounts.Ready:
		return say.Loading
	case !s.env.Trial && len(s.account.Value.Roles) < 2:
		return "这个账号只有一个角色"
	}
	return ""
}

// switchRole chooses among one's roles; in a demonstration among all accounts.
func (s *own) switchRole() tea.Cmd {
	list := []basis.Account{s.account.Value}
	if s.env.Trial {
		list = s.accounts.Value
	}
	var actors []engine.Actor
	var choices []kit.Choice
	for _, a := range list {
		for _, r := range a.Roles {
			if !a.Active {
				continue
			}
			actors = append(actors, a.Actor(r))
			choices = append(choices, kit.Choice{Key: a.Name + " " + string(r), Label: r.Title(), Note: a.Name + " " + a.Display})
		}
	}
	by := s.env.Actor()
	return kit.Pick(kit.PickerSpec{Title: textSwitchRole, Choices: choices, Current: []string{by.Name + " " + string(by.Role)}},
		func(got []kit.Choice) tea.Cmd {
			for i, c := range choices {
				if c.Key == got[0].Key {
					return as(s.env, actors[i])
				}
			}
			return nil
		})
}

func (s *own) change() tea.Cmd {
	return screen.Show(newChange(s.env, s.env.Actor(), "修改本人密码", func(a basis.Account) tea.Cmd {
		s.env.SignIn(a.Actor(s.env.Actor().Role)) // the session of the old password has ended
		return nil
	}))
}

func (s *own) signOut() tea.Cmd { return kit.Send(screen.SignedOut{Next: New(s.env)}) }

const textSwitchRole = "切换角色"

var helpAccount = []string{
	"F5 切换角色，F9 修改本人密码，F4 登记公钥，Ctrl+L 锁屏（在哪一页都可以按 Ctrl+L），F8 退出登录换人。",
}
