package serve

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"penggai/store"
	"penggai/store/engine/signet"
	"penggai/ui/screen"
)

// Spec says what is served, and to how many.
type Spec struct {
	Store *store.Store
	Env   func() *screen.Env // a new one for each desk, with what it has of the office
	Key   signet.Key         // by which desks recognise the office
	Most  int                // desks at once; 0: MostDesks
	Idle  time.Duration      // after so long without a key a line is closed; 0: IdleAfter
}

// What is usual.
const (
	MostDesks = 30
	IdleAfter = 2 * time.Hour
)

// How long somebody may take to sign in, how often try on one line, and how long a desk may take to keep what is half-typed.
const (
	graceOfDoor = 2 * time.Minute
	triesOfLine = 12 // every key that a client offers is one
	graceOfEnd  = 5 * time.Second
)

// Server serves an office.
type Server struct {
	spec Spec
	ssh  *ssh.Server
	hall *hall
	door admission
	open atomic.Int32 // lines, those at the door among them
}

// New makes the server of an open office. Errors: those of the key.
func New(spec Spec) (*Server, error) {
	if spec.Most <= 0 {
		spec.Most = MostDesks
	}
	if spec.Idle <= 0 {
		spec.Idle = IdleAfter
	}
	signer, err := gossh.NewSignerFromSigner(spec.Key.Signer())
	if err != nil {
		return nil, err
	}
	s := &Server{spec: spec, hall: newHall(spec.Most), door: newAdmission(spec.Store)}
	s.ssh, err = wish.NewServer(func(srv *ssh.Server) error {
		srv.AddHostKey(signer)
		srv.Handler = s.serve
		srv.Version = "penggai"
		srv.HandshakeTimeout = graceOfDoor
		srv.ServerConfigCallback = s.door.config
		srv.ConnCallback = s.limit
		return nil
	})
	return s, err
}

// limit turns lines away that are more than all desks and some at the door.
func (s *Server) limit(_ ssh.Context, line net.Conn) net.Conn {
	if int(s.open.Add(1)) > 2*s.spec.Most+10 {
		s.open.Add(-1)
		return nil
	}
	return &counted{Conn: line, open: &s.open}
}

// counted is a line that is counted until it is closed.
type counted struct {
	net.Conn
	open *atomic.Int32
	gone atomic.Bool
}

// Close closes it.
func (c *counted) Close() error {
	if !c.gone.Swap(true) {
		c.open.Add(-1)
	}
	return c.Conn.Close()
}

// Fingerprint is that of the server's key, as an SSH client shows it.
func Fingerprint(key signet.Key) (string, error) {
	public, err := gossh.NewPublicKey(key.Signer().Public())
	if err != nil {
		return "", err
	}
	return gossh.FingerprintSHA256(public), nil
}

// Wrote is told that rows were written: every desk reads again what it shows. It does not wait.
func (s *Server) Wrote() { s.hall.wrote() }

// Desks are those who are in, the first one first.
func (s *Server) Desks() []screen.Desk { return s.hall.desks() }

// Serve serves until ctx ends; then every desk keeps what is half-typed, and is told. Errors: those of the listener.
func (s *Server) Serve(ctx context.Context, at net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- s.ssh.Serve(at) }()
	spread, stop := context.WithCancel(ctx)
	defer stop()
	go s.hall.spread(spread)
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	s.hall.close(textClosing)
	late, cancel := context.WithTimeout(context.Background(), graceOfEnd)
	defer cancel()
	s.hall.wait(late)
	if closing := s.ssh.Close(); err == nil && !errors.Is(closing, net.ErrClosed) {
		err = closing
	}
	if errors.Is(err, ssh.ErrServerClosed) {
		err = nil
	}
	return err
}

const textClosing = "办公室的程序停了，填了一半的表已留作草稿。开起来以后再连接，可以接着填。"
