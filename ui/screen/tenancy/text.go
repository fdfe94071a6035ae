package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of tenancies.
const (
	textMoney       = "账户"
	textTenancies   = "入驻"
	textNumber      = "编号"
	textTenant      = "承租人"
	textUnit        = "房源"
	textArea        = "面积 ㎡"
	textState       = "状态"
	textContract    = "合同"
	textUntil       = "到期"
	textOpening     = "开业"
	textNoLater     = "限 "
	textNoneYet     = "还没有入驻。"
	textNoneStart   = "按 F2 从待签约的分配结果签第一份合同。"
	textNothingHere = "没有选中的一行"
	textReading     = "正在读取"
	textToSign      = "待签约"
	textPrices      = "价格"
	textExits       = "退出"
	textTurn        = "换页"
	textNext        = "下一步"
	textNotYet      = "未办"

	textApplication = "申请"
	textRound       = "批次"
	textSignBy      = "签约期限"
	textAwardsWait  = "已分配、待签合同的，期限近的在前"
	textNoAwards    = "没有待签约的分配结果。"
	textNoAwardsHow = "批次确认或单户安置以后，分配结果在这里等待签约。"
)

// The contract form.
const (
	textSign      = "签订合同"
	textSignHow   = "按合同填写签订日期和承诺岗位；Ctrl+S 确认签订，Esc 离开并保留草稿"
	textSignedDay = "签订日期"
	textFullTime  = "承诺全职"
	textPartTime  = "承诺兼职"
	textPeople    = "人"
	textJobsHint  = "合同约定的带动就业人数"
	textNewClock  = "重新起算依据"
	textSignThen  = "房源转为使用中，申请记为已签约；合同和入驻编号随即生成。"
	textSignNow   = "确认签订"
	textSigned    = "合同已签订，下一步交接房屋"
)

