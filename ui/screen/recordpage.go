package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
)

// RecordSpec says what a RecordPage shows of a record T.
type RecordSpec[T any] struct {
	Noun    string // 退出: the path until the record is read, and before its name
	Read    func(ctx context.Context, by engine.Actor) (T, error)
	Name    func(T) string
	Summary func(T) (left, right string)
	Head    func(th *kit.Theme, w int, of T) []string // lines that stand still, the next step first; nil: none
	Lines   func(th *kit.Theme, w int, of T) []string // lines that scroll
	Actions func(T) []kit.Action
	Free    []string // keys that work while the record is read again
	About   []string // F1
}

// RecordPage is the page of one record. It reads the record again when rows were written, and offers nothing that binds
// until it has.
type RecordPage[T any] struct {
	env    *Env
	spec   RecordSpec[T]
	load   Loader[T]
	scroll Scroll
}

// NewRecordPage makes the page.
func NewRecordPage[T any](env *Env, spec RecordSpec[T]) *RecordPage[T] {
	return &RecordPage[T]{env: env, spec: spec}
}

// Init reads the record.
func (s *RecordPage[T]) Init() tea.Cmd {
	by := s.env.Actor()
	return s.load.Read(func(ctx context.Context) (T, error) { return s.spec.Read(ctx, by) })
}

// Update reads again when rows were written; arrows scroll.
func (s *RecordPage[T]) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, s.Init()
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the noun and the name of the record.
func (s *RecordPage[T]) Title() string {
	if !s.load.Ready {
		return s.spec.Noun
	}
	return s.spec.Noun + " > " + s.spec.Name(s.load.Value)
}

// Summary is which record it is, and where it stands.
func (s *RecordPage[T]) Summary() (left, right string) {
	if !s.load.Ready {
		return "正在读取", ""
	}
	return s.spec.Summary(s.load.Value)
}

// Body is the head over the lines that scroll.
func (s *RecordPage[T]) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	var head []string
	if s.spec.Head != nil {
		head = s.spec.Head(s.env.Theme, w, s.load.Value)
	}
	return append(head, s.scroll.Lines(s.env.Theme, s.spec.Lines(s.env.Theme, w, s.load.Value), h-len(head))...)
}

// Cursor is always nil: nothing is typed.
func (s *RecordPage[T]) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *RecordPage[T]) Help() []string { return s.spec.About }

// Actions are what can be done with the record as it was read.
func (s *RecordPage[T]) Actions() []kit.Action {
	if !s.load.Ready {
		return nil
	}
	return Settled(s.load.Busy(), s.spec.Actions(s.load.Value), s.spec.Free...)
}
