package takeover

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/desk"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// newChoose asks for the file, by its path or from the listing of a folder.
func newChoose(env *screen.Env, kind ledger.Kind) screen.Screen {
	var s *screen.FormScreen
	s = screen.NewForm(env, screen.FormScreen{
		Path: textTakeover + " > " + kind.Title(), Left: "选文件，先看预览再写入", About: helpChoose,
		Over: screen.Heading(env, kind.Title()+"："+abouts[desk.Step(kind)]),
		Keys: func(form []kit.Action) []kit.Action {
			return append(form[:1:1], append([]kit.Action{
				screen.BrowseKey(func() *kit.Form { return s.Form }, "path", []string{".xlsx", ".csv", ".txt", ".xls"}),
				kit.Act("空白表", func() tea.Cmd { return writeBlank(env, kind) }, "f7"),
			}, form[1:]...)...)
		},
	}, kit.FormSpec{
		Verb: "预览",
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "path", Label: "文件", Required: true, Limit: 400, Width: 42, Hint: "xlsx 或 csv，F4 浏览文件夹"},
			{Name: "sheet", Label: "工作表", Limit: 31, Width: 24, Hint: "空着：凡有表头的都读"},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			path := strings.Trim(strings.TrimSpace(f.Text("path")), `"'`)
			return kit.Both(f.Idle(), look(env, ledger.Request{Kind: kind, Path: path, Sheet: strings.TrimSpace(f.Text("sheet"))}, false))
		},
	})
	return s
}

// look reads the file with a progress and shows the preview; where no heading is found, the columns are shown to be mapped.
func look(env *screen.Env, req ledger.Request, replace bool) tea.Cmd {
	st, by := env.Store, env.Actor()
	return progress.Run("读取 "+filepath.Base(req.Path), func(ctx context.Context, report progress.Report) tea.Msg {
		p, err := st.PreviewImport(ctx, by, req, func(stage string, done, total int64) { report(done, total, ledger.Stages[stage]) })
		switch {
		case err != nil && ctx.Err() != nil:
			return kit.Note{Text: "已停止读取，没有写入"}
		case errors.Is(err, ledger.ErrNoHeading):
			columns, e := st.Columns(ctx, by, req)
			if e != nil || len(columns) == 0 {
				return kit.Failed{Err: err}
			}
			return tea.BatchMsg{kit.Send(screen.Push{Screen: newMapping(env, req, nil, columns), Replace: replace}), kit.Send(kit.Note{Text: err.Error()})}
		case err != nil:
			return kit.Failed{Err: err}
		}
		return screen.Push{Screen: newPreview(env, req, p), Replace: replace}
	})
}