// The page of a stay and its forms.
const (
	textTabOverview = "概要"
	textTabMoney    = "费用"
	textTabCare     = "优惠考核"
	textTabHandover = "交接"
	textTabHistory  = "历程"

	textFreePart    = "免收 36 个月"
	textHalfPart    = "减半 36 个月"
	textFullPart    = "全价"
	textStoppedPart = "停止减免 全价"

	textTerm     = "期限"
	textPromised = "承诺岗位"
	textClock    = "优惠起算"
	textWaiver   = "减免"
	textEnd      = "退出"
	textExit     = "退出"

	textFees    = "费用计划"
	textFeeHead = "费用（六年，按当年市场价格）"
	textFeeHint = "F4 逐年逐月  F2 账单缴费"
	textMarket  = "市场价"
	textPayable = "应缴"
	textWaived  = "减免"
	textSum     = "合计（已公布价格的）"
	textToCome  = "待公布"

	textNoSeason = "供热期未登记"

	textHandover    = "交接"
	textHandoverHow = "逐套填写钥匙、表数和缺陷；Ctrl+S 确认交接，Esc 离开并保留草稿"
	textHandDay     = "交接日期"
	textHandNow     = "确认交接"
	textNoHandover  = "还没有交接。按 F5 办理。"
	textKeysOut     = "交出"
	textKeysBack    = "交回"

	textOpenBusiness = "开业"
	textOpenDay      = "开业日期"

	textRenew     = "续签"
	textRenewHow  = "续签的期限从首次签订起算，与哪天签无关；Ctrl+S 确认续签"
	textRenewNow  = "确认续签"
	textRenewThen = "优惠起算日不变。"

	textPaper         = "公证备案"
	textPaperHow      = "登记公证、备案、执照、税务登记的文书；Ctrl+S 保存"
	textPaperKind     = "事项"
	textPaperKindHint = "备案按部门逐个登记"
	textPaperBody     = "办理机关"
	textPaperBodyHint = "如 市公证处、棚改办、市场监管局"
	textPaperNumber   = "文书编号"
	textPaperDay      = "日期"
	textPaperThere    = "已登记"
	textRemark        = "备注"

	textReadingTitle = "抄表"
	textReadingHow   = "登记水表读数；Ctrl+S 保存"
	textReadDay      = "抄表日期"
	textWaterRead    = "水表读数"
	textCubic        = "立方米"
	textLowerWhy     = "读数变小原因"
	textLowerHint    = "比上次小才填，如换表"
	textReadingSaved = "读数已登记"
	textNoReading    = "交接以后、收回以前才能抄表"

	textExitOpen = "退出"
	textExitPage = "退出"

	textContracts = "合同"
	textHoldings  = "占用"
	textMoves     = "经过"

	textBills       = "账单"
	textNoBills     = "还没有出过账单"
	textAssess      = "登记考核"
	textAssessments = "考核"
	textSupport     = "帮扶"
	textFinding     = "督办"
	textBenefits    = "优惠"
	textCorrect     = "更正"
	textCorrections = "更正"
	textPrint       = "打印"
	textNextOne     = "下一次"
	textKeyB        = "（按 b 办理）"
	textKeyV        = "（按 v 看全部）"
	textKeyS        = "（按 s 登记办理）"

	textNextHand = "交接房屋：F5 登记钥匙、表数和缺陷，不必等公证"
)

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出入驻。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、房源、到期:<2021-06-01、逾期:是、合同:超期占用），F6 排序。",
		"Enter 打开一户，F2 看待签约的分配结果并签合同，F4 市场价格，F8 退出。",
		"开业一列是开业日；还没开业的是期限：交接后三个月内（三.3），末日逢假日顺延。",
	}
	helpAwards = []string{
		"这里是已分配、还没签合同的。Enter 签合同；签约期限已过的显示为红色，先由分管领导延期或按逾期处理。",
	}
	helpSign = []string{
		"签订合同（四(四)）：期限三年，从签订日起，到满 36 个月的前一天止，两个日期都会打印。",
		"签订日期可以是今天以前，但不早于分配之日。优惠从首次签订起算：前 36 个月免收，后 36 个月减半（五(一)）。",
	}
	helpDetail = []string{
		"这里是一户入驻：六年时间线、公证备案交接开业、账款、考核和费用合计。Tab 换页，上下键滚动。",
		"F5 是下一步：交接、开业，以后是登记考核。F2 账单和缴费，F4 费用计划，F6 续签，F7 打印，F8 退出，F9 更正。",
		"字母键：p 公证备案证照，r 抄表，b 优惠，v 考核，s 帮扶，i 督办，a 申请。F11 换房、退部分房、更名，F12 撤销上一步。",
		"带 * 的合计里有价格待公布的项目，没有算进去。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 户" }

func fmtHead(r store.TenancyRow) string {
	return fmt.Sprintf("%s  %s  %s ㎡", r.Number, r.Units, r.Area)
}

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }
func fmtTerm(from, last civil.Date) string { return fmt.Sprintf("%s 至 %s", from, last) }
func fmtSignBy(day civil.Date) string      { return "签约期限 " + day.String() }
func fmtOldClock(day civil.Date) string {
	return fmt.Sprintf("此前已入驻，优惠接着从 %s 起算", day)
}
func fmtNewClock(decision string) string { return "重新起算：" + decision }
func fmtStopped(day civil.Date) string   { return fmt.Sprintf("%s 起停止，按全价", day) }
func fmtLeft(day civil.Date) string      { return fmt.Sprintf("%s 收回房屋", day) }
func fmtMonth(n int) string              { return fmt.Sprintf("(第 %d 个月)", n) }
func fmtRunning(last civil.Date, missing []string) string {
	if len(missing) > 0 {
		return fmt.Sprintf("合同到 %s；还没有登记%s（按 p）", last, strings.Join(missing, "、"))
	}
	return fmt.Sprintf("合同到 %s，履行中没有待办", last)
}
func fmtRenewed(number string) string        { return "已续签，合同编号 " + number }
func fmtPhaseThen(p allocation.Phase) string { return "续签期内费用：" + p.Title() + "。" }
func fmtNextExit(x store.ExitRow) string     { return "退出办理中：" + x.Next() + "（F8）" }
func fmtMissing(what string) string          { return "价格待公布：" + what }
func fmtStateOnly(s allocation.TenancyState) string {
	return "现在是" + s.Title() + "，不能办理"
}

