package takeover_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/note"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// priced is an office of 尖山区 with three units and the prices of 2020 and 2021: 11 yuan per ㎡ and month in all, 4.30 per m³.
func priced(t *testing.T) (takeovertest.Office, engine.Actor) {
	t.Helper()
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积,使用状态\n南市区,1号楼,101,100,使用中\n南市区,1号楼,102,50,使用中\n南市区,1号楼,103,40,使用中\n"), false)
	for fee, fen := range map[charge.Fee]quantity.Money{charge.FeeRent: 1000, charge.FeeProperty: 100, charge.FeeWater: 430} {
		for _, year := range []int{2020, 2021} {
			enginetest.OK(t, o.SetPrice(t.Context(), by, money.PriceRow{
				District: "尖山区", Fee: fee, Year: year, Priced: true, Fen: fen, Document: "价格文件", DocumentDay: civil.MustParse("2020-01-01"), Payee: "尖山区",
			}, ""))
		}
	}
	return o, by
}

const pastHead = "小区,楼栋,门牌,承租人,身份证号,合同编号,合同签订日期,合同到期日期,续签日期,承诺岗位,核实岗位,考核日期,交接水表读数,抄表日期,水表读数,已缴金额,缴至日期,欠费余额,余额日期,备注\n"

// TestStayComesWithMeterAndBalance: of a stay in its second term the ledger says what its meter shows and what it owed on a day; its
// clock, bills and arrears go on from there, and what the ledger remarks lies beside it. All of it goes back.
func TestStayComesWithMeterAndBalance(t *testing.T) {
	o, by := priced(t)
	p := comesAndGoes(t, o, by, stays(t, pastHead+
		"南市区,1号楼,101,示例甲,230502198012120114,HT-1,2017-08-10,2023-08-09,2020-08-05,5,4,2020-12-01,12,2021-03-01,30.5,,,1000,2020-12-31,钥匙在门卫\n"+
		"南市区,1号楼,102,示例乙,,HT-2,2020-02-01,,,2,,,,,,0,,,,\n"), 2, 0)
	if got := strings.Join(p.New[0].Notes, "；"); !strings.Contains(got, "2021-03-01 水表 30.50") || !strings.Contains(got, "到 2020-12-31 应缴 ") || !strings.Contains(got, "欠 1,000.00 元") {
		t.Errorf("the preview says %s", got)
	}
	d, err := o.Tenancy(t.Context(), by, 1)
	enginetest.OK(t, err)
	if d.Clock.String() != "2017-08-10" || len(d.Contracts) != 2 || d.Contracts[1].LastDay().String() != "2023-08-09" || d.Award != 0 {
		t.Errorf("%+v", d)
	}
	rows, err := o.Meters(t, by, 1)
	if got := strings.Join(rows, "；"); err != nil || got != "2017-08-10 12.00；2021-03-01 30.50" {
		t.Errorf("%s %v", got, err)
	}
	a, err := o.TenancyAccount(t.Context(), by, 1)
	enginetest.OK(t, err)
	if at := charge.Settle(a.Issued(), a.Paid(), civil.MustParse("2020-12-31")); at.Open != 100000 || !strings.HasPrefix(a.Bills[0].Number, money.TakenPrefix) {
		t.Errorf("open %s, %+v", at.Open, a.Bills)
	}
	for _, r := range a.Receipts {
		if r.Kind != charge.PaymentTaken || !strings.Contains(r.Remark, "接入") {
			t.Errorf("%+v", r)
		}
	}
	if got := count(t, o.Read, `SELECT assessed_months FROM tenancy WHERE id = 1`); got != 39 {
		t.Errorf("assessed after %d months", got)
	}
	beside, err := note.Of(o.Office.Store).Beside(t.Context(), by, allocation.NounTenancy, 1)
	if err != nil || beside.Count() != 1 || beside.Notes[0].Text != "接入备注：钥匙在门卫" || beside.Notes[0].Author == "" {
		t.Errorf("%+v %v", beside, err)
	}
}

