package reading

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newSheet takes the readings of all meters in the building of a unit, on one day; those that are not read stay empty.
func newSheet(env *screen.Env, unit int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) ([]stay.MeterRow, error) {
		return env.Store.MetersBeside(ctx, by, unit)
	}
	return screen.NewReadForm(env, textReadings, "逐套填今天的读数，没抄到的空着；Ctrl+S 保存", read, func(list *[]stay.MeterRow) *screen.FormScreen {
		rows := *list
		if len(rows) == 0 {
			return screen.NewForm(env, screen.FormScreen{}, kit.FormSpec{})
		}
		var s *screen.FormScreen
		s = screen.NewForm(env, screen.FormScreen{
			Keys: func(form []kit.Action) []kit.Action {
				return append(form, kit.Act("一户", func() tea.Cmd { return tenantOf(s.Form, rows) }, "f4"))
			},
			About: helpSheet, Over: screen.Heading(env, fmtBuilding(rows[0])),
			Right: func(f *kit.Form) string { return fmt.Sprintf("已填 %d/%d", len(filled(f, rows)), len(rows)) },
		}, kit.FormSpec{
			Draft: fmt.Sprintf("reading/%s/%s/%s", rows[0].District, rows[0].Community, rows[0].Building), Sections: sections(env.Today(), rows),
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				in := filled(f, rows)
				return fmt.Sprintf("已登记 %d 套的读数，还有 %d 套没有抄", len(in), len(rows)-len(in)), screen.WithWay(env.Store.RecordReadings(ctx, by, in), charge.ErrReadingLower, "按 F4 到这一户：换表按 r，更正按 F9")
			}),
		})
		s.Form.Focus(stay.UnitKey(unit))
		return s
	})
}

// tenantOf opens the stay whose meter has the focus; the first one's where the day has it.
func tenantOf(f *kit.Form, rows []stay.MeterRow) tea.Cmd {
	at := max(slices.IndexFunc(rows, func(r stay.MeterRow) bool { return stay.UnitKey(r.UnitID) == f.Focused() }), 0)
	return screen.Open(screen.Tenancy, rows[at].Tenancy)
}

func sections(today civil.Date, rows []stay.MeterRow) []kit.Section {
	meters := kit.Section{Title: "水表读数"}
	for _, r := range rows {
		meters.Fields = append(meters.Fields, kit.Field{
			Name: stay.UnitKey(r.UnitID), Label: r.Unit, Width: 12, Unit: "m³", Hint: fmtBefore(r), Check: checkVolume,
		})
	}
	day := kit.Field{Name: "day", Label: "抄表日期", Kind: kit.KindDate, Value: today.String(), Required: true}
	return []kit.Section{{Fields: []kit.Field{day}}, meters}
}

func checkVolume(s string) error {
	if s == "" {
		return nil
	}
	_, err := allocation.ParseVolume(s)
	return err
}

// filled are the readings that have been typed.
func filled(f *kit.Form, rows []stay.MeterRow) []stay.ReadingInput {
	var out []stay.ReadingInput
	for _, r := range rows {
		text := f.Text(stay.UnitKey(r.UnitID))
		if water, err := allocation.ParseVolume(text); text != "" && err == nil {
			out = append(out, stay.ReadingInput{Tenancy: r.Tenancy, Unit: r.UnitID, Day: f.Date("day"), Water: water})
		}
	}
	return out
}

var helpSheet = []string{
	"一次登记一栋楼的水表读数。右边是承租人和上次读数；没有抄到的空着，下次再填，草稿会保留。",
	"读数比上次小的保存不了：按 F4 到这一户，换过表的按 r 选“换表”，上次读错的按 F9 更正红冲。",
}

func fmtBuilding(r stay.MeterRow) string { return r.District + "  " + r.Community + "  " + r.Building }

func fmtBefore(r stay.MeterRow) string {
	if r.Day.IsZero() {
		return r.Name + "  " + stay.TextUnread
	}
	return fmt.Sprintf("上次 %s（%s）%s", r.Water, r.Day, r.Name)
}
