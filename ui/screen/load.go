package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// Loader reads one thing for a screen: it remembers the newest question, ends the one before, and drops answers that
// were overtaken. The zero Loader is ready.
//
//	load screen.Loader[store.Unit]
//	func (s *detail) Init() tea.Cmd { return s.load.Read(func(ctx context.Context) (store.Unit, error) { return st.Unit(ctx, by, id) }) }
//	func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
//		if cmd, mine := s.load.Take(msg); mine { return s, cmd }  // s.load.Value, s.load.Ready
type Loader[T any] struct {
	Value T    // the newest answer
	Ready bool // an answer has come

	gen  int
	stop context.CancelFunc
}

// loaded brings an answer back to its loader.
type loaded[T any] struct {
	to    *Loader[T]
	gen   int
	value T
	err   error
}

// Read returns the command that reads; an earlier one that is under way is cancelled.
func (l *Loader[T]) Read(read func(ctx context.Context) (T, error)) tea.Cmd {
	if l.stop != nil {
		l.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	l.gen++
	gen := l.gen
	return func() tea.Msg {
		value, err := guard(ctx, read)
		return loaded[T]{l, gen, value, err}
	}
}

// guard reads; a panic is an error like any other.
func guard[T any](ctx context.Context, read func(ctx context.Context) (T, error)) (value T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = kit.Fault(fault)
		}
	}()
	return read(ctx)
}

// Take takes an answer; mine says that the message was one of this loader. An error goes to the root as Failed.
func (l *Loader[T]) Take(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	m, ok := msg.(loaded[T])
	if !ok || m.to != l {
		return nil, false
	}
	if m.gen != l.gen {
		return nil, true
	}
	l.stop()
	l.stop = nil
	if m.err != nil {
		return func() tea.Msg { return Failed{Err: m.err} }, true
	}
	l.Value, l.Ready = m.value, true
	return nil, true
}

// Busy reports whether an answer is on its way.
func (l *Loader[T]) Busy() bool { return l.stop != nil }
