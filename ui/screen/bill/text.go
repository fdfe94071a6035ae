package bill

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of bills.
const (
	textBills       = "账单"
	textNumber      = "编号"
	textTenancyNo   = "入驻编号"
	textTenant      = "承租人"
	textUnit        = "房源"
	textKind        = "类别"
	textFrom        = "起"
	textLast        = "止"
	textPeriod      = "所属期"
	textIssued      = "出账"
	textDue         = "截止"
	textDueGuessed  = "（节假日安排未公布，只按周末顺延）"
	textState       = "状态"
	textMarket      = "市场价"
	textPayable     = "应缴"
	textWaived      = "减免"
	textPaid        = "已缴"
	textOpen        = "未缴"
	textMarketYuan  = "市场价 元"
	textPayableYuan = "应缴 元"
	textWaivedYuan  = "减免 元"
	textPaidYuan    = "已缴 元"
	textOpenYuan    = "未缴 元"
	textAmountYuan  = "金额 元"
	textSum         = "合计"
	textNone        = "无"
	textReading     = "正在读取"
	textNothingHere = "没有选中的一行"
	textNoneYet     = "还没有账单。"
	textNoneStart   = "按 F5 预览应出的账单；免收期内不出账单。"
	textNoneFound   = "没有符合筛选的内容。按 Esc 去掉筛选。"

	textOpenRow  = "打开"
	textTake     = "缴费"
	textIssue    = "出账单"
	textAccount  = "账户"
	textReceipts = "收据"
	textTenancy  = "入驻"
	textSchedule = "费用计划"
	textPrices   = "价格"
	textTurn     = "换页"
	textRefund   = "退还预存"
	textReverse  = "红冲"
	textPrint    = "打印"
)

// The page of a bill.
const (
	textFee          = "费用"
	textPhase        = "阶段"
	textBack         = "标记"
	textBackMark     = "冲回"
	textQuantity     = "数量"
	textDays         = "天数"
	textDaysOf       = "起止"
	textPrice        = "单价"
	textNoLinesFound = "没有符合筛选的行。按 Esc 去掉筛选。"
	textTakesBack    = "这张账单是贷项，冲回的金额抵缴其他账单。"
	textNothingPaid  = "还没有收款。"
)

// The account of a tenancy.
const (
	textReceiptNo        = "收据号"
	textDay              = "日期"
	textMethod           = "方式"
	textPayer            = "缴款人"
	textRemark           = "备注"
	textBy               = "经办"
	textCounter          = "对应收据"
	textLateDays         = "逾期 天"
	textAges             = "账龄"
	textOpenShort        = "欠缴"
	textNoBills          = "这一户还没有账单。"
	textNoBillsStart     = "按 F5 看应出的账单；免收期内不出账单。"
	textNoReceipts       = "这一户还没有收款。"
	textNoReceiptsStart  = "按 F2 登记缴费。"
	textNoCredit         = "账上没有预存余额"
	textNothingToReverse = "没有可以红冲的收款"
	textReverseWhich     = "红冲哪一笔"
)

// The preview.
const (
	textIssuePreview   = "应出账单"
	textSheets         = "张数"
	textWaits          = "待价格"
	textDrafting       = "正在计算应出的账单"
	textIssuing        = "正在出账单"
	textStopped        = "已停止计算，没有出账单"
	textIssueStopped   = "已停止，一张也没有出"
	textCutoff         = "截止日"
	textCutoffWhich    = "出到哪一天为止的周期"
	textNothingToIssue = "没有应出的账单"
	textNothingChosen  = "选中的户没有应出的账单，只有待公布的价格"
	textIssueThen      = "账单一经开出不再改动；以后价格、面积、日期有更正的，由差额账单补收或冲回。"
	textIssueNow       = "确认出账单"
	textOnlyDifference = "只看差额"
	textDifferenceOnly = "只出差额"
	textAllKinds       = "全部账单"

	textNoDraft        = "没有应出的账单。"
	textNoDifference   = "已出账的日期没有变化：价格、读数、面积、日期和出账时一致，不需要差额账单。"
	textPriceFirst     = "周期已经结束，但要等价格。请按 F9 登记下列价格，再回来出账单。"
	textNothingPayable = "已结束的周期都没有应缴金额。"
)

