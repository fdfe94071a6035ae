package log

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// list is the log, the latest entry first.
type list struct {
	env   *screen.Env
	table *kit.Table[engine.LogEntry]
	peek  screen.Loader[record]
	wide  bool
}

// record is an entry with the rows that it changed.
type record struct {
	entry   engine.LogEntry
	changes []engine.LogChange
	more    bool
}

// New makes the list; Go.Filter is the filter at the start.
func New(env *screen.Env, to screen.Go) screen.Screen {
	s := &list{env: env}
	s.table = kit.NewTable(kit.TableSpec[engine.LogEntry]{
		Name: textLog, Cols: columns, Key: func(e engine.LogEntry) string { return strconv.FormatInt(e.Seq, 10) },
		Filter: to.Filter, Fetch: s.fetch, Empty: empty, Moved: s.moved,
	})
	return s
}

// WhyNot is the reason why the actor may not read the log.
func WhyNot(env *screen.Env) string {
	switch env.Actor().Role {
	case allocation.Auditor, allocation.Admin, allocation.Supervisor, allocation.Approver:
		return ""
	}
	return "日志由审计、系统管理员、督办和分管领导查看"
}

var columns = []kit.Col[engine.LogEntry]{
	{Title: "序号", Width: 6, Right: true, Text: func(e engine.LogEntry) string { return strconv.FormatInt(e.Seq, 10) }},
	{Title: "日期", Width: 10, Text: func(e engine.LogEntry) string { return e.Day.String() }},
	{Title: "时间", Width: 5, Drop: 5, Text: func(e engine.LogEntry) string { return clock(e.At) }},
	{Title: textActor, Width: 18, Drop: 1, Filter: textActor, Text: func(e engine.LogEntry) string { return e.Actor }},
	{Title: textTitle, Width: 12, Filter: textTitle, Text: func(e engine.LogEntry) string { return e.Title }},
	{Title: textSubject, Width: 14, Flex: true, Text: func(e engine.LogEntry) string { return e.Subject }},
	{Title: textReason, Width: 24, Flex: true, Drop: 4, Text: func(e engine.LogEntry) string { return e.Reason }},
}

// clock is hour and minute of an RFC 3339 time.
func clock(at string) string {
	if len(at) < 16 {
		return ""
	}
	return at[11:16]
}

func (s *list) fetch(ctx context.Context, q kit.Query) (kit.Page[engine.LogEntry], error) {
	p, err := s.env.Store.LogList(ctx, s.env.Actor(), engine.ListQuery{
		Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find,
	})
	return kit.Page[engine.LogEntry]{Rows: p.Rows, Offset: p.Offset, Total: p.Total}, err
}

func empty(filter string) []string {
	if filter == "" {
		return []string{"还没有日志"}
	}
	return []string{"没有符合筛选条件的日志", "Esc 清除筛选；可写 事项:签约 办理人:周 日期:2021-03"}
}

// read reads an entry's rows.
func (s *list) read(e engine.LogEntry) func(ctx context.Context) (record, error) {
	return func(ctx context.Context) (record, error) {
		changes, more, err := s.env.Store.LogChanges(ctx, e.Seq)
		return record{e, changes, more}, err
	}
}

func (s *list) moved(e engine.LogEntry) tea.Cmd {
	if !s.wide {
		return nil
	}
	return s.peek.Read(s.read(e))
}

// Init loads the first window.
func (s *list) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table; the answer of a verification is shown.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.peek.Take(msg); mine {
		return s, cmd
	}
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		s.wide = kit.Beside(m.Width)
		if e, ok := s.table.Current(); ok && s.wide {
			return s, tea.Batch(s.table.Update(msg), s.moved(e))
		}
	case verified:
		if m.to == s {
			return s, s.show(m.report)
		}
		return s, nil
	case opened:
		if m.to == s {
			return s, s.readEntry(m.record)
		}
		return s, nil
	}
	return s, s.table.Update(msg)
}

// opened brings an entry back to be read.
type opened struct {
	to     *list
	record record
}