func fmtSignWith(name, units string, area allocation.Area) string {
	return fmt.Sprintf("与 %s 签订 %s（%s ㎡）的使用合同。", name, units, area)
}

func fmtSignTerm(from, last civil.Date) string {
	return fmt.Sprintf("合同期限 %s 至 %s。", from, last)
}

func fmtSignClock(clock, free, waived civil.Date) string {
	return fmt.Sprintf("费用从 %s 起算：%s 前免收，%s 前减半，此后全价。", clock, free, waived)
}

func fmtOpenBy(t allocation.Tenancy) string {
	if t.OpenBy.IsZero() {
		return ""
	}
	text := fmt.Sprintf("开业期限 %s（三个月，三.3）", t.OpenBy)
	if !t.OpenSure {
		text += "，该年节假日未公布，只按周末推算"
	}
	return text
}

func fmtHandLine(name, units string, day civil.Date) string {
	return fmt.Sprintf("%s 把 %s 交给 %s。", day, units, name)
}

func fmtCondition(c allocation.Condition) string {
	return fmt.Sprintf("%s：钥匙 %d 把，水表 %s，电表 %s，缺陷 %s。", c.Unit, c.Keys, c.Water, c.Power, none(c.Defects))
}

func fmtConditionOn(h store.HandoverRow) string {
	text := fmt.Sprintf("%s  钥匙 %d  水表 %s  电表 %s  缺陷 %s", h.Day, h.Keys, h.Water, h.Power, none(h.Defects))
	if h.Remark != "" {
		text += "  " + h.Remark
	}
	return text
}

func none(s string) string {
	if s == "" {
		return "无"
	}
	return s
}

func fmtHanded(openBy civil.Date) string { return fmt.Sprintf("已交接，最迟 %s 开业", openBy) }

func fmtHandedOn(day civil.Date, keys int) string { return fmt.Sprintf("%s  钥匙 %d", day, keys) }

func fmtOpenedOn(t allocation.Tenancy) string {
	text := fmt.Sprintf("%s（限 %s）", t.Opened, t.OpenBy)
	if late := t.Late(t.Opened); late > 0 {
		text += fmt.Sprintf(" 逾期 %d 天", late)
	}
	return text
}

func fmtOpenLimit(t allocation.Tenancy, today civil.Date) string {
	left := t.OpenBy.Sub(today)
	if left < 0 {
		return fmt.Sprintf("限 %s，已逾期 %d 天", t.OpenBy, -left)
	}
	return fmt.Sprintf("限 %s，还剩 %d 天", t.OpenBy, left)
}

func fmtLate(days int) string {
	if days == 0 {
		return "在期限内"
	}
	return fmt.Sprintf("逾期 %d 天", days)
}

func fmtOpened(late int) string {
	if late == 0 {
		return "已登记开业"
	}
	return fmt.Sprintf("已登记开业，逾期 %d 天", late)
}

func fmtNextOpen(t allocation.Tenancy, today civil.Date) string {
	text := "等开业，" + fmtOpenLimit(t, today)
	if t.Late(today) > 0 {
		return text + "：督促，或按四(五)5 退出（F8）"
	}
	return text + "：开业后 F5 登记"
}

func fmtHoldover(last civil.Date, days int) string {
	return fmt.Sprintf("合同已于 %s 到期，超期占用 %d 天：F6 续签，或 F8 退出", last, days)
}

func fmtExpiring(last civil.Date, left int) string {
	return fmt.Sprintf("合同到 %s，还剩 %d 天：F6 续签，或 F8 退出", last, left)
}

func fmtRenewLine(name, number string, last civil.Date) string {
	return fmt.Sprintf("与 %s 续签；原合同 %s 到 %s。", name, number, last)
}

func fmtContract(c allocation.Contract, state allocation.ContractState) string {
	return fmt.Sprintf("%s  %s", c.Number, state.Title())
}

func fmtContractTerm(c allocation.Contract) string {
	text := fmt.Sprintf("第 %d 期  %s 至 %s  %s 签订  %s", c.Term, c.From, c.LastDay(), c.Signed, c.State.Title())
	if !c.Ended.IsZero() && c.State == allocation.ContractEnded {
		text += " " + c.Ended.String()
	}
	return text
}

