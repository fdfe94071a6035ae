package signin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newComfort is the form for how one wants to work.
func newComfort(env *screen.Env, now basis.Comfort) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textComfort, Left: "只对您这个账号，换一台电脑也一样；Ctrl+S 保存", About: helpComfort}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "advance", Label: "填满自动下一项", Kind: kit.KindYesNo, Value: kit.YesNo(now.Advance), Required: true, Hint: "证件号、手机号、日期填满就走"},
			{Name: "bell", Label: "没办成时响铃", Kind: kit.KindYesNo, Value: kit.YesNo(now.Bell), Required: true, Hint: "被拒绝、按了现在不能用的键"},
			{Name: "wide", Label: "行距加大", Kind: kit.KindYesNo, Value: kit.YesNo(now.Wide), Required: true, Hint: "表单和详情每项之间空一行"},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			c := basis.Comfort{Advance: f.Yes("advance"), Bell: f.Yes("bell"), Wide: f.Yes("wide")}
			return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
				return "设置已保存，现在就生效", env.Store.SetComfort(ctx, by, c)
			},
				f.Saved(), kit.Send(screen.Comforted{Own: c}), kit.Send(kit.Back{}))
		},
	})
}

const textComfort = "个人设置"

var helpComfort = []string{
	"三项都可以不用，新账号都是“否”。左右键或空格改，Ctrl+S 保存，立即生效；下次登录还是这样。",
	"填满自动下一项：证件号 18 位且校验码对、手机号 11 位、日期 8 位数字或 2021-03-15，填满就到下一项，不用按 Enter。填错的停在原处。最后一项不会自动保存。",
	"响铃要终端允许发声。",
}
