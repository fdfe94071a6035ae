package finding

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one finding: what was found, what was said about it.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[watch.FindingDetail]{
		Noun: textFindings, Free: []string{"f4", "f7"}, About: helpDetail,
		Read: func(ctx context.Context, by engine.Actor) (watch.FindingDetail, error) {
			return env.Store.Finding(ctx, by, id)
		},
		Name:    func(d watch.FindingDetail) string { return d.Number },
		Summary: func(d watch.FindingDetail) (string, string) { return d.Noun.Title() + " " + d.Subject, d.State.Title() },
		Record:  func(watch.FindingDetail) (allocation.Noun, int64) { return allocation.NounFinding, id },
		Next:    func(d watch.FindingDetail) string { return d.Next() },
		Lines: func(th *kit.Theme, w int, d watch.FindingDetail) []string {
			lines := append(kit.Detail(th, w, aboutPairs(th, d.FindingRow, env.Today())), "")
			return append(lines, kit.Detail(th, w, append([]kit.Pair{{Label: "答复和退回"}}, stepPairs(th, d)...))...)
		},
		Actions: func(d watch.FindingDetail) []kit.Action { return actions(env, d) },
	})
}

// actions are the step of the state first; the others say why they are impossible now.
func actions(env *screen.Env, d watch.FindingDetail) []kit.Action {
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...oversight.FindingState) kit.Action {
		return screen.Step(env, d.State, label, run, key, act, states...)
	}
	first := step(textAnswer, screen.Shows(env, newAnswer, d), "f5", allocation.ActAnswerFinding, oversight.FindingRaised, oversight.FindingReturned)
	if !d.State.Waits() {
		first = step(textClose, func() tea.Cmd { return closing(env, d) }, "f5", allocation.ActCloseFinding, oversight.FindingAnswered)
	}
	list := []kit.Action{first, step(textReturn, screen.Shows(env, newReturn, d), "ctrl+r", allocation.ActReturnFinding, oversight.FindingAnswered)}
	if d.Noun != oversight.FindingDistrict {
		list = append(list, kit.Act(fmtShow(d.Noun), func() tea.Cmd { return screen.Open(screen.PlaceOf(allocation.Noun(d.Noun)), d.NounID) }, "f4"))
	}
	if d.Noun == oversight.FindingTenancy && d.State != oversight.FindingWithdrawn {
		exit := kit.Act("按"+leave.FailureGround().Clause()+" 退出", func() tea.Cmd {
			return kit.Send(screen.Go{Place: screen.ExitNew, ID: d.NounID, Basis: leave.Evidence{Finding: d.ID}})
		}, "ctrl+x").When(screen.Why(d.NoExit)).When(env.WhyNot(allocation.ActOpenExit))
		if len(d.Exits) > 0 {
			last := d.Exits[len(d.Exits)-1]
			exit = kit.Act("看退出", func() tea.Cmd { return screen.Open(screen.Exit, last) }, "ctrl+x")
		}
		list = append(list, exit)
	}
	list = append(list, kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintFinding, d.ID) }, "ctrl+p"))
	return screen.Offered(append(list, step(textWithdraw+say.Finding, func() tea.Cmd { return withdraw(env, d) }, "f8", allocation.ActWithdrawFinding,
		oversight.FindingRaised, oversight.FindingReturned, oversight.FindingAnswered)))
}

// closing asks before the finding ends.
func closing(env *screen.Env, d watch.FindingDetail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textClose, Lines: []string{fmtCloseLine(d.FindingRow)}, Yes: textClose, Reason: kit.ReasonOptional}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "督办已销号", env.Store.CloseFinding(ctx, by, d.ID, d.Version, reason)
	})
}

func withdraw(env *screen.Env, d watch.FindingDetail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textWithdraw, Lines: []string{fmtWithdrawLine(d.FindingRow)}, Yes: textWithdraw, Warn: true, Reason: kit.ReasonRequired}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "督办已撤销", env.Store.WithdrawFinding(ctx, by, d.ID, d.Version, reason)
	})
}

// form makes a form screen of one finding.
func form(env *screen.Env, d watch.FindingDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "finding/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	over := screen.Facts(env, aboutPairs(env.Theme, d.FindingRow, env.Today())[:4]...)
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, About: helpDetail, Over: over}, spec)
}

