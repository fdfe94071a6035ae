package document

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// row is a form of a record (or, without one, a form alone) with the template that it would be printed from.
type row struct {
	document.Offer
	number string // of the record
	own    bool   // the district's own template
	fault  error  // what is wrong with the template
}

// list is the list of forms.
type list struct {
	env    *screen.Env
	target document.Target
	table  *kit.Table[row]
	record screen.Loader[document.Record]
}

var columns = []kit.Col[row]{
	{ID: "form", Title: "文书", Width: 16, Text: func(r row) string { return r.Form.Title }},
	{ID: "of", Title: "编号", Width: 18, Drop: 1, Text: func(r row) string { return r.number }},
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
	}
	return "可以打印"
}

func newList(env *screen.Env, t document.Target) *list {
	s := &list{env: env, target: t}
	key := func(r row) string { return r.Form.Code + " " + r.Noun }
	s.table = kit.NewTable(kit.TableSpec[row]{
		Cols: columns, Key: key, Fetch: kit.Slice(columns, key, s.read),
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{"没有符合筛选的文书，Esc 取消筛选"}
			}
			return []string{textNone}
		},
	})
	return s
}

// read lists the forms and looks at their templates.
func (s *list) read(ctx context.Context) ([]row, error) {
	var rows []row
	if s.target.ID == 0 {
		for _, f := range document.Forms() {
			rows = append(rows, row{Offer: document.Offer{Form: f}})
		}
	} else {
		_, offers, err := document.Offers(ctx, s.env.Store, s.env.Actor(), s.target)
		if err != nil {
			return nil, err
		}
		for _, o := range offers {
			rows = append(rows, row{Offer: o, number: o.Number})
		}
	}
	for i := range rows {
		rows[i].own, rows[i].fault = document.Check(s.env.Store.Folder(), rows[i].Form)
	}
	return rows, nil
}

// Init reads the forms, and whose they are.
func (s *list) Init() tea.Cmd {
	if s.target.ID == 0 {
		return s.table.Init()
	}
	st, by, t := s.env.Store, s.env.Actor(), s.target
	return kit.Both(s.table.Init(), s.record.Read(func(ctx context.Context) (document.Record, error) { return document.Read(ctx, st, by, t) }))
}

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.record.Take(msg); mine {
		return s, cmd
	}
	return s, s.table.Update(msg)
}

// Title is the place and, of a record, whose it is.
func (s *list) Title() string {
	if !s.record.Ready {
		return textDocuments
	}
	return s.record.Value.Name + " > " + textDocuments
}

// Summary is the record and how many forms there are.
func (s *list) Summary() (left, right string) {
	switch {
	case s.target.ID == 0:
		left = "各种文书和它们的模板"
	case !s.record.Ready:
		return "正在读取", ""
	default:
		left = fmtRecord(s.record.Value.Number, s.record.Value.Name)
	}
	return left, fmtForms(s.table.Total())
}

// Body is the table and, below it, what is wrong with the template of the row under the cursor.
func (s *list) Body(w, h int) []string {
	th := s.env.Theme
	var below []string
	if r, ok := s.table.Current(); ok && r.fault != nil {
		for _, l := range kit.Wrap(r.fault.Error(), w-2) {
			below = append(below, " "+th.Bad.Render(l))
		}
		below = append([]string{""}, below[:min(len(below), max(h/2, 1))]...)
	}
	return append(s.table.Lines(th, w, h-len(below)), below...)
}

// Cursor is that of the filter line.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape undoes the filter.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return helpList }

// Actions are printing, the templates, then the table's.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	r, ok := s.table.Current()
	why := r.Why
	switch {
	case !ok:
		why = textNone
	case s.target.ID == 0:
		why = "在申请、入驻、账单或退出的页面上按打印键，再选文书"
	}
	printing := kit.Act("打印", s.print, "enter", "f5").When(why).When(s.env.WhyNot(allocation.ActPrint))
	names := kit.Act("占位符", s.names, "f4")
	if !ok {
		names = names.When(textNone)
	}
	own := []kit.Action{printing, names, kit.Act(textExport, s.export, "f2").When(s.env.WhyNot(allocation.ActExportTemplates))}
	return append(own, s.table.Actions()...)
}

// print writes the document. A fault of the template is more than a line: it is shown to be read.
func (s *list) print() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	st, by := s.env.Store, s.env.Command()
	return kit.Guard(func() tea.Msg {
		path, err := document.Print(context.Background(), st, by, r.Form, r.Target, "")
		switch {
		case document.IsTemplateFault(err):
			text := err.Error()
			return kit.Read("模板有误", func(w int) []string { return kit.Wrap(text, w-2) })()
		case err != nil:
			return screen.Failed{Err: err}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(screen.Done{Text: fmtPrinted(r.Form.Title, path)})}
	})
}

// names shows what may stand between braces in the template of the form.
func (s *list) names() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	values, lists := r.Form.Names()
	return kit.Read(r.Form.Title, func(w int) []string {
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
func (s *list) export() tea.Cmd {
	env := s.env
	spec := kit.ConfirmSpec{Title: textExport, Lines: []string{"把内置模板写进数据文件夹，用 WPS 或 Word 修改后，打印时就用本区的模板。", "已经改过的模板不覆盖；删去一个，就恢复使用内置的。旁边的 占位符.txt 列出每种文书可用的占位符。"}, Yes: "导出"}
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
	"模板：内置的随程序提供；F2 导出后用 WPS 修改，打印时就用本区的。",
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
