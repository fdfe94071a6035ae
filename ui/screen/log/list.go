package log

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"penggai/allocation/oversight"
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/store/trail"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// record is what an entry changed.
type record struct {
	changes []trail.Change
	more    bool
}

// New makes the list, the latest entry first; Go.Filter is the filter at the start.
func New(env *screen.Env, to screen.Go) screen.Screen {
	var s *screen.ListScreen[engine.LogEntry, record]
	s = screen.NewList(env, screen.ListSpec[engine.LogEntry, record]{
		Title: textLog, Cols: screen.Cols(engine.LogNoun, env.Today(), columns), Filter: to.Filter, Total: fmtCount, About: help,
		Tabs:   screen.ByWord(engine.TextFieldKind+":", "换一类", oversight.AuditKinds(), env.Store.LogKinds),
		ID:     func(e engine.LogEntry) int64 { return e.Seq },
		Read:   env.Store.LogList,
		None:   []string{"还没有日志"},
		NoHits: []string{"没有符合筛选条件的日志", "Esc 清除筛选；可写 事项:签约 办理人:周 日期:2021-03"},
		Peek:   func(ctx context.Context, _ engine.Actor, seq int64) (record, error) { return readRecord(ctx, env, seq) },
		Row: func(th *kit.Theme, w, h int, e engine.LogEntry, of *record) []string {
			if of == nil {
				return nil
			}
			lines := of.lines(th, w, e)
			if len(lines) > h {
				lines = append(lines[:h-1], " "+th.Muted.Render("下面还有，Enter 看全部"))
			}
			return lines
		},
		Own: func(e engine.LogEntry, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(say.Details, func() tea.Cmd { return open(env, e) }, "enter").When(screen.NoRow(ok)),
				kit.Act(textVerify, func() tea.Cmd { return verify(env) }, "f5", "v"),
				kit.Act("经过", func() tea.Cmd { return s.Table.SetFilter(engine.RecordFilter(e.Noun, e.NounID)) }, "ctrl+q").When(whyNoRecord(e, ok)),
			}
		},
	})
	return s
}

// whyNoRecord says why an entry has no record whose life could be shown.
func whyNoRecord(e engine.LogEntry, ok bool) string {
	if ok && e.Noun == "" {
		return "这一条不属于哪一个记录"
	}
	return screen.NoRow(ok)
}

// WhyNot is the reason why the actor may not read the log.
func WhyNot(env *screen.Env) string { return env.WhyNoLog() }

var columns = []kit.Col[engine.LogEntry]{
	{ID: "seq", Width: 6, Text: func(e engine.LogEntry) string { return strconv.FormatInt(e.Seq, 10) }},
	{ID: "day", Width: 10},
	{ID: "at", Width: 5, Drop: 5, Text: func(e engine.LogEntry) string { return screen.Clock(e.At) }},
	{ID: "actor", Width: 18, Drop: 1, Filter: "="},
	{ID: "title", Width: 18, Filter: "="},
	{ID: "subject", Width: 14, Flex: true},
	{ID: "reason", Width: 24, Flex: true, Drop: 4},
}

// readRecord reads the rows that an entry changed.
func readRecord(ctx context.Context, env *screen.Env, seq int64) (r record, err error) {
	r.changes, r.more, err = env.Store.LogChanges(ctx, seq)
	return r, err
}

// open reads an entry and shows it.
func open(env *screen.Env, e engine.LogEntry) tea.Cmd {
	return kit.Guard(func() tea.Msg {
		r, err := readRecord(context.Background(), env, e.Seq)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return reading.Open(fmtEntry(e.Seq), func(w int) []string { return r.lines(env.Theme, w, e) })()
	})
}

// verify proves the log with a progress, and shows what it found.
func verify(env *screen.Env) tea.Cmd {
	return progress.Run(textVerify, func(ctx context.Context, report progress.Report) tea.Msg {
		r, err := env.Store.Verify(ctx, func(stage string, done, total int64) { report(done, total, stageTitle(stage)) })
		switch {
		case errors.Is(err, context.Canceled) || ctx.Err() != nil:
			return screen.Note{Text: "核验已停止，没有得出结论"}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return reading.Open(textVerify, func(w int) []string { return ReportLines(env.Theme, r, w) })()
	})
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
		if len(l.Differences) > 1 {
			out = append(out, differenceLines(l, w)...)
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

// differenceLines name each difference of a check that found several.
func differenceLines(l engine.ReportLine, w int) (out []string) {
	for _, d := range l.Differences {
		for _, part := range kit.Wrap(d.String(), w-7) {
			out = append(out, "     "+part)
		}
	}
	if l.More > 0 {
		out = append(out, fmt.Sprintf("     还有 %d 处没有列出", l.More))
	}
	return out
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
	"Tab 换一类：例外决定、撤销更正、参数、导出打印、号码（看过完整证件号）、账号；审计先看这几类。数字是各类的条数，日常办理只在“全部”里。",
	"Ctrl+Q 只看这一条所属记录的全部经过：更正、打印、撤销都在其中；在记录的页面上按 Ctrl+Q 也到这里。",
	"F5 核验：逐条核对日志链，逐行核对现有数据，重算已确认的批次。绕过程序的改动会被发现。",
}
