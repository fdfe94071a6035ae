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
	"penggai/ui/kit"
)

// GoBeside leads to what lies beside a record: its notes and files.
func GoBeside(noun allocation.Noun, id int64) Go {
	return Go{Place: Beside, ID: id, Filter: string(noun)}
}

// NoteActions are the keys with which any record takes a note and shows what lies beside it.
func NoteActions(env *Env, noun allocation.Noun, id int64) []kit.Action {
	return []kit.Action{
		kit.Act(domain.ActAdd.Title, func() tea.Cmd { return kit.Send(Go{Place: NoteNew, ID: id, Filter: string(noun)}) }, "ctrl+n").When(env.WhyNot(domain.ActAdd)),
		kit.Act(domain.Word+domain.FileWord, func() tea.Cmd { return kit.Send(GoBeside(noun, id)) }, "ctrl+k").Silent(),
	}
}

// readBeside reads what lies beside the record that the page shows.
func (s *Page[T]) readBeside() tea.Cmd {
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

// besideLines say how much lies beside the record, the latest first; nothing without any.
func (s *Page[T]) besideLines(w int) []string {
	d := s.beside.Value
	if s.spec.Record == nil || !s.beside.Ready || len(d.Notes) == 0 {
		return nil
	}
	th := s.Env.Theme
	text := ""
	for _, n := range d.Notes {
		if n.Withdrawn.IsZero() {
			text = fmt.Sprintf("%s %s %s：%s", n.Day, n.Author, n.Topic.Title(), strings.Join(strings.Fields(n.Text), " "))
			break
		}
	}
	head, tail := fmtBeside(d), "  "+kit.KeyWord("ctrl+k")+" 查看"
	room := w - kit.Width(head) - kit.Width(tail) - 4
	return []string{" " + th.Accent.Render(head) + "  " + kit.Fit(text, max(room, 0)) + th.Muted.Render(tail)}
}

// besideActions are the keys of notes on the page of a record.
func (s *Page[T]) besideActions() []kit.Action {
	if s.spec.Record == nil {
		return nil
	}
	noun, id := s.spec.Record(s.load.Value)
	return NoteActions(s.Env, noun, id)
}

func fmtBeside(d note.Sheet) string {
	return fmt.Sprintf("%s %d", domain.Word, d.Count())
}
