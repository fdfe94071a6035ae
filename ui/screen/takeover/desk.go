package takeover

import (
	"context"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// The tabs of the desk.
const (
	tabSteps = iota
	tabCheck
	tabTaken
)

// office is what the desk shows.
type office struct {
	desk.Moving
	taken []takeover.Row
	last  takeover.Row
	why   error // why the last import cannot be taken back
	found bool
}

// desks are the tables of the desk, by what stands under the cursor.
type desks struct {
	env   *screen.Env
	page  *screen.Page[office]
	steps *kit.Table[desk.MovingStep]
	check *kit.Table[desk.Misfit]
}

// New is the desk on which an office moves in; its filter may name a kind, whose file is then chosen at once.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if k, err := ledger.Find(to.Filter); err == nil {
		return newChoose(env, k)
	}
	d := &desks{env: env}
	steps, stepPart := screen.Rows(screen.Part[office]{Title: "步骤", Keys: screen.NoKeys}, kit.TableSpec[desk.MovingStep]{
		Name: "接入步骤", Cols: stepColumns, Key: func(s desk.MovingStep) string { return string(s.Step) },
	}, func(o office) []desk.MovingStep { return o.Steps })
	stepPart.Draw = func(th *kit.Theme, w, h int, _ office) []string { // what does not fit into its column, in full
		s, ok := steps.Current()
		return over(steps, ok && kit.Width(s.State) > stateWidth, s.Step.Title()+"："+s.State, th.Muted, th, w, h)
	}
	check, checkPart := screen.Rows(screen.Part[office]{Title: desk.StepCheck.Title(), Count: func(o office) int { return len(o.Misfit) }, Keys: screen.NoKeys}, kit.TableSpec[desk.Misfit]{
		Name: "接入核对", Cols: misfitColumns, Key: func(m desk.Misfit) string { return m.Key },
	}, func(o office) []desk.Misfit { return o.Misfit }, "都对得上。", "前面的步骤做完以后，按 F5 确认核对，首页就不再提醒。")
	_, takenPart := screen.Rows(screen.Part[office]{Title: "已导入", Count: func(o office) int { return len(o.taken) }, Keys: screen.NoKeys}, kit.TableSpec[takeover.Row]{
		Name: "已导入", Cols: takenColumns, Key: func(r takeover.Row) string { return fmt.Sprint(r.ID) },
	}, func(o office) []takeover.Row { return o.taken }, "还没有导入过。", "在“步骤”里选一步，按 Enter 选文件。")
	checkPart.Draw = func(th *kit.Theme, w, h int, _ office) []string {
		m, ok := check.Current()
		return over(check, ok, strings.TrimSpace(m.Which+" -> "+m.Do), th.Muted, th, w, h)
	}
	d.steps, d.check = steps, check
	d.page = screen.NewPage(env, screen.PageSpec[office]{
		Noun: textTakeover, About: helpDesk, Early: true,
		Read:    func(ctx context.Context, by engine.Actor) (office, error) { return readOffice(ctx, env.Store, by) },
		Title:   func(office) string { return textTakeover },
		Summary: fmtWay,
		Next:    nextOf,
		Parts:   []screen.Part[office]{stepPart, checkPart, takenPart},
		Actions: d.actions,
	})
	return d.page
}

// actions are those of the tab that is shown.
func (d *desks) actions(o office) []kit.Action {
	turn := d.page.Turn("换栏")
	switch d.page.At() {
	case tabTaken: // a file that was taken is not entered again
		return []kit.Action{d.undo(o), turn}
	case tabCheck:
		m, ok := d.check.Current()
		return []kit.Action{
			kit.Act("去改", func() tea.Cmd { return kit.Send(screen.Go{Place: screen.PlaceOf(m.Noun), Filter: m.Filter}) }, "enter").When(screen.NoRow(ok)),
			d.close(o), turn,
		}
	}
	s, ok := d.steps.Current()
	kind := ledger.Kind(s.Step)
	_, err := ledger.Find(string(s.Step))
	open := kit.Act("进入", func() tea.Cmd { return d.open(s.Step) }, "enter").When(screen.NoRow(ok))
	blank := kit.Act("空白表", func() tea.Cmd { return writeBlank(d.env, kind) }, "f7")
	if err != nil {
		blank = blank.When("这一步在屏幕上填，没有空白表")
	} else {
		open = open.When(d.env.WhyNot(takeover.ActImport))
	}
	return []kit.Action{open, blank, d.aside(s), d.undo(o), turn, d.close(o)}
}

