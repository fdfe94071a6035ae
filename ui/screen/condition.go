package screen

import (
	"cmp"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/ui/kit"
)

// The fields of a hand-over record stand here because two nouns ask for them: the tenancy when the keys go out, the exit
// when they come back.

// ConditionSections are the fields of one record a unit. had gives unit id, number and the values at the start; before is
// what was handed over, by unit id, shown beside the fields when the premises come back (nil: they go out).
func ConditionSections(had []allocation.Condition, before map[int64]allocation.Condition) []kit.Section {
	var out []kit.Section
	for _, c := range had {
		name := func(field string) string { return conditionField(field, c.UnitID) }
		out1, back := before[c.UnitID]
		hint := func(what, said string) string {
			if !back {
				return said
			}
			return "交出时：" + what
		}
		keys, water, power := "", "", ""
		if back {
			keys = strconv.Itoa(c.Keys)
		}
		fields := []kit.Field{
			{
				Name: name("keys"), Label: say.Keys, Value: keys, Required: true, Width: 10, Unit: "把", Hint: hint(strconv.Itoa(out1.Keys), "交出的把数"),
				Check: func(s string) error { _, err := allocation.ParseKeys(s); return err },
			},
			{
				Name: name("water"), Label: say.WaterMeter, Value: water, Required: true, Width: 16, Unit: say.CubicMetres, Hint: hint(out1.Water.String(), textMeterHint),
				Check: func(s string) error { _, err := allocation.ParseVolume(s); return err },
			},
			{
				Name: name("power"), Label: say.PowerMeter, Value: power, Required: true, Width: 16, Unit: "度", Hint: hint(out1.Power.String(), textMeterHint),
				Check: func(s string) error { _, err := allocation.ParseEnergy(s); return err },
			},
			{Name: name("defects"), Label: say.Defects, Value: c.Defects, Limit: 200, Hint: hint(cmp.Or(out1.Defects, say.None), "没有就空着")},
			{Name: name("remark"), Label: say.Remark, Limit: 200, Hint: "与交接记录不符的须写明"},
		}
		if !back {
			fields = fields[:4]
		}
		out = append(out, kit.Section{Title: c.Unit, Fields: fields})
	}
	return out
}

func conditionField(field string, unit int64) string {
	return field + "_" + strconv.FormatInt(unit, 10)
}

// ReadConditions takes the records out of a form that was checked.
func ReadConditions(f *kit.Form, had []allocation.Condition) []allocation.Condition {
	out := make([]allocation.Condition, len(had))
	for i, c := range had {
		text := func(field string) string { return f.Text(conditionField(field, c.UnitID)) }
		c.Keys, _ = allocation.ParseKeys(text("keys")) // a field that does not parse keeps the form from saving
		c.Water, _ = allocation.ParseVolume(text("water"))
		c.Power, _ = allocation.ParseEnergy(text("power"))
		c.Defects, c.Remark = text("defects"), text("remark")
		out[i] = c
	}
	return out
}

// Forms, scrolling and the fields of a hand-over record.
const textMeterHint = "当面抄表的读数"
