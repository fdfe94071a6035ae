package kittest

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/kit/keys"
)

// work counts what a program has still to do: messages of the test on their way, commands under way, and whatever follows
// from them. A key that finds nothing to do any more finds the screen that the test means.
type work struct {
	mu   sync.Mutex
	left int
	idle chan struct{} // closed while nothing is left
}

// newWork begins with one thing to do: the first drawing at the size of the terminal.
func newWork() *work { return &work{left: 1, idle: make(chan struct{})} }

func (w *work) add(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left == 0 && n > 0 {
		w.idle = make(chan struct{})
	}
	w.left += n
	if w.left == 0 && n < 0 {
		close(w.idle)
	}
}

// done waits until nothing is left, and reports whether that came before the program ended or patience did.
func (w *work) done(ended <-chan struct{}) bool {
	w.mu.Lock()
	idle := w.idle
	w.mu.Unlock()
	select {
	case <-idle:
	case <-ended:
	case <-time.After(patience):
		return false
	}
	return true
}

// counted is a message that work counts until the model has taken it and was drawn.
type counted struct{ msg tea.Msg }

// watched is a model whose work is counted.
type watched struct {
	tea.Model
	work    *work
	taken   int             // counted messages since the last drawing
	started bool            // the first size has come
	wrong   func(string)    // hears of a key that departs from the table
	said    map[string]bool // departures it has heard of
	slow    time.Duration
	own     bool // its words stand in no table
}

// filter hands a counted message on as itself.
func (m *watched) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	c, ok := msg.(counted)
	if !ok {
		return msg
	}
	m.taken++
	return c.msg
}

func (m *watched) Init() tea.Cmd { return m.command(m.Model.Init()) }

func (m *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, size := msg.(tea.WindowSizeMsg); size && !m.started {
		m.started = true
		m.taken++
	}
	next, cmd := m.Model.Update(msg)
	m.Model = next
	return m, m.command(cmd)
}

// View draws, which the program does after every message.
func (m *watched) View() tea.View {
	view := m.Model.View()
	m.holdKeys()
	m.work.add(-m.taken)
	m.taken = 0
	return view
}

// offers is a model that says what its keys do now.
type offers interface{ Offered() []kit.Action }

// holdKeys holds what the program offers against the table of keys, of each departure once.
func (m *watched) holdKeys() {
	o, ok := m.Model.(offers)
	if !ok || !m.started || m.own {
		return
	}
	for _, w := range keys.Wrong(o.Offered()) {
		if !m.said[w] {
			m.said[w] = true
			m.wrong(w)
		}
	}
}

// command counts a command until its message has been taken; in a batch or a sequence each of its commands.
func (m *watched) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	m.work.add(1)
	return func() tea.Msg {
		time.Sleep(m.slow)
		msg := cmd()
		if msg == nil {
			m.work.add(-1)
			return nil
		}
		v := reflect.ValueOf(msg)
		if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
			return counted{msg}
		}
		each := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			each.Index(i).Set(reflect.ValueOf(m.command(v.Index(i).Interface().(tea.Cmd))))
		}
		m.work.add(-1)
		return each.Interface()
	}
}
