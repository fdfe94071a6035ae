package kit

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

var plain = NewTheme(true, colorprofile.ASCII, false)

var numberCols = []Col[int]{
	{ID: "n", Title: "编号", Width: 8, Right: true, Text: func(n int) string { return strconv.Itoa(n) }},
	{ID: "word", Title: "名称", Width: 10, Flex: true, Text: func(n int) string { return fmt.Sprintf("第%d号", n) }},
	{Title: "次要", Width: 20, Drop: 1, Text: func(int) string { return "次要的内容" }},
}

// source counts the questions of a table over 0..n-1 and remembers the last.
type source struct {
	n    int
	asks int
	last Query
}

func (s *source) fetch(ctx context.Context, q Query) (Page[int], error) {
	s.asks++
	s.last = q
	return Slice(numberCols, strconv.Itoa, func(context.Context) ([]int, error) {
		all := make([]int, s.n)
		for i := range all {
			all[i] = i
		}
		return all, nil
	})(ctx, q)
}

func numbers(n int) (*Table[int], *source) {
	s := &source{n: n}
	t := NewTable(TableSpec[int]{Cols: numberCols, Key: strconv.Itoa, Fetch: s.fetch})
	return t, s
}

// run carries out a command and what follows from it.
func run(t interface{ Update(tea.Msg) tea.Cmd }, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			run(t, c)
		}
	default:
		run(t, t.Update(msg))
	}
}

func press(t interface{ Update(tea.Msg) tea.Cmd }, keys ...string) {
	for _, k := range keys {
		run(t, t.Update(Press(k)))
	}
}

func TestTableAsksForWindowsOnly(t *testing.T) {
	table, src := numbers(100000)
	run(table, table.Init())
	table.Lines(plain, 60, 22)
	for range 60 {
		press(table, "down")
	}
	if src.asks != 1 {
		t.Errorf("%d questions for 60 keys", src.asks)
	}
	press(table, "end")
	if row, ok := table.Current(); !ok || row != 99999 {
		t.Errorf("end: %d %v", row, ok)
	}
	if src.last.Limit > 400 {
		t.Errorf("asked for %d rows", src.last.Limit)
	}
	if lines := strings.Join(table.Lines(plain, 60, 22), "\n"); !strings.Contains(lines, ">   99999 第99999号") || !strings.Contains(lines, "99,981-100,000 / 100,000") {
		t.Errorf("end shows\n%s", lines)
	}
	for range 30 {
		press(table, "pgup")
	}
	if row, _ := table.Current(); row != 99999-30*19 {
		t.Errorf("30 pages up: %d", row)
	}
	if src.last.Before == "" {
		t.Error("a window before the loaded rows does not name the row after it")
	}
}

func TestTableKeepsItsRow(t *testing.T) {
	table, src := numbers(5000)
	run(table, table.Init())
	table.Lines(plain, 60, 22)
	for range 120 {
		press(table, "pgdown")
	}
	before, _ := table.Current()
	run(table, table.Update(DataChanged{}))
	if now, _ := table.Current(); now != before {
		t.Errorf("a reload went from %d to %d", before, now)
	}
	run(table, table.SetSort(Sort{Col: "n", Desc: true}))
	if now, _ := table.Current(); now != before {
		t.Errorf("sorting went from %d to %d", before, now)
	}
	src.n = 100
	run(table, table.Update(DataChanged{}))
	if row, ok := table.Current(); !ok || row > 99 {
		t.Errorf("after rows went away: %d %v", row, ok)
	}
	run(table, table.Find("42"))
	if row, _ := table.Current(); row != 42 {
		t.Errorf("Find: %d", row)
	}
}

func TestTableDropsOvertakenAnswers(t *testing.T) {
	table, _ := numbers(1000)
	run(table, table.Init())
	slow := table.SetFilter("第1号")
	fast := table.SetFilter("第77号")
	run(table, fast)
	run(table, slow)
	if table.Total() != 1 {
		t.Errorf("total %d", table.Total())
	}
	if row, _ := table.Current(); row != 77 {
		t.Errorf("shows %d", row)
	}
}

func TestTableDropsColumnsWhenNarrow(t *testing.T) {
	table, _ := numbers(10)
	run(table, table.Init())
	if wide := table.Lines(plain, 60, 10); !strings.Contains(wide[0], "次要") {
		t.Errorf("wide: %q", wide[0])
	}
	narrow := table.Lines(plain, 30, 10)
	if strings.Contains(narrow[0], "次要") || !strings.Contains(narrow[0], "名称") {
		t.Errorf("narrow: %q", narrow[0])
	}
	for _, w := range []int{12, 20, 30, 60, 100} {
		for _, l := range table.Lines(plain, w, 10) {
			if Width(l) > w {
				t.Errorf("%d cells: %q is %d", w, l, Width(l))
			}
		}
	}
}

func TestTableSortsEmptyLast(t *testing.T) {
	cols := []Col[string]{{ID: "s", Title: "名", Text: func(s string) string { return s }}, {ID: "m", Title: "额", Right: true, Text: func(s string) string { return s }}}
	rows := []string{"9.00", "", "1,518.40", "70.00"}
	for _, c := range []struct {
		by   Sort
		want string
	}{
		{Sort{Col: "m"}, "9.00|70.00|1,518.40|"}, {Sort{Col: "m", Desc: true}, "1,518.40|70.00|9.00|"}, {Sort{Col: "s"}, "1,518.40|70.00|9.00|"},
	} {
		key := func(s string) string { return s }
		got, err := Slice(cols, key, func(context.Context) ([]string, error) { return rows, nil })(t.Context(), Query{Sort: []Sort{c.by}, Limit: 9})
		if s := strings.Join(got.Rows, "|"); err != nil || s != c.want {
			t.Errorf("%v: %s, want %s (%v)", c.by, s, c.want, err)
		}
	}
}

