package money

import (
	"context"
	"encoding/json"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
)

// draftRun works the bills out that are asked for, of many stays at once.
func draftRun(ctx context.Context, q engine.Querier, by engine.Actor, ask BillAsk, today civil.Date, progress engine.Progress) (BillRun, error) {
	if ask.Through.IsZero() {
		ask.Through = today
	}
	run := BillRun{Ask: ask, day: today}
	if ask.Through.After(today) {
		return run, ErrBillThrough.Textf("截止日期不能晚于今天 %s：周期结束之后才能出账", today).With(ask.Through.String()).On("through")
	}
	var err error
	if run.head, err = engine.ReadHead(ctx, q); err != nil {
		return run, err
	}
	ids, err := billTenancies(ctx, q, by, ask)
	if err != nil {
		return run, err
	}
	prices, done := placed(ctx, q), 0
	for some := range slices.Chunk(ids, scheduleChunk) {
		if err := ctx.Err(); err != nil {
			return run, err
		}
		drafts, err := draftMany(ctx, q, by, some, ask, prices)
		if err != nil {
			return run, err
		}
		for _, b := range drafts {
			if len(b.Bills) > 0 || len(b.Waits) > 0 || len(b.Unread) > 0 {
				run.add(b)
			}
		}
		done += len(some)
		progress.Tell(stageBills, int64(done), int64(len(ids)))
	}
	run.Seal = run.seal()
	return run, nil
}

// DraftTenancy works out the bills of one tenancy from today's schedule.
func DraftTenancy(ctx context.Context, q engine.Querier, by engine.Actor, id int64, ask BillAsk) (TenancyBills, error) {
	drafts, err := draftMany(ctx, q, by, []int64{id}, ask, placed(ctx, q))
	if err != nil {
		return TenancyBills{}, err
	}
	return drafts[0], nil
}

// billDraft is what the bills of one tenancy follow from.
type billDraft struct {
	fees TenancyFees
	in   charge.BillInput
}

// draftMany works out the bills of some tenancies, in their order: what they follow from is read for all at once and worked out on every
// processor.
func draftMany(ctx context.Context, q engine.Querier, by engine.Actor, ids []int64, ask BillAsk, prices pricing) ([]TenancyBills, error) {
	drafts, err := readDrafts(ctx, q, by, ids, ask, prices)
	if err != nil {
		return nil, err
	}
	out := make([]TenancyBills, len(drafts))
	onEach(len(drafts), func(i int) { out[i] = drafts[i].bills(ask) })
	return out, nil
}

// readDrafts reads what the bills of some tenancies follow from. Errors: ErrNotFound, ErrOtherDistrict.
func readDrafts(ctx context.Context, q engine.Querier, by engine.Actor, ids []int64, ask BillAsk, prices pricing) ([]billDraft, error) {
	these, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	stays, err := stay.TenancyNoun.All(ctx, q, `WHERE t.id`+ofThese, string(these))
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]stay.TenancyRow, len(stays))
	for _, r := range stays {
		if !by.Console && !by.Sees(r.District) {
			return nil, engine.ErrOtherDistrict.With(r.District)
		}
		byID[r.ID] = r
	}
	chunk := make([]TenancyFees, len(ids))
	for i, id := range ids {
		r, found := byID[id]
		if !found {
			return nil, engine.ErrNotFound
		}
		chunk[i].Tenancy = r
	}
	facts, err := readManyFacts(ctx, q, chunk)
	if err != nil {
		return nil, err
	}
	issued, err := readManyBills(ctx, q, string(these))
	if err != nil {
		return nil, err
	}
	months, drafts := map[string]int{}, make([]billDraft, len(ids))
	for i, f := range chunk {
		n, known := months[f.Tenancy.District]
		if !known {
			if n, err = stay.BillMonths(ctx, q, f.Tenancy.District, ask.Through); err != nil {
				return nil, err
			}
			months[f.Tenancy.District] = n
		}
		in := charge.BillInput{Signed: f.Tenancy.Signed, Ended: f.Tenancy.Ended, Months: n, Through: ask.Through, Issued: issued[f.Tenancy.ID]}
		f.Until = civil.Max(ask.Through, charge.BilledTo(in.Issued))
		if err := f.take(*facts[f.Tenancy.ID], prices, f.Until); err != nil {
			return nil, err
		}
		drafts[i] = billDraft{f, in}
	}
	return drafts, nil
}

// bills works them out.
func (d *billDraft) bills(ask BillAsk) TenancyBills {
	f, in := &d.fees, d.in
	b := TenancyBills{Tenancy: f.Tenancy}
	f.Schedule = f.Preview(f.Benefits)
	in.Schedule = f.Schedule
	if ask.Difference {
		if x, ok := charge.DraftDifference(in); ok {
			b.Bills = append(b.Bills, x)
		}
		return b
	}
	b.Bills = charge.DraftBills(in)
	to := charge.PeriodStart(ask.Through, in.Months)
	if !in.Ended.IsZero() {
		to = civil.Min(in.Ended, ask.Through)
	}
	for i := range b.Bills {
		if x := &b.Bills[i]; x.Kind != charge.BillDifference {
			x.Lacks = charge.Lacking(f.unread(x.To), f.Schedule.Waiting(x.To), f.seasonless(x.To))
		}
	}
	b.Waits, b.Unread, b.Water, b.NoSeason = f.Schedule.Waiting(to), f.unread(to), f.waterLater(to, in.Months), f.seasonless(to)
	return b
}

// readManyBills reads the bills of some tenancies ($1, a list in JSON) with their lines, each one's the oldest first.
func readManyBills(ctx context.Context, q engine.Querier, these string) (map[int64][]charge.Bill, error) {
	owners, err := engine.All(ctx, q, engine.ScanOne[int64], `SELECT b.tenancy_id FROM bill b WHERE b.tenancy_id`+ofThese+` ORDER BY b.tenancy_id, b.id`, these)
	if err != nil || len(owners) == 0 {
		return nil, err
	}
	bills, err := BillRecord.All(ctx, q, `WHERE b.tenancy_id`+ofThese+` ORDER BY b.tenancy_id, b.id`, these)
	if err != nil {
		return nil, err
	}
	at := 0
	_, err = engine.All(ctx, q, func(s engine.Scanner) (id int64, err error) {
		l := charge.BillLine{FeeLine: charge.FeeLine{Priced: true}}
		err = s.Scan(&id, &l.Fee, &l.From, &l.To, &l.Phase, &l.Year, &l.Area, &l.Litres, &l.Days, &l.Of, &l.Price, &l.Back, &l.Relief, &l.Market, &l.Payable, &l.Waived)
		for at < len(bills)-1 && bills[at].ID != id {
			at++
		}
		bills[at].Lines = append(bills[at].Lines, l)
		return id, err
	}, linesOfMany, these)
	of := map[int64][]charge.Bill{}
	for i, b := range bills {
		of[owners[i]] = append(of[owners[i]], b)
	}
	return of, err
}
