package assessment

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of assessments.
const (
	textAssessments = "考核"
	textDueTitle    = "考核到期"
	textNumber      = "编号"
	textTenant      = "承租人"
	textUnit        = "房源"
	textSigned      = "首次签订"
	textDay         = "考核日期"
	textJobsCol     = "岗位 人"
	textState       = "状态"
	textWhatNext    = "下一步"
	textDueOf       = "应考核"
	textDueDay      = "应考核日"
	textDueDays     = "还有"
	textDueState    = "期限"
	textLast        = "上一次"
	textNextDue     = "下一次"
	textExtra       = "临时考核"
	textReading     = "正在读取"
	textNoRow       = "没有选中的一行"
	textShow        = "打开"
	textHistory     = "本户考核"
	textDueList     = "考核到期"
	textTenancy     = "入驻"
	textPrint       = "打印"
	textVoidNoPrint = "考核已作废，没有考核表可以打印"
	textSupport     = "帮扶"
	textSteps       = "经过"
	textNotStated   = "没有填"

	textNoneYet       = "还没有考核。"
	textNoneStart     = "按 F2 看哪些户到期，选一户登记。"
	textNoneDue       = "没有在用的入驻，没有要考核的。"
	textNoneDueHow    = "签订合同以后，按参数里的考核周期列在这里。"
	textNeverAssessed = "这户还没有考核过。"
	textNeverHow      = "按 F2 登记考核。"

	textWaitsConfirm = "分管领导确认"
	textGround3      = "按四(五)3 退出"
	textExitOpened   = "已提出退出"
)

// Facts and conclusion.
const (
	textBodies     = "参加部门"
	textClaimed    = "申报岗位"
	textAccepted   = "认定岗位"
	textContracted = "合同岗位"
	textVerified   = "核实岗位"
	textConclusion = "结论"
	textReason     = "理由"
	textRectify    = "整改内容"
	textRectifyBy  = "整改期限"
	textInspected  = "复查"
	textVoided     = "作废原因"
	textPapers     = "照片材料"
	textRecordedBy = "登记人"
)

// The form that records an assessment.
const (
	textRecord        = "登记考核"
	textRecordHow     = "按考核表逐项填写；Ctrl+S 登记，Esc 离开并保留草稿"
	textRecordNow     = "确认登记"
	textWhen          = "考核"
	textBodiesHint    = "空格勾选，至少一个"
	textOthers        = "其他部门"
	textOthersHint    = "用顿号分开"
	textJobsOf        = "岗位核实"
	textFull          = "全职"
	textPart          = "兼职"
	textPeople        = "人"
	textSource        = "依据"
	textSourceHint    = "如 社保缴费记录"
	textJobsDay       = "核实日期"
	textJobsDayHint   = "不晚于考核日期"
	textTaxOf         = "已缴税额（按年，没有查到的空着）"
	textYuan          = "元"
	textTaxSource     = "税额依据"
	textTaxSourceHint = "如 完税证明"
	textOnSite        = "现场检查"
	textRemark        = "情况"
	textRemarkHint    = "判为否的须写明"
	textPapersHint    = "照片、材料的名称"
	textReasonHint    = "不合格或与建议不同的须写明"
	textProposal      = "建议"
	textProposalLater = "答完现场检查后给出建议"
	textRectifyHint   = "要改什么"
	textRectifyByHint = "按参数推算，可改"
	textFailStrict    = "不合格须由分管领导（另一人）确认，确认后可按四(五)3 退出。"
	textFailThen      = "结论不合格，可按四(五)3 退出。"
)

// The steps.
const (
	textReinspect    = "登记复查"
	textReinspectHow = "整改期限前后都可以复查；Ctrl+S 保存，Esc 离开并保留草稿"
	textInspectDay   = "复查日期"
	textPassed       = "已整改到位"
	textPassedHint   = "否：转为不合格"
	textFound        = "复查情况"
	textReinspected  = "已登记复查"
	textExtend       = "延长期限"
	textExtendHow    = "写明新的期限和理由；Ctrl+S 保存"
	textUntil        = "延长到"
	textConfirm      = "确认不合格"
	textConfirmThen  = "确认以后可按四(五)3 提出退出。"
	textConfirmed    = "已确认不合格，可按四(五)3 退出"
	textRefuse       = "不予确认"
	textRefuseThen   = "不予确认的考核作废，须重新考核。"
	textRefused      = "没有确认，考核已作废，请重新考核"
	textSameHands    = "注意：登记和确认是同一人，本区规定仅作提醒，日志会记下。"
	textExit3        = "按四(五)3 退出"
	textShowExit     = "看退出"
	textVoid         = "作废"
	textVoidThen     = "核实岗位和到期日退回上一次考核。"
	textVoidDone     = "已作废"
)