func TestTablePicksRows(t *testing.T) {
	s := &source{n: 10}
	table := NewTable(TableSpec[int]{Cols: numberCols, Key: strconv.Itoa, Fetch: s.fetch, Multi: true})
	run(table, table.Init())
	toggle, _ := FindAction(table.Actions(), "space")
	run(table, toggle.Run())
	press(table, "down")
	run(table, toggle.Run())
	if got := fmt.Sprint(table.Picked()); got != "[0 2]" {
		t.Errorf("picked %s", got)
	}
	if stay, _ := table.Escape(); !stay || table.PickedCount() != 0 {
		t.Error("Esc does not end the selection first")
	}
	if stay, _ := table.Escape(); stay {
		t.Error("Esc stays with nothing to undo")
	}
}

// TestTablePicksAll: Ctrl+A selects every row that the filter leaves, also those that are not loaded.
func TestTablePicksAll(t *testing.T) {
	s := &source{n: 1641}
	table := NewTable(TableSpec[int]{Cols: numberCols, Key: strconv.Itoa, Fetch: s.fetch, Multi: true})
	run(table, table.Init())
	all, _ := FindAction(table.Actions(), "ctrl+a")
	run(table, all.Run())
	if n := table.PickedCount(); n != 1641 {
		t.Errorf("%d picked", n)
	}
	s.n = maxPicked + 1
	run(table, table.SetFilter(""))
	table.ClearPicked()
	run(table, all.Run())
	if n := table.PickedCount(); n != 0 {
		t.Errorf("%d of too many picked", n)
	}
}

// BenchmarkTableKey is one Down key and the visible rows after it: 30 rows, 6 columns.
func BenchmarkTableKey(b *testing.B) {
	for _, n := range []int{1641, 164100} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			th := NewTheme(true, colorprofile.TrueColor, false)
			cols := append(append([]Col[int]{}, numberCols...), numberCols...)
			cols[4].Style = func(th *Theme, _ int) Style { return th.State("vacant") }
			table := NewTable(TableSpec[int]{Cols: cols, Key: strconv.Itoa, Fetch: func(_ context.Context, q Query) (Page[int], error) {
				rows := make([]int, 0, q.Limit)
				for i := q.Offset; i < min(q.Offset+q.Limit, n); i++ {
					rows = append(rows, i)
				}
				return Page[int]{Rows: rows, Offset: q.Offset, Total: n}, nil
			}})
			run(table, table.Init())
			table.Lines(th, 120, 32)
			down, up := Press("down"), Press("up")
			for i := 0; b.Loop(); i++ {
				key := down
				if i/1000%2 == 1 {
					key = up
				}
				run(table, table.Update(key))
				table.Lines(th, 120, 32)
			}
		})
	}
}

// TestTableNeverCutsNumbers: a number that is wider than its column takes the room from columns that may go, then from words.
func TestTableNeverCutsNumbers(t *testing.T) {
	const sum = "1,234,567,890.12"
	text := func(s string) func(int) string { return func(int) string { return s } }
	cols := []Col[int]{
		{Title: "名称", Width: 12, Flex: true, Text: text("双鸭山市尖山区某某商行")},
		{Title: "说明", Width: 20, Drop: 1, Text: text("说明")},
		{Title: "起", Width: 10, Text: text("2021-01-01")},
		{Title: "应缴 元", Width: 11, Right: true, Text: text(sum)},
		{Title: "已缴 元", Width: 11, Right: true, Text: text(sum)},
	}
	table := NewTable(TableSpec[int]{Key: strconv.Itoa, Cols: cols, Fetch: Slice(cols, strconv.Itoa, func(context.Context) ([]int, error) { return []int{1}, nil })})
	run(table, table.Init())
	for _, w := range []int{44, 60, 80, 120} {
		lines := table.Lines(plain, w, 5)
		if strings.Count(lines[1], sum) != 2 || !strings.Contains(lines[1], sum+" ") {
			t.Errorf("%d cells: %q", w, lines[1])
		}
	}
}

// TestTableNeverCutsNumbersOfRecords: neither does a column that is too narrow for the number of a record cut it, nor a day;
// columns that may go give the room, then words.
func TestTableNeverCutsNumbersOfRecords(t *testing.T) {
	text := func(s string) func(int) string { return func(int) string { return s } }
	cols := []Col[int]{
		{Title: "编号", Width: 15, Text: text("JR-RZ-SFT-2021-0001")},
		{Title: "名称", Width: 12, Flex: true, Text: text("双鸭山市尖山区某某商行")},
		{Title: "说明", Width: 20, Drop: 1, Text: text("说明")},
		{Title: "房源", Width: 10, Flex: true, Text: text("SFT-BYA-01-1-02 王某某")},
		{Title: "起", Width: 8, Text: text("2021-01-01")},
	}
	table := NewTable(TableSpec[int]{Key: strconv.Itoa, Cols: cols, Fetch: Slice(cols, strconv.Itoa, func(context.Context) ([]int, error) { return []int{1}, nil })})
	run(table, table.Init())
	for _, w := range []int{60, 80, 120} {
		line := table.Lines(plain, w, 5)[1]
		for _, whole := range []string{"JR-RZ-SFT-2021-0001 ", " SFT-BYA-01-1-02 ", " 2021-01-01"} {
			if !strings.Contains(line, whole) {
				t.Errorf("%d cells: %q lacks %q", w, line, whole)
			}
		}
	}
}
