package tenancy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/money"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// milestonePairs are what the stay has passed, with body and number (四(四), 三.3, 三.4).
func milestonePairs(th *kit.Theme, d stay.TenancyDetail, today civil.Date) []kit.Pair {
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
		for _, owed := range d.Owed {
			if owed.Kind == kind {
				out = append(out, owedPair(th, label, owed, there, today))
				label, there = " ", true
			}
		}
		if !there {
			out = append(out, kit.Pair{Label: label, Value: textNotYet, Style: th.Muted})
		}
	}
	paper(allocation.MilestoneNotarised)
	paper(allocation.MilestoneFiled)
	out = append(out, handedPair(th, d, today), openedPair(th, d, today))
	paper(allocation.MilestoneLicensed)
	paper(allocation.MilestoneTaxed)
	return out
}

// owedPair is a paper that is owed, or the keys, with the last day; named with its department where others are there.
func owedPair(th *kit.Theme, label string, owed oversight.PaperDue, named bool, today civil.Date) kit.Pair {
	p := kit.Pair{Label: label, Value: "限 " + owed.Last.String(), Style: th.Muted}
	if n := owed.Late(today); n > 0 {
		p.Value, p.Style = fmt.Sprintf("逾期 %d 天", n), th.Bad
	}
	if (named || owed.Again) && owed.Body != "" {
		p.Value = owed.Body + " " + p.Value
	}
	if owed.Again {
		p.Value = say.Renewal + " " + p.Value
	}
	return p
}

func handedPair(th *kit.Theme, d stay.TenancyDetail, today civil.Date) kit.Pair {
	if d.Handed.IsZero() {
		for _, owed := range d.Owed {
			if owed.Kind == oversight.DutyKeys {
				return owedPair(th, textHandover, owed, false, today)
			}
		}
		return kit.Pair{Label: textHandover, Value: textNotYet, Style: th.Muted}
	}
	keys := 0
	for _, h := range d.Out {
		keys += h.Keys
	}
	return kit.Pair{Label: textHandover, Value: fmtHandedOn(d.Handed, keys)}
}

func openedPair(th *kit.Theme, d stay.TenancyDetail, today civil.Date) kit.Pair {
	late := d.Late(today)
	p := kit.Pair{Label: textOpening, Value: textNotYet, Style: th.Muted}
	switch {
	case !d.Opened.IsZero():
		p.Value, p.Style = fmtOpenedOn(d.Tenancy), kit.Style{}
	case !d.OpenBy.IsZero() && d.State == allocation.TenancyHanded:
		p.Value, p.Style = d.OpenLimit(today), th.Warn
	}
	if late > 0 {
		p.Style = th.Bad
	}
	return p
}

// stayPairs are contract, premises and jobs.
func stayPairs(th *kit.Theme, d stay.TenancyDetail, today civil.Date) []kit.Pair {
	c := d.Contract
	state := c.StateOn(today)
	out := []kit.Pair{
		{Label: textContract, Value: fmtContract(c, state), Style: contractStyle(th, state)},
		{Label: say.Deadline, Value: screen.FromTo(c.From, c.LastDay())},
		{Label: textUnit, Value: d.Units + "  " + d.Area.String() + " ㎡"},
		{Label: textApplication, Value: d.ApplicationNo + " " + d.Project},
	}
	if d.Promised.Stated() {
		out = append(out, kit.Pair{Label: "承诺岗位", Value: screen.JobWords(d.Promised)})
	}
	out = append(out, gapPairs(th, d, today)...)
	if d.How != allocation.ClockNone {
		out = append(out, kit.Pair{Label: textClock, Value: fmtClock(d.Tenancy), Style: th.Warn})
	}
	if !d.Stopped.IsZero() {
		out = append(out, kit.Pair{Label: say.Waiver, Value: fmtStopped(d.Stopped), Style: th.Bad})
	}
	if !d.Ended.IsZero() {
		out = append(out, kit.Pair{Label: say.Exit, Value: fmtLeft(d.Ended)})
	}
	for i := len(d.Exits) - 1; i >= 0; i-- {
		out = append(out, kit.Pair{Label: say.Exit, Value: fmtExit(d.Exits[i], today)})
	}
	return out
}