// conclusionNote says what a conclusion leads to.
var conclusionNote = map[allocation.Conclusion]string{
	allocation.ConclusionPass: "办结", allocation.ConclusionRectify: "限期整改后复查", allocation.ConclusionFail: "可按四(五)3 退出",
}

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出考核（四(五)：定期对业户的经营状况进行监督考评）。Tab 换状态，F3 筛选，F6 排序，F7 导出。",
		"F2 看哪些户考核到期，F4 看一户历次考核，Enter 打开一次考核。",
		"整改的到期要复查；不合格的经确认后可按四(五)3 退出。",
	}
	helpDue = []string{
		"这里列出每户下一次考核：从首次签订之日起，每隔参数里的考核周期一次。Tab 看逾期、临近、未到。",
		"F2 登记考核，Enter 看这户历次考核。退出已批准的不再考核。",
		"一次考核补上以前漏掉的各期；不到提醒期的算临时考核，不影响到期日。",
	}
	helpHistory = []string{
		"这里是一户历次考核：下一次到期日、四个岗位数、各年已缴税。F2 登记考核，Enter 打开一次，F6 看帮扶。",
	}
	helpRecord = []string{
		"参加部门至少一个。岗位数旁边是申报、认定、合同的数，核实数写入申请，报表用它。",
		"经营范围改变、转租转借的应为不合格（四(五)3）；房屋损坏、逾期开业、岗位少于合同的应整改。",
		"程序按所填情况提出结论，由人决定；与建议不同的须写理由。",
		"整改期限按参数推算，遇休息日顺延，可以改。",
	}
	helpDetail = []string{
		"这里是一次考核：结论、查到的情况、经过。F5 是下一步：复查、确认不合格，或按四(五)3 退出。",
		"F6 延长整改期限（分管领导），F8 作废录错的考核：没有退出依据它、后面没有再考核过才可以。F7 打印考核表。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 次" }
func fmtStays(n int) string { return kit.Count(n) + " 户" }

// fmtDays says how far away a day is.
func fmtDays(n int) string {
	switch {
	case n < 0:
		return fmt.Sprintf("逾 %d 天", -n)
	case n == 0:
		return "今天"
	}
	return fmt.Sprintf("%d 天", n)
}

func fmtLate(days int) string { return fmt.Sprintf("整改逾期 %d 天", days) }

func fmtUntil(day civil.Date) string { return day.String() + " 前整改" }

// fmtNext is what an assessment waits for, as a sentence.
func fmtNext(r store.AssessmentRow, today civil.Date) string {
	switch r.State {
	case allocation.AssessmentRectifying:
		if late := r.Late(today); late > 0 {
			return fmt.Sprintf("整改期限已过 %d 天，去复查并登记结果；确有困难由分管领导延长期限", late)
		}
		return fmt.Sprintf("%s 前整改到位，复查后登记结果", r.RectifyBy)
	case allocation.AssessmentPending:
		return "等分管领导确认或不予确认（登记人不能自己确认）"
	case allocation.AssessmentFailed:
		if r.Exit != 0 {
			return "已据此提出退出（" + r.ExitState.Title() + "）"
		}
		return "据此提出退出，四(五)3；停止并收回商服的免费使用权"
	case allocation.AssessmentExited:
		return "没有了，已据此批准退出"
	case allocation.AssessmentVoid:
		return "没有了，这次考核不算数"
	}
	return "没有了，到期再考核"
}

func fmtYear(y int) string { return fmt.Sprintf("%d 年缴税", y) }

func fmtLast(r store.DueRow) string {
	if r.Last == "" {
		return "没有考核过"
	}
	return r.LastDay.String() + " " + r.LastState.Title()
}

func fmtSigned(r store.TenancyRow) string {
	return fmt.Sprintf("%s  %s", r.Tenancy.Signed, r.State.Title())
}

func fmtNextDue(d store.AssessmentSheet, today civil.Date) string {
	if d.Stay.State == allocation.TenancyLeaving || d.Stay.State == allocation.TenancyEnded {
		return d.Stay.State.Title() + "，不再考核"
	}
	switch n := d.Due.Sub(today); {
	case n < 0:
		return fmt.Sprintf("%s  逾期 %d 天", d.Due, -n)
	case n == 0:
		return d.Due.String() + "  今天"
	default:
		return fmt.Sprintf("%s  还有 %d 天（每 %d 个月一次）", d.Due, n, d.Interval)
	}
}

func fmtHistory(h store.AssessmentRow) string {
	return fmt.Sprintf("%s  %s  %s", h.Day, h.State.Title(), h.Number)
}

func fmtFigure(f allocation.JobFigure) string {
	return fmt.Sprintf("%d 人（全职 %d，兼职 %d）  %s %s", f.People(), f.Full, f.Part, f.Day, f.Source)
}

