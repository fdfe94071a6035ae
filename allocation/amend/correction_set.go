package amend

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// stayDay is a day of the tenancy itself, once it is known.
func stayDay(get func(allocation.Tenancy) civil.Date) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		if get(r.Stay.Tenancy).IsZero() {
			return nil
		}
		return []CorrectionEntry{{Row: r.Stay.Tenancy.ID, Value: get(r.Stay.Tenancy).String()}}
	}
}

func stayCount(get func(allocation.JobFigure) int64) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		return []CorrectionEntry{{Row: r.Stay.Tenancy.ID, Value: fmt.Sprint(get(r.Stay.Jobs))}}
	}
}

func setJobs(put func(*allocation.JobFigure, int64)) setterOf {
	return func(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
		put(&r.Stay.Jobs, number(v))
		if r.Stay.Jobs.Source == "" {
			r.Stay.Jobs.Source, r.Stay.Jobs.Day = r.Stay.Tenancy.Number, r.Stay.Tenancy.Signed
		}
		return nil
	}
}

// setSigned moves the first signing: every term of the stay is counted from it anew, and so is the fee clock unless it was
// taken over from an earlier stay; what began on that day begins on the new one.
func setSigned(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	s, day := r.Stay, civil.MustParse(v)
	t, was := &s.Tenancy, s.Tenancy.Signed
	switch {
	case t.How == allocation.ClockRest:
		t.Clock = t.Clock.AddDays(day.Sub(was))
	case t.How == allocation.ClockFull:
		t.Clock = day.AddMonths(-charge.WaivedMonths)
	case t.Clock == was:
		t.Clock = day
	}
	t.Signed = day
	for i := range s.Contracts {
		c := &s.Contracts[i]
		if c.State == allocation.ContractVoid {
			continue
		}
		c.From, c.To = allocation.Term(day, c.Term)
		if c.Term == 1 {
			c.Signed = day
		}
		if c.State == allocation.ContractRenewed {
			c.Ended = c.To
		}
	}
	for i := range s.Holds {
		if s.Holds[i].From == was {
			s.Holds[i].From = day
		}
	}
	if s.Jobs.Day == was {
		s.Jobs.Day = day
	}
	return nil
}

// clockRows is the decision on the fee clock of a returning applicant; a newcomer has none.
func clockRows(r CorrectionRecord) []CorrectionEntry {
	switch {
	case r.Stay.Tenancy.How == allocation.ClockRest, r.Stay.Tenancy.How == allocation.ClockFull: // how it was set is signed anew
		return nil
	case r.Stay.Earlier.IsZero() && r.Stay.Tenancy.Renewal == "":
		return nil
	}
	return []CorrectionEntry{{Row: r.Stay.Tenancy.ID, Value: r.Stay.Tenancy.Renewal}}
}

// clockHows are the ways in which the clock of a stay can be set, by their words.
func clockHows(s *StayRecord) []string {
	hows := []allocation.ClockHow{allocation.ClockFull, allocation.ClockFresh}
	if !s.Before.IsZero() {
		hows = allocation.ClockHows
	}
	out := make([]string, len(hows))
	for i, h := range hows {
		out[i] = h.Title()
	}
	return out
}

// howRows is how the fee clock of a returning applicant was set at the signing; a newcomer has none.
func howRows(r CorrectionRecord) []CorrectionEntry {
	if r.Stay.Tenancy.How == allocation.ClockNone && r.Stay.Before.IsZero() {
		return nil
	}
	return []CorrectionEntry{{Row: r.Stay.Tenancy.ID, Value: r.Stay.Tenancy.How.Title(), Options: append([]string{allocation.ClockNone.Title()}, clockHows(r.Stay)...)}}
}

// setHow sets the fee clock of a returning applicant anew: the running clock of the earlier stay, the days that it left, full price from
// the signing, or six years anew. What is decided stands in the correction's document and reason, and in the tenancy.
func setHow(r CorrectionRecord, _ int64, v string, at CorrectionMoment) error {
	t := &r.Stay.Tenancy
	i := slices.IndexFunc(allocation.ClockHows, func(h allocation.ClockHow) bool { return h.Title() == v })
	if i < 0 || !slices.Contains(clockHows(r.Stay), v) {
		return ErrCorrectionOption.With(v)
	}
	t.How = allocation.ClockHows[i]
	switch t.How {
	case allocation.ClockOn:
		t.Clock = civil.Min(r.Stay.Before, t.Signed)
	case allocation.ClockRest:
		t.Clock = t.Signed.AddDays(-r.Stay.Used)
	case allocation.ClockFull:
		t.Clock = t.Signed.AddMonths(-charge.WaivedMonths)
	case allocation.ClockFresh, allocation.ClockNone:
		t.Clock = t.Signed
	}
	t.Renewal = at.Reason
	return nil
}

