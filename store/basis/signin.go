package basis

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"penggai/store/engine/pass"
	"penggai/store/engine/tries"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// longestName is as many signs as anything is done with that was typed for a name.
const longestName = 64

// session is what an actor signed in with, read from the hash of its password: after a change of the password it is another one.
type session string

// Scan reads the column.
func (s *session) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a hash in a %T", src)
	}
	*s = session(pass.Session(text))
	return nil
}

// Attendance is what an account is told when it signs in: what was done under its name since it last did.
type Attendance struct {
	Last     time.Time // zero at the first time
	Failed   int       // tries since then with a wrong password, and those that came too soon
	Exports  int       // by this account, from the last time on
	Unmasked int       // numbers that it looked at whole
}

// String is what the account is told.
func (b Attendance) String() string {
	if b.Last.IsZero() {
		return fmt.Sprintf("第一次登录，此前失败 %d 次", b.Failed)
	}
	text := fmt.Sprintf("上次登录 %s，其间失败 %d 次", b.Last.In(engine.Shanghai).Format("2006-01-02 15:04"), b.Failed)
	if b.Exports > 0 {
		text += fmt.Sprintf("；此后导出 %d 次", b.Exports)
	}
	if b.Unmasked > 0 {
		text += fmt.Sprintf("；此后查看完整证件号 %d 次", b.Unmasked)
	}
	return text
}

// SignIn checks name and password and returns the account. Errors: ErrSignIn (not saying which of the two is wrong),
// ErrThrottled, ErrInactive. What comes of a try is counted for every process on the folder at once (tries), and is an entry of the
// log: at once where the office is held, else as soon as who holds it hears of it.
func (s Room) SignIn(ctx context.Context, name, password string) (Account, error) {
	return s.signIn(ctx, name, func(stored string) bool { return pass.Matches(stored, password) }, func() {
		pass.Argon(password, make([]byte, pass.SaltBytes), s.Options.HashCost())
	}, "")
}

// signIn lets an account in that proves itself; strange takes the time of a proof for a name that no account has. by says with what it came
// in where that was not its password.
func (s Room) signIn(ctx context.Context, name string, proves func(stored string) bool, strange func(), by string) (Account, error) {
	name = strings.TrimSpace(name)
	if utf8.RuneCountInString(name) > longestName {
		return Account{}, ErrSignIn
	}
	stored, found, err := engine.Maybe(ctx, s.Read, engine.ScanOne[string], `SELECT password_hash FROM account WHERE name = $1`, name)
	if err != nil {
		return Account{}, err
	}
	key := tries.OfName(name)
	var a Account
	if found {
		if a, err = AccountNoun.One(ctx, s.Read, `WHERE a.name = $1`, name); err != nil {
			return Account{}, err
		}
		key = tries.OfAccount(a.ID)
	}
	h, err := tries.Take(s.Folder(), key, true)
	if errors.Is(err, tries.ErrBusy) {
		return Account{}, ErrThrottled
	}
	if err != nil {
		return Account{}, engine.Fault(err)
	}
	defer h.Let()
	if wait := h.Wait(s.Now()); wait > 0 {
		h.Refused++
		return Account{}, errors.Join(ErrThrottled.Textf("连续输错 %d 次，请在 %s 后再试", h.Failures, wait.Round(time.Second)), h.Save())
	}
	if !found { // an unknown name takes as long as a wrong password
		strange()
		return Account{}, s.failed(ctx, h, Account{})
	}
	if !proves(stored) {
		return Account{}, s.failed(ctx, h, a)
	}
	if !a.Active {
		return Account{}, ErrInactive
	}
	return s.enter(ctx, h, a, by)
}

// enter lets an account in that has proved itself.
func (s Room) enter(ctx context.Context, h *tries.Held, a Account, by string) (Account, error) {
	var err error
	if a.Before, err = s.attendance(ctx, a.ID); err != nil {
		return Account{}, err
	}
	a.Before.Failed = h.Failures + h.Refused
	h.Failures, h.Refused = 0, 0
	if s.ReadOnly() {
		h.Came++
		return a, engine.Fault(h.Save())
	}
	err = s.logTries(ctx, h, a)
	if err == nil {
		err = s.Write(ctx, a.Actor(""), allocation.ActSignIn, func(t *engine.Tx) error {
			t.Subject(a.Name + " " + a.Display)
			t.About("account", a.ID)
			t.Reason(by)
			return nil
		})
	}
	return a, errors.Join(err, engine.Fault(h.Save()))
}

// attendance reads from the log what an account did from its last signing in on.
func (s Room) attendance(ctx context.Context, id int64) (b Attendance, err error) {
	_, _, err = engine.Maybe(ctx, s.Read, func(r engine.Scanner) (int64, error) {
		var seq int64
		var at string
		if err := r.Scan(&seq, &at, &b.Exports, &b.Unmasked); err != nil {
			return 0, err
		}
		b.Last, err = time.Parse(time.RFC3339, at)
		return seq, err
	}, `SELECT i.seq, i.at, (SELECT count(*) FROM log l WHERE l.account = $1 AND l.seq = l.entry AND l.seq > i.seq AND l.action = $3),
		(SELECT count(*) FROM log l WHERE l.account = $1 AND l.seq = l.entry AND l.seq > i.seq AND l.action = $4)
		FROM log i WHERE i.account = $1 AND i.seq = i.entry AND i.action = $2 ORDER BY i.seq DESC LIMIT 1`,
		id, allocation.ActSignIn.Code, allocation.ActExport.Code, allocation.ActUnmaskApplicant.Code)
	return b, err
}

