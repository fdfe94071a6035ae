package round

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/search"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// leaveOut asks which units of a draft stay out of its pool, and why.
func (s *page) leaveOut() tea.Cmd {
	unit := ""
	if u, found := s.units.Current(); found && s.At() == partUnits {
		unit = u.Number
	}
	return screen.Show(newLeaveOut(s.Env, s.Value(), unit))
}

// newLeaveOut asks for units, or for a filter that finds them, and for the reason that they share; unit is chosen already, or empty.
func newLeaveOut(env *screen.Env, r record, unit string) *screen.FormScreen {
	var choices []kit.Choice
	for _, u := range r.Scope.Units {
		choices = append(choices, kit.Choice{Key: u.Number, Label: u.Number, Note: fmt.Sprintf("%s ㎡  %s %s", u.Area, u.Community, u.Building)})
	}
	return screen.NewForm(env, screen.FormScreen{Path: r.Title + " > " + textLeaveOut, Left: "Ctrl+S 保存；选中的共用一条理由", About: textLeaveHelp}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "units", Label: textPool, Kind: kit.KindChoices, Choices: choices, Value: unit, Width: 40, Hint: "空格选择，可选几套"},
			{Name: "filter", Label: "或按条件", Width: 44, Limit: 200, Hint: "如 小区:南市区 层:1", Check: func(text string) error {
				_, err := search.ParseFilter(text, premises.UnitNoun.FilterFields())
				return err
			}},
			{Name: "reason", Label: textReason, Kind: kit.KindLong, Required: true, Limit: 200, Lines: 3, Hint: "每套都须有理由，随名单公开"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			n, err := env.Store.LeaveOutOfRound(ctx, by, r.ID, r.Version, round.LeaveOut{Units: f.Many("units"), Filter: f.Text("filter"), Reason: f.Text("reason")})
			return fmt.Sprintf("%d 套不列入批次", n), err
		}),
	})
}

// takeIn asks whether the unit under the cursor goes back into the pool.
func (s *page) takeIn() tea.Cmd {
	u, _ := s.left.Current()
	spec := kit.ConfirmSpec{Title: textTakeIn, Lines: []string{u.Number + " 重新列入批次的房源。", "不列入的理由：" + u.Reason}, Yes: textTakeIn}
	return s.ask(spec, "已重新列入", func(ctx context.Context, by engine.Actor, r record, _ string) error {
		return s.Env.Store.TakeIntoRound(ctx, by, r.ID, r.Version, []string{u.Number})
	})
}

// leftPart is the tab of what stays out of the pool.
func (s *page) leftPart() (*kit.Table[round.LeftUnit], screen.Part[record]) {
	p := screen.Part[record]{Title: textLeftOut, Count: func(r record) int { return len(r.Scope.Left) }, When: func(r record) bool { return len(r.Scope.Left) > 0 }}
	return rowsOf(p, []kit.Col[round.LeftUnit]{
		{ID: "number", Title: textNumber, Width: 15, Text: func(u round.LeftUnit) string { return u.Number }},
		{ID: "community", Title: textCommunity, Width: 10, Drop: 2, Text: func(u round.LeftUnit) string { return u.Community }},
		{ID: "building", Title: textBuilding, Width: 8, Drop: 3, Text: func(u round.LeftUnit) string { return u.Building }},
		{ID: "area", Title: textAreaUnit, Width: 8, Right: true, Text: func(u round.LeftUnit) string { return u.Area.String() }},
		{Title: textReason, Width: 20, Flex: true, Text: func(u round.LeftUnit) string { return u.Reason }},
		{Title: say.Decision, Width: 17, Drop: 1, Text: func(u round.LeftUnit) string { return strings.TrimSpace(u.Day.String() + " " + u.By) }},
	}, func(u round.LeftUnit) string { return u.Number }, func(r record) []round.LeftUnit { return r.Scope.Left })
}

// poolWords is what the pool of a round is made of.
func poolWords(r round.RoundRow) string {
	switch {
	case r.Single && r.Filter != "":
		return r.Filter
	case r.Filter != "":
		return r.Filter + "（" + textLeftOut + "：" + r.LeftWhy + "）"
	case r.LeftOut > 0:
		return fmt.Sprintf("本区闲置房源，%d 套未列入", r.LeftOut)
	}
	return textWholeDistrict
}

// fmtLeft says what stays out of the pool, and why.
func fmtLeft(r *record) []string {
	switch words := r.Scope.LeftWords(); {
	case len(words) > 0:
		return []string{"未列入 " + strings.Join(words, "；") + "。"}
	case !r.Scope.LeftKnown:
		return []string{"未列入的房源和理由：" + round.TextLeftUnknown + "。"}
	case !r.Single:
		return []string{"本区闲置房源全部列入。"}
	}
	return nil
}

// noticePool is what the notice says of the pool: how many of the vacant units stand in it, which ones do not, and why.
func noticePool(r *record) []string {
	if r.Single || len(r.Scope.Left) == 0 {
		return fmtLeft(r)
	}
	numbers := map[string][]string{}
	var reasons []string
	for _, u := range r.Scope.Left {
		if numbers[u.Reason] == nil {
			reasons = append(reasons, u.Reason)
		}
		numbers[u.Reason] = append(numbers[u.Reason], u.Number)
	}
	in, out := len(r.Scope.Units), len(r.Scope.Left)
	lines := []string{fmt.Sprintf("锁定时本区闲置房源 %s 套，列入 %s 套，未列入 %s 套：", kit.Count(in+out), kit.Count(in), kit.Count(out))}
	for _, reason := range reasons {
		lines = append(lines, fmt.Sprintf("未列入 %s 套，理由：%s。%s", kit.Count(len(numbers[reason])), reason, someOf(numbers[reason])))
	}
	return lines
}

// someOf lists numbers, the first dozens of them.
func someOf(numbers []string) string {
	const most = 30
	if len(numbers) <= most {
		return strings.Join(numbers, " ")
	}
	return strings.Join(numbers[:most], " ") + fmt.Sprintf(" 等 %s 套，全部编号可向本机关查阅", kit.Count(len(numbers)))
}

// Words of headings, labels and keys.
const (
	textLeftOut  = "未列入"
	textLeaveOut = "不列入"
	textTakeIn   = "重新列入"
)

// Lists of lines.
var textLeaveHelp = []string{
	"批次的房源是本区全部闲置房源。确有不能列入的，逐套或一并写明理由；理由和套数随锁定、名单、证书页公开。",
	"按条件的写法与房源列表的筛选相同。锁定之前可在 未列入 一页按 Enter 重新列入。",
}
