package system

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// draft is a proposal with what it does; of the two kinds one is filled.
type draft struct {
	basis.ParameterProposal
	effect    round.RuleEffect
	materials map[string]string // names by code
	entry     *basis.EntryProposal
	stuck     error // why the approval cannot be taken back
}

// newProposal is the page on which what was drawn up is compared with what stands before it takes its place.
func newProposal(env *screen.Env, id int64) screen.Screen {
	parameters := func(d draft) bool { return d.entry == nil }
	return screen.NewPage(env, screen.PageSpec[draft]{
		Noun: textProposals, About: helpProposal,
		Read: func(ctx context.Context, by engine.Actor) (draft, error) { return readDraft(ctx, env, by, id) },
		Name: func(d draft) string { return d.Title },
		Summary: func(d draft) (string, string) {
			if d.entry != nil {
				return d.Note, d.State.Title()
			}
			return fmtAgainst(d.Old), d.State.Title()
		},
		Gap: true,
		Parts: []screen.Part[draft]{
			{Title: "对照", Lines: func(th *kit.Theme, w, _ int, d draft) []string { return compareLines(th, w, d) }},
			{Title: say.Area, When: parameters, Lines: func(th *kit.Theme, w, _ int, d draft) []string {
				return screen.ReachLines(th, w, d.effect, screen.TextInForce, textProposals)
			}},
			{Title: "试算", When: parameters, Lines: func(th *kit.Theme, w, _ int, d draft) []string {
				return screen.TrialLines(th, w, d.effect, screen.TextInForce, textProposals)
			}},
		},
		Actions: func(d draft) []kit.Action {
			act, adopt := allocation.ActAddParameters, func() tea.Cmd { return adoptParameters(env, d) }
			if d.entry != nil {
				act, adopt = allocation.ActEditCatalogue, func() tea.Cmd { return adoptEntry(env, d) }
			}
			return append(decisions(env, d.ProposalRow, act, adopt), reopen(env, d))
		},
	})
}

// readDraft reads a proposal with what it does.
func readDraft(ctx context.Context, env *screen.Env, by engine.Actor, id int64) (d draft, err error) {
	row, err := env.Store.Proposal(ctx, by, id)
	if err != nil {
		return d, err
	}
	if d.stuck, err = env.Store.WhyNotReopen(ctx, by, id); err != nil {
		return d, err
	}
	if row.Kind != bylaw.ParameterKind {
		e, err := env.Store.EntryProposal(ctx, by, id)
		d.ProposalRow, d.entry = e.ProposalRow, &e
		return d, err
	}
	if d.ParameterProposal, err = env.Store.ParameterProposal(ctx, by, id); err != nil {
		return d, err
	}
	materials, err := env.Store.Materials(ctx, env.Today())
	if err != nil {
		return d, err
	}
	d.materials = map[string]string{}
	for _, m := range materials {
		d.materials[m.Code] = m.Name
	}
	d.effect, err = env.Store.RuleEffect(ctx, by, d.District, d.Old.Parameters, d.New)
	return d, err
}

// reopen takes the approval back while nothing was done by it.
func reopen(env *screen.Env, d draft) kit.Action {
	a := kit.Act(textReopen, func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: textReopen, Lines: []string{fmtReopen(d.ProposalRow)}, Yes: textReopen, Reason: kit.ReasonRequired, Hint: textReasonHint}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return d.Title + " 的批准已撤销，回到待批准", env.Store.ReopenProposal(ctx, by, d.ID, d.Version, reason)
		})
	}, "f12").Silent()
	a.Undo = true
	if d.stuck != nil {
		a = a.When(d.stuck.Error())
	}
	return a.When(env.WhyNot(allocation.ActReopenRule))
}

// adoptEntry asks once more before a list changes.
func adoptEntry(env *screen.Env, d draft) tea.Cmd {
	lines := []string{fmtAdoptLine(d, env)}
	for _, x := range weaknesses(d) {
		lines = append(lines, "注意 "+x.Clause+"："+x.Text)
	}
	spec := kit.ConfirmSpec{Title: textAdopt, Lines: lines, Yes: textAdopt}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		return d.Title + " 已批准", env.Store.AdoptEntry(ctx, by, d.ID, d.Version)
	})
}

// adoptParameters asks once more, with what the version weakens, whom its areas reach and what it does to those who wait in view.
func adoptParameters(env *screen.Env, d draft) tea.Cmd {
	lines := []string{fmtAdoptLine(d, env)}
	for _, x := range weaknesses(d) {
		lines = append(lines, "注意 "+x.Clause+"："+x.Text)
	}
	for _, text := range d.effect.Misfits() {
		lines = append(lines, "注意 四(三)："+text)
	}
	spec := kit.ConfirmSpec{Title: textAdopt, Lines: lines, Facts: screen.EffectFacts(d.effect), Yes: textAdopt}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		_, err := env.Store.AdoptParameters(ctx, by, d.ID, d.Version)
		return fmtAdopted(d, env), err
	})
}

// weaknesses are what the version weakens, what is new in it first.
func weaknesses(d draft) []bylaw.Weakness {
	if d.entry != nil {
		old := bylaw.Entry{Kind: d.Kind}
		if d.entry.Old != nil {
			old = *d.entry.Old
		}
		return bylaw.EntryWeaknesses(old, d.entry.New)
	}
	list := bylaw.Weaknesses(d.Old.Parameters, d.New)
	slices.SortStableFunc(list, func(a, b bylaw.Weakness) int {
		return cmp.Compare(rankOf(a.Before), rankOf(b.Before))
	})
	return list
}

