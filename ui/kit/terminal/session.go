package terminal

import (
	"context"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// Session is a screen on the terminal of this process.
type Session struct {
	*Screen
	out     *os.File
	restore func()
	profile colorprofile.Profile
	w, h    int
}

// Open takes the terminal of a process for a model; Close gives it back.
func Open(model tea.Model, in, out *os.File) (*Session, error) {
	restore, err := raw(in, out)
	if err != nil {
		return nil, err
	}
	w, h, err := term.GetSize(int(out.Fd()))
	if err != nil {
		restore()
		return nil, fmt.Errorf("size of the terminal: %w", err)
	}
	if w <= 0 || h <= 0 { // a serial line that does not say
		w, h = 80, 24
	}
	return &Session{
		Screen: Show(model, out, w, h, asked(os.LookupEnv)), out: out, restore: restore, w: w, h: h,
		profile: colorprofile.Detect(out, os.Environ()),
	}, nil
}

// Options are those of the program that runs the session.
func (s *Session) Options() []tea.ProgramOption {
	return append(Options(), tea.WithWindowSize(s.w, s.h), tea.WithColorProfile(s.profile))
}

// Watch tells of every new size of the terminal until ctx ends.
func (s *Session) Watch(ctx context.Context, tell func(tea.Msg)) {
	go resized(ctx, func() {
		if w, h, err := term.GetSize(int(s.out.Fd())); err == nil && w > 0 && h > 0 {
			tell(tea.WindowSizeMsg{Width: w, Height: h})
		}
	})
}

// Close gives the terminal back as it was before Open.
func (s *Session) Close() {
	s.Screen.Close()
	s.restore()
}

// asked reports whether a terminal may be asked for modes: those over a line whose end is not known, and those known to show the question
// instead of answering it, are not.
func asked(env func(string) (string, bool)) bool {
	kind, _ := env("TERM")
	if kind == "linux" {
		return false
	}
	program, named := env("TERM_PROGRAM")
	_, far := env("SSH_TTY")
	_, windows := env("WT_SESSION")
	return windows || !far && !(named && strings.Contains(program, "Apple"))
}
