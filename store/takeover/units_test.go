package takeover_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
	"penggai/store/sheet"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

const ledgers = "../sheet/testdata/"

// csv writes a ledger into a file.
func csv(t *testing.T, text string) ledger.Request {
	t.Helper()
	path := filepath.Join(t.TempDir(), "台账.csv")
	enginetest.OK(t, os.WriteFile(path, []byte(text), 0o600))
	return ledger.Request{Kind: ledger.Units, Path: path}
}

// TestLedgersGiveWhatTheyMust takes every ledger over into a fresh office and compares with what stands beside it.
func TestLedgersGiveWhatTheyMust(t *testing.T) {
	files, err := filepath.Glob(ledgers + "*.expected.json")
	enginetest.OK(t, err)
	if len(files) < 5 {
		t.Fatalf("only %d ledgers", len(files))
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		enginetest.OK(t, err)
		var want struct {
			File, Kind string
			Read, New  int
			Rejected   []struct {
				Row    int
				Column string
			}
			Areas map[string]int64 `json:"area_dm2_by_community"`
		}
		enginetest.OK(t, json.Unmarshal(data, &want))
		if want.Kind != string(ledger.Units) {
			continue
		}
		o := takeovertest.New(t, "尖山区")
		by := o.As(t, allocation.Manager)
		req := ledger.Request{Kind: ledger.Units, Path: ledgers + want.File}
		p, _ := o.Taken(t, by, req, len(want.Rejected) > 0)
		if p.Read != want.Read || len(p.New) != want.New || len(p.Rejected) != len(want.Rejected) {
			t.Errorf("%s: read %d, new %d, rejected %d", want.File, p.Read, len(p.New), len(p.Rejected))
		}
		for i, r := range p.Rejected {
			if i < len(want.Rejected) && (r.Row != want.Rejected[i].Row || r.Column != want.Rejected[i].Column || r.Why == "" || r.Do == "") {
				t.Errorf("%s: rejected %+v, want %+v", want.File, r, want.Rejected[i])
			}
		}
		page, err := o.Units(t.Context(), by, engine.ListQuery{})
		enginetest.OK(t, err)
		areas := map[string]int64{}
		for _, u := range page.Rows {
			areas[u.Community] += int64(u.Area)
			if u.Sample || u.State != allocation.UnitVacant || u.Door == "" || u.Former == "" {
				t.Errorf("%s: %+v", want.File, u)
			}
		}
		if fmt.Sprint(areas) != fmt.Sprint(want.Areas) {
			t.Errorf("%s: areas %v, want %v", want.File, areas, want.Areas)
		}
		if again := o.Seen(t, by, req); again.Same != want.New || len(again.New)+len(again.Changed)+len(again.Absent) != 0 {
			t.Errorf("%s again: %d same, %d new, %v", want.File, again.Same, len(again.New), again.Changed)
		}
		o.Verified(t)
	}
}

