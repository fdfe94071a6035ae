package unit

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// paperFields are what every change asks: from which day, by which paper, why.
func paperFields(env *screen.Env, needed bool, why string) []kit.Field {
	return []kit.Field{
		{Name: "day", Label: "起用日", Kind: kit.KindDate, Required: true, Value: env.Today().String(), Hint: "文件写明的日期，不晚于今天"},
		{Name: "document", Label: say.Basis, Kind: kit.KindText, Required: needed, Limit: 80, Hint: "文件名称和文号"},
		{Name: "reason", Label: say.Note, Kind: kit.KindText, Limit: 80, Hint: why},
	}
}

// paperOf is the change as it was typed.
func paperOf(f *kit.Form) estate.Change {
	return estate.Change{Day: f.Date("day"), Document: f.Text("document"), Reason: f.Text("reason")}
}

// particularFields are what a unit is described by.
func particularFields(p estate.Particulars) []kit.Field {
	var sources []kit.Choice
	for _, s := range allocation.UnitSources() {
		sources = append(sources, kit.Choice{Key: string(s), Label: s.Title()})
	}
	word := premises.UnitNoun.Word
	return []kit.Field{
		{Name: "source", Label: word("source"), Kind: kit.KindChoice, Required: true, Choices: sources, Value: string(p.Source)},
		{Name: "usage", Label: word("usage"), Kind: kit.KindText, Limit: 40, Value: p.Usage, Hint: "规划或登记的用途，如 商业服务"},
		{Name: "certificate", Label: word("certificate"), Kind: kit.KindText, Limit: 60, Value: p.Certificate},
		{Name: "address", Label: word("address"), Kind: kit.KindText, Limit: 80, Value: p.Address},
		{Name: "door", Label: word("door"), Kind: kit.KindText, Limit: 40, Value: p.Door, Hint: "如 临街 3 门"},
		{Name: "tags", Label: say.Tags, Kind: kit.KindText, Limit: 80, Value: strings.Join(p.Tags, " "), Hint: "空格分开：" + strings.Join(allocation.UnitTags(), " ")},
		{Name: "photo", Label: word("photo"), Kind: kit.KindText, Limit: 60, Value: p.Photo, Hint: "照片的文件名"},
	}
}

func particularsOf(f *kit.Form) estate.Particulars {
	return estate.Particulars{
		Source: allocation.UnitSource(f.Text("source")), Usage: f.Text("usage"), Certificate: f.Text("certificate"), Address: f.Text("address"),
		Door: f.Text("door"), Tags: strings.Fields(f.Text("tags")), Photo: f.Text("photo"),
	}
}

// seen is a unit as the form shows it.
func seen(u premises.UnitRow) premises.Seen { return premises.Seen{ID: u.ID, Version: u.Version} }

// heading is the unit that a form is about, as it stands.
func heading(u premises.UnitRow) string {
	return fmt.Sprintf("%s  %s  %s ㎡  %s", u.Number, fmtPlace(u), u.Area, u.State.Title())
}

// placeChoices are the districts that the actor sees, the city pool last where it is seen.
func placeChoices(env *screen.Env) []kit.Choice {
	own := env.Actor().District
	if own != "" {
		return []kit.Choice{{Key: own, Label: own}}
	}
	return append(screen.DistrictChoices(), kit.Choice{Key: premises.CityPool, Label: premises.CityPool})
}

// districtOf is the district of a choice of placeChoices.
func districtOf(key string) string {
	if key == premises.CityPool {
		return ""
	}
	return key
}

// communityField is the choice of a community of the district that stands in the field "district".
func communityField(list []estate.Community, value string) kit.Field {
	return kit.Field{
		Name: "community", Label: say.Community, Kind: kit.KindChoice, Required: true, Value: value, Hint: "没有的先在 房源 按 c 登记小区",
		List: func(f *kit.Form) []kit.Choice {
			var out []kit.Choice
			for _, c := range list {
				if c.District == districtOf(f.Text("district")) {
					out = append(out, kit.Choice{Key: c.Name, Label: c.Name, Note: c.Letters})
				}
			}
			return out
		},
	}
}

// draftAdd begins the keys of its drafts.
const draftAdd = "unit-add"

