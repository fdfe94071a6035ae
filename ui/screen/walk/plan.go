package walk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"
	domain "penggai/allocation/walk"
	"penggai/store/engine"
	"penggai/store/walk"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newPlan is the form that makes a list of a kind.
func newPlan(env *screen.Env, kind domain.Kind) screen.Screen {
	path, left := textNew, "选范围和检查人；Ctrl+S 列出，Esc 离开并保留草稿"
	if kind == domain.ByLot {
		path, left = textLot+"抽查", "先固定名单，抽取在下一步；Ctrl+S 固定名单，Esc 离开并保留草稿"
	}
	return screen.NewReadForm(env, path, left, env.Store.WalkScope, func(of *walk.Scope) *screen.FormScreen { return plan(env, kind, *of) })
}

func plan(env *screen.Env, kind domain.Kind, of walk.Scope) *screen.FormScreen {
	lot := kind == domain.ByLot
	var people []kit.Choice
	for _, p := range of.People {
		people = append(people, kit.Choice{Key: strconv.FormatInt(p.Account, 10), Label: p.Name})
	}
	fields := []kit.Field{
		{Name: "district", Label: say.District, Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Value: env.Actor().District, Required: true, ReadOnly: env.Actor().District != ""},
		{Name: "community", Label: say.Community, Kind: kit.KindChoice, Hint: "空着是全区", List: func(f *kit.Form) []kit.Choice { return choices(of.Communities[f.Text("district")]) }},
		{
			Name: "building", Label: "楼栋", Kind: kit.KindChoice, Hint: "空着是整个小区", Show: func(f *kit.Form) bool { return f.Text("community") != "" },
			List: func(f *kit.Form) []kit.Choice {
				return choices(of.Buildings[f.Text("district")+" "+f.Text("community")])
			},
		},
	}
	if lot {
		fields = append(
			fields,
			kit.Field{Name: "used", Label: "只抽在用的", Kind: kit.KindYesNo, Value: "yes", Required: true, Hint: "是：只在有承租人的房源里抽"},
			kit.Field{Name: "wanted", Label: "抽几套", Kind: kit.KindNumber, Required: true, Unit: "套"},
			kit.Field{Name: "people", Label: textInspectors, Kind: kit.KindChoices, Choices: people, Required: true, All: true, Hint: "至少两名；每套从中抽两名"},
		)
	} else {
		fields = append(fields, kit.Field{Name: "inspectors", Label: textInspectors, Required: true, Limit: 80, Hint: "去看的人，用顿号分开"})
	}
	return screen.NewForm(env, screen.FormScreen{About: helpList}, kit.FormSpec{
		Draft:    "walk/new/" + string(kind),
		Sections: []kit.Section{{Fields: fields}},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			p := readPlan(f)
			make, done := env.Store.ListWalk, fmtListed
			if lot {
				make, done = env.Store.FreezeWalk, fmtFrozen
			}
			id, number, err := make(ctx, by, p)
			return screen.Made{Page: newPage(env, id), Done: screen.Done{Text: done(number)}}, err
		}),
	})
}

func readPlan(f *kit.Form) walk.Plan {
	p := walk.Plan{
		District: f.Text("district"), Community: f.Text("community"), Building: f.Text("building"), Used: f.Text("used") == kit.YesNo(true),
		Inspectors: f.Text("inspectors"),
	}
	p.Wanted, _ = strconv.Atoi(f.Text("wanted")) // the form takes digits alone
	for key := range strings.Lines(f.Text("people")) {
		if id, err := strconv.ParseInt(strings.TrimSpace(key), 10, 64); err == nil {
			p.People = append(p.People, id)
		}
	}
	return p
}

func choices(names []string) []kit.Choice {
	out := make([]kit.Choice, len(names))
	for i, n := range names {
		out[i] = kit.Choice{Key: n, Label: n}
	}
	return out
}

const textInspectors = "检查人"

func fmtListed(number string) string { return fmt.Sprintf("已列出 %s，按 Ctrl+P 打印", number) }

func fmtFrozen(number string) string {
	return fmt.Sprintf("已固定 %s 的名单，按 F5 抽取", number)
}
