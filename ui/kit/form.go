package kit

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// FormSpec says what a form asks.
type FormSpec struct {
	Draft    string               // key of the draft; empty: none is kept
	Drafts   Drafts               // where drafts are kept
	Title    string               // what the form is called in the list of drafts
	Name     func(f *Form) string // what its draft is called there: of whom it is; nil: the first text in it
	Today    civil.Date           // for 今天 and +3月
	Sections []Section
	Check    func(f *Form) error   // after all fields are right, before saving; a Refusal with Field marks that field
	Save     func(f *Form) tea.Cmd // Ctrl+S, and Enter on the last field; runs only when everything is right

	// Fresh reads the record again when saving was refused because someone else had changed it: the form then compares. Nil:
	// the refusal is said and no more.
	Fresh func(ctx context.Context) (Fresh, error)

	// Confirm says what will happen before a saving that binds; Save runs after a yes. Nil: it runs at once.
	Confirm func(f *Form) ConfirmSpec

	Advance func() bool // a complete field of fixed length goes on by itself; nil: none does

	Verb string // what saving is called on the key line; empty: 保存
}

// Form asks for values field by field. It owns the real cursor, the draft and the errors; its screen owns what saving
// means: Save returns a command that writes to the store and, when that worked, runs Form.Saved.
type Form struct {
	spec    FormSpec
	fields  []*Field
	titles  map[int]string // section title above field i
	values  map[string]string
	fresh   map[string]string // values at the start, for Dirty
	errs    map[string]string
	pending []compareRow // of a draft that came back: fields that someone else changed too, not decided yet
	focus   int
	line    *Input          // editor of the focused one-line field
	area    *textarea.Model // editor of the focused KindLong
	saving  bool
	draft   *draftKeeper

	x, y   int // where the form stands in the body
	top    int // first visible line
	cursor *tea.Cursor
	rowOf  map[int]int // visible row to field, as last drawn
}

// Called names the form in the list of drafts, where it has no name of its own.
func (f *Form) Called(title string) { f.spec.Title = cmp.Or(f.spec.Title, title) }

// NewForm makes a form with the focus on its first field that takes a value.
func NewForm(spec FormSpec) *Form {
	f := &Form{spec: spec, values: map[string]string{}, errs: map[string]string{}, titles: map[int]string{}}
	for _, s := range spec.Sections {
		if s.Title != "" && len(s.Fields) > 0 {
			f.titles[len(f.fields)] = s.Title
		}
		for _, fd := range s.Fields {
			f.fields = append(f.fields, &fd)
			f.values[fd.Name] = fd.Value
		}
	}
	f.fresh = maps.Clone(f.values)
	if spec.Drafts != nil && spec.Draft != "" {
		f.draft = &draftKeeper{to: spec.Drafts, key: spec.Draft}
	}
	f.focus = -1
	f.step(1)
	return f
}

// Init brings back a draft if there is one.
func (f *Form) Init() tea.Cmd {
	if f.draft == nil {
		return nil
	}
	return f.draft.load(f)
}

// Text is a value in its stored form; see Kind.
func (f *Form) Text(name string) string { return f.values[name] }

// Number is the value of a KindNumber; 0 when it is empty.
func (f *Form) Number(name string) int {
	n, err := strconv.Atoi(f.values[name])
	if err != nil {
		return 0
	}
	return n
}

// Money is the value of a KindMoney; 0 when it is empty.
func (f *Form) Money(name string) quantity.Money {
	m, err := quantity.ParseMoney(f.values[name])
	if err != nil {
		return 0
	}
	return m
}

// Area is the value of a KindArea; 0 when it is empty.
func (f *Form) Area(name string) quantity.Area {
	a, err := quantity.ParseArea(f.values[name])
	if err != nil {
		return 0
	}
	return a
}

// Date is the value of a KindDate; the zero date when it is empty.
func (f *Form) Date(name string) civil.Date {
	d, ok := ReadDate(f.values[name], f.spec.Today)
	if !ok {
		return civil.Date{}
	}
	return d
}

// Yes reports whether a KindYesNo is answered with yes.
func (f *Form) Yes(name string) bool { return f.values[name] == "yes" }

// Many are the keys of a KindChoices.
func (f *Form) Many(name string) []string {
	if f.values[name] == "" {
		return nil
	}
	return strings.Split(f.values[name], "\n")
}

// Typed is what is typed now, to be read in a command: it does not change any more.
func (f *Form) Typed() *Form { return &Form{spec: f.spec, values: maps.Clone(f.values)} }

// Set changes a value, as an answer to another field.
func (f *Form) Set(name, value string) {
	f.values[name] = value
	delete(f.errs, name)
	if f.focus >= 0 && f.fields[f.focus].Name == name {
		f.edit()
	}
}

// Dirty reports whether something differs from the start.
func (f *Form) Dirty() bool { return len(f.pending) > 0 || !maps.Equal(f.values, f.fresh) }

// Drafted reports whether what is half-typed is kept when the form is left.
func (f *Form) Drafted() bool { return f.draft != nil }

// Focused is the name of the field that has the focus.
func (f *Form) Focused() string {
	if f.focus < 0 {
		return ""
	}
	return f.fields[f.focus].Name
}