// stepKeys are the keys of the next step, around its words.
var stepKeys = screen.StepKeys[allocation.TenancyStepKind]{
	allocation.TenancyStepHandOver: "%s：F5 登记钥匙、表数和缺陷，不必等公证",
	allocation.TenancyStepOpen:     "%s：开业后 F5 登记",
	allocation.TenancyStepLate:     "%s：督促，或按" + leave.DistrictGround().Clause() + " 退出（F8）",
	allocation.TenancyStepExit:     "%s（F8）",
	allocation.TenancyStepRenew:    "%s：Ctrl+X 续签，或 F8 退出",
	allocation.TenancyStepAssess:   "%s：F5 办考核",
	allocation.TenancyStepPapers:   "%s（按 p）",
}

// missingWords names the prices that the schedule waits for.
func missingWords(f money.TenancyFees) string {
	var parts []string
	for _, fee := range charge.Fees {
		if years := f.Schedule.MissingOf(fee); len(years) > 0 {
			parts = append(parts, fee.Title()+" "+fmtYears(years))
		}
	}
	if !f.Seasons {
		parts = append(parts, "供热期未登记")
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
		return []string{" " + th.Muted.Render("还没有交接。按 F5 交接。")}
	}
	for _, h := range d.Out {
		pairs := []kit.Pair{{Label: h.Unit}, {Label: "交出", Value: fmtConditionOn(h)}}
		if i := slices.IndexFunc(d.Back, func(b stay.HandoverRow) bool { return b.UnitID == h.UnitID }); i >= 0 {
			pairs = append(pairs, kit.Pair{Label: "交回", Value: fmtConditionOn(d.Back[i])})
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
	pairs := []kit.Pair{{Label: say.Contract}}
	for _, c := range d.Contracts {
		pairs = append(pairs, kit.Pair{Label: c.Number, Value: fmtContractTerm(c)})
		if c.Decision != "" {
			pairs = append(pairs, kit.Pair{Label: " ", Value: "续签决定：" + c.Decision})
		}
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: "占用"})
	for _, h := range d.Holdings {
		pairs = append(pairs, kit.Pair{Label: h.Unit, Value: fmtHolding(h)})
	}
	if len(d.Changes) > 0 {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Label: say.Change})
	}
	for _, c := range d.Changes {
		pairs = append(pairs, kit.Pair{Label: c.Number, Value: fmtStayChange(c)})
	}
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: "经过"})
	for _, m := range d.Moves {
		pairs = append(pairs, kit.Pair{Label: m.Day.String(), Value: fmtMove(m)})
	}
	return kit.Detail(th, w, pairs)
}

// awardPairs are an award in short.
func awardPairs(w round.AwardRow) []kit.Pair {
	return []kit.Pair{
		{Label: textTenant, Value: w.Applicant + "  " + w.Number},
		{Label: textUnit, Value: joinUnits(w.Units) + "  " + w.Area.String() + " ㎡"},
		{Label: textRound, Value: w.RoundTitle + "  " + fmtSignBy(w.SignBy)},
	}
}

func joinUnits(units []string) string { return strings.Join(units, " ") }

const textNotYet = "未办"

// The page of a stay and its forms.
const textClock = "优惠起算"

func fmtSignBy(day civil.Date) string { return "签约期限 " + day.String() }

func fmtClock(t allocation.Tenancy) string {
	text := t.How.Title()
	if t.How == allocation.ClockOn || t.How == allocation.ClockRest {
		text += "，自 " + t.Clock.String()
	}
	return strings.TrimRight(text+"："+t.Renewal, "：")
}

