package benefit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// pageColumns of the list of one tenancy; short, so it is sorted by what stands in it.
var pageColumns = []kit.Col[stay.BenefitRow]{
	{ID: "kind", Width: 26, Flex: true},
	{ID: "state", Width: 6, Style: func(th *kit.Theme, r stay.BenefitRow) kit.Style { return stateStyle(th, r.State) }},
	{ID: "applied", Width: 10},
	{ID: "due", Width: 10, Drop: 1},
	{ID: "start", Width: 10},
}

// newPage is the benefits of one tenancy: the list, and the benefit under the cursor in full; find has the cursor at the start.
func newPage(env *screen.Env, id, find int64) screen.Screen {
	spec := kit.TableSpec[stay.BenefitRow]{
		Name: textBenefits, Cols: screen.Cols(stay.BenefitNoun, env.Today(), pageColumns), Key: func(r stay.BenefitRow) string { return strconv.FormatInt(r.ID, 10) },
	}
	if find != 0 {
		spec.Find = strconv.FormatInt(find, 10)
	}
	table, part := screen.Rows(screen.Part[money.TenancyBenefits]{}, spec, func(d money.TenancyBenefits) []stay.BenefitRow { return d.Rows },
		"这户还没有优惠事项，各项费用按全价。", "按 F2 申请第一项。")
	part.Draw = func(th *kit.Theme, w, h int, _ money.TenancyBenefits) []string {
		return drawPage(th, w, h, table, env.Today())
	}
	return screen.NewPage(env, screen.PageSpec[money.TenancyBenefits]{
		Noun: textBenefits, Free: []string{"f4"}, About: helpPage, Parts: []screen.Part[money.TenancyBenefits]{part},
		Read: func(ctx context.Context, by engine.Actor) (money.TenancyBenefits, error) {
			return env.Store.BenefitsOf(ctx, by, id)
		},
		Name: func(d money.TenancyBenefits) string { return d.Tenancy.Name },
		Summary: func(d money.TenancyBenefits) (string, string) {
			return d.Tenancy.Number + "  " + d.Tenancy.Units, fmtSpared(d.Fees.Schedule.Sum().Waived)
		},
		Actions: func(d money.TenancyBenefits) []kit.Action {
			row, ok := table.Current()
			return actions(env, d, row, ok)
		},
	})
}

// drawPage is the list with the benefit under the cursor beside or below it.
func drawPage(th *kit.Theme, w, h int, table *kit.Table[stay.BenefitRow], today civil.Date) []string {
	detail := func(w, _ int) []string {
		row, ok := table.Current()
		if !ok {
			return nil
		}
		return kit.Detail(th, w, pairs(th, row, today))
	}
	if picture.Beside(w) {
		return picture.Split(th, w, h, func(w, h int) []string { return table.Lines(th, w, h) }, detail, nil)
	}
	top := max(h/2-2, 4)
	below := append([]string{""}, detail(w, 0)...)
	return append(table.Lines(th, w, top), below[:min(len(below), h-top)]...)
}

// actions are the steps of the benefit under the cursor; what is impossible says why.
func actions(env *screen.Env, d money.TenancyBenefits, row stay.BenefitRow, ok bool) []kit.Action {
	var now []string // what the state asks for: a key means that even where the role may not take it
	step := func(label, key string, make func(*screen.Env, money.TenancyBenefits, stay.BenefitRow) *screen.FormScreen, act allocation.Action, states ...relief.BenefitState) kit.Action {
		a := kit.Act(label, func() tea.Cmd { return screen.Show(make(env, d, row)) }, key).When(screen.NoRow(ok))
		if slices.Contains(states, row.State) {
			now = append(now, label)
			return a.When(env.WhyNot(act))
		}
		return a.When(fmtOnlyWhen(row.State, label, states))
	}
	apply := kit.Act(textApply, screen.Shows(env, newApply, d), "f2", "n").When(env.WhyNot(allocation.ActApplyBenefit))
	if !d.Tenancy.State.Live() {
		apply = apply.When("入驻已结束，不能再申请")
	}
	own := []kit.Action{
		apply,
		step(textGrant, "f5", newGrant, row.Act(), relief.BenefitApplied),
		step(textSuspend, "f5", newSuspend, row.Act(), relief.BenefitGranted),
		step(textResume, "f5", newResume, row.Act(), relief.BenefitSuspended),
		step(textRefuse, "ctrl+r", newRefuse, row.Act(), relief.BenefitApplied),
		step(textEnd, "f8", newEnd, row.EndAct(), relief.BenefitApplied, relief.BenefitGranted, relief.BenefitSuspended),
		kit.Act(textFees, func() tea.Cmd { return screen.Open(screen.Fee, d.Tenancy.ID) }, "f11"),
	}
	slices.SortStableFunc(own, func(a, b kit.Action) int {
		return cmp.Compare(later(now, a), later(now, b))
	})
	return screen.OnePerKey(own)
}

// later puts the steps that the state does not allow behind everything else.
func later(now []string, a kit.Action) int {
	if a.Label == textApply || a.Label == textFees || slices.Contains(now, a.Label) {
		return 0
	}
	return 1
}

const textFees = say.FeeSchedule

func fmtSpared(m quantity.Money) string { return "共减免 " + m.String() + " 元" }

func fmtOnlyWhen(now relief.BenefitState, label string, states []relief.BenefitState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，%s时才能%s", now.Title(), strings.Join(words, "、"), label)
}
