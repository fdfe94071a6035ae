package exit

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// groundPairs are the ground and what it rests on (四(五)).
func groundPairs(th *kit.Theme, d store.ExitDetail) []kit.Pair {
	out := []kit.Pair{
		{Label: textGround, Value: fmtGroundName(d.Ground)},
		{Label: textReason, Value: d.Reason},
		{Label: textEvidence, Value: fmtEvidence(d.Evidence)},
	}
	if b := d.Basis; b.AssessmentNumber != "" || b.FindingNumber != "" {
		out = append(out, kit.Pair{Label: textBasis, Value: fmtBasis(b)})
	}
	if d.Stops {
		word := stopsWord(d.Ground)
		if !d.Decided.IsZero() && d.State != allocation.ExitRefused {
			word = fmtStopsFrom(d.Decided)
		}
		out = append(out, kit.Pair{Label: textWaiver, Value: word, Style: th.Bad})
	}
	return out
}

// stopsWord says what the ground does to the waiver.
func stopsWord(g allocation.ExitGround) string {
	if g.StopsWaiver {
		return textStops
	}
	return textKeepsWaiver
}

// stayPairs are the tenancy in short.
func stayPairs(th *kit.Theme, r store.TenancyRow, today civil.Date) []kit.Pair {
	state := r.Contract.StateOn(today)
	style := kit.Style{}
	if state == allocation.ContractHoldover {
		style = th.Bad
	}
	return []kit.Pair{
		{Label: textTenant, Value: r.Name + "  " + r.Number},
		{Label: textUnit, Value: r.Units + "  " + r.Area.String() + " ㎡"},
		{Label: textContract, Value: fmtContract(r.Contract, state), Style: style},
	}
}

// stepPairs are the steps of the exit: what was done when and by whom, what is still to be done.
func stepPairs(th *kit.Theme, d store.ExitDetail) []kit.Pair {
	step := func(label string, day civil.Date, words string) kit.Pair {
		if day.IsZero() {
			return kit.Pair{Label: label, Value: textNotYet, Style: th.Muted}
		}
		return kit.Pair{Label: label, Value: fmtStep(day, words)}
	}
	decision := step(textDecision, d.Decided, fmtDecision(d.ExitRow))
	if d.State == allocation.ExitRefused {
		decision.Style = th.Bad
	}
	out := []kit.Pair{step(textOpened, d.Opened, d.OpenedName), decision}
	if d.State == allocation.ExitRefused || d.State == allocation.ExitCancelled {
		if d.State == allocation.ExitCancelled {
			out[1] = kit.Pair{Label: textCancel, Value: d.Decision}
		}
		return out
	}
	return append(out,
		step(textServe, d.Noticed, d.NoticeNumber+" "+d.NoticedHow),
		step(textReturn, d.Returned, ""),
		step(textSettle, d.Settled, d.SettledHow),
		step(textFile, d.Filed, d.FiledBody+" "+d.FiledNumber),
		step(textClose, d.Closed, ""),
	)
}

// conditionLines compare the premises as they went out and came back.
func conditionLines(th *kit.Theme, d record, w int) []string {
	var pairs []kit.Pair
	for _, h := range d.Out {
		i := slices.IndexFunc(d.Back, func(b store.HandoverRow) bool { return b.UnitID == h.UnitID })
		if i < 0 {
			pairs = append(pairs, kit.Pair{Label: h.Unit, Value: fmtOut(h.Condition)})
			continue
		}
		pairs = append(pairs, kit.Pair{Label: h.Unit})
		for _, diff := range h.Compare(d.Back[i].Condition) {
			p := kit.Pair{Label: diff.Title, Value: fmtDifference(diff)}
			if diff.Worse {
				p.Style = th.Warn
			}
			pairs = append(pairs, p)
		}
		if r := d.Back[i].Remark; r != "" {
			pairs = append(pairs, kit.Pair{Label: textRemark, Value: r})
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	return append(kit.Detail(th, w, pairs), "")
}

// feePairs are what the stay came to by the schedule, to the day.
func feePairs(th *kit.Theme, d record) []kit.Pair {
	sum := d.Fees.Schedule.Sum()
	until := d.Fees.Until
	if !d.Stay.Ended.IsZero() {
		until = d.Stay.Ended
	}
	out := []kit.Pair{
		{Label: textFees, Value: fmtUntil(until.AddDays(-1))},
		{Label: textMarket, Value: fmtYuan(sum.Market)},
		{Label: textPayable, Value: fmtYuan(sum.Payable)},
		{Label: textWaived, Value: fmtYuan(sum.Waived)},
	}
	if len(d.Fees.Schedule.Missing) > 0 {
		out = append(out, kit.Pair{Value: textUnpriced, Style: th.Warn})
	}
	return out
}

// correctionLines are the corrections of the exit; nothing without one.
func correctionLines(th *kit.Theme, d record, w int) []string {
	if len(d.Corrections) == 0 {
		return nil
	}
	pairs := []kit.Pair{{}, {Label: textCorrect}}
	for _, c := range d.Corrections {
		pairs = append(pairs, kit.Pair{Value: screen.CorrectionLine(c)})
	}
	return kit.Detail(th, w, pairs)
}