// TestNothingIsWrittenWithARejectedRow, unless asked.
func TestNothingIsWrittenWithARejectedRow(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	p := o.Seen(t, by, ledger.Request{Kind: ledger.Units, Path: ledgers + "faults.xlsx"})
	if _, err := o.ApplyImport(t.Context(), by, p, false, nil); !errors.Is(err, ledger.ErrRejected) {
		t.Errorf("%v", err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM unit WHERE sample = 1`); n != 393 {
		t.Errorf("%d samples left", n)
	}
}

// TestFirstLedgerRetiresSamples: untouched ones go, one that was locked stays, another district's are not looked at.
func TestFirstLedgerRetiresSamples(t *testing.T) {
	o := takeovertest.New(t, allocation.CityOffice)
	by := o.AsOf(t, allocation.Manager, "尖山区")
	used := o.UnitOf(t, "JS-NSQ-01-1-03")
	enginetest.OK(t, o.WithdrawUnits(t.Context(), by, []int64{used.ID}, "漏水"))
	req := csv(t, "小区,楼栋,门牌,面积\n南市区,1号楼,103,142.35\n南市区,1号楼,104,96.2\n")
	p, id := o.Taken(t, by, req, false)
	if !slices.Contains(p.Warnings, "首次导入：本区示例明细 392 套停用并移出，报表注明从今天起是本区台账") {
		t.Errorf("%v", p.Warnings)
	}
	for query, want := range map[string]int64{
		`SELECT count(*) FROM unit WHERE district = '尖山区'`:                                                 3,
		`SELECT count(*) FROM unit WHERE district = '尖山区' AND sample = 1`:                                  1,
		`SELECT count(*) FROM unit WHERE district <> '尖山区'`:                                                1641 - 393,
		`SELECT count(*) FROM unit u WHERE NOT EXISTS (SELECT 1 FROM unit_spell s WHERE s.unit_id = u.id)`: 0,
	} {
		if got := count(t, o.Read, query); got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
	since, err := o.RealSince(t.Context())
	if err != nil || len(since) != 1 || since["尖山区"] != o.Clock.Day {
		t.Errorf("%v %v", since, err)
	}
	if u := o.UnitOf(t, "JS-NSQ-01-1-04"); u.Door != "104" || u.Area != 9620 || u.Sample {
		t.Errorf("%+v", u)
	}
	o.Verified(t)

	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	if got := count(t, o.Read, `SELECT count(*) FROM unit WHERE sample = 1`); got != 1641 {
		t.Errorf("%d samples after undoing", got)
	}
	if got := count(t, o.Read, `SELECT count(*) FROM unit`); got != 1641 {
		t.Errorf("%d units after undoing", got)
	}
	if since, _ := o.RealSince(t.Context()); len(since) != 0 {
		t.Errorf("%v", since)
	}
	o.Verified(t)
}

// TestSecondLedgerChangesAndMisses compares a later ledger with what the office has.
func TestSecondLedgerChangesAndMisses(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积,用途,上下水\n南市区,1号楼,101,100,商服,√\n南市区,1号楼,102,110,商服,\n南市区,1号楼,103,120,商服,\n尖山其他,1号楼,101,1,商服,\n"), false)
	p, id := o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积\n南市区,1#,1-101,100.5\n南市区,一号楼,102,110\n南市区,1号楼,201,50\n"), false)
	if len(p.New) != 1 || p.Same != 1 || len(p.Absent) != 1 || len(p.Changed) != 1 {
		t.Fatalf("%d new, %d same, absent %v, changed %v", len(p.New), p.Same, p.Absent, p.Changed)
	}
	if got := strings.Join(p.Changed[0].Notes, " "); got != "面积 100.00 -> 100.50" {
		t.Errorf("%s", got)
	}
	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	if u.Area != 10050 || u.Usage != "商服" || !slices.Contains(u.Tags, "上下水") {
		t.Errorf("a column that the file lacks was emptied: %+v", u)
	}
	h, err := o.UnitHistory(t.Context(), by, u.ID)
	if err != nil || len(h.Areas) != 2 || h.Areas[0].From != o.Clock.Day || h.Areas[1].Area != 10000 {
		t.Errorf("%+v %v", h.Areas, err)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "再核对"))
	if u := o.UnitOf(t, "JS-NSQ-01-1-01"); u.Area != 10000 || u.Door != "101" {
		t.Errorf("%+v", u)
	}
	if got := count(t, o.Read, `SELECT count(*) FROM unit_area WHERE unit_id = $1`, u.ID); got != 1 {
		t.Errorf("%d areas", got)
	}
	o.Verified(t)
}

// TestUndoStopsWhereSomethingRests: a unit of the import was taken out of use since.
func TestUndoStopsWhereSomethingRests(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	_, id := o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积\n南市区,1号楼,101,100\n"), false)
	unit := o.UnitOf(t, "JS-NSQ-01-1-01").ID
	enginetest.OK(t, o.WithdrawUnits(t.Context(), by, []int64{unit}, "漏水"))
	err := o.UndoImport(t.Context(), by, id, "选错了")
	if !errors.Is(err, ledger.ErrRests) || !strings.Contains(err.Error(), "停用房源") {
		t.Errorf("%v", err)
	}
	if err := o.UndoImport(t.Context(), by, id+1, "选错了"); !errors.Is(err, ledger.ErrNoUndo) {
		t.Errorf("%v", err)
	}
	last, why, found, err := o.LastImport(t.Context(), by)
	if err != nil || !found || last.ID != id || !errors.Is(why, ledger.ErrRests) {
		t.Errorf("%+v %v %v", last, why, err)
	}
}

// TestMappingIsRemembered: a heading that no name fits is mapped once, and a community's other name.
func TestMappingIsRemembered(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const text = "小区,楼栋,哪一间,多大\n南市,1号楼,101,100\n"
	req := csv(t, text)
	if _, err := o.PreviewImport(t.Context(), by, req, nil); !errors.Is(err, ledger.ErrNoHeading) {
		t.Errorf("%v", err)
	}
	req.Mapping = ledger.Mapping{Columns: map[string]string{"哪一间": "door", "多大": "area"}}
	if p := o.Seen(t, by, req); len(p.Rejected) != 1 || p.Rejected[0].Column != "小区" || !strings.Contains(p.Rejected[0].Do, "南市区") {
		t.Errorf("%+v", p.Rejected)
	}
	req.Mapping.Communities = map[string]string{"南市": "南市区"}
	o.Taken(t, by, req, false)
	again := csv(t, text+"南市区,1号楼,102,90\n")
	again.Mapping.Communities = req.Mapping.Communities
	if p := o.Seen(t, by, again); len(p.New) != 1 || p.Same != 1 {
		t.Errorf("%d new, %d same, %v", len(p.New), p.Same, p.Rejected)
	}
	bad := csv(t, text)
	bad.Mapping.Columns = map[string]string{"多大": "weight"}
	if _, err := o.PreviewImport(t.Context(), by, bad, nil); !errors.Is(err, ledger.ErrMapping) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsWrittenIsWhatWasSeen(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	p := o.Seen(t, by, csv(t, "小区,楼栋,门牌,面积\n南市区,1号楼,101,100\n"))
	unit := o.UnitOf(t, "JS-NSQ-01-1-05").ID
	enginetest.OK(t, o.WithdrawUnits(t.Context(), by, []int64{unit}, "漏水"))
	if _, err := o.ApplyImport(t.Context(), by, p, false, nil); !errors.Is(err, ledger.ErrMoved) {
		t.Errorf("%v", err)
	}
	if _, err := o.PreviewImport(t.Context(), o.As(t, allocation.Intake), csv(t, ""), nil); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("%v", err)
	}
}

func TestRowsOfLedgers(t *testing.T) {
	o := takeovertest.New(t, allocation.CityOffice)
	by := o.AsOf(t, allocation.Manager, "尖山区")
	const head = "区,小区,楼栋,门牌,编号,楼层,面积,使用状态,来源\n"
	for name, c := range map[string]struct{ row, column, why string }{
		"another district":    {"岭东区,博爱园,1号楼,101,,1,10,,", "区", "本账号只能导入尖山区"},
		"no community":        {",,1号楼,101,,1,10,,", "小区", "没有写"},
		"no building":         {",南市区,,101,,1,10,,", "楼栋", "没有写楼栋"},
		"no door":             {",南市区,1号楼,,,1,10,,", "门牌", "没有写门牌"},
		"an unknown district": {"东区,南市区,1号楼,101,,1,10,,", "区", "没有这个区"},
		"a floor of nothing":  {",南市区,1号楼,101,,0,10,,", "楼层", "看不懂"},
		"a day for a door":    {",南市区,1号楼,9月3日,,1,10,,", "门牌", "改成了日期"},
		"a day with a year":   {",南市区,1号楼,2018/9/3,,1,10,,", "门牌", "改成了日期"},
		"no floor to see":     {",南市区,1号楼,甲,,,10,,", "楼层", "没有写楼层"},
		"too large":           {",南市区,1号楼,101,,1,\"100,000.01\",,", "面积", "100,000"},
		"an unknown state":    {",南市区,1号楼,101,,1,10,五五,", "使用状态", "看不懂"},
		"an unknown source":   {",南市区,1号楼,101,,1,10,,别处", "来源", "看不懂"},
	} {
		p := o.Seen(t, by, csv(t, head+c.row+"\n"))
		if len(p.Rejected) != 1 || p.Rejected[0].Column != c.column || !strings.Contains(p.Rejected[0].Why, c.why) || p.Rejected[0].Row != 2 || p.Rejected[0].Do == "" {
			t.Errorf("%s: %+v", name, p.Rejected)
		}
	}
	p := o.Seen(t, by, csv(t, head+",南市区,1号楼,101,,1-2层,100000,出租,沉治\n,南市区,1栋,1-102室,JS-NSQ-77-1-01,负一层,0.01,空置,棚改\n,南市区,1栋,102,,,10,,\n"))
	if len(p.New) != 2 || len(p.Rejected) != 1 || p.Rejected[0].Row != 4 {
		t.Fatalf("%+v %+v", p.New, p.Rejected)
	}
	for i, want := range []string{"JS-NSQ-01-1-01 南市区 1号楼 101 1层 100,000.00 ㎡ 停用 台账写“出租”，先列为停用，导入在租合同后转为使用中", "JS-NSQ-77-1-01 南市区 1号楼 102 -1层 0.01 ㎡ 闲置"} {
		if got := p.New[i].Name + " " + strings.Join(p.New[i].Notes, " "); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestBlankSheetIsReadBack: the blank spreadsheet of each kind has what is needed, and its examples are no rows.
func TestBlankSheetIsReadBack(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	for _, kind := range ledger.Kinds() {
		path := filepath.Join(t.TempDir(), "空白.xlsx")
		f, err := os.Create(path)
		enginetest.OK(t, err)
		enginetest.OK(t, o.BlankSheet(t.Context(), by, kind, f))
		enginetest.OK(t, f.Close())
		p := o.Seen(t, by, ledger.Request{Kind: kind, Path: path})
		if p.Read != 0 || len(p.Heads) != 1 {
			t.Errorf("%s: %+v", kind, p)
		}
		for _, c := range p.Heads[0].Columns {
			if c.Key == "" {
				t.Errorf("%s: column %s is not known", kind, c.Heading)
			}
		}
	}
	if _, err := o.PreviewImport(t.Context(), by, ledger.Request{Kind: ledger.Units, Path: "none.xlsx"}, nil); !errors.Is(err, sheet.ErrNoFile) || !ledger.Unreadable(err) {
		t.Errorf("%v", err)
	}
}

var count = enginetest.Count

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	enginetest.CheckRecord(t, o.Store, takeover.RowNoun)
}

// TestALongImportStopsAnywhere: areas and states are written with the units, not behind them all, so that the work is said as it goes and can
// be stopped at any time; then nothing was written.
func TestALongImportStopsAnywhere(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	var text strings.Builder
	text.WriteString("小区,楼栋,门牌,面积\n")
	const rows = 1600
	for i := range rows {
		fmt.Fprintf(&text, "南市区,%d,1%02d,50\n", 1+i/40, 1+i%40)
	}
	p := o.Seen(t, by, csv(t, text.String()))
	before := o.Rows(t)
	ctx, stop := context.WithCancel(t.Context())
	var said []int64
	_, err := o.ApplyImport(ctx, by, p, false, func(stage string, done, total int64) {
		if stage == ledger.StageWrite {
			if said = append(said, done); done >= 1000 {
				stop()
			}
		}
	})
	if err == nil || o.Rows(t) != before {
		t.Errorf("stopped, and written: %v", err)
	}
	if n := len(said); n < 3 || said[n-1] != 1000 {
		t.Errorf("%v", said)
	}
	if _, err := o.ApplyImport(t.Context(), by, p, false, nil); err != nil {
		t.Error(err)
	}
	for _, table := range []string{"unit_area", "unit_spell"} {
		if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM unit u JOIN `+table+` x ON x.unit_id = u.id WHERE u.sample = 0`); n != rows {
			t.Errorf("%s has %d of %d", table, n, rows)
		}
	}
	o.Verified(t)
}

