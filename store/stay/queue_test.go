package stay_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// TestAMoveKeepsTheOrder: a tenant with six jobs on 63 ㎡ may not move to 430 ㎡ past somebody with forty jobs who waits for them; the
// one passed over is named, and it then takes a reason and another person's signature, which stand in the record.
func TestAMoveKeepsTheOrder(t *testing.T) {
	o := staytest.New(t, 0)
	ctx := t.Context()
	unit := func(number, building string, area quantity.Area) allocation.Unit {
		return allocation.Unit{
			Number: number, District: "尖山区", Community: "南市区", Building: building, Floor: 1, Bay: 1, Area: area, Tags: []string{say.Plumbing}, State: allocation.UnitVacant,
		}
	}
	small, large := unit("JS-NSQ-01-1-01", "1号楼", 6300), unit("JS-NSQ-02-1-01", "2号楼", 43000)
	enginetest.OK(t, o.AddUnits(ctx, o.As(t, allocation.Manager), []allocation.Unit{small, large}, enginetest.Day("2021-01-04")))
	account := func(name string, role allocation.Role) engine.Actor {
		n := basis.NewAccount{Name: name, Display: role.Title(), Roles: []allocation.Role{role}, District: "尖山区", Password: "zweite-hand-64", Settled: true}
		id, err := basis.Of(o.Store).AddAccount(ctx, o.As(t, allocation.Admin), n)
		enginetest.OK(t, err)
		return engine.Actor{ID: id, Name: name, Display: n.Display, Role: role, District: n.District}
	}
	by := account("li", allocation.Approver)
	account("wang", allocation.Reviewer)
	_, err := o.AwardSingle(ctx, by, o.Approved(t, 1, 6), []string{small.Number}, round.OutOfOrder{})
	enginetest.OK(t, err)
	awards, err := o.AwardList(ctx, by, engine.ListQuery{})
	enginetest.OK(t, err)
	w := awards.Rows[0]
	id, err := o.SignContract(ctx, o.As(t, allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day, FullTime: 6})
	enginetest.OK(t, err)
	d := o.StayOf(t, id)
	back, out := []int64{o.UnitOf(t, small.Number).ID}, []int64{o.UnitOf(t, large.Number).ID}
	if passed, err := o.PassedOverByMove(ctx, by, id, back, out, nil); err != nil || len(passed.List) != 0 {
		t.Fatalf("nobody waits, and passed over are %v, %v", passed, err)
	}
	waiting := o.Approved(t, 2, 40)
	passed, err := o.PassedOverByMove(ctx, by, id, back, out, nil)
	if err != nil || len(passed.List) != 1 || passed.List[0].Number != "JS20210002" || passed.List[0].Name == "" || !slices.Equal(passed.List[0].Had, []string{large.Number}) || len(passed.List[0].Left) != 0 {
		t.Fatalf("%+v %v", passed, err)
	}
	o.Clock.Day = o.Clock.Day.AddDays(10)
	move := stay.PremisesChange{HoldingChange: staytest.PaperOn(allocation.ChangeMove, o.Clock.Day.String()), Back: back, Out: out, Tenancy: id, Version: d.Version}
	move.Reason = "扩大经营"
	for name, tc := range map[string]struct {
		order round.OutOfOrder
		want  error
	}{
		"alone":     {round.OutOfOrder{}, rule.ErrOutOfOrder},
		"no reason": {round.OutOfOrder{Second: "wang", Password: "zweite-hand-64"}, rule.ErrOutOfOrder},
		"no second": {round.OutOfOrder{Reason: "重点企业"}, rule.ErrOutOfOrder},
		"oneself":   {round.OutOfOrder{Reason: "重点企业", Second: "li", Password: "zweite-hand-64"}, allocation.ErrOverrideSamePerson},
	} {
		m := move
		m.Order = tc.order
		if _, err := o.ChangePremises(ctx, by, m); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	move.Order = round.OutOfOrder{Reason: "重点企业", Second: "wang", Password: "zweite-hand-64"}
	enginetest.OK(t, o.Write(ctx, engine.Console(), allocation.ActListExpert, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO expert (district, name, body, from_day, created_by) VALUES ('尖山区', $1, '人社局', '2021-01-01', 0)`, d.Name)
	}))
	found, err := o.MoveFindings(ctx, by, id)
	if err != nil || len(found) != 1 || found[0].Kind != draw.FindingStaff {
		t.Fatalf("%+v %v", found, err)
	}
	if _, err := o.ChangePremises(ctx, by, move); !errors.Is(err, draw.ErrUnremarked) {
		t.Errorf("moved without a remark on the screening: %v", err)
	}
	move.Order.Remarks = map[string]string{found[0].Words(): "查过身份证，不是同一人"}
	_, err = o.ChangePremises(ctx, by, move)
	enginetest.OK(t, err)
	changes := o.StayOf(t, id).Changes
	if len(changes) != 1 || !strings.Contains(changes[0].Reason, "重点企业") || !strings.Contains(changes[0].Reason, passed.List[0].Name) || !strings.Contains(changes[0].Reason, "第二人") {
		t.Errorf("%+v", changes)
	}
	if changes[0].Screened != found[0].Text+"，说明：查过身份证，不是同一人" {
		t.Errorf("the screening is not kept: %q", changes[0].Screened)
	}
	if got := o.ApplicationState(t, waiting); got != "approved" {
		t.Error(got)
	}
}
