package relay

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"sync"
)

// Call is a command line and where it is called.
type Call struct {
	Args  []string          `json:"args"`
	Dir   string            `json:"dir"`   // the caller's working folder: relative paths begin there
	Env   map[string]string `json:"env"`   // the words of the environment that a command asks
	Shown bool              `json:"shown"` // standard error is a terminal
}

// hello is the first thing that a caller says.
type hello struct {
	Protocol int    `json:"protocol"`
	Token    string `json:"token"`
	Call     Call   `json:"call"`
}

// protocol is of the frames below; a holder of another one is none.
const protocol = 1

// kind says what a frame holds.
type kind byte

const (
	kindHello  kind = 'h' // caller: hello
	kindBegin  kind = 'b' // holder: the command begins
	kindOut    kind = 'o' // holder: standard output
	kindErr    kind = 'e' // holder: standard error
	kindRead   kind = 'r' // holder: wants of standard input
	kindIn     kind = 'i' // caller: of standard input; nothing is its end
	kindAsk    kind = 'q' // holder: wants a password, asked with these words
	kindAnswer kind = 'a' // caller: the password
	kindMute   kind = 'm' // caller: cannot ask
	kindCancel kind = 'c' // caller: Ctrl+C
	kindClosed kind = 'p' // caller: nobody reads standard output any more
	kindStatus kind = 's' // holder: the exit status; the last frame
)

// Bounds of frames.
const (
	mostHello = 1 << 20
	mostFrame = 64 << 10
)

var errFrame = errors.New("a frame longer than any")

// wire writes frames, each whole.
type wire struct {
	mu sync.Mutex
	to io.Writer
}

func (w *wire) send(k kind, body []byte) error {
	frame := make([]byte, 5, 5+len(body))
	frame[0] = byte(k)
	binary.BigEndian.PutUint32(frame[1:], uint32(len(body))) //nolint:gosec // bounded by the callers
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.to.Write(append(frame, body...))
	return err
}

// receive reads one frame of at most so many bytes.
func receive(from io.Reader, most int) (kind, []byte, error) {
	var head [5]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > uint32(most) { //nolint:gosec // a constant
		return 0, nil, errFrame
	}
	body := make([]byte, n)
	_, err := io.ReadFull(from, body)
	return kind(head[0]), body, err
}

// stream is a standard stream whose other end is the caller's.
type stream struct {
	wire  *wire
	kind  kind
	shown bool
	why   func() error // nil while it may be written
}

// Write sends what is written.
func (s stream) Write(p []byte) (n int, err error) {
	for len(p) > 0 {
		if s.why != nil {
			if err := s.why(); err != nil {
				return n, err
			}
		}
		part := p[:min(len(p), mostFrame)]
		if err := s.wire.send(s.kind, part); err != nil {
			return n, err
		}
		n, p = n+len(part), p[len(part):]
	}
	return n, nil
}

// Terminal reports whether a person sees at once what is written.
func (s stream) Terminal() bool { return s.shown }

func encode(h hello) ([]byte, error) { return json.Marshal(h) }

func decode(body []byte) (h hello, err error) {
	err = json.Unmarshal(body, &h)
	return h, err
}