// newAdd is the form for a unit that no list has; draft is the key of its draft.
func newAdd(env *screen.Env, draft string) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) ([]estate.Community, error) {
		return env.Store.AllCommunities(ctx, by)
	}
	return screen.NewReadForm(env, estate.Added.Title(), say.SaveOrLeave, read, func(list *[]estate.Community) *screen.FormScreen {
		place := []kit.Field{
			{Name: "district", Label: say.District, Kind: kit.KindChoice, Required: true, Choices: placeChoices(env), Value: env.Actor().District},
			communityField(*list, ""),
			{Name: "building", Label: say.Building, Kind: kit.KindText, Required: true, Limit: 20, Hint: "如 3号楼"},
			{Name: "floor", Label: say.Floor, Kind: kit.KindText, Required: true, Width: 6, Limit: 3, Value: "1", Hint: "地下一层填 -1", Check: checkFloor},
			{Name: "bay", Label: "位", Kind: kit.KindNumber, Hint: "沿街数的第几间；不知道的空着"},
			{Name: "area", Label: say.Area, Kind: kit.KindArea, Required: true, Unit: "㎡", Hint: "最多两位小数"},
			{Name: "number", Label: say.Number, Kind: kit.KindText, Limit: 32, Hint: "空着按规则编号，如 JS-NSQ-03-1-05"},
		}
		return screen.NewForm(env, screen.FormScreen{About: textAddHelp}, kit.FormSpec{
			Draft: draft,
			Sections: []kit.Section{
				{Title: "位置和面积", Fields: place},
				{Title: "登记信息", Fields: particularFields(estate.Particulars{Source: allocation.SourceRenewal})},
				{Title: say.Basis, Fields: paperFields(env, true, "")},
			},
			Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
				p := particularsOf(f)
				floor, _ := strconv.Atoi(quantity.HalfWidth(f.Text("floor"))) // checked by the field
				u, err := env.Store.AddUnit(ctx, by, allocation.Unit{
					Number: f.Text("number"), District: districtOf(f.Text("district")), Community: f.Text("community"), Building: f.Text("building"), Floor: floor,
					Bay: f.Number("bay"), Area: f.Area("area"), Source: p.Source, Usage: p.Usage, Certificate: p.Certificate, Address: p.Address, Door: p.Door,
					Tags: p.Tags, Photo: p.Photo,
				}, paperOf(f))
				if err != nil {
					return screen.Made{}, err
				}
				return screen.Made{Page: newDetail(env, u.ID), Done: screen.Done{Text: "已新增 " + u.Number + "，" + u.State.Title(), Move: true}}, nil
			}),
		})
	})
}

func checkFloor(text string) error {
	if n, err := strconv.Atoi(quantity.HalfWidth(text)); err != nil || n == 0 {
		return estate.ErrFloor
	}
	return nil
}

// newCommunity is the form for a community that the list lacks.
func newCommunity(env *screen.Env) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: textCommunityAdd, Left: say.SaveOrLeave, About: textCommunityHelp}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "district", Label: say.District, Kind: kit.KindChoice, Required: true, Choices: placeChoices(env), Value: env.Actor().District},
			{Name: "community", Label: say.Community, Kind: kit.KindText, Required: true, Limit: 20},
			{Name: "letters", Label: "编号字母", Kind: kit.KindText, Limit: 8, Width: 10, Hint: "空着取拼音首字母；南市区是 NSQ"},
			{Name: "document", Label: say.Basis, Kind: kit.KindText, Required: true, Limit: 80, Hint: "命名批复或台账的名称和文号"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			c := estate.Community{District: districtOf(f.Text("district")), Name: f.Text("community"), Letters: f.Text("letters")}
			return "已登记小区 " + c.Name, env.Store.AddCommunity(ctx, by, c, f.Text("document"))
		}),
	})
}

// newRenumber is the form for another number.
func newRenumber(env *screen.Env, u premises.UnitRow) screen.Screen {
	fields := append([]kit.Field{
		{Name: "old", Label: "现编号", Kind: kit.KindShown, Value: u.Number},
		{Name: "number", Label: "新编号", Kind: kit.KindText, Required: true, Limit: 32, Hint: "大写字母、数字和短横"},
	}, paperFields(env, true, "")...)
	return screen.NewForm(env, screen.FormScreen{Path: estate.Renumbered.Title(), Left: say.SaveOrLeave, About: textRenumberHelp}, kit.FormSpec{
		Sections: []kit.Section{{Title: heading(u), Fields: fields}},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			n, err := env.Store.RenumberUnit(ctx, by, u.ID, u.Version, f.Text("number"), paperOf(f))
			return fmt.Sprintf("%s 改编号为 %s，原编号仍能查到", u.Number, n), err
		}),
	})
}

