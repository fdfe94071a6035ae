package walk

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	domain "penggai/allocation/walk"
	"penggai/store/engine"
	"penggai/store/walk"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// page is one list: its lines, of which any can be selected, and what is done with them.
type page struct {
	env   *screen.Env
	table *kit.Table[walk.LineRow]
	day   civil.Date // on which what is entered with one key was seen; none: today
}

// lineColumns are the fields of a line with how they are drawn.
func lineColumns(today civil.Date) []kit.Col[walk.LineRow] {
	return screen.Cols(walk.LineNoun, today, []kit.Col[walk.LineRow]{
		{ID: "number", Width: 16},
		{ID: "place", Width: 12, Drop: 3},
		{ID: "ledger_words", Width: 16, Flex: true},
		{ID: "inspectors", Width: 12, Drop: 1},
		{ID: "seen", Width: 19, Style: func(th *kit.Theme, r walk.LineRow) kit.Style { return seenStyle(th, &r) }},
		{ID: "differs", Width: 12, Flex: true, Style: func(th *kit.Theme, _ walk.LineRow) kit.Style { return th.Bad }},
		{ID: "note", Width: 8, Flex: true, Drop: 2},
	})
}

func seenStyle(th *kit.Theme, r *walk.LineRow) kit.Style {
	if r.Difference() != "" {
		return th.Bad
	}
	return th.Good
}

// newPage is the page of one list.
func newPage(env *screen.Env, id int64) screen.Screen {
	s := &page{env: env}
	table, part := screen.Rows(screen.Part[walk.Detail]{}, kit.TableSpec[walk.LineRow]{
		Name: walk.Title, Cols: lineColumns(env.Today()), Multi: true, Key: func(r walk.LineRow) string { return strconv.FormatInt(r.ID, 10) },
	}, func(d walk.Detail) []walk.LineRow { return d.Lines }, "这份名单没有房源。")
	s.table = table
	return screen.NewPage(env, screen.PageSpec[walk.Detail]{
		Noun: walk.Title, Early: true, About: helpPage, Parts: []screen.Part[walk.Detail]{part},
		Read: func(ctx context.Context, by engine.Actor) (walk.Detail, error) { return env.Store.Walk(ctx, by, id) },
		Name: func(d walk.Detail) string { return d.Number },
		Summary: func(d walk.Detail) (string, string) {
			return d.Place, fmt.Sprintf("%s  %d 套  已看 %d  不符 %d", d.State.Title(), d.Units, d.SeenAll, d.Differs)
		},
		Head: func(th *kit.Theme, w, _ int, d walk.Detail) []string {
			return append(kit.Detail(th, w, aboutPairs(th, d)), "")
		},
		Actions: s.actions,
	})
}

// lookDay is the day of what is entered with one key.
func (s *page) lookDay(d walk.Detail) civil.Date {
	if s.day.IsZero() {
		return s.env.Today()
	}
	return civil.Max(s.day, d.Made)
}

// actions of the page: what was seen first.
func (s *page) actions(d walk.Detail) []kit.Action {
	env := s.env
	row, ok := s.table.Current()
	var list []kit.Action
	if d.State == domain.Frozen {
		list = append(list, screen.Step(env, d.State, "抽取", screen.Shows(env, newDraw, d), "f5", allocation.ActDrawWalk, domain.Frozen))
		declare := screen.Step(env, d.State, textDeclare, func() tea.Cmd { return screen.Show(newDeclare(env, d, row)) }, "ctrl+x", allocation.ActDeclareWalk, domain.Frozen)
		if ok && !row.Used() {
			declare = declare.When("这套没有承租人，不用回避")
		}
		list = append(list, declare.When(screen.NoRow(ok)))
	} else {
		for i, seen := range domain.AllSeen {
			list = append(list, screen.Step(env, d.State, seen.Title(), func() tea.Cmd { return s.see(d, seen) }, strconv.Itoa(i+1), allocation.ActSeeWalk, domain.Open).When(screen.NoRow(ok)))
		}
		list = append(
			list,
			screen.Step(env, d.State, "填写", func() tea.Cmd { return screen.Show(s.newLook(d)) }, "enter", allocation.ActSeeWalk, domain.Open).When(screen.NoRow(ok)),
			screen.Step(env, d.State, say.Close, func() tea.Cmd { return s.complete(d) }, "f5", allocation.ActCompleteWalk, domain.Open),
			screen.Step(env, d.State, say.Date, func() tea.Cmd { return screen.Show(s.newDay(d)) }, "f9", allocation.ActSeeWalk, domain.Open),
		)
		if env.WhyNot(allocation.ActRaiseFinding) == "" {
			list = append(list, kit.Act("督办", func() tea.Cmd { return s.raise(d, row) }, "ctrl+d").When(whyNotRaise(d, row)).When(screen.NoRow(ok)))
		}
	}
	return append(
		list,
		kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintWalk, d.ID) }, "ctrl+p"),
		kit.Act(say.Unit, func() tea.Cmd { return screen.Open(screen.Unit, row.Unit) }, "f4").When(screen.NoRow(ok)),
		screen.Step(env, d.State, say.Void, func() tea.Cmd { return cancel(env, d) }, "f8", allocation.ActCancelWalk, domain.Frozen, domain.Open),
	)
}

