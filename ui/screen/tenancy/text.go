package tenancy

import (
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/ui/kit"
)

// What people read on the screens of tenancies.
const (
	textMoney       = "账户"
	textTenancies   = say.Tenancy
	textTenant      = say.Tenant
	textUnit        = say.Unit
	textArea        = "面积 ㎡"
	textContract    = say.Contract
	textOpening     = say.Opening
	textToSign      = "待签约"
	textApplication = say.Application
	textRound       = say.Round
)

// The contract form.
const (
	textSign      = "签订合同"
	textSignedDay = say.SignedOn
)

// The page of a stay and its forms.
const (
	textHandover     = say.Handover
	textOpenBusiness = say.Opening
	textRenew        = "续签"
	textPaper        = "公证备案"
	textReadingTitle = say.Reading
	textWaterRead    = "水表读数"
	textNoBills      = "还没有出过账单"
	textAssessments  = say.Assessment
	textSupport      = say.Support
	textFinding      = say.Finding
	textBenefits     = "优惠"
)

func fmtCount(n int) string { return kit.Count(n) + " 户" }

func fmtStateOnly(s allocation.TenancyState) string {
	return "现在是" + s.Title() + "，不能办理"
}

func fmtSignTerm(from, last civil.Date) string {
	return fmt.Sprintf("合同期限 %s 至 %s。", from, last)
}

func fmtPaper(m allocation.Milestone) string {
	return fmt.Sprintf("%s  %s %s", m.Day, m.Body, m.Number)
}

// Changes within a stay.
const (
	textChangeNow   = "确认变更"
	textClockGoesOn = "免收、减半的起算日和合同期限不变。"
)

func fmtChangeSum(p allocation.Premises) string {
	return fmt.Sprintf("共 %s ㎡；按岗位核定 %s 至 %s ㎡", p.Area(), p.Band.Lo, p.Band.Hi)
}

func fmtChanged(k allocation.StayChangeKind, number string) string {
	return fmt.Sprintf("已办理%s，补充协议 %s（Ctrl+P 打印）", k.Title(), number)
}