// newDescribe is the form for what a unit is described by: each field begins with what stands there.
func newDescribe(env *screen.Env, u premises.UnitRow) screen.Screen {
	return screen.NewForm(env, screen.FormScreen{Path: estate.Described.Title(), Left: say.SaveOrLeave, About: textDescribeHelp}, kit.FormSpec{
		Draft: "unit-describe-" + u.Number,
		Sections: []kit.Section{
			{Title: heading(u), Fields: particularFields(estate.Of(u.Unit()))},
			{Title: say.Basis, Fields: paperFields(env, false, "改来源、权证号、用途须写依据")},
		},
		Fresh: func(ctx context.Context) (kit.Fresh, error) {
			now, err := env.Store.Unit(ctx, env.Actor(), u.ID)
			values := map[string]string{}
			for _, f := range particularFields(estate.Of(now.Unit())) {
				values[f.Name] = f.Value
			}
			return kit.Fresh{Values: values, Adopt: func() { u = now }}, err
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已变更 " + u.Number + " 的登记信息", env.Store.DescribeUnit(ctx, by, u.ID, u.Version, particularsOf(f), paperOf(f))
		}),
	})
}

// partFields are how many parts a unit becomes, and what is asked of each; more adds to them.
func partFields(u premises.UnitRow, more func(i int, show func(*kit.Form) bool) []kit.Field) []kit.Field {
	first := kit.Field{Name: "count", Label: "拆成几套", Kind: kit.KindChoice, Required: true, Value: "2"}
	var parts []kit.Field
	for i := 1; i <= estate.MostParts; i++ {
		if i > 1 {
			first.Choices = append(first.Choices, kit.Choice{Key: strconv.Itoa(i), Label: fmt.Sprintf("%d 套", i)})
		}
		show := func(f *kit.Form) bool { return i <= partCount(f) }
		bay := ""
		if i == 1 && u.Bay > 0 {
			bay = strconv.Itoa(u.Bay)
		}
		parts = append(parts,
			kit.Field{Name: fmt.Sprintf("area%d", i), Label: fmt.Sprintf("第 %d 套面积", i), Kind: kit.KindArea, Required: i <= 2, Unit: "㎡", Show: show},
			kit.Field{Name: fmt.Sprintf("bay%d", i), Label: fmt.Sprintf("第 %d 套的位", i), Kind: kit.KindNumber, Value: bay, Hint: "不知道的空着", Show: show},
			kit.Field{Name: fmt.Sprintf("number%d", i), Label: fmt.Sprintf("第 %d 套编号", i), Kind: kit.KindText, Limit: 32, Hint: fmt.Sprintf("空着为 %s-%d", u.Number, i), Show: show},
		)
		parts = append(parts, more(i, show)...)
	}
	return append([]kit.Field{first}, parts...)
}

// newSplit is the form that splits a unit; what is missing or too much of its area stands in the second line.
func newSplit(env *screen.Env, u premises.UnitRow) screen.Screen {
	if u.State == allocation.UnitOccupied {
		return newSplitHeld(env, u)
	}
	parts := partFields(u, func(int, func(*kit.Form) bool) []kit.Field { return nil })
	return screen.NewForm(env, screen.FormScreen{
		Path: estate.Split.Title(), Left: say.SaveOrLeave, About: textSplitHelp,
		Right: func(f *kit.Form) string { return fmtBalance(u.Area, partsArea(f)) },
	}, kit.FormSpec{
		Sections: []kit.Section{
			{Title: heading(u), Fields: parts},
			{Title: say.Basis, Fields: paperFields(env, true, "面积与原来不等的须写原因")},
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{
				Title: fmt.Sprintf("把 %s 拆分成 %d 套", u.Number, partCount(f)), Yes: estate.Split.Title(),
				Lines: []string{fmtBalance(u.Area, partsArea(f)), "原来的一套自起用日起注销，仍能按编号查到；新的几套接着它的状态。没有用到以前可以撤销。"},
			}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			made, err := env.Store.SplitUnit(ctx, by, seen(u), partsOf(f), paperOf(f))
			return fmt.Sprintf("%s 已拆分为 %s", u.Number, numbersOf(made)), err
		}),
	})
}

// partsOf are the parts as they were typed.
func partsOf(f *kit.Form) (list []estate.Part) {
	for i := 1; i <= partCount(f); i++ {
		list = append(list, estate.Part{Area: f.Area(fmt.Sprintf("area%d", i)), Bay: f.Number(fmt.Sprintf("bay%d", i)), Number: f.Text(fmt.Sprintf("number%d", i))})
	}
	return list
}

func partCount(f *kit.Form) int { return f.Number("count") }

func partsArea(f *kit.Form) (sum quantity.Area) {
	for i := 1; i <= partCount(f); i++ {
		sum += f.Area(fmt.Sprintf("area%d", i))
	}
	return sum
}

func numbersOf(units []premises.UnitRow) string {
	var out []string
	for _, u := range units {
		out = append(out, u.Number)
	}
	return strings.Join(out, "、")
}

