package allocation

import (
	"fmt"

	"penggai/allocation/civil"
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
		e.add(effectArea, before.Unit.Unit.Area.String()+" ㎡", after.Unit.Unit.Area.String()+" ㎡")
		return e.list
	}
	a, b := before.Stay, after.Stay
	for i, c := range a.Contracts {
		e.add(fmt.Sprintf(effectTerm, c.Term), termText(c), termText(b.Contracts[i]))
	}
	e.days(effectClock, a.Tenancy.Clock, b.Tenancy.Clock)
	e.days(effectHalf, a.Tenancy.FreeUntil(), b.Tenancy.FreeUntil())
	e.days(effectFull, a.Tenancy.WaivedUntil(), b.Tenancy.WaivedUntil())
	e.days(effectStopped, a.Tenancy.Stopped, b.Tenancy.Stopped)
	e.days(effectOpenBy, a.Tenancy.OpenBy, b.Tenancy.OpenBy)
	e.add(effectLate, lateText(a.Tenancy, today), lateText(b.Tenancy, today))
	e.days(effectEnded, a.Tenancy.Ended, b.Tenancy.Ended)
	for i, h := range a.Holds {
		e.days(fmt.Sprintf(faultHold, h.Unit), h.From, b.Holds[i].From)
		e.days(fmt.Sprintf(faultHoldEnd, h.Unit), h.To, b.Holds[i].To)
	}
	for i, h := range a.Handovers {
		e.days(fmt.Sprintf(faultRecord, h.Unit), h.Day, b.Handovers[i].Day)
	}
	for i, r := range b.Readings {
		name := fmt.Sprintf(effectReading, r.Unit, r.Day)
		switch {
		case i >= len(a.Readings):
			e.add(name, textNone, r.Water.String()+correctionUnits[CorrectVolume])
		case a.Readings[i].Reversed != r.Reversed:
			e.add(name, r.Water.String()+correctionUnits[CorrectVolume], effectReversed)
		}
	}
	return e.list
}

type effects struct{ list []CorrectionEffect }

func (e *effects) add(title, old, now string) {
	if old != now {
		e.list = append(e.list, CorrectionEffect{title, old, now})
	}
}

func (e *effects) days(title string, old, now civil.Date) {
	e.add(title, orNone(dateText(old)), orNone(dateText(now)))
}

func termText(c Contract) string { return fmt.Sprintf(effectTermDays, c.From, c.LastDay()) }

func lateText(t Tenancy, today civil.Date) string {
	if n := t.Late(today); n > 0 {
		return fmt.Sprintf(effectLateDays, n)
	}
	return effectInTime
}
