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
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// kindOf writes a list of a kind into a file.
func kindOf(t *testing.T, kind ledger.Kind, text string) ledger.Request {
	t.Helper()
	req := csv(t, text)
	req.Kind = kind
	return req
}

// settled is an office of 尖山区 with prices of 2021, in which 示例甲 has been in the second term in 101 since February of 2018, and 示例乙
// in 102 and 103 since 2020. Rent and property come to 11 yuan per ㎡ and month.
func settled(t *testing.T) (takeovertest.Office, engine.Actor) {
	t.Helper()
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	o.Taken(t, by, csv(t, "小区,楼栋,门牌,面积,使用状态\n南市区,1号楼,101,100,使用中\n南市区,1号楼,102,50,使用中\n南市区,1号楼,103,40,使用中\n"), false)
	for fee, fen := range map[charge.Fee]quantity.Money{charge.FeeRent: 1000, charge.FeeProperty: 100} {
		for _, year := range []int{2020, 2021} {
			enginetest.OK(t, o.SetPrice(t.Context(), by, money.PriceRow{
				District: "尖山区", Fee: fee, Year: year, Priced: true, Fen: fen, Document: "价格文件", DocumentDay: civil.MustParse("2020-01-01"), Payee: "尖山区",
			}, ""))
		}
	}
	o.Taken(t, by, stays(t, "小区,楼栋,门牌,承租人,身份证号,合同编号,合同签订日期,合同到期日期,续签日期,承诺岗位\n"+
		"南市区,1号楼,101,示例甲,230502198012120114,HT-1,2017-08-10,2023-08-09,2020-08-05,5\n"+
		"南市区,1号楼,102,示例乙,,HT-2,2020-02-01,,,2\n南市区,1号楼,103,示例乙,,HT-2,2020-02-01,,,2\n"), false)
	return o, by
}

