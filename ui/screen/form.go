package screen

import (
	"cmp"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/draw"
	"penggai/allocation/say"
	"penggai/ui/kit"
)

// FormScreen is a screen that is a form and nothing else. Form may be nil while a screen that embeds it still reads what
// the form needs.
type FormScreen struct {
	Env   *Env
	Form  *kit.Form
	Path  string                               // its part of the path in the first line
	Left  string                               // the second line: how to save
	Right func(f *kit.Form) string             // what the values amount to; nil: nothing
	Keys  func(form []kit.Action) []kit.Action // the actions with those of the form among them; nil: those of the form
	About []string                             // F1
	Over  func(w int) []string                 // lines above the form; nil: none
}

// NewForm makes the screen of a form: s is what stands around it. Drafts and the day are those of the office.
func NewForm(env *Env, s FormScreen, spec kit.FormSpec) *FormScreen {
	spec.Drafts, spec.Today = env.Drafts(), env.Today()
	spec.Title, spec.Advance = cmp.Or(spec.Title, s.Path), func() bool { return env.Comfort().Advance }
	s.Env, s.Form = env, kit.NewForm(spec)
	return &s
}

// Heading is an Over: one line that names the record.
func Heading(env *Env, text string) func(w int) []string {
	return func(w int) []string { return []string{" " + env.Theme.Strong.Render(kit.Cut(text, w-2)), ""} }
}

// Facts is an Over: a record in a few lines.
func Facts(env *Env, pairs ...kit.Pair) func(w int) []string {
	return func(w int) []string { return append(kit.Detail(env.Theme, w, pairs), "") }
}

// OnField puts the refusal of a domain method beside the field that caused it; a refusal that names its field keeps it.
func OnField(err error, field string) error {
	var r *say.Refusal
	if errors.As(err, &r) && r.Field == "" {
		return r.On(field)
	}
	return err
}

// WithWay adds to a refusal which keys of the screen lead on, where it is of this kind; any other error stays as it is.
func WithWay(err error, kind *say.Refusal, way string) error {
	var r *say.Refusal
	if !errors.As(err, &r) || !errors.Is(r, kind) {
		return err
	}
	return r.Textf("%s。%s", r.Text, way)
}

// Init brings the draft back.
func (s *FormScreen) Init() tea.Cmd {
	if s.Form == nil {
		return nil
	}
	return s.Form.Init()
}

// Update passes to the form.
func (s *FormScreen) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if s.Form == nil {
		return s, nil
	}
	return s, s.Form.Update(msg)
}

// Title is what the form does.
func (s *FormScreen) Title() string { return s.Path }

// Summary says how to save and what the values amount to.
func (s *FormScreen) Summary() (left, right string) {
	if s.Right == nil || s.Form == nil {
		return s.Left, ""
	}
	return s.Left, s.Right(s.Form)
}

// Body is what stands above the form, and the form.
func (s *FormScreen) Body(w, h int) []string {
	if s.Form == nil {
		return nil
	}
	var over []string
	if s.Over != nil {
		over = s.Over(w)
	}
	s.Form.At(0, len(over))
	return append(over, s.Form.Lines(s.Env.Theme, w, h-len(over))...)
}

// Cursor is the form's.
func (s *FormScreen) Cursor() *tea.Cursor {
	if s.Form == nil {
		return nil
	}
	return s.Form.Cursor()
}

// Escape leaves the form and keeps the draft.
func (s *FormScreen) Escape() (bool, tea.Cmd) {
	if s.Form == nil {
		return false, nil
	}
	return s.Form.Escape()
}

// Dirty says whether something is half-typed.
func (s *FormScreen) Dirty() bool { return s.Form != nil && s.Form.Dirty() }

// Help explains the form.
func (s *FormScreen) Help() []string { return s.About }

// Actions are those of the screen and the form's.
func (s *FormScreen) Actions() []kit.Action {
	if s.Form == nil {
		return nil
	}
	keys := s.Form.Actions()
	if s.Form.Drafted() {
		keys = append(keys, kit.Act("搁置", func() tea.Cmd { return kit.Send(GoHome{}) }, "ctrl+w").Silent())
	}
	if s.Keys == nil {
		return keys
	}
	return s.Keys(keys)
}

// Remarking is what the form of remarks leads to.
type Remarking struct {
	Path, Left, Draft, Verb string
	Keys                    func(keys []kit.Action, focused func() draw.Finding) []kit.Action // nil: those of every form
	Confirm                 func(*kit.Form) kit.ConfirmSpec                                   // nil: save asks
	Save                    func(f *kit.Form, remarks map[string]string) tea.Cmd              // remarks by the words of the finding
}

// NewRemarks asks for a remark on every finding; the one that has the focus stands whole above the form.
func NewRemarks(env *Env, found []draw.Finding, to Remarking) *FormScreen {
	fields := make([]kit.Field, len(found))
	for i := range found {
		fields[i] = kit.Field{Name: fmt.Sprintf("remark_%d", i), Label: fmt.Sprintf("%d %s", i+1, found[i].Kind.Title()), Required: true, Limit: 200, Width: 40, Hint: "核对了什么，结论"}
	}
	var form *FormScreen
	focused := func() draw.Finding {
		for i, f := range fields {
			if form != nil && form.Form.Focused() == f.Name {
				return found[i]
			}
		}
		return found[0]
	}
	spec := FormScreen{
		Path: to.Path, Left: to.Left, About: textRemarksHelp,
		Over: func(w int) []string {
			out := make([]string, 3) // a finding of any length keeps the form where it is
			for i, part := range kit.Wrap(focused().Words(), w-2) {
				if i < len(out) {
					out[i] = " " + env.Theme.Warn.Render(part)
				}
			}
			return append(out, "")
		},
	}
	if to.Keys != nil {
		spec.Keys = func(keys []kit.Action) []kit.Action { return to.Keys(keys, focused) }
	}
	form = NewForm(env, spec, kit.FormSpec{
		Draft: to.Draft, Verb: to.Verb, Sections: []kit.Section{{Fields: fields}}, Confirm: to.Confirm,
		Save: func(f *kit.Form) tea.Cmd {
			remarks := map[string]string{}
			for i, x := range found {
				remarks[x.Words()] = f.Text(fields[i].Name)
			}
			return to.Save(f, remarks)
		},
	})
	return form
}

// Words of the screening.
const (
	TextScreening  = "确认前筛查"
	TextNoFindings = "确认前筛查（编号相连、与工作人员同名、回避、同一经办人、电话、地址、证件）没有发现。"
)

// What F1 says of the screening.
var textRemarksHelp = []string{
	"确认之前先筛查名单里常见的作弊痕迹：得房的申请编号相连得出奇、与工作人员或评审人同名、评审人申明回避、几户同一经办人、电话、地址或证件。",
	"上面是光标所在一项的全文。筛查只是提醒，不拒绝任何人：逐项写明核对的情况，或者按 Ctrl+R 退回查清。",
	"每一项和它的说明都留在记录和日志里。",
}
