package report

import (
	"penggai/allocation/leave"
	"penggai/allocation/say"
)

// Definitions are the reports that there are, in the order of their list.
func Definitions() []Definition {
	list := []Definition{
		{Name: "overview", fees: true, make: overviewPage, both: true},
		{Name: "trend", fees: true, make: trend, both: true},
		{Name: "occupancy", make: occupancy},
		{Name: "communities", make: communities},
		{Name: "vacancy", make: vacancy},
		{Name: "ledger", make: ledger},
		{Name: "contracts", make: contracts},
		{Name: "receipts", make: receipts},
		{Name: "jobs", make: jobs},
		{Name: "sectors", make: sectors},
		{Name: "groups", make: groups},
		{Name: "waived", fees: true, make: waived},
		{Name: "subsidy", fees: true, make: subsidy},
		{Name: "forecast", make: forecast},
		{Name: "taxes", make: taxes},
		{Name: "arrears", make: arrears},
		{Name: "debtors", make: debtors},
		{Name: "expiring", make: expiring},
		{Name: "unopened", make: unopened},
		{Name: "papers", make: papers},
		{Name: "unfiled", make: unfiled},
		{Name: "assessments", make: assessments},
		{Name: "findings", make: findings},
		{Name: "clauses", fees: true, make: clauses},
		{Name: "exits", make: exits},
		{Name: "conflicts", make: conflicts},
		{Name: "handling", make: handling},
		{Name: "fairness", make: fairness},
		{Name: "handover", make: handover},
	}
	for i := range list {
		words := definitionWords[list[i].Name]
		list[i].Title, list[i].About, list[i].population = words.title, words.about, words.population
	}
	return list
}

// definitionWords are the titles of the reports, what they hold, and what they count: whom, and of what the shares are shares.
var definitionWords = map[string]struct{ title, about, population string }{
	"overview":    {"全市一览", "各区并列：房源、业户、岗位、减免、欠费、逾期、督办、退出、等候，与上年同日比较", textOverviewCounted},
	"trend":       {"月度变化", "一览中任一指标逐月的变化：使用率、岗位、减免、欠费、等候等，各区曲线", "一览中所选的指标，逐月月末一个数字"},
	"clauses":     {"各区考核表", "按条款逐项列出系统掌握的数字，各区并列，不掌握的留空填写（六(一)）", textClausesCounted},
	"occupancy":   {"各区使用情况", "各区房源按状态的套数、面积和使用率", textUnitsCounted},
	"communities": {"各小区使用情况", "各小区房源按状态的套数、面积和使用率", textUnitsCounted},
	"vacancy":     {"闲置情况", "各小区闲置房源和闲置天数", "当日闲置的房源，和已被批次锁定、当日还没有分配的房源；平均天数按套"},
	"ledger":      {"房源台账", "逐套列出状态、面积、承租人和合同到期日", "当日没有注销的全部房源，每套一行"},
	"contracts":   {"合同台账", "逐份列出承租人、房源、期限、公证和备案（四(四)）", "当日以前签订的全部合同，每份一行，含已续签、已终止的，作废的不计"},
	"receipts":    {"缴费台账", "逐笔列出当年的收款、退款和红冲", "当日所在年度 1 月 1 日到当日的全部收据，每张一行"},
	"jobs":        {"带动就业", "各区按行业的申报、认定、合同约定和核实岗位", textTenantsCounted + "；核实占承诺＝核实岗位÷已考核户的合同岗位"},
	"sectors":     {"行业分布", "在用户按行业的户数、套数、面积和岗位", textTenantsCounted},
	"groups":      {say.StartupGroup, "各类创业群体的申请、认定、入驻和岗位（二）", "当日以前受理的全部申请；在用户和岗位只计群体已认定、当日在用的户"},
	"waived":      {"减免情况", "各区按年度和费用的市场价、应缴和减免（五(一)）", "当日以前签约的全部户，含已退出的；按已登记的市场价格测算到当日为止"},
	"subsidy":     {"补贴测算", "各区减免摊到每户、每岗是多少（五(一)）", textTenantsCounted + "；每户＝累计减免÷在用户数，每岗＝累计减免÷合同岗位"},
	"forecast":    {"费用预测", "今后三年每半年的减免和应缴：合同期内，和到期续签的（五(一)）", textTenantsCounted + "；每半年一行，减免＋应缴＝市场价"},
	"taxes":       {"税收情况", "各区按年度的申报、认定和实缴税收（四(三)）", "每一年度内在用过的户；实缴占认定＝实缴税收÷已核实户的认定税收"},
	"arrears":     {"欠费情况", "各区欠费按逾期时间分段", textDebtsCounted},
	"debtors":     {"欠费明细", "逐户列出欠费、最早截止日和逾期时间", textDebtsCounted},
	"expiring":    {say.ContractEnd, "将到期和超期占用的合同", "当日在用、没有续签，合同将在提前天数内到期或已经到期的户"},
	"unopened":    {"逾期未开业", "交接后三个月内未开业的经营者（三.3）", "当日已交接、开业期限已过仍未开业的户，已批准退出的不计"},
	"papers":      {"证照备案逾期", "逾期未交接、公证、备案、办照和税务登记的经营者（四(四)、三.4）", "当日在用、有手续逾期的户，每件一行；已批准退出的不计"},
	"unfiled":     {"公证备案", "还缺公证或备案的合同，未到期限的也列（四(四)）", "当日在用的户缺的公证和备案，每件一行；已批准退出的不计"},
	"assessments": {"考核情况", "各区按年度的考核次数、结论、整改和逾期（四(五)、五）", "当日以前的全部考核，作废的不计；逾期未考核的是当日在用的户，列在应考核的年度"},
	"findings":    {"督办情况", "各区按督办单位的提出、答复和销号", "当日以前提出的全部督办；按期率＝按期答复÷已答复"},
	"conflicts":   {"矛盾清单", "不能同时成立的状态、该出账未出账、合同没有公证备案、腾退期短于规定", "当日不能同时成立的记录，每处一行"},
	"exits":       {"退出情况", "按" + leave.GroundKinds() + "情形统计的退出（四(五)）", "当日以前提出的全部退出，撤回的不计"},
	"handling":    {"办理时限", "从受理到审查、决定、分配、签约、交钥匙各用多少天（四）", "当日以前受理、这一步已经走完的申请；中位数为偶数件时取较小的"},
	"fairness":    {"分配公平", "批次和单户安置的参加、安置、人工调整和异议（四(三)）", "当日以前确认的批次和单户安置；安置率＝安置÷参加"},
	"handover":    {"在建移交", "在建房源、逾期未完工和已移交各区的房源", "当日在建的房源，和当日以前完工移交的房源，含后来分配的"},
}

// What several reports count.
const (
	textUnitsCounted    = "当日没有注销的全部房源；使用率＝使用中÷（闲置＋已锁定＋使用中＋收回整修），在建和停用的不在分母"
	textOverviewCounted = "业户和岗位只计当日在用的户；使用率＝使用中÷（闲置＋已锁定＋使用中＋收回整修）；减免按已登记的市场价格测算，含已退出户；逾期欠费含已退出户；等候为评审通过、尚未分配的申请"
	textClausesCounted  = "各行口径见末列；业户和岗位只计当日在用的户，房源不含已注销的"
	textTenantsCounted  = "当日在用的户：已签约、尚未收房，已退出的不计"
	textDebtsCounted    = "缴费截止日在当日以前、当日仍未缴清的账单，含已退出户；未到截止日的不算欠费"
)
