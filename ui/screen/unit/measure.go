package unit

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// measureAction opens the form for a measured area.
func measureAction(env *screen.Env, u premises.UnitRow) kit.Action {
	return kit.Act(textMeasure, screen.Shows(env, newMeasure, u), "f2").When(env.WhyNot(allocation.ActMeasureUnit))
}

// newMeasure is the form for a measured area (实测) and the day from which it is in force.
func newMeasure(env *screen.Env, u premises.UnitRow) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textMeasure, Left: say.SaveOrLeave, About: textMeasureHelp}, kit.FormSpec{
		Draft: "unit-area-" + u.Number,
		Sections: []kit.Section{{Title: u.Number + "  " + fmtPlace(u), Fields: []kit.Field{
			{Name: "old", Label: "现面积", Kind: kit.KindShown, Value: u.Area.String(), Unit: "㎡"},
			{Name: "area", Label: "实测面积", Kind: kit.KindArea, Required: true, Unit: "㎡", Hint: "最多两位小数"},
			{Name: "day", Label: "起用日", Kind: kit.KindDate, Required: true, Value: env.Today().String(), Hint: "不晚于今天，不早于上一次"},
			{Name: "document", Label: say.Basis, Kind: kit.KindText, Required: true, Limit: 60, Hint: "实测报告的名称或编号"},
		}}},
		Fresh: func(ctx context.Context) (kit.Fresh, error) {
			now, err := env.Store.Unit(ctx, env.Actor(), u.ID)
			return kit.Fresh{Values: map[string]string{"old": now.Area.String()}, Adopt: func() { u = now }}, err
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			area := f.Area("area")
			return fmtMeasured(u.Number, area), env.Store.MeasureUnit(ctx, by, u.ID, u.Version, area, f.Date("day"), f.Text("document"))
		}),
	})
}

// The form for a measured area.
const textMeasure = "实测面积"

var textMeasureHelp = []string{
	"登记实测的建筑面积和起用的日期，从起用日起按新面积计费。",
	"原来的面积留在面积沿革里。已出的账单不改，差额随下一次出账单补收或抵减。",
	"登记以后没有账单用到新面积的，在房源页按 F12 可以撤销；登记错了的办理更正。",
}

func fmtMeasured(number string, area quantity.Area) string {
	return fmt.Sprintf("已登记 %s 的实测面积 %s ㎡", number, area)
}
