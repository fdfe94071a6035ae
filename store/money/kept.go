package money

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// What the fees of every stay come to is kept beside the rows that it follows from: its lines up to the end of the year, and their sums by
// district and month. A line is the same whatever day a schedule ends on, but the one that the day cuts through, so that every day
// of the past is answered from the same lines (FeesOn, EachFees). Triggers put a stay whose facts change into fee_stale in the same
// transaction; its lines are not used until KeepFees has worked them out again, and what is asked before that is worked out anew.
//
//	rows of a stay ── trigger ──> fee_stale ── KeepFees ──> fee_kept ──> fee_month
//	                                                            └──────────────┴──> FeesOn, EachFees

// keptYear are the lines of a stay that count from a day of a year on.
type keptYear struct {
	district string
	year     int
	before   charge.FeeTotal // of the lines of the years before
	lines    []byte
}

// FeeSum is what the lines of a district come to of a fee and the year of its price.
type FeeSum struct {
	District         string
	Fee              charge.Fee
	Year             int
	Stays            int64 // that have such a line
	Priced, Unpriced int64 // lines
	charge.FeeTotal
}

// feeKey tells sums apart; month is its first day, none for those of all months.
type feeKey struct {
	month      civil.Date
	year       int16
	place, fee int8 // in keptPlaces, in keptFees
}

var keptPlaces = allocation.DistrictNames()

func feeKeyOf(district string, month civil.Date, fee charge.Fee, year int) feeKey {
	return feeKey{month, int16(year), int8(slices.Index(keptPlaces, district)), int8(slices.Index(keptFees, fee))}
}

// feeSums are sums by what they are sums of.
type feeSums map[feeKey]*FeeSum

// add adds a line, or takes it away (times is -1).
func (s feeSums) add(district string, month civil.Date, l *keptLine, times int64) {
	key := feeKeyOf(district, month, l.Fee, l.Year)
	sum := s[key]
	if sum == nil {
		sum = &FeeSum{District: district, Fee: l.Fee, Year: l.Year}
		s[key] = sum
	}
	if l.first {
		sum.Stays += times
	}
	if !l.Priced {
		sum.Unpriced += times
		return
	}
	sum.Priced += times
	sum.Market += l.Market * quantity.Money(times)
	sum.Payable += l.Payable * quantity.Money(times)
	sum.Waived += l.Waived * quantity.Money(times)
}

// addYear adds the lines of a year by month, or takes them away.
func (s feeSums) addYear(y keptYear, times int64) error {
	return y.each(func(l keptLine) { s.add(y.district, l.since.MonthStart(), &l, times) })
}

// each gives the lines of a year with their money.
func (y keptYear) each(line func(keptLine)) error {
	u := unpack(y.lines, y.year)
	for l, ok := u.next(); ok; l, ok = u.next() {
		l.FeeLine = l.Until(l.To)
		line(l)
	}
	return u.err()
}

// errKeptLines says that kept lines cannot be read; verify names the stay.
var errKeptLines = errors.New("money: kept lines cannot be read")

// keptStay is what is kept of a stay.
type keptStay struct {
	tenancy  int64
	district string
	lines    []keptLine
	years    []keptYear
}

// yearsOf packs the lines of a stay by year: a row for every year from the signing to the end of the stay, or to the day up to which is kept.
func yearsOf(f *TenancyFees, lines []keptLine, until civil.Date) (out []keptYear) {
	t, last := &f.Tenancy, until.AddDays(-1)
	if t.Signed.IsZero() || t.Signed.After(last) {
		return nil
	}
	if !t.Ended.IsZero() && t.Ended.Before(last) {
		last = civil.Max(t.Ended, t.Signed)
	}
	if n := len(lines); n > 0 {
		last = civil.Max(last, lines[n-1].since)
	}
	var sum charge.FeeTotal
	for year := t.Signed.Year(); year <= last.Year(); year++ {
		y := keptYear{district: t.District, year: year, before: sum, lines: []byte{}}
		for ; len(lines) > 0 && lines[0].since.Year() == year; lines = lines[1:] {
			y.lines = lines[0].pack(y.lines, year)
			sum = sum.With(lines[0].FeeLine)
		}
		out = append(out, y)
	}
	return out
}

