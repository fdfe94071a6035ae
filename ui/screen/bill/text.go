package bill

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of bills.
const (
	textBills       = "账单"
	textNumber      = "编号"
	textTenant      = "承租人"
	textKind        = "类别"
	textFrom        = "起"
	textLast        = "止"
	textDue         = "截止"
	textState       = "状态"
	textMarketYuan  = "市场价 元"
	textPayableYuan = "应缴 元"
	textWaivedYuan  = "减免 元"
	textPaidYuan    = "已缴 元"
	textOpenYuan    = "未缴 元"
	textReading     = "正在读取"
	textNothingHere = "没有选中的一行"
	textNoneFound   = "没有符合筛选的内容。按 Esc 去掉筛选。"
	textOpenRow     = "打开"
	textIssue       = "出账单"
	textAccount     = "账户"
	textReceipts    = "收据"
	textTenancy     = "入驻"
	textSchedule    = "费用计划"
	textPrices      = "价格"
)

// The page of a bill.
const (
	textFee   = "费用"
	textPhase = "阶段"
)

// The preview.
const (
	textDrafting       = "正在计算应出的账单"
	textIssuing        = "正在出账单"
	textNothingToIssue = "没有应出的账单"
	textIssueThen      = "账单一经开出不再改动；以后价格、面积、日期有更正的，由差额账单补收或冲回。"
	textIssueNow       = "确认出账单"
)

func fmtCountOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return kit.Count(n)
}

func fmtYuan(m allocation.Money) string { return m.String() + " 元" }

func fmtOpen(b allocation.BillStanding) string {
	if b.Late > 0 {
		return fmt.Sprintf("%s 元  逾期 %s 天", b.Open, kit.Count(b.Late))
	}
	return fmtYuan(b.Open)
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

func runWaived(run store.BillRun) (sum allocation.Money) {
	for _, item := range run.Items {
		sum += sumOf(item).Waived
	}
	return sum
}
