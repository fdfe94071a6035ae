package applicant

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/likeness"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// mergeAction finds the doubles of an applicant, of which one is chosen to lie beside it.
func mergeAction(env *screen.Env, a record) kit.Action {
	return gone(a, kit.Act(textMerge, func() tea.Cmd { return chooseDouble(env, a) }, "ctrl+x").When(env.WhyNot(likeness.ActMerge)))
}

// gone darkens what a record that went into another does not take any more.
func gone(a record, act kit.Action) kit.Action {
	if a.Merged != 0 {
		return act.When(likeness.ErrDoubleGone.Text)
	}
	return act
}

// chooseDouble lists who is like an applicant; another is found by its name or number.
func chooseDouble(env *screen.Env, a record) tea.Cmd {
	st, by := env.Store, env.Actor()
	return kit.Guard(func() tea.Msg {
		list, err := st.Doubles(context.Background(), by, a.ID)
		if err != nil {
			return kit.Failed{Err: err}
		}
		var choices []kit.Choice
		listed := map[int64]bool{a.ID: true}
		for _, d := range list {
			var kinds []string
			for _, k := range d.Kinds {
				kinds = append(kinds, k.Title())
			}
			choices = append(choices, kit.Choice{Key: strconv.FormatInt(d.ID, 10), Label: d.Name, Note: strings.Join(kinds, "、")})
			listed[d.ID] = true
		}
		others, err := st.FindApplicants(context.Background(), by, "", found)
		if err != nil {
			return kit.Failed{Err: err}
		}
		for _, o := range others {
			if !listed[o.ID] && o.Kind == a.Kind {
				choices = append(choices, kit.Choice{Key: strconv.FormatInt(o.ID, 10), Label: o.Name, Note: o.Phone + "  没有相同之处"})
			}
		}
		title := "与 " + a.Name + " 可能是同一主体的"
		if len(list) == 0 {
			title = "没有相像的；要合并的在这里找"
		}
		spec := kit.PickerSpec{Title: title, Choices: choices, Empty: "没有别的" + a.Kind.Title() + "主体"}
		return kit.Open{Overlay: kit.NewPicker(spec, func(got []kit.Choice) tea.Cmd {
			other, err := strconv.ParseInt(got[0].Key, 10, 64)
			if err != nil {
				return nil
			}
			return screen.Show(newPair(env, a.ID, other))
		})}
	})
}

// newPair lays two records side by side: what agrees, what does not, what hangs on each, and which one survives.
func newPair(env *screen.Env, a, b int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[mend.Pair]{
		Noun: textMerge, About: helpPair,
		Read:  func(ctx context.Context, by engine.Actor) (mend.Pair, error) { return env.Store.Pair(ctx, by, a, b) },
		Title: func(mend.Pair) string { return textApplicants + " > " + textMerge },
		Summary: func(p mend.Pair) (string, string) {
			return "左 " + p.Sides[0].Name + "  右 " + p.Sides[1].Name, fmtTraits(p.Traits)
		},
		Lines: drawPair,
		Actions: func(p mend.Pair) []kit.Action {
			return []kit.Action{keep(env, p, 0, "保留左边", "f5"), keep(env, p, 1, "保留右边", "ctrl+x")}
		},
	})
}

// drawPair draws the two records in three columns, and what hangs on each below.
func drawPair(th *kit.Theme, w int, p mend.Pair) []string {
	const title = 12
	cell := (w - title - 8) / 2
	row := func(name, a, b, mark string, style kit.Style) string {
		return " " + th.Muted.Render(kit.Fit(name, title)) + kit.Fit(a, cell) + " " + kit.Fit(b, cell) + " " + style.Render(mark)
	}
	out := []string{row("", "左", "右", "", th.Muted)}
	for _, t := range p.Traits {
		mark, style := "不同", th.Bad
		switch {
		case t.Empty:
			mark, style = "缺一", th.Muted
		case t.Same:
			mark, style = "相同", th.Good
		}
		a, b := kit.Wrap(t.A, cell-1), kit.Wrap(t.B, cell-1) // members are long, and told apart by their numbers
		for i := range max(len(a), len(b), 1) {
			at := func(parts []string) string {
				if i < len(parts) {
					return parts[i]
				}
				return ""
			}
			if i > 0 {
				out = append(out, row("", at(a), at(b), "", style))
				continue
			}
			out = append(out, row(t.Title, at(a), at(b), mark, style))
		}
	}
	out = append(out, row("登记", p.Sides[0].CreatedDay.String(), p.Sides[1].CreatedDay.String(), "", th.Muted), "")
	for i, side := range []string{"左", "右"} {
		has := p.Sides[i].Has
		if len(has) == 0 {
			has = []string{"没有申请和入驻"}
		}
		for n, text := range has {
			name := ""
			if n == 0 {
				name = side + "名下"
			}
			out = append(out, " "+th.Muted.Render(kit.Fit(name, title))+kit.Cut(text, w-title-2))
		}
	}
	if len(p.Effects) > 0 {
		out = append(out, "")
		for _, e := range p.Effects {
			for _, line := range kit.Wrap(e, w-4) {
				out = append(out, " "+th.Warn.Render("! "+line))
			}
		}
	}
	return out
}

