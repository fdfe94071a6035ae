package round

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

func (s *page) whatIf() tea.Cmd { return screen.Show(newWhatIf(s.Env, s.Value())) }

// newWhatIf asks for other parameters; the comparison opens when they are computed. The round is not touched.
func newWhatIf(env *screen.Env, r record) *screen.FormScreen {
	p := r.instance.Params
	rest := p.Rest
	if !rest.Given {
		preset := allocation.DefaultParameters().Allocation.Params()
		rest.UnderPermille, rest.OverPermille = preset.Rest.UnderPermille, preset.Rest.OverPermille
	}
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	return screen.NewForm(env, screen.FormScreen{Path: r.Title + " > " + textWhatIf, Left: "改几项参数，Ctrl+S 试算；不改动批次", About: textWhatIfHelp}, kit.FormSpec{
		Verb: textWhatIf,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "per_job", Label: textPerJob, Kind: kit.KindArea, Value: p.PerJob.String(), Required: true, Unit: "㎡"},
			{Name: "scale", Label: "不足时下调", Kind: kit.KindYesNo, Value: kit.YesNo(p.ScaleToSupply), Required: true, Hint: "总面积不够时各户同比下调"},
			{Name: "tax", Label: "每岗位税额", Kind: kit.KindMoney, Value: p.TaxPerJob.String(), Required: true, Unit: say.Yuan, Hint: "年纳税多少元折一个岗位，0 为不计"},
			{Name: "cap", Label: "税收上限", Kind: kit.KindNumber, Value: number(p.TaxCapPermille), Required: true, Unit: textPermille, Hint: "占岗位数，200 即 20%"},
			{Name: "band", Label: "同档宽度", Kind: kit.KindNumber, Value: number(p.TieBandMillijobs), Required: true, Hint: "千分之一岗位，1000 为一个岗位"},
			{Name: "min", Label: "最小面积", Kind: kit.KindArea, Value: p.Min.String(), Required: true, Unit: "㎡"},
			{Name: "max", Label: "最大面积", Kind: kit.KindArea, Value: p.Max.String(), Required: true, Unit: "㎡"},
			{Name: "under", Label: "可低于应得", Kind: kit.KindNumber, Value: number(p.UnderPermille), Required: true, Unit: textPermille, Hint: textShareHint},
			{Name: "over", Label: "可高于应得", Kind: kit.KindNumber, Value: number(p.OverPermille), Required: true, Unit: textPermille, Hint: textShareHint},
			{Name: "units", Label: textJoin, Kind: kit.KindNumber, Value: number(p.MaxUnits), Required: true, Unit: "套"},
			{Name: "rest", Label: "余房第二轮", Kind: kit.KindYesNo, Value: kit.YesNo(rest.Given), Required: true, Hint: "余房再分给没有安置的"},
			{Name: "rest_under", Label: "第二轮可低于", Kind: kit.KindNumber, Value: number(rest.UnderPermille), Required: true, Unit: textPermille, Hint: textShareHint},
			{Name: "rest_over", Label: "第二轮可高于", Kind: kit.KindNumber, Value: number(rest.OverPermille), Required: true, Unit: textPermille, Hint: textShareHint},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			params := rule.Params{
				PerJob: f.Area("per_job"), ScaleToSupply: f.Yes("scale"), TaxPerJob: f.Money("tax"), TaxCapPermille: int64(f.Number("cap")),
				TieBandMillijobs: int64(f.Number("band")), Min: f.Area("min"), Max: f.Area("max"),
				UnderPermille: int64(f.Number("under")), OverPermille: int64(f.Number("over")), MaxUnits: int64(f.Number("units")),
			}
			if f.Yes("rest") {
				params.Rest = rule.Rest{Given: true, UnderPermille: int64(f.Number("rest_under")), OverPermille: int64(f.Number("rest_over"))}
			}
			return tryOut(env, r, params, f)
		},
	})
}

// tried is the result of a what-if.
type tried struct {
	result *rule.Result
	params rule.Params
}

// tryOut computes with other parameters and opens the comparison.
func tryOut(env *screen.Env, r record, params rule.Params, f *kit.Form) tea.Cmd {
	by := env.Actor()
	return progress.Run(textComputing, func(ctx context.Context, report progress.Report) tea.Msg {
		res, err := env.Store.WhatIf(ctx, by, r.ID, params, func(done, total int) { report(int64(done), int64(total), textComputing) })
		switch {
		case err != nil && ctx.Err() != nil:
			return tea.BatchMsg{f.Saved(), kit.Send(kit.Note{Text: textStopped})}
		case err != nil:
			return kit.Failed{Err: err}
		}
		return tea.BatchMsg{f.Saved(), screen.Show(newTrial(env, r, tried{res, params}))}
	})
}