// open goes where a step is done.
func (d *desks) open(s desk.Step) tea.Cmd {
	switch s {
	case desk.StepCard:
		return screen.List(screen.System, basis.OfficeCardNoun.Title)
	case desk.StepAccounts:
		return screen.List(screen.System, say.Account)
	case desk.StepCheck:
		return d.page.Show(tabCheck)
	}
	if k, err := ledger.Find(string(s)); err == nil {
		return screen.Show(newChoose(d.env, k))
	}
	return screen.Open(screen.Fee, 0)
}

// aside says that the office has nothing of a step, or takes it up again.
func (d *desks) aside(s desk.MovingStep) kit.Action {
	to, label := desk.StepAside, "不用办"
	if s.Aside {
		to, label = desk.StepOpen, "重新办"
	}
	act := kit.Act(label, func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: s.Step.Title(), Yes: label, Lines: []string{"这一步不再提醒，以后仍可以办。写明为什么，例如：没有在租的。"}, Reason: kit.ReasonRequired}
		if s.Aside {
			spec.Lines, spec.Reason = []string{"这一步重新列为要办。"}, kit.ReasonNone
		}
		return d.env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return s.Step.Title() + "：" + label, d.env.Store.SetStep(ctx, by, s.Step, to, reason)
		})
	}, "ctrl+x").When(d.env.WhyNot(desk.ActStep))
	if err := desk.CanStep(s.Step, to, "-"); err != nil {
		return act.When(err.Error())
	}
	if s.Done {
		return act.When("这一步已经做完")
	}
	return act
}

// close says that the office has moved in.
func (d *desks) close(o office) kit.Action {
	act := kit.Act("确认核对", func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: "接入办完", Yes: "确认核对", Lines: []string{"步骤都做完了，数据也对得上：首页不再提醒接入。"}}
		if n := len(o.Misfit); n > 0 {
			spec.Lines = []string{fmt.Sprintf("还有 %d 处对不上。可以先改；就这样办结的，写明怎么处理，记入日志。", n)}
			spec.Reason = kit.ReasonRequired
		}
		return d.env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "接入办完，首页不再提醒", d.env.Store.CloseMoving(ctx, by, reason)
		})
	}, "f5").When(d.env.WhyNot(desk.ActStep))
	switch {
	case !o.Since.IsZero():
		return act.When("已在 " + o.Since.String() + " 确认")
	case o.Left > 1 || o.Left == 1 && o.Next != desk.StepCheck:
		return act.When("先做完前面的步骤，下一步：" + o.Next.Title())
	}
	return act
}

func (d *desks) undo(o office) kit.Action {
	undo := kit.Act("撤销最近一次", func() tea.Cmd { return undoLast(d.env, o.last) }, "f12").When(d.env.WhyNot(takeover.ActUndo))
	switch {
	case !o.found:
		return undo.When("还没有导入过")
	case o.why != nil:
		return undo.When(o.why.Error())
	}
	return undo
}

// stateWidth is the room for how a step stands: for the four roles that an office can lack.
const stateWidth = 35

var stepColumns = []kit.Col[desk.MovingStep]{
	{Title: "", Width: 2, Text: stepMark, Style: stepStyle},
	{Title: "做什么", Width: 10, Text: func(s desk.MovingStep) string { return s.Step.Title() }},
	{Title: "现在", Width: stateWidth, Flex: true, Text: func(s desk.MovingStep) string { return s.State }, Style: stepStyle},
	{Title: "内容", Width: 28, Drop: 1, Text: func(s desk.MovingStep) string { return abouts[s.Step] }},
}

func stepMark(s desk.MovingStep) string {
	switch {
	case s.Done:
		return "✓"
	case s.Aside:
		return "-"
	case s.Step.Extra():
		return ""
	}
	return "!"
}

func stepStyle(th *kit.Theme, s desk.MovingStep) kit.Style {
	switch {
	case s.Done:
		return th.Good
	case s.Waits():
		return th.Warn
	}
	return th.Muted
}

var misfitColumns = []kit.Col[desk.Misfit]{
	{Title: "对不上", Width: 30, Flex: true, Text: func(m desk.Misfit) string { return m.Title }},
	{Title: "多少", Width: 6, Right: true, Text: func(m desk.Misfit) string { return kit.CountOrNone(m.Count) }},
	{Title: "哪些", Width: 24, Flex: true, Text: func(m desk.Misfit) string { return m.Which }},
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
	if o.Moving, err = st.Moving(ctx, by); err != nil {
		return o, err
	}
	if o.taken, err = st.Imports(ctx, by); err != nil {
		return o, err
	}
	o.last, o.why, o.found, err = st.LastImport(ctx, by)
	return o, err
}

// writeBlank writes a blank spreadsheet into the folder of exports.
func writeBlank(env *screen.Env, kind ledger.Kind) tea.Cmd {
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
