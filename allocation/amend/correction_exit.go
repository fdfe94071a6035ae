package amend

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

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
