package desk_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/relief"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestBenefitListAndTodo(t *testing.T) {
	o := newOffice(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	for _, kind := range []string{"licence_register", "licence_issue", "gas"} {
		_, err := o.ApplyBenefit(t.Context(), by, d.ID, kind, relief.BenefitApplication{Day: o.Clock.Day})
		ok(t, err)
	}
	_, err := o.ApplyBenefit(t.Context(), by, d.ID, "school", relief.BenefitApplication{Day: o.Clock.Day})
	refused(t, "a school of no graduate", err, relief.ErrBenefitGroup)
	o.Clock.Day = enginetest.Day("2021-03-17")
	rows, err := o.Todo(t.Context(), by)
	ok(t, err)
	counts := map[string]desk.TodoRow{}
	for _, r := range rows {
		counts[r.Key] = r
	}
	late, waiting := counts["benefit.late"], counts["benefit.applied"]
	if late.Count != 1 || late.Due != desk.DueLate || late.Detail != "最长 2 天" || waiting.Count != 2 || waiting.Due != desk.DueSoon || !waiting.Mine {
		t.Errorf("%+v\n%+v", late, waiting)
	}
	for _, r := range []desk.TodoRow{late, waiting} {
		page, err := o.BenefitList(t.Context(), by, engine.ListQuery{Filter: r.Filter})
		if err != nil || page.Total != r.Count {
			t.Errorf("%s: the list shows %d of %d: %v", r.Filter, page.Total, r.Count, err)
		}
	}
	due, err := o.Deadlines(t.Context(), by, o.Clock.Day)
	if err != nil || len(due) != 2 || due[0].Kind != desk.DeadlineBenefit || due[0].Noun != allocation.NounBenefit || due[0].ID != d.ID {
		t.Errorf("%+v %v", due, err)
	}
	states, err := o.BenefitStates(t.Context(), by)
	if err != nil || states[relief.BenefitGranted] != 3 || states[relief.BenefitApplied] != 3 {
		t.Errorf("%v %v", states, err)
	}
	for filter, want := range map[string]int{"减免:是": 3, "优惠:执照": 2, "状态:已批准 减免:否": 0, "期限:2021-03-17": 1, "南市区": 0, "申请人": 0} {
		page, err := o.BenefitList(t.Context(), by, engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: "due"}}})
		if err != nil || page.Total != want {
			t.Errorf("%s: %d, want %d: %v", filter, page.Total, want, err)
		}
	}
	b := o.BenefitOf(t, d.ID, "licence_register")
	g := relief.BenefitGrant{Body: "市场监管局", Decision: "执照 1 号", Day: o.Clock.Day, Start: o.Clock.Day}
	_, err = o.GrantBenefit(t.Context(), by, b.ID, b.Version, g)
	ok(t, err) // the manager enters what an outside body decided
	if b, err = o.Benefit(t.Context(), by, b.ID); err != nil || b.Late(o.Clock.Day) != 2 {
		t.Errorf("%+v %v", b.Benefit, err)
	}
	other := o.AsOf(t, allocation.Manager, "岭东区")
	_, err = o.Benefits(t.Context(), other, d.ID)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	_, err = o.ApplyBenefit(t.Context(), other, d.ID, "training", relief.BenefitApplication{Day: o.Clock.Day})
	refused(t, "applied by another district", err, engine.ErrOtherDistrict)
}