// setClock records the decision that the fee clock begins anew, or takes it away: then the clock of the earlier stay goes on.
func setClock(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	t := &r.Stay.Tenancy
	t.Renewal, t.Clock, t.How = v, t.Signed, allocation.ClockFresh
	if v == "" && !r.Stay.Earlier.IsZero() {
		t.How = allocation.ClockOn
		t.Clock = civil.Min(r.Stay.Earlier, t.Signed)
	}
	return nil
}

// setHanded moves the day of the keys: the day for opening is set anew (三.3), the records of that day and their readings
// go along.
func setHanded(r CorrectionRecord, _ int64, v string, at CorrectionMoment) error {
	t, day := &r.Stay.Tenancy, civil.MustParse(v)
	moveRecords(r.Stay, false, t.Handed, day)
	limit := allocation.OpenWithin.Deadline(day, at.Calendar)
	t.Handed, t.OpenBy, t.OpenSure = day, limit.Last, limit.Certain
	return nil
}

// moveRecords moves the hand-over records of a direction and day, and the readings that they brought.
func moveRecords(s *StayRecord, back bool, was, day civil.Date) {
	for i := range s.Handovers {
		h := &s.Handovers[i]
		if h.Back != back || h.Day != was {
			continue
		}
		if j := s.readingOf(*h); j >= 0 {
			s.Readings[j].Day = day
		}
		h.Day = day
	}
}

// readingOf is the place of the reading that a hand-over record brought; -1 when none counts.
func (s *StayRecord) readingOf(h HandoverEntry) int {
	return slices.IndexFunc(s.Readings, func(r ReadingEntry) bool {
		return r.UnitID == h.UnitID && r.Day == h.Day && r.Reversed.IsZero()
	})
}

func setOpened(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	r.Stay.Tenancy.Opened = civil.MustParse(v)
	return nil
}

func waterRows(r CorrectionRecord) []CorrectionEntry {
	v := "no"
	if r.Stay.WaterIntensive {
		v = "yes"
	}
	return []CorrectionEntry{{Row: r.Stay.Tenancy.ID, Value: v}}
}

func setWater(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	r.Stay.WaterIntensive = v == "yes"
	return nil
}

// renewalRows are the signings of the later terms; the first one is the signing of the tenancy.
func renewalRows(r CorrectionRecord) []CorrectionEntry {
	var out []CorrectionEntry
	for _, c := range r.Stay.Contracts {
		if c.Term > 1 && !c.Signed.IsZero() && c.State != allocation.ContractVoid {
			out = append(out, CorrectionEntry{Row: c.ID, Title: c.Number, Value: c.Signed.String()})
		}
	}
	return out
}

// setRenewal moves the signing of a later term, but not before what the renewal rested on was known (四(四)).
func setRenewal(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
	day := civil.MustParse(v)
	for i := range r.Stay.Contracts {
		c := &r.Stay.Contracts[i]
		if c.ID != row {
			continue
		}
		for _, known := range r.Stay.Assessed {
			if day.Before(known) && !known.After(c.Signed) {
				return ErrCorrectionRests.Textf("续签依据的考核到 %s 才有结论，签订不能早于它（四(四)）；考核的日期登记错了的，先作废重新登记", known)
			}
		}
		c.Signed = day
	}
	return nil
}

// paperRows are the papers that are not struck out.
func paperRows(get func(allocation.Milestone) string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		var out []CorrectionEntry
		for _, m := range r.Stay.Papers {
			if m.Struck.IsZero() {
				out = append(out, CorrectionEntry{Row: m.ID, Title: m.Kind.Title() + " " + m.Number, Value: get(m.Milestone)})
			}
		}
		return out
	}
}

func setPaper(put func(*allocation.Milestone, string)) setterOf {
	return func(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
		for i := range r.Stay.Papers {
			if r.Stay.Papers[i].ID == row {
				put(&r.Stay.Papers[i].Milestone, v)
			}
		}
		return nil
	}
}

// strikePaper marks a paper as entered by mistake: it stays and does not count.
func strikePaper(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	for i := range r.Stay.Papers {
		if m := &r.Stay.Papers[i]; m.ID == row && v == "yes" {
			m.Struck, m.StruckReason = at.Today, at.Reason
		}
	}
	return nil
}

