package takeover_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// stays writes a list of running stays into a file.
func stays(t *testing.T, text string) ledger.Request {
	t.Helper()
	req := csv(t, text)
	req.Kind = ledger.Tenancies
	return req
}

// TestRunningStaysAsOfficesKeepThem takes the list over and compares with what stands beside it; afterwards it is all the same, and it
// goes back as a whole.
func TestRunningStaysAsOfficesKeepThem(t *testing.T) {
	data, err := os.ReadFile(ledgers + "tenancies.expected.json")
	enginetest.OK(t, err)
	var want struct {
		Read, New int
		Tenancies []struct {
			Signed string
			Last   string `json:"term_end_inclusive"`
			Jobs   int64
			Area   int64 `json:"area_dm2"`
		}
	}
	enginetest.OK(t, json.Unmarshal(data, &want))
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	req := ledger.Request{Kind: ledger.Tenancies, Path: ledgers + "tenancies.xlsx"}
	p, id := o.Taken(t, by, req, false)
	if p.Read != want.Read || len(p.New) != want.New || len(p.Rejected) != 0 {
		t.Fatalf("read %d, new %d, %v", p.Read, len(p.New), p.Rejected)
	}
	whole := slices.IndexFunc(p.Places, func(x ledger.Place) bool { return x.Name == "合计" })
	if got := p.Places[whole]; got.Units != len(want.Tenancies) || got.Area != 139821 || got.Units != p.Units || got.Area != p.Area {
		t.Errorf("the rows come to %d units and %s, the preview says %d and %s", got.Units, got.Area, p.Units, p.Area)
	}
	page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "signed"}}})
	enginetest.OK(t, err)
	for i, w := range want.Tenancies {
		d, err := o.Tenancy(t.Context(), by, page.Rows[i].ID)
		enginetest.OK(t, err)
		c := d.Contracts[0]
		if d.Signed.String() != w.Signed || d.Clock != d.Signed || c.LastDay().String() != w.Last || d.Promised.Full != w.Jobs || int64(d.Area) != w.Area || d.Award != 0 {
			t.Errorf("%s: signed %s, to %s, %d jobs, %d", d.Number, d.Signed, c.LastDay(), d.Promised.Full, d.Area)
		}
	}
	o.Verified(t)
	if again := o.Seen(t, by, req); again.Same != want.New || len(again.New) != 0 {
		t.Errorf("again: %d same, %v", again.Same, again.New)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	for query, want := range map[string]int64{
		`SELECT count(*) FROM unit WHERE sample = 1 AND state = 'vacant'`: 393, `SELECT count(*) FROM tenancy`: 0, `SELECT count(*) FROM applicant`: 0,
		`SELECT count(*) FROM hold`: 0, `SELECT count(*) FROM benefit`: 0, `SELECT count(*) FROM move`: 0, `SELECT count(*) FROM sequence WHERE series LIKE 'tenancy%'`: 0,
	} {
		if got := count(t, o.Read, query); got != want {
			t.Errorf("after undoing %s: %d, want %d", query, got, want)
		}
	}
	o.Verified(t)
}

