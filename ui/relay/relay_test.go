package relay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// holder takes calls for a new data folder until the test ends.
func holder(t *testing.T, run Handler) (folder string, l *Listener) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), strings.Repeat("a-very-long-name-of-a-folder", 5), "数据")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	l.Serve(run)
	t.Cleanup(func() { l.Close(0) })
	return folder, l
}

// streams are those of a caller in a test.
type streams struct{ out, err bytes.Buffer }

func (s *streams) of(in io.Reader, ask func(string) (string, error)) Streams {
	return Streams{In: in, Out: &s.out, Err: &s.err, Ask: ask}
}

// TestThrough: a command has the words, the streams and the person of its caller, and the caller its status; however long the name of the
// data folder is.
func TestThrough(t *testing.T) {
	long := strings.Repeat("0123456789", 30000)
	folder, l := holder(t, func(_ context.Context, c Call, s Streams) int {
		text, err := io.ReadAll(s.In)
		word, asking := s.Ask("口令：")
		shown := s.Err.(interface{ Terminal() bool }).Terminal()
		fmt.Fprint(s.Out, string(text))
		fmt.Fprint(s.Err, c.Args, c.Dir, c.Env["A"], word, err, asking, shown)
		return 3
	})
	var s streams
	status, err := Through(t.Context(), folder, Call{Args: []string{"a", "b c"}, Dir: "/here", Env: map[string]string{"A": "1"}, Shown: true},
		s.of(strings.NewReader(long), func(prompt string) (string, error) { return "x" + prompt, nil }))
	if err != nil || status != 3 {
		t.Fatalf("%d %v", status, err)
	}
	if s.out.String() != long {
		t.Errorf("%d bytes of %d came back", s.out.Len(), len(long))
	}
	if got := s.err.String(); got != "[a b c]/here1x口令：<nil> <nil> true" {
		t.Errorf("the command saw %s", got)
	}
	if info, err := os.Stat(filepath.Join(folder, fileName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read where to call: %v %v", info, err)
	}
	if info, err := os.Stat(filepath.Dir(l.at.At)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("who may come to the socket: %v %v", info, err)
	}
	if info, err := os.Stat(l.at.At); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may open the socket: %v %v", info, err)
	}
}

// TestInputStays: what a command does not read of standard input is there for who reads it next, as in a loop of a shell.
func TestInputStays(t *testing.T) {
	folder, _ := holder(t, func(_ context.Context, _ Call, s Streams) int {
		_, err := s.Ask("口令：")
		if !errors.Is(err, ErrMute) {
			return 1
		}
		return 0
	})
	in := strings.NewReader("next")
	var s streams
	status, err := Through(t.Context(), folder, Call{}, s.of(in, func(string) (string, error) { return "", errors.New("no terminal") }))
	if status != 0 || err != nil {
		t.Errorf("%d %v", status, err)
	}
	if in.Len() != 4 {
		t.Errorf("%d bytes are left", in.Len())
	}
}

// full is an output that nobody reads.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// TestNobodyReads: a command whose caller's output is closed is told so as in its own process.
func TestNobodyReads(t *testing.T) {
	said := make(chan error, 1)
	folder, _ := holder(t, func(_ context.Context, _ Call, s Streams) int {
		var err error
		for err == nil {
			_, err = s.Out.Write([]byte("line\n"))
		}
		said <- err
		return 1
	})
	var s streams
	_, err := Through(t.Context(), folder, Call{}, Streams{In: strings.NewReader(""), Out: full{}, Err: &s.err})
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("the caller ends with %v", err)
	}
	if err := <-said; !errors.Is(err, syscall.EPIPE) {
		t.Errorf("the command ends with %v", err)
	}
}

// TestCancel: Ctrl+C reaches the command, whatever it waits for, and the caller waits for how it ended.
func TestCancel(t *testing.T) {
	for name, waits := range map[string]func(ctx context.Context, s Streams) error{
		"itself": func(ctx context.Context, _ Streams) error { <-ctx.Done(); return ctx.Err() },
		"input":  func(_ context.Context, s Streams) error { _, err := io.ReadAll(s.In); return err },
	} {
		begun := make(chan struct{})
		folder, _ := holder(t, func(ctx context.Context, _ Call, s Streams) int {
			close(begun)
			if err := waits(ctx, s); !errors.Is(err, context.Canceled) {
				return 9
			}
			fmt.Fprint(s.Err, "已取消")
			return 1
		})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-begun; cancel() }()
		in, hold := io.Pipe()
		var s streams
		status, err := Through(ctx, folder, Call{}, s.of(in, nil))
		hold.Close()
		if status != 1 || err != nil || s.err.String() != "已取消" {
			t.Errorf("%s: %d %v %s", name, status, err, s.err.String())
		}
	}
}

