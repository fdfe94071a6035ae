package application

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/clerk"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// record is what the page of an application reads.
type record = desk.ApplicationPage

// detail is the page of one application: where it stands, what comes next, its parts on tabs.
type detail struct {
	*screen.Page[record]
	id int64
}

func newDetail(env *screen.Env, id int64) screen.Screen {
	s := &detail{id: id}
	lines := func(of func(th *kit.Theme, d record, w int) []string) func(th *kit.Theme, w, h int, d record) []string {
		return func(th *kit.Theme, w, _ int, d record) []string { return of(th, d, w) }
	}
	s.Page = screen.NewPage(env, screen.PageSpec[record]{
		Noun: textApplications, Gap: true, Early: true, About: textDetailHelp,
		Read: func(ctx context.Context, by engine.Actor) (record, error) {
			return env.Store.ApplicationPage(ctx, by, id)
		},
		Title:   func(d record) string { return cmp.Or(d.Number, d.Who.Name) },
		Summary: func(d record) (string, string) { return d.Who.Name + "  " + d.Project, fmtStands(d.State, d.StateDay) },
		Next:    func(d record) string { return stepKeys.Say(d.Next(env.Today())) },
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounApplication, id },
		Mended:  func(d record) []mend.CorrectionItem { return d.Corrections },
		Parts: []screen.Part[record]{
			{Title: "概要", Lines: lines(aboutLines)},
			{Title: say.Material, Lines: lines(materialLines)},
			{Title: "审查", Lines: lines(reviewLines)},
			{Title: "评审", Lines: lines(evaluationLines)},
			{Title: "历程", Lines: lines(historyLines)},
		},
		Actions: s.actions,
	})
	return s.Page
}

// stepKeys are the keys of the next step, around its words.
var stepKeys = screen.StepKeys[allocation.ApplicationStepKind]{
	allocation.ApplicationStepOverdue: "%s：收到的登记 F5，未到的结束 Ctrl+R",
}

// aboutLines are what is asked for and who asks.
func aboutLines(th *kit.Theme, d record, w int) []string {
	if w < picture.SplitWidth {
		return append(append(kit.Detail(th, w, overview(th, d.ApplicationDetail)), ""), kit.Detail(th, w, applicantPairs(th, d))...)
	}
	return kit.Columns(w, 50, kit.Detail(th, kit.Half(w), overview(th, d.ApplicationDetail)), kit.Detail(th, kit.Half(w), applicantPairs(th, d)))
}

// overview is an application in short: what it asks for and what counts for it.
func overview(th *kit.Theme, d intake.ApplicationDetail) []kit.Pair {
	p := []kit.Pair{
		{Label: textState, Value: d.State.Title() + "  " + d.StateDay.String(), Style: stateStyle(th, d.State)},
		{Label: clerk.Word, Value: d.ClerkName},
		{Label: textProject, Value: d.Project},
		{Label: say.Note, Value: d.Description},
		{Label: "类型", Value: natureWords(d.Natures)},
		{Label: textSector, Value: sectorWords(d)},
		{Label: textJobs, Value: jobsWords(d.Jobs)},
		{Label: "年缴税", Value: taxWords(d.Taxes)},
		{Label: say.Group, Value: groupWords(d.Groups)},
		{Label: "产业政策", Value: policyWords(d.Policy)},
		{Label: "希望", Value: wantedWords(d.Application)},
	}
	for _, c := range d.Stays {
		p = append(p, kit.Pair{Label: "已计岗位", Value: c.Stay + " 已按" + screen.JobWords(c.Jobs) + "分配面积，不重复计（四(三)）", Style: th.Warn})
	}
	if d.WaterIntensive {
		p = append(p, kit.Pair{Label: "用水", Value: "以水为主要经营要件，水费不减免（五(一)2）"})
	}
	if d.Moving {
		p = append(p, kit.Pair{Label: "市内搬迁", Value: "自报是市区内现有企业转移搬迁，是否符合三.6 由审查写明理由认定", Style: th.Warn})
	}
	for i, f := range d.Flags {
		label := ""
		if i == 0 {
			label = textFlags
		}
		p = append(p, kit.Pair{Label: cmp.Or(label, " "), Value: flagWords(f), Style: th.Warn})
	}
	p = append(p, groundPairs(th, d.Grounds)...)
	if words := d.Decision; words != "" {
		if len(d.Grounds) > 0 { // they stand above
			words = d.State.Title()
		}
		p = append(p, kit.Pair{Label: say.Decision, Value: strings.TrimSpace(d.DecidedDay.String() + " " + d.DecidedName + " " + words)})
	}
	return kept(p)
}

