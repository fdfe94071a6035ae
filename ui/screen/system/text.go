package system

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
)

// What people read while they keep the system.
const (
	textSystem     = "系统"
	textAccounts   = "账号"
	textParameters = "参数"
	textCatalogues = "目录"
	textCalendar   = "日历"
	textBackups    = "备份"
	textNotYours   = "系统由系统管理员、审计、分管领导和督办查看"
	textFilter     = "筛选: "
	textAll        = "全部"
	textNoneFound  = "没有符合筛选条件的，Esc 清除筛选"
	textNoRow      = "还没有可选的一行"
	textOpen       = "详情"
	textReason     = "理由"
	textReasonHint = "写进日志"
	textRequired   = "带 * 的必填"
	textYes        = "是"
	textNo         = "否"
)

// Accounts.
const (
	textPeople        = "个"
	textName          = "账号"
	textDisplay       = "姓名"
	textRoles         = "角色"
	textDistrict      = "区"
	textState         = "状态"
	textCreated       = "建立日期"
	textActive        = "可用"
	textInactive      = "已停用"
	textMustChange    = "待改密码"
	textNewAccount    = "新增账号"
	textEdit          = "修改账号"
	textReset         = "重置密码"
	textStop          = "停用"
	textStart         = "启用"
	textStopSays      = "停用后这个账号不能再登录，正在使用的也不能再保存；它办过的事都保留。以后可以再启用。"
	textStartSays     = "启用后这个账号可以用原来的密码登录。"
	textNameHint      = "登录用，2 至 32 个字"
	textDisplayHint   = "写进日志和文书"
	textRolesHint     = "可以选几个，登录后每次用一个"
	textDistrictHint  = "只能看到和办理这个区的；全市看全部"
	textFirstPassword = "初始密码"
	textFirstHint     = "至少 8 个字符，本人登录后须改"
)

var roleNotes = map[allocation.Role]string{
	allocation.Intake: "登记、受理", allocation.Reviewer: "审查、评审", allocation.Approver: "批准、确认",
	allocation.Manager: "合同、费用、退出", allocation.Supervisor: "查看、督办", allocation.Admin: "账号、参数、备份", allocation.Auditor: "日志、核验",
}

func fmtStop(a store.Account) string    { return "停用 " + a.Name + " " + a.Display }
func fmtStart(a store.Account) string   { return "启用 " + a.Name + " " + a.Display }
func fmtStopped(a store.Account) string { return "已停用 " + a.Name }
func fmtStarted(a store.Account) string { return "已启用 " + a.Name }
func fmtEdited(a store.Account) string  { return "已修改 " + a.Name }
func fmtReset(a store.Account) string {
	return "已重置 " + a.Name + " 的密码，请把初始密码当面告诉本人"
}

func fmtAdded(n store.NewAccount) string {
	return fmt.Sprintf("已新增账号 %s，请把初始密码当面告诉%s", n.Name, n.Display)
}