// fmtBalance is what areas before and after a change come to.
func fmtBalance(before, after quantity.Area) string {
	if before == after {
		return fmt.Sprintf("原 %s ㎡  合计 %s ㎡  相符", before, after)
	}
	return fmt.Sprintf("原 %s ㎡  合计 %s ㎡  差 %s ㎡", before, after, after-before)
}

// mergeFields are what is asked of the unit that others become.
func mergeFields(sum quantity.Area, bay int) []kit.Field {
	return []kit.Field{
		{Name: "area", Label: "合并后面积", Kind: kit.KindArea, Required: true, Unit: "㎡", Value: sum.String(), Proposed: true, Hint: "原来合计 " + sum.String()},
		{Name: "bay", Label: "位", Kind: kit.KindNumber, Value: strconv.Itoa(bay), Hint: "不知道的填 0"},
		{Name: "number", Label: say.Number, Kind: kit.KindText, Limit: 32, Hint: "空着按规则编号"},
	}
}

// newMerge is the form that merges the selected units.
func newMerge(env *screen.Env, units []premises.UnitRow) screen.Screen {
	var sum quantity.Area
	var ids []premises.Seen
	bay := 0
	for _, u := range units {
		sum += u.Area
		ids = append(ids, seen(u))
		if u.Bay > 0 && (bay == 0 || u.Bay < bay) {
			bay = u.Bay
		}
	}
	if slices.ContainsFunc(units, func(u premises.UnitRow) bool { return u.State == allocation.UnitOccupied }) {
		return newMergeHeld(env, units, sum, bay)
	}
	title := numbersOf(units[:min(len(units), 3)])
	if len(units) > 3 {
		title += fmt.Sprintf(" 等 %d 套", len(units))
	}
	fields := mergeFields(sum, bay)
	return screen.NewForm(env, screen.FormScreen{
		Path: estate.Merged.Title(), Left: say.SaveOrLeave, About: textMergeHelp,
		Right: func(f *kit.Form) string { return fmtBalance(sum, f.Area("area")) },
	}, kit.FormSpec{
		Sections: []kit.Section{{Title: title, Fields: fields}, {Title: say.Basis, Fields: paperFields(env, true, "面积与原来不等的须写原因")}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{
				Title: fmt.Sprintf("把 %d 套合并成一套", len(units)), Yes: estate.Merged.Title(),
				Lines: []string{title, fmtBalance(sum, f.Area("area")), "原来的几套自起用日起注销，仍能按编号查到。没有用到以前可以撤销。"},
			}
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			u, err := env.Store.MergeUnits(ctx, by, ids, estate.Part{Number: f.Text("number"), Bay: f.Number("bay"), Area: f.Area("area")}, paperOf(f))
			if err != nil {
				return screen.Made{}, err
			}
			return screen.Made{Page: newDetail(env, u.ID), Done: screen.Done{Text: "已合并为 " + u.Number, Move: true}}, nil
		}),
	})
}

const textCommunityAdd = "登记小区"

var (
	textAddHelp = []string{
		"登记一套台账里没有的房源。小区从目录里选，没有的先在房源的树上按 c 登记。",
		"编号空着时按规则编：区、小区字母、楼号、层、位。起用日可以是过去的一天。",
		"在建的选“全市在建”，竣工后办理移交。录错的在房源页按 F12 撤销。",
	}
	textCommunityHelp = []string{
		"小区的名称只登记一次，房源、价格、报表都用同一个名称。",
		"编号字母写进这个小区房源的编号，一个区里不能重复。",
	}
	textRenumberHelp = []string{
		"给房源换一个编号，须有文件。原编号不再给别的房源用，按它仍能查到这一套。",
		"已锁定的房源等批次办结再改。",
	}
	textDescribeHelp = []string{
		"变更来源、用途、权证号、坐落、门牌、特点、照片。来源、用途、权证号须写依据。",
		"原来登记错了的，用 F9 更正；这里登记的是以后的变化。",
	}
	textSplitHelp = []string{
		"一套拆成几套：面积合计与原来相等，不等的写明原因，依据写实测报告。",
		"原来的一套注销，仍能按编号查到。使用中的由分管领导办，随合同变更：留给承租人的自起用日按实测面积计费，交回的收房整修。已锁定的等批次办结。",
	}
	textMergeHelp = []string{
		"选中的几套合并成一套，须在同一栋楼、状态和来源相同。",
		"原来的几套注销，仍能按编号查到。同一户使用中的由分管领导办，随合同变更；不是同一户的先换房或退出，已锁定的等批次办结。",
	}
)
