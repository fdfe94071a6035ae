package money

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// BillAsk says which bills are asked for.
type BillAsk struct {
	District   string     // "" for all districts that the actor sees
	Tenancy    int64      // only of this tenancy; 0 for all
	Through    civil.Date // periods that end on or before this day; none takes today
	Difference bool       // of one tenancy: only what puts earlier bills right, late readings and prices of these days included
	Only       []int64    // of the tenancies that are asked for only these; none takes all
}

// TenancyBills are the bills that a tenancy would get.
type TenancyBills struct {
	Tenancy stay.TenancyRow
	Bills   []charge.Bill         // the oldest first, without number, day and due day
	Waits   []charge.MissingPrice // prices without which days before the end of what is asked cannot be billed
	Unread  []charge.Unread       // meters that were not read for the last period that is asked for, though water is paid for
	Water   charge.WaterLater     // water that a later bill has

	NoSeason bool // heating is paid for, and no heating season is known
}

// Total is the sum of the bills.
func (b TenancyBills) Total() (sum charge.FeeTotal) {
	for _, x := range b.Bills {
		sum = sum.Plus(x.Total)
	}
	return sum
}

// Unknown says why the bills do not come to what is to be paid: a price or a reading is missing. Empty where nothing is.
func (b TenancyBills) Unknown() string {
	switch {
	case len(b.Waits) > 0:
		return TextPending
	case len(b.Unread) > 0:
		return stay.TextUnread
	}
	return ""
}

// BillRun is a preview of bills; nothing is written.
type BillRun struct {
	Ask   BillAsk
	Items []TenancyBills // those with a bill, or a price or a reading to wait for, by district and number of the tenancy
	Bills int
	Total charge.FeeTotal
	Seal  string // SHA-256 over what was shown: what a person has seen is what is issued

	head engine.Head // of the log when it was drawn up
	day  civil.Date  // on which
}

// KindSum is how many bills of a kind there are, of how many stays, and what they come to.
type KindSum struct {
	Kind  charge.BillKind
	Bills int
	Total charge.FeeTotal
}

// ByKind sums the bills of each kind that there is, in the order of charge.BillKinds.
func (r *BillRun) ByKind() []KindSum {
	var out []KindSum
	for _, k := range charge.BillKinds {
		s := KindSum{Kind: k}
		for _, item := range r.Items {
			for _, b := range item.Bills {
				if b.Kind == k {
					s.Bills, s.Total = s.Bills+1, s.Total.Plus(b.Total)
				}
			}
		}
		if s.Bills > 0 {
			out = append(out, s)
		}
	}
	return out
}

// Tally is how many stays of a run get a bill, wait for a price, have a meter that nobody read.
func (r *BillRun) Tally() (billed, waiting, unread int) {
	one := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	for _, item := range r.Items {
		billed, waiting, unread = billed+one(len(item.Bills) > 0), waiting+one(len(item.Waits) > 0), unread+one(len(item.Unread) > 0)
	}
	return billed, waiting, unread
}

// Choose is the run over some of its tenancies only: what a person has chosen in the preview is what is issued.
func (r *BillRun) Choose(tenancies []int64) BillRun {
	out := BillRun{Ask: r.Ask, head: r.head, day: r.day}
	out.Ask.Only = slices.Clone(tenancies)
	wanted := idSet(tenancies)
	for _, item := range r.Items {
		if wanted[item.Tenancy.ID] {
			out.add(item)
		}
	}
	out.Seal = out.seal()
	return out
}

func idSet(ids []int64) map[int64]bool {
	set := make(map[int64]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// add takes the bills of a tenancy in.
func (r *BillRun) add(item TenancyBills) {
	r.Items = append(r.Items, item)
	r.Bills, r.Total = r.Bills+len(item.Bills), r.Total.Plus(item.Total())
}

// seal is the hash of everything that the bills say.
func (r *BillRun) seal() string {
	said := sha256.New() // whose Write never fails
	for _, item := range r.Items {
		said.Write([]byte(item.Tenancy.Number))
		said.Write(charge.Canonical(item.Bills))
	}
	return hex.EncodeToString(said.Sum(nil))
}

// What a run over many tenancies is about, for its progress.
const (
	stageBills = "bills"
	stageIssue = "issue"
)

// PreviewBills works out which bills are due and writes nothing. Errors: ErrOtherDistrict, ErrNotFound, ErrBillThrough.
func (s Room) PreviewBills(ctx context.Context, by engine.Actor, ask BillAsk, progress engine.Progress) (run BillRun, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		run, err = draftRun(ctx, q, by, ask, s.Today(), progress)
		return err
	})
	if err != nil {
		return BillRun{}, err
	}
	return run, nil
}

// billCandidates are the tenancies that may get a bill: those with a bill already (a correction may have come), those whose clock
// or stopped waiver makes a period payable, those that pay for water, those with a fee that is not waived.
const billCandidates = `SELECT t.id FROM tenancy t WHERE t.district = $1 AND t.state <> 'void' AND (t.billed_to IS NOT NULL OR t.water_intensive = 1
	OR ` + stay.SqlNotSpared + ` OR ` + stay.SqlBillFrom + ` < coalesce(t.ended_day, $2)) ORDER BY t.number`

