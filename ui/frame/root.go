package frame

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"penggai/store/basis"
	"penggai/ui/kit"
	"penggai/ui/kit/count"
	"penggai/ui/screen"
)

// The least terminal in which a screen can be read.
const (
	minWidth  = 60
	minHeight = 16
)

// frameLines is what the frame takes from the height: bar, summary, answer, keys.
const frameLines = 4

// Root is the model of the whole program.
type Root struct {
	env      *screen.Env
	routes   []screen.Route
	stack    []screen.Screen
	overlays []kit.Overlay
	kept     kit.Words // what was typed into the last window whose deed was refused
	w, h     int
	answer   answer
	noMouse  bool
	dark     bool
	profile  colorprofile.Profile
	touched  time.Time     // when a key was last pressed
	limit    time.Duration // for how long none need be, as last read
	covered  *behind       // what the lock covers; nil: it is not locked
	broken   string        // why the screen on top cannot be drawn

	hints  []kit.Hint // what stands in the help line, as last drawn
	placed kit.Placed // where the overlay on top stands, as last drawn

	ahead  ahead
	opened map[screen.Screen]screen.Pages // of a page that was opened from a list, the list
}

// New makes the root with its first screen. Places are looked up in routes (usually ui.Routes()).
func New(env *screen.Env, routes []screen.Route, first screen.Screen) *Root {
	r := &Root{env: env, routes: routes, stack: []screen.Screen{first}, opened: map[screen.Screen]screen.Pages{}, dark: true, profile: colorprofile.TrueColor}
	if env.Theme == nil {
		env.Theme = kit.NewTheme(true, colorprofile.TrueColor, false)
	}
	return r
}

// Init starts the first screen and asks the terminal for its background.
func (r *Root) Init() tea.Cmd {
	r.settle(r.top().Init(), deed)
	out := r.ahead.out
	r.ahead.out = nil
	return tea.Batch(append(out, tea.Raw(ansi.RequestBackgroundColor))...)
}

func (r *Root) top() screen.Screen { return r.stack[len(r.stack)-1] }

// Update routes a message: what the frame knows is done here, keys and mouse go to the overlay or screen on top,
// everything else to all of them. Keys that come too early wait (ahead).
// A fault in a screen is reported by number and does not end the program: what was typed elsewhere stays.
func (r *Root) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	defer func() {
		if fault := recover(); fault != nil {
			r.answer = answer{kind: answerFailed, text: r.env.Explain(kit.Fault(fault))}
		}
		model, cmd, r.ahead.out = r, tea.Batch(r.ahead.out...), nil
	}()
	switch m := msg.(type) {
	case result:
		r.ended(m)
	case tea.KeyPressMsg, tea.PasteMsg:
		r.press(m)
	default:
		r.settle(r.handle(msg), deed)
	}
	r.catchUp()
	return r, nil
}

// handle routes one message.
func (r *Root) handle(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case nil:
		return nil
	case tea.KeyPressMsg:
		r.touch()
		return r.key(m)
	case tea.PasteMsg:
		r.touch()
		return r.paste(m)
	case tea.MouseMsg:
		r.touch()
		return r.mouse(m)
	case tea.WindowSizeMsg:
		r.w, r.h = m.Width, m.Height
		r.body() // lays the screen out, so that it knows its size when it gets the message
	case tea.BackgroundColorMsg:
		r.dark = m.IsDark()
		r.paint()
	case tea.ColorProfileMsg:
		r.profile = m.Profile
		r.paint()
	}
	if r.waits(msg) {
		return nil
	}
	if cmd, mine := r.order(msg); mine {
		return cmd
	}
	if changed, is := msg.(kit.DataChanged); is && changed.Elsewhere {
		return kit.Aside(r.tellAll(msg))
	}
	return r.tellAll(msg)
}

// paint prepares the theme again, in place.
func (r *Root) paint() {
	wide := r.env.Theme.Wide
	*r.env.Theme = *kit.NewTheme(r.dark, r.profile, r.env.Theme.ASCII)
	r.env.Theme.Wide = wide
}

// bell rings for who wants it.
func (r *Root) bell() tea.Cmd {
	if !r.env.Comfort().Bell {
		return nil
	}
	return kit.Aside(tea.Raw("\a"))
}

// readComfort reads how who has signed in wants to work.
func (r *Root) readComfort() tea.Cmd {
	st, by := r.env.Store, r.env.Actor()
	if st == nil {
		return nil
	}
	return func() tea.Msg {
		own, err := st.Comfort(context.Background(), by)
		if err != nil {
			return nil // as everybody begins
		}
		return screen.Comforted{Own: own}
	}
}

