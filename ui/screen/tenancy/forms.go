package tenancy

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form makes a form screen of one tenancy; save runs in a command with the values taken before.
func form(env *screen.Env, d record, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "tenancy/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, Over: screen.Heading(env, d.Number+" "+d.Name+"  "+d.Units)}, spec)
}

// freshStay takes over the stay as someone else has left it: a form that enters something new into it has nothing to compare,
// what is typed stays and goes to the new version.
func freshStay(env *screen.Env, d *record) func(context.Context) (kit.Fresh, error) {
	st, by, id := env.Store, env.Actor(), d.ID
	return func(ctx context.Context) (kit.Fresh, error) {
		now, err := st.Tenancy(ctx, by, id)
		return kit.Fresh{Adopt: func() { d.TenancyDetail = now }}, err
	}
}

// newHandover is the record of the keys, one part a unit.
func newHandover(env *screen.Env, d record) *screen.FormScreen {
	var had []allocation.Condition
	for _, h := range d.Holdings {
		if h.To.IsZero() {
			had = append(had, allocation.Condition{UnitID: h.UnitID, Unit: h.Unit})
		}
	}
	openBy := func(f *kit.Form) allocation.Tenancy {
		t := d.Tenancy
		if err := t.HandOver(f.Date("day"), env.Today(), d.Calendar); err != nil {
			return allocation.Tenancy{}
		}
		return t
	}
	sections := append([]kit.Section{{Title: textHandover, Fields: []kit.Field{
		{Name: "day", Label: say.HandedOverOn, Kind: kit.KindDate, Value: env.Today().String(), Proposed: true, Required: true, Say: func(f *kit.Form) string {
			return fmtOpenBy(openBy(f))
		}},
	}}}, screen.ConditionSections(had, nil)...)
	return form(env, d, textHandover, "逐套填写钥匙、表数和缺陷；Ctrl+S 确认交接，Esc 离开并保留草稿", "handover", kit.FormSpec{
		Sections: sections, Fresh: freshStay(env, &d),
		Check: func(f *kit.Form) error {
			t := d.Tenancy
			return screen.OnField(t.HandOver(f.Date("day"), env.Today(), d.Calendar), "day")
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := []string{fmtHandLine(d.Name, d.Units, f.Date("day"))}
			for _, c := range screen.ReadConditions(f, had) {
				lines = append(lines, fmtCondition(c))
			}
			return kit.ConfirmSpec{Title: textHandover, Lines: append(lines, fmtOpenBy(openBy(f))), Yes: "确认交接"}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			conditions := screen.ReadConditions(f, had)
			until, err := env.Store.HandOver(ctx, by, d.ID, d.Version, f.Date("day"), conditions)
			return fmtHanded(until), err
		}),
	})
}

// newOpening records the day on which the business opened.
func newOpening(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textOpenBusiness, d.OpenLimit(env.Today()), "open", kit.FormSpec{
		Fresh: freshStay(env, &d),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: say.OpenedOn, Kind: kit.KindDate, Value: env.Today().String(), Proposed: true, Required: true, Say: func(f *kit.Form) string {
				t := d.Tenancy
				if err := t.Open(f.Date("day"), env.Today()); err != nil {
					return ""
				}
				return fmtLate(t.Late(env.Today()))
			}, Hint: screen.FromTo(d.Handed, env.Today())},
			{
				Name: "reason", Label: "未办照原因", Limit: 200, Hint: "没有登记营业执照的必填（三.4）",
				Show: func(*kit.Form) bool { return !hasMilestone(d.Milestones, allocation.MilestoneLicensed) },
			},
		}}},
		Check: func(f *kit.Form) error {
			t := d.Tenancy
			if err := t.Open(f.Date("day"), env.Today()); err != nil {
				return screen.OnField(err, "day")
			}
			return allocation.Opens(stay.Papers(d.Milestones), f.Text("reason"))
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			late, err := env.Store.OpenBusiness(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("reason"))
			return fmtOpened(late), err
		}),
	})
}

// newPaper enters a notarisation, a filing, a licence or a tax registration.
func newPaper(env *screen.Env, d record) *screen.FormScreen {
	var kinds []kit.Choice
	value := ""
	for _, k := range allocation.MilestoneKinds {
		there := hasMilestone(d.Milestones, k)
		note := ""
		if there && !k.Many() {
			note = "已登记"
		}
		if value == "" && !there {
			value = string(k)
		}
		kinds = append(kinds, kit.Choice{Key: string(k), Label: k.Title(), Note: note})
	}
	read := func(f *kit.Form) allocation.Milestone {
		return allocation.Milestone{
			Kind: allocation.MilestoneKind(f.Text("kind")), Body: f.Text("body"), Number: f.Text("number"), Day: f.Date("day"), Remark: f.Text("remark"),
		}
	}
	return form(env, d, textPaper, "登记公证、备案、执照、税务登记的文书；Ctrl+S 保存", "paper", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "kind", Label: say.Matter, Kind: kit.KindChoice, Choices: kinds, Value: value, Required: true, Width: 14, Hint: "备案按部门逐个登记"},
			{Name: "body", Label: "办理机关", Required: true, Limit: 100, Hint: "如 市公证处、棚改办、市场监管局"},
			{Name: "number", Label: "文书编号", Required: true, Limit: 100},
			{Name: "day", Label: say.Date, Kind: kit.KindDate, Value: env.Today().String(), Required: true},
			{Name: "remark", Label: say.Remark, Limit: 200},
		}}},
		Check: func(f *kit.Form) error { return read(f).Check(d.Tenancy, env.Today()) },
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			m := read(f)
			return fmtPaperSaved(m), env.Store.AddMilestone(ctx, by, d.ID, m)
		}),
	})
}

