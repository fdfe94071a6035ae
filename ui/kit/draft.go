package kit

import (
	"encoding/json"
	"maps"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Drafts keeps what is half-typed, so that it survives Esc, a crash and a lost connection. Its methods run in commands.
type Drafts interface {
	Load(key string) (text string, err error) // "" when there is none
	Save(key, text string) error
	Drop(key string) error
}

// draftKeeper writes the newest state of a form and never an older one over it, however the commands are scheduled.
type draftKeeper struct {
	to  Drafts
	key string

	mu     sync.Mutex
	asked  int // number of the newest state handed over
	stored int // number of the state that was written, or dropped, last
}

// draftLoaded brings a stored draft back to its form.
type draftLoaded struct {
	form   *Form
	values map[string]string
}

// load reads the draft.
func (d *draftKeeper) load(f *Form) tea.Cmd {
	return func() tea.Msg {
		text, err := d.to.Load(d.key)
		if err != nil {
			return Failed{err}
		}
		var values map[string]string
		if text == "" || json.Unmarshal([]byte(text), &values) != nil {
			return nil // a draft that cannot be read is worth nothing, and no reason to refuse the form
		}
		return draftLoaded{f, values}
	}
}

// save takes the state of the form now and writes it in a command.
func (d *draftKeeper) save(f *Form) tea.Cmd {
	values := maps.Clone(f.values)
	for _, fd := range f.fields {
		if fd.Kind == KindSecret || fd.Kind == KindShown {
			delete(values, fd.Name)
		}
	}
	text, err := json.Marshal(values)
	if err != nil {
		return Send(Failed{err})
	}
	number := d.next()
	return func() tea.Msg {
		d.mu.Lock()
		defer d.mu.Unlock()
		if number <= d.stored {
			return nil
		}
		d.stored = number
		if err := d.to.Save(d.key, string(text)); err != nil {
			return Failed{err}
		}
		return nil
	}
}

func (d *draftKeeper) next() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	return d.asked
}

// drop removes the draft; states handed over before are not written any more.
func (d *draftKeeper) drop() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stored = d.asked
	return d.to.Drop(d.key)
}

// forget is drop as a command.
func (d *draftKeeper) forget() tea.Cmd {
	return func() tea.Msg {
		if err := d.drop(); err != nil {
			return Failed{err}
		}
		return nil
	}
}

// restore puts a draft into its form. What was typed while it was read wins.
func (f *Form) restore(m draftLoaded) tea.Cmd {
	if f.Dirty() {
		return nil
	}
	for _, fd := range f.fields {
		if v, ok := m.values[fd.Name]; ok && !fd.ReadOnly && fd.Kind != KindShown && fd.Kind != KindSecret {
			f.values[fd.Name] = v
		}
	}
	if !f.Dirty() {
		return nil
	}
	if f.focus >= 0 {
		f.edit()
	}
	return Send(Note{textDraftBack})
}
