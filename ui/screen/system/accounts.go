package system

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// accounts is the part with the accounts.
type accounts struct{ tabled[basis.Account] }

var accountColumns = []kit.Col[basis.Account]{
	{ID: "name", Title: textName, Width: 14, Text: func(a basis.Account) string { return a.Name }},
	{ID: "display", Title: textDisplay, Width: 12, Text: func(a basis.Account) string { return a.Display }},
	{ID: "roles", Title: textRoles, Width: 20, Flex: true, Text: func(a basis.Account) string { return roleTitles(a.Roles) }},
	{ID: "district", Title: textDistrict, Width: 10, Drop: 1, Text: func(a basis.Account) string { return districtTitle(a.District) }},
	{ID: "state", Title: textState, Width: 10, Text: accountState, Style: func(th *kit.Theme, a basis.Account) kit.Style {
		switch {
		case !a.Active:
			return th.Muted
		case a.MustChange:
			return th.Warn
		}
		return th.Good
	}},
}

func roleTitles(roles []allocation.Role) string {
	titles := make([]string, len(roles))
	for i, r := range roles {
		titles[i] = r.Title()
	}
	return strings.Join(titles, "、")
}

func districtTitle(district string) string {
	if district == "" {
		return allocation.CityOffice
	}
	return district
}

func accountState(a basis.Account) string {
	switch {
	case !a.Active:
		return "已停用"
	case a.MustChange:
		return "待改密码"
	}
	return "可用"
}

func newAccounts(env *screen.Env) *accounts {
	p := &accounts{tabled[basis.Account]{env: env, about: helpAccounts, unit: "个"}}
	key := func(a basis.Account) string { return strconv.FormatInt(a.ID, 10) }
	read := func(ctx context.Context) ([]basis.Account, error) { return env.Store.Accounts(ctx) }
	p.table = kit.NewTable(kit.TableSpec[basis.Account]{
		Cols: accountColumns, Key: key, Fetch: kit.Slice(accountColumns, key, read),
		Empty: func(string) []string { return []string{textNoneFound} },
	})
	p.detail = p.record
	p.own = p.deeds
	return p
}

func (p *accounts) record(w int, a basis.Account) []string {
	return kit.Detail(p.env.Theme, w, []kit.Pair{
		{Label: textName, Value: a.Name, Style: p.env.Theme.Strong},
		{Label: textDisplay, Value: a.Display},
		{Label: textRoles, Value: roleTitles(a.Roles)},
		{Label: textDistrict, Value: districtTitle(a.District)},
		{Label: textState, Value: accountState(a)},
		{Label: "建立日期", Value: a.Created.String()},
	})
}

func (p *accounts) deeds() []kit.Action {
	a, _ := p.table.Current()
	toggle, act := textStop, allocation.ActSetAccountActive
	if !a.Active {
		toggle = textStart
	}
	return []kit.Action{
		kit.Act(textNewAccount, p.add, "f2", "n").When(p.env.WhyNot(allocation.ActAddAccount)),
		kit.Act(textEdit, p.edit, "enter").When(p.orNone(p.env.WhyNot(allocation.ActEditAccount))),
		kit.Act(textReset, p.reset, "f5").When(p.orNone(p.env.WhyNot(allocation.ActResetPassword))),
		kit.Act(toggle, p.toggle, "f8").When(p.orNone(p.env.WhyNot(act))),
	}
}

func (p *accounts) add() tea.Cmd {
	return screen.Show(newAccountForm(p.env))
}

func (p *accounts) edit() tea.Cmd {
	a, ok := p.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(editAccountForm(p.env, a))
}

func (p *accounts) reset() tea.Cmd {
	a, ok := p.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(resetForm(p.env, a))
}

func (p *accounts) toggle() tea.Cmd {
	a, ok := p.table.Current()
	if !ok {
		return nil
	}
	spec := kit.ConfirmSpec{Title: fmtStop(a), Lines: []string{"停用后这个账号不能再登录，正在使用的也不能再保存；它办过的事都保留。以后可以再启用。"}, Yes: textStop, Reason: kit.ReasonRequired, Hint: textReasonHint}
	said := fmtStopped(a)
	if !a.Active {
		spec.Title, spec.Lines, spec.Yes, said = fmtStart(a), []string{"启用后这个账号可以用原来的密码登录。"}, textStart, fmtStarted(a)
	}
	return p.env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return said, p.env.Store.SetAccountActive(ctx, by, a.ID, !a.Active, reason)
	})
}

// Accounts.
const (
	textState = "状态"
	textStop  = "停用"
	textStart = "启用"
)

func fmtStop(a basis.Account) string { return "停用 " + a.Name + " " + a.Display }

func fmtStart(a basis.Account) string { return "启用 " + a.Name + " " + a.Display }

func fmtStopped(a basis.Account) string { return "已停用 " + a.Name }

func fmtStarted(a basis.Account) string { return "已启用 " + a.Name }

var helpAccounts = []string{
	"给每个人开自己的账号，不要共用：日志按账号记录。",
	"F2 新增，Enter 修改角色，F5 重置密码，F8 停用或启用。账号不能删除，它办过的事要留名。",
	"至少要有一个可用的系统管理员。",
}
