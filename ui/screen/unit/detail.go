package unit

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/premises"
	"penggai/store/walk"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// facts are what is known of one unit.
type facts struct {
	unit        premises.UnitRow
	history     premises.UnitHistory
	left, right *premises.UnitRow
	undo        engine.UndoStep       // the last move, to be taken back
	corrections []mend.CorrectionItem // newest first
	seen        []walk.LineRow        // when people went to see it, newest first
	bare        bool                  // only the row is known yet
}

// readFacts reads a unit with its history and its neighbours.
func readFacts(ctx context.Context, env *screen.Env, id int64) (facts, error) {
	d, err := env.Store.UnitPage(ctx, env.Actor(), id)
	f := facts{unit: d.Unit, history: d.History, undo: d.Undo, corrections: d.Corrections, seen: d.Seen}
	f.left, f.right = neighbours(d.Unit, d.Building)
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
		{Label: say.Tags, Value: cmp.Or(strings.Join(u.Tags, " "), textNone)},
	}
	out = append(out, kit.Pair{Label: premises.UnitNoun.Word("source"), Value: sourceText(u)})
	for _, p := range []kit.Pair{
		{Label: premises.UnitNoun.Word("usage"), Value: u.Usage},
		{Label: premises.UnitNoun.Word("certificate"), Value: u.Certificate},
		{Label: premises.UnitNoun.Word("address"), Value: u.Address},
		{Label: premises.UnitNoun.Word("door"), Value: u.Door},
		{Label: premises.UnitNoun.Word("photo"), Value: u.Photo},
		{Label: premises.UnitNoun.Word("former"), Value: u.Former},
	} {
		if p.Value != "" {
			out = append(out, p)
		}
	}
	switch u.HoldKind {
	case holdRound:
		out = append(out, kit.Pair{Label: say.Round, Value: cmp.Or(u.Holder, textNone)})
	case holdAward:
		out = append(out, kit.Pair{Label: "分配给", Value: cmp.Or(u.Holder, textNone)})
	case holdTenancy:
		out = append(out, kit.Pair{Label: textHolder, Value: cmp.Or(u.Holder, textNone)})
		if !u.Until.IsZero() {
			out = append(out, kit.Pair{Label: textUntil, Value: untilText(u.Until, today), Style: untilStyle(th, u.Until, today)})
		}
	}
	if !u.Expected.IsZero() {
		out = append(out, kit.Pair{Label: textExpected, Value: u.Expected.String()})
	}
	if f.bare {
		return out
	}
	return append(out, kit.Pair{},
		kit.Pair{Label: textLeft, Value: fmtNeighbour(f.left)}, kit.Pair{Label: textRight, Value: fmtNeighbour(f.right)})
}

// sourceText is where a unit comes from, and whether it is a sample.
func sourceText(u premises.UnitRow) string {
	if u.Sample {
		return u.Source.Title() + "  " + textSampleOne
	}
	return u.Source.Title()
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
	out = append(out, changeLines(f.unit.ID, f.history.Changes)...)
	out = append(out, seenLines(f.seen)...)
	return append(out, screen.Corrections(f.corrections)...)
}

// seenLines are what people saw when they went there.
func seenLines(list []walk.LineRow) []kit.Pair {
	if len(list) == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: walk.Title}}
	for _, l := range list {
		words := []string{l.SeenWords(), l.SeenBy, l.WalkNumber}
		for _, w := range []string{l.Difference(), l.Note, l.FindingNumber} {
			if w != "" {
				words = append(words, w)
			}
		}
		out = append(out, kit.Pair{Value: strings.Join(words, "  ")})
	}
	return out
}

// changeLines are the changes of a unit: what each did to it, and which others it was made of or became.
func changeLines(unit int64, list []premises.ChangeRow) []kit.Pair {
	if len(list) == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: "房源变动"}}
	for _, c := range list {
		words := []string{c.Day.String(), c.Kind.Title(), c.Number, c.Document}
		var from, to []string
		for _, l := range c.Lines {
			switch {
			case l.Role == premises.RoleOld && l.Field == "state":
				from = append(from, l.Unit)
			case l.Role == premises.RoleNew:
				to = append(to, l.Unit)
			case l.UnitID == unit && l.Text() != "":
				words = append(words, l.Text())
			}
		}
		if len(from) > 0 {
			words = append(words, strings.Join(from, "、")+" -> "+strings.Join(to, "、"))
		}
		if c.Difference != 0 {
			words = append(words, "面积差 "+c.Difference.String()+" ㎡")
		}
		if c.Reason != "" {
			words = append(words, c.Reason)
		}
		if !c.Undone.IsZero() {
			words = append(words, "已于 "+c.Undone.String()+" 撤销："+c.UndoneReason)
		}
		out = append(out, kit.Pair{Value: strings.Join(words, "  ")})
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

// newDetail is the page of one unit; on a wide terminal its history stands beside it.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[facts]{
		Noun: textUnits, Early: true, About: textDetailHelp,
		Read:   func(ctx context.Context, _ engine.Actor) (facts, error) { return readFacts(ctx, env, id) },
		Title:  func(f facts) string { return f.unit.Number },
		Record: func(facts) (allocation.Noun, int64) { return allocation.NounUnit, id },
		Mended: func(f facts) []mend.CorrectionItem { return f.corrections },
		Summary: func(f facts) (left, right string) {
			right = f.unit.Area.String() + " ㎡"
			if f.unit.Sample {
				right += "  " + textSampleOne
			}
			return fmtPlace(f.unit) + "  " + fmtDays(f.unit, env.Today()), right
		},
		Lines: func(th *kit.Theme, w int, f facts) []string {
			now, past := f.pairs(th, env.Today()), f.past()
			if picture.Beside(w) {
				return kit.Columns(w, 50, kit.Detail(th, w/2-1, now), kit.Detail(th, w/2-1, past[1:]))
			}
			return kit.Detail(th, w, append(now, past...))
		},
		Actions: func(f facts) []kit.Action {
			u, units := f.unit, func() []premises.UnitRow { return []premises.UnitRow{f.unit} }
			return []kit.Action{
				buildingAction(env, u, true), dealAction(env, units, func() {}), tenantAction(u, true), singleAction(env, u, true),
				measureAction(env, u), correctAction(env, u), undoAction(env, f),
			}
		},
	})
}

const textSampleOne = "示例明细"

var textDetailHelp = []string{"一套房源的现状和沿革。F11 看左邻右舍，Ctrl+X 办理，F4 打开承租人。"}

func fmtSince(u premises.UnitRow, today civil.Date) string {
	since := sinceOf(u)
	if since.IsZero() {
		return u.State.Title()
	}
	return fmtDays(u, today) + "（自 " + since.String() + "）"
}

func fmtSpan(from, to civil.Date) string {
	if to.IsZero() {
		return from.String() + " " + "至今"
	}
	return from.String() + " ~ " + to.AddDays(-1).String()
}

// holdTitles are the kinds of hold.
var holdTitles = map[string]string{holdRound: "批次锁定", holdAward: "已分配", holdTenancy: "入驻使用"}
