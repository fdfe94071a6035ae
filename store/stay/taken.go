package stay

import (
	"cmp"
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
)

// Taken is a stay that ran before the office kept its data, as its papers have it (接入). Nothing of it was decided here: it has no award.
type Taken struct {
	District  string
	Applicant allocation.Applicant // with an ID: one that is registered
	Project   string
	Water     bool // the trade lives on water
	Units     []int64
	Signed    civil.Date // of the first contract
	Terms     []TakenTerm
	Handed    civil.Date
	Opened    civil.Date           // none: not open yet
	Jobs      allocation.JobFigure // promised
	Verified  allocation.JobFigure // last verified; no day: never
	Waivers   []string             // codes of the fee waivers that were granted; nil: every one that applies
	Source    string               // what it was taken from
}

// TakenTerm is one contract of it, the first term first.
type TakenTerm struct {
	Number string // as the paper has it; empty: by the program's rule
	Signed civil.Date
}

// TakenNumber is the number of the application that a stay taken over stands on: JR-RZ-JS-2018-0001.
func TakenNumber(tenancy string) string { return "JR-" + tenancy }

// TakeOver writes a stay that runs already, with what hangs on it, and returns its id. since is the first day on which a signing is
// believed. Errors: those of SignTenancy, of the moves of a unit, ErrUnitHeld.
func TakeOver(t *engine.Tx, x Taken, since civil.Date) (int64, error) {
	n, err := allocation.SignTenancy(x.District, since, x.Signed, t.Today)
	if err != nil {
		return 0, err
	}
	if n.Number, err = nextTenancy(t, x.District, x.Signed); err != nil {
		return 0, err
	}
	if err := x.live(t, &n); err != nil {
		return 0, err
	}
	if x.Applicant.ID == 0 {
		if x.Applicant.ID, err = intake.TakeApplicant(t, x.Applicant); err != nil {
			return 0, err
		}
	} else if err := x.clock(t, &n); err != nil {
		return 0, err
	}
	app, err := intake.TakeApplication(t, allocation.Application{
		Number: TakenNumber(n.Number), District: x.District, Applicant: x.Applicant.ID, Project: x.Project, WaterIntensive: x.Water,
	}, x.Signed, x.Jobs, x.Verified)
	if err != nil {
		return 0, err
	}
	n.ID, err = TenancyNoun.Add(t, TenancyRow{Tenancy: n, Applicant: x.Applicant.ID, Application: app, WaterIntensive: x.Water, StateDay: cmp.Or(n.Opened, n.Handed, n.Signed)})
	if err != nil {
		return 0, err
	}
	if err := t.Move("tenancy", n.ID, "", string(n.State), x.Source); err != nil {
		return 0, err
	}
	if err := x.contracts(t, n); err != nil {
		return 0, err
	}
	for _, unit := range x.Units {
		if err := premises.TakeUnit(t, unit, HoldTenancy, n.ID, n.Signed, x.Source); err != nil {
			return 0, err
		}
	}
	if err := signWaivers(t, round.AwardRow{RoundTitle: x.Source + "，此前的"}, n, x.Water, x.Waivers); err != nil {
		return 0, err
	}
	if x.Verified.Day.IsZero() {
		return n.ID, nil
	}
	months := x.Verified.Day.MonthIndex(x.Signed)
	return n.ID, t.Exec(`UPDATE tenancy SET assessed_months = $1 WHERE id = $2`, max(months, 0), n.ID)
}

// live brings a stay to where its papers say that it stands: the keys, the opening.
func (x Taken) live(t *engine.Tx, n *allocation.Tenancy) error {
	if x.Handed.IsZero() {
		return nil
	}
	calendar, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return err
	}
	if err := n.HandOver(x.Handed, t.Today, calendar); err != nil || x.Opened.IsZero() {
		return err
	}
	return n.Open(x.Opened, t.Today)
}

// clock sets the fee clock of who has stayed before: it goes on, as nobody decides anything here.
func (x Taken) clock(t *engine.Tx, n *allocation.Tenancy) error {
	earlier, err := readEarlier(t.Ctx, t, x.Applicant.ID, t.Today)
	if err != nil || len(earlier) == 0 {
		return err
	}
	return tenure.SetClock(n, earlier, allocation.ClockNone, "", false)
}

// contracts writes the terms: all but the last are renewed, the last runs.
func (x Taken) contracts(t *engine.Tx, n allocation.Tenancy) error {
	for i, term := range x.Terms {
		c := allocation.DrawContract(n.Signed, i+1)
		drawn := c.State
		if err := c.Sign(term.Signed, t.Today); err != nil {
			return err
		}
		if i < len(x.Terms)-1 {
			if _, err := c.Renew(&n, allocation.After72Full); err != nil {
				return err
			}
		}
		if c.Number = term.Number; c.Number == "" {
			var err error
			if c.Number, err = nextContract(t, n.District, term.Signed); err != nil {
				return err
			}
		}
		if i > 0 {
			c.Decision = x.Source
		}
		var err error
		if c.ID, err = ContractNoun.Add(t, ContractRow{Contract: c, Tenancy: n.ID}); err != nil {
			return fmt.Errorf("contract %s: %w", c.Number, err)
		}
		if err := t.Move("contract", c.ID, string(drawn), string(c.State), x.Source); err != nil {
			return err
		}
	}
	return nil
}

// Meters are the readings of a unit in a stay that count.
func Meters(ctx context.Context, q engine.Querier, tenancy, unit int64) ([]charge.MeterReading, error) {
	return readingsOf(ctx, q, tenancy, unit)
}

// TakeReading writes a reading as papers of before have it (接入); note is what they remark. Errors: those of charge.FitReading.
func TakeReading(t *engine.Tx, tenancy, unit int64, m charge.MeterReading, note string) error {
	return addReading(t, ReadingRow{Tenancy: tenancy, UnitID: unit, Day: m.Day, Water: allocation.Volume(m.Litres), Meter: m.Meter, Reason: note})
}
