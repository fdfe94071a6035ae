package note

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/note"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date, ids ...string) []kit.Col[note.Row] {
	drawn := map[string]kit.Col[note.Row]{
		"day":     {ID: "day", Width: 10},
		"topic":   {ID: "topic", Width: 8},
		"noun":    {ID: "noun", Width: 8, Drop: 1},
		"subject": {ID: "subject", Width: 20, Flex: true},
		"author":  {ID: "author", Width: 8, Drop: 2},
		"text":    {ID: "text", Width: 20, Flex: true, Text: func(r note.Row) string { return flat(r) }, Style: mark},
	}
	var cols []kit.Col[note.Row]
	for _, id := range ids {
		cols = append(cols, drawn[id])
	}
	return screen.Cols(note.Noun, today, cols)
}

// mark dims what was withdrawn.
func mark(th *kit.Theme, r note.Row) kit.Style {
	if !r.Withdrawn.IsZero() {
		return th.Muted
	}
	return kit.Style{}
}

// flat is the text on one line, with the mark of what was withdrawn.
func flat(r note.Row) string {
	text := strings.Join(strings.Fields(r.Text), " ")
	if !r.Withdrawn.IsZero() {
		return say.Withdrawn + " " + text
	}
	return text
}

// newList is the list of all notes.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[note.Row, note.Row]{
		Title: textNotes, Views: "note", Sort: to.Sort, Cols: columns(env.Today(), "day", "topic", "noun", "subject", "author", "text"), Filter: to.Filter, Total: fmtCount, About: helpList,
		ID:   func(r note.Row) int64 { return r.ID },
		Read: env.Store.Notes,
		None: []string{"还没有附注。", "打开任何一条记录，按 Ctrl+N 记一条。"},
		Row: func(th *kit.Theme, w, _ int, r note.Row, _ *note.Row) []string {
			return kit.Detail(th, w, append([]kit.Pair{{Label: say.Subject, Value: r.Subject}}, pairs(th, r)...))
		},
		Open: func(r note.Row) tea.Cmd { return screen.Open(screen.PlaceOf(r.Noun), r.Record) },
		Own: func(r note.Row, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(textBeside, func() tea.Cmd { return kit.Send(screen.GoBeside(r.Noun, r.Record)) }, "f4").When(screen.NoRow(ok)),
			}
		},
	})
}

// pairs are a note as it reads.
func pairs(th *kit.Theme, r note.Row) []kit.Pair {
	out := []kit.Pair{
		{Label: textTopic, Value: r.Topic.Title()},
		{Label: say.RecordedBy, Value: r.Author + "  " + r.Day.String()},
		{Label: say.Content, Value: r.Text},
	}
	if !r.Withdrawn.IsZero() {
		out = append(out, kit.Pair{Label: say.Withdrawn, Value: r.Withdrawn.String() + "  " + r.Why, Style: th.Warn})
	}
	return out
}

var helpList = []string{
	"这里是各类记录上的附注，最近的在前。F3 筛选：主题、类别、对象、内容、登记人、日期、有效:是。",
	"Enter 打开那条记录；F4 看那条记录的全部附注；F7 导出。撤回的仍列在这里，注明“已撤回”。",
}
