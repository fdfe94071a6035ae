package report

import "penggai/allocation"

// The refusals of this package.
var (
	ErrUnknownReport = allocation.Refuse("unknown_report", "没有这张报表")
	ErrUnknownFormat = allocation.Refuse("unknown_format", "没有这种格式")
	ErrAsOfFuture    = allocation.Refuse("as_of_future", "报表日期不能晚于今天")
)

// What people read around a report.
const (
	textUnknownReport = "没有这张报表，可用的有 %s"
	textUnknownFormat = "没有这种格式，可用的有 %s"
	textAsOfFuture    = "报表日期不能晚于今天（%s）"
	textReportHead    = "%s  %s  截至 %s\n"
	textTotal         = "合计"
	textNothing       = "（没有记录）"
	textSamples       = "含示例明细 %d 套"
	textSamplesCount  = "含示例明细 套"
	textAsOf          = "截至日期"
	textHead          = "日志 %s"
)

// Headings of columns.
const (
	textM2           = "㎡"
	textDays         = "天"
	textDistrict     = "区"
	textPool         = "全市在建"
	textCommunity    = "小区"
	textBuilding     = "楼栋"
	textFloor        = "层"
	textBay          = "位"
	textNumber       = "编号"
	textState        = "状态"
	textSince        = "自何日"
	textTenant       = "承租人"
	textLast         = "合同到期日"
	textSample       = "示例"
	textUnits        = "套数"
	textArea         = "面积"
	textOccupiedArea = "使用面积"

	textOccupiedShort = "使用"

	textOccupancy     = "使用率"
	textOver90        = "超过 90 天"
	textOver365       = "超过 365 天"
	textLongest       = "最长"
	textMean          = "平均"
	textSector        = "行业"
	textOther         = "附件以外"
	textApplications  = "受理申请"
	textClaimed       = "申报岗位"
	textAccepted      = "认定岗位"
	textContracted    = "合同岗位"
	textVerified      = "核实岗位"
	textVerifiedShare = "核实占承诺"
	textTenancies     = "在用户数"
	textGroup         = "群体"
	textProved        = "认定"
	textTenancy       = "入驻编号"
	textApplicant     = "主体"
	textContract      = "合同编号"
	textFirstUnit     = "房源"
	textDaysLeft      = "剩余"
	textOpenBy        = "开业期限"
	textDaysLate      = "逾期"
	textGround        = "情形"
	textWhat          = "内容"
	textOpened        = "提出"
	textRefused       = "未批准"
	textApproved      = "批准"
	textReturned      = "已收房"
	textClosed        = "已办结"
	textUnitsBack     = "收回套数"
	textYear          = "年度"
	textFee           = "费用"
	textYuan          = "元"
	textMarket        = "市场价"
	textPayable       = "应缴"
	textWaived        = "减免"
	textOpen          = "欠费"
	textDebtors       = "欠费户数"
	textBills         = "账单"
	textOldest        = "最早截止日"
)

// Notes below a report.
const (
	textIdleDays     = "闲置天数从最近一次转为闲置之日起算"
	textJobsNote     = "岗位为全日制与非全日制人数之和；只统计已受理的申请"
	textVerifiedNote = "核实岗位取每户当日以前最近一次考核；核实占承诺是这些已考核户的核实岗位占其合同岗位的比例"
	textGroupsNote   = "同一申请可属于多个群体，故不合计"
	textExpiringNote = "提前天数按各区参数；剩余为负数的是超期占用"
	textWaivedNote   = "按已登记的市场价格测算到当日为止，供热费按供热期开始的年度"
	textArrearsNote  = "截至当日已出账单减已缴款项，缴款先抵最早的账单；逾期天数从缴费截止日的次日起算，含已退出的"
	textMissingNote  = "另有 %d 行价格待公布，未计入"
	textExitsNote    = "各列为截至当日到达过该步骤的件数，撤回的不计"
)

// definitionWords are the titles of the reports and what they hold.
var definitionWords = map[string]struct{ title, about string }{
	"occupancy":   {"各区使用情况", "各区房源按状态的套数、面积和使用率"},
	"communities": {"各小区使用情况", "各小区房源按状态的套数、面积和使用率"},
	"vacancy":     {"闲置情况", "各小区闲置房源和闲置天数"},
	"ledger":      {"房源台账", "逐套列出状态、面积、承租人和合同到期日"},
	"jobs":        {"带动就业", "各区按行业的申报、认定、合同约定和核实岗位"},
	"sectors":     {"行业分布", "在用户按行业的户数、套数、面积和岗位"},
	"groups":      {"创业群体", "各类创业群体的申请、认定、入驻和岗位（二）"},
	"waived":      {"减免情况", "各区按年度和费用的市场价、应缴和减免（五(一)）"},
	"arrears":     {"欠费情况", "各区欠费按逾期时间分段"},
	"debtors":     {"欠费明细", "逐户列出欠费、最早截止日和逾期时间"},
	"expiring":    {"合同到期", "将到期和超期占用的合同"},
	"unopened":    {"逾期未开业", "交接后三个月内未开业的经营者（三.3）"},
	"exits":       {"退出情况", "按五种情形统计的退出（四(五)）"},
}
