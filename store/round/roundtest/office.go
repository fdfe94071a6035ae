// Package roundtest adds rounds and awards to the office in which the store is tested.
//
//	roundtest ──> intaketest, round
package roundtest

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/basis"
	"penggai/store/engine/enginetest"
	"penggai/store/intake/intaketest"
	"penggai/store/round"
)

// Office is an office with the use cases of this room too.
type Office struct {
	intaketest.Office
	round.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{intaketest.Of(o), round.Of(o.Store)} }

// New is an office of 尖山区 with some vacant units in a row (premisestest.Office.Row) and parameters: 10 ㎡ a job, no run of
// units. Its verification recomputes the confirmed rounds.
func New(t testing.TB, units int) Office {
	t.Helper()
	o := Of(intaketest.New(t, "尖山区", round.VerifyRounds).Base())
	o.Row(t, units)
	p := allocation.DefaultParameters()
	p.Allocation, p.Dispute.N = SmallShops(), 1
	_, err := o.AddParameters(t.Context(), o.As(t, allocation.Approver), basis.NewParameters{
		District: "尖山区", Effective: o.Clock.Day, Note: "测试", Parameters: p,
	})
	enginetest.OK(t, err)
	return o
}

// Locked is a round over everything that waits, locked.
func (o Office) Locked(t testing.TB) round.RoundRow {
	t.Helper()
	by := o.As(t, allocation.Reviewer) // who draws up does not confirm
	id, err := o.NewRound(t.Context(), by, "尖山区")
	enginetest.OK(t, err)
	return o.lock(t, id)
}

// lock locks a draft as it stands, past whoever waits in another round.
func (o Office) lock(t testing.TB, id int64) round.RoundRow {
	t.Helper()
	by := o.As(t, allocation.Reviewer)
	sc, err := o.RoundScope(t.Context(), by, id)
	enginetest.OK(t, err)
	past, err := o.LockPasses(t.Context(), by, id)
	enginetest.OK(t, err)
	l := round.Locking{Seal: sc.Seal, Source: Witnessed()}
	if len(past.List) > 0 {
		l.Past = o.Signed(t, past)
	}
	enginetest.OK(t, o.LockRound(t.Context(), by, id, o.RoundOf(t, id).Version, l))
	return o.RoundOf(t, id)
}

// Signed is the reason and a second person's signature for what passes over somebody; it makes the account.
func (o Office) Signed(t testing.TB, seen round.Passing) round.OutOfOrder {
	t.Helper()
	account := basis.NewAccount{Name: "wang", Display: "王审", Roles: []allocation.Role{allocation.Reviewer}, District: "尖山区", Password: "zweite-hand-64", Settled: true}
	_, err := basis.Of(o.Store).AddAccount(t.Context(), o.As(t, allocation.Admin), account)
	enginetest.OK(t, err)
	return round.OutOfOrder{Reason: "旁边是其仓库", Second: account.Name, Password: account.Password, Seen: seen}
}

// ComputedOf takes a draft to its first run.
func (o Office) ComputedOf(t testing.TB, id int64) round.RoundRow {
	t.Helper()
	r := o.lock(t, id)
	o.Clock.Day = r.Posted.Until.AddDays(1)
	return o.ComputedFrom(t, r)
}

// Witnessed is a draw before two witnesses.
func Witnessed() draw.Source { return draw.Source{Kind: draw.ByWitnesses, Name: "周某、李某"} }

// Drawing is what they see drawn; it is weak, and taken so.
func Drawing() draw.Entry {
	return draw.Entry{Number: "见证抽签 38-07-21", Witnesses: []string{"周某", "李某"}, Accept: "测试"}
}

// Stands is a locked round on the first day on which lots may be drawn.
func (o Office) Stands(t testing.TB) round.RoundRow {
	t.Helper()
	r := o.Locked(t)
	o.Clock.Day = r.Posted.Until.AddDays(1)
	return r
}