func fmtStopped(day civil.Date) string { return fmt.Sprintf("%s 起停止，按全价", day) }

func fmtLeft(day civil.Date) string { return fmt.Sprintf("%s 收回房屋", day) }

func fmtMonth(n int) string { return fmt.Sprintf("(第 %d 个月)", n) }

func fmtMissing(what string) string { return "价格待公布：" + what }

func fmtConditionOn(h stay.HandoverRow) string {
	text := fmt.Sprintf("%s  钥匙 %d  水表 %s  电表 %s  缺陷 %s", h.Day, h.Keys, h.Water, h.Power, cmp.Or(h.Defects, say.None))
	if h.Remark != "" {
		text += "  " + h.Remark
	}
	return text
}

func fmtHandedOn(day civil.Date, keys int) string { return fmt.Sprintf("%s  钥匙 %d", day, keys) }

func fmtOpenedOn(t allocation.Tenancy) string {
	text := fmt.Sprintf("%s（限 %s）", t.Opened, t.OpenBy)
	if late := t.Late(t.Opened); late > 0 {
		text += fmt.Sprintf(" 逾期 %d 天", late)
	}
	return text
}

func fmtContract(c allocation.Contract, state allocation.ContractState) string {
	return fmt.Sprintf("%s  %s", c.Number, state.Title())
}

func fmtContractTerm(c allocation.Contract) string {
	text := fmt.Sprintf("第 %d 期  %s 至 %s  %s 签订  %s", c.Term, c.From, c.LastDay(), c.Signed, c.State.Title())
	if !c.Ended.IsZero() && c.State == allocation.ContractEnded {
		text += " " + c.Ended.String()
	}
	return text
}

func fmtHolding(h stay.HoldingRow) string {
	to := "至今"
	if !h.To.IsZero() {
		to = "至 " + h.To.AddDays(-1).String()
	}
	return fmt.Sprintf("%s ㎡  %s %s", h.Area, h.From, to)
}

func fmtMove(m stay.TenancyMoveRow) string {
	text := m.To.Title()
	if m.From != "" {
		text = m.From.Title() + " 到 " + text
	}
	return strings.TrimRight(text+"  "+m.By+"  "+m.Reason, " ")
}

func fmtExit(x stay.ExitRow, today civil.Date) string {
	return fmt.Sprintf("%s  %s  %s", leave.GroundClause(x.Ground), x.Stands(today), x.Opened)
}

func fmtDifference(d allocation.Difference) string {
	return fmt.Sprintf("交出 %s，交回 %s", d.Out, d.Back)
}

func fmtReading(r stay.ReadingRow) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s%s  %s", r.Day, r.Water, r.Meter.Title(), r.Reason), " ")
}

func fmtReversed(r stay.ReadingRow) string {
	return fmt.Sprintf("%s  %s  已于 %s 红冲：%s", r.Day, r.Water, r.Reversed, r.ReversedReason)
}

func fmtStruck(m stay.MilestoneRow) string {
	return fmt.Sprintf("%s  已于 %s 作废：%s", fmtPaper(m.Milestone), m.Struck, m.StruckReason)
}

// fmtStayChange is a change in one line.
func fmtStayChange(c stay.StayChangeRow) string {
	text := c.Day.String() + "  " + c.Kind.Title() + "  "
	switch {
	case c.OldHead != "":
		text += c.OldHead + " 改为 " + c.NewHead
		if c.OldPhone != "" {
			text += "（原电话 " + c.OldPhone + "）"
		}
	case c.OldName != c.NewName:
		text += c.OldName + " 改为 " + c.NewName
	case c.Out == "":
		text += "交回 " + c.Back
	default:
		text += "交回 " + c.Back + "，换入 " + c.Out
	}
	text = strings.TrimRight(text+"  "+c.Document+"  "+c.Reason, " ")
	if c.Screened != "" {
		text += "  筛查：" + c.Screened
	}
	return text
}
