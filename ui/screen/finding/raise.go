package finding

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRaise is the form with which a supervisor raises a finding, on a record or, without a noun, on one that it asks for.
func newRaise(env *screen.Env, noun oversight.FindingNoun, id int64, text string) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (r raising, err error) {
		a, err := env.Store.Account(ctx, by, by.ID)
		if err != nil {
			return r, err
		}
		if r.body = a.Body; noun != "" {
			r.target, err = env.Store.FindFindingTarget(ctx, by, noun, id, "")
		}
		return r, err
	}
	return screen.NewReadForm(env, textRaise, "写明对象、问题和答复期限；Ctrl+S 提出，Esc 离开并保留草稿", read, func(r *raising) *screen.FormScreen {
		return raise(env, *r, text)
	})
}

// raising is what the form begins with: the record, and the department that the supervisor acts for.
type raising struct {
	target watch.FindingTarget
	body   string
}

// raise is the form itself; text is what its words begin with.
func raise(env *screen.Env, r raising, text string) *screen.FormScreen {
	target, body := r.target, r.body
	var bodies []kit.Choice
	for _, b := range oversight.SupervisingBodies() {
		bodies = append(bodies, kit.Choice{Key: b, Label: b})
	}
	var clauses []kit.Choice
	for _, c := range oversight.Clauses() {
		clauses = append(clauses, kit.Choice{Key: c.Number, Label: c.Number, Note: c.About})
	}
	fields := []kit.Field{
		{Name: "body", Label: textBody, Kind: kit.KindChoice, Choices: bodies, Value: body, Required: true, ReadOnly: body != ""},
		{Name: "text", Label: textProblem, Kind: kit.KindLong, Value: text, Required: true, Limit: 1000},
		{Name: "clause", Label: textClause, Kind: kit.KindChoice, Choices: clauses, Required: true, Hint: "不符合哪一条"},
		{Name: "answer_by", Label: textAnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(defaultDays).String(), Required: true},
	}
	around := screen.FormScreen{About: helpRaise}
	if target.Noun == "" {
		fields = append(targetFields(), fields...)
	} else {
		around.Over = screen.Facts(env, kit.Pair{Label: textNoun, Value: target.Noun.Title()}, kit.Pair{Label: textSubject, Value: target.Subject},
			kit.Pair{Label: textDistrict, Value: target.District})
	}
	return screen.NewForm(env, around, kit.FormSpec{
		Draft:    fmt.Sprintf("finding/new/%s/%d", target.Noun, target.ID),
		Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			n := read(f)
			n.District, n.Noun = allocation.Districts()[0].Name, oversight.FindingDistrict // the record is looked up when it is saved
			return n.Check(env.Today())
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			on, err := onWhat(ctx, env, by, target, f)
			if err != nil {
				return screen.Made{}, err
			}
			id, number, err := env.Store.RaiseFinding(ctx, by, on, read(f))
			return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: fmtRaised(number, on.Subject)}}, err
		}),
	})
}

// targetFields ask what the finding is about: a record by its number, or a district.
func targetFields() []kit.Field {
	nouns := screen.NotedChoices(oversight.FindingNouns, func(n oversight.FindingNoun) string { return numberNote[n] })
	whole := func(f *kit.Form) bool { return f.Text("noun") == string(oversight.FindingDistrict) }
	return []kit.Field{
		{Name: "noun", Label: textNoun, Kind: kit.KindChoice, Choices: nouns, Required: true},
		{
			Name: "number", Label: "对象编号", Required: true, Limit: 40, Show: func(f *kit.Form) bool { return f.Text("noun") != "" && !whole(f) },
			Say: func(f *kit.Form) string { return numberNote[oversight.FindingNoun(f.Text("noun"))] },
		},
		{Name: "district", Label: textDistrict, Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Required: true, Show: whole},
	}
}

func read(f *kit.Form) oversight.Finding {
	return oversight.Finding{Body: f.Text("body"), Text: f.Text("text"), Clause: f.Text("clause"), AnswerBy: f.Date("answer_by")}
}

// onWhat is what a finding is raised on: the record that was named, or the one that the form asked for, looked up by its number.
func onWhat(ctx context.Context, env *screen.Env, by engine.Actor, target watch.FindingTarget, f *kit.Form) (watch.FindingTarget, error) {
	if target.Noun != "" {
		return target, nil
	}
	noun, number := oversight.FindingNoun(f.Text("noun")), f.Text("number")
	if noun == oversight.FindingDistrict {
		number = f.Text("district")
	}
	on, err := env.Store.FindFindingTarget(ctx, by, noun, 0, number)
	return on, screen.OnField(err, "number")
}

// numberNote says how the number of a record looks.
var numberNote = map[oversight.FindingNoun]string{
	oversight.FindingTenancy: "如 RZ-JS-2017-0031", oversight.FindingUnit: "如 JS-NSQ-03-1-01", oversight.FindingApplication: "如 JS20210001",
	oversight.FindingRound: "如 JS-2021-07", oversight.FindingDistrict: "全区的工作",
}

var helpRaise = []string{
	"督办可以针对一户入驻、一套房源、一件申请、一个批次或全区的工作。写明问题、条款和答复期限。",
	"提出以后由区里答复，督办部门销号或再次督办。与一户有关的督办可以作为按" + leave.FailureGround().Clause() + " 退出的依据。",
}

func fmtRaised(number, subject string) string {
	return fmt.Sprintf("已提出督办 %s（%s）", number, subject)
}
