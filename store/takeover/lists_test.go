package takeover_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// comesAndGoes takes a list over, sees that it is the same when it comes again, and that the office is as before when it is taken back.
func comesAndGoes(t *testing.T, o takeovertest.Office, by engine.Actor, req ledger.Request, added, altered int) *ledger.Preview {
	t.Helper()
	before := o.Rows(t)
	if p := o.Seen(t, by, req); len(p.Rejected) > 0 {
		t.Fatalf("%+v", p.Rejected)
	}
	p, id := o.Taken(t, by, req, false)
	if len(p.New) != added || len(p.Changed) != altered {
		t.Errorf("new %+v, changed %+v", p.New, p.Changed)
	}
	o.Verified(t)
	if again := o.Seen(t, by, req); again.Writes() || len(again.Rejected) > 0 {
		t.Errorf("again: %+v %+v %+v", again.New, again.Changed, again.Rejected)
	}
	during := o.Rows(t)
	enginetest.OK(t, o.UndoImport(t.Context(), by, id, "选错了文件"))
	if after := o.Rows(t); after != before {
		t.Errorf("after undoing:\n%s\nbefore:\n%s", after, before)
	}
	o.Verified(t)
	o.Taken(t, by, req, false)
	if again := o.Rows(t); strings.Count(again, "\n") != strings.Count(during, "\n") {
		t.Error("it does not come in again as it did before")
	}
	return p
}

// refusals sees that each list has one row that is refused, in that column and for that reason, and says what would be right.
func refusals(t *testing.T, o takeovertest.Office, by engine.Actor, kind ledger.Kind, head string, rows map[string][3]string) {
	t.Helper()
	for name, c := range rows {
		p := o.Seen(t, by, kindOf(t, kind, head+c[0]+"\n"))
		if len(p.Rejected) != 1 || p.Rejected[0].Column != c[1] || !strings.Contains(p.Rejected[0].Why, c[2]) || p.Rejected[0].Do == "" {
			t.Errorf("%s: %+v", name, p.Rejected)
		}
	}
}

// TestReadingsOfBefore: readings come in in the order of their days, a meter that was changed is said, one that falls is refused.
func TestReadingsOfBefore(t *testing.T) {
	o, by := settled(t)
	comesAndGoes(t, o, by, kindOf(t, ledger.Readings, "2020年水表台账\n小区,楼栋,门牌,户名,本期抄表日期,本期读数(m³),上期抄表日期,上期读数,换表,新表起数,备注\n"+
		"南市区,1#,101,示例甲,2020.9.30,130.5吨,2020年6月30日,101,,,\n南市区,1#,101,示例甲,2020-12-31,140,,,√,3,表坏\n南市区,1#,101,示例甲,2021-03-10,9.5,,,,,\n"+
		"南市区,1#,103,示例乙,2020-12-31,7,,,,,\n合计,,,,,287,,,,,\n"), 5, 0)
	rows, err := o.Meters(t, by, 1)
	enginetest.OK(t, err)
	if got := strings.Join(rows, "；"); got != "2020-06-30 101.00；2020-09-30 130.50；2020-12-31 140.00；2020-12-31 3.00（新表起数）；2021-03-10 9.50" {
		t.Error(got)
	}
	refusals(t, o, by, ledger.Readings, "房源编号,承租人,抄表日期,读数,换表\n", map[string][3]string{
		"it falls":             {"JS-NSQ-01-1-01,,2021-03-11,1,", "读数", "比上一次"},
		"the same day":         {"JS-NSQ-01-1-01,,2021-03-10,11,", "读数", "已经有读数"},
		"too much":             {"JS-NSQ-01-1-01,,2021-03-11,99999,", "读数", "用不了这么多"},
		"before the keys":      {"JS-NSQ-01-1-01,,2017-08-06,1,", "抄表日期", "早于交接日期"},
		"no reading":           {"JS-NSQ-01-1-01,,2021-03-11,,", "读数", "没有写读数"},
		"a word":               {"JS-NSQ-01-1-01,,2021-03-11,未抄,", "读数", "不是数字"},
		"of a stay, no unit":   {",示例乙,2021-03-11,12,", "房源编号", "几套"},
		"of no stay":           {"JS-NSQ-01-1-09,,2021-03-11,12,", "房源编号", "没有这一户"},
		"of somebody else":     {"JS-NSQ-01-1-01,示例乙,2021-03-11,12,", "承租人", "与这一户不符"},
		"changed, nobody knew": {"JS-NSQ-01-1-01,,2021-03-11,12,也许", "换表", "看不懂"},
	})
}

