package assessment

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRoster enters the workers of an assessment by name. What is typed is kept nowhere else: numbers stand in it whole.
func newRoster(env *screen.Env, d watch.AssessmentDetail) *screen.FormScreen {
	over := screen.Facts(env, kit.Pair{Label: textTenant, Value: d.Name + "  " + d.Number}, kit.Pair{Label: textVerified, Value: fmtFigure(d.Jobs)})
	left := "逐行填写或粘贴；证件号只留掩码和识别码，原有名单被替换"
	return screen.NewForm(env, screen.FormScreen{Path: textRoster, Left: left, About: helpDetail, Over: over}, kit.FormSpec{
		Sections: []kit.Section{{Fields: screen.RosterFields(8, "每行一人：姓名 证件号 入职日期（可不写）", nil)}},
		Check: func(f *kit.Form) error {
			workers, err := screen.CheckRoster(f, env.Today())
			if err != nil {
				return err
			}
			a := d.Assessment
			return a.MayList(len(workers))
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			workers, err := screen.ReadRoster(f, env.Today())
			if err != nil {
				return "", err
			}
			elsewhere, err := env.Store.SetRoster(ctx, by, d.ID, d.Version, workers)
			return fmtListed(len(workers), elsewhere), err
		}),
	})
}

// rosterPairs are the workers by name, each with the other lists on which the same person stands.
func rosterPairs(th *kit.Theme, rows []stay.RosterRow) []kit.Pair {
	if len(rows) == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: fmtRoster(len(rows))}}
	for _, r := range rows {
		p := kit.Pair{Label: r.Name, Value: r.IDNumber + since(r.Since)}
		for _, x := range r.Seen {
			p.Value += "；" + x.Text()
			if x.Another {
				p.Style = th.Warn
			}
		}
		out = append(out, p)
	}
	return out
}

func since(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return "  " + d.String() + " 入职"
}

// newWorkers is the list of the workers of all assessments.
func newWorkers(env *screen.Env, to screen.Go) screen.Screen {
	today := env.Today()
	return screen.NewList(env, screen.ListSpec[watch.WorkerRow, struct{}]{
		Title: watch.WorkerNoun.Title, Filter: to.Filter, Total: fmtWorkers, About: helpWorkers,
		Cols: screen.Cols(watch.WorkerNoun, today, []kit.Col[watch.WorkerRow]{
			{ID: "number", Width: 16},
			{ID: "applicant", Width: 12, Flex: true},
			{ID: "name", Width: 8},
			{ID: "identity", Width: 18},
			{ID: "since", Width: 10, Drop: 2},
			{ID: "elsewhere", Width: 8, Drop: 1, Style: func(th *kit.Theme, r watch.WorkerRow) kit.Style {
				if r.Elsewhere {
					return th.Warn
				}
				return th.Muted
			}},
			{ID: "day", Width: 10, Drop: 3},
		}),
		ID:   func(r watch.WorkerRow) int64 { return r.ID },
		Read: env.Store.Workers,
		None: []string{"还没有用工名单。", "打开一次考核，按 F2 逐行登记；有现成表格的，在 接入 里导入。"},
		Row: func(th *kit.Theme, w, _ int, r watch.WorkerRow, _ *struct{}) []string {
			return kit.Detail(th, w, screen.Pairs(watch.WorkerNoun, today, r, "name", "identity", "since", "elsewhere", "applicant", "tenancy", "district", "number", "day", "state"))
		},
		Open: func(r watch.WorkerRow) tea.Cmd { return screen.Show(newDetail(env, r.Assessment)) },
	})
}

const textRoster = "名单"

var helpWorkers = []string{
	"这里是各次考核的用工名单，最近考核的在前；证件号只留掩码。F3 筛选：姓名、承租人、编号、入职日期、也在别户:是。",
	"Enter 打开那次考核，F6 排序，F7 导出。名单在考核页按 F2 登记，或在 接入 里从表格导入。",
}

func fmtWorkers(n int) string { return kit.Count(n) + " 人" }

func fmtRoster(n int) string { return fmt.Sprintf("名单 %d 人", n) }

func fmtListed(n, elsewhere int) string {
	if elsewhere > 0 {
		return fmt.Sprintf("已登记名单 %d 人，其中 %d 人也在别户的名单里，请核实", n, elsewhere)
	}
	return fmt.Sprintf("已登记名单 %d 人", n)
}
