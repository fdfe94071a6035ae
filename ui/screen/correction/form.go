package correction

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/amend"
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

// chosen are the fields that are to be mended, in the order in which they are offered.
func (s *proposal) chosen(f *kit.Form) []mend.CorrectionChoice {
	keys := f.Many("fields")
	return slices.DeleteFunc(slices.Clone(s.d.Choices), func(c mend.CorrectionChoice) bool { return !slices.Contains(keys, c.Key()) })
}

// inputs say how a new value is typed; the others are typed as text.
var inputs = map[amend.CorrectionKind]kit.Kind{
	amend.CorrectDate: kit.KindDate, amend.CorrectAhead: kit.KindDate, amend.CorrectArea: kit.KindArea, amend.CorrectMoney: kit.KindMoney, amend.CorrectYesNo: kit.KindYesNo,
	amend.CorrectMark: kit.KindShown, amend.CorrectOne: kit.KindChoice, amend.CorrectSome: kit.KindChoices, amend.CorrectMembers: kit.KindLong,
}

// units of the sums that are typed.
var units = map[amend.CorrectionKind]string{amend.CorrectArea: "㎡", amend.CorrectMoney: say.Yuan}

// input takes the new value of a field once that is chosen. A text is there to be mended; what is private, a date or a figure is
// typed anew.
func (s *proposal) input(c mend.CorrectionChoice) kit.Field {
	f := kit.Field{
		Name: c.Key(), Label: c.Label(), Kind: inputs[c.Field.Kind], Unit: units[c.Field.Kind], Required: !c.Field.Empty, Say: s.was(c),
		Show: func(f *kit.Form) bool { return slices.Contains(f.Many("fields"), c.Key()) },
	}
	switch c.Field.Kind {
	case amend.CorrectText, amend.CorrectWords:
		f.Value, f.Width, f.Limit = c.Value, 30, 200
	case amend.CorrectMark:
		f.Value = "保留并注明，不再计入"
	case amend.CorrectOne:
		f.Value, f.Choices = c.Value, options(c.Options)
	case amend.CorrectSome:
		f.Value, f.Choices = c.Value, options(c.Options)
	case amend.CorrectMembers:
		f.Value, f.Lines = c.Value, 4
	case amend.CorrectDate, amend.CorrectAhead, amend.CorrectArea, amend.CorrectMoney, amend.CorrectYesNo:
	default:
		f.Limit, f.Width = 200, 30
	}
	return f
}

func options(texts []string) []kit.Choice {
	out := make([]kit.Choice, len(texts))
	for i, t := range texts {
		out[i] = kit.Choice{Key: t, Label: t}
	}
	return out
}

func (s *proposal) form() *screen.FormScreen {
	env, d := s.env, s.d
	var choices []kit.Choice
	fields := []kit.Field{{}}
	for _, c := range d.Choices {
		why := c.Why
		if c.Open != "" {
			why = fmtWaits(c.Open)
		}
		choices = append(choices, kit.Choice{Key: c.Key(), Label: c.Label(), Note: c.Field.Show(c.Value), Why: why})
		fields = append(fields, s.input(c))
	}
	fields[0] = kit.Field{Name: "fields", Label: textField, Kind: kit.KindChoices, Choices: choices, Required: true, Width: 30, Hint: "空格勾选，可选几项"}
	fields = append(
		fields, kit.Field{Name: "reason", Label: textReason, Required: true, Limit: 200, Width: 30, Hint: "错在哪里，怎么发现的"},
		kit.Field{Name: "document", Label: textDocument, Limit: 100, Width: 30, Say: s.documentHint},
	)
	return screen.NewForm(env, screen.FormScreen{About: helpForm, Over: screen.Heading(env, d.Subject)}, kit.FormSpec{
		Draft:    "correction/" + d.Noun + "/" + strconv.FormatInt(d.ID, 10),
		Sections: []kit.Section{{Fields: fields}},
		Save:     s.preview, Verb: "先看影响",
	})
}

// was says what stands in a field now.
func (s *proposal) was(c mend.CorrectionChoice) func(*kit.Form) string {
	return func(*kit.Form) string { return fmtWas(c.Field.Show(c.Value), c.Field.Effect) }
}

func (s *proposal) documentHint(f *kit.Form) string {
	if slices.ContainsFunc(s.chosen(f), func(c mend.CorrectionChoice) bool { return c.Field.Decision }) {
		return "关系到费用或决定，必填"
	}
	return "文件名称和编号，没有可不填"
}

// ask is what the form says.
func (s *proposal) ask(f *kit.Form) mend.CorrectionAsk {
	a := mend.CorrectionAsk{Noun: s.d.Noun, ID: s.d.ID, Reason: f.Text("reason"), Document: f.Text("document")}
	for _, c := range s.chosen(f) {
		w := amend.CorrectionWant{Part: c.Field.Part, Field: c.Field.Name, Row: c.Row, Value: f.Text(c.Key())}
		if c.Field.Kind == amend.CorrectMark {
			w.Value = "yes"
		}
		a.Wants = append(a.Wants, w)
	}
	return a
}

// preview looks at what the correction would change and asks before it is proposed.
func (s *proposal) preview(f *kit.Form) tea.Cmd {
	env, ask, by := s.env, s.ask(f), s.env.Command()
	return kit.Guard(func() tea.Msg {
		p, err := env.Store.PreviewCorrection(context.Background(), by, ask)
		if err != nil {
			return kit.Failed{Err: err}
		}
		facts := changeFacts(env.Theme, s.d.Subject, p.Correction, p.Effects)
		spec := kit.ConfirmSpec{Title: textPropose, Lines: []string{fmtWho(p.Decides())}, Facts: facts, Yes: "确认提出"}
		return tea.Sequence(f.Idle(), kit.Ask(spec, func(kit.Answer) tea.Cmd { return s.propose(f, ask) }))()
	})
}

func (s *proposal) propose(f *kit.Form, ask mend.CorrectionAsk) tea.Cmd {
	return s.env.SaveOpen(func(ctx context.Context, by engine.Actor, _ *kit.Form) (screen.Made, error) {
		id, number, err := s.env.Store.ProposeCorrection(ctx, by, ask)
		return screen.Made{Page: newDetail(s.env, id), Done: screen.Done{Text: "已提出更正 " + number + "，等复核"}}, err
	})(f)
}

// changeFacts are what is mended, why, and what follows from it, for a confirmation.
func changeFacts(th *kit.Theme, subject string, c amend.Correction, effects []amend.CorrectionEffect) []kit.Pair {
	facts := []kit.Pair{{Label: textRecord, Value: subject}}
	for _, x := range c.Changes {
		facts = append(facts, kit.Pair{Label: x.Label(), Value: x.Text(), Style: th.Strong})
	}
	facts = append(facts, kit.Pair{Label: textReason, Value: c.Reason}, kit.Pair{Label: textDocument, Value: cmp.Or(c.Document, say.None)}, kit.Pair{})
	return append(facts, effectPairs(th, effects, "")...)
}

const textPropose = "提出更正"

var helpForm = []string{
	"选要更正的几项，写新值、理由和依据。Ctrl+S 先给出影响：合同期限、费用起算、开业期限、六年应缴和减免，申请的折合岗位和名次。",
	"提出以后原记录不变，要经另一人复核；关系到费用或决定的由分管领导复核。",
	"读数、缴费和文书不删除：读数红冲以后重新登记，文书注明作废。已出账单不变，差额另出差额账单。",
}

func fmtWho(decision bool) string {
	if decision {
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
