package applicant

import (
	"context"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/intake"
	keeps "penggai/store/keep"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of an applicant reads.
type record = desk.ApplicantPage

// newDetail is the page of one applicant: who it is, and its applications as a table.
func newDetail(env *screen.Env, id int64) screen.Screen {
	table, part := screen.Rows(screen.Part[record]{Title: say.Application}, kit.TableSpec[intake.ApplicationRow]{
		Cols: applicationColumns, Key: func(r intake.ApplicationRow) string { return strconv.FormatInt(r.ID, 10) },
		Empty: func(string) []string { return []string{textNoApplication} },
	}, func(a record) []intake.ApplicationRow { return a.Filed })
	var s *screen.Page[record]
	s = screen.NewPage(env, screen.PageSpec[record]{
		Noun: textApplicants, Early: true, About: textDetailHelp, Parts: []screen.Part[record]{part, {
			Title: textCorrect, Count: func(a record) int { return len(a.Corrections) }, When: func(a record) bool { return len(a.Corrections) > 0 },
			Lines: func(th *kit.Theme, w, _ int, a record) []string {
				return kit.Detail(th, w, screen.Corrections(a.Corrections))
			},
		}},
		Read: func(ctx context.Context, by engine.Actor) (record, error) {
			return env.Store.ApplicantPage(ctx, by, id)
		},
		Title:  func(a record) string { return a.Name },
		Record: func(record) (allocation.Noun, int64) { return allocation.NounApplicant, id },
		Mended: func(a record) []mend.CorrectionItem { return a.Corrections },
		Summary: func(a record) (string, string) {
			return a.Name + "（" + a.Kind.Title() + "）", fmtApplications(a.Applications)
		},
		Head: func(th *kit.Theme, w, h int, a record) []string {
			out := append(append(mergedLines(th, w, a), heldLines(th, w, a)...), kit.Detail(th, w, screen.ApplicantPairs(a.Applicant, false))...)
			if limit := max(h-5, 1); len(out) > limit {
				out = append(out[:limit-1], " "+th.Muted.Render("还有内容，窗口加高后可见"))
			}
			return append(out, "")
		},
		Actions: func(a record) []kit.Action { return actions(env, s, table, id, a) },
	})
	return s
}

// actions are what can be done with an applicant; table holds the applications, s is the page.
func actions(env *screen.Env, s *screen.Page[record], table *kit.Table[intake.ApplicationRow], id int64, a record) []kit.Action {
	row, ok := table.Current()
	open := kit.Act(textOpen, func() tea.Cmd { return screen.Open(screen.Application, row.ID) }, "enter")
	switch {
	case a.Merged != 0:
		open = kit.Act("打开保留的一条", func() tea.Cmd { return kit.Send(screen.Go{Place: screen.Applicant, ID: a.Merged, Replace: true}) }, "enter")
	case !ok:
		open = open.When(textNoApplication)
	}
	file := kit.Act(say.RegisterApplication, func() tea.Cmd { return screen.Open(screen.ApplicationNew, id) }, "f2").When(env.WhyNot(allocation.ActDraftApplication))
	list := []kit.Action{
		open,
		gone(a, file),
		kit.Act(screen.TextUnmask, func() tea.Cmd {
			return env.Unmask(func(ctx context.Context, by engine.Actor, reason string) ([]kit.Pair, error) {
				row, err := env.Store.UnmaskApplicant(ctx, by, id, reason)
				return numbers(row.Applicant), err
			})
		}, "f11").When(env.WhyNot(allocation.ActUnmaskApplicant)),
		gone(a, changeAction(env, &a)),
		mergeAction(env, a),
		holdAction(env, a),
	}
	if len(a.Merges) > 0 {
		list = append(list, undoMergeAction(env, a))
	}
	if len(a.Corrections) > 0 {
		list = append(list, s.Turn(say.Pages))
	}
	return list
}

// holdAction keeps everything of an applicant where it is (诉讼保全), or ends that.
func holdAction(env *screen.Env, a record) kit.Action {
	if !a.Held {
		return gone(a, kit.Act("保全", func() tea.Cmd { return screen.Open(screen.KeepingHold, a.ID) }, "f8").When(env.WhyNot(keeps.ActHold)).Silent())
	}
	return kit.Act("解除保全", func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: "解除保全", Lines: []string{a.Hold.Reason + "（" + a.Hold.Document + "）。解除以后，号码到期就会列入清理。"}, Yes: "解除保全", Reason: kit.ReasonRequired}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已解除保全", env.Store.Lift(ctx, by, a.ID, reason)
		})
	}, "f8").When(env.WhyNot(keeps.ActLiftHold))
}

// changeAction edits an applicant of which no application has been accepted, and corrects it from then on.
func changeAction(env *screen.Env, a *record) kit.Action {
	if !a.Accepted {
		return kit.Act(textEdit, func() tea.Cmd {
			return screen.Show(newForm(env, a, "applicant/"+strconv.FormatInt(a.ID, 10)))
		}, "f9").When(env.WhyNot(allocation.ActEditApplicant))
	}
	return kit.Act(textCorrect, func() tea.Cmd { return screen.Open(screen.CorrectApplicant, a.ID) }, "f9").When(env.WhyNotCorrect(amend.CorrectApplicant))
}

var applicationColumns = []kit.Col[intake.ApplicationRow]{
	{Title: say.Number, Width: 11, Text: func(r intake.ApplicationRow) string { return r.Number }},
	{Title: say.Project, Width: 20, Flex: true, Text: func(r intake.ApplicationRow) string { return r.Project }},
	{Title: say.Jobs, Width: 4, Right: true, Text: func(r intake.ApplicationRow) string { return kit.Count(int(r.JobsClaimed)) }},
	{Title: textState, Width: 8, Text: func(r intake.ApplicationRow) string { return r.State.Title() }},
	{Title: say.Date, Width: 10, Text: func(r intake.ApplicationRow) string { return r.Since.String() }},
}

// heldLines say that everything of an applicant stays where it is.
func heldLines(th *kit.Theme, w int, a record) []string {
	if !a.Held {
		return nil
	}
	return []string{" " + th.Warn.Render(kit.Cut("保全中，自 "+a.Hold.From.String()+"："+a.Hold.Reason+"（"+a.Hold.Document+"）", w-2))}
}

// numbers are the whole numbers of an applicant and of everybody behind it.
func numbers(a allocation.Applicant) []kit.Pair {
	pairs := []kit.Pair{{Label: a.HeadName(), Value: a.IDNumber}}
	if a.CreditCode != "" {
		pairs = append(pairs, kit.Pair{Label: a.Name, Value: a.CreditCode})
	}
	if a.Agent.IDNumber != "" {
		pairs = append(pairs, kit.Pair{Label: a.Agent.Name, Value: a.Agent.IDNumber})
	}
	for _, m := range a.Members {
		pairs = append(pairs, kit.Pair{Label: m.Name, Value: m.IDNumber})
	}
	return pairs
}

const (
	textNoApplication = "还没有申请。按 F2 登记。"
)

// textListHelp and textDetailHelp explain the screens.
var textDetailHelp = []string{
	"这里是一个主体和它的全部申请。Enter 打开申请，F2 为它登记新的申请。",
	"Ctrl+X 合并重复：同一主体登记了两次的，并排看，保留一条；F12 撤销合并。",
	"F9 更正：写新值、理由和依据，经另一人复核后生效，旧值新值都留下；申请受理以前直接修改。F11 查看完整证件号。",
}

func fmtApplications(n int) string { return kit.Count(n) + " 份申请" }
