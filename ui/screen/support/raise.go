package support

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// raise is the form that enters what a tenant needs.
type raise struct {
	screen.FormScreen
	tenancy int64
	load    screen.Loader[store.TenancyDetail]
}

func newRaise(env *screen.Env, tenancy int64) *raise {
	return &raise{FormScreen: screen.FormScreen{Env: env, Path: textRaise, Left: "写明困难和办理部门；Ctrl+S 登记，Esc 离开并保留草稿", About: helpStay}, tenancy: tenancy}
}

// Init reads the tenancy.
func (s *raise) Init() tea.Cmd {
	st, by, id := s.Env.Store, s.Env.Actor(), s.tenancy
	return s.load.Read(func(ctx context.Context) (store.TenancyDetail, error) { return st.Tenancy(ctx, by, id) })
}

// Update makes the form when the tenancy has come, and passes to it then.
func (s *raise) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if s.load.Ready && s.Form == nil {
			s.build(s.load.Value)
			return s, tea.Batch(cmd, s.Form.Init())
		}
		return s, cmd
	}
	if s.Form == nil {
		return s, nil
	}
	return s, s.Form.Update(msg)
}

func (s *raise) build(d store.TenancyDetail) {
	env := s.Env
	var kinds []kit.Choice
	for _, k := range allocation.SupportKinds {
		kinds = append(kinds, kit.Choice{Key: string(k), Label: k.Title()})
	}
	read := func(f *kit.Form) allocation.Support {
		return allocation.Support{
			Kind: allocation.SupportKind(f.Text("kind")), Need: f.Text("need"), Raised: f.Date("raised"), Raiser: f.Text("raiser"), Handler: f.Text("handler"),
		}
	}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: "support/new/" + strconv.FormatInt(d.ID, 10), Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "kind", Label: textKind, Kind: kit.KindChoice, Choices: kinds, Required: true},
			{Name: "need", Label: textNeed, Kind: kit.KindLong, Required: true, Limit: 500},
			{Name: "raised", Label: textRaised, Kind: kit.KindDate, Value: env.Today().String(), Required: true},
			{Name: "raiser", Label: "提出人", Value: d.Name, Required: true, Limit: 60, Hint: "承租人，或发现的人"},
			{Name: "handler", Label: textHandler, Required: true, Limit: 60, Hint: "如 区人社局"},
		}}},
		Check: func(f *kit.Form) error {
			b := read(f)
			return b.Check(d.Tenancy, env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			b, by := read(f), env.Command()
			return kit.Guard(func() tea.Msg {
				id, number, err := env.Store.RaiseSupport(context.Background(), by, d.ID, b)
				if err != nil {
					return kit.Failed{Err: err}
				}
				return tea.Sequence(f.Saved(), kit.Send(kit.DataChanged{}), kit.Send(screen.Push{Screen: newDetail(env, id), Replace: true}),
					kit.Send(kit.Done{Text: fmtRaised(number)}))()
			})
		},
	})
	s.Over = func(w int) []string {
		return append(kit.Detail(env.Theme, w, []kit.Pair{{Label: textTenant, Value: d.Name + "  " + d.Number}, {Label: "房源", Value: d.Units}}), "")
	}
}

func fmtRaised(number string) string { return "已登记帮扶 " + number }