// TestWhatWasPaidPaysTheBillsOfBefore: a household of two units with the sum of its payments once, in a cell of its first row.
func TestWhatWasPaidPaysTheBillsOfBefore(t *testing.T) {
	o, by := priced(t)
	p, _ := o.Taken(t, by, stays(t, pastHead+
		"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,2023-08-09,2020-08-05,5,,,,,,700.5,2021-01-08,,,\n"+
		"南市区,1号楼,103,示例甲,,HT-1,2017-08-10,2023-08-09,2020-08-05,5,,,3,,,100,,,,\n"), false)
	if len(p.New) != 1 || !strings.Contains(strings.Join(p.New[0].Notes, "；"), "缴 800.50 元；补出此前的账单") {
		t.Errorf("%+v", p.New)
	}
	a, err := o.TenancyAccount(t.Context(), by, 1)
	if err != nil || a.Payments != 80050 || len(a.Bills) == 0 || a.Bills[0].Paid == 0 {
		t.Errorf("%+v %v", a, err)
	}
	o.Verified(t)
}

// TestStaysThatDoNotFit are found before anything is written, with the column that is wrong; nothing of them is written with the others.
func TestStaysThatDoNotFit(t *testing.T) {
	o, by := priced(t)
	refusals(t, o, by, ledger.Tenancies, pastHead, map[string][3]string{
		"more owed than billed":  {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,2023-08-09,2020-08-05,5,,,,,,,,90000,2020-12-31,", "欠费余额", "只应缴"},
		"paid and owed differ":   {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,2023-08-09,2020-08-05,5,,,,,,10,2020-12-30,20,2020-12-31,", "欠费余额", "对不上"},
		"less than nothing paid": {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,,,5,,,,,,-10,,,,", "已缴金额", "不能小于 0"},
		"the meter falls":        {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,,,5,,,30,2021-03-01,12,,,,,", "水表读数", "比上一次"},
		"a reading of no day":    {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,,,5,,,,,12,,,,,", "抄表日期", "没有写日期"},
		"a reading before":       {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,,,5,,,,2017-08-09,12,,,,,", "抄表日期", "早于"},
		"a number in a remark":   {"南市区,1号楼,101,示例甲,,HT-1,2017-08-10,,,5,,,,,,,,,,身份证230502198012120114", "备注", "证件号"},
	})
	twice := "南市区,1号楼,101,示例甲,,HT-1,2019-08-10,,,5,,,,,,,,,,\n南市区,1号楼,102,示例乙,,HT-1,2019-08-10,,,5,,,,,,,,,,\n"
	refusals(t, o, by, ledger.Tenancies, pastHead, map[string][3]string{"one number of two contracts": {twice, "合同编号", "已"}})
	req := stays(t, strings.Replace(pastHead, "承租人", "面积,承租人", 1)+
		"南市区,1号楼,108,30,示例甲,,HT-1,2017-08-10,2023-08-09,2020-08-05,5,,,,,,,,90000,2020-12-31,\n南市区,1号楼,109,30,示例乙,,HT-2,2019-08-10,,,5,,,,,,,,,,\n")
	if p, _ := o.Taken(t, by, req, true); len(p.New) != 1 || len(p.Rejected) != 1 || p.Units != 1 {
		t.Errorf("%+v %+v", p.New, p.Rejected)
	}
	if got := count(t, o.Read, `SELECT count(*) FROM unit WHERE door IN ('108', '109')`); got != 1 {
		t.Errorf("%d units were made, one was refused with its stay", got)
	}
	o.Verified(t)
}

// TestRemarksOfALedger lie beside its units, once; one that comes later is a change.
func TestRemarksOfALedger(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const head = "小区,楼栋,门牌,面积,备注\n"
	comesAndGoes(t, o, by, csv(t, head+"南市区,1号楼,101,100,\"临街\n带仓库\"\n南市区,1号楼,102,90,\n"), 2, 0)
	p := comesAndGoes(t, o, by, csv(t, head+"南市区,1号楼,101,100,\"临街\n带仓库\"\n南市区,1号楼,102,90,漏水\n"), 0, 1)
	if got := p.Changed[0].Notes[0]; got != "备注记作附注：漏水" {
		t.Error(got)
	}
	for door, want := range map[string]string{"JS-NSQ-01-1-01": "接入备注：临街\n带仓库", "JS-NSQ-01-1-02": "接入备注：漏水"} {
		beside, err := note.Of(o.Office.Store).Beside(t.Context(), by, allocation.NounUnit, o.UnitOf(t, door).ID)
		if err != nil || beside.Count() != 1 || beside.Notes[0].Text != want {
			t.Errorf("%s: %+v %v", door, beside, err)
		}
	}
}