// TestStayGoesOnWhereItStood: a stay in its second term, with its first months free, half price since, and what was paid.
func TestStayGoesOnWhereItStood(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积,使用状态\n南市区,1号楼,101,100,使用中\n南市区,1号楼,102,50,空置\n"), false)
	enginetest.OK(t, o.SetPrice(t.Context(), by, money.PriceRow{
		District: "尖山区", Fee: charge.FeeRent, Year: 2021, Priced: true, Fen: 2000, Document: "价格文件", DocumentDay: civil.MustParse("2021-01-01"), Payee: "尖山区",
	}, ""))
	_, id := o.Taken(t, by, stays(t, "小区,楼栋,门牌,承租人,身份证号,合同签订日期,合同到期日期,续签日期,承诺岗位,核实岗位,考核日期,开业日期,已缴金额\n"+
		"南市区,1号楼,101,示例甲,230502198012120114,2018-01-10,2024-01-09,2021-01-05,5,4,2020-12-01,2018-03-01,\"1,000\"\n"), false)
	page, err := o.Tenancies(t.Context(), by, engine.ListQuery{})
	enginetest.OK(t, err)
	d, err := o.Tenancy(t.Context(), by, page.Rows[0].ID)
	enginetest.OK(t, err)
	if d.State != allocation.TenancyOpen || len(d.Contracts) != 2 || d.Contracts[0].State != allocation.ContractRenewed || d.Contracts[1].From.String() != "2021-01-10" ||
		d.Contracts[1].LastDay().String() != "2024-01-09" || d.Opened.String() != "2018-03-01" {
		t.Errorf("%+v", d)
	}
	if u := o.UnitOf(t, "JS-NSQ-01-1-01"); u.State != allocation.UnitOccupied || u.Holder != "示例甲" || u.Since.String() != "2018-01-10" {
		t.Errorf("%+v", u)
	}
	phases := map[charge.Phase]bool{}
	fees, err := o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	enginetest.OK(t, err)
	for _, l := range fees.Schedule.Lines {
		if l.Fee == charge.FeeRent && l.From.Year() == 2021 && l.From.Month() == 2 {
			phases[l.Phase] = true
			if l.Market != 200000 || l.Payable != 100000 {
				t.Errorf("%+v", l)
			}
		}
		if l.Fee == charge.FeeRent && l.From.Year() == 2018 && l.Phase != charge.PhaseFree {
			t.Errorf("%+v", l)
		}
	}
	if !phases[charge.PhaseHalf] || len(phases) != 1 {
		t.Errorf("phases %v", phases)
	}
	a, err := o.TenancyAccount(t.Context(), by, d.ID)
	if err != nil || a.Credit != 100000 || len(a.Receipts) != 1 || !strings.Contains(a.Receipts[0].Remark, "接入") {
		t.Errorf("%+v %v", a, err)
	}
	if got := count(t, o.Read, `SELECT assessed_months FROM tenancy`); got != 34 {
		t.Errorf("assessed after %d months", got)
	}
	if err := o.UndoTenancy(t.Context(), by, d.ID, d.Version, "试"); !errors.Is(err, mend.ErrTakenOver) && err == nil {
		t.Errorf("a signing of before was taken back: %v", err)
	}
	if _, err := o.Premises(t.Context(), by, d.ID, nil, nil); err != nil {
		t.Errorf("the band of a stay taken over: %v", err)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	if u := o.UnitOf(t, "JS-NSQ-01-1-01"); u.State != allocation.UnitWithdrawn || u.Since.String() != "2017-08-05" {
		t.Errorf("%+v", u)
	}
	o.Verified(t)
}

func TestRowsOfRunningStays(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const head = "小区,楼栋,门牌,面积,承租人,证件号码,联系电话,合同签订日期,合同到期日期,就业人数,已缴金额\n"
	for name, c := range map[string]struct{ row, column, why string }{
		"no name":          {"南市区,1号楼,101,10,,,,2018-01-03,,1,", "承租人", "没有写承租人"},
		"no signing":       {"南市区,1号楼,101,10,示例甲,,,,,1,", "合同签订日期", "没有写日期"},
		"before the rules": {"南市区,1号楼,101,10,示例甲,,,2016-01-03,,1,", "合同签订日期", "早于"},
		"to come":          {"南市区,1号楼,101,10,示例甲,,,2031-01-03,,1,", "合同签订日期", "晚于今天"},
		"four years":       {"南市区,1号楼,101,10,示例甲,,,2018-01-03,2022-01-02,1,", "合同到期日期", "合同期限 3 年"},
		"a spoiled number": {"南市区,1号楼,101,10,示例甲,2.30502E+17,,2018-01-03,,1,", "证件号码", "改坏"},
		"spoiled as text":  {"南市区,1号楼,101,10,示例甲,230502198012120000,,2018-01-03,,1,", "证件号码", "改坏"},
		"a wrong number":   {"南市区,1号楼,101,10,示例甲,230502198012120115,,2018-01-03,,1,", "证件号码", "校验"},
		"no telephone":     {"南市区,1号楼,101,10,示例甲,,12,2018-01-03,,1,", "联系电话", "电话看不懂"},
		"no number of men": {"南市区,1号楼,101,10,示例甲,,,2018-01-03,,多,", "就业人数", "不是整数"},
		"no unit, no area": {"南市区,1号楼,101,,示例甲,,,2018-01-03,,1,", "面积", "台账里没有"},
		"no money":         {"南市区,1号楼,101,10,示例甲,,,2018-01-03,,1,-5", "已缴金额", "不能小于"},
	} {
		p := o.Seen(t, by, stays(t, head+c.row+"\n"))
		if len(p.Rejected) != 1 || p.Rejected[0].Column != c.column || !strings.Contains(p.Rejected[0].Why, c.why) || p.Rejected[0].Do == "" {
			t.Errorf("%s: %+v", name, p.Rejected)
		}
	}
	o.Taken(t, by, stays(t, head+"南市区,1号楼,101,10,示例甲,,,2018-01-03,2021-01-03,1,\n南市区,1号楼,102,10,示例甲,,,2018-01-03,2021-01-02,1,\n"), false)
	page, err := o.Tenancies(t.Context(), by, engine.ListQuery{})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].Area != 2000 || page.Rows[0].Contract.LastDay().String() != "2021-01-02" {
		t.Errorf("%+v %v", page.Rows, err)
	}
	p := o.Seen(t, by, stays(t, head+"南市区,1号楼,101,10,示例乙,,,2019-01-03,,1,\n"))
	if len(p.Rejected) != 1 || !strings.Contains(p.Rejected[0].Why, "示例甲 使用") {
		t.Errorf("%+v", p.Rejected)
	}
	rest := stays(t, head+"南市区,1号楼,101,10,示例乙,,,2019-01-03,,1,\n南市区,1号楼,103,10,示例丙,,,2019-01-03,,1,\n")
	if p, _ := o.Taken(t, by, rest, true); len(p.Rejected) != 1 || len(p.New) != 1 {
		t.Errorf("the rest beside one that is refused: %+v %+v", p.New, p.Rejected)
	}
	two := stays(t, head+"南市区,1号楼,104,10,示例丁,,,2019-01-03,,1,\n南市区,1号楼,105,,示例丁,,,2019-01-03,,1,\n南市区,1号楼,106,10,示例戊,,,2019-01-03,,1,\n")
	if p, _ := o.Taken(t, by, two, true); len(p.Rejected) != 2 || p.Rejected[0].Row != 2 || p.Rejected[1].Row != 3 || len(p.New) != 1 {
		t.Errorf("a stay of which one unit is refused: %+v %+v", p.New, p.Rejected)
	}
	o.Verified(t)
}

