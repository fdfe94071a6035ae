package system

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/store/engine/pass"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newAccountForm asks for a new account.
func newAccountForm(env *screen.Env) screen.Screen {
	district := env.Actor().District
	return screen.NewForm(env, screen.FormScreen{Path: textNewAccount, Left: "带 * 的必填", About: textFormHelp}, kit.FormSpec{
		Draft: "account/new",
		Sections: []kit.Section{{Fields: append(accountFields(env, basis.Account{District: district}, true),
			kit.Field{
				Name: "password", Label: textFirstPassword, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: textFirstHint,
				Check: func(text string) error { return pass.Check("", text) },
			})}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			n := basis.NewAccount{
				Name: f.Text("name"), Display: f.Text("display"), Roles: formRoles(f), District: formDistrict(f), Body: formBody(f),
				Password: f.Text("password"),
			}
			_, err := env.Store.AddAccount(ctx, by, n)
			return fmtAdded(n), err
		}),
	})
}

// editAccountForm changes an account as it was seen in the list.
func editAccountForm(env *screen.Env, a basis.Account) screen.Screen {
	fields := append(accountFields(env, a, false),
		kit.Field{Name: "reason", Label: textReason, Required: true, Limit: 200, Hint: textReasonHint})
	return screen.NewForm(env, screen.FormScreen{Path: textEdit, Left: a.Name, About: textFormHelp}, kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			changed := a
			changed.Display, changed.Roles, changed.District, changed.Body = f.Text("display"), formRoles(f), formDistrict(f), formBody(f)
			return fmtEdited(changed), env.Store.EditAccount(ctx, by, changed, f.Text("reason"))
		}),
	})
}

// resetForm gives an account another password.
func resetForm(env *screen.Env, a basis.Account) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textReset, Left: a.Name + " " + a.Display, About: textFormHelp}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{
				Name: "password", Label: textFirstPassword, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: textFirstHint,
				Check: func(text string) error { return pass.Check("", text) },
			},
			{Name: "reason", Label: textReason, Required: true, Limit: 200, Hint: textReasonHint},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return fmtReset(a), env.Store.ResetPassword(ctx, by, a.ID, f.Text("password"), f.Text("reason"))
		}),
	})
}

// accountFields are name, person, roles and district.
func accountFields(env *screen.Env, a basis.Account, fresh bool) []kit.Field {
	var chosen []string
	for _, r := range a.Roles {
		chosen = append(chosen, string(r))
	}
	fields := []kit.Field{
		{Name: "name", Label: basis.AccountNoun.Word("name"), Value: a.Name, Required: fresh, Limit: 32, Hint: "登录用，2 至 32 个字"},
		{Name: "display", Label: basis.AccountNoun.Word("display"), Value: a.Display, Required: true, Limit: 20, Hint: "写进日志和文书"},
		{Name: "roles", Label: basis.AccountNoun.Word("roles"), Kind: kit.KindChoices, Choices: screen.NotedChoices(allocation.Roles(), roleNote), Value: strings.Join(chosen, "\n"), Required: true, Hint: "可以选几个，登录后每次用一个"},
	}
	var bodies []kit.Choice
	for _, b := range oversight.SupervisingBodies() {
		bodies = append(bodies, kit.Choice{Key: b, Label: b})
	}
	fields = append(fields, kit.Field{
		Name: "body", Label: basis.AccountNoun.Word("body"), Kind: kit.KindChoice, Choices: bodies, Value: a.Body, Required: true, Show: supervises,
		Hint: "督办只以这个部门的名义提出（四）", Width: 14,
	})
	if !fresh {
		fields[0].Kind, fields[0].Hint = kit.KindShown, ""
	}
	if env.Office == allocation.CityOffice && env.Actor().District == "" {
		districts := append([]kit.Choice{{Key: allocation.CityOffice, Label: allocation.CityOffice}}, screen.DistrictChoices()...)
		return append(fields, kit.Field{
			Name: "district", Label: basis.AccountNoun.Word("district"), Kind: kit.KindChoice, Choices: districts,
			Value: cmp.Or(a.District, allocation.CityOffice), Required: true, Hint: "只能看到和办理这个区的；全市看全部", Width: 14,
		})
	}
	return append(fields, kit.Field{Name: "district", Label: basis.AccountNoun.Word("district"), Kind: kit.KindShown, Value: cmp.Or(a.District, allocation.CityOffice)})
}

// supervises reports whether the form gives the account the role of a supervisor.
func supervises(f *kit.Form) bool {
	return slices.Contains(f.Many("roles"), string(allocation.Supervisor))
}

func formBody(f *kit.Form) string {
	if supervises(f) {
		return f.Text("body")
	}
	return ""
}

func formRoles(f *kit.Form) []allocation.Role {
	chosen := f.Many("roles")
	return slices.DeleteFunc(allocation.Roles(), func(r allocation.Role) bool { return !slices.Contains(chosen, string(r)) })
}

func formDistrict(f *kit.Form) string {
	if d := f.Text("district"); d != allocation.CityOffice {
		return d
	}
	return ""
}

const textReason = say.Reason

// Accounts.
const (
	textFirstPassword = "初始密码"
	textFirstHint     = "至少 10 个字符，本人登录后须改"
)

func roleNote(r allocation.Role) string { return roleNotes[r] }

var roleNotes = map[allocation.Role]string{
	allocation.Intake: "登记、受理", allocation.Reviewer: "审查、评审", allocation.Approver: "批准、确认",
	allocation.Manager: "合同、费用、退出", allocation.Supervisor: "查看、督办", allocation.Admin: "账号、参数、备份", allocation.Auditor: "日志、核验",
}

func fmtEdited(a basis.Account) string { return "已修改 " + a.Name }

func fmtReset(a basis.Account) string {
	return "已重置 " + a.Name + " 的密码，请把初始密码当面告诉本人"
}

func fmtAdded(n basis.NewAccount) string {
	return fmt.Sprintf("已新增账号 %s，请把初始密码当面告诉%s", n.Name, n.Display)
}