// TestPricesOfBefore: one price a row, or one row a year with a column for each fee; what changes says from what.
func TestPricesOfBefore(t *testing.T) {
	o, by := settled(t)
	p := comesAndGoes(t, o, by, kindOf(t, ledger.Prices, "市场价格表\n年度,租金(元/㎡·月),物业费,取暖费,水费,供热开始日期,供热截止日期,依据文件,文件日期,收款单位\n"+
		"2019年,10.00,1,29.5,4.3,2019-10-15,2020-04-15,价格文件,2019-01-01,尖山区\n２０２０,12.50,1.00,—,4.30,2020.10.15,2021.4.15,价格文件,2020-01-01,尖山区\n"), 6, 1)
	if len(p.Changed) == 1 && !strings.Contains(p.Changed[0].Notes[0], "10.00 元/㎡每月 -> 12.50 元/㎡每月") {
		t.Errorf("%+v", p.Changed)
	}
	p = comesAndGoes(t, o, by, kindOf(t, ledger.Prices, "范围,费用,年度,单价,供热期,依据文件,文件日期,收款单位\n"+
		"尖山区 南市区 1层,租金,2021,15,,文件,2021-01-01,尖山区\n尖山区,供暖费,2021,待公布,2021-10-15 至 2022-04-15,文件,2021-01-01,热力\n"), 2, 0)
	if !strings.Contains(p.New[0].Name, "尖山区 南市区 1层") || !strings.Contains(p.New[1].Notes[0], "待公布") {
		t.Errorf("%+v", p.New)
	}
	refusals(t, o, by, ledger.Prices, "年度,小区,楼层,费用,单价,依据文件,文件日期,收款单位\n", map[string][3]string{
		"no year":            {"去年,,,房租,5,文件,2021-01-01,区", "年度", "看不懂"},
		"another century":    {"21,,,房租,5,文件,2021-01-01,区", "年度", "四位数"},
		"no fee":             {"2018,,,停车费,5,文件,2021-01-01,区", "费用", "没有这项费用"},
		"no price":           {"2018,,,房租,,文件,2021-01-01,区", "单价", ""},
		"a word":             {"2018,,,房租,面议,文件,2021-01-01,区", "单价", "不是数字"},
		"finer than a fen":   {"2018,,,房租,5.125,文件,2021-01-01,区", "单价", "超过两位"},
		"no paper":           {"2018,,,房租,5,,2021-01-01,区", "依据文件", ""},
		"no day":             {"2018,,,房租,5,文件,,区", "文件日期", "没有写日期"},
		"nobody to pay":      {"2018,,,房租,5,文件,2021-01-01,", "收款单位", ""},
		"heating, no season": {"2018,,,供热费,5,文件,2021-01-01,区", "供热期", "起止日期"},
		"no such community":  {"2018,没有小区,,房租,5,文件,2021-01-01,区", "小区", "没有"},
		"between floors":     {"2018,南市区,1-2层,房租,5,文件,2021-01-01,区", "楼层", "看不懂"},
		"twice":              {"2018,,,房租,5,文件,2021-01-01,区\n2018,,,租金,6,文件,2021-01-01,区", "年度", "写了两次"},
	})
}