var _ stay.Taken

// TestRemarkOnAStayThatIsThere: what a list remarks on a stay that the office has comes beside it, once, and goes with the import.
func TestRemarkOnAStayThatIsThere(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const list = "小区,楼栋,门牌,面积,承租人,签订日期,备注\n南市区,1号楼,101,10,示例甲,2018-08-05,"
	o.Taken(t, by, stays(t, list+"\n"), false)
	before := o.Rows(t)
	p, id := o.Taken(t, by, stays(t, list+"门口有台阶\n"), false)
	if len(p.Changed) != 1 || len(p.New)+len(p.Rejected) != 0 || p.Changed[0].Notes[0] != "备注记作附注：门口有台阶" {
		t.Fatalf("%+v %+v", p.Changed, p.Rejected)
	}
	if again := o.Seen(t, by, stays(t, list+"门口有台阶\n")); again.Writes() || again.Same != 1 {
		t.Errorf("again: %+v", again.Changed)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	if o.Rows(t) != before {
		t.Error("it is not as before")
	}
}

// TestBothDaysOfAContractInOneCell: a term that is written as one gives the days that have no column of their own; 三年 says nothing more.
func TestBothDaysOfAContractInOneCell(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const place = "南市区,1号楼,101,10,示例甲,"
	for name, c := range map[string]struct{ text, want string }{
		"points":            {"小区,楼栋,门牌,面积,承租人,合同起止日期\n" + place + "2018.01.03—2021.01.02\n", "2018-01-03 签订，到 2021-01-02"},
		"in words":          {"小区,楼栋,门牌,面积,承租人,合同期限\n" + place + "2018年1月3日至2021年1月2日\n", "2018-01-03 签订，到 2021-01-02"},
		"strokes":           {"小区,楼栋,门牌,面积,承租人,租赁期限\n" + place + "2018-1-3-2021-1-2\n", "2018-01-03 签订，到 2021-01-02"},
		"renewed":           {"小区,楼栋,门牌,面积,承租人,签约日期,合同期限\n" + place + "2015-01-03,2018.01.03-2021.01.02\n", ""},
		"years":             {"小区,楼栋,门牌,面积,承租人,签约日期,合同期限\n" + place + "2018-01-03,三年\n", "2018-01-03 签订，到 2021-01-02"},
		"the signing apart": {"小区,楼栋,门牌,面积,承租人,签约日期,合同期限\n" + place + "2018-01-02,20180103-20210102\n", "2018-01-02 签订，到 2021-01-01"},
	} {
		p := o.Seen(t, by, stays(t, c.text))
		if c.want == "" {
			if len(p.Rejected) != 1 || len(p.New) != 0 {
				t.Errorf("%s: %+v", name, p)
			}
			continue
		}
		if len(p.New) != 1 || !strings.HasPrefix(strings.Join(p.New[0].Notes, "；"), c.want) {
			t.Errorf("%s: %+v %+v", name, p.New, p.Rejected)
		}
	}
	if p := o.Seen(t, by, stays(t, "小区,楼栋,门牌,面积,承租人,合同期限\n"+place+"三年\n")); len(p.Rejected) != 1 || p.Rejected[0].Why != "没有写日期" {
		t.Errorf("%+v", p.Rejected)
	}
}
