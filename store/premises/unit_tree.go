package premises

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/store/engine"
)

// Tally is a number of units and their floor area.
type Tally struct {
	Units int
	Area  quantity.Area
}

// UnitTally is what a district, a community or a building has: in all and by state.
type UnitTally struct {
	District  string // empty for the city pool
	Community string // empty for a whole district
	Building  string // empty for a whole community
	All       Tally
	States    map[allocation.UnitState]Tally
	Samples   int // units that are 示例明细
}

// Statements of the tree: one row for each place and state, from an index alone.
const (
	sqlDistrictTallies = `SELECT u.district, '', '', u.state, count(*), CAST(sum(u.area_dm2) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
	FROM unit u INDEXED BY unit_tally WHERE ($1 = '' OR u.district = $1) AND u.state <> 'closed' GROUP BY u.district, u.state
	ORDER BY ` + sqlDistrictRank + `, u.state`
	sqlCommunityTallies = `SELECT u.district, u.community, '', u.state, count(*), CAST(sum(u.area_dm2) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
	FROM unit u INDEXED BY unit_place WHERE u.district = $1 AND u.state <> 'closed' GROUP BY u.community, u.state ORDER BY u.community, u.state`
	sqlBuildingTallies = `SELECT u.district, u.community, u.building, u.state, count(*), CAST(sum(u.area_dm2) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
	FROM unit u INDEXED BY unit_place WHERE u.community = $2 AND u.district = $1 AND u.state <> 'closed' GROUP BY u.building, u.state
	ORDER BY ` + sqlBuildingWord + `, ` + sqlBuildingNo + `, u.building, u.state`
)

// DistrictTallies are the districts that the actor sees, in the order of the policy, the city pool last.
func (s Room) DistrictTallies(ctx context.Context, by engine.Actor) ([]UnitTally, error) {
	return tallies(ctx, s.Read, sqlDistrictTallies, by.District)
}

// CommunityTallies are the communities of a district by their pinyin, those without a name of their own (其他) last.
// Errors: ErrOtherDistrict.
func (s Room) CommunityTallies(ctx context.Context, by engine.Actor, district string) ([]UnitTally, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	out, err := tallies(ctx, s.Read, sqlCommunityTallies, district)
	slices.SortStableFunc(out, func(a, b UnitTally) int {
		return cmp.Or(cmp.Compare(lastOf(a.Community), lastOf(b.Community)),
			strings.Compare(search.Initials(a.Community), search.Initials(b.Community)),
			strings.Compare(a.Community, b.Community))
	})
	return out, err
}

// lastOf puts the communities that gather what has no name of its own behind the others.
func lastOf(community string) int {
	if strings.HasSuffix(community, say.Other) {
		return 1
	}
	return 0
}

// House is a building with its units, and where it stands among the buildings of its community.
type House struct {
	Units     []UnitRow // upper floors first, along the floor
	Buildings []string  // of the community, in order
}

// House reads a building in one state of the data.
func (s Room) House(ctx context.Context, by engine.Actor, district, community, building string) (h House, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		h, err = Of(at).house(ctx, by, district, community, building)
		return err
	})
	return h, err
}

// HouseOf reads the building of a unit in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) HouseOf(ctx context.Context, by engine.Actor, unit int64) (h House, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		u, err := Of(at).Unit(ctx, by, unit)
		if err != nil {
			return err
		}
		h, err = Of(at).house(ctx, by, u.District, u.Community, u.Building)
		return err
	})
	return h, err
}

func (s Room) house(ctx context.Context, by engine.Actor, district, community, building string) (h House, err error) {
	if h.Units, err = s.BuildingUnits(ctx, by, district, community, building); err != nil {
		return h, err
	}
	all, err := s.BuildingTallies(ctx, by, district, community)
	for _, b := range all {
		h.Buildings = append(h.Buildings, b.Building)
	}
	return h, err
}

// BuildingTallies are the buildings of a community, by number. Errors: ErrOtherDistrict.
func (s Room) BuildingTallies(ctx context.Context, by engine.Actor, district, community string) ([]UnitTally, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return tallies(ctx, s.Read, sqlBuildingTallies, district, community)
}

// tallies folds the rows of one place into one tally; the rows of a place stand together.
func tallies(ctx context.Context, q engine.Querier, query string, args ...any) ([]UnitTally, error) {
	var out []UnitTally
	_, err := engine.All(ctx, q, func(s engine.Scanner) (struct{}, error) {
		var p UnitTally
		var state allocation.UnitState
		var n Tally
		if err := s.Scan(&p.District, &p.Community, &p.Building, &state, &n.Units, &n.Area, &p.Samples); err != nil {
			return struct{}{}, err
		}
		last := len(out) - 1
		if last < 0 || out[last].District != p.District || out[last].Community != p.Community || out[last].Building != p.Building {
			p.States = map[allocation.UnitState]Tally{}
			samples := p.Samples
			p.Samples = 0
			out, last = append(out, p), last+1
			p.Samples = samples
		}
		t := &out[last]
		t.States[state] = n
		t.All.Units += n.Units
		t.All.Area += n.Area
		t.Samples += p.Samples
		return struct{}{}, nil
	}, query, args...)
	return out, err
}
