package application

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// maxExperts is how many members the form of a panel takes; those behind the third appear when the one before is chosen.
const maxExperts = 7

// newPanel is the form that asks experts of the list onto the panel: each declares whether it has an interest in the application.
func newPanel(env *screen.Env, d record) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) ([]intake.ExpertRow, error) {
		return env.Store.Panelists(ctx, by, d.District)
	}
	path, left, least := textPanel, "从名册选人，逐人申明；有利害关系的回避，不能打分", allocation.MinExperts
	if len(d.Evaluation.Scores) > 0 {
		path, least = textMoreSeats, 1
	}
	return screen.NewReadForm(env, path, left, read, func(list *[]intake.ExpertRow) *screen.FormScreen {
		var fields []kit.Field
		for n := 1; n <= maxExperts; n++ {
			fields = append(fields, seatFields(d, *list, n, least)...)
		}
		return screen.NewForm(env, screen.FormScreen{About: textPanelHelp}, kit.FormSpec{
			Draft: draftKey("panel", d.ID), Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: fields}},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				return "已组成评审组，请逐人登记打分", env.Store.NamePanel(ctx, by, d.ID, d.Version, readPanel(f))
			}),
		})
	})
}

func expertName(n int) string { return "expert_" + strconv.Itoa(n) }

func interestName(n int) string { return "interest_" + strconv.Itoa(n) }

func reasonName(n int) string { return "reason_" + strconv.Itoa(n) }

// Keys of what an expert declares.
const (
	declaredNone     = "none"
	declaredInterest = "interest"
)

// seatFields are one seat: who, and what it declares.
func seatFields(d record, experts []intake.ExpertRow, n, least int) []kit.Field {
	show := func(f *kit.Form) bool { return n <= least || f.Text(expertName(n-1)) != "" }
	chosen := func(f *kit.Form) bool { return show(f) && f.Text(expertName(n)) != "" }
	list := func(f *kit.Form) []kit.Choice {
		taken := map[string]bool{}
		for _, s := range d.Evaluation.Scores {
			taken[strconv.FormatInt(s.ExpertID, 10)] = s.State != allocation.SeatReplaced
		}
		for k := 1; k <= maxExperts; k++ {
			if k != n {
				taken[f.Text(expertName(k))] = true
			}
		}
		var out []kit.Choice
		for _, x := range experts {
			if key := strconv.FormatInt(x.ID, 10); !taken[key] {
				out = append(out, kit.Choice{Key: key, Label: x.Name, Note: x.Body})
			}
		}
		return out
	}
	return []kit.Field{
		{Name: expertName(n), Label: fmtExpert(n), Kind: kit.KindChoice, List: list, Required: n <= least, Show: show, Hint: "名册在“评审人名册”维护"},
		{
			Name: interestName(n), Label: "  " + "本人申明", Kind: kit.KindChoice, Required: true, Show: chosen, Width: 16,
			Choices: []kit.Choice{{Key: declaredNone, Label: "无利害关系"}, {Key: declaredInterest, Label: "有，回避"}},
		},
		{
			Name: reasonName(n), Label: "  " + "什么关系", Required: true, Limit: 200,
			Show: func(f *kit.Form) bool { return chosen(f) && f.Text(interestName(n)) == declaredInterest },
		},
	}
}

func readPanel(f *kit.Form) []intake.PanelSeat {
	var out []intake.PanelSeat
	for n := 1; n <= maxExperts; n++ {
		if id, err := strconv.ParseInt(f.Text(expertName(n)), 10, 64); err == nil {
			out = append(out, intake.PanelSeat{Expert: id, Conflict: f.Text(interestName(n)) == declaredInterest, Reason: f.Text(reasonName(n))})
		}
	}
	return out
}

// newScores is the sheet of one member whose marks are outstanding.
func newScores(env *screen.Env, d record) *screen.FormScreen {
	rubric := d.Evaluation.Rubric
	fields := []kit.Field{{
		Name: "seat", Label: "评审人", Kind: kit.KindChoice, Choices: seatChoices(d, func(s allocation.SeatState) bool { return s == allocation.SeatNamed }),
		Required: true, Say: func(f *kit.Form) string { return fmtSum(readScore(f, rubric).Sum(rubric), rubric.Total()) },
	}}
	if first := fields[0].Choices; len(first) > 0 {
		fields[0].Value = first[0].Key
	}
	for _, item := range rubric.Items {
		label, hint, clause := strings.Cut(item.Title, "（")
		if clause {
			hint = strings.TrimSuffix(hint, "）")
		}
		fields = append(fields, kit.Field{
			Name: pointsName(item.Code), Label: label, Kind: kit.KindNumber, Unit: fmtOutOf(item.Max), Hint: hint, Required: true, Check: within(item),
		})
	}
	fields = append(fields, kit.Field{Name: "remark", Label: "评语", Limit: 200})
	left := "一名评审人一张；交齐以前互相看不到"
	return screen.NewForm(env, screen.FormScreen{Path: textEvaluate, Left: left, About: textPanelHelp}, kit.FormSpec{
		Draft: draftKey("scores", d.ID), Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: fields}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			s := readScore(f, rubric)
			return "已登记一名评审人的打分", env.Store.ScoreSeat(ctx, by, d.ID, d.Version, int64(f.Number("seat")), s.Points, s.Remark)
		}),
	})
}

