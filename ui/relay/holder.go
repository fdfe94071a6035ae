package relay

import (
	"context"
	"crypto/subtle"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Streams are the standard streams of a caller. Err has a method Terminal that says whether a person sees it at once.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Ask      func(prompt string) (string, error) // for a password; ErrMute where nobody can be asked
}

// Handler runs a command and gives its exit status. ctx ends when the caller asks so, is gone, or the holder ends.
type Handler func(ctx context.Context, c Call, s Streams) int

// ErrMute says that the caller has nobody to ask.
var ErrMute = errors.New("nobody to ask")

// Listener takes the calls of a data folder.
type Listener struct {
	folder string
	at     address
	socket net.Listener
	slots  chan struct{}
	ctx    context.Context
	cancel context.CancelFunc
	calls  sync.WaitGroup
	serves sync.WaitGroup

	mu    sync.Mutex
	lines map[net.Conn]bool
}

// How many commands run at once, and how long a caller may take to say what it wants.
const (
	atOnce       = 4
	graceOfHello = 5 * time.Second
)

// Listen begins to listen for a data folder whose lock this process holds. Errors: those of the system.
func Listen(folder string) (*Listener, error) {
	sweep(folder)
	socket, at, err := listen()
	if err != nil {
		return nil, err
	}
	l := &Listener{folder: folder, socket: socket, slots: make(chan struct{}, atOnce), lines: map[net.Conn]bool{}}
	if l.at, err = publish(folder, at); err != nil {
		_ = socket.Close() // the error that led here is the one to report
		drop(at)
		return nil, err
	}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l, nil
}

// Serve runs what is called with run until Close.
func (l *Listener) Serve(run Handler) {
	l.serves.Go(func() {
		for {
			conn, err := l.socket.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil { // too many files are open
				select {
				case <-l.ctx.Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
				continue
			}
			if !l.enter(conn) {
				return
			}
			l.calls.Go(func() {
				defer l.leave(conn)
				l.call(conn, run)
			})
		}
	})
}

func (l *Listener) enter(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx.Err() != nil {
		_ = conn.Close() // who called finds no holder
		return false
	}
	l.lines[conn] = true
	return true
}

func (l *Listener) leave(conn net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.lines, conn)
	_ = conn.Close() // who is gone hears nothing
}

// Close takes no more calls, waits for what runs at most so long, then cancels it and waits for its end.
func (l *Listener) Close(grace time.Duration) {
	sweep(l.folder)
	_ = l.socket.Close() // nobody is left to tell
	l.serves.Wait()
	done := make(chan struct{})
	go func() {
		l.calls.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(grace):
	}
	l.cancel()
	select {
	case <-done:
		return
	case <-time.After(time.Second): // to say that it was cancelled
	}
	l.mu.Lock()
	for conn := range l.lines {
		_ = conn.Close() // one that reads nothing holds nobody
	}
	l.mu.Unlock()
	<-done
}

// call is one call from its first word to its status.
func (l *Listener) call(conn net.Conn, run Handler) {
	_ = conn.SetReadDeadline(time.Now().Add(graceOfHello)) // a socket has deadlines
	k, body, err := receive(conn, mostHello)
	if err != nil || k != kindHello {
		return
	}
	h, err := decode(body)
	if err != nil || h.Protocol != protocol || subtle.ConstantTimeCompare([]byte(h.Token), []byte(l.at.Token)) != 1 {
		return
	}
	_ = conn.SetReadDeadline(time.Time{})
	ctx, cancel := context.WithCancel(l.ctx)
	defer cancel()
	c := &called{wire: &wire{to: conn}, ctx: ctx, input: make(chan []byte), answers: make(chan answer)}
	if err := c.wire.send(kindBegin, nil); err != nil {
		return
	}
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		c.hear(conn, cancel)
	}()
	select {
	case l.slots <- struct{}{}:
		defer func() { <-l.slots }()
	case <-ctx.Done(): // the command says so
	}
	status := run(ctx, h.Call, Streams{
		In: c, Out: stream{c.wire, kindOut, false, c.closed}, Err: stream{c.wire, kindErr, h.Call.Shown, nil}, Ask: c.ask,
	})
	_ = c.wire.send(kindStatus, []byte{byte(status)}) // who is gone learns nothing
	cancel()
	_ = conn.Close()
	<-heard
}

// called is the other side of a call as its command sees it: what comes in, and what was asked for.
type called struct {
	wire    *wire
	ctx     context.Context
	input   chan []byte
	answers chan answer
	rest    []byte // of standard input, not read yet
	end     bool
	unread  atomic.Bool
}

type answer struct {
	text string
	mute bool
}

// hear takes what the caller says until it is gone or the command has ended.
func (c *called) hear(from io.Reader, cancel func()) {
	defer cancel()
	for {
		k, body, err := receive(from, mostFrame)
		if err != nil {
			return
		}
		switch k {
		case kindCancel:
			cancel()
		case kindClosed:
			c.unread.Store(true)
		case kindIn:
			pass(c.ctx, c.input, body)
		case kindAnswer:
			pass(c.ctx, c.answers, answer{text: string(body)})
		case kindMute:
			pass(c.ctx, c.answers, answer{mute: true})
		case kindHello, kindBegin, kindOut, kindErr, kindRead, kindAsk, kindStatus:
			return // a caller says none of these a second time
		}
	}
}

// pass hands something over to who waits for it.
func pass[T any](ctx context.Context, to chan T, what T) {
	select {
	case to <- what:
	case <-ctx.Done():
	}
}

// closed is why nothing more can be written to the standard output of the caller.
func (c *called) closed() error {
	if c.unread.Load() {
		return syscall.EPIPE
	}
	return nil
}

// Read reads the caller's standard input, which is asked for piece by piece: what the command does not want stays where it is.
func (c *called) Read(p []byte) (int, error) {
	if len(c.rest) == 0 && !c.end && len(p) > 0 {
		if err := c.ctx.Err(); err != nil {
			return 0, err
		}
		if err := c.wire.send(kindRead, nil); err != nil {
			return 0, err
		}
		select {
		case c.rest = <-c.input:
			c.end = len(c.rest) == 0
		case <-c.ctx.Done():
			return 0, c.ctx.Err()
		}
	}
	if c.end {
		return 0, io.EOF
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// ask asks the person at the caller's terminal for a password.
func (c *called) ask(prompt string) (string, error) {
	if err := c.wire.send(kindAsk, []byte(prompt)); err != nil {
		return "", err
	}
	select {
	case a := <-c.answers:
		if a.mute {
			return "", ErrMute
		}
		return a.text, nil
	case <-c.ctx.Done():
		return "", c.ctx.Err()
	}
}