// keptChunk is of how many stays the lines are worked out in one transaction.
const keptChunk = 2000

// KeepFees works out the lines of the stays whose facts have changed since, so many in a transaction. Where the office cannot be written to,
// it does nothing: what is asked is worked out anew then. Errors: those of the database.
func (s Room) KeepFees(ctx context.Context, progress engine.Progress) error {
	if s.ReadOnly() || s.Writer == nil {
		return nil
	}
	left, err := engine.One(ctx, s.Read, engine.ScanOne[int64], keptLeft, s.Today())
	for done := int64(0); err == nil && left > 0; {
		progress.Tell(textKeepFees, done, done+left)
		n := int64(0)
		err = s.Scratch(ctx, func(t *engine.Tx) error {
			if n, err = keepSome(t); err != nil {
				return err
			}
			left, err = engine.One(ctx, t, engine.ScanOne[int64], `SELECT count(*) FROM fee_stale`)
			return err
		})
		if done += n; n == 0 {
			return err
		}
	}
	return err
}

const textKeepFees = "汇总费用"

const (
	// keptLeft is how many stays have to be worked out; where the lines do not reach the day ($1), all that go on.
	keptLeft = `SELECT CASE WHEN (SELECT count(*) FROM fee_until WHERE day > $1) THEN (SELECT count(*) FROM fee_stale) ELSE 1 END`

	keptOf      = `SELECT ` + keptColumns + ` FROM fee_kept k WHERE tenancy_id` + ofThese + ` ORDER BY tenancy_id, year`
	keptColumns = `k.tenancy_id, k.district, k.year, k.market, k.payable, k.lines`
	keptPut     = `INSERT INTO fee_kept (district, year, tenancy_id, market, payable, lines) VALUES ($1, $2, $3, $4, $5, $6)`
	keptAddSum  = `INSERT INTO fee_month (district, month, fee, year, stays, priced, unpriced, market, payable) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (district, month, fee, year) DO UPDATE SET stays = stays + excluded.stays, priced = priced + excluded.priced, unpriced = unpriced + excluded.unpriced,
		market = market + excluded.market, payable = payable + excluded.payable`
)

