package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/relay"
)

// passed are the commands that the process which holds the office runs for others: every path in them goes through Streams.path.
var passed = []string{
	"units", "applications", "rounds", "certificate", "tenancies", "contracts", "bills", "payments", "tills", "roster",
	"import undo", "import blank", "import", "match", "report", "print",
}

// forWriter is how long a command waits for an office that another command writes to.
const forWriter = 5 * time.Second

// caller is the process for whom the holder of the office runs a command.
type caller struct {
	office *store.Store
	dir    string // its working folder
	ask    func(prompt string) (string, error)
}

// ranElsewhere is the exit status of a command that the holder of the office has run.
type ranElsewhere int

// Error says so.
func (r ranElsewhere) Error() string {
	return fmt.Sprintf("run by the holder of the office, status %d", int(r))
}

// path is a file as its process finds it: of a caller, relative to the caller's working folder.
func (s Streams) path(name string) string {
	if s.caller == nil || name == "" || name == "-" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.caller.dir, name)
}

// open is the office of the process that runs the command. Errors: errHeldDay, and those of the day.
func (c *caller) open(p *place) (*store.Store, error) {
	if p.today == "" {
		return c.office, nil
	}
	day, err := civil.ParseTyped(p.today, engine.WallDay())
	if err != nil {
		return nil, usageError{errBadToday.Textf("--today：%s", civil.Wrong(p.today, engine.WallDay()))}
	}
	if now := c.office.Today(); day != now {
		return nil, errHeldDay.Textf("数据正开着，日期是 %s，--today 不能另定为 %s：去掉 --today，或关闭后再做", now, day)
	}
	return c.office, nil
}

// password asks the person at the caller's terminal.
func (c *caller) password(prompt string) (string, error) {
	text, err := c.ask(prompt)
	if errors.Is(err, relay.ErrMute) {
		return "", usageError{errNoPassword}
	}
	return text, err
}

// through lets the process that holds the folder run the whole command line. Errors: relay.ErrNoHolder when none does, and nothing was
// done; else ranElsewhere, errHolderGone, those of writing out.
func (p *place) through(ctx context.Context, s Streams) error {
	if s.line == nil {
		return relay.ErrNoHolder
	}
	folder, err := p.dataFolder(s)
	if err != nil {
		return err
	}
	call := relay.Call{Args: s.line, Env: map[string]string{}, Shown: isTerminal(s.Err)}
	if call.Dir, err = os.Getwd(); err != nil {
		return err
	}
	if password := s.Getenv(passwordName); password != "" {
		call.Env[passwordName] = password
	}
	status, err := relay.Through(ctx, folder, call, relay.Streams{
		In: s.In, Out: s.Out, Err: s.Err, Ask: func(prompt string) (string, error) { return askPassword(s, prompt) },
	})
	switch {
	case errors.Is(err, relay.ErrLost):
		return errHolderGone
	case err != nil:
		return err
	}
	return ranElsewhere(status)
}

// wait waits for an office that another process holds: who holds it for long runs the command, who holds it for a moment goes.
func (p *place) wait(ctx context.Context, s Streams) (st *store.Store, err error) {
	err = patiently(ctx, func() (bool, error) {
		if err := p.through(ctx, s); !errors.Is(err, relay.ErrNoHolder) {
			return false, err
		}
		st, err = p.openAs(s, false)
		return true, err
	})
	return st, err
}

// patiently tries to open an office again and again while another process holds it for a moment.
func patiently(ctx context.Context, open func() (again bool, err error)) error {
	for until := time.Now().Add(forWriter); ; {
		again, err := open()
		if !errors.Is(err, engine.ErrFolderInUse) || !again || time.Now().After(until) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(forWriter / 50):
		}
	}
}

// openOffice opens an office that stays open: one that a command holds for a moment is waited for.
func openOffice(ctx context.Context, folder string, o engine.Options) (st *store.Store, err error) {
	err = patiently(ctx, func() (bool, error) {
		st, err = store.Open(folder, o)
		return errors.Is(err, engine.ErrFolderInUse) && !relay.Held(folder), err
	})
	return st, err
}

// answer runs a command for a caller.
func (v *session) answer(ctx context.Context, c relay.Call, r relay.Streams) (status int) {
	s := Streams{
		In: r.In, Out: r.Out, Err: r.Err, Getenv: func(name string) string { return c.Env[name] },
		caller: &caller{office: v.store(), dir: c.Dir, ask: r.Ask},
	}
	defer func() {
		if wrong := recover(); wrong != nil { // the screens go on
			fmt.Fprintln(s.Err, "penggai: "+v.env.Explain(fmt.Errorf("%v", wrong)))
			status = exitFailed
		}
	}()
	cmd, rest, err := find(c.Args)
	if err == nil && !slices.Contains(passed, cmd.name) {
		err = errNotPassed
	}
	if err == nil {
		err = cmd.run(ctx, s, rest)
		v.tell(kit.DataChanged{Elsewhere: true})
	}
	return conclude(s, err)
}

const passwordName = "PENGGAI_PASSWORD"

// Refusals of a command that another process runs.
var (
	errHeldDay    = say.Refuse("held_day", "数据正开着，日期不能用 --today 另定：去掉 --today，或关闭后再做")
	errHolderGone = say.Refuse("holder_gone", "开着数据的那个 penggai 在这个命令办完之前停了。写入要么完整要么没有，数据没有损坏；请到日志里看这一步写进去没有，没有再办一次")
	errNotPassed  = say.Refuse("not_passed", "数据正开着的时候不能用这个命令，请先关闭")
)
