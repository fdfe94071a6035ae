package sheet

import (
	"slices"
	"strings"

	"penggai/allocation/quantity"
)

// title takes what a title says for the rows below it; another value of a field ends what was said of those behind it.
func (s *scanner) title(text string) {
	if s.spec.Context == nil || text == "" {
		return
	}
	said := s.spec.Context(text)
	if len(said) == 0 {
		return
	}
	next, fresh := map[string]string{}, false
	for _, f := range s.spec.Fields {
		v, ok := said[f.Key]
		switch {
		case ok:
			fresh = fresh || f.Carry && v != s.context[f.Key]
			next[f.Key] = v
		case !fresh && s.context[f.Key] != "":
			next[f.Key] = s.context[f.Key]
		}
	}
	s.context, s.above = next, nil
}

// lineAt hands out a row of one table.
func (s *scanner) lineAt(r Row, table int) error {
	l := Line{Sheet: s.sheet, Row: r.No, Table: table, Epoch: s.epoch, Cells: make([]Cell, len(s.spec.Fields)), heads: s.heads}
	for place := s.width; s.csv && place < len(r.Cells) && l.Over == ""; place++ {
		l.Over = r.Cells[place].Text
	}
	own, filled := 0, 0
	for i, at := range s.columns(table) {
		if at < 0 || at >= len(r.Cells) {
			continue
		}
		switch l.Cells[i] = r.Cells[at]; {
		case l.Cells[i].Empty():
		case l.Cells[i].Fill:
			filled++
		case s.lone(at):
			own += 2
		default:
			own++
		}
	}
	if own == 0 || own+filled < 2 && !s.single() {
		return nil
	}
	s.carry(&l)
	s.found.Lines++
	return s.each(l)
}

// single reports whether so few fields have a column that one value is a row.
func (s *scanner) single() bool {
	n := 0
	for _, at := range s.at {
		if at >= 0 {
			n++
		}
	}
	return n <= 2
}

// carry fills in what is as above, and what a title says. A value of one field ends what the fields behind it carried: another
// community has other buildings.
func (s *scanner) carry(l *Line) {
	if s.above == nil {
		s.above = s.empty()
	}
	for i, f := range s.spec.Fields {
		c := &l.Cells[i]
		if f.Carry && same(c.Text) {
			*c = Cell{}
		}
		switch {
		case !c.Empty():
			if f.Carry && c.Text != s.above[i].Text {
				for k := i + 1; k < len(s.above); k++ {
					s.above[k] = Cell{}
				}
			}
			if f.Carry {
				s.above[i] = *c
				s.above[i].Fill = true
			}
		case f.Carry && !s.above[i].Empty():
			*c = s.above[i]
		case s.context[f.Key] != "":
			*c = Cell{Text: s.context[f.Key], Fill: true}
		}
	}
}

// same reports whether a cell says that it is as above.
func same(text string) bool {
	switch text {
	case "〃", "″", "\"", "同上", "同左", "''", "“", "”":
		return true
	}
	return false
}

// sum keeps the total of a table.
func (s *scanner) sum(r Row, columns []int, table int, label string) {
	i := slices.IndexFunc(s.spec.Fields, func(f Field) bool { return f.Key == s.spec.Total })
	if i < 0 || s.off || s.at == nil || columns[i] < 0 || columns[i] >= len(r.Cells) || len(s.found.Sums) >= 500 {
		return
	}
	c := r.Cells[columns[i]]
	if c.Fill || c.Text == "" {
		return
	}
	s.found.Sums = append(s.found.Sums, Sum{s.sheet, r.No, table, OneLine(label), c, !strings.Contains(bare(label), "小计")})
}

// firstText is the first text of a row of its own.
func firstText(r Row) string {
	for _, c := range r.Cells {
		if !c.Empty() && !c.Fill && c.Kind != Number {
			return c.Text
		}
	}
	return ""
}

// total is the label of a total row; empty when it is none.
func total(r Row) string {
	seen := 0
	for _, c := range r.Cells {
		if c.Empty() || c.Fill || c.Kind == Number {
			continue
		}
		if isTotal(c.Text) {
			return c.Text
		}
		if seen++; seen == 3 {
			break
		}
	}
	return ""
}

// isTotal reports whether a text is the label of a total: 合计, 小 计, 总计：, 南市区小计, 合计（39套）.
func isTotal(text string) bool {
	if len(text) > 60 {
		return false
	}
	t := strings.TrimRight(bare(text), ":")
	if i := strings.IndexByte(t, '('); i > 0 {
		t = t[:i]
	}
	for _, w := range []string{"合计", "小计", "总计", "共计", "累计"} {
		rest, begins := strings.CutPrefix(t, w)
		if strings.HasSuffix(t, w) || begins && strings.Trim(rest, "0123456789.,套户间处㎡平方米面积:") == "" {
			return true
		}
	}
	return false
}

// isFoot reports whether a row is one of those that stand below a table.
func isFoot(text string) bool {
	t := quantity.HalfWidth(strings.Join(strings.Fields(text), ""))
	for _, w := range []string{"制表", "填表", "填报", "审核", "复核", "审批", "负责人", "单位负责人", "经办人", "主管领导", "联系人", "联系电话", "统计人", "统计日期", "注:", "备注:", "说明:", "日期:", "打印日期", "报送", "(盖章)"} {
		if strings.HasPrefix(t, w) && (strings.Contains(t, ":") || len([]rune(t)) <= 6) {
			return true
		}
	}
	if label, _, colon := strings.Cut(t, ":"); colon && len([]rune(label)) <= 10 {
		for _, w := range []string{"签字", "签章", "签名", "盖章", "领导", "主任", "科长", "局长", "校对", "核对人", "录入人", "调查人"} {
			if strings.HasSuffix(strings.TrimSuffix(label, "人"), strings.TrimSuffix(w, "人")) || strings.HasPrefix(label, w) {
				return true
			}
		}
	}
	return false
}

// ColumnName is the letters of a column, from 0: A, B, AA.
func ColumnName(place int) string {
	name := ""
	for n := place + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// ColumnPlace is the column of its letters, from 0; -1 where they are none.
func ColumnPlace(name string) int {
	column, _ := place(name + "1")
	return column
}
