package basis_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// words are the titles, subjects and reasons of the log's entries after one, the oldest first.
func words(t *testing.T, s *engine.Store, after int64) (out []string) {
	t.Helper()
	out, err := engine.All(t.Context(), s.Read, engine.ScanOne[string], `SELECT title || ' ' || subject || ' ' || reason FROM log WHERE seq > $1 AND seq = entry ORDER BY seq`, after)
	enginetest.OK(t, err)
	return out
}

// beside opens the office to read, as a command does while the screens hold it.
func beside(t *testing.T, o basistest.Office) basis.Room {
	t.Helper()
	s, err := engine.Open(o.Folder(), engine.Options{ReadOnly: true, PasswordKiB: 8, Today: o.Options.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	return basis.Of(s)
}

// TestGuessingBesideTheScreens: while one program holds the office, any number of others at once guess no more than the free times; what
// they tried stands in the log, and the account is told when it signs in.
func TestGuessingBesideTheScreens(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	_, err := o.SignIn(ctx, enginetest.Admin, enginetest.Password)
	enginetest.OK(t, err)
	head, err := o.Head(ctx)
	enginetest.OK(t, err)
	var all sync.WaitGroup
	var mu sync.Mutex
	wrong, throttled := 0, 0
	for range 8 {
		other := beside(t, o)
		all.Go(func() {
			for i := range 8 {
				_, err := other.SignIn(ctx, enginetest.Admin, fmt.Sprint("guess-", i))
				mu.Lock()
				switch {
				case errors.Is(err, basis.ErrSignIn):
					wrong++
				case errors.Is(err, basis.ErrThrottled):
					throttled++
				default:
					t.Error(err)
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if wrong != 5 || throttled != 59 {
		t.Errorf("%d passwords were compared, %d refused", wrong, throttled)
	}
	if _, err := o.SignIn(ctx, enginetest.Admin, enginetest.Password); !errors.Is(err, basis.ErrThrottled) {
		t.Errorf("who holds the office does not know: %v", err)
	}
	enginetest.OK(t, o.LogTries(ctx))
	enginetest.OK(t, o.LogTries(ctx))
	if got := words(t, o.Office.Store, head.Seq); len(got) != 1 || !strings.HasPrefix(got[0], "登录锁定 xitong xitong 密码不对，5 次；连续输错 5 次，") {
		t.Errorf("%q", got)
	}
}

// TestWhoSignsInIsTold: failures, exports and numbers looked at whole since the last time.
func TestWhoSignsInIsTold(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	a, err := o.SignIn(ctx, enginetest.Admin, enginetest.Password)
	if err != nil || !a.Before.Last.IsZero() {
		t.Fatalf("%+v %v", a.Before, err)
	}
	for range 3 {
		_, err := o.SignIn(ctx, enginetest.Admin, "wrong")
		enginetest.Refused(t, "wrong", err, basis.ErrSignIn)
	}
	enginetest.OK(t, o.Write(ctx, a.Actor(""), allocation.ActExport, func(x *engine.Tx) error { return nil }))
	if a, err = o.SignIn(ctx, enginetest.Admin, enginetest.Password); err != nil || a.Before.Failed != 3 || a.Before.Exports != 1 || a.Before.Last.IsZero() {
		t.Errorf("%+v %v", a.Before, err)
	}
	if a, err = o.SignIn(ctx, enginetest.Admin, enginetest.Password); err != nil || a.Before.Failed != 0 || a.Before.Exports != 0 {
		t.Errorf("%+v %v", a.Before, err)
	}
	_, err = beside(t, o).SignIn(ctx, enginetest.Admin, enginetest.Password)
	enginetest.OK(t, err)
	head, err := o.Head(ctx)
	enginetest.OK(t, err)
	enginetest.OK(t, o.LogTries(ctx))
	if got := words(t, o.Office.Store, head.Seq); len(got) != 1 || got[0] != "命令只读登录 xitong xitong 命令只读登录 1 次" {
		t.Errorf("%q", got)
	}
}

// TestForeignNames: a thousand names that no account has push neither an account's failures out nor fill folder or log, and a name of
// any length does nothing.
func TestForeignNames(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	for range 5 {
		_, err := o.SignIn(ctx, enginetest.Admin, "wrong")
		enginetest.Refused(t, "wrong", err, basis.ErrSignIn)
	}
	head, err := o.Head(ctx)
	enginetest.OK(t, err)
	for i := range 1000 {
		if _, err := o.SignIn(ctx, fmt.Sprint("name", i), "wrong"); !errors.Is(err, basis.ErrSignIn) && !errors.Is(err, basis.ErrThrottled) {
			t.Fatal(err)
		}
	}
	_, err = o.SignIn(ctx, strings.Repeat("长", 1<<20), "wrong")
	enginetest.Refused(t, "a name without end", err, basis.ErrSignIn)
	if _, err := o.SignIn(ctx, enginetest.Admin, enginetest.Password); !errors.Is(err, basis.ErrThrottled) {
		t.Errorf("the account's failures were pushed out: %v", err)
	}
	if got := words(t, o.Office.Store, head.Seq); len(got) != 1 || got[0] != "登录未成 不存在的账号 1 次" {
		t.Errorf("%q", got)
	}
	files, err := os.ReadDir(filepath.Join(o.Folder(), "signin"))
	if err != nil || len(files) > 70 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

// TestFirstPasswordIsChanged: until its owner changed it an account does nothing but that, nor vouches for another.
func TestFirstPasswordIsChanged(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	id, err := o.AddAccount(ctx, engine.Console(), basis.NewAccount{Name: "zhou", Display: "周", Roles: []allocation.Role{allocation.Admin}, District: "尖山区", Password: "first-one-1"})
	enginetest.OK(t, err)
	a, err := o.SignIn(ctx, "zhou", "first-one-1")
	enginetest.OK(t, err)
	enginetest.Refused(t, "writes", o.Note(a.Actor(""), "2021-05-01"), engine.ErrFirstPassword)
	enginetest.Refused(t, "reads", o.StillIn(ctx, a.Actor("")), engine.ErrFirstPassword)
	_, err = o.Vouch(ctx, "zhou", "first-one-1")
	enginetest.Refused(t, "vouches", err, engine.ErrFirstPassword)
	enginetest.OK(t, o.ChangePassword(ctx, a.Actor(""), "first-one-1", "second-one-2"))
	enginetest.Refused(t, "goes on with the old session", o.Note(a.Actor(""), "2021-05-01"), engine.ErrSignedOut)
	enginetest.Refused(t, "reads on with the old session", o.StillIn(ctx, a.Actor("")), engine.ErrSignedOut)
	a, err = o.SignIn(ctx, "zhou", "second-one-2")
	enginetest.OK(t, err)
	enginetest.OK(t, o.Note(a.Actor(""), "2021-05-01"))
	enginetest.OK(t, o.StillIn(ctx, a.Actor("")))
	enginetest.OK(t, o.SetAccountActive(ctx, engine.Console(), id, false, "离职"))
	enginetest.Refused(t, "reads when stopped", o.StillIn(ctx, a.Actor("")), engine.ErrSignedOut)
}

// TestWaitEnds: after the wait the right password lets in, and the count begins anew.
func TestWaitEnds(t *testing.T) {
	o := basistest.New(t, "尖山区")
	now := time.Now()
	o.Options.Now = func() time.Time { return now }
	for range 5 {
		_, err := o.SignIn(t.Context(), enginetest.Admin, "wrong")
		enginetest.Refused(t, "wrong", err, basis.ErrSignIn)
	}
	_, err := o.SignIn(t.Context(), enginetest.Admin, enginetest.Password)
	enginetest.Refused(t, "at once", err, basis.ErrThrottled)
	now = now.Add(31 * time.Second)
	a, err := o.SignIn(t.Context(), enginetest.Admin, enginetest.Password)
	if err != nil || a.Before.Failed != 6 {
		t.Errorf("%+v %v", a.Before, err)
	}
}
