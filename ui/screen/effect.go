package screen

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
)

// NewCalibration is the page of what a district's area parameters do: whom they reach, and how those who wait and the last rounds
// come out, beside the program's own.
func NewCalibration(env *Env, district string) Screen {
	return NewPage(env, PageSpec[round.RuleEffect]{
		Noun: TextCalibrate, About: helpCalibration,
		Read: func(ctx context.Context, by engine.Actor) (round.RuleEffect, error) {
			return env.Store.DefaultEffect(ctx, by, district)
		},
		Name: func(round.RuleEffect) string { return district },
		Summary: func(e round.RuleEffect) (string, string) {
			return fmtVacant(e.Vacant), "只作对照，不改动什么"
		},
		Gap: true,
		Parts: []Part[round.RuleEffect]{
			{Title: say.Area, Lines: func(th *kit.Theme, w, _ int, e round.RuleEffect) []string {
				return append(misfitLines(th, w, e), ReachLines(th, w, e, textPreset, TextInForce)...)
			}},
			{Title: "试算", Lines: func(th *kit.Theme, w, _ int, e round.RuleEffect) []string {
				return append(misfitLines(th, w, e), TrialLines(th, w, e, textPreset, TextInForce)...)
			}},
		},
		Actions: func(round.RuleEffect) []kit.Action { return nil },
	})
}

// misfitLines are the warnings of an effect.
func misfitLines(th *kit.Theme, w int, e round.RuleEffect) (out []string) {
	for _, text := range e.Misfits() {
		for _, part := range kit.Wrap("注意 四(三)："+text, w-2) {
			out = append(out, " "+th.Warn.Render(part))
		}
	}
	if len(out) > 0 {
		out = append(out, "")
	}
	return out
}

// ReachLines are entitlement, range and fitting shops by jobs, one version beside the other; old and now are their heads.
func ReachLines(th *kit.Theme, w int, e round.RuleEffect, old, now string) []string {
	half := func(r bylaw.Reach) string {
		return kit.FitLeft(r.Entitlement.String(), 9) + kit.FitLeft(r.Lo.String()+"-"+r.Hi.String(), 15) + kit.FitLeft(fmtFits(r), 9)
	}
	head := kit.FitLeft("应得 ㎡", 9) + kit.FitLeft("可用 ㎡", 15) + kit.FitLeft("适合 套", 9)
	out := []string{
		" " + kit.Cut(fmtVacant(e.Vacant), w-1), "",
		kit.Cut(th.Head.Render(" "+kit.FitLeft("", 4)+kit.FitLeft(old, 33)+" "+kit.FitLeft(now, 33)), w),
		kit.Cut(th.Head.Render(" "+kit.FitLeft(say.Jobs, 4)+head+" "+head), w),
	}
	for i, r := range e.New {
		out = append(out, kit.Cut(" "+kit.FitLeft(fmt.Sprint(r.Jobs), 4)+half(e.Old[i])+" "+half(r), w))
	}
	out = append(out, "")
	for _, part := range kit.Wrap("适合：一户一套，面积在可用范围内的闲置房源；斜线后是第二轮放宽以后的。不计税收和本户的要求。", w-2) {
		out = append(out, " "+th.Muted.Render(part))
	}
	return out
}

// fmtFits counts the shops that fit, behind a stroke those of the second pass.
func fmtFits(r bylaw.Reach) string {
	if r.Second {
		return kit.Count(r.Fits) + "/" + kit.Count(r.RestFits)
	}
	return kit.Count(r.Fits)
}

// TrialLines are those who wait, and the last rounds, computed by both versions.
func TrialLines(th *kit.Theme, w int, e round.RuleEffect, old, now string) []string {
	out := []string{" " + th.Head.Render("现在待分配的各户")}
	if e.Waiting.Old == nil {
		out = append(out, "   "+th.Muted.Render("没有待分配的申请。"))
	} else {
		out = append(out, oneTrial(th, w, e.Waiting, old, now)...)
	}
	for _, t := range e.Last {
		out = append(out, "", " "+th.Head.Render(kit.Cut("已确认的批次："+t.Title, w-1)))
		out = append(out, oneTrial(th, w, t, "当时", now)...)
	}
	return out
}

