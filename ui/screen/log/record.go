package log

import (
	"cmp"
	"fmt"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// lines is the entry as people read it: who, when, what, why, then each row that it changed.
func (r record) lines(th *kit.Theme, w int, e engine.LogEntry) []string {
	pairs := []kit.Pair{
		{Label: textTitle, Value: e.Title, Style: th.Strong},
		{Label: textActor, Value: e.Actor},
		{Label: "日期时间", Value: fmtWhen(e.Day, e.At)},
		{Label: textSubject, Value: cmp.Or(e.Subject, "-")},
		{Label: textReason, Value: cmp.Or(e.Reason, "-")},
		{Label: "代码", Value: e.Action, Style: th.Muted},
		{},
	}
	if len(r.changes) == 0 {
		pairs = append(pairs, kit.Pair{Value: "这一条没有改动数据", Style: th.Muted})
	}
	for _, c := range r.changes {
		pairs = append(pairs, kit.Pair{Label: fmtRow(c)})
		for _, f := range c.Fields {
			if f.Name != "id" && f.Value != "" && f.Value != "null" {
				pairs = append(pairs, kit.Pair{Label: " " + fieldTitle(f), Value: kit.Cut(f.Value, longest)})
			}
		}
	}
	if r.more {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Value: "这一条改动的行太多，只列出开头的一部分", Style: th.Muted})
	}
	return kit.Detail(th, w, pairs)
}

// longest is how many cells of one value are shown: inputs of a round fill pages.
const longest = 400

// fieldTitle is a column's word where it has one.
func fieldTitle(f engine.LogField) string {
	if t, ok := fieldTitles[f.Name]; ok {
		return t
	}
	return f.Name
}

func fmtWhen(day civil.Date, at string) string {
	if len(at) < 19 {
		return day.String()
	}
	if at[:10] == day.String() {
		return at[:10] + " " + at[11:19]
	}
	return fmt.Sprintf("%s（电脑时间 %s %s）", day, at[:10], at[11:19])
}

// fmtRow names a row: 账号 3; deleted ones say so.
func fmtRow(c engine.LogChange) string {
	name, ok := tableTitles[c.Table]
	if !ok {
		name = c.Table
	}
	if c.Gone {
		return fmt.Sprintf("%s %d（已删除）", name, c.ID)
	}
	return fmt.Sprintf("%s %d", name, c.ID)
}