// Parameters.
const (
	textVersions      = "个版本"
	textVersion       = "版本"
	textEffective     = "生效日期"
	textAuthor        = "拟定人"
	textApprover      = "批准人"
	textNote          = "依据"
	textNewVersion    = "新版本"
	textPublish       = "发布"
	textEffectiveHint = "不早于今天"
	textNoteHint      = "本区细则的文号或会议"
	textAllocation    = "分配（四(三)）"
	textPerJob        = "每个岗位"
	textPerJobHint    = "一个折合岗位对应的面积"
	textScale         = "不足时按比例减"
	textScaleHint     = "空格切换"
	textTaxPerJob     = "税收折一个岗位"
	textTaxHint       = "年纳税额；0 为不计税收"
	textTaxCap        = "税收折算上限"
	textTaxCapHint    = "占岗位数，200 即 20%"
	textBand          = "同等条件的档宽"
	textBandHint      = "1000 即 1 个岗位（二）"
	textMin           = "最小面积"
	textMax           = "最大面积"
	textUnder         = "可低于应得"
	textOver          = "可高于应得"
	textUnits         = "最多相邻套数"
	textJobs          = "岗位折算"
	textJobsHint      = "1000 即按 1 个岗位计"
	textFull          = "全职"
	textPart          = "兼职"
	textClaimed       = "只是承诺的"
	textAccepted      = "审核认定的"
	textVerified      = "社保核实的"
	textRubric        = "评审（四(二)）"
	textItems         = "评审项目"
	textItemsHint     = "每行一项：名称 满分"
	textPass          = "及格分"
	textMaterials     = "材料清单"
	textPeriods       = "期限与周期"
	textNotice        = "公示"
	textObjection     = "异议"
	textSignBy        = "签约期限"
	textSupplement    = "补正"
	textBillMonths    = "账单周期"
	textBillDue       = "账单到期"
	textAssess        = "考核间隔"
	textRectify       = "整改期限"
	textAfter72       = "满 72 个月以后"
	textSeparation    = "岗位分离"
	textLeads         = "提前提醒"
	textSign          = "签约"
	textOpening       = "开业"
	textContractTo    = "合同到期"
	textBill          = "账单"
	textAssessment    = "考核"
	textBenefit       = "优惠事项"
	textExit          = "退出"
)

var after72Titles = map[allocation.After72]string{allocation.After72Full: "按全价", allocation.After72Exit: "退出"}

var separationTitles = map[allocation.Separation]string{
	allocation.SeparationStrict: "严格：不许同一人", allocation.SeparationWarn: "提醒：可以但记入日志",
}

var errRubricLine = allocation.Refuse("rubric_line", "每行写一项：名称、空格、满分，如 市场前景 30")

func fmtNewVersion(v store.ParameterVersion) string {
	return fmt.Sprintf("%s，从第 %d 版改起。发布后不能修改，只能再发布新版本", v.District, v.Version)
}

func fmtPublished(n store.NewParameters) string {
	return fmt.Sprintf("已发布%s的新参数，%s 起生效", n.District, n.Effective)
}

// Catalogues and backups.
const (
	textEntries       = "项"
	textKind          = "目录"
	textCode          = "代码"
	textTitle         = "名称"
	textClause        = "依据"
	textFrom          = "有效自"
	textTo            = "有效至"
	textInForce       = "现行"
	textCopies        = "份"
	textMadeAt        = "备份时间"
	textUpTo          = "到日志第几条"
	textSize          = "大小 KB"
	textFile          = "文件"
	textBackupNow     = "立即备份"
	textCopying       = "正在复制并核对"
	textNoBackup      = "还没有备份，按 F2 立即备份"
	textOnlyAdmin     = "备份由系统管理员办理"
	textBackupStopped = "备份已停止，没有留下文件"
	textRestoreHow    = "恢复：退出程序后运行 penggai restore 加上这个文件，原来的数据会移到旁边，不会被覆盖。"
)

// Calendar.
const (
	textDays       = "天"
	textDay        = "日期"
	textWeekday    = "星期"
	textWork       = "安排"
	textHoliday    = "节日"
	textMakeUp     = "调休上班"
	textRest       = "放假"
	textNoCalendar = "没有节假日数据，期限只按周末推算"
	textBeyond     = "没有列出的年份只按周末推算，期限旁会注明。"
)

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

var helpCalendar = []string{
	"国务院每年公布的放假和调休安排，期限的最后一天遇放假顺延（民法典 203）。",
	"每年底按 F2 录入下一年：把通知原文粘贴进去即可，程序自动认出日期，保存前逐项列出核对。",
	"F3 筛选，例如 2021-10 或 春节。没有列出的年份只按周末推算。",
}

var kindTitles = map[store.CatalogueKind]string{
	store.KindSector: "行业", store.KindGroup: "群体", store.KindMaterial: "材料", store.KindBenefit: "优惠", store.KindGround: "退出",
}