// keep is the key with which one side survives.
func keep(env *screen.Env, p mend.Pair, i int, label, key string) kit.Action {
	kept, gone := p.Sides[i], p.Sides[1-i]
	act := kit.Act(label, func() tea.Cmd {
		lines := []string{fmt.Sprintf("保留 %s 的登记内容；另一条的申请、入驻、变更、附注附件都归到它名下。", kept.Name), "没有在移过来的记录上办业务以前，可以整体撤销。"}
		spec := kit.ConfirmSpec{Title: textMerge, Lines: append(lines, p.Effects...), Yes: "确认合并", Reason: kit.ReasonRequired, Hint: "怎么认定是同一主体，如：核对证件原件"}
		return env.AskOpen(spec, true, func(ctx context.Context, by engine.Actor, a kit.Answer) (screen.Made, error) {
			_, err := env.Store.Merge(ctx, by, kept.ID, gone.ID, a.Reason)
			return screen.Made{Page: newDetail(env, kept.ID), Done: screen.Done{Text: "已把 " + gone.Name + " 并入 " + kept.Name + "，F12 可以撤销"}}, err
		})
	}, key).When(env.WhyNot(likeness.ActMerge))
	if kept.CanKeep != nil {
		act = act.When(kept.CanKeep.Error())
	}
	return act
}

// undoMergeAction takes the last merge of a record back.
func undoMergeAction(env *screen.Env, a record) kit.Action {
	m := a.Merges[0]
	return kit.Act("撤销合并", func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: "撤销合并", Lines: []string{fmt.Sprintf("把 %s 从这里分开（%s 由%s合并）：移过来的申请、入驻等都归还，合并以后新登记的留在保留的一方。", m.Name, m.Day, m.By)},
			Yes: "确认撤销", Reason: kit.ReasonRequired, Hint: "如：核实是两个人",
		}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已分开，" + m.Name + " 恢复为单独的主体", env.Store.UndoMerge(ctx, by, m.ID, reason)
		})
	}, "f12").When(env.WhyNot(likeness.ActUndoMerge))
}

// mergedLines say what was merged into a record, or into which one it went.
func mergedLines(th *kit.Theme, w int, a record) []string {
	var out []string
	for _, m := range a.Merges {
		text := fmt.Sprintf("%s 的重复登记已并入这里（%s %s：%s）", m.Name, m.Day, m.By, m.Reason)
		if m.Gone == a.ID {
			text = fmt.Sprintf("这条登记已于 %s 并入另一条（%s：%s），按 Enter 打开", m.Day, m.By, m.Reason)
		}
		out = append(out, " "+th.Warn.Render(kit.Cut(text, w-2)))
	}
	return out
}

func fmtTraits(list []likeness.Trait) string {
	same, other := 0, 0
	for _, t := range list {
		switch {
		case t.Empty:
		case t.Same:
			same++
		default:
			other++
		}
	}
	return fmt.Sprintf("相同 %d 项  不同 %d 项", same, other)
}

const textMerge = "合并重复"

var helpPair = []string{
	"两条登记并排：哪些相同、哪些不同、各有什么申请和入驻。F5 保留左边，Ctrl+X 保留右边。",
	"保留的一条登记内容不变；另一条的申请、入驻、变更、附注附件都归到它名下，以后按名称、号码查另一条也会找到它。",
	"证件号不同的不能合并：录错的先用" + say.Correction + "改对；没有录错的，就是两个主体。",
}
