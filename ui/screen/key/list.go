package key

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// New is the list of the keys of the account ID, else of who works.
func New(env *screen.Env, to screen.Go) screen.Screen {
	account := cmp.Or(to.ID, env.Actor().ID)
	return screen.NewList(env, screen.ListSpec[basis.AccountKey, basis.AccountKey]{
		Title: textKeys, Bare: true, About: help,
		Cols: screen.Cols(basis.KeyNoun, env.Today(), []kit.Col[basis.AccountKey]{
			{ID: "name", Width: 16, Flex: true},
			{ID: "added", Width: 10},
			{ID: "print", Width: 50},
		}),
		Total: func(n int) string { return kit.Count(n) + " 把" },
		ID:    func(k basis.AccountKey) int64 { return k.ID },
		Short: func(ctx context.Context, by engine.Actor) ([]basis.AccountKey, error) {
			return env.Store.Keys(ctx, by, account)
		},
		None: []string{"还没有登记公钥，现在用密码登录", "F2 登记一把：以后从自己的电脑连接不用输密码"},
		Own: func(k basis.AccountKey, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(textAdd, func() tea.Cmd { return screen.Show(newForm(env, account)) }, "f2", "n").When(env.WhyNot(allocation.ActAddKey)),
				kit.Act(textDrop, func() tea.Cmd { return drop(env, k) }, "f8").When(screen.NoRow(ok)).When(env.WhyNot(allocation.ActDropKey)),
			}
		},
	})
}

// newForm asks for a public key.
func newForm(env *screen.Env, account int64) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textAdd, Left: "Ctrl+S 登记；登记后请核对指纹", About: help}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{
				Name: "public", Label: textKeys, Kind: kit.KindLong, Required: true, Limit: 8 << 10, Hint: "粘贴 .pub 文件里的一整行",
				Check: func(text string) error {
					_, _, _, err := basis.ReadKey(text)
					return err
				},
			},
			{Name: "name", Label: basis.KeyNoun.Word("name"), Limit: 40, Hint: "如：前台电脑；空着用公钥末尾的字"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			k, err := env.Store.AddKey(ctx, by, account, f.Text("public"), f.Text("name"))
			return "已登记，指纹 " + k.Print, err
		}),
	})
}

// drop asks before a key opens nothing any more.
func drop(env *screen.Env, k basis.AccountKey) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textDrop + " " + k.Name, Lines: []string{"停用后这把公钥不能再登录；已经连接的不断开。电脑丢了、换人了，都要停用。"}, Yes: textDrop}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		return "已停用 " + k.Name, env.Store.DropKey(ctx, by, k.ID)
	})
}

const (
	textKeys = "公钥"
	textAdd  = "新增"
	textDrop = "停用"
)

var help = []string{
	"公钥登录：从自己的电脑经 ssh 连接时不用输密码。私钥留在自己的电脑上，不给任何人。",
	"在自己的电脑上打 ssh-keygen -t ed25519，一路回车；再打开 .ssh 文件夹里的 id_ed25519.pub，把那一行粘贴到这里。",
	"登记以后核对指纹：ssh-keygen -lf id_ed25519.pub 显示的应当一样。一把公钥只能开一个账号。",
}