// TestPastPaymentsComeIn: what was paid before pays the bills that the stay would have had; the list is the same when it comes again, and
// goes back as a whole.
func TestPastPaymentsComeIn(t *testing.T) {
	o, by := settled(t)
	req := kindOf(t, ledger.Payments, "2020年收费台账,,,,,\n门牌,楼号,小区,户名,交费日期,实收金额,方式,收据号\n"+
		"101,1#,南市区,示例甲,2020.11.3,\"１，０００元\",微信,A001\n101,1#,南市区,示例甲,2021年1月5日,650.00,现金,A002\n合计,,,,,1650.00,,\n")
	before := o.Rows(t)
	p, id := o.Taken(t, by, req, false)
	if len(p.New) != 2 || !strings.Contains(p.New[0].Notes[1], "补出此前的账单") || p.Places[len(p.Places)-1].Off {
		t.Errorf("%+v %+v", p.New, p.Places)
	}
	a, err := o.TenancyAccount(t.Context(), by, 1)
	enginetest.OK(t, err)
	if a.Payments != 165000 || len(a.Bills) == 0 || a.Bills[0].Paid == 0 || !strings.HasPrefix(a.Bills[0].Number, "JR-ZD-JS-") || a.Receipts[1].Number != "JR-A001" {
		t.Errorf("%+v", a)
	}
	if b := a.Bills[0]; b.Issued != b.LastDay() || !b.Due.After(b.Issued) {
		t.Errorf("a bill of before is dated %s, due %s", b.Issued, b.Due)
	}
	o.Verified(t)
	if again := o.Seen(t, by, req); again.Same != 2 || again.Writes() {
		t.Errorf("again: %+v", again.New)
	}
	other := kindOf(t, ledger.Payments, "入驻编号,日期,金额,收据号\nRZ-JS-2017-0001,2020-11-03,900,A001\n")
	if p := o.Seen(t, by, other); len(p.Rejected) != 1 || !strings.Contains(p.Rejected[0].Why, "A001 已登记") {
		t.Errorf("%+v", p.Rejected)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	if after := o.Rows(t); after != before {
		t.Errorf("after undoing:\n%s\nbefore:\n%s", after, before)
	}
	o.Verified(t)
}

// TestWhatIsOwedSaysWhatWasPaid: of a stay whose payments nobody listed the ledger says what it owes; the rest of its bills was paid.
func TestWhatIsOwedSaysWhatWasPaid(t *testing.T) {
	o, by := settled(t)
	const head = "入驻编号,户名,欠费余额,余额日期\n"
	p, id := o.Taken(t, by, kindOf(t, ledger.Payments, head+"RZ-JS-2017-0001,示例甲,1000,2020-12-31\nRZ-JS-2020-0001,示例乙,0,\n"), false)
	if len(p.New) != 1 || p.Same != 1 {
		t.Errorf("%+v", p)
	}
	a, err := o.TenancyAccount(t.Context(), by, 1)
	enginetest.OK(t, err)
	at := charge.Settle(a.Issued(), a.Paid(), civil.MustParse("2020-12-31"))
	if at.Open != 100000 || len(a.Receipts) != 1 || !strings.Contains(a.Receipts[0].Remark, "到 2020-12-31 欠 1,000.00 元") {
		t.Errorf("open %s, %+v", at.Open, a.Receipts)
	}
	o.Verified(t)
	// What was paid before that day is in the sum; what was paid later is not.
	p = o.Seen(t, by, kindOf(t, ledger.Payments, "入驻编号,日期,金额\nRZ-JS-2017-0001,2020-12-30,500\nRZ-JS-2017-0001,2021-01-05,500\n"))
	if len(p.New) != 1 || len(p.Rejected) != 1 || !strings.Contains(p.Rejected[0].Why, "2020-12-31 以前的缴费已按合计") || !strings.Contains(p.Rejected[0].Do, "先撤销") {
		t.Errorf("%+v %+v", p.New, p.Rejected)
	}
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	// The door is enough beside the name, and 无 is nothing owed.
	p = o.Seen(t, by, kindOf(t, ledger.Payments, "户名,房号,欠费情况,余额日期,缴费方式\n示例甲,101,无,2020-12-31,/\n"))
	if len(p.New) != 1 || len(p.Rejected) != 0 || !strings.Contains(p.New[0].Notes[0], "欠 0.00 元") {
		t.Errorf("%+v %+v", p.New, p.Rejected)
	}
	for name, c := range map[string]struct{ text, column, why string }{
		"another's door":       {"户名,房号,欠费余额\n示例甲,103,5\n", "户名", "与这一户不符"},
		"nobody's door":        {"户名,房号,欠费余额\n示例甲,109,5\n", "房号", "没有这一户"},
		"more than there was":  {head + "RZ-JS-2017-0001,,90000,2020-12-31\n", "欠费余额", "只应缴"},
		"less than nothing":    {head + "RZ-JS-2017-0001,,-5,2020-12-31\n", "欠费余额", "不能小于 0"},
		"twice":                {head + "RZ-JS-2017-0001,,5,2020-12-31\nRZ-JS-2017-0001,,6,2020-12-31\n", "欠费余额", "写了两次"},
		"another tenant":       {head + "RZ-JS-2017-0001,示例乙,5,2020-12-31\n", "户名", "与这一户不符"},
		"no such stay":         {head + "RZ-JS-2017-0009,,5,2020-12-31\n", "入驻编号", "没有这一户"},
		"nobody named":         {head + ",,5,2020-12-31\n", "入驻编号", "没有写是哪一户"},
		"before the signing":   {"合同号,日期,金额\nHT-2,2019-01-01,5\n", "日期", "签约之日"},
		"no such bill":         {"合同号,日期,金额,账单编号\nHT-2,2020-03-01,5,ZD-9\n", "账单编号", "没有账单 ZD-9"},
		"money given back":     {"合同号,日期,金额\nHT-2,2020-03-01,-5\n", "金额", "不能小于 0"},
		"a word for an amount": {"合同号,日期,金额\nHT-2,2020-03-01,全免\n", "金额", "不是数字"},
		"nothing paid":         {"合同号,日期,金额\nHT-2,2020-03-01,0\n", "金额", "应大于 0"},
	} {
		if p := o.Seen(t, by, kindOf(t, ledger.Payments, c.text)); len(p.Rejected) != 1 || p.Rejected[0].Column != c.column || !strings.Contains(p.Rejected[0].Why, c.why) || p.Rejected[0].Do == "" {
			t.Errorf("%s: %+v", name, p.Rejected)
		}
	}
	enginetest.OK(t, o.SetPrice(t.Context(), by, money.PriceRow{
		District: "尖山区", Fee: charge.FeeHeating, Year: 2020, From: civil.MustParse("2020-10-15"), To: civil.MustParse("2021-04-16"), Document: "文件",
		DocumentDay: civil.MustParse("2020-01-01"), Payee: "热力公司",
	}, ""))
	p = o.Seen(t, by, kindOf(t, ledger.Payments, head+"RZ-JS-2017-0001,,5,2020-12-31\n"))
	if len(p.Rejected) != 1 || !strings.Contains(p.Rejected[0].Why, "价格待公布：2020 年供热费") || !strings.Contains(p.Rejected[0].Do, "市场价格") {
		t.Errorf("%+v", p.Rejected)
	}
}
