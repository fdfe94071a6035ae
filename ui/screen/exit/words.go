package exit

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/store/exit"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// groundPairs are the ground and what it rests on (四(五)); owed is what taking the waiver back makes payable, "" without it.
func groundPairs(th *kit.Theme, d exit.ExitDetail, owed string) []kit.Pair {
	out := []kit.Pair{
		{Label: textGround, Value: fmtGroundName(d.Ground)},
		{Label: textReason, Value: d.Reason},
		{Label: textEvidence, Value: fmtEvidence(d.Evidence)},
	}
	if b := d.Basis; b.AssessmentNumber != "" || b.FindingNumber != "" {
		out = append(out, kit.Pair{Label: textBasis, Value: fmtBasis(b)})
	}
	if d.State != leave.ExitRefused && d.State != leave.ExitCancelled {
		out = append(out, kit.Pair{Label: say.Waiver, Value: stopLine(d, owed), Style: th.Bad})
	}
	return out
}

// stopLine says from which day the exit makes full price due.
func stopLine(d exit.ExitDetail, owed string) string {
	from := d.Evidence.FalseFrom
	switch stop := d.StopsOn(); {
	case !from.IsZero() && d.Noticed.IsZero():
		return fmtTakenBack(from, owed)
	case d.ContractFirst(d.Stay.Contract):
		return fmtContractOver(d.Stay.Contract)
	case !from.IsZero():
		return fmtTakenBackFrom(from)
	case !stop.IsZero() && d.Stops:
		return fmtStopsFrom(stop)
	case d.Stops:
		return textStopsServed
	case d.VacateBy.IsZero() && !d.Terms.Ends.IsZero():
		return fmtTillEnd(d.Stay.Contract)
	case d.VacateBy.IsZero():
		return textKeepsWaiver
	}
	return fmtVacate(d.VacateBy)
}

// stopsWord says what the ground does to the waiver of a stay: nothing where the contract is over and full price due already (一).
func stopsWord(g leave.ExitGround, c allocation.Contract, today civil.Date) string {
	switch {
	case g.StopsWaiver:
		return textStopsServed
	case (&leave.Exit{Opened: today}).ContractFirst(c):
		return strings.TrimSuffix(fmtContractOver(c), "。")
	case g.AtExpiry:
		return fmtTillEnd(c)
	}
	return textKeepsWaiver
}

// hearingPairs are what went before the decision: the telling, the answer, the legal adviser's opinion.
func hearingPairs(th *kit.Theme, d exit.ExitDetail, today civil.Date) []kit.Pair {
	if !d.Heard {
		return nil
	}
	pair := func(label string, day civil.Date, words string) kit.Pair {
		if day.IsZero() {
			return kit.Pair{Label: label, Value: textUndone, Style: th.Muted}
		}
		return kit.Pair{Label: label, Value: fmtStep(day, words)}
	}
	answer := pair("陈述申辩", d.Answered, d.Answer)
	if d.Answered.IsZero() && !d.Told.IsZero() {
		answer.Value = fmtAnswerBy(d.AnswerBy, d.AnswerSure, today)
	}
	return []kit.Pair{pair("告知", d.Told, d.ToldHow), answer, pair("法律意见", d.Advised, d.Adviser+"  "+d.Opinion)}
}

// stayPairs are the tenancy in short.
func stayPairs(th *kit.Theme, r stay.TenancyRow, today civil.Date) []kit.Pair {
	state := r.Contract.StateOn(today)
	style := kit.Style{}
	if state == allocation.ContractHoldover {
		style = th.Bad
	}
	return []kit.Pair{
		{Label: textTenant, Value: r.Name + "  " + r.Number},
		{Label: textUnit, Value: r.Units + "  " + r.Area.String() + " ㎡"},
		{Label: say.Contract, Value: fmtContract(r.Contract, state), Style: style},
	}
}