func fmtHolding(h store.HoldingRow) string {
	to := "至今"
	if !h.To.IsZero() {
		to = "至 " + h.To.AddDays(-1).String()
	}
	return fmt.Sprintf("%s ㎡  %s %s", h.Area, h.From, to)
}

func fmtMove(m store.TenancyMoveRow) string {
	text := m.To.Title()
	if m.From != "" {
		text = m.From.Title() + " 到 " + text
	}
	return strings.TrimRight(text+"  "+m.By+"  "+m.Reason, " ")
}

func fmtPaper(m allocation.Milestone) string {
	return fmt.Sprintf("%s  %s %s", m.Day, m.Body, m.Number)
}

func fmtPaperSaved(m allocation.Milestone) string { return "已登记" + m.Kind.Title() }

func fmtJobs(f allocation.JobFigure) string {
	if f.Part == 0 {
		return fmt.Sprintf("全职 %d", f.Full)
	}
	return fmt.Sprintf("全职 %d 兼职 %d", f.Full, f.Part)
}

func fmtExit(x store.ExitRow) string {
	return fmt.Sprintf("四(五)%d  %s  %s", x.Ground, x.State.Title(), x.Opened)
}

func fmtPhase(p allocation.FeeSum) string {
	text := fmt.Sprintf("%s %s 至 %s", p.Phase.Title(), p.From, p.To.AddDays(-1))
	if p.Unpriced && !p.Pending() {
		text += " *"
	}
	return text
}

func fmtYears(years []int) string {
	if first, last := years[0], years[len(years)-1]; last-first+1 == len(years) && len(years) > 1 {
		return fmt.Sprintf("%d 至 %d 年", first, last)
	}
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprint(y)
	}
	return strings.Join(words, "、") + " 年"
}

func fmtDifference(d allocation.Difference) string {
	return fmt.Sprintf("交出 %s，交回 %s", d.Out, d.Back)
}

func fmtReading(r store.ReadingRow) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s", r.Day, r.Water, r.Reason), " ")
}

func fmtReversed(r store.ReadingRow) string {
	return fmt.Sprintf("%s  %s  已于 %s 红冲：%s", r.Day, r.Water, r.Reversed, r.ReversedReason)
}

func fmtStruck(m store.MilestoneRow) string {
	return fmt.Sprintf("%s  已于 %s 作废：%s", fmtPaper(m.Milestone), m.Struck, m.StruckReason)
}

func fmtLastReading(r store.ReadingRow) string {
	return fmt.Sprintf("上次 %s 为 %s", r.Day, r.Water)
}

// Changes within a stay (holding.go).
const (
	textChange          = "变更"
	textOneUnit         = "只占用一套，全部交回请办理退出"
	textChangeDay       = "变更日期"
	textChangePaper     = "依据文件"
	textChangePaperHint = "批准文件或登记文书的名称和编号"
	textChangeReason    = "理由"
	textGoesBack        = "交回房源"
	textGoesBackHint    = "按 Enter 选择要交回的"
	textComes           = "换入房源"
	textComesHint       = "按 Enter 选，接近核定面积的在前"
	textNoVacant        = "本区没有闲置房源，现在不能换房"
	textPremisesHow     = "由分管领导批准；Ctrl+S 继续，Esc 离开并保留草稿"
	textTenantHow       = "Ctrl+S 保存，Esc 离开并保留草稿"
	textKeysPart        = "：钥匙和表数"
	textChangeSum       = "变更后"
	textChangeNow       = "确认变更"
	textNewName         = "新名称"
	textCompany         = "接手企业"
	textCompanyHint     = "按 Enter 选本区已登记的企业"
	textNoCompany       = "本区没有企业，先在主体里登记"
	textClockGoesOn     = "免收、减半的起算日和合同期限不变。"
	textChanges         = "变更"

	filterVacant = "状态:闲置 区:"
)