// oneTrial puts two results side by side: totals, then everybody whose line differs.
func oneTrial(th *kit.Theme, w int, t round.RuleTrial, old, now string) []string {
	row := func(label, a, b string) string {
		return "   " + kit.Fit(label, 12) + kit.FitLeft(a, 12) + kit.FitLeft(b, 12)
	}
	out := []string{
		th.Muted.Render(row("", old, now)),
		row("安置 户", kit.Count(t.Old.Totals.Served), kit.Count(t.New.Totals.Served)),
		row("没有安置", kit.Count(t.Old.Totals.Applicants-t.Old.Totals.Served), kit.Count(t.New.Totals.Applicants-t.New.Totals.Served)),
		row("无处合适", kit.Count(bylaw.MisfitOf(t.Old).None), kit.Count(bylaw.MisfitOf(t.New).None)),
		row(say.Jobs, rule.Millijobs(t.Old.Totals.JobsMillis), rule.Millijobs(t.New.Totals.JobsMillis)),
		row("面积 ㎡", t.Old.Totals.Area.String(), t.New.Totals.Area.String()),
		row("余房 套", kit.Count(t.Old.Totals.UnitsLeft), kit.Count(t.New.Totals.UnitsLeft)),
	}
	for _, c := range allocation.CompareResults(t.Old, t.New) {
		if c.Kind == allocation.ChangeRank {
			continue
		}
		style := map[allocation.ChangeKind]kit.Style{allocation.ChangeGains: th.Good, allocation.ChangeLoses: th.Bad, allocation.ChangeMoves: th.Warn}[c.Kind]
		text := "   " + style.Render(kit.Fit(c.Kind.Title(), 10)) + kit.Fit(cmp.Or(t.Names[c.Number], c.Number), 20) + fmtGot(c.Old) + "  >  " + fmtGot(c.New)
		out = append(out, kit.Cut(text, w))
	}
	return out
}

// EffectFacts are table and trial in short, for the window in which a person decides: by jobs what fits before and after, then what
// becomes of those who wait and of the last rounds.
func EffectFacts(e round.RuleEffect) []kit.Pair {
	var out []kit.Pair
	for i, r := range e.New {
		out = append(out, kit.Pair{Label: fmt.Sprintf("%d 个岗位", r.Jobs), Value: fmt.Sprintf(
			"应得 %s ㎡，可用 %s-%s ㎡，适合 %s 套", was(e.Old[i].Entitlement.String(), r.Entitlement.String()), r.Lo, r.Hi, was(fmtFits(e.Old[i]), fmtFits(r)))})
	}
	trial := func(label string, t round.RuleTrial) {
		a, b := t.Old.Totals, t.New.Totals
		out = append(out, kit.Pair{Label: label, Value: fmt.Sprintf("安置 %s 户，岗位 %s，%s ㎡，余 %s 套；%s",
			was(kit.Count(a.Served), kit.Count(b.Served)), was(rule.Millijobs(a.JobsMillis), rule.Millijobs(b.JobsMillis)),
			was(a.Area.String(), b.Area.String()), was(kit.Count(a.UnitsLeft), kit.Count(b.UnitsLeft)), fmtWinners(t))})
	}
	if slices.ContainsFunc(e.New, func(r bylaw.Reach) bool { return r.Second }) {
		out = append(out, kit.Pair{Label: "适合", Value: "斜线后是第二轮放宽以后的套数"})
	}
	if e.Waiting.Old != nil {
		trial("待分配", e.Waiting)
	}
	for _, t := range e.Last {
		trial(t.Title, t)
	}
	return out
}

// was puts a value before and after; one that stays stands once.
func was(old, now string) string {
	if old == now {
		return now
	}
	return old + ">" + now
}

// fmtWinners counts who gains and who loses.
func fmtWinners(t round.RuleTrial) string {
	gains, loses := 0, 0
	for _, c := range allocation.CompareResults(t.Old, t.New) {
		switch c.Kind {
		case allocation.ChangeGains:
			gains++
		case allocation.ChangeLoses:
			loses++
		case allocation.ChangeMoves, allocation.ChangeRank:
		}
	}
	return fmt.Sprintf("得到 %d 户，失去 %d 户", gains, loses)
}

// Words of the page.
const (
	TextCalibrate = "测算"
	TextInForce   = "现行"
	textPreset    = "预设"
)

var helpCalibration = []string{
	"面积参数够得着谁：不同岗位数的应得面积、可用范围和适合的闲置房源；再用待分配的各户和最近的批次试算，看安置多少、空着多少、谁得谁失。",
	"左边是程序预设的面积参数，右边是本区现行的。Tab 换页；要改，到 系统 > 参数 拟定新版本。",
}

func fmtVacant(n int) string { return fmt.Sprintf("本区闲置 %s 套", kit.Count(n)) }

func fmtGot(r rule.Rank) string {
	if len(r.Units) == 0 {
		return "未安置"
	}
	return r.Area.String() + " ㎡"
}
