package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/say"
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
		if c.Kind == Text || c.Free {
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
	for i, row := range got.Rows {
		for j, c := range r.Columns {
			v := row[c.Key]
			cell, kind := lines[i+1][j], r.Rows[i].Cells[j].kind(c.Kind)
			switch n, number := v.(float64); {
			case v == nil:
				if cell != "" {
					t.Errorf("%s: %q for nothing", r.Name, cell)
				}
			case number && (kind == Area || kind == Money):
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
			if show := r.Rows[i].Cells[j].Show(c.Kind); !strings.Contains(plain, show) {
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
日志 ` + r.Head + "\n"
	if got := written(t, r, "text"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestBehind: the units behind every figure of occupancy are as many as the figure says.
func TestBehind(t *testing.T) {
	s := cityOffice(t)
	for _, name := range []string{"occupancy", "communities", "vacancy"} {
		for _, q := range []Query{{}, {AsOf: civil.MustParse("2019-01-01")}, {District: "尖山区"}} {
			r := made(t, s, name, q)
			for row := -1; row < len(r.Rows); row++ {
				for col, c := range r.Columns {
					behind, ok := r.Behind(row, col)
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
					value := r.Totals[col]
					if row >= 0 {
						value = r.Rows[row].Cells[col]
					}
					if int64(len(units)) != value.Int() {
						t.Errorf("%s row %d %s: %d units behind %d", name, row, c.Key, len(units), value.Int())
					}
				}
			}
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
