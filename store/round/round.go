package round

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// RoundRow is an allocation round with what lists and screens show beside its life.
type RoundRow struct {
	allocation.Round
	ID               int64
	Number           string // JS-2021-07
	Title            string
	District         string
	Filter           string // the text that chose the pool of an old round, or of a single placement
	LeftOut          int    // vacant units that stay out of the pool
	LeftWhy          string // their reasons, each with how many; TextLeftUnknown for an old round
	Parameter        int64  // id of the parameters' version
	ParameterVersion int64
	CreatedDay       civil.Date
	ConfirmedDay     civil.Date
	Run              int64 // the run whose result stands; 0 before the first
	Runs             int   // runs made so far
	Served           int   // applicants served by that run
	Jobs             int64 // their jobs in thousandths
	Area             quantity.Area
	UnitsLeft        int
	Open             int // objections without an answer
	Upheld           int // upheld objections that the run does not follow yet
	Pending          int // overrides without a second signature
	Version          int64

	Overtaken rule.Overtaking // whom a single placement passes over, without names

	CreatedBy   int64  // account that drew it up; whoever this is does not confirm it where the district keeps duties apart
	VoidBy      string // who asks to cancel it, by display name
	confirmedBy hand
	drawnBy     hand // who entered the draw
	voidBy      hand // who asks to cancel it
}

// Round reads one round with its witnesses. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Round(ctx context.Context, by engine.Actor, id int64) (RoundRow, error) {
	r, err := readRound(ctx, s.Read, id)
	if err == nil && !by.Sees(r.District) {
		return RoundRow{}, engine.ErrOtherDistrict.With(r.District)
	}
	return r, err
}

// RoundByNumber reads one round by its number. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) RoundByNumber(ctx context.Context, by engine.Actor, number string) (RoundRow, error) {
	id, err := engine.One(ctx, s.Read, engine.ScanOne[int64], `SELECT id FROM round WHERE number = $1`, number)
	if err != nil {
		return RoundRow{}, err
	}
	return s.Round(ctx, by, id)
}

func readRound(ctx context.Context, q engine.Querier, id int64) (RoundRow, error) {
	r, err := RoundNoun.ByID(ctx, q, id)
	if err != nil {
		return r, err
	}
	r.Draw.Witnesses, err = engine.All(ctx, q, engine.ScanOne[string], `SELECT name FROM round_witness WHERE round_id = $1 ORDER BY position`, id)
	return r, err
}

// openRound reads a round inside a transaction for a change: of the actor's own district, and at the version that the person saw.
func openRound(t *engine.Tx, id, version int64) (RoundRow, error) {
	r, err := readRound(t.Ctx, t, id)
	if err != nil {
		return r, err
	}
	t.About("round", id)
	if err := t.Mine(r.District); err != nil {
		return r, err
	}
	t.Subject(r.Title)
	if r.Version != version {
		return r, t.Stale("round", id)
	}
	return r, nil
}

// saveRound writes the life of a round back, counts its version up and keeps the move.
func saveRound(t *engine.Tx, before allocation.RoundState, r *RoundRow, reason string) error {
	r.confirmedBy = hand{}
	if r.State == allocation.RoundConfirmed {
		r.confirmedBy = hand{t.By.ID, true}
	}
	err := RoundNoun.Set(t, *r, r.Version)
	if err != nil {
		return err
	}
	r.Version++
	t.Reason(reason)
	if r.State == before {
		return nil
	}
	return t.Move("round", r.ID, string(before), string(r.State), reason)
}

// CancelRound ends a round with a reason and releases its units; one whose lots are drawn only where another person has asked for it
// (AskCancelRound), in a district that only warns with a warning. Errors: draw.ErrCancelAlone, allocation.ErrSamePerson.
func (s Room) CancelRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActCancelRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		before := r.State
		if r.CancelAsks() && r.Voiding.Open() {
			if _, err := basis.SeparateFrom(t, r.District, r.voidBy.account); err != nil {
				return err
			}
		}
		if err := r.Cancel(reason); err != nil {
			return err
		}
		if before != allocation.RoundDraft {
			if err := releaseRound(t, r, r.Reason, nil); err != nil {
				return err
			}
		}
		return saveRound(t, before, &r, r.Reason)
	})
}

// releaseRound gives the round's units back, all but those that stay (by unit id).
func releaseRound(t *engine.Tx, r RoundRow, reason string, stay map[int64]bool) error {
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT unit_id FROM round_unit WHERE round_id = $1 ORDER BY unit_id`, r.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := premises.ReleaseHold(t, id, holdRound, r.ID); err != nil {
			return err
		}
		if stay[id] {
			continue
		}
		if err := premises.MoveUnit(t, id, allocation.UnitRelease, reason); err != nil {
			return err
		}
	}
	return nil
}

// Kinds of hold that this part of the store places.
const (
	holdRound = "round"
	HoldAward = "award"
)

// NewRound makes a draft of a round over all vacant units of the district, with the parameters in force today.
func (s Room) NewRound(ctx context.Context, by engine.Actor, district string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActCreateRound, func(t *engine.Tx) error {
		if err := t.Mine(district); err != nil {
			return err
		}
		id, err = addRound(t, district, "", false)
		return err
	})
	return id, err
}

func addRound(t *engine.Tx, district, filter string, single bool) (int64, error) {
	d, err := allocation.FindDistrict(district)
	if err != nil {
		return 0, err
	}
	p, err := basis.Parameters(t, d.Name)
	if err != nil {
		return 0, err
	}
	kind, year := "round", t.Today.Year()
	if single {
		kind = "single"
	}
	n, err := t.Number(fmt.Sprintf("%s/%s/%d", kind, d.Code, year))
	if err != nil {
		return 0, err
	}
	r := RoundRow{
		Round: allocation.Round{State: allocation.RoundDraft, Single: single}, Number: allocation.RoundNumber(d.Code, year, n, single), Title: allocation.RoundTitle(d.Name, year, n, single),
		District: d.Name, Parameter: p.ID, Filter: filter, CreatedDay: t.Today, CreatedBy: t.By.ID,
	}
	id, err := RoundNoun.Add(t, r)
	if err != nil {
		return 0, err
	}
	t.Subject(r.Title)
	t.About("round", id)
	return id, t.Move("round", id, "", string(r.State), "")
}

// newParameters gives a draft the parameters in force today.
func newParameters(t *engine.Tx, r RoundRow) error {
	p, err := basis.Parameters(t, r.District)
	if err != nil {
		return err
	}
	r.Parameter = p.ID
	return RoundNoun.Set(t, r, r.Version)
}

func (r RoundRow) facts(today civil.Date, gone int, stale bool) allocation.RoundFacts {
	return allocation.RoundFacts{Today: today, Open: r.Open, Upheld: r.Upheld, Pending: r.Pending, Gone: gone, Stale: stale}
}

// inRound refuses an application that takes no part in the round.
func inRound(t *engine.Tx, round, application int64) error {
	_, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM round_applicant WHERE round_id = $1 AND application_id = $2`, round, application)
	if err == nil && !found {
		return ErrNotInRound
	}
	return err
}
