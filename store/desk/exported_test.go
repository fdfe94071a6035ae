package desk_test

import (
	"context"
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
)

// outlet is a file that tells whether it went out or was taken away.
type outlet struct {
	t             *testing.T
	o             office
	settled, gone bool
	fails         error
}

// Settle finds the entry of the file in the log already.
func (f *outlet) Settle() error {
	if n := count(f.t, f.o.Room.Read, `SELECT count(*) FROM log WHERE action = '`+allocation.ActExport.Code+`'`); n != 1 {
		f.t.Errorf("the file goes out with %d entries", n)
	}
	f.settled = true
	return f.fails
}

func (f *outlet) Drop() { f.gone = true }

// TestExportIsOfOneStateAndHoldsNobody: while a long file is made others write; what it reads stays as it was at its head, through every
// use case; its entry stands before it goes out, and a file whose entry is refused is taken away.
func TestExportIsOfOneStateAndHoldsNobody(t *testing.T) {
	o := newOffice(t, 2)
	by, admin := o.As(t, allocation.Manager), o.As(t, allocation.Admin)
	file := &outlet{t: t, o: o}
	var kept context.Context
	err := o.Export(t.Context(), by, func(ctx context.Context, at desk.Stand) (desk.Outcome, error) {
		kept = ctx
		before, err := o.Units(ctx, by, engine.ListQuery{})
		ok(t, err)
		ok(t, o.Note(admin, "2022-07-09"))
		if head, err := engine.ReadHead(ctx, o.Room.Read); err != nil || head != at.Head {
			t.Errorf("reads at %s, the file says %s: %v", head, at.Head, err)
		}
		if now, err := o.Head(t.Context()); err != nil || now.Seq != at.Head.Seq+1 {
			t.Errorf("the log ends at %s beside an export of %s: %v", now, at.Head, err)
		}
		after, err := o.Units(ctx, by, engine.ListQuery{})
		ok(t, err)
		return desk.Outcome{Exported: desk.Exported{List: "房源", Format: "csv"}, File: "a.csv", Rows: len(after.Rows) - len(before.Rows), Out: file}, nil
	})
	ok(t, err)
	if !file.settled {
		t.Error("the file did not go out")
	}
	if head, err := engine.ReadHead(kept, o.Room.Read); err != nil || head.Seq == 0 {
		t.Errorf("a context that was kept reads nothing: %v", err)
	}
	refusedFile := &outlet{t: t, o: o}
	err = o.Export(t.Context(), by, func(context.Context, desk.Stand) (desk.Outcome, error) {
		ok(t, o.SetAccountActive(t.Context(), engine.Console(), by.ID, false, "离职"))
		return desk.Outcome{File: "b.csv", Out: refusedFile}, nil
	})
	refused(t, "an account that was stopped meanwhile", err, engine.ErrSignedOut)
	if refusedFile.settled || !refusedFile.gone {
		t.Error("a file without its entry went out or stayed")
	}
	err = o.Export(t.Context(), by, func(context.Context, desk.Stand) (desk.Outcome, error) {
		t.Error("made for an account that is stopped")
		return desk.Outcome{}, errors.New("made")
	})
	refused(t, "a stopped account", err, engine.ErrSignedOut)
}