func fmtCompare(f allocation.JobFigure) string {
	if !f.Stated() {
		return textNotStated
	}
	return fmt.Sprintf("%d 人（全职 %d，兼职 %d）", f.People(), f.Full, f.Part)
}

func fmtSideBySide(claimed, accepted, contracted int64) string {
	return fmt.Sprintf("申报 %d  认定 %d  合同 %d", claimed, accepted, contracted)
}

func fmtTax(x allocation.TaxPaid, expected allocation.Taxes) string {
	out := x.Amount.String() + " 元  " + x.Source
	if expected.Accepted.Stated() {
		return out + "  （认定每年 " + expected.Accepted.Amount.String() + "）"
	}
	return out
}

// fmtExpectedTax is what was accepted, or claimed while nothing is accepted.
func fmtExpectedTax(t allocation.Taxes) string {
	switch {
	case t.Accepted.Stated():
		return "认定每年 " + t.Accepted.Amount.String()
	case t.Claimed.Stated():
		return "申报每年 " + t.Claimed.Amount.String()
	}
	return ""
}

func fmtPoint(p allocation.PointCheck) string {
	if p.Good {
		return strings.TrimSpace("是  " + p.Remark)
	}
	return "否  " + p.Remark
}

func fmtConclusion(a allocation.Assessment) string {
	if a.Conclusion == a.Proposed {
		return a.Conclusion.Title()
	}
	return fmt.Sprintf("%s（按情况应为%s）", a.Conclusion.Title(), a.Proposed.Title())
}

func fmtDeadline(a allocation.Assessment, today civil.Date) string {
	if late := a.Late(today); late > 0 {
		return fmt.Sprintf("%s  逾期 %d 天", a.RectifyBy, late)
	}
	return a.RectifyBy.String()
}

func fmtAnswers(due civil.Date) string { return fmt.Sprintf("应于 %s 的考核", due) }

func fmtExtra(due civil.Date) string { return fmt.Sprintf("临时考核，下一次仍是 %s", due) }

func fmtProposal(c allocation.Conclusion) string { return "建议 " + c.Title() }

// fmtProposed is the proposal with its reasons.
func fmtProposed(c allocation.Conclusion, why []string) string {
	if len(why) == 0 {
		return c.Title()
	}
	return c.Title() + "：" + strings.Join(why, "；")
}

func fmtRecordLine(r store.TenancyRow, a allocation.Assessment) string {
	return fmt.Sprintf("%s 对 %s（%s）的考核，结论%s。", a.Day, r.Name, r.Number, a.Conclusion.Title())
}

func fmtJobsLine(verified, contracted allocation.JobFigure) string {
	return fmt.Sprintf("核实岗位 %d 人（%s），合同约定 %d 人。", verified.People(), verified.Source, contracted.People())
}

func fmtDiffers(proposed allocation.Conclusion, a allocation.Assessment) string {
	return fmt.Sprintf("按情况应为%s，改为%s的理由：%s", proposed.Title(), a.Conclusion.Title(), a.Reason)
}

func fmtRectifyLine(a allocation.Assessment, by civil.Date) string {
	if !a.RectifyBy.IsZero() {
		by = a.RectifyBy
	}
	return fmt.Sprintf("限 %s 前整改：%s", by, a.Rectify)
}

func fmtRecorded(number string) string { return "已登记考核 " + number }

func fmtExtended(until civil.Date) string { return fmt.Sprintf("整改期限延长到 %s", until) }

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtReinspectLine(r store.AssessmentRow, day civil.Date, passed bool) string {
	if passed {
		return fmt.Sprintf("%s 复查 %s：已整改到位，考核办结。", day, r.Name)
	}
	return fmt.Sprintf("%s 复查 %s：没有整改到位，转为不合格。", day, r.Name)
}

func fmtConfirmLine(r store.AssessmentRow) string {
	return fmt.Sprintf("确认 %s（%s）考核不合格：%s%s", r.Name, r.Number, r.Reason, r.Inspect)
}

func fmtRefuseLine(r store.AssessmentRow) string {
	return fmt.Sprintf("不确认 %s（%s）考核不合格。", r.Name, r.Number)
}

func fmtVoidLine(r store.AssessmentRow) string {
	return fmt.Sprintf("作废 %s 的考核 %s（%s，%s）。", r.Name, r.Number, r.Day, r.State.Title())
}

func fmtMove(m store.AssessmentMoveRow) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s  %s", m.To.Title(), m.By, m.Reason))
}

func fmtOnlyWhen(state allocation.AssessmentState, step string, states []allocation.AssessmentState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，只有%s时可以%s", state.Title(), strings.Join(words, "、"), step)
}
