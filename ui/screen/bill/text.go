package bill

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
