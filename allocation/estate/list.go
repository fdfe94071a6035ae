package estate

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Listed is one line of a list of completed units: which unit of the pool, and what the paper says of it.
type Listed struct {
	Line int    // of the list, from 1
	Old  string // number in the pool
	Finished
}

// listColumns are the headings of such a list, with their other names.
var listColumns = map[string]string{
	"现编号": "old", "编号": "old", "原编号": "old", "新编号": "number", "房号": "number", "小区": "community", "楼栋": "building", "楼号": "building", "层": "floor", "楼层": "floor",
	"位": "bay", "实测面积": "area", "面积": "area", "建筑面积": "area", "门牌": "door",
}

// plainColumns are the columns of a list without headings.
var plainColumns = []string{"old", "area", "number"}

// ReadList reads a list as it is typed or stands in a csv file: with a line of headings, or number, area and new number on each line;
// parted by commas, tabs or spaces. Errors: ErrListed, which names line, column, what stands there and what would be right.
func ReadList(text string) ([]Listed, error) {
	table, err := records(text)
	if err != nil {
		return nil, err
	}
	return ReadRows(table)
}

// ReadRows reads such a list from the cells of its lines; what stands above a line of headings is title. Errors: ErrListed.
func ReadRows(table [][]string) ([]Listed, error) {
	columns := plainColumns
	first := max(slices.IndexFunc(table, func(cells []string) bool { return headings(cells) != nil }), 0)
	var out []Listed
	seen := map[string]int{}
	for i, cells := range table {
		if i < first {
			continue
		}
		if named := headings(cells); named != nil {
			columns = named
			continue
		}
		if strings.Join(cells, "") == "" || strings.HasPrefix(strings.ReplaceAll(cells[0], " ", ""), "合计") {
			continue
		}
		l := Listed{Line: i + 1}
		for k, cell := range cells {
			if k >= len(columns) || columns[k] == "" {
				continue
			}
			if err := l.read(columns[k], strings.TrimSpace(cell)); err != nil {
				return nil, err
			}
		}
		switch {
		case l.Old == "":
			return nil, ErrListed.Textf("第 %d 行没有现编号，请填在建时的编号，如 SYS-ZJ-01-1-01", l.Line)
		case seen[l.Old] > 0:
			return nil, ErrListed.Textf("第 %d 行与第 %d 行是同一套 %s，请去掉一行", l.Line, seen[l.Old], l.Old)
		}
		seen[l.Old] = l.Line
		out = append(out, l)
	}
	return out, nil
}

// records are the cells of each line.
func records(text string) ([][]string, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	if !strings.ContainsAny(text, ",，\t") {
		var out [][]string
		for line := range strings.SplitSeq(text, "\n") {
			out = append(out, append(strings.Fields(quantity.HalfWidth(line)), "")) // a line has a cell
		}
		return out, nil
	}
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "，", ",")))
	if strings.Contains(text, "\t") {
		r.Comma = '\t'
	}
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	var out [][]string
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, ErrListed.Textf("第 %d 行读不出来：引号不成对，请核对", len(out)+1)
		}
		line, _ := r.FieldPos(0)
		for len(out) < line-1 { // blank lines count
			out = append(out, []string{""})
		}
		out = append(out, cells)
	}
}

// headings are the columns that a line of headings names; nil when the line is none.
func headings(cells []string) []string {
	out := make([]string, len(cells))
	found := 0
	for i, cell := range cells {
		name, _, _ := strings.Cut(strings.NewReplacer("（", "(", " ", "").Replace(strings.TrimSpace(cell)), "(")
		name = strings.TrimRight(name, "㎡")
		if out[i] = listColumns[name]; out[i] != "" {
			found++
		}
	}
	if found < 2 {
		return nil
	}
	return out
}

// read takes one cell.
func (l *Listed) read(column, cell string) error {
	if cell == "" {
		return nil
	}
	count := func(to *int, title, right string) error {
		n, err := strconv.Atoi(strings.TrimRight(quantity.HalfWidth(cell), "层位"))
		if err != nil {
			return ErrListed.Textf("第 %d 行“%s”是 %s，%s", l.Line, title, cell, right)
		}
		*to = n
		return nil
	}
	switch column {
	case "old":
		l.Old = strings.ToUpper(quantity.HalfWidth(cell))
	case "number":
		l.Number = cell
	case "community":
		l.Community = cell
	case "building":
		l.Building = cell
	case "door":
		l.Door = cell
	case "floor":
		return count(&l.Floor, "层", "请填整数，如 1")
	case "bay":
		return count(&l.Bay, "位", "请填整数，不知道的空着")
	case "area":
		a, err := quantity.ParseArea(strings.TrimRight(cell, "㎡平方米 "))
		if err != nil || a <= 0 {
			return ErrListed.Textf("第 %d 行“面积”是 %s，请填数字，最多两位小数，如 142.35", l.Line, cell)
		}
		l.Area = a
	}
	return nil
}

// ErrListed is said of a list of completed units that cannot be read.
var ErrListed = say.Refuse("estate_listed", "移交明细看不懂")
