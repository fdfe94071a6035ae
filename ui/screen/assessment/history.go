package assessment

import (
	"context"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// newHistory is the page of the assessments of one tenancy: when the next one is due, the four numbers of jobs, the taxes by
// year, and the assessments, the latest first.
func newHistory(env *screen.Env, tenancy int64) screen.Screen {
	table, part := screen.Rows(screen.Part[watch.AssessmentSheet]{Keys: screen.NoKeys}, kit.TableSpec[watch.AssessmentRow]{
		Cols: historyColumns(env.Today()), Key: func(r watch.AssessmentRow) string { return strconv.FormatInt(r.ID, 10) },
	}, func(d watch.AssessmentSheet) []watch.AssessmentRow { return d.History }, "这户还没有考核过。", "按 F2 登记考核。")
	return screen.NewPage(env, screen.PageSpec[watch.AssessmentSheet]{
		Noun: textAssessments, Early: true, About: helpHistory, Parts: []screen.Part[watch.AssessmentSheet]{part},
		Read: func(ctx context.Context, by engine.Actor) (watch.AssessmentSheet, error) {
			return env.Store.AssessmentSheet(ctx, by, tenancy)
		},
		Name: func(d watch.AssessmentSheet) string { return d.Stay.Name },
		Summary: func(d watch.AssessmentSheet) (string, string) {
			return d.Stay.Number + "  " + d.Stay.Units, fmtCount(len(d.History))
		},
		Head: func(th *kit.Theme, w, _ int, d watch.AssessmentSheet) []string {
			about := append(append(duePairs(th, d, env.Today()), taxPairs(d)...), measurePairs(th, d.Measure())...)
			if w >= picture.SplitWidth {
				return append(kit.Columns(w, 50, kit.Detail(th, kit.Half(w), about), kit.Detail(th, kit.Half(w), figurePairs(d.Figures))), "")
			}
			return append(kit.Detail(th, w, append(about, figurePairs(d.Figures)...)), "")
		},
		Actions: func(d watch.AssessmentSheet) []kit.Action {
			row, ok := table.Current()
			record := kit.Act(textRecord, screen.Shows(env, newRecord, tenancy), "f2", "n").When(env.WhyNot(allocation.ActRecordAssessment))
			if !d.Stay.Assessed() {
				record = record.When(oversight.ErrAssessmentTenancy.Text)
			}
			return []kit.Action{
				kit.Act(say.Open, screen.Shows(env, newDetail, row.ID), "enter").When(screen.NoRow(ok)), record,
				kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, tenancy) }, "f4"),
				kit.Act(say.Support, func() tea.Cmd { return screen.Open(screen.SupportStay, tenancy) }, "f11"),
			}
		},
	})
}

// taxYearsShown are as many as leave room for the table on a small terminal.
const taxYearsShown = 3

// taxPairs are the latest word on the taxes of the last years.
func taxPairs(d watch.AssessmentSheet) []kit.Pair {
	var out []kit.Pair
	for _, x := range d.Paid[max(0, len(d.Paid)-taxYearsShown):] {
		out = append(out, kit.Pair{Label: fmtYear(x.Year), Value: fmtTax(x, d.Expected)})
	}
	return out
}

var helpHistory = []string{
	"这里是一户历次考核：下一次到期日、四个岗位数、各年已缴税。F2 登记考核，Enter 打开一次，F11 看帮扶。",
}