// TestALedgerOfBeforeAPartition: a ledger that still has a unit as it was before it was split or merged is refused by that row; one that has the
// parts is read.
func TestALedgerOfBeforeAPartition(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const head = "小区,楼栋,门牌,楼层,面积\n"
	o.Taken(t, by, csv(t, head+"南市区,91,101,1,100\n南市区,91,102,1,50\n南市区,91,103,1,60\n南市区,91,104,1,70\n"), false)
	seen := func(number string) premises.Seen {
		u := o.UnitOf(t, number)
		return premises.Seen{ID: u.ID, Version: u.Version}
	}
	change := estate.Change{Day: o.Today(), Document: "测绘报告 1 号"}
	_, err := o.SplitUnit(t.Context(), by, seen("JS-NSQ-91-1-01"), []estate.Part{{Area: 4000}, {Area: 6000}}, change)
	enginetest.OK(t, err)
	_, err = o.MergeUnits(t.Context(), by, []premises.Seen{seen("JS-NSQ-91-1-02"), seen("JS-NSQ-91-1-03")}, estate.Part{Area: 11000}, change)
	enginetest.OK(t, err)
	p := o.Seen(t, by, csv(t, head+"南市区,91,101,1,100\n南市区,91,102,1,50\n南市区,91,103,1,60\n南市区,91,104,1,70\n"))
	if len(p.Rejected) != 3 || len(p.New)+len(p.Changed) != 0 || p.Same != 1 {
		t.Fatalf("%+v %+v %+v", p.Rejected, p.New, p.Changed)
	}
	for i, want := range []string{"JS-NSQ-91-1-01-1、JS-NSQ-91-1-01-2", "JS-NSQ-91-1-02", "JS-NSQ-91-1-03"} {
		if r := p.Rejected[i]; r.Row != i+2 || r.Column != "面积" || !strings.Contains(r.Why, want) || !strings.Contains(r.Do, "分行写") {
			t.Errorf("%+v", r)
		}
	}
}