// order carries out what a screen asks of the root; mine says that the message ends here.
func (r *Root) order(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	switch m := msg.(type) {
	case screen.Go:
		r.answer.elsewhere()
		return r.goTo(m), true
	case screen.GoHome:
		return r.goHome(), true
	case screen.Push:
		r.answer.elsewhere()
		return r.push(m.Screen, m.Replace), true
	case screen.OfRow:
		r.answer.elsewhere()
		return r.openRow(m), true
	case kit.Back:
		return r.back(), true
	case kit.Hangup:
		return kit.Both(r.tellAll(m), tea.Quit), true
	case screen.SignedIn:
		r.only(m.First)
		r.touch()
		r.env.SetComfort(basis.Comfort{})
		return kit.Both(m.First.Init(), r.readLimit(), r.readComfort()), true
	case screen.Comforted:
		r.env.SetComfort(m.Own)
		return nil, true
	case screen.SignedOut:
		r.env.SignOut()
		r.env.SetComfort(basis.Comfort{})
		r.only(m.Next)
		return m.Next.Init(), true
	case screen.Idle:
		if !r.locks() {
			return nil, true
		}
		st, by := r.env.Store, r.env.Actor()
		return func() tea.Msg { return idleFor{st.LockAfter(context.Background(), by), true} }, true
	case idleFor:
		return r.idle(m.limit, m.fired), true
	case screen.Lock:
		return r.lock(), true
	case screen.Unlocked:
		return r.unlock(), true
	case kit.Open:
		if c, asks := m.Overlay.(*kit.Confirm); asks {
			c.Resume(r.kept)
		}
		r.overlays = append(r.overlays, m.Overlay)
		return nil, true
	case kit.Counting:
		return count.Open(m), true
	case kit.Export:
		return screen.WriteList(r.env, m), true
	case kit.Done:
		r.answer = answer{kind: answerDone, text: m.Text, undo: m.Undo, move: m.Move}
		return nil, true
	case kit.Note:
		r.answer = answer{kind: answerNote, text: m.Text}
		return nil, true
	case kit.Failed:
		r.answer = answer{kind: answerFailed, text: r.env.Explain(m.Err)}
		return kit.Both(r.bell(), r.tellAll(m)), true
	case kit.Refused:
		return r.bell(), true
	}
	return nil, false
}

// only makes a screen the only one.
func (r *Root) only(s screen.Screen) {
	r.stack, r.overlays, r.answer, r.kept, r.covered = []screen.Screen{s}, nil, answer{}, kit.Words{}, nil
}

// tellAll hands a message to every overlay and every screen of the stack, and to those that the lock covers.
func (r *Root) tellAll(msg tea.Msg) tea.Cmd {
	cmds := []tea.Cmd{r.tell(msg)}
	if b := r.covered; b != nil {
		r.stack, b.stack, r.overlays, b.overlays = b.stack, r.stack, b.overlays, r.overlays
		cmds = append(cmds, r.tell(msg))
		r.stack, b.stack, r.overlays, b.overlays = b.stack, r.stack, b.overlays, r.overlays
	}
	return kit.Both(cmds...)
}

func (r *Root) tell(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	r.overlays = slices.DeleteFunc(slices.Clone(r.overlays), func(o kit.Overlay) bool {
		closed, cmd := o.Update(msg)
		cmds = append(cmds, cmd)
		if closed {
			r.keep(o)
		}
		return closed
	})
	for i, s := range r.stack {
		next, cmd := s.Update(msg)
		r.stack[i] = next
		if i < len(r.stack)-1 && !kit.Ready(cmd) {
			r.settle(cmd, below)
			continue
		}
		cmds = append(cmds, cmd)
	}
	return kit.Both(cmds...)
}

// keep remembers what was typed into a window whose deed was refused, and forgets it when it is done.
func (r *Root) keep(o kit.Overlay) {
	if c, asked := o.(*kit.Confirm); asked {
		r.kept = c.Kept(r.kept)
	}
}

// goTo opens a place; an unknown or forbidden one is said in the answer line.
func (r *Root) goTo(to screen.Go) tea.Cmd {
	i := slices.IndexFunc(r.routes, func(p screen.Route) bool { return p.Place == to.Place })
	if i < 0 {
		return kit.Send(kit.Note{Text: "没有这个地方"})
	}
	if why := r.whyNot(r.routes[i]); why != "" {
		return kit.Send(kit.Note{Text: why})
	}
	return r.push(r.routes[i].New(r.env, to), to.Replace)
}

func (r *Root) whyNot(p screen.Route) string {
	if p.Why == nil {
		return ""
	}
	return p.Why(r.env)
}

// push puts a screen on top, or in the place of the one on top.
func (r *Root) push(s screen.Screen, replace bool) tea.Cmd {
	if replace {
		delete(r.opened, r.top())
		r.stack[len(r.stack)-1] = s
	} else {
		r.stack = append(r.stack, s)
	}
	return kit.Both(s.Init(), r.stillIn())
}

// back leaves the screen on top; from the first one it asks whether to end the program.
func (r *Root) back() tea.Cmd {
	if len(r.stack) > 1 {
		delete(r.opened, r.top())
		r.stack = r.stack[:len(r.stack)-1]
		r.answer.elsewhere()
		r.ahead.uncovered = true
		return nil
	}
	return r.askQuit()
}

// askQuit ends the program: at once when nobody is signed in, otherwise after asking.
func (r *Root) askQuit() tea.Cmd {
	if !r.env.SignedIn() && !r.dirty() {
		return tea.Quit
	}
	lines := []string{"退出程序。已保存的内容都在。"}
	if r.dirty() {
		lines = []string{"有一张表填了一半还没有保存。草稿会保留，下次打开同一张表时接着填；没有草稿的内容会丢失。"}
	}
	return kit.Ask(kit.ConfirmSpec{Title: textQuit, Lines: lines, Yes: textQuit}, func(kit.Answer) tea.Cmd { return tea.Quit })
}

// dirty reports whether any screen holds something half-typed.
func (r *Root) dirty() bool {
	return slices.ContainsFunc(r.stack, func(s screen.Screen) bool {
		d, ok := s.(screen.Dirtier)
		return ok && d.Dirty()
	})
}
