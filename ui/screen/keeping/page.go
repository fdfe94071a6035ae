package keeping

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/keep"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newPage is one erasure: who is on it, who signed.
func newPage(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[keep.ErasureDetail]{
		Noun: keeping.Word, About: helpPage,
		Read: func(ctx context.Context, by engine.Actor) (keep.ErasureDetail, error) {
			return env.Store.Erasure(ctx, by, id)
		},
		Name: func(d keep.ErasureDetail) string { return d.Number },
		Summary: func(d keep.ErasureDetail) (string, string) {
			return fmt.Sprintf("%d 个主体", d.Subjects), d.State.Title()
		},
		Next: func(d keep.ErasureDetail) string { return d.Next() },
		Lines: func(th *kit.Theme, w int, d keep.ErasureDetail) []string {
			return append(append(kit.Detail(th, w, pairs(d)), ""), lineLines(th, w, d)...)
		},
		Actions: func(d keep.ErasureDetail) []kit.Action { return actions(env, d) },
	})
}

func pairs(d keep.ErasureDetail) []kit.Pair {
	out := []kit.Pair{{Label: "拟定", Value: fmt.Sprintf("%s  %s", d.ByName, d.Day)}}
	if d.Note != "" {
		out = append(out, kit.Pair{Label: "说明", Value: d.Note})
	}
	if d.State != keeping.Proposed {
		out = append(out, kit.Pair{Label: d.State.Title(), Value: fmt.Sprintf("%s  %s  %s", d.SecondName, d.Decided, d.Decision)})
	}
	return append(out, kit.Pair{Label: "号码", Value: fmt.Sprintf("%d 个", d.Numbers)})
}

func lineLines(th *kit.Theme, w int, d keep.ErasureDetail) []string {
	out := []string{" " + th.Head.Render("主体")}
	for _, l := range d.Lines {
		line := kit.Cut(fmt.Sprintf("   %s %s 办结 %s  到期 %s  号码 %d 个", kit.Pad(l.Name, 20), kit.Pad(l.District, 8), l.Ended, l.Until, l.Numbers), w)
		if d.State == keeping.Proposed && !l.Now {
			s := keeping.Subject{Bars: l.Gone}
			line = th.Warn.Render(kit.Cut(fmt.Sprintf("   %s %s 现在不能清理：%s", kit.Pad(l.Name, 20), kit.Pad(l.District, 8), s.Why()), w))
		}
		out = append(out, line)
	}
	return out
}

// actions of an erasure.
func actions(env *screen.Env, d keep.ErasureDetail) []kit.Action {
	return screen.Offered([]kit.Action{
		screen.Step(env, d.State, "批准", func() tea.Cmd { return carry(env, d) }, "f5", allocation.ActCarryErasure, keeping.Proposed).When(screen.Why(d.Second(env.Actor().ID))),
		screen.Step(env, d.State, "不同意", func() tea.Cmd {
			return end(env, "不同意", d, env.Store.RefuseErasure)
		}, "ctrl+r", keep.ActRefuseErasure, keeping.Proposed),
		screen.Step(env, d.State, "撤回", func() tea.Cmd {
			return end(env, "撤回", d, env.Store.WithdrawErasure)
		}, "f8", keep.ActWithdrawErasure, keeping.Proposed),
	})
}

// carry asks for the second signature.
func carry(env *screen.Env, d keep.ErasureDetail) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: "批准到期清理", Yes: "批准并删除", Warn: true, Reason: kit.ReasonOptional,
		Lines: []string{
			fmt.Sprintf("删除 %d 个主体的证件号码和电话，更正、用工名单里的也删。", d.Subjects),
			"删除以后不能恢复；姓名、案卷和日志不动。",
			"备份文件夹和接着的 U 盘里的备份一并清；出过的案卷包不动。",
		},
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, remark string) (string, error) {
		n, err := env.Store.CarryErasure(ctx, by, d.ID, d.Version, remark)
		if err != nil {
			return "", err
		}
		p, err := env.Store.PurgeCopies(ctx, by)
		return fmtCarried(n, p), err
	})
}

// fmtCarried says what went, and which copies hold numbers still.
func fmtCarried(n int, p keep.Purged) string {
	text := fmt.Sprintf("已删除 %d 个号码", n)
	if len(p.Cleared) > 0 {
		text += fmt.Sprintf("，%d 份备份里的也删了", len(p.Cleared))
	}
	if len(p.Left) > 0 {
		text += fmt.Sprintf("；还有 %d 份备份没清：%s（%s）", len(p.Left), p.Left[0].Path, p.Left[0].Why)
	}
	return text
}

func end(env *screen.Env, word string, d keep.ErasureDetail, do func(context.Context, engine.Actor, int64, int64, string) error) tea.Cmd {
	spec := kit.ConfirmSpec{Title: word, Lines: []string{word + " " + d.Number + "，什么都不删除。"}, Yes: word, Reason: kit.ReasonRequired}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return word + "，什么都没有删除", do(ctx, by, d.ID, d.Version, reason)
	})
}

var helpPage = []string{
	"一份到期清理：名单上是期限已过、没有未了的事的主体，和各自的号码数。",
	"分管领导看清以后按 F5 批准，号码当场删除，页面、文书、导出里显示“已按期删除”。不同意的按 Ctrl+R。拟定人按 F8 撤回。",
	"名单上有人又有了新的事，就不能批准：不同意这一份，请系统管理员重新拟定。",
}
