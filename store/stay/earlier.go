package stay

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/round"
)

// staysOf are the stays of an applicant: its own, and those that went over from it to another one.
const staysOf = `SELECT t.id, t.number, p.name, t.clock_day, t.clock_how, t.signed_day, t.ended_day FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
	WHERE t.state <> 'void' AND (t.applicant_id = $1 OR t.id IN (SELECT c.tenancy_id FROM holding_change c WHERE c.old_id = $1 AND c.new_id <> $1))
	ORDER BY t.id`

// readEarlier reads the stays, over or running, of an applicant and of everybody who shares a number, a person, a telephone or an
// address with it, by their numbers.
func readEarlier(ctx context.Context, q engine.Querier, applicant int64, today civil.Date) ([]tenure.Earlier, error) {
	who, err := intake.ReadApplicant(ctx, q, applicant)
	if err != nil {
		return nil, err
	}
	known, err := intake.Traces(ctx, q, applicant)
	if err != nil {
		return nil, err
	}
	var out []tenure.Earlier
	seen := map[int64]int{}
	for _, x := range known {
		same := tenure.SameTenant(who.Applicant, x.Applicant)
		alike := tenure.Alike(who.Applicant, x, today)
		if !same && len(alike) == 0 {
			continue
		}
		some, err := engine.All(ctx, q, func(s engine.Scanner) (e tenure.Earlier, err error) {
			var how allocation.ClockHow
			err = s.Scan(&e.ID, &e.Number, &e.Name, &e.Clock, &how, &e.Signed, &e.Ended)
			e.Same, e.Alike, e.FullPrice = same, alike, how == allocation.ClockFull
			return e, err
		}, staysOf, x.Applicant.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range some {
			if i, there := seen[e.ID]; there {
				out[i].Same = out[i].Same || e.Same
				continue
			}
			seen[e.ID] = len(out)
			out = append(out, e)
		}
	}
	return out, nil
}

// EarlierStays are the stays that the fee clock of an award's contract depends on: shown before it is signed (五(一)).
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) EarlierStays(ctx context.Context, by engine.Actor, award int64) ([]tenure.Earlier, error) {
	w, err := round.Of(s.Store).Award(ctx, by, award)
	if err != nil {
		return nil, err
	}
	app, err := intake.ReadApplication(ctx, s.Read, w.Application)
	if err != nil {
		return nil, err
	}
	return readEarlier(ctx, s.Read, app.Applicant, s.Today())
}

// StaysBefore are the stays before one, over or running, that its fee clock depends on (五(一)).
func StaysBefore(ctx context.Context, q engine.Querier, tenancy, applicant int64, today civil.Date) ([]tenure.Earlier, error) {
	list, err := readEarlier(ctx, q, applicant, today)
	return slices.DeleteFunc(list, func(e tenure.Earlier) bool { return e.ID >= tenancy }), err
}
