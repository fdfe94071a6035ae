package exit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of exits.
const (
	textCorrect     = "更正"
	textExits       = "退出"
	textNumber      = "编号"
	textTenant      = "承租人"
	textUnit        = "房源"
	textGround      = "情形"
	textOpened      = "提出"
	textState       = "状态"
	textNext        = "下一步"
	textNoneYet     = "还没有退出。"
	textNoneStart   = "按 F2 到入驻列表，打开一户后按 F8 提出。"
	textReading     = "正在读取"
	textPickTenancy = "选一户"
	textNotYet      = "未办"
	textNothingLeft = "没有待办"

	textContract = "合同"
	textReason   = "理由"
	textEvidence = "材料"
	textWaiver   = "减免"
	textDecision = "审批"
	textRemark   = "备注"
	textPrint    = "打印"
	textTenancy  = "入驻"
	textFees     = "费用"
	textMarket   = "市场价"
	textPayable  = "应缴"
	textWaived   = "减免"
	textUnpriced = "有价格待公布的项目没有算进去，详见费用计划。"
)

// The form that opens an exit.
const (
	textOpen        = "提出退出"
	textOpenHow     = "选四(五)所列情形，写明理由和材料；Ctrl+S 提出，Esc 离开并保留草稿"
	textGroundOf    = "四(五)情形"
	textGroundHint  = "按 Enter 选择五种情形之一"
	textReasonHint  = "具体情况"
	textDocument    = "材料和编号"
	textBasis       = "依据"
	textBasisPaper  = "其他材料"
	textBody        = "出具机关"
	textBodyHint    = "作出追究、考核或认定的机关"
	textDocumentDay = "材料日期"
	textOpenNow     = "确认提出"
	textOpenThen    = "提出后由分管领导审批；批准以前承租人照常使用。"
	textOpenedNow   = "已提出退出，等分管领导审批"
	textStops       = "自批准之日起停止减免，按全价"
	textKeepsWaiver = "减免照常到收房之日"
)

// The steps.
const (
	textApprove     = "批准"
	textApproveNow  = "批准退出"
	textApproveThen = "批准后送达通知、验房收钥匙。"
	textApproved    = "已批准退出，下一步送达通知"
	textRefuse      = "不予批准"
	textRefuseNow   = "不予批准"
	textRefused     = "已记为未批准，承租人继续使用"
	textCancel      = "撤回"
	textCancelNow   = "撤回退出"
	textCancelled   = "已撤回"
	textSameHands   = "注意：提出和审批是同一人，本区规定仅作提醒，日志会记下。"

	textServe      = "送达通知"
	textServeHow   = "通知编号由系统给出；Ctrl+S 登记送达"
	textServedDay  = "送达日期"
	textHow        = "方式和经办"
	textServedHint = "如 当面送达本人、邮寄单号"

	textReturn     = "验房收钥匙"
	textReturnHow  = "对照交接记录逐套验收；Ctrl+S 确认收房，Esc 离开并保留草稿"
	textReturnDay  = "收房日期"
	textReturnThen = "房源转为收回整修，入驻和合同到此终止，费用算到前一天。"
	textReturnNow  = "确认收房"
	textReturned   = "已收房，房源在整修；下一步结清费用、报市备案"

	textSettle     = "结清费用"
	textSettleHow  = "登记费用已结清；Ctrl+S 保存"
	textSettleDay  = "结清日期"
	textSettleHint = "如 现金，收据编号；或无应缴"
	textSettled    = "已登记费用结清"
	textSettledWhy = "费用已经结清登记"

	textIssue        = "出账单"
	textTake         = "缴费"
	textSetPrice     = "登记价格"
	textRefund       = "退还预存"
	textAccount      = "账户"
	textNothingToPay = "没有要收的，也没有要退的"
	textKeyIssue     = "（F2 出账单）"
	textKeyPrice     = "（F2 登记价格）"
	textKeyTake      = "（F2 缴费）"
	textKeyRefund    = "（F2 退还预存）"
	textBilled       = "已出账单"
	textUnbilled     = "待出账单"
	textPaidSum      = "已收款"
	textOpenSum      = "未缴"
	textCredit       = "预存"

	textSettleOpen         = "按决定结清"
	textSettleOpenHow      = "确实收不回、价格不会再有的，按决定文件结清；Ctrl+S 保存，Esc 保留草稿"
	textSettleDecision     = "决定文件"
	textSettleDecisionHint = "名称和编号"
	textSettleReasonHint   = "为什么收不回、由谁决定"
	textSettleOpenNow      = "确认结清"
	textSettleOpenThen     = "没有缴的账单不销账：继续列入欠缴报表，以后缴了照常登记。"
	textNothingOpen        = "没有欠费和预存，直接登记结清即可"

	textFile       = "报市备案"
	textFileHow    = "四(五)要求报市有关部门备案，须有日期和文号；Ctrl+S 保存"
	textFileDay    = "备案日期"
	textFileNumber = "备案文号"
	textFileBody   = "备案部门"
	textFileHint   = "如 市人社局、市棚改办"
	textFiled      = "已登记备案"
	textFiledWhy   = "已经报市备案"

	textClose     = "办结"
	textCloseNow  = "确认办结"
	textCloseThen = "办结后这件退出不再改动。"
	textClosed    = "退出已办结"
)

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出退出。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、房源、情形:3），F6 排序。",
		"Enter 打开一件。提出退出先到入驻列表打开一户，再按 F8。",
	}
	helpOpen = []string{
		"四(五)所列五种情形：1 违法违规被追究责任；2 期满不再使用；3 考核不合格或弄虚作假；4 无法继续经营；5 区政府认定的其他原因。",
		"2 和 4 要有承租人的申请，1、3、5 要有机关出具的材料。没有材料不能提出。",
		"1 和 3 自批准之日起停止减免。期满前提前退租、逾期不开业、超期占用不办手续的按 5。",
	}
	helpDetail = []string{
		"这里是一件退出：情形和材料、每一步、验房对照、费用。F5 是下一步，F6 报市备案。",
		"收房以后房源即可整修、重新分配；费用结清和备案可以随后办，两样都办完才能办结（四(五)）。",
	}
)

