package basis

import (
	"context"
	"fmt"
	"strings"
	"time"

	"penggai/store/engine/pass"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// After freeFailures wrong passwords in a row each further one doubles the wait, up to throttleMax.
const (
	freeFailures  = 5
	throttleFirst = 30 * time.Second
	throttleMax   = 15 * time.Minute
)

// attempts are the failures of one name since its last success.
type attempts struct {
	failures int
	last     time.Time
}

// wait is how long the name still has to wait.
func (a attempts) wait(now time.Time) time.Duration {
	over := a.failures - freeFailures
	if over < 0 {
		return 0
	}
	pause := throttleMax
	if over < 5 {
		pause = min(throttleFirst<<over, throttleMax)
	}
	return max(0, min(pause, a.last.Add(pause).Sub(now)))
}

// SignIn checks name and password and returns the account. Errors: ErrSignIn (not saying which of the two is wrong),
// ErrThrottled, ErrInactive. A success is an entry of the log; failures are counted outside it.
func (s Room) SignIn(ctx context.Context, name, password string) (Account, error) {
	name = strings.TrimSpace(name)
	tried, err := s.attempts(ctx, name)
	if err != nil {
		return Account{}, err
	}
	if wait := tried.wait(s.Now()); wait > 0 {
		return Account{}, ErrThrottled.Textf("连续输错 %d 次，请在 %s 后再试", tried.failures, wait.Round(time.Second))
	}
	stored, _, err := engine.Maybe(ctx, s.Read, engine.ScanOne[string], `SELECT password_hash FROM account WHERE name = $1`, name)
	if err != nil {
		return Account{}, err
	}
	if stored == "" { // an unknown name takes as long as a wrong password
		pass.Argon(password, make([]byte, pass.SaltBytes), s.Options.HashCost())
		return Account{}, s.failed(ctx, name)
	}
	if !pass.Matches(stored, password) {
		return Account{}, s.failed(ctx, name)
	}
	a, err := AccountNoun.One(ctx, s.Read, `WHERE a.name = $1`, name)
	if err != nil {
		return Account{}, err
	}
	if !a.Active {
		return Account{}, ErrInactive
	}
	if s.ReadOnly() {
		return a, nil
	}
	if tried.failures > 0 {
		if err := s.forgetAttempts(ctx, name); err != nil {
			return Account{}, err
		}
	}
	return a, s.Write(ctx, a.Actor(""), allocation.ActSignIn, func(t *engine.Tx) error {
		t.Subject(a.Name + " " + a.Display)
		t.About("account", a.ID)
		return nil
	})
}

func (s Room) attempts(ctx context.Context, name string) (attempts, error) {
	a, _, err := engine.Maybe(ctx, s.Read, func(r engine.Scanner) (attempts, error) {
		var a attempts
		var last int64
		err := r.Scan(&a.failures, &last)
		a.last = time.Unix(last, 0)
		return a, err
	}, `SELECT failures, last_at FROM attempt WHERE name = $1`, name)
	return a, err
}

// attemptNames bounds the table: guessing names must not fill the disk.
const attemptNames = 1000

// failed counts a failure and is ErrSignIn.
func (s Room) failed(ctx context.Context, name string) error {
	if s.ReadOnly() {
		return ErrSignIn
	}
	err := s.Scratch(ctx, func(t *engine.Tx) error {
		err := t.Exec(`INSERT INTO attempt (name, failures, last_at) VALUES ($1, 1, $2)
			ON CONFLICT (name) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at`, name, t.Now.Unix())
		if err != nil {
			return err
		}
		return t.Exec(`DELETE FROM attempt WHERE id NOT IN (SELECT id FROM attempt ORDER BY last_at DESC, id DESC LIMIT $1)`, attemptNames)
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSignIn, err)
	}
	return ErrSignIn
}

func (s Room) forgetAttempts(ctx context.Context, name string) error {
	return s.Scratch(ctx, func(t *engine.Tx) error { return t.Exec(`DELETE FROM attempt WHERE name = $1`, name) })
}

// Accounts and signing in.
var (
	ErrSignIn    = say.Refuse("sign_in", "账号或密码不对，请重新填写。忘记密码请找系统管理员重置")
	ErrInactive  = say.Refuse("inactive", "这个账号已停用，请找系统管理员启用")
	ErrThrottled = say.Refuse("throttled", "连续输错多次，请稍候再试")
)
