package application

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of applications.
const (
	textApplications = "申请"
	textNumber       = "编号"
	textApplicant    = "主体"
	textProject      = "项目"
	textSector       = "行业"
	textJobs         = "岗位"
	textGroup        = "群体"
	textFirst        = "优先"
	textFlags        = "提示"
	textState        = "状态"
	textSince        = "日期"
	textNoneYet      = "还没有申请。按 F2 登记第一份。"
	textReading      = "正在读取"
	textRegister     = "登记申请"
	textPrint        = "打印"
	textNextPart     = "换页"
	textSeeFlags     = "看提示"
	textNoFlagsHere  = "没有需要核对的提示"
	textPlaceSingle  = "单户安置"
	textRounds       = "分配批次"
	textAwards       = "签约"

	textTabOverview   = "概要"
	textTabMaterials  = "材料"
	textTabReview     = "审查"
	textTabEvaluation = "评审"
	textTabHistory    = "历程"
	textNext          = "下一步"
	textDecideNow     = "由分管领导决定。"
	textDescription   = "说明"
	textTaxes         = "年缴税"
	textGroups        = "群体"
	textPolicy        = "产业政策"
	textWanted        = "希望"
	textWater         = "用水"
	textWaterPays     = "以水为主要经营要件，水费不减免（五(一)2）"
	textDecision      = "决定"
	textName          = "名称"
	textHead          = "负责人"
	textCreditCode    = "信用代码"
	textIdentity      = "身份证号"
	textPhone         = "电话"
	textAddress       = "地址"
	textResidence     = "类别"
	textDwelling      = "固定住所"
	textAssets        = "固定资产"
	textAgent         = "经办人"
	textMember        = "成员"
	textFlagAhead     = "受理提示"
	textOptional      = "按需"
	textMissing       = "未交"
	textNotYet        = "未判断"
	textNoEvaluation  = "还没有评审。材料合格后由至少三名评审人打分。"
	textItem          = "评审项目"
	textMax           = "满分"
	textAverage       = "平均"
	textTotal         = "合计"
	textCorrections   = "更正"

	textClaimed    = "自报"
	textAccepted   = "认定"
	textContracted = "承诺"
	textVerified   = "核实"
	textFirstIf    = "同等条件优先"
	textProved     = "已认定"
	textUnproved   = "待认定"
	textOnly       = "（只要所列）"
	textMust       = "须有"
	textOutside    = "附件之外"
)

// Words and sentences of the moves.
const (
	textAccept      = "受理"
	textAcceptNow   = "确认受理"
	textMind        = "注意："
	textNoFlags     = "没有发现重复或异常。"
	textEdit        = "修改"
	textCorrect     = "更正"
	textReviewSheet = "审查"
	textReceive     = "收到补正"
	textEvaluate    = "评审打分"
	textAsk         = "要求补正"

	textRefuse     = "不予受理"
	textRefuseLine = "这份申请将不予受理，理由会告知申请人。"
	textRefuseNow  = "不予受理"
	textRefused    = "已记为不予受理"

	textClose    = "逾期结束"
	textCloseNow = "结束申请"
	textClosed   = "已按逾期未补正结束"

	textReconsider     = "复议"
	textReconsiderLine = "申请回到已受理，重新审查和评审。"
	textReconsiderNow  = "开始复议"
	textReconsidered   = "已开始复议"

	textApprove     = "评审通过"
	textApproveThen = "通过后进入待分配。"
	textApproveNow  = "评审通过"
	textApproved    = "已评审通过，等待分配"

	textReject     = "不予通过"
	textRejectThen = "理由会告知申请人，申请人可要求复议。"
	textRejectNow  = "不予通过"
	textRejected   = "已记为不予通过"
	textSameHands  = "受理与决定是同一人，本区规定仅作提醒，日志会记下。"

	textWithdraw     = "撤回"
	textWithdrawLine = "按申请人的意愿撤回。已分配的房源会放开，给同批次的下一名。"
	textWithdrawNow  = "撤回申请"
	textWithdrawn    = "已撤回"

	textUndo       = "撤销上一步"
	textUndoNow    = "撤销"
	textUndone     = "已撤销上一步"
	textUndoReason = "操作后随即撤销"
)

