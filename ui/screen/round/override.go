package round

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// whyNoOverride is why a line may not be decided by hand now.
func whyNoOverride(env *screen.Env, r *record) string {
	if why := env.WhyNot(allocation.ActProposeOverride); why != "" {
		return why
	}
	if err := r.MayOverride(); err != nil {
		return err.Error()
	}
	return ""
}

func (s *page) override() tea.Cmd {
	l, found := s.result.Current()
	if !found {
		return nil
	}
	return screen.Show(newOverride(s.Env, s.Value(), l.Number))
}

// newOverride asks for the units that are decided instead of the computed ones, and why.
func newOverride(env *screen.Env, r record, number string) *screen.FormScreen {
	l, _ := r.rank(number)
	s := &screen.FormScreen{
		Env: env, Path: r.Title + " > " + textOverride, About: textOverrideHelp,
		Left: fmtRankName(l.Rank, r.name(number)) + "  " + textByRule + " " + cmp.Or(shortUnits(l.Units), textNotServed),
	}
	var choices []kit.Choice
	for _, u := range r.Scope.Units {
		note := u.Area.String() + " ㎡"
		if h, found := r.holder(u.Number); found {
			note += "  " + fmtRankName(h.Rank, r.name(h.Number))
		}
		choices = append(choices, kit.Choice{Key: u.Number, Label: u.Number, Note: note})
	}
	decidedUnits := func(f *kit.Form) []string {
		if f.Yes("none") {
			return nil
		}
		return f.Many("units")
	}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: "round/override/" + r.Number + "/" + number, Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "none", Label: textNotServed, Kind: kit.KindYesNo, Required: true, Value: "no", Hint: "是：本批次不给这一户房源"},
			{
				Name: "units", Label: textDecided, Kind: kit.KindChoices, Choices: choices, Required: true, Width: 40, Hint: "空格勾选一套或多套，再按 Enter",
				Show: func(f *kit.Form) bool { return !f.Yes("none") },
			},
			{Name: "reason", Label: textReason, Kind: kit.KindLong, Required: true, Limit: 500, Hint: "记入档案并随名单公开"},
		}}},
		Save: func(f *kit.Form) tea.Cmd { return askOverride(env, r, l, decidedUnits(f), f) },
	})
	return s
}

// askOverride looks whom the decision passes over, then asks: the area against what the jobs carry, and each of them by name.
func askOverride(env *screen.Env, r record, l rule.Rank, units []string, f *kit.Form) tea.Cmd {
	st, by, reason := env.Store, env.Actor(), f.Text("reason")
	return progress.Run(textLooking, func(ctx context.Context, report progress.Report) tea.Msg {
		seen, err := st.OverridePasses(ctx, by, r.ID, l.Number, units, func(done, total int) { report(int64(done), int64(total), textLooking) })
		if err != nil {
			return tea.BatchMsg{f.Idle(), kit.Send(ended(ctx, err, ""))}
		}
		lines := append([]string{fmtDecided(&r, l, units)}, passedLines(seen.List, fullName)...)
		spec := kit.ConfirmSpec{Title: textOverride, Yes: "提出调整", Warn: len(seen.List) > 0, Lines: lines}
		return tea.BatchMsg{f.Idle(), env.AskSaved(spec, f, func(ctx context.Context, by engine.Actor) (string, error) {
			_, err := st.ProposeOverride(ctx, by, r.ID, r.Version, r.byNumber[l.Number].Application, units, reason, seen)
			return "已提出人工调整，待另一人复签", err
		})}
	})
}

// fmtDecided is the area that is decided against what the jobs carry.
func fmtDecided(r *record, l rule.Rank, units []string) string {
	if len(units) == 0 {
		return r.name(l.Number) + " 本批次不安置。"
	}
	var area quantity.Area
	for _, u := range r.Scope.Units {
		if slices.Contains(units, u.Number) {
			area += u.Area
		}
	}
	if l.First != nil { // the wider band of the second pass is for what is left over, not for a decision
		l = *l.First
	}
	text := fmt.Sprintf("%s 得到 %s，%s ㎡；应得 %s ㎡，可用 %s 至 %s ㎡", r.name(l.Number), shortUnits(units), area, l.Target, l.Lo, l.Hi)
	switch {
	case area > l.Hi:
		text += fmt.Sprintf("，超出 %s ㎡", area-l.Hi)
	case area < l.Lo:
		text += fmt.Sprintf("，不足 %s ㎡", l.Lo-area)
	}
	return text + "。"
}

