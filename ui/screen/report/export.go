package report

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newExport is the form that writes a report to a file.
func newExport(env *screen.Env, name, title string, q report.Query) *screen.FormScreen {
	formats := make([]kit.Choice, 0, len(report.Formats))
	for _, f := range []string{"xlsx", "docx", "csv", "json", "text"} {
		formats = append(formats, kit.Choice{Key: f, Label: formatTitles[f]})
	}
	day := q.AsOf
	if day.IsZero() {
		day = env.Today()
	}
	base := screen.ExportPath(env.Store, title+"-"+day.String())
	return screen.NewForm(env, screen.FormScreen{Path: textExport, Left: "写成文件，供表格软件打开或上报", About: textExportHelp}, kit.FormSpec{
		Sections: []kit.Section{{Title: fmtExport(title), Fields: []kit.Field{
			{Name: "format", Label: "格式", Kind: kit.KindChoice, Choices: formats, Value: "csv", Required: true, Width: 24},
			{
				Name: "path", Label: say.File, Value: base, Required: true, Limit: 400, Width: 56, Hint: "可改到别的文件夹或 U 盘",
				Say: func(f *kit.Form) string { return fmtPath(withEnding(f.Text("path"), f.Text("format"))) },
			},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			format, path := f.Text("format"), withEnding(f.Text("path"), f.Text("format"))
			st, by := env.Store, env.Actor()
			return func() tea.Msg {
				if err := write(st, by, name, q, format, path); err != nil {
					return kit.Failed{Err: err}
				}
				return tea.Sequence(f.Saved(), kit.Send(kit.Back{}), kit.Send(kit.Done{Text: fmtWritten(path)}))()
			}
		},
	})
}

// withEnding gives a path the ending of its format where it has none.
func withEnding(path, format string) string {
	ending := endings[format]
	if path == "" || strings.HasSuffix(strings.ToLower(path), ending) {
		return path
	}
	return path + ending
}

var endings = map[string]string{"csv": ".csv", "xlsx": ".xlsx", "docx": ".docx", "json": ".json", "text": ".txt"}

// write makes the report and writes it to a file that must not exist, which the log keeps; a half-written one is taken away again.
func write(st *store.Store, by engine.Actor, name string, q report.Query, format, path string) error {
	return st.Export(context.Background(), by.As(engine.NewCommand()), func(ctx context.Context, at desk.Stand) (o desk.Outcome, err error) {
		r, err := report.Make(ctx, st, by, name, q)
		if err != nil {
			return o, err
		}
		r.Signed = at.String()
		f, err := screen.BeginFile(st, path, func(w io.Writer) error { return r.Write(w, format) })
		o = desk.Outcome{Exported: desk.Exported{List: r.Named(), Filter: r.Filter, Order: r.Order, Format: format}, File: filepath.Base(path), Rows: len(r.Rows), Out: f}
		return o, err
	})
}

var formatTitles = map[string]string{"csv": "CSV 表格 (Excel, WPS)", "xlsx": "xlsx 工作簿", "docx": "docx 文档 (打印签字)", "json": "JSON (供其他程序)", "text": "文本 (打印)"}

var textExportHelp = []string{
	"CSV 为带标记的 UTF-8，Excel、WPS 直接打开；JSON 中面积以平方分米、金额以分计。",
	"不会覆盖已有文件。",
}

func fmtExport(title string) string { return "导出 " + title }

func fmtPath(path string) string { return "写到 " + path }

func fmtWritten(path string) string { return "已导出到 " + path }
