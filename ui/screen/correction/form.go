package correction

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/amend"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// proposal is what the form of a correction offers.
type proposal struct {
	env *screen.Env
	d   mend.CorrectionForm
}

// newForm is the form of a correction: what, the new value, why, on what paper.
func newForm(env *screen.Env, noun string, id int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (mend.CorrectionForm, error) {
		return env.Store.CorrectionForm(ctx, by, noun, id)
	}
	left := "选要更正的项目，填新值、理由和依据；Ctrl+S 先看影响再提出，Esc 离开并保留草稿"
	return screen.NewReadForm(env, textPropose, left, read, func(d *mend.CorrectionForm) *screen.FormScreen {
		return (&proposal{env, *d}).form()
	})
}

func choiceKey(c mend.CorrectionChoice) string {
	return fmt.Sprintf("%s/%s/%d", c.Field.Part, c.Field.Name, c.Row)
}

// chosen is the field that is to be mended.
func (s *proposal) chosen(f *kit.Form) (mend.CorrectionChoice, bool) {
	for _, c := range s.d.Choices {
		if choiceKey(c) == f.Text("field") {
			return c, true
		}
	}
	return mend.CorrectionChoice{}, false
}

// inputs are the fields of the form that take a new value, by how it is typed; the others are typed as text.
var inputs = map[amend.CorrectionKind]string{
	amend.CorrectDate: "date", amend.CorrectArea: "area", amend.CorrectYesNo: "yesno", amend.CorrectMark: "mark",
}

// input is the name of the field that takes the new value.
func input(k amend.CorrectionKind) string {
	if name, ok := inputs[k]; ok {
		return name
	}
	return "value"
}

func (s *proposal) form() *screen.FormScreen {
	env, d := s.env, s.d
	var choices []kit.Choice
	for _, c := range d.Choices {
		why := ""
		if c.Open != "" {
			why = fmtWaits(c.Open)
		}
		choices = append(choices, kit.Choice{Key: choiceKey(c), Label: c.Label(), Note: c.Field.Show(c.Value), Why: why})
	}
	takes := func(name string) func(*kit.Form) bool {
		return func(f *kit.Form) bool {
			c, ok := s.chosen(f)
			return ok && input(c.Field.Kind) == name
		}
	}
	return screen.NewForm(env, screen.FormScreen{About: helpForm, Over: screen.Heading(env, d.Subject)}, kit.FormSpec{
		Draft: "correction/" + d.Noun + "/" + strconv.FormatInt(d.ID, 10),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "field", Label: textField, Kind: kit.KindChoice, Choices: choices, Required: true, Width: 30, Hint: "按 Enter 选择，可输入汉字或拼音"},
			{Name: "date", Label: textNew, Kind: kit.KindDate, Required: true, Show: takes("date"), Say: s.was},
			{Name: "area", Label: textNew, Kind: kit.KindArea, Required: true, Unit: "㎡", Show: takes("area"), Say: s.was},
			{Name: "yesno", Label: textNew, Kind: kit.KindYesNo, Required: true, Show: takes("yesno"), Say: s.was},
			{Name: "mark", Label: textNew, Kind: kit.KindShown, Value: "保留并注明，不再计入", Show: takes("mark"), Say: s.was},
			{Name: "value", Label: textNew, Limit: 200, Width: 30, Show: takes("value"), Say: s.was},
			{Name: "reason", Label: textReason, Required: true, Limit: 200, Width: 30, Hint: "错在哪里，怎么发现的"},
			{Name: "document", Label: textDocument, Limit: 100, Width: 30, Say: s.documentHint},
		}}},
		Save: s.preview, Verb: "先看影响",
	})
}

// was says what stands there now.
func (s *proposal) was(f *kit.Form) string {
	c, ok := s.chosen(f)
	if !ok {
		return ""
	}
	return fmtWas(c.Field.Show(c.Value), c.Field.Effect)
}

func (s *proposal) documentHint(f *kit.Form) string {
	if c, ok := s.chosen(f); ok && c.Field.Decision {
		return "关系到费用或决定，必填"
	}
	return "文件名称和编号，没有可不填"
}

