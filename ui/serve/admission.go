package serve

import (
	"context"
	"errors"
	"net"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
)

// admission lets people in with the office's own accounts: every try is counted where those of the screens are, every account that comes in
// is an entry of the log with its desk.
type admission struct {
	store   *store.Store
	hashing chan struct{} // how many passwords are worked out at once: each takes 64 MiB
}

// atOnce is how many passwords are worked out at once.
const atOnce = 2

func newAdmission(st *store.Store) admission {
	return admission{st, make(chan struct{}, atOnce)}
}

// accountKey is under which the permissions of a line hold the account that came in on it.
type accountKey struct{}

// admitted is the account that came in on a line.
func admitted(line *gossh.ServerConn) (basis.Account, bool) {
	if line == nil || line.Permissions == nil {
		return basis.Account{}, false
	}
	a, ok := line.Permissions.ExtraData[accountKey{}].(basis.Account)
	return a, ok
}

func permit(a basis.Account) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{accountKey{}: a}}
}

// config says how a line may sign in. A key is looked up when it is offered, and lets in only when the other half of it has signed.
func (d admission) config(ssh.Context) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: triesOfLine,
		PasswordCallback: func(line gossh.ConnMetadata, password []byte) (*gossh.Permissions, error) {
			a, err := d.password(line, string(password))
			if err != nil {
				return nil, told(err)
			}
			return permit(a), nil
		},
		KeyboardInteractiveCallback: d.ask,
		PublicKeyCallback: func(line gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			knows, err := d.store.KnowsKey(at(line), line.User(), gossh.FingerprintSHA256(key))
			if err == nil && !knows {
				err = errUnknownKey
			}
			return nil, err
		},
		VerifiedPublicKeyCallback: func(line gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			a, err := d.store.SignInByKey(at(line), line.User(), gossh.FingerprintSHA256(key))
			if err != nil {
				return nil, told(err)
			}
			return permit(a), nil
		},
	}
}

// errUnknownKey refuses a key that opens nothing: the client goes on to the next, or to the password.
var errUnknownKey = errors.New("a key that is on no account of that name")

// at is the context of what a line does at the door: it says from which desk.
func at(line gossh.ConnMetadata) context.Context {
	return engine.AtDesk(context.Background(), deskOf(line.RemoteAddr()))
}

// deskOf is a machine of the network, without the port, which is another one each time.
func deskOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return host
}

func (d admission) password(line gossh.ConnMetadata, password string) (basis.Account, error) {
	d.hashing <- struct{}{}
	defer func() { <-d.hashing }()
	return d.store.SignIn(at(line), line.User(), password)
}

// ask asks for the password as often as a person may be wrong on one line, and says each time why it was not taken.
func (d admission) ask(line gossh.ConnMetadata, client gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
	why := ""
	for range triesOfAsking {
		answers, err := client("", why, []string{textAskPassword}, []bool{false})
		if err != nil {
			return nil, err
		}
		if len(answers) != 1 {
			return nil, errNoAnswer
		}
		a, err := d.password(line, answers[0])
		if err == nil {
			return permit(a), nil
		}
		why = words(err)
		if errors.Is(err, basis.ErrThrottled) || errors.Is(err, basis.ErrInactive) {
			break
		}
	}
	return nil, &gossh.BannerError{Err: errNoAnswer, Message: why + "\r\n"}
}

const (
	triesOfAsking   = 3
	textAskPassword = "Password: " // clients outside a UTF-8 locale show anything else as numbers
)

var errNoAnswer = errors.New("no right password")

// told is an error whose words the client shows.
func told(err error) error {
	return &gossh.BannerError{Err: err, Message: words(err) + "\r\n"}
}

// words are those of a refusal; of anything else the door tells nothing.
func words(err error) string {
	var r *say.Refusal
	if errors.As(err, &r) {
		return r.Error()
	}
	return "登录时出错，请告诉系统管理员"
}