// Labels and rules of the form at the counter.
const (
	textIntake         = "登记申请"
	textIntakeSummary  = "带 * 的必填；Ctrl+S 登记，Esc 离开并保留草稿"
	textWho            = "谁来申请"
	textRegistered     = "主体"
	textNewApplicant   = "新登记主体"
	textDistrict       = "受理区"
	textWhoHint        = "空格查找已登记的，可打拼音首字母、电话"
	textUseKnown       = "用已登记的"
	textNobodyKnown    = "没有与这个证件号相同的已登记主体"
	textWhat           = "项目"
	textProjectName    = "项目名称"
	textProjectAbout   = "项目说明"
	textAboutHint      = "做什么、给谁做、投入多少"
	textSectorHint     = "空格后打拼音首字母"
	textSectorOther    = "附件明细以外的行业"
	textSectorText     = "行业说明"
	textSectorReason   = "受理理由"
	textSectorWhy      = "附件以外的行业须写明理由"
	textWaterAsk       = "以水为主"
	textWaterHint      = "洗浴、洗车等，水费不减免（五(一)2）"
	textMovingAsk      = "市内搬迁"
	textMovingHint     = "现有企业转移搬迁的不符合三.6"
	textJobsTax        = "岗位和税收"
	textFullTime       = "全职"
	textPartTime       = "兼职"
	textPeople         = "人"
	textJobsHint       = "承诺带动就业的人数（三.5）"
	textTaxAsk         = "预计年缴税"
	textYuan           = "元"
	textWishes         = "希望的房源"
	textMinArea        = "面积不小于"
	textMaxArea        = "面积不大于"
	textSquare         = "㎡"
	textAreaHint       = "可空着，按岗位核定"
	textCommunity1     = "首选小区"
	textCommunity2     = "次选小区"
	textCommunity3     = "第三小区"
	textOnlyListed     = "只要所列"
	textOnlyHint       = "选是：所列小区没有就不要"
	textRequires       = "必备条件"
	textMaxUnits       = "最多套数"
	textUnitsHint      = "相邻的几套合用"
	textUnit           = "套"
	textGroupsPolicy   = "群体和政策"
	textGroupsAsk      = "创业群体"
	textGroupsHint     = "空格打勾，回车确定"
	textEligibleOnly   = "可入驻，不优先"
	textProof          = "群体证明"
	textPolicyAsk      = "产业政策支持"
	textPolicyHint     = "有文件明确支持的，同等条件优先（三.7）"
	textPolicyDocument = "政策文件"
	textPapers         = "材料"
	textPapersIn       = "已交材料"
	textPapersHint     = "空格打勾，回车确定"
	textWhy            = "更正依据"
	textReason         = "更正理由"
	textDocument       = "依据文件"
	textSaved          = "已保存"
	textCorrected      = "已更正，旧的内容留在历程里"
)

// Labels and rules of review, evaluation and supplement.
const (
	textSheet           = "逐条审查（三.1 至 三.7）"
	textRemark          = "原因"
	textFindings        = "认定"
	textAcceptedFull    = "认定全职"
	textAcceptedPart    = "认定兼职"
	textSource          = "认定依据"
	textSourceDefault   = "材料审查"
	textAcceptedTax     = "认定年缴税"
	textAcceptedGroups  = "认定群体"
	textReviewSummary   = "左右键切换符合、不符合；Ctrl+S 保存，F5 判为材料合格"
	textPass            = "材料合格"
	textPassed          = "材料合格，可以评审"
	textSheetSaved      = "审查表已保存"
	textExpertName      = "评审人"
	textExpertBody      = "单位"
	textEvaluationSaved = "评审已登记，由分管领导决定"
	textEvaluationHint  = "至少三名评审人；Ctrl+S 保存"
	textMissingItems    = "要补正什么"
	textItemsHint       = "逐项写清，一次告知"
	textDeadline        = "补正期限"
	textAskSummary      = "Ctrl+S 发出补正要求"
	textReceiveSummary  = "Ctrl+S 登记收到的材料"
	textReceived        = "已收到补正，回到已受理"
	textLateReason      = "逾期仍收的理由"
	textLateHint        = "补正期限已过，须写明理由"
)