// billTenancies are the tenancies that are asked for, by district and number.
func billTenancies(ctx context.Context, q engine.Querier, by engine.Actor, ask BillAsk) ([]int64, error) {
	if ask.Tenancy != 0 {
		return []int64{ask.Tenancy}, nil
	}
	asked, err := by.Asks(ask.District)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, d := range allocation.Districts() {
		if asked != "" && asked != d.Name {
			continue
		}
		some, err := engine.All(ctx, q, engine.ScanOne[int64], billCandidates, d.Name, ask.Through)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	if len(ask.Only) > 0 {
		wanted := idSet(ask.Only)
		ids = slices.DeleteFunc(ids, func(id int64) bool { return !wanted[id] })
	}
	return ids, nil
}

// IssueBills issues what a preview showed, all in one transaction, and returns the ids of the bills in its order. The preview is drawn up
// again where the log has gone on since, or the day.
// Errors: ErrBillsChanged when anything differs by now, ErrNoBills, those of PreviewBills.
func (s Room) IssueBills(ctx context.Context, by engine.Actor, run BillRun, progress engine.Progress) (ids []int64, err error) {
	err = s.Write(ctx, by, allocation.ActIssueBill, func(t *engine.Tx) error {
		if err := run.holds(t, by, progress); err != nil {
			return err
		}
		days, err := basis.Calendar(t.Ctx, t)
		if err != nil {
			return err
		}
		for i, item := range run.Items {
			some, err := issue(t, item, days)
			if err != nil {
				return err
			}
			ids = append(ids, some...)
			progress.Tell(stageIssue, int64(i+1), int64(len(run.Items)))
		}
		t.Subject(fmt.Sprintf("账单 %d 张 应缴 %s 元", run.Bills, run.Total.Payable))
		if run.Ask.Tenancy != 0 {
			n := run.Items[0].Tenancy
			t.Subject(fmt.Sprintf("%s %s 账单 %d 张 应缴 %s 元", n.Number, n.Name, run.Bills, run.Total.Payable))
		}
		if len(ids) == 1 {
			t.About("bill", ids[0])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// holds refuses a preview that is not what would be issued now.
func (r *BillRun) holds(t *engine.Tx, by engine.Actor, progress engine.Progress) error {
	now, err := engine.ReadHead(t.Ctx, t)
	if err != nil {
		return err
	}
	if now != r.head || t.Today != r.day {
		fresh, err := draftRun(t.Ctx, t, by, r.Ask, t.Today, progress)
		if err != nil {
			return err
		}
		if fresh.Seal != r.Seal {
			return ErrBillsChanged
		}
		*r = fresh
	}
	if r.Bills == 0 {
		return ErrNoBills
	}
	return nil
}

// issue writes the bills of one tenancy: number, due day, lines, and what is open now.
func issue(t *engine.Tx, item TenancyBills, days *civil.Calendar) (ids []int64, err error) {
	n := item.Tenancy
	district, err := allocation.FindDistrict(n.District)
	if err != nil {
		return nil, err
	}
	p, err := basis.Parameters(t, n.District)
	if err != nil {
		return nil, err
	}
	for _, b := range item.Bills {
		count, err := t.Number(charge.BillSeries(district.Code, t.Today.Year()))
		if err != nil {
			return nil, err
		}
		b.Issue(charge.BillNumber(district.Code, t.Today.Year(), count), t.Today, p.BillDueDays, days)
		if b.ID, err = addBill(t, n, b); err != nil {
			return nil, err
		}
		ids = append(ids, b.ID)
	}
	if err := t.Exec(`UPDATE tenancy SET differs = 0 WHERE id = $1 AND differs = 1`, n.ID); err != nil {
		return nil, err
	}
	if to := charge.BilledTo(item.Bills); !to.IsZero() {
		if err := t.Exec(`UPDATE tenancy SET billed_to = $1 WHERE id = $2`, to, n.ID); err != nil {
			return nil, err
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return ids, settle(t, n.ID)
}

func addBill(t *engine.Tx, n stay.TenancyRow, b charge.Bill) (int64, error) {
	r := BillRow{Tenancy: n.ID, District: n.District, Issuer: t.By.ID}
	r.Bill = b
	id, err := BillNoun.Add(t, r)
	if err != nil {
		return 0, err
	}
	for _, l := range b.Lines {
		err := t.Exec(billLineAdd, id, string(l.Fee), l.From, l.To, string(l.Phase), l.Year, int64(l.Area), l.Litres, l.Days, l.Of, int64(l.Price), l.Back,
			l.Relief, int64(l.Market), int64(l.Payable), int64(l.Waived))
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

// Bills and payments.
var (
	ErrBillThrough  = say.Refuse("bill_through", "还没有结束的周期不能出账")
	ErrBillsChanged = say.Refuse("bills_changed", "预览之后价格、读数、面积或缴费有变动，没有出账。请重新预览后再出账")
	ErrNoBills      = say.Refuse("no_bills", "没有需要出的账单：周期还没有结束、都在免收期内，或价格待公布")
)