func recordRows(get func(allocation.Condition) string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		var out []CorrectionEntry
		for _, h := range r.Stay.Handovers {
			title := "交出记录"
			if h.Back {
				title = "交回记录"
			}
			out = append(out, CorrectionEntry{Row: h.ID, Title: title + " " + h.Unit, Value: get(h.Condition)})
		}
		return out
	}
}

func setRecord(put func(*allocation.Condition, string)) setterOf {
	return func(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
		for i := range r.Stay.Handovers {
			if r.Stay.Handovers[i].ID == row {
				put(&r.Stay.Handovers[i].Condition, v)
			}
		}
		return nil
	}
}

func setKeys(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	n, err := allocation.ParseKeys(v)
	if err != nil {
		return allocation.ErrKeys.With(v).On("value")
	}
	return setRecord(func(c *allocation.Condition, _ string) { c.Keys = n })(r, row, v, at)
}

func setPower(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	e, err := allocation.ParseEnergy(v)
	if err != nil {
		return err
	}
	return setRecord(func(c *allocation.Condition, _ string) { c.Power = e })(r, row, v, at)
}

// setMeter mends the water meter of a hand-over record: the reading that it brought is reversed, and the right one takes
// its place.
func setMeter(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	water, err := allocation.ParseVolume(v)
	if err != nil {
		return err
	}
	s := r.Stay
	for i := range s.Handovers {
		h := &s.Handovers[i]
		if h.ID != row {
			continue
		}
		h.Water = water
		next := ReadingEntry{UnitID: h.UnitID, Unit: h.Unit, Day: h.Day, Water: water, Meter: charge.MeterSame}
		if j := s.readingOf(*h); j >= 0 {
			was := &s.Readings[j]
			next.Meter, next.Reason = was.Meter, was.Reason
			was.Reversed, was.ReversedReason = at.Today, at.Reason
		}
		s.Readings = append(s.Readings, next)
	}
	return nil
}

// readingRows are the readings that count, without those that belong to a hand-over record: these are mended there.
func readingRows(r CorrectionRecord) []CorrectionEntry {
	ofRecord := map[int]bool{}
	for _, h := range r.Stay.Handovers {
		ofRecord[r.Stay.readingOf(h)] = true
	}
	var out []CorrectionEntry
	for i, v := range r.Stay.Readings {
		if v.Reversed.IsZero() && !ofRecord[i] {
			out = append(out, CorrectionEntry{Row: v.ID, Title: fmt.Sprintf("读数 %s %s %s", v.Unit, v.Day, v.Water), Value: "no"})
		}
	}
	return out
}

// reverseReading takes a reading out of the calculation (红冲): it stays, marked with the reason.
func reverseReading(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	for i := range r.Stay.Readings {
		if e := &r.Stay.Readings[i]; e.ID == row && v == "yes" {
			e.Reversed, e.ReversedReason = at.Today, at.Reason
		}
	}
	return nil
}

// exitRows is a field of the exit that is shown, once it says something.
func exitRows(get func(leave.Exit) string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		for _, x := range r.Stay.Exits {
			if x.ID == r.Exit && get(x) != "" {
				return []CorrectionEntry{{Row: x.ID, Value: get(x)}}
			}
		}
		return nil
	}
}

func setExit(put func(*leave.Exit, string)) setterOf {
	return func(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
		for i := range r.Stay.Exits {
			if r.Stay.Exits[i].ID == row {
				put(&r.Stay.Exits[i], v)
			}
		}
		return nil
	}
}

// setStopDay moves a day of an exit from which the stop of the waiver may follow (四(五)): it moves along.
func setStopDay(to func(*leave.Exit) *civil.Date) setterOf {
	return func(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
		t := &r.Stay.Tenancy
		return setExit(func(x *leave.Exit, v string) {
			was := x.StopsOn()
			*to(x) = civil.MustParse(v)
			if !was.IsZero() && t.Stopped == was {
				t.Stopped = x.StopsOn()
			}
		})(r, row, v, at)
	}
}

// setReturned moves the day of the keys that came back: stay, contract, holds, records and readings of that day go along.
func setReturned(r CorrectionRecord, row int64, v string, at CorrectionMoment) error {
	s, day := r.Stay, civil.MustParse(v)
	was := s.Tenancy.Ended
	moveRecords(s, true, was, day)
	s.Tenancy.Ended = day
	for i := range s.Contracts {
		if c := &s.Contracts[i]; c.State == allocation.ContractEnded && c.Ended == was {
			c.Ended = day
		}
	}
	for i := range s.Holds {
		if s.Holds[i].To == was {
			s.Holds[i].To = day
		}
	}
	return setExit(func(x *leave.Exit, _ string) { x.Returned = day })(r, row, v, at)
}
