package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"
	gossh "golang.org/x/crypto/ssh"

	"penggai/store/basis"
	"penggai/ui"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/terminal"
	"penggai/ui/screen"
	"penggai/ui/screen/signin"
)

// serve is one session of a line: the screens on the terminal of who came in, or one line that says why not.
func (s *Server) serve(session ssh.Session) {
	line, _ := session.Context().Value(ssh.ContextKeyConn).(*gossh.ServerConn)
	account, in := admitted(line)
	pty, sizes, shown := session.Pty()
	switch {
	case !in:
		refuse(session, "没有登录")
		return
	case session.RawCommand() != "":
		refuse(session, "这里只有屏幕，不执行命令。去掉地址后面的命令再连接")
		return
	case !shown:
		refuse(session, "屏幕需要终端，请用 ssh -t 连接")
		return
	}
	seat, why := s.hall.take(account, deskOf(session.RemoteAddr()))
	if seat == nil {
		refuse(session, why)
		return
	}
	defer s.hall.free(seat)
	d := &desk{server: s, seat: seat, session: session, pty: pty}
	if why := d.run(account, sizes); why != "" {
		_, _ = io.WriteString(session, why+"\r\n") // who has gone reads nothing
	}
	_ = session.Exit(0)
	_ = line.Close() // the line is for the screens alone
}

// refuse says why nothing is shown.
func refuse(session ssh.Session, why string) {
	_, _ = io.WriteString(session.Stderr(), "penggai: "+why+"\r\n") // who has gone reads nothing
	_ = session.Exit(1)
}

// desk is the screens of one session.
type desk struct {
	server  *Server
	seat    *seat
	session ssh.Session
	pty     ssh.Pty
}

// run shows the screens until the person leaves, the line is gone, nobody has pressed a key for too long, or the server ends; why is what
// is to be said then.
func (d *desk) run(account basis.Account, sizes <-chan ssh.Window) (why string) {
	env := d.env()
	root := frame.New(env, ui.Routes(), signin.Arrive(env, account))
	w, h := bounded(d.pty.Window)
	shown := terminal.Show(root, d.session, w, h, false)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	keys := &keyboard{from: d.session, gone: make(chan struct{}), idle: time.NewTimer(d.server.spec.Idle), pressed: func() { d.server.hall.pressed(d.seat) }, after: d.server.spec.Idle}
	defer keys.idle.Stop()
	environ := append(d.session.Environ(), "TERM="+d.pty.Term)
	program := tea.NewProgram(shown, append(terminal.Options(), tea.WithInput(keys), tea.WithWindowSize(w, h),
		tea.WithColorProfile(colorprofile.Env(environ)), tea.WithEnvironment(environ), tea.WithoutSignals())...)
	lock := time.AfterFunc(time.Hour, func() { program.Send(screen.Idle{}) })
	lock.Stop() // until somebody is in
	defer lock.Stop()
	env.Idle = func(after time.Duration) { lock.Reset(after) }
	go d.seat.hear(ctx, program.Send)
	go resize(ctx, sizes, program.Send)
	said := make(chan string, 1)
	go func() {
		said <- d.ends(ctx, keys)
		program.Send(kit.Hangup{})
	}()
	_, err := program.Run()
	stop()
	why = <-said
	d.close(shown)
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return env.Explain(err)
	}
	return why
}

// ends waits until the screens have to end by something else than their person, and says what; ctx ends when they have ended.
func (d *desk) ends(ctx context.Context, keys *keyboard) string {
	select {
	case <-ctx.Done():
	case <-keys.gone:
	case <-d.session.Context().Done():
	case <-keys.idle.C:
		return fmtIdle(d.server.spec.Idle)
	case why := <-d.seat.leave:
		return why
	}
	return ""
}

// close gives the terminal back. One that takes nothing any more is left alone: its line is closed.
func (d *desk) close(shown *terminal.Screen) {
	closed := make(chan struct{})
	go func() {
		shown.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(graceOfEnd / 2):
		_ = d.session.Close()
	}
}

// env is what the screens of this desk may use. Nothing of it is any other desk's.
func (d *desk) env() *screen.Env {
	env := d.server.spec.Env()
	env.Desk, env.Window, env.Desks = d.seat.desk.From, d.seat.desk.Window, d.server.Desks
	env.Theme = kit.NewTheme(true, colorprofile.TrueColor, wantsASCII(d.session.Context().ClientVersion()))
	env.First = func() screen.Screen {
		d.server.hall.who(d.seat, env.Actor())
		return ui.First(env)
	}
	return env
}

// wantsASCII reports whether a client runs in windows whose fonts may draw the lines of boxes two columns wide.
func wantsASCII(client string) bool {
	return strings.Contains(client, "for_Windows") || strings.Contains(client, "PuTTY")
}

// What a terminal may have at most: a client may claim any size.
const (
	mostColumns = 400
	mostLines   = 200
)

// bounded is the size of a terminal as it is drawn on.
func bounded(size ssh.Window) (w, h int) {
	if size.Width <= 0 || size.Height <= 0 { // one that does not say
		return 80, 24
	}
	return min(size.Width, mostColumns), min(size.Height, mostLines)
}

// resize passes on every new size until ctx ends; sizes are taken up to their end, so that the line never waits for the screens.
func resize(ctx context.Context, sizes <-chan ssh.Window, send func(tea.Msg)) {
	for size := range sizes {
		if ctx.Err() == nil {
			w, h := bounded(size)
			send(tea.WindowSizeMsg{Width: w, Height: h})
		}
	}
}

// keyboard is what is typed at a desk.
type keyboard struct {
	from    io.Reader
	gone    chan struct{} // closed when nothing can come any more
	idle    *time.Timer
	after   time.Duration
	pressed func()
}

// Read reads what was typed.
func (k *keyboard) Read(p []byte) (int, error) {
	n, err := k.from.Read(p)
	if n > 0 {
		k.idle.Reset(k.after)
		k.pressed()
	}
	if err != nil {
		select {
		case <-k.gone:
		default:
			close(k.gone)
		}
	}
	return n, err
}

func fmtFull(most int) string {
	return fmt.Sprintf("已有 %d 个工位在用，请稍候再连接，或请不用的同事退出", most)
}

func fmtIdle(after time.Duration) string {
	return fmt.Sprintf("%d 分钟没有操作，连接已关闭。填了一半的表已留作草稿，再连接可以接着填。", int(after.Minutes()))
}
