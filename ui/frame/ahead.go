package frame

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// Keys that come while something is still on its way are kept in order and meant for the page that the person went to:
//
//	key ──> held? ──yes──> queue ──┐
//	          │                    │ as soon as it is not held any more
//	          no <─────────────────┘
//	          v
//	        press ──> commands, each counted under the class of what began it ──> result ──> what follows, in the same class
//
// A page that reads for the first time, a write, and whatever opens a window hold every key. What a text key into an input
// began (a list that is filtered while it is typed) holds only the keys that act on its answer: Enter, arrows, function keys;
// text goes on. What only stands beside (kit.Aside) holds nothing.

// class says what began a command.
type class int

const (
	deed   class = iota // a key, an opening, a write: the next key is meant for what comes of it
	typed               // a text key into an input
	below               // a screen under the one on top that reads again
	beside              // kit.Aside
	classes
)

// ahead keeps the keys that came too early and counts what they wait for.
type ahead struct {
	queue     []tea.Msg // keys and pastes, the first one first
	left      [classes]int
	uncovered bool      // a screen came to the top while something below was read
	out       []tea.Cmd // commands of the message that is being handled
}

// result brings the message of a command back with the class under which it was counted.
type result struct {
	msg  tea.Msg
	of   class
	rest []tea.Cmd // what follows it in a sequence
}

// held tells whether a key or a paste waits.
func (r *Root) held(msg tea.Msg) bool {
	key, pressed := msg.(tea.KeyPressMsg)
	if pressed && kit.KeyName(key) == "ctrl+c" {
		return false
	}
	if r.w == 0 {
		return true // nothing has been drawn
	}
	if r.tooSmall() {
		return false // it is not for any page
	}
	if n := len(r.overlays); n > 0 {
		if _, working := r.overlays[n-1].(*progress.Progress); working {
			return !pressed || kit.KeyName(key) != "esc"
		}
	}
	switch {
	case r.ahead.left[deed] > 0, r.ahead.uncovered && r.ahead.left[below] > 0:
		return true
	case r.ahead.left[typed] > 0:
		return !r.types(msg)
	}
	return false
}

// types tells whether a key or a paste only writes into the input that has the focus.
func (r *Root) types(msg tea.Msg) bool {
	cursor := r.top().Cursor()
	if n := len(r.overlays); n > 0 {
		cursor = r.overlays[n-1].Cursor()
	}
	key, pressed := msg.(tea.KeyPressMsg)
	return cursor != nil && (!pressed || kit.IsText(key) || slices.Contains([]string{"backspace", "delete", "left", "right", "home", "end"}, kit.KeyName(key)))
}

// press takes a key or a paste, or keeps it until what it is meant for is there.
func (r *Root) press(msg tea.Msg) {
	if len(r.ahead.queue) > 0 && !isInterrupt(msg) || r.held(msg) {
		r.ahead.queue = append(r.ahead.queue, msg)
		return
	}
	r.take(msg)
}

func isInterrupt(msg tea.Msg) bool {
	key, pressed := msg.(tea.KeyPressMsg)
	return pressed && kit.KeyName(key) == "ctrl+c"
}

// take gives a key or a paste to whoever it is for now.
func (r *Root) take(msg tea.Msg) {
	of := deed
	if r.types(msg) {
		of = typed
	}
	r.settle(r.handle(msg), of)
}

// catchUp takes the kept keys that need not wait any more, each on the page as it is drawn after the one before.
func (r *Root) catchUp() {
	for len(r.ahead.queue) > 0 && !r.held(r.ahead.queue[0]) {
		next := r.ahead.queue[0]
		r.ahead.queue = r.ahead.queue[1:]
		r.View() // tells lists, windows and inputs their room
		r.take(next)
	}
}

// first puts a key before those that wait: it is pressed on the page that opens now, once that has read.
func (r *Root) first(key string) {
	r.ahead.queue = slices.Insert(r.ahead.queue, 0, tea.Msg(kit.Press(key)))
}

// deliver takes the message of a command.
func (r *Root) deliver(msg tea.Msg, of class) {
	switch v := reflect.ValueOf(msg); {
	case msg == nil:
	case v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]():
		cmds := make([]tea.Cmd, v.Len())
		for i := range cmds {
			cmds[i] = v.Index(i).Interface().(tea.Cmd)
		}
		if _, batch := msg.(tea.BatchMsg); !batch {
			r.inOrder(cmds, of) // tea.Sequence
			return
		}
		for _, c := range cmds {
			r.settle(c, of)
		}
	case v.Type().PkgPath() == reflect.TypeFor[tea.QuitMsg]().PkgPath():
		r.ahead.out = append(r.ahead.out, func() tea.Msg { return msg }) // for Bubble Tea itself: quit, the clipboard
	default:
		r.settle(r.handle(msg), leads(msg, of))
	}
}

// inOrder runs commands one after another; those that only carry a message are carried out at once.
func (r *Root) inOrder(cmds []tea.Cmd, of class) {
	for i, c := range cmds {
		if kit.IsAside(c) {
			c = c().(tea.BatchMsg)[0] // what follows waits for it
		}
		if c != nil && !kit.Ready(c) {
			r.track(c, of, cmds[i+1:])
			return
		}
		r.settle(c, of)
	}
}

// settle carries out at once the commands that only carry a message, so that nothing comes between a key and what it
// opens, and counts the others.
func (r *Root) settle(cmd tea.Cmd, of class) {
	switch {
	case cmd == nil:
	case kit.IsAside(cmd):
		for _, c := range cmd().(tea.BatchMsg) {
			r.settle(c, beside)
		}
	case kit.Ready(cmd):
		r.deliver(cmd(), of)
	default:
		r.track(cmd, of, nil)
	}
}

// track counts a command until its message has been taken. A fault of it does not end the program.
func (r *Root) track(cmd tea.Cmd, of class, rest []tea.Cmd) {
	r.ahead.left[of]++
	cmd = kit.Guard(cmd)
	r.ahead.out = append(r.ahead.out, func() tea.Msg { return result{cmd(), of, rest} })
}

// ended takes what a command came to.
func (r *Root) ended(m result) {
	defer func() {
		r.ahead.left[m.of]--
		if r.ahead.left[below] == 0 {
			r.ahead.uncovered = false
		}
	}()
	r.deliver(m.msg, m.of)
	r.inOrder(m.rest, m.of)
}

// leads is the class of what follows from a message: what opens or leaves a page is always waited for.
func leads(msg tea.Msg, of class) class {
	switch msg.(type) {
	case screen.Go, screen.Push, screen.OfRow, screen.SignedIn, screen.SignedOut, kit.Open, kit.Back, kit.Export:
		return deed
	}
	return of
}