// TestCallerGone: the command of a caller that was killed is cancelled.
func TestCallerGone(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan struct{})
	folder, l := holder(t, func(ctx context.Context, _ Call, _ Streams) int {
		close(begun)
		<-ctx.Done()
		close(ended)
		return 1
	})
	conn, err := net.Dial("unix", l.at.At)
	if err != nil {
		t.Fatal(err)
	}
	body, err := encode(hello{protocol, l.at.Token, Call{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := (&wire{to: conn}).send(kindHello, body); err != nil {
		t.Fatal(err)
	}
	<-begun
	conn.Close()
	<-ended
	if !Held(folder) {
		t.Error("the holder takes no calls any more")
	}
}

// TestStrangers: who does not know the word of the data folder, or speaks otherwise, runs nothing.
func TestStrangers(t *testing.T) {
	folder, l := holder(t, func(context.Context, Call, Streams) int {
		t.Error("a stranger ran a command")
		return 0
	})
	right, err := encode(hello{protocol, l.at.Token, Call{}})
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := encode(hello{protocol, strings.Repeat("0", 64), Call{}})
	if err != nil {
		t.Fatal(err)
	}
	later, err := encode(hello{protocol + 1, l.at.Token, Call{}})
	if err != nil {
		t.Fatal(err)
	}
	for name, say := range map[string]func(w *wire) error{
		"another word":     func(w *wire) error { return w.send(kindHello, wrong) },
		"another protocol": func(w *wire) error { return w.send(kindHello, later) },
		"another frame":    func(w *wire) error { return w.send(kindIn, right) },
		"no frame":         func(w *wire) error { _, err := w.to.Write([]byte("GET / HTTP/1.1\r\n\r\n")); return err },
	} {
		conn, err := net.Dial("unix", l.at.At)
		if err != nil {
			t.Fatal(err)
		}
		if err := say(&wire{to: conn}); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(conn); len(got) > 0 {
			t.Errorf("%s: answered with %q, %v", name, got, err)
		}
		conn.Close()
	}
	if err := os.WriteFile(filepath.Join(folder, fileName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Through(t.Context(), folder, Call{}, Streams{}); !errors.Is(err, ErrNoHolder) {
		t.Errorf("half a file: %v", err)
	}
}

// TestLeftBehind: what a holder that was killed left is no holder, and goes with the next one.
func TestLeftBehind(t *testing.T) {
	folder := t.TempDir()
	killed, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	killed.socket.(*net.UnixListener).SetUnlinkOnClose(false)
	killed.socket.Close()
	if _, err := Through(t.Context(), folder, Call{}, Streams{}); !errors.Is(err, ErrNoHolder) || Held(folder) {
		t.Errorf("a killed holder: %v", err)
	}
	next, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	next.Serve(func(context.Context, Call, Streams) int { return 7 })
	var s streams
	if status, err := Through(t.Context(), folder, Call{}, s.of(strings.NewReader(""), nil)); status != 7 || err != nil {
		t.Errorf("the next holder: %d %v", status, err)
	}
	next.Close(time.Second)
	for _, at := range []string{killed.at.At, next.at.At} {
		if _, err := os.Stat(filepath.Dir(at)); !os.IsNotExist(err) {
			t.Errorf("%s is left", at)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("the data folder has %v, %v", left, err)
	}
}

// TestHolderCloses: one that closes cancels what runs, and is not held by a caller that takes nothing; one that dies leaves callers that
// know that they know nothing.
func TestHolderCloses(t *testing.T) {
	begun := make(chan struct{}, 2)
	folder, l := holder(t, func(ctx context.Context, c Call, s Streams) int {
		begun <- struct{}{}
		if len(c.Args) > 0 { // fills what its caller does not read
			for {
				if _, err := s.Out.Write(make([]byte, 1<<20)); err != nil {
					return 1
				}
			}
		}
		<-ctx.Done()
		return 4
	})
	conn, err := net.Dial("unix", l.at.At)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	body, err := encode(hello{protocol, l.at.Token, Call{Args: []string{"much"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := (&wire{to: conn}).send(kindHello, body); err != nil {
		t.Fatal(err)
	}
	<-begun
	ended := make(chan error, 1)
	go func() {
		var s streams
		status, err := Through(t.Context(), folder, Call{}, s.of(strings.NewReader(""), nil))
		if err == nil && status != 4 {
			err = fmt.Errorf("status %d", status)
		}
		ended <- err
	}()
	<-begun
	l.Close(10 * time.Millisecond)
	if err := <-ended; err != nil {
		t.Errorf("the caller of a holder that closes: %v", err)
	}
	folder, l = holder(t, func(context.Context, Call, Streams) int {
		begun <- struct{}{}
		l.mu.Lock()
		for conn := range l.lines {
			conn.Close() // as the system does at its end
		}
		l.mu.Unlock()
		return 0
	})
	var s streams
	if _, err := Through(t.Context(), folder, Call{}, s.of(strings.NewReader(""), nil)); !errors.Is(err, ErrLost) {
		t.Errorf("the caller of a holder that dies: %v", err)
	}
}
