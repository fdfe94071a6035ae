package log

import (
	"context"
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// list is the log, the latest entry first.
type list struct {
	env   *screen.Env
	table *kit.Table[store.LogEntry]
	peek  screen.Loader[record]
	wide  bool
}

// record is an entry with the rows that it changed.
type record struct {
	entry   store.LogEntry
	changes []store.LogChange
	more    bool
}

// New makes the place "log"; Go.Filter is the filter at the start.
func New(env *screen.Env, to screen.Go) screen.Screen {
	s := &list{env: env}
	s.table = kit.NewTable(kit.TableSpec[store.LogEntry]{
		Name: textLog, Cols: columns, Key: func(e store.LogEntry) string { return strconv.FormatInt(e.Seq, 10) },
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
	return textNotYours
}

var columns = []kit.Col[store.LogEntry]{
	{Title: textSeq, Width: 6, Right: true, Text: func(e store.LogEntry) string { return strconv.FormatInt(e.Seq, 10) }},
	{Title: textDay, Width: 10, Text: func(e store.LogEntry) string { return e.Day.String() }},
	{Title: textTime, Width: 5, Drop: 5, Text: func(e store.LogEntry) string { return clock(e.At) }},
	{Title: textActor, Width: 18, Drop: 1, Filter: textActor, Text: func(e store.LogEntry) string { return e.Actor }},
	{Title: textTitle, Width: 12, Filter: textTitle, Text: func(e store.LogEntry) string { return e.Title }},
	{Title: textSubject, Width: 14, Flex: true, Text: func(e store.LogEntry) string { return e.Subject }},
	{Title: textReason, Width: 24, Flex: true, Drop: 4, Text: func(e store.LogEntry) string { return e.Reason }},
}

// clock is hour and minute of an RFC 3339 time.
func clock(at string) string {
	if len(at) < 16 {
		return ""
	}
	return at[11:16]
}

func (s *list) fetch(ctx context.Context, q kit.Query) (kit.Page[store.LogEntry], error) {
	p, err := s.env.Store.LogList(ctx, s.env.Actor(), store.ListQuery{
		Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find,
	})
	return kit.Page[store.LogEntry]{Rows: p.Rows, Offset: p.Offset, Total: p.Total}, err
}

func empty(filter string) []string {
	if filter == "" {
		return []string{textNone}
	}
	return []string{textNoneFound, textNoneHow}
}

// read reads an entry's rows.
func (s *list) read(e store.LogEntry) func(ctx context.Context) (record, error) {
	return func(ctx context.Context) (record, error) {
		changes, more, err := s.env.Store.LogChanges(ctx, e.Seq)
		return record{e, changes, more}, err
	}
}

func (s *list) moved(e store.LogEntry) tea.Cmd {
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
	report store.Report
}

func (s *list) verify() tea.Cmd {
	return kit.Run(textVerify, func(ctx context.Context, report kit.Report) tea.Msg {
		r, err := s.env.Store.Verify(ctx, func(stage string, done, total int64) { report(done, total, stageTitle(stage)) })
		switch {
		case errors.Is(err, context.Canceled) || ctx.Err() != nil:
			return screen.Note{Text: textStopped}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return verified{s, r}
	})
}

func (s *list) show(r store.Report) tea.Cmd {
	return kit.Read(textVerify, func(w int) []string { return ReportLines(s.env.Theme, r, w) })
}

// ReportLines are the lines of a report with their judgement, wrapped to w cells.
func ReportLines(th *kit.Theme, r store.Report, w int) []string {
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
	words, style := textAllGood, th.Good
	if !r.OK() {
		words, style = textNotGood, th.Bad
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
		filter = textAll
	}
	return textFilter + filter, fmtCount(s.table.Total())
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
			lines = append(lines[:h-1], " "+th.Muted.Render(textMoreBelow))
		}
		return lines
	}, nil)
}

// Actions are reading an entry, the proof, and what every table can do.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	return append([]kit.Action{kit.Act(textOpen, s.open, "enter"), kit.Act(textVerify, s.verify, "f5", "v")}, s.table.Actions()...)
}
