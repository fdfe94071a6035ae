package unit

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// What becomes of a part.
const (
	partKept = "keep"
	partBack = "back"
)

var partChoices = []kit.Choice{{Key: partKept, Label: "承租人继续用"}, {Key: partBack, Label: "交回，收房整修"}}

// waterField asks for a reading on the day.
func waterField(name, label, value, hint string, show func(*kit.Form) bool) kit.Field {
	return kit.Field{
		Name: name, Label: label, Required: true, Value: value, Width: 14, Unit: say.CubicMetres, Hint: hint, Show: show,
		Check: func(s string) error { _, err := allocation.ParseVolume(s); return err },
	}
}

func volume(f *kit.Form, name string) allocation.Volume {
	v, _ := allocation.ParseVolume(f.Text(name)) // checked by the field
	return v
}

// newSplitHeld is the form that splits a unit under the stay that has it: the stay goes on in the parts that it keeps.
func newSplitHeld(env *screen.Env, u premises.UnitRow) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (stay.UnderStay, error) {
		return env.Store.StayOver(ctx, by, []int64{u.ID})
	}
	return screen.NewReadForm(env, textUnderStay(estate.Split), say.SaveOrLeave, read, func(v *stay.UnderStay) *screen.FormScreen {
		handed := !v.Handed.IsZero()
		was := v.Water[u.ID].String()
		parts := partFields(u, func(i int, show func(*kit.Form) bool) []kit.Field {
			keep := fmt.Sprintf("keep%d", i)
			out := []kit.Field{{Name: keep, Label: fmt.Sprintf("第 %d 套归", i), Kind: kit.KindChoice, Required: true, Choices: partChoices, Value: partKept, Show: show}}
			if handed {
				value, hint := "0", "新表的底数"
				if i == 1 {
					value, hint = was, "沿用原表，与原表同数"
				}
				out = append(out, waterField(fmt.Sprintf("water%d", i), fmt.Sprintf("第 %d 套水表", i), value, hint, func(f *kit.Form) bool { return show(f) && f.Text(keep) == partKept }))
			}
			return out
		})
		if handed {
			parts = append([]kit.Field{waterField("water0", "原水表读数", was, "起用日的读数，上次 "+was, nil)}, parts...)
		}
		return screen.NewForm(env, screen.FormScreen{
			Path: textUnderStay(estate.Split), Left: say.SaveOrLeave, About: textSplitHelp,
			Right: func(f *kit.Form) string { return fmtBalance(u.Area, partsArea(f)) },
		}, kit.FormSpec{
			Sections: []kit.Section{{Title: heading(u) + "  " + v.Tenancy.Name, Fields: parts}, {Title: say.Basis, Fields: paperFields(env, true, "面积有差、超出核定范围的须写原因")}},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				kept, area := keptOf(f)
				return kit.ConfirmSpec{Title: fmt.Sprintf("把 %s 拆分成 %d 套", u.Number, partCount(f)), Yes: estate.Split.Title(), Warn: true, Lines: []string{
					fmtBalance(u.Area, partsArea(f)), fmt.Sprintf("%s 自 %s 起占用其中 %d 套 %s ㎡，按新面积计费；合同和起算日不变，另编一号补充协议。", v.Tenancy.Name, f.Date("day"), kept, area),
				}}
			},
			Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				m := stay.Remaking{Change: paperOf(f), Tenancy: v.Tenancy.ID, Units: []premises.Seen{seen(u)}, Parts: partsOf(f)}
				m.Change.Kind = estate.Split
				for i := 1; i <= len(m.Parts); i++ {
					m.Back = append(m.Back, f.Text(fmt.Sprintf("keep%d", i)) == partBack)
					m.PartWater = append(m.PartWater, volume(f, fmt.Sprintf("water%d", i)))
				}
				m.OldWater = []allocation.Volume{volume(f, "water0")}
				number, made, err := env.Store.RemakeHeld(ctx, by, m)
				return fmt.Sprintf("%s 已拆分为 %s，见 %s", u.Number, numbersOf(made), number), err
			}),
		})
	})
}

// keptOf is how many parts the stay keeps, and their area.
func keptOf(f *kit.Form) (n int, area quantity.Area) {
	for i := 1; i <= partCount(f); i++ {
		if f.Text(fmt.Sprintf("keep%d", i)) != partBack {
			n, area = n+1, area+f.Area(fmt.Sprintf("area%d", i))
		}
	}
	return n, area
}

// newMergeHeld is the form that merges what one stay has.
func newMergeHeld(env *screen.Env, units []premises.UnitRow, sum quantity.Area, bay int) screen.Screen {
	var ids []int64
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	read := func(ctx context.Context, by engine.Actor) (stay.UnderStay, error) {
		return env.Store.StayOver(ctx, by, ids)
	}
	return screen.NewReadForm(env, textUnderStay(estate.Merged), say.SaveOrLeave, read, func(v *stay.UnderStay) *screen.FormScreen {
		fields := mergeFields(sum, bay)
		if !v.Handed.IsZero() {
			for i, u := range units {
				was := v.Water[u.ID].String()
				fields = append(fields, waterField(fmt.Sprintf("old%d", i), u.Number+" 水表", was, "起用日的读数，上次 "+was, nil))
			}
			fields = append(fields, waterField("new", "合并后水表", v.Water[units[0].ID].String(), "沿用的一块的读数；换表填底数", nil))
		}
		return screen.NewForm(env, screen.FormScreen{
			Path: textUnderStay(estate.Merged), Left: say.SaveOrLeave, About: textMergeHelp,
			Right: func(f *kit.Form) string { return fmtBalance(sum, f.Area("area")) },
		}, kit.FormSpec{
			Sections: []kit.Section{{Title: numbersOf(units) + "  " + v.Tenancy.Name, Fields: fields}, {Title: say.Basis, Fields: paperFields(env, true, "面积有差、超出核定范围的须写原因")}},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				return kit.ConfirmSpec{Title: fmt.Sprintf("把 %d 套合并成一套", len(units)), Yes: estate.Merged.Title(), Warn: true, Lines: []string{
					numbersOf(units), fmtBalance(sum, f.Area("area")),
					fmt.Sprintf("%s 自 %s 起占用合并后的一套，按新面积计费；合同和起算日不变，另编一号补充协议。", v.Tenancy.Name, f.Date("day")),
				}}
			},
			Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				m := stay.Remaking{
					Change: paperOf(f), Tenancy: v.Tenancy.ID, PartWater: []allocation.Volume{volume(f, "new")},
					Parts: []estate.Part{{Number: f.Text("number"), Bay: f.Number("bay"), Area: f.Area("area")}},
				}
				m.Change.Kind = estate.Merged
				for i, u := range units {
					m.Units, m.OldWater = append(m.Units, seen(u)), append(m.OldWater, volume(f, fmt.Sprintf("old%d", i)))
				}
				number, made, err := env.Store.RemakeHeld(ctx, by, m)
				return fmt.Sprintf("已合并为 %s，见 %s", numbersOf(made), number), err
			}),
		})
	})
}

// textUnderStay is a change that goes through the stay.
func textUnderStay(k estate.Kind) string { return k.Title() + "（随合同变更）" }