// failed counts a wrong password, writes it down, and is ErrSignIn. Names that no account has are written down together, once an hour
// at most.
func (s Room) failed(ctx context.Context, h *tries.Held, a Account) error {
	h.Failures, h.Last = h.Failures+1, s.Now().Unix()
	var err error
	if a.ID == 0 {
		err = s.strange(ctx)
	} else {
		h.Lacks++
		err = s.logTries(ctx, h, a)
	}
	if err = errors.Join(err, engine.Fault(h.Save())); err != nil {
		return fmt.Errorf("%w: %w", ErrSignIn, err)
	}
	return ErrSignIn
}

// strange counts a name that no account has.
func (s Room) strange(ctx context.Context) error {
	h, err := tries.Take(s.Folder(), tries.Unknown, true)
	if err != nil {
		return engine.Fault(err)
	}
	defer h.Let()
	h.Lacks++
	if now := s.Now(); now.Sub(time.Unix(h.Logged, 0)) >= time.Hour {
		err = s.logTries(ctx, h, Account{})
	}
	return errors.Join(err, engine.Fault(h.Save()))
}

// logTries writes down what the log lacks of a key, when the office is held here.
func (s Room) logTries(ctx context.Context, h *tries.Held, a Account) error {
	if s.ReadOnly() || h.Lacks == 0 && h.Came == 0 {
		return nil
	}
	say := func(act allocation.Action, reason string) error {
		return s.Write(ctx, engine.Door(), act, func(t *engine.Tx) error {
			subject := textNoAccount
			if a.ID != 0 {
				subject = a.Name + " " + a.Display
				t.About("account", a.ID)
			}
			t.Subject(subject)
			t.Reason(reason)
			return nil
		})
	}
	if h.Lacks > 0 {
		act, reason := allocation.ActFailSignIn, fmt.Sprintf("密码不对，%d 次", h.Lacks)
		switch wait := h.Wait(s.Now()); {
		case a.ID == 0:
			reason = fmt.Sprintf("%d 次", h.Lacks)
		case wait > 0:
			act, reason = allocation.ActLockOut, fmt.Sprintf("%s；连续输错 %d 次，%s 内不受理", reason, h.Failures, wait.Round(time.Second))
		}
		if err := say(act, reason); err != nil {
			return err
		}
		h.Lacks, h.Logged = 0, s.Now().Unix()
	}
	if h.Came > 0 {
		if err := say(allocation.ActReadBeside, fmt.Sprintf("命令只读登录 %d 次", h.Came)); err != nil {
			return err
		}
		h.Came = 0
	}
	return nil
}

// LogTries writes down what the log lacks of tries in processes that could not write. Keys that somebody is trying just now wait for
// the next time.
func (s Room) LogTries(ctx context.Context) error {
	if s.ReadOnly() {
		return nil
	}
	keys, err := tries.Lacking(s.Folder())
	if err != nil {
		return engine.Fault(err)
	}
	for _, key := range keys {
		h, err := tries.Take(s.Folder(), key, false)
		if errors.Is(err, tries.ErrBusy) {
			continue
		}
		if err != nil {
			return engine.Fault(err)
		}
		var a Account
		if id, known := tries.Known(key); known {
			a, err = AccountNoun.ByID(ctx, s.Read, id)
		}
		if err == nil || errors.Is(err, engine.ErrNotFound) {
			if err = s.logTries(ctx, h, a); err == nil {
				err = engine.Fault(h.Save())
			}
		}
		h.Let()
		if err != nil {
			return err
		}
	}
	return nil
}

// Vouch is SignIn of a second person beside the one who works: one who has changed the first password. Errors: those of SignIn,
// engine.ErrFirstPassword.
func (s Room) Vouch(ctx context.Context, name, password string) (Account, error) {
	a, err := s.SignIn(ctx, name, password)
	if err == nil && a.MustChange {
		return Account{}, engine.ErrFirstPassword
	}
	return a, err
}

// forgetTries lets an account try again at once.
func (s Room) forgetTries(ctx context.Context, a Account) error {
	h, err := tries.Take(s.Folder(), tries.OfAccount(a.ID), true)
	if err != nil {
		return engine.Fault(err)
	}
	defer h.Let()
	err = s.logTries(ctx, h, a)
	h.Failures, h.Refused = 0, 0
	return errors.Join(err, engine.Fault(h.Save()))
}

const textNoAccount = "不存在的账号"

// Accounts and signing in.
var (
	ErrSignIn    = say.Refuse("sign_in", "账号或密码不对，请重新填写。忘记密码请找系统管理员重置")
	ErrInactive  = say.Refuse("inactive", "这个账号已停用，请找系统管理员启用")
	ErrThrottled = say.Refuse("throttled", "连续输错多次，请稍候再试")
)
