package screen

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// Env is what every screen may use. There is one for a running program; screens keep the pointer.
type Env struct {
	Store  *store.Store
	Office string           // its name: 尖山区
	Mark   string           // what every screen says of an office that is not for real: 试用, 演示
	Trial  bool             // a demonstration office: any of its accounts may be taken on without its password
	First  func() Screen    // makes the first screen of whoever signs in
	Theme  *kit.Theme       // changed in place when the terminal tells its background
	Log    io.Writer        // detail of internal errors; nil: dropped
	Now    func() time.Time // wall clock, for the numbers of internal errors; nil: time.Now

	Desk   string        // the address of the machine from which the screens are used over the network; "" at the office's own
	Window int           // which of the windows on that machine it is, from 1
	Desks  func() []Desk // who works on the office over the network just now; nil: nobody can

	Idle func(after time.Duration) // sets the one timer anew that sends the root Idle; nil: the screen is never locked by time

	mu     sync.Mutex
	places map[string]*kit.Place
	actor  engine.Actor
	own    basis.Comfort
	in     bool
	fault  int
}

// Desk is somebody who works on the office over the network.
type Desk struct {
	Account string // name and person
	ID      int64  // of the account
	From    string // address of the machine
	Window  int    // which of the windows on that machine, from 1
	Since   time.Time
	Touched time.Time // when a key was last pressed
}

// Context is that of what is done before there is an actor, and beside it: it says from which desk.
func (e *Env) Context() context.Context { return engine.AtDesk(context.Background(), e.Desk) }

// Actor is who works now, without a command id: for reading.
func (e *Env) Actor() engine.Actor {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.actor
}

// SignIn makes an actor the one who works; SignOut forgets it.
func (e *Env) SignIn(a engine.Actor) {
	e.mu.Lock()
	defer e.mu.Unlock()
	a.Desk = e.Desk
	e.actor, e.in, e.places = a, true, nil
}

// SignOut forgets who works.
func (e *Env) SignOut() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.actor, e.in = engine.Actor{}, false
}

// Comfort is how who works wants to work.
func (e *Env) Comfort() basis.Comfort {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.own
}

// Comforted tells the root how who works wants to work.
type Comforted struct{ Own basis.Comfort }

// SetComfort takes it; it is called by the root, which draws.
func (e *Env) SetComfort(c basis.Comfort) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.own, e.Theme.Wide = c, c.Wide
}

// SignedIn reports whether someone works.
func (e *Env) SignedIn() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.in
}

// Command is the actor with a fresh command id: for one write.
func (e *Env) Command() engine.Actor { return e.Actor().As(strings.ToLower(rand.Text())) }

// Place is where a list remembers its filter, order and row while the program runs: for kit.TableSpec.Place. Lists are
// told apart by name; who signs in next begins afresh.
func (e *Env) Place(list string) *kit.Place {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.places == nil {
		e.places = map[string]*kit.Place{}
	}
	if e.places[list] == nil {
		e.places[list] = &kit.Place{}
	}
	return e.places[list]
}

// Today is the office's day; the zero date without a store.
func (e *Env) Today() civil.Date {
	if e.Store == nil {
		return civil.Date{}
	}
	return e.Store.Today()
}

// WhyNot is the reason why the actor may not take an action, "" when it may: for kit.Action.When.
func (e *Env) WhyNot(act allocation.Action) string {
	if act.Allows(e.Actor().Role) {
		return ""
	}
	return fmtNotYours(act, e.Actor().Role)
}

// Do returns a command that runs one write. It worked: the root says the text (when there is one), every screen hears
// DataChanged, and then the commands of then run in order (f.Saved(), going back). It did not: the root says why.
// The actor and its command id are taken now, so that a repeated run of the same command is harmless.
func (e *Env) Do(run func(ctx context.Context, by engine.Actor) (string, error), then ...tea.Cmd) tea.Cmd {
	return e.write(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
		text, err := run(ctx, by)
		return text, nil, err
	}, false, then)
}

// Move is Do for a move in the life of a record: the answer names the key that takes it back where the screen has one.
func (e *Env) Move(run func(ctx context.Context, by engine.Actor) (string, error), then ...tea.Cmd) tea.Cmd {
	return e.DoUndo(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
		text, err := run(ctx, by)
		return text, nil, err
	}, then...)
}

// DoUndo is Move for one that Ctrl+Z takes back as well: run also returns how; nil leaves it to the screen's own key.
func (e *Env) DoUndo(run func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error), then ...tea.Cmd) tea.Cmd {
	return e.write(run, true, then)
}

// write runs one write and tells what came of it.
func (e *Env) write(run func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error), move bool, then []tea.Cmd) tea.Cmd {
	by := e.Command()
	return kit.Guard(func() tea.Msg {
		text, undo, err := run(context.Background(), by)
		if err != nil {
			return Failed{Err: err}
		}
		steps := append(append([]tea.Cmd{}, then...), kit.Send(DataChanged{}))
		if text != "" {
			steps = append(steps, kit.Send(Done{Text: text, Undo: undo, Move: move}))
		}
		return tea.Sequence(steps...)()
	})
}

// Explain turns an error into what people read. A Refusal says its own text; anything else is 系统内部错误 with a number
// under which the detail stands in the log.
func (e *Env) Explain(err error) string {
	var r *say.Refusal
	if errors.As(err, &r) {
		return r.Error()
	}
	now := time.Now
	if e.Now != nil {
		now = e.Now
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fault++
	number := fmt.Sprintf("%s-%d", now().Format("0102-150405"), e.fault)
	if e.Log != nil {
		if _, werr := fmt.Fprintf(e.Log, "%s %s %v\n", now().Format(time.RFC3339), number, err); werr != nil {
			return fmtInternalUnlogged(number, err)
		}
	}
	return fmtInternal(number)
}

// Drafts keeps the half-typed forms of the actor; nil when nobody works.
func (e *Env) Drafts() kit.Drafts {
	if e.Store == nil || !e.SignedIn() {
		return nil
	}
	return drafts{e.Store, e.Actor(), e.Window, e.Desks}
}

func fmtInternal(number string) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员", textInternal, number)
}

func fmtInternalUnlogged(number string, err error) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员（日志也写不进去：%v）", textInternal, number, err)
}

func fmtNotYours(act allocation.Action, role allocation.Role) string {
	text := ""
	for i, r := range act.Roles {
		if i > 0 {
			text += "、"
		}
		text += r.Title()
	}
	return fmt.Sprintf("%s由%s办理，您现在是%s", act.Title, text, role.Title())
}

const textInternal = "系统内部错误"
