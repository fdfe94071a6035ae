package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/round/roundtest"
)

// TestBaseGroupsGoFirstInBasesOnly (2018（十二）): an accepted group of people from enterprises that cut capacity counts as a priority where
// all premises of the round stand in an incubation base, and nowhere else.
func TestBaseGroupsGoFirstInBasesOnly(t *testing.T) {
	o := roundtest.New(t, 2)
	by := o.As(t, allocation.Approver)
	id := o.Approved(t, 1, 8)
	o.Approved(t, 2, 8)
	exec := func(sql string, args ...any) {
		t.Helper()
		ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error { return x.Exec(sql, args...) }))
	}
	exec(`INSERT INTO application_group (application_id, position, code, title, eligible, priority, base, proof, accepted, decided_day)
		VALUES ($1, 1, 'capacity_cut', '自主创业的分流人员', 1, 1, 1, '分流证明', 1, '2021-03-15')`, id)
	r, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	first := func() bool {
		t.Helper()
		sc, err := o.RoundScope(t.Context(), by, r)
		ok(t, err)
		return sc.Frozen.Applicants[0].Group
	}
	if first() {
		t.Error("it goes first among ordinary premises")
	}
	exec(`UPDATE unit SET tags = trim(tags || ' 孵化基地') WHERE number = (SELECT min(number) FROM unit)`)
	if first() {
		t.Error("one of the premises is no base")
	}
	exec(`UPDATE unit SET tags = '孵化基地'`)
	if !first() {
		t.Error("it does not go first in a base")
	}
}
