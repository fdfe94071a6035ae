// Package kittest runs screens in a terminal emulator: real escape sequences, real width of 汉字, real cursor.
//
//	test ── Press, Type, Click ──> tea.Program(model) ── escape sequences ──> emulator ── Text, Cursor, Golden ──> test
//
// Goldens stand in testdata/golden/NAME-80x24.txt beside the test; -update writes them. A package whose tests use goldens
// has TestMain call Main, which runs them under two locales.
package kittest

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"penggai/ui/kit"
	"penggai/ui/kit/terminal"
)

var update = flag.Bool("update", false, "write the golden files")

// patience is how long a test waits for a screen before it fails: far longer than a person would, so that a slow machine passes.
const patience = 30 * time.Second

// Term is one program running in an emulated terminal.
type Term struct {
	t       testing.TB
	program *tea.Program
	work    *work
	done    chan struct{}
	err     error

	mu    sync.Mutex
	emu   *vt.Emulator
	w, h  int
	bells int
	bytes int    // written
	copy  string // what was put into the clipboard last
}

// Copied waits until the program has put something into the clipboard of the terminal, and returns it.
func (m *Term) Copied() (text string) {
	m.t.Helper()
	m.wait("nothing copied", func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		text = m.copy
		return text != ""
	})
	return text
}

// Written is how many bytes the program has written.
func (m *Term) Written() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.bytes
}

// Bells is how often the terminal has rung.
func (m *Term) Bells() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.bells
}

// Option changes how a program is started.
type Option func(*setup)

type setup struct {
	profile colorprofile.Profile
	slow    time.Duration
	own     bool
}

// OwnWords says that the screens are made up for a test: the words under their keys stand in no table.
func OwnWords(s *setup) { s.own = true }

// Slow lets every command of the program take longer: each read and write of a store on a slow disk or a far server.
func Slow(by time.Duration) Option { return func(s *setup) { s.slow = by } }

// Colors runs the program with colours, which Cell can look at; without it goldens are plain text.
func Colors(p colorprofile.Profile) Option { return func(s *setup) { s.profile = p } }

// Start runs a model in a terminal of w cells by h lines until the test ends.
func Start(t testing.TB, model tea.Model, w, h int, options ...Option) *Term {
	t.Helper()
	s := setup{profile: colorprofile.ASCII}
	for _, o := range options {
		o(&s)
	}
	term := &Term{t: t, emu: vt.NewEmulator(w, h), w: w, h: h, work: newWork(), done: make(chan struct{})}
	go func() { _, _ = io.Copy(io.Discard, term.emu) }() // answers of the emulator to questions of the program are dropped
	in, keep := io.Pipe()
	watch := &watched{Model: model, work: term.work, slow: s.slow, said: map[string]bool{}, own: s.own, wrong: func(what string) { t.Error(what) }}
	shown := terminal.Show(watch, term, w, h, false)
	term.program = tea.NewProgram(shown, append(terminal.Options(), tea.WithFilter(watch.filter), tea.WithInput(in), tea.WithWindowSize(w, h),
		tea.WithColorProfile(s.profile), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignals())...)
	go func() {
		defer close(term.done)
		_, term.err = term.program.Run()
		shown.Close()
	}()
	t.Cleanup(func() {
		term.program.Kill()
		<-term.done
		_ = keep.Close()
		if answers, ok := term.emu.InputPipe().(io.Closer); ok {
			_ = answers.Close() // ends the reader of the answers; Emulator.Close would race with it
		}
	})
	return term
}

// clipboard is the sequence that puts a text into the clipboard.
var clipboard = regexp.MustCompile(`\x1b\]52;c;([A-Za-z0-9+/=]*)\a`)

// Write takes what the program writes.
func (m *Term) Write(p []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.bytes += len(p)
	if c := clipboard.FindSubmatch(p); c != nil {
		text, err := base64.StdEncoding.DecodeString(string(c[1]))
		m.copy, p = string(text), clipboard.ReplaceAll(p, nil)
		if err != nil {
			m.t.Error(err)
		}
	}
	m.bells += bytes.Count(p, []byte("\a"))
	return m.emu.Write(p)
}

// Press presses keys by their names: "down", "f3", "ctrl+s", "space", "a", "？". Each waits until the program has done all
// that came before: a list has been read, a page has opened.
func (m *Term) Press(keys ...string) {
	m.t.Helper()
	for _, k := range keys {
		m.ready()
		m.PressAhead(k)
	}
}

// PressAhead presses keys without waiting, as a hand that is faster than the program.
func (m *Term) PressAhead(keys ...string) {
	for _, k := range keys {
		m.post(kit.Press(k))
	}
}

// Type types a text, one key a character, as an input method commits it: all at once, when the program is ready for it.
func (m *Term) Type(text string) {
	m.t.Helper()
	m.ready()
	m.TypeAhead(text)
}

