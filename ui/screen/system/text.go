package system

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// What people read while they keep the system.
const (
	textParameters = say.Parameter
	textCatalogues = "目录"
	textBackups    = "备份"
	textReasonHint = "写进日志"
)

// Accounts.
const (
	textNewAccount = "新增账号"
	textEdit       = "修改账号"
	textReset      = "重置密码"
)

// Parameters.
const (
	textNewVersion = "新版本"
	textAllocation = "分配（四(三)）"
	textPerJob     = "每个岗位"
	textScale      = "不足时按比例减"
	textTaxPerJob  = "税收折一个岗位"
	textTaxCap     = "税收折算上限"
	textBand       = "同等条件的档宽"
	textMin        = "最小面积"
	textMax        = "最大面积"
	textUnder      = "可低于应得"
	textOver       = "可高于应得"
	textUnits      = "最多相邻套数"
	textRest       = "余房第二轮"
	textRestUnder  = "第二轮可低于"
	textRestOver   = "第二轮可高于"
	textJobs       = "岗位折算"
	textFull       = say.FullTime
	textPart       = say.PartTime
	textClaimed    = "只是承诺的"
	textAccepted   = "审核认定的"
	textVerified   = "社保核实的"
	textRubric     = "评审（四(二)）"
	textItems      = "评审项目"
	textPass       = "及格分"
	textMaterials  = "材料清单"
	textPeriods    = "期限与周期"
	textNotice     = say.Notice
	textObjection  = say.Objection
	textDispute    = "名单异议"
	textSignBy     = say.SignBy
	textSupplement = "补正"
	textBillMonths = "账单周期"
	textBillDue    = "账单到期"
	textAssess     = "考核间隔"
	textAnswer     = "陈述申辩"
	textVacate     = "腾退期限"
	textLeast      = "腾退最少"
	textExitFile   = "退出报市备案"
	textRectify    = say.RectifyBy
	textAfter72    = "满 72 个月以后"
	textRenew      = "可以续签"
	textSeparation = "岗位分离"
	textLockAfter  = say.Lock
	textKeepRecord = "案卷保管"
	textKeepNumber = "号码保存"
	textLeads      = "提前提醒"
	textSign       = say.Signing
	textOpening    = say.Opening
	textContractTo = say.ContractEnd
	textBill       = say.Bill
	textAssessment = say.Assessment
	textBenefit    = say.Benefit
	textExit       = say.Exit
)

var after72Titles = map[allocation.After72]string{allocation.After72Full: "按全价", allocation.After72Exit: say.Exit}

var separationTitles = map[allocation.Separation]string{
	allocation.SeparationStrict: "严格：不许同一人", allocation.SeparationWarn: "提醒：可以但记入日志",
}

var textFormHelp = []string{"带 * 的必须填写，Ctrl+S 保存；账号写明理由后生效，参数由分管领导批准后从生效日期起用于以后的办理。"}

// The notice of a year's holidays.
const (
	textHolidayNotice = "录入放假通知"
	textUndoNotice    = "撤销放假通知"
)

// noticeWhy says what is wrong with a notice.
var noticeWhy = map[civil.NoticeWhy]string{
	civil.NoticeNoDay:   "没有找到放假或上班的日期",
	civil.NoticeNoWord:  "日期后面没有写“放假”或“上班”",
	civil.NoticeBadDay:  "没有这一天，或起止日期不对",
	civil.NoticeFarYear: "不是这一年的日期，请核对年份",
	civil.NoticeWeekday: "本来就是工作日，不用写上班，请核对日期",
	civil.NoticeTwice:   "同一天既放假又上班",
	civil.NoticeNoFeast: "日历里这一年没有这个节日，无从延长，请先录入整年的通知",
}