// newTrial is a what-if beside the round: totals, who gains and who loses. Esc goes back to the parameters.
func newTrial(env *screen.Env, r record, t tried) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[tried]{
		Noun: r.Title + " > " + textWhatIf, About: textTrialHelp,
		Read:    func(context.Context, engine.Actor) (tried, error) { return t, nil },
		Title:   func(tried) string { return r.Title + " > " + textWhatIf },
		Summary: func(tried) (string, string) { return "试算不改动批次", "" },
		Lines: func(th *kit.Theme, w int, t tried) []string {
			return append(paramDiff(th, r.instance.Params, t.params, w), changeLines(th, &r, r.Result, t.result, w)...)
		},
		Actions: func(tried) []kit.Action { return nil },
	})
}

// paramDiff lists the parameters that differ.
func paramDiff(th *kit.Theme, old, now rule.Params, w int) []string {
	a, b := paramPairs(old), paramPairs(now)
	var out []string
	for i := range a {
		if a[i].Value != b[i].Value {
			line := " " + th.Muted.Render(kit.Fit(a[i].Label, 14)) + a[i].Value
			now := "  >  " + th.Accent.Render(b[i].Value)
			if kit.Width(line+now) <= w {
				out = append(out, line+now)
				continue
			}
			out = append(out, kit.Cut(line, w), kit.Cut(strings.Repeat(" ", 12)+now, w))
		}
	}
	if len(out) == 0 {
		out = append(out, " "+"参数没有改动")
	}
	return append(out, "")
}

// changeLines puts two results side by side: totals, then everybody whose line differs.
func changeLines(th *kit.Theme, r *record, old, now *rule.Result, w int) []string {
	row := func(label string, a, b string) string {
		return " " + kit.Fit(label, 14) + kit.FitLeft(a, 12) + kit.FitLeft(b, 12)
	}
	out := []string{
		th.Head.Render(row("", "原结果", "新结果")),
		row(textServed, kit.Count(old.Totals.Served), kit.Count(now.Totals.Served)),
		row(textJobs, rule.Millijobs(old.Totals.JobsMillis), rule.Millijobs(now.Totals.JobsMillis)),
		row(textAreaUnit, old.Totals.Area.String(), now.Totals.Area.String()),
		row("余房 套", kit.Count(old.Totals.UnitsLeft), kit.Count(now.Totals.UnitsLeft)),
		"",
	}
	changes := allocation.CompareResults(old, now)
	if len(changes) == 0 {
		return append(out, " "+"每一户的结果都相同")
	}
	out = append(out, " "+th.Head.Render(fmtChanges(changes)))
	for _, c := range changes {
		style := map[allocation.ChangeKind]kit.Style{allocation.ChangeGains: th.Good, allocation.ChangeLoses: th.Bad, allocation.ChangeMoves: th.Warn}[c.Kind]
		units := cmp.Or(shortUnits(c.Old.Units), textNotServed) + "  >  " + cmp.Or(shortUnits(c.New.Units), textNotServed)
		name := max(min(18, w-25-kit.Width(units)), 8) // a name gives way to the numbers of the shops
		text := " " + style.Render(kit.Fit(c.Kind.Title(), 9)) + kit.Fit(r.name(c.Number), name) + kit.Fit(fmtRanks(c.Old.Rank, c.New.Rank), 14) + units
		out = append(out, kit.Cut(text, w))
	}
	return out
}

// Words of headings, labels and keys.
const textPermille = "千分"

// Sentences.
const textShareHint = "占应得，200 即 20%"

// Lists of lines.
var (
	textWhatIfHelp = []string{"换一组参数，用同一批锁定的资料再算一遍，看谁得谁失。批次本身不变。"}
	textTrialHelp  = []string{"左边是批次的结果，右边是试算的结果；下面逐户列出变化。Esc 回去改参数。"}
)

func fmtChanges(list []allocation.Change) string {
	n := map[allocation.ChangeKind]int{}
	for _, c := range list {
		n[c.Kind]++
	}
	var parts []string
	for _, k := range []allocation.ChangeKind{allocation.ChangeGains, allocation.ChangeLoses, allocation.ChangeMoves, allocation.ChangeRank} {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k.Title(), n[k]))
		}
	}
	return strings.Join(parts, "  ")
}

func fmtRanks(old, now int) string {
	if old == now {
		return fmtRank(now)
	}
	return fmt.Sprintf("名次 %d > %d", old, now)
}