// Focus goes to a field.
func (f *Form) Focus(name string) {
	if i := slices.IndexFunc(f.fields, func(fd *Field) bool { return fd.Name == name }); i >= 0 {
		f.focus = i
		f.edit()
	}
}

// At says where in the body the form stands; (0,0) when it is not called.
func (f *Form) At(x, y int) { f.x, f.y = x, y }

// visible reports whether a field is shown as things stand.
func (f *Form) visible(i int) bool { return f.fields[i].Show == nil || f.fields[i].Show(f) }

// takes reports whether a field can have the focus.
func (f *Form) takes(i int) bool {
	return f.visible(i) && !f.fields[i].ReadOnly && f.fields[i].Kind != KindShown
}

// step moves the focus to the next field in a direction; false when there is none.
func (f *Form) step(n int) bool {
	for i := f.focus + n; i >= 0 && i < len(f.fields); i += n {
		if f.takes(i) {
			f.focus = i
			f.edit()
			f.offer()
			return true
		}
	}
	return false
}

// offer selects what the form itself put into the focused field, so that typing takes its place; a secret, which nobody
// can see to edit it, always.
func (f *Form) offer() {
	if fd := f.fields[f.focus]; f.line != nil && (fd.Kind == KindSecret || f.values[fd.Name] == f.fresh[fd.Name]) {
		f.line.Select()
	}
}

// edit opens the editor of the focused field.
func (f *Form) edit() {
	f.line, f.area = nil, nil
	fd := f.fields[f.focus]
	switch {
	case fd.Kind == KindLong:
		f.area = newArea(fd, f.values[fd.Name])
	case fd.typed():
		f.line = NewInput()
		if fd.Kind == KindSecret {
			f.line.Secret()
		}
		f.line.SetValue(f.values[fd.Name])
	}
}

// leave checks the focused field and shows its error beside it.
func (f *Form) leave() {
	if f.focus < 0 {
		return
	}
	fd := f.fields[f.focus]
	text, err := f.clean(fd, f.values[fd.Name])
	if err != nil {
		if errors.Is(err, errRequired) {
			delete(f.errs, fd.Name) // passing an empty field is no mistake yet; saving says it
			return
		}
		f.errs[fd.Name] = err.Error()
		return
	}
	f.values[fd.Name] = text
	delete(f.errs, fd.Name)
}

// move leaves the focused field, goes on, and keeps the draft.
func (f *Form) move(n int) tea.Cmd {
	f.leave()
	if !f.step(n) {
		f.edit()
	}
	return f.keep()
}

// keep saves the draft when something changed.
func (f *Form) keep() tea.Cmd {
	if f.draft == nil || !f.Dirty() {
		return nil
	}
	return f.draft.save(f)
}

// Submit checks everything and saves; with an error it goes to the first wrong field and says so.
func (f *Form) Submit() tea.Cmd {
	if f.saving {
		return nil
	}
	f.leave()
	if len(f.pending) > 0 {
		return f.comparePending(false)
	}
	first := -1
	for i, fd := range f.fields {
		if !f.visible(i) {
			delete(f.errs, fd.Name)
			continue
		}
		text, err := f.clean(fd, f.values[fd.Name])
		if err == nil {
			f.values[fd.Name] = text
			delete(f.errs, fd.Name)
			continue
		}
		f.errs[fd.Name] = err.Error()
		if first < 0 {
			first = i
		}
	}
	if first >= 0 {
		f.focus = first
		f.edit()
		return Both(Send(Note{fmtWrongField(f.fields[first].Label, f.errs[f.fields[first].Name])}), Send(Refused{}), f.keep())
	}
	if f.spec.Check != nil {
		if err := f.spec.Check(f); err != nil {
			return f.refused(err)
		}
	}
	f.edit()
	if f.spec.Confirm == nil {
		return f.save()
	}
	return Ask(f.spec.Confirm(f), func(Answer) tea.Cmd { return f.save() })
}

// save hands the values to the screen; what comes back (Saved or Failed) ends it.
func (f *Form) save() tea.Cmd {
	f.saving = true
	return f.spec.Save(f)
}

// refused shows why saving did not work, beside the field when the refusal names one.
func (f *Form) refused(err error) tea.Cmd {
	f.saving = false
	var r *say.Refusal
	if errors.As(err, &r) && r.Field != "" && slices.ContainsFunc(f.fields, func(fd *Field) bool { return fd.Name == r.Field }) {
		f.errs[r.Field] = r.Error()
		f.Focus(r.Field)
	}
	return Send(Failed{err})
}

// formIdle tells a form that its saving has come to a question, and that it can be changed again.
type formIdle struct{ form *Form }

// Idle ends a saving that did not write: for a Save that looks first and then asks.
func (f *Form) Idle() tea.Cmd { return Send(formIdle{f}) }

// formSaved tells a form that its values are in the store.
type formSaved struct{ form *Form }

// Saved is the command to run after the store has taken the values: it drops the draft and makes the form clean.
func (f *Form) Saved() tea.Cmd {
	return func() tea.Msg {
		if f.draft != nil {
			if err := f.draft.drop(); err != nil {
				return Failed{err}
			}
		}
		return formSaved{f}
	}
}

func fmtWrongField(label, why string) string { return label + "：" + strings.TrimPrefix(why, label) }
