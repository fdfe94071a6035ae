package frame

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/signin"
)

// behind is what the lock covers: it goes on where it was left.
type behind struct {
	stack    []screen.Screen
	overlays []kit.Overlay
	answer   answer
	kept     kit.Words
	later    []tea.Msg // what its commands asked of the root meanwhile
}

// idleFor says for how long nobody may have touched anything.
type idleFor struct {
	limit time.Duration
	fired bool // the timer has come to its end
}

func (r *Root) now() time.Time {
	if r.env.Now != nil {
		return r.env.Now()
	}
	return time.Now()
}

// touch remembers that somebody is there, and sets the timer anew.
func (r *Root) touch() {
	r.touched = r.now()
	if r.limit > 0 {
		r.wait(r.limit)
	}
}

func (r *Root) wait(d time.Duration) {
	if r.env.Idle != nil && r.locks() {
		r.env.Idle(d)
	}
}

// locks reports whether there is something to lock: of a demonstration everybody may take any account.
func (r *Root) locks() bool {
	return r.covered == nil && r.env.SignedIn() && !r.env.Trial && r.env.Store != nil
}

// readLimit reads for how long the screen may stand open.
func (r *Root) readLimit() tea.Cmd {
	if !r.locks() {
		return nil
	}
	st, by := r.env.Store, r.env.Actor()
	return func() tea.Msg { return idleFor{limit: st.LockAfter(context.Background(), by)} }
}

// idle locks when nobody has touched anything for so long, and else waits for the rest.
func (r *Root) idle(limit time.Duration, fired bool) tea.Cmd {
	r.limit = limit
	if !r.locks() {
		return nil
	}
	if left := limit - r.now().Sub(r.touched); left > 0 || !fired {
		r.wait(max(left, time.Second))
		return nil
	}
	return r.lock()
}

// lock covers everything with a sign-in for the same account.
func (r *Root) lock() tea.Cmd {
	if !r.locks() {
		return nil
	}
	s := signin.NewLock(r.env)
	r.covered = &behind{stack: r.stack, overlays: r.overlays, answer: r.answer, kept: r.kept}
	r.stack, r.overlays, r.answer, r.kept = []screen.Screen{s}, nil, answer{}, kit.Words{}
	return s.Init()
}

// unlock uncovers what was there, and gives it what came meanwhile.
func (r *Root) unlock() tea.Cmd {
	b := r.covered
	if b == nil {
		return nil
	}
	r.covered = nil
	r.stack, r.overlays, r.answer, r.kept = b.stack, b.overlays, b.answer, b.kept
	r.body()
	r.touch()
	cmds := []tea.Cmd{r.readLimit()}
	for _, msg := range b.later {
		cmds = append(cmds, kit.Send(msg))
	}
	return kit.Both(cmds...)
}

// waits keeps for later what a command of a covered screen asks of the root.
func (r *Root) waits(msg tea.Msg) bool {
	if r.covered == nil {
		return false
	}
	switch msg.(type) {
	case screen.Go, screen.Push, kit.Back, kit.Open, kit.Export, kit.Done:
		r.covered.later = append(r.covered.later, msg)
		return true
	}
	return false
}

// stillIn asks whether who works is still let in, whenever another screen opens: a stopped account, or one whose password has been
// changed, reads no further.
func (r *Root) stillIn() tea.Cmd {
	by := r.env.Actor()
	if !r.env.SignedIn() || by.Session == "" || r.env.Store == nil {
		return nil
	}
	env := r.env
	return func() tea.Msg {
		if err := env.Store.StillIn(context.Background(), by); err != nil {
			return tea.Sequence(kit.Send(screen.SignedOut{Next: signin.New(env)}), kit.Send(kit.Failed{Err: err}))()
		}
		return nil
	}
}