// textNothingDue are the lines of an empty preview of all tenancies.
var textNothingDue = []string{
	"没有应出的账单，也没有等价格的。",
	"免收期内（五(一)前 36 个月）不出账单；减半期和停止减免的，周期结束后才出。",
	"按 F4 换截止日；按 F9 看价格是否登记齐全。",
}

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出账单。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、逾期:>30、未缴:>1000），F6 排序，F7 导出。",
		"第二行右边是筛选出来的合计：应缴、已缴、未缴。已缴按先欠先缴计算：先抵最早到期的账单。",
		"Enter 打开一张，F2 给这一户缴费，F4 看这一户的账户，F5 预览应出的账单，F8 看全部收据。",
	}
	helpPage = []string{
		"一张账单开出以后不再改动。上面是所属期和金额，中间是哪些收款缴了它，下面是逐月的明细。",
		"市场价减去减免等于应缴。标记“冲回”的行退回以前账单里多收的部分。",
		"F2 缴费，F4 这一户的全部账单和收款，F7 打印，Enter 到入驻。",
	}
	helpAccount = []string{
		"这里是一户的往来：账单和收据，欠缴按账龄分列，多缴的是预存，自动抵下一张账单。",
		"F2 缴费，可以部分缴、多缴；先抵最早到期的账单。F6 红冲一笔登记错的收款，不删除，另开一张负数收据。",
		"F8 退还预存，F5 预览应出的账单，Tab 换账单和收据，F9 排序，F7 导出。",
	}
	helpIssue = []string{
		"这里是应出的账单，只是预览，不写入。每户一行；右边或按 Enter 看每张的明细。",
		"空格选几户，Ctrl+A 全选，不选就是全部；F5 出账单，先给出合计再确认。F4 换截止日，例如只出到上季度末。",
		"待价格的行不会算成零：价格公布后按 F9 登记，再来出账。预览以后有变动的，一张也不出，请再看一遍。",
	}
	helpDraft = []string{
		"这里是一户应出的账单和逐月明细，只是预览，不写入。F5 出账单。",
		"F8 只出差额：日期、面积、价格更正以后，把已出账日期多收、少收的部分现在补上或冲回。",
		"F4 账户，F6 费用计划，F9 价格。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 张" }

func fmtCountOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return kit.Count(n)
}

func fmtListSums(sums any) string {
	s, ok := sums.(listSums)
	if !ok {
		return ""
	}
	return fmt.Sprintf("应缴 %s 已缴 %s 未缴 %s 元", s.payable, s.payable-s.open, s.open)
}

func fmtYuan(m allocation.Money) string { return m.String() + " 元" }

func fmtPeriod(b allocation.Bill) string {
	return fmt.Sprintf("%s 至 %s  %s", b.From, b.LastDay(), b.Kind.Title())
}

func fmtIssued(r store.BillRow) string {
	return strings.TrimSpace(r.Issued.String() + "  " + r.IssuedBy)
}

func fmtOpen(b allocation.BillStanding) string {
	if b.Late > 0 {
		return fmt.Sprintf("%s 元  逾期 %s 天", b.Open, kit.Count(b.Late))
	}
	return fmtYuan(b.Open)
}

func fmtStanding(b allocation.BillStanding) string {
	switch {
	case b.State() == allocation.BillUnpaid:
		return b.State().Title() + " " + fmtOpen(b)
	case b.Open > 0:
		return b.State().Title() + "  未缴 " + fmtOpen(b)
	}
	return b.State().Title()
}

func fmtShare(s allocation.Share) string {
	if s.Payment.ID == 0 {
		return fmt.Sprintf("%s  贷项 %s 抵缴 %s 元", s.Credit.Issued, s.Credit.Number, s.Amount)
	}
	if s.Amount == s.Payment.Amount {
		return fmt.Sprintf("%s  %s %s %s 元", s.Payment.Day, s.Payment.Number, s.Payment.Method.Title(), s.Amount)
	}
	return fmt.Sprintf("%s  %s %s %s 元，其中缴本张 %s 元", s.Payment.Day, s.Payment.Number, s.Payment.Method.Title(), s.Payment.Amount, s.Amount)
}

func fmtMoreShares(n int) string { return fmt.Sprintf("还有 %d 笔，在账户里看", n) }

func fmtDays(days, of int) string { return fmt.Sprintf("%d/%d", days, of) }

func fmtLineDays(l allocation.BillLine) string {
	return l.From.String() + " " + l.To.AddDays(-1).String()
}

func fmtTab(title string, n int) string {
	if n == 0 {
		return title
	}
	return title + " " + kit.Count(n)
}

