package trail_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/trail"
)

// TestKindsAreWhatTheirFilterLeaves: each kind counts what its tab shows, the daily work counts under none, and the index serves it.
func TestKindsAreWhatTheirFilterLeaves(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	acts := []allocation.Action{
		allocation.ActSignContract, allocation.ActSignOverride, allocation.ActSingleRound, allocation.ActUndoTenancy, allocation.ActConfirmCorrection,
		allocation.ActVoidPrice, allocation.ActExport, allocation.ActPrint, allocation.ActUnmaskApplicant, allocation.ActSignIn, allocation.ActLockOut,
		allocation.ActAddParameters, allocation.ActRecordReading,
	}
	for _, a := range acts {
		err := o.Write(t.Context(), engine.Actor{Console: true, Name: "命令行"}, a, func(x *engine.Tx) error {
			return x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, '', '')`, "day of "+a.Code)
		})
		if err != nil {
			t.Fatal(a.Code, err)
		}
	}
	by := o.As(t, allocation.Auditor)
	kinds, err := trail.Kinds(t.Context(), o.Read, by)
	if err != nil {
		t.Fatal(err)
	}
	all, err := o.LogList(t.Context(), by, engine.ListQuery{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	sum := kinds[""]
	for _, k := range oversight.AuditKinds() {
		page, err := o.LogList(t.Context(), by, engine.ListQuery{Limit: 50, Filter: "类别:" + k.Title()})
		if err != nil || page.Total != kinds[k] || page.Total == 0 {
			t.Errorf("%s: %d shown, %d counted, %v", k.Title(), page.Total, kinds[k], err)
		}
		for _, e := range page.Rows {
			if !k.Has(e.Action) {
				t.Errorf("%s shows %s", k.Title(), e.Action)
			}
		}
		sum += kinds[k]
	}
	if sum != all.Total || kinds[oversight.AuditException] != 2 || kinds[""] < 2 {
		t.Errorf("%v of %d", kinds, all.Total)
	}
	if none, err := o.LogList(t.Context(), by, engine.ListQuery{Limit: 1, Filter: "类别:没有"}); err != nil || none.Total != 0 {
		t.Errorf("%d, %v", none.Total, err)
	}
	plan, err := engine.All(t.Context(), o.Read, func(r engine.Scanner) (line string, err error) {
		var a, b, c int
		err = r.Scan(&a, &b, &c, &line)
		return line, err
	}, `EXPLAIN QUERY PLAN `+trail.SqlKinds+` GROUP BY l.action`)
	if err != nil || !strings.Contains(fmt.Sprint(plan), "COVERING INDEX log_action") {
		t.Errorf("%v %v", plan, err)
	}
}

// TestEveryActionHasAtMostOneKind: what two tabs showed would be counted twice.
func TestEveryActionHasAtMostOneKind(t *testing.T) {
	for _, code := range []string{
		"override.propose", "round.reopen", "proposal.reopen", "round.undo", "holiday.undo", "backup.restore", "price.restore", "round.unconfirm",
		"exit.undecide", "award.cancel", "takeover.undo", "file.withdraw", "assessment.voidconclusion", "correction.withdraw", "proposal.withdraw", "office.found", "list.export", "account.fail", "document.print",
	} {
		n := 0
		for _, k := range oversight.AuditKinds() {
			if k.Has(code) {
				n++
			}
		}
		if n > 1 {
			t.Errorf("%s has %d kinds", code, n)
		}
	}
}