// What F1 says about changes.
var (
	helpPremises = []string{
		"换房：交回原房源，换入本区闲置房源；部分退房：几套里交回一部分。自变更之日起按新的面积计费，合同和起算日不变。",
		"Enter 打开清单：输入编号、小区的汉字或拼音首字母筛选，空格勾选，Enter 完成。面积超出核定范围的要写理由。",
		"交回的转为收回整修，验收后再分配。变更由分管领导办理，凭批准文件。",
	}
	helpTenant = []string{
		"更名：同一承租人用新的名称；变更为企业：个人或团队办了企业，由企业承接。合同和起算日不变，不重新免收。",
		"企业要先登记为主体，法定代表人应是原承租人；不是的要写理由。",
	}
)

func fmtVacant(u store.UnitRow) string {
	return fmt.Sprintf("%s ㎡  %s %s %d 层", u.Area, u.Community, u.Building, u.Floor)
}

func fmtCompany(b store.ApplicantBrief) string {
	return fmt.Sprintf("法定代表人 %s  %s", b.Head, b.Identity)
}

// fmtStayChange is a change in one line.
func fmtStayChange(c store.StayChangeRow) string {
	text := c.Day.String() + "  " + c.Kind.Title() + "  "
	switch {
	case c.OldName != c.NewName:
		text += c.OldName + " 改为 " + c.NewName
	case c.Out == "":
		text += "交回 " + c.Back
	default:
		text += "交回 " + c.Back + "，换入 " + c.Out
	}
	return strings.TrimRight(text+"  "+c.Document+"  "+c.Reason, " ")
}

var changeNotes = map[allocation.StayChangeKind]string{
	allocation.ChangeMove: "交回原房源，换入闲置房源", allocation.ChangePart: "交回一部分，其余继续",
	allocation.ChangeRename: "同一承租人，新的名称", allocation.ChangeCompany: "个人或团队变更为企业",
}

// changeReasons say when a reason is needed.
var changeReasons = map[allocation.StayChangeKind]string{
	allocation.ChangeMove: "面积超出核定范围时必填", allocation.ChangePart: "面积超出核定范围时必填",
	allocation.ChangeRename: "可以不填", allocation.ChangeCompany: "法定代表人不是原承租人时必填",
}

func fmtChangeSum(p allocation.Premises) string {
	return fmt.Sprintf("共 %s ㎡；按岗位核定 %s 至 %s ㎡", p.Area(), p.Band.Lo, p.Band.Hi)
}

func fmtChangeLines(t store.TenancyRow, c store.PremisesChange, p allocation.Premises) []string {
	var back, out []string
	for _, h := range p.Held {
		if slices.Contains(c.Back, h.UnitID) {
			back = append(back, h.Unit)
		}
	}
	for _, u := range p.Out {
		out = append(out, u.Number)
	}
	lines := []string{fmt.Sprintf("%s 自 %s 起交回 %s，转为收回整修，当日起不再计费。", t.Name, c.Day, strings.Join(back, " "))}
	if len(out) > 0 {
		lines = append(lines, fmt.Sprintf("自 %s 起占用 %s，当日起计费。", c.Day, strings.Join(out, " ")))
	}
	return append(lines, fmtChangeSum(p), textClockGoesOn)
}

func fmtChanged(k allocation.StayChangeKind, number string) string {
	return fmt.Sprintf("已办理%s，补充协议 %s", k.Title(), number)
}

func fmtOldName(name string) string { return "现名 " + name }

func fmtTenantLine(old, now string, day civil.Date) string {
	return fmt.Sprintf("自 %s 起承租人由 %s 变更为 %s。", day, old, now)
}

func fmtDoubt(f allocation.Flag) string { return "留意：" + f.Kind.Title() + " " + f.Label }

// The fee waivers that are applied for with the signature.
const (
	textWaivers      = "同时申请费用减免"
	textWaiversHint  = "未选的按全价，可以补申请"
	textWaiversWater = "用水为主的不减免水费"
)