// ask is what the form says.
func (s *proposal) ask(f *kit.Form, c mend.CorrectionChoice) mend.CorrectionAsk {
	a := mend.CorrectionAsk{
		Noun: s.d.Noun, ID: s.d.ID, Part: c.Field.Part, Field: c.Field.Name, Row: c.Row, Value: f.Text(input(c.Field.Kind)),
		Reason: f.Text("reason"), Document: f.Text("document"),
	}
	if c.Field.Kind == amend.CorrectMark {
		a.Value = "yes"
	}
	return a
}

// preview looks at what the correction would change and asks before it is proposed.
func (s *proposal) preview(f *kit.Form) tea.Cmd {
	c, ok := s.chosen(f)
	if !ok {
		return kit.Send(kit.Failed{Err: amend.ErrCorrectionField.On("field")})
	}
	env, ask, by := s.env, s.ask(f, c), s.env.Command()
	return kit.Guard(func() tea.Msg {
		effects, err := env.Store.PreviewCorrection(context.Background(), by, ask)
		if err != nil {
			return kit.Failed{Err: onInput(err, c.Field.Kind)}
		}
		value, err := c.Field.Read(ask.Value, env.Today())
		if err != nil {
			return kit.Failed{Err: onInput(err, c.Field.Kind)}
		}
		facts := changeFacts(env.Theme, s.d.Subject, c.Label(), c.Field, c.Value, value, ask.Reason, ask.Document, effects)
		spec := kit.ConfirmSpec{Title: textPropose, Lines: []string{fmtWho(c.Field)}, Facts: facts, Yes: "确认提出"}
		return tea.Sequence(f.Idle(), kit.Ask(spec, func(kit.Answer) tea.Cmd { return s.propose(f, ask, c.Field.Kind) }))()
	})
}

func (s *proposal) propose(f *kit.Form, ask mend.CorrectionAsk, kind amend.CorrectionKind) tea.Cmd {
	return s.env.SaveOpen(func(ctx context.Context, by engine.Actor, _ *kit.Form) (screen.Made, error) {
		id, number, err := s.env.Store.ProposeCorrection(ctx, by, ask)
		return screen.Made{Page: newDetail(s.env, id), Done: screen.Done{Text: "已提出更正 " + number + "，等复核"}}, onInput(err, kind)
	})(f)
}

// onInput puts a refusal of the value beside the field that took it.
func onInput(err error, k amend.CorrectionKind) error {
	var r *say.Refusal
	if errors.As(err, &r) && (r.Field == "value" || r.Field == "") {
		return r.On(input(k))
	}
	return err
}

// changeFacts are what is mended, why, and what follows from it, for a confirmation.
func changeFacts(th *kit.Theme, subject, label string, f amend.CorrectionField, old, now, reason, document string, effects []amend.CorrectionEffect) []kit.Pair {
	facts := []kit.Pair{
		{Label: textRecord, Value: subject},
		{Label: label, Value: fmtOldNew(f.Show(old), f.Show(now)), Style: th.Strong},
		{Label: textReason, Value: reason},
		{Label: textDocument, Value: cmp.Or(document, "无")},
		{},
	}
	return append(facts, effectPairs(th, effects, "")...)
}

const textPropose = "提出更正"

var helpForm = []string{
	"选一项，写新值、理由和依据。Ctrl+S 先给出影响：合同期限、费用起算、开业期限、六年应缴和减免。",
	"提出以后原记录不变，要经另一人复核；关系到费用或决定的由分管领导复核。",
	"读数、缴费和文书不删除：读数红冲以后重新登记，文书注明作废。已出账单不变，差额另出差额账单。",
}

func fmtWho(f amend.CorrectionField) string {
	if f.Decision {
		return "提出后由分管领导复核，复核以前什么也不改。"
	}
	return "提出后由另一人复核，复核以前什么也不改。"
}

func fmtWas(now, effect string) string {
	if effect == "" {
		return "现为 " + now
	}
	return fmt.Sprintf("现为 %s；%s", now, effect)
}

func fmtWaits(number string) string { return number + " 待复核，请先办完或撤回" }