// RoundOf is a round as it stands.
func (o Office) RoundOf(t testing.TB, id int64) round.RoundRow {
	t.Helper()
	r, err := o.Round(t.Context(), o.As(t, allocation.Approver), id)
	enginetest.OK(t, err)
	return r
}

// Computed goes on to a first run.
func (o Office) Computed(t testing.TB) round.RoundRow {
	t.Helper()
	return o.ComputedFrom(t, o.Stands(t))
}

// ComputedFrom draws for a locked round and computes.
func (o Office) ComputedFrom(t testing.TB, r round.RoundRow) round.RoundRow {
	t.Helper()
	by := o.As(t, allocation.Reviewer) // who computes does not answer
	enginetest.OK(t, o.EnterDraw(t.Context(), by, r.ID, r.Version, Drawing()))
	enginetest.OK(t, o.Agreed(t, r.ID))
	_, err := o.ComputeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, nil)
	enginetest.OK(t, err)
	return o.RoundOf(t, r.ID)
}

// Agreed agrees to the weak draw of a round as its second person.
func (o Office) Agreed(t testing.TB, id int64) error {
	t.Helper()
	_, err := o.AgreeDraw(t.Context(), o.As(t, allocation.Approver), id, o.RoundOf(t, id).Version)
	return err
}

// Cancelled cancels a round whose lots are drawn, with two people.
func (o Office) Cancelled(t testing.TB, id int64, reason string) {
	t.Helper()
	enginetest.OK(t, o.AskCancelRound(t.Context(), o.As(t, allocation.Reviewer), id, o.RoundOf(t, id).Version, reason))
	enginetest.OK(t, o.CancelRound(t.Context(), o.As(t, allocation.Approver), id, o.RoundOf(t, id).Version, ""))
}

// Noticed goes on to the notice.
func (o Office) Noticed(t testing.TB) round.RoundRow {
	t.Helper()
	r := o.Computed(t)
	enginetest.OK(t, o.NoticeRound(t.Context(), o.As(t, allocation.Approver), r.ID, r.Version, ""))
	return o.RoundOf(t, r.ID)
}

// Confirmed goes on to the awards, on the day after the notice.
func (o Office) Confirmed(t testing.TB) round.RoundRow {
	t.Helper()
	r := o.Noticed(t)
	o.Clock.Day = r.WindowEnd().AddDays(1)
	_, err := o.ConfirmRound(t.Context(), o.As(t, allocation.Approver), r.ID, r.Version, r.Run, o.Remarks(t, r.ID))
	enginetest.OK(t, err)
	return o.RoundOf(t, r.ID)
}

// Remarks says of every finding of the screening that it was looked into.
func (o Office) Remarks(t testing.TB, id int64) map[string]string {
	t.Helper()
	found, err := o.RoundFindings(t.Context(), o.As(t, allocation.Approver), id)
	enginetest.OK(t, err)
	remarks := map[string]string{}
	for _, f := range found {
		remarks[f.Words()] = "已核对"
	}
	return remarks
}

// Awarded is an application with an award of the units.
func (o Office) Awarded(t testing.TB, n int, units ...string) round.AwardRow {
	t.Helper()
	id := o.Approved(t, n, 10)
	by := o.As(t, allocation.Approver)
	_, err := o.AwardSingle(t.Context(), by, id, units, round.OutOfOrder{})
	enginetest.OK(t, err)
	w, found, err := o.AwardOf(t.Context(), by, id)
	if err != nil || !found {
		t.Fatalf("no award: %v", err)
	}
	return w
}

// SmallShops are allocation parameters under which few shops go to few: 10 ㎡ a job, one pass.
func SmallShops() allocation.AllocationParams {
	return allocation.AllocationParams{
		DM2PerJob: 1000, TaxFenPerJob: 1000000, TaxCapPermille: 200, TieBandMillijobs: 1000,
		MinDM2: 2000, MaxDM2: 60000, UnderPermille: 300, OverPermille: 200, MaxUnits: 3,
	}
}
