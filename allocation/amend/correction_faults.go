package amend

import (
	"fmt"
	"slices"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// Faults lists in words what makes the record impossible; none when it is sound: signed ≤ keys ≤ opened ≤ keys back, terms
// of 36 months from the anchor, units held within the stay, readings that rise, the steps of an exit in order.
func (r CorrectionRecord) Faults(today civil.Date) []string {
	switch {
	case r.Unit != nil:
		return r.Unit.faults(today)
	case r.Stay == nil:
		return nil
	}
	f := &stayFaults{s: r.Stay, today: today}
	f.days()
	f.contracts()
	f.holds()
	f.papers()
	f.readings()
	for _, x := range r.Stay.Exits {
		f.exit(x)
	}
	return f.out
}

type stayFaults struct {
	s     *StayRecord
	today civil.Date
	out   []string
}

// order says it when a later day is before an earlier one; days that are not there have no order.
func (f *stayFaults) order(first string, a civil.Date, second string, b civil.Date) {
	if !a.IsZero() && !b.IsZero() && b.Before(a) {
		f.out = append(f.out, fmt.Sprintf("%s（%s）早于%s（%s）", second, b, first, a))
	}
}

// known says it when a day lies in the future.
func (f *stayFaults) known(what string, d civil.Date) {
	if d.After(f.today) {
		f.say(textFaultFuture, what, d)
	}
}

func (f *stayFaults) say(format string, args ...any) {
	f.out = append(f.out, fmt.Sprintf(format, args...))
}

func (f *stayFaults) days() {
	t := f.s.Tenancy
	f.order(say.Allocation, f.s.Awarded, faultSigned, t.Signed)
	f.order("费用起算", t.Clock, faultSigned, t.Signed)
	f.order(faultSigned, t.Signed, faultHanded, t.Handed)
	f.order(faultHanded, t.Handed, faultOpened, t.Opened)
	f.order(faultSigned, t.Signed, faultEnded, t.Ended)
	f.order(faultHanded, t.Handed, faultEnded, t.Ended)
	f.order(faultOpened, t.Opened, faultEnded, t.Ended)
	f.known(faultSigned, t.Signed)
	f.known(faultHanded, t.Handed)
	f.known(faultOpened, t.Opened)
	f.known(faultEnded, t.Ended)
	if !t.Handed.IsZero() && t.OpenBy.Before(t.Handed) {
		f.say("开业期限早于交接")
	}
}

func (f *stayFaults) contracts() {
	for _, c := range f.s.Contracts {
		if c.State == allocation.ContractVoid {
			continue
		}
		if from, to := allocation.Term(f.s.Tenancy.Signed, c.Term); c.From != from || c.To != to {
			f.say(textFaultTerm, c.Term)
		}
		if c.Term == 1 && c.Signed != f.s.Tenancy.Signed {
			f.say("首期合同的签订日与入驻不一致")
		}
		if c.State == allocation.ContractRenewed && c.Ended != c.To {
			f.say(textFaultTerm, c.Term)
		}
		f.order(faultSigned, f.s.Tenancy.Signed, fmt.Sprintf(faultRenewal, c.Term), c.Signed)
		f.known(fmt.Sprintf(faultRenewal, c.Term), c.Signed)
	}
}

func (f *stayFaults) holds() {
	for _, h := range f.s.Holds {
		name := fmt.Sprintf(faultHold, h.Unit)
		f.order(faultSigned, f.s.Tenancy.Signed, name, h.From)
		f.order(name, h.From, fmt.Sprintf(faultHoldEnd, h.Unit), h.To)
		f.order(fmt.Sprintf(faultHoldEnd, h.Unit), h.To, fmt.Sprintf("%s 下一次占用", h.Unit), h.Next)
		f.order(fmt.Sprintf(faultHoldEnd, h.Unit), h.To, faultEnded, f.s.Tenancy.Ended)
		if h.To.IsZero() && !f.s.Tenancy.Ended.IsZero() {
			f.say("已退出而 %s 仍被占用", h.Unit)
		}
	}
}

func (f *stayFaults) papers() {
	for i, m := range f.s.Papers {
		if !m.Struck.IsZero() {
			continue
		}
		name := m.Kind.Title() + " " + m.Number
		f.known(name, m.Day)
		if m.Kind == allocation.MilestoneNotarised || m.Kind == allocation.MilestoneFiled {
			f.order(faultSigned, f.s.Tenancy.Signed, name, m.Day)
		}
		for _, o := range f.s.Papers[:i] {
			if o.Struck.IsZero() && o.Kind == m.Kind && o.Body == m.Body && o.Number == m.Number {
				f.say(textFaultTwice, name)
			}
		}
	}
	for _, h := range f.s.Handovers {
		name := fmt.Sprintf(faultRecord, h.Unit)
		f.order(faultHanded, f.s.Tenancy.Handed, name, h.Day)
		f.order(name, h.Day, faultEnded, f.s.Tenancy.Ended)
	}
}

// readings looks at those that count, by unit and day.
func (f *stayFaults) readings() {
	last := map[int64]ReadingEntry{}
	for _, r := range counted(f.s.Readings) {
		name := fmt.Sprintf("%s 读数 %s", r.Unit, r.Day)
		f.order(faultHanded, f.s.Tenancy.Handed, name, r.Day)
		f.order(name, r.Day, faultEnded, f.s.Tenancy.Ended)
		f.known(name, r.Day)
		if before, ok := last[r.UnitID]; ok {
			if before.Day == r.Day && (before.Meter == charge.MeterNew) == (r.Meter == charge.MeterNew) {
				f.say(textFaultTwice, name)
			}
			if r.Water < before.Water && r.Meter == charge.MeterSame {
				f.say("%s 为 %s，比前一次 %s 小", name, r.Water, before.Water)
			}
		}
		last[r.UnitID] = r
	}
}

// counted are the readings that are not reversed, by day, then id; one that is added comes last.
func counted(list []ReadingEntry) []ReadingEntry {
	out := slices.DeleteFunc(slices.Clone(list), func(r ReadingEntry) bool { return !r.Reversed.IsZero() })
	slices.SortStableFunc(out, func(a, b ReadingEntry) int { return a.AsMeter().Compare(b.AsMeter()) })
	return out
}

func (f *stayFaults) exit(x leave.Exit) {
	f.order(faultEvidence, x.Evidence.Day, faultDecided, x.Decided)
	f.order(faultSigned, f.s.Tenancy.Signed, faultDecided, x.Decided)
	f.order("告知", x.Told, "陈述申辩", x.Answered)
	f.order("告知", x.Told, "陈述申辩期限", x.AnswerBy)
	f.order("告知", x.Told, faultDecided, x.Decided)
	f.order("陈述申辩", x.Answered, faultDecided, x.Decided)
	f.order("法律意见", x.Advised, faultDecided, x.Decided)
	f.known("告知", x.Told)
	f.known("陈述申辩", x.Answered)
	f.known("法律意见", x.Advised)
	if !x.Decided.IsZero() && x.Heard && x.Answered.IsZero() && !x.Decided.After(x.AnswerBy) {
		f.say("批准（%s）时陈述申辩的期限 %s 还没有过", x.Decided, x.AnswerBy)
	}
	f.order(faultDecided, x.Decided, faultNoticed, x.Noticed)
	f.order(faultNoticed, x.Noticed, faultEnded, x.Returned)
	f.order(faultEnded, x.Returned, faultSettled, x.Settled)
	f.order(faultDecided, x.Decided, faultFiled, x.Filed)
	f.known(faultDecided, x.Decided)
	f.known(faultNoticed, x.Noticed)
	f.known(faultSettled, x.Settled)
	f.known(faultFiled, x.Filed)
	f.known(faultEvidence, x.Evidence.Day)
	if !x.Returned.IsZero() && x.Returned != f.s.Tenancy.Ended {
		f.say("退出的收房日与入驻不一致")
	}
	f.order(faultDecided, x.Decided, faultVacate, x.VacateBy)
	f.order(faultNoticed, x.Noticed, faultVacate, x.VacateBy)
	f.order(faultSigned, f.s.Tenancy.Signed, faultFalse, x.Evidence.FalseFrom)
	live := x.State != leave.ExitRefused && x.State != leave.ExitCancelled && !x.Decided.IsZero()
	if stop := x.StopsOn(); live && !stop.IsZero() && (f.s.Tenancy.Stopped.IsZero() || f.s.Tenancy.Stopped.After(stop)) {
		f.say("停止减免晚于退出所定的 %s", stop)
	}
}

func (u *UnitRecord) faults(today civil.Date) []string {
	var out []string
	seen := map[civil.Date]bool{}
	for _, a := range u.Areas {
		if seen[a.From] {
			out = append(out, fmt.Sprintf(textFaultTwice, fmt.Sprintf(faultArea, a.From)))
		}
		if a.From.After(today) {
			out = append(out, fmt.Sprintf(textFaultFuture, "面积起算日", a.From))
		}
		seen[a.From] = true
	}
	if u.Unit.Community == "" || u.Unit.Building == "" || u.Unit.Area <= 0 {
		out = append(out, "小区、楼栋、面积不能空")
	}
	return out
}