// keepSome works out the lines of some of the stays of fee_stale and counts them.
func keepSome(t *engine.Tx) (int64, error) {
	until, err := reach(t)
	if err != nil {
		return 0, err
	}
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT tenancy_id FROM fee_stale ORDER BY tenancy_id LIMIT $1`, keptChunk)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	sums := feeSums{}
	if err := forget(t, ids, sums); err != nil {
		return 0, err
	}
	err = workedOf(t.Ctx, t, ids, until, func(f *TenancyFees) keptStay {
		lines := keptLines(f.Tenancy.Signed, f.Schedule.Lines)
		return keptStay{f.Tenancy.ID, f.Tenancy.District, lines, yearsOf(f, lines, until)}
	}, func(s keptStay) error {
		for _, y := range s.years {
			if err := t.Exec(keptPut, y.district, y.year, s.tenancy, y.before.Market, y.before.Payable, y.lines); err != nil {
				return err
			}
		}
		for i := range s.lines {
			sums.add(s.district, s.lines[i].since.MonthStart(), &s.lines[i], 1)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for key, sum := range sums { // each row by itself: their order is nothing
		if err := t.Exec(keptAddSum, sum.District, key.month, sum.Fee, sum.Year, sum.Stays, sum.Priced, sum.Unpriced, sum.Market, sum.Payable); err != nil {
			return 0, err
		}
	}
	return int64(len(ids)), engine.Each(
		func() error { return t.Exec(`DELETE FROM fee_month WHERE stays = 0 AND priced = 0 AND unpriced = 0`) },
		func() error {
			return t.Exec(`DELETE FROM fee_stale WHERE tenancy_id IN (SELECT value FROM json_each($1))`, listed(ids))
		},
	)
}

// reach is the day up to which lines are kept, the end of the year at least; where that has come nearer, the stays that go on are stale.
func reach(t *engine.Tx) (civil.Date, error) {
	until, err := keptUntil(t.Ctx, t)
	if err != nil || until.After(t.Today) {
		return until, err
	}
	next := civil.On(t.Today.Year()+1, 1, 1)
	return next, engine.Each(
		func() error {
			return t.Exec(`INSERT OR IGNORE INTO fee_stale SELECT id FROM tenancy WHERE ended_day IS NULL OR ended_day > $1`, cmp.Or(until.String(), "0"))
		},
		func() error {
			return t.Exec(`INSERT INTO fee_until (id, day) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET day = excluded.day`, next)
		},
	)
}

// keptUntil is the day up to which lines are kept; none before any were.
func keptUntil(ctx context.Context, q engine.Querier) (civil.Date, error) {
	day, _, err := engine.Maybe(ctx, q, engine.ScanOne[civil.Date], `SELECT day FROM fee_until`)
	return day, err
}

// forget takes the kept lines of stays away, out of their sums too.
func forget(t *engine.Tx, ids []int64, sums feeSums) error {
	err := eachYear(t.Ctx, t, func(_ int64, y keptYear) error { return sums.addYear(y, -1) }, keptOf, listed(ids))
	if err != nil {
		return err
	}
	return t.Exec(`DELETE FROM fee_kept WHERE tenancy_id`+ofThese, listed(ids))
}

// eachYear gives the years that a question finds, without holding them all; the lines are good until the next one.
func eachYear(ctx context.Context, q engine.Querier, each func(tenancy int64, y keptYear) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, engine.Bind(args)...)
	if err != nil {
		return engine.Fault(err)
	}
	defer rows.Close()
	var y keptYear
	var tenancy int64
	var lines sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&tenancy, &y.district, &y.year, &y.before.Market, &y.before.Payable, &lines); err != nil {
			return engine.Fault(err)
		}
		y.before.Waived, y.lines = y.before.Market-y.before.Payable, lines
		if err := each(tenancy, y); err != nil {
			return err
		}
	}
	return engine.Fault(rows.Err())
}

// eachOf gives the schedules of some stays up to a day (excluded), as they are whatever day is asked: a contract that is over by then is over.
func eachOf(ctx context.Context, q engine.Querier, ids []int64, until civil.Date, each func(*TenancyFees) error) error {
	return workedOf(ctx, q, ids, until, func(f *TenancyFees) *TenancyFees { return f }, each)
}

// workedOf gives what is worked out of the schedules of eachOf, on every processor while the next stays are read.
func workedOf[T any](ctx context.Context, q engine.Querier, ids []int64, until civil.Date, work func(*TenancyFees) T, each func(T) error) error {
	prices := placed(ctx, q)
	type part struct {
		stays []TenancyFees
		out   []T
	}
	return inTurns(len(ids), func(from, to int) (p part, err error) {
		stays, err := feeStays(ctx, q, `WHERE t.id`+ofThese+` AND t.signed_day IS NOT NULL ORDER BY t.number`, listed(ids[from:to]))
		if err != nil {
			return p, err
		}
		p = part{make([]TenancyFees, len(stays)), make([]T, len(stays))}
		for i := range stays {
			p.stays[i] = TenancyFees{Tenancy: stays[i], Until: until}
		}
		return p, takeMany(ctx, q, p.stays, prices, until)
	}, func(p part) {
		onEach(len(p.stays), func(i int) {
			f := &p.stays[i]
			f.Schedule = f.Preview(f.Benefits)
			p.out[i] = work(f)
		})
	}, func(p part) error {
		for _, v := range p.out {
			if err := each(v); err != nil {
				return err
			}
		}
		return nil
	})
}

// listed are ids as json_each takes them.
func listed(ids []int64) string {
	list, _ := json.Marshal(ids) // numbers always can be
	return string(list)
}
