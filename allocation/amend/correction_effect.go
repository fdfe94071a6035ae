package amend

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
)

// CorrectionEffect is one thing that a correction changes besides the field itself, as people read it.
type CorrectionEffect struct {
	Title    string
	Old, New string
}

// Effects lists what differs between a record before and after a correction: terms, fee clock, waiver, day for opening and
// lateness, days of the units, readings, area in force. It is a preview: nothing is written.
func Effects(before, after CorrectionRecord, today civil.Date) []CorrectionEffect {
	e := &effects{}
	if before.Unit != nil {
		e.add("现行面积", before.Unit.Unit.Area.String()+" ㎡", after.Unit.Unit.Area.String()+" ㎡")
		return e.list
	}
	if before.Application != nil {
		e.application(before.Application, after.Application)
	}
	if before.Stay == nil {
		return e.list
	}
	a, b := before.Stay, after.Stay
	for i, c := range a.Contracts {
		e.add(fmt.Sprintf("第 %d 期合同", c.Term), termText(c), termText(b.Contracts[i]))
		e.add(fmt.Sprintf("第 %d 期前的空档", c.Term), keptText(c), keptText(b.Contracts[i]))
	}
	none, bare := GapMoved(before, after, today)
	e.add(EffectBare, none, bare)
	was, now := a.promised(), b.promised()
	e.add(say.WeightedJobs, rule.Millijobs(was.JobsMillis), rule.Millijobs(now.JobsMillis))
	e.add(effectEntitled, entitled(a.Params, was), entitled(b.Params, now))
	e.days("费用起算", a.Tenancy.Clock, b.Tenancy.Clock)
	e.days("半价自", a.Tenancy.FreeUntil(), b.Tenancy.FreeUntil())
	e.days("全价自", a.Tenancy.WaivedUntil(), b.Tenancy.WaivedUntil())
	e.days(effectStopped, a.Tenancy.Stopped, b.Tenancy.Stopped)
	e.days(say.OpenBy, a.Tenancy.OpenBy, b.Tenancy.OpenBy)
	e.add(say.Opening, lateText(a.Tenancy, today), lateText(b.Tenancy, today))
	e.days("计费止", a.Tenancy.Ended, b.Tenancy.Ended)
	var from, to, keys []moved
	for i, h := range a.Holds {
		from = append(from, moved{h.Unit, h.From, b.Holds[i].From})
		to = append(to, moved{h.Unit, h.To, b.Holds[i].To})
	}
	for i, h := range a.Handovers {
		keys = append(keys, moved{h.Unit, h.Day, b.Handovers[i].Day})
	}
	e.units("全部房源占用起", faultHold, from)
	e.units("全部房源占用止", faultHoldEnd, to)
	e.units("全部交接记录", faultRecord, keys)
	for i, r := range b.Readings {
		name := fmt.Sprintf("%s %s 读数", r.Unit, r.Day)
		switch {
		case i >= len(a.Readings):
			e.add(name, allocation.TextNone, r.Water.String()+correctionUnits[CorrectVolume])
		case a.Readings[i].Reversed != r.Reversed:
			e.add(name, r.Water.String()+correctionUnits[CorrectVolume], say.Reverse)
		}
	}
	return e.list
}

// promised are the jobs of the contract as the rule counts them: each as one that has been seen, as at an assessment.
func (s *StayRecord) promised() rule.InstanceApplicant {
	w := s.Weights
	w.Verified = 1000
	return rule.InstanceApplicant{JobsMillis: allocation.Jobs{Verified: s.Jobs}.Millis(w)}
}

type effects struct{ list []CorrectionEffect }

func (e *effects) add(title, old, now string) {
	if old != now {
		e.list = append(e.list, CorrectionEffect{title, old, now})
	}
}

func (e *effects) days(title string, old, now civil.Date) {
	e.add(title, allocation.OrNone(dateText(old)), allocation.OrNone(dateText(now)))
}

// moved is a day of one unit before and after.
type moved struct {
	unit     string
	old, now civil.Date
}

// units lists a day of several units; when it is the same for all, once under the title for all.
func (e *effects) units(all, each string, list []moved) {
	for i, m := range list {
		m.unit = list[0].unit
		if m != list[0] {
			break
		}
		if i > 0 && i == len(list)-1 {
			e.days(all, m.old, m.now)
			return
		}
	}
	for _, m := range list {
		e.days(fmt.Sprintf(each, m.unit), m.old, m.now)
	}
}

func termText(c allocation.Contract) string { return fmt.Sprintf("%s 至 %s", c.From, c.LastDay()) }

func lateText(t allocation.Tenancy, today civil.Date) string {
	if n := t.Late(today); n > 0 {
		return fmt.Sprintf("逾期 %d 日", n)
	}
	return "未逾期"
}

const effectStopped = "停止减免自"

// EffectBare is the title of the effect that days without a contract become others.
const EffectBare = "没有合同的日子"

// settleGaps takes back what was decided on days without a contract wherever a correction moves these days: the decision was on others,
// so that they are charged in full (一) until it is made anew.
func settleGaps(before, after *StayRecord) {
	for i := range after.Contracts {
		c := &after.Contracts[i]
		was, had := tenure.Gap(before.Contracts[i])
		if now, has := tenure.Gap(*c); had != has || was != now {
			c.GapKept = ""
		}
	}
}

// GapMoved says in words how the days without a contract in force move with a correction, decided or not; empty where they do not. The
// waiver rests on them: 一 gives the right of use only within the term.
func GapMoved(before, after CorrectionRecord, today civil.Date) (was, now string) {
	if before.Stay == nil || after.Stay == nil {
		return "", ""
	}
	a, b := bare(before.Stay.Contracts, today), bare(after.Stay.Contracts, today)
	if slices.Equal(a, b) {
		return "", ""
	}
	return spansText(a), spansText(b)
}

// bare are the days without a contract in force, whatever was decided on them.
func bare(contracts []allocation.Contract, today civil.Date) []charge.Span {
	all := slices.Clone(contracts)
	for i := range all {
		all[i].GapKept = ""
	}
	return tenure.Uncovered(all, today)
}

func spansText(list []charge.Span) string {
	var words []string
	for _, s := range list {
		if s.To.Year() == 9999 {
			words = append(words, fmt.Sprintf("%s 起", s.From))
			continue
		}
		words = append(words, fmt.Sprintf("%s 至 %s", s.From, s.To.AddDays(-1)))
	}
	return allocation.OrNone(strings.Join(words, "，"))
}

// keptText is what was decided on the gaps of a stay.
func keptText(c allocation.Contract) string {
	if c.GapKept == "" {
		return "按全价"
	}
	return "保留减免：" + c.GapKept
}

// Answered refuses a correction that moves days without a contract unless whoever confirms it says why, since with them goes what is
// waived (一). Errors: ErrCorrectionGap.
func (c *Correction) Answered(before, after CorrectionRecord, today civil.Date) error {
	was, now := GapMoved(before, after, today)
	if was == now || c.Decision != "" {
		return nil
	}
	return ErrCorrectionGap.Textf("更正以后没有合同的日子由“%s”变为“%s”，减免随着变（一）：请在复核意见里写明凭什么认定；空档要保留减免的，更正以后在入驻页按 g 另作决定", was, now).On("reason")
}

// Days on which a waiver rests.
var (
	ErrCorrectionRests = say.Refuse("correction_rests", "续签不能早于它依据的考核（四(四)）")
	ErrCorrectionGap   = say.Refuse("correction_gap", "更正会改变没有合同的日子，减免随着变（一）：请在复核意见里写明凭什么认定")
)
