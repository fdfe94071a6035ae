package finding

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// raise is the form with which a supervisor raises a finding.
type raise struct {
	screen.FormScreen
	noun   allocation.FindingNoun // empty: the form asks
	id     int64
	target screen.Loader[store.FindingTarget]
}

func newRaise(env *screen.Env, noun allocation.FindingNoun, id int64) *raise {
	s := &raise{noun: noun, id: id}
	s.FormScreen = screen.FormScreen{Env: env, Path: textRaise, Left: "写明对象、问题和答复期限；Ctrl+S 提出，Esc 离开并保留草稿", About: helpRaise}
	if noun == "" {
		s.build(store.FindingTarget{})
	}
	return s
}

// Init reads the record that the finding is about, where one is named.
func (s *raise) Init() tea.Cmd {
	if s.noun == "" {
		return s.Form.Init()
	}
	st, by, noun, id := s.Env.Store, s.Env.Actor(), s.noun, s.id
	return s.target.Read(func(ctx context.Context) (store.FindingTarget, error) {
		return st.FindFindingTarget(ctx, by, noun, id, "")
	})
}

// Update makes the form when the record has come, and passes to it then.
func (s *raise) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.target.Take(msg); mine {
		if s.target.Ready && s.Form == nil {
			s.build(s.target.Value)
			return s, tea.Batch(cmd, s.Form.Init())
		}
		return s, cmd
	}
	if s.Form == nil {
		return s, nil
	}
	return s, s.Form.Update(msg)
}

func (s *raise) build(target store.FindingTarget) {
	env := s.Env
	var bodies []kit.Choice
	for _, b := range allocation.SupervisingBodies() {
		bodies = append(bodies, kit.Choice{Key: b, Label: b})
	}
	fields := []kit.Field{
		{Name: "body", Label: textBody, Kind: kit.KindChoice, Choices: bodies, Required: true},
		{Name: "text", Label: textProblem, Kind: kit.KindLong, Required: true, Limit: 1000},
		{Name: "clause", Label: textClause, Required: true, Limit: 40, Hint: "不符合哪一条，如 四(五)3"},
		{Name: "answer_by", Label: textAnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(defaultDays).String(), Required: true},
	}
	if target.Noun == "" {
		fields = append(targetFields(), fields...)
	}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: fmt.Sprintf("finding/new/%s/%d", target.Noun, target.ID), Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			n := read(f)
			n.District, n.Noun = allocation.Districts()[0].Name, allocation.FindingDistrict // the record is looked up when it is saved
			return n.Check(env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd { return s.save(f, target) },
	})
	if target.Noun != "" {
		s.Over = func(w int) []string {
			return append(kit.Detail(env.Theme, w, []kit.Pair{
				{Label: textNoun, Value: target.Noun.Title()}, {Label: textSubject, Value: target.Subject}, {Label: textDistrict, Value: target.District},
			}), "")
		}
	}
}

// targetFields ask what the finding is about: a record by its number, or a district.
func targetFields() []kit.Field {
	var nouns, districts []kit.Choice
	for _, n := range allocation.FindingNouns {
		nouns = append(nouns, kit.Choice{Key: string(n), Label: n.Title(), Note: numberNote[n]})
	}
	for _, d := range allocation.Districts() {
		districts = append(districts, kit.Choice{Key: d.Name, Label: d.Name})
	}
	whole := func(f *kit.Form) bool { return f.Text("noun") == string(allocation.FindingDistrict) }
	return []kit.Field{
		{Name: "noun", Label: textNoun, Kind: kit.KindChoice, Choices: nouns, Required: true},
		{
			Name: "number", Label: "对象编号", Required: true, Limit: 40, Show: func(f *kit.Form) bool { return f.Text("noun") != "" && !whole(f) },
			Say: func(f *kit.Form) string { return numberNote[allocation.FindingNoun(f.Text("noun"))] },
		},
		{Name: "district", Label: textDistrict, Kind: kit.KindChoice, Choices: districts, Required: true, Show: whole},
	}
}

func read(f *kit.Form) allocation.Finding {
	return allocation.Finding{Body: f.Text("body"), Text: f.Text("text"), Clause: f.Text("clause"), AnswerBy: f.Date("answer_by")}
}

// save looks the record up and raises the finding.
func (s *raise) save(f *kit.Form, target store.FindingTarget) tea.Cmd {
	env, n := s.Env, read(f)
	noun, number := allocation.FindingNoun(f.Text("noun")), f.Text("number")
	if noun == allocation.FindingDistrict {
		number = f.Text("district")
	}
	by := env.Command()
	return kit.Guard(func() tea.Msg {
		ctx := context.Background()
		if target.Noun == "" {
			var err error
			if target, err = env.Store.FindFindingTarget(ctx, by, noun, 0, number); err != nil {
				return kit.Failed{Err: onField(err, "number")}
			}
		}
		id, number, err := env.Store.RaiseFinding(ctx, by, target, n)
		if err != nil {
			return kit.Failed{Err: err}
		}
		return tea.Sequence(f.Saved(), kit.Send(kit.DataChanged{}), kit.Send(screen.Push{Screen: newDetail(env, id), Replace: true}),
			kit.Send(kit.Done{Text: fmtRaised(number, target.Subject)}))()
	})
}

// numberNote says how the number of a record looks.
var numberNote = map[allocation.FindingNoun]string{
	allocation.FindingTenancy: "如 RZ-JS-2017-0031", allocation.FindingUnit: "如 JS-NSQ-03-1-01", allocation.FindingApplication: "如 JS20210001",
	allocation.FindingRound: "如 JS-2021-07", allocation.FindingDistrict: "全区的工作",
}

var helpRaise = []string{
	"督办可以针对一户入驻、一套房源、一件申请、一个批次或全区的工作。写明问题、条款和答复期限。",
	"提出以后由区里答复，督办部门销号或再次督办。与一户有关的督办可以作为按四(五)3 退出的依据。",
}

func fmtRaised(number, subject string) string {
	return fmt.Sprintf("已提出督办 %s（%s）", number, subject)
}