// newLeave takes a member off the panel, or opens its seat anew.
func newLeave(env *screen.Env, d record) *screen.FormScreen {
	live := func(s allocation.SeatState) bool { return s == allocation.SeatNamed || s == allocation.SeatScored }
	return screen.NewForm(env, screen.FormScreen{Path: textLeave, Left: "打过的分留在记录里，不再计入", About: textPanelHelp}, kit.FormSpec{
		Draft: draftKey("leave", d.ID),
		Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: []kit.Field{
			{Name: "seat", Label: "评审人", Kind: kit.KindChoice, Choices: seatChoices(d, live), Required: true},
			{
				Name: "why", Label: "原因", Kind: kit.KindChoice, Required: true, Width: 30,
				Choices: []kit.Choice{{Key: declaredInterest, Label: "发现利害关系，回避"}, {Key: "again", Label: "分数登记有误，重录"}},
			},
			{Name: "reason", Label: say.Note, Required: true, Limit: 200, Hint: "什么关系，或哪里登记错了"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			again := f.Text("why") == "again"
			err := env.Store.LeaveSeat(ctx, by, d.ID, d.Version, int64(f.Number("seat")), f.Text("reason"), again)
			return "已登记，评审组有变动", err
		}),
	})
}

// seatChoices are the seats in some states.
func seatChoices(d record, in func(allocation.SeatState) bool) []kit.Choice {
	var out []kit.Choice
	for _, s := range d.Evaluation.Scores {
		if in(s.State) {
			out = append(out, kit.Choice{Key: strconv.FormatInt(s.ID, 10), Label: s.Expert, Note: s.Body})
		}
	}
	return out
}

func pointsName(item string) string { return "points_" + item }

func within(item allocation.RubricItem) func(string) error {
	return func(text string) error {
		if n, err := strconv.ParseInt(text, 10, 64); err != nil || n > item.Max {
			return allocation.ErrScoreRange
		}
		return nil
	}
}

func readScore(f *kit.Form, rubric allocation.Rubric) allocation.ExpertScore {
	s := allocation.ExpertScore{Remark: f.Text("remark"), Points: map[string]int64{}}
	for _, item := range rubric.Items {
		if p, err := strconv.ParseInt(f.Text(pointsName(item.Code)), 10, 64); err == nil {
			s.Points[item.Code] = p
		}
	}
	return s
}

// evaluationLines are the seats of the panel, its marks once all are in, and the panels that reconsiderations set aside.
func evaluationLines(th *kit.Theme, d record, w int) []string {
	out := panelLines(th, d.Evaluation, w)
	if len(out) == 0 {
		out = []string{" " + textNoEvaluation}
	}
	for i := len(d.Earlier) - 1; i >= 0; i-- {
		e := d.Earlier[i]
		out = append(out, "", " "+th.Muted.Render(fmtEarlier(e)))
		out = append(out, panelLines(th, e, w)...)
	}
	return out
}

// panelLines are one panel: its marks, an expert a column, and who sat or did not sit on it.
func panelLines(th *kit.Theme, e intake.EvaluationRow, w int) []string {
	if len(e.Scores) == 0 {
		return nil
	}
	var out []string
	if !e.Sealed() {
		out = append(markLines(th, e, w), "")
	}
	name := nameWidth(e.Scores, 18)
	for _, s := range e.Scores {
		style := kit.Style{}
		switch s.State {
		case allocation.SeatNamed:
			style = th.Warn
		case allocation.SeatConflict, allocation.SeatWithdrawn, allocation.SeatReplaced:
			style = th.Muted
		case allocation.SeatScored:
		}
		day := s.Scored
		if day.IsZero() {
			day = s.Declared
		}
		line := " " + kit.Fit(s.Expert, name) + kit.Fit(s.Body, 32-name) + style.Render(kit.Fit(s.State.Title(), 18)) + kit.Fit(day.String(), 12)
		if kit.Width(line+s.Reason) <= w {
			out = append(out, kit.Cut(line+s.Reason, w))
			continue
		}
		out = append(out, kit.Cut(line, w))
		for _, more := range kit.Wrap(s.Reason, w-name-1) {
			out = append(out, kit.Space(name+1)+more)
		}
	}
	return out
}