// passedLines name those whom a decision passes over, each with what is left to it; name says how they are called.
func passedLines(passed []rule.PassedOver, name func(rule.PassedOver) string) []string {
	if len(passed) == 0 {
		return []string{"没有越过名次在前的人，也没有越过在别的批次和批次之外等候的人。"}
	}
	var out []string
	for _, p := range passed {
		p.Name = name(p)
		text := "越过 "
		if p.Rank > 0 {
			text = fmt.Sprintf("越过第 %d 名 ", p.Rank)
		}
		out = append(out, text+p.Text()+"。")
	}
	return out
}

// fullName is how somebody who is passed over is called in the office.
func fullName(p rule.PassedOver) string { return p.Name }

// decideOverride signs the override under the cursor as the second person, or takes it back.
func (s *page) decideOverride() tea.Cmd {
	o, _ := s.overrides.Current()
	r := s.Value()
	why := ""
	if err := r.MayOverride(); err != nil {
		why = err.Error()
	}
	sign := cmp.Or(why, s.Env.WhyNot(allocation.ActSignOverride))
	switch {
	case sign != "":
	case o.State != allocation.OverrideProposed:
		sign = o.State.Title()
	case o.ProposedBy == s.Env.Actor().ID:
		sign = allocation.ErrOverrideSamePerson.Text
	}
	revoke := cmp.Or(why, s.Env.WhyNot(allocation.ActRevokeOverride))
	if revoke == "" && o.State == allocation.OverrideRevoked {
		revoke = o.State.Title()
	}
	choices := []kit.Choice{{Key: "sign", Label: textSignIt, Why: sign}, {Key: "revoke", Label: textRevoke, Why: revoke}}
	return kit.Pick(kit.PickerSpec{Title: fmtOverrideTitle(r.name(o.Applicant)), Choices: choices}, func(got []kit.Choice) tea.Cmd {
		if got[0].Key == "revoke" {
			return s.revoke(o)
		}
		spec := kit.ConfirmSpec{Title: textSignIt, Lines: fmtSignLines(&r, o), Yes: textSignIt}
		return s.ask(spec, "已复签，请重新计算", func(ctx context.Context, by engine.Actor, r record, _ string) error {
			return s.Env.Store.SignOverride(ctx, by, o.ID, r.Version)
		})
	})
}

func (s *page) revoke(o round.OverrideRow) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textRevoke, Lines: textRevokeLines, Yes: textRevoke, Reason: kit.ReasonRequired}
	return s.ask(spec, "已撤回，请重新计算", func(ctx context.Context, by engine.Actor, r record, reason string) error {
		return s.Env.Store.RevokeOverride(ctx, by, o.ID, r.Version, reason)
	})
}

// Words of headings, labels and keys.
const (
	textSignIt = "复签生效"
	textRevoke = "撤回调整"
)

// Lists of lines.
var (
	textRevokeLines  = []string{"撤回后这一行重新由计算决定，须再算一次。"}
	textOverrideHelp = []string{"人工调整是计算之外的决定：写明理由，由另一人复签，其余各户围绕它重新计算。", "提出和复签之前都列出它越过谁、各自原可得什么、还剩什么，以及面积与应得；记入档案并随名单公开。", "别的办理中的批次里、批次之外等候的人，这几处也适合的，同样列出：由人另给一户，也是越过他们。"}
)

func fmtOverrideTitle(name string) string { return "人工调整 " + name }

func fmtSignLines(r *record, o round.OverrideRow) []string {
	l, _ := r.rank(o.Applicant)
	lines := []string{
		r.name(o.Applicant) + "：计算为 " + cmp.Or(shortUnits(o.Computed), textNotServed) + "，决定为 " + cmp.Or(shortUnits(o.Decided), textNotServed) + "。",
		"理由：" + o.Reason,
		"由 " + o.Proposer + " 于 " + o.ProposedDay.String() + " 提出。复签后生效，其余各户须重新计算。",
	}
	return append(append(lines, fmtDecided(r, l, o.Decided)), passedLines(o.Passed, fullName)...)
}