// TypeAhead types a text without waiting.
func (m *Term) TypeAhead(text string) {
	for _, r := range text {
		m.post(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Paste pastes a text.
func (m *Term) Paste(text string) {
	m.t.Helper()
	m.Send(tea.PasteMsg{Content: text})
}

// Click clicks a cell with the left button.
func (m *Term) Click(x, y int) {
	m.t.Helper()
	m.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Wheel turns the wheel over a cell; up when n is negative.
func (m *Term) Wheel(x, y, n int) {
	m.t.Helper()
	b := tea.MouseWheelDown
	if n < 0 {
		b, n = tea.MouseWheelUp, -n
	}
	for range n {
		m.Send(tea.MouseWheelMsg{X: x, Y: y, Button: b})
	}
}

// Send hands any message to the program when it is ready for it.
func (m *Term) Send(msg tea.Msg) {
	m.t.Helper()
	m.ready()
	m.post(msg)
}

// Resize changes the size of the terminal.
func (m *Term) Resize(w, h int) {
	m.mu.Lock()
	m.emu.Resize(w, h)
	m.w, m.h = w, h
	m.mu.Unlock()
	m.post(tea.WindowSizeMsg{Width: w, Height: h})
}

// post hands a message to the program and counts it.
func (m *Term) post(msg tea.Msg) {
	m.work.add(1)
	m.program.Send(counted{msg})
}

// ready waits until the program has nothing to do.
func (m *Term) ready() {
	m.t.Helper()
	if !m.work.done(m.done) {
		m.t.Fatalf("still at work\n%s", m.Text())
	}
}

// Text is the screen, one line a row, without trailing spaces.
func (m *Term) Text() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	for y := range m.h {
		var line strings.Builder
		for x := 0; x < m.w; {
			c := m.emu.CellAt(x, y)
			if c == nil || c.Content == "" {
				line.WriteByte(' ')
				x++
				continue
			}
			line.WriteString(c.Content)
			x += max(c.Width, 1)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// Cursor is the cell of the cursor; shown is false while it is hidden.
func (m *Term) Cursor() (x, y int, shown bool) {
	draws(m.t)
	return m.cursor()
}

func (m *Term) cursor() (x, y int, shown bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.emu.CursorPosition()
	return p.X, p.Y, !m.emu.CursorHidden()
}

// Painted reports whether a cell has a background of its own.
func (m *Term) Painted(x, y int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.emu.CellAt(x, y)
	return c != nil && c.Style.Bg != nil
}

// WaitFor waits until the screen holds a text, and fails when it does not come.
func (m *Term) WaitFor(text string) {
	m.t.Helper()
	m.wait("no "+text, func() bool { return strings.Contains(m.Text(), text) })
}

// WaitText waits until the screen is exactly a text, as Text gives it.
func (m *Term) WaitText(text string) {
	m.t.Helper()
	draws(m.t)
	m.wait("not as expected:\n"+text, func() bool { return m.Text() == text })
}

// WaitGone waits until the screen does not hold a text any more.
func (m *Term) WaitGone(text string) {
	m.t.Helper()
	m.wait("still "+text, func() bool { return !strings.Contains(m.Text(), text) })
}

// WaitCursor waits until the cursor is shown in a cell.
func (m *Term) WaitCursor(x, y int) {
	m.t.Helper()
	draws(m.t)
	m.wait(fmt.Sprintf("no cursor at %d,%d", x, y), func() bool {
		cx, cy, shown := m.cursor()
		return shown && cx == x && cy == y
	})
}

// WaitQuit waits until the program has ended.
func (m *Term) WaitQuit() {
	m.t.Helper()
	select {
	case <-m.done:
		if m.err != nil {
			m.t.Fatal(m.err)
		}
	case <-time.After(patience):
		m.t.Fatalf("the program did not end\n%s", m.Text())
	}
}

func (m *Term) wait(what string, ok func() bool) {
	m.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			x, y, shown := m.cursor()
			m.t.Fatalf("%s; cursor %d,%d shown %v\n%s", what, x, y, shown, m.Text())
		}
	}
}

// Rest waits until the program has done all that came before and the screen stays as it is, and returns it.
func (m *Term) Rest() string {
	m.t.Helper()
	m.ready()
	return m.settled()
}

// settled waits until the screen has not changed for a while, and returns it.
func (m *Term) settled() string {
	text, since := m.Text(), time.Now()
	for end := time.Now().Add(patience); time.Since(since) < 250*time.Millisecond && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
		if now := m.Text(); now != text {
			text, since = now, time.Now()
		}
	}
	return text
}

// Golden compares the screen with testdata/golden/NAME-WxH.txt, waiting for it to become so.
func (m *Term) Golden(name string) {
	m.t.Helper()
	draws(m.t)
	file := filepath.Join("testdata", "golden", fmt.Sprintf("%s-%dx%d.txt", name, m.w, m.h))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			m.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(m.settled()), 0o644); err != nil {
			m.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		m.t.Fatalf("%v (write it with -update)", err)
	}
	for end := time.Now().Add(patience); m.Text() != string(want); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			m.t.Errorf("%s differs:\n%s", file, diff(string(want), m.Text()))
			return
		}
	}
}

// diff shows the lines that differ.
func diff(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	for i := range max(len(w), len(g)) {
		var x, y string
		if i < len(w) {
			x = w[i]
		}
		if i < len(g) {
			y = g[i]
		}
		if x != y {
			fmt.Fprintf(&b, "line %d\n  want %s\n  got  %s\n", i+1, x, y)
		}
	}
	return b.String()
}