func hasMilestone(list []stay.MilestoneRow, k allocation.MilestoneKind) bool {
	for _, m := range list {
		if m.Kind == k && m.Struck.IsZero() {
			return true
		}
	}
	return false
}

// newReading enters a reading of a water meter.
func newReading(env *screen.Env, d record) *screen.FormScreen {
	var units []kit.Choice
	for _, h := range d.Holdings {
		if h.To.IsZero() {
			units = append(units, kit.Choice{Key: strconv.FormatInt(h.UnitID, 10), Label: h.Unit, Note: lastReading(d.Readings, h.UnitID)})
		}
	}
	return form(env, d, textReadingTitle, "登记水表读数；Ctrl+S 保存", "reading", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "unit", Label: textUnit, Kind: kit.KindChoice, Choices: units, Value: units[0].Key, Required: true, Say: func(f *kit.Form) string {
				id, err := strconv.ParseInt(f.Text("unit"), 10, 64)
				if err != nil {
					return ""
				}
				return lastReading(d.Readings, id)
			}},
			{Name: "day", Label: "抄表日期", Kind: kit.KindDate, Value: env.Today().String(), Required: true},
			{Name: "water", Label: textWaterRead, Required: true, Width: 16, Unit: say.CubicMetres, Check: checkVolume, Say: func(f *kit.Form) string {
				if changed(f) {
					return "旧表止数"
				}
				return ""
			}},
			{Name: "meter", Label: say.Method, Kind: kit.KindChoice, Choices: []kit.Choice{{Key: meterRead, Label: say.Reading}, {Key: meterChanged, Label: "换表"}}, Value: meterRead, Required: true},
			{Name: "first", Label: "新表起数", Value: "0", Required: true, Width: 16, Unit: say.CubicMetres, Check: checkVolume, Show: changed, Hint: "新表装上时的读数"},
			{Name: "reason", Label: "换表原因", Limit: 200, Required: true, Show: changed, Hint: "如 表坏、到期更换"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			unit, err := strconv.ParseInt(f.Text("unit"), 10, 64)
			if err != nil {
				return "", err
			}
			in := stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: f.Date("day"), Changed: changed(f)}
			if in.Water, err = allocation.ParseVolume(f.Text("water")); err != nil {
				return "", err
			}
			if in.Changed {
				in.Reason = f.Text("reason")
				if in.First, err = allocation.ParseVolume(f.Text("first")); err != nil {
					return "", err
				}
			}
			return "读数已登记", screen.WithWay(env.Store.RecordReading(ctx, by, in), charge.ErrReadingLower, "换表在下面“方式”里按空格选；更正按 Esc 回到这一户，再按 F9")
		}),
	})
}

// The ways of a reading: of the meter that is there, or the last of the old one and the first of a new one.
const (
	meterRead    = "read"
	meterChanged = "changed"
)

func changed(f *kit.Form) bool { return f.Text("meter") == meterChanged }

func checkVolume(s string) error {
	_, err := allocation.ParseVolume(s)
	return err
}

// lastReading is the newest reading of a unit in words.
func lastReading(list []stay.ReadingRow, unit int64) string {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].UnitID == unit && list[i].Counts() {
			return fmtLastReading(list[i])
		}
	}
	return ""
}

func fmtOpenBy(t allocation.Tenancy) string {
	if t.OpenBy.IsZero() {
		return ""
	}
	text := fmt.Sprintf("开业期限 %s（三个月，三.3）", t.OpenBy)
	if !t.OpenSure {
		text += "，该年调休未公布，只按周末和法定节假日推算"
	}
	return text
}

func fmtHandLine(name, units string, day civil.Date) string {
	return fmt.Sprintf("%s 把 %s 交给 %s。", day, units, name)
}

func fmtCondition(c allocation.Condition) string {
	return fmt.Sprintf("%s：钥匙 %d 把，水表 %s，电表 %s，缺陷 %s。", c.Unit, c.Keys, c.Water, c.Power, cmp.Or(c.Defects, say.None))
}

func fmtHanded(openBy civil.Date) string { return fmt.Sprintf("已交接，最迟 %s 开业", openBy) }

func fmtLate(days int) string {
	if days == 0 {
		return "在期限内"
	}
	return fmt.Sprintf("逾期 %d 天", days)
}

func fmtOpened(late int) string {
	if late == 0 {
		return "已登记开业"
	}
	return fmt.Sprintf("已登记开业，逾期 %d 天", late)
}

func fmtPaperSaved(m allocation.Milestone) string { return "已登记" + m.Kind.Title() }

func fmtLastReading(r stay.ReadingRow) string {
	return fmt.Sprintf("上次 %s 为 %s", r.Day, r.Water)
}
