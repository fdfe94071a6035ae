package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// Errors of a caller.
var (
	ErrNoHolder = errors.New("no process takes calls for this folder")
	ErrLost     = errors.New("the holder ended before the command did")
)

// graceOfBegin is how long a holder may take to say that it listens.
const graceOfBegin = 5 * time.Second

// Through runs a command in the process that holds a data folder, with the streams of this one, and gives its exit status. When ctx ends
// the command is told so, and its status is waited for all the same. Errors: ErrNoHolder, and nothing was run; ErrLost, and it is not known
// how far it came; those of writing out.
func Through(ctx context.Context, folder string, c Call, s Streams) (status int, err error) {
	a, ok := published(folder)
	if !ok {
		return 0, ErrNoHolder
	}
	conn, err := (&net.Dialer{Timeout: graceOfBegin}).DialContext(ctx, "unix", a.At)
	if err != nil {
		return 0, ErrNoHolder
	}
	defer func() { _ = conn.Close() }() // all that counts was said
	first, err := encode(hello{protocol, a.Token, c})
	if err != nil {
		return 0, err
	}
	to := &wire{to: conn}
	_ = conn.SetDeadline(time.Now().Add(graceOfBegin)) // a socket has deadlines
	if err := to.send(kindHello, first); err != nil {
		return 0, ErrNoHolder
	}
	if k, _, err := receive(conn, mostFrame); err != nil || k != kindBegin {
		return 0, ErrNoHolder
	}
	_ = conn.SetDeadline(time.Time{})
	defer context.AfterFunc(ctx, func() { _ = to.send(kindCancel, nil) })() // a holder that is gone is found out below
	return (&caller{wire: to, s: s}).follow(conn)
}

// Held reports whether a process takes calls for a data folder.
func Held(folder string) bool {
	a, ok := published(folder)
	if !ok {
		return false
	}
	conn, err := net.DialTimeout("unix", a.At, graceOfBegin)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// caller is the side of a call that has the streams.
type caller struct {
	wire    *wire
	s       Streams
	reading sync.Once
	wanted  chan struct{} // standard input is
	failed  error         // of writing standard output
}

// follow does what the holder asks for until it says the status.
func (c *caller) follow(from io.Reader) (int, error) {
	c.wanted = make(chan struct{}, 1)
	defer close(c.wanted)
	for {
		k, body, err := receive(from, mostFrame)
		if err != nil {
			return 0, ErrLost
		}
		switch k {
		case kindOut:
			c.write(body)
		case kindErr:
			_, _ = c.s.Err.Write(body) // as a command of its own
		case kindRead:
			c.reading.Do(func() { go c.feed() })
			select {
			case c.wanted <- struct{}{}:
			default: // it is wanted already
			}
		case kindAsk:
			_ = c.answer(string(body)) // a holder that is gone is found out above
		case kindStatus:
			if len(body) != 1 {
				return 0, ErrLost
			}
			return int(body[0]), c.failed
		default:
			return 0, ErrLost
		}
	}
}

// write writes out; when nobody reads any more the command is told.
func (c *caller) write(body []byte) {
	if c.failed != nil {
		return
	}
	if _, c.failed = c.s.Out.Write(body); c.failed != nil {
		_ = c.wire.send(kindClosed, nil) // a holder that is gone is found out by reading
	}
}

// feed gives of standard input what is wanted. A read that blocks ends with the process.
func (c *caller) feed() {
	buffer := make([]byte, mostFrame)
	for range c.wanted {
		n, err := 0, error(nil)
		for n == 0 && err == nil {
			n, err = c.s.In.Read(buffer)
		}
		if c.wire.send(kindIn, buffer[:n]) != nil {
			return
		}
	}
}

// answer asks for a password.
func (c *caller) answer(prompt string) error {
	text, err := c.s.Ask(prompt)
	if err != nil {
		return c.wire.send(kindMute, nil)
	}
	return c.wire.send(kindAnswer, []byte(text))
}
