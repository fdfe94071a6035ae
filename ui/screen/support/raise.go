package support

import (
	"context"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRaise is the form that enters what a tenant needs.
func newRaise(env *screen.Env, tenancy int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (stay.TenancyDetail, error) {
		return env.Store.Tenancy(ctx, by, tenancy)
	}
	return screen.NewReadForm(env, textRaise, "写明困难和办理部门；Ctrl+S 登记，Esc 离开并保留草稿", read, func(d *stay.TenancyDetail) *screen.FormScreen {
		return raise(env, *d)
	})
}

func raise(env *screen.Env, d stay.TenancyDetail) *screen.FormScreen {
	read := func(f *kit.Form) oversight.Support {
		return oversight.Support{
			Kind: oversight.SupportKind(f.Text("kind")), Need: f.Text("need"), Raised: f.Date("raised"), Raiser: f.Text("raiser"), Handler: f.Text("handler"),
		}
	}
	over := screen.Facts(env, kit.Pair{Label: textTenant, Value: d.Name + "  " + d.Number}, kit.Pair{Label: say.Unit, Value: d.Units})
	return screen.NewForm(env, screen.FormScreen{About: helpStay, Over: over}, kit.FormSpec{
		Draft: "support/new/" + strconv.FormatInt(d.ID, 10),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "kind", Label: textKind, Kind: kit.KindChoice, Choices: screen.Choices(oversight.SupportKinds), Required: true},
			{Name: "need", Label: textNeed, Kind: kit.KindLong, Required: true, Limit: 500},
			{Name: "raised", Label: textRaised, Kind: kit.KindDate, Value: env.Today().String(), Required: true},
			{Name: "raiser", Label: "提出人", Value: d.Name, Required: true, Limit: 60, Hint: "承租人，或发现的人"},
			{Name: "handler", Label: textHandler, Required: true, Limit: 60, Hint: "如 区人社局"},
		}}},
		Check: func(f *kit.Form) error {
			b := read(f)
			return b.Check(d.Tenancy, env.Today())
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			id, number, err := env.Store.RaiseSupport(ctx, by, d.ID, read(f))
			return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: "已登记帮扶 " + number}}, err
		}),
	})
}
