package system

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

var accountColumns = []kit.Col[basis.Account]{
	{ID: "name", Width: 14},
	{ID: "display", Width: 12},
	{ID: "roles", Width: 20, Flex: true},
	{ID: "district", Width: 10, Drop: 1},
	{ID: "state", Width: 10, Style: func(th *kit.Theme, a basis.Account) kit.Style {
		switch {
		case !a.Active:
			return th.Muted
		case a.MustChange:
			return th.Warn
		}
		return th.Good
	}},
}

// newAccounts is the part with the accounts.
func newAccounts(env *screen.Env) part {
	return list(env, "个", accountRecord, screen.ListSpec[basis.Account, basis.Account]{
		Cols: screen.Cols(basis.AccountNoun, env.Today(), accountColumns), About: helpAccounts,
		ID:    func(a basis.Account) int64 { return a.ID },
		Short: env.Store.Accounts,
		Own: func(a basis.Account, ok bool) []kit.Action {
			turn := textStop
			if !a.Active {
				turn = textStart
			}
			none := screen.NoRow(ok)
			return []kit.Action{
				kit.Act(textNewAccount, func() tea.Cmd { return screen.Show(newAccountForm(env)) }, "f2", "n").When(env.WhyNot(allocation.ActAddAccount)),
				kit.Act(textEdit, screen.Shows(env, editAccountForm, a), "enter").When(none).When(env.WhyNot(allocation.ActEditAccount)),
				kit.Act(textReset, screen.Shows(env, resetForm, a), "f9").When(none).When(env.WhyNot(allocation.ActResetPassword)),
				kit.Act(turn, func() tea.Cmd { return toggle(env, a) }, "f8").When(none).When(env.WhyNot(allocation.ActSetAccountActive)),
				kit.Act("公钥", func() tea.Cmd { return screen.Open(screen.Keys, a.ID) }, "f4").When(none).When(env.WhyNot(allocation.ActEditAccount)),
				kit.Act("工位", func() tea.Cmd { return showDesks(env) }, "f11").When(whyNoDesks(env)),
			}
		},
	})
}

// whyNoDesks says why there are no desks to show.
func whyNoDesks(env *screen.Env) string {
	if env.Desks == nil {
		return "只在本机用着；几台电脑同时用请开 penggai serve"
	}
	return ""
}

// showDesks shows who works on the office over the network just now, from where and since when.
func showDesks(env *screen.Env) tea.Cmd {
	return reading.Open(fmt.Sprintf("工位  现在 %d 个在用", len(env.Desks())), func(w int) []string {
		var pairs []kit.Pair
		for _, d := range env.Desks() {
			pairs = append(pairs, kit.Pair{Label: d.Account, Value: fmtDesk(d)})
		}
		return kit.Detail(env.Theme, w, pairs)
	})
}

// fmtDesk is from where, since when, and when a key was last pressed.
func fmtDesk(d screen.Desk) string {
	return fmt.Sprintf("%s  %s 登录，%s 还在操作", d.From, d.Since.In(engine.Shanghai).Format("1月2日 15:04"), d.Touched.In(engine.Shanghai).Format("15:04"))
}

func accountRecord(th *kit.Theme, w int, a basis.Account) []string {
	pairs := screen.Pairs(basis.AccountNoun, civil.Date{}, a, "name", "display", "roles", "body", "district", "state", "created")
	pairs[0].Style = th.Strong
	return kit.Detail(th, w, pairs)
}

// toggle asks before an account is stopped or started again.
func toggle(env *screen.Env, a basis.Account) tea.Cmd {
	spec := kit.ConfirmSpec{Title: fmtStop(a), Lines: []string{"停用后这个账号不能再登录，正在使用的也不能再保存；它办过的事都保留。以后可以再启用。"}, Yes: textStop, Reason: kit.ReasonRequired, Hint: textReasonHint}
	said := fmtStopped(a)
	if !a.Active {
		spec.Title, spec.Lines, spec.Yes, said = fmtStart(a), []string{"启用后这个账号可以用原来的密码登录。"}, textStart, fmtStarted(a)
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return said, env.Store.SetAccountActive(ctx, by, a.ID, !a.Active, reason)
	})
}

// Accounts.
const (
	textStop  = "停用"
	textStart = "启用"
)

func fmtStop(a basis.Account) string { return "停用 " + a.Name + " " + a.Display }

func fmtStart(a basis.Account) string { return "启用 " + a.Name + " " + a.Display }

func fmtStopped(a basis.Account) string { return "已停用 " + a.Name }

func fmtStarted(a basis.Account) string { return "已启用 " + a.Name }

var helpAccounts = []string{
	"给每个人开自己的账号，不要共用：日志按账号记录。",
	"F2 新增，Enter 修改角色，F9 重置密码，F8 停用或启用。账号不能删除，它办过的事要留名。",
	"F4 登记和停用一个账号的公钥。F11 看现在谁从哪台电脑用着（penggai serve）。",
	"至少要有一个可用的系统管理员。",
}
