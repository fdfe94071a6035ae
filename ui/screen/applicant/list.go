package applicant

import (
	"cmp"
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// found is how many applicants a lookup shows.
const found = 500

// newList is the lookup: name, initials, number or telephone.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[intake.ApplicantBrief, record]{
		Title: textApplicants, Cols: columns(env.Today()), Filter: to.Filter, Total: func(n int) string { return fmtCount(n, found) }, About: textListHelp,
		ID: func(b intake.ApplicantBrief) int64 { return b.ID },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[intake.ApplicantBrief], error) {
			rows, err := env.Store.FindApplicants(ctx, by, q.Filter, found)
			if q.By != "" {
				return kit.Page[intake.ApplicantBrief]{Values: kit.CountRows(columns(env.Today()), rows, q.By)}, err
			}
			from := min(q.Offset, len(rows))
			to := min(from+q.Limit, len(rows))
			return kit.Page[intake.ApplicantBrief]{Rows: rows[from:to], Offset: from, Total: len(rows)}, err
		},
		Said:   func(filter string) string { return "查找: " + cmp.Or(filter, "最近登记") },
		None:   []string{"还没有登记过主体。按 F2 登记第一个。"},
		NoHits: []string{"没有找到。", "可打名称、拼音首字母、整个证件号或电话，或其末四位；按 F2 登记新的。"},
		Peek:   env.Store.ApplicantPage,
		Head:   func(b intake.ApplicantBrief) string { return b.Name },
		Beside: func(th *kit.Theme, w int, a record) []string {
			return kit.Detail(th, w, append(screen.ApplicantPairs(a.Applicant, false), screen.Corrections(a.Corrections)...))
		},
		Open: func(b intake.ApplicantBrief) tea.Cmd { return screen.Show(newDetail(env, b.ID)) },
		Own: func(intake.ApplicantBrief, bool) []kit.Action {
			register := func() tea.Cmd {
				return env.Begin(textRegister, draftNew, func(key string) screen.Screen { return newForm(env, nil, key) })
			}
			return []kit.Action{kit.Act(textRegister, register, "f2", "n").When(env.WhyNot(allocation.ActRegisterApplicant))}
		},
	})
}

// columns are the fields of the lookup with how they are drawn.
func columns(today civil.Date) []kit.Col[intake.ApplicantBrief] {
	return screen.Cols(intake.ApplicantNoun, today, []kit.Col[intake.ApplicantBrief]{
		{ID: "name", Width: 16, Flex: true},
		{ID: "kind", Width: 4},
		{ID: "head", Width: 8, Drop: 2},
		{ID: "identity", Width: 18},
		{ID: "phone", Width: 12, Drop: 1},
		{ID: "applications", Width: 4},
		{ID: "last_number", Width: 11, Drop: 3},
		{ID: "last_state", Width: 8},
	})
}

// textListHelp and textDetailHelp explain the screens.
var textListHelp = []string{
	"这里查找登记过的主体，先列最近登记的。F3 后打名称、拼音首字母、整个证件号或电话，或其末四位；按号码查的，日志会记下。",
	"证件号只显示首尾；要看完整的，打开主体按 F11，日志会记下。",
	"F2 登记新的主体；在登记申请的表单里也可以一并登记。",
}

func fmtCount(n, most int) string {
	if n >= most {
		return fmt.Sprintf("前 %d 个", most)
	}
	return kit.Count(n) + " 个"
}
