package exit

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form makes a form screen of one exit.
func form(env *screen.Env, d record, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "exit/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, Over: screen.Heading(env, d.Called()+" "+d.Name+"  "+d.Units)}, spec)
}

// dayField is the day of a step, today at the start.
func dayField(env *screen.Env, label string, first civil.Date) kit.Field {
	return kit.Field{Name: "day", Label: label, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(first, env.Today())}
}

// howField asks how something was served, and to whom.
func howField() kit.Field {
	return kit.Field{Name: "how", Label: textHow, Required: true, Limit: 200, Hint: "如 当面送达本人、邮寄单号"}
}

// newNotice records that the notice was served.
func newNotice(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textServe, "先按 Ctrl+P 打印退出通知书；Ctrl+S 登记送达", "notice", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, say.ServedOn, d.Decided),
			howField(),
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			t := d.Stay.Tenancy
			return screen.OnField(x.Notice(&t, f.Date("day"), f.Text("how"), env.Today()), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			bills, err := env.Store.NoticeExit(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("how"))
			return fmtServed(bills), err
		}),
	})
}

// newReturn is the inspection against the hand-over record, one part a unit, with the keys.
func newReturn(env *screen.Env, d record) *screen.FormScreen {
	before := map[int64]allocation.Condition{}
	var had []allocation.Condition
	for _, h := range d.Out {
		c := h.Condition
		c.Remark = ""
		before[c.UnitID], had = h.Condition, append(had, c)
	}
	sections := append([]kit.Section{{Title: textReturn, Fields: []kit.Field{dayField(env, say.RecoveredOn, d.Noticed)}}},
		screen.ConditionSections(had, before)...)
	return form(env, d, textReturn, "对照交接记录逐套验收；Ctrl+S 确认收房，Esc 离开并保留草稿", "return", kit.FormSpec{
		Sections: sections,
		Check: func(f *kit.Form) error {
			x, t, c := d.Exit, d.Stay.Tenancy, d.Stay.Contract
			if err := x.Return(&t, &c, f.Date("day"), env.Today()); err != nil {
				return screen.OnField(err, "day")
			}
			for _, back := range screen.ReadConditions(f, had) {
				if err := before[back.UnitID].CheckBack(back); err != nil {
					var r *say.Refusal
					if errors.As(err, &r) {
						return r.On(r.Field + "_" + strconv.FormatInt(back.UnitID, 10))
					}
					return err
				}
			}
			return nil
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := []string{fmtReturnLine(d.Name, d.Units, f.Date("day"))}
			for _, back := range screen.ReadConditions(f, had) {
				for _, diff := range before[back.UnitID].Compare(back) {
					if diff.Worse {
						lines = append(lines, fmtWorse(back.Unit, diff))
					}
				}
			}
			return kit.ConfirmSpec{Title: textReturn, Lines: append(lines, "房源转为收回整修，入驻和合同到此终止，费用算到前一天。"), Yes: "确认收房"}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			conditions := screen.ReadConditions(f, had)
			return "已收房，房源在整修；下一步结清费用、报市备案", env.Store.ReturnExit(ctx, by, d.ID, d.Version, f.Date("day"), conditions)
		}),
	})
}

// newSettle records that the fees are settled.
func newSettle(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textSettle, "登记费用已结清；Ctrl+S 保存", "settle", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textSettleDay, d.Returned),
			{Name: "how", Label: textHow, Required: true, Limit: 200, Hint: "如 现金，收据编号；或无应缴"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.Settle(f.Date("day"), f.Text("how"), env.Today(), d.Left, ""), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return textSettled, env.Store.SettleExit(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("how"))
		}),
	})
	s.Over = screen.Facts(env, append(feePairs(env.Theme, d), moneyPairs(env.Theme, d)...)...)
	return s
}

// newFile records the filing with the city.
func newFile(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textFile, "四(五)要求报市有关部门备案，须有日期和文号；Ctrl+S 保存", "file", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, say.FiledOn, d.Decided),
			{Name: "number", Label: "备案文号", Required: true, Limit: 100},
			{Name: "body", Label: say.FilingBody, Required: true, Limit: 100, Hint: "如 市人社局、市棚改办"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.File(f.Date("day"), f.Text("number"), f.Text("body"), env.Today()), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记备案", env.Store.FileExit(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("number"), f.Text("body"))
		}),
	})
}

// The steps.
const textHow = "方式和经办"

func fmtServed(bills int) string {
	if bills == 0 {
		return "已登记送达"
	}
	return fmt.Sprintf("已登记送达，并出追回减免的账单 %d 张", bills)
}

func fmtReturnLine(name, units string, day civil.Date) string {
	return fmt.Sprintf("%s 从 %s 收回 %s。", day, name, units)
}

func fmtWorse(unit string, d allocation.Difference) string {
	return fmt.Sprintf("%s 的%s与交接记录不符：交出 %s，交回 %s。", unit, d.Title, d.Out, d.Back)
}
