package till

import (
	"errors"
	"testing"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

var today = civil.MustParse("2021-03-15")

func receipt(m charge.PaymentMethod, fen quantity.Money) charge.Payment {
	return charge.Payment{Method: m, Amount: fen}
}

// TestSum: what comes in by each way, with refunds and reversals taken off.
func TestSum(t *testing.T) {
	got := Sum([]charge.Payment{
		receipt(charge.MethodCash, 10_000), receipt(charge.MethodCash, -2_500), receipt(charge.MethodTransfer, 30_000), receipt(charge.MethodScan, 700),
		receipt(charge.MethodOther, 11), receipt(charge.MethodScan, -700),
	})
	want := Book{Receipts: 6, Cash: 7_500, Transfer: 30_000, Other: 11}
	if got != want || got.Total() != 37_511 || got.Of(charge.MethodCash) != 7_500 || got.Of(charge.MethodScan) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestClose holds what a count is refused for, and the difference that it finds.
func TestClose(t *testing.T) {
	book := Book{Receipts: 2, Cash: 12_000, Scan: 500}
	var six Pieces
	six[0], six[2] = 1, 1
	for name, c := range map[string]struct {
		book Book
		in   Count
		err  error
		diff quantity.Money
		over string
	}{
		"even":               {book, Count{Found: 12_000}, nil, 0, TextEven},
		"even with a float":  {book, Count{Float: 5_000, Found: 17_000, Pieces: Pieces{0: 1, 1: 1, 2: 1}}, nil, 0, TextEven},
		"too much":           {book, Count{Found: 12_300, Reason: "找零时多收"}, nil, 300, "长款 3.00 元"},
		"too little":         {book, Count{Found: 11_000, Reason: "少一张，待查"}, nil, -1_000, "短款 10.00 元"},
		"no reason":          {book, Count{Found: 11_000, Reason: "  "}, ErrReason, 0, ""},
		"nothing to close":   {Book{}, Count{}, ErrNothing, 0, ""},
		"less than nothing":  {book, Count{Found: -1}, ErrFound, 0, ""},
		"a negative float":   {book, Count{Float: -1, Found: 12_000}, ErrFloat, 0, ""},
		"faces say another":  {book, Count{Found: 12_100, Pieces: six, Reason: "x"}, ErrPieces, 0, ""},
		"faces say the same": {book, Count{Found: 12_000, Pieces: six}, nil, 0, TextEven},
		"more out than in":   {Book{Receipts: 1, Cash: -2_000}, Count{Float: 5_000, Found: 3_000}, nil, 0, TextEven},
	} {
		got, err := Close("尖山区", 7, 7, today.AddDays(-1), c.book, c.in, today)
		if !errors.Is(err, c.err) || (c.err == nil) != (err == nil) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err == nil && (got.State != Counted || got.Difference() != c.diff || got.Over() != c.over || got.Day != today || got.CountedBy != 7) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestLife: a closing is counted, sent back, counted again and confirmed; nothing moves it after that, and nobody signs what is being
// counted.
func TestLife(t *testing.T) {
	c, err := Close("尖山区", 7, 7, today, Book{Receipts: 1, Cash: 100}, Count{Found: 90, Reason: "待查"}, today)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Return(8, " ", today); !errors.Is(err, ErrReturnReason) {
		t.Errorf("sent back without a reason: %v", err)
	}
	if err := c.Return(8, "再点一次", today); err != nil || c.State != Returned || c.Decision != "再点一次" {
		t.Fatalf("%+v %v", c, err)
	}
	if err := c.Confirm(8, "", today); !errors.Is(err, ErrNotCounted) {
		t.Errorf("confirmed while it is counted: %v", err)
	}
	if err := c.Recount(Count{Found: 100}, 7, today.AddDays(1)); err != nil || c.Day != today.AddDays(1) || c.Decision != "" || c.ConfirmedBy != 0 || c.Reason != "" {
		t.Fatalf("%+v %v", c, err)
	}
	if err := c.Confirm(8, " 相符 ", today.AddDays(1)); err != nil || c.State != Confirmed || c.ConfirmedBy != 8 || c.Decision != "相符" {
		t.Fatalf("%+v %v", c, err)
	}
	for name, err := range map[string]error{
		"confirmed": c.Confirm(9, "", today), "sent back": c.Return(9, "x", today), "counted": c.Recount(Count{Found: 1, Reason: "x"}, 7, today),
	} {
		if !errors.Is(err, ErrConfirmed) {
			t.Errorf("%s twice: %v", name, err)
		}
	}
}

// TestPieces: what is kept of the faces is read back, and said.
func TestPieces(t *testing.T) {
	p := Pieces{0: 3, 4: 1, 6: 2, 7: 1}
	if got := ReadPieces(p.String()); got != p || p.Sum() != 30_610 || p.Words() != "100 元 3 张、5 元 1 张、5 角 2 张、1 角 1 张" {
		t.Errorf("%v %q %s %q", got, p.String(), p.Sum(), p.Words())
	}
	if (Pieces{}).Any() || (Pieces{}).String() != "" || ReadPieces("").Any() || ReadPieces("7:3 x").Any() {
		t.Error("nothing is something")
	}
}