// TestApplicantsOfBefore: persons, teams and companies are known by their numbers; who has applied already is corrected, not overwritten.
func TestApplicantsOfBefore(t *testing.T) {
	o, by := settled(t)
	p := comesAndGoes(t, o, by, kindOf(t, ledger.Applicants, "主体登记簿\n序号,名称,类别,信用代码,法人,身份证号,联系电话,住址,成员,备注\n"+
		"1,示例甲,个人,,,230502198012120114,,,,\n2,示例丙,,,,230502199602290011,139 0000 0000,尖山区 1 号,,\n"+
		"3,示例丁团队,团队,,示例丁,230502197501010034,,,示例戊 230502199001010053 13900000001；示例己 230502198505050011,\n"+
		"4,示例庚商贸有限公司,,91230500MA18WG5Y0W,示例庚,230502198012120114,0469-4234567,,,\n"), 3, 0)
	_ = p
	refusals(t, o, by, ledger.Applicants, "名称,类别,信用代码,身份证号,电话,成员\n", map[string][3]string{
		"no name":         {",个人,,230502199602290011,,", "名称", "没有写"},
		"no number":       {"示例辛,个人,,,,", "身份证号", "没有证件号"},
		"nothing for one": {"示例辛,个人,/,无,暂无,—", "身份证号", "没有证件号"},
		"a wrong number":  {"示例辛,个人,,230502199602290012,,", "身份证号", "校验"},
		"a spoiled one":   {"示例辛,个人,,230502199602290000,,", "身份证号", "改坏"},
		"no company":      {"示例辛有限公司,企业,,,,", "信用代码", "没有统一社会信用代码"},
		"no telephone":    {"示例辛,个人,,230502199602290011,12,", "电话", "看不懂"},
		"one in the team": {"示例辛,团队,,230502199602290011,,示例壬 1", "成员", ""},
		"twice":           {"示例辛,个人,,230502199602290011,,\n示例壬,个人,,230502199602290011,,", "身份证号", "号码相同"},
	})
}

// TestRostersOfBefore: workers by name join the list of an assessment, masked and hashed; more than were verified are refused.
func TestRostersOfBefore(t *testing.T) {
	o, by := settled(t)
	sheet := o.SheetOf(2)
	sheet.Jobs.Part, sheet.Conclusion, sheet.Rectify = 0, oversight.ConclusionRectify, "补足岗位"
	a := o.Assessed(t, 1, sheet)
	comesAndGoes(t, o, by, kindOf(t, ledger.Roster, "用工名单\n序号,承租人,考核日期,姓名,身份证号码,入职时间\n1,示例甲,"+a.Day.String()+",示例丙,230502199602290011,2020.3.1\n2,同上,同上,示例丁,230502197501010034,\n"), 2, 0)
	d := o.AssessmentOf(t, a.ID)
	if len(d.Roster) != 2 || d.Roster[0].IDNumber == "230502199602290011" || d.Roster[0].Since != civil.On(2020, 3, 1) {
		t.Errorf("%+v", d.Roster)
	}
	page, err := o.Workers(t.Context(), by, engine.ListQuery{Filter: "sld"})
	if err != nil || page.Total != 1 || page.Rows[0].Number != a.Number || page.Rows[0].IDNumber != identity.MaskID("230502197501010034") || page.Rows[0].Elsewhere {
		t.Fatalf("%+v %v", page, err)
	}
	// What the office shows of a number is enough to find its worker again: an export with a day filled in comes back.
	back := kindOf(t, ledger.Roster, "考核编号,姓名,证件号码,入职日期\n"+a.Number+",示例丙,"+identity.MaskID("230502199602290011")+",2020-03-01\n"+
		a.Number+",示例丁,"+page.Rows[0].IDNumber+",2020-05-06\n")
	comesAndGoes(t, o, by, back, 0, 1)
	if page, err = o.Workers(t.Context(), by, engine.ListQuery{Filter: "入职日期:2020-05-06"}); err != nil || page.Total != 1 || page.Rows[0].Name != "示例丁" {
		t.Errorf("%+v %v", page, err)
	}
	refusals(t, o, by, ledger.Roster, "考核编号,姓名,身份证号码,入职日期\n", map[string][3]string{
		"whose ends nobody": {a.Number + ",示例戊," + identity.MaskID("230502199001010053") + ",", "身份证号码", "中间是星号"},
		"one too many":      {a.Number + ",示例戊,230502199001010053,", "姓名", "核实岗位只有 2 人"},
		"of no assessment":  {"KH-9,示例戊,230502199001010053,", "考核编号", "没有这次考核"},
		"no name":           {a.Number + ",,230502199001010053,", "姓名", "没有姓名"},
		"no number":         {a.Number + ",示例戊,,", "身份证号码", "没有证件号"},
		"a wrong number":    {a.Number + ",示例戊,230502199001010054,", "身份证号码", "校验"},
		"twice":             {a.Number + ",示例丙,230502199602290011,\n" + a.Number + ",示例丙,230502199602290011,", "身份证号码", "写了两次"},
		"begins tomorrow":   {a.Number + ",示例戊,230502199001010053,2099-01-01", "入职日期", "晚于今天"},
		"of no stay at all": {",示例戊,230502199001010053,", "入驻编号", "没有写是哪一户"},
	})
}

var _ allocation.Role
