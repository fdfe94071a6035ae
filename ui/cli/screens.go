package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/kit/terminal"
	"penggai/ui/relay"
	"penggai/ui/screen"
	"penggai/ui/screen/signin"
	"penggai/ui/screen/welcome"
)

// openScreens is `penggai` without a command: the office on screen, or the welcome where there is none.
func openScreens(ctx context.Context, s Streams, args []string) error {
	f := flags("penggai")
	var p place
	p.add(f)
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if !s.Terminal {
		return usageError{errNoTerminal}
	}
	if err := canShow(s.Getenv, runtime.GOOS, terminalDevice()); err != nil {
		return usageError{err}
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	v := newSession(s)
	st, err := openOffice(ctx, folder, o)
	switch {
	case errors.Is(err, engine.ErrNoOffice), errors.Is(err, engine.ErrNoFolder):
		return v.run(ctx, v.welcome(folder, o))
	case err != nil:
		return err
	}
	if err := v.take(ctx, st); err != nil {
		return errors.Join(err, st.Close())
	}
	return v.run(ctx, signin.New(v.env))
}

// runDemo opens the screens on a demonstration office, signed in.
func runDemo(ctx context.Context, s Streams, st *store.Store, keep bool) error {
	v := newSession(s)
	v.keep = keep
	if err := v.take(ctx, st); err != nil {
		return errors.Join(err, st.Close())
	}
	by, err := demoActor(ctx, st)
	if err != nil {
		return errors.Join(err, st.Close())
	}
	v.env.SignIn(by)
	return v.run(ctx, v.env.First())
}

// demoActor is the first account of the demonstration.
func demoActor(ctx context.Context, st *store.Store) (engine.Actor, error) {
	accounts, err := st.Accounts(ctx, engine.Console())
	if err != nil {
		return engine.Actor{}, err
	}
	for _, a := range accounts {
		if a.Name == seed.DemoAccounts()[0].Name {
			return a.Actor(""), nil
		}
	}
	return engine.Actor{}, engine.ErrNotFound
}

// session is one run of the screens: the environment, the folders it made, the copies that it keeps.
type session struct {
	env     *screen.Env
	streams Streams
	keep    bool // copy the office at start, every hour and at the end

	mu     sync.Mutex
	office *store.Store // what was opened
	calls  *relay.Listener
	told   func(tea.Msg) // the screens, once they are shown
	scraps []string      // folders that go when the session ends
}

func newSession(s Streams) *session {
	kit.Setup()
	v := &session{streams: s, keep: true}
	v.env = &screen.Env{Theme: kit.NewTheme(true, colorprofile.TrueColor, kit.WantsASCII(runtime.GOOS, s.Getenv))}
	v.env.First = func() screen.Screen { return ui.First(v.env) }
	return v
}

// take makes a store the session's office before the screens start.
func (v *session) take(ctx context.Context, st *store.Store) error {
	v.opened(st)
	office, err := st.Office(ctx)
	if err != nil {
		return err
	}
	if err := st.LogTries(ctx); err != nil && !errors.Is(err, engine.ErrBackInTime) {
		return err
	}
	clock, err := st.ClockState(ctx)
	if err != nil {
		return err
	}
	v.env.Store, v.env.Office = st, office.Name
	v.env.Mark, v.env.Trial = clock.Kind.Mark(), clock.Kind == civil.ClockDemo
	v.env.Log = &faultLog{path: filepath.Join(st.Folder(), "fault.log")}
	return nil
}

// opened remembers the store that the session has to copy and close, and lets commands in that are called beside it. Without a socket the
// screens work all the same.
func (v *session) opened(st *store.Store) {
	v.deaf()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.office = st
	calls, err := relay.Listen(st.Folder())
	if err != nil {
		return
	}
	v.calls = calls
	calls.Serve(v.answer)
}

// deaf lets no more commands in and waits for those that run.
func (v *session) deaf() {
	v.mu.Lock()
	calls := v.calls
	v.calls = nil
	v.mu.Unlock()
	if calls != nil {
		calls.Close(forWriter)
	}
}

// tell tells the screens something, where there are any.
func (v *session) tell(m tea.Msg) {
	v.mu.Lock()
	told := v.told
	v.mu.Unlock()
	if told != nil {
		told(m)
	}
}

// store is what was opened, nil while there is none.
func (v *session) store() *store.Store {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.office
}

// welcome is the first screen where there is no office.
func (v *session) welcome(folder string, o engine.Options) screen.Screen {
	v.env.Log = &faultLog{path: filepath.Join(folder, "fault.log")}
	clock := civil.Clock{Kind: civil.ClockReal}
	if o.DaySet { // nothing for real begins on a day that a person set
		clock.Kind = civil.ClockTrial
	}
	v.env.Mark = clock.Kind.Mark()
	return welcome.New(v.env, welcome.Spec{
		Folder: folder,
		Create: func(f basis.Founding) (*store.Store, error) {
			f.Clock = clock
			st, err := createOffice(folder, f, o)
			if err == nil {
				v.opened(st)
			}
			return st, err
		},
		Demo: func(ctx context.Context, tell progress.Report) (*store.Store, engine.Actor, error) {
			scrap, err := v.scrap()
			if err != nil {
				return nil, engine.Actor{}, err
			}
			st, _, err := makeDemo(ctx, scrap, func(day civil.Date) {
				tell(int64(day.Sub(demoFounded)), int64(seed.DemoToday.Sub(demoFounded)), day.String())
			})
			if err != nil {
				return nil, engine.Actor{}, err
			}
			v.opened(st)
			by, err := demoActor(ctx, st)
			return st, by, err
		},
		Restore: func(ctx context.Context, file string, tell progress.Report) (*store.Store, error) {
			st, _, err := store.Restore(ctx, folder, file, o, func(stage string, done, total int64) { tell(done, total, verifyStages[stage]) })
			if err == nil {
				v.opened(st)
			}
			return st, err
		},
		SignIn: func() screen.Screen { return signin.New(v.env) },
	})
}

// scrap makes a folder that goes when the session ends.
func (v *session) scrap() (string, error) {
	dir, err := os.MkdirTemp("", "penggai-demo-")
	if err != nil {
		return "", errNoPassing.With(os.TempDir())
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.scraps = append(v.scraps, dir)
	return dir, nil
}

// run shows the screens until the person leaves, then closes the office.
func (v *session) run(ctx context.Context, first screen.Screen) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var copies sync.WaitGroup
	shown, err := terminal.Open(frame.New(v.env, ui.Routes(), first), os.Stdin, os.Stdout)
	if err != nil {
		return errors.Join(err, v.end())
	}
	program := tea.NewProgram(shown, append(shown.Options(), tea.WithContext(ctx))...)
	shown.Watch(ctx, program.Send)
	v.mu.Lock()
	v.told = program.Send
	v.mu.Unlock()
	idle := time.AfterFunc(time.Hour, func() { program.Send(screen.Idle{}) })
	idle.Stop() // until somebody is in
	defer idle.Stop()
	v.env.Idle = func(after time.Duration) { idle.Reset(after) }
	if v.keep {
		copies.Go(func() { v.copyHourly(ctx, program.Send) })
	}
	_, err = program.Run()
	shown.Close()
	stop()
	copies.Wait()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, context.Canceled) {
		err = nil // the person left
	}
	return errors.Join(err, v.end())
}