// see enters the same for the selected lines, or for the one under the cursor and goes on to the next.
func (s *page) see(d walk.Detail, seen domain.Seen) tea.Cmd {
	picked, ids := s.table.PickedCount(), s.ids()
	day := s.lookDay(d)
	write := s.env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
		return fmtSeen(len(ids), seen, day), s.env.Store.SeeWalk(ctx, by, d.ID, ids, domain.Look{Seen: seen, Day: day})
	})
	if picked > 0 {
		s.table.ClearPicked()
		return write
	}
	return tea.Batch(write, s.table.Update(kit.Press("down")))
}

// ids are the selected lines, or the one under the cursor.
func (s *page) ids() (out []int64) {
	for _, r := range s.table.Picked() {
		out = append(out, r.ID)
	}
	return out
}

// raise leads to the form of a finding on the difference of a line.
func (s *page) raise(d walk.Detail, r walk.LineRow) tea.Cmd {
	to := screen.Go{Place: screen.FindingNew, ID: r.Unit, Filter: string(oversight.FindingUnit), Text: r.FindingText(d.Number)}
	if r.Used() {
		to.ID, to.Filter = r.Tenancy, string(oversight.FindingTenancy)
	}
	return kit.Send(to)
}

func whyNotRaise(d walk.Detail, r walk.LineRow) string {
	switch {
	case r.Difference() == "":
		return "这一套与台账相符，或者还没有看"
	case r.Finding != 0:
		return "已经提出督办 " + r.FindingNumber
	case d.State == domain.Open:
		return "办结时不符的一并提出督办"
	}
	return ""
}

func cancel(env *screen.Env, d walk.Detail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: say.Void + walk.Title, Lines: []string{fmt.Sprintf("作废 %s（%s），已录入的不再算数。", d.Number, d.Place)}, Yes: say.Void, Warn: true, Reason: kit.ReasonRequired}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return say.Voided, env.Store.CancelWalk(ctx, by, d.ID, d.Version, reason)
	})
}

const textDeclare = "申明回避"

var helpPage = []string{
	"这里是一份名单：每套房源台账怎么写，实地看到什么，哪里不符。Ctrl+P 打印带去，回来照着录。",
	"光标在一套上按 1 营业、2 关门、3 他人使用、4 空置，自动到下一套；空格选几套或 Ctrl+A 全选，一次录同样的。",
	"Enter 填写核查日期、核查人和说明；F9 换以后录入的日期（默认今天）。",
	"全部看完按 F5 办结：督办部门办结时，不符的成为督办；区里办结的，督办部门在这里按 Ctrl+D 逐件提出。",
	"双随机的名单先固定，检查人按 Ctrl+X 申明回避，再按 F5 抽取。",
}

func fmtSeen(n int, seen domain.Seen, day civil.Date) string {
	return fmt.Sprintf("已录入 %d 套 %s %s", n, seen.Title(), day)
}

// aboutPairs are what a list is of, who goes, and of a drawn one how it was drawn.
func aboutPairs(th *kit.Theme, d walk.Detail) []kit.Pair {
	out := []kit.Pair{{Label: textInspectors, Value: d.Inspectors}, {Label: "列出", Value: d.Made.String() + "  " + d.MadeName}}
	if d.Kind == domain.ByLot {
		out = append(out, kit.Pair{Label: "抽取", Value: fmt.Sprintf("抽 %d 套，每套两名检查人；回避 %d 条", d.Wanted, len(d.Bars))}, kit.Pair{Label: "名单校验值", Value: d.Digest})
		if d.Seed != "" {
			out = append(out, kit.Pair{Label: "抽取文字", Value: d.Seed + "  " + d.Drawn.String()})
		}
	}
	if d.Remark != "" {
		out = append(out, kit.Pair{Label: "作废理由", Value: d.Remark, Style: th.Warn})
	}
	return out
}

// differencePairs are the lines whose ledger and ground differ.
func differencePairs(th *kit.Theme, d walk.Detail) (out []kit.Pair) {
	for _, l := range d.Lines {
		if text := l.Difference(); text != "" {
			out = append(out, kit.Pair{Label: l.Number, Value: text + "  " + l.FindingNumber, Style: th.Bad})
		}
	}
	return out
}
