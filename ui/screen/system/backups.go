package system

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/shelf"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

var backupColumns = []kit.Col[shelf.File]{
	{ID: "at", Title: textMadeAt, Width: 16, Text: func(b shelf.File) string { return b.At.Format("2006-01-02 15:04") }},
	{ID: "seq", Title: textUpTo, Width: 12, Right: true, Text: func(b shelf.File) string { return kit.Count(b.Seq) }},
	{ID: "size", Title: textSize, Width: 10, Right: true, Text: func(b shelf.File) string { return kit.Count((b.Size + 1023) / 1024) }},
	{ID: "file", Title: textFile, Width: 20, Flex: true, Text: func(b shelf.File) string { return filepath.Base(b.Path) }},
}

// newBackups is the part with the automatic copies.
func newBackups(env *screen.Env) part {
	return list(env, "份", backupRecord, screen.ListSpec[shelf.File, shelf.File]{
		Cols: backupColumns, About: helpBackups,
		Key:   func(b shelf.File) string { return filepath.Base(b.Path) },
		Short: func(context.Context, engine.Actor) ([]shelf.File, error) { return env.Store.Backups() },
		None:  []string{"还没有备份，按 F2 立即备份"},
		Own: func(b shelf.File, ok bool) []kit.Action {
			why := ""
			if env.Actor().Role != allocation.Admin {
				why = "备份由系统管理员办理"
			}
			acts := []kit.Action{
				kit.Act(textBackupNow, func() tea.Cmd { return backup(env) }, "f2", "n").When(why),
				kit.Act(textBackupAway, func() tea.Cmd { return screen.Show(newBackupAway(env)) }, "ctrl+x").When(why),
				partAction(env, textBackups, backupRecord, b, ok),
			}
			if env.Store.Past() == "" {
				return acts
			}
			return append(acts, kit.Act(textExplain, func() tea.Cmd { return explainPast(env) }, "f4").When(env.WhyNot(allocation.ActExplainPast)))
		},
	})
}

// explainPast records why the data are not what this machine saw of them before.
func explainPast(env *screen.Env) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: textExplain,
		Lines: []string{env.Store.Past(), "常见的原因：换了电脑、把旧文件拷了回来。查不出原因的，先报告审计人员，不要说明。"},
		Yes:   textExplain, Reason: kit.ReasonRequired, Hint: textReasonHint,
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "已记入日志，首页不再提示", env.Store.ExplainPast(ctx, by, reason)
	})
}

func backupRecord(th *kit.Theme, w int, b shelf.File) []string {
	return kit.Detail(th, w, []kit.Pair{
		{Label: textMadeAt, Value: b.At.Format("2006-01-02 15:04:05")},
		{Label: textUpTo, Value: strconv.FormatInt(b.Seq, 10)},
		{Label: textSize, Value: kit.Count((b.Size + 1023) / 1024)},
		{Label: textFile, Value: b.Path},
		{},
		{Value: "恢复：退出程序后运行 penggai restore 加上这个文件，原来的数据会移到旁边，不会被覆盖。", Style: th.Muted},
	})
}

// backup makes a checked copy now.
func backup(env *screen.Env) tea.Cmd {
	return progress.Run(textBackupNow, func(ctx context.Context, report progress.Report) tea.Msg {
		report(0, 0, "正在复制并核对")
		path, err := env.Store.Backup(ctx, "")
		switch {
		case ctx.Err() != nil:
			return screen.Note{Text: "备份已停止，没有留下文件"}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(screen.Done{Text: fmtBackedUp(filepath.Base(path))})}
	})
}

// newBackupAway is the form that makes a checked copy on a stick, or in any other folder. The log keeps that it was made.
func newBackupAway(env *screen.Env) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textBackupAway, Left: "插上 U 盘，填它的位置；备份写完会打开核对一遍", About: helpBackups}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{{
			Name: "path", Label: textFolder, Required: true, Limit: 400, Width: 42, Value: screen.Stick(), Hint: textFolderHint,
		}}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			folder := strings.Trim(f.Text("path"), `"'`)
			if info, err := os.Stat(folder); err != nil || !info.IsDir() {
				return "", screen.ErrNoFolder.With(folder).On("path")
			}
			path, err := env.Store.Backup(ctx, folder)
			if err != nil {
				return "", err
			}
			if err := env.Store.NoteBackupAway(ctx, by, path); err != nil {
				return "", err
			}
			said := fmtBackedUp(path)
			if env.Store.WitnessAlso(folder) == nil {
				said += textStickSees
			}
			return said, nil
		}),
	})
}

// Catalogues and backups.
const (
	textBackupAway = "备份到 U 盘"
	textFolder     = "位置"
	textFolderHint = `如 E:\ 或 /media/ 下的文件夹`

	textStickSees = "；以后每办一步，盘在时也记下日志头"

	textMadeAt    = "备份时间"
	textUpTo      = "到日志第几条"
	textSize      = "大小 KB"
	textFile      = say.File
	textBackupNow = "立即备份"
	textExplain   = "说明与见证不符"
)

func fmtBackedUp(file string) string { return "备份完成并核对无误：" + file }

var helpBackups = []string{
	"每天开始和结束时自动备份，每份都打开核对过。保留最近 10 份，另留每日、每月和每年的最后一份。",
	"本机在数据文件夹以外记着看到日志第几条。打开时对不上，首页会提示：查清以后由系统管理员或分管领导按 F4 写明原因。",
	"F2 立即备份。Ctrl+X 备份到 U 盘：电脑坏了也在，每周至少一次，超过一周首页会提醒。恢复在程序外进行，见详情。",
}
