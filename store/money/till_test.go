package money_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

// drawer is the one that an actor has to close.
func drawer(t *testing.T, o moneytest.Office, by engine.Actor) money.Drawer {
	t.Helper()
	open, err := o.Drawers(t.Context(), by)
	ok(t, err)
	if len(open) != 1 {
		t.Fatalf("%d drawers: %+v", len(open), open)
	}
	return open[0]
}

// TestDayEnd: a clerk's cash, transfers and a reversal by another hand come to one book; a receipt that comes in while the money is counted
// is seen; what is missing needs a reason; a second person signs, and what is entered later goes to the next closing.
func TestDayEnd(t *testing.T) {
	o := moneytest.New(t, 1)
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	if open, err := o.Drawers(t.Context(), clerk); err != nil || len(open) != 0 {
		t.Fatalf("before any money: %+v %v", open, err)
	}
	_, _, err := o.CloseTill(t.Context(), clerk, money.Drawer{District: "尖山区", Keeper: clerk.ID}, till.Count{})
	refused(t, "nothing came in", err, till.ErrNothing)
	o.Pay(t, d.ID, 50_000)
	wrong := o.Pay(t, d.ID, 7_000)
	o.Clock.Day = enginetest.Day("2024-07-03")
	_, _, err = o.ReversePayment(t.Context(), boss, wrong.ID, "金额录错")
	ok(t, err)
	seen := drawer(t, o, clerk)
	if want := (till.Book{Receipts: 3, Cash: 50_000}); seen.Book != want || seen.From != enginetest.Day("2024-07-02") || seen.Name == "" || !seen.Active {
		t.Fatalf("%+v", seen)
	}
	if open, err := o.Drawers(t.Context(), boss); err != nil || len(open) != 0 {
		t.Errorf("the one who reversed has a drawer: %+v %v", open, err)
	}
	_, err = o.TakePayment(t.Context(), clerk, money.PaymentInput{Tenancy: d.ID, Day: o.Clock.Day, Amount: 30_000, Method: charge.MethodTransfer, Payer: "经营者"})
	ok(t, err)
	_, _, err = o.CloseTill(t.Context(), clerk, seen, till.Count{Found: 50_000})
	refused(t, "another receipt since", err, money.ErrTillChanged)
	seen = drawer(t, o, clerk)
	_, _, err = o.CloseTill(t.Context(), boss, seen, till.Count{Found: 50_000})
	refused(t, "somebody else's drawer", err, money.ErrTillOther)
	_, _, err = o.CloseTill(t.Context(), clerk, seen, till.Count{Found: 49_000})
	refused(t, "missing money without a reason", err, till.ErrReason)
	id, number, err := o.CloseTill(t.Context(), clerk, seen, till.Count{Float: 1_000, Found: 50_000, Pieces: till.Pieces{0: 5}, Reason: "少收 10 元"})
	ok(t, err)
	if number != "RJ-JS-2024-0001" {
		t.Errorf("number %s", number)
	}
	after := o.Pay(t, d.ID, 2_000) // belongs to the next one
	x, err := o.Till(t.Context(), boss, id)
	ok(t, err)
	if x.State != till.Counted || len(x.Receipts) != 4 || x.Difference() != -1_000 || x.Pieces != (till.Pieces{0: 5}) || x.KeeperName != seen.Name || x.Receipts[3].TillNo != number {
		t.Fatalf("%+v", x)
	}
	signed(t, o, x)
	seen = drawer(t, o, clerk)
	if want := (till.Book{Receipts: 1, Cash: 2_000}); seen.Book != want || seen.Float != 0 {
		t.Errorf("the next one begins with %+v", seen)
	}
	next, err := o.Payments(t.Context(), clerk, engine.ListQuery{Filter: "未日结:是"})
	ok(t, err)
	if next.Total != 1 || next.Rows[0].ID != after.ID {
		t.Errorf("%+v", next.Rows)
	}
	o.Verified(t)
}

// signed has a closing sent back, counted again and confirmed, and tries what is not possible on the way.
func signed(t *testing.T, o moneytest.Office, x money.TillDetail) {
	t.Helper()
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	_, err := o.ConfirmTill(t.Context(), clerk, x.ID, x.Version, "")
	refused(t, "one hand twice", err, allocation.ErrSamePerson)
	refused(t, "one hand twice", o.ReturnTill(t.Context(), clerk, x.ID, x.Version, "x"), allocation.ErrSamePerson)
	refused(t, "no reason", o.ReturnTill(t.Context(), boss, x.ID, x.Version, ""), till.ErrReturnReason)
	_, err = o.ConfirmTill(t.Context(), o.As(t, allocation.Intake), x.ID, x.Version, "")
	refused(t, "the counter signs", err, engine.ErrNotAllowed)
	ok(t, o.ReturnTill(t.Context(), boss, x.ID, x.Version, "备用金不应有"))
	_, err = o.ConfirmTill(t.Context(), boss, x.ID, x.Version+1, "")
	refused(t, "while it is counted", err, till.ErrNotCounted)
	refused(t, "another's count", o.RecountTill(t.Context(), boss, x.ID, x.Version+1, till.Count{Found: 50_000}), money.ErrTillOther)
	refused(t, "an old page", o.RecountTill(t.Context(), clerk, x.ID, x.Version, till.Count{Found: 50_000}), engine.ErrStale)
	ok(t, o.RecountTill(t.Context(), clerk, x.ID, x.Version+1, till.Count{Found: 50_000}))
	_, err = o.ConfirmTill(t.Context(), boss, x.ID, x.Version+2, "当面点清")
	ok(t, err)
	got, err := o.Till(t.Context(), boss, x.ID)
	ok(t, err)
	if got.State != till.Confirmed || got.Difference() != 0 || got.SecondName == "" || got.Decision != "当面点清" || got.Pieces.Any() || got.Book.Cash != 50_000 {
		t.Errorf("%+v", got.TillRow)
	}
	refused(t, "counted after that", o.RecountTill(t.Context(), clerk, x.ID, got.Version, till.Count{Found: 50_000}), till.ErrConfirmed)
}

// TestDrawerOfWhoLeft: the drawer of an account that is out of use is closed by a colleague, who does not sign it a second time.
func TestDrawerOfWhoLeft(t *testing.T) {
	o := moneytest.New(t, 1)
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	o.Pay(t, d.ID, 1_000)
	ok(t, o.SetAccountActive(t.Context(), o.As(t, allocation.Admin), clerk.ID, false, "调离"))
	seen := drawer(t, o, boss)
	id, _, err := o.CloseTill(t.Context(), boss, seen, till.Count{Found: 1_000})
	ok(t, err)
	x, err := o.Till(t.Context(), boss, id)
	ok(t, err)
	if x.Keeper != clerk.ID || x.CountedBy != boss.ID {
		t.Errorf("%+v", x.TillRow)
	}
	_, err = o.ConfirmTill(t.Context(), boss, id, x.Version, "")
	refused(t, "one hand twice", err, allocation.ErrSamePerson)
	page, err := o.Tills(t.Context(), boss, engine.ListQuery{Filter: "状态:待复核"})
	ok(t, err)
	if page.Total != 1 || quantity.Money(page.Sums["cash"]) != 1_000 {
		t.Errorf("%+v", page)
	}
}
