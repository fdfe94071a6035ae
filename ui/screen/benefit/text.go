package benefit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of benefits.
const (
	textBenefits    = "优惠"
	textBenefit     = "优惠事项"
	textNumber      = "入驻编号"
	textTenant      = "承租人"
	textState       = "状态"
	textClause      = "依据"
	textApplied     = "申请"
	textDue         = "答复期限"
	textStart       = "起"
	textReading     = "正在读取"
	textNothingHere = "没有选中的一行"
	textNoneYet     = "还没有优惠事项。签订合同时一并申请费用减免，其他优惠在入驻页面申请。"
	textNoneStart   = "按 F2 选一户入驻。"
	textNoneHere    = "这户还没有优惠事项，各项费用按全价。"
	textNoneHereHow = "按 F2 申请第一项。"
	textNoneFound   = "没有符合筛选的优惠事项。按 Esc 去掉筛选。"
	textPickTenancy = "选入驻"
	textFees        = "费用计划"
	textStayOver    = "入驻已结束，不能再申请"

	textApply   = "申请优惠"
	textGrant   = "批准"
	textRefuse  = "未批准"
	textSuspend = "暂停"
	textResume  = "恢复"
	textEnd     = "终止"

	textFormHow      = "Ctrl+S 保存，Esc 离开并保留草稿"
	textBody         = "决定机关"
	textDocument     = "文件文号"
	textDocumentHint = "名称和文号"
	textDecided      = "决定日期"
	textDecision     = "决定"
	textStartDay     = "起始日期"
	textStartHint    = "不早于签订合同之日；此前的月份不减免，也不顺延"
	textHeads        = "人数"
	textPeople       = "人"
	textReason       = "理由"
	textRemark       = "说明"
	textAppliedDay   = "申请日期"
	textSuspendDay   = "暂停自"
	textSuspendHint  = "自这一天起不再享受"
	textResumeDay    = "恢复自"
	textResumeHint   = "自这一天起重新享受"
	textEndDay       = "终止自"
	textEndHint      = "自这一天起不再享受；还没有答复的即撤回申请"
	textPaused       = "暂停"
	textGovernment   = "政府"

	textGrantNow    = "确认批准"
	textRefuseNow   = "确认未批准"
	textSuspendNow  = "确认暂停"
	textResumeNow   = "确认恢复"
	textEndNow      = "确认终止"
	textAppliedNow  = "已登记申请"
	textGranted     = "已登记批准"
	textRefused     = "已登记未批准"
	textSuspended   = "已暂停"
	textResumed     = "已恢复"
	textEnded       = "已终止"
	textSameHands   = "（申请和审批是同一人，已记入日志）"
	textEffectBills = "已出账单不变，差额另出差额账单。"
)

// What F1 says.
var (
	helpList = []string{
		"这里是全部优惠事项（五(一) 至 (六)，2018（九）），Tab 按状态切换。",
		"营业执照当日登记、两日内发放，民办学校三天审批：逾期未答复的显示为逾期。",
		"Enter 打开这一户的优惠；申请、批准、暂停、恢复、终止都在那里办理。",
	}
	helpPage = []string{
		"这里是一户的优惠事项。费用减免只在批准期间有效，没有批准、暂停或终止的日子按全价。",
		"费用减免由分管领导审批；供电、市场监管等部门的决定由管理员按文件登记。",
		"批准、暂停、恢复、终止之前会显示六年应缴的变化；已出的账单不变，差额另出差额账单。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 项" }

func fmtSpared(m allocation.Money) string { return "共减免 " + m.String() + " 元" }

func fmtOnlyWhen(now allocation.BenefitState, label string, states []allocation.BenefitState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，%s时才能%s", now.Title(), strings.Join(words, "、"), label)
}

func fmtWhat(r store.BenefitRow, title string) string {
	return fmt.Sprintf("%s %s：%s %s", r.Number, r.Name, title, r.Benefit.Name)
}

func fmtEffect(was, now allocation.Money) string {
	switch {
	case now > was:
		return fmt.Sprintf("六年应缴由 %s 元变为 %s 元，多缴 %s 元（价格待公布的未计）。", was, now, now-was)
	case now < was:
		return fmt.Sprintf("六年应缴由 %s 元变为 %s 元，少缴 %s 元（价格待公布的未计）。", was, now, was-now)
	}
	return fmt.Sprintf("六年应缴 %s 元不变（价格待公布的未计）。", was)
}

func fmtPerHead(m allocation.Money) string { return fmt.Sprintf("每人 %s 元", m) }

func fmtDue(d civil.Date) string { return fmt.Sprintf("应在 %s 前答复", d) }

func fmtDueOf(b allocation.Benefit, today civil.Date) string {
	text := b.Due.String()
	if late := b.Late(today); late > 0 {
		text += fmt.Sprintf("  逾期 %d 天", late)
	}
	if days, ok := b.Served(); ok {
		text += fmt.Sprintf("  用时 %d 天", days)
	}
	if !b.DueSure {
		text += "  该年放假安排未公布，只计周末"
	}
	return text
}

func fmtPause(p allocation.BenefitPause) string {
	text := p.From.String() + "起  " + p.Reason + "  " + p.Document
	if !p.To.IsZero() {
		text += "；" + p.To.String() + "恢复  " + p.ResumeReason + "  " + p.ResumeDocument
	}
	return text
}

// fmtGroups says for whom a kind is meant.
func fmtGroups(k allocation.BenefitKind, named []allocation.Group) string {
	var words []string
	for _, g := range named {
		for _, code := range k.Groups {
			if g.Code == code {
				words = append(words, g.Name)
			}
		}
	}
	return "适用于" + strings.Join(words, "、") + "；承租人不在其中，须写明理由"
}
