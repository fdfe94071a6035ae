package picture

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/ui/kit"
)

// Phase is one stretch of a time line: [From, next Phase's From).
type Phase struct {
	From  civil.Date
	Label string // 免收 36 个月
	Fill  string // one ASCII character that draws it: "-", "="
	Style kit.Style
}

// TimeLine renders three lines: the dates on which phases begin, the phases, and where today is.
//
//	 2017-11-15          2020-11-15          2023-11-15
//	|----免收 36 个月----|====减半 36 个月====|  全价
//	                     今天 ^ (第 41 个月)
//
// The last phase has no end and shows its label only. note stands beside the mark of today.
func TimeLine(th *kit.Theme, w int, phases []Phase, today civil.Date, note string) []string {
	if len(phases) == 0 {
		return nil
	}
	last := len(phases) - 1
	room := max(w-max(kit.Width(phases[last].Label)+4, 11), 10)
	at := phaseCells(phases, room)
	var dates, line strings.Builder
	for i, p := range phases {
		if x := at[i]; x >= kit.Width(dates.String()) {
			dates.WriteString(kit.Space(x-kit.Width(dates.String())) + p.From.String() + " ")
		}
		line.WriteString("|")
		if i < last {
			line.WriteString(p.Style.Render(fillLabel(p, at[i+1]-at[i]-1)))
		} else {
			line.WriteString("  " + p.Style.Render(p.Label))
		}
	}
	out := []string{kit.Cut(strings.TrimRight(dates.String(), " "), w), kit.Cut(line.String(), w)}
	return append(out, todayMark(th, w, phases, at, today, note))
}

// phaseCells is the cell in which each phase begins, to scale.
func phaseCells(phases []Phase, room int) []int {
	at := make([]int, len(phases))
	whole := max(phases[len(phases)-1].From.Sub(phases[0].From), 1)
	for i, p := range phases {
		at[i] = p.From.Sub(phases[0].From) * room / whole
		if i > 0 {
			at[i] = max(at[i], at[i-1]+2)
		}
	}
	return at
}

// fillLabel draws a phase: its label in the middle of its character.
func fillLabel(p Phase, n int) string {
	fill := p.Fill
	if fill == "" {
		fill = "-"
	}
	label := p.Label
	if kit.Width(label) > n-2 {
		label = ""
	}
	left := (n - kit.Width(label)) / 2
	return strings.Repeat(fill, max(left, 0)) + label + strings.Repeat(fill, max(n-left-kit.Width(label), 0))
}

// todayMark is the line below: the mark stands under today's cell, the words where there is room.
func todayMark(th *kit.Theme, w int, phases []Phase, at []int, today civil.Date, note string) string {
	last := len(phases) - 1
	whole := max(phases[last].From.Sub(phases[0].From), 1)
	x := max(min(today.Sub(phases[0].From)*at[last]/whole, w-1), 0)
	if before := say.Today + " "; x >= kit.Width(before) {
		return kit.Space(x-kit.Width(before)) + th.Accent.Render(before+"^") + th.Muted.Render(kit.Cut(" "+note, w-x-1))
	}
	return kit.Space(x) + th.Accent.Render("^ "+say.Today) + th.Muted.Render(kit.Cut(" "+note, w-x-6))
}
