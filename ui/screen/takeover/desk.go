package takeover

import (
	"context"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/takeover"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// The second tab of the desk.
const tabTaken = 1

// office is what the desk shows.
type office struct {
	steps []step
	taken []takeover.Row
	last  takeover.Row
	why   error // why the last import cannot be taken back
	found bool
}

// step is one step of the way from an empty office to a working one.
type step struct {
	at    int
	title string
	about string
	state string
	kind  takeover.Kind // what is imported there; empty: another place
	place screen.Place
}

// New is the desk on which an office moves in; its filter may name a kind, whose file is then chosen at once.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if k, err := takeover.Find(to.Filter); err == nil {
		return newChoose(env, k)
	}
	var page *screen.Page[office]
	steps, stepPart := screen.Rows(screen.Part[office]{Title: "步骤", Keys: screen.NoKeys}, kit.TableSpec[step]{
		Name: "接入步骤", Cols: stepColumns, Key: func(s step) string { return fmt.Sprint(s.at) },
	}, func(o office) []step { return o.steps })
	_, takenPart := screen.Rows(screen.Part[office]{Title: "已导入", Count: func(o office) int { return len(o.taken) }, Keys: screen.NoKeys}, kit.TableSpec[takeover.Row]{
		Name: "已导入", Cols: takenColumns, Key: func(r takeover.Row) string { return fmt.Sprint(r.ID) },
	}, func(o office) []takeover.Row { return o.taken }, "还没有导入过。", "在“步骤”里选一步，按 Enter 选文件。")
	page = screen.NewPage(env, screen.PageSpec[office]{
		Noun: textTakeover, About: helpDesk, Early: true,
		Read:  func(ctx context.Context, by engine.Actor) (office, error) { return readOffice(ctx, env.Store, by) },
		Title: func(office) string { return textTakeover },
		Summary: func(office) (string, string) {
			return "按顺序做完，就能照常办公；要导入的可以先要空白表", ""
		},
		Parts: []screen.Part[office]{stepPart, takenPart},
		Actions: func(o office) []kit.Action {
			s, ok := steps.Current()
			blank := kit.Act("空白表", func() tea.Cmd { return writeBlank(env, s.kind) }, "f2")
			if !ok || s.kind == "" {
				blank = blank.When("这一步没有空白表")
			}
			undo := kit.Act("撤销最近一次", func() tea.Cmd { return undoLast(env, o.last) }, "f8").When(env.WhyNot(takeover.ActUndo))
			switch {
			case !o.found:
				undo = undo.When("还没有导入过")
			case o.why != nil:
				undo = undo.When(o.why.Error())
			}
			open := kit.Act("进入", func() tea.Cmd { return s.open(env) }, "enter").When(screen.NoRow(ok))
			if s.kind != "" {
				open = open.When(env.WhyNot(takeover.ActImport))
			}
			turn := page.Turn("步骤/已导入")
			if page.At() == tabTaken { // a file that was taken is not entered again
				return []kit.Action{undo, turn}
			}
			return []kit.Action{open, blank, undo, turn}
		},
	})
	return page
}

func (s step) open(env *screen.Env) tea.Cmd {
	if s.kind == "" {
		return screen.Open(s.place, 0)
	}
	return screen.Show(newChoose(env, s.kind))
}

var stepColumns = []kit.Col[step]{
	{Title: "步", Width: 2, Right: true, Text: func(s step) string { return fmt.Sprint(s.at) }},
	{Title: "做什么", Width: 14, Text: func(s step) string { return s.title }},
	{Title: "现在", Width: 22, Text: func(s step) string { return s.state }},
	{Title: "说明", Width: 20, Flex: true, Drop: 1, Text: func(s step) string { return s.about }},
}

