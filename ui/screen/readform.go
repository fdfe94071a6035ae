package screen

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
)

// ReadForm is a form that is made when what it needs has been read: until then it has its path and its second line.
type ReadForm[T any] struct {
	FormScreen
	Again bool // read again when rows were written; what was given to build is then as it stands now

	load  Loader[T]
	read  func(ctx context.Context, by engine.Actor) (T, error)
	build func(of *T) *FormScreen
}

// NewReadForm makes the screen. build gets what was read; its path and second line may be empty: they stay then.
func NewReadForm[T any](env *Env, path, left string, read func(ctx context.Context, by engine.Actor) (T, error), build func(of *T) *FormScreen) *ReadForm[T] {
	return &ReadForm[T]{FormScreen: FormScreen{Env: env, Path: path, Left: left}, read: read, build: build}
}

// Init reads what the form needs.
func (s *ReadForm[T]) Init() tea.Cmd {
	by := s.Env.Actor()
	return s.load.Read(func(ctx context.Context) (T, error) { return s.read(ctx, by) })
}

// Update makes the form when that has come, and passes to it then.
func (s *ReadForm[T]) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if !s.load.Ready || s.Form != nil {
			return s, cmd
		}
		path, left := s.Path, s.Left
		s.FormScreen = *s.build(&s.load.Value)
		s.Path, s.Left = cmp.Or(s.Path, path), cmp.Or(s.Left, left)
		s.Form.Called(s.Path)
		return s, tea.Batch(cmd, s.Form.Init())
	}
	if _, changed := msg.(kit.DataChanged); changed && s.Again {
		return s, s.Init()
	}
	_, cmd := s.FormScreen.Update(msg)
	return s, cmd
}