func rankOf(later bool) int {
	if later {
		return 1
	}
	return 0
}

// compareLines are what differs, value by value, and what it weakens.
func compareLines(th *kit.Theme, w int, d draft) []string {
	out := append(kit.Detail(th, w, proposalPairs(th, d.ProposalRow)), "")
	weak := []kit.Pair{{Label: "削弱了什么"}}
	for _, x := range weaknesses(d) {
		style, text := th.Warn, x.Text
		if x.Before {
			style, text = th.Muted, x.Text+"（现行已是如此）"
		}
		weak = append(weak, kit.Pair{Label: x.Clause, Value: text, Style: style})
	}
	for _, text := range d.effect.Misfits() {
		weak = append(weak, kit.Pair{Label: "四(三)", Value: text, Style: th.Warn})
	}
	if len(weak) == 1 {
		weak = append(weak, kit.Pair{Value: "没有发现哪一条因此落空。", Style: th.Muted})
	}
	out = append(append(out, kit.Detail(th, w, weak)...), "")
	changes := []kit.Pair{{Label: "与现行的不同"}}
	for _, c := range parameterChanges(d) {
		changes = append(changes, kit.Pair{Label: c.label, Value: cmp.Or(c.old, say.None) + "  >  " + cmp.Or(c.now, say.None), Style: th.Accent})
	}
	if len(changes) == 1 {
		changes = append(changes, kit.Pair{Value: "没有不同。", Style: th.Muted})
	}
	return append(out, kit.Detail(th, w, changes)...)
}

// change is one value that differs, in words.
type change struct{ label, old, now string }

// entryChanges compares what stands with what comes; nothing stands where it is new, nothing comes where it ends.
func entryChanges(e *basis.EntryProposal) (out []change) {
	old, now := map[string]string{}, map[string]string{}
	var labels []string
	for _, x := range []struct {
		of *bylaw.Entry
		to map[string]string
	}{{e.Old, old}, {e.New, now}} {
		if x.of == nil {
			continue
		}
		for _, l := range x.of.Lines() {
			x.to[l.Label] = l.Value
			if !slices.Contains(labels, l.Label) {
				labels = append(labels, l.Label)
			}
		}
	}
	for _, l := range labels {
		if old[l] != now[l] {
			out = append(out, change{l, old[l], now[l]})
		}
	}
	return out
}

// parameterChanges compares the two versions in the words of the form.
func parameterChanges(d draft) []change {
	if d.entry != nil {
		return entryChanges(d.entry)
	}
	labels, old := said(d.Old.Parameters, d.materials)
	more, now := said(d.New, d.materials)
	for _, l := range more {
		if !slices.Contains(labels, l) {
			labels = append(labels, l)
		}
	}
	var out []change
	for _, l := range labels {
		if old[l] != now[l] {
			_, label, _ := strings.Cut(l, "\n")
			out = append(out, change{label, old[l], now[l]})
		}
	}
	return out
}

// said are the values in words under their labels, which begin with their heading; what several lines say of one label is one value.
func said(p allocation.Parameters, materials map[string]string) (labels []string, values map[string]string) {
	values = map[string]string{}
	head := ""
	for _, pair := range parameterPairs(p) {
		if pair.Value == "" {
			head = pair.Label
			continue
		}
		key := head + "\n" + pair.Label
		if head == textLeads {
			key = head + "\n" + textLeads + " " + pair.Label
		}
		value := pair.Value
		if pair.Label == textMaterials {
			value = materialNames(p.Materials, materials)
		}
		if values[key] != "" {
			values[key] += "，" + value
			continue
		}
		labels, values[key] = append(labels, key), value
	}
	return labels, values
}

func materialNames(codes []string, names map[string]string) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = cmp.Or(names[c], c)
	}
	return strings.Join(out, "、")
}

var helpProposal = []string{
	"对照：与现行参数逐项比较，先说哪一条会因此落空。面积：不同岗位数的应得面积和适合的闲置房源。试算：待分配各户和最近的批次，谁得谁失。",
	"F5 由分管领导用自己的账号批准生效，不能是拟定人本人；Ctrl+R 不同意；F8 撤回重拟。Tab 换页。",
	"批准错了的，还没有按它办理以前，F12 写明原因撤销批准：原来的内容恢复，这份拟定回到待批准。",
}

func fmtAgainst(v basis.ParameterVersion) string {
	return fmt.Sprintf("对照 %s（%s 起）", v.Title(), v.Effective)
}

// fmtAdopted says that a version was put in force, or from which day it will be.
func fmtAdopted(d draft, env *screen.Env) string {
	if d.Effective.After(env.Today()) {
		return fmt.Sprintf("%s的新参数已批准，从 %s 起生效", d.District, d.Effective)
	}
	return d.District + "的新参数已生效"
}

func fmtAdoptLine(d draft, env *screen.Env) string {
	day := d.Effective
	if day.Before(env.Today()) {
		day = env.Today()
	}
	return fmt.Sprintf("%s，%s 起用于以后的办理；已作的决定不变，仍按当时的版本。", d.Title, day)
}