// firstCopy is when the first copy of a session begins: after the rush of the start.
const firstCopy = time.Minute

// copyHourly copies the office a minute after the start and every hour, when something was written. A copy that does not
// succeed is seen on the first screen, which says when the last good one was made. Then an old copy is read again: one that is damaged is
// told of at once.
func (v *session) copyHourly(ctx context.Context, tell func(tea.Msg)) {
	next := time.NewTimer(firstCopy)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		}
		if err := v.copy(ctx); err != nil {
			v.env.Explain(err)
		}
		if st := v.store(); st != nil && ctx.Err() == nil {
			if err := st.RereadBackup(ctx); err != nil && ctx.Err() == nil {
				tell(screen.Failed{Err: err})
			}
		}
		next.Reset(time.Hour)
	}
}

// copy copies the office when something was written; what goes when the session ends is not copied.
func (v *session) copy(ctx context.Context) error {
	st := v.store()
	if st == nil || !v.keep || slices.Contains(v.scraps, st.Folder()) {
		return nil
	}
	defer debug.FreeOSMemory() // checking the copy takes memory that nothing needs afterwards
	_, err := st.BackupIfChanged(ctx)
	return err
}

// end makes the last copy, closes the office and takes scrap folders away.
func (v *session) end() error {
	v.deaf()
	if v.keep && v.store() != nil {
		fmt.Fprintln(v.streams.Err, "正在备份……")
	}
	errs := []error{v.copy(context.Background())}
	if st := v.store(); st != nil {
		errs = append(errs, st.Close())
	}
	for _, dir := range v.scraps {
		errs = append(errs, os.RemoveAll(dir))
	}
	return errors.Join(errs...)
}

// faultLog appends to a file beside the data; the file is made by the first fault.
type faultLog struct{ path string }

// Write appends one report.
func (l *faultLog) Write(p []byte) (int, error) {
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := f.Write(p)
	return n, errors.Join(err, f.Close())
}

// Refusals of the command line.
var errNoTerminal = say.Refuse("no_terminal", "屏幕需要终端；在脚本里请用命令，penggai help 列出全部命令")
