package application

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// maxExperts is how many score sheets the form has; those behind the third appear when the one before has a name.
const maxExperts = 7

// newEvaluation is the form for the scores of the panel.
func newEvaluation(env *screen.Env, d record) *screen.FormScreen {
	rubric := d.Parameters.Rubric
	var sections []kit.Section
	for n := 1; n <= maxExperts; n++ {
		var had allocation.ExpertScore
		if n <= len(d.Evaluation.Scores) {
			had = d.Evaluation.Scores[n-1]
		}
		sections = append(sections, kit.Section{Title: fmtExpert(n), Fields: expertFields(n, rubric, had)})
	}
	right := func(f *kit.Form) string {
		e := readScores(f, rubric)
		return fmtPassMark(allocation.Points(e.Average(rubric)), rubric.Pass, len(e.Scores))
	}
	return screen.NewForm(env, screen.FormScreen{Path: textEvaluate, Left: "至少三名评审人；Ctrl+S 保存", About: textFormHelp, Right: right}, kit.FormSpec{
		Draft: draftKey("evaluation", d.ID), Sections: sections,
		Check: func(f *kit.Form) error { return allocation.First(readScores(f, rubric).Check(rubric)) },
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "评审已登记，由分管领导决定", env.Store.EvaluateApplication(ctx, by, d.ID, d.Version, readScores(f, rubric))
		}),
	})
}

func expertName(n int) string { return "expert_" + strconv.Itoa(n) }

func pointsName(n int, item string) string { return "points_" + strconv.Itoa(n) + "_" + item }

// expertFields are one expert's sheet.
func expertFields(n int, rubric allocation.Rubric, had allocation.ExpertScore) []kit.Field {
	required := n <= allocation.MinExperts
	show := func(f *kit.Form) bool { return required || f.Text(expertName(n-1)) != "" }
	out := []kit.Field{
		{
			Name: expertName(n), Label: "评审人", Value: had.Expert, Required: required, Limit: 50, Width: 16, Show: show,
			Say: func(f *kit.Form) string {
				if f.Text(expertName(n)) == "" {
					return ""
				}
				return fmtSum(readScore(f, n, rubric).Sum(rubric), rubric.Total())
			},
		},
		{Name: "body_" + strconv.Itoa(n), Label: "单位", Value: had.Body, Limit: 50, Show: show},
	}
	for _, item := range rubric.Items {
		value := ""
		if p, ok := had.Points[item.Code]; ok {
			value = strconv.FormatInt(p, 10)
		}
		label, hint, clause := strings.Cut(item.Title, "（")
		if clause {
			hint = strings.TrimSuffix(hint, "）")
		}
		named := func(f *kit.Form) bool { return show(f) && (required || f.Text(expertName(n)) != "") }
		out = append(out, kit.Field{
			Name: pointsName(n, item.Code), Label: label, Kind: kit.KindNumber, Value: value, Unit: fmtOutOf(item.Max), Hint: hint,
			Required: true, Show: named, Check: within(item),
		})
	}
	return out
}

func within(item allocation.RubricItem) func(string) error {
	return func(text string) error {
		if n, err := strconv.ParseInt(text, 10, 64); err != nil || n > item.Max {
			return allocation.ErrScoreRange
		}
		return nil
	}
}

func readScore(f *kit.Form, n int, rubric allocation.Rubric) allocation.ExpertScore {
	s := allocation.ExpertScore{
		Expert: strings.TrimSpace(f.Text(expertName(n))), Body: f.Text("body_" + strconv.Itoa(n)), Points: map[string]int64{},
	}
	for _, item := range rubric.Items {
		if p, err := strconv.ParseInt(f.Text(pointsName(n, item.Code)), 10, 64); err == nil {
			s.Points[item.Code] = p
		}
	}
	return s
}

// readScores are the sheets that carry a name.
func readScores(f *kit.Form, rubric allocation.Rubric) allocation.Evaluation {
	var e allocation.Evaluation
	for n := 1; n <= maxExperts; n++ {
		if s := readScore(f, n, rubric); s.Expert != "" {
			e.Scores = append(e.Scores, s)
		}
	}
	return e
}

func fmtExpert(n int) string { return fmt.Sprintf("评审人 %d", n) }

func fmtOutOf(top int64) string { return fmt.Sprintf("满分 %d", top) }

func fmtSum(sum, top int64) string { return fmt.Sprintf("合计 %d / %d", sum, top) }

func fmtPassMark(average string, pass int64, n int) string {
	return fmt.Sprintf("平均 %s  合格线 %d  评审人 %d 名", average, pass, n)
}
