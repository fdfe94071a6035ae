package tenancy

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// timeLine is the stay on its six years: free, half, full, and where today is (五(一)).
func timeLine(th *kit.Theme, w int, r store.TenancyRow, today civil.Date) []string {
	phases := []kit.Phase{{From: r.Clock, Label: textFreePart, Fill: "-", Style: th.Good}}
	half := kit.Phase{From: r.FreeUntil(), Label: textHalfPart, Fill: "=", Style: th.Accent}
	full := kit.Phase{From: r.WaivedUntil(), Label: textFullPart}
	if r.Stopped.IsZero() || !r.Stopped.Before(full.From) {
		phases = append(phases, half, full)
	} else {
		if r.Stopped.After(half.From) {
			phases = append(phases, half)
		}
		phases = append(phases, kit.Phase{From: r.Stopped, Label: textStoppedPart, Fill: "#", Style: th.Bad}, full)
	}
	note, on := fmtMonth(r.Month(today)), today
	if !r.Ended.IsZero() {
		note, on = fmtLeft(r.Ended), r.Ended
	}
	lines := kit.TimeLine(th, w-2, phases, on, note)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// milestonePairs are what the stay has passed, with body and number (四(四), 三.3, 三.4).
func milestonePairs(th *kit.Theme, d store.TenancyDetail, today civil.Date) []kit.Pair {
	var out []kit.Pair
	paper := func(kind allocation.MilestoneKind) {
		label := kind.Title()
		there := false
		for _, m := range d.Milestones {
			if m.Kind != kind {
				continue
			}
			if m.Struck.IsZero() {
				out = append(out, kit.Pair{Label: label, Value: fmtPaper(m.Milestone)})
				there = true
			} else {
				out = append(out, kit.Pair{Label: label, Value: fmtStruck(m), Style: th.Muted})
			}
			label = " "
		}
		if !there {
			out = append(out, kit.Pair{Label: label, Value: textNotYet, Style: th.Muted})
		}
	}
	paper(allocation.MilestoneNotarised)
	paper(allocation.MilestoneFiled)
	out = append(out, handedPair(th, d), openedPair(th, d, today))
	paper(allocation.MilestoneLicensed)
	paper(allocation.MilestoneTaxed)
	return out
}

func handedPair(th *kit.Theme, d store.TenancyDetail) kit.Pair {
	if d.Handed.IsZero() {
		return kit.Pair{Label: textHandover, Value: textNotYet, Style: th.Muted}
	}
	keys := 0
	for _, h := range d.Out {
		keys += h.Keys
	}
	return kit.Pair{Label: textHandover, Value: fmtHandedOn(d.Handed, keys)}
}

func openedPair(th *kit.Theme, d store.TenancyDetail, today civil.Date) kit.Pair {
	late := d.Late(today)
	p := kit.Pair{Label: textOpening, Value: textNotYet, Style: th.Muted}
	switch {
	case !d.Opened.IsZero():
		p.Value, p.Style = fmtOpenedOn(d.Tenancy), kit.Style{}
	case !d.OpenBy.IsZero() && d.State == allocation.TenancyHanded:
		p.Value, p.Style = fmtOpenLimit(d.Tenancy, today), th.Warn
	}
	if late > 0 {
		p.Style = th.Bad
	}
	return p
}

// stayPairs are contract, premises and jobs.
func stayPairs(th *kit.Theme, d store.TenancyDetail, today civil.Date) []kit.Pair {
	c := d.Contract
	state := c.StateOn(today)
	out := []kit.Pair{
		{Label: textContract, Value: fmtContract(c, state), Style: contractStyle(th, state)},
		{Label: textTerm, Value: fmtTerm(c.From, c.LastDay())},
		{Label: textUnit, Value: d.Units + "  " + d.Area.String() + " ㎡"},
		{Label: textApplication, Value: d.ApplicationNo + " " + d.Project},
	}
	if d.Promised.Stated() {
		out = append(out, kit.Pair{Label: textPromised, Value: fmtJobs(d.Promised)})
	}
	if d.Clock != d.Signed {
		out = append(out, kit.Pair{Label: textClock, Value: fmtOldClock(d.Clock), Style: th.Warn})
	}
	if d.Renewal != "" {
		out = append(out, kit.Pair{Label: textClock, Value: fmtNewClock(d.Renewal)})
	}
	if !d.Stopped.IsZero() {
		out = append(out, kit.Pair{Label: textWaiver, Value: fmtStopped(d.Stopped), Style: th.Bad})
	}
	if !d.Ended.IsZero() {
		out = append(out, kit.Pair{Label: textEnd, Value: fmtLeft(d.Ended)})
	}
	for i := len(d.Exits) - 1; i >= 0; i-- {
		out = append(out, kit.Pair{Label: textExit, Value: fmtExit(d.Exits[i])})
	}
	return out
}

// nextWords says what comes next and by when.
func nextWords(d record, today civil.Date) string {
	switch d.State {
	case allocation.TenancySigned:
		return textNextHand
	case allocation.TenancyHanded:
		return fmtNextOpen(d.Tenancy, today)
	case allocation.TenancyLeaving:
		for _, x := range d.Exits {
			if x.State.Live() {
				return fmtNextExit(x)
			}
		}
	case allocation.TenancyEnded:
		return fmtLeft(d.Ended)
	case allocation.TenancyOpen:
	}
	if d.Exit != 0 {
		return fmtNextExit(d.Exits[0])
	}
	switch left := d.Contract.DaysLeft(today); {
	case left < 0:
		return fmtHoldover(d.Contract.LastDay(), -left)
	case left <= d.Lead:
		return fmtExpiring(d.Contract.LastDay(), left)
	}
	if near, late := d.assess(today); near {
		return fmtAssessDue(d.Assessment.Due, late)
	}
	return fmtRunning(d.Contract.LastDay(), notFiled(d.TenancyDetail))
}

// notFiled names the papers of a running stay that nobody has entered yet (三.4, 四(四)).
func notFiled(d store.TenancyDetail) []string {
	var out []string
	for _, kind := range []allocation.MilestoneKind{allocation.MilestoneNotarised, allocation.MilestoneFiled, allocation.MilestoneLicensed, allocation.MilestoneTaxed} {
		if !slices.ContainsFunc(d.Milestones, func(m store.MilestoneRow) bool { return m.Kind == kind && m.Struck.IsZero() }) {
			out = append(out, kind.Title())
		}
	}
	return out
}

// phaseWidth holds the name of a phase with both its days in full, amountWidth an amount; together they fill 80 columns.
const phaseWidth, amountWidth = 32, 15

// feeLines are the sums of the schedule by phase (五(一)).
func feeLines(th *kit.Theme, d record, w int) []string {
	out := []string{" " + th.Head.Render(textFeeHead) + "  " + th.Muted.Render(textFeeHint)}
	row := func(name string, t allocation.FeeTotal, pending bool) string {
		line := " " + kit.Fit(name, phaseWidth)
		for _, m := range []allocation.Money{t.Market, t.Payable, t.Waived} {
			text := m.String()
			if pending {
				text = textToCome
			}
			line += kit.FitLeft(text, amountWidth)
		}
		return kit.Cut(line, w)
	}
	head := " " + kit.Fit("", phaseWidth)
	for _, title := range []string{textMarket, textPayable, textWaived} {
		head += kit.FitLeft(title, amountWidth)
	}
	out = append(out, th.Muted.Render(kit.Cut(head, w)))
	for _, p := range d.Fees.Schedule.ByPhase() {
		out = append(out, row(fmtPhase(p), p.Total, p.Pending()))
	}
	out = append(out, th.Strong.Render(row(textSum, d.Fees.Schedule.Sum(), false)))
	for _, l := range kit.Wrap(missingWords(d.Fees), w-2) {
		if l != "" {
			out = append(out, " "+th.Warn.Render(l))
		}
	}
	return out
}

// missingWords names the prices that the schedule waits for.
func missingWords(f store.TenancyFees) string {
	var parts []string
	for _, fee := range allocation.Fees {
		if years := f.Schedule.MissingOf(fee); len(years) > 0 {
			parts = append(parts, fee.Title()+" "+fmtYears(years))
		}
	}
	if !f.Seasons {
		parts = append(parts, textNoSeason)
	}
	if len(parts) == 0 {
		return ""
	}
	return fmtMissing(strings.Join(parts, "，"))
}

// handoverLines are the records of the keys in both directions and the readings between.
func handoverLines(th *kit.Theme, d record, w int) []string {
	var out []string
	if len(d.Out) == 0 {
		return []string{" " + th.Muted.Render(textNoHandover)}
	}
	for _, h := range d.Out {
		pairs := []kit.Pair{{Label: h.Unit}, {Label: textKeysOut, Value: fmtConditionOn(h)}}
		if i := slices.IndexFunc(d.Back, func(b store.HandoverRow) bool { return b.UnitID == h.UnitID }); i >= 0 {
			pairs = append(pairs, kit.Pair{Label: textKeysBack, Value: fmtConditionOn(d.Back[i])})
			for _, diff := range h.Compare(d.Back[i].Condition) {
				if diff.Worse {
					pairs = append(pairs, kit.Pair{Label: diff.Title, Value: fmtDifference(diff), Style: th.Warn})
				}
			}
		}
		for _, r := range d.Readings {
			if r.UnitID == h.UnitID {
				p := kit.Pair{Label: textWaterRead, Value: fmtReading(r)}
				if !r.Counts() {
					p = kit.Pair{Label: textWaterRead, Value: fmtReversed(r), Style: th.Muted}
				}
				pairs = append(pairs, p)
			}
		}
		out = append(append(out, kit.Detail(th, w, pairs)...), "")
	}
	return out
}

// historyLines are contracts, holdings, changes and moves.
func historyLines(th *kit.Theme, d record, w int) []string {
	pairs := []kit.Pair{{Label: textContracts}}
	for _, c := range d.Contracts {
		pairs = append(pairs, kit.Pair{Label: c.Number, Value: fmtContractTerm(c)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textHoldings})
	for _, h := range d.Holdings {
		pairs = append(pairs, kit.Pair{Label: h.Unit, Value: fmtHolding(h)})
	}
	if len(d.Changes) > 0 {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textChanges})
	}
	for _, c := range d.Changes {
		pairs = append(pairs, kit.Pair{Label: c.Number, Value: fmtStayChange(c)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: textMoves})
	for _, m := range d.Moves {
		pairs = append(pairs, kit.Pair{Label: m.Day.String(), Value: fmtMove(m)})
	}
	return kit.Detail(th, w, pairs)
}

// awardPairs are an award in short.
func awardPairs(w store.AwardRow) []kit.Pair {
	return []kit.Pair{
		{Label: textTenant, Value: w.Applicant + "  " + w.Number},
		{Label: textUnit, Value: joinUnits(w.Units) + "  " + w.Area.String() + " ㎡"},
		{Label: textRound, Value: w.RoundTitle + "  " + fmtSignBy(w.SignBy)},
	}
}

func joinUnits(units []string) string { return strings.Join(units, " ") }