// textListHelp and textDetailHelp explain the screens.
var (
	textListHelp = []string{
		"这里按状态列出申请。Tab 换状态，F3 筛选（汉字、拼音首字母、状态:已受理、岗位:>10），F6 排序。",
		"Enter 打开一份申请，F2 登记新的。",
		"日期一列是进入现在状态的日子；待补正的是补正期限。提示是受理时发现的重复或异常，供人判断。",
	}
	textFormHelp = []string{
		"Enter 下一项，Shift+Tab 上一项，Ctrl+S 保存。带 * 的必填。",
		"选择项：空格或直接打拼音首字母打开列表，左右键逐个切换；多选的用空格打勾。",
		"Esc 离开并保留草稿，断电也不丢；下次打开自动恢复，Ctrl+R 清空重填。",
	}
	textDetailHelp = []string{
		"这里是一份申请的全部内容，Tab 换页：概要、材料、审查、评审、历程。",
		"F5 总是下一步：受理、审查、收到补正、评审打分、复议。F6、F7 是另外的决定。",
		"暗的键现在不能用，按下会说明原因。Ctrl+Z 或 F12 撤销上一步。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 份" }

func fmtOnlyIn(label string, state allocation.ApplicationState) string {
	return fmt.Sprintf("“%s”的申请才能办理%s", state.Title(), label)
}

func fmtStands(s allocation.ApplicationState, since civil.Date) string {
	return s.Title() + " " + since.String()
}

func fmtWaitRound(title string) string {
	return "已在 " + title + " 里，等该批次办结；按 F6 看批次"
}

// fmtInRound says in which round an application stands, and what that round waits for.
func fmtInRound(title string, state allocation.RoundState) string {
	return fmt.Sprintf("已纳入 %s（%s），确认后按结果签约", title, state.Title())
}

func fmtWaitUntil(deadline civil.Date, left int) string {
	if left < 0 {
		return fmt.Sprintf("补正期限 %s 已过 %d 天：收到的登记 F5，未到的结束 F7", deadline, -left)
	}
	return fmt.Sprintf("等申请人补正，期限 %s，还剩 %d 天", deadline, left)
}

func fmtUnmet(clauses []string) string {
	return strings.Join(clauses, "、") + " 不符合：可要求补正，或由分管领导不予通过"
}

func fmtCorrection(c store.CorrectionRow) string {
	text := fmt.Sprintf("%s：%s 改为 %s，%s", c.Field, empty(c.Old), empty(c.New), c.Reason)
	if c.Document != "" {
		text += "（" + c.Document + "）"
	}
	return text
}

func empty(s string) string {
	if s == "" {
		return "（空）"
	}
	return s
}

func fmtIncomplete(bad *allocation.Refusal) string {
	return fmt.Sprintf("还不能受理，%s：%s。按 F9 补填", allocation.FieldTitle(bad.Field), bad.Error())
}

func fmtAcceptLine(name, project string) string {
	return fmt.Sprintf("受理 %s 的“%s”，给出编号，开始审查。", name, project)
}

func fmtAccepted(number string) string { return "已受理，编号 " + number }

func fmtCloseLine(deadline civil.Date) string {
	return fmt.Sprintf("补正期限 %s 已过，材料没有补齐，申请就此结束。", deadline)
}

func fmtUndoLine(s allocation.ApplicationState) string {
	return fmt.Sprintf("申请从“%s”回到上一个状态；这一步和撤销都留在历程里。", s.Title())
}

func fmtNoUndo(s allocation.ApplicationState) string {
	return fmt.Sprintf("“%s”不能直接撤销", s.Title())
}

func fmtApproveLine(number, name string) string {
	return fmt.Sprintf("%s %s 评审通过。", number, name)
}

func fmtRejectLine(number, name string) string {
	return fmt.Sprintf("%s %s 不予通过。", number, name)
}

func fmtBelow60(result string) string { return "未达到合格线，不能评审通过：" + result }

func fmtFull(n int64) string           { return fmt.Sprintf("全职 %d", n) }
func fmtFullPart(full, p int64) string { return fmt.Sprintf("全职 %d 兼职 %d", full, p) }
func fmtYuan(m allocation.Money) string {
	return m.String() + " 元"
}

func fmtBetween(low, high allocation.Area) string {
	return low.String() + " 至 " + high.String() + " ㎡"
}
func fmtAtLeast(a allocation.Area) string { return "不小于 " + a.String() + " ㎡" }
func fmtAtMost(a allocation.Area) string  { return "不大于 " + a.String() + " ㎡" }
func fmtUnits(n int64) string             { return fmt.Sprintf("最多 %d 套", n) }

func fmtKnown(name string) string { return "似已登记：" + name + "，F6 改用" }

func fmtDrafted(name string) string { return "已登记 " + name + " 的申请，请核对后受理" }

func fmtExpert(n int) string       { return fmt.Sprintf("评审人 %d", n) }
func fmtOutOf(top int64) string    { return fmt.Sprintf("满分 %d", top) }
func fmtSum(sum, top int64) string { return fmt.Sprintf("合计 %d / %d", sum, top) }
func fmtPassMark(average string, pass int64, n int) string {
	return fmt.Sprintf("平均 %s  合格线 %d  评审人 %d 名", average, pass, n)
}

func fmtDeadlineHint(deadline string, period civil.Period) string {
	return fmt.Sprintf("空着即 %s（%s）", deadline, period)
}

func fmtAsked(deadline civil.Date) string {
	return fmt.Sprintf("已要求补正，期限 %s", deadline)
}

func fmtBrief(b store.ApplicantBrief) string {
	return strings.TrimSpace(strings.Join([]string{b.Kind.Title(), b.Identity, b.Phone, b.LastNumber}, " "))
}
