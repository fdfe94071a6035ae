package serve_test

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	gossh "golang.org/x/crypto/ssh"

	"penggai/store/engine/signet"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
	"penggai/ui/serve"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// patience is how long a test waits for a screen before it fails.
const patience = 30 * time.Second

// served is an office that is served.
type served struct {
	*screentest.Office
	server *serve.Server
	at     string
	stop   func() // ends the server and waits for it
}

// start serves an office until the test ends.
func start(t testing.TB, o *screentest.Office, change func(*serve.Spec)) *served {
	t.Helper()
	key, err := signet.At(t.TempDir() + "/serve/host.pem")
	o.Must(err)
	spec := serve.Spec{Store: o.Store, Key: key, Env: func() *screen.Env { return &screen.Env{Store: o.Store, Office: o.Env.Office, Mark: o.Env.Mark} }}
	if change != nil {
		change(&spec)
	}
	server, err := serve.New(spec)
	o.Must(err)
	o.Store.Options.Wrote = server.Wrote
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	o.Must(err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	var once sync.Once
	s := &served{Office: o, server: server, at: listener.Addr().String()}
	s.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(s.stop)
	return s
}

// client is a person at a desk: an SSH client with a terminal.
type client struct {
	t       testing.TB
	conn    *gossh.Client
	session *gossh.Session
	in      io.WriteCloser

	mu    sync.Mutex
	emu   *vt.Emulator
	plain strings.Builder
}

// config is how somebody signs in.
func config(user string, how ...gossh.AuthMethod) *gossh.ClientConfig {
	return &gossh.ClientConfig{User: user, Auth: how, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience}
}

// sit signs an account in with its password and opens its screens.
func (s *served) sit(t testing.TB, user string, w, h int) *client {
	t.Helper()
	return s.open(t, s.dial(t, user), w, h)
}

// dial signs an account in with its password.
func (s *served) dial(t testing.TB, user string) *gossh.Client {
	t.Helper()
	conn, err := gossh.Dial("tcp", s.at, config(user, gossh.Password(screentest.Password)))
	s.Must(err)
	return conn
}

// open opens the screens on a line.
func (s *served) open(t testing.TB, conn *gossh.Client, w, h int) *client {
	t.Helper()
	c := &client{t: t, conn: conn, emu: vt.NewEmulator(w, h)}
	go func() { _, _ = io.Copy(io.Discard, c.emu) }()
	t.Cleanup(func() {
		_ = conn.Close()
		if answers, ok := c.emu.InputPipe().(io.Closer); ok {
			_ = answers.Close()
		}
	})
	var err error
	c.session, err = conn.NewSession()
	s.Must(err)
	c.in, err = c.session.StdinPipe()
	s.Must(err)
	c.session.Stdout, c.session.Stderr = c, c
	s.Must(c.session.RequestPty("xterm-256color", h, w, gossh.TerminalModes{}))
	s.Must(c.session.Shell())
	return c
}

// Write takes what comes to the terminal.
func (c *client) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.plain.Write(p)
	return c.emu.Write(p)
}

// text is what stands on the terminal.
func (c *client) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	for y := range c.emu.Height() {
		var line strings.Builder
		for x := 0; x < c.emu.Width(); {
			cell := c.emu.CellAt(x, y)
			if cell == nil || cell.Content == "" {
				line.WriteByte(' ')
				x++
				continue
			}
			line.WriteString(cell.Content)
			x += max(cell.Width, 1)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// said is all that ever came.
func (c *client) said() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.plain.String()
}

// until waits until something is so.
func (c *client) until(what string, so func() bool) {
	c.t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatalf("%s\n%s", what, c.text())
		}
	}
}

// sees waits for a text.
func (c *client) sees(text string) {
	c.t.Helper()
	c.until("never saw "+text, func() bool { return strings.Contains(c.text(), text) })
}

// types types text or the sequences of keys.
func (c *client) types(text string) {
	c.t.Helper()
	if _, err := io.WriteString(c.in, text); err != nil {
		c.t.Fatal(err)
	}
}

// Keys as a terminal sends them.
const (
	enter = "\r"
	down  = "\x1b[B"
	esc   = "\x1b"
	tab   = "\t"
	f2    = "\x1bOQ"
	f5    = "\x1b[15~"
	f8    = "\x1b[19~"
	f10   = "\x1b[21~"
	ctrlS = "\x13"
)
