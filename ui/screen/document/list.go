package document

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// row is a form of a record (or, without one, a form alone) with the template that it would be printed from.
type row struct {
	document.Offer
	number string // of the record
	own    bool   // the district's own template
	fault  error  // what is wrong with the template
}

// list is what the list of forms reads.
type list struct {
	Of    document.Record // whose forms they are
	Forms []row
}

var columns = []kit.Col[row]{
	{ID: "form", Title: "文书", Width: 18, Text: func(r row) string { return r.Form.Title }},
	{ID: "of", Title: say.Number, Width: 18, Drop: 1, Text: func(r row) string { return r.number }},
	{
		ID: "template", Title: "模板", Width: 8, Text: func(r row) string { return r.template() },
		Style: func(th *kit.Theme, r row) kit.Style {
			if r.fault != nil {
				return th.Bad
			}
			return kit.Style{}
		},
	},
	{
		ID: "state", Title: "现在", Width: 20, Flex: true, Text: func(r row) string { return r.state() },
		Style: func(th *kit.Theme, r row) kit.Style {
			if r.Why != "" || r.fault != nil {
				return th.Muted
			}
			return th.Good
		},
	},
}

func (r row) template() string {
	switch {
	case r.fault != nil:
		return "模板有误"
	case r.own:
		return "本区模板"
	}
	return "内置模板"
}

func (r row) state() string {
	switch {
	case r.Why != "":
		return r.Why
	case r.fault != nil:
		return r.fault.Error()
	case r.ID == 0:
		return "可用"
	case r.Kept:
		return fmt.Sprintf("已打印 %s，日志第 %d 条", r.First.Day, r.First.Entry)
	}
	return "可以打印"
}

// newList is the list of the forms of a record, or of all forms.
func newList(env *screen.Env, t document.Target) screen.Screen {
	table, part := screen.Rows(screen.Part[list]{}, kit.TableSpec[row]{
		Cols: columns, Key: func(r row) string { return r.Form.Code + " " + r.Noun },
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{"没有符合筛选的文书，Esc 取消筛选"}
			}
			return []string{textNone}
		},
	}, func(l list) []row { return l.Forms })
	part.Draw = func(th *kit.Theme, w, h int, _ list) []string { return drawList(th, w, h, table) }
	return screen.NewPage(env, screen.PageSpec[list]{
		Noun: textDocuments, Early: true, About: helpList, Parts: []screen.Part[list]{part},
		Read: func(ctx context.Context, by engine.Actor) (list, error) { return readList(ctx, env.Store, by, t) },
		Title: func(l list) string {
			if t.ID == 0 {
				return textDocuments
			}
			return l.Of.Name + " > " + textDocuments
		},
		Summary: func(l list) (left, right string) {
			if t.ID == 0 {
				return "各种文书和它们的模板", fmtForms(table.Total())
			}
			return fmtRecord(l.Of.Number, l.Of.Name), fmtForms(table.Total())
		},
		Actions: func(list) []kit.Action {
			r, ok := table.Current()
			none, why, first := "", r.Why, ""
			if !r.Kept {
				first = "还没有打印过，或者打印时没有留存原件"
			}
			switch {
			case !ok:
				none, why, first = textNone, textNone, textNone
			case t.ID == 0 && r.Form.Blank():
				return []kit.Action{
					kit.Act("打印空白表", func() tea.Cmd { return printIt(env, r, blankForm) }, "enter", "ctrl+p").When(env.WhyNot(allocation.ActPrint)),
					kit.Act("占位符", func() tea.Cmd { return names(r) }, "f4"),
					kit.Act(textExport, func() tea.Cmd { return export(env) }, "f7").When(env.WhyNot(allocation.ActExportTemplates)),
				}
			case t.ID == 0:
				why = "在申请、入驻、账单或退出的页面上按打印键，再选文书"
			}
			return []kit.Action{
				kit.Act(say.Print, func() tea.Cmd { return printIt(env, r, document.Print) }, "enter", "ctrl+p").When(why).When(env.WhyNot(allocation.ActPrint)),
				kit.Act("原件重打", func() tea.Cmd { return printIt(env, r, document.Reprint) }, "ctrl+x").When(first).When(env.WhyNot(allocation.ActPrint)),
				kit.Act("PDF", func() tea.Cmd { return printIt(env, r, printPDF) }, "f11").When(why).When(env.WhyNot(allocation.ActPrint)),
				kit.Act("打开", func() tea.Cmd { return show(env, r) }, "o").When(first),
				kit.Act("占位符", func() tea.Cmd { return names(r) }, "f4").When(none),
				kit.Act(textExport, func() tea.Cmd { return export(env) }, "f7").When(env.WhyNot(allocation.ActExportTemplates)),
			}
		},
	})
}

// readList lists the forms and looks at their templates.
func readList(ctx context.Context, st *store.Store, by engine.Actor, t document.Target) (l list, err error) {
	if t.ID == 0 {
		for _, f := range document.Forms() {
			l.Forms = append(l.Forms, row{Offer: document.Offer{Form: f}})
		}
	} else {
		var offers []document.Offer
		if l.Of, offers, err = document.Offers(ctx, st, by, t); err != nil {
			return l, err
		}
		for _, o := range offers {
			l.Forms = append(l.Forms, row{Offer: o, number: o.Number})
		}
	}
	for i, r := range l.Forms {
		l.Forms[i].own, l.Forms[i].fault = document.Check(st.Folder(), r.Form)
	}
	return l, nil
}