// stepPairs are the steps of the exit: what was done when and by whom, what is still to be done.
func stepPairs(th *kit.Theme, d exit.ExitDetail, today civil.Date) []kit.Pair {
	step := func(label string, day civil.Date, words string) kit.Pair {
		if day.IsZero() {
			return kit.Pair{Label: label, Value: textUndone, Style: th.Muted}
		}
		return kit.Pair{Label: label, Value: fmtStep(day, words)}
	}
	decision := step("审批", d.Decided, fmtDecision(d.ExitRow))
	if d.State == leave.ExitRefused {
		decision.Style = th.Bad
	}
	if d.State == leave.ExitCancelled {
		decision = kit.Pair{Label: textCancel, Value: d.Decision}
		if !d.Decided.IsZero() {
			decision.Value = fmtStep(d.Decided, d.DecidedName+"  "+d.Decision)
		}
	}
	out := append([]kit.Pair{step(textOpened, d.Opened, d.OpenedName)}, hearingPairs(th, d, today)...)
	if out = append(out, decision); d.Weighing.Words() != "" {
		out = append(out, kit.Pair{Label: textWeighed, Value: d.Weighing.Words()})
	}
	if d.State == leave.ExitRefused || d.State == leave.ExitCancelled {
		return out
	}
	if !d.VacateBy.IsZero() {
		out = append(out, vacatePair(th, d, today))
	}
	file := step(textFile, d.Filed, d.FiledBody+" "+d.FiledNumber)
	if d.Filed.IsZero() && !d.FileBy.IsZero() {
		file = kit.Pair{Label: textFile, Value: fmtFileBy(d.FileBy, d.FileSure), Style: th.Muted}
		if today.After(d.FileBy) {
			file.Style = th.Bad
		}
	}
	return append(out,
		step(textServe, d.Noticed, d.NoticedHow),
		step(textReturn, d.Returned, ""),
		step(textSettle, d.Settled, d.SettledHow),
		file,
		step(textClose, d.Closed, ""),
	)
}

// conditionLines compare the premises as they went out and came back.
func conditionLines(th *kit.Theme, d record, w int) []string {
	var pairs []kit.Pair
	for _, h := range d.Out {
		i := slices.IndexFunc(d.Back, func(b stay.HandoverRow) bool { return b.UnitID == h.UnitID })
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
			pairs = append(pairs, kit.Pair{Label: say.Remark, Value: r})
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
	missing := len(d.Fees.Schedule.Missing) > 0
	yuan := func(m quantity.Money) string {
		if missing && sum == (charge.FeeTotal{}) {
			return money.TextPending // nothing is known: that is not 0
		}
		return screen.Yuan(m)
	}
	out := []kit.Pair{
		{Label: say.Fee, Value: fmtUntil(until.AddDays(-1))},
		{Label: say.Market, Value: yuan(sum.Market)},
		{Label: say.Payable, Value: yuan(sum.Payable)},
		{Label: say.Waiver, Value: yuan(sum.Waived)},
	}
	if missing {
		out = append(out, kit.Pair{Value: "有价格待公布的项目没有算进去，详见费用计划。", Style: th.Warn})
	}
	return out
}

// vacatePair is the last day for clearing the premises, bad when it has passed and the keys are not back.
func vacatePair(th *kit.Theme, d exit.ExitDetail, today civil.Date) kit.Pair {
	p := kit.Pair{Label: textVacate, Value: d.VacateBy.String()}
	if d.Returned.IsZero() && today.After(d.VacateBy) {
		p.Value, p.Style = fmtOverVacate(d.VacateBy, today.Sub(d.VacateBy)), th.Bad
	}
	return p
}

func fmtBasis(b exit.ExitBasis) string {
	var parts []string
	if b.AssessmentNumber != "" {
		parts = append(parts, "考核 "+b.AssessmentNumber)
	}
	if b.FindingNumber != "" {
		parts = append(parts, "督办 "+b.FindingNumber)
	}
	return strings.Join(parts, "  ")
}

func fmtContract(c allocation.Contract, state allocation.ContractState) string {
	return fmt.Sprintf("%s  到 %s  %s", c.Number, c.LastDay(), state.Title())
}

func fmtStep(day civil.Date, words string) string {
	return strings.TrimRight(day.String()+"  "+strings.TrimSpace(words), " ")
}

func fmtDecision(x stay.ExitRow) string {
	if x.State == leave.ExitRefused {
		return x.DecidedName + " 不予批准：" + x.Decision
	}
	return x.DecidedName + " " + x.Decision
}

func fmtDifference(d allocation.Difference) string {
	return fmt.Sprintf("交出 %s，交回 %s", d.Out, d.Back)
}

func fmtOut(c allocation.Condition) string {
	defects := c.Defects
	if defects == "" {
		defects = say.None
	}
	return fmt.Sprintf("交出时 钥匙 %d  水表 %s  电表 %s  缺陷 %s", c.Keys, c.Water, c.Power, defects)
}

func fmtUntil(last civil.Date) string { return fmt.Sprintf("算到 %s", last) }
