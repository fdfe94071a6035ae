package document

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/stay"
)

// person is an applicant as it is today, with what it was before.
type person struct {
	now    allocation.Applicant
	former stay.FormerFields
}

// house is a unit as it is today, with what it was before.
type house struct {
	now    premises.UnitRow
	former premises.UnitHistory
}

// readPerson keeps an applicant with its past.
func (r *Record) readPerson(ctx context.Context, st *store.Store, id int64, now allocation.Applicant) error {
	former, err := st.Former(ctx, id)
	if r.people == nil {
		r.people = map[int64]person{}
	}
	r.people[id] = person{now, former}
	return err
}

// readPast reads who has held the stay, and the premises that it has held, each with its past.
func (r *Record) readPast(ctx context.Context, st *store.Store, by engine.Actor) error {
	ids := []int64{r.Tenancy.Applicant}
	for _, c := range r.Tenancy.Changes {
		ids = append(ids, c.Old)
	}
	for _, id := range ids {
		if _, known := r.people[id]; known {
			continue
		}
		who, err := st.Applicant(ctx, by, id)
		if err == nil {
			err = r.readPerson(ctx, st, id, who.Applicant)
		}
		if err != nil {
			return err
		}
	}
	r.houses = map[int64]house{}
	for _, h := range r.Tenancy.Holdings {
		u, err := st.Unit(ctx, by, h.UnitID)
		if err != nil {
			return err
		}
		past, err := st.UnitHistory(ctx, by, h.UnitID)
		if err != nil {
			return err
		}
		r.houses[h.UnitID] = house{u, past}
	}
	r.Who = r.people[r.Tenancy.Applicant].now
	r.Name = r.Who.Name
	return nil
}

// of is the record as a paper says it, as of the paper's own day: who held it and was called what, the contract in force, and of the
// office what it said when the paper was served. A paper without a day of its own is made out today.
func (r *Record) of(f Form) Record {
	said := *r
	if f.day != nil {
		said.Day = f.day(r)
	}
	if said.Day.IsZero() {
		said.Day = r.Today
	}
	if p, known := r.people[said.applicant()]; known && r.Noun != NounRound {
		said.put(p.former.On(p.now, said.Day))
	}
	if f.Code != codeContract && r.Tenancy.ID != 0 {
		said.Contract = r.contractOn(said.Day)
	}
	said.Card.Card = r.Card.On(said.Day, r.past)
	if c, kept := r.served[f.Code]; kept {
		said.Card.Card = c
	}
	return said
}

// applicant is whom the paper is about on its day.
func (r *Record) applicant() int64 {
	if r.Tenancy.ID == 0 {
		return r.Application.Applicant
	}
	return r.Tenancy.TenantOn(r.onDay())
}

// onDay is the day of the paper; of a record of which none is made out yet, today.
func (r *Record) onDay() civil.Date {
	if r.Day.IsZero() {
		return r.Today
	}
	return r.Day
}

// put takes over who the paper is about.
func (r *Record) put(who allocation.Applicant) { r.Who, r.Name = who, who.Name }

// contractOn is the contract that was in force on a day: the last one that had been signed and had begun; of a day before all of them
// the first.
func (r *Record) contractOn(day civil.Date) allocation.Contract {
	c := r.Contract
	for i, x := range r.Tenancy.Contracts {
		if i == 0 || !x.From.After(day) && !x.Signed.After(day) {
			c = x
		}
	}
	return c
}

// heldOn are the premises as they were on a day: those held then, of a day behind the end those of the end.
func (r *Record) heldOn(day civil.Date) (out []premises.UnitRow) {
	if end := r.Tenancy.Ended; !end.IsZero() && !day.Before(end) {
		day = end.AddDays(-1)
	}
	if first := r.Tenancy.Signed; day.Before(first) {
		day = first
	}
	for _, h := range r.Tenancy.Holdings {
		if !h.From.After(day) && (h.To.IsZero() || h.To.After(day)) {
			out = append(out, r.unitOn(h, day))
		}
	}
	return out
}

// unitOn is a unit of the stay as it was on a day.
func (r *Record) unitOn(h stay.HoldingRow, day civil.Date) premises.UnitRow {
	if p, known := r.houses[h.UnitID]; known {
		return p.former.On(p.now, day)
	}
	return premises.UnitRow{ID: h.UnitID, Number: h.Unit, Community: h.Community, Area: h.Area, Address: h.Address, Certificate: h.Certificate, Usage: h.Usage}
}

// numberOn is the number that a unit of the stay had on a day.
func (r *Record) numberOn(unit int64, today string, day civil.Date) string {
	if p, known := r.houses[unit]; known {
		return p.former.On(p.now, day).Number
	}
	return today
}

// The days on which papers are made out; none: it is made out when it is printed.
func dayAccepted(r *Record) civil.Date { return r.Application.AcceptedOn }
func dayAsked(r *Record) civil.Date    { return r.Application.Supplement.Asked }
func dayRefused(r *Record) civil.Date  { return r.movedOn(allocation.ApplicationRefused) }
func dayRejected(r *Record) civil.Date { return r.movedOn(allocation.ApplicationRejected) }
func dayPosted(r *Record) civil.Date   { return r.Round.Posted.Day }
func daySigned(r *Record) civil.Date   { return r.Contract.Signed }
func dayHanded(r *Record) civil.Date   { return r.Tenancy.Handed }
func dayIssued(r *Record) civil.Date   { return r.Bill.Issued }
func dayPaid(r *Record) civil.Date     { return r.Payment.Day }
func dayAssessed(r *Record) civil.Date { return r.Assessment.Day }
func dayTold(r *Record) civil.Date     { return r.Exit.Told }
func dayNoticed(r *Record) civil.Date  { return r.Exit.Noticed }
func dayFiled(r *Record) civil.Date    { return r.Exit.Filed }
func dayExitDecided(r *Record) civil.Date {
	if r.Exit.State != leave.ExitRefused && r.Exit.State != leave.ExitCancelled {
		return civil.Date{}
	}
	return r.Exit.Decided
}

// movedOn is the day on which the application came into a state last.
func (r *Record) movedOn(state allocation.ApplicationState) (day civil.Date) {
	if r.Application.State == state {
		day = r.Application.StateDay
	}
	for _, m := range r.Application.Moves {
		if m.To == state {
			day = m.Day
		}
	}
	return day
}
