package unit

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/sheet"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newComplete is the form that hands completed units over to a district. What comes of it is shown unit by unit before it is
// written.
func newComplete(env *screen.Env, units []premises.UnitRow) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) ([]estate.Community, error) {
		return env.Store.AllCommunities(ctx, by)
	}
	return screen.NewReadForm(env, estate.Completed.Title(), say.SaveOrLeave, read, func(list *[]estate.Community) *screen.FormScreen {
		var area quantity.Area
		for _, u := range units {
			area += u.Area
		}
		fields := []kit.Field{
			{Name: "district", Label: "移交给", Kind: kit.KindChoice, Required: true, Choices: screen.DistrictChoices()},
			communityField(*list, ""),
			{Name: "buildings", Label: "楼号", Kind: kit.KindChoice, Required: true, Value: follow, Choices: []kit.Choice{
				{Key: follow, Label: "接着该小区已有的楼号编"}, {Key: "keep", Label: "保留现在的楼号"},
			}},
			{Name: "path", Label: "明细文件", Kind: kit.KindText, Limit: 200, Hint: "xlsx 或 csv 的路径，列名见 F1"},
			{Name: "list", Label: "或逐行填写", Kind: kit.KindLong, Lines: 4, Hint: "编号 面积 新编号"},
		}
		spec := kit.FormSpec{
			Draft: "unit-complete",
			Sections: []kit.Section{
				{Title: fmt.Sprintf("%s  共 %d 套  %s ㎡", firstOf(units), len(units), area), Fields: fields},
				{Title: say.Basis, Fields: paperFields(env, true, "")},
			},
			Verb: "预览",
			Save: func(f *kit.Form) tea.Cmd { return previewHandOver(env, units, f) },
		}
		return screen.NewForm(env, screen.FormScreen{About: textCompleteHelp}, spec)
	})
}

const follow = "follow"

func firstOf(units []premises.UnitRow) string {
	if len(units) == 1 {
		return units[0].Number
	}
	return units[0].Number + " 等"
}

// previewHandOver works the hand-over out and asks whether it is to be written.
func previewHandOver(env *screen.Env, units []premises.UnitRow, f *kit.Form) tea.Cmd {
	typed, saved, by := f.Typed(), f.Saved(), env.Actor()
	return kit.Guard(func() tea.Msg {
		h, err := handOver(units, typed)
		if err != nil {
			return screen.Failed{Err: err}
		}
		list, err := env.Store.PreviewHandOver(context.Background(), by, h)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return kit.Ask(confirmHandOver(h, list), func(kit.Answer) tea.Cmd {
			return env.Move(func(ctx context.Context, by engine.Actor) (string, error) {
				number, err := env.Store.CompleteUnits(ctx, by, h)
				return fmt.Sprintf("已移交 %d 套给%s，%s", len(h.Units), h.District, number), err
			}, saved, kit.Send(kit.Back{}))
		})()
	})
}

// handOver is what was typed; the file is read.
func handOver(units []premises.UnitRow, f *kit.Form) (h premises.HandOver, err error) {
	h.Change, h.District, h.Community, h.Follow = paperOf(f), f.Text("district"), f.Text("community"), f.Text("buildings") == follow
	for _, u := range units {
		h.Units = append(h.Units, seen(u))
	}
	text, path := f.Text("list"), f.Text("path")
	switch {
	case text != "" && path != "":
		return h, estate.ErrListed.Textf("明细文件和逐行填写只能用一种").On("path")
	case path != "":
		h.List, err = readHandOver(strings.Trim(path, `"'`))
		return h, say.OnField(err, "path")
	case text != "":
		h.List, err = estate.ReadList(text)
	}
	return h, say.OnField(err, "list")
}

// readHandOver reads the list of a hand-over from the first sheet of a file.
func readHandOver(path string) ([]estate.Listed, error) {
	book, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	var table [][]string
	err = book.Rows(context.Background(), book.Sheets[0], func(r sheet.Row) error {
		for len(table) < r.No-1 { // rows without a cell count
			table = append(table, []string{""})
		}
		cells := make([]string, max(len(r.Cells), 1))
		for i, c := range r.Cells {
			cells[i] = c.String()
		}
		table = append(table, cells)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return estate.ReadRows(table)
}

// confirmHandOver shows what will be: counts, areas, and the units one by one.
func confirmHandOver(h premises.HandOver, list []premises.HandedOver) kit.ConfirmSpec {
	var before, after quantity.Area
	measured := 0
	var lines []string
	for i, u := range list {
		before, after = before+u.Before.Area, after+u.After.Area
		if u.Before.Area != u.After.Area {
			measured++
		}
		if i < previewed || i == len(list)-1 {
			size := u.After.Area.String()
			if u.Before.Area != u.After.Area {
				size = u.Before.Area.String() + " -> " + size
			}
			lines = append(lines, fmt.Sprintf("%s -> %s  %s ㎡", u.Before.Number, u.After.Number, size))
		} else if i == previewed {
			lines = append(lines, "……")
		}
	}
	head := []string{
		fmt.Sprintf("%s 起归%s，可以分配。%d 套按明细的实测面积，共 %s -> %s ㎡。", h.Day, h.District, measured, before, after),
		"",
	}
	return kit.ConfirmSpec{
		Title: fmt.Sprintf("竣工移交给%s %d 套", h.District, len(list)), Yes: "移交", Lines: append(append(head, lines...), "", "没有用到以前可以整批撤销。"),
	}
}

// previewed is how many units a preview names at its beginning.
const previewed = 8

var textCompleteHelp = []string{
	"把在建的房源移交给区：先在清单里筛选，用 Ctrl+A 选中全部，再按 Ctrl+X。",
	"编号按规则编，或写在明细里，每行一套：现编号 实测面积 新编号。没有写的照旧。",
	"明细文件的列名：现编号、新编号、小区、楼栋、层、位、面积、门牌，没有的列可以不要。",
	"移交日可以是过去的一天。保存前列出移交前后的编号和面积。没有用到以前，在任一套的页面按 F12 整批撤销。",
}
