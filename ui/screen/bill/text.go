package bill

import "penggai/allocation/say"

// What people read on the screens of bills.
const (
	textBills       = say.Bill
	textNumber      = say.Number
	textTenant      = say.Tenant
	textKind        = say.Kind
	textFrom        = "起"
	textLast        = "止"
	textDue         = "截止"
	textState       = say.State
	textMarketYuan  = "市场价 元"
	textPayableYuan = "应缴 元"
	textWaivedYuan  = "减免 元"
	textPaidYuan    = "已缴 元"
	textOpenYuan    = "未缴 元"
	textIssue       = say.IssueBills
	textAccount     = "账户"
	textReceipts    = "收据"
	textTenancy     = say.Tenancy
	textSchedule    = say.FeeSchedule
	textPrices      = say.Price
)

// The page of a bill.
const (
	textFee   = say.Fee
	textPhase = say.Phase
)

// The preview.
const (
	textDrafting       = "正在计算应出的账单"
	textIssuing        = "正在出账单"
	textNothingToIssue = "没有应出的账单"
	textIssueThen      = "账单一经开出不再改动；以后价格、面积、日期有更正的，由差额账单补收或冲回。"
	textIssueNow       = "确认出账单"
)