func fmtAccountOpen(a allocation.Account) string {
	switch {
	case a.Open > 0:
		return "未缴 " + fmtYuan(a.Open)
	case a.Credit > 0:
		return "预存 " + fmtYuan(a.Credit)
	}
	return "没有欠缴"
}

func fmtSums(a allocation.Account) string {
	return fmt.Sprintf("应缴 %s  收款 %s  未缴 %s  其中逾期 %s  预存 %s 元", a.Billed, a.Payments, a.Open, a.Overdue, a.Credit)
}

func fmtReversedBy(number string) string { return "已由 " + number + " 红冲" }

func fmtUndone(remark string) string { return strings.TrimSpace("已红冲 " + remark) }

func fmtReceipt(r store.PaymentRow) string {
	return fmt.Sprintf("%s %s %s %s 元", r.Day, r.Kind.Title(), r.Method.Title(), r.Amount)
}

func fmtThrough(day civil.Date) string { return "截至 " + day.String() + " 已结束的周期" }

func fmtRun(run store.BillRun) string {
	n := 0
	for _, item := range run.Items {
		if len(item.Bills) > 0 {
			n++
		}
	}
	return fmt.Sprintf("%s 户 %s 张 应缴 %s 元", kit.Count(n), kit.Count(run.Bills), run.Payable)
}

func fmtWaiting(n int) string {
	return fmt.Sprintf("%s 户还有价格待公布，缺的部分价格登记后再出账（F9 登记价格）", kit.Count(n))
}

// waitsWord names the missing prices shortly.
func waitsWord(list []allocation.MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d%s", m.Year, m.Fee.Title())
	}
	return strings.Join(words, " ")
}

func fmtWaits(list []allocation.MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
	}
	return "价格待公布：" + strings.Join(words, "、") + "。这部分价格登记后在以后的账单里补出，不算作零。"
}

func fmtDraftHead(b allocation.Bill) string {
	return fmt.Sprintf("%s账单  %s 至 %s", b.Kind.Title(), b.From, b.LastDay())
}

func fmtDraft(b allocation.Bill) string {
	return fmt.Sprintf("%s账单  %s 至 %s  应缴 %s 元", b.Kind.Title(), b.From, b.LastDay(), b.Total.Payable)
}

func fmtCutoff(day, today civil.Date) string {
	if day == today {
		return fmt.Sprintf("今天 %s：已结束的周期都出", day)
	}
	return fmt.Sprintf("%s 及以前结束的周期", day.AddDays(-1))
}

func fmtIssueLine(run store.BillRun, some bool) string {
	which := "全部"
	if some {
		which = "选中的"
	}
	return fmt.Sprintf("给%s %s 出账单，应缴合计 %s 元，减免合计 %s 元。", which, strings.TrimSuffix(fmtRun(run), " 应缴 "+run.Payable.String()+" 元"), run.Payable, runWaived(run))
}

func runWaived(run store.BillRun) (sum allocation.Money) {
	for _, item := range run.Items {
		sum += sumOf(item).Waived
	}
	return sum
}

// fmtIssueKinds sums a run by kind, where there is more than one.
func fmtIssueKinds(run store.BillRun) []string {
	var out []string
	for _, k := range allocation.BillKinds {
		n, sum := 0, allocation.Money(0)
		for _, item := range run.Items {
			for _, b := range item.Bills {
				if b.Kind == k {
					n, sum = n+1, sum+b.Total.Payable
				}
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%s账单 %s 张，%s 元。", k.Title(), kit.Count(n), sum))
		}
	}
	return out
}

func fmtIssueOne(run store.BillRun) string {
	t := run.Items[0].Tenancy
	return fmt.Sprintf("给 %s（%s）出账单 %d 张，应缴合计 %s 元。", t.Name, t.Number, run.Bills, run.Payable)
}

func fmtIssuedNow(n int, sum allocation.Money) string {
	return fmt.Sprintf("已出账单 %s 张，应缴 %s 元", kit.Count(n), sum)
}

func fmtAllBilled(last civil.Date) string {
	return fmt.Sprintf("到收房前一天 %s 的账单都已经出了。", last)
}

func fmtFreeUntil(last civil.Date) string {
	return fmt.Sprintf("这一户在免收期内，到 %s 止（五(一)）；免收期内没有应缴，不出账单。", last)
}

func fmtPeriodRuns(last civil.Date) string {
	return fmt.Sprintf("下一个周期到 %s 才结束，结束以后出账单。", last)
}