// drawList is the table and, below it, what is wrong with the template of the row under the cursor.
func drawList(th *kit.Theme, w, h int, table *kit.Table[row]) []string {
	var below []string
	if r, ok := table.Current(); ok && r.fault != nil {
		for _, l := range kit.Wrap(r.fault.Error(), w-2) {
			below = append(below, " "+th.Bad.Render(l))
		}
		below = append([]string{""}, below[:min(len(below), max(h/2, 1))]...)
	}
	return append(table.Lines(th, w, h-len(below)), below...)
}

// blankForm prints the form with nothing in it.
func blankForm(ctx context.Context, st *store.Store, by engine.Actor, f document.Form, _ document.Target, out string) (string, error) {
	return document.Blank(ctx, st, by, f, out)
}

// printPDF prints the form and makes a PDF beside it.
func printPDF(ctx context.Context, st *store.Store, by engine.Actor, f document.Form, t document.Target, _ string) (string, error) {
	path, err := document.Print(ctx, st, by, f, t, "")
	if err != nil {
		return "", err
	}
	out := strings.TrimSuffix(path, filepath.Ext(path)) + ".pdf"
	return out, document.PDF(ctx, path, out)
}

// show opens the file that was printed first, or the folder where it no longer lies, with the program of the system.
func show(env *screen.Env, r row) tea.Cmd {
	folder := env.Store.Folder()
	return kit.Guard(func() tea.Msg {
		path := filepath.Join(folder, "documents", strconv.Itoa(r.First.Day.Year()), r.First.Name)
		if _, err := os.Stat(path); err != nil {
			path = filepath.Dir(path)
		}
		if err := screen.ShowFile(path); err != nil {
			return screen.Done{Text: "在这里：" + path + "（这台电脑上没有能打开它的程序）"}
		}
		return screen.Done{Text: "已打开 " + path}
	})
}

// printIt writes the document. A fault of the template is more than a line: it is shown to be read.
func printIt(env *screen.Env, r row, printer func(context.Context, *store.Store, engine.Actor, document.Form, document.Target, string) (string, error)) tea.Cmd {
	st, by := env.Store, env.Command()
	return kit.Guard(func() tea.Msg {
		path, err := printer(context.Background(), st, by, r.Form, r.Target, "")
		switch {
		case document.IsTemplateFault(err):
			text := err.Error()
			return reading.Open("模板有误", func(w int) []string { return kit.Wrap(text, w-2) })()
		case err != nil:
			return screen.Failed{Err: err}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(screen.Done{Text: fmtPrinted(r.Form.Title, path)})}
	})
}

// names shows what may stand between braces in the template of the form.
func names(r row) tea.Cmd {
	values, lists := r.Form.Names()
	return reading.Open(r.Form.Title, func(w int) []string {
		out := append([]string{"可以写在模板里的占位符，打印时换成内容："}, flow(values, w-2)...)
		if len(lists) > 0 {
			out = append(out, "", "表格里重复的行，写在行内：")
		}
		for _, l := range lists {
			out = append(out, flow(l, w-2)...)
		}
		return out
	})
}

// flow sets words side by side, each whole.
func flow(words []string, w int) []string {
	var out []string
	for _, word := range words {
		if n := len(out) - 1; n >= 0 && kit.Width(out[n]+"  "+word) <= w {
			out[n] += "  " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// export writes the built-in templates into the data folder.
func export(env *screen.Env) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textExport, Lines: []string{"把内置模板写进数据文件夹，用 WPS 或 Word 修改后，打印时就用本区的模板。", "已经改过的模板不覆盖；删去一个，就恢复使用内置的。旁边的 占位符.txt 列出每种文书可用的占位符。"}, Yes: say.Export}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		dir, files, err := document.Export(ctx, env.Store, by)
		return fmtExported(len(files), dir), err
	})
}

const (
	textDocuments = "文书"
	textExport    = "导出模板"
	textNone      = "没有可以打印的文书"
)

var helpList = []string{
	"列出这条记录可以打印的文书。Enter 打印成 docx，写进数据文件夹的 documents，",
	"用 WPS、Word 或 LibreOffice 打开即可打印；同名的不覆盖，后面加 -2。",
	"文书页脚有打印人和日志编号，打印本身也记入日志。证件号只对有权查看的角色完整。",
	"模板：内置的随程序提供；F7 导出后用 WPS 修改，打印时就用本区的。",
	"模板有误时这里写明是哪个占位符、怎样改，F4 列出可用的占位符。",
}

func fmtRecord(number, name string) string { return number + "  " + name }

func fmtForms(n int) string { return fmt.Sprintf("%d 种", n) }

func fmtPrinted(title, path string) string { return "已打印《" + title + "》：" + path }

func fmtExported(n int, dir string) string {
	if n == 0 {
		return "模板都已经在 " + dir + "，没有覆盖"
	}
	return fmt.Sprintf("已导出 %d 个模板：%s", n, dir)
}
