package unit

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// facts are what is known of one unit.
type facts struct {
	unit        premises.UnitRow
	history     premises.UnitHistory
	left, right *premises.UnitRow
	undo        engine.UndoStep       // the last move, to be taken back
	corrections []mend.CorrectionItem // newest first
	bare        bool                  // only the row is known yet
}

// readFacts reads a unit with its history and its neighbours.
func readFacts(ctx context.Context, env *screen.Env, id int64) (f facts, err error) {
	by := env.Actor()
	if f.unit, err = env.Store.Unit(ctx, by, id); err != nil {
		return f, err
	}
	if f.history, err = env.Store.UnitHistory(ctx, by, id); err != nil {
		return f, err
	}
	if f.undo, err = env.Store.UnitUndo(ctx, by, id); err != nil {
		return f, err
	}
	around, err := env.Store.BuildingUnits(ctx, by, f.unit.District, f.unit.Community, f.unit.Building)
	f.left, f.right = neighbours(f.unit, around)
	if err != nil {
		return f, err
	}
	f.corrections, err = env.Store.CorrectionsOf(ctx, by, allocation.CorrectUnit, id)
	return f, err
}

// pairs is the unit as it is now.
func (f facts) pairs(th *kit.Theme, today civil.Date) []kit.Pair {
	u := f.unit
	out := []kit.Pair{
		{Label: u.Number},
		{Label: "位置", Value: fmtPlace(u)},
		{Label: textAreaUnit, Value: u.Area.String()},
		{Label: textState, Value: fmtSince(u, today), Style: th.State(string(u.State))},
		{Label: "特点", Value: orNone(strings.Join(u.Tags, " "))},
	}
	switch u.HoldKind {
	case holdRound:
		out = append(out, kit.Pair{Label: "批次", Value: orNone(u.Holder)})
	case holdAward:
		out = append(out, kit.Pair{Label: "分配给", Value: orNone(u.Holder)})
	case holdTenancy:
		out = append(out, kit.Pair{Label: textHolder, Value: orNone(u.Holder)})
		if !u.Until.IsZero() {
			out = append(out, kit.Pair{Label: textUntil, Value: untilText(u.Until, today), Style: untilStyle(th, u.Until, today)})
		}
	}
	if !u.Expected.IsZero() {
		out = append(out, kit.Pair{Label: textExpected, Value: u.Expected.String()})
	}
	if u.Sample {
		out = append(out, kit.Pair{Label: "来源", Value: textSampleOne, Style: th.Muted})
	}
	if f.bare {
		return out
	}
	return append(out, kit.Pair{},
		kit.Pair{Label: textLeft, Value: fmtNeighbour(f.left)}, kit.Pair{Label: textRight, Value: fmtNeighbour(f.right)})
}

// past is what the unit has been, newest first.
func (f facts) past() []kit.Pair {
	if f.bare || f.unit.ID == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: "状态沿革"}}
	for _, s := range f.history.Spells {
		out = append(out, kit.Pair{Value: fmtSpan(s.From, s.To) + "  " + s.State.Title()})
	}
	out = append(out, kit.Pair{}, kit.Pair{Label: "面积沿革"})
	for _, a := range f.history.Areas {
		out = append(out, kit.Pair{Value: fmt.Sprintf("%s  %s ㎡  %s", a.From, a.Area, a.Basis)})
	}
	if len(f.history.Holds) > 0 {
		out = append(out, kit.Pair{}, kit.Pair{Label: "占用沿革"})
	}
	for _, h := range f.history.Holds {
		out = append(out, kit.Pair{Value: fmtSpan(h.From, h.To.AddDays(holdEnds(h))) + "  " + holdTitles[h.Kind]})
	}
	if len(f.corrections) > 0 {
		out = append(out, kit.Pair{}, kit.Pair{Label: "更正"})
	}
	for _, c := range f.corrections {
		out = append(out, kit.Pair{Value: screen.CorrectionLine(c)})
	}
	return out
}

// holdEnds makes the end of a hold that ended on the day it began readable: its last day is that day.
func holdEnds(h premises.HoldRow) int {
	if !h.To.IsZero() && h.To == h.From {
		return 1
	}
	return 0
}

func orNone(s string) string {
	if s == "" {
		return textNone
	}
	return s
}

// untilText is the last day of a contract, and whether it is over.
func untilText(until, today civil.Date) string {
	if until.Before(today) {
		return until.String() + " " + textOverdue
	}
	return until.String()
}

// untilStyle paints a contract's end by how near it is.
func untilStyle(th *kit.Theme, until, today civil.Date) kit.Style {
	switch left := until.Sub(today); {
	case left < 0:
		return th.Bad
	case left <= 60:
		return th.Warn
	case left <= 365:
		return th.Accent
	}
	return th.Good
}

// detail is the page of one unit.
type detail struct {
	env    *screen.Env
	id     int64
	load   screen.Loader[facts]
	scroll screen.Scroll
}

func newDetail(env *screen.Env, id int64) *detail { return &detail{env: env, id: id} }

// Init reads the unit.
func (s *detail) Init() tea.Cmd {
	return s.load.Read(func(ctx context.Context) (facts, error) { return readFacts(ctx, s.env, s.id) })
}

// Update scrolls, and reads again when something was written.
func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, s.Init()
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the number.
func (s *detail) Title() string {
	if !s.load.Ready {
		return textUnits
	}
	return s.load.Value.unit.Number
}

// Summary says where the unit stands.
func (s *detail) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	u := s.load.Value.unit
	right = u.Area.String() + " ㎡"
	if u.Sample {
		right += "  " + textSampleOne
	}
	return fmtPlace(u) + "  " + fmtDays(u, s.env.Today()), right
}

// Body is the record; on a wide terminal its history stands beside it.
func (s *detail) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	th, f := s.env.Theme, s.load.Value
	now, past := f.pairs(th, s.env.Today()), f.past()
	if kit.Beside(w) {
		return s.scroll.Lines(th, kit.Columns(w, 50, kit.Detail(th, w/2-1, now), kit.Detail(th, w/2-1, past[1:])), h)
	}
	return s.scroll.Lines(th, kit.Detail(th, w, append(now, past...)), h)
}

// Actions are what can be done with the unit.
func (s *detail) Actions() []kit.Action {
	u, found := s.load.Value.unit, s.load.Ready
	units := func() []premises.UnitRow {
		if !s.load.Ready {
			return nil
		}
		return []premises.UnitRow{s.load.Value.unit}
	}
	return []kit.Action{
		buildingAction(s.env, u, found), dealAction(s.env, units, func() {}), tenantAction(u, found), singleAction(s.env, u, found),
		measureAction(s.env, u, found), correctAction(s.env, u, found), undoAction(s.env, s.load.Value, found),
	}
}

// Cursor is always nil.
func (s *detail) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *detail) Help() []string { return textDetailHelp }

const textSampleOne = "示例明细"

var textDetailHelp = []string{"一套房源的现状和沿革。F4 看左邻右舍，F9 办理，F2 打开承租人。"}

func fmtSince(u premises.UnitRow, today civil.Date) string {
	if u.Since.IsZero() {
		return u.State.Title()
	}
	return fmtDays(u, today) + "（自 " + u.Since.String() + "）"
}

func fmtSpan(from, to civil.Date) string {
	if to.IsZero() {
		return from.String() + " " + "至今"
	}
	return from.String() + " ~ " + to.AddDays(-1).String()
}

// holdTitles are the kinds of hold.
var holdTitles = map[string]string{holdRound: "批次锁定", holdAward: "已分配", holdTenancy: "入驻使用"}
