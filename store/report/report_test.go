package report

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// cityOffice is an office of the whole city with the sample inventory and the catalogues, on 2021-03-15.
func cityOffice(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Create(t.TempDir(), basis.Founding{
		Clock: civil.Clock{Kind: civil.ClockReal, Gap: 1 << 20}, Office: allocation.CityOffice, Admin: "xitong", Password: "songhua-1641", Stock: premises.Stock(seed.Units(1)),
		Catalogues: basis.Catalogues{Districts: allocation.Districts(), Sectors: seed.Sectors(), Groups: seed.Groups(), Benefits: seed.Benefits(), Grounds: leave.ExitGrounds()},
	}, engine.Options{PasswordKiB: 8, Today: func() civil.Date { return civil.MustParse("2021-03-15") }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

var city = engine.Actor{Role: allocation.Supervisor}

func made(t testing.TB, s *store.Store, name string, q Query) Report {
	t.Helper()
	r, err := Make(t.Context(), s, city, name, q)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}

func written(t testing.TB, r Report, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestOccupancyJSON holds the JSON of occupancy to formats.md.
func TestOccupancyJSON(t *testing.T) {
	s := cityOffice(t)
	var got struct {
		Report  string
		AsOf    string `json:"as_of"`
		Samples int
		Columns []map[string]string
		Rows    []map[string]any
		Totals  map[string]any
	}
	text := written(t, made(t, s, "occupancy", Query{}), "json")
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	keys := []string{
		"district", "total", "building", "vacant", "withdrawn", "reserved", "occupied", "recovering", "area_dm2", "occupied_area_dm2", "occupancy_permille",
	}
	var have []string
	for _, c := range got.Columns {
		have = append(have, c["key"])
		if len(c) != 2 || c["title"] == "" {
			t.Errorf("column %v", c)
		}
	}
	if !slices.Equal(have, keys) {
		t.Errorf("columns %v", have)
	}
	if got.Report != "occupancy" || got.AsOf != "2021-03-15" || got.Samples != 1641 || len(got.Rows) != 5 {
		t.Errorf("%s %s %d %d", got.Report, got.AsOf, got.Samples, len(got.Rows))
	}
	for i, want := range []struct {
		name     string
		total    float64
		building float64
	}{{"尖山区", 393, 0}, {"岭东区", 275, 0}, {"四方台区", 64, 0}, {"宝山区", 107, 0}, {"全市在建", 802, 802}} {
		r := got.Rows[i]
		if r["district"] != want.name || r["total"] != want.total || r["building"] != want.building || len(r) != len(keys) {
			t.Errorf("row %d: %v", i, r)
		}
	}
	if p, there := got.Rows[4]["occupancy_permille"]; !there || p != nil {
		t.Errorf("the ratio of nothing is %v", p)
	}
	if got.Rows[0]["occupancy_permille"] != 0.0 || got.Totals["total"] != 1641.0 || got.Totals["area_dm2"] != 24460000.0 {
		t.Errorf("%v %v", got.Rows[0], got.Totals)
	}
	if _, there := got.Totals["district"]; there {
		t.Error("the totals have a district")
	}
	var order []int
	for _, k := range keys {
		order = append(order, strings.Index(text, `{"`+keys[0]+`":`)+strings.Index(text[strings.Index(text, `{"`+keys[0]+`":`):], `"`+k+`":`))
	}
	if !slices.IsSorted(order) {
		t.Errorf("keys of a row stand at %v", order)
	}
}

// TestPermille rounds half up.
func TestPermille(t *testing.T) {
	for _, c := range []struct{ part, whole, want int64 }{{0, 1, 0}, {1, 3, 333}, {2, 3, 667}, {1, 2000, 1}, {1, 2001, 0}, {5, 8, 625}, {7, 7, 1000}, {1, 16, 63}} {
		if got := permille(c.part, c.whole); got.Int() != c.want || got.Null() {
			t.Errorf("%d/%d: %d", c.part, c.whole, got.Int())
		}
	}
	if !permille(0, 0).Null() {
		t.Error("0/0 is something")
	}
}

// TestEveryReportInEveryFormat: every report can be made, its totals are the sums of its rows, and the formats carry the
// same figures.
func TestEveryReportInEveryFormat(t *testing.T) {
	s := cityOffice(t)
	for _, d := range Definitions() {
		for _, q := range []Query{{}, {AsOf: civil.MustParse("2018-01-01")}, {District: "岭东"}, {AsOf: civil.MustParse("2016-01-01"), District: "BS"}} {
			r := made(t, s, d.Name, q)
			checkSums(t, r)
			checkFormats(t, r)
		}
	}
}

func checkSums(t *testing.T, r Report) {
	t.Helper()
	for i, c := range r.Columns {
		if c.Kind == Text || c.Free || c.how == once {
			continue
		}
		var sum int64
		for _, row := range r.Rows {
			sum += row.Cells[i].Int()
		}
		if r.Totals[i].Int() != sum {
			t.Errorf("%s %s: total %d of rows %d", r.Name, c.Key, r.Totals[i].Int(), sum)
		}
	}
	for _, row := range r.Rows {
		if len(row.Cells) != len(r.Columns) || len(r.Totals) != len(r.Columns) {
			t.Fatalf("%s: %d cells in %d columns", r.Name, len(row.Cells), len(r.Columns))
		}
	}
}

func checkFormats(t *testing.T, r Report) {
	t.Helper()
	var got struct{ Rows []map[string]any }
	if err := json.Unmarshal([]byte(written(t, r, "json")), &got); err != nil {
		t.Fatal(err)
	}
	text := written(t, r, "csv")
	if !strings.HasPrefix(text, "\ufeff") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("%s: no byte order mark or bare line feeds", r.Name)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	plain := written(t, r, "text")
	if strings.ContainsRune(plain+text, '‰') {
		t.Errorf("%s has a share in thousandths, which nobody reads", r.Name)
	}
	heading := slices.IndexFunc(lines, func(l []string) bool { return l[0] == r.exact()[0].Heading() && (len(l) < 2 || l[1] != "") })
	if heading < 2 || lines[0][0] != r.Title || !strings.Contains(lines[1][0], r.AsOf.String()) {
		t.Fatalf("%s: title, day and headings are not above the table:\n%s", r.Name, text)
	}
	for _, said := range r.Said() {
		if !strings.Contains(text, Guard(Clean(said))) || !strings.Contains(plain, said) {
			t.Errorf("%s does not say %s", r.Name, said)
		}
	}
	shown := r.Lines()
	for i, row := range got.Rows {
		i = slices.IndexFunc(shown, func(l Line) bool { return l.Row == i })
		for j, c := range r.Columns {
			v := row[c.Key]
			cell, kind := lines[heading+1+i][j], shown[i].Cells[j].kind(c.Kind)
			switch n, number := v.(float64); {
			case v == nil:
				if cell != "" {
					t.Errorf("%s: %q for nothing", r.Name, cell)
				}
			case number && (kind == Area || kind == Money || kind == Myriad):
				if want := fmt.Sprintf("%.2f", n/100); cell != want {
					t.Errorf("%s %s: csv %q, json %v", r.Name, c.Key, cell, n)
				}
			case number && kind == Permille:
				if want := fmt.Sprintf("%.1f", n/10); cell != want {
					t.Errorf("%s %s: csv %q, json %v", r.Name, c.Key, cell, n)
				}
			case number:
				if cell != strconv.Itoa(int(n)) {
					t.Errorf("%s %s: csv %q, json %v", r.Name, c.Key, cell, n)
				}
			case cell != Guard(fmt.Sprint(v)):
				t.Errorf("%s %s: csv %q, json %v", r.Name, c.Key, cell, v)
			}
			if show := shown[i].Cells[j].Show(c.Kind); !strings.Contains(plain, show) {
				t.Errorf("%s %s: %q is not in the text", r.Name, c.Key, show)
			}
		}
	}
}

// TestOccupancyText is the text as it is printed.
func TestOccupancyText(t *testing.T) {
	r := made(t, cityOffice(t), "occupancy", Query{District: "四方台区"})
	want := `各区使用情况  四方台区  截至 2021-03-15
区        套数  在建  闲置  停用  已锁定  使用中  收回整修   面积 ㎡  使用面积 ㎡  使用率
四方台区    64     0    64     0       0       0         0  ` + r.Totals[8].Show(Area) + `         0.00    0.0%
合计        64     0    64     0       0       0         0  ` + r.Totals[8].Show(Area) + `         0.00    0.0%
含示例明细 64 套
口径：当日没有注销的全部房源；使用率＝使用中÷（闲置＋已锁定＋使用中＋收回整修），在建和停用的不在分母
日志 ` + r.Head + "\n"
	if got := written(t, r, "text"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestBehind: the units behind every figure of occupancy are as many as the figure says.
func TestBehind(t *testing.T) {
	s := cityOffice(t)
	for _, name := range []string{"occupancy", "communities", "vacancy"} {
		for _, q := range []Query{{}, {AsOf: civil.MustParse("2019-01-01"), District: "尖山区"}} {
			r := made(t, s, name, q)
			for _, line := range r.Lines() {
				for col, c := range r.Columns {
					behind, ok := r.Behind(line, col)
					if c.Units && !ok {
						t.Errorf("%s: nothing behind %s", name, c.Key)
					}
					if !c.Units || c.Kind != Count {
						continue
					}
					units, err := s.Ledger(t.Context(), city, behind)
					if err != nil {
						t.Fatal(err)
					}
					if int64(len(units)) != line.Cells[col].Int() {
						t.Errorf("%s %q %s: %d units behind %d", name, line.Path, c.Key, len(units), line.Cells[col].Int())
					}
				}
			}
			opens(t, s, city, r, q)
		}
	}
}

// opens holds that what opens behind each figure of a report comes to the figure, that each of its lines is a record, and that a line that is
// itself a record opens it.
func opens(t testing.TB, s *store.Store, by engine.Actor, r Report, q Query) {
	t.Helper()
	for _, line := range r.Lines() {
		if line.Row >= 0 && r.Rows[line.Row].ID != 0 {
			continue
		}
		for col, c := range r.Columns {
			want := line.Cells[col]
			if c.Kind == Text || want.Null() {
				continue
			}
			q.Row, q.Column = line.Path, c.Key
			d, err := Make(t.Context(), s, by, r.Name, q)
			if err != nil {
				t.Fatalf("%s %q %s: %v", r.Name, line.Path, c.Key, err)
			}
			if got := d.Totals[d.column(c.Key)]; got.Int() != want.Int() {
				t.Errorf("%s of %s %q %s: %d behind %d", r.Name, r.AsOf, line.Path, c.Key, got.Int(), want.Int())
			}
			if want.Int() != 0 && c.how != ratio && len(d.Rows) == 0 {
				t.Errorf("%s %q %s: nothing opens behind %d", r.Name, line.Path, c.Key, want.Int())
			}
			for _, row := range d.Rows {
				if row.ID == 0 || row.Noun == "" {
					t.Fatalf("%s %q %s: a line is no record: %v", r.Name, line.Path, c.Key, row.Cells)
				}
			}
		}
	}
}

// TestFilter: rows that meet a filter stay with what they come to, in every form; one that cannot be understood makes no report.
func TestFilter(t *testing.T) {
	s := cityOffice(t)
	r := made(t, s, "communities", Query{Filter: "区:jsq 套数:>100"})
	if len(r.Rows) != 1 || r.Rows[0].Cells[1] != Str("南市区") || r.Totals[2] != r.Rows[0].Cells[2] {
		t.Errorf("%v of %v", r.Totals, r.Rows)
	}
	for _, format := range []string{"text", "csv", "json"} {
		text := written(t, r, format)
		if !strings.Contains(text, "南市区") || strings.Contains(text, "博爱园") || !strings.Contains(text, "区:jsq 套数:>100") {
			t.Errorf("%s\n%s", format, text)
		}
	}
	opens(t, s, city, r, Query{Filter: "区:jsq 套数:>100"})
	for _, bad := range []string{"套数:>多", "没有:1", "使用率:高"} {
		if r, err := Make(t.Context(), s, city, "communities", Query{Filter: bad}); !errors.Is(err, search.ErrFilterValue) && !errors.Is(err, search.ErrFilterField) || len(r.Rows) > 0 {
			t.Errorf("%s leaves %d rows, %v", bad, len(r.Rows), err)
		}
		if kept, err := r.Kept(bad); err == nil || len(kept.Rows) > 0 || len(kept.Lines()) > 0 {
			t.Errorf("%s keeps %d rows, %v", bad, len(kept.Rows), err)
		}
	}
	half := made(t, s, "occupancy", Query{Filter: "使用率:<0.5 -区:宝山"})
	if len(half.Rows) != 3 {
		t.Errorf("%d districts", len(half.Rows))
	}
	sorted := made(t, s, "occupancy", Query{Sort: "total", Desc: true})
	if sorted.Rows[0].Cells[0] != Str("全市在建") || !strings.Contains(written(t, sorted, "text"), "排序：套数（从大到小）") {
		t.Errorf("%v", sorted.Rows[0].Cells)
	}
}

// TestLargeAmounts: a column of amounts that people read in 万元 is shown so, and stays exact in files for programs.
func TestLargeAmounts(t *testing.T) {
	r := Report{Columns: []Column{{Key: "district", Title: "区"}, {Key: "fen", Title: "减免", Unit: "元", Kind: Money}, {Key: "owed", Title: "欠费", Unit: "元", Kind: Money}}}
	for i, fen := range []int64{123456789, 5} {
		key := fmt.Sprint("区", i)
		r.head(key, key)
		copy(r.count(fact{key: key, n: 1})[1:], []int64{fen, 1234567})
	}
	r.settle()
	text, file := written(t, r, "text"), written(t, r, "csv")
	if !strings.Contains(text, "欠费 万元") || !strings.Contains(text, "1.23") { // one table has one unit
		t.Error(text)
	}
	if !strings.Contains(text, "减免 万元") || !strings.Contains(text, "123.46") || strings.Contains(text, "1,234,567.89") {
		t.Error(text)
	}
	if !strings.Contains(file, "减免 元") || !strings.Contains(file, "1234567.89") || !strings.Contains(written(t, r, "json"), `"fen":123456789`) {
		t.Error(file)
	}
}

// TestDocx: the paper has title, office, day, the figures of the text, what is said beside them, a line for signatures and page numbers.
func TestDocx(t *testing.T) {
	r := made(t, cityOffice(t), "communities", Query{})
	file := written(t, r, "docx")
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(body, new(struct {
			XMLName xml.Name
		})); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		all.Write(body)
	}
	for _, want := range append(r.Said(), r.Title, "单位：全市", "截至 2021-03-15", textSub, "合计", "审核人", "NUMPAGES", "tblHeader", r.Totals[2].Show(Count)) {
		if !strings.Contains(all.String(), escaped(want)) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestRefusals(t *testing.T) {
	s := cityOffice(t)
	own := engine.Actor{Role: allocation.Supervisor, District: "尖山区"}
	for name, c := range map[string]struct {
		by     engine.Actor
		report string
		q      Query
		want   *say.Refusal
	}{
		"unknown":          {city, "nosuch", Query{}, ErrUnknownReport},
		"tomorrow":         {city, "occupancy", Query{AsOf: civil.MustParse("2021-03-16")}, ErrAsOfFuture},
		"no district":      {city, "occupancy", Query{District: "某区"}, allocation.ErrUnknownDistrict},
		"another district": {own, "occupancy", Query{District: "宝山区"}, engine.ErrOtherDistrict},
	} {
		if _, err := Make(t.Context(), s, c.by, c.report, c.q); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	made := made(t, s, "occupancy", Query{})
	if err := made.Write(&bytes.Buffer{}, "pdf"); !errors.Is(err, ErrUnknownFormat) {
		t.Error(err)
	}
	r, err := Make(t.Context(), s, own, "occupancy", Query{})
	if err != nil || len(r.Rows) != 1 || r.Scope != "尖山区" {
		t.Errorf("%d rows of %s, %v", len(r.Rows), r.Scope, err)
	}
}

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+8613": "'+8613", "-x": "'-x", "@sum": "'@sum", "\tx": "'\tx", "\rx": "'\rx", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1",
		"＠a": "'＠a", "南市区": "南市区", "": "", "1-02": "1-02", "a=b": "a=b",
	} {
		if got := Guard(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := Clean("甲\x1b[31m\u202e乙\u200b"); got != "甲[31m乙" {
		t.Errorf("%q", got)
	}
	r := Report{Columns: []Column{{Key: "a", Title: "甲"}, {Key: "n", Title: "数", Kind: Count}}, Rows: []Row{{Cells: []Value{Str("=cmd()"), Num(-5)}}}}
	r.total()
	if text := written(t, r, "csv"); !strings.Contains(text, "'=cmd(),-5") {
		t.Errorf("%s", text)
	}
}
