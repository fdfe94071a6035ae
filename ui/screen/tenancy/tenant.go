package tenancy

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRename asks for the new legal name.
func newRename(env *screen.Env, d record) *screen.FormScreen {
	k := allocation.ChangeRename
	fields := append([]kit.Field{{Name: "name", Label: "新名称", Required: true, Limit: 100, Hint: fmtOldName(d.Name)}}, paperFields(env, d, k)...)
	return form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			t := d.Tenancy
			return t.Rename(readPaper(f, k), d.Name, f.Text("name"), env.Today())
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: k.Title(), Lines: []string{fmtTenantLine(d.Name, f.Text("name"), f.Date("day")), textClockGoesOn}, Yes: textChangeNow}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			number, err := env.Store.RenameTenant(ctx, by, d.ID, d.Version, readPaper(f, k), f.Text("name"))
			return fmtChanged(k, number), err
		}),
	})
}

// newTakeOver asks for the registered company that takes the place of the tenant.
func newTakeOver(env *screen.Env, d record) screen.Screen {
	k := allocation.ChangeCompany
	read := func(ctx context.Context, by engine.Actor) ([]intake.ApplicantBrief, error) {
		return env.Store.Companies(ctx, by, d.District)
	}
	return screen.NewReadForm(env, k.Title(), screen.TextReading, read, func(companies *[]intake.ApplicantBrief) *screen.FormScreen {
		return buildTakeOver(env, d, *companies)
	})
}

func buildTakeOver(env *screen.Env, d record, companies []intake.ApplicantBrief) *screen.FormScreen {
	k, hint := allocation.ChangeCompany, "按 Enter 选本区已登记的企业"
	var choices []kit.Choice
	for _, b := range companies {
		choices = append(choices, kit.Choice{Key: strconv.FormatInt(b.ID, 10), Label: b.Name, Note: fmtCompany(b)})
	}
	if len(choices) == 0 {
		hint = "本区没有企业，先在主体里登记"
	}
	fields := append([]kit.Field{
		{Name: "company", Label: "接手企业", Kind: kit.KindChoice, Choices: choices, Required: true, Width: 40, Hint: hint},
	}, paperFields(env, d, k)...)
	s := form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Save: func(f *kit.Form) tea.Cmd {
			c := readPaper(f, k)
			i := slices.IndexFunc(companies, func(b intake.ApplicantBrief) bool { return strconv.FormatInt(b.ID, 10) == f.Text("company") })
			if i < 0 {
				return kit.Send(screen.Failed{Err: allocation.ErrChangeCompany.On("company")})
			}
			return askTakeOver(env, d, c, companies[i], f)
		},
	})
	s.About = helpTenant
	return s
}

// askTakeOver reads what is noticed of the company, refuses what cannot be, and asks.
func askTakeOver(env *screen.Env, d record, c allocation.HoldingChange, company intake.ApplicantBrief, f *kit.Form) tea.Cmd {
	st, by := env.Store, env.Actor()
	return func() tea.Msg {
		doubts, err := st.TakeOverDoubts(context.Background(), by, d.ID, company.ID, c)
		if err != nil {
			return screen.Failed{Err: err}
		}
		lines := []string{fmtTenantLine(d.Name, company.Name, c.Day), textClockGoesOn}
		for _, x := range doubts {
			lines = append(lines, fmtDoubt(x))
		}
		spec := kit.ConfirmSpec{Title: allocation.ChangeCompany.Title(), Lines: lines, Yes: textChangeNow, Warn: len(doubts) > 0}
		save := env.SaveBack(func(ctx context.Context, by engine.Actor, _ *kit.Form) (string, error) {
			number, err := env.Store.TakeOver(ctx, by, d.ID, d.Version, c, company.ID)
			return fmtChanged(allocation.ChangeCompany, number), err
		})
		return kit.Ask(spec, func(kit.Answer) tea.Cmd { return save(f) })()
	}
}

// Changes within a stay.
const textTenantHow = "Ctrl+S 保存，Esc 离开并保留草稿"

// What F1 says about changes.
var helpTenant = []string{
	"更名：同一承租人用新的名称；变更为企业：个人或团队办了企业，由企业承接。合同和起算日不变，不重新免收。",
	"企业要先登记为主体，法定代表人应是原承租人；不是的要写理由。",
}

func fmtCompany(b intake.ApplicantBrief) string {
	return fmt.Sprintf("法定代表人 %s  %s", b.Head, b.Identity)
}

func fmtOldName(name string) string { return "现名 " + name }

func fmtTenantLine(old, now string, day civil.Date) string {
	return fmt.Sprintf("自 %s 起承租人由 %s 变更为 %s。", day, old, now)
}

func fmtDoubt(f allocation.Flag) string { return "留意：" + f.Kind.Title() + " " + f.Label }
