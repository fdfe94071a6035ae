package engine_test

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestAtSeesOneStateOfTheData: what is written while a page is read is not in it, its day does not change, and it may not write.
func TestAtSeesOneStateOfTheData(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by, day := o.As(t, allocation.Admin), o.Today()
	const days = `SELECT count(*) FROM holiday`
	ok(t, o.At(t.Context(), func(at *engine.Store) error {
		before := count(t, at.Read, days)
		ok(t, o.Note(by, "2021-05-01"))
		o.Clock.Day = civil.MustParse("2021-06-01")
		if after := count(t, at.Read, days); after != before || at.Today() != day {
			t.Errorf("%d days on %s, then %d on %s", before, day, after, at.Today())
		}
		ok(t, at.Snapshot(t.Context(), func(q engine.Querier) error {
			if n := count(t, q, days); n != before {
				t.Errorf("a snapshot within has %d days, not %d", n, before)
			}
			return nil
		}))
		err := at.Write(t.Context(), by, allocation.ActAddAccount, func(*engine.Tx) error { return nil })
		if !errors.Is(err, engine.ErrReadOnlyStore) {
			t.Errorf("writing within: %v", err)
		}
		return nil
	}))
	if n := count(t, o.Read, days); n != 1 || o.Today() == day {
		t.Errorf("afterwards %d days on %s", n, o.Today())
	}
}