// newAnswer is what the district says.
func newAnswer(env *screen.Env, d watch.FindingDetail) *screen.FormScreen {
	read := func(f *kit.Form) oversight.FindingAnswer {
		return oversight.FindingAnswer{Day: f.Date("day"), Text: f.Text("text"), Document: f.Text("document")}
	}
	return form(env, d, textAnswer, "写明核查和改正情况及文号；Ctrl+S 答复，Esc 离开并保留草稿", "answer", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: "答复日期", Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(d.Asked, env.Today())},
			{Name: "text", Label: "答复内容", Kind: kit.KindLong, Required: true, Limit: 1000},
			{Name: "document", Label: "答复文件", Required: true, Limit: 100, Hint: "名称或文号"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Answer(read(f), d.Asked, env.Today())
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			late, err := env.Store.AnswerFinding(ctx, by, d.ID, d.Version, read(f))
			return fmtAnswered(late), err
		}),
	})
}

// newReturn sends an answer back.
func newReturn(env *screen.Env, d watch.FindingDetail) *screen.FormScreen {
	return form(env, d, textReturn, "写明答复还缺什么和新的期限；Ctrl+S 退回", "return", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "reason", Label: "还缺什么", Kind: kit.KindLong, Required: true, Limit: 500},
			{Name: "answer_by", Label: textAnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(defaultDays).String(), Required: true},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Return(f.Text("reason"), f.Date("answer_by"), env.Today())
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已退回，等区里再答复", env.Store.ReturnFinding(ctx, by, d.ID, d.Version, f.Text("reason"), f.Date("answer_by"))
		}),
	})
}

// defaultDays is the time for an answer that the forms begin with.
const defaultDays = 15

const textClose = "销号"

var helpDetail = []string{
	"这里是一件督办：问题、答复和退回。区里按 F5 答复；督办部门按 F5 销号，Ctrl+R 再次督办，F8 撤销提错的。",
	"F4 打开督办的对象。没有销号的督办在入驻页上看得到。",
}

func fmtShow(n oversight.FindingNoun) string { return "看" + n.Title() }

func fmtAnswered(late int) string {
	if late > 0 {
		return fmt.Sprintf("已答复，比期限晚 %d 天；等督办部门销号", late)
	}
	return "已答复，等督办部门销号"
}

func fmtCloseLine(r watch.FindingRow) string {
	return fmt.Sprintf("%s（%s）的答复属实、问题已改正，予以销号。", r.Number, r.Subject)
}

func fmtWithdrawLine(r watch.FindingRow) string {
	return fmt.Sprintf("撤销 %s（%s）：%s", r.Number, r.Subject, r.Text)
}

func fmtAnswerBy(f oversight.Finding, today civil.Date) string {
	if late := f.Late(today); late > 0 {
		return fmt.Sprintf("%s  逾期 %d 天", f.AnswerBy, late)
	}
	return f.AnswerBy.String()
}

// aboutPairs are what was found and where it stands.
func aboutPairs(th *kit.Theme, r watch.FindingRow, today civil.Date) []kit.Pair {
	out := []kit.Pair{
		{Label: textNoun, Value: r.Noun.Title() + "  " + r.Subject},
		{Label: textProblem, Value: r.Text},
		{Label: textClause, Value: r.Clause},
		{Label: textAnswerBy, Value: fmtAnswerBy(r.Finding, today), Style: lateStyle(th, r.Finding, today)},
		{Label: textDistrict, Value: r.District},
		{Label: say.Propose, Value: r.Raised.String() + "  " + r.Body + "  " + r.RaisedName},
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.Finding, today)},
	}
	if !r.Closed.IsZero() {
		label := "销号"
		if r.State == oversight.FindingWithdrawn {
			label = textWithdraw
		}
		out = append(out, kit.Pair{Label: label, Value: strings.TrimSpace(r.Closed.String() + "  " + r.Remark)})
	}
	return out
}

// stepPairs are the answers and what was sent back, the earliest first.
func stepPairs(th *kit.Theme, d watch.FindingDetail) []kit.Pair {
	if len(d.Steps) == 0 {
		return []kit.Pair{{Value: "还没有答复", Style: th.Muted}}
	}
	var out []kit.Pair
	for _, x := range d.Steps {
		text, style := textAnswer+"："+x.Text+"（"+x.Document+"）  "+x.By, kit.Style{}
		if x.Kind == "return" {
			text, style = fmt.Sprintf("%s：%s（%s 前答复）  %s", textReturn, x.Text, x.AnswerBy, x.By), th.Warn
		}
		out = append(out, kit.Pair{Label: x.Day.String(), Value: text, Style: style})
	}
	return out
}
