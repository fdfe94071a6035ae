package intake

import (
	"context"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
)

// IntakeChoices is what the form at the counter offers: the catalogues of the day, the communities and equipment of the actor's
// district, and the newest applicants.
type IntakeChoices struct {
	Sectors     []allocation.Sector
	Groups      []allocation.Group
	Materials   []allocation.Material // in the order of the district's list when it has one
	Order       []string              // that list
	Communities []IntakeCommunity
	Applicants  []ApplicantBrief
}

// IntakeCommunity is a community that can be asked for.
type IntakeCommunity struct{ District, Name string }

// intakeApplicants is how many applicants the form offers; older ones are found by the lookup.
const intakeApplicants = 2000

const intakeCommunities = `SELECT district, community FROM unit WHERE ($1 = '' OR district = $1) AND district <> ''
	GROUP BY district, community ORDER BY district, min(number)`

// Communities are the names of the communities of a district that can be asked for.
func Communities(ctx context.Context, q engine.Querier, district string) ([]string, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (name string, err error) {
		err = r.Scan(new(string), &name)
		return name, err
	}, intakeCommunities, district)
}

// IntakeChoices reads what the form at the counter offers for a district; "" takes the actor's own.
func (s Room) IntakeChoices(ctx context.Context, by engine.Actor, district string) (c IntakeChoices, err error) {
	if district == "" {
		district = by.District
	}
	if c.Sectors, err = basis.Of(s.Store).Sectors(ctx, s.Today()); err != nil {
		return c, err
	}
	if c.Groups, err = basis.Of(s.Store).Groups(ctx, s.Today()); err != nil {
		return c, err
	}
	if c.Materials, err = basis.Of(s.Store).Materials(ctx, s.Today()); err != nil {
		return c, err
	}
	if district != "" {
		parameters, err := basis.Of(s.Store).Parameters(ctx, district, s.Today())
		if err != nil {
			return c, err
		}
		c.Order = parameters.Parameters.Materials
	}
	c.Communities, err = engine.All(ctx, s.Read, func(r engine.Scanner) (x IntakeCommunity, err error) {
		err = r.Scan(&x.District, &x.Name)
		return x, err
	}, intakeCommunities, district)
	if err != nil {
		return c, err
	}
	c.Applicants, err = s.FindApplicants(ctx, by, "", intakeApplicants)
	return c, err
}
