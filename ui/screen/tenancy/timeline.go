package tenancy

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// timeLine is the stay on its six years: free, half, full, and where today is (五(一)).
func timeLine(th *kit.Theme, w int, r stay.TenancyRow, today civil.Date) []string {
	if r.How == allocation.ClockFull {
		return kit.Detail(th, w, []kit.Pair{{Label: say.Fee, Value: "经决定，自签订之日起按全价", Style: th.Warn}})
	}
	phases := []picture.Phase{{From: r.Clock, Label: "免收 36 个月", Fill: "-", Style: th.Good}}
	holdover := r.State.Live() && r.Contract.StateOn(today) == allocation.ContractHoldover
	half := picture.Phase{From: r.FreeUntil(), Label: "减半 36 个月", Fill: "=", Style: th.Accent}
	since := r.FullSince()
	full := picture.Phase{From: r.WaivedUntil(), Label: "全价"}
	switch {
	case holdover && r.Contract.To.Before(full.From) && (since.IsZero() || r.Contract.To.Before(since)):
		if r.Contract.To.After(half.From) {
			phases = append(phases, half)
		}
		phases = append(phases, picture.Phase{From: r.Contract.To, Label: "没有合同 全价", Fill: "#", Style: th.Bad}, full)
	case since.IsZero() || !since.Before(full.From):
		phases = append(phases, half, full)
	default:
		if since.After(half.From) {
			phases = append(phases, half)
		}
		phases = append(phases, picture.Phase{From: since, Label: "停止减免 全价", Fill: "#", Style: th.Bad}, full)
	}
	note, on := fmtMonth(r.Month(today)), today
	if !r.Ended.IsZero() {
		note, on = fmtLeft(r.Ended), r.Ended
	}
	lines := picture.TimeLine(th, w-2, phases, on, note)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// phaseWidth holds the name of a phase with both its days in full, amountWidth an amount; together they fill 80 columns. Amounts that
// are wider take the room of the days.
const phaseWidth, amountWidth = 32, 15

// feeLines are the sums of the schedule by phase (五(一)).
func feeLines(th *kit.Theme, d record, w int) []string {
	out := []string{" " + th.Head.Render("费用（六年，按当年市场价格）") + "  " + th.Muted.Render("F11 逐年逐月  F4 账单缴费")}
	wide := max(amountWidth, kit.Width(d.Fees.Schedule.Sum().Market.String())+1)
	phase := max(phaseWidth-3*(wide-amountWidth), 8)
	row := func(name string, t charge.FeeTotal, pending bool) string {
		line := " " + kit.Fit(name, phase)
		for _, m := range []quantity.Money{t.Market, t.Payable, t.Waived} {
			text := m.String()
			if pending {
				text = "待公布"
			}
			line += kit.FitLeft(text, wide)
		}
		return kit.Cut(line, w)
	}
	head := " " + kit.Fit("", phase)
	for _, title := range []string{say.Market, say.Payable, say.Waiver} {
		head += kit.FitLeft(title, wide)
	}
	out = append(out, th.Muted.Render(kit.Cut(head, w)))
	for _, p := range d.Fees.Schedule.ByPhase() {
		out = append(out, row(fmtPhase(p), p.Total, p.Pending()))
	}
	out = append(out, th.Strong.Render(row("合计（已公布价格的）", d.Fees.Schedule.Sum(), false)))
	for _, l := range kit.Wrap(missingWords(d.Fees), w-2) {
		if l != "" {
			out = append(out, " "+th.Warn.Render(l))
		}
	}
	return out
}

func fmtPhase(p charge.FeeSum) string {
	text := fmt.Sprintf("%s %s 至 %s", p.Phase.Title(), p.From, p.To.AddDays(-1))
	if p.Unpriced && !p.Pending() {
		text += " *"
	}
	return text
}

func fmtYears(years []int) string {
	if first, last := years[0], years[len(years)-1]; last-first+1 == len(years) && len(years) > 1 {
		return fmt.Sprintf("%d 至 %d 年", first, last)
	}
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprint(y)
	}
	return strings.Join(words, "、") + " 年"
}
