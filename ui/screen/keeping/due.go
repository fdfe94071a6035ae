package keeping

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/keep"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/dossier"
)

// newDue is the page of the terms, of who is due, who would be, and who is held.
func newDue(env *screen.Env) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[keep.Overview]{
		Noun: keeping.Word, About: helpList,
		Read:    func(ctx context.Context, by engine.Actor) (keep.Overview, error) { return env.Store.DueNow(ctx, by) },
		Title:   func(keep.Overview) string { return "到期名单" },
		Summary: func(d keep.Overview) (string, string) { return fmtDue(d), "" },
		Lines:   func(th *kit.Theme, w int, d keep.Overview) []string { return dueLines(th, w, d) },
		Actions: func(keep.Overview) []kit.Action {
			return screen.Offered([]kit.Action{
				kit.Act(textPropose, func() tea.Cmd { return screen.Open(screen.KeepingNew, 0) }, "f2").When(env.WhyNot(keep.ActProposeErasure)),
				kit.Act(keeping.WordArchive, func() tea.Cmd { return packages(env) }, "f7").When(env.WhyNot(keep.ActArchive)),
			})
		},
	})
}

// packages asks, then takes the cases of everybody who is due to the archive, before their numbers go.
func packages(env *screen.Env) tea.Cmd {
	by := env.Actor()
	return kit.Guard(func() tea.Msg {
		cases, err := env.Store.CasesDue(context.Background(), by)
		switch {
		case err != nil:
			return screen.Failed{Err: err}
		case len(cases) == 0:
			return screen.Done{Text: "名单上没有要归档的案卷"}
		}
		spec := kit.ConfirmSpec{Title: keeping.WordPackage, Yes: "出包", Lines: []string{
			fmt.Sprintf("把名单上的 %d 个案卷各写成一个文件，供归档。号码删除以后打印的文书里不再有号码，要留原样的先归档。", len(cases)),
			"里面有完整证件号码和电话，出包记入日志。",
		}}
		return kit.Ask(spec, func(kit.Answer) tea.Cmd { return dossier.Write(env, cases) })()
	})
}

func dueLines(th *kit.Theme, w int, d keep.Overview) []string {
	out := []string{" " + th.Head.Render("保管期限")}
	for _, c := range keeping.Classes {
		lead := "   " + kit.Pad(c.Title, 8) + " "
		for _, text := range []string{fmt.Sprintf("%s，自%s起：%s", c.Text(d.Terms), c.From, c.What), "依据 " + c.Source} {
			for _, line := range kit.Wrap(text, w-14) {
				out = append(out, lead+line)
				lead = "            "
			}
		}
	}
	out = append(out, "", " "+th.Head.Render(fmt.Sprintf("到期应删除 %d 个", len(d.Due))))
	out = append(out, subjectLines(w, d.Due)...)
	out = append(out, "", " "+th.Head.Render(fmt.Sprintf("期限已过，事情未了 %d 个", len(d.Barred))))
	for _, s := range d.Barred {
		out = append(out, kit.Cut(fmt.Sprintf("   %s %s %s", kit.Pad(s.Name, 20), kit.Pad(s.District, 8), s.Why()), w))
	}
	out = append(out, "", " "+th.Head.Render(fmt.Sprintf("保全 %d 个", len(d.Holds))))
	for _, h := range d.Holds {
		out = append(out, kit.Cut(fmt.Sprintf("   %s %s 起 %s（%s）", kit.Pad(h.Name, 20), h.From, h.Reason, h.Document), w))
	}
	return out
}

// subjectLines are subjects with the days of their term.
func subjectLines(w int, list []keeping.Subject) []string {
	var out []string
	for i := range list {
		s := &list[i]
		out = append(out, kit.Cut(fmt.Sprintf("   %s %s 办结 %s  到期 %s  号码 %d 个", kit.Pad(s.Name, 20), kit.Pad(s.District, 8), s.Ended, s.Until(), s.Numbers), w))
	}
	return out
}

// newPropose is the form that draws up all that is due.
func newPropose(env *screen.Env) screen.Screen {
	left := "看清名单，写明说明；Ctrl+S 报批，Esc 离开并保留草稿"
	s := screen.NewReadForm(env, textProposeForm, left, env.Store.DueNow, func(d *keep.Overview) *screen.FormScreen {
		form := screen.NewForm(env, screen.FormScreen{About: helpList}, kit.FormSpec{
			Draft: "erasure/new", Verb: "报批",
			Sections: []kit.Section{{Fields: []kit.Field{{Name: "note", Label: "说明", Limit: 200, Hint: "可空，如会议或文件"}}}},
			Check: func(*kit.Form) error {
				if len(d.Due) == 0 {
					return keeping.ErrNothingDue
				}
				return nil
			},
			Confirm: func(*kit.Form) kit.ConfirmSpec {
				return kit.ConfirmSpec{Title: textProposeForm, Lines: []string{fmt.Sprintf("把 %d 个主体的证件号码和电话报分管领导批准删除。", len(d.Due)), "批准以前什么都不删。"}, Yes: "报批"}
			},
			Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
				id, number, err := env.Store.ProposeErasure(ctx, by, len(d.Due), f.Text("note"))
				return screen.Made{Page: newPage(env, id), Done: screen.Done{Text: "已拟定 " + number + "，等分管领导批准"}}, err
			}),
		})
		form.Over = func(w int) []string {
			const shown = 8
			lines := []string{" " + env.Theme.Strong.Render(kit.Cut(fmtDue(*d), w-2))}
			lines = append(lines, subjectLines(w, d.Due[:min(shown, len(d.Due))])...)
			if n := len(d.Due) - shown; n > 0 {
				lines = append(lines, fmt.Sprintf("   另有 %d 个，F4 在清单里看全", n))
			}
			return append(lines, "")
		}
		return form
	})
	s.Again = true
	return s
}

// newHold is the form that keeps everything of an applicant where it is.
func newHold(env *screen.Env, applicant int64) screen.Screen {
	read := func(h *kit.Form) keeping.Hold {
		return keeping.Hold{Applicant: applicant, Reason: h.Text("reason"), Document: h.Text("document")}
	}
	return screen.NewForm(env, screen.FormScreen{Path: textHold, Left: "保全期间资料一律不清理；Ctrl+S 保存，Esc 离开并保留草稿", About: helpHold}, kit.FormSpec{
		Draft: fmt.Sprintf("erasure/hold/%d", applicant), Verb: textHold,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "reason", Label: "为什么保全", Limit: 200, Required: true, Hint: "诉讼、仲裁、审计、信访"},
			{Name: "document", Label: "依据", Limit: 100, Required: true, Hint: "如法院文书的字号"},
		}}},
		Check: func(f *kit.Form) error {
			h := read(f)
			return h.Check()
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := env.Store.Hold(ctx, by, read(f))
			return "已保全，解除以前不会清理", err
		}),
	})
}

const (
	textProposeForm = "拟定到期清理"
	textHold        = "保全"
)

var helpHold = []string{
	"有诉讼、仲裁、审计或信访涉及这一主体时登记保全：解除以前，它的号码到期也不会列入清理。",
	"解除保全由分管领导在主体的页面上按 F8 解除，要写明原因。期限从解除之日重新起算。",
}
