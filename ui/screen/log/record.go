package log

import (
	"cmp"
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/trail"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// lines is the entry as people read it: who, when, what, why, then each row that it changed, from what to what.
func (r record) lines(th *kit.Theme, w int, e engine.LogEntry) []string {
	pairs := screen.Pairs(engine.LogNoun, civil.Date{}, e, "title", "actor", "at", "subject", "reason", "action")
	pairs[0].Style, pairs[5].Style = th.Strong, th.Muted
	pairs[2] = kit.Pair{Label: "日期时间", Value: fmtWhen(e.Day, e.At)}
	pairs[3].Value, pairs[4].Value = cmp.Or(e.Subject, "-"), cmp.Or(e.Reason, "-")
	if e.Desk != "" {
		pairs = append(pairs[:2:2], append(screen.Pairs(engine.LogNoun, civil.Date{}, e, "desk"), pairs[2:]...)...)
	}
	pairs = append(pairs, kit.Pair{})
	if len(r.changes) == 0 {
		pairs = append(pairs, kit.Pair{Value: "这一条没有改动数据", Style: th.Muted})
	}
	for _, c := range r.changes {
		if c.Table == "move" {
			continue // it repeats the change of a state
		}
		if said := said(c); len(said) > 0 || c.How == trail.Gone {
			pairs = append(append(pairs, kit.Pair{Label: fmtRow(c)}), said...)
		}
	}
	if r.more {
		pairs = append(pairs, kit.Pair{}, kit.Pair{Value: "这一条改动的行太多，只列出开头的一部分", Style: th.Muted})
	}
	return kit.Detail(th, w, pairs)
}

// Changed is what rows became, a line each, in words: 改动 入驻 3：状态 在用 → 已结束.
func Changed(list []trail.Change) (lines []string) {
	for _, c := range list {
		var parts []string
		for _, p := range said(c) {
			parts = append(parts, strings.TrimSpace(p.Label)+" "+p.Value)
		}
		if c.Table == "move" || len(parts) == 0 && c.How != trail.Gone {
			continue
		}
		lines = append(lines, strings.TrimSuffix(fmtRow(c)+"："+strings.Join(parts, "；"), "："))
	}
	return lines
}

// said are the fields of a row: what was changed of it, or all that stands in it.
func said(c trail.Change) (pairs []kit.Pair) {
	if c.Table == "correction_change" {
		return corrected(c)
	}
	for _, f := range c.Fields {
		if technical(f.Name) || c.How == trail.Changed && !f.Differs {
			continue
		}
		title, value := words(c.Table, f.Name, f.Value)
		if f.Differs {
			_, was := words(c.Table, f.Name, f.Was)
			value = fmtChanged(was, value)
		}
		if value != "" {
			pairs = append(pairs, kit.Pair{Label: " " + title, Value: value})
		}
	}
	return pairs
}

// corrected is what a correction proposes for a field of another row, in the words of that field.
func corrected(c trail.Change) []kit.Pair {
	at := map[string]string{}
	for _, f := range c.Fields {
		at[f.Name] = f.Value
	}
	title, was := words(at["part"], at["field"], cmp.Or(at["old_whole"], at["old"]))
	_, now := words(at["part"], at["field"], cmp.Or(at["new_whole"], at["new"]))
	return []kit.Pair{{Label: " " + title, Value: fmtChanged(was, now)}}
}

// technical are columns by which the program finds and guards rows.
func technical(column string) bool {
	return column == "id" || column == "version" || strings.HasSuffix(column, "_key") || column == "initials"
}

// words are what people call a column and how they read what it keeps: by the field of its noun, or by a word of its own.
func words(table, column, kept string) (title, value string) {
	if kept == "null" {
		kept = ""
	}
	title, value = engine.ColumnWords(table, column, kept)
	return cmp.Or(title, columnTitles[column], column), kit.Cut(value, longest)
}

// longest is how many cells of one value are shown: inputs of a round fill pages.
const longest = 400

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

// fmtRow names a row and says what became of it: 新增 账号 3.
func fmtRow(c trail.Change) string {
	name := fmt.Sprintf("%s %d", tableTitle(c.Table), c.ID)
	switch c.How {
	case trail.Made:
		return "新增 " + name
	case trail.Changed:
		return "改动 " + name
	case trail.Gone:
		return "删除 " + name
	case trail.Stood:
	}
	return name
}

// fmtChanged is 原 → 新; what was or became empty is said.
func fmtChanged(was, now string) string {
	return cmp.Or(was, textEmpty) + " → " + cmp.Or(now, textEmpty)
}

const textEmpty = "（空）"
