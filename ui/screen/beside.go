package screen

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	domain "penggai/allocation/note"
	"penggai/store/engine"
	"penggai/store/note"
	"penggai/store/watch"
	"penggai/ui/kit"
)

// GoBeside leads to what lies beside a record: its notes and files.
func GoBeside(noun allocation.Noun, id int64) Go {
	return Go{Place: Beside, ID: id, Filter: string(noun)}
}

// NoteActions are the keys with which any record takes a note and shows what lies beside it.
func NoteActions(env *Env, noun allocation.Noun, id int64) []kit.Action {
	list := []kit.Action{
		kit.Act(domain.ActAdd.Title, func() tea.Cmd { return kit.Send(Go{Place: NoteNew, ID: id, Filter: string(noun)}) }, "ctrl+n").When(env.WhyNot(domain.ActAdd)),
		kit.Act(domain.ActAttach.Title, func() tea.Cmd { return kit.Send(Go{Place: FileNew, ID: id, Filter: string(noun)}) }, "ctrl+g").When(env.WhyNot(domain.ActAttach)).Silent(),
		kit.Act(domain.Word+domain.FileWord, func() tea.Cmd { return kit.Send(GoBeside(noun, id)) }, "ctrl+k").Silent(),
		kit.Act("经过", func() tea.Cmd { return kit.Send(Go{Place: Log, Filter: engine.RecordFilter(string(noun), id)}) }, "ctrl+q").When(env.WhyNoLog()).Silent(),
	}
	if env.WhyNot(allocation.ActRaiseFinding) == "" && watch.MayFind(noun) { // whoever may raise findings raises them from any record
		raise := func() tea.Cmd { return kit.Send(Go{Place: FindingNew, ID: id, Filter: string(noun)}) }
		list = append([]kit.Action{kit.Act("督办", raise, "ctrl+d")}, list...)
	}
	return list
}

// WhyNoLog is the reason why the actor may not read the log.
func (e *Env) WhyNoLog() string {
	switch e.Actor().Role {
	case allocation.Auditor, allocation.Admin, allocation.Supervisor, allocation.Approver:
		return ""
	}
	return "日志由审计、系统管理员、督办和分管领导查看"
}

// readBeside reads what lies beside the record that the page shows.
func (s *sheet) readBeside() tea.Cmd {
	if s.spec.Record == nil {
		return nil
	}
	noun, id := s.spec.Record(s.load.Value)
	by, st := s.Env.Actor(), s.Env.Store
	return s.beside.Read(func(ctx context.Context) (note.Sheet, error) {
		d, err := st.Beside(ctx, by, noun, id)
		if errors.Is(err, engine.ErrOtherDistrict) {
			return note.Sheet{}, nil // another district's record may be looked at, not what was noted beside it
		}
		return d, err
	})
}

// besideLines say how much lies beside the record, the latest first, and which scan it asks for; nothing without any.
func (s *sheet) besideLines(w int) []string {
	d := s.beside.Value
	if s.spec.Record == nil || !s.beside.Ready || len(d.Notes) == 0 && len(d.Files) == 0 && len(d.Asks) == 0 {
		return nil
	}
	th := s.Env.Theme
	line := func(style kit.Style, head, text, key, do string) string {
		tail := "  " + kit.KeyWord(key) + " " + do
		room := w - kit.Width(head) - kit.Width(tail) - 4
		return " " + style.Render(head) + "  " + kit.Fit(text, max(room, 0)) + th.Muted.Render(tail)
	}
	var out []string
	if len(d.Notes)+len(d.Files) > 0 {
		out = append(out, line(th.Accent, fmtBeside(d), latest(d), "ctrl+k", "查看"))
	}
	if len(d.Asks) > 0 {
		out = append(out, line(th.Warn, textAsked, d.Asks[0].Words(), "ctrl+g", "附上"))
	}
	return out
}

// latest is the last note that stands, else the last file.
func latest(d note.Sheet) string {
	for _, n := range d.Notes {
		if !n.Gone() {
			return fmt.Sprintf("%s %s %s：%s", n.Day, n.Author, n.Topic.Title(), strings.Join(strings.Fields(n.Text), " "))
		}
	}
	for _, f := range d.Files {
		if !f.Gone() {
			return fmt.Sprintf("%s %s %s：%s", f.Day, f.Author, f.What.Title(), f.Name)
		}
	}
	return ""
}

// besideActions are the keys of notes on the page of a record.
func (s *sheet) besideActions() []kit.Action {
	if s.spec.Record == nil {
		return nil
	}
	noun, id := s.spec.Record(s.load.Value)
	return NoteActions(s.Env, noun, id)
}

// fmtBeside is how many stand; empty without any.
func fmtBeside(d note.Sheet) string {
	var out []string
	if len(d.Notes) > 0 {
		out = append(out, fmt.Sprintf("%s %d", domain.Word, d.Count()))
	}
	if len(d.Files) > 0 {
		out = append(out, fmt.Sprintf("%s %d", domain.FileWord, d.CountFiles()))
	}
	return strings.Join(out, "  ")
}

const textAsked = "未附扫描件"
