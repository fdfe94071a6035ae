package log

import (
	"cmp"
	"fmt"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// lines is the entry as people read it: who, when, what, why, then each row that it changed.
func (r record) lines(th *kit.Theme, w int, e engine.LogEntry) []string {
	pairs := screen.Pairs(engine.LogNoun, civil.Date{}, e, "title", "actor", "at", "subject", "reason", "action")
	pairs[0].Style, pairs[5].Style = th.Strong, th.Muted
	pairs[2] = kit.Pair{Label: "日期时间", Value: fmtWhen(e.Day, e.At)}
	pairs[3].Value, pairs[4].Value = cmp.Or(e.Subject, "-"), cmp.Or(e.Reason, "-")
	pairs = append(pairs, kit.Pair{})
	if len(r.changes) == 0 {
		pairs = append(pairs, kit.Pair{Value: "这一条没有改动数据", Style: th.Muted})
	}
	for _, c := range r.changes {
		pairs = append(pairs, kit.Pair{Label: fmtRow(c)})
		for _, f := range c.Fields {
			if f.Name != "id" && f.Value != "" && f.Value != "null" {
				pairs = append(pairs, kit.Pair{Label: " " + columnTitle(c.Table, f.Name), Value: kit.Cut(f.Value, longest)})
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

// columnTitle is a column's word: that of the field of its noun, or one of its own.
func columnTitle(table, column string) string {
	return cmp.Or(engine.ColumnTitle(table, column), columnTitles[column], column)
}

// tableTitle is a table's word: that of its noun, or one of its own.
func tableTitle(table string) string {
	return cmp.Or(engine.TableTitle(table), tableTitles[table], table)
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
	name := tableTitle(c.Table)
	if c.Gone {
		return fmt.Sprintf("%s %d（已删除）", name, c.ID)
	}
	return fmt.Sprintf("%s %d", name, c.ID)
}
