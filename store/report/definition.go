package report

import (
	"penggai/allocation/leave"
	"penggai/allocation/say"
)

// Definitions are the reports that there are, in the order of their list.
func Definitions() []Definition {
	list := []Definition{
		{Name: "overview", make: overviewPage, both: true},
		{Name: "trend", make: trend, both: true},
		{Name: "occupancy", make: occupancy},
		{Name: "communities", make: communities},
		{Name: "vacancy", make: vacancy},
		{Name: "ledger", make: ledger},
		{Name: "jobs", make: jobs},
		{Name: "sectors", make: sectors},
		{Name: "groups", make: groups},
		{Name: "waived", make: waived},
		{Name: "arrears", make: arrears},
		{Name: "debtors", make: debtors},
		{Name: "expiring", make: expiring},
		{Name: "unopened", make: unopened},
		{Name: "papers", make: papers},
		{Name: "exits", make: exits},
		{Name: "conflicts", make: conflicts},
	}
	for i := range list {
		words := definitionWords[list[i].Name]
		list[i].Title, list[i].About = words.title, words.about
	}
	return list
}

// definitionWords are the titles of the reports and what they hold.
var definitionWords = map[string]struct{ title, about string }{
	"overview":    {"全市一览", "各区并列：房源、业户、岗位、减免、欠费、逾期、督办、退出、等候，与上年同日比较"},
	"trend":       {"月度变化", "一览中任一指标逐月的变化：使用率、岗位、减免、欠费、等候等，各区曲线"},
	"occupancy":   {"各区使用情况", "各区房源按状态的套数、面积和使用率"},
	"communities": {"各小区使用情况", "各小区房源按状态的套数、面积和使用率"},
	"vacancy":     {"闲置情况", "各小区闲置房源和闲置天数"},
	"ledger":      {"房源台账", "逐套列出状态、面积、承租人和合同到期日"},
	"jobs":        {"带动就业", "各区按行业的申报、认定、合同约定和核实岗位"},
	"sectors":     {"行业分布", "在用户按行业的户数、套数、面积和岗位"},
	"groups":      {say.StartupGroup, "各类创业群体的申请、认定、入驻和岗位（二）"},
	"waived":      {"减免情况", "各区按年度和费用的市场价、应缴和减免（五(一)）"},
	"arrears":     {"欠费情况", "各区欠费按逾期时间分段"},
	"debtors":     {"欠费明细", "逐户列出欠费、最早截止日和逾期时间"},
	"expiring":    {say.ContractEnd, "将到期和超期占用的合同"},
	"unopened":    {"逾期未开业", "交接后三个月内未开业的经营者（三.3）"},
	"papers":      {"证照备案逾期", "逾期未交接、公证、备案、办照和税务登记的经营者（四(四)、三.4）"},
	"conflicts":   {"矛盾清单", "不能同时成立的状态、该出账未出账、合同没有公证备案、腾退期短于规定"},
	"exits":       {"退出情况", "按" + leave.GroundKinds() + "情形统计的退出（四(五)）"},
}