// nameWidth is what the longest name of the seats takes with the blank before the next column, at most so much.
func nameWidth(seats []allocation.ExpertScore, most int) int {
	least := 10
	for _, s := range seats {
		least = max(least, kit.Width(s.Expert)+1)
	}
	return min(least, most)
}

// markLines are the marks that count, an expert a column.
func markLines(th *kit.Theme, row intake.EvaluationRow, w int) []string {
	var sheets []allocation.ExpertScore
	for _, s := range row.Scores {
		if s.State == allocation.SeatScored {
			sheets = append(sheets, s)
		}
	}
	e, rubric := row.Evaluation, row.Rubric
	name := nameWidth(sheets, max((w-8-10-12)/max(len(sheets), 1), 10))
	wide := max(min(w-8-10-name*len(sheets), 40), 12)
	head := " " + kit.Fit("评审项目", wide) + kit.FitLeft("满分", 6)
	for _, s := range sheets {
		head += kit.FitLeft(s.Expert, name)
	}
	out := []string{th.Head.Render(head + kit.FitLeft("平均", 10))}
	for _, item := range rubric.Items {
		line := " " + kit.Fit(item.Title, wide) + kit.FitLeft(fmt.Sprint(item.Max), 6)
		for _, s := range sheets {
			line += kit.FitLeft(fmt.Sprint(s.Points[item.Code]), name)
		}
		out = append(out, line+kit.FitLeft(allocation.Points(e.ItemAverage(item.Code)), 10))
	}
	line := " " + kit.Fit(say.Total, wide) + kit.FitLeft(fmt.Sprint(rubric.Total()), 6)
	for _, s := range sheets {
		line += kit.FitLeft(fmt.Sprint(s.Sum(rubric)), name)
	}
	style := th.Good
	if !e.Passes(rubric) {
		style = th.Bad
	}
	return append(out, line+style.Render(kit.FitLeft(allocation.Points(e.Average(rubric)), 10)), "",
		" "+th.Muted.Render(e.Day.String()+"  "+e.Result(rubric)))
}

// panelAction names the panel, then takes the marks of one member after the other.
func (s *detail) panelAction() choice {
	d := s.Value()
	waiting, scored := d.Evaluation.Seats()
	if waiting > 0 {
		return s.may(allocation.MoveApprove, allocation.ActEvaluateApplication, textEvaluate, func() tea.Cmd { return screen.Show(newScores(s.Env, d)) }, "f5")
	}
	label := textPanel
	if len(d.Evaluation.Scores) > 0 {
		label = textMoreSeats
	}
	c := s.may(allocation.MoveApprove, allocation.ActNamePanel, label, func() tea.Cmd { return screen.Show(newPanel(s.Env, d)) }, "f5")
	if scored >= allocation.MinExperts {
		c.Action = c.When("评审已交齐，等分管领导决定")
	}
	return c
}

// leaveAction takes a member off the panel.
func (s *detail) leaveAction() choice {
	d := s.Value()
	c := s.may(allocation.MoveApprove, allocation.ActLeavePanel, textLeave, func() tea.Cmd { return screen.Show(newLeave(s.Env, d)) }, "x")
	if len(d.Evaluation.Scores) == 0 {
		c.Action = c.When("还没有组成评审组").Silent()
	}
	return c
}

const (
	textPanel     = "组成评审组"
	textMoreSeats = "增补评审人"
	textLeave     = "评审人退出"
)

var textPanelHelp = []string{
	"论证评审（四(二)）：评审人从名册选，每人先申明与申请人有没有利害关系，有的回避，不能打分。",
	"至少三名没有利害关系的评审人。逐人登记打分，交齐以前谁也看不到别人的分。",
	"中途发现利害关系的按 X 退出，打过的分留在记录里，不再计入；不足三名的增补。",
}

func fmtExpert(n int) string { return fmt.Sprintf("评审人 %d", n) }

func fmtOutOf(top int64) string { return fmt.Sprintf("满分 %d", top) }

func fmtSum(sum, top int64) string { return fmt.Sprintf("合计 %d / %d", sum, top) }

func fmtEarlier(e intake.EvaluationRow) string {
	return fmt.Sprintf("第 %d 次评审，%s 复议后不再采用", e.Turn, e.Closed)
}