// applicantPairs is who applies.
func applicantPairs(th *kit.Theme, d record) []kit.Pair {
	a := d.Who
	p := append([]kit.Pair{{Label: textApplicant}, {Label: say.Name, Value: a.Name + "（" + a.Kind.Title() + "）"}}, screen.ApplicantPairs(a, true)...)
	for _, f := range d.Ahead {
		p = append(p, kit.Pair{Label: "受理提示", Value: flagWords(f), Style: th.Warn})
	}
	return kept(p)
}

// kept drops the pairs that have a label and nothing to say, headings excepted.
func kept(pairs []kit.Pair) []kit.Pair {
	var out []kit.Pair
	for i, p := range pairs {
		if p.Value != "" || (i == 0 && p.Label == textApplicant) {
			out = append(out, p)
		}
	}
	return out
}

// materialLines is the materials list, checked off, under how far it is.
func materialLines(th *kit.Theme, d record, w int) []string {
	in, lacking := 0, 0
	for _, m := range d.Materials {
		if !m.Received.IsZero() {
			in++
		} else if m.Required {
			lacking++
		}
	}
	said := fmt.Sprintf(" 已交 %d/%d", in, len(d.Materials))
	if lacking > 0 {
		said += fmt.Sprintf("，必交的还缺 %d 项", lacking)
	}
	out := []string{said, ""}
	for _, m := range d.Materials {
		mark, style, note := "["+kit.Space(1)+"]", kit.Style{}, textOptional
		switch {
		case !m.Received.IsZero():
			mark, note = "["+th.Tick()+"]", m.Received.String()
		case m.Required:
			style, note = th.Warn, "未交"
		}
		out = append(out, kit.Sides(" "+mark+" "+style.Render(m.Title), note+" ", min(w, 78)))
	}
	return out
}

// reviewLines is the review sheet with what it accepts.
func reviewLines(th *kit.Theme, d record, w int) []string {
	var out []string
	for _, clause := range allocation.ReviewClauses {
		c := d.Review.Of(clause)
		word, style := c.Verdict.Title(), th.Muted
		switch c.Verdict {
		case allocation.VerdictMet:
			style = th.Good
		case allocation.VerdictUnmet:
			style = th.Bad
		case "":
			word = "未判断"
		}
		line := " " + kit.Fit(clause, 7) + kit.Fit(allocation.ClauseTitle(clause), 38) + style.Render(kit.Fit(word, 8)) + kit.Cut(c.Remark, max(w-56, 8))
		out = append(out, line)
	}
	if !d.Review.Day.IsZero() {
		out = append(out, "", " "+th.Muted.Render(d.Review.Day.String()+" "+d.Review.Name))
	}
	return out
}

// historyLines are the moves and the corrections, the newest first.
func historyLines(th *kit.Theme, d record, w int) []string {
	var out []string
	for i := len(d.Moves) - 1; i >= 0; i-- {
		m := d.Moves[i]
		line := " " + m.Day.String() + " " + kit.Pad(screen.Clock(m.At), 5) + "  " + stateStyle(th, m.To).Render(kit.Fit(m.To.Title(), 10)) + kit.Fit(m.By, 12) + m.Reason
		out = append(out, kit.Cut(line, w))
	}
	return append(out, kit.Detail(th, w, screen.Corrections(d.Corrections))...)
}

// textListHelp and textDetailHelp explain the screens.
var textDetailHelp = []string{
	"这里是一份申请的全部内容，Tab 换页：概要、材料、审查、评审、历程。",
	"F5 总是下一步：受理、审查、收到补正、评审打分、复议。Ctrl+X 是另一种办法，Ctrl+R 是不同意。",
	"暗的键现在不能用，按下会说明原因。Ctrl+Z 或 F12 撤销上一步。",
}

func fmtStands(s allocation.ApplicationState, since civil.Date) string {
	return s.Title() + " " + since.String()
}
