package reading

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[stay.MeterRow] {
	month := today.MonthStart()
	return screen.Cols(stay.MeterNoun, today, []kit.Col[stay.MeterRow]{
		{ID: "unit", Width: 14},
		{ID: "community", Width: 10, Filter: "community", Drop: 1},
		{ID: "building", Width: 6, Filter: "building", Drop: 2},
		{ID: "applicant", Width: 8, Flex: true},
		{ID: "day", Width: 10, Style: func(th *kit.Theme, r stay.MeterRow) kit.Style {
			if r.Day.Before(month) {
				return th.Warn
			}
			return th.Good
		}},
		{ID: "water", Width: 13},
		{ID: "age", Width: 8, Right: true, Drop: 3, Filter: "lacks"},
	})
}

// newList is the list of meters, by unit.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[stay.MeterRow, stay.MeterRow]{
		Title: textReadings, Views: "meter", Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Place: textReadings, Sums: fmtRead, About: helpList,
		ID: func(r stay.MeterRow) int64 { return r.ID },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[stay.MeterRow], error) {
			page, err := env.Store.Meters(ctx, by, q)
			return kit.Page[stay.MeterRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: page, Values: page.Values}, err
		},
		None:   []string{"没有要抄的水表。", "交接房屋以后，每套房源的水表列在这里。"},
		NoHits: []string{"没有符合筛选的水表。按 Esc 去掉筛选。"},
		Own: func(r stay.MeterRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act("抄本楼", screen.Shows(env, newSheet, r.UnitID), "enter").When(env.WhyNot(allocation.ActRecordReading)).When(screen.NoRow(ok)),
				kit.Act("一户", func() tea.Cmd { return screen.Open(screen.Tenancy, r.Tenancy) }, "f4").When(screen.NoRow(ok)),
			}
		},
	})
}

const textReadings = say.Reading

var helpList = []string{
	"这里是已交接房源的水表，按房源编号排列；右上是本月已抄的套数。F3 筛选：本月已抄:否、缺读数:是、小区、楼栋、承租人。",
	"“缺读数”是上一个账单周期应计水费，而周期结束前一个月起没有读数的，出过账单也算：账单上写明水费未抄表，不会是 0。",
	"Enter 抄这一楼的全部水表；换表的到入驻里这一户按 r 登记。",
}

func fmtRead(sums any) string {
	page, ok := sums.(engine.Page[stay.MeterRow])
	if !ok {
		return ""
	}
	read := 0
	for _, g := range page.Groups {
		if g.Value == "1" {
			read = g.Rows
		}
	}
	return fmt.Sprintf("本月已抄 %s/%s", kit.Count(read), kit.Count(page.Total))
}