func fmtCount(n int) string  { return kit.Count(n) + " 件" }
func fmtGround(n int) string { return fmt.Sprintf("四(五)%d", n) }

func fmtGroundName(g allocation.ExitGround) string { return fmt.Sprintf("%d %s", g.Number, g.Name) }

func fmtEvidence(e allocation.Evidence) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s %s", e.Day, e.Body, e.Document))
}

func fmtBasis(b store.ExitBasis) string {
	var parts []string
	if b.AssessmentNumber != "" {
		parts = append(parts, "考核 "+b.AssessmentNumber)
	}
	if b.FindingNumber != "" {
		parts = append(parts, "督办 "+b.FindingNumber)
	}
	return strings.Join(parts, "  ")
}

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtContract(c allocation.Contract, state allocation.ContractState) string {
	return fmt.Sprintf("%s  到 %s  %s", c.Number, c.LastDay(), state.Title())
}

func fmtStep(day civil.Date, words string) string {
	return strings.TrimRight(day.String()+"  "+strings.TrimSpace(words), " ")
}

func fmtDecision(x store.ExitRow) string {
	if x.State == allocation.ExitRefused {
		return x.DecidedName + " 不予批准：" + x.Decision
	}
	return x.DecidedName + " " + x.Decision
}

func fmtOpenLine(r store.TenancyRow, g allocation.ExitGround) string {
	return fmt.Sprintf("对 %s（%s，%s）按四(五)%d“%s”提出退出。", r.Name, r.Number, r.Units, g.Number, g.Name)
}

func fmtApproveLine(x store.ExitRow) string {
	return fmt.Sprintf("批准 %s 按四(五)%d 退出 %s。", x.Name, x.Ground, x.Units)
}

func fmtRefuseLine(x store.ExitRow) string {
	return fmt.Sprintf("不批准 %s 的退出，承租人继续使用 %s。", x.Name, x.Units)
}

func fmtCancelLine(x store.ExitRow) string {
	return fmt.Sprintf("撤回对 %s 提出的退出。", x.Name)
}

func fmtStopsFrom(day civil.Date) string {
	return fmt.Sprintf("自 %s 起停止减免，按全价。", day)
}

func fmtServed(number string) string { return "已登记送达，通知编号 " + number }

func fmtReturnLine(name, units string, day civil.Date) string {
	return fmt.Sprintf("%s 从 %s 收回 %s。", day, name, units)
}

func fmtWorse(unit string, d allocation.Difference) string {
	return fmt.Sprintf("%s 的%s与交接记录不符：交出 %s，交回 %s。", unit, d.Title, d.Out, d.Back)
}

func fmtDifference(d allocation.Difference) string {
	return fmt.Sprintf("交出 %s，交回 %s", d.Out, d.Back)
}

func fmtOut(c allocation.Condition) string {
	defects := c.Defects
	if defects == "" {
		defects = "无"
	}
	return fmt.Sprintf("交出时 钥匙 %d  水表 %s  电表 %s  缺陷 %s", c.Keys, c.Water, c.Power, defects)
}

func fmtSettled(x allocation.Exit) string {
	return fmt.Sprintf("费用于 %s 结清：%s。", x.Settled, x.SettledHow)
}

func fmtBilled(n int, sum allocation.Money) string {
	if n == 0 {
		return "没有"
	}
	return fmt.Sprintf("%s 张  %s 元", kit.Count(n), sum)
}

func fmtOpenOverdue(open, overdue allocation.Money) string {
	return fmt.Sprintf("%s 元  其中逾期 %s 元", open, overdue)
}

func fmtSettleOpen(name, decision string) string {
	return fmt.Sprintf("按 %s 登记 %s 的费用结清。", decision, name)
}

func fmtLeftOpen(m allocation.Money) string { return fmt.Sprintf("还欠 %s 元没有缴。", m) }
func fmtLeftCredit(m allocation.Money) string {
	return fmt.Sprintf("账上还有预存 %s 元没有退。", m)
}

func fmtLeftWaits(list []allocation.MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
	}
	return "没有出账：" + strings.Join(words, "、") + "，价格没有公布。"
}

func fmtSettledOpen(x allocation.Exit) string {
	if x.SettledOpen > 0 {
		return fmt.Sprintf("%s，结清时还欠 %s 元", x.SettledDecision, x.SettledOpen)
	}
	return x.SettledDecision
}

func fmtFiled(x allocation.Exit) string {
	return fmt.Sprintf("已于 %s 报%s备案：%s。", x.Filed, x.FiledBody, x.FiledNumber)
}

func fmtUntil(last civil.Date) string { return fmt.Sprintf("算到 %s", last) }

func fmtYuan(m allocation.Money) string { return m.String() + " 元" }

func fmtOnlyWhen(state allocation.ExitState, step string, states []allocation.ExitState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，只有%s时可以%s", state.Title(), strings.Join(words, "、"), step)
}
