package outside

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	domain "penggai/allocation/outside"
	"penggai/allocation/say"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

var endings = []string{".xlsx", ".csv", ".txt", ".xls"}

// newForm asks whose list it is, where it comes from, and for the file or what is pasted.
func newForm(env *screen.Env) screen.Screen {
	var s *screen.FormScreen
	s = screen.NewForm(env, screen.FormScreen{
		Path: textOutside, Left: "选文件或粘贴名单，Ctrl+S 比对；名单不保存，只记比对过", About: helpForm,
		Keys: func(form []kit.Action) []kit.Action {
			return append(form[:1:1], append([]kit.Action{screen.BrowseKey(func() *kit.Form { return s.Form }, "path", endings)}, form[1:]...)...)
		},
	}, kit.FormSpec{
		Verb: "比对",
		Sections: []kit.Section{{Fields: []kit.Field{
			{
				Name: "kind", Label: "名单", Kind: kit.KindChoice, Choices: screen.Choices(domain.Kinds), Required: true,
				Say: func(f *kit.Form) string { return domain.Kind(f.Text("kind")).About() },
			},
			{Name: "source", Label: "来源", Required: true, Limit: 100, Width: 36, Hint: "单位、日期、函号，记入日志"},
			{Name: "path", Label: say.File, Limit: 400, Width: 36, Hint: "xlsx、csv，F4 浏览；或在下面粘贴"},
			{Name: "sheet", Label: "工作表", Limit: 31, Width: 24, Hint: "空着：凡有表头的都读", Show: func(f *kit.Form) bool { return strings.TrimSpace(f.Text("path")) != "" }},
			{
				Name: "text", Label: "粘贴", Kind: kit.KindLong, Lines: 5, Hint: "一行一人：姓名 证件号 电话 地址，次序不限",
				Show: func(f *kit.Form) bool { return strings.TrimSpace(f.Text("path")) == "" },
			},
		}}},
		Check: func(f *kit.Form) error {
			if strings.TrimSpace(f.Text("path")+f.Text("text")) == "" {
				return domain.ErrEmpty.Textf("请选文件，或粘贴名单").On("path")
			}
			return domain.Check(domain.Kind(f.Text("kind")), f.Text("source"))
		},
		Save: func(f *kit.Form) tea.Cmd {
			l := intake.OutsideList{Kind: domain.Kind(f.Text("kind")), Source: f.Text("source"), Path: f.Text("path"), Sheet: strings.TrimSpace(f.Text("sheet"))}
			if strings.TrimSpace(l.Path) == "" {
				l.Text = f.Text("text")
			}
			return kit.Both(f.Idle(), match(env, l))
		},
	})
	return s
}

// match holds the list against the office, with a progress, and shows the suspects in the place of the form.
func match(env *screen.Env, l intake.OutsideList) tea.Cmd {
	st, by := env.Store, env.Command()
	return progress.Run("比对", func(ctx context.Context, report progress.Report) tea.Msg {
		h, err := st.MatchOutside(ctx, by, l, func(_ string, done, total int64) { report(done, total, "读取") })
		switch {
		case err != nil && ctx.Err() != nil:
			return kit.Note{Text: "已停止，没有比对"}
		case err != nil:
			return kit.Failed{Err: err}
		}
		page := screen.Push{Screen: newSuspects(env, h, l.Source), Replace: true}
		return tea.BatchMsg{kit.Send(kit.DataChanged{}), kit.Send(page), kit.Send(kit.Done{Text: fmtHeld(h)})}
	})
}

var helpForm = []string{
	"把外单位给的名单（登记、社保、财政供养、纳税、外区承租人）与本办公室的主体比对，看谁可能在名单上。",
	"按证件号或信用代码，或姓名加地址、电话比对；带星号的证件号按露出的几位加姓名比对。只有姓名相同的不列，人太多。",
	"名单本身不保存；谁在什么时候比对过哪份名单、多少行、疑似几条，记入日志。",
}
