package kit

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
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

// draftBase begins the names under which a draft keeps, for fields of a record that others may change too, the values that it
// was typed over.
const draftBase = "\x00"

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

// The names under which a draft keeps what it is, for the list of drafts: which form, and of whom.
const (
	draftName  = draftBase + draftBase + "name"
	draftTitle = draftBase + draftBase + "title"
	draftFocus = draftBase + draftBase + "focus" // the field that had the focus, and the first line that was shown
	draftTop   = draftBase + draftBase + "top"
)

// DraftOf is what a stored draft says of itself; ok is false when it is none.
func DraftOf(body string) (title, name string, ok bool) {
	var values map[string]string
	if json.Unmarshal([]byte(body), &values) != nil {
		return "", "", false
	}
	return values[draftTitle], values[draftName], true
}

// name is what the draft of the form is called in a list: what the form says, else the first text in it.
func (f *Form) name() string {
	if f.spec.Name != nil {
		return strings.TrimSpace(f.spec.Name(f))
	}
	for i, fd := range f.fields {
		if text := strings.TrimSpace(f.shown(fd)); text != "" && f.visible(i) && fd.Kind != KindSecret && f.values[fd.Name] != f.fresh[fd.Name] {
			return fd.Label + " " + text
		}
	}
	return ""
}

// DraftKept tells everybody that a draft was kept, or dropped, when its form was left.
type DraftKept struct{}

// save takes the state of the form now and writes it in a command that no key waits for.
func (d *draftKeeper) save(f *Form) tea.Cmd { return Aside(d.write(f)) }

// write is save for a form that is left: the next key waits.
func (d *draftKeeper) write(f *Form) tea.Cmd {
	values := maps.Clone(f.values)
	for _, fd := range f.fields {
		if fd.Kind == KindSecret || fd.Kind == KindShown {
			delete(values, fd.Name)
		}
	}
	if f.spec.Fresh != nil {
		for _, fd := range f.fields {
			if _, kept := values[fd.Name]; kept && !fd.Proposed {
				values[draftBase+fd.Name] = f.fresh[fd.Name]
			}
		}
		for _, r := range f.pending {
			values[draftBase+r.field.Name] = r.base
			if f.values[r.field.Name] == r.theirs {
				values[r.field.Name] = r.mine
			}
		}
	}
	values[draftTitle], values[draftName], values[draftFocus], values[draftTop] = f.spec.Title, f.name(), f.Focused(), strconv.Itoa(f.top)
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

// hangup keeps the draft before it returns: behind it nothing runs any more that a command could wait for.
func (f *Form) hangup() {
	if f.draft == nil || !f.Dirty() || f.saving {
		return
	}
	f.draft.write(f)() // there is nobody left to tell
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
		return DraftKept{}
	}
}

// restore puts a draft into its form. What was typed while it was read wins. What someone else changed in the record since the
// draft was typed is not overwritten: a field that the draft left as it was has the new value, one that both changed is
// compared.
func (f *Form) restore(m draftLoaded) tea.Cmd {
	if f.Dirty() {
		return nil
	}
	for _, fd := range f.fields {
		v, ok := m.values[fd.Name]
		if !ok || fd.ReadOnly || fd.Kind == KindShown || fd.Kind == KindSecret {
			continue
		}
		base, known := m.values[draftBase+fd.Name]
		now := f.fresh[fd.Name]
		if known && base != now && v != now {
			if v != base {
				f.pending = append(f.pending, compareRow{field: fd, theirs: now, mine: v, base: base, take: true})
			}
			continue
		}
		f.values[fd.Name] = v
	}
	if i := slices.IndexFunc(f.fields, func(fd *Field) bool { return fd.Name == m.values[draftFocus] }); i >= 0 && f.takes(i) {
		f.focus = i
		f.top, _ = strconv.Atoi(m.values[draftTop]) // written by save
	}
	if f.focus >= 0 {
		f.edit()
	}
	if len(f.pending) > 0 {
		return f.comparePending(true)
	}
	if !f.Dirty() {
		return nil
	}
	return Send(Note{textDraftBack})
}

const textDraftBack = "已恢复上次未保存的内容，按 F8 清空重填"