var takenColumns = []kit.Col[takeover.Row]{
	{Title: "日期", Width: 10, Text: func(r takeover.Row) string { return r.Day.String() }},
	{Title: "种类", Width: 8, Text: func(r takeover.Row) string { return r.Kind.Title() }},
	{Title: "文件", Width: 16, Flex: true, Text: func(r takeover.Row) string { return r.File }},
	{Title: "新增", Width: 6, Right: true, Text: func(r takeover.Row) string { return kit.CountOrNone(r.Added) }},
	{Title: "变更", Width: 6, Right: true, Text: func(r takeover.Row) string { return kit.CountOrNone(r.Changed) }},
	{Title: "拒收", Width: 6, Right: true, Text: func(r takeover.Row) string { return kit.CountOrNone(r.Rejected) }},
	{Title: "导入人", Width: 8, Drop: 1, Text: func(r takeover.Row) string { return r.By }},
	{Title: "撤销", Width: 10, Text: func(r takeover.Row) string { return r.Undone.String() }, Style: func(th *kit.Theme, _ takeover.Row) kit.Style { return th.Warn }},
}

// readOffice reads how far the office has moved in.
func readOffice(ctx context.Context, st *store.Store, by engine.Actor) (o office, err error) {
	if o.taken, err = st.Imports(ctx, by); err != nil {
		return o, err
	}
	if o.last, o.why, o.found, err = st.LastImport(ctx, by); err != nil {
		return o, err
	}
	since, err := st.RealSince(ctx)
	if err != nil {
		return o, err
	}
	add := func(title, state, about string, kind takeover.Kind, place screen.Place) {
		o.steps = append(o.steps, step{at: len(o.steps) + 1, title: title, state: state, about: about, kind: kind, place: place})
	}
	add("单位和账号", "系统 > 单位信息、账号", "落款、电话、每名同事的账号", "", screen.System)
	for _, k := range takeover.Kinds() {
		_, brings, _ := strings.Cut(abouts[k], "：") // its title stands beside it
		add(k.Title(), stateOf(o.taken, k, since), brings, k, 0)
	}
	add("核对", "看各区使用情况报表", "套数、面积与文件、公布数对上", "", screen.Report)
	return o, nil
}

// stateOf says what was brought in of a kind.
func stateOf(taken []takeover.Row, k takeover.Kind, since map[string]civil.Date) string {
	n := 0
	var last civil.Date
	for _, r := range taken {
		if r.Kind == k && r.Undone.IsZero() {
			n += r.Added
			last = civil.Max(last, r.Day)
		}
	}
	switch {
	case n > 0:
		return fmt.Sprintf("已导入 %s，%s", kit.Count(int64(n)), last)
	case k == takeover.Units && len(since) == 0:
		return "还是示例明细"
	}
	return "还没有"
}

// writeBlank writes a blank spreadsheet into the folder of exports.
func writeBlank(env *screen.Env, kind takeover.Kind) tea.Cmd {
	st, by := env.Store, env.Actor()
	path := screen.ExportPath(st, "空白表-"+kind.Title()+".xlsx")
	return kit.Guard(func() tea.Msg {
		var err error
		for i := 1; i < 100; i++ {
			err = screen.WriteFile(st, path, func(w io.Writer) error { return st.BlankSheet(context.Background(), by, kind, w) })
			if err == nil || !strings.Contains(err.Error(), screen.ErrFileThere.Text) {
				break
			}
			path = screen.ExportPath(st, fmt.Sprintf("空白表-%s-%d.xlsx", kind.Title(), i+1))
		}
		if err != nil {
			return kit.Failed{Err: err}
		}
		return kit.Done{Text: "空白表已写到 " + path}
	})
}

// undoLast asks before an import is taken back as a whole.
func undoLast(env *screen.Env, r takeover.Row) tea.Cmd {
	spec := kit.ConfirmSpec{
		Title: "撤销导入", Yes: "整批撤销", Warn: true, Reason: kit.ReasonRequired,
		Lines: []string{fmt.Sprintf("%s %s 的导入整批撤销：新增的 %d 条移出，变更的 %d 条恢复原样，停用的示例明细恢复。", r.Kind.Title(), r.File, r.Added, r.Changed)},
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "已撤销导入 " + r.File, env.Store.UndoImport(ctx, by, r.ID, reason)
	})
}