func (s *list) open() tea.Cmd {
	e, ok := s.table.Current()
	if !ok {
		return nil
	}
	read := s.read(e)
	return func() tea.Msg {
		r, err := read(context.Background())
		if err != nil {
			return screen.Failed{Err: err}
		}
		return opened{s, r}
	}
}

func (s *list) readEntry(r record) tea.Cmd {
	return kit.Read(fmtEntry(r.entry.Seq), func(w int) []string { return r.lines(s.env.Theme, w) })
}

// verified brings the report of a verification back.
type verified struct {
	to     *list
	report engine.Report
}

func (s *list) verify() tea.Cmd {
	return kit.Run(textVerify, func(ctx context.Context, report kit.Report) tea.Msg {
		r, err := s.env.Store.Verify(ctx, func(stage string, done, total int64) { report(done, total, stageTitle(stage)) })
		switch {
		case errors.Is(err, context.Canceled) || ctx.Err() != nil:
			return screen.Note{Text: "核验已停止，没有得出结论"}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return verified{s, r}
	})
}

func (s *list) show(r engine.Report) tea.Cmd {
	return kit.Read(textVerify, func(w int) []string { return ReportLines(s.env.Theme, r, w) })
}

// ReportLines are the lines of a report with their judgement, wrapped to w cells.
func ReportLines(th *kit.Theme, r engine.Report, w int) []string {
	out := []string{""}
	for _, l := range r.Lines {
		mark, style := th.Tick(), th.Good
		if !l.OK {
			mark, style = "!", th.Bad
		}
		for _, part := range kit.Wrap(l.Text, w-4) {
			out = append(out, " "+style.Render(mark+" "+part))
			mark = " "
		}
	}
	words, style := "全部通过：日志没有被改过，现有数据与日志一致。", th.Good
	if !r.OK() {
		words, style = "没有通过：有人绕过程序改过数据，或文件有损坏。请停止办理，把数据文件夹另存一份，并报告审计人员。", th.Bad
	}
	out = append(out, "")
	for _, part := range kit.Wrap(words, w-2) {
		out = append(out, " "+style.Render(part))
	}
	return append(out, "")
}

// Title, Summary, Cursor, Escape and Help are the screen's frame.
func (s *list) Title() string           { return textLog }
func (s *list) Cursor() *tea.Cursor     { return s.table.Cursor() }
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }
func (s *list) Help() []string          { return help }

// Summary is the filter and how many entries it leaves.
func (s *list) Summary() (string, string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = "全部"
	}
	return "筛选: " + filter, fmtCount(s.table.Total())
}

// Body is the table, with the entry beside it on a wide terminal.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	th := s.env.Theme
	table := func(w, h int) []string { return s.table.Lines(th, w, h) }
	return kit.Split(th, w, h, table, func(w, h int) []string {
		e, ok := s.table.Current()
		if !ok || !s.peek.Ready || s.peek.Value.entry.Seq != e.Seq {
			return nil
		}
		lines := s.peek.Value.lines(th, w)
		if len(lines) > h {
			lines = append(lines[:h-1], " "+th.Muted.Render("下面还有，Enter 看全部"))
		}
		return lines
	}, nil)
}

// Actions are reading an entry, the proof, and what every table can do.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	return append([]kit.Action{kit.Act("详情", s.open, "enter"), kit.Act(textVerify, s.verify, "f5", "v")}, s.table.Actions()...)
}

const (
	textLog    = "日志"
	textVerify = "核验"
)

func fmtEntry(seq int64) string { return fmt.Sprintf("日志第 %d 条", seq) }

func fmtCount(n int) string { return kit.Count(n) + " 条" }

// stageTitle says what a verification is doing.
func stageTitle(stage string) string {
	switch stage {
	case "chain":
		return "正在逐条核对日志链"
	case "rows":
		return "正在逐行核对现有数据"
	}
	return "正在重算已确认的批次"
}

var help = []string{
	"每一次办理都在这里留一条，写明谁、何时、办什么、为什么，不能改也不能删。",
	"Enter 看这一条改动了哪些数据；F3 筛选，可写 事项:、办理人:、对象:、理由:、日期:、序号:。",
	"F5 核验：逐条核对日志链，逐行核对现有数据，重算已确认的批次。绕过程序的改动会被发现。",
}
