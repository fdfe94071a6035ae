package terminal

import (
	"fmt"
	"io"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Screen is a model whose views are written to a terminal. Frames are written beside the loop of messages: a terminal that is slower than
// the person misses frames, never keys.
type Screen struct {
	tea.Model
	out  io.Writer
	ask  bool          // whether it can take a frame at once
	wake chan struct{} // a frame waits
	done chan struct{} // the last one is written

	mu      sync.Mutex
	painter Painter
	view    *tea.View // to be written
	said    strings.Builder
	closed  bool
}

// Show lets a model show itself on a terminal of w columns and h lines. ask says whether the terminal may be asked what it can do. Close ends it.
func Show(model tea.Model, out io.Writer, w, h int, ask bool) *Screen {
	s := &Screen{Model: model, out: out, ask: ask, wake: make(chan struct{}, 1), done: make(chan struct{})}
	s.painter.Resize(w, h)
	s.said.WriteString(enter)
	if ask {
		s.said.WriteString(ansi.RequestModeSynchronizedOutput)
	}
	go s.writing()
	return s
}

// What a terminal is told at the beginning and at the end: a screen of its own that does not wrap lines, pasted text in brackets, and keys
// that can be told apart. What was shown is erased when the program leaves.
const (
	enter = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeAutoWrap + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste +
		ansi.SetModifyOtherKeys2 + "\x1b[>1u"
	leave = styleOff + ansi.EraseEntireScreen + ansi.CursorHomePosition + mouseOff + ansi.ResetModeBracketedPaste + ansi.ResetModifyOtherKeys + "\x1b[<1u" +
		ansi.SetModeAutoWrap + "\x1b[0 q" + ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor
)

// Options are those of the program that runs a screen: no renderer of its own, and a clock that hardly ticks.
func Options() []tea.ProgramOption {
	return []tea.ProgramOption{tea.WithoutRenderer(), tea.WithOutput(io.Discard), tea.WithFPS(1)}
}

// Update gives the model a message and has the new view written.
func (s *Screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.RawMsg:
		s.say(fmt.Sprint(m.Msg))
	case tea.ModeReportMsg:
		if m.Mode == ansi.ModeSynchronizedOutput && m.Value == ansi.ModeReset {
			s.mu.Lock()
			s.painter.synced = true
			s.mu.Unlock()
		}
	case tea.WindowSizeMsg:
		s.mu.Lock()
		s.painter.Resize(m.Width, m.Height)
		s.mu.Unlock()
	}
	model, cmd := s.Model.Update(msg)
	view := model.View()
	s.mu.Lock()
	s.Model, s.view = model, &view
	s.mu.Unlock()
	s.ring()
	return s, cmd
}

// View is nothing: the screen writes itself.
func (s *Screen) View() tea.View { return tea.View{} }

// say writes a sequence that is no part of a view: a bell, a question, what is copied.
func (s *Screen) say(text string) {
	s.mu.Lock()
	s.said.WriteString(text)
	s.mu.Unlock()
	s.ring()
}

func (s *Screen) ring() {
	select {
	case s.wake <- struct{}{}:
	default: // what is written next holds this too
	}
}

// writing writes the newest frame whenever there is one. A terminal that takes nothing any more is left alone: its program ends by its input.
func (s *Screen) writing() {
	defer close(s.done)
	for range s.wake {
		text, last := s.next()
		if text != "" {
			_, _ = io.WriteString(s.out, text)
		}
		if last {
			return
		}
	}
}

// next is what to write now, and whether it is the last.
func (s *Screen) next() (text string, last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.view != nil {
		s.said.WriteString(s.painter.Frame(*s.view))
		s.view = nil
	}
	text = s.said.String()
	s.said.Reset()
	if s.closed {
		text += leave
		if s.painter.title != "" {
			text += ansi.SetWindowTitle("")
		}
	}
	return text, s.closed
}

// Close gives the terminal back as it was; what was not written yet is written before.
func (s *Screen) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.ring()
	<-s.done
}
