package money

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/engine/value"
	"penggai/store/stay"
)

// scheduleChunk is of how many stays the schedules are worked out at once.
const scheduleChunk = 500

// EachSchedule gives the schedules of the stays of a district that were signed by a day, up to the end of that day, by number, each as
// FeeSchedule has it. What they follow from is read for many stays at once. Errors: ErrOtherDistrict, those of each.
func (s Room) EachSchedule(ctx context.Context, by engine.Actor, district string, day civil.Date, each func(*TenancyFees) error) error {
	if !by.Sees(district) {
		return engine.ErrOtherDistrict.With(district)
	}
	return s.Snapshot(ctx, func(q engine.Querier) error {
		stays, err := feeStays(ctx, q, `WHERE t.district = $1 AND t.signed_day <= $2 ORDER BY t.number`, district, day)
		if err != nil {
			return err
		}
		prices := placed(ctx, q)
		return inTurns(len(stays), func(from, to int) ([]TenancyFees, error) {
			chunk := make([]TenancyFees, to-from)
			for i := range chunk {
				chunk[i] = TenancyFees{Tenancy: stays[from+i], Until: day.AddDays(1)}
			}
			return chunk, takeMany(ctx, q, chunk, prices, s.Today())
		}, func(chunk []TenancyFees) {
			onEach(len(chunk), func(i int) { chunk[i].Schedule = chunk[i].Preview(chunk[i].Benefits) })
		}, func(chunk []TenancyFees) error {
			for i := range chunk {
				if err := each(&chunk[i]); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// inTurns reads n stays in parts, works each part out while the next one is read, and gives them on in their order.
func inTurns[T any](n int, read func(from, to int) (T, error), work func(T), give func(T) error) error {
	var last T
	var done chan struct{} // closed when last is worked out; nil before there is one
	wait := func() bool {
		if done != nil {
			<-done
		}
		return done != nil
	}
	for from := 0; from < n; from += scheduleChunk {
		part, err := read(from, min(from+scheduleChunk, n))
		there := wait()
		if err != nil {
			return err
		}
		given := last
		last, done = part, make(chan struct{})
		go func(done chan struct{}) {
			defer close(done)
			work(part)
		}(done)
		if there {
			if err := give(given); err != nil {
				wait()
				return err
			}
		}
	}
	if wait() {
		return give(last)
	}
	return nil
}

// takeMany reads what the schedules of some stays follow from.
func takeMany(ctx context.Context, q engine.Querier, chunk []TenancyFees, prices pricing, today civil.Date) error {
	facts, err := readManyFacts(ctx, q, chunk)
	if err != nil {
		return err
	}
	for i := range chunk {
		if err := chunk[i].take(*facts[chunk[i].Tenancy.ID], prices, today); err != nil {
			return err
		}
	}
	return nil
}

// feeStays reads of stays t what their fees follow from, and who they are.
func feeStays(ctx context.Context, q engine.Querier, which string, args ...any) ([]stay.TenancyRow, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (t stay.TenancyRow, err error) {
		err = s.Scan(&t.ID, &t.Number, &t.District, &t.Name, &t.Signed, &t.Clock, &t.Handed, &t.Stopped, &t.Ended, &t.WaterIntensive)
		return t, err
	}, `SELECT t.id, t.number, t.district, p.name, t.signed_day, t.clock_day, t.handed_day, t.stopped_day, t.ended_day, t.water_intensive
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id `+which, args...)
}

// Rows of many tenancies ($1, a list in JSON), each with what fees follow from, in the order in which readFacts reads those of one.
const (
	ofThese = ` IN (SELECT value FROM json_each($1))`

	contractsOfMany = `SELECT c.tenancy_id, c.term, c.state, c.signed_day, c.from_day, c.to_day, c.gap_kept FROM contract c
		WHERE c.tenancy_id` + ofThese + ` ORDER BY c.tenancy_id, c.term, c.id`
	heldByMany = `SELECT h.ref_id, h.unit_id, u.number, u.community, CAST(u.floor AS TEXT), h.from_day, h.to_day FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id` + ofThese + ` ORDER BY h.ref_id, h.from_day, u.number`
	areasOfMany = `SELECT a.unit_id, a.from_day, a.area_dm2 FROM unit_area a
		WHERE a.unit_id IN (SELECT h.unit_id FROM hold h WHERE h.kind = 'tenancy' AND h.ref_id` + ofThese + `) ORDER BY a.unit_id, a.from_day`
	benefitsOfMany = `SELECT b.tenancy_id, b.id, b.waives, b.relieves, b.percent, b.reason, b.start_day, b.until_day, b.ended_day, p.from_day, p.to_day
		FROM benefit b LEFT JOIN benefit_pause p ON p.benefit_id = b.id
		WHERE b.tenancy_id` + ofThese + ` AND b.start_day IS NOT NULL AND (b.waives <> '' OR b.percent > 0) ORDER BY b.tenancy_id, b.id, p.from_day, p.id`
)

// readManyFacts is readFacts of the tenancies of a chunk, by their ids; of their benefits it has those that spare a fee.
func readManyFacts(ctx context.Context, q engine.Querier, chunk []TenancyFees) (map[int64]*feeFacts, error) {
	facts, ids := make(map[int64]*feeFacts, len(chunk)), make([]int64, len(chunk))
	all := make([]feeFacts, len(chunk))
	for i := range chunk {
		ids[i] = chunk[i].Tenancy.ID
		facts[ids[i]] = &all[i]
	}
	these := listed(ids)
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
		func() error { return manyBenefits(ctx, q, facts, these) },
	)
}

func manyContracts(ctx context.Context, q engine.Querier, facts map[int64]*feeFacts, these string) error {
	_, err := engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var tenancy int64
		var c allocation.Contract
		if err = s.Scan(&tenancy, &c.Term, &c.State, &c.Signed, &c.From, &c.To, &c.GapKept); err == nil {
			facts[tenancy].contracts = append(facts[tenancy].contracts, c)
		}
		return none, err
	}, contractsOfMany, these)
	return err
}

func manyBenefits(ctx context.Context, q engine.Querier, facts map[int64]*feeFacts, these string) error {
	_, err := engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var tenancy int64
		var b relief.Benefit
		var p relief.BenefitPause
		err = s.Scan(&tenancy, &b.ID, (*value.List[charge.Fee])(&b.Waives), (*value.List[charge.Fee])(&b.Relieves), &b.Percent, &b.Reason,
			&b.Start, &b.Until, &b.Ended, &p.From, &p.To)
		if err != nil {
			return none, err
		}
		of := facts[tenancy]
		if n := len(of.benefits); n == 0 || of.benefits[n-1].ID != b.ID {
			of.benefits = append(of.benefits, b)
		}
		if !p.From.IsZero() {
			last := &of.benefits[len(of.benefits)-1]
			last.Pauses = append(last.Pauses, p)
		}
		return none, nil
	}, benefitsOfMany, these)
	return err
}

func manyHeld(ctx context.Context, q engine.Querier, facts map[int64]*feeFacts, these string) error {
	areas := map[int64][]charge.AreaSpell{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var unit int64
		var a charge.AreaSpell
		if err = s.Scan(&unit, &a.From, &a.Area); err == nil {
			areas[unit] = append(areas[unit], a)
		}
		return none, err
	}, areasOfMany, these)
	if err != nil {
		return err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var tenancy int64
		var u Held
		if err = s.Scan(&tenancy, &u.Unit, &u.number, &u.community, &u.floor, &u.From, &u.To); err == nil {
			u.Areas = areas[u.Unit]
			facts[tenancy].units = append(facts[tenancy].units, u)
		}
		return none, err
	}, heldByMany, these)
	return err
}