func fmtBackedUp(file string) string { return "备份完成并核对无误：" + file }

var helpAccounts = []string{
	"给每个人开自己的账号，不要共用：日志按账号记录。",
	"F2 新增，Enter 修改角色，F5 重置密码，F8 停用或启用。账号不能删除，它办过的事要留名。",
	"至少要有一个可用的系统管理员。",
}

var helpParameters = []string{
	"政策交给各区自定的细则都在这里（四(三)）。政策写死的，如合同三年、三个月内开业，不在这里。",
	"F2 从选中的版本改起，发布新版本；旧版本不变，已作的决定仍按它当时用的版本。",
}

var helpCatalogues = []string{
	"行业、群体、材料、优惠、退出情形的目录，每项写明出自哪个文件哪一条。",
}

var helpBackups = []string{
	"每天开始和结束时自动备份，每份都打开核对过。保留最近 10 份，另留每日和每月的最后一份。",
	"F2 立即备份。恢复在程序外进行，见详情。",
}

// The unit of shares and weights in words: its sign is as wide as two cells on some terminals.
const (
	textPermille  = "千分"
	textShareHint = "占应得，200 即 20%"
)

var textFormHelp = []string{"带 * 的必须填写，Ctrl+S 保存；账号写明理由后生效，参数从生效日期起用于以后的办理。"}

// The notice of a year's holidays (noticeform.go).
const (
	textHolidayNotice    = "录入放假通知"
	textNoticeHow        = "粘贴通知原文，Ctrl+S 核对后保存"
	textNoticeYear       = "年份"
	textNoticeYearHint   = "通知安排的是哪一年"
	textNoticeSource     = "文件"
	textNoticeSourceHint = "名称和文号"
	textNoticeText       = "通知原文"
	textNoticeTextHint   = "一行一个节日"
	textNoticeNow        = "保存"
)

var (
	errNoticeYear = allocation.Refuse("notice_year", "请填写四位年份，如 2027")
	errNotice     = allocation.Refuse("notice_text", "通知原文读不懂")
)

var helpNotice = []string{
	"把国务院办公厅关于放假安排的通知原文粘贴到“通知原文”，一个节日一行，括号里的话不用删。",
	"程序认“X月X日至X日放假”“X月X日上班”，也认 2027-02-06 至 2027-02-12。",
	"保存前会列出每一天核对。重新录入同一年会替换这一年原来的安排；已登记的期限不变。",
}

// noticeWhy says what is wrong with a notice.
var noticeWhy = map[civil.NoticeWhy]string{
	civil.NoticeNoDay:   "没有找到放假或上班的日期",
	civil.NoticeNoWord:  "日期后面没有写“放假”或“上班”",
	civil.NoticeBadDay:  "没有这一天，或起止日期不对",
	civil.NoticeFarYear: "不是这一年的日期，请核对年份",
	civil.NoticeWeekday: "本来就是工作日，不用写上班，请核对日期",
	civil.NoticeTwice:   "同一天既放假又上班",
}

func fmtNoticeFault(f *civil.NoticeFault) string {
	return fmt.Sprintf("第 %d 行 %s：%s", f.Line, f.Text, noticeWhy[f.Why])
}

func fmtNoticeCount(days []civil.SpecialDay) string {
	work := 0
	for _, d := range days {
		if d.Work {
			work++
		}
	}
	return fmt.Sprintf("放假 %d 天  调休上班 %d 天", len(days)-work, work)
}

func fmtNoticeReplaces(year int) string {
	return fmt.Sprintf("保存后替换 %d 年原有的安排。已登记的期限不变，以后的期限按新安排推算。", year)
}

func fmtNoticeSaved(year int, days []civil.SpecialDay) string {
	return fmt.Sprintf("%d 年放假安排已保存，%s", year, fmtNoticeCount(days))
}