// fmtSignWaivers says which fees are spared from the signing on.
func fmtSignWaivers(kinds []allocation.BenefitKind, chosen []string) string {
	var words []string
	for _, fee := range allocation.Fees {
		for _, k := range kinds {
			if slices.Contains(chosen, k.Code) && slices.Contains(k.Waives, string(fee)) {
				words = append(words, fee.Title())
			}
		}
	}
	if len(words) == 0 {
		return "不申请费用减免，各项费用按全价。"
	}
	return "同时批准减免：" + strings.Join(words, "、") + "。"
}

// fmtStanding is what is owed in one line.
func fmtStanding(a store.TenancyAccount) string {
	if len(a.Bills) == 0 && len(a.Receipts) == 0 {
		return textNoBills
	}
	text := fmt.Sprintf("未缴 %s 元", a.Open)
	if a.Overdue > 0 {
		text += fmt.Sprintf("，其中逾期 %s 元", a.Overdue)
	}
	if a.Credit > 0 {
		text += fmt.Sprintf("，预存 %s 元", a.Credit)
	}
	return text
}

func fmtOpenBill(b allocation.BillStanding) string {
	text := fmt.Sprintf("未缴 %s 元（应缴 %s）  限 %s", b.Open, b.Total.Payable, b.Due)
	if b.Late > 0 {
		text += fmt.Sprintf(" 逾期 %d 天", b.Late)
	}
	return text
}

func fmtReceipt(p store.PaymentRow) string {
	text := fmt.Sprintf("%s  %s  %s 元  %s", p.Day, p.Kind.Title(), p.Amount, p.Method.Title())
	if p.ReversedNo != "" {
		text += "  已红冲 " + p.ReversedNo
	}
	return text
}

func fmtSixYears(t allocation.FeeTotal) string {
	return fmt.Sprintf("六年市场价 %s 元，应缴 %s，减免 %s（Tab 看分段）", t.Market, t.Payable, t.Waived)
}

// fmtAssessed is the last assessment and when the next one is due.
func fmtAssessed(d store.AssessmentSheet, state allocation.TenancyState, late bool) string {
	text := "还没有考核"
	for _, a := range d.History {
		if a.ID == d.Last {
			text = fmt.Sprintf("%s %s", a.Day, a.State.Title())
		}
	}
	if !state.Live() || state == allocation.TenancyLeaving || d.Due.IsZero() {
		return text
	}
	text += fmt.Sprintf("  下一次 %s", d.Due)
	if late {
		text += " 已逾期（F5）"
	}
	return text
}

func fmtAssessment(a store.AssessmentRow) string {
	text := fmt.Sprintf("%s  %s  岗位 %s", a.Day, a.State.Title(), fmtJobs(a.Jobs))
	if !a.RectifyBy.IsZero() && a.State == allocation.AssessmentRectifying {
		text += fmt.Sprintf("  限 %s 整改：%s", a.RectifyBy, a.Rectify)
	}
	return text
}

func fmtSupport(r store.SupportRow) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s  %s", r.Raised, r.State.Title(), r.Need, r.Result), " ")
}

func fmtFinding(f store.FindingRow) string {
	return fmt.Sprintf("%s  %s  限 %s  %s", f.Body, f.State.Title(), f.AnswerBy, f.Text)
}

func fmtCorrection(c store.CorrectionItem) string {
	return fmt.Sprintf("%s  %s  %s：%s 改为 %s", c.Proposed, c.State.Title(), c.Label(), c.Old, c.New)
}

func fmtBenefit(b store.BenefitRow) string {
	text := b.Benefit.Name + "  " + b.State.Title()
	if !b.Start.IsZero() {
		text += fmt.Sprintf("  %s 起", b.Start)
	}
	if !b.Ended.IsZero() {
		text += fmt.Sprintf("  至 %s", b.Ended.AddDays(-1))
	}
	return text
}

func fmtOpenSupport(n int) string { return fmt.Sprintf("%d 件进行中（按 s）", n) }

func fmtUnwaived(names []string) string {
	return strings.Join(names, "，") + "：按全价计（按 b）"
}

func fmtAssessDue(due civil.Date, late bool) string {
	if late {
		return fmt.Sprintf("考核 %s 已到期：F5 登记考核", due)
	}
	return fmt.Sprintf("%s 应考核：F5 登记考核", due)
}
