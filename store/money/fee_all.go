package money

import (
	"context"
	"encoding/json"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
)

// scheduleChunk is of how many stays the schedules are worked out at once.
const scheduleChunk = 2000

// EachSchedule gives the schedules of the stays of a district that were signed by a day, up to the end of that day, by number, each as
// FeeSchedule has it. What they follow from is read for many stays at once. Errors: ErrOtherDistrict, those of each.
func (s Room) EachSchedule(ctx context.Context, by engine.Actor, district string, day civil.Date, each func(*TenancyFees) error) error {
	if !by.Sees(district) {
		return engine.ErrOtherDistrict.With(district)
	}
	return s.Snapshot(ctx, func(q engine.Querier) error {
		stays, err := stay.TenancyNoun.All(ctx, q, `WHERE t.district = $1 AND t.signed_day <= $2 ORDER BY t.number`, district, day)
		if err != nil {
			return err
		}
		prices := placed(ctx, q)
		for from := 0; from < len(stays); from += scheduleChunk {
			chunk := make([]TenancyFees, min(scheduleChunk, len(stays)-from))
			for i := range chunk {
				chunk[i] = TenancyFees{Tenancy: stays[from+i], Until: day.AddDays(1)}
			}
			if err := fillSchedules(ctx, q, chunk, prices, s.Today()); err != nil {
				return err
			}
			for i := range chunk {
				if err := each(&chunk[i]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// fillSchedules reads what the schedules of a chunk follow from and works them out on every processor.
func fillSchedules(ctx context.Context, q engine.Querier, chunk []TenancyFees, prices pricing, today civil.Date) error {
	facts, err := readManyFacts(ctx, q, chunk)
	if err != nil {
		return err
	}
	for i := range chunk {
		if err := chunk[i].take(*facts[chunk[i].Tenancy.ID], prices, today); err != nil {
			return err
		}
	}
	onEach(len(chunk), func(i int) { chunk[i].Schedule = chunk[i].Preview(chunk[i].Benefits) })
	return nil
}

// Rows of many tenancies ($1, a list in JSON), in the order in which readFacts reads those of one.
const (
	ofThese = ` IN (SELECT value FROM json_each($1))`

	tenanciesOfContracts = `SELECT c.tenancy_id FROM contract c WHERE c.tenancy_id` + ofThese + ` ORDER BY c.tenancy_id, c.term, c.id`
	heldByMany           = `SELECT h.ref_id, h.unit_id, u.number, u.community, CAST(u.floor AS TEXT), h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id` + ofThese + ` ORDER BY h.ref_id, h.from_day, u.number`
	areasOfMany = `SELECT a.unit_id, a.from_day, a.area_dm2 FROM unit_area a
		WHERE a.unit_id IN (SELECT h.unit_id FROM hold h WHERE h.kind = 'tenancy' AND h.ref_id` + ofThese + `) ORDER BY a.unit_id, a.from_day`
)

// readManyFacts is readFacts of the tenancies of a chunk, by their ids.
func readManyFacts(ctx context.Context, q engine.Querier, chunk []TenancyFees) (map[int64]*feeFacts, error) {
	facts, ids := make(map[int64]*feeFacts, len(chunk)), make([]int64, len(chunk))
	for i := range chunk {
		ids[i] = chunk[i].Tenancy.ID
		facts[ids[i]] = &feeFacts{}
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	these := string(list)
	return facts, engine.Each(
		func() error { return manyContracts(ctx, q, facts, these) },
		func() error { return manyHeld(ctx, q, facts, these) },
		func() error {
			rows, err := stay.ReadingRecord.All(ctx, q, `WHERE r.tenancy_id`+ofThese+` ORDER BY r.tenancy_id, u.number, r.day, r.meter = 'new', r.id`, these)
			for _, r := range rows {
				facts[r.Tenancy].readings = append(facts[r.Tenancy].readings, r)
			}
			return err
		},
		func() error {
			rows, err := stay.BenefitNoun.All(ctx, q, `WHERE b.tenancy_id`+ofThese+` ORDER BY b.tenancy_id, b.id`, these)
			for _, r := range rows {
				facts[r.Tenancy].benefits = append(facts[r.Tenancy].benefits, r.Benefit)
			}
			return err
		},
	)
}

func manyContracts(ctx context.Context, q engine.Querier, facts map[int64]*feeFacts, these string) error {
	owners, err := engine.All(ctx, q, engine.ScanOne[int64], tenanciesOfContracts, these)
	if err != nil {
		return err
	}
	rows, err := stay.ContractRecord.All(ctx, q, `WHERE c.tenancy_id`+ofThese+` ORDER BY c.tenancy_id, c.term, c.id`, these)
	for i, c := range rows {
		facts[owners[i]].contracts = append(facts[owners[i]].contracts, c)
	}
	return err
}

func manyHeld(ctx context.Context, q engine.Querier, facts map[int64]*feeFacts, these string) error {
	areas := map[int64][]charge.AreaSpell{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (unit int64, err error) {
		var a charge.AreaSpell
		if err = s.Scan(&unit, &a.From, &a.Area); err == nil {
			areas[unit] = append(areas[unit], a)
		}
		return unit, err
	}, areasOfMany, these)
	if err != nil {
		return err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (u Held, err error) {
		var tenancy int64
		if err = s.Scan(&tenancy, &u.Unit, &u.number, &u.community, &u.floor, &u.From, &u.To); err == nil {
			u.Areas = areas[u.Unit]
			facts[tenancy].units = append(facts[tenancy].units, u)
		}
		return u, err
	}, heldByMany, these)
	return err
}
